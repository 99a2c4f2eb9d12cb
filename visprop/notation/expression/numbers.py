"""How numbers are written: significant digits, a true minus sign, powers of ten as in print."""

from __future__ import annotations

import math

DIGITS = 4
"""Significant digits by default."""

MINUS = "{-}"
"""The sign of a negative number in LaTeX."""

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""From digits to lowered ones, for `str.translate`."""
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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
    return mantissa if power is None else f"{mantissa}×10{str(power).translate(_SUPERSCRIPTS)}"


def latex_number(value: float, digits: int = DIGITS) -> str:
    r"""A number in LaTeX: `0.5933`, `-1.2 \times 10^{-7}`."""
    if not math.isfinite(value):
        return r"\mathrm{NaN}" if math.isnan(value) else (r"\infty" if value > 0 else MINUS + r"\infty")
    if value == 0.0:
        return "0"
    mantissa, power = _parts(value, digits)
    # A sign, not an operator: bare, it would be set with the space of a subtraction.
    mantissa = mantissa.replace("-", MINUS)
    return mantissa if power is None else rf"{mantissa} \times 10^{{{power}}}"
