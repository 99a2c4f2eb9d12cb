"""What is known at a step: each step adds to what the earlier ones know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from visprop.benches.plane.surfaces import VARIABLES, surface_of
from visprop.benches.values import Values
from visprop.notation.calculus.real_function import RealFunction

Pair = tuple[float, float]


class Part(IntEnum):
    """The steps, in their order."""

    SURFACE = 0
    BY_X = 1
    BY_Z = 2
    TANGENT = 3
    ANY = 4
    DOWN = 5
    DECREASE = 6
    GENERAL = 7


@dataclass(frozen=True)
class Step:
    """A change of p, and what the tangent plane makes of it.

    Attributes:
        change: Δp.
        fall: φ̂(p) − φ̂(p + Δp), which is −∇φ(p)·Δp.
    """

    change: Pair
    fall: float


@dataclass(frozen=True, eq=False)
class Plane:
    """What is known.

    Attributes:
        part: at which step.
        function: φ.
        p, eta: as they are set.
        height: φ(p); nan if it has none.
        why: why there is no tangent plane at p, in words; empty if there is one. Nothing further is known then.
        slopes: r₁ and r₂, the partial derivatives at p, as many of them as are known.
        s: where the tangent plane meets x = z = 0; None before it is derived.
        any_step: the step that is set by hand; None before it is shown.
        step: Δp = −η∇φ(p); None before it is shown.
        there: φ(p + Δp); None before it is shown, nan if it has no value.
    """

    part: Part
    function: RealFunction
    p: Pair
    eta: float
    height: float
    why: str
    slopes: tuple[float, ...] = ()
    s: float | None = None
    any_step: Step | None = None
    step: Step | None = None
    there: float | None = None

    @property
    def gradient(self) -> Pair | None:
        """∇φ(p), once both partial derivatives are known."""
        return (self.slopes[0], self.slopes[1]) if len(self.slopes) == 2 else None

    @property
    def came(self) -> float | None:
        """φ(p) − φ(p + Δp), once it is known."""
        return None if self.there is None else self.height - self.there


def dot(one: Pair, other: Pair) -> float:
    """The dot product."""
    return one[0] * other[0] + one[1] * other[1]


def plane_of(values: Values, step: int) -> Plane:
    """What is known at a step."""
    part, function, p, eta = Part(step), surface_of(values), (values["x"], values["z"]), values["eta"]
    height, why = float(function(*p)), why_none(function, p)
    if why:
        return Plane(part, function, p, eta, height, why)
    r1, r2 = (float(function.slope(variable, *p)) for variable in VARIABLES)
    # Without a minus before 0.
    change = (-eta * r1 + 0.0, -eta * r2 + 0.0)
    hand = (values["dx"], values["dz"])
    return Plane(
        part,
        function,
        p,
        eta,
        height,
        why,
        (r1, r2)[: int(part)],
        height - r1 * p[0] - r2 * p[1] if part >= Part.TANGENT else None,
        Step(hand, -dot((r1, r2), hand)) if part >= Part.ANY else None,
        Step(change, -dot((r1, r2), change)) if part >= Part.DOWN else None,
        float(function(p[0] + change[0], p[1] + change[1])) if part >= Part.DECREASE else None,
    )


def known_numbers(known: Plane) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses."""
    slopes, step, by_hand = known.slopes, known.step, known.any_step
    return {
        "phi": known.height,
        "r1": slopes[0] if slopes else None,
        "r2": slopes[1] if len(slopes) > 1 else None,
        "s": known.s,
        "fall": None if by_hand is None else by_hand.fall,
        "change1": None if step is None else step.change[0],
        "change2": None if step is None else step.change[1],
        "promised": None if step is None else step.fall,
        "there": known.there,
        "came": known.came,
    }


def why_none(function: RealFunction, p: Pair) -> str:
    """Why there is no tangent plane at p, in words; empty if there is one."""
    for variable in VARIABLES:
        if reason := function.why_none(variable, *p):
            return reason
    numbers = (float(function(*p)), *(float(function.slope(variable, *p)) for variable in VARIABLES))
    return "" if np.isfinite(numbers).all() else "the numbers there are too large for float64"
