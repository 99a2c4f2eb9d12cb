"""Equations on a page, with what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from time import perf_counter

from visprop.engine.key import Key
from visprop.figures.base.shapes import Box, Figure, Formula, Label, Shape, Targets, single
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme
from visprop.figures.base.text import plain, width
from visprop.figures.base.typeset import is_busy, is_long, is_set, typeset
from visprop.figures.pages.hues import hue_of
from visprop.figures.pages.line_breaking import (
    INDENT,
    SetPiece,
    advance,
    beside_rows,
    broken,
    equation_rows,
    extent,
    formulas,
    main_key,
    set_row,
    sides,
    statement_rows,
    wrapped,
)
from visprop.notation.expression.blocks import Beside, Block, Equation, Note, Statements, Step
from visprop.notation.expression.expr import Style
from visprop.notation.layout.nodes import Mark, Node
from visprop.notation.layout.pieces import Piece

SIZE = 16.0
"""The size of formulas in points."""
_MARGIN = 14.0
_LEADING = 7.0
_GAP = 13.0
_SMALLEST = 0.72
"""A row of a table is set so much smaller at most to fit."""


@dataclass(frozen=True, eq=False)
class EquationPage:
    """Equations laid out.

    Attributes:
        figure: the picture.
        complete: whether all is on it; there may have been no time to set every formula.
        waits_for: a long formula that is to be set elsewhere, if it is one that time did not allow; else None.
    """

    figure: Figure
    complete: bool
    waits_for: Node | None = None


def equations_page(blocks: Sequence[Block], page_width: float, theme: Theme, style: Style) -> Figure:
    """Equations, and what stands between them, one below the other; see `PageLayout`."""
    return PageLayout(blocks, page_width, theme, style).go_on(float("inf")).figure


class PageLayout:
    """Lays equations, and what stands between them, out one below the other, in slices.

    Args:
        blocks: what is laid out; an equation whose numbers are not known yet stands in symbols alone.
        page_width: in points; longer rows are broken.
        theme: the colours.
        style: how numbers are written.
        title: a heading; empty for none.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        page_width: float,
        theme: Theme,
        style: Style,
        title: str = "",
    ) -> None:
        self._page, self._style = _Page(page_width, theme), style
        self._blocks = iter(blocks)
        self._block: Block | None = None
        self._formulas: Iterator[Node] = iter(())
        if title:
            self._page.title(title)

    def go_on(self, deadline: float, lit: frozenset[Key] = frozenset()) -> EquationPage:
        """Lay more of it out.

        Args:
            deadline: in `perf_counter` seconds; after it no formula is set that was not set before.
            lit: keys of the network, or of paths, whose terms are brought out.
        """
        while (block := self._block or self._take()) is not None:
            late = None if deadline == float("inf") else self._late(deadline)
            if late is not None:
                return EquationPage(self._page.figure(lit), complete=False, waits_for=late if is_long(late) else None)
            self._page.add(block, self._style)
            self._block = None
            if perf_counter() > deadline:
                return EquationPage(self._page.figure(lit), complete=False)
        return EquationPage(self._page.figure(lit), complete=True)

    def _take(self) -> Block | None:
        """Begin the next block, if there is one."""
        self._block = next(self._blocks, None)
        self._formulas = iter(()) if self._block is None else formulas(self._block, self._style)
        return self._block

    def _late(self, deadline: float) -> Node | None:
        """Set the formulas of the block one by one, as far as time allows; the first that is not set, or None if all are."""
        has_set = False
        for formula in self._formulas:
            if not is_set(formula):
                # One at least, so that there is progress however long it took to get here.
                if (has_set and perf_counter() > deadline) or is_long(formula) or is_busy():
                    self._formulas = chain((formula,), self._formulas)
                    return formula
                typeset(formula, SIZE)
                has_set = True
        return None


class _Page:
    """Collects shapes from the top downwards."""

    def __init__(self, page_width: float, theme: Theme) -> None:
        self._width, self._theme = page_width, theme
        self._grounds: list[tuple[frozenset[Key], Box]] = []
        self._shapes: list[Shape] = []
        self._targets: list[Targets] = []
        self._brackets: list[Targets] = []
        self._paths: list[Targets] = []
        self._y = _MARGIN
        self._widest = page_width
        self._result = theme.ink
        self._now: frozenset[Key] = frozenset()

    def figure(self, lit: frozenset[Key]) -> Figure:
        """All so far, with a ground behind what is lit."""
        grounds = (ground for keys, ground in self._grounds if any(key.meets(one) for key in keys for one in lit))
        shapes, targets = (*grounds, *self._shapes), (*self._brackets, *self._targets, *self._paths)
        return Figure(self._widest, self._y + _MARGIN - _GAP, self._theme.paper, shapes, targets)

    def title(self, text: str) -> None:
        for line in wrapped(text, SMALL_SIZE, self._width - 2 * _MARGIN):
            self._shapes.append(Label(_MARGIN, self._y + 6, plain(line), SMALL_SIZE, self._theme.faint, across=0.0))
            self._y += 16
        self._y += 10

    def add(self, block: Block, style: Style) -> None:
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
        ink, size = (self._theme.ink, TEXT_SIZE) if note.is_heading else (self._theme.faint, SMALL_SIZE)
        self._y += 6.0 if note.is_heading else 0.0
        for line in wrapped(note.text, size, self._width - 2 * _MARGIN):
            self._shapes.append(Label(_MARGIN, self._y + 8, plain(line), size, ink, across=0.0, bold=note.is_heading))
            self._y += 18
        self._y += 6.0

    def _step(self, step: Step, style: Style) -> None:
        """An equation and its derivative side by side, and the rule beside them where there is room, else below."""
        columns = [set_row(sides(one, style), SIZE) for one in step.equations]
        room = self._width - 2 * _MARGIN
        first = advance(columns[0])
        starts = (_MARGIN, _MARGIN + max(0.34 * room, first + 18))
        extents = [extent(line) for line in columns]
        ascent, descent = max(up for up, _ in extents), max(down for _, down in extents)
        end = 0.0
        for start, line in zip(starts, columns, strict=True):
            end = self._pieces(line, start, self._y + ascent, (ascent, descent), is_result=False)
        rule_width = width(plain(step.rule), SMALL_SIZE)
        y = self._y + ascent - 4
        if end + 16 + rule_width > self._width - _MARGIN:
            y = self._y + ascent + descent + 7
            self._y += 14
        self._words(step.rule, self._width - _MARGIN, y)
        self._y += ascent + descent + _LEADING + 4

    def _beside(self, block: Beside, style: Style) -> None:
        """A row of a table, its columns equally wide where all fit so; in smaller letters, or below one another, where not."""
        rows = list(beside_rows(block, style))
        starts, size = self._columns(block, [advance(set_row(row, SIZE)) for row in rows])
        if size < _SMALLEST * SIZE:
            lines = [set_row(row, SIZE) for row in rows]
            for line, (equation, rule) in zip(lines, block.told, strict=True):
                self._result = hue_of(line[0].piece, self._theme)
                self._row(line, 0.0, "", is_result=equation.is_known)
                for words in rule:
                    self._words(words, self._width - _MARGIN, self._y - _LEADING + 7)
                    self._y += 14
            return
        lines = [set_row(row, size) for row in rows]
        extents = [extent(line) for line in lines]
        ascent, descent = max(up for up, _ in extents), max(down for _, down in extents)
        below, column = 0.0, self._column(block)
        for start, line, (equation, rule) in zip(starts, lines, block.told, strict=True):
            self._result = hue_of(line[0].piece, self._theme)
            end = self._pieces(line, start, self._y + ascent, (ascent, descent), equation.is_known, size)
            for words in rule:
                below = max(below, self._rule(words, start + column - 14, end, (self._y + ascent, descent)))
        self._y += ascent + descent + below + _LEADING

    def _column(self, block: Beside) -> float:
        """How wide a column of a table is."""
        return (self._width - 2 * _MARGIN) / max(len(block.equations), block.columns)

    def _columns(self, block: Beside, widths: Sequence[float]) -> tuple[list[float], float]:
        """Where the columns of a row begin, and the size of its letters; 0 where they do not stand side by side.

        Where one is too wide for its place it begins further to the left, or, with rules at the ends of the columns, all are in
        smaller letters.
        """
        column, starts, end = self._column(block), list[float](), self._width - _MARGIN + 14
        if any(rule for _, rule in block.told):
            size = SIZE * min(1.0, (column - 14) / max(widths))
            return [_MARGIN + i * column for i in range(len(widths))], size
        for i in range(len(widths) - 1, -1, -1):
            end = min(_MARGIN + i * column, end - 14 - widths[i])
            starts.insert(0, end)
        return starts, SIZE if starts[0] >= _MARGIN else 0.0

    def _rule(self, words: str, right: float, end: float, baseline: tuple[float, float]) -> float:
        """A rule at the right of a column, or below its equation where there is no room; how much more height it takes."""
        y, descent = baseline
        fits = end + 16 + width(plain(words), SMALL_SIZE) <= right
        self._words(words, right, y - 4 if fits else y + descent + 7)
        return 0.0 if fits else 14.0

    def _words(self, words: str, right: float, y: float) -> None:
        """Words that end at the right; where the page is narrower than they are, it becomes wider."""
        end = max(right, _MARGIN + width(plain(words), SMALL_SIZE))
        self._widest = max(self._widest, end + _MARGIN)
        self._shapes.append(Label(end, y, plain(words), SMALL_SIZE, self._theme.faint, across=1.0))

    def _statements(self, block: Statements) -> None:
        """Each statement in a row of its own."""
        self._now = block.now
        for row in statement_rows(block):
            self._row(set_row(row, SIZE), 0.0, "", is_result=False)
        self._now = frozenset()

    def _equation(self, equation: Equation, style: Style) -> None:
        rows, top = equation_rows(equation, style), self._y
        self._result = hue_of(rows[0][0], self._theme)
        for i, row in enumerate(rows):
            name = equation.name if i == 0 else ""
            self._row(set_row(row, SIZE), INDENT if i else 0.0, name, is_result=equation.is_known and i == len(rows) - 1)
        key = equation.left.key
        if key is not None and key.letter == "path":
            self._make_path(key, top, self._y - _LEADING)
        self._y += _GAP - _LEADING

    def _make_path(self, key: Key, top: float, bottom: float) -> None:
        """Let all of a path's row be pointed at, and be brought out."""
        middle, reach = (top + bottom) / 2, (bottom - top) / 2 + 3
        self._paths.append(single(key, (0.0, middle, self._width, middle), reach))
        self._grounds.append((frozenset((key,)), Box(0.0, top - 3, self._width, bottom - top + 6, self._theme.now, None)))

    def _row(self, row: Sequence[SetPiece], indent: float, name: str, is_result: bool) -> None:
        room = self._width - 2 * _MARGIN - (width(plain(name), SMALL_SIZE) + 26 if name else 0.0)
        lines = broken(row, room, indent)
        for i, line in enumerate(lines):
            last = i == len(lines) - 1
            self._line(line, _MARGIN + (indent if i == 0 else indent + INDENT), is_result and last, name if i == 0 else "")

    def _line(self, line: Sequence[SetPiece], x: float, is_result: bool, name: str) -> None:
        ascent, descent = extent(line)
        baseline = self._y + ascent
        end = self._pieces(line, x, baseline, (ascent, descent), is_result)
        if name:
            right = max(self._width - _MARGIN, end + 14 + width(plain(name), SMALL_SIZE))
            label = Label(right, baseline - 4, plain(f"({name})"), SMALL_SIZE, self._theme.faint, across=1.0)
            self._shapes.append(label)
        self._y = baseline + descent + _LEADING

    def _pieces(
        self,
        line: Sequence[SetPiece],
        x: float,
        baseline: float,
        reach: tuple[float, float],
        is_result: bool,
        size: float = SIZE,
    ) -> float:
        """Set pieces one after the other; where they end."""
        ascent, descent = reach
        last = len(line) - 1
        self._shapes += self._present(line, x, (baseline - ascent - 1, baseline + descent + 1))
        for i, (piece, before, wide, _, _) in enumerate(line):
            x += before
            # The result is what the left side stands for.
            ink = self._result if is_result and i == last else hue_of(piece, self._theme)
            self._shapes.append(Formula(x, baseline, piece.node, size, ink))
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


def _is_path(piece: Piece) -> bool:
    return any(key.letter == "path" for key in piece.keys)
