"""Inputs that are one picture, unrolled into a strip, and the weights of a neuron as a picture."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Box, Colour, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import FULL_FILL, Theme, mix
from visprop.figures.base.text import plain
from visprop.figures.network.forms.node import tint
from visprop.figures.network.layout.places import Layout, picture_box
from visprop.figures.network.measures import CLEAR, LINES, PIXELS
from visprop.figures.network.units.passes import eased
from visprop.notation.expression.numbers import number

LEAST_SIDE = 8
"""Inputs without names are shown as one picture if they fill a square of at least so many a side."""


def picture_of(count: int, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Rows and columns of the picture that so many inputs make; None where they make none, or have names of their own."""
    side = round(count**0.5)
    stem = names[0].removesuffix("1") if names else ""
    are_numbered = names == tuple(f"{stem}{i}" for i in range(1, count + 1)) if names else True
    return (side, side) if side * side == count and side >= LEAST_SIDE and are_numbered else None


def inputs_as_picture(x: Array, layout: Layout, theme: Theme) -> list[Shape]:
    """The picture, the ways of its rows to the strip, and the strip."""
    assert layout.picture is not None
    rows, columns = layout.picture
    left, top, wide, high = picture_box(layout)
    low, most = min(0.0, float(np.min(x))), float(np.max(x))
    pale, dark = PIXELS.shade
    shades = [mix(theme.paper, theme.ink, pale + (dark - pale) * (float(v) - low) / ((most - low) or 1.0)) for v in x]
    shapes: list[Shape] = []
    cell_wide, cell_high = layout.nodes[0]
    strip = layout.units[0] - (cell_wide / 2, cell_high / 2)
    for row in range(rows):
        first, last = strip[row * columns], strip[(row + 1) * columns - 1]
        shapes.append(_way((left + wide, top + high * row / rows, top + high * (row + 1) / rows), first, last, cell_high, theme))
    shapes += cells(shades, (left, top, wide, high), (rows, columns))
    shapes.append(Box(left, top, wide, high, None, theme.faint, LINES.frame))
    for place, shade in zip(strip, shades, strict=True):
        shapes.append(Box(float(place[0]), float(place[1]), cell_wide, cell_high + CLEAR.seam, shade, None))
    for row in range(rows):
        first, last = strip[row * columns], strip[(row + 1) * columns - 1]
        shapes.append(
            Box(
                float(first[0]), float(first[1]), cell_wide, float(last[1] - first[1]) + cell_high, None, theme.faint, LINES.strip
            )
        )
    return shapes


def _way(end: tuple[float, float, float], first: Points, last: Points, cell: float, theme: Theme) -> Shape:
    """A band from a row of the picture to its part of the strip."""
    x1, x2 = end[0] + 3, float(first[0]) - 4
    t = np.linspace(0.0, 1.0, 17)
    ease = eased(t)
    xs = x1 + t * (x2 - x1)
    upper = end[1] + PIXELS.way + ease * (float(first[1]) - end[1] - PIXELS.way)
    lower = end[2] - PIXELS.way + ease * (float(last[1]) + cell - end[2] + PIXELS.way)
    outline = np.vstack((np.column_stack((xs, upper)), np.column_stack((xs, lower))[::-1]))
    return Path((outline,), None, 0.0, theme.wash, closed=True)


def cells(fills: list[Colour], box: tuple[float, float, float, float], shape: tuple[int, int]) -> list[Shape]:
    """The pixels of a picture of so many rows and columns, in a box x, y, width, height."""
    left, top, wide, high = box
    rows, columns = shape
    w, h = wide / columns, high / rows
    more = CLEAR.cells
    return [
        Box(left + w * (i % columns), top + h * (i // columns), w + more, h + more, fill, None) for i, fill in enumerate(fills)
    ]


def weights_as_picture(weights: Array, index: int, layout: Layout, theme: Theme) -> list[Shape]:
    """The weights of a neuron of the first layer, each at its pixel's place; those below 0 bear a minus."""
    assert layout.picture is not None
    rows, columns = layout.picture
    left, top, wide, high = picture_box(layout)
    size = PIXELS.weights * wide
    x, y = left + (wide - size) / 2, top + high + PIXELS.weights_down * layout.text
    tall = size * rows / columns
    if y + tall + PIXELS.scale_room * layout.text > layout.legend_top - 4:
        return []
    largest = float(np.abs(weights).max()) or 1.0
    fills = [tint(float(value), largest, theme, FULL_FILL) for value in weights]
    middle = x + size / 2
    shapes: list[Shape] = [
        Label(middle, y - PIXELS.title[0] * layout.text, plain(f"neuron {index} of layer 1, ringed:"), layout.small, theme.ink),
        Label(middle, y - PIXELS.title[1] * layout.text, plain(f"its {len(weights):,} weights"), layout.small, theme.faint),
        *cells(fills, (x, y, size, tall), (rows, columns)),
    ]
    w, h = size / columns, tall / rows
    start, end = PIXELS.minus
    below = [
        (x + w * (i % columns + start), y + h * (i // columns + 0.5), x + w * (i % columns + end), y + h * (i // columns + 0.5))
        for i, value in enumerate(weights)
        if value < 0.0
    ]
    if below and w > PIXELS.signed:
        shapes.append(Segments(np.array(below), theme.paper, max(PIXELS.minus_line[0], PIXELS.minus_line[1] * w)))
    shapes.append(Box(x, y, size, tall, None, theme.faint, LINES.frame))
    at = y + tall + PIXELS.scale * layout.text
    return [*shapes, *ramp(x, at, size, largest, theme, layout.small)]


def ramp(x: float, y: float, wide: float, largest: float, theme: Theme, size: float, steps: int = 24) -> list[Shape]:
    """A scale of fills from the strongest negative to the strongest positive, with its ends named."""
    fills = [tint(-largest + 2 * largest * i / (steps - 1), largest, theme, FULL_FILL) for i in range(steps)]
    w = wide / steps
    half = PIXELS.scale_half
    shapes: list[Shape] = [Box(x + i * w, y - half, w + CLEAR.seam, 2 * half, fill, None) for i, fill in enumerate(fills)]
    shapes.append(Label(x - 5, y, plain(number(-largest, 2)), size, theme.faint, across=1.0))
    return [*shapes, Label(x + wide + 5, y, plain(number(largest, 2)), size, theme.faint, across=0.0)]
