"""Functions of functions, as Euler's notation has them: ∘, D, pointwise products, and what they are applied to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from visprop.notation.calculus.terms import Call, Derivative, Product, Term, Variable, substituted
from visprop.notation.calculus.writing import Hand, named
from visprop.notation.layout.build import between, scripted
from visprop.notation.layout.nodes import APART, HAIR, THIN, Brackets, Fence, Gap, Letter, Node, Operator, Row

_UNWRITTEN = "·"
"""The variable of a derivative that is evaluated and never written."""


class Function:
    """A function of one number, as a thing of its own."""

    @property
    def is_single(self) -> bool:
        """Whether it needs no brackets when it is applied."""
        return True

    def applied(self, argument: Term) -> Term:
        """What it gives for an argument, as a term that can be evaluated."""
        raise NotImplementedError

    def layout(self, hand: Hand) -> Node:
        """How it is written."""
        raise NotImplementedError


@dataclass(frozen=True)
class Named(Function):
    """A function that has a name: θ₁, which is λx. sin(x).

    Attributes:
        name: what it is called, its number behind it.
        variable: of what it is a function in its own definition.
        body: what it computes.
    """

    name: str
    variable: str
    body: Term

    def applied(self, argument: Term) -> Term:
        return substituted(self.body, {self.variable: argument})

    def layout(self, hand: Hand) -> Node:
        return named(self.name)


@dataclass(frozen=True)
class Opened(Function):
    """A function that is written as what it computes: λx. x², or sin where it has a name by itself."""

    variable: str
    body: Term

    def applied(self, argument: Term) -> Term:
        return substituted(self.body, {self.variable: argument})

    @property
    def is_elementary(self) -> bool:
        """Whether it is sin and the like."""
        is_call = isinstance(self.body, Call) and self.body.function not in ("abs", "sqrt")
        return is_call and self.body.parts() == (Variable(self.variable),)

    @property
    def is_single(self) -> bool:
        return self.is_elementary

    def layout(self, hand: Hand) -> Node:
        if self.is_elementary and isinstance(self.body, Call):
            return scripted(self.body.function)
        return hand.function(self.variable, self.body)


@dataclass(frozen=True)
class _Joined(Function):
    """Functions with a sign between them; one that is joined itself stands in brackets."""

    functions: tuple[Function, ...]
    sign: ClassVar[str]

    @property
    def is_single(self) -> bool:
        return False

    def layout(self, hand: Hand) -> Node:
        return between((_held(function, hand) for function in self.functions), Operator(self.sign))


class Composed(_Joined):
    """θ₁ ∘ θ₂ ∘ …, the outermost first."""

    sign = "∘"

    def applied(self, argument: Term) -> Term:
        for function in reversed(self.functions):
            argument = function.applied(argument)
        return argument


class Pointwise(_Joined):
    """The product of functions, value by value."""

    sign = "·"

    def applied(self, argument: Term) -> Term:
        return Product(tuple(function.applied(argument) for function in self.functions))


@dataclass(frozen=True)
class Slope(Function):
    """D function."""

    function: Function

    def applied(self, argument: Term) -> Term:
        return Derivative(self.function.applied(Variable(_UNWRITTEN)), _UNWRITTEN, argument)

    def layout(self, hand: Hand) -> Node:
        inner = self.function.layout(hand)
        if not self.function.is_single:
            return Row((Letter("D"), Brackets(inner, Fence.LIST)))
        return Row((Letter("D"), Gap(THIN if isinstance(self.function, Opened) else HAIR), inner))


def _held(function: Function, hand: Hand) -> Node:
    node = function.layout(hand)
    return node if function.is_single else Brackets(node, Fence.LIST)


class Value:
    """A number that is written with functions as things of their own."""

    def term(self) -> Term:
        """It as a term that can be evaluated."""
        raise NotImplementedError

    def layout(self, hand: Hand) -> Node:
        """How it is written."""
        raise NotImplementedError


@dataclass(frozen=True)
class Plain(Value):
    """A term as it is."""

    inner: Term

    def term(self) -> Term:
        return self.inner

    def layout(self, hand: Hand) -> Node:
        return hand.term(self.inner)


@dataclass(frozen=True)
class At(Value):
    """A function applied: Dθ₁ (θ₂ x)."""

    function: Function
    argument: Value

    def term(self) -> Term:
        return self.function.applied(self.argument.term())

    def layout(self, hand: Hand) -> Node:
        argument = self.argument.layout(hand)
        is_letter = isinstance(self.argument, Plain) and isinstance(self.argument.inner, Variable)
        return Row((_held(self.function, hand), Gap(APART), argument if is_letter else Brackets(argument)))


@dataclass(frozen=True)
class Times(Value):
    """Numbers multiplied, with × between them as the article has it."""

    factors: tuple[Value, ...]

    def term(self) -> Term:
        return Product(tuple(factor.term() for factor in self.factors))

    def layout(self, hand: Hand) -> Node:
        return between((_factor(factor, hand) for factor in self.factors), Operator("×"))


def _factor(factor: Value, hand: Hand) -> Node:
    return hand.factor(factor.inner) if isinstance(factor, Plain) else factor.layout(hand)
