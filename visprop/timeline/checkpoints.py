"""Parameters kept at evenly spaced updates, within a memory budget."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array

_BLOCK_BYTES = 1 << 20
_MOST = 1 << 14
"""More are not kept, however little they take: at update 10⁶ they are 64 apart, which are replayed in a millisecond.

Pictures of the past have far fewer samples: these are kept updates still, as far as they are evenly spaced.
"""


class Checkpoints:
    """p at updates f, f + s, f + 2s, … without a gap. When the budget is full, or they are many, every second goes and s doubles.

    Args:
        p0: the parameters at update f.
        first: f, the first update.
        budget: bytes.
        stride: s at the beginning, a power of two.
    """

    def __init__(self, p0: Array, budget: int, stride: int = 8, first: int = 0) -> None:
        self.stride, self._first = stride, first
        self._rows_per_block = max(1, _BLOCK_BYTES // p0.nbytes)
        self._capacity = max(4, min(_MOST, budget // p0.nbytes))
        self._blocks: list[Array] = []
        self._count = 0
        self.add(first, p0)

    @property
    def nbytes(self) -> int:
        """The memory held."""
        return sum(block.nbytes for block in self._blocks)

    @property
    def last(self) -> int:
        """The last update that is kept."""
        return self._first + (self._count - 1) * self.stride

    def add(self, update: int, p: Array) -> None:
        """Keep p, if the update is the next one to be kept; else do nothing."""
        if update != self._first + self._count * self.stride:
            return
        if self._count == self._capacity:
            self._thin()
            self.add(update, p)
            return
        block, row = divmod(self._count, self._rows_per_block)
        if block == len(self._blocks):
            self._blocks.append(np.empty((min(self._rows_per_block, self._capacity - self._count), p.size)))
        elif row == len(self._blocks[block]):
            room = min(self._rows_per_block, self._capacity - block * self._rows_per_block)
            self._blocks[block] = np.concatenate((self._blocks[block], np.empty((room - row, p.size))))
        self._blocks[block][row] = p
        self._count += 1

    def start_of(self, update: int) -> int:
        """The last kept update that is not after the given one.

        Raises:
            ValueError: it is before the first.
        """
        if update < self._first:
            raise ValueError(f"update {update} is before update {self._first}, the first one")
        return self._first + min((update - self._first) // self.stride, self._count - 1) * self.stride

    def at(self, kept: int) -> Array:
        """A copy of what is kept at an update that `start_of` names."""
        return self._row((kept - self._first) // self.stride).copy()

    def cut(self, update: int, count: int) -> list[int]:
        """So many updates, which come after one, as numbers of them that end where one would be kept, or with the last."""
        first = min(count, self.stride - (update - self._first) % self.stride)
        whole, rest = divmod(count - first, self.stride)
        return [first, *[self.stride] * whole, *([rest] if rest else [])]

    def set_budget(self, budget: int) -> None:
        """Hold no more than so many bytes from now on, and let go of what is not used."""
        self._capacity = max(4, min(_MOST, budget // self._blocks[0][0].nbytes))
        while self._count > self._capacity:
            self._thin()
        used = self._count - (len(self._blocks) - 1) * self._rows_per_block
        self._blocks[-1] = self._blocks[-1][:used].copy()

    def _row(self, index: int) -> Array:
        block, row = divmod(index, self._rows_per_block)
        values: Array = self._blocks[block][row]
        return values

    def _thin(self) -> None:
        kept = (self._count + 1) // 2
        for index in range(1, kept):
            self._row(index)[:] = self._row(2 * index)
        del self._blocks[-(-kept // self._rows_per_block) :]
        self._count = kept
        self.stride *= 2
