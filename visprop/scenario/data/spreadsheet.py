"""Sheets of a spreadsheet (XLSX) as cells of text."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from visprop.scenario.data.data import MAX_POINTS
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

    Raises:
        ValueError: it is no spreadsheet, or has no such sheet.
        OSError: it cannot be read.
    """
    with _opened(path) as book:
        sheets = {str(sheet.title): sheet for sheet in book.worksheets}
        if not sheets or (name and name not in sheets):
            raise ValueError(f"{path.name} has no sheet {name!r}" if name else f"{path.name} has no sheets")
        sheet = sheets[name] if name else next(iter(sheets.values()))
        rows = sheet.iter_rows(values_only=True, max_col=min(sheet.max_column or 1, MAX_COLUMNS + 1))
        # A row for the headings, and one that shows that there are too many.
        return [_without_end([_text(value) for value in row]) for row in islice(rows, MAX_POINTS + 2)]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    # Imported late: few ever open a spreadsheet.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ValueError(f"{path.name} is no spreadsheet (XLSX): {error}") from error
    try:
        yield book
    finally:
        book.close()


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
