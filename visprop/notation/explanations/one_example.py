"""What the article calls φ where it speaks of one example: its cost c, as a function of the parameters."""

from __future__ import annotations

from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.build import scripted
from visprop.notation.notations.quantities import Quantities


def is_alone(q: Quantities) -> bool:
    """Whether there is one example and no penalty, so that φ is its cost."""
    scenario = q.frame.scenario
    return len(scenario.train) == 1 and not scenario.objective.has_penalty


def of_example(q: Quantities) -> Symbol:
    """The cost of the example as a function: φ where it is alone; else c, as φ is the mean over all."""
    return Symbol(scripted("φ" if is_alone(q) else "c"), float("nan"), fixed=True)
