"""The picture of a network of one input: g, the data and f_N p; below them what each hidden neuron adds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import HIGHEST, Axes, axes_in, axes_shapes, least_range
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Clip, Colour, Disc, Figure, Label, Path, Points, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, key_symbol, numbered, plain, symbol, width
from visprop.figures.plots.captions import HEAD, column_name, head, neuron_title
from visprop.figures.plots.example_marks import (
    apart,
    hue_of,
    key_below,
    mark_entries,
    marks,
    radius_of,
    row_targets,
    some_rows,
    tried_mark,
)
from visprop.figures.plots.outputs import MOST_CURVES, Outputs
from visprop.notation.naming import Naming

_LEAST_HEIGHT = 300.0
"""On a lower page there is no room for the parts."""
_UPPER = 0.5
"""How much of the page's height the curve has, where the parts stand below it."""
_APART, _MOVED = 1.5, 0.5
"""How far names at the right end of lines are apart at least, in the size of their text, and which share of it one is moved."""
_NEXT = 1.6
"""How far the second column of such names is from the first, in the size of their text."""


def curve_axes(size: tuple[float, float], outputs: Outputs) -> Axes:
    """The frame of the curve."""
    shown = outputs.values[:, :MOST_CURVES]
    every = [shown.ravel(), outputs.target]
    if outputs.probe.neuron is None:
        every.append(outputs.data.raw[1][:, :MOST_CURVES].ravel())
    high = size[1] * _UPPER if _has_parts(outputs, size) else size[1]
    found = axes_in((size[0], high), _ends(outputs), _range(np.concatenate(every)), 4.8 * TEXT_SIZE)
    return _beside_parts(found, _own_parts_axes(size, outputs) if _has_parts(outputs, size) else found, outputs)


def _parts_axes(size: tuple[float, float], outputs: Outputs) -> Axes:
    """The frame of the parts; both frames have the same sides."""
    above = curve_axes(size, outputs)
    return replace(_own_parts_axes(size, outputs), x=above.x, width=above.width)


def _own_parts_axes(size: tuple[float, float], outputs: Outputs) -> Axes:
    return axes_in(size, _ends(outputs), _range(outputs.parts.ravel()), size[1] * _UPPER + 2.3 * TEXT_SIZE)


def _beside_parts(axes: Axes, parts: Axes, outputs: Outputs) -> Axes:
    """The frame with room for both diagrams' numbers at its left, and for the names of the parts at its right."""
    left, right = max(axes.x, parts.x), axes.x + axes.width - (3.2 * TEXT_SIZE if outputs.parts.size else 0.0)
    return replace(axes, x=left, width=max(30.0, right - left))


def _ends(outputs: Outputs) -> tuple[float, float]:
    return float(outputs.xs[0]), float(outputs.xs[-1])


def _range(values: Array) -> tuple[float, float]:
    values = values[np.abs(values) < HIGHEST]
    low, high = (float(np.min(values)), float(np.max(values))) if values.size else (0.0, 1.0)
    room = 0.08 * (high - low) or 0.5
    return least_range(low - room, high + room)


def _has_parts(outputs: Outputs, size: tuple[float, float]) -> bool:
    return outputs.parts.size > 0 and size[1] >= _LEAST_HEIGHT


def curve_figure(
    outputs: Outputs,
    size: tuple[float, float],
    theme: Theme,
    naming: Naming,
    verdict: str,
    present: int | None,
    tried: Array | None = None,
) -> Figure:
    """The curve over the one input; `output_figure` says of what."""
    axes, neuron, has_parts = curve_axes(size, outputs), outputs.probe.neuron, _has_parts(outputs, size)
    x_title = column_name(outputs.data.input_names, 0, "x", 1)
    y_title = column_name(outputs.data.target_names, 0, "a", outputs.values.shape[-1])
    shapes = axes_shapes(axes, () if has_parts else x_title, y_title if neuron is None else key_symbol(neuron, naming), theme)
    lines = _lines(outputs, axes, theme)
    points, targets, drawn = (list[Shape](), (), 0) if neuron is not None else _examples(outputs, axes, theme, present)
    if tried is not None:
        points += tried_mark(axes.to_page(tried[:1], np.interp(tried[:1], outputs.xs, outputs.values[:, 0])), theme)
    inside: list[Shape] = [Path((line,), hue, wide, dashed=dashed) for line, hue, wide, dashed in lines]
    # The rim, where the present example may be, does not cut its ring.
    rings = [one for one in points if isinstance(one, Disc) and one.fill is None and axes.holds(np.array([[one.x, one.y]])).all()]
    found: list[Drawn] = [*shapes, Clip(axes.rectangle, (*points, *inside)), *rings, *_names(outputs, axes, theme, lines)]
    title = verdict if neuron is None else neuron_title(neuron)
    found += head(title, _what(outputs, has_parts), axes, size, theme, 8.0)
    lowest = axes
    if has_parts:
        found += _parts(outputs, size, theme, naming, x_title)
        lowest = _parts_axes(size, outputs)
    elif outputs.parts.size:
        found.append(Omission("what each hidden neuron adds"))
    found += _key(outputs, lowest, theme, x_title, drawn, present is not None) if neuron is None and outputs.has_key else []
    every, lost = parted(found)
    return Figure(*size, theme.paper, every, targets, plot=axes.rectangle, head=HEAD * axes.text, omitted=lost)


def _key(outputs: Outputs, axes: Axes, theme: Theme, x_title: tuple[Run, ...], drawn: int, is_ringed: bool) -> list[Drawn]:
    """What the marks are, left of the name of the lowest axis; of several outputs each has its hue."""
    entries = [one for one in mark_entries(outputs.data, is_ringed, drawn) if one.kind is None]
    end = axes.x + axes.width - width(x_title, axes.text) - 6.0
    return key_below(entries, axes, end, axes.y + axes.height + 8.0 + 1.75 * axes.text, theme)[0]


Line = tuple[Points, Colour, float, bool]
"""Points, hue, width, and whether it is dashed."""
_F = (*symbol("f", below="N"), *plain(" "), Run("p", italic=True))
_G = (Run("g", italic=True),)


def _what(outputs: Outputs, has_parts: bool) -> list[tuple[Run, ...]]:
    """What the picture shows, the longest first."""
    if outputs.probe.neuron is not None:
        return [plain("its activation over the input, and below what each neuron of the last hidden layer adds to z")] * has_parts
    found = [plain("what the network computes")]
    if outputs.target.size:
        short = (*_F, *plain(", the target "), *_G, *plain(" (dashed) and the data"))
        found = [short, *found]
    if has_parts:
        below = plain("; below what each hidden neuron adds to it" if outputs.is_sum else "; below what each adds to its z")
        found = [(*found[0], *below), *found]
    return found


def _lines(outputs: Outputs, axes: Axes, theme: Theme) -> list[Line]:
    """The curves from the back to the front: g, the line between classes, and the outputs, the first one last."""
    found: list[Line] = []
    if outputs.level is not None:
        found.append((axes.to_page(outputs.xs[[0, -1]], np.full(2, outputs.level)), theme.faint, 1.0, True))
    if outputs.target.size and outputs.probe.neuron is None:
        found.append((axes.to_page(outputs.xs, outputs.target), theme.ink, 1.2, True))
    for k in reversed(range(min(MOST_CURVES, outputs.values.shape[1]))):
        hue = theme.forward if outputs.values.shape[1] == 1 else hue_of(k, theme)
        found.append((axes.to_page(outputs.xs, outputs.values[:, k]), hue, 2.2, False))
    return [(line[np.isfinite(line).all(axis=1)], hue, wide, dashed) for line, hue, wide, dashed in found]


def _names(outputs: Outputs, axes: Axes, theme: Theme, lines: list[Line]) -> list[Drawn]:
    """f_N p and g beside their curves, or the outputs where there are several, where there is room for them."""
    count = outputs.values.shape[1]
    if outputs.probe.neuron is not None:
        return []
    left, top, wide, high = axes.rectangle
    at = axes.to_page(outputs.data.raw[0][:, 0], outputs.data.raw[1][:, 0])
    dots = [(x - 6.0, y - 6.0, x + 6.0, y + 6.0) for x, y in at[np.isfinite(at).all(axis=1)][:_MOST_DOTS].tolist()]
    room = Room((left, top, left + wide, top + high - _OFF_AXIS), [resampled(line, CLOSE) for line, *_ in lines], dots)
    # The first output was drawn last.
    names = [_F] if count == 1 else [numbered("a", count, k + 1) for k in reversed(range(min(MOST_CURVES, count)))]
    if outputs.target.size:
        names = [_G, *names]
    shapes: list[Drawn] = []
    for runs, (line, hue, _, _) in zip(names, lines[len(lines) - len(names) :], strict=True):
        label = Label(0.0, 0.0, runs, axes.text, hue, behind=theme.paper)
        shares = (0.9, 0.75, 0.6, 0.45, 0.3, 0.15) if len(line) else ()
        ends = (line[int(share * (len(line) - 1))] for share in shares)
        places = (one for x, y in ends for one in around(float(x), float(y), 10.0, label))
        shapes += room.put_or_tell(places, "names of curves")
    return shapes


_OFF_AXIS = 3.0
"""How far names keep off the axis, in points."""
_MOST_DOTS = 300
"""Names keep clear of so many examples."""


def _examples(outputs: Outputs, axes: Axes, theme: Theme, present: int | None) -> tuple[list[Shape], tuple[Targets, ...], int]:
    """The examples at each output, in its hue; where they can be pointed at; and how many rows are drawn."""
    data = outputs.data
    x, y = data.raw
    radius, drawn = radius_of(len(data), axes.width), np.empty(0, np.intp)
    shapes: list[Shape] = []
    targets: list[Targets] = []
    every = some_rows(len(data))
    for k in range(min(MOST_CURVES, y.shape[1])):
        at = axes.to_page(x[:, 0], y[:, k])
        rows = apart(at, radius, present)
        is_test = np.isin(rows, data.test_rows)
        hue = theme.ink if y.shape[1] == 1 else hue_of(k, theme)
        shapes += marks(at[rows[~is_test]], radius, hue, theme, 0, is_open=False)
        shapes += marks(at[rows[is_test]], radius, hue, theme, 0, is_open=True)
        if present is not None:
            px, py = (float(value) for value in at[present])
            shapes.append(Disc(px, py, radius + 4.0, None, theme.ink, 1.6))
        targets.append(row_targets(every, at[every], radius))
        drawn = np.union1d(drawn, rows)
    return shapes, tuple(targets), len(drawn)


# The parts


def _parts(outputs: Outputs, size: tuple[float, float], theme: Theme, naming: Naming, x_title: tuple[Run, ...]) -> list[Drawn]:
    """What each neuron of the last hidden layer adds, and the bias; their sum is z."""
    axes, layer = _parts_axes(size, outputs), len(naming.sizes) - 2
    shapes = axes_shapes(axes, x_title, (), theme)
    keys = [*(Key.unit(layer, k + 1) for k in range(len(outputs.weights))), Key.bias(layer + 1, 1)]
    names: list[tuple[Label, float]] = []
    lines: list[Shape] = []
    for k, key in enumerate(keys):
        hue, wide, dashed = _look(outputs, k, keys, theme)
        line = axes.to_page(outputs.xs, outputs.parts[:, k])
        line = line[np.isfinite(line).all(axis=1)]
        lines.append(Path((line,), hue, wide, dashed=dashed))
        if len(line):
            label = Label(0.0, 0.0, key_symbol(key, naming), axes.small, hue, across=0.0, key=key)
            names.append((label, float(line[-1, 1])))
    whole = _F if outputs.is_sum else numbered("z", 1, 1)
    wordings = ((*_ADD_UP, *whole), (*plain("below what each adds to "), *whole), whole)
    words = next(runs for runs in wordings if width(runs, axes.small) < size[0] - 16.0)
    heading = Label(8.0, axes.y - 1.1 * axes.text, words, axes.small, theme.faint, across=0.0, down=1.0)
    return [*shapes, Clip(axes.rectangle, tuple(lines)), heading, *_at_the_end(names, axes)]


_ADD_UP = (
    *plain("each hidden neuron's "), *symbol("w"), *plain(" "), *symbol("a"), *plain(", and "), *symbol("b"),
    *plain(": they add up to "),
)  # fmt: skip


def _look(outputs: Outputs, k: int, keys: list[Key], theme: Theme) -> tuple[Colour, float, bool]:
    """Hue, width and dash of a part: the sign of its weight, and whether its neuron is selected; the bias is faint."""
    # The bias is added as it is.
    is_bias = k == len(outputs.weights)
    rises = is_bias or bool(outputs.weights[k] >= 0.0)
    hue = theme.faint if is_bias else theme.positive if rises else theme.negative
    chosen = outputs.probe.neuron
    if chosen not in keys:
        return hue, 1.4, not rises
    return (hue, 2.4, not rises) if keys[k] == chosen else (mix(hue, theme.paper, 0.6), 1.4, not rises)


def _at_the_end(names: list[tuple[Label, float]], axes: Axes) -> list[Drawn]:
    """Names right of where their lines end, moved a little at most where they would meet.

    One that has no room stands in a second column, and one that has none there either is left out, and told.
    """
    apart, found, free = _APART * axes.small, list[Drawn](), [-np.inf, -np.inf]
    for label, y in sorted(names, key=lambda one: one[1]):
        places = [max(y, end) for end in free]
        column = int(np.argmin(places))
        if axes.y <= y <= axes.y + axes.height and places[column] - y <= _MOVED * apart:
            x = axes.x + axes.width + 5.0 + _NEXT * column * axes.small
            found.append(replace(label, x=x, y=places[column]))
            free[column] = places[column] + apart
        else:
            found.append(Omission("names of curves"))
    return found
