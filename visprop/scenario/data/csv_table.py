"""Columns of a CSV file as examples."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.data.data import MAX_POINTS, CsvData, Data
from visprop.scenario.data.regular import read_regular

MAX_COLUMNS = 10_000
"""The most columns of a CSV file."""
MAX_WORDS = 1024
"""The most different words of a target, each of which becomes an output."""


def csv_data(source: CsvData, folder: Path) -> Data:
    """Columns of a CSV file with a header, read from the scenario's own folder.

    Raises:
        ValueError: the file lies elsewhere, cannot be read, lacks a column, or has a cell that is no finite number.
    """
    try:
        path = (folder / source.csv).resolve()
        is_own = path.is_relative_to(folder.resolve())
        rows = [row for row in csv.reader(StringIO(read_regular(path), newline="")) if row] if is_own else []
    except (OSError, ValueError, RuntimeError, csv.Error) as error:
        # A loop of links is an OSError or a RuntimeError, by the version of Python.
        raise ValueError(f"{source.csv!r} cannot be read: {error}") from error
    if not is_own:
        raise ValueError(f"{source.csv!r} lies outside the scenario's own folder")
    if len(rows) < 2:
        raise ValueError(f"{source.csv!r} has no rows below its header")
    if len(rows) - 1 > MAX_POINTS:
        raise ValueError(f"{source.csv!r} has more than {MAX_POINTS} rows")
    header = [name.strip() for name in rows[0]]
    if len(header) > MAX_COLUMNS:
        raise ValueError(f"{source.csv!r} has more than {MAX_COLUMNS} columns")
    twice = [name for name, count in Counter(header).items() if count > 1 and name in (*source.inputs, *source.targets)]
    if twice:
        raise ValueError(f"{source.csv!r} has more than one column {twice[0]!r}")
    columns = {name: _column(rows, header, name, source.csv) for name in (*source.inputs, *source.targets)}
    x = np.column_stack([_numbers(columns[name], name) for name in source.inputs])
    y, names = _targets(columns, source.targets)
    return Data(x, y, source, source.inputs, names)


def _column(rows: Sequence[Sequence[str]], header: list[str], name: str, file: str) -> list[str]:
    if name not in header:
        near = get_close_matches(name, header, 5, 0.0)
        more = f" and {len(header) - len(near)} others" if len(header) > len(near) else ""
        raise ValueError(f"{file!r} has no column {name!r}, but {', '.join(near)}{more}")
    at = header.index(name)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) <= at:
            raise ValueError(f"row {number} of {file!r} has no value for {name!r}")
    return [row[at].strip() for row in rows[1:]]


def _numbers(cells: list[str], name: str) -> Array:
    for row, cell in enumerate(cells, start=2):
        if not _is_number(cell):
            raise ValueError(f"column {name!r}, row {row}: {cell[:40]!r} is no finite number")
    return np.array([float(cell) for cell in cells])


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def _targets(columns: dict[str, list[str]], names: tuple[str, ...]) -> tuple[Array, tuple[str, ...]]:
    parts: list[Array] = []
    labels: list[str] = []
    for name in names:
        cells = columns[name]
        if any(_is_number(cell) for cell in cells):
            parts.append(_numbers(cells, name)[:, None])
            labels.append(name)
        else:
            words = sorted(set(cells))
            if len(words) > MAX_WORDS:
                raise ValueError(f"column {name!r} has {len(words)} different words; a target has at most {MAX_WORDS}")
            parts.append(np.array([[float(cell == word) for word in words] for cell in cells]))
            labels += words
    return np.column_stack(parts), tuple(labels)
