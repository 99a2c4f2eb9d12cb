"""The boxes in a row: values on the wires, local slopes below the boxes, and the nudge on each wire as a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from visprop.benches.chain_rule.lettering import Words, change_name, fitted, name_of, sign_colour, slope_name, told
from visprop.benches.chain_rule.through import ChainRule
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Box, Colour, Figure, Label, Segments, Shape
from visprop.figures.base.style import EMPHASIS, KNOWN, LINE, MIN_SIZE, TEXT_SIZE, Theme, page_margin
from visprop.figures.base.text import plain, width
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.calculus.writing import Hand
from visprop.notation.expression.numbers import LEAST_DIGITS, equal_to, is_exact, number

_HAND = Hand()
_BOX_SHARE = 1.45
"""How wide a box is, in widths of a wire."""


def draw_boxes(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The boxes at a step."""
    return _Picture(moment.frame.state, size, options.theme, options.digits).figure()


@dataclass(frozen=True)
class _Places:
    """Where boxes and wires stand, from the left.

    Attributes:
        left: where the first wire begins.
        wire, box: how wide they are.
        text: the size of text.
    """

    left: float
    wire: float
    box: float
    text: float

    @classmethod
    def of(cls, size: Size, count: int) -> _Places:
        """For so many boxes."""
        margin = page_margin(size[0])
        wire = (size[0] - 2 * margin) / (count + 1 + _BOX_SHARE * count)
        return cls(margin, wire, _BOX_SHARE * wire, TEXT_SIZE)

    def wire_start(self, i: int) -> float:
        """Where wire i begins, from 0."""
        return self.left + i * (self.wire + self.box)

    def wire_middle(self, i: int) -> float:
        """The middle of wire i."""
        return self.wire_start(i) + self.wire / 2

    def slot(self, i: int, width: float) -> tuple[float, float]:
        """From where to where text about wire i may reach, on a page so wide: half-way to the next wires."""
        half = (self.wire + self.box) / 2 - 4.0
        last = self.wire_start(i) + self.wire + self.left > width - 1.0
        return (4.0 if i == 0 else self.wire_middle(i) - half), (width - 4.0 if last else self.wire_middle(i) + half)

    def box_left(self, i: int) -> float:
        """Where box i begins, from 0 for the innermost."""
        return self.wire_start(i) + self.wire

    def box_middle(self, i: int) -> float:
        """The middle of box i."""
        return self.box_left(i) + self.box / 2


class _Picture:
    def __init__(self, state: ChainRule, size: Size, theme: Theme, digits: int) -> None:
        self._found, self._seen, self._size, self._theme, self._digits = state.through, state.seen, size, theme, digits
        self._places = _Places.of(size, state.through.count)
        text = self._places.text
        self._line = 1.55 * text
        self._box_top = 1.9 * text + 0.05 * size[1]
        self._box_high = min(4.2 * text, 0.17 * size[1])
        self._values = self._box_top + self._box_high + self._line
        self._slopes = self._values + 0.3 * self._line
        self._product = self._slopes + 3.4 * self._line
        self._bars = (self._product + 0.8 * self._line, size[1] - 2.7 * self._line)

    def figure(self) -> Figure:
        shapes: list[Shape] = []
        for i in range(self._found.count + 1):
            shapes += self._wire(i)
        for i in range(self._found.count):
            shapes += self._box(i)
            if i < self._seen.slopes:
                shapes += self._slope(i)
        if self._seen.has_product:
            shapes += self._whole()
        if self._seen.has_nudge:
            shapes += self._nudge()
        return Figure(*self._size, self._theme.paper, tuple(shapes))

    def _wire(self, i: int) -> Iterator[Shape]:
        """An arrow with its name above it, and its value below."""
        places, seen, theme = self._places, self._seen, self._theme
        start, middle, y = places.wire_start(i), places.wire_middle(i), self._box_top + self._box_high / 2
        hue = theme.forward if seen.has_values and isfinite(self._found.values[i]) else theme.faint
        end = start + places.wire - (2.0 if i < self._found.count else 0.0)
        yield from arrow(np.array([start + 1.0, y, end, y]), hue, KNOWN if seen.has_values else LINE)
        name = name_of(self._found.names[i])
        yield Label(middle, y - 0.75 * places.text, name, places.text, hue, down=1.0)
        if seen.has_values:
            y = self._values - 0.45 * self._line
            yield self._number(name, self._found.values[i], middle, y, places.slot(i, self._size[0]), hue)

    def _number(self, name: Words, value: float, x: float, y: float, slot: tuple[float, float], hue: Colour) -> Label:
        """A name with its number about a place, with fewer digits and in smaller letters where the slot is narrow."""
        room, size = slot[1] - slot[0], self._places.text
        for digits in range(self._digits, min(self._digits, LEAST_DIGITS) - 1, -1):
            runs = told(name, value, digits)
            if width(runs, size) <= room:
                break
        size = max(MIN_SIZE, min(size, size * room / width(runs, size)))
        half = width(runs, size) / 2
        return Label(min(max(x, slot[0] + half), slot[1] - half), y, runs, size, hue)

    def _box(self, i: int) -> Iterator[Shape]:
        """A box with what it gives."""
        places, found, theme = self._places, self._found, self._theme
        left, high, outward = places.box_left(i), self._box_high, found.count - 1 - i
        is_now = self._seen.slopes == i + 1 and not self._seen.has_product
        rim = EMPHASIS if is_now else KNOWN if self._seen.has_values else LINE
        yield Box(left, self._box_top, places.box, high, theme.now if is_now else theme.wash, theme.ink, rim, radius=6.0)
        node = _HAND.term(found.chain.equations[outward])
        middle = (places.box_middle(i), self._box_top + high / 2)
        formula = fitted(node, middle, (places.box - 10.0, high - 8.0), 1.25 * places.text, theme.ink)
        name = (*plain("θ"), *plain("₁₂₃₄"[outward]))
        yield formula or Label(*middle, name, places.text, theme.ink)
        yield Label(middle[0], self._box_top - 0.4 * places.text, name, places.text, theme.faint, down=1.0)

    def _slope(self, i: int) -> Iterator[Shape]:
        """The local slope below a box: its formula, and its number."""
        places, found, theme = self._places, self._found, self._theme
        node = _HAND.term(found.chain.local[found.count - 1 - i])
        top, middle = self._slopes, places.box_middle(i)
        room = (places.box + places.wire - 8.0, 1.5 * self._line)
        formula = fitted(node, (middle, top + 0.85 * self._line), room, places.text, theme.backward)
        if formula is not None:
            yield formula
        name = slope_name(found.names[i + 1], found.names[i])
        slot = (middle - room[0] / 2, middle + room[0] / 2)
        yield self._number(name, found.slopes[i], middle, top + 2.1 * self._line, slot, theme.backward)

    def _whole(self) -> Iterator[Shape]:
        """The product of the local slopes, which stand in the order in which they are written."""
        found, theme = self._found, self._theme
        size, name = self._places.text, slope_name(found.chain.y, found.chain.x)
        for digits in range(self._digits, min(self._digits, LEAST_DIGITS) - 1, -1):
            factors = " × ".join(_factor(slope, digits) for slope in found.slopes[::-1])
            result, sign = equal_to(found.slope, digits), "=" if all(is_exact(one, digits) for one in found.slopes) else "≈"
            runs = (*name, *plain(f": none, as {found.trouble}" if found.trouble else f" {sign} {factors} {result}"))
            if width(runs, size, bold=True) <= self._size[0] - 12.0:
                break
        size = max(MIN_SIZE, min(size, size * (self._size[0] - 12.0) / width(runs, size, bold=True)))
        yield Label(self._size[0] / 2, self._product, runs, size, theme.backward, bold=True)

    # The nudge

    def _nudge(self) -> Iterator[Shape]:
        """On each wire how far it is moved, as a bar, and beside it what the slopes promise."""
        found, theme = self._found, self._theme
        top, bottom = self._bars
        changes, promised = np.array(found.changes), np.array(found.promised)
        told_ones = np.concatenate((changes, promised))
        told_ones = told_ones[np.isfinite(told_ones)]
        high, low = max(0.0, float(told_ones.max(initial=0.0))), min(0.0, float(told_ones.min(initial=0.0)))
        if bottom - top < 16.0 or not high - low > 0.0:
            return
        unit = (bottom - top) / (high - low)
        zero = top + high * unit
        ends = (self._places.wire_start(0), self._size[0] - self._places.left)
        yield Segments(np.array([(ends[0], zero, ends[1], zero)]), theme.rule, 1.0)
        for i, name in enumerate(found.names):
            middle = self._places.wire_middle(i)
            yield from self._bar(middle, zero, unit * float(changes[i]), unit * float(promised[i]))
            hue = sign_colour(float(changes[i]), theme)
            slot = self._places.slot(i, self._size[0])
            yield self._number(change_name(name), float(changes[i]), middle, self._size[1] - 1.9 * self._line, slot, hue)
        for i, slope in enumerate(found.slopes):
            yield from self._factor(self._places.box_middle(i), zero, slope)
        words = plain("dashed: what the local slopes promise")
        yield Label(self._size[0] / 2, self._size[1] - 0.8 * self._line, words, 0.92 * self._places.text, theme.backward)

    def _factor(self, middle: float, zero: float, slope: float) -> Iterator[Shape]:
        """By what a box multiplies the nudge, between the bars of what it is given and what it gives."""
        size = self._places.text
        for digits in range(self._digits if isfinite(slope) else 0, 0, -1):
            runs = plain(f"× {_factor(slope, digits)}")
            if width(runs, size) <= self._places.box - 6.0:
                yield Label(middle, zero, runs, size, self._theme.backward, behind=self._theme.paper)
                return

    def _bar(self, middle: float, zero: float, high: float, promised: float) -> Iterator[Shape]:
        """A bar from the line of 0, and a dashed mark where the slopes promise its end."""
        wide = min(26.0, 0.5 * self._places.wire)
        if isfinite(high):
            yield Box(middle - wide / 2, min(zero, zero - high), wide, abs(high), sign_colour(high, self._theme), None)
        if isfinite(promised):
            y = zero - promised
            yield Segments(np.array([(middle - wide, y, middle + wide, y)]), self._theme.backward, 1.6, dashed=True)


def _factor(value: float, digits: int) -> str:
    """A factor, in brackets if it is negative."""
    text = number(value, digits)
    return f"({text})" if value < 0.0 else text
