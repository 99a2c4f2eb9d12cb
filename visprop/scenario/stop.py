"""When a training ends by itself: conditions that are tested at the ends of epochs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import inf, isfinite
from operator import and_
from typing import Protocol

from visprop.engine.arrays import Array
from visprop.engine.directions import length
from visprop.engine.registry import Registry, require

MAX_COUNT = 10**12
"""The largest number of updates."""
_GAP = "{:g}"


class Sums(Protocol):
    """What a condition can ask of a training at some p; None while it is computed elsewhere."""

    def phi(self, p: Array) -> float | None:
        """φ(p)."""

    def slope(self, p: Array) -> Array | None:
        """∇φ by q."""

    def quality(self, p: Array, is_test: bool) -> tuple[float, float | None] | None:
        """Mean cost of the test or training rows without penalties, NaN if there are none; and the share that is right."""


@dataclass(frozen=True)
class Condition:
    """One kind of condition: of a count, of which it is known beforehand when it holds, or of what is measured.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it, with a gap `{:g}` for the limit.
        is_whole: whether the limit is a whole number.
        low, high: the range of the limit, with both ends; infinity for none.
        usual: the limit that is offered first.
        update: (limit, updates an epoch) → the update from which on a count has reached it; None for what is measured.
        measure: (sums, p) → what is looked at, NaN if there is no such thing, None while it is pending; None for a count.
        holds: (what was measured now and at the ends of the epochs before, newest first, limit) → whether the training is to
            end; NaN meets no condition. None for a count.
        back: limit → at how many ends before that is looked as well.
        takes_many: whether measure and holds take many runs at once as well: p of shape (R, count), and for each number that was
            measured an array of shape (R,); else they are asked for each run.
    """

    name: str
    words: str
    is_whole: bool
    low: float
    high: float
    usual: float
    update: Callable[[float, int], float] | None = None
    measure: Callable[[Sums, Array], float | None] | None = None
    holds: Callable[[Sequence[float], float], bool] | None = None
    back: Callable[[float], int] = lambda limit: 0
    takes_many: bool = False

    def __post_init__(self) -> None:
        require(
            self, "condition",
            (self.words.count(_GAP) == 1, f"words are to have one gap {_GAP} for the limit"),
            ((self.measure is None) == (self.holds is None), "measure and holds belong together"),
            ((self.update is None) != (self.measure is None), "it is of a count (update) or of what is measured (measure)"),
            (self.low <= self.usual <= self.high, f"low ≤ usual ≤ high is to hold of {self.low}, {self.usual}, {self.high}"),
            (not self.is_whole or self.usual == int(self.usual), f"usual is to be whole, not {self.usual}"),
        )  # fmt: skip

    @property
    def expected(self) -> str:
        """What the limit is to be, in words."""
        kind = "a whole number" if self.is_whole else "a number"
        return f"{kind} from {self.low:g}" + (f" to {self.high:g}" if self.high < MAX_COUNT else "")

    def allows(self, limit: float) -> bool:
        """Whether it may be the limit."""
        return isfinite(limit) and self.low <= limit <= self.high and (not self.is_whole or limit == int(limit))


def _test_cost(sums: Sums, p: Array) -> float | None:
    quality = sums.quality(p, is_test=True)
    return None if quality is None else quality[0]


def _rose(costs: Sequence[float], times: float) -> bool:
    """Whether the test cost rose in each of the last epochs."""
    rises = [now > before for now, before in zip(costs, costs[1:], strict=False)]
    # Of many runs each cost is an array.
    return len(costs) > times and reduce(and_, rises, True)


def _slope(sums: Sums, p: Array) -> float | None:
    slope = sums.slope(p)
    return None if slope is None else length(slope)


CONDITIONS: Registry[Condition] = Registry(
    (
        Condition(
            "updates", "{:g} updates are done", True, 1, MAX_COUNT, 100, update=lambda limit, per_epoch: limit,
        ),
        Condition(
            "epochs", "{:g} epochs are done", True, 1, MAX_COUNT, 100, update=lambda limit, per_epoch: limit * per_epoch,
        ),
        Condition(
            "cost", "φ is at most {:g}", False, 0.0, inf, 0.01,
            measure=lambda sums, p: sums.phi(p), holds=lambda costs, limit: costs[0] <= limit,
            takes_many=True,
        ),
        Condition(
            "slope", "‖∇φ‖ is at most {:g}", False, 0.0, inf, 0.01,
            measure=_slope, holds=lambda slopes, limit: slopes[0] <= limit,
        ),
        Condition(
            "test_rises", "the test cost rose in each of the last {:g} epochs", True, 1, MAX_COUNT, 100,
            measure=_test_cost, holds=_rose, back=int, takes_many=True,
        ),
    )
)  # fmt: skip
"""Every condition by its name; of several that hold the first is the reason."""


@dataclass(frozen=True, init=False)
class Stop:
    """The conditions of a training; the first that holds ends it.

    Args:
        asked: the limits by the names of their conditions; one that is None is not asked for.

    Attributes:
        limits: those that are asked for, by name, in the order of `CONDITIONS`.

    Raises:
        ValueError: there is no such condition, or it allows no such limit.
    """

    limits: tuple[tuple[str, float], ...]

    def __init__(self, **asked: float | None) -> None:
        for name, limit in asked.items():
            if name not in CONDITIONS:
                raise ValueError(f"there is no condition {name!r} that ends a training")
            if limit is not None and not CONDITIONS[name].allows(limit):
                raise ValueError(f"the condition {name!r} needs {CONDITIONS[name].expected}, got {limit!r}")
        found = ((name, asked.get(name)) for name in CONDITIONS)
        object.__setattr__(self, "limits", tuple((name, limit) for name, limit in found if limit is not None))

    def __bool__(self) -> bool:
        return bool(self.limits)

    @property
    def asked(self) -> tuple[tuple[Condition, float], ...]:
        """The conditions that are asked for, with their limits."""
        return tuple((CONDITIONS[name], limit) for name, limit in self.limits)

    def limit(self, name: str) -> float | None:
        """The limit of a condition by its name; None if it is not asked for."""
        return dict(self.limits).get(name)

    def last_update(self, per_epoch: int) -> int | None:
        """The update after which counts end it at the latest; None if they do not."""
        ends = (one.update(limit, per_epoch) for one, limit in self.asked if one.update is not None)
        return min(map(int, ends), default=None)

    @property
    def is_measured(self) -> bool:
        """Whether more is asked for than counts, so that ends of epochs have to be looked at."""
        return any(condition.measure is not None for condition, _ in self.asked)

    @property
    def in_words(self) -> tuple[str, ...]:
        """Its conditions as the user reads them."""
        return tuple(condition.words.format(limit) for condition, limit in self.asked)


NEVER = Stop()
"""No condition."""
