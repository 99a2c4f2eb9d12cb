"""Which examples an update uses: online, mini-batch or full batch, in an order drawn from the seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

STRATEGIES = ("online", "mini_batch", "full_batch")
"""The names of the strategies as they stand in a scenario file."""


@lru_cache(maxsize=4)
def _permutation(seed: int, epoch: int, count: int) -> NDArray[np.intp]:
    order = np.random.default_rng([seed, epoch]).permutation(count)
    order.flags.writeable = False
    return order


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
        return _permutation(self.seed, epoch, self.count) if self.shuffle else np.arange(self.count)

    def size_of(self, update: int) -> int:
        """How many examples the update uses that comes after `update` others."""
        start = update % self.updates_per_epoch * self.size
        return min(self.size, self.count - start)

    def examples(self, update: int) -> NDArray[np.intp]:
        """The examples of the update that comes after `update` others, as indices."""
        epoch, step = divmod(update, self.updates_per_epoch)
        return self.order(epoch)[step * self.size : (step + 1) * self.size]
