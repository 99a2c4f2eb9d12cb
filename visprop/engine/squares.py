"""Costs of differences: squared errors, and Huber's."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import numpy as np

from visprop.engine.arrays import Array, row_sums
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.pair import Pair

# Squared errors, ‖y − a‖² times a factor: ½ (the article's "Cost function"), 1, or one of them by the number of outputs.


@lru_cache
def squares(title: str, factor: Fraction) -> Pair:
    """A squared error with a factor before the sum."""
    times = float(factor)

    def value(y: Array, z: Array, a: Array) -> Array:
        total: Array = times * row_sums(np.square(a - y))
        return total

    slope = "a - y" if 2 * factor == 1 else _times(2 * factor, "(a - y)")
    return Pair(
        value=value, gradient=lambda y, a: 2.0 * times * (a - y), bend=lambda y, a: np.full_like(a, 2.0 * times), corner=None,
        delta=None, fast_delta=None, needs_z=False, of_squares=times,
        term="(y - a)^2", factor=_written(factor), slope=slope, inner="y - a", vectorised=_times(factor, "norm2(y - a)"),
        derivation=lambda n: _squares_derivation(title, factor, slope), refuse_targets=lambda y: "",
    )  # fmt: skip


def _written(factor: Fraction) -> str:
    return str(factor.numerator) if factor.denominator == 1 else f"{factor.numerator}/{factor.denominator}"


def _times(factor: Fraction, what: str) -> str:
    """A formula times a factor."""
    if factor == 1:
        return what
    return f"{factor.numerator}*{what}" if factor.denominator == 1 else f"({_written(factor)})*{what}"


def _squares_derivation(title: str, factor: Fraction, slope: str) -> Derivation:
    return Derivation(
        title,
        (
            Row("β", "y - a", "a", "-1", "subtraction rule, y is constant"),
            Row("α", "β^2", "β", "2*β", "power rule"),
            Row("c", _times(factor, "α"), "α", _written(factor), "multiplication by a constant"),
        ),
        (Result("c", "a", slope),),
        is_chain=True,
    )


# Huber's: half the square of a small error, and of one above 1 its size less ½, so that single rows do not weigh all.


def _huber(y: Array, z: Array, a: Array) -> Array:
    size = np.abs(a - y)
    total: Array = row_sums(np.where(size <= 1.0, 0.5 * size * size, size - 0.5))
    return total


def _huber_derivation(n: int) -> Derivation:
    return Derivation(
        "Huber's cost",
        (
            Row("β", "y - a", "a", "-1", "subtraction rule, y is constant"),
            Row("c", "huber(β)", "β", "clip(β)", "β where it is from −1 to 1, as of ½β²; beyond, its sign, as of |β| − ½"),
        ),
        (Result("c", "a", "clip(a - y)"),),
        is_chain=True,
    )


HUBER = Pair(
    value=_huber, gradient=lambda y, a: np.clip(a - y, -1.0, 1.0),
    bend=lambda y, a: np.where(np.abs(a - y) < 1.0, 1.0, 0.0), corner=lambda y, a: np.abs(a - y) - 1.0,
    delta=None, fast_delta=None, needs_z=False, of_squares=None,
    term="huber(y - a)", factor="1", slope="clip(a - y)", inner="y - a", vectorised="",
    derivation=_huber_derivation, refuse_targets=lambda y: "",
)  # fmt: skip
