"""A formula above the picture, in one line or a few, with a ground behind what is marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from visprop.benches.functions.runs import runs_of
from visprop.figures.base.shapes import Box, Colour, Label, Shape
from visprop.figures.base.style import MIN_SIZE, SMALL_SIZE, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, width
from visprop.figures.pages.hues import hue_of
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.pieces import pieces

_SIZES = (19.0, 18.0, 16.0, 14.0, TEXT_SIZE, 12.0, SMALL_SIZE, 10.0, 9.0, MIN_SIZE)
_MOST_LINES = 3
_LEADING = 1.5
_INDENT = 1.4
"""How far what follows the first line is moved to the right, in the font's size."""
_WIDE_GAP = 0.3
"""Before what has so much space before it a line may be broken too, in the font's size."""


class _Part(NamedTuple):
    """A piece of the formula as letters.

    Attributes:
        runs: the letters.
        hue: their colour.
        before: the space before it, in the font's size.
        is_break: whether a line may be broken before it.
        is_marked: whether it has a ground.
    """

    runs: tuple[Run, ...]
    hue: Colour
    before: float
    is_break: bool
    is_marked: bool

    def wide(self, size: float) -> float:
        """How wide it is, without the space before it."""
        return width(self.runs, size)


def heading(node: Node, room: float, theme: Theme) -> tuple[list[Shape], float]:
    """A formula from the upper left corner on, in the largest size that fits, and how high it is; nothing where none does."""
    row = [
        _Part(runs_of(one.node, theme), hue_of(one, theme), one.before, one.is_break or one.before > _WIDE_GAP, bool(one.keys))
        for one in pieces(node)
    ]
    for size in _SIZES:
        lines = _broken(row, size, room)
        # Rather in one line in the usual size than in two in a larger one.
        most = 1 if size > TEXT_SIZE else _MOST_LINES
        if len(lines) <= most and max(_advance(line, size, i > 0) for i, line in enumerate(lines)) <= room:
            shapes = [shape for i, line in enumerate(lines) for shape in _drawn(line, size, i, theme)]
            return shapes, _LEADING * size * len(lines)
    return [], 0.0


def _advance(line: Sequence[_Part], size: float, is_indented: bool) -> float:
    gaps = sum(part.before for part in line[1:]) * size
    return sum(part.wide(size) for part in line) + gaps + (_INDENT * size if is_indented else 0.0)


def _broken(row: Sequence[_Part], size: float, room: float) -> list[Sequence[_Part]]:
    """The parts in lines that fit, as far as they can be broken."""
    lines, start, last, x = list[Sequence[_Part]](), 0, 0, 0.0
    for i, part in enumerate(row):
        if part.is_break and i > start:
            last = i
        x += part.before * size + part.wide(size)
        if x > room and last > start:
            lines.append(row[start:last])
            start = last
            x = _advance(row[start : i + 1], size, is_indented=True)
    return [*lines, row[start:]]


def _drawn(line: Sequence[_Part], size: float, index: int, theme: Theme) -> list[Shape]:
    """A line, with the ground behind what is marked in it."""
    x, y = (_INDENT * size if index else 0.0), _LEADING * size * (index + 0.5)
    grounds, labels, is_first = list[Shape](), list[Shape](), True
    for is_marked, group in groupby(line, lambda part: part.is_marked):
        start = None
        for part in group:
            x += 0.0 if is_first else part.before * size
            is_first = False
            start = x if start is None else start
            labels.append(Label(x, y, part.runs, size, part.hue, across=0.0))
            x += part.wide(size)
        if is_marked and start is not None:
            grounds.append(Box(start - 2, y - 0.68 * size, x - start + 4, 1.36 * size, theme.now, None, radius=3.0))
    return [*grounds, *labels]
