"""An experiment whose frames are made at once: what a small exact one, of few positions, needs beside its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from visprop.scenario.any_run import AnyRun
from visprop.timeline.experiment import AnyFrame
from visprop.timeline.position import Position
from visprop.timeline.steps import Steps

R = TypeVar("R", bound=AnyRun)
F = TypeVar("F", bound=AnyFrame)


@dataclass(frozen=True)
class Lines:
    """A program that is told in words.

    Attributes:
        lines: what each does.
    """

    lines: Sequence[str]


class MadeAtOnce(Generic[R, F]):
    """Positions one after another, up to the last; a subclass says what is there (`frame`).

    Args:
        run: what it is begun from.
        count: how many positions it has.
        words: what a step does.
    """

    def __init__(self, run: R, count: int, words: str) -> None:
        self.run, self.walk, self.program = run, Steps(count), Lines((words,))

    def frame(self, position: Position) -> F:
        """The state at a position."""
        raise NotImplementedError

    def run_at(self, frame: F) -> R:
        """The run itself: no position changes what it began from."""
        return self.run

    @property
    def reached(self) -> int:
        """The last one: all are there."""
        return self.walk.last

    @property
    def is_fresh(self) -> bool:
        """Always."""
        return True

    @property
    def is_light(self) -> bool:
        """Always."""
        return True

    def is_at_hand(self, update: int) -> bool:
        """Always."""
        return True

    def goal_of(self, position: Position) -> int:
        """Its number."""
        return position.update

    def next_look(self, update: int) -> int | None:
        """The last position, where it ends."""
        return self.walk.last if update < self.walk.last else None

    def reason_to_end(self, update: int) -> str | None:
        """That it is the last position, where it is."""
        return "it is the last position" if update >= self.walk.last else ""

    def words_of_end(self, update: int, reason: str) -> str:
        """That there is no more."""
        return f"This is the end: {reason}"

    def words_of_no_end(self, update: int) -> str:
        """That there is no more."""
        return "This is the end"

    def advance(self, target: int, seconds: float) -> int:
        """All are there."""
        return target

    def set_budget(self, budget: int) -> None:
        """It holds nothing that could be let go of."""

    def rest(self, position: Position) -> None:
        """It holds nothing that could be let go of."""
