"""The curve of each box with its point and tangent, side by side; x is dragged in the first, and all others follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, isfinite
from typing import Any

import numpy as np

from visprop.benches.chain_rule.lettering import fitted, name_of, slope_name, told
from visprop.benches.chain_rule.through import X_RANGE, ChainRule
from visprop.benches.chain_rule.windows import x_window, y_window
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.axes import Axes, axes_shapes, tick_texts
from visprop.figures.base.shapes import Clip, Disc, Figure, Handle, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import width
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.calculus.writing import Hand
from visprop.notation.layout.nodes import Node, Operator, Row

_HAND = Hand()
_GAP = 10.0
_BESIDE, _AROUND = 35.0, 55.0
"""About how much of a cell names and numbers take, across and down."""
_POINTS = 241
_READABLE = 9.5
"""A longer formula than fits in this size is not written out."""


def draw_curves(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The curves at a step."""
    return _Picture(moment.frame.state, size, options.theme, options.digits).figure()


class _Picture:
    def __init__(self, state: ChainRule, size: Size, theme: Theme, digits: int) -> None:
        self._state, self._found, self._seen = state, state.through, state.seen
        self._size, self._theme, self._digits = size, theme, digits
        panels = self._found.count + 1
        self._columns = max(range(1, panels + 1), key=lambda columns: min(_left(size, panels, columns)))
        self._rows = ceil(panels / self._columns)
        self._cell = ((size[0] - 2 * 6.0) / self._columns, size[1] / self._rows)
        self._text = TEXT_SIZE

    def figure(self) -> Figure:
        shapes: list[Shape] = []
        handles: tuple[Handle, ...] = ()
        for i in range(self._found.count + self._seen.has_product):
            axes = self._axes(i)
            shapes += [*self._panel(i, axes), *self._head(i, axes)]
            if i == 0 and self._seen.has_values:
                handles = (self._handle(axes),)
        return Figure(*self._size, self._theme.paper, tuple(shapes), handles=handles)

    def _axes(self, i: int) -> Axes:
        """The diagram of a box in its cell."""
        row, column = divmod(i, self._columns)
        (wide, high), text = self._cell, self._text
        left, top = 6.0 + column * wide, row * high + 3.9 * text
        down = max(24.0, high - 3.9 * text - (9.0 + 2.4 * text if self._has_titles else 1.9 * text))
        trial = Axes(0.0, 0.0, 100.0, down, x_window(self._found, i), y_window(self._found, i), text=text)
        gutter = max((width(runs, trial.small) for runs in tick_texts(trial.y_ticks)), default=0.0) + 10.0
        return Axes(left + gutter, top, max(30.0, wide - gutter - _GAP), down, trial.x_range, trial.y_range, text=text)

    @property
    def _has_titles(self) -> bool:
        """Whether there is room for what stands on the axes; the formulas above say it too."""
        return self._cell[1] > 190.0

    def _names(self, i: int) -> tuple[str, str]:
        """What a panel is a curve of, and of what: those of all boxes are y and x."""
        names = self._found.names
        return (names[-1], names[0]) if i == self._found.count else (names[i + 1], names[i])

    def _numbers(self, i: int) -> tuple[float, float, float]:
        """The point and its slope."""
        found = self._found
        if i == found.count:
            return found.x, found.values[-1], found.slope
        return found.values[i], found.values[i + 1], found.slopes[i]

    def _has_slope(self, i: int) -> bool:
        return i < self._seen.slopes or self._seen.has_product

    def _head(self, i: int, axes: Axes) -> Iterator[Shape]:
        """u = x², and its slope as soon as it is known."""
        above, _ = self._names(i)
        found, theme, text = self._found, self._theme, self._text
        term = found.chain.composed.term if i == found.count else found.chain.equations[found.count - 1 - i]
        node: Node = Row((_HAND.variable(above), Operator("="), _HAND.term(term)))
        left, top = axes.x - 4.0, axes.y - 3.6 * text
        place, room = (axes.x + axes.width / 2, top + 0.8 * text), (axes.width, 2.0 * text)
        formula = fitted(node, place, room, 1.1 * text, theme.ink)
        if formula is not None and formula.size >= min(_READABLE, text):
            yield formula
        else:
            yield Label(*place, name_of(above), 1.1 * text, theme.ink)
        if self._has_slope(i):
            slope = told(slope_name(*self._names(i)), self._numbers(i)[2], self._digits)
            wide = self._cell[0] - 8.0
            letters = min(text, text * wide / width(slope, text))
            x = max(left, axes.x + axes.width / 2 - width(slope, letters) / 2)
            yield Label(x, top + 2.6 * text, slope, letters, theme.backward, across=0.0)

    def _panel(self, i: int, axes: Axes) -> Iterator[Shape]:
        theme = self._theme
        yield from axes_shapes(axes, name_of(self._names(i)[1]) if self._has_titles else (), (), theme)
        inside: list[Shape] = []
        if self._seen.has_nudge:
            inside += self._triangle(i, axes)
        inside += self._tangent(i, axes)
        xs = np.linspace(*axes.x_range, _POINTS)
        with np.errstate(all="ignore"):
            curve = axes.to_page(xs, self._found.curve(i, xs))
        hue = theme.ink if i < self._found.count else theme.forward
        inside.append(Path(_pieces(curve), hue, 2.2))
        yield Clip(axes.rectangle, tuple(inside))
        yield from self._point(i, axes)

    def _tangent(self, i: int, axes: Axes) -> list[Shape]:
        x, y, slope = self._numbers(i)
        if not self._has_slope(i) or not isfinite(slope) or not isfinite(y):
            return []
        ends = np.array(axes.x_range)
        line = axes.cut(axes.to_page(ends, y + slope * (ends - x)))
        return [Path((line,), self._theme.backward, 1.6, dashed=True)] if len(line) else []

    def _triangle(self, i: int, axes: Axes) -> list[Shape]:
        """By how much the nudge moves what goes in, and what comes out."""
        found = self._found
        before, after = (found.values, found.nudged)
        pick = (0, -1) if i == found.count else (i, i + 1)
        corners = np.array([before[pick[0]], after[pick[0]]]), np.array([before[pick[1]], after[pick[1]]])
        if not np.isfinite(corners).all():
            return []
        (x1, y1), (x2, y2) = axes.to_page(*corners)
        fill = mix(self._theme.paper, self._theme.forward, 0.16)
        lines = np.array([(x1, y1, x2, y1), (x2, y1, x2, y2)])
        area = np.array([(x1, y1), (x2, y1), (x2, y2)])
        return [Path((area,), None, 0.0, fill, closed=True), Segments(lines, self._theme.forward, 1.4)]

    def _point(self, i: int, axes: Axes) -> list[Shape]:
        """Where the value is."""
        x, y, _ = self._numbers(i)
        if not self._seen.has_values or not (isfinite(x) and isfinite(y)):
            return []
        place = axes.to_page(np.array([x]), np.array([y]))[0]
        left, top, wide, high = axes.rectangle
        if not (left - 1 <= place[0] <= left + wide + 1 and top - 1 <= place[1] <= top + high + 1):
            return []
        return [Disc(float(place[0]), float(place[1]), 5.0, self._theme.ink, self._theme.paper, 1.6)]

    def _handle(self, axes: Axes) -> Handle:
        """x, at its point on the first curve, or on its axis where the curve has none."""
        x, y, _ = self._numbers(0)
        place = axes.to_page(np.array([x]), np.array([y if isfinite(y) else axes.y_range[0]]))[0]

        def moved(across: float, down: float) -> Mapping[str, Any]:
            return {"x": round(min(max(axes.from_page(across, down)[0], X_RANGE[0]), X_RANGE[1]), 2)}

        return Handle("x", float(place[0]), float(np.clip(place[1], axes.y, axes.y + axes.height)), moved)


def _left(size: Size, panels: int, columns: int) -> tuple[float, float]:
    """About how large a diagram is if so many columns are on the page."""
    return size[0] / columns - _BESIDE, size[1] / ceil(panels / columns) - _AROUND


def _pieces(curve: Points) -> tuple[Points, ...]:
    """A curve where it has values."""
    is_there = np.isfinite(curve).all(axis=1)
    ends = np.flatnonzero(np.diff(is_there.astype(int))) + 1
    return tuple(part for part in np.split(curve, ends) if len(part) > 1 and np.isfinite(part).all())
