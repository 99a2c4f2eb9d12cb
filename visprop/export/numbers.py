"""CSV: the numbers behind a plot, to the last digit."""

from __future__ import annotations

import csv
from io import StringIO

from visprop.figures.tables.numbers_table import Cell, Table


def csv_file(table: Table) -> bytes:
    """A table as a CSV file: UTF-8, commas, points, and numbers that read back as they are."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(map(_cell, row) for row in table.rows)
    return text.getvalue().encode()


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return value
    # True and False as 1 and 0, which every reader takes for numbers.
    return repr(int(value) if isinstance(value, bool) else value)
