"""That a training stopped because a number was no longer finite, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visprop.timeline.position import Position


@dataclass(frozen=True)
class Breakdown:
    """Where the training stopped because a number was no longer finite.

    Attributes:
        position: the line that first produced it.
        quantity: which number it is (`z2[1]`, `c`, …).
        before: the last position at which all is finite.
    """

    position: Position
    quantity: str
    before: Position

    def __str__(self) -> str:
        at = self.position
        return (
            f"{self.quantity} overflowed in update {at.update + 1}, example {at.example}, line {at.line}: "
            "the training diverges. A smaller η may help."
        )


class Diverged(ArithmeticError):
    """A position lies after the first number that is not finite."""

    def __init__(self, breakdown: Breakdown) -> None:
        super().__init__(str(breakdown))
        self.breakdown = breakdown
