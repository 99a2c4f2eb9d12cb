"""Two parts, one below the other: the lower one is seen as a whole where it can be, and the upper one is scrolled for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from visprop.qt.panels.panel_parts import scrolled

_LEAST, _LEAST_BESIDE = 0.33, 0.2
"""How much of the room the upper part has at least, if it is that high; and where the lower one is crowded."""


class TwoParts(QWidget):
    """What is read, and below it what is asked of it: neither pushes the other out of sight.

    Args:
        upper, lower: the parts, each with a layout.

    Attributes:
        above, below: the places in which they are scrolled.
    """

    def __init__(self, upper: QWidget, lower: QWidget) -> None:
        super().__init__()
        self.above, self.below = scrolled(upper, parent=self), scrolled(lower, parent=self)
        self._least = _LEAST
        for part in (upper, lower):
            part.installEventFilter(self)

    def crowd(self, is_crowded: bool) -> None:
        """Let the lower part have more of the room, or no longer."""
        self._least = _LEAST_BESIDE if is_crowded else _LEAST
        self._share()

    def turn_page(self, is_back: bool = False) -> bool:
        """Show what follows of the upper part, or what was before; whether there was more of it."""
        bar = self.above.verticalScrollBar()
        before = bar.value()
        # Two lines stay, so that one finds the place again.
        bar.setValue(before + (-1 if is_back else 1) * max(bar.singleStep(), bar.pageStep() * 3 // 4))
        return bar.value() != before

    def begin(self) -> None:
        """Show the beginning of both."""
        for area in (self.above, self.below):
            area.verticalScrollBar().setValue(0)

    def _share(self) -> None:
        """Give each of them its room."""
        room = self.height()
        upper, lower = self._needed(self.above), self._needed(self.below)
        if upper + lower > room:
            upper = max(room - lower, min(upper, round(self._least * room)))
        self.above.setGeometry(0, 0, self.width(), upper)
        self.below.setGeometry(0, upper, self.width(), room - upper)

    def _needed(self, area: QScrollArea) -> int:
        part = area.widget()
        layout = None if part is None else part.layout()
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
