"""The function as a surface that is turned by its controls, with p, the slices through it and the tangent plane."""

from __future__ import annotations

import numpy as np

from visprop.benches.pictures import BenchMoment
from visprop.benches.plane.captions import head
from visprop.benches.plane.state import Part, Plane
from visprop.benches.plane.view import field_of, reach_of
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Colour, Disc, Facets, Figure, Path, Points, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run
from visprop.figures.choices import Camera
from visprop.figures.moment import Size, ViewOptions
from visprop.figures.plots.space import Space, filled, frame_shapes, quads, tangent_net

_GRID = 41
_TOP = 3.8 * TEXT_SIZE
"""Above it the heading stands, in points."""
_SLICE = 121
_AXES = ((Run("x", italic=True),), (Run("z", italic=True),))


def surface_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The surface at a step."""
    known: Plane = moment.frame.state
    values, theme = moment.frame.values, options.theme
    reach = reach_of(known, values)
    camera = Camera(values["azimuth"], values["elevation"], 1)
    space = filled(field_of(known.function, reach, _GRID), size, camera, _AXES, _TOP)
    shapes = frame_shapes(space, _AXES, theme, back=True)
    corners, depth, colours = quads(space, theme, 1)
    order = np.argsort(-depth, kind="stable")
    if len(order):
        shapes.append(Facets(corners[order], colours[order], mix(theme.high, theme.ink, 0.15), 0.4))
    shapes += [*_slices(space, known, reach, theme), *_plane(space, known, theme), *_points(space, known, theme)]
    shapes += [*frame_shapes(space, _AXES, theme, back=False), *head(known, options.digits, size[0], TEXT_SIZE, theme)]
    return Figure(*size, theme.paper, tuple(shapes))


def _slices(space: Space, known: Plane, reach: float, theme: Theme) -> list[Shape]:
    """The curves on the surface through p in x and in z, as far as their slopes are known."""
    along = np.linspace(-reach, reach, _SLICE)
    shapes = list[Shape]()
    for i in range(len(known.slopes)):
        points = np.full((_SLICE, 2), known.p)
        points[:, i] = along
        page, _ = space.on_page(points, known.function(points[:, 0], points[:, 1]))
        is_now = known.part == i + 1
        page = page[np.isfinite(page).all(axis=1)]
        if len(page) > 1:
            shapes.append(Path((page,), theme.forward, 2.2 if is_now else 1.2))
    return shapes


def _plane(space: Space, known: Plane, theme: Theme) -> list[Shape]:
    if known.part < Part.TANGENT or known.gradient is None:
        return []
    return tangent_net(space, np.array(known.p), known.height, known.gradient, theme)


def _points(space: Space, known: Plane, theme: Theme) -> list[Shape]:
    """p on the surface; the step in the tangent plane, and where φ is below or above its end."""
    here = _on(space, known.p, known.height)
    if here is None:
        return []
    shapes = list[Shape]()
    step = known.any_step if known.part == Part.ANY else known.step
    if step is not None:
        end = (known.p[0] + step.change[0], known.p[1] + step.change[1])
        tip = _on(space, end, known.height - step.fall)
        if tip is not None:
            hue = theme.ink if known.part == Part.ANY else theme.backward
            shapes += arrow(np.concatenate((here, tip)), hue, 2.2)
        there = None if known.there is None else _on(space, end, known.there)
        if there is not None:
            shapes.append(_dot(there, theme.forward, theme))
    return [*shapes, _dot(here, theme.ink, theme)]


def _on(space: Space, point: tuple[float, float], height: float) -> Points | None:
    """A place on the page; None for what is outside of the box's floor, or far above or below it."""
    tall = space.high - space.low
    if not space.holds(np.array(point)) or not space.low - tall <= height <= space.high + tall:
        return None
    page, _ = space.on_page(np.array([point]), np.array([height]))
    found: Points = page[0]
    return found if np.isfinite(found).all() else None


def _dot(place: Points, fill: Colour, theme: Theme) -> Disc:
    return Disc(float(place[0]), float(place[1]), 4.8, fill, theme.paper, 1.6)
