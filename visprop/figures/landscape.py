"""The cost landscape: φ over a plane through p, with the path so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import contourpy
import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import Array
from visprop.figures.axes import Axes, axes_shapes, frame_box, ticks
from visprop.figures.shapes import Clip, Colour, Disc, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.style import LINE, SMALL_SIZE, Theme, mix
from visprop.figures.text import Run, parameter_symbol, plain, width
from visprop.notation.numbers import number

LEVELS = 11
"""About how many levels are drawn."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """φ over two parameters, all others as they are at p.

    Attributes:
        names: the two parameters, horizontal and vertical.
        xs, ys: their values along the axes.
        costs: φ, of shape (ys, xs).
        path: where the two have been, of shape (n, 2), the present point last.
        slope: ∂φ/∂x and ∂φ/∂y at the present point.
        update: the update at which all other parameters were taken.
    """

    names: tuple[str, str]
    xs: Array
    ys: Array
    costs: Array
    path: Points
    slope: tuple[float, float]
    update: int


def levels_of(costs: Array) -> Array:
    """Levels for the contours: even steps at round numbers, or even ratios where φ spans more than two powers of ten."""
    finite = costs[np.isfinite(costs)]
    if not finite.size:
        return np.array([])
    low, high = float(finite.min()), float(finite.max())
    if low > 0.0 and high / low > 100.0:
        return np.geomspace(low, high, LEVELS)[1:-1]
    return np.array([level for level in ticks(low, high, LEVELS) if low < level < high])


def landscape_axes(size: tuple[float, float], landscape: Landscape) -> Axes:
    """The diagram's frame: a square in the middle of the page."""
    xs, ys = landscape.xs, landscape.ys
    side = max(40.0, min(size[0] - 86, size[1] - 90))
    left, top = 64 + max(0.0, (size[0] - 86 - side) / 2), 38 + max(0.0, (size[1] - 90 - side) / 2)
    return Axes(left, top, side, side, (float(xs[0]), float(xs[-1])), (float(ys[0]), float(ys[-1])))


def landscape_figure(landscape: Landscape, size: tuple[float, float], theme: Theme) -> Figure:
    """Filled contours with labelled levels, the path, the present point and −∇φ in the plane."""
    axes = landscape_axes(size, landscape)
    inside: list[Shape] = [*_bands(landscape, axes, theme)]
    inside += _path(axes.to_page(*landscape.path.T), theme)
    inside += _descent_arrow(axes, landscape, theme)
    x, y = axes.to_page(*landscape.path[-1:].T)[0]
    inside.append(Disc(x, y, 5.0, theme.accent, theme.ink, 1.4))
    title = (
        Run("φ", italic=True),
        *plain(" over "),
        *parameter_symbol(landscape.names[0]),
        *plain(" and "),
        *parameter_symbol(landscape.names[1]),
        *plain(f", the others as at update {landscape.update}"),
    )
    shapes = axes_shapes(axes, parameter_symbol(landscape.names[0]), title, theme, grid=False)
    shapes += [Clip(axes.rectangle, tuple(inside)), frame_box(axes, theme)]
    shapes.append(Label(axes.x - 44, axes.y + axes.height / 2, parameter_symbol(landscape.names[1]), 13.0, theme.ink, angle=90.0))
    return Figure(*size, theme.paper, tuple(shapes), plot=axes.rectangle)


def _bands(landscape: Landscape, axes: Axes, theme: Theme) -> list[Shape]:
    levels = levels_of(landscape.costs)
    costs = np.ma.masked_invalid(landscape.costs)
    generator = contourpy.contour_generator(landscape.xs, landscape.ys, costs, fill_type="OuterOffset", line_type="Separate")
    edges = [-np.inf, *levels, np.inf]
    shapes: list[Shape] = []
    for i, (low, high) in enumerate(zip(edges, edges[1:], strict=False)):
        colour = mix(theme.low, theme.high, i / max(1, len(edges) - 2))
        polygons, offsets = cast(tuple[list[Points], list[NDArray[np.uint32]]], generator.filled(low, high))
        for points, offset in zip(polygons, offsets, strict=True):
            rings = tuple(axes.to_page(*points[a:b].T) for a, b in zip(offset, offset[1:], strict=False))
            # An outline in its own colour closes the hair's breadth between two bands.
            shapes.append(Path(rings, colour, 0.6, colour, closed=True))
    labels: list[Label] = []
    for i, level in enumerate(levels):
        ink = mix(mix(theme.low, theme.high, (i + 1) / (len(levels) + 1)), theme.ink, 0.5)
        lines = [axes.to_page(*line.T) for line in cast(list[Points], generator.lines(level))]
        lines, label = _with_gap(lines, number(float(level), 3), axes, ink, labels)
        labels += [label] if label else []
        shapes.append(Path(tuple(lines), ink, 0.8))
    return [*shapes, *labels]


def _with_gap(lines: list[Points], text: str, axes: Axes, ink: Colour, placed: list[Label]) -> tuple[list[Points], Label | None]:
    """Cut a gap into the longest line for the level's number, away from the rim and from other numbers."""
    if not lines:
        return lines, None
    line = max(lines, key=len)
    others = [other for other in lines if other is not line]
    half = width(plain(text), SMALL_SIZE) / 2 + 3
    for share in (0.5, 0.3, 0.7, 0.15, 0.85):
        x, y = line[int(share * (len(line) - 1))]
        margin = min(x - axes.x, axes.x + axes.width - x, y - axes.y, axes.y + axes.height - y)
        near = np.hypot(line[:, 0] - x, line[:, 1] - y) < half
        if margin < 24 or near.sum() < 2 or any(abs(x - other.x) + abs(y - other.y) < 46 for other in placed):
            continue
        first, last = line[near][0], line[near][-1]
        angle = -np.degrees(np.arctan2(last[1] - first[1], last[0] - first[0]))
        label = Label(x, y, plain(text), SMALL_SIZE, ink, angle=float((angle + 90.0) % 180.0 - 90.0))
        return [*others, *_runs_of(line, ~near)], label
    return lines, None


def _runs_of(line: Points, kept: NDArray[np.bool_]) -> list[Points]:
    """The unbroken parts of a line whose points are kept."""
    breaks = np.flatnonzero(np.diff(kept)) + 1
    return [part for part, keep in zip(np.split(line, breaks), np.split(kept, breaks), strict=True) if keep[0] and len(part) > 1]


def _path(points: Points, theme: Theme) -> list[Shape]:
    if len(points) < 2:
        return []
    shapes: list[Shape] = [Path((points,), theme.paper, 3.6), Path((points,), theme.ink, 1.6)]
    start = Disc(float(points[0, 0]), float(points[0, 1]), 3.0, theme.paper, theme.ink, LINE)
    return [*shapes, start]


def _descent_arrow(axes: Axes, landscape: Landscape, theme: Theme) -> list[Shape]:
    """−∇φ in the plane, in the plane's own units, scaled to an eighth of the diagram where it is long."""
    here = landscape.path[-1]
    slope = np.array(landscape.slope)
    reach = np.array([axes.x_range[1] - axes.x_range[0], axes.y_range[1] - axes.y_range[0]])
    share = float(np.abs(slope / reach).max())
    if not np.isfinite(share) or share == 0.0:
        return []
    length = 0.16 / share
    # It ends inside the diagram, with room for its name.
    for at, step, (low, high) in zip(here, -slope, (axes.x_range, axes.y_range), strict=True):
        room = 0.88 * ((high - at) if step > 0.0 else (low - at))
        if step != 0.0 and room / step > 0.0:
            length = min(length, max(room / step, 0.05 / share))
    end = here - slope * length
    (x1, y1), (x2, y2) = axes.to_page(np.array([here[0], end[0]]), np.array([here[1], end[1]]))
    length = float(np.hypot(x2 - x1, y2 - y1))
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    head = np.array([(x2, y2), (x2 - 10 * ux + 4 * uy, y2 - 10 * uy - 4 * ux), (x2 - 10 * ux - 4 * uy, y2 - 10 * uy + 4 * ux)])
    shaft = np.array([(x1, y1, x2 - 8 * ux, y2 - 8 * uy)])
    name = (*plain("−∇"), Run("φ", italic=True))
    return [
        Segments(shaft, theme.backward, 2.4),
        Path((head,), None, 0.0, theme.backward, closed=True),
        Label(x2 + 15 * ux, y2 + 15 * uy, name, 13.0, theme.backward),
    ]
