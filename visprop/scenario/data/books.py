"""The registry of files with sheets of cells, or with columns, by how their names end; some need a library that is an extra."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from visprop.scenario.data.regular import read_bytes
from visprop.scenario.data.sampling import MAX_COLUMNS
from visprop.scenario.data.spreadsheet import as_text, chosen_sheet, sheet_names, sheet_remarks, sheet_rows, without_end


@dataclass(frozen=True)
class Book:
    """A kind of file.

    Attributes:
        suffix: how its name ends.
        sheets: path → the names of its sheets; empty where there are none.
        rows: (path, sheet) → its rows as text, from the first on.
        remarks: (path, sheet) → what the rows alone do not tell, a sentence each.
        has_header: whether the first row is headings in any case; None where that is to be found out.
    """

    suffix: str
    sheets: Callable[[Path], tuple[str, ...]]
    rows: Callable[[Path, str], Iterator[list[str]]]
    remarks: Callable[[Path, str], tuple[str, ...]]
    has_header: bool | None = None


EXTRA = "visprop[tables]"
"""What is to be installed for the kinds that need more."""


def _needs(path: Path, library: str) -> ValueError:
    return ValueError(f"{path.suffix} is read by {library}, which is not installed: pip install '{EXTRA}'")


def _calamine(path: Path) -> Any:
    read_bytes(path)
    try:
        # Imported late, and only where such a file is opened: it is an extra.
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise _needs(path, "python-calamine") from None
    try:
        return CalamineWorkbook.from_path(str(path))
    except Exception as error:
        # It tells what is wrong by exceptions of many kinds.
        raise ValueError(f"{path.name} is no spreadsheet that can be read: {' '.join(str(error).split())[:200]}") from error


def _other_sheets(path: Path) -> tuple[str, ...]:
    return tuple(_calamine(path).sheet_names)


def _other_rows(path: Path, sheet: str) -> Iterator[list[str]]:
    book = _calamine(path)
    found = book.get_sheet_by_name(chosen_sheet(tuple(book.sheet_names), sheet, path.name))
    for row in found.to_python(skip_empty_area=False):
        yield without_end([as_text("" if value is None else value) for value in row[: MAX_COLUMNS + 1]])


def _other_remarks(path: Path, sheet: str) -> tuple[str, ...]:
    return ()


def _parquet_rows(path: Path, sheet: str) -> Iterator[list[str]]:
    read_bytes(path)
    try:
        # Imported late, and only where such a file is opened: it is an extra.
        import pyarrow.parquet as parquet
    except ImportError:
        raise _needs(path, "pyarrow") from None
    try:
        opened = parquet.ParquetFile(path)
        yield list(map(str, opened.schema_arrow.names))
        for batch in opened.iter_batches():
            columns = [column.to_pylist() for column in batch.columns]
            for values in zip(*columns, strict=True):
                yield [as_text(value) for value in values]
    except OSError:
        raise
    except Exception as error:
        raise ValueError(f"{path.name} is no Parquet file that can be read: {' '.join(str(error).split())[:200]}") from error


def _no_sheets(path: Path) -> tuple[str, ...]:
    return ()


BOOKS: dict[str, Book] = {
    book.suffix: book
    for book in (
        Book(".xlsx", sheet_names, sheet_rows, sheet_remarks),
        *(Book(suffix, _other_sheets, _other_rows, _other_remarks) for suffix in (".ods", ".xls", ".xlsb")),
        Book(".parquet", _no_sheets, _parquet_rows, _other_remarks, has_header=True),
    )
}
"""Every kind by how the name of such a file ends."""
