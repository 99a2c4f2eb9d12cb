"""How far a reader has come in the lessons: which steps were done, and which only shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple


class Mark(Enum):
    """What has become of a step."""

    LEFT = "left"
    SHOWN = "shown"
    DONE = "done"


_RANKS = tuple(Mark)


class Tally(NamedTuple):
    """How many steps of a lesson are done, shown, and left."""

    done: int
    shown: int
    left: int

    @property
    def is_over(self) -> bool:
        """Whether none is left."""
        return self.left == 0

    @property
    def is_begun(self) -> bool:
        """Whether there is one that is not left."""
        return self.done + self.shown > 0


class Progress:
    """Of all lessons, by their names.

    Args:
        marks: of each lesson its steps by their numbers, from 0.
    """

    def __init__(self, marks: Mapping[str, Mapping[int, Mark]] | None = None) -> None:
        self._marks = {name: dict(steps) for name, steps in (marks or {}).items()}

    def mark(self, lesson: str, step: int) -> Mark:
        """What has become of a step."""
        return self._marks.get(lesson, {}).get(step, Mark.LEFT)

    def note(self, lesson: str, step: int, mark: Mark) -> None:
        """Note a step; what was done once stays done."""
        if _RANKS.index(mark) > _RANKS.index(self.mark(lesson, step)):
            self._marks.setdefault(lesson, {})[step] = mark

    def tally(self, lesson: str, steps: Iterable[int]) -> Tally:
        """How some steps of a lesson stand."""
        marks = [self.mark(lesson, step) for step in steps]
        return Tally(*(marks.count(mark) for mark in (Mark.DONE, Mark.SHOWN, Mark.LEFT)))

    def first_left(self, lesson: str, count: int) -> int:
        """The first step that is left, from 0; the first of all where none is."""
        return next((step for step in range(count) if self.mark(lesson, step) is Mark.LEFT), 0)

    def next_of(self, lessons: Mapping[str, Iterable[int]]) -> str | None:
        """The lesson to go on with, of some with the steps that ask: one that is begun, else a new one; None if all are over."""
        tallies = {name: self.tally(name, steps) for name, steps in lessons.items()}
        left = [name for name, tally in tallies.items() if not tally.is_over]
        begun = [name for name in left if tallies[name].is_begun]
        return next(iter(begun or left), None)

    def text(self) -> str:
        """As the settings keep it."""
        return json.dumps({name: {str(i): mark.value for i, mark in steps.items()} for name, steps in self._marks.items()})

    @classmethod
    def read(cls, text: str) -> Progress:
        """The same again.

        Raises:
            ValueError: the text is none.
        """
        try:
            found = json.loads(text)
            return cls({str(name): {int(i): Mark(mark) for i, mark in steps.items()} for name, steps in found.items()})
        except (AttributeError, TypeError, RecursionError) as error:
            raise ValueError(f"{text[:40]!r} is no progress") from error
