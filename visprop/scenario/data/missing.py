"""Cells that say that there is no value: how that may be written, and what is done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.registry import Registry, require

MARKS = ("", "NA", "N/A", "n/a", "#N/A", "nan", "NaN", "null", "NULL", "None", "?", "-", "−", "–")
"""How it is written that there is no value, in any of the tables that people bring; each may be a value in one of them."""


@dataclass(frozen=True)
class Filling:
    """What is put where a value is missing.

    Attributes:
        name: on the command line.
        words: as the user reads it.
        number: the values of the training rows that are there → what stands in for a missing one; None if the row goes.
        is_category: whether missing ones of a column of words are a category of their own; else it is the most frequent word.
    """

    name: str
    words: str
    number: Callable[[Array], float] | None
    is_category: bool = False

    def __post_init__(self) -> None:
        require(self, "filling")


def _most_frequent(values: Array) -> float:
    found, counts = np.unique(values, return_counts=True)
    return float(found[np.argmax(counts)])


FILLINGS: Registry[Filling] = Registry(
    (
        Filling("leave-out", "their rows are left out", None),
        Filling("mean", "the mean of the training rows", lambda values: float(np.mean(values))),
        Filling("median", "the median of the training rows", lambda values: float(np.median(values))),
        Filling("most-frequent", "the most frequent value of the training rows", _most_frequent),
        Filling("category", "a category of their own; of numbers the median", lambda values: float(np.median(values)), True),
    )
)
"""Every way by its name."""


def most_frequent_word(words: Sequence[str]) -> str:
    """The word that comes most often; of several the first in the order of letters."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word))
