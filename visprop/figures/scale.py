"""What pictures share so that they can be compared: the ends of their axes and of their colours, and what is widest."""

from __future__ import annotations

from dataclasses import dataclass

Ends = tuple[float, float]
"""The least and the greatest number."""


@dataclass(frozen=True)
class Scale:
    """What a picture spans, or several together.

    Attributes:
        x, y: along its axes; None where it has none, or they do not depend on what is drawn.
        heights, middle: what its colours stand for, and the middle half of a map's area; None likewise.
        widest: the magnitude that the widest edge stands for; 0 where there are no edges.
    """

    x: Ends | None = None
    y: Ends | None = None
    heights: Ends | None = None
    middle: Ends | None = None
    widest: float = 0.0

    def joined(self, other: Scale) -> Scale:
        """What holds both."""
        return Scale(
            _joined(self.x, other.x),
            _joined(self.y, other.y),
            _joined(self.heights, other.heights),
            _joined(self.middle, other.middle),
            max(self.widest, other.widest),
        )


def _joined(one: Ends | None, other: Ends | None) -> Ends | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
