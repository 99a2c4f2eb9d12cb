"""Two parts, one below the other: the lower one is seen as a whole where it can be, and the upper one is scrolled for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from visprop.qt.panels.panel_parts import scrolled

_LEAST = 0.33
"""How much of the room the upper part has at least, if it is that high."""


class TwoParts(QWidget):
    """What is read, and below it what is asked of it: neither pushes the other out of sight.

    Args:
        upper, lower: the parts, each with a layout.

    Attributes:
        upper, lower: the places in which they are scrolled.
    """

    def __init__(self, upper: QWidget, lower: QWidget) -> None:
        super().__init__()
        self.upper, self.lower = scrolled(upper, parent=self), scrolled(lower, parent=self)
        for part in (upper, lower):
            part.installEventFilter(self)

    def turn_page(self, is_back: bool = False) -> bool:
        """Show what follows of the upper part, or what was before; whether there was more of it."""
        bar = self.upper.verticalScrollBar()
        before = bar.value()
        # Two lines stay, so that one finds the place again.
        bar.setValue(before + (-1 if is_back else 1) * max(bar.singleStep(), bar.pageStep() * 3 // 4))
        return bar.value() != before

    def begin(self) -> None:
        """Show the beginning of both."""
        for area in (self.upper, self.lower):
            area.verticalScrollBar().setValue(0)

    def _share(self) -> None:
        """Give each of them its room."""
        room = self.height()
        upper, lower = self._needed(self.upper), self._needed(self.lower)
        if upper + lower > room:
            upper = max(room - lower, min(upper, round(_LEAST * room)))
        self.upper.setGeometry(0, 0, self.width(), upper)
        self.lower.setGeometry(0, upper, self.width(), room - upper)

    def _needed(self, area: QScrollArea) -> int:
        layout = area.widget().layout()
        assert layout is not None, "a part has a layout"
        high = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        return max(0, high)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # A text is as high as its formulas make it, and those are set bit by bit.
            self._share()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
