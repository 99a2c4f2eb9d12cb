"""A real function as it is typed: its values, its derivatives, how they are found, and where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from visprop.engine.arrays import Array
from visprop.notation.calculus.derivation_steps import Derivation, derived
from visprop.notation.calculus.evaluation import Point, value_of
from visprop.notation.calculus.lines import Line, lines_of
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.remarks import Remark, remarks_on
from visprop.notation.calculus.terms import Term
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.text import plain


@dataclass(frozen=True, eq=False)
class RealFunction:
    """A function of one or several numbers.

    Attributes:
        term: what is computed, as it was typed.
        variables: what it is a function of, in order.
        parameters: the values of the letters that stay what they are.
    """

    term: Term
    variables: tuple[str, ...] = ("x",)
    parameters: Mapping[str, float] = field(default_factory=dict)

    def __call__(self, *values: ArrayLike) -> Array:
        """The values at points, of the shape of the arrays together; nan where it is undefined, ±∞ where it is too large."""
        return value_of(self.term, self.point(*values))

    def point(self, *values: ArrayLike) -> Point:
        """Values for the variables, in order, and those of the parameters."""
        return {**self.parameters, **dict(zip(self.variables, values, strict=True))}

    def derivation(self, variable: str = "") -> Derivation:
        """How the derivative by a variable is found, by default the first; all other letters are held."""
        return derived(self.term, variable or self.variables[0])

    def derivative(self, variable: str = "") -> RealFunction:
        """The derivative by a variable in its simplest form; `slope` knows where it is no derivative of this function."""
        return RealFunction(self.derivation(variable).result, self.variables, self.parameters)

    def slope(self, variable: str, *values: ArrayLike) -> Array:
        """The derivative's values at points; nan where the function has none, as at a kink."""
        point = self.point(*values)
        kinks = [remark.kink for remark in self.remarks(variable) if remark.kink is not None]
        is_none = np.isnan(value_of(self.term, point))
        for kink in kinks:
            is_none = is_none | (value_of(kink, point) == 0.0)
        return np.where(is_none, np.nan, value_of(self.derivation(variable).result, point))

    def remarks(self, variable: str = "") -> tuple[Remark, ...]:
        """Where it has no value, or no derivative, in words."""
        return remarks_on(self.term, variable or self.variables[0])

    def why_none(self, variable: str, *values: float) -> str:
        """Why there is no derivative at a point, in words; empty if there is one."""
        if not np.isnan(self.slope(variable, *values)):
            return ""
        point = self.point(*values)
        return next((one.words for one in self.remarks(variable) if one.holds_at(point)), f"{self.text} has no value there")

    def hand(self, way: Way = Way.LEIBNIZ, bound: Iterable[str] = ()) -> Hand:
        """How it and its derivatives are written: with ∂ where there are several variables."""
        return Hand(way, len(self.variables) > 1, frozenset(bound))

    def layout(self, bound: Iterable[str] = ()) -> Node:
        """It as a layout tree, with some of its variables marked as bound."""
        return self.hand(bound=bound).term(self.term)

    @property
    def text(self) -> str:
        """It as plain text, which can be read back."""
        return plain(self.layout())

    def lines(self, variable: str = "", way: Way = Way.LEIBNIZ) -> tuple[Line, ...]:
        """How its derivative is found, line by line."""
        return lines_of(self.derivation(variable), self.hand(way))


def read(text: str, variables: Iterable[str] = ("x",), parameters: Mapping[str, float] | None = None) -> RealFunction:
    """A function from text.

    Args:
        text: the formula as a textbook writes it, `2x sin(x²)`, or as it is typed, `2*x*sin(x^2)`.
        variables: what it is a function of.
        parameters: the other letters that may occur, with their values.

    Raises:
        ValueError: the text is no formula; it says where it went wrong.
    """
    names = tuple(variables)
    known = dict(parameters or {})
    return RealFunction(read_term(text, {*names, *known}), names, known)
