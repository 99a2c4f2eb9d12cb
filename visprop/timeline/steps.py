"""The positions of an experiment that has so many and no more: each is one step from the last."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.timeline.position import START, Position, Unit


@dataclass(frozen=True)
class Steps:
    """Positions 0 … count − 1, of which each counts as an update; an epoch leads to either end.

    Attributes:
        count: how many there are, from 1.
    """

    count: int

    @property
    def first(self) -> int:
        """0: nothing was done before."""
        return 0

    @property
    def longest(self) -> int:
        """1: a position is an update."""
        return 1

    @property
    def start(self) -> Position:
        """The first one."""
        return START

    @property
    def last(self) -> int:
        """The number of the last one."""
        return self.count - 1

    def size_of(self, update: int) -> int:
        """One: there are no examples."""
        return 1

    def last_line(self, update: int, example: int) -> int:
        """0: there are no lines between two positions."""
        return 0

    def is_unfinished(self, position: Position) -> bool:
        """Never: no position lies between two."""
        return False

    def nearest(self, position: Position) -> Position:
        """The position itself, or the last one."""
        return self.update_end(position.update)

    def entered_at(self, position: Position) -> Position:
        """The same position, as none of them is made of the one before."""
        return self.nearest(position)

    def done(self, position: Position) -> int:
        """Its number."""
        return position.update

    def update_end(self, done: int) -> Position:
        """The position of a number, or the one nearest to it."""
        return Position(min(max(0, done), self.last))

    def after(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The next one, or the last by an epoch."""
        return self.update_end(self.last if unit is Unit.EPOCH else position.update + 1)

    def before(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The one before, or the first by an epoch."""
        return self.update_end(0 if unit is Unit.EPOCH else position.update - 1)

    def parse(self, text: str) -> Position:
        """A position from its number.

        Raises:
            ValueError: there is none of it.
        """
        told = text.strip()
        if not (told.isascii() and told.isdigit() and len(told) < 13 and int(told) < self.count):
            raise ValueError(f"{told[:40]!r} is not a position from 0 to {self.last}")
        return Position(int(told))

    def text(self, position: Position) -> str:
        """Its number."""
        return str(position.update)
