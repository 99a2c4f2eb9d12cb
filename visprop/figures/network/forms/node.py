"""One neuron as it is to be drawn: its place, its quantities and what has just been computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from visprop.engine.key import Key
from visprop.figures.base.metrics import advance
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Colour, Label, Points, Segments, Shape
from visprop.figures.base.style import FILL, FULL_FILL, LINE, MIN_SIZE, Theme, mix
from visprop.figures.base.text import CAP_HEIGHT, Run, plain, width
from visprop.figures.network.forms.portrait import Portrait
from visprop.figures.network.measures import LINES, OPENED, TEXT, TOLD
from visprop.notation.expression.numbers import ALL_DIGITS, LEAST_DIGITS, equal_to, is_carried, number, padded, without_zero


@dataclass(frozen=True)
class Shown:
    """A quantity of a neuron.

    Attributes:
        name: its symbol with its indices.
        letter: its symbol alone.
        value: what is known of it; None before it is.
        hue: of its number.
        is_now: whether the present line computes it.
        key: which it is; None in a legend's sample.
    """

    name: tuple[Run, ...]
    letter: tuple[Run, ...]
    value: float | None
    hue: Colour
    is_now: bool = False
    key: Key | None = None


@dataclass(frozen=True)
class Node:
    """A neuron.

    Attributes:
        x, y, wide, high: its middle and its size.
        text: the size of its numbers.
        digits: significant digits.
        theme: the colours.
        index: its number in the layer, as it is written.
        b, z, a, passed: its bias, weighted input, activation, and δ or d.
        is_plain: whether z is a, and so is left out.
        names_only: whether names stand where else numbers do.
        is_opened: whether there is a bias to be seen; else the neuron is a function f.
        rim: the colour and width of its outline.
        columns: for a layer that is a table, how much of each column of numbers stands before the point.
        cells: for such a layer, how wide each column is.
        has_index: whether its number in the layer has room.
        scale: what the fill of the strongest activation stands for.
        outside: how wide a text above or below it may be, so that it does not reach the next layer.
        pitch: how far the next layer is.
        end: where, from left to right, what stands above or below it ends at the latest.
        is_open: whether above and below it there are no edges.
        outer_side: where all stands that is told around it: above (−1), below (1), or some on each side (0).
        portrait: its picture, where its form has one; None for none.
        least: no text is smaller.
        b_before: its bias before the update, which stands under that of now; None for none.
        is_flat: whether σ is nearly flat at its z.
        is_short: whether no zero stands before the point of its numbers.
        function: its activation, by name.
    """

    x: float
    y: float
    wide: float
    high: float
    text: float
    digits: int
    theme: Theme
    index: tuple[Run, ...]
    b: Shown
    z: Shown
    a: Shown
    passed: Shown
    is_plain: bool
    names_only: bool
    is_opened: bool
    rim: tuple[Colour, float]
    columns: tuple[float, float, float] = (0.0, 0.0, 0.0)
    cells: tuple[float, float, float] = (0.0, 0.0, 0.0)
    has_index: bool = True
    scale: float = 1.0
    outside: float = np.inf
    pitch: float = np.inf
    end: float = np.inf
    is_open: tuple[bool, bool] = (False, False)
    outer_side: float = 0.0
    portrait: Portrait | None = None
    least: float = MIN_SIZE
    b_before: float | None = None
    is_flat: bool = False
    is_short: bool = False
    function: str = "logistic"

    @property
    def is_printed(self) -> bool:
        """Whether it stands on paper, which has an edge; a screen's picture has room around it."""
        return bool(np.isfinite(self.end))

    @property
    def left(self) -> float:
        """Its left end."""
        return self.x - self.wide / 2

    @property
    def right(self) -> float:
        """Its right end."""
        return self.x + self.wide / 2

    def fill(self, most: float) -> Colour:
        """Its tint: the stronger, the larger its activation is, in the hue of the sign."""
        return tint(self.a.value, self.scale, self.theme, most)

    @property
    def pale(self) -> Colour:
        """Its tint where text stands on it."""
        return self.fill(FILL)

    @property
    def full(self) -> Colour:
        """Its tint where none does."""
        return self.fill(FULL_FILL)

    def written(self, shown: Shown, room: float, is_padded: bool = False) -> tuple[Run, ...]:
        """A quantity's number with as many digits as there is room for, or its symbol; nothing while it is not known."""
        if self.names_only:
            return shown.name
        if shown.value is None:
            return ()
        return fitted(shown.value, self.digits, room, self.text, shown.is_now, self.is_short, is_padded)

    def told(self, shown: Shown, has_symbols: bool = True) -> tuple[Run, ...]:
        """A quantity's symbol with its number, or alone while there is none; or else the number alone."""
        if self.names_only:
            return shown.name
        if shown.value is None:
            return shown.name if has_symbols else shown.letter
        for name in (shown.name, shown.letter) if has_symbols else ():
            for count in shortenings(shown.value, self.digits):
                runs = (*name, *set_number(f" {equal_to(shown.value, count)}", self.is_short))
                if width(runs, self.text, shown.is_now) <= self.outside:
                    return runs
        # Where there is no room for both, the number tells more.
        runs = fitted(shown.value, self.digits, self.outside, self.text, shown.is_now, self.is_short)
        # On paper one that would reach what is beside it is said to be left out.
        is_left_out = self.is_printed and width(runs, self.text, shown.is_now) > self.outside
        return () if is_left_out else runs

    @property
    def has_room_before(self) -> bool:
        """Whether, in a circle, its bias of before has room under that of now."""
        if self.b_before is None:
            return False
        lowest = OPENED.changed[2] * self.text + CAP_HEIGHT / 2 * self.before_size
        chord = 2 * np.sqrt(max(0.0, (self.wide / 2) ** 2 - lowest**2))
        return bool(width(full(self.b_before, self.digits, self.is_short), self.before_size) <= chord - 2 * LINE)

    @property
    def before_size(self) -> float:
        """The size of its bias of before."""
        return max(self.least, TEXT.mark * self.text)

    def start(self, runs: tuple[Run, ...], shown: Shown) -> float | None:
        """Where a text over or under it begins: in its middle, but not so far to the left that edges arrive there.

        None where it would end in the next layer's heads, or, where there are no edges, in what stands beside it.
        """
        wide = width(runs, self.text, shown.is_now)
        if self.is_open[0 if shown is self.a else 1] and wide < self.pitch - 2.0:
            return min(self.x - wide / 2, self.end - wide)
        return self.x - min(wide / 2, TOLD.left * self.wide) if wide <= self.outside else None

    def label(
        self,
        x: float,
        y: float,
        runs: tuple[Run, ...],
        hue: Colour,
        across: float = 0.5,
        bold: bool = False,
        key: Key | None = None,
        room: float = np.inf,
    ) -> Label:
        """Text of the usual size, or smaller where it is wider than the room: another number would be worse."""
        size = self.text * min(1.0, room / width(runs, self.text, bold)) if np.isfinite(room) else self.text
        return Label(x, y, runs, size, hue, across, bold=bold, key=key)


def number_width(text: float, digits: int, is_short: bool = False) -> float:
    """How wide a number of so many digits usually is at a size; others are given fewer where there is no more room."""
    return text * advance(("−." if is_short else "−0.") + "0" * digits, False, False)


def edge_number_width(text: float, digits: int, is_short: bool = False) -> float:
    """The same of a number on an edge, with room for one that is below 0.1 unless it may lose a digit instead."""
    return number_width(text, digits, is_short) + (0.0 if is_short and digits > LEAST_DIGITS else 0.5 * text)


def tint(value: float | None, scale: float, theme: Theme, most: float) -> Colour:
    """From paper to a share of the hue of the value's sign, by its size relative to a scale."""
    if value is None or not np.isfinite(value):
        return theme.paper
    hue = theme.negative if value < 0.0 else theme.positive
    return mix(theme.paper, hue, most * min(1.0, abs(value) / scale))


@lru_cache(maxsize=1024)
def shortenings(value: float, digits: int) -> tuple[int, ...]:
    """With how many digits a number may be written where there is less and less room: down to two, and never as another one.

    0.9998 is no 1, and 0.0996 no 0.1: what is carried as far as that tells of another number. There is one count at least.
    """
    counts = [count for count in range(digits, min(digits, LEAST_DIGITS) - 1, -1) if not is_carried(value, count)]
    # Of those with more digits the first that is not carried.
    return tuple(counts) or (next((count for count in range(digits, ALL_DIGITS) if not is_carried(value, count)), digits),)


def set_number(text: str, is_short: bool) -> tuple[Run, ...]:
    """A written number with what stands before it; where it is to be short, without the zero before its point."""
    return plain(without_zero(text) if is_short else text)


@lru_cache(maxsize=4096)
def full(value: float, digits: int, is_short: bool = False, is_padded: bool = False) -> tuple[Run, ...]:
    """A number where there is room for all digits: with the first count of `shortenings`; padded as one of a column is."""
    count = shortenings(value, digits)[0] if is_carried(value, digits) else digits
    return set_number(padded(value, count) if is_padded else number(value, count), is_short)


@lru_cache(maxsize=4096)
def fitted(
    value: float, digits: int, room: float, size: float, bold: bool = False, is_short: bool = False, is_padded: bool = False
) -> tuple[Run, ...]:
    """A number with as many digits as there is room for, at last without the zero before its point.

    Where there is room for none, it is the shortest that is still this number.
    """
    runs = full(value, digits, is_short, is_padded)
    if width(runs, max(size, MIN_SIZE), bold) <= room:
        return runs
    counts = shortenings(value, digits)
    texts = [padded(value, count) if is_padded else number(value, count) for count in counts]
    found = [set_number(text, is_short) for text in texts]
    every = [*found, *([] if is_short else [set_number(text, True) for text in texts])]
    fits = (runs for runs in every if width(runs, max(size, MIN_SIZE), bold) <= room)
    return next(fits, None) or min(every, key=lambda runs: width(runs, size, bold))


def before_point(runs: tuple[Run, ...], size: float, bold: bool = False) -> float:
    """How much of a number stands before its point, or how wide it is where it has none."""
    if not runs or runs[0].italic:
        return 0.0
    return width(plain(runs[0].text.split(".")[0].split("×")[0]), size, bold)


def struck(label: Label) -> Shape:
    """A line through a text."""
    left, _, right, _ = bounds(label)
    return Segments(np.array([(left - 1.0, label.y, right + 1.0, label.y)]), label.colour, LINES.struck)


def arc(x: float, y: float, radius: float, first: float, last: float) -> Points:
    """Points of a part of a circle, angles in degrees, clockwise from the right."""
    angles = np.radians(np.linspace(first, last, 17))
    return np.column_stack((x + radius * np.cos(angles), y + radius * np.sin(angles)))
