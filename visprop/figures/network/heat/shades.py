"""Weights, activations and δ as pixels."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shading import Pixels, shaded
from visprop.figures.base.shapes import Raster, Shape
from visprop.figures.base.style import Theme
from visprop.figures.network.heat.blocks import Rectangle
from visprop.figures.network.measures import PIXELS


def strongest_of(values: Array, rows: int, columns: int) -> Array:
    """A table of at most so many rows and columns: of values that share a cell the one that is largest in magnitude."""
    return _fewer(_fewer(values, rows).T, columns).T


def _fewer(values: Array, most: int) -> Array:
    """The same with at most so many rows: the strongest of neighbours, taken from row after row of each."""
    count = len(values)
    if count <= most:
        return values
    starts = np.arange(most + 1) * count // most
    low = high = values[starts[:-1]]
    for further in range(1, int(np.diff(starts).max())):
        more = values[np.minimum(starts[:-1] + further, starts[1:] - 1)]
        low, high = np.minimum(low, more), np.maximum(high, more)
    found: Array = np.where(-low > high, low, high)
    return found


def shared(count: int, points: float) -> int:
    """Of how many rows or columns one pixel tells: there is at most one to a point of the page."""
    return max(1, -(-count // max(1, int(points))))


def table(values: Array, box: Rectangle, scale: float, theme: Theme) -> Shape:
    """Numbers in a rectangle, each a cell, or many to a cell where there is no room for more."""
    x, y, wide, high = box
    found = strongest_of(values, max(1, int(high)), max(1, int(wide)))
    return Raster(x, y, wide, high, shaded(found, scale, theme), is_smooth=False)


def strip(values: Array, box: Rectangle, scale: float, theme: Theme) -> Shape:
    """Numbers in a row or a column, whichever the rectangle is."""
    line = values[None, :] if box[2] > box[3] else values[:, None]
    return table(line, box, scale, theme)


def image(x: Array, box: Rectangle, theme: Theme) -> Shape:
    """Inputs as an image in ink: the largest the darkest."""
    low, high = float(np.min(x, initial=0.0)), float(np.max(x, initial=0.0))
    pale, dark = PIXELS.shade
    shares = pale + (dark - pale) * (np.nan_to_num(x) - low) / ((high - low) or 1.0)
    colours = np.rint(np.array(theme.paper) + shares[..., None] * np.subtract(theme.ink, theme.paper))
    pixels = (colours.astype(np.uint32) * np.array([1 << 16, 1 << 8, 1], np.uint32)).sum(axis=-1, dtype=np.uint32)
    return Raster(*box, pixels + np.uint32(0xFF000000), is_smooth=False)


def largest(values: Array | None) -> float:
    """The largest magnitude that is finite; 1 where there is none."""
    if values is None:
        return 1.0
    low, high = float(np.min(values)), float(np.max(values))
    if not (np.isfinite(low) and np.isfinite(high)):
        finite = values[np.isfinite(values)]
        low, high = float(np.min(finite, initial=0.0)), float(np.max(finite, initial=0.0))
    return max(-low, high) or 1.0


def tiles(weights: Array, side: int, scale: float, theme: Theme) -> list[Pixels]:
    """The weights of each neuron at the places of an image."""
    return list(shaded(weights, scale, theme).reshape(-1, side, side))
