"""The tabs of panels that stand in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTabBar

from visprop.figures.base.style import Theme
from visprop.qt.window.docks import Docks
from visprop.qt.window.tabs_that_fit import TabsThatFit

_DRESSED = "dressed"


class DockTabs(QObject):
    """Dresses the bars that Qt makes of them, each when it is there; a double click on a tab enlarges its panel.

    Args:
        docks: whose tabs they are.
        theme: the colours of now.
        enlarge: gives a panel all the room by its name, or the others their places back.
    """

    def __init__(self, docks: Docks, theme: Callable[[], Theme], enlarge: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._docks, self._theme, self._enlarge = docks, theme, enlarge

    def take(self, bar: QTabBar) -> None:
        """Dress a bar that has just been made, which Qt may tell more than once."""
        if bar.property(_DRESSED):
            return
        bar.setProperty(_DRESSED, True)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        # Without its arrows a bar would ask for room for all of its tabs.
        bar.setUsesScrollButtons(True)
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        TabsThatFit(bar, self._theme, self._docks.is_aside, self._docks.call)
        bar.tabBarDoubleClicked.connect(partial(self._on_double_click, bar))

    def _on_double_click(self, bar: QTabBar, index: int) -> None:
        if index >= 0:
            self._enlarge(self._docks.titled(bar.tabText(index)))
