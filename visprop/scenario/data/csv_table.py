"""Columns of a CSV file that lies beside a scenario, as its examples."""

from __future__ import annotations

from pathlib import Path

from visprop.scenario.data.columns import Choice, examples
from visprop.scenario.data.data import CsvData, Data
from visprop.scenario.data.line_by_line import LARGE, Unusual, table_of_file
from visprop.scenario.data.regular import read_regular, size_of
from visprop.scenario.data.table import Dialect, Table, table_of


def _table(path: Path) -> Table:
    if size_of(path) > LARGE:
        try:
            return table_of_file(path, Dialect())
        except (UnicodeError, Unusual):
            # What is wrong with it is told below.
            pass
    return table_of(read_regular(path), Dialect())


def csv_data(source: CsvData, folder: Path) -> Data:
    """Columns of a CSV file with a header, read from the scenario's own folder.

    Raises:
        ValueError: the file lies elsewhere, cannot be read, lacks a column, or has a cell that is no finite number.
    """
    try:
        path = (folder / source.csv).resolve()
        is_own = path.is_relative_to(folder.resolve())
        table = _table(path) if is_own else None
    except (OSError, RuntimeError) as error:
        # A loop of links is an OSError or a RuntimeError, by the version of Python.
        raise ValueError(f"{source.csv!r} cannot be read: {error}") from error
    except ValueError as error:
        raise ValueError(f"{source.csv!r}: {error}") from error
    if table is None:
        raise ValueError(f"{source.csv!r} lies outside the scenario's own folder")
    try:
        return examples(table, Choice(source.inputs, source.targets, source.classes), source)
    except ValueError as error:
        raise ValueError(f"{source.csv!r}: {error}") from error
