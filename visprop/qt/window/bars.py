"""The bars of the window: what steps above the panels, the time line below them, and the ground around them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.panels.timeline_bar import TimelineBar
from visprop.qt.window.actions import Actions
from visprop.qt.window.ground import ground_around
from visprop.qt.window.toolbar import StepBar


class Bars:
    """Makes them and puts them where they belong.

    Attributes:
        stepping: the tool bar.
        timeline: what the bar below holds.
        below: the bar below.
        all: what a hall does not see.
    """

    def __init__(self, window: QMainWindow, adapter: Adapter, actions: Actions) -> None:
        self.stepping = StepBar(adapter, actions, window)
        window.addToolBar(self.stepping)
        if window.menuBar().isNativeMenuBar():
            # The system's own menu bar has no corner.
            self.stepping.take_workspaces()
        else:
            self.stepping.workspaces.stand_in(window.menuBar())
        self.timeline = TimelineBar(adapter)
        self.below = QToolBar("Time line", window)
        self.below.setObjectName("Time line")
        self.below.setMovable(False)
        self.below.addWidget(self.timeline)
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.below)
        self.all: tuple[QWidget, ...] = (window.menuBar(), self.stepping, self.below, *ground_around(window))
