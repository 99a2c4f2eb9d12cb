"""The function about p, as the pictures show it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from visprop.benches.plane.state import Plane
from visprop.benches.values import Values
from visprop.figures.plots.bands import Field
from visprop.notation.calculus.real_function import RealFunction

_BESIDE = 1.15
"""The pictures reach so much further than p, at least."""


def reach_of(known: Plane, values: Values) -> float:
    """How far the pictures reach to each side of 0."""
    return max(float(values["span"]), _BESIDE * max(abs(known.p[0]), abs(known.p[1])))


@lru_cache(maxsize=16)
def field_of(function: RealFunction, reach: float, count: int) -> Field:
    """The function on a square grid about 0; what is infinite is no number in it."""
    along = np.linspace(-reach, reach, count)
    heights = function(along[None, :], along[:, None])
    return Field(along, along, np.where(np.isfinite(heights), heights, np.nan))
