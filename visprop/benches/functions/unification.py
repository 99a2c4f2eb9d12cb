"""Types made equal: what stands for any type is bound to what it has to be."""

from __future__ import annotations

from typing import Any

from visprop.benches.functions.types import Arrow, Power, Product, Type, Unknown

MOST_WORK = 20_000
"""So many types are looked at before it is given up: types within types can double at each λ."""


class Different(Exception):
    """Two types that cannot be made equal."""


class Endless(Different):
    """A type that would have to contain itself.

    Attributes:
        inner, outer: the type, and what it would be equal to.
    """

    def __init__(self, inner: Type, outer: Type) -> None:
        super().__init__()
        self.inner, self.outer = inner, outer


class TooLarge(Exception):
    """Types that grow too large."""


class Unifier:
    """What is known of the types that stand for any, and of the lengths of tuples."""

    def __init__(self) -> None:
        self._types: dict[int, Type] = {}
        self._lengths: dict[int, int] = {}
        self._same: dict[int, int] = {}
        self._work = self._made = 0

    def unknown(self) -> Unknown:
        """A type that nothing is known of."""
        self._made += 1
        return Unknown(self._made)

    def length(self) -> int:
        """A length of tuples that nothing is known of."""
        self._made += 1
        return self._made

    def seen(self, type_: Type) -> Type:
        """A type as it is known by now at its top; below it may have what is bound."""
        self._count()
        while isinstance(type_, Unknown) and type_.number in self._types:
            type_ = self._types[type_.number]
        if isinstance(type_, Power):
            length = self._length(type_.length)
            count = self._lengths.get(length)
            return Power(type_.base, length) if count is None else Product((type_.base,) * count)
        return type_

    def resolved(self, type_: Type) -> Type:
        """A type with all that is known by now."""
        match self.seen(type_):
            case Arrow(argument, result):
                return Arrow(self.resolved(argument), self.resolved(result))
            case Product(items):
                return Product(tuple(map(self.resolved, items)))
            case Power(base, length):
                return Power(self.resolved(base), length)
            case other:
                return other

    def unify(self, left: Type, right: Type) -> None:
        """Two types made equal.

        Raises:
            Different: they cannot be; then nothing new is known of any.
            TooLarge: it takes too long.
        """
        tables: tuple[dict[int, Any], ...] = (self._types, self._lengths, self._same)
        sizes = [len(table) for table in tables]
        try:
            self._unify(left, right)
        except Different:
            for table, size in zip(tables, sizes, strict=True):
                while len(table) > size:
                    table.popitem()
            raise

    def _unify(self, left: Type, right: Type) -> None:
        left, right = self.seen(left), self.seen(right)
        match left, right:
            case _ if left == right:
                pass
            case Unknown(), _:
                self._bind(left, right)
            case _, Unknown():
                self._bind(right, left)
            case Arrow(), Arrow():
                self._unify(left.argument, right.argument)
                self._unify(left.result, right.result)
            case Product(), Product() if len(left.items) == len(right.items):
                for one, other in zip(left.items, right.items, strict=True):
                    self._unify(one, other)
            case Power(base, length), Product(items):
                self._lengths[length] = len(items)
                for item in items:
                    self._unify(base, item)
            case Product(), Power():
                self._unify(right, left)
            case Power(), Power():
                self._same[left.length] = right.length
                self._unify(left.base, right.base)
            case _:
                raise Different

    def _length(self, length: int) -> int:
        while length in self._same:
            length = self._same[length]
        return length

    def _bind(self, unknown: Unknown, type_: Type) -> None:
        if self._occurs(unknown, type_):
            raise Endless(unknown, self.resolved(type_))
        self._types[unknown.number] = type_

    def _occurs(self, unknown: Unknown, type_: Type) -> bool:
        match self.seen(type_):
            case Arrow(argument, result):
                return self._occurs(unknown, argument) or self._occurs(unknown, result)
            case Product(items):
                return any(self._occurs(unknown, item) for item in items)
            case Power(base):
                return self._occurs(unknown, base)
            case other:
                return other == unknown

    def _count(self) -> None:
        self._work += 1
        if self._work > MOST_WORK:
            raise TooLarge
