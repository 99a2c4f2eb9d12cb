"""A whole calculation, step by step to its end, or to where it is stopped; it says in words why it ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from visprop.benches.functions.arithmetic import NoValue
from visprop.benches.functions.grammar import MOST_DEPTH
from visprop.benches.functions.reduction import Derivative, Step, next_step
from visprop.benches.functions.terms import Term

MOST_STEPS = 200
"""So many steps are made at most."""
MOST_PARTS = 300
"""Of so many terms a term may be made in a calculation."""


class Ending(Enum):
    """How a calculation ends."""

    DONE = "done"
    COMES_BACK = "the last step changes nothing"
    TOO_LONG = "too many steps"
    TOO_LARGE = "the term grows too large"
    NO_VALUE = "something has no value"


@dataclass(frozen=True)
class Calculation:
    """A term calculated.

    Attributes:
        term: what is calculated.
        steps: from it on.
        ending: how it ends.
        words: the same as a sentence.
    """

    term: Term
    steps: tuple[Step, ...]
    ending: Ending
    words: str

    @property
    def result(self) -> Term:
        """The last term."""
        return self.steps[-1].after if self.steps else self.term


def calculate(term: Term, derivative: Derivative | None = None) -> Calculation:
    """All steps of a calculation, as far as the limits allow."""
    steps, now = list[Step](), term
    while True:
        try:
            step = next_step(now, derivative)
        except NoValue as error:
            return Calculation(term, tuple(steps), Ending.NO_VALUE, f"The calculation stops here: {error}.")
        if step is None:
            return Calculation(term, tuple(steps), Ending.DONE, "Nothing is left to be worked out.")
        if len(steps) == MOST_STEPS:
            words = f"Stopped after {MOST_STEPS} steps: it may never end."
            return Calculation(term, tuple(steps), Ending.TOO_LONG, words)
        after = step.after
        if after.size > MOST_PARTS or after.depth > MOST_DEPTH:
            words = "Stopped: the next step makes the term too large to be shown, and it may grow for ever."
            return Calculation(term, tuple(steps), Ending.TOO_LARGE, words)
        steps.append(step)
        if after == now:
            words = "Stopped: this step gives the same term again, so the calculation would never end."
            return Calculation(term, tuple(steps), Ending.COMES_BACK, words)
        now = after
