"""How a training stands, in words: φ, accuracy, and what the test rows give."""

from __future__ import annotations

from visprop.notation.expression.numbers import equal_to
from visprop.timeline.frame import Frame

PENDING = "= …"
"""What stands where a number is being computed."""


def equal_or_pending(value: float | None, digits: int) -> str:
    """A number with the sign before it, or dots while it is being computed."""
    return PENDING if value is None else equal_to(value, digits)


def quality_words(frame: Frame, digits: int) -> list[str]:
    """φ, the accuracy where targets are classes, cost and accuracy of the test rows where there are such."""
    found = [f"φ {equal_or_pending(frame.phi, digits)}"]
    train = frame.totals.quality(frame.p, is_test=False)
    if train is not None and train.accuracy is not None:
        found.append(f"accuracy {100 * train.accuracy:.3g} %")
    if frame.scenario.data.split is not None:
        test = frame.totals.quality(frame.p, is_test=True)
        cost = equal_or_pending(None if test is None else test.cost, digits)
        accuracy = "" if test is None or test.accuracy is None else f", accuracy {100 * test.accuracy:.3g} %"
        found.append(f"test: c {cost}{accuracy}")
    return found
