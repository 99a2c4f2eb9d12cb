"""Straight lines: what of one lies inside a box, what is left of it between boxes, and arrows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import Colour, Path, Points, Segments, Shape
from visprop.figures.base.style import dash_share

_NOTCH, _HALF = 0.72, 0.42
"""How far back from the tip a head's notch is, and how far its barbs are aside, in its length."""


def inside(line: Points, box: Bounds) -> tuple[float, float] | None:
    """From which to which share of a line, x1, y1, x2, y2, it lies inside a box; None if nothing does.

    Liang and Barsky, A new concept and method for line clipping, 1984.
    """
    first, last = 0.0, 1.0
    for axis in (0, 1):
        start, along, low, high = float(line[axis]), float(line[2 + axis] - line[axis]), box[axis], box[2 + axis]
        if abs(along) < 1e-9:
            if not low <= start <= high:
                return None
            continue
        one, other = sorted(((low - start) / along, (high - start) / along))
        first, last = max(first, one), min(last, other)
    return (first, last) if first <= last else None


def passed(lines: Points, boxes: Sequence[Bounds]) -> NDArray[np.bool_]:
    """Which lines, of shape (n, 4), go through which boxes, of shape (n, boxes).

    They do unless an axis, or the direction across the line, keeps the two apart.
    """
    sides = np.array(boxes).reshape(-1, 4)
    middle, half = (sides[:, 2:] + sides[:, :2]) / 2, (sides[:, 2:] - sides[:, :2]) / 2
    centre, along = (lines[:, 2:] + lines[:, :2]) / 2, (lines[:, 2:] - lines[:, :2]) / 2
    apart = middle - centre[:, None, :]
    meets: NDArray[np.bool_] = (np.abs(apart) <= half + np.abs(along)[:, None, :]).all(axis=2)
    across = np.abs(along[:, :1] * apart[..., 1] - along[:, 1:] * apart[..., 0])
    found: NDArray[np.bool_] = meets & (across <= np.abs(along[:, :1]) * half[:, 1] + np.abs(along[:, 1:]) * half[:, 0])
    return found


def part_of(line: Points, first: float, last: float) -> Points:
    """A line, x1, y1, x2, y2, from one of its shares to another."""
    start, along = line[:2], line[2:] - line[:2]
    return np.concatenate((start + first * along, start + last * along))


def interrupted(line: Points, gaps: Sequence[Bounds]) -> Points:
    """What is left of a line, x1, y1, x2, y2, where boxes interrupt it: parts of shape (k, 4)."""
    parts, done = [], 0.0
    for first, last in [*sorted(_cuts(line, gaps)), (1.0, 1.0)]:
        if first - done > 1e-3:
            parts.append(part_of(line, done, first))
        done = max(done, last)
    return np.array(parts).reshape(-1, 4)


def behind(line: Points, boxes: Sequence[Bounds], gaps: Sequence[Bounds]) -> Points:
    """What of a line lies in boxes, but not in gaps: parts of shape (k, 4)."""
    parts = [interrupted(part_of(line, *cut), gaps) for cut in _cuts(line, boxes)]
    return np.concatenate((np.empty((0, 4)), *parts))


def _cuts(line: Points, boxes: Sequence[Bounds]) -> list[tuple[float, float]]:
    return [found for box in boxes if (found := inside(line, box)) is not None]


def arrow(line: Points, colour: Colour, width: float, gaps: Sequence[Bounds] = (), dashed: bool = False) -> list[Shape]:
    """A line, x1, y1, x2, y2, with its head, interrupted by boxes; nothing where it has no length."""
    unit, length, size = _head_of(line, width)
    if size < 0.5:
        return []
    parts = interrupted(np.concatenate((line[:2], line[2:] - unit * _NOTCH * length)), gaps)
    shapes = _dashed(parts, colour, width) if dashed else [Segments(parts, colour, width)] if len(parts) else []
    return [*shapes, Path((_barbed(line[2:], unit, length),), None, 0.0, colour, closed=True)]


def _dashed(parts: Points, colour: Colour, width: float) -> list[Shape]:
    """Dashed lines, each as finely as it takes to be seen as such."""
    lengths = np.hypot(parts[:, 2] - parts[:, 0], parts[:, 3] - parts[:, 1])
    shares = [dash_share(float(length), width) for length in lengths]
    usual = parts[[share == 1.0 for share in shares]]
    finer = [Segments(part[None], colour, width, True, share) for part, share in zip(parts, shares, strict=True) if share < 1.0]
    return [*([Segments(usual, colour, width, True)] if len(usual) else []), *finer]


def head_bounds(line: Points, width: float) -> Bounds:
    """The room of the head at the end of a line."""
    left, top, right, bottom = heads_bounds(line[None], width)[0].tolist()
    return left, top, right, bottom


def heads_bounds(lines: Points, width: float) -> Points:
    """The same of each of some lines, of shape (n, 4)."""
    tips, along = lines[:, 2:], lines[:, 2:] - lines[:, :2]
    sizes = np.hypot(along[:, 0], along[:, 1])[:, None]
    unit, length = along / np.maximum(sizes, 1e-9), np.minimum(_length(width), 0.5 * sizes)
    across = _HALF * length * np.column_stack((-unit[:, 1], unit[:, 0]))
    back = tips - unit * length
    # The notch lies between the barbs and the tip.
    corners = np.stack((tips, back + across, back - across))
    return np.hstack((np.min(corners, axis=0) - 1.0, np.max(corners, axis=0) + 1.0))


def _head_of(line: Points, width: float) -> tuple[Points, float, float]:
    """The direction of a line, how long its head is, and how long it is itself."""
    along = line[2:] - line[:2]
    size = float(np.hypot(*along))
    return along / max(size, 1e-9), min(_length(width), 0.5 * size), size


def _length(width: float) -> float:
    """How long the head of a line of a width is where there is room."""
    return 6.5 + 1.4 * width


def _barbed(tip: Points, unit: Points, length: float) -> Points:
    """The corners of a head: a barbed polygon."""
    across, back = np.array([-unit[1], unit[0]]) * _HALF * length, tip - unit * length
    return np.array([tip, back + across, tip - unit * _NOTCH * length, back - across])
