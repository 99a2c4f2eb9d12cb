"""Words and formulas in lines: laid out for a width, and painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from visprop.engine.key import Key
from visprop.figures.base.shapes import Colour, Figure
from visprop.figures.base.shapes import Formula as FormulaShape
from visprop.figures.base.style import Theme
from visprop.figures.base.typeset import is_set, typeset
from visprop.figures.pages.hues import hue_of
from visprop.figures.pages.line_breaking import main_key
from visprop.lessons.markup import Formula, Words, Written
from visprop.notation.layout.nodes import FACTOR, Node
from visprop.notation.layout.pieces import Piece, pieces
from visprop.paint.painter import paint_figure, qcolor

_LINE, _BETWEEN, _AIR = 1.6, 0.8, 0.28
"""How high a line is, how far paragraphs are apart, and what is free above and below a tall formula, in sizes of the letters."""
_ALONE = 1.16
"""By how much a formula that stands alone is larger."""
_SPACE, _CLOSE = 0.3, 0.08
"""How wide the space between words is, and before a stop behind a formula, whose index leans over; in sizes of the letters."""

_SHORT = 0.35
"""A formula of so much of a line, or less, stays whole."""


class Set(NamedTuple):
    """A paragraph that is to be shown.

    Attributes:
        written: its words and formulas.
        is_formula: whether it is one formula in a row of its own.
    """

    written: Written
    is_formula: bool = False


@dataclass(frozen=True)
class _Item:
    """A word or a piece of a formula; lengths in pixels.

    Attributes:
        what: it.
        width, ascent, descent: how much room it takes.
        before: the space before it, where it does not begin a line.
        is_break: whether a line may be broken before it.
        is_factor: whether it may where there is no other way: before a factor of a product.
        is_strong: whether a word is brought out.
    """

    what: str | Piece
    width: float
    ascent: float
    descent: float
    before: float = 0.0
    is_break: bool = False
    is_factor: bool = False
    is_strong: bool = False


@dataclass(frozen=True)
class _Placed:
    """The same in its place: x of its left end, y of its baseline, in letters of a size."""

    item: _Item
    x: float
    y: float
    size: float


def nodes_in(paragraphs: Sequence[Set]) -> Iterator[Node]:
    """The formulas' pieces, which have to be set before all is laid out."""
    for paragraph in paragraphs:
        for part in paragraph.written:
            if isinstance(part, Formula):
                yield from (piece.node for piece in pieces(part.node))


def unset(paragraphs: Sequence[Set]) -> list[Node]:
    """Those that are not set yet."""
    return [node for node in nodes_in(paragraphs) if not is_set(node)]


class TextFlow:
    """Paragraphs in lines of a width, once all their formulas are set.

    Args:
        paragraphs: what is shown.
        font: of the words.
        width: of a line, in pixels.

    Attributes (to be read):
        height: of all lines, in pixels.
        taken: how wide the longest line is.
    """

    def __init__(self, paragraphs: Sequence[Set], font: QFont, width: float) -> None:
        self._font, self._width = font, width
        self._strong = QFont(font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._size = float(font.pixelSize())
        self._placed: list[_Placed] = []
        self.height = self.taken = 0.0
        for i, paragraph in enumerate(paragraphs):
            self.height += _BETWEEN * self._size if i else 0.0
            self._add(paragraph)

    # Laying out

    def _add(self, paragraph: Set) -> None:
        size = self._size * (_ALONE if paragraph.is_formula else 1.0)
        items = list(self._items(paragraph.written, size))
        if not items:
            return
        starts = [0, *(i for i, item in enumerate(items) if item.is_break and i)]
        chunks = [items[start:end] for start, end in zip(starts, [*starts[1:], len(items)], strict=True)]
        chunks = list(chain.from_iterable(map(self._fitting, chunks)))
        lines: list[list[_Item]] = []
        room = 0.0
        for chunk in chunks:
            wide = sum(item.before + item.width for item in chunk)
            if lines and wide <= room:
                lines[-1] += chunk
                room -= wide
            else:
                lines.append(list(chunk))
                room = self._width - wide + chunk[0].before
        for line in lines:
            self._place(line, size)

    def _fitting(self, chunk: list[_Item]) -> Iterator[list[_Item]]:
        """A chunk as it is, or the factors of one that is wider than a line."""
        if sum(item.before + item.width for item in chunk) <= self._width:
            yield chunk
            return
        starts = [0, *(i for i, item in enumerate(chunk) if item.is_factor and i)]
        yield from (chunk[start:end] for start, end in zip(starts, [*starts[1:], len(chunk)], strict=True))

    def _place(self, line: Sequence[_Item], size: float) -> None:
        up, down = max(item.ascent for item in line), max(item.descent for item in line)
        least = _LINE * size
        # A line of words alone is as high as every other; a tall formula has some air.
        free = max(least - up - down, _AIR * size)
        x, y = 0.0, self.height + free / 2 + up
        for i, item in enumerate(line):
            x += item.before if i else 0.0
            self._placed.append(_Placed(item, x, y, size))
            x += item.width
        self.taken = max(self.taken, x)
        self.height += up + down + free

    def _items(self, written: Written, size: float) -> Iterator[_Item]:
        is_apart = False
        for part in written:
            if isinstance(part, Words):
                found = list(self._words(part, is_apart))
                yield from found
                is_apart = part.text[-1:].isspace()
            else:
                yield from self._formula(part, size, is_apart)
                is_apart = False

    def _words(self, part: Words, is_apart: bool) -> Iterator[_Item]:
        metrics = QFontMetricsF(self._strong if part.is_strong else self._font)
        for i, (space, word) in enumerate(re.findall(r"(\s*)(\S+)", part.text)):
            is_free = bool(space) or (is_apart and i == 0)
            wide = metrics.horizontalAdvance(word)
            before = _SPACE * self._size if is_free else 0.0
            yield _Item(word, wide, metrics.ascent(), metrics.descent(), before, is_free, is_strong=part.is_strong)

    def _formula(self, part: Formula, size: float, is_apart: bool) -> Iterator[_Item]:
        found = []
        for piece in pieces(part.node):
            done, scale = typeset(piece.node, size)
            sizes = (done.width * scale, done.ascent * scale, done.descent * scale, piece.before * size)
            is_factor = piece.space is FACTOR and piece.depth == 0
            found.append(_Item(piece, *sizes, piece.is_break, is_factor))
        is_short = sum(item.before + item.width for item in found) <= _SHORT * self._width
        for i, item in enumerate(found):
            if i == 0:
                yield replace(item, before=_SPACE * self._size if is_apart else 0.0, is_break=is_apart)
            else:
                yield replace(item, is_break=item.is_break and not is_short)

    # Showing

    def paint(self, painter: QPainter, theme: Theme, ink: Colour, left: float = 0.0, top: float = 0.0) -> None:
        """Paint it with its upper left corner in a place."""
        painter.setPen(qcolor(ink))
        shapes = []
        for one in self._placed:
            what = one.item.what
            if isinstance(what, Piece):
                hue = hue_of(what, theme)
                colour = ink if hue == theme.ink else hue
                shapes.append(FormulaShape(left + one.x, top + one.y, what.node, one.size, colour))
            else:
                painter.setFont(self._strong if one.item.is_strong else self._font)
                painter.drawText(QPointF(left + one.x, top + one.y), what)
        paint_figure(painter, Figure(self._width, self.height, theme.panel, tuple(shapes)), background=False)

    def key_at(self, x: float, y: float) -> Key | None:
        """What the formula at a place stands for."""
        for one in self._placed:
            what = one.item.what
            box = QRectF(one.x, one.y - one.item.ascent, one.item.width, one.item.ascent + one.item.descent)
            if isinstance(what, Piece) and what.keys and box.contains(x, y):
                return main_key(what.keys)
        return None
