"""Filled contours of a function of two numbers, with labelled levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.axes import LEAST_SPAN, Axes, ticks, told_apart
from visprop.figures.base.lines import passed
from visprop.figures.base.placing import CLOSE, Bounds, bounds, overlap, resampled, turned_bounds
from visprop.figures.base.shapes import Colour, Label, Path, Points, Shape
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import plain, width

LEVELS = 11
"""About how many levels are drawn."""


class Field(NamedTuple):
    """A function of two numbers on a grid.

    Attributes:
        xs, ys: the grid's lines, even and ascending.
        heights: its values, of shape (ys, xs).
    """

    xs: Array
    ys: Array
    heights: Array


def levels_of(costs: Array) -> Array:
    """Levels for the contours: even steps at round numbers, or even ratios where φ spans more than two powers of ten."""
    finite = costs[np.isfinite(costs)]
    if not finite.size:
        return np.array([])
    low, high = float(np.min(finite)), float(np.max(finite))
    if high - low < LEAST_SPAN * max(abs(low), abs(high)):
        # What differs in it is rounding.
        return np.array([])
    if low > 0.0 and high / low > 100.0:
        return np.unique(np.geomspace(low, high, LEVELS)[1:-1])
    return np.unique([level for level in ticks(low, high, LEVELS) if low < level < high])


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
) -> list[Shape]:
    """Filled contours with their lines, each with its level's number where there is room for it.

    Args:
        field: the function.
        levels: the heights of the lines.
        axes: the diagram.
        theme: the colours.
        taken: where no number is to stand.
        gaps: where the lines are interrupted.
        ways: lines on which no number is to stand.
    """
    heights = np.ma.masked_invalid(field.heights)
    # Imported late: the first window has no surface yet.
    import contourpy

    generator = contourpy.contour_generator(field.xs, field.ys, heights, fill_type="OuterOffset", line_type="Separate")
    edges = [-np.inf, *levels, np.inf]
    shapes: list[Shape] = []
    for low, high, colour in zip(edges, edges[1:], shades(len(levels), theme), strict=False):
        polygons, offsets = cast(tuple[list[Points], list[NDArray[np.uint32]]], generator.filled(low, high))
        for points, offset in zip(polygons, offsets, strict=True):
            rings = tuple(axes.to_page(*points[a:b].T) for a, b in zip(offset, offset[1:], strict=False))
            # An outline in its own colour closes the hair's breadth between two bands.
            shapes.append(Path(rings, colour, 0.6, colour, closed=True))
    lines = [[axes.to_page(*line.T) for line in cast(list[Points], generator.lines(level))] for level in levels]
    return shapes + _level_lines(lines, levels, axes, theme, taken, gaps, ways)


def _level_lines(
    every: Sequence[list[Points]],
    levels: Array,
    axes: Axes,
    theme: Theme,
    taken: Sequence[Bounds],
    gaps: Sequence[Bounds],
    ways: Sequence[Points],
) -> list[Shape]:
    """The lines of the levels, interrupted, and their numbers."""
    shapes: list[Shape] = []
    labels: list[Label] = []
    texts = told_apart(levels.tolist(), 3)
    way, parts = _segments(ways), [_segments(lines) for lines in every]
    for i, lines in enumerate(every):
        ink = mix(mix(theme.low, theme.high, (i + 1) / (len(levels) + 1)), theme.ink, 0.5)
        others = np.vstack((way, *parts[:i], *parts[i + 1 :]))
        lines, label = _with_gap(lines, texts[i], axes, theme.ink, labels, taken, others)
        labels += [label] if label else []
        for gap in gaps:
            lines = [part for line in lines for part in _outside(line, gap)]
        shapes.append(Path(tuple(lines), ink, 0.8))
    return [*shapes, *labels]


def _with_gap(
    lines: list[Points],
    text: str,
    axes: Axes,
    hue: Colour,
    placed: list[Label],
    taken: Sequence[Bounds],
    crossing: Points,
) -> tuple[list[Points], Label | None]:
    """Cut a gap into the longest line for the level's number, away from the rim, from other numbers and from other lines."""
    if not lines:
        return lines, None
    line = max(lines, key=len)
    others = [other for other in lines if other is not line]
    half = width(plain(text), axes.small) / 2 + 3
    for share in (0.5, 0.3, 0.7, 0.15, 0.85):
        x, y = line[int(share * (len(line) - 1))]
        margin = min(x - axes.x, axes.x + axes.width - x, y - axes.y, axes.y + axes.height - y)
        near = np.hypot(line[:, 0] - x, line[:, 1] - y) < half
        box = (x - half, y - half, x + half, y + half)
        if margin < half or near.sum() < 2 or any(overlap(box, other) for other in taken):
            continue
        if any(abs(x - other.x) + abs(y - other.y) < 46 for other in placed):
            continue
        first, last = line[near][0], line[near][-1]
        angle = -np.degrees(np.arctan2(last[1] - first[1], last[0] - first[0]))
        label = Label(x, y, plain(text), axes.small, hue, angle=float((angle + 90.0) % 180.0 - 90.0))
        kept = [*others, *_runs_of(line, ~near)]
        near_lines = np.vstack((crossing, _segments(kept)))
        if any(overlap(turned_bounds(label), turned_bounds(other)) for other in placed) or _is_crossed(label, near_lines):
            continue
        return kept, label
    return lines, None


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
