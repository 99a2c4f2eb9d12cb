"""One product for the first layer of all runs of a swarm, where it rounds as a product for each of them does."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.draws import normal

_SEED, _TRIED = 11, 10_000
"""Of the numbers with which it is tried how it rounds, and how many of them there are."""


class Stacked:
    """The first layer's z of all runs, which share their examples, by one product.

    Each number is the same sum of the same terms as if each run had a product of its own; whether it is added up in the same
    order is for the matrix library to choose, so it is tried.

    Args:
        runs, n, k, m: how many runs, neurons, inputs with the bias, examples.
    """

    def __init__(self, runs: int, n: int, k: int, m: int) -> None:
        self._rows, self._found = np.empty((runs, n, k)), np.empty((runs, n, m))
        self._flat, self._flat_found = self._rows.reshape(runs * n, k), self._found.reshape(runs * n, m)

    def fill(self, block: Array, x: Array, out: Array) -> None:
        """z from [W b] of each run, of shape (runs, n, k), and the examples, of shape (k, m)."""
        np.copyto(self._rows, block)
        np.dot(self._flat, x, self._flat_found)
        np.copyto(out, self._found)

    def rounds_alike(self) -> bool:
        """Whether each of many numbers has the bits that a product for each run gives it."""
        runs, n, m = self._found.shape
        return all(self._rounds_alike(draw) for draw in range(-(-_TRIED // (runs * n * m))))

    def _rounds_alike(self, draw: int) -> bool:
        k, m = self._rows.shape[2], self._found.shape[2]
        block, x = normal((_SEED, draw, 0), 1.0, self._rows.shape), normal((_SEED, draw, 1), 1.0, (m, k)).T
        z = np.empty(self._found.shape)
        self.fill(block, x, z)
        return np.array_equal(z, np.matmul(block, x))
