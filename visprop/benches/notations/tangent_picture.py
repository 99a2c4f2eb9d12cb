"""The curve of y along the variable it is differentiated by, with its tangent at the point, which is dragged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import numpy as np

from visprop.benches.notations.notations_steps import Notations
from visprop.benches.notations.point_told import point_told
from visprop.benches.notations.subject import X_RANGE
from visprop.benches.pictures import BenchMoment
from visprop.benches.ranges import heights_about
from visprop.figures.base.axes import Axes, axes_in, axes_shapes
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Clip, Disc, Figure, Handle, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.expression.numbers import equal_to

_POINTS = 401


def draw_tangent(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The curve at a step."""
    return _Picture(moment.frame.state, size, options.theme, options.digits).figure()


class _Picture:
    def __init__(self, state: Notations, size: Size, theme: Theme, digits: int) -> None:
        self._subject, self._size, self._theme, self._digits = state.subject, size, theme, digits
        self._has_slope = state.step > 0
        self._xs = np.linspace(*X_RANGE, _POINTS)
        self._at = self._subject.point[self._subject.by]
        with np.errstate(all="ignore"):
            self._ys = self._subject.curve(self._xs)
        heights = heights_about(self._at, self._xs, self._ys)
        self._axes: Axes = axes_in(size, X_RANGE, heights, 3.2 * TEXT_SIZE)
        self._curve = self._axes.to_page(self._xs, self._ys)

    def figure(self) -> Figure:
        axes, theme = self._axes, self._theme
        shapes = axes_shapes(axes, (Run(self._subject.by, italic=True),), (Run("y", italic=True),), theme)
        inside: list[Shape] = [Path((line,), theme.backward, 1.6, dashed=True) for line in self._lines()]
        inside.append(Path(_pieces(self._curve), theme.ink, 2.2))
        shapes += [Clip(axes.rectangle, tuple(inside)), *self._drop(), *self._point(), *self._head()]
        return Figure(*self._size, theme.paper, tuple(shapes), plot=axes.rectangle, handles=(self._handle(),))

    @property
    def _place(self) -> tuple[float, float]:
        height = self._subject.height
        x, y = self._axes.to_page(np.array([self._at]), np.array([height if isfinite(height) else self._axes.y_range[0]]))[0]
        return float(x), float(np.clip(y, self._axes.y, self._axes.y + self._axes.height))

    def _lines(self) -> list[Points]:
        """The tangent, or for the second derivative the parabola that bends as the curve does there."""
        subject = self._subject
        if not self._has_slope or not isfinite(subject.value):
            return []
        away = self._xs - self._at
        if subject.order == 1:
            ends = away[[0, -1]]
            line = self._axes.cut(self._axes.to_page(self._at + ends, subject.height + subject.slope * ends))
            return [line] if len(line) else []
        with np.errstate(all="ignore"):
            heights = subject.height + subject.slope * away + subject.value / 2 * away**2
        return [self._axes.to_page(self._xs, heights)]

    def _drop(self) -> Iterator[Shape]:
        """From the point down to its place on the axis."""
        x, y = self._place
        yield Segments(np.array([(x, y, x, self._axes.y + self._axes.height)]), self._theme.forward, 1.2, dashed=True)

    def _point(self) -> Iterator[Shape]:
        """The point, and beside it what its variable's value is called."""
        x, y = self._place
        if isfinite(self._subject.height):
            yield Disc(x, y, 5.0, self._theme.ink, self._theme.paper, 1.6)
        axes, theme = self._axes, self._theme
        foot = axes.y + axes.height
        lines = [resampled(line, CLOSE) for line in (self._curve, *self._lines())]
        room = Room((axes.x + 2, axes.y, axes.x + axes.width - 2, foot - 2), lines, [(x - 7, y - 7, x + 7, y + 7)])
        runs = (Run(self._subject.letters[self._subject.by], italic=True), *plain(f" {equal_to(self._at, self._digits)}"))
        label = Label(0.0, 0.0, runs, axes.text, theme.forward, behind=theme.paper)
        places = [(x, foot - 0.9 * axes.text), (x, (y + foot) / 2), (x, y)]
        yield from room.put(one for place in places for one in around(*place, 9.0, label) if one.across != 0.5)

    def _head(self) -> Iterator[Shape]:
        """What the slope is, or that the parabola is half as steep; and what is held."""
        theme, text, subject = self._theme, self._axes.text, self._subject
        if self._has_slope:
            yield Label(8.0, 0.9 * text, self._verdict(), self._fitting(self._verdict()), theme.backward, across=0.0, bold=True)
        held = [name for name in subject.point if name != subject.by]
        if held:
            told = (*plain("held: "), *point_told(subject, held, self._digits))
            yield Label(self._size[0] - 8.0, 2.3 * text, told, 0.92 * text, theme.faint, across=1.0)

    def _verdict(self) -> tuple[Run, ...]:
        subject = self._subject
        if not isfinite(subject.value):
            return plain(f"no derivative: {subject.trouble}" if subject.trouble else "no derivative that float64 can hold")
        what = "slope of the tangent" if subject.order == 1 else "second derivative, the bend of the parabola"
        return plain(f"{what} {equal_to(subject.value, self._digits)}")

    def _fitting(self, runs: tuple[Run, ...]) -> float:
        text = self._axes.text
        return min(text, text * (self._size[0] - 16.0) / width(runs, text, bold=True))

    def _handle(self) -> Handle:
        axes, name = self._axes, f"at_{self._subject.by}"

        def moved(across: float, down: float) -> Mapping[str, Any]:
            return {name: round(min(max(axes.from_page(across, down)[0], X_RANGE[0]), X_RANGE[1]), 2)}

        return Handle(self._subject.by, *self._place, moved)


def _pieces(curve: Points) -> tuple[Points, ...]:
    """A curve where it has values."""
    is_there = np.isfinite(curve).all(axis=1)
    ends = np.flatnonzero(np.diff(is_there.astype(int))) + 1
    return tuple(part for part in np.split(curve, ends) if len(part) > 1 and np.isfinite(part).all())
