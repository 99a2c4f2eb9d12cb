"""A table as it was typed, pasted or read: headings, and cells as text; and how text is taken apart into one."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from typing import Any, TypeVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.data.cells import finite_number
from visprop.scenario.data.column_types import Inferred, inferred, of_numbers
from visprop.scenario.data.headings import has_header, headed, titles
from visprop.scenario.data.kept_rows import BLOCK, KeptRows
from visprop.scenario.data.missing import MARKS
from visprop.scenario.data.sampling import Rows, Sample, collected, refuse_large

T = TypeVar("T")

SEPARATORS = {"\t": "tab", ";": "semicolon", "|": "bar", ",": "comma", " ": "spaces"}
"""What may stand between two cells, and what it is called; the surest first, as a comma may be that of decimals."""
DECIMALS = {".": "point", ",": "comma"}
"""What may stand before the decimals, and what it is called."""
LOOKED_AT = 200
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
        told_targets: columns that the file itself tells to be what is to be learnt.
        remarks: what is to be said of how it was read, a sentence each.
    """

    names: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int]
    decimal: str = "."
    marks: tuple[str, ...] = MARKS
    told_kinds: tuple[tuple[str, str], ...] = ()
    told_targets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

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
        if isinstance(self.rows, KeptRows):
            return list(self.rows.cells(at))
        if self._columns is not None:
            return list(self._columns[at])
        return [row[at] if at < len(row) else "" for row in self.rows]

    @cached_property
    def _columns(self) -> list[tuple[str, ...]] | None:
        """The cells by columns, where all rows have as many as there are headings."""
        return list(zip(*self.rows, strict=True)) if self.is_even and self.rows else None

    @cached_property
    def is_even(self) -> bool:
        """Whether all rows have as many cells as there are headings."""
        width = len(self.names)
        return self.rows.are_of(width) if isinstance(self.rows, KeptRows) else all(len(row) == width for row in self.rows)

    def values(self, name: str) -> Array | None:
        """The numbers of a column in which every cell is a finite one, at once; None for any other column.

        They are not to be written to. Of cells they are read once; what is kept as numbers has no second copy.

        Raises:
            KeyError: there is no such column.
        """
        if name not in self.names:
            raise KeyError(name)
        if isinstance(self.rows, KeptRows):
            return self._in_parts(self.rows, self.names.index(name))
        if name not in self._numbers:
            self._numbers[name] = self._read(self.cells(name))
        return self._numbers[name]

    def _in_parts(self, rows: KeptRows, at: int) -> Array | None:
        # A mark may look like a number: −99 says in some tables that there is none.
        are_told_apart = all(self.number(mark) is None for mark in self.marks)
        found = []
        for part in rows.parts(at) if are_told_apart else [list(rows.cells(at))]:
            values = self._read(part) if isinstance(part, list) else part
            if values is None:
                return None
            found.append(values)
        together = np.concatenate(found)
        together.setflags(write=False)
        return together

    @cached_property
    def _numbers(self) -> dict[str, Array | None]:
        return {}

    def _read(self, cells: list[str]) -> Array | None:
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
        found.setflags(write=False)
        return found if np.isfinite(found).all() else None

    @cached_property
    def _inferred(self) -> dict[str, Inferred]:
        return {}

    def inferred(self, name: str) -> Inferred:
        """What a column is, most likely."""
        if name not in self._inferred:
            values, is_first = self.values(name), name == self.names[0]
            if values is not None and len(values):
                found = of_numbers(name, values, is_first)
            else:
                found = inferred(name, self.cells(name), self.decimal, self.marks, is_first)
            told = dict(self.told_kinds).get(name)
            self._inferred[name] = found if told is None else replace(found, kind=told)
        return self._inferred[name]


def dialect_of(text: str, encoding: str = "utf-8-sig") -> Dialect:
    """How a table is most likely written, as its first rows tell."""
    text, named = without_preface(text)
    head = "\n".join(text.splitlines()[:LOOKED_AT])
    separator = named or _separator_of(head)
    rows = [row for row in _reader(head, separator) if any(row)]
    rows = rows[titles(rows) :]
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
_NAMED = re.compile(r"sep=(.)", re.IGNORECASE)


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


def without_preface(text: str) -> tuple[str, str]:
    """A text without the comments above its table, and the separator that its first line names, as spreadsheets do: `sep=;`."""
    lines, separator = text.split("\n"), ""
    for i, line in enumerate(lines):
        if not stands_above(line):
            break
        separator = names_separator(line) or separator
        # Their lines stay, so that the others keep their numbers.
        lines[i] = ""
    return "\n".join(lines), separator


def stands_above(line: str) -> bool:
    """Whether a line is none of the table that follows: empty, a comment, or the name of the separator."""
    bare = line.strip().strip('"')
    return not bare or bare.startswith(("#", "%", "//")) or _NAMED.fullmatch(bare) is not None


def names_separator(line: str) -> str:
    """The separator that a line names, as spreadsheets do; empty for none."""
    named = _NAMED.fullmatch(line.strip().strip('"'))
    return named[1] if named is not None and named[1] in SEPARATORS else ""


def _reader(text: str, separator: str) -> Any:
    """The rows of a text."""
    return csv.reader(StringIO(_evenly_spaced(text, separator), newline=""), delimiter=separator)


def _evenly_spaced(text: str, separator: str) -> str:
    """A text; of cells that are parted by spaces any number of them part two."""
    return "\n".join(re.sub(r"[ \t]+", " ", line.strip()) for line in text.split("\n")) if separator == " " else text


def table_of(text: str, dialect: Dialect, sample: Sample | None = None) -> Table:
    """Text taken apart; of one that is too long a sample, if that is asked for.

    Raises:
        ValueError: there is nothing in it, or too much.
    """
    bare = without_preface(text)[0]
    return table_of_lines(lambda: iter(StringIO(_evenly_spaced(bare, dialect.separator), newline="")), dialect, sample)


def table_of_lines(lines: Callable[[], Iterator[str]], dialect: Dialect, sample: Sample | None = None) -> Table:
    """The same of the lines of a text, which are given anew whenever they are asked for; one without a preface.

    Raises:
        ValueError: as above.
    """

    def rows() -> Iterator[tuple[int, tuple[str, ...]]]:
        reader = csv.reader(lines(), delimiter=dialect.separator)
        try:
            for cells in reader:
                row = tuple(map(str.strip, cells))
                if any(row):
                    yield reader.line_num, row
        except csv.Error as error:
            raise ValueError(f"row {reader.line_num}: {error}") from error

    return table_of_rows(rows, dialect, sample)


def table_of_rows(rows: Rows, dialect: Dialect, sample: Sample | None = None) -> Table:
    """Rows of cells that are apart already, as those of a spreadsheet are.

    Raises:
        ValueError: there is nothing in it, or too much.
    """
    kept, lines = collected(rows, dialect.has_header, dialect.decimal, sample)
    if not kept:
        raise ValueError("has no rows")
    if not dialect.has_header:
        refuse_large(len(kept), len(kept[0]))
        names = tuple(f"column {i + 1}" for i in range(len(kept[0])))
        return Table(names, settled(kept), settled(lines), dialect.decimal)
    found = headed(kept, lines, dialect.decimal)
    if not found.rows:
        raise ValueError("has no rows below its header")
    refuse_large(len(found.rows), len(found.names))
    return Table(
        found.names,
        settled(found.rows),
        settled(found.lines),
        dialect.decimal,
        told_kinds=found.kinds,
        told_targets=found.targets,
    )


def settled(rows: Sequence[T]) -> Sequence[T]:
    """Rows, or their lines, as a table has them: few of them as they are."""
    return rows if len(rows) > BLOCK else tuple(rows)


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
