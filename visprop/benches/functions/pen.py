"""The small parts of a picture of a term: texts, boxes with names, wires with types."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.benches.functions.blocks import Block
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Box, Colour, Disc, Label, Shape
from visprop.figures.base.style import LINE, MIN_SIZE, Theme
from visprop.figures.base.text import Run, width

Runs = tuple[Run, ...]
_CLEAR = 4.0
"""What is free beside letters, in points."""
_HEAD = 9.0
"""How long an arrow's head is, with a little to spare."""


@dataclass(frozen=True)
class Pen:
    """How large things are, and in which colours.

    Attributes:
        theme: the colours.
        size: of the letters.
        has_types: whether types stand above wires.
    """

    theme: Theme
    size: float
    has_types: bool

    @property
    def small(self) -> float:
        """The size of types."""
        return max(MIN_SIZE, 0.82 * self.size)

    @property
    def row(self) -> float:
        """How high a line of text is, with what stands above a wire that leaves it."""
        return 2.0 * self.small + 8.0

    @property
    def pad(self) -> float:
        """Between a frame and what it holds."""
        return 0.45 * self.size

    @property
    def apart(self) -> float:
        """Between blocks that stand one below the other."""
        return 0.3 * self.size

    def text(self, runs: Runs) -> Block:
        """Letters alone."""
        label = Label(_CLEAR, self.row / 2, runs, self.size, self.theme.ink, across=0.0)
        return Block(width(runs, self.size) + 2 * _CLEAR, self.row, self.row / 2, (label,), (self.row / 2,))

    def named(self, runs: Runs, ins: tuple[float, ...] = (), height: float = 0.0) -> Block:
        """A function as a box with its name; without other wishes one wire comes in."""
        high = max(self.row, height)
        wide = max(width(runs, self.size) + 1.3 * self.size, 2.0 * self.size)
        middle = high / 2
        shapes = (
            self.frame(wide, high, self.theme.wash),
            Label(wide / 2, middle, runs, self.size, self.theme.ink),
        )
        return Block(wide, high, middle, shapes, ins or (middle,))

    def frame(self, wide: float, high: float, fill: Colour | None, rim: Colour | None = None, line: float = LINE) -> Box:
        """The rim of a box."""
        return Box(0.0, 0.0, wide, high, fill, self.theme.ink if rim is None else rim, line, radius=5.0)

    def sign(self, text: str, ins: tuple[float, ...], height: float) -> Block:
        """An operator as a disc, in the middle of a height; its wires end at its rim."""
        radius, middle = 0.85 * self.size, height / 2
        shapes = (
            Disc(radius, middle, radius, self.theme.wash, self.theme.ink, LINE),
            Label(radius, middle, (Run(text),), self.size, self.theme.ink),
        )
        return Block(2 * radius, height, middle, shapes, ins)

    def gap(self, type_: Runs) -> float:
        """How long a wire is at least, so that its type has room above it."""
        least = 1.5 * self.size + _HEAD
        return max(least, width(type_, self.small) + _HEAD + 2 * _CLEAR) if type_ and self.has_types else least

    def wire(self, start: float, end: float, y: float, type_: Runs, hue: Colour | None = None, line: float = LINE) -> list[Shape]:
        """A wire from left to right with what goes through it written above."""
        return [*self.arrow((start, y, end, y), hue, line), *self.above(start, end, y, type_)]

    def arrow(
        self, line: tuple[float, float, float, float], hue: Colour | None = None, width: float = LINE, dashed: bool = False
    ) -> list[Shape]:
        """An arrow from x1, y1 to x2, y2."""
        return arrow(np.array(line), self.theme.faint if hue is None else hue, width, dashed=dashed)

    def above(self, start: float, end: float, y: float, type_: Runs) -> list[Shape]:
        """A type above a wire, beside its head."""
        if not type_ or not self.has_types:
            return []
        lowered = 0.16 * self.small if any(run.script < 0 for run in type_) else 0.0
        return [Label((start + end - _HEAD) / 2, y - 4.5 - lowered, type_, self.small, self.theme.faint, down=1.0)]

    def flow(self, left: Block, right: Block, type_: Runs) -> Block:
        """What leaves one block goes into the first entrance of another."""
        down = left.out - right.ins[0]
        top_left, top_right = max(0.0, -down), max(0.0, down)
        start = left.width + self.gap(type_)
        y = top_left + left.out
        shapes = (*left.at(0.0, top_left), *right.at(start, top_right), *self.wire(left.width, start - 1.0, y, type_))
        height = max(top_left + left.height, top_right + right.height)
        ins = tuple(one + top_left for one in left.ins)
        return Block(start + right.width, height, top_right + right.out, shapes, ins)
