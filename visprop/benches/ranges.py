"""Which heights of a curve are seen."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array

_MOST = 6.0
"""A curve is seen at most so many times as high as its part about the point."""
_NEAR = 1 / 6
"""How much of what is seen is about the point, to either side."""
_AIR = 0.08


def heights_about(at: float, xs: Array, ys: Array) -> tuple[float, float]:
    """From where to where a curve is seen: all of it, unless its part about a point would be flat then.

    Args:
        at: the point; nan for none.
        xs: from the left end to the right.
        ys: of the same shape; nan where there is nothing.
    """
    near = ys[np.abs(xs - at) <= (xs[-1] - xs[0]) * _NEAR] if np.isfinite(at) else ys
    near, ys = near[np.isfinite(near)], ys[np.isfinite(ys)]
    if not len(ys):
        return (-1.0, 1.0)
    near = near if len(near) else ys
    bottom, top = float(np.min(near)), float(np.max(near))
    room = (_MOST - 1.0) / 2 * max(top - bottom, 1e-9 * max(1.0, abs(top)))
    bottom, top = max(float(np.min(ys)), bottom - room), min(float(np.max(ys)), top + room)
    air = _AIR * max(top - bottom, 1e-3 * max(1.0, abs(top)))
    return (bottom - air, top + air)
