"""Random draws by algorithms of our own on raw PCG64, so that the same seed gives the same numbers with every version of NumPy.

NumPy promises the bits of its bit generators for ever, and not what its distributions make of them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.seeding import seeded

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
    return ranked(_raw(seed, count))


def drawn(count: int, most: int, seed: Seed) -> NDArray[np.intp]:
    """The first `most` of `permutation(count, seed)`, sorted, without the order of all the others."""
    raw = _raw(seed, count)
    last = np.partition(raw, most - 1)[most - 1]
    below, equal = np.flatnonzero(raw < last), np.flatnonzero(raw == last)
    return np.sort(np.concatenate((below, equal[: most - len(below)])))


def permutations(count: int, words: NDArray[np.uint64]) -> NDArray[np.intp]:
    """The same for many seeds, given by their words as `words_of_many` makes them; of shape (len(words), count)."""
    generator, seed = np.random.PCG64, seeded()
    raw = np.concatenate([generator(seed(one)).random_raw(count) for one in words])
    return ranked(raw.reshape(len(words), count))


def ranked(raw: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Where the numbers of each row stand, in ascending order of the numbers, ties in their own order; of the same shape."""
    own, lower = _places(raw.shape[-1])
    # Sorting a number together with its place is several times faster than sorting places, and the same unless upper bits tie.
    keys = raw | lower
    keys ^= lower
    keys |= own
    keys.sort(axis=-1)
    places = keys & lower
    keys ^= places
    if (keys[..., 1:] == keys[..., :-1]).any():
        return np.argsort(raw, kind="stable", axis=-1)
    return places.astype(np.intp)


@lru_cache(maxsize=4)
def _places(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """0 … count − 1, and a number with all bits that these take."""
    return np.arange(count, dtype=np.uint64), np.array((1 << max(0, count - 1).bit_length()) - 1, np.uint64)
