"""Filled contours of a function of two numbers, with labelled levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.axes import Axes, told_apart
from visprop.figures.base.drawn import Drawn
from visprop.figures.base.lines import passed
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import CLOSE, Bounds, bounds, overlap, resampled, turned_bounds
from visprop.figures.base.shapes import Colour, Label, Path, Points
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import plain, width
from visprop.notation.expression.numbers import counted


class Field(NamedTuple):
    """A function of two numbers on a grid.

    Attributes:
        xs, ys: the grid's lines, even and ascending.
        heights: its values, of shape (ys, xs).
    """

    xs: Array
    ys: Array
    heights: Array


def shades(levels: int, theme: Theme) -> list[Colour]:
    """The colours of the bands between so many levels, from the lowest to the highest."""
    return [mix(theme.low, theme.high, i / max(1, levels)) for i in range(levels + 1)]


def bands(
    field: Field,
    levels: Array,
    axes: Axes,
    theme: Theme,
    taken: Sequence[Bounds] = (),
    gaps: Sequence[Bounds] = (),
    ways: Sequence[Points] = (),
    is_told: bool = False,
) -> list[Drawn]:
    """Filled contours with the lines of the levels whose numbers have room; how many have none is told.

    Args:
        field: the function.
        levels: the heights of the lines.
        axes: the diagram.
        theme: the colours.
        taken: where no number is to stand.
        gaps: where the lines are interrupted.
        ways: lines on which no number is to stand.
        is_told: whether something else tells the levels: then each has its line, with a number or without.
    """
    heights = np.ma.masked_invalid(field.heights)
    # Imported late: the first window has no surface yet.
    import contourpy

    generator = contourpy.contour_generator(field.xs, field.ys, heights, fill_type="OuterOffset", line_type="Separate")
    edges = [-np.inf, *levels, np.inf]
    shapes: list[Drawn] = []
    for low, high, colour in zip(edges, edges[1:], shades(len(levels), theme), strict=False):
        polygons, offsets = cast(tuple[list[Points], list[NDArray[np.uint32]]], generator.filled(low, high))
        for points, offset in zip(polygons, offsets, strict=True):
            rings = tuple(axes.to_page(*points[a:b].T) for a, b in zip(offset, offset[1:], strict=False))
            # An outline in its own colour closes the hair's breadth between two bands.
            shapes.append(Path(rings, colour, 0.6, colour, closed=True))
    lines = [[axes.to_page(*line.T) for line in cast(list[Points], generator.lines(level))] for level in levels]
    return shapes + _Levels(lines, levels, axes, taken, ways, theme).drawn(gaps, is_told)


class _Search(NamedTuple):
    """Where on its lines a level's number is tried.

    Attributes:
        shares: of a line's points.
        most: on how many of a level's lines, the longest first.
        apart: how far it keeps off the others' at least, in points, across and down together.
        is_free: whether it keeps off all else, the rim too, as if it were as high as wide.
    """

    shares: tuple[float, ...]
    most: int
    apart: float
    is_free: bool


_FIRST = _Search((0.5, 0.3, 0.7, 0.15, 0.85), 1, 46.0, is_free=True)
"""Where it looks best: in the middle of the longest line, far from the others'."""
_ANYWHERE = _Search(tuple(np.linspace(0.04, 0.96, 47).tolist()), 4, 24.0, is_free=False)
"""Where there may be room left, as in a corner."""
_AGAIN = _Search((0.5, 0.3, 0.7, 0.15, 0.85), 1, 46.0, is_free=False)
"""On a further line of a level that has its number: where that is far from all others."""
_LONG = 40.0
"""How long a further line is that has a number too, in points."""
_LEGIBLE = 2
"""So many numbers tell in which direction a map rises, and how far."""
_STEEP, _TURN = (60.0, 120.0), 8.0
"""Between these angles, in degrees, a number may be read from both sides; and how far apart those are that are not read alike."""
_RIM = 1.5
"""How far a number keeps off the diagram's rim, in points."""


class _Levels:
    """The lines of all levels, each interrupted for its number.

    Args:
        lines: those of each level.
        levels: their heights.
        axes: the diagram.
        taken: where no number is to stand.
        ways: lines on which none is to stand.
        theme: the colours.
    """

    def __init__(
        self,
        lines: list[list[Points]],
        levels: Array,
        axes: Axes,
        taken: Sequence[Bounds],
        ways: Sequence[Points],
        theme: Theme,
    ) -> None:
        self._lines, self._axes, self._taken, self._theme = list(lines), axes, taken, theme
        # Taken apart once: each level is tried beside all the others.
        self._way, self._parts = _segments(ways), [_segments(own) for own in lines]
        self._texts = told_apart(levels.tolist(), 3)
        self._labels, self._others = dict[int, list[Label]](), dict[int, list[Points]]()
        for search in (_FIRST, _ANYWHERE):
            for level in (level for level, own in enumerate(lines) if own and level not in self._labels):
                self._label(level, search, self._lines[level])
        for level, others in sorted(self._others.items()):
            for line in others:
                if _length(line) > _LONG:
                    self._label(level, _AGAIN, [line])

    def drawn(self, gaps: Sequence[Bounds], is_told: bool) -> list[Drawn]:
        """The lines, interrupted for what else there is too, their numbers, and for how many lines those have no room."""
        shapes, theme = list[Drawn](), self._theme
        for i, lines in enumerate(self._lines):
            if not is_told and i not in self._labels:
                continue
            ink = mix(mix(theme.low, theme.high, (i + 1) / (len(self._lines) + 1)), theme.ink, 0.5)
            for gap in gaps:
                lines = [part for line in lines for part in _outside(line, gap)]
            shapes.append(Path(tuple(lines), ink, 0.8))
        steepest = _steepest([label.angle % 180.0 for label in self._numbers])
        shapes += (replace(label, angle=_read_below(label.angle, steepest)) for label in self._numbers)
        bare = sum(bool(own) and level not in self._labels for level, own in enumerate(self._lines))
        if bare and not is_told:
            is_number = len(self._labels) < _LEGIBLE
            shapes.append(Omission(counted(bare, "contour"), is_number=is_number, is_of_height=False))
        return shapes

    def _label(self, level: int, search: _Search, tried: list[Points]) -> None:
        """Cut a gap into a line of a level for its number, away from the rim, from other numbers and from other lines."""
        # Where the grid is coarse a line has few points.
        lines = tried if search.is_free else [resampled(line, CLOSE) for line in tried]
        own = [line for line in self._lines[level] if not any(line is one for one in tried)]
        crossing = np.vstack((self._way, *self._parts[:level], *self._parts[level + 1 :]))
        for line in sorted(lines, key=len, reverse=True)[: search.most]:
            others = [*own, *(other for other in lines if other is not line)]
            for share in search.shares:
                found = self._cut(line, share, self._texts[level], search)
                if found is None:
                    continue
                label, parts = found
                # A line shorter than its number would be gone.
                if parts and not _is_crossed(label, np.vstack((crossing, _segments([*others, *parts])))):
                    self._lines[level] = [*others, *parts]
                    self._labels.setdefault(level, []).append(label)
                    self._others.setdefault(level, others)
                    return

    def _cut(self, line: Points, share: float, text: str, search: _Search) -> tuple[Label, list[Points]] | None:
        """A number at a share of a line, and what is left of that; None where it would be too near to something."""
        half = width(plain(text), self._axes.small) / 2 + 3
        x, y = line[int(share * (len(line) - 1))]
        near = np.hypot(line[:, 0] - x, line[:, 1] - y) < half
        if near.sum() < 2 or any(abs(x - other.x) + abs(y - other.y) < search.apart for other in self._numbers):
            return None
        first, last = line[near][0], line[near][-1]
        angle = -np.degrees(np.arctan2(last[1] - first[1], last[0] - first[0]))
        label = Label(x, y, plain(text), self._axes.small, self._theme.ink, angle=_read_below(float(angle), 90.0))
        own = turned_bounds(label)
        if not self._has_room((x - half, y - half, x + half, y + half) if search.is_free else own):
            return None
        if any(overlap(own, turned_bounds(other)) for other in self._numbers):
            return None
        return label, _runs_of(line, ~near)

    @property
    def _numbers(self) -> list[Label]:
        return [label for _, labels in sorted(self._labels.items()) for label in labels]

    def _has_room(self, box: Bounds) -> bool:
        """Whether a box lies within the rim, and off what else there is."""
        axes, (left, top, right, bottom) = self._axes, box
        is_within = (
            min(left - axes.x, axes.x + axes.width - right) >= _RIM and min(top - axes.y, axes.y + axes.height - bottom) >= _RIM
        )
        return is_within and not any(overlap(box, other) for other in self._taken)


def _length(line: Points) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _read_below(angle: float, steepest: float) -> float:
    """The angle of a number on a line, whichever way that goes: up to the steepest it goes up, beyond it down."""
    return (angle + 180.0 - steepest) % 180.0 - 180.0 + steepest


def _steepest(angles: Sequence[float]) -> float:
    """How steeply numbers go up at most: steep ones, between 0 and 180 degrees, are all read from one side if they can."""
    least, most = _STEEP
    ends = [least, *sorted(angle for angle in angles if least < angle < most), most]
    gaps = [(high - low, (low + high) / 2) for low, high in pairwise(ends)]
    wide = [middle for gap, middle in gaps if gap >= _TURN]
    return wide[-1] if wide else max(gaps)[1]


def _segments(lines: Sequence[Points]) -> Points:
    """The straight parts of lines, each x1, y1, x2, y2."""
    parts = [np.hstack((line[:-1], line[1:])) for line in lines if len(line) > 1]
    found = np.vstack(parts) if parts else np.empty((0, 4))
    return found[np.isfinite(found).all(axis=1)]


def _is_crossed(label: Label, lines: Points) -> bool:
    """Whether one of some lines passes through a turned label."""
    left, top, right, bottom = bounds(label)
    angle = np.radians(label.angle)
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    level = np.hstack([(lines[:, i : i + 2] - (label.x, label.y)) @ turn + (label.x, label.y) for i in (0, 2)])
    return bool(passed(level, [(left, top - 1.0, right, bottom - 1.0)]).any())


def _runs_of(line: Points, kept: NDArray[np.bool_]) -> list[Points]:
    """The unbroken parts of a line whose points are kept."""
    breaks = np.flatnonzero(np.diff(kept)) + 1
    return [part for part, keep in zip(np.split(line, breaks), np.split(kept, breaks), strict=True) if keep[0] and len(part) > 1]


def _outside(line: Points, box: Bounds) -> list[Points]:
    """What of a line lies outside a box."""
    if not overlap((*line.min(axis=0).tolist(), *line.max(axis=0).tolist()), box):
        return [line]
    line = resampled(line, CLOSE / 2)
    (x, y), (left, top, right, bottom) = line.T, box
    return _runs_of(line, (x < left) | (x > right) | (y < top) | (y > bottom))
