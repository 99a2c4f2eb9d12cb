"""How fast the training runs, which is chosen in each workspace by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visprop.session.changes import Changes
from visprop.timeline.parts import Part


@dataclass(frozen=True)
class Speed:
    """A choice of speed.

    Attributes:
        text: what the user reads.
        lines: lines a second, 0 if whole updates are run.
        updates: updates a second, 0 for as many as a frame allows.
    """

    text: str
    lines: float = 0.0
    updates: float = 0.0


SPEEDS = (
    Speed("1 line/s", lines=1.0),
    Speed("2 lines/s", lines=2.0),
    Speed("5 lines/s", lines=5.0),
    Speed("20 lines/s", lines=20.0),
    Speed("1 update/s", updates=1.0),
    Speed("10 updates/s", updates=10.0),
    Speed("60 updates/s", updates=60.0),
    Speed("full speed"),
)
"""The speeds, slowest first."""

FULL_SPEED = len(SPEEDS) - 1
"""The index of the fastest."""


def _index_of(text: str) -> int:
    return next(i for i, speed in enumerate(SPEEDS) if speed.text == text)


_USUAL = {"update": _index_of("10 updates/s"), "epoch": _index_of("60 updates/s")}
"""The speed at first where one goes on by a unit; by others, and where none leads, the slowest."""


class ChosenSpeeds:
    """The speeds that were chosen, as indices.

    Attributes (to be read):
        index: the one that holds.
        is_to_the_end: whether what runs goes as fast as it can, until it ends by itself or another is chosen.
    """

    def __init__(self, changes: Changes) -> None:
        self.index, self.is_to_the_end = 0, False
        self._changes, self._place = changes, ""
        self._left: dict[str, int] = {}

    def choose(self, index: int) -> None:
        """Choose one; beyond the ends it is the slowest or the fastest."""
        self.index, self.is_to_the_end = min(FULL_SPEED, max(0, index)), False
        self._changes.note(Part.PLAYBACK)

    def go_to(self, place: str, unit: str) -> None:
        """Take the one that was last chosen in a workspace, or the usual one for the unit by which one goes on in it."""
        if place != self._place:
            self._left = self.chosen
            self._place, self.index = place, self._left.get(place, _USUAL.get(unit, 0))
            self._changes.note(Part.PLAYBACK)

    @property
    def chosen(self) -> dict[str, int]:
        """All of them by their workspaces."""
        return self._left | ({self._place: self.index} if self._place else {})

    def recall(self, chosen: Mapping[str, int]) -> None:
        """Take those that were chosen before."""
        self._left = dict(chosen)
        self.choose(self._left.get(self._place, self.index))
