"""Where the lines of a long row begin: before a sign between sides, before an outer one, or where it must be broken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from visprop.notation.layout.nodes import Matrix, Operator, bare
from visprop.notation.layout.pieces import Piece


class Indents(NamedTuple):
    """Where lines begin, from the margin.

    Attributes:
        first: the first of them.
        sign: one that begins with = or another sign between two sides, which stand below one another.
        other: any other.
    """

    first: float
    sign: float
    other: float


def line_starts(
    row: Sequence[Piece], widths: Sequence[float], room: float, indents: Indents, is_tight: bool = False
) -> list[int]:
    """With which pieces the lines of a row begin.

    Args:
        row: the pieces.
        widths: of each, with the space before it.
        room: how long a line is.
        indents: where lines begin.
        is_tight: whether it is broken too where that is done in need alone.
    """
    until = [0.0, *accumulate(widths)]
    if indents.first + until[-1] <= room:
        return [0]
    breaks = [i for i, one in enumerate(row) if one.is_break or (is_tight and i and _is_in_need(one))]
    levels = ([i for i in breaks if is_relation(row[i])], [i for i in breaks if _is_outer(row[i])], breaks)
    starts, x, at = [0], indents.first, 0
    for i in breaks:
        x, at = x + until[i] - until[at], i
        if i == starts[-1]:
            continue
        piece, whole = (until[next((other for other in level if other > i), len(row))] - until[i] for level in _of(i, levels))
        begin = indents.sign if i in levels[0] else indents.other
        # A term that fills more than a line begins on this one all the same, if its first piece fits; but the signs of a chain
        # stand below one another.
        is_of_chain = i in levels[0] and any(is_relation(one) for one in row[:i])
        if x + piece > room or (x + whole > room and (is_of_chain or whole < room - begin)):
            starts.append(i)
            x = begin
    return starts


def _of(i: int, levels: tuple[list[int], list[int], list[int]]) -> tuple[list[int], list[int]]:
    """Up to where the next piece goes that may be broken off, and up to where what a place begins."""
    return levels[2], next(level for level in levels if i in level)


def _is_in_need(piece: Piece) -> bool:
    """Whether a line is broken before a piece where nothing else helps: before the first sign, or a matrix."""
    return is_relation(piece) or isinstance(bare(piece.node), Matrix)


_RELATIONS = set("=≈←:")
_OUTER = {*_RELATIONS, "+", "−"}


def _is_outer(piece: Piece) -> bool:
    """Whether a piece is a sign in no bracket before which a line is broken rather than within a term."""
    return piece.depth == 0 and isinstance(piece.node, Operator) and piece.node.text in _OUTER


def is_relation(piece: Piece) -> bool:
    """Whether it is a sign between two sides."""
    return _is_outer(piece) and isinstance(piece.node, Operator) and piece.node.text in _RELATIONS
