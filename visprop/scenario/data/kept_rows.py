"""Rows of a large table, kept by columns and blocks: numbers as numbers, of which the text is made again, each word once."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import overload

import numpy as np

from visprop.engine.arrays import Array

BLOCK = 512
"""So many rows are kept together."""
_FIRST = 16
"""The first of them alone, as words stand above their numbers."""
_MOST_WORDS = 10_000
"""Of so many different words each is kept once."""

Row = tuple[str, ...]


def _as_python_writes(values: Sequence[float]) -> list[str]:
    return list(map(repr, values))


def _without_idle_zero(values: Sequence[float]) -> list[str]:
    return [text.removesuffix(".0") for text in map(repr, values)]


def _forms(first: str) -> Iterator[Callable[[Sequence[float]], list[str]]]:
    """How a column of numbers may be written whose first one is written so."""
    yield _as_python_writes
    yield _without_idle_zero
    yield _Digits(len(first.partition(".")[2]), "f")
    mantissa, sign, _ = first.partition("e")
    if sign:
        yield _Digits(len(mantissa.partition(".")[2]), "e")


class _Digits:
    """Numbers with as many digits behind the point each."""

    def __init__(self, count: int, kind: str) -> None:
        self._format = f"%.{count}{kind}"

    def __call__(self, values: Sequence[float]) -> list[str]:
        return [self._format % value for value in values]


class _Numbers:
    """Cells that are numbers, written in one way."""

    __slots__ = ("_decimal", "_form", "values")

    def __init__(self, values: array[float], form: Callable[[Sequence[float]], list[str]], decimal: str) -> None:
        self.values, self._form, self._decimal = values, form, decimal

    def cells(self, at: slice) -> list[str]:
        cells = self._form(self.values[at])
        return cells if self._decimal == "." else [cell.replace(".", self._decimal) for cell in cells]


class _Words:
    """Cells of any text."""

    values: array[float] | None = None

    def __init__(self, cells: tuple[str, ...]) -> None:
        self._cells = cells

    def cells(self, at: slice) -> list[str]:
        return list(self._cells[at])


class KeptRows(Sequence[Row]):
    """Rows that are only added to.

    Args:
        decimal: what stands before the decimals of numbers.
    """

    def __init__(self, decimal: str = ".") -> None:
        self._decimal = decimal
        # Of each block its columns, if its rows have one width, which is told beside it; else its rows.
        self._columns: list[list[_Numbers | _Words]] = []
        self._uneven: dict[int, list[Row]] = {}
        self._last: list[Row] = []
        self._start = self._count = 0
        self._words: dict[str, str] = {}

    def append(self, row: Row) -> None:
        """Add a row."""
        self._last.append(row)
        self._count += 1
        if len(self._last) == (BLOCK if self._columns else _FIRST):
            self._pack()

    def settle(self) -> None:
        """Keep the last rows as the others are, once all are there and they are many."""
        if self._columns and self._last:
            self._pack()

    def _pack(self) -> None:
        rows, self._last = self._last, []
        is_even = len(set(map(len, rows))) == 1
        if not is_even:
            self._uneven[len(self._columns)] = rows
        self._columns.append([self._packed(cells) for cells in zip(*rows, strict=True)] if is_even else [])

    def _packed(self, cells: Row) -> _Numbers | _Words:
        """A column of a block: as numbers if each is written as it would be again."""
        plain: Sequence[str] = cells
        if self._decimal != ".":
            plain = [cell.replace(self._decimal, ".") for cell in cells if "." not in cell]
        try:
            values = list(map(float, plain))
        except ValueError:
            values = []
        if len(values) == len(cells) and all(map(math.isfinite, values)):
            for form in _forms(plain[0]):
                if form(values[:1]) == [plain[0]] and form(values) == list(plain):
                    return _Numbers(array("d", values), form, self._decimal)
        find = self._words.setdefault if len(self._words) < _MOST_WORDS else self._words.get
        return _Words(tuple(find(cell, cell) for cell in cells))

    def below(self, count: int) -> KeptRows:
        """The same without the first rows; it shares what is kept, and nothing is added to it."""
        found = copy(self)
        found._start += count
        return found

    def __len__(self) -> int:
        return self._count - self._start

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            first, end, step = at.indices(len(self))
            return self.below(first) if (end, step) == (len(self), 1) else [self[i] for i in range(first, end, step)]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        block, place = self._place(at % len(self) + self._start)
        return next(iter(self._rows_of(block, slice(place, place + 1))))

    def __iter__(self) -> Iterator[Row]:
        for block, part in self._blocks():
            yield from self._rows_of(block, part)

    @staticmethod
    def _place(at: int) -> tuple[int, int]:
        """The block of a row, and where in it it stands."""
        return (0, at) if at < _FIRST else (1 + (at - _FIRST) // BLOCK, (at - _FIRST) % BLOCK)

    def _blocks(self) -> Iterator[tuple[int, slice]]:
        """The numbers of the blocks, and what of each is one of these rows."""
        first, place = self._place(self._start)
        for block in range(first, len(self._columns) + 1):
            yield block, slice(place if block == first else 0, None)

    def _rows_of(self, block: int, part: slice) -> Iterable[Row]:
        if block == len(self._columns):
            return self._last[part]
        if block in self._uneven:
            return self._uneven[block][part]
        return zip(*(column.cells(part) for column in self._columns[block]), strict=True)

    def are_of(self, width: int) -> bool:
        """Whether all rows have so many cells."""
        for block, part in self._blocks():
            if block < len(self._columns) and block not in self._uneven:
                if len(self._columns[block]) != width:
                    return False
            elif any(len(row) != width for row in self._rows_of(block, part)):
                return False
        return True

    def parts(self, at: int) -> Iterator[Array | list[str]]:
        """A column, block by block: numbers where they are kept as such, else cells, empty where a row has none."""
        for block, part in self._blocks():
            columns = self._columns[block] if block < len(self._columns) else []
            if at < len(columns):
                values = columns[at].values
                yield columns[at].cells(part) if values is None else np.frombuffer(values)[part]
            else:
                yield [row[at] if at < len(row) else "" for row in self._rows_of(block, part)]

    def cells(self, at: int) -> Iterator[str]:
        """The cells of a column; empty where a row has none."""
        for block, part in self._blocks():
            columns = self._columns[block] if block < len(self._columns) else []
            if at < len(columns):
                yield from columns[at].cells(part)
            else:
                yield from (row[at] if at < len(row) else "" for row in self._rows_of(block, part))
