"""Terms with numbers for their variables: what they give, and how steep they are, by numbers alone.

The slope is got by the rules on numbers, not by differentiating the formula, so that each can be held against the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np
from numpy.typing import ArrayLike

from visprop.engine.arrays import Array
from visprop.notation.calculus.elementary import CONSTANTS, ELEMENTARY
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
    names_in,
)

Point = Mapping[str, ArrayLike]
"""The value of each variable and parameter; arrays of shapes that go together."""


def value_of(term: Term, point: Point) -> Array:
    """What a term gives, of the shape of the point's arrays together; nan where it is undefined, ±∞ where it is too large.

    Raises:
        KeyError: a variable has no value.
    """
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in point.items()}
    with np.errstate(all="ignore"):
        found = _value(term, arrays)
        return np.broadcast_to(found, np.broadcast_shapes(*(array.shape for array in arrays.values()))).copy()


def float_of(number: Number) -> float:
    """A number as float64; ±∞ if it is too large."""
    try:
        return float(number.value)
    except OverflowError:
        return float("inf") if number.value > 0 else float("-inf")


def _value(term: Term, at: Mapping[str, Array]) -> Array:
    match term:
        case Number():
            return np.array(float_of(term))
        case Constant(name):
            return np.array(CONSTANTS[name])
        case Variable(name):
            return at[name]
        case Sum(terms):
            return sum((_value(part, at) for part in terms[1:]), _value(terms[0], at))
        case Product(factors):
            return _product([_value(part, at) for part in factors])
        case Negative(operand):
            return -_value(operand, at)
        case Quotient(above, below):
            return _ratio(_value(above, at), _value(below, at))
        case Power(base, exponent):
            return _power(_value(base, at), _value(exponent, at))
        case Call(function, argument):
            return ELEMENTARY[function].value(_value(argument, at))
        case Derivative(body, variable, inner):
            return _slope(body, variable, {**at, variable: _value(inner, at)})
        case _:
            raise TypeError(f"a {type(term).__name__} has no value")


def _slope(term: Term, x: str, at: Mapping[str, Array]) -> Array:
    match term:
        case _ if x not in names_in(term):
            return np.where(np.isnan(_value(term, at)), np.nan, 0.0)
        case Variable():
            return np.ones_like(at[x])
        case Sum(terms):
            return sum((_slope(part, x, at) for part in terms[1:]), _slope(terms[0], x, at))
        case Product(factors):
            values, slopes = [_value(part, at) for part in factors], [_slope(part, x, at) for part in factors]
            each = [_product([*values[:i], slopes[i], *values[i + 1 :]]) for i in range(len(factors))]
            return sum(each[1:], each[0])
        case Negative(operand):
            return -_slope(operand, x, at)
        case Quotient(above, below):
            u, v = _value(above, at), _value(below, at)
            return _ratio(_slope(above, x, at), v) - _ratio(u, v) * _ratio(_slope(below, x, at), v)
        case Power():
            return _slope_of_power(term, x, at)
        case Call(function, argument):
            return ELEMENTARY[function].slope(_value(argument, at)) * _slope(argument, x, at)
        case _:
            raise TypeError(f"a {type(term).__name__} is not differentiated by numbers")


def _slope_of_power(term: Power, x: str, at: Mapping[str, Array]) -> Array:
    base, exponent = _value(term.base, at), _value(term.exponent, at)
    found = np.zeros(())
    if x in names_in(term.base):
        found = found + exponent * _power(base, exponent - 1.0) * _slope(term.base, x, at)
    if x in names_in(term.exponent):
        found = found + _power(base, exponent) * ELEMENTARY["ln"].value(base) * _slope(term.exponent, x, at)
    return found


def _product(factors: list[Array]) -> Array:
    return reduce(np.multiply, factors)


def _ratio(above: Array, below: Array) -> Array:
    """A quotient; by 0 there is none, not even an infinite one."""
    return np.where(below == 0.0, np.nan, np.divide(above, below))


def _power(base: Array, exponent: Array) -> Array:
    """A power; NumPy has none of a negative number with a fraction above it, and 0 has none with a negative number above it."""
    return np.where((base == 0.0) & (exponent < 0.0), np.nan, np.power(base, exponent))
