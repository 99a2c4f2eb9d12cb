"""The update check: Δp as it was made, beside Δp from the definition of the optimiser.

Nothing is shared with what is checked but the optimiser's rules as formulas, its memory and p: the gradient is that of each
example, penalties and ties are added one by one, and the rules are evaluated from their text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.optimiser import by_the_rules
from visprop.engine.rounding import rounding_of
from visprop.timeline.timeline import Timeline

TOLERANCE = 1e-9
"""How far they may be apart, relative to the largest number that the update is made of."""
_OWN = 2.0
"""Both ways round by themselves."""
MAX_EXAMPLES = 2000
"""Of a larger batch the gradient is taken from the time line, as going through its examples one by one takes too long."""


@dataclass(frozen=True, eq=False)
class UpdateCheck:
    """What the check found, of p's length each.

    Attributes:
        number: which update, from 1.
        step: p after the update minus p before it.
        again: Δp from the definition.
        scale: the size of the numbers that each is made of, which rounding is relative to.
        worst_name: the parameter that is furthest off.
    """

    number: int
    step: Array
    again: Array
    scale: Array
    worst_name: str

    @property
    def worst(self) -> float:
        """How far they are apart at most, relative to the scale."""
        return float(np.max(np.abs(self.step - self.again) / self.scale, initial=0.0))

    @property
    def passed(self) -> bool:
        """Whether they agree."""
        return bool(np.isfinite(self.again).all()) and self.worst <= TOLERANCE

    @property
    def sentence(self) -> str:
        """The verdict."""
        verdict = "agrees with" if self.passed else "DIFFERS from"
        where = f" (at {self.worst_name})" if self.worst > 0.0 else ""
        return f"update {self.number} {verdict} its definition: largest relative difference {self.worst:.2e}{where}"


def check_update(timeline: Timeline, update: int) -> UpdateCheck:
    """The check of the update that comes after so many others."""
    before, after, memory = timeline.parameters(update), timeline.parameters(update + 1), timeline.memory(update)
    scenario, gradient = timeline.scenario, _gradient(timeline, update, before)
    t = update - timeline.run.since + 1
    again = by_the_rules(scenario.optimiser, gradient, before, memory, scenario.eta(update), t)["Δ"]
    again = np.where(scenario.free, again, 0.0)
    scale = np.maximum(np.maximum(np.abs(before), np.abs(after)), np.maximum(np.abs(again), 1e-300))
    scale = scale + _thrown(timeline, update, gradient, again) / TOLERANCE
    step = after - before
    worst = int(np.argmax(np.abs(step - again) / scale))
    return UpdateCheck(update + 1, step, again, scale, str(scenario.network.parameter(worst)))


def _thrown(timeline: Timeline, update: int, gradient: Array, again: Array) -> Array:
    """How far Δp is thrown by what rounding does to the gradient: far, where that is divided by its own size and nearly 0."""
    scenario, p, memory = timeline.scenario, timeline.parameters(update), timeline.memory(update)
    with np.errstate(all="ignore"):
        rounding, _ = rounding_of(scenario.objective.over(scenario.schedule.examples(update)), p)
        noise = _OWN * scenario.freedom.spread(np.where(np.isfinite(rounding), rounding, 0.0))
        t = update - timeline.run.since + 1
        eta, rule = scenario.eta(update), scenario.optimiser
        found = [np.abs(by_the_rules(rule, gradient + one, p, memory, eta, t)["Δ"] - again) for one in (noise, -noise)]
    thrown: Array = np.where(scenario.free, np.nan_to_num(np.maximum(*found)), 0.0)
    return thrown


def _gradient(timeline: Timeline, update: int, p: Array) -> Array:
    """∇φ_B as each parameter feels it: the mean over the examples, penalties added, the members of a tied group together."""
    scenario = timeline.scenario
    network, train, training = scenario.network, scenario.train, scenario.training
    examples = scenario.schedule.examples(update)
    if len(examples) > MAX_EXAMPLES:
        found = scenario.objective.over(examples).slope(p)
        return scenario.freedom.spread(found)
    total = np.zeros_like(p)
    for row in examples:
        total += scenario.passed(p, train.x[row], train.y[row]).gradient
    total /= len(examples)
    weights = network.is_weight
    total_penalty = np.where(weights, training.l1 * np.sign(p) + training.l2 * p, 0.0)
    in_group = np.zeros(p.size, bool)
    for group in scenario.tied_groups:
        in_group[group] = True
        # A group counts in the penalty once, if a weight is in it.
        first = [i for i in group if weights[i]][:1]
        total[group] = total[group].sum() + total_penalty[first].sum()
    total[~in_group] += total_penalty[~in_group]
    return total
