"""The docks: the registry's views, and the panels beside them, each in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from visprop.figures.views import VIEWS, Dock
from visprop.qt.adapter import Adapter
from visprop.qt.panels.layouts import scrolled
from visprop.qt.panels.scenario_panel import ScenarioPanel
from visprop.qt.panels.selection_panel import SelectionPanel
from visprop.qt.panels.view_panel import panel_of
from visprop.qt.panels.watch_panel import WatchPanel

_AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}


@dataclass(frozen=True)
class PanelSpec:
    """A panel that shows no figure.

    Attributes:
        name: by which the code finds it.
        title: of its dock.
        make: makes it.
        dock: where it stands.
        scrolls: whether it is scrolled if it is taller than its place.
    """

    name: str
    title: str
    make: Callable[[Adapter], QWidget]
    dock: Dock
    scrolls: bool = True


PANELS = (
    PanelSpec("scenario", "Scenario", ScenarioPanel, Dock("left")),
    PanelSpec("selected", "Selected", SelectionPanel, Dock("left")),
    PanelSpec("watch", "Watch", WatchPanel, Dock("left", tab_of="selected"), scrolls=False),
)
"""The panels beside the views."""


class Docks:
    """All docks of a window by their names, and the view in its centre.

    Attributes:
        docks: by the names of views and panels.
        panels: the widgets in them, and in the centre.
    """

    def __init__(self, window: QMainWindow, adapter: Adapter) -> None:
        self._window = window
        self.docks: dict[str, QDockWidget] = {}
        self.panels: dict[str, QWidget] = {}
        window.setCorner(Qt.Corner.BottomLeftCorner, _AREAS["left"])
        window.setCorner(Qt.Corner.BottomRightCorner, _AREAS["right"])
        # The right side first: added last, its tabs would leave a second tab bar behind in the window's middle.
        for view in VIEWS.values():
            if view.dock is not None:
                self._add(view.name, view.title, panel_of(adapter, view), view.dock)
        for panel in PANELS:
            self._add(panel.name, panel.title, panel.make(adapter), panel.dock, panel.scrolls)
        for name in self.docks:
            self._tabify(name)
        window.splitDockWidget(self.docks["pseudocode"], self.docks["equations"], Qt.Orientation.Horizontal)

    def _add(self, name: str, title: str, panel: QWidget, place: Dock, scrolls: bool = False) -> None:
        self.panels[name] = panel
        if place.area == "centre":
            self._window.setCentralWidget(panel)
            return
        dock = QDockWidget(title, self._window)
        dock.setObjectName(title)
        dock.setWidget(scrolled(panel) if scrolls else panel)
        dock.toggleViewAction().setToolTip(f"Show or hide the panel “{title}”")
        self._window.addDockWidget(_AREAS[place.area], dock)
        self.docks[name] = dock

    def _tabify(self, name: str) -> None:
        places = {view.name: view.dock for view in VIEWS.values()} | {panel.name: panel.dock for panel in PANELS}
        place = places[name]
        if place is not None and place.tab_of:
            self._window.tabifyDockWidget(self.docks[place.tab_of], self.docks[name])
            self.docks[place.tab_of].raise_()

    def resize(self) -> None:
        """Give each panel its share of the window."""
        window, docks = self._window, self.docks
        width, height = window.width(), window.height()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        side, plots = max(210, width * 17 // 100), max(270, width * 27 // 100)
        window.resizeDocks([docks["scenario"], docks["landscape"]], [side, plots], across)
        window.resizeDocks([docks["scenario"], docks["selected"]], [60, 40], down)
        window.resizeDocks([docks["landscape"], docks["cost"]], [58, 42], down)
        window.resizeDocks([docks["pseudocode"], docks["equations"]], [42, 58], across)
        window.resizeDocks([docks["pseudocode"]], [max(180, height * 34 // 100)], down)

    def bring_up(self, name: str) -> None:
        """Show a dock in front of those in the same place."""
        self.docks[name].show()
        self.docks[name].raise_()

    def show_all(self) -> None:
        """Show all, each in the window."""
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.show()
