"""What runs beside an experiment, in lockstep with it: nothing, or what its kind has."""

from __future__ import annotations

from typing import Protocol


class Beside(Protocol):
    """What runs beside an experiment, in lockstep with it."""

    @property
    def count(self) -> int:
        """How many there are."""

    def advance(self, update: int, seconds: float) -> int:
        """Bring all towards an update for so many seconds; how far all of them have come."""


class Alone:
    """Nothing runs beside."""

    count = 0

    def advance(self, update: int, seconds: float) -> int:
        """All of none are there."""
        return update


ALONE = Alone()
"""Of an experiment with which nothing is compared."""
