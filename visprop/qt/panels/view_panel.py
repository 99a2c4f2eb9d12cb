"""Which widget shows a view of the registry in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from visprop.benches.pictures import BenchMoment
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.panels.bent_panel import BentPanel
from visprop.qt.panels.equation_panel import EquationPanel
from visprop.qt.panels.landscape_panel import LandscapePanel
from visprop.qt.panels.monitor_panel import MonitorPanel
from visprop.qt.panels.network_panel import NetworkPanel
from visprop.qt.panels.output_panel import OutputPanel
from visprop.qt.panels.page_panel import PagePanel
from visprop.qt.panels.pseudocode_panel import PseudocodePanel
from visprop.qt.panels.slice_panel import SlicePanel
from visprop.qt.views.bench_view import BenchView
from visprop.qt.views.session_view import SessionView
from visprop.qt.views.swarm_view import CloudView, SwarmView


class ViewPanel(QWidget):
    """A view that needs no choices around it."""

    def __init__(self, adapter: Adapter, view: View, kind: type[SessionView] = SessionView) -> None:
        super().__init__()
        self.view = kind(adapter, view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)


def _plain(kind: type[SessionView]) -> Callable[[Adapter, View], QWidget]:
    return lambda adapter, view: ViewPanel(adapter, view, kind)


_OWN_PANELS: dict[str, Callable[[Adapter, View], QWidget]] = {
    "network": NetworkPanel,
    "landscape": LandscapePanel,
    "history": MonitorPanel,
    "output": OutputPanel,
    "hidden": BentPanel,
    "slice": SlicePanel,
    "swarm": _plain(SwarmView),
    "swarm-map": _plain(SwarmView),
    "swarm-cloud": _plain(CloudView),
    "pseudocode": PseudocodePanel,
    "equations": EquationPanel,
}


def panel_of(adapter: Adapter, view: View) -> QWidget:
    """The panel of a view, with its `view`: one of its own, if it can be touched, else one that only shows it."""
    if view.moment is BenchMoment:
        return PagePanel(adapter, view) if view.page is not None else ViewPanel(adapter, view, BenchView)
    return _OWN_PANELS.get(view.name, ViewPanel)(adapter, view)
