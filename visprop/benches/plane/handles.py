"""What can be dragged in the map and in the slices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from visprop.benches.plane.settings import LEAST_ETA, MOST_ETA, REACH
from visprop.benches.plane.state import Pair, Part, Plane
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Handle

Moved = Callable[[float, float], Mapping[str, Any]]


def handles_of(axes: Axes, known: Plane) -> tuple[Handle, ...]:
    """The head of the step, which sets it or η, and p."""
    found = list[Handle]()
    x, z = known.p
    if known.part == Part.ANY and known.any_step is not None:
        change = known.any_step.change
        found.append(Handle("the head of Δp", *_inside(axes, (x + change[0], z + change[1])), _moves_step(axes, known.p)))
    elif known.step is not None and known.gradient is not None and any(known.gradient):
        change = known.step.change
        place = _inside(axes, (x + change[0], z + change[1]))
        found.append(Handle("the head of Δp, which sets η", *place, _moves_eta(axes, known.p, known.gradient)))
    return (*found, Handle("p", *_inside(axes, known.p), _moves_p(axes)))


def _inside(axes: Axes, point: Pair) -> tuple[float, float]:
    """Where a point is on the page; one that is outside of the map is brought to its rim."""
    x, y = axes.to_page(np.array([point[0]]), np.array([point[1]]))[0]
    left, top, wide, high = axes.rectangle
    return float(np.clip(x, left, left + wide)), float(np.clip(y, top, top + high))


def within(value: float) -> float:
    """A coordinate, or a change of one, that can be set."""
    return round(float(np.clip(value, -REACH, REACH)), 2)


def _moves_p(axes: Axes) -> Moved:
    def moved(x: float, y: float) -> Mapping[str, Any]:
        across, up = axes.from_page(x, y)
        return {"x": within(across), "z": within(up)}

    return moved


def _moves_step(axes: Axes, p: Pair) -> Moved:
    def moved(x: float, y: float) -> Mapping[str, Any]:
        across, up = axes.from_page(x, y)
        return {"dx": within(across - p[0]), "dz": within(up - p[1])}

    return moved


def _moves_eta(axes: Axes, p: Pair, gradient: Pair) -> Moved:
    """η for which −η∇φ(p) ends nearest to a place."""
    r = np.array(gradient)

    def moved(x: float, y: float) -> Mapping[str, Any]:
        eta = -float((np.array(axes.from_page(x, y)) - p) @ r / (r @ r))
        return {"eta": round(float(np.clip(eta, LEAST_ETA, MOST_ETA)), 3)}

    return moved
