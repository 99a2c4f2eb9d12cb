"""One step of a calculation: the leftmost and outermost place where something can be worked out, and what is put there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from visprop.benches.functions.arithmetic import Computed, call, operate
from visprop.benches.functions.evaluation import slope
from visprop.benches.functions.layout import Writing, substituted, text
from visprop.benches.functions.substitution import Renamed, cleared, substitute, unused
from visprop.benches.functions.terms import (
    ARITHMETIC,
    FUNCTIONS,
    OPERATORS,
    Apply,
    Constant,
    D,
    Infix,
    Lambda,
    Negative,
    Number,
    Path,
    Term,
    Tuple,
    Variable,
    at,
    bound_places,
    is_gradient,
    is_gradient_at,
    places,
    replaced,
)
from visprop.notation.layout import nodes
from visprop.notation.layout.nodes import Node

Derivative = Callable[[Term], Term | None]
"""Gives for φ a term for Dφ; None where it knows none."""


class Rule(Enum):
    """By what a step is made."""

    SUBSTITUTION = "a function is applied"
    ARITHMETIC = "arithmetic"
    COMPOSITION = "the definition of ∘"
    POINTWISE = "the definition of ★"
    PRODUCT = "the definition of ·"
    GRADIENT = "the definition of ∇"
    CONVENTION = "the convention for ∇"
    INFIX = "an operator is written between its operands"
    DERIVATIVE = "D"


@dataclass(frozen=True)
class Contraction:
    """What a step does at its place.

    Attributes:
        rule: by what.
        new: the term that comes there.
        words: what is done, a clause without a full stop.
        body: where a function is applied, its E, with variables renamed as needed.
        pairs: what is put for which of its variables.
        renamed: the variables of E that were renamed, so that none is caught.
        is_exact: whether a number that comes out is the exact one, for = or ≈.
    """

    rule: Rule
    new: Term
    words: str
    body: Term | None = None
    pairs: tuple[tuple[str, Term], ...] = ()
    renamed: tuple[Renamed, ...] = ()
    is_exact: bool = True


@dataclass(frozen=True)
class Step:
    """One step of a calculation.

    Attributes:
        before, after: the whole term.
        path: where the part stands that is worked out, in both.
        redex: that part.
        done: what was put there.
    """

    before: Term
    path: Path
    redex: Term
    done: Contraction

    @property
    def after(self) -> Term:
        """The whole term, worked out there."""
        return replaced(self.before, self.path, self.done.new)

    def with_substitution(self, all_brackets: bool = False, held: Callable[[Node], Node] = nodes.Term) -> Node | None:
        """The term with E[a/x] in it; None where nothing is put for a variable.

        Args:
            all_brackets: whether all are written.
            held: E[a/x] as it is put there.
        """
        if self.done.body is None:
            return None
        scope = frozenset().union(*(at(self.before, self.path[:i]).binds for i in range(len(self.path))))
        form = substituted(self.done.body, self.done.pairs, scope, all_brackets)
        bound = frozenset(bound_places(self.before))
        return Writing(all_brackets, instead={self.path: held(form)}, bound=bound).lay_out(self.before)


def next_step(term: Term, derivative: Derivative | None = None) -> Step | None:
    """The next step; None if nothing is left to be worked out.

    Args:
        term: what is calculated.
        derivative: who knows terms for derivatives; without one, Dφ stays until it is applied to a number.

    Raises:
        NoValue: what would be worked out has no value, as 1 / 0 has none.
    """
    for path, redex in places(term):
        done = _contracted(redex, derivative)
        if done is not None:
            return Step(term, path, redex, done)
    return None


def _contracted(term: Term, derivative: Derivative | None) -> Contraction | None:
    match term:
        case Apply(Lambda() as function, argument):
            return _applied(function, argument)
        case Apply(function, point) if is_gradient_at(term):
            words = "∇φ(p) is short for ∇φ ★ p"
            return Contraction(Rule.CONVENTION, Infix("★", function, point), words)
        case Apply(Constant(name), Tuple((left, right))) if name in OPERATORS:
            return Contraction(Rule.INFIX, Infix(name, left, right), f"{name} is written between its operands")
        case Apply(Constant(name), Number(value)) if name in FUNCTIONS:
            return _number(call(name, value), f"{name} of a number")
        case Apply(function, argument):
            return _application(function, argument, derivative)
        case Infix(sign, Number(left), Number(right)) if sign in ARITHMETIC:
            return _number(operate(sign, left, right), f"{_NAMES[sign]} of two numbers")
        case Infix("★", functions, Tuple(points)):
            return _pointwise(functions, points)
        case Negative(Number(value)):
            return Contraction(Rule.ARITHMETIC, Number(0.0 - value), "the negative of a number")
        case Infix("∘" | "·" as sign, left, right):
            return _pointless(sign, left, right)
        case Constant("π"):
            return Contraction(Rule.ARITHMETIC, Number(math.pi), "π as a number", is_exact=False)
    return None


_NAMES = {"+": "the sum", "−": "the difference", "×": "the product", "/": "the quotient", "^": "the power"}


def _number(computed: Computed, words: str) -> Contraction:
    return Contraction(Rule.ARITHMETIC, Number(computed.value), words, is_exact=computed.is_exact)


def _applied(function: Lambda, argument: Term) -> Contraction | None:
    """A λ and its argument; a λ of a tuple waits for one."""
    values: tuple[Term, ...] = (argument,)
    if function.takes_tuple:
        if not isinstance(argument, Tuple) or len(argument.items) != len(function.variables):
            return None
        values = argument.items
    new = dict(zip(function.variables, values, strict=True))
    body, renamed = cleared(function.body, new)
    words = ", ".join(f"{text(value)} is put for {text(Variable(name))}" for name, value in new.items())
    for old, other in renamed:
        words += (
            f"; the bound {text(Variable(old))} is renamed {text(Variable(other))} first, so that it does not catch the free one"
        )
    return Contraction(Rule.SUBSTITUTION, substitute(body, new), words, body, tuple(new.items()), renamed)


def _application(function: Term, argument: Term, derivative: Derivative | None) -> Contraction | None:
    """What applies an operator's result, or D."""
    match function:
        case Infix("∘", outer, inner):
            return Contraction(Rule.COMPOSITION, Apply(outer, Apply(inner, argument)), "(φ₁ ∘ φ₂) x is φ₁ (φ₂ x)")
        case Infix("·", left, right):
            new = Infix("×", Apply(left, argument), Apply(right, argument))
            return Contraction(Rule.PRODUCT, new, "(φ₁ · φ₂) x is φ₁ x × φ₂ x")
        case Apply(Constant("D"), inner) if isinstance(argument, Number) and not inner.free and not _known(inner, derivative):
            computed = slope(inner, argument.value)
            words = f"the slope at {text(argument)}, found by following the function at {text(argument)} + ε"
            return Contraction(Rule.DERIVATIVE, Number(computed.value), words, is_exact=computed.is_exact)
    known = _known(argument, derivative) if function == D else None
    return None if known is None else Contraction(Rule.DERIVATIVE, known, "the derivative as a function")


def _known(function: Term, derivative: Derivative | None) -> Term | None:
    """The derivative as a term, where somebody knows it."""
    return None if derivative is None else derivative(function)


def _pointless(sign: str, left: Term, right: Term) -> Contraction:
    """An operator between functions, where it is applied to nothing: λx of what it is at x."""
    name = unused("x", left.names | right.names)
    x = Variable(name)
    if sign == "∘":
        return Contraction(Rule.COMPOSITION, Lambda((name,), Apply(left, Apply(right, x))), "φ₁ ∘ φ₂ is λx.φ₁ (φ₂ x)")
    return Contraction(Rule.PRODUCT, Lambda((name,), Infix("×", Apply(left, x), Apply(right, x))), "φ₁ · φ₂ is λx.φ₁ x × φ₂ x")


def _pointwise(functions: Term, points: tuple[Term, ...]) -> Contraction | None:
    """★, with a tuple of functions or with ∇φ."""
    if is_gradient(functions):
        return _gradient(functions.parts()[1], points)
    if not isinstance(functions, Tuple) or len(functions.items) != len(points):
        return None
    new = Tuple(tuple(map(Apply, functions.items, points)))
    return Contraction(Rule.POINTWISE, new, "each function of the tuple is applied to the argument at its place")


def _gradient(function: Term, points: tuple[Term, ...]) -> Contraction:
    """The partial derivatives of φ, each at its own argument while the others are held."""
    name = unused("v", function.names.union(*(point.names for point in points)))
    entries = list[Term]()
    for i, point in enumerate(points):
        varied = Tuple((*points[:i], Variable(name), *points[i + 1 :]))
        entries.append(Apply(Apply(D, Lambda((name,), Apply(function, varied))), point))
    return Contraction(Rule.GRADIENT, Tuple(tuple(entries)), "each argument is varied while the others are held")
