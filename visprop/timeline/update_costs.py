"""c of each update of a run, thinned with its peaks, so that a million of them are drawn as well as a hundred."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array

PER_OCTAVE = 512
"""Up to so many updates each stands for itself; from there to twice as many again, and so on, there are so many groups."""
_OPEN = 4096
"""So many are put in groups together at the latest; few at a time would take as long as many."""


def group_size(update: int) -> int:
    """How many neighbours an update is together with; a power of two that depends on its number alone."""
    return int(max(1, 2 ** (update.bit_length() - 1) // PER_OCTAVE)) if update else 1


class UpdateCosts:
    """The mean cost of each update's examples, before it is made; of neighbours the least and the greatest.

    Args:
        first: the number of the first update.
    """

    def __init__(self, first: int = 0) -> None:
        self._next = first
        self._starts, self._ends, self._low, self._high = (np.empty(0) for _ in range(4))
        self._open: list[float] = []

    @property
    def known(self) -> int:
        """The first update whose c is not known."""
        return self._next + len(self._open)

    def add(self, update: int, costs: Sequence[float]) -> None:
        """Take c of some updates, from one on; those that are known are passed over, and nothing is taken after a gap."""
        if not costs or update > self.known:
            return
        self._open += costs[self.known - update :]
        if len(self._open) > _OPEN:
            self._close()

    def _close(self) -> None:
        """Close the groups that are whole by now."""
        done, known = 0, np.asarray(self._open, float)
        while closed := self._close_some(known[done:]):
            done += closed
        del self._open[:done]

    def _close_some(self, known: Array) -> int:
        """Close groups of one size that are whole; how many costs are in them."""
        start, size = self._next, group_size(self._next)
        if start % size:
            # A run that begins within a group begins with the rest of it.
            size, count = size - start % size, int(len(known) >= size - start % size)
        else:
            octave_end = 1 << start.bit_length()
            count = min((octave_end - start) // size, len(known) // size)
        if not count:
            return 0
        groups = known[: count * size].reshape(count, size)
        starts = start + size * np.arange(count, dtype=float)
        self._starts, self._ends = np.append(self._starts, starts), np.append(self._ends, starts + size)
        self._low, self._high = np.append(self._low, groups.min(axis=1)), np.append(self._high, groups.max(axis=1))
        self._next = start + count * size
        return count * size

    def groups(self, update: int) -> tuple[Array, Array, Array]:
        """Of the updates before one the first of each group, and its least and greatest c; only whole groups."""
        self._close()
        count = int(np.searchsorted(self._ends, update, side="right"))
        return self._starts[:count], self._low[:count], self._high[:count]

    def before(self, update: int) -> tuple[Array, Array]:
        """The updates before one and their c, as a line through least and greatest of each group; only whole groups."""
        starts, low, high = self.groups(update)
        count = len(starts)
        ends = self._ends[:count]
        single = ends - starts == 1.0
        # Of a group the least at its beginning, and the greatest in its middle; of a single update the one c.
        updates = np.column_stack((starts, (starts + ends) / 2)).ravel()
        values = np.column_stack((low, high)).ravel()
        kept = np.column_stack((np.ones(count, bool), ~single)).ravel()
        return updates[kept], values[kept]
