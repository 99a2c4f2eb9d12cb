"""At which heights a map has its contours: round numbers, near to each other where most of the map lies."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import LEAST_SPAN, ticks
from visprop.figures.scale import Ends

LEVELS = 11
"""About how many levels are drawn."""
_MANY = 100.0
"""Where the highest is so many times the lowest, levels have even ratios."""
_MANTISSAS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0), (1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)
"""Of the round numbers of a power of ten those that are levels: as many as there is room for."""
_POWERS = (2.0, 3.0, 4.0, 6.0)
"""Levels that lie even in a root of the height above the lowest: in which root."""
_TOLD = 2
"""So many levels show the shape of the middle half."""


def levels_of(heights: Array) -> Array:
    """The levels of a map that has such heights; none where they differ by rounding alone."""
    finite = heights[np.isfinite(heights)]
    return levels_between((float(np.min(finite)), float(np.max(finite))), middle_of(finite)) if finite.size else np.array([])


def middle_of(heights: Array) -> Ends:
    """From which height to which the middle half of a map's area lies."""
    low, high = np.quantile(heights, (0.25, 0.75), method="nearest")
    return float(low), float(high)


def levels_between(ends: Ends, middle: Ends) -> Array:
    """Levels between the lowest and the highest.

    Even steps, or even ratios where the highest is many times the lowest; where hardly one of those lies in the middle half
    of the map, even steps of a root of the height above the lowest, so that they lie nearer to each other below.
    """
    low, high = ends
    if high - low < LEAST_SPAN * max(abs(low), abs(high)):
        # What differs in it is rounding.
        return np.array([])
    usual = _in_ratios(low, high) if low > 0.0 and high / low > _MANY else _within(np.array(ticks(low, high, LEVELS)), ends)
    every = [usual, *(_in_roots(low, high, power) for power in _POWERS)]
    counts = [min(_TOLD, _inside(found, middle)) for found in every]
    return every[counts.index(max(counts))]


def _inside(levels: Array, middle: Ends) -> int:
    """How many levels lie between two heights."""
    return len(_within(levels, middle))


def _within(levels: Array, ends: Ends) -> Array:
    found: Array = np.unique(levels[(levels > ends[0]) & (levels < ends[1])])
    return found


def _in_ratios(low: float, high: float) -> Array:
    """Round numbers about evenly apart in their logarithms."""
    powers = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1.0)
    powers = powers[:: max(1, -(-len(powers) // LEVELS))]
    every = [_within(np.outer(10.0**powers, some).ravel(), (low, high)) for some in _MANTISSAS]
    return next((found for found in every if len(found) <= LEVELS + 1), every[-1])


def _in_roots(low: float, high: float, power: float) -> Array:
    """Even steps of a root of what is above the lowest, each level rounded as far as the next one allows."""
    with np.errstate(over="ignore", invalid="ignore"):
        exact = low + (high - low) * np.linspace(0.0, 1.0, LEVELS + 1) ** power
    rounded = [_rounded(value, value - before) for before, value in pairwise(exact.tolist()) if np.isfinite(value)]
    return _within(np.array(rounded), (low, high))


def _rounded(value: float, gap: float) -> float:
    """The nearest multiple of the greatest round number that is no more than a gap."""
    base = 10.0 ** np.floor(np.log10(gap)) if gap > 0.0 else 0.0
    step = max((factor * base for factor in (1.0, 2.0, 5.0) if factor * base <= gap), default=0.0)
    return float(f"{round(value / step) * step:.12g}") if step else value
