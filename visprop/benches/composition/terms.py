"""A formula in the picture: its pieces in lines, each of which can be pointed at and lights with its layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.key import Key
from visprop.figures.base.shapes import Box, Colour, Label, Shape, Targets
from visprop.figures.base.style import MIN_SIZE, Theme
from visprop.figures.base.text import Run, formula_runs, width
from visprop.figures.pages.hues import hue_of
from visprop.figures.pages.line_breaking import main_key
from visprop.notation.layout.nodes import Matrix, Numeral, bare
from visprop.notation.layout.pieces import Piece
from visprop.notation.layout.text import plain

LEADING = 1.45
"""From line to line, in the font's size."""
_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, MIN_SIZE)
_MOST_LINES = 3
_INDENT = 1.4
"""How far what follows the first line is moved to the right, in the font's size."""


@dataclass(frozen=True)
class _Term:
    """A piece in a line, from x on."""

    piece: Piece
    runs: tuple[Run, ...]
    x: float
    wide: float


@dataclass(frozen=True)
class Terms:
    """A formula in lines, all in one size."""

    lines: tuple[tuple[_Term, ...], ...]
    size: float

    @property
    def height(self) -> float:
        """Of all lines, in points."""
        return LEADING * self.size * len(self.lines)


def fitted(row: Sequence[Piece], room: float, theme: Theme, largest: float) -> Terms:
    """A formula in the largest size, up to one, in which it takes at most three lines of the room."""
    for size in (one for one in _SIZES if one <= max(largest, MIN_SIZE)):
        lines = _lines(row, room, size, theme)
        if len(lines) <= _MOST_LINES and all(line[-1].x + line[-1].wide <= room for line in lines):
            break
    return Terms(lines, size)


def _lines(row: Sequence[Piece], room: float, size: float, theme: Theme) -> tuple[tuple[_Term, ...], ...]:
    set_ = [(piece, runs := formula_runs(_text(piece), theme.bound), width(runs, size)) for piece in row]
    breaks = [i for i, piece in enumerate(row) if piece.is_break and i] + [len(row)]
    lines, line, x, start = list[tuple[_Term, ...]](), list[_Term](), 0.0, 0
    for end in breaks:
        chunk = sum(piece.before * size + wide for piece, _, wide in set_[start:end])
        if line and x + chunk > room:
            lines.append(tuple(line))
            line, x = [], _INDENT * size
        for piece, runs, wide in set_[start:end]:
            x += piece.before * size if line else 0.0
            line.append(_Term(piece, runs, x, wide))
            x += wide
        start = end
    return (*lines, tuple(line))


def _text(piece: Piece) -> str:
    return plain(piece.node).strip()


def drawn(
    terms: Terms, left: float, top: float, theme: Theme, lit: Key | None, result: Colour
) -> tuple[list[Shape], list[Targets]]:
    """A formula below a height, with a ground behind what belongs to the layer that is pointed at.

    The quantity that it is about, which comes first, and any number have the colour of the result.
    """
    grounds, labels, size = list[Shape](), list[Shape](), terms.size
    keys_of, ends = list[Key](), list[tuple[float, float, float, float]]()
    for i, line in enumerate(terms.lines):
        middle = top + LEADING * size * (i + 0.5)
        for term in line:
            x, keys = left + term.x, term.piece.keys
            is_result = term is terms.lines[0][0] or isinstance(bare(term.piece.node), Numeral | Matrix)
            hue = result if is_result else hue_of(term.piece, theme)
            labels.append(Label(x, middle, term.runs, size, hue, across=0.0))
            if not keys:
                continue
            key, half = main_key(keys), 0.62 * size
            if lit == key:
                grounds.append(Box(x - 1.5, middle - half - 1, term.wide + 3, 2 * half + 2, theme.now, None, radius=3))
            inset = min(term.wide / 2, half)
            keys_of.append(key)
            ends.append((x + inset, middle, x + term.wide - inset, middle))
    # All in one group: of brackets, which stand close together, the nearest is meant.
    targets = [Targets(keys_of.__getitem__, np.array(ends), 0.62 * size)] if ends else []
    return [*grounds, *labels], targets
