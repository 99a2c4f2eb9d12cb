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


UNITS = {"pt": 1.0, "mm": 72.0 / 25.4, "cm": 72.0 / 2.54, "in": 72.0}
"""Of lengths, by what stands behind the number: how many points each is."""


def read_length(text: str) -> float:
    """A length in points: a number with its unit behind it, or one of points.

    Raises:
        ValueError: it is none.
    """
    unit = next((unit for unit in UNITS if text.endswith(unit)), "")
    try:
        return read_positive(text.removesuffix(unit)) * UNITS.get(unit, 1.0)
    except ValueError:
        raise ValueError(f"{text!r} is not a length, such as 240, 84mm, 8.4cm or 3.3in") from None


def read_lengths(text: str) -> tuple[float, float]:
    """Width and height in points; one unit behind both is that of both.

    Raises:
        ValueError: they are none.
    """
    width, _, height = text.partition("x")
    unit = next((unit for unit in UNITS if height.endswith(unit)), "")
    own = next((unit for unit in UNITS if width.endswith(unit)), unit)
    try:
        return read_length(width.removesuffix(own) + own), read_length(height)
    except ValueError:
        raise ValueError(f"{text!r} is not WIDTHxHEIGHT, such as 640x400 or 84mmx60mm") from None
