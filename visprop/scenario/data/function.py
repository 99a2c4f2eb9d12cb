"""A typed function such as `sin(2*pi*x)`, evaluated from the tree of its formula."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.formula import Application, Binary, Literal, Name, Negative, Tree, parse

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "exp": np.exp,
    "ln": np.log,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
}
"""The functions that can be used, by name; ln and log are both the natural logarithm."""

CONSTANTS = {"pi": np.pi, "π": np.pi, "e": np.e}
"""The constants that can be used, by name."""

_OPERATORS: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
}


class Function:
    """A function of n inputs, read from text.

    Args:
        text: the formula.
        inputs: n; the inputs are called x1 … xn, and x too if there is one.

    Raises:
        ValueError: the text is no formula; it says where it went wrong.
    """

    def __init__(self, text: str, inputs: int) -> None:
        self._columns = {f"x{i + 1}": i for i in range(inputs)} | ({"x": 0} if inputs == 1 else {})
        self._tree = parse(text, {*self._columns, *CONSTANTS}, FUNCTIONS)

    def __call__(self, x: Array) -> Array:
        """The values for inputs of shape (m, n), of shape (m,); not finite where the function has none."""
        with np.errstate(all="ignore"):
            return np.broadcast_to(self._value(self._tree, x), len(x)).astype(np.float64)

    def _value(self, tree: Tree, x: Array) -> Array:
        match tree:
            case Literal(value):
                return np.full(len(x), value)
            case Name(name):
                return x[:, self._columns[name]] if name in self._columns else np.full(len(x), CONSTANTS[name])
            case Negative(operand):
                return -self._value(operand, x)
            case Binary(sign, left, right):
                return _OPERATORS[sign](self._value(left, x), self._value(right, x))
            case Application(function, argument):
                return FUNCTIONS[function](self._value(argument, x))


_WITH_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+(e[+-]?[0-9]+)?", re.IGNORECASE)


def typed_number(text: str) -> float:
    """A number as it is typed: also `1/3` and `exp(-0.5)`, with a true minus sign and with a decimal comma too.

    Raises:
        ValueError: the text is no formula, or has no finite value.
    """
    text = text.strip().replace("−", "-")
    if _WITH_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    value = float(Function(text, 0)(np.empty((1, 0)))[0])
    if not np.isfinite(value):
        raise ValueError("this is not a finite number")
    return value
