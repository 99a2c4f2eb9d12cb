"""What stands above a slice: the verdict first, its reason, and what the step promises beside what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.figures.base.axes import Axes
from visprop.figures.base.drawn import Drawn
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Box, Colour, Label, Segments
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.plots.slice import LOW_PAGE, UNSEEN, Bend, Slice
from visprop.notation.expression.numbers import DIGITS, equal_to

P = (Run("p", italic=True),)
PHI = (Run("φ", italic=True),)
_LEFT = 8.0
_BAR, _SHORT_BAR, _THICK, _GAP = 44.0, 28.0, 7.0, 6.0
"""How long the longer bar is, and on a low page; how thick both are, and how far from them their words stand, in points."""


def stepped(found: Slice) -> tuple[Run, ...]:
    """Where the step along −∇φ leads: p + Δp where it is the update at hand, else p − η∇φ."""
    if found.is_update:
        return (*P, *plain(" + Δ"), *P)
    return (*P, *plain(" − "), Run("η", italic=True), Run("∇" if found.along is None else "D"), *PHI)


def slice_head(found: Slice, axes: Axes, size: tuple[float, float], theme: Theme, digits: int = DIGITS) -> list[Drawn]:
    """The verdict, its reason, and both decreases as bars of one scale with their numbers."""
    return _Head(found, axes, size, theme, digits).shapes()


_NO_REASON = Omission("the reason of the verdict", is_number=True)


@dataclass(frozen=True)
class _Row:
    """A decrease: its words from the longest to the shortest, its number, its hue, and whether it has a bar."""

    words: Sequence[tuple[Run, ...]]
    value: float
    hue: Colour
    has_bar: bool = True


@dataclass(frozen=True)
class _Head:
    found: Slice
    axes: Axes
    size: tuple[float, float]
    theme: Theme
    digits: int

    @property
    def _end(self) -> float:
        return self.size[0] - 6.0

    @property
    def _is_low(self) -> bool:
        return self.size[1] < LOW_PAGE

    def shapes(self) -> list[Drawn]:
        text = self.axes.text
        y = 1.2 * text
        shapes = self._verdict(y)
        if self._is_low:
            shapes.append(_NO_REASON)
        else:
            y += 1.55 * text
            shapes += self._reason(y)
        y += 1.45 * text
        shapes += self._bars(y)
        if self.found.bend is not None:
            shapes += self._bent(self.found.bend, y + 1.4 * text * (1 if self._is_low else 2))
        return shapes

    def _verdict(self, y: float) -> list[Drawn]:
        """How η does; at the right what is not final about it."""
        found, text, room = self.found, self.axes.text, self._end - _LEFT
        words = (Run("η", italic=True), *plain(f" {equal_to(found.eta, self.digits)}: {found.verdict}"))
        size = next((s for s in (1.45, 1.2, 1.0) if width(words, s * text, bold=True) < room), 0.9) * text
        shapes: list[Drawn] = [Label(_LEFT, y, words, size, self.theme.ink, across=0.0, bold=True)]
        note = plain(found.note)
        if found.note and width(note, self.axes.small) + width(words, size, bold=True) + 12.0 < room:
            shapes.append(Label(self._end, y, note, self.axes.small, self.theme.faint, across=1.0))
        return shapes

    def _reason(self, y: float) -> Sequence[Drawn]:
        reason, small = self.found.reason, self.axes.small
        last = reason.split(": ")[-1]
        for words in map(plain, (reason, last[:1].upper() + last[1:], reason.split(";", maxsplit=1)[0])):
            if width(words, small) < self._end - _LEFT:
                return [Label(_LEFT, y, words, small, self.theme.faint, across=0.0)]
        return [_NO_REASON]

    def _bars(self, y: float) -> list[Drawn]:
        """Both decreases below each other, or side by side on a low page."""
        found, theme = self.found, self.theme
        came = (*plain("came "), *PHI, *plain("("), *P, *plain(") − "), *PHI, *plain("("), *stepped(found), *plain(")"))
        promised = self._promise()
        rows = [_Row((promised, promised[:1]), found.promised, theme.backward)]
        if found.verdict == UNSEEN:
            rows.append(_Row((plain("φ tells from"),), found.resolution, theme.faint, has_bar=False))
        else:
            rows.append(_Row((came, came[:1]), found.came, theme.forward))
        room = (self._end - _LEFT) / len(rows) if self._is_low else self._end - _LEFT
        places = [(_LEFT + room * i, y) if self._is_low else (_LEFT, y + 1.4 * self.axes.text * i) for i in range(len(rows))]
        return [one for row, place in zip(rows, places, strict=True) for one in self._bar(row, place, room)]

    def _bar(self, row: _Row, place: tuple[float, float], room: float) -> list[Drawn]:
        """One decrease from a place on: its bar, open where φ rises instead, and its number."""
        (x, y), small = place, self.axes.small
        number = plain(f" {equal_to(row.value, self.digits)}")
        longest = max(abs(self.found.promised), abs(self.found.came))
        share = abs(row.value) / longest if row.has_bar and np.isfinite(row.value) and 0.0 < longest < np.inf else 0.0
        fill = row.hue if row.value >= 0.0 else mix(self.theme.paper, row.hue, 0.15)
        wide = _SHORT_BAR if self._is_low else _BAR
        bar = Box(x, y - _THICK / 2, max(1.0, share * wide), _THICK, fill, row.hue, 0.8)
        shapes: list[Drawn] = [bar] if share else []
        for words in ((*one, *number) for one in row.words):
            if wide + _GAP + width(words, small) < room - 4.0:
                return [*shapes, Label(x + wide + _GAP, y, words, small, row.hue, across=0.0)]
        return [*shapes, Omission("promise and outcome", is_number=True)]

    def _bent(self, bend: Bend, y: float) -> Sequence[Drawn]:
        """How φ bends along the line and at most, beside the edge."""
        small, theme, digits = self.axes.small, self.theme, self.digits
        along = plain(f"curvature along the line {equal_to(bend.along, digits)}")
        largest = (Run("λ", italic=True), Run("max", script=-1), *plain(f" {equal_to(bend.largest, digits)}"))
        edge = (*plain("edge 2/"), Run("η", italic=True), *plain(f" {equal_to(self.found.edge, digits)}"))
        gap = plain(", ")
        for words in ((*along, *gap, *largest, *gap, *edge), (*largest, *gap, *edge)):
            if _LEFT + 18 + width(words, small) < self._end:
                line = Segments(np.array([(_LEFT, y, _LEFT + 12, y)]), theme.faint, 1.2, dashed=True)
                return [line, Label(_LEFT + 18, y, words, small, theme.ink, across=0.0)]
        return [Omission("the curvature", is_number=True)]

    def _promise(self) -> tuple[Run, ...]:
        """η∇φ·∇φ, or along one parameter ηDφ·Dφ, as the article has it."""
        slope = (Run("∇" if self.found.along is None else "D"), *PHI)
        return (*plain("promised "), Run("η", italic=True), *slope, Run("·"), *slope)
