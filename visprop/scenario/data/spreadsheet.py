"""Sheets of a spreadsheet (XLSX) as cells of text."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.data.regular import read_bytes
from visprop.scenario.data.table import MAX_COLUMNS


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of its sheets.

    Raises:
        ValueError: it is no spreadsheet.
        OSError: it cannot be read.
    """
    with _opened(path) as book:
        return tuple(str(sheet.title) for sheet in book.worksheets)


def sheet_cells(path: Path, name: str = "") -> list[list[str]]:
    """The cells of a sheet, or of the first, as text: values, where formulas stand too; at most one row and column too many.

    They are read to the end of the rows: the size that a sheet tells of itself is often old, or not there.

    Args:
        path: the spreadsheet.
        name: of the sheet, or its number from 1; empty for the first.

    Raises:
        ValueError: it is no spreadsheet, or has no such sheet.
        OSError: it cannot be read.
    """
    with _opened(path) as book:
        sheets = {str(sheet.title): sheet for sheet in book.worksheets}
        if name and name not in sheets and name.isdigit() and 1 <= int(name) <= len(sheets):
            name = list(sheets)[int(name) - 1]
        if not sheets or (name and name not in sheets):
            have = f", but {', '.join(map(repr, sheets))}" if sheets else ""
            raise _Told(f"{path.name} has no sheet {name!r}{have}" if name else f"{path.name} has no sheets of cells")
        sheet = sheets[name] if name else next(iter(sheets.values()))
        sheet.reset_dimensions()
        rows = (row[: MAX_COLUMNS + 1] for row in sheet.iter_rows(values_only=True))
        # A row for the headings, and one that shows that there are too many.
        return [_without_end([_text(value) for value in row]) for row in islice(rows, MAX_POINTS + 2)]


MAX_UNPACKED, MAX_STRINGS = 512 << 20, 64 << 20
"""How large a spreadsheet may be unpacked, and its shared words, in bytes: as objects they are many times as large."""


class _Told(ValueError):
    """What is said of a spreadsheet in words of one's own."""


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # Imported late: few ever open a spreadsheet.
    import openpyxl

    content = read_bytes(path)
    _refuse_large(content, path.name)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()
    except (OSError, MemoryError, _Told):
        raise
    except Exception as error:
        # Whatever is wrong with a file, the library tells by the exceptions of all that it is made of.
        words = " ".join(str(error).split())[:200]
        raise ValueError(f"{path.name} is no spreadsheet (XLSX) that can be read: {type(error).__name__} {words}") from error


def _refuse_large(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            sizes = {entry.filename.lower(): entry.file_size for entry in packed.infolist()}
    except zipfile.BadZipFile as error:
        raise ValueError(f"{name} is no spreadsheet (XLSX): {error}") from error
    strings = sum(size for entry, size in sizes.items() if "sharedstrings" in entry)
    for size, limit in ((sum(sizes.values()), MAX_UNPACKED), (strings, MAX_STRINGS)):
        if size > limit:
            raise ValueError(f"{name} unpacks to {size >> 20} MB, and at most {limit >> 20} MB are read; save it as CSV")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # A sheet knows no whole numbers.
        return repr(int(value)) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def _without_end(cells: list[str]) -> list[str]:
    """Cells up to the last that has anything in it."""
    while cells and not cells[-1]:
        cells.pop()
    return cells
