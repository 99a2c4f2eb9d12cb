"""Which examples an update uses: online, mini-batch or full batch, in an order drawn from the seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from visprop.engine.draws import permutations
from visprop.engine.registry import Registry, require
from visprop.engine.seeding import words_of_many


@dataclass(frozen=True)
class Strategy:
    """How many examples an update uses.

    Attributes:
        name: as it stands in a scenario file.
        title: as the user reads it in a list.
        words: the same in a sentence, with a gap for the size of a batch.
        size: (examples in all, the chosen size of a batch) → examples an update.
        has_size: whether the size of a batch can be chosen.
        has_order: whether the order of the examples makes a difference.
    """

    name: str
    title: str
    words: str
    size: Callable[[int, int], int]
    has_size: bool
    has_order: bool

    def __post_init__(self) -> None:
        require(self, "strategy", (not self.has_size or "{}" in self.words, "words are to have a gap {} for the size"))


def prove(strategy: Strategy) -> None:
    """Try a strategy on some numbers of examples.

    Raises:
        ValueError: it takes none, or more than there are.
    """
    for count, batch in ((1, 1), (7, 3), (10, 100)):
        size = strategy.size(count, batch)
        holds = isinstance(size, int) and 1 <= size <= count
        require(strategy, "strategy", (holds, f"size is to be a whole number from 1 to {count}, not {size!r}"))


STRATEGIES: Registry[Strategy] = Registry(
    (
        Strategy("online", "online", "online", lambda count, batch: 1, has_size=False, has_order=True),
        Strategy(
            "mini_batch", "mini-batch", "batches of {}", lambda count, batch: min(batch, count), has_size=True, has_order=True
        ),
        Strategy("full_batch", "full batch", "full batch", lambda count, batch: count, has_size=False, has_order=False),
    ),
    prove,
)
"""Every strategy by its name."""


_SEEDED = 1024
"""So many epochs are seeded together; a power of two, so that the numbers of all have as many bytes."""


@lru_cache(maxsize=16)
def _words(seed: int, part: int) -> NDArray[np.uint64]:
    """What the orders of `_SEEDED` epochs are drawn from."""
    found = words_of_many((seed, 0), np.arange(part * _SEEDED, (part + 1) * _SEEDED, dtype=np.uint64))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=4)
def _order(seed: int, epoch: int, count: int) -> NDArray[np.intp]:
    found: NDArray[np.intp] = _orders(seed, epoch, 1, count)[0]
    found.flags.writeable = False
    return found


def _orders(seed: int, epoch: int, many: int, count: int) -> NDArray[np.intp]:
    part, start = divmod(epoch, _SEEDED)
    return permutations(count, _words(seed, part)[start : start + many])


@dataclass(frozen=True)
class Schedule:
    """The examples of each update, a pure function of the update's number, so that any update can be replayed.

    Attributes:
        count: how many examples there are.
        size: how many an update uses, 1 … count; the last update of an epoch takes what is left.
        shuffle: whether each epoch has a new order (drawn without replacement); else the data's own.
        seed: of the orders.
    """

    count: int
    size: int
    shuffle: bool
    seed: int

    @property
    def updates_per_epoch(self) -> int:
        """How many updates go once through all examples."""
        return -(-self.count // self.size)

    def order(self, epoch: int) -> NDArray[np.intp]:
        """The examples of an epoch in their order, as indices of shape (count,)."""
        return _order(self.seed, epoch, self.count) if self.shuffle else np.arange(self.count)

    def orders(self, epoch: int, many: int) -> NDArray[np.intp]:
        """Those of at most so many epochs from one on, of shape (many, count); fewer where the last are seeded with others."""
        if self.shuffle:
            return _orders(self.seed, epoch, many, self.count)
        return np.broadcast_to(np.arange(self.count), (many, self.count))

    def size_of(self, update: int) -> int:
        """How many examples the update uses that comes after `update` others."""
        start = update % self.updates_per_epoch * self.size
        return min(self.size, self.count - start)

    def examples(self, update: int) -> NDArray[np.intp]:
        """The examples of the update that comes after `update` others, as indices."""
        epoch, step = divmod(update, self.updates_per_epoch)
        return self.order(epoch)[step * self.size : (step + 1) * self.size]
