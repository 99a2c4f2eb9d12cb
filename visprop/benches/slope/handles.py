"""What can be dragged in the picture, and where a curve is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from visprop.benches.slope.curves import DRAWN
from visprop.benches.slope.frame import Frame
from visprop.benches.slope.marks import ends_of_step, triangle_corners
from visprop.benches.slope.settings import LEAST_ETA, MOST_ETA, REACH
from visprop.benches.slope.state import Part
from visprop.figures.base.shapes import Handle, Points, Sheet

_MOST_DRAWN = 80
"""So many points of a line that is drawn are kept."""

Moved = Callable[[float, float], Mapping[str, Any]]


def handles_of(frame: Frame) -> tuple[Handle, ...]:
    """p on its axis, the two points, the head of Δp, and p on the curve, which often stands where another does."""
    known = frame.known
    at, bottom = frame.place(known.p, frame.axes.y_range[0])
    found = [Handle("p on its axis", *frame.brought_in((at, bottom)), _moves_p(frame), reach=11.0)]
    corners, ends = triangle_corners(frame), ends_of_step(frame)
    if corners is not None and known.part < Part.ASKED:
        for name, words, place in (("first", "the first point", corners[0]), ("second", "the second point", corners[2])):
            found.append(Handle(words, *frame.brought_in(place), _moves_along(frame, name)))
    if ends is not None and known.r and known.part < Part.MANY:
        found.append(Handle("the head of Δp, which sets η", *frame.brought_in(ends[1]), _moves_head(frame, known.r)))
    found.append(Handle("p", *frame.brought_in(frame.place(known.p, known.height)), _moves_p(frame)))
    return tuple(found)


def _within(value: float, low: float, high: float, digits: int) -> float:
    return round(float(np.clip(value, low, high)), digits)


def _moves_p(frame: Frame) -> Moved:
    return lambda x, y: {"p": _within(frame.axes.from_page(x, y)[0], -REACH, REACH, 2)}


def _moves_along(frame: Frame, name: str) -> Moved:
    """A point of the tangent goes where the pointer is nearest to it."""
    known = frame.known
    start = np.array(frame.place(known.p, known.height))
    along = np.array(frame.place(known.p + 1.0, known.tangent(known.p + 1.0))) - start

    def moved(x: float, y: float) -> Mapping[str, Any]:
        offset = float((np.array((x, y)) - start) @ along / (along @ along))
        return {name: _within(offset, -REACH, REACH, 2)}

    return moved


def _moves_head(frame: Frame, slope: float) -> Moved:
    """The head of Δp = −η Dφ(p) sets η."""
    p = frame.known.p
    return lambda x, y: {"eta": _within((p - frame.axes.from_page(x, y)[0]) / slope, LEAST_ETA, MOST_ETA, 3)}


def sheet_of(frame: Frame) -> Sheet | None:
    """The diagram, where the curve is one that is drawn."""
    if frame.values["curve"] != DRAWN:
        return None

    def drawn(line: Points) -> Mapping[str, Any]:
        kept = line[np.unique(np.linspace(0, len(line) - 1, _MOST_DRAWN).astype(np.intp))]
        return {"line": tuple(_point(frame, float(x), float(y)) for x, y in kept)}

    return Sheet(*frame.axes.rectangle, drawn)


def _point(frame: Frame, x: float, y: float) -> tuple[float, float]:
    across, up = frame.axes.from_page(x, y)
    return round(across, 3), float(f"{up:.6g}")
