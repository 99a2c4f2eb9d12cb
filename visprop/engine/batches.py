"""The examples as batches in the order of each epoch, in buffers that are made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from typing import NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.schedule import Schedule

_FEW, _MANY, _NUMBERS = 16, 256, 1 << 15
"""So many updates, at least and at most, are put in order together, and between these no more than have so many numbers."""


class Batch(NamedTuple):
    """Views of one batch: inputs with their row of ones (n_0 + 1, m), the same transposed, and targets (n_L, m).

    `compared` is what outputs are compared with: the targets, or with a shortcut these and what they lack of 1.
    """

    x: Array
    x_transposed: Array
    y: Array
    compared: Array | tuple[Array, Array]


class BatchSource(Protocol):
    """Gives the batches of updates."""

    def of(self, start: int, count: int) -> Iterator[tuple[int, int, Iterable[Batch]]]:
        """The batches of the updates that come after `start` others, as runs (size, how many, batches), each used in turn."""


class Batches:
    """The batches of a schedule. Rows in the data's own order are read where they stand; else a window is put in order at a time.

    A window is some whole epochs, where they are short, or a part of a long one: few buffers, which stay in the cache.

    Args:
        schedule: which examples each update takes.
        x: inputs, of shape (m, n_0).
        targets: y, of shape (m, n_L), and with a shortcut what it lacks of 1.
    """

    def __init__(self, schedule: Schedule, x: Array, targets: Sequence[Array]) -> None:
        self._schedule, self._per_epoch = schedule, schedule.updates_per_epoch
        self._whole, self._rest = divmod(schedule.count, schedule.size)
        self._source = [np.column_stack((x, np.ones(len(x)))), *map(np.ascontiguousarray, targets)]
        self._window, self._data = self._per_epoch, self._source
        if schedule.shuffle:
            numbers = schedule.size * sum(part.shape[1] for part in self._source)
            at_most = max(_FEW, min(_MANY, _NUMBERS // numbers))
            self._window = at_most - at_most % min(at_most, self._per_epoch)
            self._data = [np.empty((self._window * schedule.size, part.shape[1])) for part in self._source]
        self._made: list[Batch | None] = [None] * self._window
        self._rests: dict[int, Batch] = {}
        self._first = self._loaded = 0

    def of(self, start: int, count: int) -> Iterator[tuple[int, int, Iterable[Batch]]]:
        """The batches of the updates that come after `start` others, as runs (size, how many, batches), each used in turn."""
        size = self._schedule.size
        if not self._schedule.shuffle and not self._rest:
            step, many = start % self._per_epoch, min(count, self._per_epoch)
            once = [*self._some(step, min(self._per_epoch, step + many)), *self._some(0, max(0, step + many - self._per_epoch))]
            yield size, count, islice(cycle(once), count)
            return
        end = start + count
        while start < end:
            place, step = self._load(start), start % self._per_epoch
            if step == self._whole:
                yield self._rest, 1, [self._last(place)]
                start += 1
            else:
                many = min(end - start, self._loaded - place, self._whole - step if self._rest else count)
                yield size, many, self._some(place, place + many)
                start += many

    def _load(self, update: int) -> int:
        """Bring the examples of an update, and of some after it, into their order; where in the window it is."""
        if not self._first <= update < self._first + self._loaded:
            epoch, step = divmod(update, self._per_epoch)
            if not self._schedule.shuffle:
                self._first, self._loaded = update - step, self._per_epoch
            elif self._window < self._per_epoch:
                self._load_part(epoch, step - step % self._window)
            else:
                # Who goes on is given more at a time, who jumps no more than is asked for.
                goes_on = self._loaded and update == self._first + self._loaded
                self._load_epochs(epoch, min(self._window, 2 * self._loaded) // self._per_epoch if goes_on else 1)
        return update - self._first

    def _load_part(self, epoch: int, step: int) -> None:
        size = self._schedule.size
        self._take(self._schedule.order(epoch)[step * size : (step + self._window) * size])
        self._first, self._loaded = epoch * self._per_epoch + step, min(self._window, self._per_epoch - step)

    def _load_epochs(self, epoch: int, many: int) -> None:
        orders = self._schedule.orders(epoch, many)
        self._take(orders.ravel())
        self._first, self._loaded = epoch * self._per_epoch, len(orders) * self._per_epoch

    def _take(self, rows: NDArray[np.intp]) -> None:
        for source, data in zip(self._source, self._data, strict=True):
            source.take(rows, 0, data[: len(rows)], "clip")

    def _some(self, start: int, stop: int) -> list[Batch]:
        """The batches at some places; those of a large table are not all made before the first update."""
        if not all(self._made[start:stop]):
            for place in range(start, stop):
                self._made[place] = self._made[place] or self._make(place, self._schedule.size)
        return cast(list[Batch], self._made[start:stop])

    def _last(self, place: int) -> Batch:
        """The smaller batch at the end of an epoch, of what is left."""
        if place not in self._rests:
            self._rests[place] = self._make(place, self._rest)
        return self._rests[place]

    def _make(self, place: int, size: int) -> Batch:
        epoch, step = divmod(place, self._per_epoch)
        first = epoch * self._schedule.count + step * self._schedule.size
        x, (y, *rest) = self._data[0][first : first + size], [part[first : first + size].T for part in self._data[1:]]
        return Batch(flattened(x.T), x, y, (y, rest[0]) if rest else y)


def flattened(columns: Array) -> Array:
    """A view of one dimension where there is one column: products with a vector are faster than with a matrix."""
    return columns[:, 0] if columns.shape[1] == 1 else columns
