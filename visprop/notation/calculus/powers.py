"""The article's example of the chain rule: a power of a power, differentiated at once and by the rule, with the same result."""

from __future__ import annotations

from collections.abc import Iterable

from visprop.notation.calculus.chain import Chain, chain
from visprop.notation.calculus.lines import Line
from visprop.notation.calculus.operators import At, Composed, Plain, Slope, Times, Value
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.terms import Term, Variable
from visprop.notation.calculus.writing import Hand, Way

_HAND = Hand(Way.EULER)
_X = Plain(Variable("x"))


def powers(m: float, n: float) -> Chain:
    """θ₁ = λx. x^m and θ₂ = λx. x^n; where m and n are no whole numbers, for x > 0 alone."""
    return chain(("x^m", "x^n"), {"m": m, "n": n})


def composed_lines(example: Chain) -> tuple[Line, ...]:
    """(θ₁ ∘ θ₂) x = θ₁ (θ₂ x) = … = x^(mn)."""
    outer, inner = example.boxes
    start = At(Composed(example.boxes), _X)
    applied = _read("(x^n)^m", "x^(m n)")
    rights = (At(outer, At(inner, _X)), *map(Plain, applied))
    return _equal(start, zip(("composition", "definitions", "power of a power"), rights, strict=True))


def at_once(example: Chain) -> tuple[Line, ...]:
    """D(θ₁ ∘ θ₂) x by the rule for powers alone."""
    return _equal(At(Slope(Composed(example.boxes)), _X), [("power", Plain(_read("m n x^(m n - 1)")[0]))])


def by_the_chain_rule(example: Chain) -> tuple[Line, ...]:
    """Dθ₁ (θ₂ x) × Dθ₂ x = … = m n x^(n m − 1), in the steps of the article."""
    outer, inner = example.boxes
    start = Times((At(Slope(outer), At(inner, _X)), At(Slope(inner), _X)))
    second = _read("n x^(n - 1)")[0]
    firsts = _read("m (x^n)^(m - 1)", "m x^(n (m - 1))")
    products = [Times((Plain(first), Plain(second))) for first in firsts]
    sums = map(Plain, _read("m n x^(n (m - 1) + (n - 1))", "m n x^(n m - n*1 + n - 1)", "m n x^(n m - 1)"))
    rules = ("power", "power of a power", "product of powers", "multiplied out", "simplified")
    return _equal(start, zip(rules, (*products, *sums), strict=True))


def _read(*texts: str) -> list[Term]:
    return [read_term(text, "xmn") for text in texts]


def _equal(left: Value, rights: Iterable[tuple[str, Value]]) -> tuple[Line, ...]:
    """One left side that is all of the right sides."""
    return tuple(Line(rule, left.layout(_HAND), right.layout(_HAND), left.term(), right.term()) for rule, right in rights)
