"""The numbers of formulas as text, as the registries carry them: what can be written in an equation, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.formula import Application, Binary, Literal, Name, Negative, Tree, parse
from visprop.engine.normal import normal_share

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "sqrt": np.sqrt,
    "norm2": lambda v: np.square(v).sum(axis=-1, keepdims=True),
    "exp": np.exp,
    # 0 counts as the smallest positive number, so that 0·ln 0 is 0.
    "ln": lambda a: np.log(np.maximum(a, 5e-324)),
    "Phi": normal_share,
    "relu": lambda z: np.maximum(z, 0.0),
    "step": lambda z: np.heaviside(z, 0.0),
    "wrong": lambda z: np.heaviside(-z, 1.0),
    "huber": lambda z: np.where(np.abs(z) <= 1.0, 0.5 * z * z, np.abs(z) - 0.5),
    "clip": lambda z: np.clip(z, -1.0, 1.0),
}
"""Every function that a formula may use, with what it computes; norm2 is the sum of a vector's squares."""

_OPERATORS: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power,
}  # fmt: skip


def value(text: str, known: Mapping[str, Array]) -> Array:
    """The value of a formula.

    Args:
        text: the formula.
        known: what its names stand for; arrays, of which all is done entry by entry.

    Raises:
        ValueError: it is no formula, it uses what is not known, or a power that cannot be written.
    """
    try:
        return _value(parse(text, known, FUNCTIONS), known)
    except ValueError as error:
        raise ValueError(f"the formula {text!r}: {error}") from error


def _value(tree: Tree, known: Mapping[str, Array]) -> Array:
    match tree:
        case Literal(number):
            return np.array(number)
        case Name(name):
            return known[name]
        case Negative(operand):
            return -_value(operand, known)
        case Application(function, argument):
            return FUNCTIONS[function](_value(argument, known))
        case Binary("^", _, exponent) if exponent != Literal(2.0):
            raise ValueError("of powers only squares can be written")
        case Binary(sign, left, right):
            return _OPERATORS[sign](_value(left, known), _value(right, known))
