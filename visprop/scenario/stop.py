"""When a training ends by itself: conditions that are tested at the ends of epochs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What is known of a training at the end of an epoch.

    Attributes:
        updates, epochs: how many are done.
        cost: φ.
        slope: ‖∇φ‖.
        test_costs: the mean cost of the test rows now, and at the ends of the epochs before, newest first.
    """

    updates: int
    epochs: int
    cost: float
    slope: float
    test_costs: tuple[float, ...]


@dataclass(frozen=True)
class Condition:
    """One kind of condition.

    Attributes:
        name: as it stands in a scenario file, and as a field of `Stop`.
        words: as the user reads it, with a gap for the limit.
        is_whole: whether the limit is a whole number from 1, else it is a number from 0.
        holds: (outcome, limit) → whether the training is to end.
    """

    name: str
    words: str
    is_whole: bool
    holds: Callable[[Outcome, float], bool]


def _rose(outcome: Outcome, times: float) -> bool:
    """Whether the test cost rose in each of the last epochs."""
    costs = outcome.test_costs[: int(times) + 1]
    return len(costs) > times and all(now > before for now, before in zip(costs, costs[1:], strict=False))


CONDITIONS: dict[str, Condition] = {
    condition.name: condition
    for condition in (
        Condition("updates", "{:g} updates are done", True, lambda outcome, limit: outcome.updates >= limit),
        Condition("epochs", "{:g} epochs are done", True, lambda outcome, limit: outcome.epochs >= limit),
        Condition("cost", "φ is at most {:g}", False, lambda outcome, limit: outcome.cost <= limit),
        Condition("slope", "‖∇φ‖ is at most {:g}", False, lambda outcome, limit: outcome.slope <= limit),
        Condition("test_rises", "the test cost rose in each of the last {:g} epochs", True, _rose),
    )
}
"""Every condition by its name."""


@dataclass(frozen=True)
class Stop:
    """The conditions of a training, each None if it is not asked for; the first that holds ends it.

    Attributes:
        updates, epochs: how many are done at most, whole numbers; a number of updates may end within an epoch.
        cost: φ that is enough.
        slope: ‖∇φ‖ that is small enough.
        test_rises: for how many epochs in succession the test cost rose, a whole number.
    """

    updates: float | None = None
    epochs: float | None = None
    cost: float | None = None
    slope: float | None = None
    test_rises: float | None = None

    def __bool__(self) -> bool:
        return any(self.limit(name) is not None for name in CONDITIONS)

    def limit(self, name: str) -> float | None:
        """The limit of a condition by its name."""
        found: float | None = getattr(self, name)
        return found

    def last_update(self, per_epoch: int) -> int | None:
        """The update after which the numbers of updates and epochs end it at the latest; None if they do not."""
        ends = [self.updates, None if self.epochs is None else self.epochs * per_epoch]
        return min((int(end) for end in ends if end is not None), default=None)

    @property
    def needs_outcome(self) -> bool:
        """Whether more is asked for than numbers of updates and epochs, so that ends of epochs have to be looked at."""
        return any(self.limit(name) is not None for name in ("cost", "slope", "test_rises"))

    def reason(self, outcome: Outcome) -> str:
        """Why the training ends here; empty if it does not."""
        for name, condition in CONDITIONS.items():
            limit = self.limit(name)
            if limit is not None and condition.holds(outcome, limit):
                return condition.words.format(limit)
        return ""


NEVER = Stop()
"""No condition."""
