"""The tabs of panels that stand in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTabBar

from visprop.qt.window.docks import Docks

_DRESSED = "dressed"


class DockTabs(QObject):
    """Dresses the bars that Qt makes of them, each when it is there; a double click on a tab enlarges its panel.

    Args:
        docks: whose tabs they are.
        enlarge: gives a panel all the room by its name, or the others their places back.
    """

    def __init__(self, docks: Docks, enlarge: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._docks, self._enlarge = docks, enlarge

    def take(self, bar: QTabBar) -> None:
        """Dress a bar that has just been made, which Qt may tell more than once."""
        if bar.property(_DRESSED):
            return
        bar.setProperty(_DRESSED, True)
        # Of tabs for which there is no room some are scrolled out of sight; none is cut.
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.tabBarDoubleClicked.connect(partial(self._on_double_click, bar))

    def _on_double_click(self, bar: QTabBar, index: int) -> None:
        if index >= 0:
            self._enlarge(self._docks.titled(bar.tabText(index)))
