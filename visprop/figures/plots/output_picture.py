"""The picture of what a network computes: curve or map, with the examples on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.axes import SMALL_TEXT, Axes, axes_shapes, frame_box
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Box, Clip, Colour, Disc, Dots, Figure, Label, Path, Points, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme, mix, signed
from visprop.figures.base.text import Run, key_symbol, numbered, plain, symbol, width
from visprop.figures.plots.captions import HEAD, column_name, head, neuron_title
from visprop.figures.plots.colour_bar import Mark, bar_room, colour_bar, even_marks
from visprop.figures.plots.curve_picture import curve_axes, curve_figure
from visprop.figures.plots.example_marks import (
    apart,
    class_marks,
    hue_of,
    key_below,
    key_length,
    kinds_of,
    mark_entries,
    radius_of,
    row_targets,
    some_rows,
    tried_mark,
)
from visprop.figures.plots.outputs import Outputs
from visprop.notation.expression.numbers import number
from visprop.notation.naming import Naming

_BANDS = 12
"""In how many steps a map goes from one class to the other."""
_DEEP = 0.42
"""The most of a hue in a map: text and points stay legible on it."""
_TINT = 5.0
"""How wide a band is in the legend."""
_ROW = 1.5
"""How high a row of the legend is, in the size of text."""


def output_axes(size: tuple[float, float], outputs: Outputs) -> Axes:
    """The diagram's frame: a square for a map."""
    if not outputs.is_map:
        return curve_axes(size, outputs)
    text = TEXT_SIZE
    left, top, below = 4.2 * text, 3.6 * text, (3.1 + _ROW * _legend_rows(outputs, size[0])) * text
    right = bar_room(_marks(outputs)) if has_bar(outputs) else 1.6 * text
    side = max(40.0, min(size[0] - left - right, size[1] - top - below))
    x = left + max(0.0, (size[0] - left - right - side) / 2)
    x_range, y_range = ((float(values[0]), float(values[-1])) for values in (outputs.xs, outputs.ys))
    return Axes(x, top, side, side, x_range, y_range, text=text)


def _legend_rows(outputs: Outputs, page: float) -> int:
    """In how many rows the legend of a map stands on a page of a width: two where one is too short for the tints as well."""
    if not outputs.has_key:
        return 0
    if has_bar(outputs) or (outputs.is_classes and outputs.probe.neuron is None):
        return 1
    # Whether a row is ringed, and how many are drawn, changes nothing in the frame.
    marks = mark_entries(outputs.data, is_ringed=True, drawn=max(0, len(outputs.data) - 1))
    return 1 if key_length(marks, SMALL_TEXT) + _tints_length(outputs, SMALL_TEXT) <= page - 32.0 else 2


def has_bar(outputs: Outputs) -> bool:
    """Whether a bar beside the map says what its tints stand for; hues that tell classes apart stand for no numbers."""
    return outputs.has_bar and (not outputs.is_classes or outputs.probe.neuron is not None)


def _marks(outputs: Outputs) -> list[Mark]:
    middle, half = _scale(outputs)
    return even_marks(middle - half, middle + half)


def output_figure(
    outputs: Outputs,
    size: tuple[float, float],
    theme: Theme,
    naming: Naming,
    verdict: str = "",
    present: int | None = None,
    tried: Array | None = None,
) -> Figure:
    """The outputs with the examples: training rows full, test rows open, the present one ringed.

    Args:
        outputs: what is drawn.
        size: width and height in points.
        theme: the colours.
        naming: what the neurons are called.
        verdict: how well the examples are met, in words.
        present: the row of the example at work, from 0; None for none.
        tried: raw inputs that are tried out in its place, of shape (n_0,); None for none.
    """
    if not outputs.is_map:
        return curve_figure(outputs, size, theme, naming, verdict, present, tried)
    axes = output_axes(size, outputs)
    points, targets, drawn = _examples(outputs, axes, theme, present)
    names, count = outputs.data.input_names, outputs.data.x.shape[1]
    x_title, y_title = (column_name(names, at, "x", count) for at in outputs.probe.axes)
    shapes = axes_shapes(axes, x_title, (), theme, grid=False)
    if tried is not None:
        points += tried_mark(axes.to_page(*(tried[[at]] for at in outputs.probe.axes)), theme)
    # The ring around a row at the rim is not to be cut.
    shapes += [Clip(axes.rectangle, tuple(_map(outputs, axes, theme))), frame_box(axes, theme), *points]
    shapes.append(Label(axes.x - 3.4 * axes.text, axes.y + axes.height / 2, y_title, axes.text, theme.ink, angle=90.0))
    title, what = _words(outputs, verdict, theme)
    above = head(title, [plain(words) for words in what], axes, size, theme, max(6.0, axes.x))
    below = _legend(outputs, axes, size, theme, naming, present is not None, drawn)
    every, lost = parted([*shapes, *above, *below])
    return Figure(*size, theme.paper, every, targets, plot=axes.rectangle, head=HEAD * axes.text, omitted=lost)


# The map


def _map(outputs: Outputs, axes: Axes, theme: Theme) -> list[Shape]:
    # Imported late: the first window has no map.
    import contourpy

    shapes: list[Shape] = [Box(*axes.rectangle, theme.paper, None)]
    if outputs.is_classes and outputs.probe.neuron is None:
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
    if outputs.level is not None:
        shapes.append(Path(_lines(generator, outputs.level, axes), theme.ink, 1.5))
    return shapes


def _tints(theme: Theme) -> list[Colour]:
    """The bands of a map, from the lowest to the highest."""
    steps = np.linspace(-1.0, 1.0, _BANDS + 1)
    at = ((steps[:-1] + steps[1:]) / 2).tolist()
    return [signed(theme, share, _DEEP) for share in at]


def _scale(outputs: Outputs) -> tuple[float, float]:
    """What is white in a map, and how far from it the hue is full: the targets' range; of a neuron z = 0, and its greatest."""
    if outputs.probe.neuron is not None:
        away = np.abs(outputs.values[np.isfinite(outputs.values)] - outputs.zero)
        return outputs.zero, float(np.max(away, initial=0.0)) or 1.0
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


def _examples(outputs: Outputs, axes: Axes, theme: Theme, present: int | None) -> tuple[list[Shape], tuple[Targets, ...], int]:
    """The marks of the rows, where they can be pointed at, and how many there are."""
    data = outputs.data
    across, up = outputs.places
    assert up is not None, "a map has two axes"
    at = axes.to_page(across, up)
    radius = radius_of(len(data), axes.width)
    rows = apart(at, radius, present)
    is_test = np.isin(rows, data.test_rows)
    shapes: list[Shape] = []
    if outputs.is_graded:
        shapes += _graded(outputs, at[rows], data.raw[1][rows, 0], is_test, radius, theme)
    else:
        shapes += class_marks(kinds_of(data)[rows], at[rows], is_test, radius, theme)
    if present is not None:
        px, py = (float(value) for value in at[present])
        shapes.append(Disc(px, py, radius + 4.0, None, theme.ink, 1.6))
    every = some_rows(len(data))
    return shapes, (row_targets(every, at[every], radius),), len(rows)


def _graded(outputs: Outputs, at: Points, y: Array, is_test: NDArray[np.bool_], radius: float, theme: Theme) -> list[Shape]:
    """Targets that are no classes, on the scale of the map: where one is met, its disc has the map's tint."""
    middle, half = _scale(outputs)
    bands = np.clip(((y - middle) / half + 1.0) / 2 * _BANDS, 0, _BANDS - 1).astype(np.intp)
    rims = [Dots(at[~is_test], radius + 1.2, theme.ink), Dots(at[is_test], radius + 1.2, theme.faint)]
    fills = [Dots(at[bands == band], radius, tint) for band, tint in enumerate(_tints(theme))]
    return [dots for dots in (*rims, *fills) if len(dots.centres)]


# Words


def _words(outputs: Outputs, verdict: str, theme: Theme) -> tuple[str, list[str]]:
    """The title, and what is said below it, the longest first."""
    scale = "from light (small) to dark" if theme.is_grey else "from orange (small) to blue"
    neuron, count = outputs.probe.neuron, outputs.values.shape[-1]
    if neuron is not None:
        return neuron_title(neuron), [f"its activation; on the line z is 0{_held(outputs)}", "its activation; on the line z is 0"]
    is_first = not outputs.is_classes and count > 1
    what = f"output 1 of {count}, {scale}" if is_first else "what the network computes"
    if outputs.is_graded:
        what += "; discs: the targets"
    if outputs.middle is not None or outputs.is_classes:
        what += "; the line divides the classes"
    held = _held(outputs)
    return verdict, [what + held, held.removeprefix("; ")] if held else [what]


def _held(outputs: Outputs) -> str:
    """Where the inputs are that do not vary; empty if there are none."""
    if len(outputs.held) <= 2:
        return ""
    row = outputs.probe.row
    return "; other inputs at their means" if row is None else f"; other inputs as in example {row + 1}"


def _legend(
    outputs: Outputs, axes: Axes, size: tuple[float, float], theme: Theme, naming: Naming, is_ringed: bool, drawn: int
) -> list[Drawn]:
    """What the points are, below a map, and how many rows are drawn."""
    y = axes.y + axes.height + 3.9 * axes.text
    entries = mark_entries(outputs.data, is_ringed, drawn) if outputs.has_key else []
    shapes, x = key_below(entries, axes, size[0], y, theme)
    if has_bar(outputs):
        return [*shapes, *colour_bar(axes, _tints(theme), _marks(outputs), _symbol(outputs, naming), theme)]
    if not outputs.has_key:
        return shapes
    if _legend_rows(outputs, size[0]) > 1:
        x, y = 6.0, y + _ROW * axes.text
    return [*shapes, *_tints_legend(outputs, axes, (x, size[0] - 8.0), y, theme, naming)]


def _symbol(outputs: Outputs, naming: Naming) -> tuple[Run, ...]:
    """What the tints of a map stand for."""
    neuron = outputs.probe.neuron
    return numbered("a", outputs.values.shape[-1], 1) if neuron is None else key_symbol(neuron, naming)


def _tints_ends(outputs: Outputs) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The numbers at both ends of the tints."""
    middle, half = _scale(outputs)
    return plain(number(middle - half, 3)), plain(number(middle + half, 3))


def _tints_length(outputs: Outputs, text: float) -> float:
    """How much room the tints take in the legend, whatever the neurons are called."""
    ends = sum(width(runs, text) for runs in _tints_ends(outputs))
    return _BANDS * _TINT + ends + width(symbol("a", above="1", below="1"), text) + 22.0


def _tints_legend(
    outputs: Outputs, axes: Axes, room: tuple[float, float], y: float, theme: Theme, naming: Naming
) -> Sequence[Drawn]:
    """What the tints of a map stand for, at the right end of its legend, between two places."""
    neuron = outputs.probe.neuron
    if outputs.is_classes and neuron is None:
        return []
    low, high = _tints_ends(outputs)
    name = (*_symbol(outputs, naming), *plain(" "))
    tints, text = _tints(theme), axes.small
    wide = len(tints) * _TINT
    whole = width(name, text) + width(low, text) + wide + width(high, text) + 14.0
    if room[0] + whole > room[1]:
        return [Omission("what the tints stand for", is_number=True)]
    x = max(axes.x + axes.width, room[0] + whole) - width(high, text)
    bar = x - 5.0 - wide
    start = bar - 5.0 - width(low, text)
    half = 0.38 * text
    shapes: list[Shape] = [Box(bar + i * _TINT, y - half, _TINT, 2 * half, tint, None) for i, tint in enumerate(tints)]
    shapes.append(Box(bar, y - half, wide, 2 * half, None, theme.faint, 0.6))
    places = ((start - 4.0, name, 1.0), (start, low, 0.0), (x, high, 0.0))
    return [*shapes, *(Label(at, y, words, text, theme.faint, across=across) for at, words, across in places)]
