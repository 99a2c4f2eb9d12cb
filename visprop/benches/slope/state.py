"""What is known at a step: each step adds to what the earlier ones know, and nothing is known before its step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from visprop.benches.slope.curves import Curve, curve_of
from visprop.benches.slope.settings import LEFT, RIGHT, STAYS, UNSAID
from visprop.benches.slope.walk import Walk, walk_on
from visprop.benches.values import Values


class Part(IntEnum):
    """The steps, in their order."""

    CURVE = 0
    TANGENT = 1
    TRIANGLE = 2
    RULES = 3
    LINE = 4
    ASKED = 5
    MOVED = 6
    DECREASE = 7
    MANY = 8


@dataclass(frozen=True)
class Triangle:
    """Two points on the tangent.

    Attributes:
        x1, y1: the first.
        x2, y2: the second.
        run, rise: how far x and y change from the first to the second.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    run: float
    rise: float

    @property
    def slope(self) -> float:
        """Rise over run."""
        return self.rise / self.run


@dataclass(frozen=True)
class Step:
    """Δp = −η Dφ(p), and where it leads.

    Attributes:
        change: Δp.
        way: left, stays or right.
        height: φ(p + Δp); nan if it has none.
        promised: η(Dφ(p))², the decrease of the tangent.
        came: φ(p) − φ(p + Δp), that of φ.
    """

    change: float
    way: str
    height: float
    promised: float
    came: float


@dataclass(frozen=True, eq=False)
class Slope:
    """What is known.

    Attributes:
        part: at which step.
        curve: φ.
        p, eta: as they are set.
        height: φ(p); nan if it has none.
        why: why there is no tangent at p, in words; empty if there is one. Nothing further is known then.
        r: Dφ(p), the tangent's slope; None before the tangent is drawn.
        triangle: two points on the tangent; None before they are.
        s: where the tangent meets x = 0; None before it is derived.
        prediction: what was said of p; None before it is asked for.
        step: None before it is shown, and until something is predicted.
        walk: likewise.
    """

    part: Part
    curve: Curve
    p: float
    eta: float
    height: float
    why: str
    r: float | None = None
    triangle: Triangle | None = None
    s: float | None = None
    prediction: str | None = None
    step: Step | None = None
    walk: Walk | None = None

    @property
    def is_right(self) -> bool:
        """Whether what was predicted is what happens."""
        return self.step is not None and self.step.way == self.prediction

    @property
    def waits(self) -> bool:
        """Whether a prediction is wanted first."""
        return not self.why and self.part > Part.ASKED and self.prediction == UNSAID

    def tangent(self, v: float) -> float:
        """φ̂(v), once it is known."""
        assert self.r is not None, "only asked for where there is a tangent"
        return self.height + self.r * (v - self.p)


def known_numbers(known: Slope) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses."""
    step = known.step
    return {
        "phi": known.height,
        "r": known.r,
        "s": known.s,
        "rise": None if known.triangle is None else known.triangle.rise,
        "run": None if known.triangle is None else known.triangle.run,
        "dp": None if step is None else step.change,
        "there": None if step is None else step.height,
        "promised": None if step is None else step.promised,
        "came": None if step is None else step.came,
    }


def slope_of(values: Values, step: int) -> Slope:
    """What is known at a step."""
    part, curve, p, eta = Part(step), curve_of(values), values["p"], values["eta"]
    height, why = curve.value(p), curve.why_none(p)
    if why or part < Part.TANGENT:
        return Slope(part, curve, p, eta, height, why)
    r = curve.slope(p)
    prediction = values["prediction"] if part >= Part.ASKED else None
    is_shown = prediction not in (None, UNSAID)
    return Slope(
        part,
        curve,
        p,
        eta,
        height,
        why,
        r,
        _triangle(p, height, r, values["first"], values["second"]) if part >= Part.TRIANGLE else None,
        height - p * r if part >= Part.LINE else None,
        prediction,
        _step(curve, p, height, r, eta) if is_shown and part >= Part.MOVED else None,
        walk_on(curve, p, eta, int(values["count"])) if is_shown and part >= Part.MANY else None,
    )


def _triangle(p: float, height: float, r: float, first: float, second: float) -> Triangle:
    run = second - first
    return Triangle(p + first, height + r * first, p + second, height + r * second, run, r * run)


def _step(curve: Curve, p: float, height: float, r: float, eta: float) -> Step:
    # Without a minus before 0.
    change = -eta * r + 0.0
    there = curve.value(p + change)
    way = LEFT if change < 0.0 else RIGHT if change > 0.0 else STAYS
    with np.errstate(all="ignore"):
        return Step(change, way, there, eta * r * r, height - there)
