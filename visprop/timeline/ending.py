"""When a training ends by itself: at which updates that is looked at, and why it ends there."""

from __future__ import annotations

from itertools import takewhile
from typing import Generic, TypeVar

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario
from visprop.scenario.stop import Condition
from visprop.timeline.totals import Totals

V = TypeVar("V")


class Looks(Generic[V]):
    """When the conditions of a scenario are looked at, at the ends of epochs and at the update that a count names; what was seen.

    Args:
        scenario: whose conditions they are.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._stop = scenario.training.stop
        self._per_epoch = scenario.schedule.updates_per_epoch
        self._last = self._stop.last_update(self._per_epoch)
        self._measured: dict[str, dict[int, V]] = {name: {} for name, _ in self._stop.limits}

    def next_look(self, update: int) -> int | None:
        """The next update after one at which the training may end; None if it never does."""
        last = self._last if self._last is not None and self._last > update else None
        if not self._stop.is_measured:
            return last
        end = (update // self._per_epoch + 1) * self._per_epoch
        return end if last is None else min(end, last)

    def _recent(self, name: str, update: int, value: V, back: int) -> list[V]:
        """What was measured now and at the ends of so many epochs before, newest first, as far as they were looked at."""
        known = self._measured[name] | {update: value}
        ends = range(update, update - (back + 1) * self._per_epoch, -self._per_epoch)
        self._measured[name] = {end: known[end] for end in ends if end in known}
        return [known[end] for end in takewhile(known.__contains__, ends)]


class Ending(Looks[float]):
    """Whether a training ends, by the conditions of its scenario.

    Args:
        totals: sums over the examples of the experiment.
    """

    def __init__(self, totals: Totals) -> None:
        super().__init__(totals.scenario)
        self._totals = totals

    def reason(self, update: int, p: Array) -> str | None:
        """Why the training ends after an update; empty if it does not, or is not looked at there, None if it is not known yet."""
        is_end = update > 0 and update % self._per_epoch == 0
        if not (is_end or update == self._last):
            return ""
        # All are asked for before one is waited for, so that they are computed together.
        found = [self._holds(condition, limit, update, p, is_end) for condition, limit in self._stop.asked]
        if None in found:
            return None
        return next((words for words, holds in zip(self._stop.in_words, found, strict=True) if holds), "")

    def _holds(self, condition: Condition, limit: float, update: int, p: Array, is_end: bool) -> bool | None:
        """Whether a condition holds after an update; None if it is not known yet."""
        if condition.update is not None:
            return update >= condition.update(limit, self._per_epoch)
        if condition.measure is None or condition.holds is None or not is_end:
            return False
        value = condition.measure(self._totals, p)
        if value is None:
            return None
        return bool(condition.holds(self._recent(condition.name, update, value, condition.back(limit)), limit))
