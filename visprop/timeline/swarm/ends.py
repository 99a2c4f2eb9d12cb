"""When each run of a piece ends, by the conditions of its scenario, looked at as for one run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.objective import Indices
from visprop.engine.swarm import costs_of, mean_costs
from visprop.scenario.scenario import Scenario
from visprop.scenario.stop import Condition
from visprop.timeline.ending import Looks
from visprop.timeline.quality import NOTHING
from visprop.timeline.totals import Totals


class SumsOfMany:
    """What conditions ask of many runs at once, as `Sums` has it of one: at p of shape (R, count), a number or a row for each.

    Args:
        scenario: of which they are runs.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def phi(self, p: Array) -> Any:
        """φ of each."""
        return costs_of(self._scenario.objective, p)

    def slope(self, p: Array) -> Any:
        """∇φ by q of each."""
        return np.array([self._scenario.objective.slope(one) for one in p])

    def quality(self, p: Array, is_test: bool) -> Any:
        """Mean cost of each; how many rows are right is asked of one run after the other."""
        part = self._scenario.test if is_test else self._scenario.train
        if not len(part):
            return NOTHING
        return mean_costs(self._scenario.network, p, part.x, part.y), None


class Ends(Looks[Array]):
    """Which of many runs end, by the conditions of their scenario.

    Args:
        scenario: of which they are runs.
        count: how many there are.
    """

    def __init__(self, scenario: Scenario, count: int) -> None:
        super().__init__(scenario)
        self._count = count
        self._one, self._many = Totals(scenario), SumsOfMany(scenario)

    def reasons(self, update: int, runs: Indices, p: Array) -> Mapping[int, str]:
        """Which of some runs end after an update, and why.

        Args:
            update: the updates done.
            runs: their numbers, ascending; from one look to the next none comes back.
            p: of each, of shape (R, count).
        """
        is_end = update > 0 and update % self._per_epoch == 0
        if not (is_end or update == self._last):
            return {}
        found: dict[int, str] = {}
        # All are asked, as some remember what they were told at the ends of epochs before; the first is the reason.
        for (condition, limit), words in zip(self._stop.asked, self._stop.in_words, strict=True):
            holds = self._holds(condition, limit, update, runs, p, is_end)
            found = dict.fromkeys(runs[holds].tolist(), words) | found
        return found

    def _holds(self, condition: Condition, limit: float, update: int, runs: Indices, p: Array, is_end: bool) -> NDArray[np.bool_]:
        """For each run whether a condition holds after an update."""
        if condition.update is not None:
            return np.full(len(runs), update >= condition.update(limit, self._per_epoch))
        if condition.measure is None or condition.holds is None or not is_end:
            return np.zeros(len(runs), bool)
        sums: Any = self._many if condition.takes_many else self._one
        values = condition.measure(sums, p) if condition.takes_many else [condition.measure(sums, one) for one in p]
        recent = self._of_each(condition.name, update, runs, np.asarray(values, float), condition.back(limit))
        if condition.takes_many:
            return np.full(len(runs), condition.holds(recent, limit))
        return np.array([bool(condition.holds(one, limit)) for one in zip(*recent, strict=True)], bool)

    def _of_each(self, name: str, update: int, runs: Indices, values: Array, back: int) -> list[Any]:
        """What was measured of some runs now and at the ends of so many epochs before, newest first."""
        whole = np.full(self._count, np.nan)
        whole[runs] = values
        return [known[runs] for known in self._recent(name, update, whole, back)]
