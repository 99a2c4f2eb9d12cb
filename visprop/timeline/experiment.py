"""What session, undo, export and command line need of anything that can be stepped through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from visprop.scenario.any_run import AnyRun
from visprop.timeline.position import Position, Unit


class AnyFrame(Protocol):
    """The state at a position, as it is known there; what else it tells is its kind's own affair."""

    @property
    def position(self) -> Position:
        """Where it is."""

    @property
    def done(self) -> int:
        """How many updates are done."""


class AnyProgram(Protocol):
    """An algorithm as lines, at which one can stop."""

    @property
    def lines(self) -> Sequence[Any]:
        """The lines, by their numbers."""


class AnyWalk(Protocol):
    """The order of the positions of an experiment."""

    @property
    def first(self) -> int:
        """How many updates were done before it."""

    @property
    def start(self) -> Position:
        """Its first position."""

    @property
    def longest(self) -> int:
        """How many positions an update has at most."""

    def size_of(self, update: int) -> int:
        """How many examples an update takes."""

    def last_line(self, update: int, example: int) -> int:
        """The last line of an example."""

    def is_unfinished(self, position: Position) -> bool:
        """Whether an update has begun at a position, and is not done."""

    def nearest(self, position: Position) -> Position:
        """The position itself, or the one that comes nearest to it."""

    def entered_at(self, position: Position) -> Position:
        """Where an edit that is made at a position of the experiment before leads into this one."""

    def done(self, position: Position) -> int:
        """How many updates are done at a position."""

    def update_end(self, done: int) -> Position:
        """Where so many updates are done."""

    def after(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The next position by a unit; the same where there is none."""

    def before(self, position: Position, unit: Unit = Unit.LINE) -> Position:
        """The one before by a unit; the same where there is none."""

    def parse(self, text: str) -> Position:
        """A position from its text; it raises ValueError."""

    def text(self, position: Position) -> str:
        """A position as `parse` reads it."""


class Experiment(Protocol):
    """A network's run, or whatever else has a program, positions and a frame at each.

    Attributes:
        program: the algorithm, as lines.
        walk: the order of the positions.
    """

    @property
    def run(self) -> AnyRun:
        """What it was begun from."""

    @property
    def program(self) -> AnyProgram:
        """The algorithm, as lines."""

    @property
    def walk(self) -> AnyWalk:
        """The order of the positions."""

    @property
    def reached(self) -> int:
        """How many updates are computed and kept; up to here a jump takes no time."""

    # What a frame tells beside its position is known to its kind alone, which reads it through its own part of the session.
    def frame(self, position: Position) -> Any:
        """The state at a position, an `AnyFrame`; it raises `Diverged` after the first number that is not finite."""

    def run_at(self, frame: Any) -> AnyRun:
        """The run that would begin at a frame of it."""

    @property
    def is_fresh(self) -> bool:
        """Whether nothing has been computed yet beyond its start, or nothing that took time."""

    @property
    def is_light(self) -> bool:
        """Whether an update is made at once."""

    def is_at_hand(self, update: int) -> bool:
        """Whether the state after a number of updates can be told at once."""

    def goal_of(self, position: Position) -> int:
        """The update that has to be reached for a position."""

    def next_look(self, update: int) -> int | None:
        """The next update after one at which it may end by itself; None if it never does."""

    def reason_to_end(self, update: int) -> str | None:
        """Why it ends after an update that is reached; empty if it does not, None if that is not known yet."""

    def words_of_end(self, update: int, reason: str) -> str:
        """That it has ended, for the user."""

    def words_of_no_end(self, update: int) -> str:
        """That it does not end by itself, for the user, and what can be done."""

    def advance(self, target: int, seconds: float) -> int:
        """Compute ahead towards an update for about so many seconds; tells which update is reached."""

    def set_budget(self, budget: int) -> None:
        """Hold no more than so many bytes from now on."""

    def rest(self, position: Position) -> None:
        """Keep what a position needs, to be returned to at once, and let go of what can be made again."""
