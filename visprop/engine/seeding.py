"""NumPy's SeedSequence for many seeds at once: the words that PCG64 begins with, to the last bit those of `PCG64(list(seed))`.

One by one a seed costs ten times what its generator does. O'Neill, Developing a seed_seq alternative, 2015, as NumPy has it (its
NEP 19 keeps that for ever): a pool of four words is stirred with the seed's own, and hashed for each word that is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import cycle, islice
from typing import cast

import numpy as np
from numpy.typing import DTypeLike, NDArray

Word = NDArray[np.uint32]
"""A word of each seed."""

_POOL = 4
_LEFT, _RIGHT, _HALF = np.uint32(0xCA01F9DD), np.uint32(0x4973F715), np.uint32(16)


@lru_cache(maxsize=1)
def seeded() -> type[np.random.SeedSequence]:
    """The class of seeds whose words are known already: made of four, as `words_of_many` gives them, for PCG64."""
    # Imported when it is first wanted: what draws nothing starts without.
    from numpy.random.bit_generator import ISeedSequence

    class Seeded(ISeedSequence):
        def __init__(self, words: NDArray[np.uint64]) -> None:
            self._words = words

        def generate_state(self, n_words: int, dtype: DTypeLike = np.uint64) -> NDArray[np.uint64]:
            """All of them, whatever is asked for: PCG64 takes four of 64 bits."""
            return self._words

    # PCG64 takes any `ISeedSequence`, though it is not declared to.
    return cast(type[np.random.SeedSequence], Seeded)


class _Hash:
    """Hashes one word after another, each with another constant."""

    def __init__(self, constant: int, factor: int) -> None:
        self._constant, self._factor = constant, factor

    def __call__(self, value: Word) -> Word:
        value = value ^ np.uint32(self._constant)
        self._constant = self._constant * self._factor % 2**32
        return _folded(value * np.uint32(self._constant))


def words_of_many(seed: Sequence[int], last: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Four words for each of the seeds (…, last[i]), of shape (len(last), 4).

    Args:
        seed: what all begin with, each at least 0.
        last: what each ends with; all below 2³², or none.

    Raises:
        ValueError: they are of different lengths as words.
    """
    is_long = last >> np.uint64(32) > 0
    if is_long.any() != is_long.all():
        raise ValueError("some are below 2**32 and some are not")
    fixed = [np.full(len(last), word, np.uint32) for number in seed for word in _words(number)]
    own = [last.astype(np.uint32), *([(last >> np.uint64(32)).astype(np.uint32)] if is_long.any() else [])]
    return words_from([*fixed, *own])


def words_from(entropy: list[Word]) -> NDArray[np.uint64]:
    """Four words for each of many seeds, given by the words of all of them, of shape (seeds, 4)."""
    hashed = _Hash(0x8B51F9DD, 0x58F38DED)
    halves = [hashed(word).astype(np.uint64) for word in islice(cycle(_stirred(entropy)), 2 * _POOL)]
    return np.stack([low | high << np.uint64(32) for low, high in zip(halves[::2], halves[1::2], strict=True)], axis=1)


def _words(number: int) -> list[int]:
    """A number as words of 32 bits, the lowest first; one at least."""
    return [number >> at & 0xFFFFFFFF for at in range(0, max(1, number.bit_length()), 32)]


def _stirred(entropy: list[Word]) -> list[Word]:
    hashed = _Hash(0x43B0D7E5, 0x931E8875)
    empty = np.zeros_like(entropy[0])
    pool = [hashed(word) for word in islice([*entropy, *[empty] * _POOL], _POOL)]
    for source in range(_POOL):
        for target in range(_POOL):
            if source != target:
                pool[target] = _mixed(pool[target], hashed(pool[source]))
    for word in entropy[_POOL:]:
        pool = [_mixed(one, hashed(word)) for one in pool]
    return pool


def _mixed(one: Word, other: Word) -> Word:
    return _folded(one * _LEFT - other * _RIGHT)


def _folded(value: Word) -> Word:
    return value ^ value >> _HALF
