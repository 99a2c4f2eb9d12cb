"""What a picture of a term is put together from: blocks with wires into them and out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.figures.base.shapes import Box, Disc, Label, Path, Segments, Shape


@dataclass(frozen=True)
class Block:
    """A part of a picture, from its upper left corner.

    Attributes:
        width, height: in points.
        out: at which height a wire leaves it, at its right edge.
        shapes: what is drawn, in this order.
        ins: at which heights wires come in, at its left edge.
    """

    width: float
    height: float
    out: float
    shapes: tuple[Shape, ...]
    ins: tuple[float, ...] = ()

    def at(self, x: float, y: float) -> tuple[Shape, ...]:
        """What is drawn, elsewhere."""
        return tuple(moved(shape, x, y) for shape in self.shapes)

    def over(self, shapes: Iterable[Shape]) -> Block:
        """The same with something behind it."""
        return replace(self, shapes=(*shapes, *self.shapes))

    def under(self, shapes: Iterable[Shape]) -> Block:
        """The same with something before it."""
        return replace(self, shapes=(*self.shapes, *shapes))


def moved(shape: Shape, x: float, y: float) -> Shape:
    """A shape elsewhere.

    Raises:
        TypeError: it is of a kind that no block has.
    """
    match shape:
        case Label() | Box() | Disc():
            return replace(shape, x=shape.x + x, y=shape.y + y)
        case Segments(ends):
            return replace(shape, ends=ends + np.array((x, y, x, y)))
        case Path(lines):
            return replace(shape, lines=tuple(line + np.array((x, y)) for line in lines))
    raise TypeError(f"no block has a {type(shape).__name__}")


def stacked(blocks: Sequence[Block], gap: float) -> list[float]:
    """Where blocks begin that stand one below the other."""
    tops, y = list[float](), 0.0
    for block in blocks:
        tops.append(y)
        y += block.height + gap
    return tops


def height_of(blocks: Sequence[Block], gap: float) -> float:
    """How high blocks are one below the other."""
    return sum(block.height for block in blocks) + gap * (len(blocks) - 1)
