"""Lists that follow one another, each by what differs from the one before, of things that are kept once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def renumbered(self, numbers: Mapping[int, int]) -> list[list[Change]]:
        """The same steps where each number has become another."""
        return [[(at, count, [numbers[old] for old in new]) for at, count, new in step] for step in self.steps]


def in_order(tracks: Iterable[Track]) -> list[int]:
    """The numbers of some tracks, each once: all that the first one names, then what the next one adds."""
    named = (number for track in tracks for step in track.steps for _, _, new in step for number in new)
    return list(dict.fromkeys(named))
