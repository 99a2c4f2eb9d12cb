"""Equations, and what stands between them, as shapes one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from visprop.engine.key import Key
from visprop.figures.base.page_starts import PageStart, Tie
from visprop.figures.base.shapes import Box, Figure, Formula, Label, Shape, Targets, single
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme
from visprop.figures.base.text import plain, width, worded
from visprop.figures.pages.hues import hue_of
from visprop.figures.pages.line_breaking import (
    INDENT,
    SetPiece,
    advance,
    begin_of,
    beside_rows,
    broken,
    equation_rows,
    extent,
    indents_below,
    main_key,
    overhang,
    set_row,
    sides,
    statement_rows,
    wrapped,
)
from visprop.notation.expression.blocks import Beside, Block, Equation, Note, Statements, Step, goes_on, is_further, leads_on
from visprop.notation.expression.expr import Style
from visprop.notation.layout.line_starts import Indents
from visprop.notation.layout.nodes import Mark
from visprop.notation.layout.pieces import Piece

_MARGIN = 14.0
_LEADING, _GAP = 0.4375, 0.8125
"""Between the lines of an equation, and between equations, in sizes of the formulas."""
_WORDS = 14.0
"""How high a line of small words is."""
_BELOW = 10.0
"""How far under an equation the middle of the first line of words is that belong to it."""
_TRIALS = 6
"""How often a row is moved, or made smaller, at most until it fits."""


class Sizes(NamedTuple):
    """How large formulas are, and words between them, in points."""

    formula: float
    words: float


ON_PAPER, ON_SCREEN = Sizes(TEXT_SIZE, TEXT_SIZE), Sizes(16.0, SMALL_SIZE)


class EquationSheet:
    """Collects shapes from the top downwards.

    Args:
        page_width: in points.
        theme: the colours.
        sizes: of formulas and words.
    """

    def __init__(self, page_width: float, theme: Theme, sizes: Sizes) -> None:
        self._width, self._theme, self._size, self._note_size = page_width, theme, *sizes
        self._leading = _LEADING * self._size
        self._room = page_width - 2 * _MARGIN
        self._grounds: list[tuple[frozenset[Key], Box]] = []
        self._shapes: list[Shape] = []
        self._targets: list[Targets] = []
        self._brackets: list[Targets] = []
        self._paths: list[Targets] = []
        self._y = _MARGIN
        self._widest = page_width
        self._result = theme.ink
        self._now: frozenset[Key] = frozenset()
        self._starts: list[PageStart] = []
        self._leads = False

    def figure(self, lit: frozenset[Key]) -> Figure:
        """All so far, with a ground behind what is lit."""
        grounds = (ground for keys, ground in self._grounds if any(key.meets(one) for key in keys for one in lit))
        shapes, targets = (*grounds, *self._shapes), (*self._brackets, *self._targets, *self._paths)
        high = self._y + _MARGIN - _GAP * self._size
        return Figure(self._widest, high, self._theme.paper, shapes, targets, starts=tuple(self._starts))

    @property
    def bottom(self) -> float:
        """How far down it reaches."""
        return self._y

    def title(self, text: str) -> None:
        """A heading of all of it."""
        for line in wrapped(text, SMALL_SIZE, self._room):
            self._shapes.append(Label(_MARGIN, self._y + 6, plain(line), SMALL_SIZE, self._theme.faint, across=0.0))
            self._y += 16
        self._y += 10

    def add(self, block: Block, style: Style) -> None:
        """What comes next."""
        tie = Tie.GOES_ON if goes_on(block) else Tie.HEADED if self._leads or is_further(block) else Tie.FREE
        self._starts.append(PageStart(self._y, tie))
        self._leads = leads_on(block)
        if isinstance(block, Note):
            self._note(block)
        elif isinstance(block, Step):
            self._step(block, replace(style, numbers=False))
        elif isinstance(block, Beside):
            self._beside(block, style)
        elif isinstance(block, Statements):
            self._statements(block)
        else:
            self._equation(block, style)

    def _note(self, note: Note) -> None:
        """Words, broken where they are too long for a line."""
        ink, size = (self._theme.ink, TEXT_SIZE) if note.is_heading else (self._theme.faint, self._note_size)
        self._y += 6.0 if note.is_heading else 0.0
        for line in wrapped(note.text, size, self._room, note.is_heading):
            self._shapes.append(Label(_MARGIN, self._y + 8, worded(line), size, ink, across=0.0, bold=note.is_heading))
            self._y += 18
        self._y += 6.0

    def _step(self, step: Step, style: Style) -> None:
        """An equation, its derivative and the rule side by side; what has no room there stands below."""
        rows = [self._set(sides(one, style)) for one in step.equations]
        start = max(0.34 * self._room, advance(rows[0]) + 18)
        if start + advance(rows[1]) <= self._room:
            lines = [list(zip((0.0, start), rows, strict=True))]
        else:
            lines = [[(0.0, rows[0])], [(INDENT * self._size, rows[1])]]
        for line in lines:
            ascent, descent = self._extent([row for _, row in line])
            baseline = self._y + ascent
            for x, row in line:
                end = self._pieces(row, _MARGIN + x, baseline, (ascent, descent), is_result=False)
            self._y = baseline + descent + self._leading
        self._y += self._rule(step.rule, self._width - _MARGIN, end, (baseline, descent)) + 4

    def _beside(self, block: Beside, style: Style) -> None:
        """A row of a table, its columns equally wide where all fit so; below one another where not."""
        rows = list(beside_rows(block, style))
        starts = self._columns(block, [advance(self._set(row)) for row in rows])
        if not starts:
            for row, (equation, rule) in zip(map(self._set, rows), block.told, strict=True):
                self._result = hue_of(row[0].piece, self._theme)
                self._row(row, indents_below(row, self._room, self._size), "", is_result=equation.is_known)
                for words in rule:
                    self._y += self._rule(words, self._width - _MARGIN, self._width, (self._y, 0.0))
            return
        lines = [self._set(row) for row in rows]
        ascent, descent = self._extent(lines)
        below, column = 0.0, self._column(block)
        for start, line, (equation, rule) in zip(starts, lines, block.told, strict=True):
            self._result = hue_of(line[0].piece, self._theme)
            end = self._pieces(line, start, self._y + ascent, (ascent, descent), equation.is_known)
            for words in rule:
                below = max(below, self._rule(words, start + column - 14, end, (self._y + ascent, descent)))
        self._y += ascent + descent + below + self._leading

    def _set(self, row: Sequence[Piece]) -> list[SetPiece]:
        return set_row(row, self._size)

    def _extent(self, rows: Sequence[Sequence[SetPiece]]) -> tuple[float, float]:
        """How far what stands side by side reaches above and below the baseline."""
        extents = [extent(row) for row in rows]
        return max(up for up, _ in extents), max(down for _, down in extents)

    def _column(self, block: Beside) -> float:
        """How wide a column of a table is."""
        return (self._width - 2 * _MARGIN) / max(len(block.equations), block.columns)

    def _columns(self, block: Beside, widths: Sequence[float]) -> list[float]:
        """Where the columns of a row begin; nowhere where they do not stand side by side.

        One that is too wide for its place begins further to the left, but for one with a rule at its end.
        """
        column, starts, end = self._column(block), list[float](), self._width - _MARGIN + 14
        if any(rule for _, rule in block.told):
            return [_MARGIN + i * column for i in range(len(widths))] if max(widths) <= column - 14 else []
        for i in range(len(widths) - 1, -1, -1):
            end = min(_MARGIN + i * column, end - 14 - widths[i])
            starts.insert(0, end)
        return starts if starts[0] >= _MARGIN else []

    def _rule(self, words: str, right: float, end: float, baseline: tuple[float, float]) -> float:
        """A rule at the right of a column, or below its equation where there is no room; how much more height it takes."""
        y, descent = baseline
        if end + 16 + width(plain(words), SMALL_SIZE) <= right:
            self._words(words, right, y - 4)
            return 0.0
        lines = wrapped(words, SMALL_SIZE, min(right, self._room))
        for i, line in enumerate(lines):
            self._words(line, max(right, _MARGIN + width(plain(line), SMALL_SIZE)), y + descent + _BELOW + i * _WORDS)
        return len(lines) * _WORDS + _BELOW - SMALL_SIZE / 2

    def _words(self, words: str, right: float, y: float) -> None:
        """Words that end at the right."""
        self._shapes.append(Label(right, y, plain(words), SMALL_SIZE, self._theme.faint, across=1.0))

    def _statements(self, block: Statements) -> None:
        """Each statement in a row of its own."""
        self._now = block.now
        for row in map(self._set, statement_rows(block)):
            self._row(row, indents_below(row, self._room, self._size), "", is_result=False)
        self._now = frozenset()

    def _equation(self, equation: Equation, style: Style) -> None:
        rows, top = [self._set(row) for row in equation_rows(equation, style)], self._y
        self._result = hue_of(rows[0][0].piece, self._theme)
        indents = indents_below(rows[0], self._room, self._size)
        for i, row in enumerate(rows):
            name, is_result = equation.name if i == 0 else "", equation.is_known and i == len(rows) - 1
            # The space before a sign at the beginning of a row is none.
            self._row(row, indents._replace(first=indents.sign if i else 0.0), name, is_result)
        key = equation.left.key
        if key is not None and key.letter == "path":
            self._make_path(key, top, self._y - self._leading)
        self._y += (_GAP - _LEADING) * self._size

    def _make_path(self, key: Key, top: float, bottom: float) -> None:
        """Let all of a path's row be pointed at, and be brought out."""
        middle, reach = (top + bottom) / 2, (bottom - top) / 2 + 3
        self._paths.append(single(key, (0.0, middle, self._width, middle), reach))
        self._grounds.append((frozenset((key,)), Box(0.0, top - 3, self._width, bottom - top + 6, self._theme.now, None)))

    def _row(self, row: Sequence[SetPiece], indents: Indents, name: str, is_result: bool) -> None:
        """A row, broken into lines; where a part of it is wider than one, further left, or else in smaller letters."""
        room = self._room - (width(plain(name), SMALL_SIZE) + 26 if name else 0.0)
        lines, size, indents = self._fitted(row, room, indents)
        for i, line in enumerate(lines):
            last = i == len(lines) - 1
            start = indents.first if i == 0 else begin_of(line, indents)
            self._line(line, _MARGIN + start, is_result and last, name if i == 0 else "", size)

    def _fitted(self, row: Sequence[SetPiece], room: float, indents: Indents) -> tuple[list[Sequence[SetPiece]], float, Indents]:
        """The lines of a row, the size of their letters, and where they begin."""
        size = self._size
        if indents.first + advance(row) <= room:
            return [row], size, indents
        for is_tight in (False, True):
            lines = broken(row, room, indents, is_tight)
            if overhang(lines, room, indents) <= 0.0:
                return lines, size, indents
        for _ in range(_TRIALS):
            # A matrix that is wider than the rest of a line has room further left.
            indents = _further_left(indents, overhang(lines, room, indents))
            lines = broken(set_row([one.piece for one in row], size), room, indents, is_tight=True)
            too_long = overhang(lines, room, indents)
            if too_long <= 0.0:
                break
            if indents == _AT_THE_MARGIN:
                widest = max(advance(line) for line in lines)
                size *= min(0.98, (widest - too_long) / widest)
        return lines, size, indents

    def _line(self, line: Sequence[SetPiece], x: float, is_result: bool, name: str, size: float) -> None:
        ascent, descent = extent(line)
        baseline = self._y + ascent
        end = self._pieces(line, x, baseline, (ascent, descent), is_result, size)
        if name:
            right = max(self._width - _MARGIN, end + 14 + width(plain(name), SMALL_SIZE))
            label = Label(right, baseline - 4, plain(f"({name})"), SMALL_SIZE, self._theme.faint, across=1.0)
            self._shapes.append(label)
        self._y = baseline + descent + self._leading

    def _pieces(
        self,
        line: Sequence[SetPiece],
        x: float,
        baseline: float,
        reach: tuple[float, float],
        is_result: bool,
        size: float | None = None,
    ) -> float:
        """Set pieces one after the other; where they end."""
        ascent, descent = reach
        last = len(line) - 1
        self._shapes += self._present(line, x, (baseline - ascent - 1, baseline + descent + 1))
        for i, (piece, before, wide, _, _) in enumerate(line):
            x += before
            # The result is what the left side stands for.
            ink = self._result if is_result and i == last else hue_of(piece, self._theme)
            self._shapes.append(Formula(x, baseline, piece.node, size or self._size, ink))
            if piece.keys and not _is_path(piece):
                ground = Box(x - 2, baseline - ascent - 1, wide + 4, ascent + descent + 2, self._theme.now, None, radius=3)
                self._grounds.append((piece.keys, ground))
                self._add_target(piece, x, baseline - ascent, wide, ascent + descent)
            x += wide
        self._widest = max(self._widest, x + _MARGIN)
        return x

    def _present(self, line: Sequence[SetPiece], x: float, between: tuple[float, float]) -> list[Box]:
        """The ground behind what is present: one behind all pieces of it that stand side by side."""
        found, start = list[Box](), x
        top, bottom = between
        for is_now, group in groupby(line, lambda one: bool(one.piece.keys & self._now)):
            pieces = list(group)
            end = start + advance(pieces)
            if is_now:
                left = start + pieces[0].before - 2
                found.append(Box(left, top, end + 2 - left, bottom - top, self._theme.now, None, radius=3))
            start = end
        return found

    def _add_target(self, piece: Piece, x: float, top: float, wide: float, height: float) -> None:
        middle = top + height / 2
        if isinstance(piece.node, Mark):
            # A bracket is high and narrow, and others stand close to it.
            half, reach = x + wide / 2, wide / 2 + 0.5
            ends = (half, top + reach, half, top + height - reach)
            self._brackets.append(single(main_key(piece.keys), ends, reach))
            return
        inset = min(wide / 2, height / 2)
        ends = (x + inset, middle, x + wide - inset, middle)
        self._targets.append(single(main_key(piece.keys), ends, max(height / 2, 8.0)))


_AT_THE_MARGIN = Indents(0.0, 0.0, 0.0)


def _further_left(indents: Indents, by: float) -> Indents:
    """Where lines begin that are moved to the left, as far as there is room."""
    return Indents(*(max(0.0, one - by) for one in indents))


def _is_path(piece: Piece) -> bool:
    return any(key.letter == "path" for key in piece.keys)
