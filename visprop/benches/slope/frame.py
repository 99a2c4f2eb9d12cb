"""The picture's axes, and where the curve and its tangent lie on the page."""

from __future__ import annotations

import numpy as np

from visprop.benches.headings import HEIGHT
from visprop.benches.slope.state import Slope
from visprop.benches.values import Values
from visprop.engine.arrays import Array
from visprop.figures.base.axes import Axes, axes_in
from visprop.figures.base.shapes import Points
from visprop.figures.base.style import TEXT_SIZE

_POINTS = 601
_BELOW, _ABOVE = 0.3, 0.12
"""How much room is left below and above the curve, in its height: the tangent goes below it."""
_TAIL = 0.02
"""Of a curve with a pole such a share at each end is not shown, if the rest is much lower."""


class Frame:
    """A moment's curve and tangent on the page.

    Args:
        known: what is known.
        values: what is set.
        size: of the page.
    """

    def __init__(self, known: Slope, values: Values, size: tuple[float, float]) -> None:
        self.known, self.values, self.size = known, values, size
        self.xs = np.linspace(-values["span"], values["span"], _POINTS)
        self._heights = known.curve.values(self.xs)
        text = TEXT_SIZE
        ends = (-values["span"], values["span"])
        self.axes: Axes = axes_in(size, ends, heights_range(self._heights), HEIGHT * text)

    @property
    def curve(self) -> tuple[Points, ...]:
        """The curve on the page, in as many parts as it has: it is cut where it has no value, and at poles."""
        low, high = self.axes.y_range
        with np.errstate(all="ignore"):
            leaps = np.abs(np.diff(self._heights)) > 2.0 * (high - low)
        is_there = np.isfinite(self._heights)
        cuts = np.flatnonzero(leaps | ~is_there[:-1] | ~is_there[1:]) + 1
        parts = (part for part in np.split(np.arange(len(self.xs)), cuts) if is_there[part].all() and len(part) > 1)
        return tuple(self.axes.to_page(self.xs[part], self._heights[part]) for part in parts)

    @property
    def tangent(self) -> Points:
        """The tangent as far as it is seen, of shape (2, 2); of shape (0, 2) where it is not."""
        if self.known.r is None:
            return np.empty((0, 2))
        ends = np.array(self.axes.x_range)
        return self.axes.cut(self.axes.to_page(ends, np.array([self.known.tangent(float(x)) for x in ends])))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point on the page."""
        across, down = self.axes.to_page(np.array([x]), np.array([y]))[0]
        return float(across), float(down)

    def is_inside(self, place: tuple[float, float]) -> bool:
        """Whether a place of the page is in the diagram."""
        left, top, wide, high = self.axes.rectangle
        return left - 0.5 <= place[0] <= left + wide + 0.5 and top - 0.5 <= place[1] <= top + high + 0.5

    def brought_in(self, place: tuple[float, float]) -> tuple[float, float]:
        """The nearest place in the diagram; its foot where there is none."""
        left, top, wide, high = self.axes.rectangle
        y = place[1] if np.isfinite(place[1]) else top + high
        return float(np.clip(place[0], left, left + wide)), float(np.clip(y, top, top + high))


def heights_range(heights: Array) -> tuple[float, float]:
    """The range of a curve's heights with room below and above; without the ends of a pole."""
    finite = heights[np.isfinite(heights)]
    if not finite.size:
        return -1.0, 1.0
    low, high = float(np.min(finite)), float(np.max(finite))
    inner_low, inner_high = (float(end) for end in np.quantile(finite, (_TAIL, 1.0 - _TAIL)))
    if high - low > 4.0 * (inner_high - inner_low) > 0.0:
        low, high = inner_low, inner_high
    tall = high - low or max(1.0, abs(high))
    return low - _BELOW * tall, high + _ABOVE * tall
