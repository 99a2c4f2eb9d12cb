"""The elementary functions: what each computes, its derivative as a textbook has it, and where it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.sigmoids import logistic
from visprop.notation.calculus.terms import ONE, TWO, ZERO, Call, Negative, Power, Product, Quotient, Sum, Term


def _where(z: Array, found: Array, is_defined: NDArray[np.bool_]) -> Array:
    """Values where there are any, else nan."""
    return np.where(is_defined | np.isnan(z), found, np.nan)


def _logistic_slope(z: Array) -> Array:
    return logistic(z) * logistic(-z)


def _ln(z: Array) -> Array:
    return _where(z, np.log(z), z > 0.0)


def _sign_or_none(z: Array) -> Array:
    return _where(z, np.sign(z), z != 0.0)


class Elementary(NamedTuple):
    """A function of one number.

    Attributes:
        value: what it computes; nan where it is undefined.
        slope: its derivative, by a formula of its own; nan where there is none.
        derivative: its derivative as a term, of its argument.
        rule: what the rule for it is called.
    """

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    derivative: Callable[[Term], Term]
    rule: str


def _square_of(name: str, u: Term) -> Term:
    return Power(Call(name, u), TWO)


ELEMENTARY: dict[str, Elementary] = {
    "sin": Elementary(np.sin, np.cos, lambda u: Call("cos", u), "sine"),
    "cos": Elementary(np.cos, lambda z: -np.sin(z), lambda u: Negative(Call("sin", u)), "cosine"),
    "tan": Elementary(np.tan, lambda z: 1.0 / np.cos(z) ** 2, lambda u: Quotient(ONE, _square_of("cos", u)), "tangent"),
    "exp": Elementary(np.exp, np.exp, lambda u: Call("exp", u), "exponential"),
    "ln": Elementary(_ln, lambda z: _where(z, 1.0 / z, z > 0.0), lambda u: Quotient(ONE, u), "logarithm"),
    "sqrt": Elementary(
        np.sqrt,
        lambda z: _where(z, 0.5 / np.sqrt(z), z > 0.0),
        lambda u: Quotient(ONE, Product((TWO, Call("sqrt", u)))),
        "square root",
    ),
    "σ": Elementary(
        logistic,
        _logistic_slope,
        lambda u: Product((Call("σ", u), Sum((ONE, Negative(Call("σ", u)))))),
        "logistic function",
    ),
    "tanh": Elementary(
        np.tanh,
        lambda z: 1.0 - np.tanh(z) ** 2,
        lambda u: Sum((ONE, Negative(_square_of("tanh", u)))),
        "hyperbolic tangent",
    ),
    "abs": Elementary(np.abs, _sign_or_none, lambda u: Call("sign", u), "absolute value"),
    "sign": Elementary(np.sign, lambda z: 0.0 * _sign_or_none(z), lambda u: ZERO, "sign"),
}
"""Every function that a term may use, by the name under which it is typed."""

JUMPS = frozenset(("abs", "sign"))
"""The functions that have no derivative where their argument is 0, though they have a value there."""

SPELLINGS = {"sigma": "σ", "logistic": "σ", "log": "ln"}
"""Other names under which functions may be typed."""

CONSTANTS = {"π": float(np.pi), "e": float(np.e)}
"""The constants, with their values; pi is π too."""
