"""The picture of what a network computes: curve or map, with the examples on it."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import HIGHEST, Axes, axes_in, axes_shapes, frame_box, least_range, text_size
from visprop.figures.base.shapes import Box, Clip, Colour, Disc, Dots, Facets, Figure, Label, Path, Points, Shape, Targets
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import Run, numbered, plain, width
from visprop.figures.plots.outputs import MOST_CURVES, Outputs
from visprop.notation.expression.numbers import number
from visprop.scenario.data.data import Data

_BANDS = 12
"""In how many steps a map goes from one class to the other."""
_DEEP = 0.42
"""The most of a hue in a map: text and points stay legible on it."""
_TINT = 5.0
"""How wide a band is in the legend."""
_MOST_POINTS = 1500
"""Of more examples only so many are drawn, evenly chosen."""


def output_axes(size: tuple[float, float], outputs: Outputs) -> Axes:
    """The diagram's frame: a square for a map."""
    text = text_size(size)
    x_range = (float(outputs.xs[0]), float(outputs.xs[-1]))
    if not outputs.is_map:
        shown = outputs.values[:, :MOST_CURVES]
        every = np.concatenate((shown.ravel(), outputs.data.raw[1][:, :MOST_CURVES].ravel()))
        every = every[np.abs(every) < HIGHEST]
        low, high = float(np.min(every, initial=HIGHEST)), float(np.max(every, initial=-HIGHEST))
        low, high = (low, high) if every.size else (0.0, 1.0)
        room = 0.08 * (high - low) or 0.5
        return axes_in(size, x_range, least_range(low - room, high + room), 4.8 * text)
    left, top, below = 4.2 * text, 3.6 * text, 4.6 * text
    side = max(40.0, min(size[0] - left - 1.6 * text, size[1] - top - below))
    x = left + max(0.0, (size[0] - left - 1.6 * text - side) / 2)
    return Axes(x, top, side, side, x_range, (float(outputs.ys[0]), float(outputs.ys[-1])), text=text)


def output_figure(
    outputs: Outputs, size: tuple[float, float], theme: Theme, verdict: str = "", present: int | None = None
) -> Figure:
    """The outputs with the examples: training rows full, test rows open, the present one ringed.

    Args:
        outputs: what is drawn.
        size: width and height in points.
        theme: the colours.
        verdict: how well the examples are met, in words.
        present: the row of the example at work, from 0; None for none.
    """
    axes = output_axes(size, outputs)
    inside = _map(outputs, axes, theme) if outputs.is_map else _curves(outputs, axes, theme)
    points, targets = _examples(outputs, axes, theme, present)
    names = outputs.data.input_names
    x_title = _name(names, 0, "x", outputs.data.x.shape[1])
    y_title = _name(names, 1, "x", 2) if outputs.is_map else _name(outputs.data.target_names, 0, "a", outputs.values.shape[-1])
    shapes = axes_shapes(axes, x_title, () if outputs.is_map else y_title, theme, grid=not outputs.is_map)
    shapes += [Clip(axes.rectangle, (*inside, *points))]
    if outputs.is_map:
        shapes.append(frame_box(axes, theme))
        shapes.append(Label(axes.x - 3.4 * axes.text, axes.y + axes.height / 2, y_title, axes.text, theme.ink, angle=90.0))
    shapes += _head(outputs, axes, size, theme, verdict)
    shapes += _legend(outputs, axes, size, theme)
    return Figure(*size, theme.paper, tuple(shapes), targets, plot=axes.rectangle)


def _name(names: tuple[str, ...], at: int, letter: str, count: int) -> tuple[Run, ...]:
    if at < len(names):
        return plain(names[at] if len(names[at]) <= 30 else names[at][:29] + "…")
    return numbered(letter, count, at + 1)


# The curve


def _curves(outputs: Outputs, axes: Axes, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    for k in reversed(range(min(MOST_CURVES, outputs.values.shape[1]))):
        line = axes.to_page(outputs.xs, outputs.values[:, k])
        line = line[np.isfinite(line).all(axis=1)]
        shapes.append(Path((line,), theme.forward if outputs.values.shape[1] == 1 else hue_of(k, theme), 2.2))
    if outputs.middle is not None:
        ends = axes.to_page(outputs.xs[[0, -1]], np.full(2, outputs.middle))
        shapes.append(Path((ends,), theme.faint, 1.0, dashed=True))
    return shapes


def hue_of(k: int, theme: Theme) -> Colour:
    """The hue of an output or class; from the fourth on they are paler, and told apart by their shapes and names."""
    hues = (theme.positive, theme.negative, theme.forward)
    return mix(hues[k % 3], theme.paper, 0.35 * (k // 3 % 3))


# The map


def _map(outputs: Outputs, axes: Axes, theme: Theme) -> list[Shape]:
    # Imported late: the first window has no map.
    import contourpy

    shapes: list[Shape] = [Box(*axes.rectangle, theme.paper, None)]
    if outputs.is_classes:
        for k in range(outputs.values.shape[-1]):
            others = np.delete(outputs.values, k, axis=-1).max(axis=-1)
            # Where both are infinite it is not known which is ahead.
            with np.errstate(over="ignore", invalid="ignore"):
                by = np.ma.masked_invalid(outputs.values[..., k] - others)
            ahead = contourpy.contour_generator(outputs.xs, outputs.ys, by)
            fill = mix(theme.paper, hue_of(k, theme), _DEEP * 0.7)
            shapes += _areas(ahead, 0.0, np.inf, axes, fill)
            shapes.append(Path(_lines(ahead, 0.0, axes), theme.ink, 1.5))
        return shapes
    values = np.ma.masked_invalid(outputs.values[..., 0])
    generator = contourpy.contour_generator(outputs.xs, outputs.ys, values, fill_type="OuterOffset", line_type="Separate")
    middle, half = _scale(outputs)
    edges = [-np.inf, *(middle + half * np.linspace(-1.0, 1.0, _BANDS + 1)[1:-1]), np.inf]
    for low, high, tint in zip(edges, edges[1:], _tints(theme), strict=False):
        shapes += _areas(generator, low, high, axes, tint)
    if outputs.middle is not None:
        shapes.append(Path(_lines(generator, outputs.middle, axes), theme.ink, 1.5))
    return shapes


def _tints(theme: Theme) -> list[Colour]:
    """The bands of a map, from the lowest to the highest."""
    steps = np.linspace(-1.0, 1.0, _BANDS + 1)
    at = ((steps[:-1] + steps[1:]) / 2).tolist()
    return [mix(theme.paper, theme.positive if share > 0.0 else theme.negative, _DEEP * abs(share)) for share in at]


def _scale(outputs: Outputs) -> tuple[float, float]:
    """What is white in a map, and how far from it the hue is full: the targets' range."""
    y = outputs.data.raw[1][:, 0]
    low, high = float(np.min(y)), float(np.max(y))
    return low / 2 + high / 2, high / 2 - low / 2 or 1.0


def _areas(generator: object, low: float, high: float, axes: Axes, colour: Colour) -> list[Shape]:
    if not low < high:
        # Targets so close to each other, beside their size, have no bands between them.
        return []
    filled = generator.filled(low, high)  # type: ignore[attr-defined]
    polygons, offsets = cast(tuple[list[Points], list[Array]], filled)
    found: list[Shape] = []
    for points, offset in zip(polygons, offsets, strict=True):
        rings = tuple(axes.to_page(*points[int(a) : int(b)].T) for a, b in zip(offset, offset[1:], strict=False))
        # An outline in its own colour closes the hair's breadth between two bands.
        found.append(Path(rings, colour, 0.6, colour, closed=True))
    return found


def _lines(generator: object, level: float, axes: Axes) -> tuple[Points, ...]:
    return tuple(axes.to_page(*line.T) for line in generator.lines(level))  # type: ignore[attr-defined]


# The examples


def _examples(outputs: Outputs, axes: Axes, theme: Theme, present: int | None) -> tuple[list[Shape], tuple[Targets, ...]]:
    data = outputs.data
    x, y = data.raw
    rows = np.arange(len(data))[:: max(1, -(-len(data) // _MOST_POINTS))]
    columns = range(1 if outputs.is_map else min(MOST_CURVES, y.shape[1]))
    radius = 2.6 if len(rows) > 600 else 3.4 if len(rows) > 80 else 4.4
    kinds = _kinds(outputs, data)
    is_test = np.isin(rows, data.test_rows)
    shapes: list[Shape] = []
    targets: list[Targets] = []
    for k in columns:
        at = axes.to_page(x[:, 0], x[:, 1] if outputs.is_map else y[:, k])
        of_kind = kinds if outputs.is_map else np.full(len(data), k)
        if outputs.is_graded:
            shapes += _graded(outputs, at[rows], y[rows, 0], is_test, radius, theme)
        for kind in sorted(set(of_kind[rows].tolist())) if not outputs.is_graded else ():
            chosen = of_kind[rows] == kind
            is_plain = not outputs.is_map and y.shape[1] == 1
            hue = theme.ink if is_plain else hue_of(int(kind), theme)
            sides = _sides(int(kind)) if outputs.is_map else 0
            shapes += _marks(at[rows[chosen & ~is_test]], radius, hue, theme, sides, is_open=False)
            shapes += _marks(at[rows[chosen & is_test]], radius, hue, theme, sides, is_open=True)
        if present is not None:
            px, py = (float(value) for value in at[present])
            shapes.append(Disc(px, py, radius + 4.0, None, theme.ink, 1.6))
        ends = np.column_stack((at[rows], at[rows]))
        targets.append(Targets(lambda i: Key("row", int(rows[i]) + 1), ends, radius + 2.0))
    return shapes, tuple(targets)


def _graded(outputs: Outputs, at: Points, y: Array, is_test: NDArray[np.bool_], radius: float, theme: Theme) -> list[Shape]:
    """Targets that are no classes, on the scale of the map: where one is met, its disc has the map's tint."""
    middle, half = _scale(outputs)
    bands = np.clip(((y - middle) / half + 1.0) / 2 * _BANDS, 0, _BANDS - 1).astype(np.intp)
    rims = [Dots(at[~is_test], radius + 1.2, theme.ink), Dots(at[is_test], radius + 1.2, theme.faint)]
    fills = [Dots(at[bands == band], radius, tint) for band, tint in enumerate(_tints(theme))]
    return [dots for dots in (*rims, *fills) if len(dots.centres)]


def _kinds(outputs: Outputs, data: Data) -> NDArray[np.intp]:
    """The class of each example, 0 being the hue of the upper one; 0 for all where there are none."""
    y = data.raw[1]
    found = classes(y) if outputs.middle is not None or outputs.is_classes else None
    if found is None:
        return np.zeros(len(data), np.intp)
    # Of two classes the upper has the hue of what is above the middle.
    return 1 - found if y.shape[1] == 1 else found


def _sides(kind: int) -> int:
    """How many corners the marks of a class have, so that they are told apart without colour; 0 for discs."""
    return (0, 4, 3)[kind % 3]


def _marks(at: Points, radius: float, hue: Colour, theme: Theme, sides: int, is_open: bool) -> list[Shape]:
    """Training rows full, test rows open; each with a rim of paper, so that neighbours are told apart."""
    if not len(at):
        return []
    layers = [(radius + 1.0, theme.paper), (radius, hue), *([(radius - 1.4, theme.paper)] if is_open else [])]
    if not sides:
        return [Dots(at, reach, colour) for reach, colour in layers]
    return [_polygons(at, reach, sides, colour) for reach, colour in layers]


def _polygons(at: Points, radius: float, sides: int, colour: Colour) -> Facets:
    """Squares or triangles with about the area of a disc of this radius."""
    turn = np.pi / 4 if sides == 4 else -np.pi / 2
    # A facet has four corners; the last one of a triangle stands where its first does.
    angles = turn + 2.0 * np.pi * np.minimum(np.arange(4), np.arange(4) % sides) / sides
    corners = (1.22 if sides == 4 else 1.45) * radius * np.stack((np.cos(angles), np.sin(angles)), axis=-1)
    return Facets(at[:, None, :] + corners, np.tile(np.array(colour, float), (len(at), 1)), colour, 0.2)


# Words


def _head(outputs: Outputs, axes: Axes, size: tuple[float, float], theme: Theme, verdict: str) -> list[Shape]:
    count = outputs.values.shape[-1]
    is_first = outputs.is_map and not outputs.is_classes and count > 1
    what = f"output 1 of {count}, from orange (small) to blue" if is_first else "what the network computes"
    if outputs.is_graded:
        what += "; discs: the targets"
    if outputs.middle is not None or outputs.is_classes:
        what += "; the line divides the classes" if outputs.is_map else ""
    shapes: list[Shape] = []
    large = 1.2 * axes.text
    left = max(6.0, axes.x if outputs.is_map else 8.0)
    lines = ((verdict, large, theme.ink, True), (what, axes.small, theme.faint, False))
    for (words, text, hue, bold), y in zip(lines, (1.5 * axes.text, 2.6 * axes.text), strict=True):
        place = min(left, max(6.0, size[0] - 6.0 - width(plain(words), text, bold)))
        if words and width(plain(words), text, bold) <= size[0] - 12.0:
            shapes.append(Label(place, y, plain(words), text, hue, across=0.0, down=1.0, bold=bold))
    return shapes


def _legend(outputs: Outputs, axes: Axes, size: tuple[float, float], theme: Theme) -> list[Shape]:
    """What the points are, below a map."""
    if not outputs.is_map:
        return []
    entries = _entries(outputs)
    y, x = axes.y + axes.height + 3.9 * axes.text, axes.x
    shapes: list[Shape] = []
    for kind, words, is_open in entries:
        wide = width(plain(words), axes.small)
        if x + 14 + wide > size[0] - 6:
            break
        hue = theme.faint if kind is None else hue_of(kind, theme)
        shapes += _marks(np.array([[x + 4.0, y]]), 4.0, hue, theme, 0 if kind is None else _sides(kind), is_open)
        shapes.append(Label(x + 12.0, y, plain(words), axes.small, theme.faint, across=0.0))
        x += 12.0 + wide + 16.0
    return [*shapes, *_tints_legend(outputs, axes, x, y, theme)]


def _tints_legend(outputs: Outputs, axes: Axes, left: float, y: float, theme: Theme) -> list[Shape]:
    """What the tints of a map stand for, at the right end of its legend, if there is room right of a place."""
    if outputs.is_classes:
        return []
    middle, half = _scale(outputs)
    low, high = (plain(number(value, 3)) for value in (middle - half, middle + half))
    name = (*numbered("a", outputs.values.shape[-1], 1), *plain(" "))
    tints, text = _tints(theme), axes.small
    wide = len(tints) * _TINT
    x = axes.x + axes.width - width(high, text)
    bar = x - 5.0 - wide
    start = bar - 5.0 - width(low, text)
    if start - 6.0 - width(name, text) < left:
        return []
    half = 0.38 * text
    shapes: list[Shape] = [Box(bar + i * _TINT, y - half, _TINT, 2 * half, tint, None) for i, tint in enumerate(tints)]
    shapes.append(Box(bar, y - half, wide, 2 * half, None, theme.faint, 0.6))
    places = ((start - 4.0, name, 1.0), (start, low, 0.0), (x, high, 0.0))
    return [*shapes, *(Label(at, y, words, text, theme.faint, across=across) for at, words, across in places)]


def _entries(outputs: Outputs) -> list[tuple[int | None, str, bool]]:
    data = outputs.data
    names = data.target_names
    found: list[tuple[int | None, str, bool]] = []
    if outputs.is_classes:
        found = [(k, names[k] if k < len(names) else f"class {k + 1}", False) for k in range(outputs.values.shape[-1])]
    elif outputs.middle is not None:
        y = data.raw[1]
        found = [(0, f"{float(np.max(y)):g}", False), (1, f"{float(np.min(y)):g}".replace("-", "−"), False)]
    return [*found, (None, "to test with", True)] if len(data.test_rows) else found
