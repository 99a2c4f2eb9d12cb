"""Which part of each box's curve is seen: about the point, and still while the point moves a little."""

from __future__ import annotations

import numpy as np

from visprop.benches.chain_rule.through import X_RANGE, Through

_HALF = 5.0
"""Half of what is seen of an axis between the boxes, where the values are small."""
_POINTS = 401
_MOST = 6.0
"""A curve is seen at most so many times as high as its part about the point."""
_AIR = 0.08


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
    at, value = (found.x, found.values[-1]) if i == found.count else (found.values[i], found.values[i + 1])
    near = ys[np.abs(xs - at) <= (high - low) / 6] if np.isfinite(value) else ys
    near, ys = near[np.isfinite(near)], ys[np.isfinite(ys)]
    if not len(ys):
        return (-1.0, 1.0)
    near = near if len(near) else ys
    bottom, top = float(near.min()), float(near.max())
    room = (_MOST - 1.0) / 2 * max(top - bottom, 1e-9 * max(1.0, abs(top)))
    bottom, top = max(float(ys.min()), bottom - room), min(float(ys.max()), top + room)
    air = _AIR * max(top - bottom, 1e-3 * max(1.0, abs(top)))
    return (bottom - air, top + air)
