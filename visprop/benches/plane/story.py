"""What is seen at each step, in words."""

from __future__ import annotations

from visprop.benches.plane.state import Part, plane_of
from visprop.benches.promises import falls_told
from visprop.benches.values import Values
from visprop.notation.expression.numbers import number


def words_of(values: Values) -> tuple[str, ...]:
    """What is seen at each step."""
    known = plane_of(values, Part.GENERAL)
    seen = "The surface of φ over x and z, and the point p on it"
    if known.why:
        return (f"{seen}; there is no tangent plane at p: {known.why}",) * len(Part)
    assert known.step is not None, "where there is a tangent plane there is a step"
    assert known.any_step is not None, "where there is a tangent plane there is a step"
    came = known.came
    assert came is not None, "where there is a step it leads somewhere"
    return (
        seen,
        "With z held, φ is a curve in x, and r₁ is the slope of its tangent: the partial derivative by x",
        "With x held, it is a curve in z, and r₂ is its slope: the partial derivative by z",
        "Both tangents lie in the tangent plane: r₁v₁ + r₂v₂ + s, with the s that gives it φ(p) at p",
        f"By any step Δp the plane falls by −∇φ(p)·Δp: here by {number(known.any_step.fall)}",
        f"With Δp = −η∇φ(p) it falls by η∇φ(p)·∇φ(p), which is never below 0: here by {number(known.step.fall)}",
        f"The tangent plane promises that φ falls by {number(known.step.fall)}; it {falls_told(came)}",
        "With k parameters the lines are the same, with k numbers in the place of two",
    )
