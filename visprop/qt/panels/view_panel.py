"""Which widget shows a view of the registry in the window."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QVBoxLayout, QWidget

from visprop.benches.pictures import BenchMoment
from visprop.engine.registry import late
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView


class ViewPanel(QWidget):
    """A view that needs no choices around it."""

    def __init__(self, adapter: Adapter, view: View, kind: type[SessionView] = SessionView) -> None:
        super().__init__()
        self.view = kind(adapter, view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)


def _plain(module: str, kind: str) -> Callable[[Adapter, View], QWidget]:
    return lambda adapter, view: ViewPanel(adapter, view, getattr(import_module(module), kind))


_SWARM = _plain("visprop.qt.views.swarm_view", "SwarmView")
_OWN_PANELS: dict[str, Callable[[Adapter, View], QWidget]] = {
    "network": late("visprop.qt.panels.network_panel", "NetworkPanel"),
    "landscape": late("visprop.qt.panels.landscape_panel", "LandscapePanel"),
    "history": late("visprop.qt.panels.monitor_panel", "MonitorPanel"),
    "output": late("visprop.qt.panels.output_panel", "OutputPanel"),
    "hidden": late("visprop.qt.panels.bent_panel", "BentPanel"),
    "slice": late("visprop.qt.panels.slice_panel", "SlicePanel"),
    "swarm": _SWARM,
    "swarm-map": _SWARM,
    "swarm-cloud": _plain("visprop.qt.views.swarm_view", "CloudView"),
    "pseudocode": late("visprop.qt.panels.pseudocode_panel", "PseudocodePanel"),
    "equations": late("visprop.qt.panels.equation_panel", "EquationPanel"),
}
"""Each is loaded when it is first made: the first window shows few of them."""


def panel_of(adapter: Adapter, view: View) -> QWidget:
    """The panel of a view, with its `view`: one of its own, if it can be touched, else one that only shows it."""
    if view.moment is BenchMoment:
        from visprop.qt.panels.page_panel import PagePanel
        from visprop.qt.views.bench_view import BenchView

        return PagePanel(adapter, view) if view.page is not None else ViewPanel(adapter, view, BenchView)
    return _OWN_PANELS.get(view.name, ViewPanel)(adapter, view)
