"""A file of anyone's as a table: CSV and TSV however they are written, and spreadsheets."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.data.arff import arff_table, is_arff
from visprop.scenario.data.books import BOOKS, Book
from visprop.scenario.data.cells import finite_number
from visprop.scenario.data.encodings import decoded, encoding_of
from visprop.scenario.data.headings import has_header
from visprop.scenario.data.kinds import PACKED
from visprop.scenario.data.line_by_line import LARGE, Unusual, encoding_in_blocks, head_of, table_of_file
from visprop.scenario.data.regular import MAX_BYTES, read_bytes, size_of
from visprop.scenario.data.sampling import MOST_KEPT, Sample
from visprop.scenario.data.table import (
    LOOKED_AT,
    Dialect,
    Table,
    dialect_of,
    table_of,
    table_of_rows,
    with_names_of_their_own,
)


def read_table(
    path: Path, dialect: Dialect | None = None, sheet: str = "", sample: Sample | None = None
) -> tuple[Table, Dialect]:
    """A file's table, and how it is, or most likely is, written.

    Args:
        path: the file.
        dialect: how it is written; None to find out.
        sheet: of a spreadsheet; the first if empty.
        sample: how many rows are taken of a table that has more; None to refuse one that is too long.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no table; it says where.
    """
    book = BOOKS.get(path.suffix.lower())
    if book is not None:
        return _of_book(book, path, dialect, sheet, sample)
    if path.suffix.lower() != PACKED and size_of(path) > LARGE and (found := _in_lines(path, dialect, sample)) is not None:
        return found
    raw = unpacked(read_bytes(path), path.name) if path.suffix.lower() == PACKED else read_bytes(path)
    encoding = dialect.encoding if dialect is not None else encoding_of(raw)
    if b"\0" in raw and encoding != "utf-16":
        raise ValueError("this is no text, and so no table")
    text = decoded(raw, encoding)
    if "\0" in text:
        raise ValueError("this is no text, and so no table")
    if is_arff(text):
        return with_names_of_their_own(arff_table(text)), dialect or Dialect(encoding=encoding)
    return pasted_table(text, replace(dialect, encoding=encoding) if dialect else dialect_of(text, encoding), sample)


def _in_lines(path: Path, dialect: Dialect | None, sample: Sample | None) -> tuple[Table, Dialect] | None:
    """The table of a large file, line by line; None of one that is to be read as a whole."""
    encoding = dialect.encoding if dialect is not None else encoding_in_blocks(path)
    try:
        head = head_of(path, encoding)
        if is_arff(head):
            return None
        dialect = replace(dialect, encoding=encoding) if dialect else dialect_of(head, encoding)
        return with_names_of_their_own(table_of_file(path, dialect, sample)), dialect
    except (UnicodeError, Unusual):
        # It is told in which row, which only the whole knows.
        return None


def _of_book(book: Book, path: Path, dialect: Dialect | None, sheet: str, sample: Sample | None) -> tuple[Table, Dialect]:
    def rows() -> Iterator[tuple[int, tuple[str, ...]]]:
        if len(first) <= MOST_KEPT:
            # It is all there: to unpack it takes longer than all else.
            return iter(first)
        return read()

    def read() -> Iterator[tuple[int, tuple[str, ...]]]:
        return ((line, tuple(row)) for line, row in enumerate(book.rows(path, sheet), start=1) if any(row))

    first = list(islice(read(), MOST_KEPT + 1))
    if dialect is None:
        head = [row for _, row in first[:LOOKED_AT]]
        dialect = Dialect(has_header=has_header(head, ".") if book.has_header is None else book.has_header)
    table = table_of_rows(rows, dialect, sample)
    return with_names_of_their_own(replace(table, remarks=book.remarks(path, sheet))), dialect


def unpacked(raw: bytes, name: str) -> bytes:
    """What is in a packed file (gzip).

    Raises:
        ValueError: it is none, or unpacks to more than may be read.
    """
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as packed:
            content = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{name} cannot be unpacked: {error}") from error
    if len(content) > MAX_BYTES:
        raise ValueError(f"{name} unpacks to more than {MAX_BYTES >> 20} MB")
    return content


def pasted_table(text: str, dialect: Dialect | None = None, sample: Sample | None = None) -> tuple[Table, Dialect]:
    """Text as a table, and how it is, or most likely is, written.

    Raises:
        ValueError: as `read_table` does.
    """
    dialect = dialect or dialect_of(text)
    return with_names_of_their_own(table_of(text, dialect, sample)), dialect


def pasted_numbers(text: str) -> Array:
    """Numbers of a text as cells, of shape (rows, columns); headings above them are passed over.

    Raises:
        ValueError: a cell is no number, or a row has fewer cells than another; it says where.
    """
    return numbers_of(pasted_table(text)[0])


def pasted_rows(text: str, headings: Sequence[str], words: Sequence[str]) -> Array:
    """Numbers of a text as cells; of more columns those with these headings, and the word of a class as its targets.

    Args:
        text: what was pasted.
        headings: of the inputs and targets, as they are copied.
        words: the classes, if each target tells one.

    Raises:
        ValueError: as `pasted_numbers` does.
    """
    table, _ = pasted_table(text)
    if set(headings) <= set(table.names):
        at = [table.names.index(heading) for heading in headings]
        rows = tuple(tuple(row[i] if i < len(row) else "" for i in at) for row in table.rows)
        return numbers_of(replace(table, names=tuple(headings), rows=rows))
    if len(table.names) == len(headings) - len(words) + 1 and all(row[-1] in words for row in table.rows):
        told = {word: tuple(str(int(word == other)) for other in words) for word in words}
        rows = tuple((*row[:-1], *told[row[-1]]) for row in table.rows)
        return numbers_of(replace(table, names=tuple(headings), rows=rows))
    return numbers_of(table)


def numbers_of(table: Table) -> Array:
    """The cells of a table as numbers, of shape (rows, columns).

    Raises:
        ValueError: a cell is no number, or a row has fewer cells than another; it says where.
    """
    width = len(table.names)
    grid = np.empty((len(table.rows), width))
    for i, (line, row) in enumerate(zip(table.lines, table.rows, strict=True)):
        if len(row) != width:
            raise ValueError(f"row {line} has {len(row)} cells, not {width}")
        for j, cell in enumerate(row):
            value = finite_number(cell, table.decimal)
            if value is None:
                raise ValueError(f"row {line}, cell {j + 1}: {cell[:40]!r} is no finite number")
            grid[i, j] = value
    return grid
