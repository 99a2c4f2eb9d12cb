"""From text to a term, as it was typed: nothing is simplified."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from math import isfinite

from visprop.engine.formula import Application, Binary, Literal, Name, Tree
from visprop.engine.textbook import parse_textbook
from visprop.notation.calculus.elementary import CONSTANTS, ELEMENTARY, SPELLINGS
from visprop.notation.calculus.terms import (
    Call,
    Constant,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Term,
    Variable,
    depth,
    size,
)

MAX_PARTS, MAX_DEPTH = 40, 12
"""What has more parts, or is nested deeper, is not read: its derivation would take longer than a window may wait."""


def read_term(text: str, names: Collection[str]) -> Term:
    """The term of a formula as a textbook writes it: `2x sin(x²)`, `1/(1 + exp(-x))`, `|x|`, `√x`, `e^(-x)`, `2πr`.

    Args:
        text: the formula; it may use the functions of `elementary`, π (or pi) and e.
        names: its variables and parameters; one that is called e is no constant.

    Raises:
        ValueError: the text is no formula, it is too long (`MAX_PARTS`, `MAX_DEPTH`), or a number in it is too large; it says
            what is wrong.
    """
    known = {*names, *CONSTANTS, "pi"}
    found = _Reader(frozenset(names)).read(parse_textbook(text, known, {*ELEMENTARY, *SPELLINGS}))
    if size(found) > MAX_PARTS:
        raise ValueError(f"a function has at most {MAX_PARTS} numbers, letters and operations")
    if depth(found) > MAX_DEPTH:
        raise ValueError(f"a function is nested at most {MAX_DEPTH} deep")
    return found


class _Reader:
    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def read(self, tree: Tree) -> Term:
        match tree:
            case Literal(value):
                return _number(value)
            case Name(name):
                return Variable(name) if name in self._names else Constant("π" if name == "pi" else name)
            case Application(function, argument):
                return Call(SPELLINGS.get(function, function), self.read(argument))
            case Binary("+" | "-"):
                return Sum(tuple(self._terms(tree)))
            case Binary("*"):
                first, *others = self._factors(tree)
                size = _without_minus(first)
                return Product((first, *others)) if size is None else Negative(Product((size, *others)))
            case Binary("/", left, right):
                above, below = self.read(left), self.read(right)
                size = _without_minus(above)
                return Quotient(above, below) if size is None else Negative(Quotient(size, below))
            case Binary(_, left, right):
                return Power(self.read(left), self.read(right))
            case _:
                inner = self.read(tree.operand)
                return (
                    Number(-inner.value, inner.is_decimal) if isinstance(inner, Number) and inner.value > 0 else Negative(inner)
                )

    def _terms(self, tree: Tree) -> list[Term]:
        if isinstance(tree, Binary) and tree.sign in "+-":
            right = self.read(tree.right)
            return [*self._terms(tree.left), Negative(right) if tree.sign == "-" else right]
        return [self.read(tree)]

    def _factors(self, tree: Tree) -> list[Term]:
        if isinstance(tree, Binary) and tree.sign == "*":
            return [*self._factors(tree.left), self.read(tree.right)]
        return [self.read(tree)]


def _without_minus(term: Term) -> Term | None:
    """What has a minus before it, without it: −2x is the negative of 2x, and no product with −2."""
    if isinstance(term, Number) and term.value < 0:
        return Number(-term.value, term.is_decimal)
    return term.operand if isinstance(term, Negative) else None


def _number(value: float) -> Number:
    if not isfinite(value):
        raise ValueError("a number is too large")
    return Number(Fraction(str(value)), is_decimal=not value.is_integer())
