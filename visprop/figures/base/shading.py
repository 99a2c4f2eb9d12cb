"""Numbers as pixels: from the hue of what is below 0 over paper to that of what is above."""

from __future__ import annotations

from functools import lru_cache
from sys import getrefcount

import numpy as np
from numpy.typing import NDArray

from visprop.figures.base.style import FULL_FILL, Theme, signed

Pixels = NDArray[np.uint32]
"""Colours as 0xffRRGGBB."""

STEPS = 127
"""So many shades has each sign."""
_UNKNOWN = 2 * STEPS + 1
_LARGE = 2.0**100
"""By a power of two numbers are multiplied without rounding."""
_UNSHOWN = 2
"""How often pixels are referred to that no figure shows."""


@lru_cache(maxsize=8)
def _table(theme: Theme) -> Pixels:
    """The shades from the strongest negative one to the strongest positive one, and behind them that of no number."""
    shades = [signed(theme, i / STEPS, FULL_FILL) for i in range(-STEPS, STEPS + 1)]
    every = np.array([*shades, theme.paper], np.uint32)
    weights = np.array([1 << 16, 1 << 8, 1], np.uint32)
    found: Pixels = (every * weights).sum(axis=1, dtype=np.uint32) + np.uint32(0xFF000000)
    return found


@lru_cache(maxsize=4)
def _pairs(theme: Theme) -> NDArray[np.uint64]:
    """The shades of two neighbours at once, which are found in half the time."""
    every = np.arange(1 << 16, dtype=np.uint16).view(np.uint8)
    found: NDArray[np.uint64] = _table(theme).take(every, mode="clip").view(np.uint64)
    return found


Ends = tuple[float, float]
"""The least and the largest of some numbers; NaN where one of them is none."""


def ends_of(values: NDArray[np.floating]) -> Ends:
    """The ends of some numbers."""
    return float(np.min(values)), float(np.max(values))


def shaded(values: NDArray[np.floating], scale: float, theme: Theme) -> Pixels:
    """The shades of numbers, of their shape.

    Args:
        values: the numbers; what is not finite is shown as the strongest of its sign, and what is none as paper.
        scale: the magnitude that the strongest shade stands for.
        theme: the colours.
    """
    found = np.empty(values.shape, np.uint32)
    Shader(values.shape, values.dtype).shade(values, scale, theme, ends_of(values), found)
    return found


class Shader:
    """Shades numbers of one shape and precision, again and again: what lies between is made once."""

    def __init__(self, shape: tuple[int, ...], kind: np.dtype[np.floating]) -> None:
        self._places: NDArray[np.floating] = np.empty(shape, kind)
        self._indices = np.empty(shape, np.uint8)

    def shade(self, values: NDArray[np.floating], scale: float, theme: Theme, ends: Ends, out: Pixels) -> None:
        """The same as `shaded`, into pixels of the same shape, of numbers whose ends are known."""
        places, kind = self._places, self._places.dtype.type
        times = STEPS / scale
        if times > float(np.finfo(kind).max):
            # Single precision has numbers whose inverse it has not.
            values, times = values * kind(_LARGE), times / _LARGE
        np.multiply(values, kind(times), out=places)
        places += kind(STEPS + 0.5)
        if not (-scale <= ends[0] and ends[1] <= scale):
            np.clip(places, 0.0, 2 * STEPS + 0.5, out=places)
            places[np.isnan(places)] = _UNKNOWN
        np.copyto(self._indices, places, casting="unsafe")
        if self._indices.size % 2:
            _table(theme).take(self._indices, mode="clip", out=out)
        else:
            pairs = self._indices.reshape(-1).view(np.uint16)
            _pairs(theme).take(pairs, mode="clip", out=out.reshape(-1).view(np.uint64))


class Canvases:
    """Pixels of one shape for one figure after the other: those that no figure shows any more are taken again.

    New memory would be asked of the system for each, which takes longer than all that is computed.

    Args:
        shape: of the pixels.
        most: of how many figures they are kept.
    """

    def __init__(self, shape: tuple[int, ...], most: int = 3) -> None:
        self._shape, self._most = shape, most
        self._kept: list[Pixels] = []

    def take(self) -> Pixels:
        """Pixels that nothing else has, of any colours."""
        for i in range(len(self._kept)):
            # The list and the call have it; whatever shows a part of it has it as well.
            if getrefcount(self._kept[i]) <= _UNSHOWN:
                return self._kept[i]
        found: Pixels = np.empty(self._shape, np.uint32)
        self._kept = [*self._kept, found][-self._most :]
        return found
