"""Where we are: Position(update, example, line), and the steps from one to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from visprop.engine.schedule import Schedule
from visprop.timeline.program import Program

_TEXT = re.compile(r"(\d{1,12})(?:\.(\d{1,9})(?:\.(\d{1,4}))?)?", re.ASCII)


@dataclass(frozen=True, order=True)
class Position:
    """A moment of the training.

    Attributes:
        update: how many updates were complete when this one began, from 0.
        example: which example of this update is at work, from 1.
        line: the last line that was executed for it, from 0 (the example is taken, nothing is computed).
    """

    update: int = 0
    example: int = 1
    line: int = 0

    def __str__(self) -> str:
        return f"{self.update}.{self.example}.{self.line}"


START = Position()
"""Before anything, in a run that starts at update 0."""


class Unit(Enum):
    """How far a step goes."""

    LINE = "line"
    EXAMPLE = "example"
    UPDATE = "update"
    EPOCH = "epoch"


@dataclass(frozen=True)
class Walk:
    """The order of the positions of one run.

    Attributes:
        program: the algorithm.
        schedule: which examples each update takes.
        first: how many updates were done before the run.
    """

    program: Program
    schedule: Schedule
    first: int = 0

    @property
    def start(self) -> Position:
        """Before the run's first line."""
        return Position(self.first)

    @property
    def longest(self) -> int:
        """How many positions an update has at most."""
        return len(self.program.lines) * self.schedule.size

    def size_of(self, update: int) -> int:
        """How many examples an update takes."""
        return self.schedule.size_of(update)

    def is_unfinished(self, position: Position) -> bool:
        """Whether an update has begun at a position, and is not done."""
        return position not in (self.start, Position(position.update)) and position.line != self.program.update_line

    def last_line(self, update: int, example: int) -> int:
        """The last line of an example: the update after the last example of a batch, else the backward pass's end."""
        is_last = example == self.schedule.size_of(update)
        return self.program.update_line if is_last else self.program.update_line - 1

    def holds(self, position: Position) -> bool:
        """Whether there is such a position."""
        return (
            position.update >= self.first
            and 1 <= position.example <= self.schedule.size_of(position.update)
            and 0 <= position.line <= self.last_line(position.update, position.example)
        )

    def nearest(self, position: Position) -> Position:
        """The position itself, or the one that comes nearest to it in this run."""
        if position.update < self.first:
            return self.start
        example = min(max(1, position.example), self.schedule.size_of(position.update))
        return Position(position.update, example, min(max(0, position.line), self.last_line(position.update, example)))

    def entered_at(self, position: Position) -> Position:
        """Its start: a run that an edit begins goes on from the p of the one before."""
        return self.start

    def done(self, position: Position) -> int:
        """How many updates are done at a position: on the update line its own is."""
        return position.update + (position.line == self.program.update_line)

    def update_end(self, done: int) -> Position:
        """“Update k”: the update line of the last of k updates, or the start if none of the run's own is done."""
        if done <= self.first:
            return self.start
        return Position(done - 1, self.schedule.size_of(done - 1), self.program.update_line)

    def passed(self, position: Position) -> Position:
        """The end of the passes of its example; of “update k” of the first example that comes then, at the p of now."""
        is_whole = position == self.update_end(self.done(position))
        update, example = (self.done(position), 1) if is_whole else (position.update, position.example)
        return Position(update, example, self.program.update_line - 1)

    def after(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The next line, the start of the next example, or the update line that ends the next update or epoch."""
        done = self.done(position)
        if unit is Unit.EPOCH:
            per_epoch = self.schedule.updates_per_epoch
            return self.update_end((done // per_epoch + 1) * per_epoch)
        if unit is Unit.UPDATE:
            return self.update_end(done + 1)
        if unit is Unit.LINE and position.line < self.last_line(position.update, position.example):
            return Position(position.update, position.example, position.line + 1)
        if position.example < self.schedule.size_of(position.update):
            return Position(position.update, position.example + 1)
        return Position(position.update + 1)

    def before(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The line before, the start of this example (or of the one before), or the update line that ended the update before."""
        done = self.done(position)
        if position == self.start:
            return position
        if unit is Unit.EPOCH:
            per_epoch = self.schedule.updates_per_epoch
            return self.update_end((done - (position == self.update_end(done))) // per_epoch * per_epoch)
        if unit is Unit.UPDATE:
            return self.update_end(done - (position == self.update_end(done)))
        update, example = position.update, position.example
        if position.line > 0:
            return Position(update, example, position.line - 1 if unit is Unit.LINE else 0)
        if example == 1:
            update -= 1
            example = self.schedule.size_of(update) + 1
        return Position(update, example - 1, self.last_line(update, example - 1) if unit is Unit.LINE else 0)

    def parse(self, text: str) -> Position:
        """A position from UPDATE[.EXAMPLE[.LINE]].

        UPDATE counts the updates done; alone it is the update line of the last. UPDATE.EXAMPLE.LINE lies in the update after
        it, and UPDATE.EXAMPLE is the end of the example's passes there.

        Raises:
            ValueError: the text is malformed, or this run has no such position.
        """
        match = _TEXT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text[:40]!r} is not UPDATE[.EXAMPLE[.LINE]], such as 3 or 3.1.4, UPDATE of at most 12 digits")
        update = int(match[1])
        if update < self.first:
            raise ValueError(f"this run begins at update {self.first}, {update} is before it")
        if match[2] is None:
            return self.update_end(update)
        example, size = int(match[2]), self.schedule.size_of(update)
        if not 1 <= example <= size:
            raise ValueError(f"update {update} has examples 1 to {size}, not {example}")
        last = self.last_line(update, example)
        line = int(match[3]) if match[3] else self.program.update_line - 1
        if line > last:
            raise ValueError(f"example {example} of update {update} has lines 0 to {last}, not {line}")
        return Position(update, example, line)

    def text(self, position: Position) -> str:
        """A position as `parse` reads it."""
        return str(self.done(position)) if position == self.update_end(self.done(position)) else str(position)
