"""The type of a term and of each of its parts, found by unification; or why it has none, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count

from visprop.benches.functions.complaints import IllTyped, Wrong, told
from visprop.benches.functions.signatures import FUNCTION, signature
from visprop.benches.functions.terms import (
    ARITHMETIC,
    Apply,
    Constant,
    Infix,
    Lambda,
    Negative,
    Path,
    Term,
    Tuple,
    Variable,
    is_gradient_at,
)
from visprop.benches.functions.types import REAL, Arrow, Power, Product, Type, Unknown
from visprop.benches.functions.unification import Different, Endless, TooLarge, Unifier


@dataclass(frozen=True)
class Typed:
    """A term with its types.

    Attributes:
        term: the term.
        at: the type of the part at each place.
        free: the types that its free variables must have.
    """

    term: Term
    at: Mapping[Path, Type]
    free: Mapping[str, Type]

    @property
    def type_(self) -> Type:
        """The type of the whole."""
        return self.at[()]


def infer(term: Term, before: Typed | None = None) -> Typed:
    """The most general type of a term and of each part, with τ₁, τ₂, … in the order in which they are met.

    Args:
        term: the term.
        before: a term that is calculated, of which this is a later line: its type, and those of its free variables, stay.

    Raises:
        IllTyped: it has none; it says why, and of which part.
    """
    work = _Inference(term)
    try:
        expected = None if before is None else work.keep(before)
        found = work.type_of(term, (), {})
        if expected is not None:
            work.unifier.unify(expected, found)
    except TooLarge:
        raise IllTyped("The type of this term is too large to be found.", (), term) from None
    except IllTyped as error:
        error.known = work.types()
        raise
    renumber = _Renumbering()
    types = work.types(renumber)
    return Typed(term, types, {name: renumber(work.unifier.resolved(type_)) for name, type_ in work.free.items()})


class _Inference:
    def __init__(self, term: Term) -> None:
        self.unifier, self.found, self.free = Unifier(), dict[Path, Type](), dict[str, Type]()
        self._whole = term

    def keep(self, before: Typed) -> Type:
        """Give free variables the types that they have; the type that the whole is to have."""
        fresh = _Renaming(lambda: self.unifier.unknown().number, self.unifier.length)
        self.free.update({name: fresh(type_) for name, type_ in before.free.items()})
        return fresh(before.type_)

    def types(self, renumber: _Renaming | None = None) -> dict[Path, Type]:
        """The types found so far; the whole was met last, and its types are numbered first."""
        renumber = renumber or _Renumbering()
        return {path: renumber(self.unifier.resolved(self.found[path])) for path in sorted(self.found)}

    def type_of(self, term: Term, path: Path, scope: Mapping[str, Type]) -> Type:
        """The type of a part, whose variables that are bound around it have the types of the scope."""
        self.found[path] = found = self._type_of(term, path, scope)
        return found

    def _type_of(self, term: Term, path: Path, scope: Mapping[str, Type]) -> Type:
        if isinstance(term, Variable):
            return scope[term.name] if term.name in scope else self.free.setdefault(term.name, self.unifier.unknown())
        if isinstance(term, Constant):
            fresh = {i: self.unifier.unknown() for i in (1, 2, 3)}
            return signature(term.name, fresh.__getitem__, self.unifier.length())
        if isinstance(term, Lambda):
            bound = {name: self.unifier.unknown() for name in term.variables}
            result = self.type_of(term.body, (*path, 0), {**scope, **bound})
            return Arrow(Product(tuple(bound.values())) if term.takes_tuple else bound[term.variables[0]], result)
        types = tuple(self.type_of(part, (*path, i), scope) for i, part in enumerate(term.parts()))
        match term:
            case Tuple():
                return Product(types)
            case Negative():
                self._must_be(REAL, types[0], path, 0)
                return REAL
            case Apply() if is_gradient_at(term):
                return self._pointwise(types, path)
            case Apply():
                return self._application(types[0], types[1], path)
            case Infix(sign):
                return self._infix(sign, types, path)
            case _:
                return REAL

    def _application(self, function: Type, argument: Type, path: Path) -> Type:
        known = self.unifier.seen(function)
        if isinstance(known, Arrow):
            self._must_be(known.argument, argument, path, 1)
            return known.result
        result = self.unifier.unknown()
        self._must_be(Arrow(argument, result), function, path, 0)
        return result

    def _infix(self, sign: str, types: tuple[Type, ...], path: Path) -> Type:
        if sign in ARITHMETIC:
            self._all_must_be((REAL, REAL), types, path)
            return REAL
        if sign == "·":
            self._all_must_be((FUNCTION, FUNCTION), types, path)
            return FUNCTION
        if sign == "★":
            return self._pointwise(types, path)
        first, second, third = (self.unifier.unknown() for _ in range(3))
        self._must_be(Arrow(second, third), types[0], path, 0)
        self._must_be(Arrow(first, second), types[1], path, 1)
        return Arrow(first, third)

    def _pointwise(self, types: tuple[Type, ...], path: Path) -> Type:
        length = self.unifier.length()
        self._all_must_be((Power(FUNCTION, length), Power(REAL, length)), types, path)
        return Power(REAL, length)

    def _all_must_be(self, wanted: Iterable[Type], types: Iterable[Type], path: Path) -> None:
        for i, (want, found) in enumerate(zip(wanted, types, strict=True)):
            self._must_be(want, found, path, i)

    def _must_be(self, wanted: Type, found: Type, path: Path, i: int) -> None:
        """The type of a part made what it must be; i says which part of the term at the path."""
        try:
            self.unifier.unify(wanted, found)
        except Different as error:
            wants, has, function = (self.unifier.resolved(type_) for type_ in (wanted, found, self.found[(*path, 0)]))
            renumber = _Renumbering()
            circle = (renumber(error.inner), renumber(error.outer)) if isinstance(error, Endless) else None
            wrong = Wrong(self._whole, path, i, renumber(wants), renumber(has), renumber(function), circle)
            raise IllTyped(told(wrong), (*path, i), wrong.part) from None


class _Renaming:
    """Types with other numbers for what is not known of them, the same for the same.

    Args:
        unknown, length: give the next number, of a type and of a length.
    """

    def __init__(self, unknown: Callable[[], int], length: Callable[[], int]) -> None:
        self._unknown, self._length = unknown, length
        self._types: dict[int, Unknown] = {}
        self._lengths: dict[int, int] = {}

    def __call__(self, type_: Type) -> Type:
        match type_:
            case Unknown(number):
                if number not in self._types:
                    self._types[number] = Unknown(self._unknown())
                return self._types[number]
            case Arrow(argument, result):
                return Arrow(self(argument), self(result))
            case Product(items):
                return Product(tuple(map(self, items)))
            case Power(base, length):
                if length not in self._lengths:
                    self._lengths[length] = self._length()
                return replace(type_, base=self(base), length=self._lengths[length])
            case _:
                return type_


class _Renumbering(_Renaming):
    """Types with τ₁, τ₂, … and n, m, … in the order in which they are met."""

    def __init__(self) -> None:
        super().__init__(count(1).__next__, count().__next__)
