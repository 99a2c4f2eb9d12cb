"""When a training ends by itself: at which updates that is looked at, and why it ends there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario
from visprop.scenario.stop import Outcome


class Ending:
    """The conditions of a scenario, looked at at the ends of epochs, and at the update that its number of updates names.

    Args:
        scenario: the experiment, with its conditions.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._stop = scenario.training.stop
        self._per_epoch = scenario.schedule.updates_per_epoch
        self._last = self._stop.last_update(self._per_epoch)
        self._test_costs: dict[int, float] = {}

    def next_look(self, update: int) -> int | None:
        """The next update after one at which the training may end; None if it never does."""
        last = self._last if self._last is not None and self._last > update else None
        if not self._stop.needs_outcome:
            return last
        end = (update // self._per_epoch + 1) * self._per_epoch
        return end if last is None else min(end, last)

    def reason(self, update: int, p: Array) -> str:
        """Why the training ends after an update; empty if it does not, or is not looked at there."""
        is_end = update > 0 and update % self._per_epoch == 0
        if not self._stop or not (is_end or update == self._last):
            return ""
        return self._stop.reason(self._outcome(update, p, is_end))

    def _outcome(self, update: int, p: Array, is_end: bool) -> Outcome:
        stop, objective = self._stop, self._scenario.objective
        cost = _if(is_end and stop.cost is not None, lambda: objective.value(p))
        slope = _if(is_end and stop.slope is not None, lambda: float(np.linalg.norm(objective.slope(p))))
        costs: tuple[float, ...] = ()
        if is_end and stop.test_rises is not None:
            costs = self._recent_test_costs(update, p, int(stop.test_rises))
        return Outcome(update, update // self._per_epoch, cost, slope, costs)

    def _recent_test_costs(self, update: int, p: Array, count: int) -> tuple[float, ...]:
        """The test cost now and at the ends of the epochs before, newest first, as far as they were looked at."""
        test = self._scenario.test
        if not len(test):
            return ()
        self._test_costs[update] = self._scenario.network.mean_cost(p, test.x, test.y)
        ends = range(update, update - (count + 1) * self._per_epoch, -self._per_epoch)
        found = []
        for end in ends:
            if end not in self._test_costs:
                break
            found.append(self._test_costs[end])
        self._test_costs = {end: self._test_costs[end] for end in ends if end in self._test_costs}
        return tuple(found)


def _if(is_wanted: bool, compute: Callable[[], float]) -> float:
    """What is not asked for is not computed; NaN meets no condition."""
    return compute() if is_wanted else float("nan")
