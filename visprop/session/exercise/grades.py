"""What became of each task, and of all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from visprop.engine.key import Key
from visprop.notation.expression.numbers import counted


class Mark(Enum):
    """How a task was done."""

    OPEN = ""
    AT_ONCE = "right at once"
    LATER = "right after another try"
    WITH_HINTS = "right with hints"
    SHOWN = "shown"

    @property
    def sign(self) -> str:
        """In a column."""
        return {Mark.OPEN: "…", Mark.AT_ONCE: "✓", Mark.LATER: "✗ ✓", Mark.WITH_HINTS: "? ✓", Mark.SHOWN: "shown"}[self]


@dataclass
class Record:
    """One task as it was done.

    Attributes:
        line: the number of its line.
        example: which example of the update.
        keys: what it asked.
        name: what that is called.
        given: every answer, in their order.
        wrong: how many of them were not right.
        hints: how many hints were read.
        is_shown: whether any of it was given up.
        is_done: whether nothing of it is asked any more.
        text: the right answer as it was given, or shown.
    """

    line: int
    example: int
    keys: tuple[Key, ...]
    name: str
    given: list[str] = field(default_factory=list)
    wrong: int = 0
    hints: int = 0
    is_shown: bool = False
    is_done: bool = False
    text: str = ""

    @property
    def mark(self) -> Mark:
        """How it was done; giving up counts most, then hints."""
        if not self.is_done:
            return Mark.OPEN
        if self.is_shown:
            return Mark.SHOWN
        if self.hints:
            return Mark.WITH_HINTS
        return Mark.LATER if self.wrong else Mark.AT_ONCE


def summary(records: Sequence[Record]) -> str:
    """How tasks were done, in a sentence; empty where none was."""
    done = Counter(record.mark for record in records if record.is_done)
    told = ", ".join(f"{done[mark]} {mark.value}" for mark in Mark if done[mark])
    return f"{counted(done.total(), 'task')}: {told}." if told else ""


HEADINGS = ("example", "line", "quantity", "mark", "wrong answers", "hints", "answers")


def report(records: Sequence[Record]) -> list[tuple[str, ...]]:
    """The same as a table, headings first."""
    rows = [
        (str(one.example), str(one.line), one.name, one.mark.value, str(one.wrong), str(one.hints), " | ".join(one.given))
        for one in records
        if one.is_done
    ]
    return [HEADINGS, *rows]
