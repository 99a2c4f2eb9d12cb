"""Random draws by algorithms of our own on raw PCG64, so that the same seed gives the same numbers with every version of NumPy.

NumPy promises the bits of its bit generators for ever, and not what its distributions make of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array

Seed = tuple[int, ...]
"""A seed, and after it what is drawn with it, so that no two draws share their numbers."""


def _raw(seed: Seed, count: int) -> NDArray[np.uint64]:
    return np.random.PCG64(list(seed)).random_raw(count)


def uniform(seed: Seed, low: float, high: float, shape: int | tuple[int, ...]) -> Array:
    """Numbers in [low, high), from the upper 53 bits of each raw number."""
    shares = (_raw(seed, int(np.prod(shape))) >> np.uint64(11)).astype(np.float64) * 2.0**-53
    found: Array = low + (high - low) * shares.reshape(shape)
    return found


def normal(seed: Seed, scale: float, shape: int | tuple[int, ...]) -> Array:
    """Normally distributed numbers about 0 (Box and Muller, 1958)."""
    count = int(np.prod(shape))
    shares = uniform(seed, 0.0, 1.0, (2, count))
    # 1 − u lies in (0, 1], so that its logarithm is finite.
    found: Array = scale * np.sqrt(-2.0 * np.log(1.0 - shares[0])) * np.cos(2.0 * np.pi * shares[1])
    return found.reshape(shape)


def permutation(count: int, seed: Seed) -> NDArray[np.intp]:
    """0 … count − 1 in a random order: that of raw numbers, ties in their own order."""
    return np.argsort(_raw(seed, count), kind="stable")


def first_of_permutation(count: int, seed: Seed, most: int) -> NDArray[np.intp]:
    """The first ones of `permutation`, at most so many: of very many numbers no whole order is made."""
    if most >= count:
        return permutation(count, seed)
    raw = _raw(seed, count)
    near = np.flatnonzero(raw <= np.partition(raw, most - 1)[most - 1])
    return near[np.argsort(raw[near], kind="stable")[:most]]
