"""Lists that follow one another, each by what differs from the one before, of things that are kept once."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

Change = tuple[int, int, list[int]]
"""From which place on how many are taken away, and what stands there instead; places are those of the new list."""


class Kept:
    """Texts that are kept once, each known by its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text, from 0; a new one has the next."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """All of them, by their numbers."""
        return list(self._numbers)


def changes(before: list[int], after: list[int]) -> list[Change]:
    """What makes one list of another, in an order in which each can be done at once."""
    matched = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(to, end - start, after[to:until]) for kind, start, end, to, until in matched if kind != "equal"]


class Track:
    """Lists of numbers that follow one another."""

    def __init__(self) -> None:
        self._last: list[int] = []
        self.steps: list[list[Change]] = []
        """Of each list its changes from the one before, of the first from an empty one."""

    def add(self, numbers: list[int]) -> None:
        """The next list."""
        self.steps.append(changes(self._last, numbers))
        self._last = numbers

    def again(self) -> None:
        """The same list once more."""
        self.steps.append([])


class Fresh:
    """Numbers told by how many new ones ago each was new: 0 for one that is new now.

    Attributes:
        order: all of them, in the order in which they were new.
    """

    def __init__(self) -> None:
        self.order: list[int] = []
        self._places: dict[int, int] = {}

    def told(self, steps: Iterable[list[Change]]) -> list[list[Change]]:
        """Changes with their numbers told so."""
        return [[(at, count, list(map(self._ago, numbers))) for at, count, numbers in step] for step in steps]

    def _ago(self, number: int) -> int:
        if number in self._places:
            return len(self.order) - self._places[number]
        self._places[number] = len(self.order)
        self.order.append(number)
        return 0
