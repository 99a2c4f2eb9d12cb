"""When a training ends by itself: at which updates that is looked at, and why it ends there."""

from __future__ import annotations

from itertools import takewhile

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.directions import length
from visprop.scenario.stop import Outcome
from visprop.timeline.totals import Totals


class Ending:
    """The conditions of a scenario, looked at at the ends of epochs, and at the update that its number of updates names.

    Args:
        totals: sums over the examples of the experiment.
    """

    def __init__(self, totals: Totals) -> None:
        self._totals = totals
        scenario = totals.scenario
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

    def reason(self, update: int, p: Array) -> str | None:
        """Why the training ends after an update; empty if it does not, or is not looked at there, None if it is not known yet."""
        is_end = update > 0 and update % self._per_epoch == 0
        if not self._stop or not (is_end or update == self._last):
            return ""
        outcome = self._outcome(update, p, is_end)
        return None if outcome is None else self._stop.reason(outcome)

    def _outcome(self, update: int, p: Array, is_end: bool) -> Outcome | None:
        """What is known at an update; what is not asked for is NaN, which meets no condition."""
        stop, totals = self._stop, self._totals
        cost = totals.phi(p) if is_end and stop.cost is not None else np.nan
        slope = totals.slope(p) if is_end and stop.slope is not None else np.full(1, np.nan)
        costs: tuple[float, ...] | None = ()
        if is_end and stop.test_rises is not None and len(totals.scenario.test):
            costs = self._recent_test_costs(update, p, int(stop.test_rises))
        if cost is None or slope is None or costs is None:
            return None
        return Outcome(update, update // self._per_epoch, cost, length(slope), costs)

    def _recent_test_costs(self, update: int, p: Array, times: int) -> tuple[float, ...] | None:
        """The test cost now and at the ends of the epochs before, newest first, as far as they were looked at."""
        quality = self._totals.quality(p, is_test=True)
        if quality is None:
            return None
        self._test_costs[update] = quality.cost
        ends = range(update, update - (times + 1) * self._per_epoch, -self._per_epoch)
        self._test_costs = {end: self._test_costs[end] for end in ends if end in self._test_costs}
        without_gap = takewhile(self._test_costs.__contains__, ends)
        return tuple(self._test_costs[end] for end in without_gap)
