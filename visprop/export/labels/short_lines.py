"""Lines with no more points than are seen, and numbers with no more digits."""

from __future__ import annotations

import numpy as np

from visprop.figures.base.shapes import Points

_SEEN = 0.03
"""How far a line may be moved, in points: a hundredth of a millimetre."""


def number(value: float) -> str:
    """A length in points."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


def simplified(points: Points) -> Points:
    """A line through those of its points that are needed for its shape.

    Douglas and Peucker, Algorithms for the reduction of the number of points, 1973.
    """
    line = np.asarray(points, float)
    kept = np.zeros(len(line), bool)
    kept[[0, -1]] = True
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        start, along = line[first], line[last] - line[first]
        from_start = line[first + 1 : last] - start
        length2 = float(along @ along)
        share = np.clip(from_start @ along / length2, 0.0, 1.0) if length2 else np.zeros(last - first - 1)
        away = np.hypot(*(from_start - share[:, None] * along).T)
        farthest = int(np.argmax(away))
        if away[farthest] > _SEEN:
            middle = first + 1 + farthest
            kept[middle] = True
            parts += [(first, middle), (middle, last)]
    return line[kept]
