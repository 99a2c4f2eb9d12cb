"""Equations on a page: in symbols, with numbers, with the result, broken into lines where they are long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from visprop.figures.shapes import Box, Colour, Figure, Formula, Label, Shape, Targets
from visprop.figures.style import SMALL_SIZE, Theme, mix
from visprop.figures.text import plain, width
from visprop.figures.typeset import is_set, typeset
from visprop.notation.expr import Style, latex_value
from visprop.notation.model import Equation
from visprop.notation.pieces import Piece, pieces

SIZE = 16.0
"""The size of formulas in points."""
_MARGIN = 14.0
_INDENT = 26.0
_LEADING = 7.0
_GAP = 13.0


@dataclass(frozen=True, eq=False)
class EquationPage:
    """Equations laid out.

    Attributes:
        figure: the picture.
        complete: whether all equations are on it; there may have been no time to set them all.
    """

    figure: Figure
    complete: bool


def equations_page(
    found: Sequence[Equation],
    known: bool,
    page_width: float,
    theme: Theme,
    style: Style,
    title: str = "",
    lit: frozenset[str] = frozenset(),
    deadline: float = float("inf"),
    size: float = SIZE,
) -> EquationPage:
    """Lay equations out one below the other.

    Args:
        found: the equations.
        known: whether their numbers are known; else they stand in symbols alone.
        page_width: in points; longer rows are broken.
        theme: the colours.
        style: how numbers are written.
        title: a heading; empty for none.
        lit: keys of the network whose terms are brought out.
        deadline: in `perf_counter` seconds; after it no formula is set that was not set before.
        size: of the formulas in points.
    """
    page = _Page(page_width, theme, lit, size)
    if title:
        page.title(title)
    for equation in found:
        if perf_counter() > deadline and not all(map(is_set, _texts(equation, known, style))):
            return EquationPage(page.figure(), complete=False)
        page.equation(equation, known, style)
    return EquationPage(page.figure(), complete=True)


def _rows(equation: Equation, known: bool, style: Style) -> list[list[Piece]]:
    """The rows of an equation as pieces; the second row begins with its equals sign."""
    symbols, numbers = replace(style, numbers=False), replace(style, numbers=True)
    head = [Piece(equation.left.latex(symbols), frozenset(equation.left.keys())), Piece(equation.sign, before=0.28)]
    right = pieces(equation.right, symbols)
    rows = [[*head, replace(right[0], before=0.28), *right[1:]]]
    if not known:
        return rows
    result = Piece(latex_value(equation.right.value(), style), frozenset(equation.left.keys()), 0.28)
    written = pieces(equation.right, numbers)
    if [piece.latex for piece in written] not in ([result.latex], [piece.latex for piece in right]):
        rows.append([Piece("="), replace(written[0], before=0.28), *written[1:]])
    rows[-1] += [Piece("=", before=0.28, is_break=True), result]
    return rows


def _texts(equation: Equation, known: bool, style: Style) -> list[str]:
    return [piece.latex for row in _rows(equation, known, style) for piece in row]


class _Page:
    """Collects shapes from the top downwards."""

    def __init__(self, page_width: float, theme: Theme, lit: frozenset[str], size: float) -> None:
        self._width, self._theme, self._lit, self._size = page_width, theme, lit, size
        self._shapes: list[Shape] = []
        self._targets: list[Targets] = []
        self._y = _MARGIN
        self._widest = page_width

    def figure(self) -> Figure:
        return Figure(self._widest, self._y + _MARGIN - _GAP, self._theme.paper, tuple(self._shapes), tuple(self._targets))

    def title(self, text: str) -> None:
        self._shapes.append(Label(_MARGIN, self._y + 6, plain(text), SMALL_SIZE, self._theme.faint, across=0.0))
        self._y += 26

    def equation(self, equation: Equation, known: bool, style: Style) -> None:
        rows = _rows(equation, known, style)
        for i, row in enumerate(rows):
            name = equation.name if i == 0 else ""
            self._row(row, _INDENT if i else 0.0, name, is_result=known and i == len(rows) - 1)
        self._y += _GAP - _LEADING

    def _row(self, row: list[Piece], indent: float, name: str, is_result: bool) -> None:
        room = self._width - 2 * _MARGIN - (width(plain(name), SMALL_SIZE) + 26 if name else 0.0)
        lines = self._broken(row, room, indent)
        for i, line in enumerate(lines):
            last = i == len(lines) - 1
            self._line(line, _MARGIN + (indent if i == 0 else indent + _INDENT), is_result and last, name if i == 0 else "")

    def _broken(self, row: list[Piece], room: float, indent: float) -> list[list[Piece]]:
        """The row in lines: broken before an outer sign where the term behind it does not fit, else where it must be."""
        lines: list[list[Piece]] = [[]]
        outer = _outer_signs(row)
        x = indent
        for i, piece in enumerate(row):
            if lines[-1] and piece.is_break:
                term = next((at for at in range(i + 1, len(row)) if at in outer), len(row))
                end = term if i in outer else min(i + 2, len(row))
                width_ahead = sum(map(self._advance, row[i:end]))
                # A term that fills more than a line begins on this one all the same.
                if x + width_ahead > room and (i not in outer or width_ahead < room - indent - _INDENT):
                    lines.append([])
                    x = indent + _INDENT
            lines[-1].append(piece)
            x += self._advance(piece)
        return lines

    def _advance(self, piece: Piece) -> float:
        done, scale = typeset(piece.latex, self._size)
        return done.width * scale + piece.before * self._size

    def _line(self, line: list[Piece], x: float, is_result: bool, name: str) -> None:
        done = [typeset(piece.latex, self._size) for piece in line]
        ascent = max(formula.ascent * scale for formula, scale in done)
        descent = max(formula.descent * scale for formula, scale in done)
        baseline = self._y + ascent
        for i, (piece, (formula, scale)) in enumerate(zip(line, done, strict=True)):
            x += piece.before * self._size
            advance = formula.width * scale
            lit = bool(piece.keys & self._lit)
            if lit:
                self._shapes.append(
                    Box(x - 2, baseline - ascent - 1, advance + 4, ascent + descent + 2, self._theme.marked, None, radius=3)
                )
            self._shapes.append(Formula(x, baseline, piece.latex, self._size, self._ink(is_result and i == len(line) - 1)))
            self._add_target(piece, x, baseline - ascent, advance, ascent + descent)
            x += advance
        self._widest = max(self._widest, x + _MARGIN)
        if name:
            right = max(self._width - _MARGIN, x + 14 + width(plain(name), SMALL_SIZE))
            label = Label(right, baseline - 4, plain(f"({name})"), SMALL_SIZE, self._theme.faint, across=1.0)
            self._shapes.append(label)
        self._y = baseline + descent + _LEADING

    def _ink(self, is_result: bool) -> Colour:
        return mix(self._theme.positive, self._theme.ink, 0.25) if is_result else self._theme.ink

    def _add_target(self, piece: Piece, x: float, top: float, advance: float, height: float) -> None:
        key = main_key(piece.keys)
        if key:
            middle = top + height / 2
            inset = min(advance / 2, height / 2)
            ends = np.array([[x + inset, middle, x + advance - inset, middle]])
            self._targets.append(Targets(key, (), ends, max(height / 2, 8.0)))


def _outer_signs(row: list[Piece]) -> set[int]:
    """Where the signs stand that are in no bracket."""
    depth, found = 0, set()
    for i, piece in enumerate(row):
        depth += (piece.latex in ("(", r"\Bigl(")) - (piece.latex in (")", r"\Bigr)"))
        if piece.is_break and depth == 0 and piece.latex in ("+", "-", "="):
            found.add(i)
    return found


def main_key(keys: frozenset[str]) -> str:
    """The one thing that a term is about: an edge before a bias, a bias before a neuron."""
    ranked = sorted(keys, key=lambda key: ("wbayc".find(key[0]) % 9, key))
    return ranked[0] if ranked else ""
