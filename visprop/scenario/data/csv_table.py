"""Columns of a CSV file that lies beside a scenario, as its examples."""

from __future__ import annotations

from pathlib import Path

from visprop.scenario.data.columns import Choice, examples
from visprop.scenario.data.data import CsvData, Data
from visprop.scenario.data.regular import read_regular
from visprop.scenario.data.table import Dialect, table_of


def csv_data(source: CsvData, folder: Path) -> Data:
    """Columns of a CSV file with a header, read from the scenario's own folder.

    Raises:
        ValueError: the file lies elsewhere, cannot be read, lacks a column, or has a cell that is no finite number.
    """
    try:
        path = (folder / source.csv).resolve()
        is_own = path.is_relative_to(folder.resolve())
        table = table_of(read_regular(path), Dialect()) if is_own else None
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
