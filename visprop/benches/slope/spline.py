"""A smooth curve through a line that was drawn by hand: a natural cubic spline, whose slope is exact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from visprop.benches.controls import Point
from visprop.engine.arrays import Array

KNOTS = 12
"""Through so many knots at most a curve goes: hands tremble, and more would follow that."""
LEAST_KNOTS, LEAST_WIDTH = 4, 1.0
"""A line is a curve if it gives so many knots and is so wide."""


@dataclass(frozen=True, eq=False)
class Spline:
    """A natural cubic spline; before its first knot and behind its last one it goes on straight.

    Attributes:
        xs: its knots, ascending, of shape (n,).
        pieces: a, b, c, d of a + b t + c t² + d t³ with t = x − knot, for the straight line before the first knot, each stretch
            from a knot to the next, and the straight line behind the last: of shape (n + 1, 4).
    """

    xs: Array
    pieces: Array

    def value(self, x: ArrayLike) -> Array:
        """Its height, of x's shape."""
        (a, b, c, d), t = self._at(x)
        found: Array = a + t * (b + t * (c + t * d))
        return found

    def slope(self, x: ArrayLike) -> Array:
        """Its derivative, of x's shape."""
        (_, b, c, d), t = self._at(x)
        found: Array = b + t * (2.0 * c + t * 3.0 * d)
        return found

    def piece(self, x: float) -> tuple[float, tuple[float, float, float, float]]:
        """The knot from which t is counted at x, and a, b, c and d there."""
        (a, b, c, d), t = self._at(x)
        return x - float(t), (float(a), float(b), float(c), float(d))

    def _at(self, x: ArrayLike) -> tuple[Array, Array]:
        index = np.searchsorted(self.xs, x, side="right")
        start = self.xs[np.maximum(index - 1, 0)]
        return np.moveaxis(self.pieces[index], -1, 0), np.asarray(x) - start


def spline_through(line: tuple[Point, ...]) -> Spline:
    """The spline of a line that was drawn.

    Raises:
        ValueError: it is too narrow.
    """
    xs, ys = _knots(np.array(line, dtype=np.float64).reshape(-1, 2))
    if len(xs) < LEAST_KNOTS or xs[-1] - xs[0] < LEAST_WIDTH:
        raise ValueError(f"a curve that is drawn is to be at least {LEAST_WIDTH:g} wide")
    wide = np.diff(xs)
    steep = np.diff(ys) / wide
    # The second derivatives at the inner knots; at both ends they are 0.
    bands = np.diag(2.0 * (wide[:-1] + wide[1:])) + np.diag(wide[1:-1], 1) + np.diag(wide[1:-1], -1)
    bent = np.concatenate(([0.0], np.linalg.solve(bands, 6.0 * np.diff(steep)), [0.0]))
    b = steep - wide * (2.0 * bent[:-1] + bent[1:]) / 6.0
    inner = np.column_stack((ys[:-1], b, bent[:-1] / 2.0, np.diff(bent) / (6.0 * wide)))
    last = steep[-1] + wide[-1] * (bent[-2] + 2.0 * bent[-1]) / 6.0
    return Spline(xs, np.vstack(([ys[0], b[0], 0.0, 0.0], inner, [ys[-1], last, 0.0, 0.0])))


def _knots(line: Array) -> tuple[Array, Array]:
    """The middles of the line's points in equal parts of its width, from left to right; parts without a point are left out."""
    if not len(line):
        return np.empty(0), np.empty(0)
    low, high = float(np.min(line[:, 0])), float(np.max(line[:, 0]))
    if not high > low:
        return line[:1, 0], line[:1, 1]
    part = np.minimum((KNOTS * ((line[:, 0] - low) / (high - low))).astype(np.intp), KNOTS - 1)
    middles = np.array([line[part == i].mean(axis=0) for i in range(KNOTS) if (part == i).any()])
    return middles[:, 0], middles[:, 1]
