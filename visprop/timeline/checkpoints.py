"""Parameters kept at evenly spaced updates, within a memory budget."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array

_BLOCK_BYTES = 1 << 20


class Checkpoints:
    """p at updates 0, s, 2s, … without a gap. When the budget is full, every second one goes and s doubles.

    Args:
        p0: the parameters at update 0.
        budget: bytes.
        stride: s at the beginning, a power of two.
    """

    def __init__(self, p0: Array, budget: int, stride: int = 8) -> None:
        self.stride = stride
        self._rows_per_block = max(1, _BLOCK_BYTES // p0.nbytes)
        self._capacity = max(4, budget // p0.nbytes)
        self._blocks: list[Array] = []
        self._count = 0
        self.add(0, p0)

    @property
    def nbytes(self) -> int:
        """The memory held."""
        return sum(block.nbytes for block in self._blocks)

    @property
    def last(self) -> int:
        """The last update that is kept."""
        return (self._count - 1) * self.stride

    def add(self, update: int, p: Array) -> None:
        """Keep p, if the update is the next one to be kept; else do nothing."""
        if update != self._count * self.stride:
            return
        if self._count == self._capacity:
            self._thin()
            self.add(update, p)
            return
        block, row = divmod(self._count, self._rows_per_block)
        if block == len(self._blocks):
            self._blocks.append(np.empty((min(self._rows_per_block, self._capacity - self._count), p.size)))
        self._blocks[block][row] = p
        self._count += 1

    def at_or_before(self, update: int) -> tuple[int, Array]:
        """The last kept update that is not after the given one, and a copy of its p."""
        index = min(update // self.stride, self._count - 1)
        return index * self.stride, self._row(index).copy()

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
