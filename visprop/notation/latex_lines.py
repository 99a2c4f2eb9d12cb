"""Long rows of LaTeX in lines that fit between the margins, broken before an operator.

LaTeX itself breaks no displayed formula. How wide a part comes out is estimated from what is in it, rather too wide than too
narrow: what sets it is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from visprop.notation.layout.latex import joined, latex
from visprop.notation.layout.nodes import (
    Brackets,
    Fence,
    Gap,
    Index,
    Letter,
    Mark,
    Matrix,
    Node,
    Numeral,
    Operator,
    Over,
    Row,
    Word,
    kept,
)
from visprop.notation.layout.pieces import Piece, is_bound

ROOM = 31.0
"""The width of a line of LaTeX's article class at 10 pt, in em, with a little to spare."""
_NOTHING = 1e-6
"""Sums differ by less from one version of Python to the next."""
INDENT = 2.0
"""How far what follows the first line is moved to the right, in em."""
_APART = 2.0
"""How far formulas side by side are from one another, in em."""

_NARROW, _WIDE = set("()[],.;:′ |!ijl"), set("+-=<>mwMW")
_THIN_SIGN, _SIGN, _BROAD_SIGN, _SPELT = 0.28, 0.53, 0.85, 1.7
"""How wide a narrow sign is, a letter, a wide or a Greek one, and a function's name, a Σ or an operator with its space, in em."""
_COLUMN, _SQUARE, _BAR = 1.5, 1.7, 0.3
"""What columns are apart, what a matrix's brackets take, and what a bar is longer than what it holds, in em."""


@kept
def width(node: Node) -> float:
    """About how wide a formula comes out, in em."""
    match node:
        case Over(above, below):
            return max(width(above), width(below)) + _BAR
        case Matrix(rows, _):
            columns = (max(map(width, column)) for column in zip(*rows, strict=True))
            return sum(columns) + _COLUMN * (len(rows[0]) - 1) + _SQUARE
        case Letter("Σ") | Operator() | Word("exp" | "ln" | "tanh") | Mark("⋯" | "…"):
            return _BROAD_SIGN if isinstance(node, Operator) and node.text in "+−=:" else _SPELT
        case Row(items):
            return sum(map(width, items)) + 2 * _THIN_SIGN * sum(isinstance(item, Operator) for item in items)
        case Letter(text) | Word(text) | Index(text) | Mark(text):
            return word_width(text)
        case Numeral(mantissa, power, is_negative):
            return word_width(mantissa + power) + _BROAD_SIGN * is_negative + (_SPELT + 2 * _SIGN) * bool(power)
        case Gap(space, _):
            return _THIN_SIGN if space.latex else 0.0
        case Brackets(inner, fence):
            return width(inner) + (0.0 if fence is Fence.LINEAR else 2 * _THIN_SIGN)
        case _:
            return sum(map(width, node.children()))


def word_width(text: str) -> float:
    """About how wide letters come out, in em."""
    return sum(
        _THIN_SIGN if letter in _NARROW else _SIGN if letter.isascii() and letter not in _WIDE else _BROAD_SIGN for letter in text
    )


BOUND = "bound"
"""What the colour of a variable that λ binds is called."""


class Part(NamedTuple):
    """LaTeX, and about how wide it comes out, in em."""

    latex: str
    width: float

    @classmethod
    def of(cls, node: Node) -> Part:
        """A whole formula."""
        return cls(latex(node), width(node))


def _source(piece: Piece) -> str:
    written = latex(piece.node)
    return piece.space.latex + (rf"\textcolor{{{BOUND}}}{{{written}}}" if is_bound(piece) else written)


def broken(row: Sequence[Piece], room: float = ROOM) -> list[str]:
    """A row in lines that are not wider than the room, as far as it may be broken."""
    lines, x = [""], 0.0
    for part in _parts(row):
        if lines[-1] and x + part.width > room + _NOTHING:
            lines.append("")
            x = INDENT
        lines[-1] = joined((lines[-1], part.latex)) if lines[-1] else part.latex.lstrip()
        x += part.width
    return lines


def joined_pieces(row: Sequence[Piece]) -> Part:
    """A row in one piece."""
    parts = _parts(row)
    return Part(joined(part.latex for part in parts), sum(part.width for part in parts))


def _parts(row: Sequence[Piece]) -> list[Part]:
    """What stands between the places where a line may be broken."""
    found: list[Part] = []
    for i, piece in enumerate(row):
        part = Part(_source(piece), width(piece.node) + piece.before)
        # A sign stays with what is behind it.
        if i and not piece.is_break:
            found[-1] = Part(joined((found[-1].latex, part.latex)), found[-1].width + part.width)
        else:
            found.append(part)
    return found


def side_by_side(parts: Sequence[Part], room: float = ROOM) -> list[str]:
    """Formulas one behind the other, in lines that are not wider than the room."""
    lines, x = [""], 0.0
    for part in parts:
        if lines[-1] and x + _APART + part.width > room + _NOTHING:
            lines.append("")
            x = INDENT
        elif lines[-1]:
            lines[-1] += r" \qquad "
            x += _APART
        lines[-1] += part.latex
        x += part.width
    return lines
