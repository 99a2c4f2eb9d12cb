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

    def advance(self, target: int, seconds: float) -> int:
        """Compute ahead towards an update for about so many seconds; tells which update is reached."""
