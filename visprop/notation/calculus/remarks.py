"""Where a function has no value, or a value and no derivative: said in words, and tried at a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from visprop.notation.calculus.elementary import JUMPS
from visprop.notation.calculus.evaluation import Point, value_of
from visprop.notation.calculus.simplification import simplified
from visprop.notation.calculus.terms import (
    Call,
    Constant,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Term,
    every,
    names_in,
)
from visprop.notation.calculus.writing import layout_of
from visprop.notation.layout.text import plain


@dataclass(frozen=True)
class Remark:
    """Something that is wrong with a function somewhere.

    Attributes:
        words: what, and where: `|x| has a kink where x = 0, and no derivative there`.
        part: the part of the function that is meant.
        kink: what is 0 there, if the part has a value and no derivative; None if it has no value.
    """

    words: str
    part: Term
    kink: Term | None = None

    def holds_at(self, point: Point) -> bool:
        """Whether it is so at a point, which is of numbers."""
        if self.kink is not None:
            return bool(value_of(self.kink, point) == 0.0)
        inner = all(bool(np.isfinite(value_of(part, point))) for part in self.part.parts())
        return inner and bool(np.isnan(value_of(self.part, point)))


def remarks_on(term: Term, variable: str) -> tuple[Remark, ...]:
    """What is to be said of a function and of its derivative by a variable, each once, the innermost part last."""
    found = dict.fromkeys(remark for part in every(term) for remark in _on(part, variable))
    return tuple(found)


def _on(part: Term, variable: str) -> Iterator[Remark]:
    match part:
        case Quotient(_, below) if sign_of(below) is not Sign.POSITIVE:
            yield _undefined(part, below, "= 0")
        case Call("ln", argument) if sign_of(argument) is not Sign.POSITIVE:
            yield _undefined(part, argument, "≤ 0")
        case Call("tan", argument):
            yield _undefined(part, Call("cos", argument), "= 0")
        case Call("sqrt", argument):
            if sign_of(argument) is Sign.UNKNOWN:
                yield _undefined(part, argument, "< 0")
            if sign_of(argument) is not Sign.POSITIVE:
                yield from _kinked(part, argument, variable, "is infinitely steep")
        case Call(function, argument) if function in JUMPS and sign_of(argument) is not Sign.POSITIVE:
            yield from _kinked(part, argument, variable, "has a kink" if function == "abs" else "jumps")
        case Power(base, exponent) if sign_of(base) is not Sign.POSITIVE:
            yield from _on_power(part, base, simplified(exponent), variable)


def _on_power(part: Term, base: Term, exponent: Term, variable: str) -> Iterator[Remark]:
    if not isinstance(exponent, Number):
        yield _undefined(part, base, "≤ 0", "may have no value")
        return
    n = exponent.value
    if n < 0:
        yield _undefined(part, base, "= 0" if n.denominator == 1 else "≤ 0")
    elif n.denominator > 1:
        if sign_of(base) is Sign.UNKNOWN:
            yield _undefined(part, base, "< 0")
        if n < 1:
            yield from _kinked(part, base, variable, "is infinitely steep")


def _undefined(part: Term, argument: Term, relation: str, what: str = "has no value") -> Remark:
    return Remark(f"{_text(part)} {what} where {_text(argument)} {relation}", part)


def _kinked(part: Term, argument: Term, variable: str, what: str) -> Iterator[Remark]:
    if variable in names_in(argument):
        yield Remark(f"{_text(part)} {what} where {_text(argument)} = 0, and has no derivative there", part, argument)


def _text(term: Term) -> str:
    return plain(layout_of(term))


class Sign(IntEnum):
    """What is known of the sign of a term wherever it has a value."""

    UNKNOWN = 0
    NOT_NEGATIVE = 1
    POSITIVE = 2


def sign_of(term: Term) -> Sign:
    """What can be seen of a term's sign by its form alone."""
    match term:
        case Number(value):
            return Sign.POSITIVE if value > 0 else Sign.NOT_NEGATIVE if value == 0 else Sign.UNKNOWN
        case Constant() | Call("exp" | "σ", _):
            return Sign.POSITIVE
        case Call("abs" | "sqrt", _):
            return Sign.NOT_NEGATIVE
        case Power(base, Number(value)) if value.denominator == 1 and value.numerator % 2 == 0 and value > 0:
            return max(Sign.NOT_NEGATIVE, sign_of(base))
        case Power(base, _):
            return Sign.POSITIVE if sign_of(base) is Sign.POSITIVE else Sign.UNKNOWN
        case Sum(terms):
            signs = [sign_of(part) for part in terms]
            return Sign.UNKNOWN if Sign.UNKNOWN in signs else max(signs)
        case Product() | Quotient():
            return min(sign_of(part) for part in term.parts())
        case _:
            return Sign.UNKNOWN
