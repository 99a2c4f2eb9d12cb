"""The legend below the linear net: a neuron, its weights' signs and widths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.figures.base.shapes import Disc, Label, Segments, Shape
from visprop.figures.base.style import LINE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.network.linear import sizes
from visprop.figures.network.measures import LEGEND, LINES

Words = tuple[Run, ...]


def legend_row(
    start: tuple[float, float], text: float, size: float, weights: Sequence[float], largest: str, theme: Theme
) -> list[Shape]:
    """What disc, hue, dash and width mean, as far as the net has it, in one row.

    Args:
        start: its left end and its middle.
        text: the size of the picture's text.
        size: that of notes.
        weights: of the net.
        largest: the magnitude that the widest edge stands for, as it is written.
        theme: the colours.
    """
    x, y = start
    radius = sizes.LEGEND_RADIUS * text
    fill = mix(theme.paper, theme.positive, sizes.LEGEND_TINT)
    shapes: list[Shape] = [Disc(x + radius, y, radius, fill, theme.ink, LINE)]
    icon = np.array([(0.0, y, LEGEND.icon, y)])
    entries: list[tuple[Words, Segments | None]] = [(plain("bias inside, tint: its activation"), None)]
    for word, hue, negative in (("weight above 0", theme.positive, False), ("weight below 0", theme.negative, True)):
        if any((value < 0.0) is negative for value in weights):
            entries.append((plain(word), Segments(icon, hue, LINES.edge, negative)))
    entries.append((plain(f"width: magnitude, 0 to {largest}"), Segments(icon, theme.faint, LINES.widest)))
    x += sizes.MARGIN * text
    for words, mark in entries:
        if mark is not None:
            shapes.append(Segments(mark.ends + np.array([x, 0.0, x, 0.0]), mark.colour, mark.width, mark.dashed))
            x += LEGEND.icon + LEGEND.after_icon
        shapes.append(Label(x, y, words, size, theme.faint, across=0.0))
        x += width(words, size) + sizes.LEGEND_GAP
    return shapes
