"""A typed function such as `sin(2*pi*x)`: a grammar of its own, never evaluated as Python.

sum     = product {("+" | "-") product}
product = power {("*" | "/") power}
power   = ["-" | "+"] power | atom ["^" power]
atom    = number | constant | variable | name "(" sum ")" | "(" sum ")"
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from visprop.engine.activations import Array

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

MAX_LENGTH = 400
"""The longest text that is read; it also bounds the nesting."""

_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-zπ]\w*)|(.))")
_DIGITS = frozenset("0123456789.")
_SIGNS = {"×": "*", "·": "*", "−": "-", "÷": "/"}

Evaluate = Callable[[Array], Array]


class Function:
    """A function of n inputs, parsed from text.

    Args:
        text: the formula.
        inputs: n; the inputs are called x1 … xn, and x too where there is one.

    Raises:
        ValueError: the text is no formula; it says where it went wrong.
    """

    def __init__(self, text: str, inputs: int) -> None:
        if len(text) > MAX_LENGTH:
            raise ValueError(f"a function has at most {MAX_LENGTH} characters")
        self._tokens = [(match.start(match.lastindex or 0), match[match.lastindex or 0]) for match in _TOKEN.finditer(text)]
        self._tokens = [(start, _SIGNS.get(token, token)) for start, token in self._tokens if token.strip()]
        self._at = 0
        self._variables = {f"x{i + 1}": i for i in range(inputs)} | ({"x": 0} if inputs == 1 else {})
        self._evaluate = self._sum()
        if self._at < len(self._tokens):
            raise self._unexpected("the end")

    def __call__(self, x: Array) -> Array:
        """The values for inputs of shape (m, n), of shape (m,); not finite where the function has none."""
        with np.errstate(all="ignore"):
            return np.broadcast_to(self._evaluate(x), len(x)).astype(np.float64)

    def _sum(self) -> Evaluate:
        left = self._product()
        while self._peek() in ("+", "-"):
            left = _binary(np.add if self._take() == "+" else np.subtract, left, self._product())
        return left

    def _product(self) -> Evaluate:
        left = self._power()
        while self._peek() in ("*", "/"):
            left = _binary(np.multiply if self._take() == "*" else np.divide, left, self._power())
        return left

    def _power(self) -> Evaluate:
        if self._peek() in ("-", "+"):
            sign, operand = self._take(), self._power()
            return (lambda x: -operand(x)) if sign == "-" else operand
        base = self._atom()
        if self._peek() == "^":
            self._take()
            return _binary(np.power, base, self._power())
        return base

    def _atom(self) -> Evaluate:
        token = self._peek()
        if token == "(":
            return self._bracketed()
        if token[:1] in _DIGITS or token == ".":
            return _constant(float(self._number()))
        if token in self._variables:
            column = self._variables[self._take()]
            return lambda x: x[:, column]
        if token in CONSTANTS:
            return _constant(CONSTANTS[self._take()])
        if token in FUNCTIONS:
            function = FUNCTIONS[self._take()]
            argument = self._bracketed()
            return lambda x: function(argument(x))
        raise self._unexpected("a number, a variable or a function")

    def _number(self) -> str:
        token = self._peek()
        if token == ".":
            raise self._unexpected("a number")
        return self._take()

    def _bracketed(self) -> Evaluate:
        if self._peek() != "(":
            raise self._unexpected("(")
        self._take()
        inner = self._sum()
        if self._peek() != ")":
            raise self._unexpected(")")
        self._take()
        return inner

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _unexpected(self, expected: str) -> ValueError:
        if self._at >= len(self._tokens):
            return ValueError(f"expected {expected}, but the function ends")
        start, token = self._tokens[self._at]
        return ValueError(f"expected {expected} at character {start + 1}, got {token!r}")


def _constant(value: float) -> Evaluate:
    return lambda x: np.full(len(x), value)


def _binary(operator: Callable[[Array, Array], Array], left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda x: operator(left(x), right(x))
