"""Where an arrow in a diagram ends, and whether two of them look the same."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Points

_ALONG = 0.9998
"""The cosine of an angle too small to be seen."""


def is_along(one: Array, other: Array) -> bool:
    """Whether two directions look the same."""
    with np.errstate(all="ignore"):
        return bool(one @ other > _ALONG * np.linalg.norm(one) * np.linalg.norm(other))


def tip_of(axes: Axes, here: Points, way: Array) -> Points:
    """Where an arrow ends on the page: inside the diagram, with room for its name."""
    lowest = np.array([axes.x_range[0], axes.y_range[0]])
    reach = np.array([axes.x_range[1], axes.y_range[1]]) - lowest
    # In shares of the diagram: the length of the way itself may be near the smallest or largest of float64.
    along = way / np.abs(way).max() / reach
    along = along / np.abs(along).max()
    length = 0.16
    for at, step in zip((here - lowest) / reach, along, strict=True):
        room = 0.88 * (1.0 - at if step > 0.0 else -at)
        if step != 0.0 and room / step > 0.0:
            length = min(length, max(room / step, 0.05))
    found: Points = axes.to_page(*(here + along * length * reach)[:, None])[0]
    return found
