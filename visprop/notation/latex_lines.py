"""Displayed formulas of LaTeX in lines that fit between the margins, broken before = and ≈, which stand below one another.

LaTeX itself breaks no displayed formula. How wide a part comes out is estimated from what is in it, rather too wide than too
narrow: what sets it is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from visprop.notation.latex_words import latex_text
from visprop.notation.layout import nodes
from visprop.notation.layout.latex import joined, latex
from visprop.notation.layout.line_starts import Indents, is_relation, line_starts
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
    Script,
    Word,
    kept,
)
from visprop.notation.layout.pieces import Piece, is_bound

ROOM = 31.0
"""The width of a line of LaTeX's article class at 10 pt, in em, with a little to spare."""
INDENT = 2.0
"""How far a line is moved to the right where no sign is near that it could stand below, in em."""
_APART = 2.0
"""How far formulas side by side are from one another, in em."""
_NEAR = 0.4
"""Signs stand below one another where the first is within this share of the line."""
_SIZES = ((0.9, "small"), (0.8, "footnotesize"), (0.7, "scriptsize"), (0.5, "tiny"))
"""What is still too wide for a line is set smaller: by how much, and the name of each size."""

_NARROW, _WIDE = set("()[],.;:′ |!ijl"), set("+-=<>mwMW")
_THIN_SIGN, _SIGN, _BROAD_SIGN, _SPELT = 0.28, 0.53, 0.85, 1.7
"""How wide a narrow sign is, a letter, a wide or a Greek one, and a function's name, a Σ or an operator with its space, in em."""
_COLUMN, _SQUARE, _BAR, _SMALL = 1.5, 1.7, 0.3, 0.8
"""What columns are apart, what a matrix's brackets take, what a bar is longer than what it holds, in em; the size of an index."""


@kept
def width(node: Node) -> float:
    """About how wide a formula comes out, in em."""
    match node:
        case Over(above, below):
            return max(width(above), width(below)) + _BAR
        case Script(base, above, below):
            return width(base) + _SMALL * max(width(part) if part is not None else 0.0 for part in (above, below))
        case Matrix(rows, _):
            columns = (max(map(width, column)) for column in zip(*rows, strict=True))
            return sum(columns) + _COLUMN * (len(rows[0]) - 1) + _SQUARE
        case Letter("Σ") | Operator() | Word("exp" | "ln" | "tanh") | Mark("⋯" | "…"):
            return _BROAD_SIGN if isinstance(node, Operator) and node.text in "+−=:" else _SPELT
        case nodes.Row(items):
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

    @classmethod
    def words(cls, text: str) -> Part:
        """Words among formulas."""
        return cls(rf"\text{{{latex_text(text)}}}", word_width(text))


Row = Sequence[Piece]


def display(rows: Sequence[Row], room: float = ROOM, name: str = "") -> str:
    """The rows of one formula as a display, each in lines that are not wider than the room; with its name in brackets."""
    at = next((i for i, piece in enumerate(rows[0]) if is_relation(piece)), 0)
    start = wide(rows[0][:at])
    is_near = 0.0 < start < _NEAR * room
    start = start if is_near else INDENT
    indents = Indents(0.0, start, start + INDENT)
    lines: list[str] = []
    most = 0.0
    for i, row in enumerate(rows):
        beside = word_width(name) + 3.0 if name and not i else 0.0
        found = _broken(row, room - beside, indents._replace(first=start if i else 0.0))
        for j, line in enumerate(found):
            is_first, begins = not i and not j, is_relation(line[0])
            if is_first and is_near:
                lines.append(f"{written(line[:at])} & {written(line[at:]).lstrip()}")
            else:
                lines.append("& " + _further(line, is_first, begins or not j, is_near))
            most = max(most, beside + wide(line) + (0.0 if is_first else indents.sign if begins or not j else indents.other))
    return _displayed(lines, most / room, rf" \tag{{{latex_text(name)}}}" if name else "")


def _further(line: Row, is_first: bool, is_beside_sign: bool, is_near: bool) -> str:
    """A line without the beginning of the formula, moved to the right where its sign does not stand below another."""
    text = written(line).lstrip()
    if is_first:
        return text
    # A sign that begins a line is one between two operands all the same.
    whole = text if is_beside_sign else "{}" + text
    depth = (0 if is_beside_sign else 1) + (0 if is_near else 1)
    return r"\quad " * depth + whole


def _displayed(lines: Sequence[str], share: float, tag: str = "") -> str:
    """Lines as a display; of which the widest takes such a share of what there is: smaller where that is too much."""
    if len(lines) == 1:
        alone = lines[0].replace(" & ", " ", 1).removeprefix("& ")
        found = f"\\[\n{alone}{tag}\n\\]"
    else:
        found = "\\begin{align*}\n" + " \\\\\n".join((lines[0] + tag, *lines[1:])) + "\n\\end{align*}"
    if share <= 1.0 + _NOTHING:
        return found
    size = next((name for factor, name in _SIZES if factor * share <= 1.0), _SIZES[-1][1])
    return f"{{\\{size}\n{found}}}"


_NOTHING = 1e-6
"""Sums differ by less from one version of Python to the next."""


def _broken(row: Row, room: float, indents: Indents) -> list[Row]:
    """A row in lines; before a matrix too where a line would be too long else."""
    widths = [width(piece.node) + piece.space.size for piece in row]
    lines: list[Row] = []
    for is_tight in (False, True):
        starts = line_starts(row, widths, room + _NOTHING, indents, is_tight)
        lines = [row[start:end] for start, end in zip(starts, [*starts[1:], len(row)], strict=True)]
        if all(wide(line) + indents.other <= room for line in lines):
            break
    return lines


def wide(row: Row) -> float:
    """About how wide a row comes out in one line, in em."""
    return sum(width(piece.node) + piece.space.size for piece in row)


def written(row: Row) -> str:
    """A row in one line."""
    return joined(_source(piece) for piece in row)


def _source(piece: Piece) -> str:
    written = latex(piece.node)
    return piece.space.latex + (rf"\textcolor{{{BOUND}}}{{{written}}}" if is_bound(piece) else written)


def together(rows: Sequence[Row], words: Sequence[str], room: float = ROOM) -> str:
    """Formulas and words behind them side by side in one display, or below one another where there is no room."""
    parts = [*(Part(written(row).lstrip(), wide(row)) for row in rows), *map(Part.words, words)]
    whole = sum(part.width for part in parts) + _APART * (len(parts) - 1)
    if whole <= room:
        return _displayed([r" \qquad ".join(part.latex for part in parts)], 0.0)
    indents, lines, most = Indents(0.0, INDENT, INDENT), list[str](), 0.0
    if len(rows) > 1 and sum(map(wide, rows)) + _APART * (len(rows) - 1) <= room:
        lines.append("& " + r" \qquad ".join(written(row).lstrip() for row in rows))
        rows = ()
    for row in rows:
        for i, line in enumerate(_broken(row, room, indents)):
            lines.append("& " + (r"\quad " if i else "") + written(line).lstrip())
            most = max(most, wide(line) + (INDENT if i else 0.0))
    for one in words:
        lines += [rf"& \quad {Part.words(line).latex}" for line in _wrapped(one, room - INDENT)]
    return _displayed(lines, most / room)


def _wrapped(text: str, room: float) -> list[str]:
    """Words in lines that are not wider than the room."""
    lines: list[str] = []
    for word in text.split():
        if lines and word_width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
