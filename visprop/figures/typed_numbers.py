"""Numbers as one types them behind a flag, or as the settings hold them; what is none is refused in words."""

from __future__ import annotations

import math


def read_whole(text: str, low: int, high: int) -> int:
    """A whole number within a range.

    Raises:
        ValueError: it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 20 and low <= int(text) <= high):
        raise ValueError(f"{text!r} is not a whole number from {low} to {high}")
    return int(text)


def read_positive(text: str) -> float:
    """A number above 0.

    Raises:
        ValueError: it is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 < value < math.inf:
        raise ValueError(f"{text!r} is not a number above 0")
    return value


def read_numbers(text: str, *counts: int) -> list[float]:
    """So many finite numbers with commas between them.

    Raises:
        ValueError: they are others.
    """
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) not in counts or not all(map(math.isfinite, found)):
        raise ValueError(f"{text!r} is not {' or '.join(map(str, counts))} numbers with commas between them")
    return found
