"""Numbers as pixels: from the hue of what is below 0 over paper to that of what is above."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from visprop.figures.base.style import FULL_FILL, Theme, mix

Pixels = NDArray[np.uint32]
"""Colours as 0xffRRGGBB."""

STEPS = 127
"""So many shades has each sign."""
_UNKNOWN = 2 * STEPS + 1


@lru_cache(maxsize=8)
def _table(theme: Theme) -> Pixels:
    """The shades from the strongest negative one to the strongest positive one, and behind them that of no number."""
    shares = [FULL_FILL * i / STEPS for i in range(STEPS + 1)]
    below = [mix(theme.paper, theme.negative, share) for share in shares[:0:-1]]
    above = [mix(theme.paper, theme.positive, share) for share in shares]
    every = np.array([*below, *above, theme.paper], np.uint32)
    weights = np.array([1 << 16, 1 << 8, 1], np.uint32)
    found: Pixels = (every * weights).sum(axis=1, dtype=np.uint32) + np.uint32(0xFF000000)
    return found


def shaded(values: NDArray[np.floating], scale: float, theme: Theme) -> Pixels:
    """The shades of numbers, of their shape.

    Args:
        values: the numbers; what is not finite is shown as the strongest of its sign, and what is none as paper.
        scale: the magnitude that the strongest shade stands for; none is larger, where all are finite.
        theme: the colours.
    """
    table = _table(theme)
    low, high = float(np.min(values)), float(np.max(values))
    places = values * values.dtype.type(STEPS / scale)
    places += values.dtype.type(STEPS + 0.5)
    if not (np.isfinite(low) and np.isfinite(high) and max(-low, high) <= scale):
        np.clip(places, 0.0, 2 * STEPS + 0.5, out=places)
        places[np.isnan(places)] = _UNKNOWN
    return table.take(places.astype(np.uint8), mode="clip")
