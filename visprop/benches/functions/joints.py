"""How blocks are joined: by an operator, as a tuple, in a frame, and with wires in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from visprop.benches.functions.blocks import Block, height_of, stacked
from visprop.benches.functions.pen import Pen, Runs
from visprop.figures.base.shapes import Label, Segments, Shape
from visprop.figures.base.style import LINE
from visprop.figures.base.text import Run, width

_BEND = 10.0
"""How long the part of a wire is that leads up or down to an operator."""


def operated(pen: Pen, sign: str, operands: Sequence[tuple[Block, Runs]]) -> Block:
    """Blocks one below the other, with the types of what leaves them, whose wires end at an operator."""
    blocks = [block for block, _ in operands]
    tops, high, start = _column(pen, operands)
    node = pen.sign(sign, (), high)
    shapes = list(node.at(start + _BEND, 0.0))
    for top, (block, type_) in zip(tops, operands, strict=True):
        y = top + block.out
        shapes += block.at(0.0, top)
        shapes.append(Segments(np.array([(block.width, y, start, y)]), pen.theme.faint, LINE))
        shapes += pen.above(block.width, start, y, type_)
        # Wires come from above and below, so that they do not end at one point.
        is_below = len(blocks) > 1 and top > 0.0
        end = high / 2 + (0.6 if is_below else -0.6) * pen.size
        shapes += pen.arrow((start, y, start + _BEND + 0.3 * pen.size, end))
    return Block(start + node.width + _BEND, high, high / 2, tuple(shapes))


def applied(pen: Pen, operands: Sequence[tuple[Block, Runs]]) -> Block:
    """A function that is no box by itself, and its argument."""
    tops, high, start = _column(pen, operands)
    node = pen.named((Run("apply"),), height=high)
    shapes = list(node.at(start, 0.0))
    for top, (block, type_) in zip(tops, operands, strict=True):
        shapes += block.at(0.0, top)
        shapes += pen.wire(block.width, start - 1.0, top + block.out, type_)
    return Block(start + node.width, high, high / 2, tuple(shapes))


def _column(pen: Pen, operands: Sequence[tuple[Block, Runs]]) -> tuple[list[float], float, float]:
    """Where each of some blocks begins, how high they are, and where their wires end."""
    blocks = [block for block, _ in operands]
    start = max(block.width + pen.gap(type_) for block, type_ in operands)
    return stacked(blocks, pen.apart), height_of(blocks, pen.apart), start


def gathered(pen: Pen, items: Sequence[Block]) -> Block:
    """Entries of a tuple one below the other, which leave as one."""
    high, end = height_of(items, pen.apart), max(item.width for item in items) + _BEND
    shapes = list[Shape]()
    for top, item in zip(stacked(items, pen.apart), items, strict=True):
        y = top + item.out
        shapes += item.at(0.0, top)
        shapes.append(Segments(np.array([(item.width, y, end, y)]), pen.theme.faint, LINE))
    rim = [(end, 3.0, end, high - 3.0), (end - 5.0, 3.0, end, 3.0), (end - 5.0, high - 3.0, end, high - 3.0)]
    shapes.append(Segments(np.array(rim), pen.theme.ink, LINE))
    return Block(end + 2.0, high, high / 2, tuple(shapes))


def framed(pen: Pen, inner: Block, sign: str) -> Block:
    """A function in a frame that says what is made of it."""
    theme, pad, name = pen.theme, pen.pad, (Run(sign, italic=sign.isalpha()),)
    strip = width(name, pen.size) + 2 * pad if sign else pad
    # The sign stands above the wire that comes in.
    top = max(pad, 1.7 * pen.size - inner.ins[0]) if sign else pad
    wide, high = strip + inner.width + pad, top + inner.height + pad
    y_in, y_out = inner.ins[0] + top, inner.out + top
    lines = [(0.0, y_in, strip, y_in), (strip + inner.width, y_out, wide, y_out)]
    shapes = [pen.frame(wide, high, None, theme.faint), *inner.at(strip, top), Segments(np.array(lines), theme.faint, LINE)]
    if sign:
        shapes.append(Label(strip / 2, y_in - 0.8 * pen.size, name, pen.size, theme.ink))
    return Block(wide, high, y_out, tuple(shapes), (y_in,))


def shared(pen: Pen, parts: Sequence[tuple[Block, Runs]]) -> Block:
    """Functions that are given the same, and their results multiplied."""
    joined, split = operated(pen, "×", parts), 18.0
    tops = stacked([part for part, _ in parts], pen.apart)
    middle, shapes = joined.height / 2, list(joined.at(split, 0.0))
    for top, (part, _) in zip(tops, parts, strict=True):
        shapes += pen.arrow((0.0, middle, split - 1.0, top + part.ins[0]))
    return Block(split + joined.width, joined.height, joined.out, tuple(shapes), (middle,))


def leaving(pen: Pen, block: Block, type_: Runs, dashed: bool) -> Block:
    """With a wire out of it."""
    end = block.width + pen.gap(type_)
    wire = [*pen.arrow((block.width, block.out, end, block.out), dashed=dashed), *pen.above(block.width, end, block.out, type_)]
    return replace(block.under(wire), width=end)


def entering(pen: Pen, block: Block, type_: Runs) -> Block:
    """With a wire into it, through which nothing comes yet."""
    start, y = pen.gap(type_), block.ins[0]
    wire = [*pen.arrow((0.0, y, start - 1.0, y), dashed=True), *pen.above(0.0, start, y, type_)]
    return Block(start + block.width, block.height, block.out, (*block.at(start, 0.0), *wire))
