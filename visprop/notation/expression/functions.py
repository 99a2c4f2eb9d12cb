"""Functions as things of their own, as Euler's notation has them: λ, application, and the operator D."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.notation.expression.expr import MAX_FACTORS, PRODUCT, Expr, Items, Style, Symbol, Value, Variable
from visprop.notation.layout.build import DOTS, between, commas, operator
from visprop.notation.layout.nodes import (
    APART,
    HAIR,
    THIN,
    Bound,
    Brackets,
    Fence,
    Gap,
    Letter,
    Mark,
    Node,
    Row,
    begins_with_minus,
)


@dataclass(frozen=True, eq=False)
class Lambda:
    """λv. body, a function of one number.

    Attributes:
        variable: v.
        body: what is computed; it is differentiated by its own structure, with the chain rule at every composition.
        partial: how the function is written without λ, where it is a partial application, as f w b is of f w b a, or a
            composition.
    """

    variable: Variable
    body: Expr
    partial: Expr | None = None

    def slope(self, x: float, digits: int | None = None) -> float:
        """The value of D(λv. body) at x."""
        self.variable.now = x
        return self.body.slope(self.variable, digits)

    def layout(self, style: Style) -> Node:
        """How it is written, fit to stand inside brackets."""
        if self.partial is not None:
            return self.partial.layout(style)
        return Row((Mark("λ"), Gap(HAIR), Bound(self.variable.name), Mark("."), Gap(THIN), self.body.layout(style)))


@dataclass(frozen=True, eq=False)
class Slope(Expr):
    """D(function) point: the derivative of a function at a point."""

    function: Lambda
    point: Expr
    binds = PRODUCT
    is_application = True

    def value(self, digits: int | None = None) -> Value:
        return self.function.slope(self.point.number(digits), digits)

    def laid_out(self, style: Style) -> Node:
        function = Brackets(self.function.layout(style), Fence.LIST)
        return Row((Letter("D"), function, Gap(APART), _argument(self.point, style)))

    def parts(self) -> Sequence[Expr]:
        return (self.function.body, self.point)


class _Meant(Expr):
    """Something written in a way of its own; what is computed is the body."""

    body: Expr

    def value(self, digits: int | None = None) -> Value:
        return self.body.value(digits)

    def computed(self) -> Sequence[Expr]:
        return (self.body,)

    def flaw(self) -> str:
        return ""

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return self.body.slope(variable, digits)


@dataclass(frozen=True, eq=False)
class Applied(_Meant):
    """Something written as a function's application, as f w b a is; what is computed is the body.

    Attributes:
        words: the function and its arguments, written one after the other.
        body: what it means.
    """

    words: tuple[Expr, ...]
    body: Expr
    binds = PRODUCT
    is_application = True

    def laid_out(self, style: Style) -> Node:
        first, *others = self.words
        items = [_argument(first, style)]
        for word in others:
            # A long one is broken before a function that is within it.
            items += [Gap(APART, is_break=_is_applied(word)), _argument(word, style)]
        return Row(tuple(items))

    def parts(self) -> Sequence[Expr]:
        return self.words


@dataclass(frozen=True, eq=False)
class Composed(Expr):
    """Functions composed, as C y ∘ f p ∘ (λv. f v a) is; the outermost comes first."""

    functions: tuple[Expr | Lambda, ...]

    def laid_out(self, style: Style) -> Node:
        return between((_function(one, style) for one in self.functions), operator("∘"))

    def parts(self) -> Sequence[Expr]:
        return tuple(one.body if isinstance(one, Lambda) else one for one in self.functions)


def _function(function: Expr | Lambda, style: Style) -> Node:
    """One of several functions that are composed."""
    node = function.layout(style)
    return Brackets(node, Fence.LIST) if isinstance(function, Lambda) else node


@dataclass(frozen=True, eq=False)
class Tuple(Items):
    """Several numbers as one argument; a single one stands for itself."""

    def value(self, digits: int | None = None) -> Value:
        values = [item.number(digits) for item in self.items]
        return values[0] if len(values) == 1 else np.array(values)

    def laid_out(self, style: Style) -> Node:
        if len(self.items) == 1:
            return self.items[0].layout(style)
        shown = [DOTS if i is None else self.items[i].layout(style) for i in style.shown(len(self.items))]
        return Brackets(commas(shown, is_break=True), Fence.LIST)


@dataclass(frozen=True, eq=False)
class Called(_Meant):
    """A function of several numbers that are given at once, as φ(p₁, v, p₃, p₄) is; what is computed is the body.

    Attributes:
        function: how it is called.
        arguments: of many the first two, the last, and whatever λ binds are written.
        body: what it means.
    """

    function: Symbol
    arguments: tuple[Expr, ...]
    body: Expr

    def laid_out(self, style: Style) -> Node:
        shown, last = list[Node](), -1
        for i in self._shown():
            shown += [DOTS] if i > last + 1 else []
            shown.append(self.arguments[i].layout(style))
            last = i
        return Row((self.function.layout(style), Brackets(commas(shown, is_break=True), Fence.LIST)))

    def _shown(self) -> list[int]:
        every = range(len(self.arguments))
        if len(every) <= MAX_FACTORS:
            return list(every)
        return [i for i in every if i in (0, 1, every[-1]) or isinstance(self.arguments[i], Variable)]

    def parts(self) -> Sequence[Expr]:
        return self.arguments

    def is_abridged(self, style: Style) -> bool:
        return super().is_abridged(style) or len(self._shown()) < len(self.arguments)


def _argument(word: Expr, style: Style) -> Node:
    """An argument, in brackets where it is an application itself or negative."""
    node = word.layout(style)
    return Brackets(node) if _is_applied(word) or begins_with_minus(node) else node


def _is_applied(word: Expr) -> bool:
    alone = word.items[0] if isinstance(word, Tuple) and len(word.items) == 1 else word
    return isinstance(alone, Applied)
