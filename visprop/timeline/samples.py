"""At which updates a training's past is told, and the samples that there are of it."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")
A = TypeVar("A")

MAX_SAMPLES = 512
"""The most updates that a curve or a path is drawn through."""
ASKED = 3
"""How many samples are asked for at a time where each takes long."""


def sampled_updates(update: int, first: int = 0, most: int = MAX_SAMPLES, stride: int = 1) -> list[int]:
    """Updates `first` … `update` at an even stride, a power of two, at most `most` + 1, and `update` itself."""
    while update - first > most * stride:
        stride *= 2
    updates = list(range(first, update + 1, stride))
    return updates if updates[-1] == update else [*updates, update]


PER_OCTAVE = 128
"""How many samples the monitor keeps between an update and that of twice its number."""


def grid_updates(update: int, first: int = 0, per_octave: int = PER_OCTAVE, spacing: int = 1) -> list[int]:
    """Updates `first` … `update` on a grid that depends on an update's number alone, and both ends.

    All up to so many an octave, then each second, each fourth and so on, twice as far apart from each power of two to the next:
    of a million some 2,000. What was a sample once stays one, however long the run becomes.

    Where only those can be told that lie a spacing apart, from the first on, the grid is of these, and begins with the first.
    """
    if spacing > 1:
        return [first + k for k in grid_updates(update - first, 0, per_octave) if k % spacing == 0 or first + k == update]
    found: list[int] = []
    low, stride = 0, 1
    while low <= update:
        high = 2 * per_octave * stride
        start = max(low, first)
        found += range(-(-start // stride) * stride, min(high, update + 1), stride)
        low, stride = high, 2 * stride
    return sorted({first, *found, update})


class Samples(NamedTuple, Generic[A]):
    """What is known at some updates.

    Attributes:
        updates: ascending.
        values: one for each.
        is_late: whether more of them come if time is given.
    """

    updates: list[int]
    values: A
    is_late: bool


def sample_of(
    wanted: list[int], kept: dict[int, V], compute: Callable[[int], V | None], deadline: float
) -> tuple[list[int], bool]:
    """Which of the wanted samples there are, after computing missing ones as long as time allows, but one at least.

    Without that one a machine that stalls would ask for ever.
    """
    pending, is_late, tried = 0, False, False
    # The newest first: they are what is looked at.
    for k in reversed(wanted):
        if k in kept:
            continue
        if (tried and perf_counter() > deadline) or pending == ASKED:
            is_late = pending < ASKED
            break
        value, tried = compute(k), True
        if value is None:
            pending += 1
        else:
            kept[k] = value
    return [k for k in wanted if k in kept], is_late
