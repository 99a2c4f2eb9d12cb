"""How widgets look: the style of every platform, in which what is clicked is large enough to be hit."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

LEAST = 24
"""So many pixels each side of what is clicked has at least (WCAG 2.2, 2.5.8)."""
_CLICKED = frozenset(
    {
        QStyle.ContentsType.CT_PushButton,
        QStyle.ContentsType.CT_ToolButton,
        QStyle.ContentsType.CT_CheckBox,
        QStyle.ContentsType.CT_RadioButton,
        QStyle.ContentsType.CT_ComboBox,
        QStyle.ContentsType.CT_SpinBox,
        QStyle.ContentsType.CT_LineEdit,
        QStyle.ContentsType.CT_Slider,
        QStyle.ContentsType.CT_MenuItem,
    }
)


class Style(QProxyStyle):
    """Fusion, with no target smaller than that."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def sizeFromContents(
        self, type: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        found = super().sizeFromContents(type, option, size, widget)  # type: ignore[arg-type]
        return found.expandedTo(QSize(LEAST, LEAST)) if type in _CLICKED else found
