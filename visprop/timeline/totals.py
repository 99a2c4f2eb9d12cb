"""What is summed over many examples at some p: φ, ∇φ, the same over a batch, cost and accuracy of the test rows.

Each is computed once for a p and kept while it is of use; None while it is being computed elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario
from visprop.timeline.quality import NOTHING, Quality
from visprop.timeline.work import AT_ONCE, Work

T = TypeVar("T")

_NUMBERS = count()
_KEPT = 12
"""At how many p values are kept."""

_RESOLUTION = 5.0
"""As how many passes over all examples the resolution of φ counts."""


class Totals:
    """Sums over the examples of one experiment.

    Args:
        scenario: the experiment.
        work: who computes them.
    """

    def __init__(self, scenario: Scenario, work: Work = AT_ONCE) -> None:
        self.scenario, self.work = scenario, work
        self._found: dict[int, _Values] = {}

    @property
    def waits(self) -> bool:
        """Whether whoever asks for a value waits for it."""
        return self.work is AT_ONCE

    def at_once(self) -> Totals:
        """The same, waiting for each value."""
        return Totals(self.scenario)

    def phi(self, p: Array) -> float | None:
        """φ(p)."""
        objective = self.scenario.objective
        return self._get(p, "phi", len(objective.x), lambda: objective.value(p))

    def slope(self, p: Array) -> Array | None:
        """∇φ by q, of q's length."""
        objective = self.scenario.objective
        return self._get(p, "slope", 3 * len(objective.x), lambda: objective.slope(p))

    def resolution(self, p: Array) -> float | None:
        """By how much φ at p must change for float64 to tell."""
        objective = self.scenario.objective
        return self._get(p, "resolution", _RESOLUTION * len(objective.x), lambda: objective.resolution(p))

    def cost_gradient(self, p: Array, examples: NDArray[np.intp]) -> Array | None:
        """The mean of ∂c/∂p over some examples, whether free to move or not, of p's length."""
        name = ("gradient", _named(examples))
        return self._get(p, name, 3 * len(examples), lambda: self.scenario.cost_gradient(p, examples))

    def decrease(self, p: Array, after: Array, examples: NDArray[np.intp]) -> float | None:
        """φ_B(p) − φ_B(after) over some examples."""
        objective = self.scenario.objective

        def compute() -> float:
            part = objective.over(examples)
            costs = [part.network.costs(place, part.x, part.y) for place in (p, after)]
            # The mean of the differences, not the difference of the means: it rounds less.
            # Of costs near the largest number the sum may be too large for one.
            with np.errstate(over="ignore", invalid="ignore"):
                return float((costs[0] - costs[1]).mean()) + part.penalty(p) - part.penalty(after)

        # The p after it is that of the update, so p and the examples name it.
        return self._get(p, ("decrease", _named(examples)), 2 * len(examples), compute)

    def quality(self, p: Array, is_test: bool) -> Quality | None:
        """How good p is for the test or the training rows."""
        part = self.scenario.test if is_test else self.scenario.train
        if not len(part):
            return NOTHING
        return self._get(p, ("quality", is_test), 2 * len(part), lambda: Quality.of(self.scenario, p, part))

    def of(self, p: Array, name: Hashable, passes: float, compute: Callable[[], T]) -> T | None:
        """Something else that is made of passes over all training rows from p.

        Args:
            p: where.
            name: what, with all that it depends on beside the experiment and p.
            passes: as how many passes it counts.
            compute: makes it.
        """
        return self._get(p, name, passes * len(self.scenario.train), compute)

    def _get(self, p: Array, name: Hashable, passes: float, compute: Callable[[], T]) -> T | None:
        """The value of a name at p."""
        found = self._found.pop(id(p), None) or _Values(p)
        # The last one that was asked for is the last to go.
        self._found[id(p)] = found
        while len(self._found) > _KEPT:
            del self._found[next(iter(self._found))]
        if name not in found.values:
            value = self.work.ask((found.number, name), float(passes) * p.size, compute)
            if value is None:
                return None
            found.values[name] = value
        known: T = found.values[name]
        return known


class _Values:
    """What is known at one p. It has a number, since another p may have its id when this one is gone."""

    def __init__(self, p: Array) -> None:
        self.p, self.number = p, next(_NUMBERS)
        self.values: dict[Hashable, Any] = {}


def _named(examples: NDArray[np.intp]) -> bytes:
    return examples.tobytes()
