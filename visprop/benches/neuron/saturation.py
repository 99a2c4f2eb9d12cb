"""Where a curve is nearly flat: from one z to another, as far as an axis goes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array

FLAT = 0.01
"""A neuron is saturated where |σ′| is below this."""
_FINE = 4001
_HALVINGS = 60


def flat_zones(slopes: Callable[[Array], Array], low: float, high: float) -> list[tuple[float, float]]:
    """The parts of a range in which a slope is smaller than `FLAT`, from left to right, their ends to 12 digits of it."""

    def is_flat(z: Array) -> NDArray[np.bool_]:
        return np.asarray(np.abs(slopes(z)) < FLAT)

    # Kinks and steps stand at 0, where the grid has a point.
    z = np.linspace(low, high, _FINE)
    flat = is_flat(z)
    ends = [int(i) for i in np.flatnonzero(np.diff(flat.astype(np.int8)))]
    digits = 12 - int(np.ceil(np.log10(high - low)))
    borders = [round(_border(is_flat, float(z[i]), float(z[i + 1])), digits) + 0.0 for i in ends]
    bounds = [*([low] if flat[0] else []), *borders, *([high] if flat[-1] else [])]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _border(is_flat: Callable[[Array], NDArray[np.bool_]], left: float, right: float) -> float:
    """Where flatness begins or ends between two places."""
    first = bool(is_flat(np.array([left]))[0])
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        if bool(is_flat(np.array([middle]))[0]) == first:
            left = middle
        else:
            right = middle
    return (left + right) / 2
