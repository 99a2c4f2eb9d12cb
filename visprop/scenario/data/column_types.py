"""What the columns of a table are, by the majority of their cells: numbers, words, dates, or what no network is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from visprop.engine.arrays import Array
from visprop.engine.registry import Registry, require
from visprop.scenario.data.dates import date_format, days
from visprop.scenario.data.missing import MARKS
from visprop.scenario.data.numbers import PLAIN, NumberFormat, format_of

_LOOKED_AT = 4000
"""At so many cells is looked, at even distances, to find out how a column is written."""
MAJORITY = 0.5
"""More than so many of its cells make a column what it is; the others are its problems."""
IDENTIFYING, _LEAST_IDENTIFYING = 0.5, 20
"""Words of which more than such a share differ, and more than so many, name rows: no two would be compared."""
_CODES, _ROWS_A_CODE = 20, 5
"""Whole numbers of at most so many values, each in so many rows on average, may be names of classes."""


@dataclass(frozen=True)
class ColumnType:
    """What a column may be.

    Attributes:
        name: on the command line.
        words: as the user reads it.
        is_used: whether a network is given it.
        is_one_hot: whether each value becomes a column.
        noun: what each of its cells is, where one is not.
        read: (how the column is written, cell) → its number, None if it is none; None for plain numbers.
    """

    name: str
    words: str
    is_used: bool = True
    is_one_hot: bool = False
    noun: str = "finite number"
    read: Callable[[Inferred, str], float | None] | None = None

    def __post_init__(self) -> None:
        require(
            self,
            "type of a column",
            (self.is_used or not self.is_one_hot, "what no network is given is not one-hot"),
            (self.read is None or not self.is_one_hot, "what is one-hot is not read as numbers"),
        )


def _day(how: Inferred, cell: str) -> float | None:
    return days(cell, how.date) if how.date else how.numbers.value(cell)


TYPES: Registry[ColumnType] = Registry(
    (
        ColumnType("number", "number"),
        ColumnType("category", "category", is_one_hot=True),
        ColumnType("code", "integer code of a class", is_one_hot=True),
        ColumnType("date", "date, as days", noun="date", read=_day),
        ColumnType("text", "text or name: left out", is_used=False),
        ColumnType("row", "row number: left out", is_used=False),
        ColumnType("empty", "empty: left out", is_used=False),
    )
)
"""Every type by its name."""


@dataclass(frozen=True)
class Inferred:
    """What a column is, most likely.

    Attributes:
        kind: one of `TYPES`.
        numbers: how its numbers are written.
        date: how its dates are written; empty if they are none.
        may_be_code: whether its numbers may be names of classes.
    """

    kind: str
    numbers: NumberFormat = PLAIN
    date: str = ""
    may_be_code: bool = False

    def value(self, cell: str, kind: str) -> float | None:
        """The number that a cell is in a column of a type, or None."""
        read = TYPES[kind].read
        return self.numbers.value(cell) if read is None else read(self, cell)


_ROW_NAMES = ("", "unnamed: 0", "rownames", "row", "index", "id", "no", "nr", "#")


def inferred(name: str, cells: Sequence[str], decimal: str, marks: Sequence[str] = MARKS, is_first: bool = False) -> Inferred:
    """What a column is.

    Args:
        name: its heading.
        cells: all of them.
        decimal: what stands before decimals in the table.
        marks: how it is written that there is no value.
        is_first: whether it is the table's first.
    """
    told = [cell for cell in cells if cell not in marks]
    if not told:
        return Inferred("empty")
    told = told[:: -(-len(told) // _LOOKED_AT)]
    written = format_of(told, decimal)
    values = [value for value in map(written.value, told) if value is not None]
    if len(values) > MAJORITY * len(told):
        return of_numbers(name, values, is_first, written, len(cells))
    if date := date_format(told):
        return Inferred("date", written, date)
    different = len(set(told))
    is_name = different > _LEAST_IDENTIFYING and different > IDENTIFYING * len(told)
    return Inferred("text" if is_name else "category", written)


def of_numbers(
    name: str, values: Sequence[float] | Array, is_first: bool, written: NumberFormat = PLAIN, rows: int | None = None
) -> Inferred:
    """What a column of numbers is; the values are those of all rows, or, where they are told, of some."""
    rows = len(values) if rows is None else rows
    counts_rows = is_first and len(values) == rows > 2 and any(_count_on(values, first) for first in (0, 1))
    is_nameless = name.lower() in _ROW_NAMES or name == "column 1"
    kind = "row" if counts_rows and is_nameless else "number"
    return Inferred(kind, written, "", _may_be_code(values, rows))


def _count_on(values: Iterable[float], first: int) -> bool:
    return all(value == number for number, value in enumerate(values, first))


def _may_be_code(values: Iterable[float], rows: int) -> bool:
    different = set[float]()
    for value in values:
        different.add(value)
        if len(different) > _CODES:
            return False
    is_whole = all(value == int(value) for value in different)
    return is_whole and len(different) >= 2 and rows >= _ROWS_A_CODE * len(different)
