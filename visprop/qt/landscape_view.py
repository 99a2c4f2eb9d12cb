"""The cost landscape over two parameters."""

from __future__ import annotations

from time import perf_counter

import numpy as np
from PySide6.QtWidgets import QWidget

from visprop.engine.activations import Array
from visprop.figures.landscape import Landscape, landscape_axes, landscape_figure
from visprop.figures.plane import default_axes, landscape_range, slope_at
from visprop.figures.shapes import Figure
from visprop.figures.style import Theme
from visprop.notation.numbers import number
from visprop.qt.figure_view import FigureView
from visprop.qt.session import Session
from visprop.qt.surfaces import FINE, Request, Surface, Surfaces
from visprop.scenario.scenario import Scenario

_BUDGET = 0.003


class LandscapeView(FigureView):
    """Paints φ over two parameters with the path so far; a surface that is not ready yet appears when it is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self._surfaces = Surfaces(self)
        self._default: tuple[Scenario, tuple[str, str]] | None = None
        self._drawn: object = None
        self.setAccessibleName("Cost landscape")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self._surfaces.finished.connect(self.refresh)

    @property
    def axes(self) -> tuple[str, str]:
        """The two parameters that are shown."""
        if self._session.options.axes:
            return self._session.options.axes
        scenario = self._session.scenario
        if self._default is None or self._default[0] is not scenario:
            self._default = (scenario, default_axes(scenario))
        return self._default[1]

    def refresh(self) -> None:
        """Ask for the surface of the present and draw what there is."""
        session = self._session
        if not self.isVisible() or not session.is_due(10, 5):
            return
        path = self._path(perf_counter() + _BUDGET if session.at_speed else np.inf)
        request = self._request(path)
        self._surfaces.ask(request, session.frame.p, session.at_speed)
        surface = self._surfaces.surface
        if surface is None or surface.request.scenario is not session.scenario or surface.request.axes != self.axes:
            return
        state = (surface, session.position.update, session.options, self.page_size())
        if state != self._drawn:
            self._drawn = state
            self.set_figure(self._figure_of(surface, path, self.page_size()))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """The present picture in full quality, laid out for a size; in the session's theme, or in another."""
        path = self._path(np.inf)
        request = self._request(path)
        xs, ys = (np.linspace(low, high, FINE) for low, high in request.ranges)
        costs = next(c for c in Surfaces.steps(request, self._session.frame.p, xs, ys) if isinstance(c, np.ndarray))
        return self._figure_of(Surface(request, xs, ys, costs), path, size, theme)

    def hint(self, x: float, y: float, key: str) -> str:
        surface, figure = self._surfaces.surface, self.figure
        if surface is None or figure is None or figure.plot is None:
            return ""
        left, top, width, height = figure.plot
        if not (left <= x <= left + width and top <= y <= top + height):
            return ""
        session = self._session
        landscape = self._landscape(surface, self._path(np.inf))
        first, second = landscape_axes((figure.width, figure.height), landscape).from_page(x, y)
        p = session.timeline.parameters(surface.request.update).copy()
        for name, value in zip(surface.request.axes, (first, second), strict=True):
            p[session.scenario.network.select(name)] = value
        cost = session.scenario.network.mean_cost(p, session.scenario.data.x, session.scenario.data.y)
        names = surface.request.axes
        return f"{names[0]} = {number(first, 6)}\n{names[1]} = {number(second, 6)}\nφ = {number(cost, 10)}"

    def _indices(self) -> list[int]:
        return [int(self._session.scenario.network.select(name)[0]) for name in self.axes]

    def _path(self, deadline: float) -> Array:
        session = self._session
        _, parameters = session.history.parameters(session.position.update, deadline)
        indices = self._indices()
        past = parameters[:, indices] if len(parameters) else np.empty((0, 2))
        return np.vstack((past, session.frame.p[indices]))

    def _request(self, path: Array) -> Request:
        session = self._session
        return Request(session.scenario, session.position.update, self.axes, landscape_range(path))

    def _figure_of(self, surface: Surface, path: Array, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        return landscape_figure(self._landscape(surface, path), size, theme or self._session.options.theme)

    def _landscape(self, surface: Surface, path: Array) -> Landscape:
        scenario, p = self._session.scenario, self._session.frame.p
        slope = slope_at(scenario, p, surface.request.axes)
        return Landscape(surface.request.axes, surface.xs, surface.ys, surface.costs, path, slope, surface.request.update)
