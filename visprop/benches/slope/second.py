"""A second tangent beside that at p, as the article's Figure 1 has two: the slope is another one elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.benches.slope.frame import Frame
from visprop.benches.slope.state import Part
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Path, Points, Shape
from visprop.figures.base.style import Theme

Place = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Second:
    """The tangent at q, and two points of it, at equal distances from q.

    Attributes:
        line: the tangent on the page, as far as it is seen, of shape (2, 2) or (0, 2).
        corners: the first point, the end of the run and the second point, on the page.
        run, rise: how far x and y change from the first to the second; nothing before they are told.
    """

    line: Points
    corners: tuple[Place, Place, Place]
    run: float
    rise: float


def second_of(frame: Frame) -> Second | None:
    """The second tangent; None where it is not wanted, not told yet, or where there is none."""
    known, values = frame.known, frame.values
    q = values["q"]
    if not values["other"] or known.part < Part.TANGENT or known.curve.why_none(q):
        return None
    height, slope = known.curve.value(q), known.curve.slope(q)
    ends = np.array(frame.axes.x_range)
    line = frame.axes.cut(frame.axes.to_page(ends, height + slope * (ends - q)))
    left, right = (q - 1.0, height - slope), (q + 1.0, height + slope)
    corners = (frame.place(*left), frame.place(right[0], left[1]), frame.place(*right))
    return Second(line, corners, 2.0, 2.0 * slope)


def second_shapes(frame: Frame, theme: Theme, has_triangle: bool) -> list[Shape]:
    """The tangent, and rise and run where those of the first are drawn."""
    second = second_of(frame)
    if second is None:
        return []
    shapes: list[Shape] = [Path((second.line,), theme.backward, 1.6, dashed=True)] if len(second.line) else []
    if has_triangle:
        first, corner, last = second.corners
        shapes += [
            *arrow(np.array([*first, *corner]), theme.backward, 1.4),
            *arrow(np.array([*corner, *last]), theme.backward, 1.4),
        ]
    return shapes
