"""Straight lines that part: convex hulls, whether a line parts two sets of points, and polygons cut by lines."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Points


def hull(points: Points) -> Points:
    """The corners of the convex hull of points of shape (n, 2), anticlockwise.

    Andrew's monotone chain: Another efficient algorithm for convex hulls in two dimensions, 1979.
    """
    ordered = np.unique(points, axis=0)
    if len(ordered) < 3:
        return ordered
    return np.array([*_chain(ordered)[:-1], *_chain(ordered[::-1])[:-1]])


def _chain(points: Points) -> list[Points]:
    found: list[Points] = []
    for point in points:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0.0:
            found.pop()
        found.append(point)
    return found


def _turn(a: Points, b: Points, c: Points) -> float:
    """Above 0 where the way from a by b to c turns to the left."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def can_be_parted(first: Points, second: Points) -> bool:
    """Whether a straight line has all points of one set, of shape (n, 2), on one side and all of the other on the other.

    Two convex polygons are apart if and only if a line along an edge of one of them, or across the line between two of their
    corners where both are flat, is between them.
    """
    both = _to_unit(np.vstack((first, second)))
    one, other = hull(both[: len(first)]), hull(both[len(first) :])
    ways = [np.roll(corners, -1, axis=0) - corners for corners in (one, other)]
    along = np.vstack(ways)
    between = (one[:, None] - other[None]).reshape(-1, 2) if min(len(one), len(other)) < 3 else np.empty((0, 2))
    normals = np.vstack((np.column_stack((-along[:, 1], along[:, 0])), between))
    for normal in normals[np.abs(normals).max(axis=1) > 0.0]:
        a, b = one @ normal, other @ normal
        if float(np.max(a)) < float(np.min(b)) or float(np.max(b)) < float(np.min(a)):
            return True
    return False


def _to_unit(points: Points) -> Points:
    """Points brought between 0 and 1 along each axis, which changes nothing about lines between them; float64 holds any then."""
    low, high = points.min(axis=0) / 2, points.max(axis=0) / 2
    found: Points = (points / 2 - low) / np.where(high > low, high - low, 1.0)
    return found


def heights_of(corners: Points, normal: Array, offset: float) -> Array:
    """normal · x + offset at each corner, made smaller where one is so large that their sum might not be held."""
    most = max(1.0, float(np.max(np.abs(normal))), abs(offset) / 1e150)
    with np.errstate(over="ignore", invalid="ignore"):
        found: Array = corners @ (normal / most) + offset / most
    return np.nan_to_num(found)


def clipped(corners: Points, normal: Array, offset: float) -> Points:
    """What of a convex polygon, of shape (n, 2), lies where normal · x + offset ≥ 0; of shape (0, 2) where nothing does.

    Sutherland and Hodgman, Reentrant polygon clipping, 1974.
    """
    found: list[Points] = []
    heights = heights_of(corners, normal, offset)
    for i, point in enumerate(corners):
        after, height, next_height = corners[(i + 1) % len(corners)], float(heights[i]), float(heights[(i + 1) % len(corners)])
        if height >= 0.0:
            found.append(point)
        if (height >= 0.0) != (next_height >= 0.0):
            found.append(point + (after - point) * (height / (height - next_height)))
    return np.array(found).reshape(-1, 2)


def line_within(corners: Points, normal: Array, offset: float) -> Points:
    """The part of the line normal · x + offset = 0 in a convex polygon: its two ends, or of shape (0, 2) where none is."""
    heights = heights_of(corners, normal, offset)
    found: list[Points] = []
    for i, point in enumerate(corners):
        after, height, next_height = corners[(i + 1) % len(corners)], float(heights[i]), float(heights[(i + 1) % len(corners)])
        if (height >= 0.0) != (next_height >= 0.0):
            found.append(point + (after - point) * (height / (height - next_height)))
    return np.array(found[:2]).reshape(-1, 2) if len(found) > 1 else np.empty((0, 2))
