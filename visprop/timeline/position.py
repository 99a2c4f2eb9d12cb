"""Where we are: Position(update, example, line), and the steps from one to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from visprop.engine.schedule import Schedule
from visprop.timeline.program import Program

_TEXT = re.compile(r"(\d+)(?:\.(\d+)(?:\.(\d+))?)?")


@dataclass(frozen=True, order=True)
class Position:
    """A moment of the training.

    Attributes:
        update: how many updates are complete, from 0.
        example: which example of the next update is at work, from 1.
        line: the last line that was executed for it, from 0 (the example is taken, nothing is computed).
    """

    update: int = 0
    example: int = 1
    line: int = 0

    def __str__(self) -> str:
        return f"{self.update}.{self.example}.{self.line}"


START = Position()
"""Before anything."""


class Unit(Enum):
    """How far a step goes."""

    LINE = "line"
    EXAMPLE = "example"
    UPDATE = "update"
    EPOCH = "epoch"


@dataclass(frozen=True)
class Walk:
    """The order of the positions of one scenario."""

    program: Program
    schedule: Schedule

    def last_line(self, update: int, example: int) -> int:
        """The last line of an example: the update after the last example of a batch, else the backward pass's end."""
        is_last = example == self.schedule.size_of(update)
        return self.program.update_line if is_last else self.program.update_line - 1

    def holds(self, position: Position) -> bool:
        """Whether there is such a position."""
        return (
            position.update >= 0
            and 1 <= position.example <= self.schedule.size_of(position.update)
            and 0 <= position.line <= self.last_line(position.update, position.example)
        )

    def after(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The next line, or the start of the next example, update or epoch."""
        update, example = position.update, position.example
        if unit is Unit.EPOCH:
            per_epoch = self.schedule.updates_per_epoch
            return Position((update // per_epoch + 1) * per_epoch)
        if unit is Unit.LINE and position.line < self.last_line(update, example):
            return Position(update, example, position.line + 1)
        if unit is not Unit.UPDATE and example < self.schedule.size_of(update):
            return Position(update, example + 1)
        return Position(update + 1)

    def before(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The line before, or the start of this example, update or epoch, or of the one before where we are at a start."""
        update, example = position.update, position.example
        if position == START:
            return START
        if unit is Unit.EPOCH:
            per_epoch = self.schedule.updates_per_epoch
            is_start = position == Position(update) and update % per_epoch == 0
            return Position((update // per_epoch - is_start) * per_epoch)
        if unit is Unit.UPDATE:
            return Position(update - (position == Position(update)))
        if position.line > 0:
            return Position(update, example, position.line - 1 if unit is Unit.LINE else 0)
        if example == 1:
            update -= 1
            example = self.schedule.size_of(update) + 1
        return Position(update, example - 1, self.last_line(update, example - 1) if unit is Unit.LINE else 0)

    def parse(self, text: str, whole_example: bool = False) -> Position:
        """A position from UPDATE[.EXAMPLE[.LINE]].

        Args:
            text: what was typed.
            whole_example: whether a text without a line means the example's last line instead of its start.

        Raises:
            ValueError: the text is malformed, or this scenario has no such position.
        """
        match = _TEXT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not UPDATE[.EXAMPLE[.LINE]], such as 3 or 3.1.4")
        update, example = int(match[1]), int(match[2] or 1)
        size = self.schedule.size_of(update)
        if not 1 <= example <= size:
            raise ValueError(f"update {update} has examples 1 to {size}, not {example}")
        last = self.last_line(update, example)
        line = int(match[3]) if match[3] else (last if whole_example and match[2] else 0)
        if line > last:
            raise ValueError(f"example {example} of update {update} has lines 1 to {last}, not {line}")
        return Position(update, example, line)
