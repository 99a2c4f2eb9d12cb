"""Equations as rows of fragments: in symbols, with numbers, with the result, and broken into lines where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from visprop.engine.key import Key
from visprop.figures.base.text import plain, width
from visprop.figures.base.typeset import typeset
from visprop.notation.expression.blocks import Beside, Block, Equation, Step
from visprop.notation.expression.expr import Style
from visprop.notation.expression.fragments import Fragment
from visprop.notation.expression.rows import LATEX_SIGNS, Term, row_fragments, rows, short_row

INDENT = 26.0
"""How far what follows the first line of a row is moved to the right, in points."""


def sides(equation: Equation, style: Style) -> list[Fragment]:
    """left = right, in one row."""
    return row_fragments([Term("", equation.left, style), Term(equation.sign, equation.right, style)])


@lru_cache(maxsize=256)
def equation_rows(equation: Equation, style: Style) -> list[list[Fragment]]:
    """The rows of an equation: in symbols and, where they are known, with numbers and the result.

    Kept, as its formulas are set first, in slices, and it is laid out then.
    """
    found = [row_fragments(row) for row in rows(equation, style)]
    if equation.is_known:
        # The result is what the left side stands for.
        found[-1][-1] = replace(found[-1][-1], keys=frozenset(equation.left.keys()))
    return found


def beside_rows(block: Beside, style: Style) -> Iterator[list[Fragment]]:
    """The equations of a table's row, each in one line."""
    for equation in block.equations:
        row = row_fragments(short_row(equation, style))
        yield [*row[:-1], replace(row[-1], keys=frozenset(equation.left.keys()))] if equation.is_known else row


def formulas(block: Block, style: Style) -> Iterator[str]:
    """Every formula that has to be set for a block, found as it is read."""
    rows: Iterable[list[Fragment]] = ()
    if isinstance(block, Step):
        rows = (sides(one, replace(style, numbers=False)) for one in block.equations)
    elif isinstance(block, Beside):
        rows = beside_rows(block, style)
    elif isinstance(block, Equation):
        rows = equation_rows(block, style)
    return (fragment.latex for row in rows for fragment in row)


def advance(fragment: Fragment, size: float) -> float:
    """How much room a fragment takes with the space before it, in points, for a font's size."""
    done, scale = typeset(fragment.latex, size)
    return done.width * scale + fragment.before * size


def extent(line: list[Fragment], size: float) -> tuple[float, float]:
    """How far a line reaches above and below its baseline, in points."""
    done = [typeset(fragment.latex, size) for fragment in line]
    return max(one.ascent * scale for one, scale in done), max(one.descent * scale for one, scale in done)


def broken(row: list[Fragment], room: float, indent: float, size: float) -> list[list[Fragment]]:
    """The row in lines: broken before an outer sign where the term behind it does not fit, else where it must be."""
    lines: list[list[Fragment]] = [[]]
    outer = _outer_signs(row)
    x = indent
    for i, fragment in enumerate(row):
        if lines[-1] and fragment.is_break:
            term = next((at for at in range(i + 1, len(row)) if at in outer), len(row))
            after = next((at for at in range(i + 1, len(row)) if row[at].is_break), len(row))
            piece = sum(advance(ahead, size) for ahead in row[i:after])
            whole = sum(advance(ahead, size) for ahead in row[i:term]) if i in outer else piece
            # A term that fills more than a line begins on this one all the same, if its first piece fits.
            if x + piece > room or (x + whole > room and whole < room - indent - INDENT):
                lines.append([])
                x = indent + INDENT
        lines[-1].append(fragment)
        x += advance(fragment, size)
    return lines


_OUTER = {"+", "-", *LATEX_SIGNS.values()}


def _outer_signs(row: list[Fragment]) -> set[int]:
    """Where the signs stand that are in no bracket."""
    depth, found = 0, set()
    for i, fragment in enumerate(row):
        depth += (fragment.latex in ("(", r"\Bigl(")) - (fragment.latex in (")", r"\Bigr)"))
        if fragment.is_break and depth == 0 and fragment.latex in _OUTER:
            found.add(i)
    return found


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
