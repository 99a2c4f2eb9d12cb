"""Rows of data that are pictures, drawn as such: one image, and many of them in a grid."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Box, Shape
from visprop.figures.base.style import FULL_FILL, Theme, mix
from visprop.figures.network.forms.node import tint
from visprop.figures.network.units.pixels import cells

_IMAGE, _GAP, _BELOW = 4.6, 1.2, 2.9
"""How large an image is, how far they are apart, and the room below each for two lines: in the size of the text."""


def image(
    values: Array, place: tuple[float, float, float], picture: tuple[int, int], theme: Theme, is_present: bool
) -> list[Shape]:
    """A row as a picture of so many rows and columns of pixels, x, y and side of which are its place; dark is much."""
    low, high = min(0.0, float(np.min(values))), float(np.max(values))
    fills = [mix(theme.paper, theme.ink, (value - low) / ((high - low) or 1.0)) for value in values.tolist()]
    rim = (theme.ink, 2.2) if is_present else (theme.faint, 0.8)
    return [*cells(fills, (*place, place[2]), picture), Box(*place, place[2], None, *rim)]


def signed_image(values: Array, place: tuple[float, float, float], picture: tuple[int, int], theme: Theme) -> list[Shape]:
    """Weights as a picture: blue above 0 and orange below, the strongest full."""
    largest = float(np.abs(values).max()) or 1.0
    fills = [tint(value, largest, theme, FULL_FILL) for value in values.tolist()]
    return [*cells(fills, (*place, place[2]), picture), Box(*place, place[2], None, theme.faint, 0.8)]


def image_places(area: tuple[float, float, float, float], text: float, small: float) -> tuple[Array, float, float]:
    """Where images stand in a part of the page, of shape (n, 2), how large each is, and the room of the words below it.

    Args:
        area: x, y, width and height.
        text, small: sizes of text.
    """
    left, top, wide, high = area
    side, gap = min(_IMAGE * text, wide), _GAP * text
    columns = max(1, int((wide + gap) // (side + gap)))
    pitch, line = (wide + gap) / columns, side + _BELOW * small + 0.6 * text
    lines = max(1, int(high // line))
    xs, ys = np.meshgrid(left + np.arange(columns) * pitch, top + np.arange(lines) * line)
    return np.column_stack((xs.ravel(), ys.ravel())), side, pitch - 4.0
