"""The examples as batches for many runs in lockstep: in one order for all, or in an order of its own for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.batches import Batch, Batches
from visprop.engine.draws import permutation, permutations
from visprop.engine.schedule import Schedule
from visprop.engine.seeding import words_from

Seeds = NDArray[np.int64]
"""A seed for each run."""
Order = NDArray[np.unsignedinteger[Any]]
"""The examples of an epoch for each run, of shape (runs, examples): as short as the numbers may be."""

_AT_ONCE = 1_000_000
"""So many numbers of orders are drawn together at most."""


class SharedBatches(Batches):
    """Batches that all runs take: an axis of length 1 stands for the runs.

    Args:
        schedule, x, targets: as of `Batches`.
        axis: which axis of targets, and of what they are compared with, is that of the runs: 1, or the last.
    """

    def __init__(self, schedule: Schedule, x: Array, targets: Sequence[Array], axis: int) -> None:
        self._axis = axis
        super().__init__(schedule, x, targets)

    def _make(self, place: int, size: int) -> Batch:
        _, x, y, compared = super()._make(place, size)
        rest = compared[1:] if isinstance(compared, tuple) else ()
        y, *others = (np.expand_dims(part, self._axis) for part in (y, *rest))
        return Batch(x.T, x if self._axis == 1 else x.T, y, (y, others[0]) if others else y)


class OwnBatches:
    """Batches of which each run takes examples of its own, gathered for each update: rows (runs, m, n_0 + 1), y (n_L, runs, m).

    Args:
        schedule: how many examples an update takes; its seed means nothing.
        x, targets: as of `Batches`.
        seeds: of each run that of its orders.
        runs_last: whether runs are the last axis instead: x of shape (n_0 + 1, m, runs), targets (n_L, m, runs).
    """

    def __init__(self, schedule: Schedule, x: Array, targets: Sequence[Array], seeds: Seeds, runs_last: bool) -> None:
        self._schedule, self._seeds, self._runs_last = schedule, seeds, runs_last
        self._x, self._targets = np.column_stack((x, np.ones(len(x)))), [np.ascontiguousarray(part.T) for part in targets]
        self._columns = np.ascontiguousarray(self._x.T) if runs_last else self._x
        self._epoch = -1
        self._order: Order = np.empty((0, 0), np.uint16)

    def of(self, start: int, count: int) -> Iterator[tuple[int, int, Iterable[Batch]]]:
        """The batches of the updates that come after `start` others, as runs (size, how many, batches), each used in turn."""
        per_epoch, (whole, rest) = self._schedule.updates_per_epoch, divmod(self._schedule.count, self._schedule.size)
        end = start + count
        while start < end:
            epoch, step = divmod(start, per_epoch)
            if step == whole:
                yield rest, 1, self._some(epoch, step, step + 1)
                start += 1
            else:
                stop = min(whole, step + end - start)
                yield self._schedule.size, stop - step, self._some(epoch, step, stop)
                start += stop - step

    def _some(self, epoch: int, step: int, stop: int) -> Iterator[Batch]:
        if epoch != self._epoch:
            self._epoch, self._order = epoch, orders(self._schedule.count, self._seeds, epoch)
        size = self._schedule.size
        gather = self._runs_innermost if self._runs_last else self._runs_first
        return (gather(self._order[:, i * size : (i + 1) * size]) for i in range(step, stop))

    def _runs_first(self, rows: Order) -> Batch:
        x = self._x.take(rows, 0, mode="clip")
        y, *rest = (part.take(rows, 1, mode="clip") for part in self._targets)
        return Batch(x.transpose(0, 2, 1), x, y, (y, rest[0]) if rest else y)

    def _runs_innermost(self, rows: Order) -> Batch:
        x, y, *rest = (part.take(rows.T, 1, mode="clip") for part in (self._columns, *self._targets))
        return Batch(x, x, y, (y, rest[0]) if rest else y)


def orders(count: int, seeds: Seeds, epoch: int) -> Order:
    """The orders of an epoch by many seeds, each as `Schedule.order` gives it."""
    kind: type[np.unsignedinteger[Any]] = np.uint16 if count <= 1 << 16 else np.uint32
    distinct, which = np.unique(seeds, return_inverse=True)
    if distinct[-1] < 1 << 32 and epoch < 1 << 32:
        words = [distinct.astype(np.uint32), *(np.full(len(distinct), word, np.uint32) for word in (0, epoch))]
        every, step = words_from(words), max(1, _AT_ONCE // count)
        # As they are drawn they have 64 bits each, so not all are drawn at once.
        parts = [permutations(count, every[start : start + step]).astype(kind) for start in range(0, len(every), step)]
        found: Order = np.concatenate(parts)
    else:
        found = np.array([permutation(count, (int(seed), 0, epoch)) for seed in distinct], kind)
    return found if np.array_equal(distinct, seeds) else found[which]
