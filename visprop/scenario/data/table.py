"""A table as it was typed, pasted or read: headings, and cells as text; and how text is taken apart into one."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from itertools import pairwise
from typing import Any

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.data.column_types import Inferred, inferred, of_numbers
from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.data.missing import MARKS

MAX_COLUMNS, MAX_CELLS = 10_000, 10_000_000
"""The most columns of a table, and the most cells: as numbers in full they are not more than a file may have."""
SEPARATORS = {"\t": "tab", ";": "semicolon", "|": "bar", ",": "comma", " ": "spaces"}
"""What may stand between two cells, and what it is called; the surest first, as a comma may be that of decimals."""
DECIMALS = {".": "point", ",": "comma"}
"""What may stand before the decimals, and what it is called."""
_LOOKED_AT = 200
"""How many rows are looked at to find out how a table is written."""


@dataclass(frozen=True)
class Dialect:
    """How a table is written.

    Attributes:
        separator: of cells, one of `SEPARATORS`.
        decimal: one of `DECIMALS`.
        has_header: whether the first row is headings.
        encoding: one of `ENCODINGS`.
    """

    separator: str = ","
    decimal: str = "."
    has_header: bool = True
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, eq=False)
class Table:
    """Cells of text in columns with headings.

    Attributes:
        names: the headings.
        rows: the cells of each row; a row may have more or fewer than there are headings.
        lines: where each row stands in the file, counted from 1.
        decimal: what stands before the decimals of numbers, where that could be read both ways.
        marks: how it is written that there is no value.
        told_kinds: columns whose type the file itself tells, with that.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    decimal: str = "."
    marks: tuple[str, ...] = MARKS
    told_kinds: tuple[tuple[str, str], ...] = ()

    def number(self, cell: str) -> float | None:
        """The finite number that a cell is, or None."""
        return finite_number(cell, self.decimal)

    def cells(self, name: str) -> list[str]:
        """The cells of a column; empty where a row has none.

        Raises:
            KeyError: there is no such column.
        """
        if name not in self.names:
            raise KeyError(name)
        at = self.names.index(name)
        if self._columns is not None:
            return list(self._columns[at])
        return [row[at] if at < len(row) else "" for row in self.rows]

    @cached_property
    def _columns(self) -> list[tuple[str, ...]] | None:
        """The cells by columns, where all rows have as many as there are headings."""
        is_even = all(len(row) == len(self.names) for row in self.rows)
        return list(zip(*self.rows, strict=True)) if is_even and self.rows else None

    def values(self, name: str) -> Array | None:
        """The numbers of a column in which every cell is a finite one, at once; None for any other column."""
        cells = self.cells(name)
        together = "\n".join(cells)
        if "_" in together or (self.decimal != "." and "." in together) or not set(self.marks).isdisjoint(cells):
            # A mark may look like a number: −99 says in some tables that there is none.
            return None
        if self.decimal != ".":
            cells = [cell.replace(self.decimal, ".") for cell in cells]
        try:
            found = np.array(list(map(float, cells)))
        except ValueError:
            return None
        return found if np.isfinite(found).all() else None

    @cached_property
    def _inferred(self) -> dict[str, Inferred]:
        return {}

    def inferred(self, name: str) -> Inferred:
        """What a column is, most likely."""
        if name not in self._inferred:
            values, cells, is_first = self.values(name), self.cells(name), name == self.names[0]
            if values is not None and cells:
                found = of_numbers(name, values.tolist(), len(cells), is_first)
            else:
                found = inferred(name, cells, self.decimal, self.marks, is_first)
            told = dict(self.told_kinds).get(name)
            self._inferred[name] = found if told is None else replace(found, kind=told)
        return self._inferred[name]


def finite_number(cell: str, decimal: str = ".") -> float | None:
    """The finite number that a cell is, or None."""
    value = _number(cell, decimal)
    return value if value is not None and math.isfinite(value) else None


def _number(cell: str, decimal: str) -> float | None:
    if decimal != ".":
        if "." in cell:
            return None
        cell = cell.replace(decimal, ".")
    if "_" in cell:
        # Python takes it between digits; in a table it is a word.
        return None
    try:
        return float(cell)
    except ValueError:
        return None


def dialect_of(text: str, encoding: str = "utf-8-sig") -> Dialect:
    """How a table is most likely written, as its first rows tell."""
    text, named = without_preface(text)
    head = "\n".join(text.splitlines()[:_LOOKED_AT])
    separator = named or _separator_of(head)
    rows = [row for row in _reader(head, separator) if any(row)]
    rows = rows[_titles(rows) :]
    cells = [cell.strip() for row in rows[1:] or rows for cell in row]
    # 1,200 may be a thousand: only what cannot is a decimal comma.
    commas = sum(
        re.fullmatch(r"[+-]?\d*,\d+([eE][+-]?\d+)?", cell) is not None
        and re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+", cell) is None
        for cell in cells
    )
    points = sum(re.fullmatch(r"[+-]?\d*\.\d+([eE][+-]?\d+)?", cell) is not None for cell in cells)
    decimal = "," if separator != "," and commas > points else "."
    return Dialect(separator, decimal, has_header(rows, decimal), encoding)


_CLEARLY = 0.2


def _separator_of(head: str) -> str:
    """What most likely stands between cells; spaces only where nothing else does, or gives far fewer numbers."""
    signs = {sign: _evenness(head, sign) for sign in SEPARATORS}
    spaces = signs.pop(" ")
    best = max(signs, key=lambda sign: signs[sign])
    is_better = spaces[0] > signs[best][0] or spaces[1] > signs[best][1] + _CLEARLY
    return " " if spaces[0] >= 0.9 and is_better else best


def _evenness(head: str, separator: str) -> tuple[float, float, int]:
    """How well a sign divides the rows: how many have the most frequent number of cells, how many cells are numbers, how many."""
    try:
        rows = [row for row in _reader(head, separator) if row]
    except csv.Error:
        rows = []
    widths = Counter(map(len, rows))
    if not widths or widths.most_common(1)[0][0] == 1:
        return 0.0, 0.0, 0
    (width, count), cells = widths.most_common(1)[0], [cell.strip() for row in rows for cell in row]
    numbers = sum(any(finite_number(cell, decimal) is not None for decimal in DECIMALS) for cell in cells)
    return round(count / len(rows), 1), numbers / len(cells), width


def has_header(rows: Sequence[Sequence[str]], decimal: str) -> bool:
    """Whether a first row has words where those below have numbers, or, of words alone, none that comes again below."""
    first = [cell.strip() for cell in rows[0]] if rows else []
    if not first or (any(finite_number(cell, decimal) is not None for cell in first) and not _are_years(first, decimal)):
        return False
    if len(rows) == 1:
        # Words alone are headings of columns that have nothing below them.
        return True
    below = [row for row in rows[1:] if len(row) == len(first)]
    has_numbers = any(finite_number(cell.strip(), decimal) is not None for row in below for cell in row)
    return has_numbers or not any(name in [row[i].strip() for row in below] for i, name in enumerate(first))


def _are_years(first: Sequence[str], decimal: str) -> bool:
    """Whether a first row's numbers are years, or the like, beside at least one word: whole ones that go up evenly."""
    values = [finite_number(cell, decimal) for cell in first]
    numbers = [value for value in values if value is not None]
    steps = {later - sooner for sooner, later in pairwise(numbers)}
    is_even = len(numbers) > 1 and len(steps) == 1 and min(steps) > 0.0
    return is_even and len(numbers) < len(first) and all(value == int(value) > 999 for value in numbers)


def without_preface(text: str) -> tuple[str, str]:
    """A text without the comments above its table, and the separator that its first line names, as spreadsheets do: `sep=;`."""
    lines, separator = text.split("\n"), ""
    for i, line in enumerate(lines):
        bare = line.strip().strip('"')
        if named := re.fullmatch(r"sep=(.)", bare, re.IGNORECASE):
            separator = named[1] if named[1] in SEPARATORS else separator
        elif bare and not bare.startswith(("#", "%", "//")):
            break
        # Their lines stay, so that the others keep their numbers.
        lines[i] = ""
    return "\n".join(lines), separator


def table_of(text: str, dialect: Dialect) -> Table:
    """Text taken apart.

    Raises:
        ValueError: there is nothing in it, or too much.
    """
    reader = _reader(without_preface(text)[0], dialect.separator)
    rows, lines = list[tuple[str, ...]](), list[int]()
    try:
        for cells in reader:
            row = tuple(map(str.strip, cells))
            if any(row):
                rows.append(row)
                lines.append(reader.line_num)
                refuse_many(len(rows) - dialect.has_header, len(row))
    except csv.Error as error:
        raise ValueError(f"row {reader.line_num}: {error}") from error
    return _headed(*_without_titles(rows, lines, dialect), dialect)


def _reader(text: str, separator: str) -> Any:
    """The rows of a text; of cells that are parted by spaces any number of them part two."""
    if separator == " ":
        text = "\n".join(re.sub(r"[ \t]+", " ", line.strip()) for line in text.split("\n"))
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


_UNIT = re.compile(r"[\[(].*[\])]")


def _without_titles(rows: list[tuple[str, ...]], lines: list[int], dialect: Dialect) -> tuple[list[tuple[str, ...]], list[int]]:
    """Rows without the titles above the headings, and without a row of units such as (cm) below them."""
    if dialect.has_header:
        titles = _titles(rows)
        rows, lines = rows[titles:], lines[titles:]
    if dialect.has_header and len(rows) > 2 and all(_UNIT.fullmatch(cell) for cell in rows[1] if cell):
        rows, lines = [rows[0], *rows[2:]], [lines[0], *lines[2:]]
    return rows, lines


_MOST_TITLES = 5


def _titles(rows: Sequence[Sequence[str]]) -> int:
    """How many rows of one cell stand above headings of several columns."""
    width = len(rows[-1]) if rows else 0
    for i, row in enumerate(rows[: _MOST_TITLES + 1]):
        told = [cell.strip() for cell in row if cell.strip()]
        if len(told) != 1 or width < 2:
            words = [cell for cell in told if finite_number(cell) is None]
            return i if len(row) == width and len(words) > 1 and len(rows) > i + 1 else 0
    return 0


def table_of_cells(rows: Sequence[Sequence[str]], has_header: bool) -> Table:
    """A table of cells that were apart already, as those of a spreadsheet are.

    Raises:
        ValueError: there is nothing in it, or too much.
    """
    kept = [(line, tuple(row)) for line, row in enumerate(rows, start=1) if any(row)]
    for _, row in kept:
        refuse_many(len(kept) - has_header, len(row))
    dialect = Dialect(has_header=has_header)
    return _headed(*_without_titles([row for _, row in kept], [line for line, _ in kept], dialect), dialect)


def refuse_many(rows: int, columns: int) -> None:
    """Refuse more than a table may have.

    Raises:
        ValueError: there are more.
    """
    if rows > MAX_POINTS:
        raise ValueError(f"has more than {MAX_POINTS} rows")
    if columns > MAX_COLUMNS:
        raise ValueError(f"has more than {MAX_COLUMNS} columns")


def _headed(rows: Sequence[tuple[str, ...]], lines: Sequence[int], dialect: Dialect) -> Table:
    if not rows:
        raise ValueError("has no rows")
    if (cells := len(rows) * len(rows[0])) > MAX_CELLS:
        raise ValueError(f"has {cells / 1e6:.0f} million cells, and no more than {MAX_CELLS // 10**6} million can be saved again")
    if not dialect.has_header:
        names = tuple(f"column {i + 1}" for i in range(len(rows[0])))
        return Table(names, tuple(rows), tuple(lines), dialect.decimal)
    if len(rows) < 2:
        raise ValueError("has no rows below its header")
    return Table(rows[0], tuple(rows[1:]), tuple(lines[1:]), dialect.decimal)


def with_names_of_their_own(table: Table) -> Table:
    """The same table; a heading that is empty or comes again gets a number."""
    seen: set[str] = set()
    names = []
    for i, name in enumerate(table.names):
        own, count = name or f"column {i + 1}", 2
        while own in seen:
            own, count = f"{name or f'column {i + 1}'} ({count})", count + 1
        seen.add(own)
        names.append(own)
    return replace(table, names=tuple(names))
