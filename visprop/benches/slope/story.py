"""What is seen at each step, in words."""

from __future__ import annotations

from visprop.benches.promises import falls_told
from visprop.benches.slope.settings import LEFT, RIGHT, STAYS
from visprop.benches.slope.state import Part, Slope, slope_of
from visprop.benches.values import Values
from visprop.notation.expression.numbers import counted, number

MOVES = {LEFT: "p moves left", STAYS: "p stays where it is", RIGHT: "p moves right"}
"""Where p goes, in words."""
WANTED = "say first where p goes: the control “Prediction”"


def words_of(values: Values) -> tuple[str, ...]:
    """What is seen at each step."""
    known = slope_of(values, Part.MANY)
    seen = "The curve φ, and the point p on it"
    if known.why:
        none = f"{seen}; there is no tangent at p: {known.why}"
        return (none,) * len(Part)
    return (
        seen,
        "The tangent at p: the straight line that touches the curve there",
        "Two points on the tangent: its slope is the rise between them over the run, wherever they are",
        "The rules of differentiation give the same number: Dφ(p)",
        "The tangent as a function of v is r v + s, with the slope r and with the s that gives it φ(p) at p",
        "Which way does p go, if Δp = −η Dφ(p)? Say it before it is shown",
        *(_after(known) if not known.waits else (f"Hidden: {WANTED}",) * 3),
    )


def _after(known: Slope) -> tuple[str, ...]:
    step, walk = known.step, known.walk
    assert step is not None, "something was predicted"
    assert walk is not None, "something was predicted"
    return (
        f"Δp = −η Dφ(p) is {number(step.change)}: {MOVES[step.way]}{judged(known)}",
        f"The tangent promises that φ falls by {number(step.promised)}; it {falls_told(step.came)}",
        f"{counted(len(walk.ps) - 1, 'step')}: {walk.verdict.word}; {walk.reason}",
    )


def judged(known: Slope) -> str:
    """Whether the prediction was right, as the end of a sentence; empty where nothing was predicted."""
    if known.prediction not in MOVES or known.step is None:
        return ""
    return "; your prediction was right" if known.is_right else f"; your prediction, that {MOVES[known.prediction]}, was wrong"
