"""What the user has set of a bench."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Values(Mapping[str, Any]):
    """The values of a bench's controls by their names; immutable, and each of them too."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = dict(given)

    def put(self, changed: Mapping[str, Any]) -> Values:
        """The same with others in the place of some."""
        return Values({**self._given, **changed})

    # Of which type a value is, is known to its control and to the bench.
    def __getitem__(self, name: str) -> Any:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __hash__(self) -> int:
        return hash(frozenset(self._given.items()))

    def __repr__(self) -> str:
        return f"Values({self._given!r})"
