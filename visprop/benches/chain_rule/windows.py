"""Which part of each box's curve is seen: about the point, and still while the point moves a little."""

from __future__ import annotations

import numpy as np

from visprop.benches.chain_rule.through import X_RANGE, Through
from visprop.benches.ranges import heights_about

_HALF = 5.0
"""Half of what is seen of an axis between the boxes, where the values are small."""
_POINTS = 401


def x_window(found: Through, i: int) -> tuple[float, float]:
    """What is seen of the axis of box i, from 0 for the innermost, or of all of them if i is their count."""
    if i in (0, found.count):
        return X_RANGE
    value = found.values[i]
    if not np.isfinite(value):
        return (-_HALF, _HALF)
    # Its middle goes in steps of half of what is seen, so that it stands still while the point moves a little.
    half = _HALF * 2.0 ** max(0.0, np.ceil(np.log2(max(1.0, abs(value) / (2.0 * _HALF)))))
    middle = half / 2 * round(value / (half / 2))
    return (middle - half, middle + half)


def y_window(found: Through, i: int) -> tuple[float, float]:
    """What is seen of what box i gives."""
    low, high = x_window(found, i)
    xs = np.linspace(low, high, _POINTS)
    with np.errstate(all="ignore"):
        ys = found.curve(i, xs)
    at = found.x if i == found.count else found.values[i]
    return heights_about(at, xs, ys)
