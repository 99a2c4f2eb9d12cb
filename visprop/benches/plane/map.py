"""The function as a map: contours, p, −∇φ, the step, and the tangent plane's level lines."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np

from visprop.benches.headings import HEIGHT
from visprop.benches.pictures import BenchMoment
from visprop.benches.plane.captions import DELTA_P, DOWN, head
from visprop.benches.plane.handles import handles_of
from visprop.benches.plane.state import Pair, Part, Plane
from visprop.benches.plane.view import field_of, reach_of
from visprop.figures.base.axes import Axes, axes_shapes, frame_box
from visprop.figures.base.drawn import parted
from visprop.figures.base.lines import arrow, head_bounds, interrupted
from visprop.figures.base.placing import CLOSE, Bounds, Room, around, bounds, resampled
from visprop.figures.base.shapes import Clip, Colour, Disc, Figure, Label, Points, Segments, Shape
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.base.text import Run
from visprop.figures.moment import Size, ViewOptions
from visprop.figures.plots.arrow_tips import tip_of
from visprop.figures.plots.bands import bands
from visprop.figures.plots.levels import levels_of

_GRID = 81
_LINE, _STEP = 1.4, 2.6
"""How wide the arrow of −∇φ is, and that of a step."""


Line = tuple[Points, Colour, float, tuple[Run, ...]]
"""A line x1, y1, x2, y2 with its hue, its width and its name."""


def map_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The map at a step."""
    return _Map(moment, options, size).figure()


def map_axes(size: Size, reach: float) -> Axes:
    """The diagram's frame: a square in the middle of the page."""
    text = TEXT_SIZE
    left, top, below = 3.2 * text, (HEIGHT - 0.8) * text, 3.5 * text
    side = max(40.0, min(size[0] - left - 1.6 * text, size[1] - top - below))
    x = left + max(0.0, (size[0] - left - 1.6 * text - side) / 2)
    return Axes(x, top, side, side, (-reach, reach), (-reach, reach), text=text)


class _Map:
    def __init__(self, moment: BenchMoment, options: ViewOptions, size: Size) -> None:
        known: Plane = moment.frame.state
        self._known, self._values, self._size = known, moment.frame.values, size
        self._theme, self._digits = options.theme, options.digits
        reach = reach_of(known, self._values)
        self._axes, self._field = map_axes(size, reach), field_of(known.function, reach, _GRID)
        self._here = self._place(known.p)

    def figure(self) -> Figure:
        axes, theme = self._axes, self._theme
        arrows = self._arrows()
        names, gaps = self._names(arrows)
        x, y = map(float, self._here)
        taken = [*(_box(line) for line, _, _, _ in (*arrows, *self._slices())), *gaps, (x - 9, y - 9, x + 9, y + 9)]
        levels, lost = parted(bands(self._field, levels_of(self._field.heights), axes, theme, taken, gaps))
        inside: list[Shape] = list(levels)
        numbers = [bounds(replace(shape, angle=0.0)) for shape in inside if isinstance(shape, Label)]
        inside += self._plane_levels([*numbers, *gaps])
        inside += [Segments(line[None], hue, wide) for line, hue, wide, _ in self._slices()]
        for line, hue, wide, runs in arrows:
            inside += arrow(line, hue, wide, dashed=runs == DOWN)
        inside += [*names, Disc(float(x), float(y), 5.0, theme.ink, theme.paper, 1.6)]
        shapes = axes_shapes(axes, (Run("x", italic=True),), (), theme, grid=False)
        shapes += [Clip(axes.rectangle, tuple(inside)), frame_box(axes, theme), self._up()]
        shapes += head(self._known, self._digits, self._size[0], axes.text, theme)
        handles = handles_of(axes, self._known)
        return Figure(*self._size, theme.paper, tuple(shapes), plot=axes.rectangle, handles=handles, omitted=lost)

    def _place(self, point: Pair) -> Points:
        found: Points = self._axes.to_page(np.array([point[0]]), np.array([point[1]]))[0]
        return found

    def _up(self) -> Label:
        axes = self._axes
        return Label(axes.x - 2.4 * axes.text, axes.y + axes.height / 2, (Run("z", italic=True),), axes.text, self._theme.ink)

    def _arrows(self) -> list[Line]:
        """−∇φ as a direction until the step along it is made, and the step of the moment in its length."""
        known, theme = self._known, self._theme
        found = list[Line]()
        if Part.TANGENT <= known.part <= Part.DOWN and known.gradient is not None and any(known.gradient):
            tip = tip_of(self._axes, np.array(known.p), -np.array(known.gradient))
            found.append((np.concatenate((self._here, tip)), theme.backward, _LINE, DOWN))
        step = known.any_step if known.part == Part.ANY else known.step
        if step is not None and any(step.change):
            end = self._place((known.p[0] + step.change[0], known.p[1] + step.change[1]))
            seen = self._axes.cut(np.array([self._here, end]))
            if len(seen) and np.hypot(*(seen[1] - seen[0])) > 1.0:
                hue = theme.ink if known.part == Part.ANY else theme.backward
                found.append((seen.ravel(), hue, _STEP, DELTA_P))
        return found

    def _names(self, arrows: list[Line]) -> tuple[list[Shape], list[Bounds]]:
        """The arrows' names at their ends, and the gaps that they make in the contours."""
        axes = self._axes
        x, y = map(float, self._here)
        heads = [head_bounds(line, wide) for line, _, wide, _ in arrows]
        lines = [resampled(line.reshape(2, 2), CLOSE) for line, _, _, _ in arrows]
        page = (axes.x + 2, axes.y + 2, axes.x + axes.width - 2, axes.y + axes.height - 2)
        room = Room(page, lines, [(x - 8, y - 8, x + 8, y + 8), *heads])
        found = list[Label]()
        for line, hue, _, runs in arrows[::-1]:
            places = (line[:2] + share * (line[2:] - line[:2]) for share in (1.0, 0.7, 0.4))
            label = Label(0.0, 0.0, runs, axes.text, hue)
            found += room.put(one for at in places for one in around(float(at[0]), float(at[1]), 9.0, label))
        gaps = [(box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2) for box in map(bounds, found)]
        return [*found], gaps

    def _slices(self) -> list[Line]:
        """Along which line the partial derivative of the step is taken."""
        axes, (x, y) = self._axes, self._here
        lines = {
            Part.BY_X: (axes.x, y, axes.x + axes.width, y),
            Part.BY_Z: (x, axes.y, x, axes.y + axes.height),
        }
        line = lines.get(self._known.part)
        return [] if line is None or self._known.why else [(np.array(line), self._theme.forward, 1.6, ())]

    def _plane_levels(self, gaps: list[Bounds]) -> list[Shape]:
        """Where the tangent plane has the levels of the contours: parallel lines, interrupted by what is written."""
        known = self._known
        if known.part < Part.TANGENT or known.gradient is None or not self._values["levels"]:
            return []
        ends = self._field.xs[[0, -1]]
        heights = known.height + known.gradient[0] * (ends - known.p[0]) + known.gradient[1] * (ends - known.p[1])[:, None]
        # Imported late: the first window has no map yet.
        import contourpy

        generator = contourpy.contour_generator(ends, ends, heights, line_type="Separate")
        levels = levels_of(self._field.heights)
        lines = [line for level in levels for line in cast(list[Points], generator.lines(level))]
        places = (self._axes.to_page(*line.T) for line in lines)
        parts = [interrupted(place[[0, -1]].ravel(), gaps) for place in places]
        return [Segments(np.vstack(parts), self._theme.backward, 1.0, dashed=True)] if parts else []


def _box(line: Points) -> Bounds:
    x1, y1, x2, y2 = map(float, line)
    return min(x1, x2) - 4, min(y1, y2) - 4, max(x1, x2) + 4, max(y1, y2) + 4
