"""The cost landscape over a plane of parameter space: a map, or a surface that can be turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Figure
from visprop.figures.base.told import Group
from visprop.figures.choices import PlaneChoice, Range, Span
from visprop.figures.cost_drawing import draw_line
from visprop.figures.landscape_work import (
    Request,
    Surface,
    draw_landscape,
    moment_basis,
    moment_landscape,
    moment_range,
    moment_trails,
    present_place,
)
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.contours import landscape_axes
from visprop.figures.plots.landscape import Landscape, Trail
from visprop.figures.plots.path_told import path_groups
from visprop.figures.plots.plane import Basis, default_axes, zoomed
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to, number
from visprop.qt.adapter import Adapter
from visprop.qt.views.landscape_hand import LandscapeHand
from visprop.qt.views.surfaces import FINE, Surfaces
from visprop.timeline.work import LIMIT

_BUDGET, _REST_BUDGET = 0.003, 0.012
"""How long the path is computed for a picture at speed, and for one at rest, which is drawn again until all of it is there."""
_NEAR = 9.0
"""How near the pointer must be to a point, in points."""


class LandscapeView(LandscapeHand):
    """Paints φ over a plane with the path so far; a surface that is not ready yet appears when it is."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self.surfaces = Surfaces(self)
        self.landscape: Landscape | None = None
        self._basis: tuple[object, Basis] | None = None
        self._default: tuple[Network, tuple[Key, Key]] | None = None
        self.surfaces.finished.connect(self._on_surface)

    @property
    def choice(self) -> PlaneChoice:
        """The plane that the user has chosen, with the default axes if none are."""
        choice = self.session.options[LandscapeOptions.plane]
        if choice.span is Span.PARAMETERS and choice.names is None:
            return replace(choice, names=self._default_axes())
        return choice

    def _default_axes(self) -> tuple[Key, Key] | None:
        """The two parameters with the largest gradient at the start; an edit of the parameters does not change them."""
        network = self.session.scenario.network
        if self._default is None or self._default[0] is not network:
            found = default_axes(self.session.playback.frame.totals)
            self._default = None if found is None else (network, found)
        return None if self._default is None else self._default[1]

    @property
    def basis(self) -> Basis | None:
        """The directions of the plane; None while they are pending."""
        session, choice = self.session, replace(self.choice, ranges=None, held=None)
        if session.scenario.freedom.count < 2:
            return None
        # Principal components change with the path, the others only with what they are taken from.
        update = session.playback.frame.done if choice.span is Span.PCA else 0
        key = (session.playback.experiment, choice, update)
        if self._basis is None or self._basis[0] != key:
            found = moment_basis(session.moment(), choice, perf_counter() + _REST_BUDGET)
            self._basis = None if found is None else (key, found)
        return None if self._basis is None else self._basis[1]

    # What is drawn

    def _on_surface(self) -> None:
        # At speed the view's own beat brings it into sight: drawn at once, it would ask for the next one, each picture again.
        if self.landscape is None or not self.session.playback.at_speed:
            self.draw_soon()

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment, basis = self.session.moment(), self.basis
        line = draw_line(moment, options, size)
        if line is not None:
            self.landscape = None
            return line
        if basis is None:
            if self.choice.span is Span.PCA and not moment.at_speed:
                self.draw_more()
            return None
        budget = _BUDGET if moment.at_speed else _REST_BUDGET
        trails, share = moment_trails(moment, basis, perf_counter() + budget)
        self.surfaces.ask(self._request(moment, basis, trails), moment.at_speed)
        if any(trail.is_late for trail in trails) and not moment.at_speed:
            self.draw_more()
        surface = self.surfaces.surface
        if surface is None or surface.request.scenario is not self.session.scenario or not self._still_fits(surface):
            return None
        self.landscape = moment_landscape(moment, options, surface, trails, share)
        return draw_landscape(self.landscape, options, size, quick=moment.at_speed or self.is_turning)

    def finished_options(self, options: ViewOptions) -> ViewOptions:
        return options.choose(LandscapeOptions.plane, self.choice).choose(ViewOptions.grid, FINE)

    def _still_fits(self, surface: Surface) -> bool:
        """Whether a surface may stand until the next one is ready: it has the same directions."""
        return surface.request.basis is self.basis or self.choice.span is Span.PCA

    def _request(self, moment: NetworkMoment, basis: Basis, trails: tuple[Trail, ...]) -> Request:
        place = self.choice.held or present_place(moment)
        return Request(self.session.scenario, place, basis, self._ranges(trails))

    def _ranges(self, trails: tuple[Trail, ...]) -> Range:
        surface = self.surfaces.surface
        if self.is_grabbed and not self._pans and surface is not None:
            # Under the hand the map must not move.
            return surface.request.ranges
        return self.choice.ranges or moment_range(trails)

    # What is told

    def hint(self, x: float, y: float, key: Key | None) -> str:
        landscape, axes = self.landscape, self.map_axes()
        if landscape is None:
            return ""
        if self.session.options[LandscapeOptions.solid]:
            return "Drag to turn (Alt and the arrow keys), turn the wheel for the range (+ and −)"
        if axes is None or not within(axes, x, y):
            return ""
        return self._near_path(landscape, axes, x, y) or self._cost_here(landscape, axes, x, y)

    def _cost_here(self, landscape: Landscape, axes: Axes, x: float, y: float) -> str:
        first, second = axes.from_page(x, y)
        digits = self.session.options.digits
        held, scenario = self.choice.held, self.session.scenario
        p = landscape.basis.point(present_place(self.session.moment()).p, first, second)
        # What a click gives is told, which is φ of the plane itself unless that is held.
        is_quick = len(scenario.train) * p.size <= LIMIT
        told = (
            f"φ {equal_to(scenario.objective.value(p), digits)}"
            if is_quick
            else f"φ ≈ {number(landscape.at(first, second), digits)}"
        )
        if held is not None and is_quick:
            told = f"φ of the held plane ≈ {number(landscape.at(first, second), digits)}\nφ where a click sets p: {told[4:]}"
        words = landscape.basis.words
        place = f"{words[0]} {equal_to(first, digits)}\n{words[1]} {equal_to(second, digits)}"
        return f"{place}\n{told}\nClick to set p here (undo brings it back), or drag the point"

    def _near_path(self, landscape: Landscape, axes: Axes, x: float, y: float) -> str:
        """What is known of the path's point under the pointer: its own φ, and the plane's; empty if there is none."""
        for trail in landscape.trails:
            page = axes.to_page(*trail.points.T)
            i = int(np.argmin(np.hypot(page[:, 0] - x, page[:, 1] - y)))
            if np.hypot(*(page[i] - (x, y))) <= _NEAR:
                return landscape.point_told(trail, i, self.session.options.digits)
        return ""

    def told(self) -> Sequence[Group]:
        """The path too, point by point, where it is on a map."""
        landscape, axes = self.landscape, self.map_axes()
        if landscape is None or axes is None or self.session.options[LandscapeOptions.solid]:
            return super().told()
        return [*path_groups(landscape, axes, self.session.options.digits), *super().told()]

    def map_axes(self) -> Axes | None:
        """The diagram's frame, in the map."""
        if self.landscape is None or self.figure is None or self.figure.plot is None:
            return None
        return landscape_axes((self.figure.width, self.figure.height), self.landscape)

    # What the hand asks

    def is_on_point(self, place: QPointF) -> bool:
        """Whether a place of the widget is on p."""
        axes = self.map_axes()
        if axes is None or self.landscape is None:
            return False
        x, y = axes.to_page(*self.landscape.here[:, None])[0]
        return float(np.hypot(x - place.x(), y - place.y())) <= _NEAR + 3

    def point_under(self, place: QPointF) -> Array | None:
        """The point of the plane through the present p at a place of the widget; None outside the map."""
        axes = self.map_axes()
        if axes is None or not within(axes, place.x(), place.y()):
            return None
        basis = self.basis
        return None if basis is None else basis.point(self.session.playback.frame.p, *axes.from_page(place.x(), place.y()))

    def step_point(self, across: float, up: float) -> None:
        axes, basis = self.map_axes(), self.basis
        if axes is None or basis is None:
            return
        p = self.session.playback.frame.p
        x, y = basis.coordinates(p)
        wide, high = axes.x_range[1] - axes.x_range[0], axes.y_range[1] - axes.y_range[0]
        self.session.network_edits.move_to(basis.point(p, x + across * wide, y + up * high))

    # The range: the wheel and keystrokes change it as they enlarge other pictures

    def zoom_by(self, factor: float, place: QPointF) -> None:
        surface = self.surfaces.surface
        if surface is None:
            return
        axes, (x, y) = self.map_axes(), self.to_figure(place)
        if axes is not None and within(axes, x, y):
            middle = axes.from_page(x, y)
        else:
            middle = (float(surface.xs.mean()), float(surface.ys.mean()))
        self._set_ranges(zoomed(self.choice.ranges or surface.request.ranges, *middle, 1.0 / factor))

    def pan_by(self, by: QPointF) -> None:
        if not self.session.options[LandscapeOptions.solid]:
            self.shift_range(QPointF(0, 0), by / self.scale)

    def shift_range(self, start: QPointF, end: QPointF) -> None:
        surface, axes = self.surfaces.surface, self.map_axes()
        if surface is None or axes is None:
            return
        (x1, y1), (x2, y2) = axes.from_page(start.x(), start.y()), axes.from_page(end.x(), end.y())
        across, up = self.choice.ranges or surface.request.ranges
        self._set_ranges(((across[0] + x1 - x2, across[1] + x1 - x2), (up[0] + y1 - y2, up[1] + y1 - y2)))

    def fit(self) -> None:
        if self.session.options[LandscapeOptions.plane].ranges is not None:
            self._set_ranges(None)

    def _set_ranges(self, ranges: Range | None) -> None:
        self.session.choose(LandscapeOptions.plane, replace(self.session.options[LandscapeOptions.plane], ranges=ranges))


def within(axes: Axes, x: float, y: float) -> bool:
    """Whether a point of the page lies in a diagram's frame."""
    return axes.x <= x <= axes.x + axes.width and axes.y <= y <= axes.y + axes.height
