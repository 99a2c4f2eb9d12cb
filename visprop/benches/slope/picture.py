"""The picture: the curve, its tangent, what is drawn on them, and what can be dragged."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from visprop.benches.pictures import BenchMoment
from visprop.benches.slope.captions import DELTA_P, P, head
from visprop.benches.slope.frame import Frame
from visprop.benches.slope.handles import handles_of, sheet_of
from visprop.benches.slope.marks import (
    Place,
    asking_shapes,
    bar_shapes,
    ends_of_step,
    lines_of,
    step_shapes,
    triangle_corners,
    triangle_shapes,
    walk_shapes,
)
from visprop.benches.slope.second import second_of, second_shapes
from visprop.benches.slope.settings import UNSAID
from visprop.benches.slope.state import Part
from visprop.figures.base.axes import axes_shapes
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Clip, Colour, Disc, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.expression.numbers import equal_to, number

_PHI, _HAT = (Run("φ", italic=True),), (Run("φ̂", italic=True),)


def slope_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The picture at a step."""
    frame = Frame(moment.frame.state, moment.frame.values, size)
    return _Picture(frame, options.theme, options.digits).figure()


class _Picture:
    def __init__(self, frame: Frame, theme: Theme, digits: int) -> None:
        self._frame, self._theme, self._digits = frame, theme, digits
        self._known = frame.known
        self._has_triangle = self._known.triangle is not None and self._known.part < Part.ASKED

    def figure(self) -> Figure:
        frame, theme, axes = self._frame, self._theme, self._frame.axes
        shapes = axes_shapes(axes, (Run("x", italic=True),), (Run("y", italic=True),), theme)
        shapes += [Clip(axes.rectangle, tuple(self._inside())), *self._dots(), *self._labels()]
        shapes += head(self._known, self._digits, frame.size[0], axes.text, theme)
        return Figure(
            *frame.size, theme.paper, tuple(shapes), plot=axes.rectangle, handles=handles_of(frame), sheet=sheet_of(frame)
        )

    def _inside(self) -> list[Shape]:
        frame, theme, part = self._frame, self._theme, self._known.part
        shapes = list[Shape]()
        if self._has_triangle:
            shapes += triangle_shapes(frame, theme)
        if len(frame.tangent):
            shapes.append(Path((frame.tangent,), theme.backward, 1.6, dashed=True))
        shapes += second_shapes(frame, theme, self._has_triangle)
        shapes.append(Path(frame.curve, theme.ink, 2.2))
        if part == Part.ASKED or self._known.waits:
            shapes += asking_shapes(frame, theme)
        if part in (Part.MOVED, Part.DECREASE):
            shapes += step_shapes(frame, theme)
        if part == Part.DECREASE:
            shapes += bar_shapes(frame, theme)
        return [*self._foot(), *shapes, *walk_shapes(frame, theme)]

    def _foot(self) -> list[Shape]:
        """From p on the axis up to the curve."""
        x, y = self._frame.brought_in(self._frame.place(self._known.p, self._known.height))
        bottom = self._frame.axes.y + self._frame.axes.height
        return [Segments(np.array([(x, bottom, x, y)]), self._theme.faint, 0.9, dashed=True)]

    def _dots(self) -> list[Shape]:
        """p on the axis and on the curve, and the two points of the tangent."""
        frame, theme, known = self._frame, self._theme, self._known
        bottom = frame.axes.y + frame.axes.height
        at, place = frame.place(known.p, frame.axes.y_range[0])[0], frame.place(known.p, known.height)
        shapes = list[Shape]()
        if frame.is_inside((at, bottom)):
            pin = np.array([(at - 5.5, bottom - 9.0), (at + 5.5, bottom - 9.0), (at, bottom)])
            shapes.append(Path((pin,), None, 0.0, theme.ink, closed=True))
        if frame.is_inside(place):
            shapes.append(Disc(*place, 5.0, theme.ink, theme.paper, 1.6))
        corners = triangle_corners(frame) if self._has_triangle else None
        for point in () if corners is None else (corners[0], corners[2]):
            is_seen = frame.is_inside(point)
            x, y = point if is_seen else frame.brought_in(point)
            shapes.append(
                Disc(x, y, 4.6, theme.backward if is_seen else theme.paper, theme.paper if is_seen else theme.backward, 1.6)
            )
        return shapes

    # Words in the diagram

    def _labels(self) -> list[Shape]:
        frame, axes = self._frame, self._frame.axes
        left, top, wide, high = axes.rectangle
        places = [frame.place(self._known.p, self._known.height)]
        corners = triangle_corners(frame)
        if self._has_triangle and corners is not None:
            places += [corners[0], corners[2]]
        marks = [(x - 7.0, y - 7.0, x + 7.0, y + 7.0) for x, y in places if np.isfinite((x, y)).all()]
        self._room = Room((left + 2, top, left + wide - 2, top + high - 12.0), self._lines(), marks)
        shapes = self._beside_p()
        shapes += [*self._of_triangle(), *self._of_step(), *self._of_walk(), *self._of_lines()]
        return shapes

    def _lines(self) -> list[Points]:
        """What no label may cross."""
        second = second_of(self._frame)
        others = [] if second is None else [second.line, *([np.array(second.corners)] if self._has_triangle else [])]
        return [*lines_of(self._frame), *(resampled(line, CLOSE) for line in others if len(line))]

    def _put(
        self, runs: tuple[Run, ...], places: Iterable[Place], hue: Colour, gap: float = 9.0, is_small: bool = True
    ) -> list[Shape]:
        """A label at the first place around which there is room."""
        axes = self._frame.axes
        label = Label(0.0, 0.0, runs, axes.small if is_small else axes.text, hue, behind=self._theme.paper)
        seen = (place for place in places if self._frame.is_inside(place))
        return [*self._room.put(one for x, y in seen for one in around(x, y, gap, label))]

    def _beside_p(self) -> list[Shape]:
        known = self._known
        runs = (*P, *plain("  ?")) if known.part == Part.ASKED and known.prediction == UNSAID else P
        return self._put(runs, [self._frame.place(known.p, known.height)], self._theme.ink, 10.0, is_small=False)

    def _of_triangle(self) -> list[Shape]:
        triangle, corners = self._known.triangle, triangle_corners(self._frame)
        if not self._has_triangle or triangle is None or corners is None:
            return []
        first, corner, second = (self._frame.brought_in(place) for place in corners)
        found = self._sides((first, corner, second), triangle.run, triangle.rise)
        other = second_of(self._frame)
        return found if other is None else [*found, *self._sides(other.corners, other.run, other.rise)]

    def _sides(self, corners: tuple[Place, Place, Place], run: float, rise: float) -> list[Shape]:
        """Run and rise of a triangle, beside them."""
        first, corner, second = corners
        found = list[Shape]()
        for word, value, start, end in (("run", run, first, corner), ("rise", rise, corner, second)):
            spots = [
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])) for share in (0.5, 0.35, 0.65)
            ]
            found += self._put(plain(f"{word} {equal_to(value, self._digits)}"), spots, self._theme.backward, 7.0)
        return found

    def _of_step(self) -> list[Shape]:
        step, ends, part = self._known.step, ends_of_step(self._frame), self._known.part
        if step is None or ends is None or part > Part.DECREASE:
            return []
        start, level, tangent, curve = ends
        head_at = self._frame.brought_in(level)
        middle = ((start[0] + head_at[0]) / 2, start[1])
        found = self._put(
            (*DELTA_P, *plain(f" {equal_to(step.change, self._digits)}")), [middle, head_at], self._theme.backward, 8.0
        )
        if part == Part.DECREASE:
            for word, value, end, hue in (
                ("promised", step.promised, tangent, self._theme.backward),
                ("came", step.came, curve, self._theme.forward),
            ):
                spots = [
                    self._frame.brought_in(((level[0]), level[1] + share * (end[1] - level[1]))) for share in (1.0, 0.5, 0.8)
                ]
                if np.isfinite(value):
                    found += self._put(plain(f"{word} {number(value, self._digits)}"), spots, hue, 10.0)
        return found

    def _of_walk(self) -> list[Shape]:
        walk = self._known.walk
        if walk is None:
            return []
        end = self._frame.place(walk.ps[-1], walk.heights[-1])
        runs = (*plain(f"after {len(walk.ps) - 1}: "), *P, *plain(f" {equal_to(walk.ps[-1], self._digits)}"))
        return self._put(runs, [end], self._theme.forward, 10.0)

    def _of_lines(self) -> list[Shape]:
        """What the curve and the tangent are called, beside them."""
        frame, theme, found = self._frame, self._theme, list[Shape]()
        line = frame.tangent
        if len(line) == 2:
            name = _HAT if self._known.part >= Part.LINE else plain("tangent")
            spots = [tuple(map(float, line[0] + share * (line[1] - line[0]))) for share in (0.93, 0.07, 0.8, 0.2)]
            found += self._put(name, [(x, y) for x, y in spots], theme.backward)
        points = np.vstack(frame.curve) if frame.curve else np.empty((0, 2))
        spots = (
            [tuple(map(float, points[int(share * (len(points) - 1))])) for share in (0.04, 0.96, 0.15, 0.85, 0.3)]
            if len(points)
            else []
        )
        return found + self._put(_PHI, [(x, y) for x, y in spots], theme.ink, is_small=False)
