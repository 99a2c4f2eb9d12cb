"""Terms in the form in which a textbook prints them: like terms and factors put together, noughts and ones gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from math import gcd, isqrt, prod

from visprop.notation.calculus.monomials import (
    Monomial,
    is_negative,
    monomial,
    summed,
    times,
    to_the,
    written,
)
from visprop.notation.calculus.terms import (
    ONE,
    ZERO,
    Call,
    Constant,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Term,
    size,
)

_MOST_TERMS = 12
"""Sums that would have more are not multiplied out."""


@lru_cache(maxsize=4096)
def simplified(term: Term) -> Term:
    """A term in its simplest form; it gives the same wherever the term itself is defined."""
    parts = tuple(map(simplified, term.parts()))
    match term:
        case Sum():
            return added(parts)
        case Product():
            return _tidied(reduce(times, map(monomial, parts)))
        case Quotient():
            return _tidied(monomial(Quotient(*parts)))
        case Negative():
            return _tidied(monomial(Negative(*parts)))
        case Power():
            return _power(*parts)
        case Call(function, _):
            return _call(function, *parts)
        case _:
            return term.made_of(parts) if parts else term


def added(terms: Iterable[Term]) -> Term:
    """A sum of simplified terms, multiplied out where that makes it shorter."""
    collected = _collected(terms)
    if not isinstance(collected, Sum):
        return collected
    if sum(prod(map(len, _sums_in(term))) for term in collected.terms) > _MOST_TERMS:
        return collected
    pieces = [piece for term in collected.terms for piece in _multiplied_out(monomial(term))]
    if len(pieces) == len(collected.terms):
        return collected
    expanded = _collected(pieces)
    return expanded if size(expanded) < size(collected) else collected


def _sums_in(term: Term) -> list[tuple[Term, ...]]:
    """The terms of each sum among a term's factors."""
    return [base.terms for base, exponent in monomial(term).powers.items() if isinstance(base, Sum) and exponent == ONE]


def _collected(terms: Iterable[Term]) -> Term:
    """Like terms put together."""
    found = dict[frozenset[tuple[Term, Term]], Monomial]()
    for one in _monomials(tuple(terms)):
        old = found.get(one.kind, Monomial(Fraction(0), one.powers))
        found[one.kind] = Monomial(old.coefficient + one.coefficient, one.powers, old.is_decimal or one.is_decimal)
    return summed([_tidied(one) for one in found.values() if one.coefficient])


def _monomials(terms: Sequence[Term]) -> Iterable[Monomial]:
    """The terms of a sum, of sums within it, and of numbers of times a sum."""
    for term in terms:
        one = monomial(term)
        (base, exponent), *others = [*one.powers.items(), (ONE, ONE)]
        if isinstance(base, Sum) and exponent == ONE and others == [(ONE, ONE)] and (len(terms) > 1 or one.coefficient == 1):
            yield from (times(Monomial(one.coefficient, {}, one.is_decimal), each) for each in map(monomial, base.terms))
        else:
            yield one


def _multiplied_out(one: Monomial) -> list[Term]:
    """A product of sums as the sum of products."""
    inner = next((base for base, exponent in one.powers.items() if isinstance(base, Sum) and exponent == ONE), None)
    if inner is None:
        return [written(one)]
    rest = Monomial(one.coefficient, {base: exponent for base, exponent in one.powers.items() if base != inner}, one.is_decimal)
    return [piece for term in inner.terms for piece in _multiplied_out(times(rest, monomial(term)))]


def _tidied(one: Monomial) -> Term:
    """A monomial as it is written, with what a sum above the bar shares with what is below it gone."""
    for inner in [base for base, exponent in one.powers.items() if isinstance(base, Sum) and exponent == ONE]:
        shared = _shared(inner, one)
        if shared.powers or shared.coefficient != 1:
            rest = Monomial(one.coefficient, {base: old for base, old in one.powers.items() if base != inner}, one.is_decimal)
            below = to_the(shared, Number(Fraction(-1)), ONE)
            less = added(_tidied(times(monomial(term), below)) for term in inner.terms)
            return _tidied(times(times(rest, shared), monomial(less)))
        if len(one.powers) > 1 and all(map(is_negative, inner.terms)):
            rest = Monomial(-one.coefficient, {base: old for base, old in one.powers.items() if base != inner}, one.is_decimal)
            return _tidied(times(rest, monomial(_negated(inner))))
    return _turned(one)


def _negated(inner: Sum) -> Term:
    return summed([_tidied(times(Monomial(Fraction(-1)), monomial(term))) for term in inner.terms])


def _turned(one: Monomial) -> Term:
    """−(u − v) is written v − u."""
    (base, exponent), *others = [*one.powers.items(), (ONE, ONE)]
    is_sum = isinstance(base, Sum) and exponent == ONE and others == [(ONE, ONE)]
    if one.coefficient == -1 and isinstance(base, Sum) and is_sum and any(map(is_negative, base.terms)):
        return _negated(base)
    return written(one)


def _shared(inner: Sum, one: Monomial) -> Monomial:
    """What every term of a sum can be divided by, and what stands below the bar too."""
    terms = [monomial(term) for term in inner.terms]
    powers = dict[Term, Term]()
    for base, exponent in one.powers.items():
        if isinstance(exponent, Number) and exponent.value < 0:
            least = min((_exponent(term, base) for term in terms), default=Fraction(0))
            if least > 0:
                powers[base] = Number(min(least, -exponent.value))
    common = gcd(*(term.coefficient.numerator for term in terms))
    is_rational = all(term.coefficient.denominator == 1 and not term.is_decimal for term in terms)
    number = gcd(common, one.coefficient.denominator) if is_rational else 1
    return Monomial(Fraction(number), powers)


def _exponent(one: Monomial, base: Term) -> Fraction:
    exponent = one.powers.get(base)
    return exponent.value if isinstance(exponent, Number) and exponent.value.denominator == 1 else Fraction(0)


def _power(base: Term, exponent: Term) -> Term:
    if exponent == ZERO or base == ONE:
        return ONE
    if exponent == ONE:
        return base
    return _tidied(monomial(Power(base, exponent)))


def _call(function: str, argument: Term) -> Term:
    known = _KNOWN.get((function, argument))
    if known is not None:
        return known
    if function in _OF_NUMBERS and isinstance(argument, Number):
        found = _OF_NUMBERS[function](argument)
        return Call(function, argument) if found is None else found
    return Call(function, argument)


_KNOWN: dict[tuple[str, Term], Term] = {
    **{("exp", ZERO): ONE, ("ln", ONE): ZERO, ("ln", Constant("e")): ONE, ("sin", ZERO): ZERO, ("cos", ZERO): ONE},
    **{("tan", ZERO): ZERO, ("tanh", ZERO): ZERO, ("σ", ZERO): Number(Fraction(1, 2))},
}


def _root(number: Number) -> Term | None:
    """The root of a number, if it is one without a root."""
    above, below = number.value.numerator, number.value.denominator
    if above < 0 or isqrt(above) ** 2 != above or isqrt(below) ** 2 != below:
        return None
    return Number(Fraction(isqrt(above), isqrt(below)), number.is_decimal)


_OF_NUMBERS: dict[str, Callable[[Number], Term | None]] = {
    "sqrt": _root,
    "abs": lambda number: Number(abs(number.value), number.is_decimal),
    "sign": lambda number: Number(Fraction((number.value > 0) - (number.value < 0))),
}
