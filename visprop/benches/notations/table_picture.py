"""The notations as a table: how each writes the derivative, what that denotes, and its value at the point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.benches.notations.notations_steps import Notations
from visprop.benches.notations.point_told import point_told
from visprop.benches.notations.ways import Written
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.shapes import Box, Colour, Figure, Formula, Label, Segments, Shape
from visprop.figures.base.style import LEAST_SHARE, MIN_SIZE, TEXT_SIZE, Theme, page_margin
from visprop.figures.base.text import plain, width
from visprop.figures.base.typeset import typeset
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.calculus.writing import Hand
from visprop.notation.expression.numbers import numeral, sign
from visprop.notation.layout.build import slashed
from visprop.notation.layout.nodes import Letter, Node, Operator, Row

_HEADINGS = ("notation", "is written", "denotes", "at the point")
_GAP = 12.0
_INSET = 4.0


def draw_table(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The table at a step."""
    return _Table(moment.frame.state, size, options.theme, options.digits).figure()


@dataclass(frozen=True)
class _Columns:
    """Where the columns begin, and how wide they are."""

    starts: tuple[float, ...]
    widths: tuple[float, ...]


_HIGH = 260.0
"""A page that is lower, in points, has smaller letters."""


class _Table:
    def __init__(self, state: Notations, size: Size, theme: Theme, digits: int) -> None:
        self._state, self._size, self._theme, self._digits = state, size, theme, digits
        # On a low page all is smaller, rather than that a notation is left out.
        self._text = TEXT_SIZE * min(1.0, max(LEAST_SHARE, size[1] / _HIGH))
        self._top = 5.0 * self._text
        self._pitch = (size[1] - self._top - 6.0) / len(state.ways)
        self._letters = 1.15 * self._text * min(1.35, max(1.0, self._pitch / 46.0))
        self._columns = self._measured()

    def figure(self) -> Figure:
        shapes: list[Shape] = [*self._head()]
        for i, way in enumerate(self._state.seen):
            shapes += self._row(i, way)
        return Figure(*self._size, self._theme.paper, tuple(shapes))

    def _measured(self) -> _Columns:
        """The columns of words are as wide as their words, and the two of formulas share the rest, by what they need."""
        ways, margin, text = self._state.ways, page_margin(self._size[0]), self._text
        names = max(width(plain(word), text) for word in (_HEADINGS[0], *(part for way in ways for part in _lines(way.name))))
        kinds = max(width(plain(word), text) for word in (_HEADINGS[2], *(way.kind for way in ways)))
        free = self._size[0] - 2 * margin - names - kinds - 3 * _GAP
        needs = [self._letters * max(_wide(node) for node in nodes) for nodes in zip(*map(self._formulas, ways), strict=True)]
        spare = max(0.0, free - sum(needs)) / 3
        first = needs[0] if spare else free * min(0.7, max(0.3, needs[0] / sum(needs)))
        widths = (names, first, kinds, free - 3 * spare - first)
        starts = tuple(margin + sum(widths[:i]) + i * (_GAP + spare) for i in range(4))
        return _Columns(starts, widths)

    def _formulas(self, way: Written) -> tuple[Node, Node]:
        """How it is written with what it is, and its value at the point."""
        written = way.result if way.symbol is None else Row((way.symbol, Operator("="), way.result))
        return written, Row((way.at, *self._value))

    @property
    def _value(self) -> tuple[Node, ...]:
        """The number with its sign; nothing where there is none."""
        value = self._state.subject.value
        return () if np.isnan(value) else (Operator(sign(value, self._digits)), numeral(value, self._digits))

    def _head(self) -> Iterator[Shape]:
        """What the table is about, and what stands in its columns."""
        text, theme, subject = self._text, self._theme, self._state.subject
        node = Row((Letter("y"), Operator("="), Hand().term(subject.term)))
        left, right = self._columns.starts[0], self._size[0] - self._columns.starts[0]
        told = point_told(subject, subject.point, self._digits)
        room = right - left - width(told, text) - 16.0
        yield from self._formula((node,), left, 1.3 * text, (room, 2.2 * text), 1.2 * text, theme.ink)
        yield Label(right, 1.3 * text, told, text, theme.forward, across=1.0)
        for start, words in zip(self._columns.starts, _HEADINGS, strict=True):
            yield Label(start, 3.6 * text, plain(words), 0.92 * text, theme.faint, across=0.0)
        y = self._top - 0.4 * text
        yield Segments(np.array([(left, y, right, y)]), theme.rule, 0.8)

    def _row(self, i: int, way: Written) -> Iterator[Shape]:
        """A notation; the present one on the ground of what is told now."""
        theme, text, columns = self._theme, self._text, self._columns
        top, middle = self._top + i * self._pitch, self._top + (i + 0.5) * self._pitch
        if way is self._state.present:
            yield Box(2.0, top + 1.0, self._size[0] - 4.0, self._pitch - 2.0, theme.now, None, radius=4.0)
        lines = _lines(way.name)
        for k, line in enumerate(lines):
            y = middle + (k - (len(lines) - 1) / 2) * min(1.15 * text, 0.48 * self._pitch)
            yield Label(columns.starts[0], y, plain(line), text, theme.faint if k else theme.ink, across=0.0)
        hue = theme.faint if way.symbol is None else theme.ink
        yield Label(columns.starts[2], middle, plain(way.kind), text, hue, across=0.0)
        if way.symbol is None:
            return
        written, value = self._formulas(way)
        for column, nodes, colour in (
            (1, (written, slashed(written), way.symbol, slashed(way.symbol)), theme.ink),
            (3, (value, slashed(value), Row(self._value)), theme.backward),
        ):
            room = (columns.widths[column], self._pitch - _INSET)
            yield from self._formula(nodes, columns.starts[column], middle, room, self._letters, colour)

    def _formula(
        self, nodes: Sequence[Node], x: float, middle: float, room: tuple[float, float], size: float, colour: Colour
    ) -> Iterator[Shape]:
        """The first of some formulas that can be read in a place, smaller where there is less room."""
        for node in nodes:
            done, scale = typeset(node, 1.0)
            wide, high = done.width * scale, (done.ascent + done.descent) * scale
            fitting = min(size, room[0] / wide, room[1] / high) if wide else 0.0
            if fitting >= MIN_SIZE:
                yield Formula(x, middle + fitting * (done.ascent - done.descent) * scale / 2, node, fitting, colour)
                return


def _lines(name: str) -> tuple[str, ...]:
    """Leibniz, and in the line below which of his."""
    return tuple(name.split(", "))


def _wide(node: Node) -> float:
    """How wide a formula is, in sizes of its letters."""
    done, scale = typeset(node, 1.0)
    return done.width * scale
