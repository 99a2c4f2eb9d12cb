"""Both slices through p side by side, each a curve in one variable with the other held, and their tangents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from visprop.benches.headings import HEIGHT
from visprop.benches.pictures import BenchMoment
from visprop.benches.plane.captions import head
from visprop.benches.plane.handles import within
from visprop.benches.plane.state import Plane
from visprop.benches.plane.surfaces import VARIABLES
from visprop.benches.plane.view import reach_of
from visprop.engine.arrays import Array
from visprop.figures.base.axes import Axes, axes_in, axes_shapes
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Clip, Disc, Figure, Handle, Label, Path, Points, Shape
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.base.text import Run, formula_runs, plain
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.expression.numbers import equal_to, number

_POINTS = 301
_ROOM = 0.12
"""So much room is left below and above both curves, in their height."""


def slices_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """Both slices at a step, on axes of one height so that their slopes can be compared."""
    known: Plane = moment.frame.state
    reach = reach_of(known, moment.frame.values)
    along = np.linspace(-reach, reach, _POINTS)
    curves = (known.function(along, np.full(_POINTS, known.p[1])), known.function(np.full(_POINTS, known.p[0]), along))
    text, theme = TEXT_SIZE, options.theme
    shapes, handles = list[Shape](head(known, options.digits, size[0], text, theme)), list[Handle]()
    for i, heights in enumerate(curves):
        half = (size[0] / 2, size[1])
        axes = axes_in(half, (-reach, reach), _range(np.concatenate(curves)), (HEIGHT + 1.0) * text)
        axes = replace(axes, x=axes.x + i * half[0])
        one = _Slice(known, i, axes, along, heights, options)
        shapes += one.shapes()
        handles.append(one.handle())
    return Figure(*size, theme.paper, tuple(shapes), handles=tuple(handles))


def _range(heights: Array) -> tuple[float, float]:
    finite = heights[np.isfinite(heights)]
    if not finite.size:
        return -1.0, 1.0
    low, high = float(np.min(finite)), float(np.max(finite))
    tall = high - low or max(1.0, abs(high))
    return low - _ROOM * tall, high + _ROOM * tall


class _Slice:
    def __init__(self, known: Plane, i: int, axes: Axes, along: Array, heights: Array, options: ViewOptions) -> None:
        self._known, self._i, self._axes = known, i, axes
        self._theme, self._digits = options.theme, options.digits
        cuts = np.flatnonzero(~np.isfinite(heights[:-1]) | ~np.isfinite(heights[1:])) + 1
        parts = np.split(np.arange(len(along)), cuts)
        self._curve = tuple(axes.to_page(along[part], heights[part]) for part in parts if np.isfinite(heights[part]).all())
        self._here = axes.to_page(np.array([known.p[i]]), np.array([known.height]))[0]

    def shapes(self) -> list[Shape]:
        """The diagram with its curve, its tangent once its slope is known, and p."""
        axes, theme, tangent = self._axes, self._theme, self._tangent()
        own, held = VARIABLES[self._i], VARIABLES[1 - self._i]
        shapes = axes_shapes(axes, (Run(own, italic=True),), (), theme)
        title = formula_runs(f"{held} held at {number(self._known.p[1 - self._i], self._digits)}")
        shapes.append(Label(axes.x, axes.y - 0.9 * axes.text, title, axes.text, theme.ink, across=0.0, down=1.0))
        inside: list[Shape] = [Path((tangent,), theme.backward, 1.6, dashed=True)] if len(tangent) else []
        inside.append(Path(tuple(part for part in self._curve if len(part) > 1), theme.forward, 2.2))
        shapes.append(Clip(axes.rectangle, tuple(inside)))
        x, y = map(float, self._here)
        if self._is_seen((x, y)):
            shapes.append(Disc(x, y, 5.0, theme.ink, theme.paper, 1.6))
        return [*shapes, *self._labels(tangent)]

    def _tangent(self) -> Points:
        known, i = self._known, self._i
        if len(known.slopes) <= i:
            return np.empty((0, 2))
        ends = np.array(self._axes.x_range)
        with np.errstate(all="ignore"):
            return self._axes.cut(self._axes.to_page(ends, known.height + known.slopes[i] * (ends - known.p[i])))

    def _is_seen(self, place: tuple[float, float]) -> bool:
        left, top, wide, high = self._axes.rectangle
        return left <= place[0] <= left + wide and top <= place[1] <= top + high

    def _labels(self, tangent: Points) -> list[Shape]:
        axes, theme = self._axes, self._theme
        left, top, wide, high = axes.rectangle
        x, y = map(float, self._here)
        lines = [resampled(part, CLOSE) for part in (*self._curve, tangent)]
        room = Room((left + 2, top, left + wide - 2, top + high - 3), lines, [(x - 6, y - 6, x + 6, y + 6)])
        found = list[Shape]()
        if self._is_seen((x, y)):
            label = Label(0.0, 0.0, (Run("p", italic=True),), axes.text, theme.ink, behind=theme.paper)
            found += room.put(around(x, y, 10.0, label))
        if len(tangent):
            r = (*formula_runs(f"r{'₁₂'[self._i]}"), *plain(f" {equal_to(self._known.slopes[self._i], self._digits)}"))
            label = Label(0.0, 0.0, r, axes.small, theme.backward, behind=theme.paper)
            spots = (tangent[0] + share * (tangent[1] - tangent[0]) for share in (0.9, 0.1, 0.75, 0.25, 0.6, 0.4))
            found += room.put(one for at in spots for one in around(float(at[0]), float(at[1]), 9.0, label))
        return found

    def handle(self) -> Handle:
        """p is dragged along the variable of the slice."""
        axes, name = self._axes, VARIABLES[self._i]
        left, top, wide, high = axes.rectangle
        y = float(self._here[1]) if np.isfinite(self._here[1]) else top + high
        place = (float(np.clip(self._here[0], left, left + wide)), float(np.clip(y, top, top + high)))

        def moved(x: float, y: float) -> Mapping[str, Any]:
            return {name: within(axes.from_page(x, y)[0])}

        return Handle(f"p along {name}", *place, moved)
