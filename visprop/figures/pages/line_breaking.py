"""Equations as rows of pieces: in symbols, with numbers, with the result, and broken into lines where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from visprop.engine.key import Key
from visprop.figures.base.text import plain, width
from visprop.figures.base.typeset import typeset
from visprop.notation.expression.blocks import Beside, Block, Equation, Statements, Step
from visprop.notation.expression.expr import Style
from visprop.notation.expression.rows import Side, row_pieces, rows, short_row
from visprop.notation.layout.nodes import Node, Operator
from visprop.notation.layout.pieces import Piece, pieces

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
    return (short_pieces(equation, style) for equation in block.equations)


def short_pieces(equation: Equation, style: Style) -> list[Piece]:
    """An equation in one row, without the numbers on the way."""
    row = row_pieces(short_row(equation, style))
    return [*row[:-1], replace(row[-1], keys=frozenset(equation.left.keys()))] if equation.is_known else row


def statement_rows(block: Statements) -> Iterator[list[Piece]]:
    """Each statement of a line as a row."""
    return (pieces(statement.node) for statement in block.statements)


def formulas(block: Block, style: Style) -> Iterator[Node]:
    """Every formula that has to be set for a block, found as it is read."""
    rows: Iterable[list[Piece]] = ()
    if isinstance(block, Step):
        rows = (sides(one, replace(style, numbers=False)) for one in block.equations)
    elif isinstance(block, Beside):
        rows = beside_rows(block, style)
    elif isinstance(block, Statements):
        rows = statement_rows(block)
    elif isinstance(block, Equation):
        rows = equation_rows(block, style)
    return (piece.node for row in rows for piece in row)


class SetPiece(NamedTuple):
    """A piece of a row, set in a font's size; lengths in points.

    Attributes:
        piece: what it says.
        before: the space before it.
        width: how wide it is.
        ascent, descent: how far it reaches above and below the line.
    """

    piece: Piece
    before: float
    width: float
    ascent: float
    descent: float


def set_row(row: Iterable[Piece], size: float) -> list[SetPiece]:
    """A row, each piece set once."""
    found = []
    for piece in row:
        done, scale = typeset(piece.node, size)
        found.append(SetPiece(piece, piece.before * size, done.width * scale, done.ascent * scale, done.descent * scale))
    return found


def advance(row: Iterable[SetPiece]) -> float:
    """How much room a row takes, with the space before it, in points."""
    return sum([one.before + one.width for one in row])


def extent(line: Sequence[SetPiece]) -> tuple[float, float]:
    """How far a line reaches above and below its baseline, in points."""
    return max([one.ascent for one in line]), max([one.descent for one in line])


def broken(row: Sequence[SetPiece], room: float, indent: float) -> list[Sequence[SetPiece]]:
    """The row in lines: broken before an outer sign where the term behind it does not fit, else where it must be."""
    if indent + advance(row) <= room:
        return [row]
    until = [0.0, *accumulate([one.before + one.width for one in row])]
    breaks = [i for i, one in enumerate(row) if one.piece.is_break]
    outer = [i for i in breaks if _is_outer(row[i].piece)]
    starts, x, at = [0], indent, 0
    for i in breaks:
        x, at = x + until[i] - until[at], i
        if i == starts[-1]:
            continue
        piece = until[next((other for other in breaks if other > i), len(row))] - until[i]
        whole = until[next((other for other in outer if other > i), len(row))] - until[i] if i in outer else piece
        # A term that fills more than a line begins on this one all the same, if its first piece fits.
        if x + piece > room or (x + whole > room and whole < room - indent - INDENT):
            starts.append(i)
            x = indent + INDENT
    return [row[start:end] for start, end in zip(starts, [*starts[1:], len(row)], strict=True)]


_OUTER = set("+−=≈←:")


def _is_outer(piece: Piece) -> bool:
    """Whether a piece before which a line may be broken is a sign in no bracket."""
    return piece.depth == 0 and isinstance(piece.node, Operator) and piece.node.text in _OUTER


_RANKS = {letter: rank for rank, letter in enumerate(("w", "b", "a", "x", "y", "c"))}


def main_key(keys: frozenset[Key]) -> Key:
    """The one thing that a term is about: an edge before a bias, a bias before a neuron."""
    return next(iter(keys)) if len(keys) == 1 else min(keys, key=lambda key: (_RANKS.get(key.letter, len(_RANKS)), key))


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
