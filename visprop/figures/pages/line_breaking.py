"""Equations as rows of pieces: in symbols, with numbers, with the result, and broken into lines where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from visprop.engine.key import Key
from visprop.figures.base.text import width, worded
from visprop.figures.base.typeset import typeset_all
from visprop.notation.expression.blocks import Beside, Block, Equation, Statements, Step
from visprop.notation.expression.expr import Style
from visprop.notation.expression.rows import Side, row_pieces, rows, short_row
from visprop.notation.layout.line_starts import Indents, is_relation, line_starts
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.pieces import Piece, pieces

INDENT = 1.625
"""How far what follows the first line of a row is moved to the right, in sizes of the formula."""


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
    pieces = list(row)
    return [
        SetPiece(piece, piece.space.size * size, done.width * scale, done.ascent * scale, done.descent * scale)
        for piece, (done, scale) in zip(pieces, typeset_all([piece.node for piece in pieces], size), strict=True)
    ]


def advance(row: Iterable[SetPiece]) -> float:
    """How much room a row takes, with the space before it, in points."""
    return sum([one.before + one.width for one in row])


def extent(line: Sequence[SetPiece]) -> tuple[float, float]:
    """How far a line reaches above and below its baseline, in points."""
    return max([one.ascent for one in line]), max([one.descent for one in line])


def indents_below(row: Sequence[SetPiece], room: float, size: float) -> Indents:
    """Where the lines of an equation begin by its first row: their signs below the first one, if that is near."""
    at = next((i for i, one in enumerate(row) if is_relation(one.piece)), 0)
    x = advance(row[:at]) + row[at].before
    if not 0.0 < x < _NEAR * room:
        x = INDENT * size
    return Indents(0.0, x, x + INDENT * size)


_NEAR = 0.4
"""Signs stand below one another where the first is within this share of the line."""


def broken(row: Sequence[SetPiece], room: float, indents: Indents, is_tight: bool = False) -> list[Sequence[SetPiece]]:
    """The row in lines; see `line_starts`."""
    starts = line_starts([one.piece for one in row], [one.before + one.width for one in row], room, indents, is_tight)
    return [row[start:end] for start, end in zip(starts, [*starts[1:], len(row)], strict=True)]


def begin_of(line: Sequence[SetPiece], indents: Indents) -> float:
    """Where a line begins that is not the first of its row; the space before its sign is on the line's left."""
    return (indents.sign if is_relation(line[0].piece) else indents.other) - line[0].before


def overhang(lines: Sequence[Sequence[SetPiece]], room: float, indents: Indents) -> float:
    """How much longer than a line the longest of some lines is; below 0 if all fit."""
    starts = [indents.first, *(begin_of(line, indents) for line in lines[1:])]
    return max(start + advance(line) for start, line in zip(starts, lines, strict=True)) - room


_RANKS = {letter: rank for rank, letter in enumerate(("w", "b", "a", "x", "y", "c"))}


def main_key(keys: frozenset[Key]) -> Key:
    """The one thing that a term is about: an edge before a bias, a bias before a neuron."""
    return next(iter(keys)) if len(keys) == 1 else min(keys, key=lambda key: (_RANKS.get(key.letter, len(_RANKS)), key))


def wrapped(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Words in lines that are not wider than the room."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(worded(longer), size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
