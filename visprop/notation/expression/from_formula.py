"""From a formula as text, as the registries carry them, to an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.formula import Application, Binary, Literal, Name, Negative, Tree, parse
from visprop.engine.normal import normal_density, normal_share
from visprop.notation.expression.applied import Call, Root, Square
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Sum
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.expression.matrices import Hadamard, SquaredNorm
from visprop.notation.layout.build import scripted


def log(a: Array) -> Array:
    """The natural logarithm; 0 counts as the smallest positive number, so that 0·ln 0 is 0."""
    return np.log(np.maximum(a, 5e-324))


def _is_wrong(z: Array) -> Array:
    return np.heaviside(-z, 1.0)


def _huber(z: Array) -> Array:
    found: Array = np.where(np.abs(z) <= 1.0, 0.5 * z * z, np.abs(z) - 0.5)
    return found


def _is_inside(z: Array) -> Array:
    return np.where(np.abs(z) <= 1.0, 1.0, 0.0)


_CALLS: dict[str, Callable[[Expr], Call]] = {
    "exp": lambda inner: Call(scripted("exp"), inner, np.exp, np.exp, is_positive=True),
    "ln": lambda inner: Call(scripted("ln"), inner, log, np.reciprocal, has_pole=True),
    "Phi": lambda inner: Call(scripted("Φ"), inner, normal_share, normal_density, is_positive=True),
    "relu": lambda inner: Call(scripted("ReLU"), inner, lambda z: np.maximum(z, 0.0), lambda z: np.heaviside(z, 1.0)),
    "step": lambda inner: Call(scripted("step"), inner, lambda z: np.heaviside(z, 0.0), lambda z: 0.0 * z),
    "huber": lambda inner: Call(scripted("Huber"), inner, _huber, lambda z: np.clip(z, -1.0, 1.0)),
    "clip": lambda inner: Call(scripted("clip"), inner, lambda z: np.clip(z, -1.0, 1.0), _is_inside),
    "wrong": lambda inner: Call(scripted("wrong"), inner, _is_wrong, lambda z: 0.0 * z),
}
_FUNCTIONS = ("sqrt", "norm2", *_CALLS)


def named_symbol(name: str, value: float) -> Symbol:
    """A variable of a formula (`α2`, `z1`, `c`) as a symbol, its number below."""
    letter = name.rstrip("0123456789")
    below = name.removeprefix(letter)
    return Symbol(scripted(letter, below=below), value)


@lru_cache(maxsize=512)
def _parsed(text: str, names: frozenset[str]) -> Tree:
    return parse(text, names, _FUNCTIONS)


def expression(text: str, symbols: Mapping[str, Expr], by_entry: bool = False) -> Expr:
    """The expression of a formula.

    Args:
        text: the formula; it may use exp, ln, sqrt, norm2 (the sum of a vector's squares), Phi (the normal share), and relu,
            step, wrong, huber and clip (see `_CALLS`).
        symbols: what its names stand for.
        by_entry: whether they are vectors or matrices, of which all is done entry by entry.
    """
    return _Builder(symbols, by_entry).build(_parsed(text, frozenset(symbols)))


class _Builder:
    def __init__(self, symbols: Mapping[str, Expr], by_entry: bool) -> None:
        self._symbols, self._by_entry = symbols, by_entry

    def build(self, tree: Tree) -> Expr:
        match tree:
            case Literal(value):
                return Number(value)
            case Name(name):
                return self._symbols[name]
            case Negative(operand):
                return Minus(self.build(operand))
            case Application(function, argument):
                return self._applied(function, self.build(argument))
            case Binary("+" | "-", _, _):
                return Sum(tuple(self._terms(tree)))
            case Binary("*", _, _):
                first, *others = self._factors(tree)
                if isinstance(first, Minus):
                    return Minus(Product((first.operand, *others)))
                return Product((first, *others))
            case Binary("/", left, right):
                return Fraction(self.build(left), self.build(right))
            case Binary("^", base, Literal(2.0)):
                inner = self.build(base)
                return Hadamard(inner, inner) if self._by_entry else Square(inner)
            case _:
                raise ValueError(f"there is no way to write {tree}")

    def _terms(self, tree: Tree) -> list[Expr]:
        if isinstance(tree, Binary) and tree.sign in "+-":
            right = self.build(tree.right)
            return [*self._terms(tree.left), Minus(right) if tree.sign == "-" else right]
        return [self.build(tree)]

    def _factors(self, tree: Tree) -> list[Expr]:
        if isinstance(tree, Binary) and tree.sign == "*":
            return [*self._factors(tree.left), self.build(tree.right)]
        return [self.build(tree)]

    def _applied(self, function: str, argument: Expr) -> Expr:
        if function == "sqrt":
            return Root(argument)
        if function == "norm2":
            return SquaredNorm(argument)
        return _CALLS[function](argument)
