"""A bar beside a map that says what its shades stand for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import SMALL_TEXT, Axes, scale_ticks, told_apart
from visprop.figures.base.shapes import Box, Colour, Label, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain, width

Mark = tuple[float, str]
"""A share of the bar's height from below, and the number that stands there."""
_AWAY, _WIDE, _GAP = 12.0, 11.0, 7.0
"""How far the bar is from its map, how wide it is, and how far from it its numbers stand, in points."""


def level_marks(levels: Array) -> list[Mark]:
    """The numbers of levels between bands of one height."""
    texts = told_apart(levels.tolist(), 3)
    return [((i + 1) / (len(texts) + 1), text) for i, text in enumerate(texts)]


def even_marks(low: float, high: float) -> list[Mark]:
    """Round numbers of an even scale."""
    found = scale_ticks(low, high, 5)
    return [((value - low) / (high - low), text) for value, text in zip(found, told_apart(found, 3), strict=True)]


def bar_room(marks: Sequence[Mark]) -> float:
    """How much room a bar with its numbers takes right of a map."""
    return _AWAY + _WIDE + _GAP + max((width(plain(text), SMALL_TEXT) for _, text in marks), default=0.0) + 8.0


def colour_bar(axes: Axes, tints: Sequence[Colour], marks: Sequence[Mark], title: tuple[Run, ...], theme: Theme) -> list[Shape]:
    """The shades from the lowest to the highest at the right of a diagram, with as many numbers as do not touch."""
    x, high = axes.x + axes.width + _AWAY, axes.height / max(1, len(tints))
    bottom = axes.y + axes.height
    shapes: list[Shape] = [Box(x, bottom - (i + 1) * high, _WIDE, high, tint, None) for i, tint in enumerate(tints)]
    shapes.append(Box(x, axes.y, _WIDE, axes.height, None, theme.faint, 0.6))
    every = max(1, int(np.ceil(1.3 * axes.small * len(marks) / axes.height)))
    for share, text in marks[(len(marks) - 1) % every // 2 :: every]:
        y = bottom - share * axes.height
        shapes.append(Segments(np.array([(x + _WIDE, y, x + _WIDE + 3.0, y)]), theme.faint, 0.8))
        shapes.append(Label(x + _WIDE + _GAP, y, plain(text), axes.small, theme.faint, across=0.0))
    return [*shapes, Label(x, bottom + 8.0, title, axes.text, theme.ink, across=0.0, down=0.0)]
