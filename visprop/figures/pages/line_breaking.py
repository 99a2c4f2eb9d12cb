"""Equations as rows of pieces: in symbols, with numbers, with the result, and broken into lines where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from visprop.engine.key import Key
from visprop.figures.base.text import plain, width
from visprop.figures.base.typeset import typeset
from visprop.notation.expression.blocks import Beside, Block, Equation, Step
from visprop.notation.expression.expr import Style
from visprop.notation.expression.rows import Side, row_pieces, rows, short_row
from visprop.notation.layout.nodes import Node, Operator
from visprop.notation.layout.pieces import Piece

INDENT = 26.0
"""How far what follows the first line of a row is moved to the right, in points."""


def sides(equation: Equation, style: Style) -> list[Piece]:
    """left = right, in one row."""
    return row_pieces([Side("", equation.left, style), Side(equation.sign, equation.right, style)])


@lru_cache(maxsize=256)
def equation_rows(equation: Equation, style: Style) -> list[list[Piece]]:
    """The rows of an equation: in symbols and, where they are known, with numbers and the result.

    Kept, as its formulas are set first, in slices, and it is laid out then.
    """
    found = [row_pieces(row) for row in rows(equation, style)]
    if equation.is_known:
        # The result is what the left side stands for.
        found[-1][-1] = replace(found[-1][-1], keys=frozenset(equation.left.keys()))
    return found


def beside_rows(block: Beside, style: Style) -> Iterator[list[Piece]]:
    """The equations of a table's row, each in one line."""
    for equation in block.equations:
        row = row_pieces(short_row(equation, style))
        yield [*row[:-1], replace(row[-1], keys=frozenset(equation.left.keys()))] if equation.is_known else row


def formulas(block: Block, style: Style) -> Iterator[Node]:
    """Every formula that has to be set for a block, found as it is read."""
    rows: Iterable[list[Piece]] = ()
    if isinstance(block, Step):
        rows = (sides(one, replace(style, numbers=False)) for one in block.equations)
    elif isinstance(block, Beside):
        rows = beside_rows(block, style)
    elif isinstance(block, Equation):
        rows = equation_rows(block, style)
    return (piece.node for row in rows for piece in row)


def advance(piece: Piece, size: float) -> float:
    """How much room a piece takes with the space before it, in points, for a font's size."""
    done, scale = typeset(piece.node, size)
    return done.width * scale + piece.before * size


def extent(line: list[Piece], size: float) -> tuple[float, float]:
    """How far a line reaches above and below its baseline, in points."""
    done = [typeset(piece.node, size) for piece in line]
    return max(one.ascent * scale for one, scale in done), max(one.descent * scale for one, scale in done)


def broken(row: list[Piece], room: float, indent: float, size: float) -> list[list[Piece]]:
    """The row in lines: broken before an outer sign where the term behind it does not fit, else where it must be."""
    lines: list[list[Piece]] = [[]]
    outer = _outer_signs(row)
    x = indent
    for i, piece in enumerate(row):
        if lines[-1] and piece.is_break:
            term = next((at for at in range(i + 1, len(row)) if at in outer), len(row))
            after = next((at for at in range(i + 1, len(row)) if row[at].is_break), len(row))
            wide = sum(advance(ahead, size) for ahead in row[i:after])
            whole = sum(advance(ahead, size) for ahead in row[i:term]) if i in outer else wide
            # A term that fills more than a line begins on this one all the same, if its first piece fits.
            if x + wide > room or (x + whole > room and whole < room - indent - INDENT):
                lines.append([])
                x = indent + INDENT
        lines[-1].append(piece)
        x += advance(piece, size)
    return lines


_OUTER = set("+−=≈←:")


def _outer_signs(row: list[Piece]) -> set[int]:
    """Where the signs stand that are in no bracket."""
    return {
        i
        for i, piece in enumerate(row)
        if piece.is_break and piece.depth == 0 and isinstance(piece.node, Operator) and piece.node.text in _OUTER
    }


_RANKS = {letter: rank for rank, letter in enumerate(("w", "b", "a", "x", "y", "c"))}


def main_key(keys: frozenset[Key]) -> Key | None:
    """The one thing that a term is about: an edge before a bias, a bias before a neuron."""
    return min(keys, key=lambda key: (_RANKS.get(key.letter, len(_RANKS)), key), default=None)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Words in lines that are not wider than the room."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(plain(longer), size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
