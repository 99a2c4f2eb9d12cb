"""When an answer is right: one rule for lessons, exercises and worksheets, and for what else grades those."""

from __future__ import annotations

NEAR_ZERO = 1e-12
"""How far an answer may be off where the number is 0, or all but 0."""


def margin_of(value: float, relative: float) -> float:
    """How far an answer may be off a number, from how far relative to it."""
    return max(relative * abs(value), NEAR_ZERO)


def is_within(answer: float, value: float, margin: float) -> bool:
    """Whether an answer is the number, or at most so far off it; the ends count, as they do in Moodle and in QTI."""
    return abs(answer - value) <= margin
