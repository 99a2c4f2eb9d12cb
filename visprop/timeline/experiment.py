"""What session, undo, export and command line need of anything that can be stepped through."""

from __future__ import annotations

from typing import Protocol

from visprop.timeline.frame import Frame
from visprop.timeline.position import Position, Walk
from visprop.timeline.program import Program


class Experiment(Protocol):
    """A network's run, or whatever else has a program, positions and a frame at each.

    Attributes:
        program: the algorithm, as lines.
        walk: the order of the positions.
    """

    program: Program
    walk: Walk

    @property
    def reached(self) -> int:
        """How many updates are computed and kept; up to here a jump takes no time."""

    def frame(self, position: Position) -> Frame:
        """The state at a position; it raises `Diverged` after the first number that is not finite."""

    @property
    def is_light(self) -> bool:
        """Whether an update is made at once."""

    def is_at_hand(self, update: int) -> bool:
        """Whether the state after a number of updates can be told at once."""

    def goal_of(self, position: Position) -> int:
        """The update that has to be reached for a position."""

    def next_look(self, update: int) -> int | None:
        """The next update after one at which the training may end by itself; None if it never does."""

    def reason_to_end(self, update: int) -> str | None:
        """Why it ends after an update that is reached; empty if it does not, None if that is not known yet."""

    def advance(self, target: int, seconds: float) -> int:
        """Compute ahead towards an update for about so many seconds; tells which update is reached."""
