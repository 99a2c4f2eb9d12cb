"""One unit of time in the tool bar: how far we are in it, a field to go elsewhere, and a step back and on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
)

from visprop.figures.base.style import Theme
from visprop.qt.look.icons import icon
from visprop.qt.look.letters import px, sized

MAX = 1_000_000_000
"""The furthest that can be asked for."""
_HEIGHT, _ICON, _SIDE = 42, 16, 26
_ANY = 16_777_215
"""The widest that a widget can be, which Qt has no name for here."""
_ARROWS = {"Right": "→", "Left": "←", "Shift+": "⇧", "Ctrl+": "Ctrl "}


class Stepper(QFrame):
    """Caption and number between the two steps; one of the steppers says in words which key goes on.

    Args:
        unit: its caption.
        back, on: what the steps do.
    """

    def __init__(self, unit: str, back: QAction, on: QAction) -> None:
        super().__init__()
        self.unit, self._on = unit, on
        self.setProperty("role", "stepper")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.caption = QLabel(unit)
        self.caption.setProperty("role", "caption")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.box = QSpinBox(maximum=MAX)
        self.box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.box.setFrame(False)
        self.box.setKeyboardTracking(False)
        self.box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.box.setAccessibleName(unit)
        self.back, self.on = self._step(back), self._step(on)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 1, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.caption)
        middle.addWidget(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.back)
        row.addLayout(middle)
        row.addWidget(self.on)
        self._is_next, self._widest = False, 0

    def _step(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().replace("&", ""))
        button.setAutoRepeat(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button

    def set_unit(self, unit: str) -> None:
        """Call the unit otherwise, as of what has no lines."""
        if unit != self.unit:
            self.unit = unit
            self.caption.setText(unit)
            self.box.setAccessibleName(unit)
            self.show_next(self._is_next)

    def show_next(self, is_next: bool) -> None:
        """Say in words, or no longer, that its step is the one to go on by."""
        self._is_next = is_next
        self.on.setProperty("role", "next" if is_next else "")
        self.on.setText(f"Next {self.unit}  {_told(self._on.shortcut())}" if is_next else "")
        text, picture = Qt.ToolButtonStyle.ToolButtonTextOnly, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.on.setToolButtonStyle(text if is_next else picture)
        self.on.style().unpolish(self.on)
        self.on.style().polish(self.on)
        self._set_width()

    def dress(self, theme: Theme) -> None:
        """Take the colours and letters of now."""
        self.setFixedHeight(px(_HEIGHT))
        for button, name in ((self.back, "line-back"), (self.on, "line")):
            button.setIcon(icon(name, theme))
            button.setIconSize(QSize(px(_ICON), px(_ICON)))
        font = sized(QApplication.font(), 13, QFont.Weight.DemiBold)
        # Where there is a style sheet, the line within hears nothing of the box's letters.
        for widget in (self.box, self.box.lineEdit()):
            widget.setFont(font)
        self.box.setFixedHeight(px(24))
        self.back.setFixedWidth(px(_SIDE))
        self._widest = 0
        self._set_width()

    def _set_width(self) -> None:
        if self._is_next:
            self.on.setMinimumWidth(0)
            self.on.setMaximumWidth(_ANY)
        else:
            self.on.setFixedWidth(px(_SIDE))
        # The layout that it stands in keeps what it once asked for, and would hear of this at one of the next turns.
        self.updateGeometry()

    def show_value(self, value: int, least: int, most: int, suffix: str) -> None:
        """Show where we are; the field keeps the room that it once took, as numbers grow while training runs."""
        self.box.setRange(least, most)
        self.box.setSuffix(suffix)
        self.box.setValue(value)
        widest = f"{most if suffix else max(value, 1000)}{suffix}"
        wide = self.box.fontMetrics().horizontalAdvance(widest) + px(14)
        if wide > self._widest:
            self._widest = wide
            self.box.setFixedWidth(wide)
            self.updateGeometry()


def _told(shortcut: QKeySequence) -> str:
    """A shortcut with arrows as arrows."""
    words = shortcut.toString()
    for name, sign in _ARROWS.items():
        words = words.replace(name, sign)
    return words
