"""What is drawn on the curve: the triangle, the step with what it promises and brings, and many steps."""

from __future__ import annotations

import numpy as np

from visprop.benches.slope.frame import Frame
from visprop.benches.slope.state import Part
from visprop.figures.base.lines import arrow
from visprop.figures.base.placing import CLOSE, resampled
from visprop.figures.base.shapes import Colour, Disc, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme, mix

Place = tuple[float, float]


def triangle_corners(frame: Frame) -> tuple[Place, Place, Place] | None:
    """The first point, the end of the run and the second point, on the page; None where there is no triangle."""
    triangle = frame.known.triangle
    if triangle is None:
        return None
    at = frame.place
    return at(triangle.x1, triangle.y1), at(triangle.x2, triangle.y1), at(triangle.x2, triangle.y2)


def triangle_shapes(frame: Frame, theme: Theme) -> list[Shape]:
    """Rise and run with the area between them and the tangent."""
    corners = triangle_corners(frame)
    if corners is None:
        return []
    first, corner, second = corners
    fill = mix(theme.paper, theme.backward, 0.08)
    return [
        Path((np.array(corners),), None, 0.0, fill, closed=True),
        *arrow(np.array([*first, *corner]), theme.backward, 1.4),
        *arrow(np.array([*corner, *second]), theme.backward, 1.4),
    ]


def ends_of_step(frame: Frame) -> tuple[Place, Place, Place, Place] | None:
    """p at its height, p + Δp at the same height, below it the tangent and the curve; None where there is no step."""
    known, step = frame.known, frame.known.step
    if step is None:
        return None
    x = known.p + step.change
    at = frame.place
    return at(known.p, known.height), at(x, known.height), at(x, known.tangent(x)), at(x, step.height)


def step_shapes(frame: Frame, theme: Theme) -> list[Shape]:
    """Δp as an arrow, as far as it is seen."""
    ends = ends_of_step(frame)
    if ends is None:
        return []
    start, level, _, _ = ends
    seen = frame.axes.cut(np.array([start, level]))
    return arrow(seen.ravel(), theme.backward, 2.2) if len(seen) else []


def bar_shapes(frame: Frame, theme: Theme) -> list[Shape]:
    """What is promised and what comes, side by side from one height."""
    ends = ends_of_step(frame)
    if ends is None:
        return []
    _, (x, level), tangent, curve = ends
    bars = ((x - 2.6, tangent[1], theme.backward), (x + 2.6, curve[1], theme.forward))
    return [Segments(np.array([(at, level, at, end)]), hue, 3.6) for at, end, hue in bars if np.isfinite(end)]


def asking_shapes(frame: Frame, theme: Theme) -> list[Shape]:
    """Two arrows from p that ask where it goes."""
    x, y = frame.place(frame.known.p, frame.known.height)
    far = 0.09 * frame.axes.width
    pairs = (np.array([x + side * 9.0, y, x + side * (9.0 + far), y]) for side in (-1.0, 1.0))
    return [shape for pair in pairs for shape in arrow(pair, theme.faint, 1.8)]


def staircase(frame: Frame) -> Points:
    """The way of many steps on the page: across by each Δp, then to the curve."""
    walk = frame.known.walk
    if walk is None:
        return np.empty((0, 2))
    xs = np.repeat(walk.ps, 2)[1:]
    ys = np.repeat(walk.heights, 2)[:-1]
    return frame.axes.to_page(xs, ys)


def walk_shapes(frame: Frame, theme: Theme) -> list[Shape]:
    """The staircase, and p after each of its steps."""
    walk = frame.known.walk
    if walk is None:
        return []
    places = frame.axes.to_page(np.array(walk.ps), np.array(walk.heights))
    shapes: list[Shape] = [Path((staircase(frame),), theme.backward, 1.2)]
    for x, y in places[1:-1]:
        shapes.append(_dot(float(x), float(y), 2.6, theme.paper, theme.backward))
    x, y = places[-1]
    return [*shapes, _dot(float(x), float(y), 4.2, theme.forward, theme.paper)]


def _dot(x: float, y: float, radius: float, fill: Colour, rim: Colour) -> Disc:
    return Disc(x, y, radius, fill, rim, 1.1)


def lines_of(frame: Frame) -> list[Points]:
    """What no label may cross, its points close together."""
    known = frame.known
    found = [resampled(part, CLOSE) for part in (*frame.curve, frame.tangent)]
    corners, ends = triangle_corners(frame), ends_of_step(frame)
    if corners is not None and known.part < Part.ASKED:
        found.append(resampled(np.array(corners), CLOSE))
    if ends is not None:
        found += [resampled(np.array(pair), CLOSE) for pair in ((ends[0], ends[1]), (ends[1], ends[2]), (ends[1], ends[3]))]
    return [*found, resampled(staircase(frame), CLOSE)]
