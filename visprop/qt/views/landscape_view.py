"""The cost landscape over a plane of parameter space: a map, or a surface that can be turned."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.activations import Array
from visprop.engine.network import Network
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.plots.contours import landscape_axes, landscape_figure
from visprop.figures.plots.landscape import Landscape, Trail, example_steps, landscape_of, trail_of
from visprop.figures.plots.plane import Basis, Place, PlaneChoice, Range, Span, basis_of, default_axes, landscape_range, zoomed
from visprop.figures.plots.surface3d import surface_figure, turned
from visprop.notation.expression.numbers import number
from visprop.qt.session import Session
from visprop.qt.views.figure_view import ZOOM_STEP, FigureView
from visprop.qt.views.surfaces import FINE, Request, Surface, Surfaces, screen_steps

_BUDGET = 0.003
_NEAR = 9.0
"""How near the pointer must be to a point, in points."""
_ASTRAY = 40.0
"""Other trainings' points that are further away do not widen the range."""
_DEGREES = 0.5
"""How far a point of dragging turns the surface."""
_KEY_DEGREES = 5.0
"""How far a key turns it."""


class LandscapeView(FigureView):
    """Paints φ over a plane with the path so far; a surface that is not ready yet appears when it is.

    In the map a click sets p there, and the point can be dragged. The surface is turned by dragging, or with Alt and the arrow
    keys. The wheel, + and − set the range.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self.surfaces = Surfaces(self)
        self._basis: tuple[object, Basis] | None = None
        self._default: tuple[Network, tuple[str, str]] | None = None
        self._drawn: object = None
        self._landscape: Landscape | None = None
        self._grab: QPointF | None = None
        self._moved = False
        self.setAccessibleName("Cost landscape")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self.surfaces.finished.connect(self.refresh)

    @property
    def choice(self) -> PlaneChoice:
        """The plane that the user has chosen."""
        return self._session.options.plane

    @property
    def basis(self) -> Basis:
        """The directions of the plane."""
        session, choice = self._session, replace(self.choice, ranges=None, held=None)
        if choice.span is Span.PARAMETERS and choice.names is None:
            choice = replace(choice, names=self._default_axes())
        # Principal components change with the path, the others only with what they are taken from.
        update = session.position.update if choice.span is Span.PCA else 0
        key = (session.timeline, choice, update)
        if self._basis is None or self._basis[0] != key:
            path = session.history.parameters(update)[1] if choice.span is Span.PCA else np.empty((0, session.scenario.p0.size))
            self._basis = (key, basis_of(choice, session.scenario, path))
        return self._basis[1]

    def _default_axes(self) -> tuple[str, str]:
        """The two parameters with the largest gradient at the start; an edit of the parameters does not change them."""
        scenario = self._session.scenario
        if self._default is None or self._default[0] is not scenario.network:
            self._default = (scenario.network, default_axes(scenario))
        return self._default[1]

    def refresh(self) -> None:
        """Ask for the surface of the present and draw what there is."""
        session = self._session
        if not self.isVisible() or not session.is_due(10, 5):
            return
        trails, share = self._trails(perf_counter() + _BUDGET if session.at_speed else np.inf)
        self.surfaces.ask(self._request(trails), self._reference.p, session.at_speed)
        surface = self.surfaces.surface
        if surface is None or surface.request.scenario is not session.scenario or not self._still_fits(surface):
            return
        rivals = tuple(rival.update for rival in session.rivals)
        state = (surface, session.position.update, session.options, self.page_size(), session.shown, session.at_speed, rivals)
        if state != self._drawn:
            self._drawn = state
            self._landscape = self._made(surface, trails, share)
            self.set_figure(self._figure_of(self._landscape, self.page_size(), None, session.at_speed or self._moved))

    def _still_fits(self, surface: Surface) -> bool:
        """Whether a surface may stand until the next one is ready: it has the same directions."""
        return surface.request.basis is self.basis or self.choice.span is Span.PCA

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """The present picture in full quality, laid out for a size; in the session's theme, or in another."""
        trails, share = self._trails(np.inf)
        request = self._request(trails)
        xs, ys = (np.linspace(low, high, FINE) for low, high in request.ranges)
        *_, costs = screen_steps(request, self._reference.p, xs, ys)
        assert isinstance(costs, np.ndarray)
        return self._figure_of(self._made(Surface(request, xs, ys, costs), trails, share), size, theme, False)

    @property
    def _reference(self) -> Place:
        """Where the plane goes through."""
        update = self._session.position.update
        return self.choice.held or Place(update, self._session.timeline.parameters(update))

    def _trails(self, deadline: float) -> tuple[tuple[Trail, ...], float]:
        """The ways of the training and of those it is compared with; the share of the first one's movement in the plane."""
        session, basis = self._session, self.basis
        p = session.shown.p
        first, share = trail_of(session.history, session.position.update, basis, p, deadline=deadline)
        if session.shown is not session.frame:
            first = replace(first, points=np.vstack((first.points[:-1], basis.coordinates(p))))
        others = []
        for rival in session.rivals:
            here = rival.timeline.parameters(rival.update)
            others.append(trail_of(rival.history, rival.update, basis, here, rival.name, deadline)[0])
        return (first, *others), share

    def _request(self, trails: tuple[Trail, ...]) -> Request:
        return Request(self._session.scenario, self._reference.update, self.basis, self._ranges(trails))

    def _ranges(self, trails: tuple[Trail, ...]) -> Range:
        if self._grab is not None and self._landscape is not None:
            # Under the hand the map must not move.
            return self.surfaces.surface.request.ranges if self.surfaces.surface else landscape_range(trails[0].points)
        points = np.vstack([trail.points for trail in trails])
        # One that has gone astray would leave nothing of the others to be seen.
        near = np.abs(points - trails[0].points[-1]).max(axis=1) < max(
            _ASTRAY, 4.0 * float(np.max(np.ptp(trails[0].points, axis=0)))
        )
        return self.choice.ranges or landscape_range(points[near])

    def _made(self, surface: Surface, trails: tuple[Trail, ...], share: float) -> Landscape:
        session, options = self._session, self._session.options
        p = session.shown.p
        steps = np.empty((0, 2))
        if options.example_steps and not session.at_speed:
            steps = example_steps(session.scenario, p, session.frame.examples, surface.request.basis)
        return landscape_of(
            session.scenario, surface.request.basis, (surface.xs, surface.ys, surface.costs), trails, p, surface.request.update,
            is_held=self.choice.held is not None, share=share, steps=steps, tangent=options.tangent,
        )  # fmt: skip

    def _figure_of(self, landscape: Landscape, size: tuple[float, float], theme: Theme | None, quick: bool) -> Figure:
        options = self._session.options
        theme = theme or options.theme
        if not options.solid:
            return landscape_figure(landscape, size, theme)
        return surface_figure(landscape, size, theme, replace(options.view, stride=4) if quick else options.view)

    # What is told

    def hint(self, x: float, y: float, key: str) -> str:
        landscape, axes = self._landscape, self._axes()
        if landscape is None:
            return ""
        if self._session.options.solid:
            return "Drag to turn (Alt and the arrow keys), turn the wheel for the range (+ and −)"
        if axes is None or not _within(axes, x, y):
            return ""
        session = self._session
        near = self._near_path(landscape, axes, x, y)
        if near is not None:
            return near
        first, second = axes.from_page(x, y)
        p = landscape.basis.point(self._reference.p, first, second)
        data = session.scenario.data
        cost = session.scenario.network.mean_cost(p, data.x, data.y)
        words = landscape.basis.words
        place = f"{words[0]} = {number(first, 6)}\n{words[1]} = {number(second, 6)}"
        return f"{place}\nφ = {number(cost, 10)}\nClick to set p here (undo brings it back), or drag the point"

    def _near_path(self, landscape: Landscape, axes: Axes, x: float, y: float) -> str | None:
        """What is known of the path's point under the pointer: its own φ, and the plane's."""
        for trail in landscape.trails:
            page = axes.to_page(*trail.points.T)
            i = int(np.argmin(np.hypot(page[:, 0] - x, page[:, 1] - y)))
            if np.hypot(*(page[i] - (x, y))) <= _NEAR:
                name = f"{trail.name}, " if trail.name else ""
                plane = landscape.at(*(float(value) for value in trail.points[i]))
                return (
                    f"{name}update {trail.updates[i]}: its own φ = {number(float(trail.costs[i]), 6)}\n"
                    f"the plane here: φ = {number(plane, 6)}\n"
                    f"{100 * float(trail.inside[i]):.3g} % of the way from there to p lies in the plane"
                )
        return None

    def _axes(self) -> Axes | None:
        """The diagram's frame, in the map."""
        if self._landscape is None or self.figure is None or self.figure.plot is None:
            return None
        return landscape_axes((self.figure.width, self.figure.height), self._landscape)

    # What is done

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._session.pause()
            self._grab, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grab is None:
            super().mouseMoveEvent(event)
            return
        by = event.position() - self._grab
        if not self._moved and by.manhattanLength() < 4:
            return
        if self._session.options.solid:
            self._moved, self._grab = True, event.position()
            self.turn(-by.x() * _DEGREES, by.y() * _DEGREES)
        elif self._moved or self._is_on_point(self._grab):
            self._moved = True
            target = self._target(event.position())
            if target is not None:
                self._session.set_trial(target)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grab, moved = self._grab, self._moved
        self._grab, self._moved = None, False
        if grab is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._session.options.solid:
            self._drawn = None
            self.refresh()
            return
        dragged = (event.position() - grab).manhattanLength() >= 4
        target = self._target(event.position())
        self._session.set_trial(None)
        if target is not None and (moved or not dragged):
            self._session.move_to(target)

    def _is_on_point(self, place: QPointF) -> bool:
        axes = self._axes()
        if axes is None or self._landscape is None:
            return False
        x, y = axes.to_page(*self._landscape.here[:, None])[0]
        return float(np.hypot(x - place.x(), y - place.y())) <= _NEAR + 3

    def _target(self, place: QPointF) -> Array | None:
        """The point of the plane through the present p under the pointer."""
        axes = self._axes()
        if axes is None or not _within(axes, place.x(), place.y()):
            return None
        return self.basis.point(self._session.frame.p, *axes.from_page(place.x(), place.y()))

    def turn(self, azimuth: float, elevation: float) -> None:
        """Turn the surface by so many degrees."""
        self._session.set_options(view=turned(self._session.options.view, (azimuth, elevation)))

    def zoom_range(self, factor: float, place: QPointF | None = None) -> None:
        """Enlarge or reduce the range about a place of the map, or about the middle."""
        surface = self.surfaces.surface
        if surface is None:
            return
        axes = self._axes()
        if axes is not None and place is not None and _within(axes, place.x(), place.y()):
            middle = axes.from_page(place.x(), place.y())
        else:
            middle = (float(surface.xs.mean()), float(surface.ys.mean()))
        ranges = zoomed(self.choice.ranges or surface.request.ranges, *middle, factor)
        self._session.set_options(plane=replace(self.choice, ranges=ranges))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_range(ZOOM_STEP ** (-event.angleDelta().y() / 120.0), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_Left: (_KEY_DEGREES, 0.0),
            Qt.Key.Key_Right: (-_KEY_DEGREES, 0.0),
            Qt.Key.Key_Up: (0.0, _KEY_DEGREES),
            Qt.Key.Key_Down: (0.0, -_KEY_DEGREES),
        }
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in turns and is_alt and self._session.options.solid:
            self.turn(*turns[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_range(1.0 / ZOOM_STEP if event.key() == Qt.Key.Key_Plus else ZOOM_STEP)
        else:
            super().keyPressEvent(event)


def _within(axes: Axes, x: float, y: float) -> bool:
    return axes.x <= x <= axes.x + axes.width and axes.y <= y <= axes.y + axes.height
