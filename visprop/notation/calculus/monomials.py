"""Terms taken apart into a number times powers, and written again as a textbook writes products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

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
    Variable,
)

_MOST_BITS = 80
"""A power of numbers with more is not multiplied out."""

_HALF = Number(Fraction(1, 2))
_COMPOSITE = (Number, Negative, Product, Quotient, Power)
"""What a whole power is taken of part by part."""


@dataclass(frozen=True)
class Monomial:
    """coefficient · Π base^exponent.

    Attributes:
        coefficient: the number before it.
        powers: the exponent of each base, in the order in which the bases come.
        is_decimal: whether the coefficient is written with a point.
    """

    coefficient: Fraction = Fraction(1)
    powers: dict[Term, Term] = field(default_factory=dict)
    is_decimal: bool = False

    @property
    def kind(self) -> frozenset[tuple[Term, Term]]:
        """What like terms have in common: all but the number before it."""
        return frozenset(self.powers.items())


def times(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials, with the exponents of like bases added."""
    coefficient, powers = left.coefficient * right.coefficient, dict(left.powers)
    for base, exponent in right.powers.items():
        powers[base] = added_exponents(powers[base], exponent) if base in powers else exponent
    found = Monomial(coefficient, {}, left.is_decimal or right.is_decimal)
    for base, exponent in powers.items():
        if exponent == ZERO:
            continue
        if base in found.powers:
            found = times(found, Monomial(powers={base: exponent}))
        else:
            opened = _opened(base, exponent)
            if base in opened.powers:
                found = Monomial(found.coefficient, {**found.powers, base: exponent}, found.is_decimal)
            else:
                found = times(found, opened)
    return found


def _opened(base: Term, exponent: Term) -> Monomial:
    """A power of a base that is a product itself, as what stood under a root is when it has come out of it."""
    if is_whole(exponent) and isinstance(base, _COMPOSITE) and base != ZERO:
        return to_the(monomial(base), exponent, base)
    return Monomial(powers={base: exponent})


def is_whole(exponent: Term) -> bool:
    """Whether an exponent is a whole number."""
    return isinstance(exponent, Number) and exponent.value.denominator == 1


def to_the(found: Monomial, exponent: Term, base: Term) -> Monomial:
    """A whole power of a monomial, which stands for `base`; not multiplied out where the numbers would be endless."""
    assert isinstance(exponent, Number)
    count, coefficient = exponent.value.numerator, found.coefficient
    bits = coefficient.numerator.bit_length() + coefficient.denominator.bit_length()
    if (coefficient == 0 and count < 0) or (abs(coefficient) != 1 and bits * abs(count) > _MOST_BITS and abs(count) > 1):
        return Monomial(powers={ZERO if coefficient == 0 else Power(base, exponent): exponent if coefficient == 0 else ONE})
    powers = {part: _multiplied(old, count) for part, old in found.powers.items()}
    return Monomial(coefficient**count, powers, found.is_decimal)


def _multiplied(exponent: Term, count: int) -> Term:
    if isinstance(exponent, Number):
        return Number(exponent.value * count, exponent.is_decimal)
    return written(times(Monomial(Fraction(count)), monomial(exponent)))


def added_exponents(left: Term, right: Term) -> Term:
    """The sum of two exponents."""
    found = dict[frozenset[tuple[Term, Term]], Monomial]()
    for term in (*_terms(left), *_terms(right)):
        one = monomial(term)
        old = found.get(one.kind, Monomial(Fraction(0), one.powers))
        found[one.kind] = Monomial(old.coefficient + one.coefficient, one.powers, old.is_decimal or one.is_decimal)
    return summed([written(one) for one in found.values() if one.coefficient])


def _terms(term: Term) -> tuple[Term, ...]:
    return term.terms if isinstance(term, Sum) else (term,)


def summed(terms: list[Term]) -> Term:
    """A sum of terms that are unlike, one that is not negative before those that are."""
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    first = next((i for i, term in enumerate(terms) if not is_negative(term)), 0)
    return Sum((terms[first], *terms[:first], *terms[first + 1 :]))


def is_negative(term: Term) -> bool:
    """Whether a term is written with a minus before it."""
    return isinstance(term, Negative) or (isinstance(term, Number) and term.value < 0)


def monomial(term: Term) -> Monomial:
    """A term, whose parts are simplified, taken apart."""
    match term:
        case Number(value, is_decimal):
            return Monomial(value, is_decimal=is_decimal)
        case Negative(operand):
            return times(Monomial(Fraction(-1)), monomial(operand))
        case Product(factors):
            found = Monomial()
            for factor in factors:
                found = times(found, monomial(factor))
            return found
        case Quotient(above, below):
            return times(monomial(above), to_the(monomial(below), Number(Fraction(-1)), below))
        case Power(base, exponent) if is_whole(exponent):
            return to_the(monomial(base), exponent, base)
        case Power(base, exponent):
            return Monomial(powers={base: exponent})
        case Call("sqrt", argument):
            return Monomial(powers={argument: _HALF})
        case _:
            return Monomial(powers={term: ONE})


def written(found: Monomial) -> Term:
    """A monomial as a textbook writes it: the number first, negative exponents below the bar, the minus before all."""
    if found.coefficient == 0:
        return ZERO
    above, below = list[Term](), list[Term]()
    for base, exponent in found.powers.items():
        if isinstance(exponent, Number) and exponent.value < 0:
            below += _factors(base, Number(-exponent.value, exponent.is_decimal))
        else:
            above += _factors(base, exponent)
    size = Number(abs(found.coefficient), found.is_decimal)
    upper, lower = size, ONE
    if (above or below) and not is_decimal(size):
        upper, lower = Number(Fraction(size.value.numerator)), Number(Fraction(size.value.denominator))
    whole = _product(upper, above)
    if below or lower != ONE:
        whole = Quotient(whole, _product(lower, below))
    if found.coefficient > 0:
        return whole
    return Number(-whole.value, whole.is_decimal) if isinstance(whole, Number) else Negative(whole)


def is_decimal(number: Number) -> bool:
    """Whether a number is written with a point: it was typed so, and its digits end."""
    rest = number.value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return number.is_decimal and rest == 1


def _product(size: Number, factors: list[Term]) -> Term:
    ordered = sorted(factors, key=_place)
    every = ordered if size == ONE and ordered else [size, *ordered]
    return every[0] if len(every) == 1 else Product(tuple(every))


def _place(factor: Term) -> tuple[int, str]:
    """Where a factor stands: constants, letters by the alphabet, powers of numbers, roots, functions, sums."""
    match factor:
        case Constant(name):
            return 0, name
        case Variable(name) | Power(Variable(name), _):
            return 1, name
        case Power(Number() | Constant(), _):
            return 2, ""
        case Call("sqrt", _):
            return 3, ""
        case Sum() | Power(Sum(), _):
            return 5, ""
        case _:
            return 4, ""


def _factors(base: Term, exponent: Term) -> Iterator[Term]:
    """base^exponent, where it is not negative; one and a half is written x√x."""
    if not isinstance(exponent, Number) or exponent.is_decimal or exponent.value.denominator != 2:
        yield base if exponent == ONE else Power(base, exponent)
        return
    whole = exponent.value.numerator // 2
    if whole:
        yield base if whole == 1 else Power(base, Number(Fraction(whole)))
    yield Call("sqrt", base)
