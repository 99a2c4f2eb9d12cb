"""Where the boxes of the picture stand, and what fits between them."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import MIN_SIZE, SMALL_SIZE, TEXT_SIZE, page_margin
from visprop.figures.base.text import Run, plain, width
from visprop.notation.expression.numbers import LEAST_DIGITS, number

_GAP_SHARE = 0.62
"""How wide the wire between two boxes is, in the width of a box."""
_WIDEST_BOX, _WIDEST_GAP = 112.0, 96.0
SIZES, _LEAST_BOXES = (15.0, TEXT_SIZE, SMALL_SIZE, 9.5, MIN_SIZE), (96.0, 54.0, 38.0, 0.0, 0.0)
"""Sizes of text, and from which width of boxes on they are taken."""
LINE = 1.25
"""From line to line of a column of numbers, in the font's size."""
MOST_ENTRIES = 4
"""A vector of more entries is written as its first, second and last."""


@dataclass(frozen=True)
class Places:
    """A row of boxes, with a wire before the first, between any two, and after the last.

    Attributes:
        page: how wide the page is, in points.
        left: where the first wire begins.
        box, gap: how wide a box and a wire are, in points.
        count: how many boxes there are.
        size: the font's size of what stands at boxes and wires.
    """

    page: float
    left: float
    box: float
    gap: float
    count: int
    size: float

    @classmethod
    def of(cls, page_width: float, count: int, largest: float) -> Places:
        """So many boxes across a page, with text up to a size."""
        room = page_width - 2 * page_margin(page_width)
        box = min(_WIDEST_BOX, room / (count + _GAP_SHARE * (count + 1)))
        gap = min(_WIDEST_GAP, (room - count * box) / (count + 1))
        left = (page_width - count * box - (count + 1) * gap) / 2
        size = next(size for size, least in zip(SIZES, _LEAST_BOXES, strict=True) if size <= largest and box >= least)
        return cls(page_width, left, box, gap, count, size)

    @property
    def pitch(self) -> float:
        """From box to box."""
        return self.box + self.gap

    def room_at(self, middle: float) -> float:
        """How wide a text may be that is centred on a wire or a box, at its place across."""
        return min(self.pitch - 8.0, 2.0 * min(middle, self.page - middle) - 6.0)

    def box_left(self, layer: int) -> float:
        """Where the box of a layer, from 1, begins."""
        return self.left + self.gap + (layer - 1) * self.pitch

    def box_middle(self, layer: int) -> float:
        """Its middle."""
        return self.box_left(layer) + self.box / 2

    def wire(self, layer: int) -> tuple[float, float]:
        """From where to where the wire behind a layer goes, before the first one for 0."""
        start = self.left + layer * self.pitch
        return start, start + self.gap

    def wire_middle(self, layer: int) -> float:
        """The middle of that wire."""
        start, end = self.wire(layer)
        return (start + end) / 2


Line = tuple[tuple[Run, ...], Colour]
"""A line of text, and in which colour."""


def shown_entries(values: list[float]) -> list[float | None]:
    """What is written of a vector; None for what is left out."""
    return list(values) if len(values) <= MOST_ENTRIES else [*values[:2], None, values[-1]]


def short_number(value: float, digits: int, size: float, room: float) -> str:
    """A number with as many digits as there is room for, down to one in small print; dots where even that does not fit."""
    sized = [(fewer, size) for fewer in range(digits, LEAST_DIGITS - 1, -1)]
    for fewer, in_size in (*sized, (LEAST_DIGITS, MIN_SIZE), (1, MIN_SIZE)):
        text = number(value, fewer)
        if width(plain(text), in_size) <= room:
            return text
    return "…"
