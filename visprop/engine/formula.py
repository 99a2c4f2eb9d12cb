"""Formulas as text, read into a tree: `sin(2*pi*x)`, `-η*v`. A grammar of its own, never evaluated as Python.

sum     = product {("+" | "-") product}
product = power {("*" | "/") power}
power   = ["-" | "+"] power | atom ["^" power]
atom    = number | name | function "(" sum ")" | "(" sum ")"
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

MAX_LENGTH = 400
"""The longest text that is read."""
MAX_DEPTH = 50
"""How deeply it may be nested."""

_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([^\W\d]\w*)|(.))")
_DIGITS = frozenset("0123456789.")
_SIGNS = {"×": "*", "·": "*", "−": "-", "÷": "/"}


class Literal(NamedTuple):
    """A number."""

    value: float


class Name(NamedTuple):
    """A variable or constant."""

    name: str


class Negative(NamedTuple):
    """−operand."""

    operand: Tree


class Binary(NamedTuple):
    """left sign right; the sign is one of + - * / ^."""

    sign: str
    left: Tree
    right: Tree


class Application(NamedTuple):
    """function(argument)."""

    function: str
    argument: Tree


Tree = Literal | Name | Negative | Binary | Application


def parse(text: str, names: Collection[str], functions: Collection[str]) -> Tree:
    """Read a formula.

    Args:
        text: the formula.
        names: the variables and constants that may occur.
        functions: the functions that may.

    Raises:
        ValueError: the text is no formula; it says where it went wrong.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"a function has at most {MAX_LENGTH} characters")
    return Parser(text, names, functions).whole()


class Parser:
    """Reads one formula from left to right; another grammar overrides what it reads otherwise.

    Args:
        text: the formula.
        names: the variables and constants that may occur.
        functions: the functions that may.
    """

    token = _TOKEN

    def __init__(self, text: str, names: Collection[str], functions: Collection[str]) -> None:
        found = [(match.start(match.lastindex or 0), match[match.lastindex or 0]) for match in self.token.finditer(text)]
        self._tokens = [(start, _SIGNS.get(token, token)) for start, token in found if token.strip()]
        self._names, self._functions = names, functions
        self._at = self._depth = 0

    def whole(self) -> Tree:
        """The tree of all of the text."""
        tree = self._sum()
        if self._at < len(self._tokens):
            raise self._unexpected("the end")
        return tree

    def _sum(self) -> Tree:
        left = self._product()
        while self._peek() in ("+", "-"):
            left = Binary(self._take(), left, self._product())
        return left

    def _product(self) -> Tree:
        left = self._power()
        while self._peek() in ("*", "/"):
            left = Binary(self._take(), left, self._power())
        return left

    def _power(self) -> Tree:
        self._depth += 1
        self._check_depth()
        found = self._signed()
        self._depth -= 1
        return found

    def _check_depth(self) -> None:
        if self._depth > MAX_DEPTH:
            raise ValueError(f"a function is nested at most {MAX_DEPTH} deep")

    def _signed(self) -> Tree:
        if self._peek() in ("-", "+"):
            sign, operand = self._take(), self._power()
            return Negative(operand) if sign == "-" else operand
        base = self._atom()
        if self._peek() == "^":
            return Binary(self._take(), base, self._power())
        return base

    def _atom(self) -> Tree:
        token = self._peek()
        if token == "(":
            return self._bracketed()
        if token[:1] in _DIGITS and token and token != ".":
            return Literal(float(self._take()))
        if token in self._names:
            return Name(self._take())
        if token in self._functions:
            return Application(self._take(), self._bracketed())
        raise self._unexpected("a number" if token == "." else "a number, a variable or a function")

    def _bracketed(self) -> Tree:
        self._expect("(")
        inner = self._sum()
        self._expect(")")
        return inner

    def _expect(self, token: str) -> None:
        if self._peek() != token:
            raise self._unexpected(token)
        self._take()

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
