"""The rules of differentiation: for a term the one that comes first, and what it makes of it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from visprop.notation.calculus.elementary import ELEMENTARY
from visprop.notation.calculus.monomials import is_negative
from visprop.notation.calculus.simplification import simplified
from visprop.notation.calculus.terms import (
    ONE,
    TWO,
    ZERO,
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
    names_in,
)


class Ruled(NamedTuple):
    """What a rule makes of d/dx body.

    Attributes:
        rule: what it is called.
        formula: what it gives, with the derivatives that are still to be found.
    """

    rule: str
    formula: Term


def ruled(body: Term, x: str, fresh: str) -> Ruled:
    """The first step of differentiating a term.

    Args:
        body: the term.
        x: by what it is differentiated.
        fresh: a name that the chain rule may give to an inner function.

    Raises:
        TypeError: there is a derivative in it that is not found yet.
    """
    match body:
        case _ if x not in names_in(body):
            return Ruled("constant", ZERO)
        case Variable():
            return Ruled("identity", ONE)
        case Sum(terms):
            signed = (Negative(_d(term.operand, x)) if isinstance(term, Negative) else _d(term, x) for term in terms)
            return Ruled("sum", Sum(tuple(signed)))
        case Negative(operand):
            return Ruled("constant factor", Negative(_d(operand, x)))
        case Product(factors):
            return _of_product(factors, x)
        case Quotient():
            return _of_quotient(body, x)
        case Power():
            return _of_power(body, x, fresh)
        case Call(function, argument):
            if argument == Variable(x):
                return Ruled(ELEMENTARY[function].rule, ELEMENTARY[function].derivative(argument))
            return _chain(Call(function, Variable(fresh)), argument, x, fresh)
        case _:
            raise TypeError(f"there is no rule for a {type(body).__name__}")


def _d(term: Term, x: str) -> Derivative:
    return Derivative(term, x, Variable(x))


def _chain(outer: Term, inner: Term, x: str, fresh: str) -> Ruled:
    return Ruled("chain", Product((Derivative(outer, fresh, inner), _d(inner, x))))


def product(factors: tuple[Term, ...]) -> Term:
    """A product, or the only factor."""
    return factors[0] if len(factors) == 1 else Product(factors)


def _of_product(factors: tuple[Term, ...], x: str) -> Ruled:
    fixed = tuple(factor for factor in factors if x not in names_in(factor))
    moving = tuple(factor for factor in factors if x in names_in(factor))
    if fixed:
        return Ruled("constant factor", Product((*fixed, _d(product(moving), x))))
    terms = (Product((*moving[:i], _d(factor, x), *moving[i + 1 :])) for i, factor in enumerate(moving))
    return Ruled("product", Sum(tuple(terms)))


def _of_quotient(body: Quotient, x: str) -> Ruled:
    above, below = body.above, body.below
    if x not in names_in(below):
        return Ruled("constant factor", Quotient(_d(above, x), below))
    inner = _logistic_argument(body)
    if inner is not None:
        return Ruled("logistic function recognised", _d(Call("σ", inner), x))
    square = Power(below, TWO)
    if x not in names_in(above):
        slope = _d(below, x) if above == ONE else Product((above, _d(below, x)))
        return Ruled("reciprocal", Negative(Quotient(slope, square)))
    outer = Sum((Product((_d(above, x), below)), Negative(Product((above, _d(below, x))))))
    return Ruled("quotient", Quotient(outer, square))


def _logistic_argument(body: Quotient) -> Term | None:
    """u, if it is 1/(1 + exp(−u)), the exponential before or behind the 1."""
    if body.above != ONE or not isinstance(body.below, Sum) or len(body.below.terms) != 2 or ONE not in body.below.terms:
        return None
    match [term for term in body.below.terms if term != ONE]:
        case [Call("exp", exponent) | Power(Constant("e"), exponent)] if is_negative(simplified(exponent)):
            return simplified(Negative(exponent))
        case _:
            return None


def _of_power(body: Power, x: str, fresh: str) -> Ruled:
    base, exponent = body.base, body.exponent
    if x not in names_in(exponent):
        if base != Variable(x):
            return _chain(Power(Variable(fresh), exponent), base, x, fresh)
        return Ruled("power", _power_slope(base, simplified(exponent)))
    if x not in names_in(base):
        if exponent != Variable(x):
            return _chain(Power(base, Variable(fresh)), exponent, x, fresh)
        return Ruled("exponential", body if base == Constant("e") else Product((body, Call("ln", base))))
    # u^v is exp(v ln u).
    return Ruled("logarithmic", Product((body, _d(Product((exponent, Call("ln", base))), x))))


def _power_slope(base: Term, n: Term) -> Term:
    """n x^(n − 1)."""
    if n in (ZERO, ONE):
        return n
    lowered = simplified(Sum((n, Number(Fraction(-1)))))
    power = base if lowered == ONE else Power(base, lowered)
    if is_negative(n):
        return Negative(Product((simplified(Negative(n)), power)))
    return Product((n, power))
