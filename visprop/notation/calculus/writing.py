"""Terms as layout trees, in textbook form: fractions, powers, roots, bars, and no bracket that is not needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from visprop.notation.calculus.evaluation import float_of
from visprop.notation.calculus.monomials import is_decimal
from visprop.notation.calculus.terms import (
    Call,
    Constant,
    Derivative,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Term,
    Variable,
    every,
)
from visprop.notation.expression.numbers import digits_of, numeral
from visprop.notation.layout.build import PARTIAL, scripted
from visprop.notation.layout.nodes import (
    APART,
    FACTOR,
    HAIR,
    MINUS,
    THIN,
    Bound,
    Brackets,
    Fence,
    Gap,
    Letter,
    Mark,
    Node,
    Numeral,
    Operator,
    Over,
    Root,
    Row,
    Script,
)
from visprop.notation.layout.text import plain

_SQUARED_AT_NAME = ("sin", "cos", "tan", "tanh")
"""Functions whose whole powers are written sin² x."""

_SUM, _PRODUCT, _ATOM = 1, 2, 3
"""How tightly a term binds."""


class Way(Enum):
    """In whose notation derivatives are written."""

    LEIBNIZ = "d/dx (x²)"
    EULER = "D(λx. x²) x"


@dataclass(frozen=True)
class Hand:
    """How terms are written.

    Attributes:
        way: in whose notation.
        is_partial: whether ∂ stands for d, as the function has several variables.
        bound: the variables that are marked as bound.
    """

    way: Way = Way.LEIBNIZ
    is_partial: bool = False
    bound: frozenset[str] = frozenset()

    def term(self, term: Term) -> Node:
        """The layout tree of a term."""
        match term:
            case Number():
                return _numeral(term)
            case Constant(name):
                return Letter(name)
            case Variable(name):
                return self.variable(name)
            case Sum(terms):
                return self._sum(terms)
            case Negative(operand):
                return Row((MINUS, Gap(HAIR), self._within(operand, _PRODUCT)))
            case Product():
                return self._product(_factors(term))
            case Quotient(above, below):
                return Over(self._held(above, _PRODUCT), self._held(below, _ATOM))
            case Power():
                return self._power(term)
            case Call():
                return self._call(term)
            case Derivative():
                return self.derivative(term)
            case _:
                raise TypeError(f"there is no way to write a {type(term).__name__}")

    def variable(self, name: str) -> Node:
        """A variable; its number stands below."""
        return Bound(named(name)) if name in self.bound else named(name)

    def factor(self, term: Term) -> Node:
        """A term as it stands beside ×: a sum in brackets."""
        return self._within(term, _PRODUCT)

    def differential(self, inner: Node) -> Node:
        """dx, or ∂x."""
        return Row((PARTIAL if self.is_partial else Letter("d"), inner))

    def function(self, name: str, body: Term) -> Node:
        """λx. body, with its variable marked as bound."""
        inner = Hand(self.way, self.is_partial, self.bound | {name})
        return Row((Mark("λ"), Gap(HAIR), inner.variable(name), Mark("."), Gap(THIN), inner.term(body)))

    def derivative(self, term: Derivative) -> Node:
        """d/dx of a body, or D of a function at a point; of a function that has a name D sin x."""
        if self.way is Way.LEIBNIZ:
            above = PARTIAL if self.is_partial else Letter("d")
            body = self.term(term.body)
            beside = body if isinstance(term.body, Call | Variable) and not _is_barred(term.body) else Brackets(body)
            return Row((Over(above, self.differential(self.variable(term.variable))), Gap(APART), beside))
        point = self._within(term.at, _ATOM) if not isinstance(term.at, Call | Power | Quotient) else Brackets(self.term(term.at))
        match term.body:
            case Call(function, Variable(name)) if name == term.variable and not _is_barred(term.body):
                return Row((Letter("D"), Gap(THIN), scripted(function), Gap(APART), point))
            case _:
                return Row((Letter("D"), Brackets(self.function(term.variable, term.body), Fence.LIST), Gap(APART), point))

    def _within(self, term: Term, least: int) -> Node:
        node = self.term(term)
        return Brackets(node) if binds(term) < least else node

    def _held(self, term: Term, least: int) -> Node:
        """What a bar holds together, so that plain text alone needs brackets."""
        node = self.term(term)
        return Brackets(node, Fence.LINEAR) if binds(term) < least or isinstance(node, Over) else node

    def _sum(self, terms: tuple[Term, ...]) -> Node:
        items = list[Node]()
        for term in terms:
            inner, is_less = _without_minus(term)
            node = self.term(inner)
            if binds(inner) == _SUM and (items or is_less):
                # As it was typed: what was added up first is seen.
                node = Brackets(node)
            if items:
                items += [Operator("−" if is_less else "+"), node]
            else:
                items += [MINUS, Gap(HAIR), node] if is_less else [node]
        return Row(tuple(items))

    def _product(self, factors: list[Term]) -> Node:
        items = list[Node]()
        for i, factor in enumerate(factors):
            node = self._within(factor, _PRODUCT)
            if i:
                items += _between(factors[i - 1], factor, node)
            items.append(node)
        return Row(tuple(items))

    def _power(self, term: Power) -> Node:
        exponent = self.term(term.exponent)
        match term.base, term.exponent:
            case Call(function, argument), Number(value) if function in _SQUARED_AT_NAME and value.denominator == 1 and value > 0:
                return Row((Script(scripted(function), exponent), Gap(HAIR), Brackets(self.term(argument))))
            case base, _:
                node = self.term(base)
                is_whole = binds(base) == _ATOM and not isinstance(base, Power) and not isinstance(node, Root)
                return Script(node if is_whole else Brackets(node), exponent)

    def _call(self, term: Call) -> Node:
        if _is_barred(term):
            return Brackets(self.term(term.argument), Fence.ABSOLUTE)
        if term.function == "sqrt":
            # In plain text √x² would be the square of a root.
            is_power = isinstance(term.argument, Power)
            return Root(Brackets(self.term(term.argument), Fence.LINEAR) if is_power else self._held(term.argument, _ATOM))
        return Row((scripted(term.function), Gap(HAIR), Brackets(self.term(term.argument))))


def named(name: str) -> Node:
    """A name, its number below it: x₁."""
    letter = name.rstrip("0123456789")
    return scripted(letter, below=name.removeprefix(letter))


def layout_of(term: Term, bound: Collection[str] = ()) -> Node:
    """The layout tree of a term, with some of its variables marked as bound."""
    return Hand(bound=frozenset(bound)).term(term)


def binds(term: Term) -> int:
    """How tightly a term binds: 1 as a sum, 2 as a product, 3 as a letter."""
    match term:
        case Sum() | Negative():
            return _SUM
        case Number(value):
            is_sum, node = value < 0, _numeral(term)
            return _SUM if is_sum else _ATOM if isinstance(node, Numeral) and not node.power else _PRODUCT
        case Product() | Quotient() | Derivative():
            return _PRODUCT
        case _:
            return _ATOM


def _numeral(number: Number) -> Node:
    """A number; one that is no whole number and was not typed with a point is a fraction."""
    value = number.value
    if value.denominator == 1 or is_decimal(number):
        return _digits(number.value)
    fraction = Over(_digits(Fraction(abs(value.numerator))), _digits(Fraction(value.denominator)))
    return fraction if value > 0 else Row((MINUS, Gap(HAIR), fraction))


def _digits(value: Fraction) -> Numeral:
    found = float_of(Number(value))
    return numeral(found, digits_of(found))


def _without_minus(term: Term) -> tuple[Term, bool]:
    """A term of a sum without its minus, and whether it has one."""
    if isinstance(term, Number) and term.value < 0:
        return Number(-term.value, term.is_decimal), True
    return (term.operand, True) if isinstance(term, Negative) else (term, False)


def _factors(term: Term) -> list[Term]:
    """The factors of a product, of products within it too."""
    return [part for factor in term.factors for part in _factors(factor)] if isinstance(term, Product) else [term]


def _between(left: Term, right: Term, node: Node) -> list[Node]:
    """What stands between two factors."""
    if plain(node)[:1].isdigit() or isinstance(left, Derivative) or isinstance(right, Derivative):
        return [Operator("×")]
    if isinstance(left, Quotient) or (isinstance(left, Number) and binds(left) == _PRODUCT):
        # In plain text, what comes next would seem to stand below the bar.
        return [Gap(FACTOR)]
    # A letter before a bracket would read as a function, and so would an exponent in plain text.
    is_bracket = plain(node).startswith("(") and not isinstance(left, Variable | Constant | Power)
    is_letter = isinstance(right.base if isinstance(right, Power) else right, Variable | Constant)
    is_beside = is_bracket or isinstance(node, Root) or (isinstance(left, Number) and is_letter)
    return [] if is_beside else [Gap(THIN)]


def _is_barred(term: Term) -> bool:
    """Whether it is written |u|; of bars within bars nobody could say which belong together."""
    is_magnitude = isinstance(term, Call) and term.function == "abs"
    return is_magnitude and not any(part != term and isinstance(part, Call) and part.function == "abs" for part in every(term))
