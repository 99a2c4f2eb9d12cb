"""How numbers are written: significant digits, a true minus sign, powers of ten as in print."""

from __future__ import annotations

import math
import re
from functools import lru_cache

import numpy as np

from visprop.engine.arrays import Array
from visprop.notation.layout.nodes import Numeral
from visprop.notation.layout.text import SUPERSCRIPTS

DIGITS = 4
"""Significant digits by default."""

LEAST_DIGITS = 2
"""So many significant digits a number has at least, however little room there is."""

ALL_DIGITS = 17
"""As many significant digits tell every float64 from every other."""

_ZERO = re.compile(r"(?<!\d)0\.")


def _parts(value: float, digits: int) -> tuple[str, int | None]:
    """The mantissa without trailing zeros, and the power of ten where one is needed."""
    text = f"{value:.{digits - 1}e}"
    mantissa, exponent = text.split("e")
    power = int(exponent)
    if -4 <= power < max(6, digits):
        plain = f"{float(text):.{max(0, digits - 1 - power)}f}"
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain), None
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa), power


def number(value: float, digits: int = DIGITS) -> str:
    """A number for reading: `0.5933`, `−1.2×10⁻⁷`."""
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    if value == 0.0:
        return "0"
    mantissa, power = _parts(value, digits)
    mantissa = mantissa.replace("-", "−")
    return mantissa if power is None else f"{mantissa}×10{str(power).translate(SUPERSCRIPTS)}"


def padded(value: float, digits: int = DIGITS) -> str:
    """The same as one of a column: with the zeros at its end, unless it is the number itself."""
    written = number(value, digits)
    if is_exact(value, digits) or "×" in written:
        return written
    power = int(f"{value:.{digits - 1}e}".partition("e")[2])
    return f"{rounded(value, digits):.{max(0, digits - 1 - power)}f}".replace("-", "−")


@lru_cache(maxsize=4096)
def numeral(value: float, digits: int = DIGITS) -> Numeral:
    """A number as a part of a formula; made once, as most numbers stay the same from one moment to the next."""
    if not math.isfinite(value):
        return Numeral("not a number" if math.isnan(value) else "∞", is_negative=value < 0)
    if value == 0.0:
        return Numeral("0")
    mantissa, power = _parts(value, digits)
    return Numeral(mantissa.removeprefix("-"), "" if power is None else str(power), mantissa.startswith("-"))


def without_zero(text: str) -> str:
    """A written number without the zero before its point, as it is set where room is dear: `.35`, `≈ −.35`."""
    return _ZERO.sub(".", text)


def rounded(value: float, digits: int = DIGITS) -> float:
    """What the printed number parses back to."""
    return float(f"{value:.{digits - 1}e}")


def rounded_entries(values: Array, digits: int) -> Array:
    """What the printed entries of a vector or matrix parse back to."""
    return np.array([rounded(value, digits) for value in values.flat]).reshape(values.shape)


def is_exact(value: float, digits: int = DIGITS) -> bool:
    """Whether the printed number parses back to this very float64."""
    return not math.isfinite(value) or rounded(value, digits) == value


def is_carried(value: float, digits: int) -> bool:
    """Whether rounding to so few digits makes a number one of the next power of ten, as 0.9998 becomes 1."""
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    # Only what reads 1.000 can have been carried; 17 digits are the number itself.
    return mantissa.strip("-.0") == "1" and int(power) > int(f"{value:.16e}".partition("e")[2])


def unit(value: float, digits: int) -> float:
    """One unit of the last digit that is printed of a number; 0 of one that is 0 or not finite."""
    if value == 0.0 or not math.isfinite(value):
        return 0.0
    return 10.0 ** max(math.floor(math.log10(abs(value))) - digits + 1, -323)


def digits_of(value: float) -> int:
    """How many significant digits a number needs to parse back to itself."""
    return next((digits for digits in range(1, ALL_DIGITS) if is_exact(value, digits)), ALL_DIGITS)


def sign(value: float, digits: int = DIGITS) -> str:
    """What stands before a printed number: = if it is the number itself, ≈ if it is rounded."""
    return "=" if is_exact(value, digits) else "≈"


def equal_to(value: float, digits: int = DIGITS) -> str:
    """A number with its sign before it: `= 0.5`, `≈ 0.5933`."""
    return f"{sign(value, digits)} {number(value, digits)}"


def counted(count: int, noun: str) -> str:
    """How many there are of something: `1 update`, `2,000 updates`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
