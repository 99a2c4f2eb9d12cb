"""Long rows of LaTeX in lines that fit between the margins, broken before an operator.

LaTeX itself breaks no displayed formula. How wide a part comes out is estimated from its source, rather too wide than too
narrow: what sets it is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from visprop.notation.expression.fragments import Fragment

ROOM = 31.0
"""The width of a line of LaTeX's article class at 10 pt, in em, with a little to spare."""
_NOTHING = 1e-6
"""Sums differ by less from one version of Python to the next."""
INDENT = 2.0
"""How far what follows the first line is moved to the right, in em."""

_MATRIX = re.compile(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", re.DOTALL)
_FRACTION = re.compile(r"\\frac\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_NARROW = set("()[],.;:' |!ijl")
_WIDE = set("+-=<>mwMWΔ")


def width(latex: str) -> float:
    """About how wide a formula comes out, in em."""
    total = 0.0
    for matrix in _MATRIX.findall(latex):
        cells = [[width(cell) for cell in row.split("&")] for row in matrix.split(r"\\")]
        total += sum(max(column) for column in zip(*cells, strict=True)) + 1.0 * (len(cells[0]) - 1) + 1.2
    rest = _MATRIX.sub("", latex)
    while (found := _FRACTION.search(rest)) is not None:
        total += max(width(found[1]), width(found[2])) + 0.3
        rest = rest[: found.start()] + rest[found.end() :]
    rest = re.sub(r"\\(?:left|right|Bigl|Bigr|mathrm|text)(?![A-Za-z])", "", rest)
    rest = re.sub(r"\\(?:quad|qquad)(?![A-Za-z])", "MM", rest)
    rest = re.sub(r"\\(?:sum|cdots|ldots|leftarrow|approx|odot|exp|ln|tanh|cdot|times)(?![A-Za-z])", "WW", rest)
    rest = re.sub(r"\\[,;! ]", " ", re.sub(r"\\[A-Za-z]+", "W", rest))
    return total + sum(
        0.28 if letter in _NARROW else 0.85 if letter in _WIDE else 0.53 for letter in re.sub(r"[{}^_\\]", "", rest)
    )


BOUND = "bound"
"""What the colour of a variable that λ binds is called."""


def _source(fragment: Fragment) -> str:
    return rf"\textcolor{{{BOUND}}}{{{fragment.latex}}}" if fragment.is_bound else fragment.latex


def _space(fragment: Fragment) -> str:
    return r"\, " if 0.1 < fragment.before < 0.2 else " " if fragment.before else ""


def broken(row: Sequence[Fragment], room: float = ROOM) -> list[str]:
    """A row in lines that are not wider than the room, as far as it may be broken."""
    lines, x = [""], 0.0
    pieces = _pieces(row)
    for piece, wide in pieces:
        if lines[-1] and x + wide > room + _NOTHING:
            lines.append("")
            x = INDENT
        lines[-1] += piece.lstrip() if not lines[-1] else piece
        x += wide
    return lines


def _pieces(row: Sequence[Fragment]) -> list[tuple[str, float]]:
    """What stands between the places where a line may be broken, with its width."""
    found: list[tuple[str, float]] = []
    for i, fragment in enumerate(row):
        text, wide = _space(fragment) + _source(fragment), width(fragment.latex) + fragment.before
        # A sign stays with what is behind it.
        if i and fragment.is_break:
            found.append((text, wide))
        elif found:
            found[-1] = (found[-1][0] + text, found[-1][1] + wide)
        else:
            found.append((text, wide))
    return found


def side_by_side(parts: Sequence[str], room: float = ROOM) -> list[str]:
    """Formulas one behind the other, in lines that are not wider than the room."""
    lines, x = [""], 0.0
    for part in parts:
        wide = width(part)
        if lines[-1] and x + 2.0 + wide > room + _NOTHING:
            lines.append("")
            x = INDENT
        elif lines[-1]:
            lines[-1] += r" \qquad "
            x += 2.0
        lines[-1] += part
        x += wide
    return lines
