"""The equation of the present line in one row on its own ground, as it stands above a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from visprop.figures.base.moving import Move
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Box, Figure, Formula, Label, Shape
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme, page_margin
from visprop.figures.base.text import plain, width
from visprop.figures.pages.hues import hue_of
from visprop.figures.pages.line_breaking import SetPiece, advance, begin_of, broken, extent, indents_below, overhang, set_row
from visprop.notation.layout.build import operator
from visprop.notation.layout.nodes import Space
from visprop.notation.layout.pieces import Piece

_LARGEST, _LEAST = 16.0, 9.0
_SENTENCE, _ALONE, _PRINTED = 12.5, 20.0, 1.25
"""How large the sentence is, and an equation that stands in a row of its own; on paper in sizes of usual text."""
_EASY, _READ = 0.9, 0.6
"""Rather than in smaller letters than these shares of the largest an equation is set without what can be left out, and with
its result alone of its numbers."""
_LEAST_PAGE = 260.0
_BELOW_WORDS = 30.0
_LINES_APART = 0.35
"""How far lines of one equation are apart, in sizes of text."""
_ROUNDED = 1e-6
_WITH_NUMBERS = 2
"""So many rows has one with numbers at least."""
_SIGNS = (operator("="), operator("≈"))
_SIDE = 0.4
"""How far on paper the equation keeps off the ground's ends, in sizes of text."""
_ENLARGED, _NO_COLUMN, _ENOUGH = (4.0, 3.0, 2.0, 1.5), 800.0, 10.0 * TEXT_SIZE
"""How many times larger its letters may be on paper; from which width a page is no column; how high it is then, for each."""
_APART = Space(0.28, " ", " ")
"""How far a row that stands behind another is from it, in sizes of text."""
_THEN = Space(1.6, "\\qquad ", "  ")
"""The same of what follows from it."""


Pieces = Sequence[Piece]


class LineEquation(NamedTuple):
    """The equation of a line.

    Attributes:
        words: what the line does.
        rows: the equation, in symbols and with numbers; none while they are not set.
        then: what follows for the same neuron or parameter from what was just computed, in short: a from z, w from Δw.
    """

    words: str
    rows: Sequence[Pieces] = ()
    then: Pieces = ()


def banner_height(page: tuple[float, float]) -> float:
    """How high the ground is with the space below it; 0 where the page is too low for it."""
    return 70.0 if page[1] >= _LEAST_PAGE else 0.0


def banner(
    equation: LineEquation, page: tuple[float, float], theme: Theme, least: float
) -> tuple[list[Shape], tuple[Omission, ...]]:
    """What a line does in words, and its equation below them; and what of it is left out.

    No letter is smaller than the least; what has no room so goes.
    """
    high = banner_height(page)
    if not high:
        return [], (Omission("the equation", is_number=True),)
    margin = page_margin(page[0])
    left, room = margin + 12.0, page[0] - 2 * margin - 24.0
    shapes: list[Shape] = [Box(margin, 8.0, page[0] - 2 * margin, high - 10.0, theme.now, None, radius=6.0)]
    size = min(_SENTENCE, _SENTENCE * room / width(plain(equation.words), _SENTENCE, bold=True))
    if size >= max(SMALL_SIZE, least):
        shapes.append(Label(left, 21.0, plain(equation.words), size, theme.ink, across=0.0, bold=True))
    sizes = max(_LEAST, least), _LARGEST
    row = _fitted(equation, left, room, (_BELOW_WORDS, high - 5.0), sizes, theme)
    return shapes + row, _lost(equation, room, sizes, is_told=bool(row))


def row_alone(equation: LineEquation | None, page: tuple[float, float], theme: Theme) -> Figure:
    """The equation alone on its ground, as large as the page allows."""
    shapes = [] if equation is None else _fitted(equation, 0.0, page[0], (1.0, page[1] - 1.0), (_LEAST, _ALONE), theme)
    return Figure(*page, theme.now, tuple(shapes))


def printed_alone(equation: LineEquation | None, page: tuple[float, float], theme: Theme) -> Figure:
    """The same on paper: in usual letters, or as much larger as a high page that is no column has room for."""
    for times in _ENLARGED if page[0] >= _NO_COLUMN else ():
        if page[1] >= times * _ENOUGH:
            found = _usual(equation, (page[0] / times, page[1] / times), theme)
            if found.shapes and not found.omitted:
                return replace(Move(times).figure(found), width=page[0], height=page[1])
    return _usual(equation, page, theme)


def _usual(equation: LineEquation | None, page: tuple[float, float], theme: Theme) -> Figure:
    """In letters not smaller than usual text: in several lines where one is too short for its numbers."""
    if equation is None or not equation.rows:
        return Figure(*page, theme.now, ())
    side = _SIDE * TEXT_SIZE
    room, between, sizes = page[0] - 2 * side, (1.0, page[1] - 1.0), (TEXT_SIZE, _PRINTED * TEXT_SIZE)
    left_out = _lost(equation, room, sizes, is_told=True)
    if left_out and (lines := _in_lines(equation, side, page, theme)):
        return Figure(*page, theme.now, tuple(lines))
    row = _fitted(equation, side, room, between, sizes, theme)
    if any(isinstance(shape, Formula) and shape.size < TEXT_SIZE - _ROUNDED for shape in row):
        # The page is lower than a fraction.
        row = []
    return Figure(*page, theme.now, tuple(row), omitted=left_out if row else (Omission("the equation", is_number=True),))


def _lost(equation: LineEquation, room: float, sizes: tuple[float, float], is_told: bool) -> tuple[Omission, ...]:
    """What of an equation has no room in one line: its numbers, or all of it."""
    if not equation.rows or (is_told and (len(equation.rows) < _WITH_NUMBERS or _fits_with_numbers(equation, room, sizes))):
        return ()
    return (Omission("numbers of the equation" if is_told else "the equation", is_number=True),)


def _fits_with_numbers(equation: LineEquation, room: float, sizes: tuple[float, float]) -> bool:
    *above, last = equation.rows
    line = _in_a_line([*above, _last_numbers(last)], ()).pieces
    return advance(set_row(line, sizes[1])) * _least_with_numbers(sizes) <= room * sizes[1]


def _least_with_numbers(sizes: tuple[float, float]) -> float:
    return max(sizes[0], _READ * sizes[1])


def _in_lines(equation: LineEquation, left: float, page: tuple[float, float], theme: Theme) -> list[Shape]:
    """All rows of an equation, broken where they are long; nothing where the page is too low or too narrow for them."""
    room, apart = page[0] - 2 * left, _LINES_APART * TEXT_SIZE
    rows = [set_row(row, TEXT_SIZE) for row in equation.rows]
    indents = indents_below(rows[0], room, TEXT_SIZE)
    lines: list[tuple[Sequence[SetPiece], float]] = []
    for i, row in enumerate(rows):
        own = indents if i == 0 else indents._replace(first=begin_of(row, indents))
        found = broken(row, room, own)
        if overhang(found, room, own) > 0.0:
            return []
        lines += [(line, own.first if at == 0 else begin_of(line, own)) for at, line in enumerate(found)]
    heights = [extent(line) for line, _ in lines]
    high = sum(up + down for up, down in heights) + apart * (len(lines) - 1)
    y, shapes = (page[1] - high) / 2, list[Shape]()
    for (line, begin), (up, down) in zip(lines, heights, strict=True):
        x = left + begin
        for piece, before, wide, _, _ in line:
            ink = hue_of(equation.rows[0][0] if piece is equation.rows[-1][-1] else piece, theme)
            shapes.append(Formula(x + before, y + up, piece.node, TEXT_SIZE, ink))
            x += before + wide
        y += up + down + apart
    return shapes if high <= page[1] - 2.0 else []


class _Line(NamedTuple):
    """Pieces in one line; the one at `result` is what the left side stands for."""

    pieces: list[Piece]
    result: int


def _fitted(
    equation: LineEquation,
    left: float,
    room: float,
    between: tuple[float, float],
    sizes: tuple[float, float],
    theme: Theme,
) -> list[Shape]:
    """What of an equation has room in one line, in letters between two sizes; nothing where not even its symbols have."""
    if not equation.rows:
        return []
    largest = sizes[1]
    for line, least in _candidates(equation, sizes):
        size = min(largest, largest * room / max(1.0, advance(set_row(line.pieces, largest))))
        if size >= max(least, sizes[0]):
            return _set(line, left, between, size, theme)
    return []


def _candidates(equation: LineEquation, sizes: tuple[float, float]) -> Iterator[tuple[_Line, float]]:
    """What is tried, the most first; and the size of the smallest letters that it is set in."""
    *above, last = equation.rows
    easy, short = _EASY * sizes[1], _last_numbers(last)
    rows = (last, short) if short is not last else (last,)
    if equation.then:
        yield from ((_in_a_line([*above, row], equation.then), easy) for row in rows)
    yield from ((_in_a_line([*above, row], ()), easy if row is not short else _least_with_numbers(sizes)) for row in rows)
    if above:
        yield _in_a_line([*above, _result(last)], ()), sizes[0]
    yield _in_a_line(equation.rows[:1], ()), sizes[0]
    if above:
        # A sum over many neurons is long even in symbols: what it gives is told all the same.
        yield _in_a_line([equation.rows[0][:1], _result(last)], ()), sizes[0]


def _in_a_line(rows: Sequence[Pieces], then: Pieces) -> _Line:
    """Rows one behind the other, as far apart as what stands about a sign is, and after a gap what follows from them."""
    found = [*rows[0], *(replace(one, space=_APART) if i == 0 else one for row in rows[1:] for i, one in enumerate(row))]
    return _Line([*found, *(replace(one, space=_THEN) if i == 0 else one for i, one in enumerate(then))], len(found) - 1)


def _last_numbers(row: Pieces) -> Pieces:
    """A row of numbers without the first of them where others come before the result: those that σ′ is told in."""
    signs = _signs_in(row)
    return row[signs[0] :] if len(signs) > 1 else row


def _result(row: Pieces) -> Pieces:
    """What stands at the end of a row of numbers, behind the last sign."""
    signs = _signs_in(row)
    return row[signs[-1] :] if signs else row


def _signs_in(row: Pieces) -> list[int]:
    return [i for i, one in enumerate(row) if one.is_break and one.node in _SIGNS]


def _set(line: _Line, x: float, between: tuple[float, float], size: float, theme: Theme) -> list[Shape]:
    """An equation in the middle between two heights, smaller where its fractions are higher than that."""
    done, room = set_row(line.pieces, size), between[1] - between[0]
    up, down = extent(done)
    if up + down > room:
        size *= room / (up + down)
        done = set_row(line.pieces, size)
        up, down = extent(done)
    y = between[0] + (room - up - down) / 2 + up
    shapes: list[Shape] = []
    for i, (piece, before, wide, _, _) in enumerate(done):
        x += before
        ink = hue_of(line.pieces[0] if i == line.result else piece, theme)
        shapes.append(Formula(x, y, piece.node, size, ink))
        x += wide
    return shapes
