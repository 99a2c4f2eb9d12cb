"""The article's example of the chain rule, a power of a power, with the lines in which θ₂ x is still applied."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.notation.calculus.chain import Chain
from visprop.notation.calculus.lines import Line
from visprop.notation.calculus.operators import At, Plain, Times, Value
from visprop.notation.calculus.powers import at_once, by_the_chain_rule, composed_lines
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.terms import Power, Product, Term, Variable
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.layout.nodes import Brackets, Node, Row, Script

_HAND = Hand(Way.EULER)
_M = Variable("m")


@dataclass(frozen=True)
class _Raised(Value):
    """factor (θ₂ x)^exponent, where θ₂ x is not yet opened."""

    base: Value
    exponent: Term
    factor: Variable | None = None

    def term(self) -> Term:
        power = Power(self.base.term(), self.exponent)
        return power if self.factor is None else Product((self.factor, power))

    def layout(self, hand: Hand) -> Node:
        power = Script(Brackets(self.base.layout(hand)), hand.term(self.exponent))
        return power if self.factor is None else Row((hand.term(self.factor), power))


def _with(line: Line, rule: str, right: Value) -> Line:
    """A line with another right side."""
    return replace(line, rule=rule, right=right.layout(_HAND), right_term=right.term())


def composed(example: Chain) -> tuple[Line, ...]:
    """(θ₁ ∘ θ₂) x = θ₁ (θ₂ x) = (θ₂ x)^m = (x^n)^m = x^(mn), and its derivative by the rule for powers."""
    first, *others = composed_lines(example)
    opened = _with(first, "definition of θ₁", _Raised(_inner(example), _M))
    second, *rest = others
    return (first, opened, replace(second, rule="definition of θ₂"), *rest, *at_once(example))


def by_the_rule(example: Chain) -> tuple[Line, ...]:
    """Dθ₁ (θ₂ x) × Dθ₂ x = m (θ₂ x)^(m − 1) × n x^(n − 1) = … = m n x^(n m − 1)."""
    first, *rest = by_the_chain_rule(example)
    inner = _Raised(_inner(example), read_term("m - 1", "m"), _M)
    slope = Plain(read_term("n x^(n - 1)", "nx"))
    return (_with(first, "power", Times((inner, slope))), replace(first, rule="definition of θ₂"), *rest)


def _inner(example: Chain) -> Value:
    return At(example.boxes[1], Plain(Variable(example.x)))
