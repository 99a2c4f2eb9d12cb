"""Single cells of a table as numbers."""

from __future__ import annotations

import math


def finite_number(cell: str, decimal: str = ".") -> float | None:
    """The finite number that a cell is, or None."""
    value = _number(cell, decimal)
    return value if value is not None and math.isfinite(value) else None


def _number(cell: str, decimal: str) -> float | None:
    if decimal != ".":
        if "." in cell:
            return None
        cell = cell.replace(decimal, ".")
    if "_" in cell:
        # Python takes it between digits; in a table it is a word.
        return None
    try:
        return float(cell)
    except ValueError:
        return None
