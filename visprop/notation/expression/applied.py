"""Functions applied to expressions: powers, roots, those that have a name, and softmax."""

from __future__ import annotations

import fractions
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.notation.expression.arithmetic import Fraction, Sum, of_one_piece
from visprop.notation.expression.expr import TOO_SMALL, Expr, Style, Symbol, Value, Variable, has_zero
from visprop.notation.layout import nodes
from visprop.notation.layout.nodes import HAIR, Brackets, Gap, Index, Node, Row, Script, Term, Word, has, keys_in


@dataclass(frozen=True, eq=False)
class Square(Expr):
    """Something squared."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        value = self.operand.value(digits)
        return value * value

    def laid_out(self, style: Style) -> Node:
        inner = self.operand.layout(style)
        if not isinstance(self.operand, Symbol):
            return Script(Brackets(inner), Index("2"))
        # The exponent stands right at a symbol that has none yet.
        is_bare = not style.numbers and not has(self.operand.name, Script)
        return Term(Script(inner if is_bare else Brackets(inner), Index("2")), keys_in(inner))

    def flaw(self) -> str:
        return TOO_SMALL if has_zero(self.value()) and not has_zero(self.operand.value()) else super().flaw()

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def rational(self, style: Style) -> fractions.Fraction | None:
        found = self.operand.rational(style)
        return None if found is None else found * found

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 2.0 * self.operand.number(digits) * self.operand.slope(variable, digits)


@dataclass(frozen=True, eq=False)
class Call(Expr):
    """A named function of one argument, applied to each entry.

    Attributes:
        name: how it is written.
        argument: what it is applied to.
        function: the function.
        derivative: its derivative, where it is differentiated.
        is_positive: whether it is greater than 0 everywhere, so that a 0 is one that float64 made of it.
        has_pole: whether it has no value at 0.
        is_slope: whether it is the derivative of a layer's function, whose number is told as well.
    """

    name: Node
    argument: Expr
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array] | None = None
    is_positive: bool = False
    has_pole: bool = False
    is_slope: bool = False

    def value(self, digits: int | None = None) -> Value:
        return _applied(self.function, self.argument.value(digits))

    def laid_out(self, style: Style) -> Node:
        return Row((Term(self.name), Gap(HAIR), Brackets(self.argument.layout(style))))

    def parts(self) -> Sequence[Expr]:
        return (self.argument,)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        assert self.derivative is not None
        inner = self.argument.slope(variable, digits)
        return 0.0 if inner == 0.0 else float(self.derivative(np.array([self.argument.number(digits)]))[0]) * inner

    def flaw(self) -> str:
        if self.has_pole and has_zero(self.argument.value()):
            return "is taken of what float64 cannot tell from 0"
        return TOO_SMALL if self.is_positive and has_zero(self.value()) else super().flaw()


def _applied(function: Callable[[Array], Array], value: Value) -> Value:
    if isinstance(value, np.ndarray):
        return function(value)
    return float(function(np.array([value]))[0])


@dataclass(frozen=True, eq=False)
class Root(Expr):
    """The square root, of each entry."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        return _applied(np.sqrt, self.operand.value(digits))

    def laid_out(self, style: Style) -> Node:
        inner = of_one_piece(self.operand, style)
        return Term(nodes.Root(inner), keys_in(inner))

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return float(np.divide(self.operand.slope(variable, digits), 2.0 * np.sqrt(self.operand.number(digits))))


@dataclass(frozen=True, eq=False)
class Share(Expr):
    """One share of softmax, exp(z_j)/Σ exp(z_i): written so, but computed without overflow.

    Attributes:
        z: all the weighted inputs.
        j: whose share, from 0.
    """

    z: tuple[Expr, ...]
    j: int

    def value(self, digits: int | None = None) -> Value:
        return float(self._shares(digits)[self.j])

    def laid_out(self, style: Style) -> Node:
        powers = tuple(Call(Word("exp"), entry, np.exp) for entry in self.z)
        # Of a wide layer not all are written, and all are meant.
        return Term(Fraction(powers[self.j], Sum(powers)).layout(style), frozenset(self.keys()))

    def parts(self) -> Sequence[Expr]:
        return self.z

    def count(self) -> int:
        return len(self.z)

    def flaw(self) -> str:
        return TOO_SMALL if has_zero(self.value()) else super().flaw()

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        shares = self._shares(digits)
        slopes = np.array([entry.slope(variable, digits) for entry in self.z])
        return float(shares[self.j] * (slopes[self.j] - shares @ slopes))

    def _shares(self, digits: int | None) -> Array:
        z = np.array([entry.number(digits) for entry in self.z])
        powers: Array = np.exp(z - z.max())
        powers /= powers.sum()
        return powers
