"""What a table of numbers is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visprop.engine.arrays import Array

Cell = float | int | str


@dataclass(frozen=True, eq=False)
class Table:
    """Numbers, and words beside them.

    Attributes:
        columns: what stands in each column, in plain words.
        rows: as many cells each; numbers are exact.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


Row = tuple[Cell, ...]


def numbered(letter: str, count: int) -> tuple[str, ...]:
    """The names of columns that have none of their own, such as x1 and x2."""
    return tuple(f"{letter}{i + 1}" for i in range(count))


def listed(*columns: Array) -> list[list[float]]:
    """Rows of some columns of numbers of one length, each of shape (n,) or (n, k)."""
    wide = [column.reshape(len(column), -1).tolist() for column in columns]
    return [[value for part in parts for value in part] for parts in zip(*wide, strict=True)]
