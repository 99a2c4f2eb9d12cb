"""The frame of a diagram: ranges, ticks at round numbers, and the way from numbers to places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.lines import inside, part_of
from visprop.figures.base.shapes import Box, Label, Points, Segments, Shape
from visprop.figures.base.style import LEAST_SHARE, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, width
from visprop.notation.expression.numbers import ALL_DIGITS, number


@dataclass(frozen=True)
class Axes:
    """A rectangle of the page with a range of numbers on each side.

    Attributes:
        x, y, width, height: the rectangle, in points.
        x_range, y_range: the numbers at its left and right, and at its bottom and top.
        log: whether the vertical axis is logarithmic (its numbers are above 0 then).
        text: the usual size of text beside it.
        counts: whether the horizontal axis counts, so that its ticks are whole numbers.
    """

    x: float
    y: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    log: bool = False
    text: float = TEXT_SIZE
    counts: bool = False

    @property
    def small(self) -> float:
        """The size of its ticks."""
        return SMALL_SHARE * self.text

    @property
    def x_ticks(self) -> list[float]:
        """Where ticks stand below, so far apart that their numbers do not touch; one alone would tell no scale."""
        ends = list[float]()
        for most in range(max(2, int(self.width // 44)), 0, -1):
            found = [at for at in scale_ticks(*self.x_range, min(most, 8)) if not self.counts or at == round(at)]
            if self._has_room(found):
                return found
            # The outer two stand where those between them have no room.
            ends = ends if self._has_room(ends) else [*found[:1], *found[1:][-1:]]
        return ends if self._has_room(ends) else []

    def _has_room(self, ticks: list[float]) -> bool:
        """Whether the numbers of two ticks or more below do not touch."""
        wide = max((width(runs, self.small) for runs in tick_texts(ticks)), default=0.0)
        return len(ticks) > 1 and (ticks[1] - ticks[0]) / (self.x_range[1] - self.x_range[0]) * self.width > wide + 10.0

    @property
    def y_ticks(self) -> list[float]:
        """Where ticks stand at the left: four to six where there is room."""
        most = int(min(6, max(2, self.height // (1.9 * self.text))))
        if self.log:
            return log_ticks(*self.y_range, most)
        low, high = self.y_range
        return scale_ticks(low, high, most, 1.4 * self.text * (high - low) / self.height)

    def holds(self, places: Points) -> NDArray[np.bool_]:
        """Whether places of the page, of shape (n, 2), are within the rectangle, its rim included."""
        across, down = np.abs(places - (self.x + self.width / 2, self.y + self.height / 2)).T
        found: NDArray[np.bool_] = (across <= self.width / 2) & (down <= self.height / 2)
        return found

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """x, y, width, height."""
        return (self.x, self.y, self.width, self.height)

    def to_page(self, xs: Array, ys: Array) -> Points:
        """Numbers → places, of shape (n, 2); very far ones are brought nearer in their direction, as lines to them take long."""
        low, high = self._vertical(np.array(self.y_range))
        with np.errstate(over="ignore", invalid="ignore"):
            across = (np.asarray(xs) - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
            up = (self._vertical(np.asarray(ys, dtype=np.float64)) - low) / (high - low)
            return _tamed(np.column_stack((self.x + across * self.width, self.y + (1.0 - up) * self.height)))

    def from_page(self, x: float, y: float) -> tuple[float, float]:
        """A place → numbers."""
        low, high = self._vertical(np.array(self.y_range))
        up = low + (1.0 - (y - self.y) / self.height) * (high - low)
        across = self.x_range[0] + (x - self.x) / self.width * (self.x_range[1] - self.x_range[0])
        return across, float(10.0**up if self.log else up)

    def cut(self, line: Points) -> Points:
        """What of a straight line, of shape (2, 2), lies inside the rectangle; of one far outside, dashes would take for ever.

        Nothing inside gives an array of shape (0, 2).
        """
        if not np.isfinite(line).all():
            return np.empty((0, 2))
        found = inside(line.ravel(), (self.x, self.y, self.x + self.width, self.y + self.height))
        return np.empty((0, 2)) if found is None else part_of(line.ravel(), *found).reshape(2, 2)

    def _vertical(self, values: Array) -> Array:
        return np.log10(np.maximum(values, 1e-300)) if self.log else values


SMALL_SHARE = 0.92
"""Of the usual size of text: how large ticks and notes of a diagram are."""
SMALL_TEXT, LEAST_TEXT = SMALL_SHARE * TEXT_SIZE, LEAST_SHARE * TEXT_SIZE
"""How large they are, and what nothing is smaller than, in points."""
HIGHEST = 1e300
"""Values above this are not drawn: a diagram that holds them has no numbers left for its ends."""
LEAST_WIDTH = 2e-300
"""A range is made at least so wide: below, float64 runs out of digits for a tenth of it."""
_NARROWEST = 0.9 * LEAST_WIDTH
"""One that is has lost a little of it to rounding."""
_FAR = 1e5
"""No place is further from the page, in points."""


def _tamed(places: Points) -> Points:
    # What overflowed lies in some direction still.
    places = np.clip(places, -HIGHEST, HIGHEST)
    far = np.abs(places).max(axis=1, initial=0.0)
    return places / np.maximum(1.0, far / _FAR)[:, None] if (far > _FAR).any() else places


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers (1, 2 or 5 times a power of ten apart) within a range, in `most` steps or fewer.

    A range narrower than any that `least_range` and `value_range` give has none.
    """
    span = high - low
    if not span >= _NARROWEST or most < 1:
        return []
    base = 10.0 ** np.floor(np.log10(span / most))
    step = next(factor * base for factor in (1, 2, 5, 10, 20) if span / (factor * base) <= most)
    return _multiples(step, low, high)


def scale_ticks(low: float, high: float, most: int, least: float = 0.0) -> list[float]:
    """The same for an axis, where one number alone would tell no scale: instead there may be one more than `most`.

    Then they may be 4, 2½, 1½ or 6 times a power of ten apart, too, but not nearer to each other than `least`.
    """
    found = ticks(low, high, most)
    if len(found) > 1 or most < 2 or not high - low >= _NARROWEST:
        return found
    base = 10.0 ** np.floor(np.log10((high - low) / most))
    steps = (factor * base for factor in (10, 5, 2, 1, 4, 2.5, 1.5, 6))
    finer = (_multiples(step, low, high) for step in steps if step >= least)
    return next((one for one in finer if 2 <= len(one) <= most + 1), found)


def _multiples(step: float, low: float, high: float) -> list[float]:
    """The multiples of a number within a range."""
    first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
    return [float(f"{i * step:.15g}") for i in np.arange(first, last + 1)]


def rounded_out(low: float, high: float) -> tuple[float, float]:
    """A range widened to round numbers, so that even a low diagram has two ticks or more."""
    base = 10.0 ** np.floor(np.log10((high - low) / 2.0))
    for step in (factor * base for factor in (1, 2, 5, 10, 20, 50)):
        ends = (float(step * np.floor(low / step)), float(step * np.ceil(high / step)))
        if step >= (high - low) / 2.0 and len(ticks(*ends, 2)) > 1:
            return ends
    return low, high


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """Powers of ten within a range; where there are fewer than two, round numbers in even steps."""
    first, last = int(np.ceil(np.log10(low) - 1e-9)), int(np.floor(np.log10(high) + 1e-9))
    step = max(1, -(-(last - first + 1) // max(1, most)))
    powers = [10.0**i for i in range(first, last + 1, step)]
    if len(powers) > 1:
        return powers
    return [value for value in ticks(low, high, most) if value > 0.0]


LEAST_SPAN = 1e-10
"""A range is at least so wide, relative to its ends: in less, rounding would look like a curve."""


def least_range(low: float, high: float) -> tuple[float, float]:
    """A range within what is drawn, widened about its middle where float64 could hardly tell its ends apart."""
    low, high = (float(np.clip(end, -HIGHEST, HIGHEST)) for end in (low, high))
    half, least = high / 2 - low / 2, 0.5 * LEAST_SPAN * max(abs(low), abs(high))
    least = max(least, LEAST_WIDTH / 2)
    if half >= least:
        return low, high
    middle = low / 2 + high / 2
    return middle - least, middle + least


def value_range(low: float, high: float) -> tuple[float, float]:
    """A range within what is drawn; of one value, or what rounding makes of it, from 0 to a fifth more: its ticks are short."""
    low, high = (float(np.clip(end, -HIGHEST, HIGHEST)) for end in (low, high))
    size = max(abs(low), abs(high))
    if high - low >= max(LEAST_SPAN * size, LEAST_WIDTH):
        return low, high
    return (min(0.0, 1.2 * low), max(0.0, 1.2 * high)) if size > LEAST_WIDTH else (0.0, 1.0)


ROOM = 0.06
"""How much further than the rows a picture of what is computed goes at each side, in their range."""


def even_around(values: Array, count: int) -> Array:
    """So many even places around some numbers."""
    low, high = (float(np.clip(end, -HIGHEST, HIGHEST)) for end in (np.min(values), np.max(values)))
    room = ROOM * (high - low) or 0.5
    return np.linspace(*least_range(low - room, high + room), count)


def told_apart(values: Sequence[float], least: int) -> list[str]:
    """Numbers with as many digits as tell each from its neighbours, `least` at least."""
    texts = list[str]()
    for digits in range(least, ALL_DIGITS + 1):
        texts = [number(value, digits) for value in values]
        if len(set(texts)) == len(texts):
            break
    return texts


def tick_texts(values: Sequence[float]) -> list[tuple[Run, ...]]:
    """What stands at the ticks of an axis, no two alike."""
    return [plain(text.removeprefix("1×")) for text in told_apart(values, 6)]


def left_room(axes: Axes) -> float:
    """How much room the numbers at the left take."""
    return max((width(runs, axes.small) for runs in tick_texts(axes.y_ticks)), default=0.0) + 8.0 + 8.0


def aligned(upper: Axes, lower: Axes) -> tuple[Axes, Axes]:
    """A diagram and one below it that begins where it does, moved to where both have room for their numbers."""
    more = max(0.0, left_room(lower) - upper.x)
    first, second = (replace(axes, x=axes.x + more, width=max(30.0, axes.width - more)) for axes in (upper, lower))
    return first, second


def axes_in(
    size: tuple[float, float],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    top: float,
    below: float = 0.0,
    log: bool = False,
) -> Axes:
    """The diagram on a page: its margins have room for the ticks, and for so much above and below."""
    text, x_range = TEXT_SIZE, least_range(*x_range)
    trial = Axes(0.0, top, 100.0, max(30.0, size[1] - top - below - 3.5 * text), x_range, y_range, log, text)
    left = left_room(trial)
    right = max(8.0, width(plain(number(x_range[1], 6)), trial.small) / 2 + 5.0)
    return Axes(left, top, max(30.0, size[0] - left - right), trial.height, x_range, y_range, log, text)


def axes_shapes(
    axes: Axes, x_title: tuple[Run, ...], y_title: tuple[Run, ...], theme: Theme, grid: bool = True, foot: bool = True
) -> list[Shape]:
    """The lower axis with its ticks outside, horizontal rules where wanted, numbers, and a title at the end of each axis.

    Without a foot the lower axis has no numbers: another diagram below has the same.
    """
    bottom, right = axes.y + axes.height, axes.x + axes.width
    xs, ys = axes.x_ticks, axes.y_ticks
    x_places = axes.to_page(np.array(xs), np.full(len(xs), axes.y_range[0]))[:, 0]
    y_places = axes.to_page(np.full(len(ys), axes.x_range[0]), np.array(ys))[:, 1]
    shapes: list[Shape] = []
    if grid:
        shapes.append(Segments(np.array([(axes.x, y, right, y) for y in y_places]).reshape(-1, 4), theme.rule, 0.8))
    else:
        shapes.append(Segments(np.array([(axes.x - 4, y, axes.x, y) for y in y_places]).reshape(-1, 4), theme.ink, 1.0))
    marks = [(axes.x, bottom, right, bottom), *((x, bottom, x, bottom + 4) for x in x_places)]
    shapes.append(Segments(np.array(marks).reshape(-1, 4), theme.ink, 1.0))
    for runs, x in zip(tick_texts(xs), x_places, strict=True) if foot else ():
        shapes.append(Label(float(x), bottom + 8, runs, axes.small, theme.faint, down=0.0))
    for runs, y in zip(tick_texts(ys), y_places, strict=True):
        # The lowest would stand beside the corner's number.
        if y < bottom + 1.0:
            shapes.append(Label(axes.x - 8, float(y), runs, axes.small, theme.faint, across=1.0))
    if x_title:
        shapes.append(Label(right, bottom + 8 + 1.35 * axes.text, x_title, axes.text, theme.ink, across=1.0, down=0.0))
    if y_title:
        shapes.append(
            Label(max(4.0, axes.x - 24), axes.y - 0.75 * axes.text, y_title, axes.text, theme.ink, across=0.0, down=1.0)
        )
    return shapes


def frame_box(axes: Axes, theme: Theme) -> Shape:
    """The outline of a map."""
    return Box(*axes.rectangle, None, theme.rule, 0.8)
