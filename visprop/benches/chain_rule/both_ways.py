"""Euler's and Leibniz's lines, each an equation with its rule and its number, in the groups that a step shows at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import nan

from visprop.benches.chain_rule.articles import by_the_rule, composed
from visprop.notation.calculus.chain import Chain
from visprop.notation.calculus.chain_lines import euler_lines, leibniz_lines
from visprop.notation.calculus.derivation_steps import derived
from visprop.notation.calculus.evaluation import Point
from visprop.notation.calculus.lines import Line
from visprop.notation.calculus.operators import At, Plain, Slope
from visprop.notation.calculus.terms import Term, Variable
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Symbol

_EULER = Hand(Way.EULER)


@dataclass(frozen=True, eq=False)
class Told:
    """A line as it stands on the page.

    Attributes:
        line: the equation.
        rule: by which rule, in a few words.
        is_definition: whether it says what a function is, which has no number.
    """

    line: Line
    rule: str
    is_definition: bool = False

    def equation(self, point: Point) -> Equation:
        """With the numbers of a point."""
        left, right = (nan, nan) if self.is_definition else self.line.values(point)
        return Equation(Symbol(self.line.left, left), Symbol(self.line.right, right))


@dataclass(frozen=True, eq=False)
class Group:
    """Lines that are shown by one step.

    Attributes:
        words: what they say, in a sentence.
        lines: from the first to the last.
    """

    words: str
    lines: tuple[Told, ...]


@lru_cache(maxsize=16)
def euler(chain: Chain, are_powers: bool) -> tuple[Group, ...]:
    """Euler's lines: the functions, their derivatives, the chain rule, and what comes out; for powers as the article has them."""
    return tuple(_euler(chain, are_powers))


@lru_cache(maxsize=16)
def leibniz(chain: Chain) -> tuple[Group, ...]:
    """Leibniz's lines: the variables, their derivatives, the chain rule, and what comes out."""
    return tuple(_leibniz(chain))


_EULER_WORDS = {
    "chain": ("chain rule", "the chain rule takes one function off: its slope at what it is given is a factor"),
    "product of functions": ("· is pointwise", "a product of functions, applied, is the product of what they give"),
    "composition": ("definition of ∘", "what is composed is applied one after the other"),
    "left-associated": (
        "∘ associates to the left",
        "brackets from the left leave two functions, to which the rule applies",
    ),
    "definitions": ("definitions", "what the functions are is put in"),
    "differentiated": ("differentiated", "each function is differentiated by its own rule"),
    "application": ("application of λ", "the innermost derivative is applied to x"),
    "simplified": ("simplified", "all of it is written shorter"),
    "power": ("power", "each power is differentiated"),
    "definition of θ₂": ("definition of θ₂", "θ₂ x is put in"),
    "power of a power": ("power of a power", "exponents of a power of a power are multiplied"),
    "product of powers": ("product of powers", "exponents of factors with the same base are added"),
    "multiplied out": ("multiplied out", "the exponent is multiplied out"),
}
"""What each of Euler's rules is called, and what it does."""

_LEIBNIZ_WORDS = {
    "split": "what lies between the boxes gets a name of its own",
    "differentiated": "each equation is differentiated by the variable on its right",
    "chain": "the chain rule: the derivative is the product of the local ones",
    "local derivatives": "the local derivatives are put in",
    "put back": "what the names stand for is put back",
    "simplified": "all of it is written shorter",
}


def _euler(chain: Chain, are_powers: bool) -> Iterator[Group]:
    yield Group("Euler: each box is a function, written with λ or by what it gives for x", tuple(_definitions(chain)))
    yield Group("Euler: D makes of each function its derivative, a function too", tuple(_derivatives(chain)))
    lines = euler_lines(chain)
    if not are_powers:
        yield from map(_group, lines)
        return
    yield from map(_group, lines[:3])
    whole = tuple(Told(line, line.rule) for line in composed(chain))
    yield Group("Euler: θ₁ ∘ θ₂ is one power of x, so it can be differentiated at once as well", whole)
    yield from map(_group, by_the_rule(chain))


def _group(line: Line) -> Group:
    rule, words = _EULER_WORDS[line.rule]
    return Group(f"Euler: {words}", (Told(line, rule),))


def _definitions(chain: Chain) -> Iterator[Told]:
    """θ₁ x = sin(x): true of every x, so without a number."""
    x = Variable(chain.x)
    for box in chain.boxes:
        yield _definition(At(box, Plain(x)), box.applied(x), "definition")


def _derivatives(chain: Chain) -> Iterator[Told]:
    x = Variable(chain.x)
    for box in chain.boxes:
        found = derived(box.applied(x), x.name)
        yield _definition(At(Slope(box), Plain(x)), found.result, found.steps[0].rule)


def _definition(left: At, right: Term, rule: str) -> Told:
    return Told(Line(rule, left.layout(_EULER), _EULER.term(right), left.term(), right), rule, is_definition=True)


def _leibniz(chain: Chain) -> Iterator[Group]:
    own = [derived(term, name).steps[0].rule for term, name in zip(chain.equations, chain.names[1:], strict=True)]
    for rule, group in groupby(leibniz_lines(chain), key=lambda line: line.rule):
        lines = list(group)
        rules = own if rule == "differentiated" else ["chain rule" if rule == "chain" else rule] * len(lines)
        found = tuple(Told(line, words) for line, words in zip(lines, rules, strict=True))
        yield Group(f"Leibniz: {_LEIBNIZ_WORDS[rule]}", found)
