"""Sheets of an XLSX spreadsheet as cells of text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from visprop.scenario.data.regular import read_bytes
from visprop.scenario.data.sampling import MAX_COLUMNS


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of its sheets.

    Raises:
        ValueError: it is no spreadsheet.
        OSError: it cannot be read.
    """
    with _opened(path) as book:
        return tuple(str(sheet.title) for sheet in book.worksheets)


def sheet_rows(path: Path, name: str = "") -> Iterator[list[str]]:
    """The rows of a sheet, or of the first, as text: values, where formulas stand too; at most one column too many.

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
        sheet = sheets[chosen_sheet(tuple(sheets), name, path.name)]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield without_end([as_text(value) for value in row[: MAX_COLUMNS + 1]])


def chosen_sheet(names: tuple[str, ...], name: str, book: str) -> str:
    """The name of a sheet that is told by its name or number; of the first where nothing is told.

    Raises:
        ValueError: there is no such sheet.
    """
    if name and name not in names and name.isdigit() and 1 <= int(name) <= len(names):
        return names[int(name) - 1]
    if not names or (name and name not in names):
        have = f", but {', '.join(map(repr, names))}" if names else ""
        raise Told(f"{book} has no sheet {name!r}{have}" if name else f"{book} has no sheets of cells")
    return name or names[0]


def sheet_remarks(path: Path, name: str = "") -> tuple[str, ...]:
    """What a sheet has that its values alone do not tell: merged cells, and formulas without a kept value.

    Raises:
        ValueError: as `sheet_rows`.
    """
    with _opened(path) as book:
        names = tuple(str(sheet.title) for sheet in book.worksheets)
        part = book[chosen_sheet(names, name, path.name)]._worksheet_path
        with book._archive.open(part) as opened:
            content = opened.read(MAX_UNPACKED)
    merged = [found.decode() for found in re.findall(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"', content)]
    # Most sheets have no formulas, and are long.
    has_formulas = re.search(rb"<(?:\w+:)?f[\s>/]", content) is not None
    empty = [found.decode() for found in _FORMULA.findall(content)] if has_formulas else []
    remarks = []
    if merged:
        remarks.append(f"merged cells ({_listed(merged)}): the value stands in the first of them alone")
    if empty:
        words = "a formula has no kept value" if len(empty) == 1 else f"{len(empty)} formulas have no kept values"
        remarks.append(f"{words} ({_listed(empty)}): open the file in a spreadsheet program and save it there")
    return tuple(remarks)


_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell with a formula, and no value behind it."""


def _listed(places: list[str]) -> str:
    return ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")


MAX_UNPACKED, MAX_STRINGS = 512 << 20, 64 << 20
"""How large a spreadsheet may be unpacked, and its shared words, in bytes: as objects they are many times as large."""


class Told(ValueError):
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
    except (OSError, MemoryError, Told):
        raise
    except Exception as error:
        # Whatever is wrong with a file, the library tells by the exceptions of all that it is made of.
        words = " ".join(str(error).split())[:200]
        raise ValueError(f"{path.name} is no spreadsheet (XLSX) that can be read: {type(error).__name__} {words}") from error


def _refuse_large(content: bytes, name: str) -> None:
    # Imported late: few ever open a spreadsheet.
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            sizes = {entry.filename.lower(): entry.file_size for entry in packed.infolist()}
    except (zipfile.BadZipFile, NotImplementedError) as error:
        # The second is what it says of a version that is not out yet.
        raise ValueError(f"{name} is no spreadsheet (XLSX): {error}") from error
    strings = sum(size for entry, size in sizes.items() if "sharedstrings" in entry)
    for size, limit in ((sum(sizes.values()), MAX_UNPACKED), (strings, MAX_STRINGS)):
        if size > limit:
            raise ValueError(f"{name} unpacks to {size >> 20} MB, and at most {limit >> 20} MB are read; save it as CSV")


def as_text(value: object) -> str:
    """A cell's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, float):
        # A sheet knows no whole numbers.
        return repr(int(value)) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def without_end(cells: list[str]) -> list[str]:
    """Cells up to the last that has anything in it."""
    while cells and not cells[-1]:
        cells.pop()
    return cells
