"""Terms: real functions of named variables as trees that can be compared, taken apart and put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def _kind(kind: type[Kind]) -> type[Kind]:
    """A frozen data class whose hash is kept: terms are deep, and looked up again and again."""
    made = dataclass(frozen=True)(kind)
    hash_of: Callable[[Kind], int] = made.__hash__

    def kept(self: Kind) -> int:
        known: int | None = self.__dict__.get("_hash")
        if known is None:
            known = self.__dict__["_hash"] = hash_of(self)
        return known

    setattr(made, "__hash__", kept)  # noqa: B010 - mypy takes a method for one of the class it is written in
    return made


class Term:
    """A part of a formula; two that are written alike are equal."""

    def parts(self) -> tuple[Term, ...]:
        """The terms right below, from left to right."""
        return ()

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        """The same kind of term of other parts."""
        assert not parts
        return self


@_kind
class Number(Term):
    """A number, exact.

    Attributes:
        value: the number.
        is_decimal: whether it was typed with a point, so that 0.5 is not written as ½.
    """

    value: Fraction
    is_decimal: bool = field(default=False, compare=False)


@_kind
class Constant(Term):
    """π or e."""

    name: str


@_kind
class Variable(Term):
    """A variable, or a parameter, which is a variable that stays what it is."""

    name: str


@_kind
class Sum(Term):
    """Terms added up; a `Negative` among them is subtracted."""

    terms: tuple[Term, ...]

    def parts(self) -> tuple[Term, ...]:
        return self.terms

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Sum(parts)


@_kind
class Product(Term):
    """Factors multiplied."""

    factors: tuple[Term, ...]

    def parts(self) -> tuple[Term, ...]:
        return self.factors

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Product(parts)


@_kind
class Quotient(Term):
    """One thing over another."""

    above: Term
    below: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.above, self.below)

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Quotient(*parts)


@_kind
class Power(Term):
    """A base with an exponent."""

    base: Term
    exponent: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.base, self.exponent)

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Power(*parts)


@_kind
class Negative(Term):
    """Something with a minus before it."""

    operand: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.operand,)

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Negative(*parts)


@_kind
class Call(Term):
    """An elementary function of one argument, by its name in `elementary`."""

    function: str
    argument: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.argument,)

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Call(self.function, *parts)


@_kind
class Derivative(Term):
    """D(λ variable. body) at: a derivative that is still to be found.

    Attributes:
        body: what is differentiated.
        variable: by what; it is bound in the body.
        at: where; in d/dx x² it is the variable itself.
    """

    body: Term
    variable: str
    at: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.at,)

    def made_of(self, parts: tuple[Term, ...]) -> Term:
        return Derivative(self.body, self.variable, *parts)

    @property
    def is_inner(self) -> bool:
        """Whether it is taken at a part of a formula, as the first factor of the chain rule is."""
        return self.at != Variable(self.variable)


def number(value: int) -> Number:
    """A whole number."""
    return Number(Fraction(value))


ZERO, ONE, TWO = number(0), number(1), number(2)


@lru_cache(maxsize=1 << 14)
def names_in(term: Term) -> frozenset[str]:
    """The variables that a term depends on."""
    if isinstance(term, Variable):
        return frozenset((term.name,))
    found = frozenset[str]().union(*map(names_in, term.parts()))
    return found | (names_in(term.body) - {term.variable}) if isinstance(term, Derivative) else found


def every(term: Term) -> Iterator[Term]:
    """A term and all that is below it, from left to right."""
    yield term
    for part in term.parts():
        yield from every(part)


def depth(term: Term) -> int:
    """How deeply a term is nested."""
    return 1 + max(map(depth, term.parts()), default=0)


@lru_cache(maxsize=1 << 14)
def size(term: Term) -> int:
    """Of how many parts a term is."""
    return 1 + sum(map(size, term.parts()))


def changed(term: Term, change: Callable[[Term], Term | None]) -> Term:
    """A term with some of its parts replaced: wherever `change` gives another, which is not looked into again."""
    found = change(term)
    if found is not None:
        return found
    parts = term.parts()
    return term.made_of(tuple(changed(part, change) for part in parts)) if parts else term


def substituted(term: Term, values: Mapping[str, Term]) -> Term:
    """A term with variables replaced by terms."""
    return changed(term, lambda part: values.get(part.name) if isinstance(part, Variable) else None)
