"""The picture of a neuron: a map over two inputs, a curve over one, or its weights at the places of an image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shading import Pixels
from visprop.figures.base.shapes import Disc, Path, Raster, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.network.measures_of_maps import PORTRAIT


@dataclass(frozen=True, eq=False)
class Portrait:
    """What the picture of a neuron shows.

    Attributes:
        pixels: of a map, or of weights, from the upper left; None for a curve.
        curve: of a curve its heights, from −1 or 0 to 1; None for pixels.
        low: the height at its lower edge, −1 or 0.
        at: where the present input lies, in shares of the width and of the height from above; None for nowhere.
        is_smooth: whether pixels go over into each other.
    """

    pixels: Pixels | None
    curve: Array | None = None
    low: float = -1.0
    at: tuple[float, float] | None = None
    is_smooth: bool = True


def portrait_shapes(found: Portrait, box: tuple[float, float, float, float], theme: Theme) -> list[Shape]:
    """A picture in a box x, y, width, height."""
    x, y, wide, high = box
    shapes: list[Shape] = []
    if found.pixels is not None:
        shapes.append(Raster(x, y, wide, high, found.pixels, found.is_smooth))
    if found.curve is not None:
        shapes += _curve(found.curve, found.low, box, theme)
    if found.at is not None and min(wide, high) >= PORTRAIT.ringed:
        radius = min(PORTRAIT.ring[0], PORTRAIT.ring[1] * min(wide, high))
        place = x + wide * found.at[0], y + high * found.at[1]
        if found.curve is not None:
            room = PORTRAIT.room * high
            place = place[0], y + room + (high - 2 * room) * found.at[1]
        # At the edge of the picture it is whole, too.
        place = _within(place[0], x, wide, radius), _within(place[1], y, high, radius)
        line = PORTRAIT.ring_line
        shapes.append(Disc(*place, radius, None, theme.paper, line + PORTRAIT.halo))
        shapes.append(Disc(*place, radius, None, theme.ink, line))
    return shapes


def _within(place: float, start: float, long: float, radius: float) -> float:
    return min(max(place, start + radius + 1.0), start + long - radius - 1.0)


def _curve(heights: Array, low: float, box: tuple[float, float, float, float], theme: Theme) -> list[Shape]:
    """A curve, with the line of 0."""
    x, y, wide, high = box
    room = PORTRAIT.room * high
    scale = (high - 2 * room) / (1.0 - low)
    xs = x + wide * np.linspace(0.0, 1.0, len(heights))
    ys = y + high - room - scale * (heights - low)
    zero = y + high - room + scale * low
    known = np.isfinite(ys)
    breaks = np.flatnonzero(np.diff(known)) + 1
    runs = np.split(np.column_stack((xs, ys)), breaks), np.split(known, breaks)
    lines = tuple(part for part, keep in zip(*runs, strict=True) if keep[0] and len(part) > 1)
    shapes: list[Shape] = [Segments(np.array([(x, zero, x + wide, zero)]), theme.rule, PORTRAIT.zero)]
    return [*shapes, Path(lines, theme.forward, PORTRAIT.curve)] if lines else shapes
