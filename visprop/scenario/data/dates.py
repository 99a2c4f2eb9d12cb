"""Dates in a table as numbers: days since the beginning of 1970, decided by the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

_FORMATS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y",
    "%m/%d/%Y", "%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%Y%m%d",
)  # fmt: skip
_FIRST = datetime(1970, 1, 1)
_MARKS = frozenset("-/.: ")


def date_format(cells: Sequence[str]) -> str:
    """How all of some cells are written as dates; empty if they are none, or could as well be plain numbers."""
    if not cells or not all(_MARKS & set(cell) for cell in cells[:3]):
        return ""
    return next((found for found in _FORMATS if all(days(cell, found) is not None for cell in cells)), "")


def days(cell: str, written: str) -> float | None:
    """The days from 1970 on to a date that is written so; None if it is none."""
    try:
        return (datetime.strptime(cell, written) - _FIRST).total_seconds() / 86_400
    except ValueError:
        return None
