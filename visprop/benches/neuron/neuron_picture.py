"""The neuron with its arrows, as the article's Figures 4 and 8 draw it: weights on the arrows, the bias inside, a behind it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from visprop.benches.neuron.look import A, B, Words, Z, applied, hue_of_sign, indexed, small, text_of, told
from visprop.benches.neuron.setting import HAND, name_of
from visprop.benches.neuron.state import Neuron, Seen
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.lines import arrow, interrupted
from visprop.figures.base.shapes import Colour, Disc, Figure, Handle, Label, Points, Segments, Shape
from visprop.figures.base.style import FILL, KNOWN, LINE, Theme, mix, page_margin
from visprop.figures.base.text import plain, width
from visprop.figures.moment import Size, ViewOptions

_WIDE, _HIGH = 470.0, 280.0
"""From this size on text is full-sized."""
_IN, _WEIGHT, _OUT = 0.17, 0.26, 0.2
"""How much of the width inputs, weights and what comes out take."""
_MOST_PITCH = 8.0
"""How far apart the inputs are at most, in the text's size."""
_SPREAD = 62.0
"""How far from the middle of the neuron's left side the outer arrows arrive, in degrees."""
_KNOB = 3.6
_LINES = (1.0, 3.4)


def neuron_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The neuron at a step, with its numbers; its inputs are dragged on their tracks."""
    return _Picture(moment.frame.state, size, options.theme, options.digits).figure()


class _Picture:
    """Builds the picture from left to right: inputs, weights, products, the neuron, what comes out."""

    def __init__(self, neuron: Neuron, size: Size, theme: Theme, digits: int) -> None:
        self._neuron, self._size, self._theme, self._digits = neuron, size, theme, digits
        self._text = text = text_of(size, _WIDE, _HIGH)
        self._margin = page_margin(size[0])
        self._margin = page_margin(size[0])
        top, high, inner = 2.2 * text, size[1] - 3.0 * text, size[0] - 2 * self._margin
        self._pitch = min(high / neuron.count, _MOST_PITCH * text)
        self._y = top + high / 2
        self._radius = min(2.7 * text, 0.4 * high)
        # The neuron stands where what is behind it has room; the arrows to it take what is left.
        self._end = size[0] - self._margin
        self._x = self._end - max(_OUT * inner, 6.4 * text) - self._radius
        self._start, self._bend = self._margin + _IN * inner, self._margin + (_IN + _WEIGHT) * inner
        widest = max(width(self._product(k), text) for k in range(1, neuron.count + 1))
        self._column = min(max(2.6 * text, widest + 10.0), self._x - self._radius - self._bend - 10.0)
        self._shapes: list[Shape] = []
        self._handles: list[Handle] = []

    def figure(self) -> Figure:
        neuron = self._neuron
        self._headings()
        for k in range(1, neuron.count + 1):
            self._input(k)
        for k in range(1, neuron.count + 1):
            self._edge(k)
        self._body()
        self._output()
        return Figure(*self._size, self._theme.paper, tuple(self._shapes), handles=tuple(self._handles))

    def _say(self, x: float, y: float, runs: Words, hue: Colour, across: float = 0.5, bold: bool = False) -> None:
        self._shapes.append(Label(x, y, runs, self._text, hue, across=across, bold=bold))

    def _row(self, k: int) -> float:
        return self._y + (k - (self._neuron.count + 1) / 2) * self._pitch

    def _headings(self) -> None:
        """What stands below, from left to right."""
        neuron, many = self._neuron, self._neuron.count > 1
        found = [
            (self._margin, 0.0, "inputs" if many else "input"),
            ((self._start + self._bend) / 2, 0.5, "weights" if many else "weight"),
        ]
        if neuron.sees(Seen.PRODUCTS):
            found.append((self._bend + self._column / 2, 0.5, "products" if many else "product"))
        found.append((self._x, 0.5, "bias"))
        if neuron.sees(Seen.ACTIVATION):
            found.append((self._end, 1.0, "output"))
        y = min(self._row(1) - 1.3 * self._text, self._y - self._radius) - 1.1 * self._text
        for x, across, words in found:
            self._shapes.append(
                Label(x, max(0.8 * self._text, y), plain(words), small(self._text), self._theme.faint, across=across)
            )

    # What comes in

    def _input(self, k: int) -> None:
        """x with its number over the track on which it is dragged."""
        neuron, theme, y = self._neuron, self._theme, self._row(k)
        value, left, track = neuron.x[k - 1], self._margin, self._start - self._margin - 14.0
        below = min(0.55 * self._text, 0.24 * self._pitch)
        runs = told(indexed("x", k, neuron.count), value, self._digits, self._start - left - 8.0, self._text)
        self._say(left, y - below, runs, theme.ink, across=0.0)
        at = left + track * (min(HAND, max(-HAND, value)) + HAND) / (2 * HAND)
        y += below + 0.1 * self._text
        middle = left + track / 2
        self._shapes.append(Segments(np.array([(left, y, left + track, y), (middle, y - 3, middle, y + 3)]), theme.rule, 1.2))
        self._shapes.append(Segments(np.array([(middle, y, at, y)]), hue_of_sign(value, theme), 2.2))
        self._shapes.append(Disc(at, y, _KNOB, theme.ink, theme.paper, 1.0))

        def moved(x: float, _: float) -> Mapping[str, float]:
            share = min(1.0, max(0.0, (x - left) / track))
            return {name_of("x", k): round(HAND * (2 * share - 1), 1)}

        self._handles.append(Handle(f"x{'₀₁₂₃₄₅₆₇₈'[k]}", at, y, moved, reach=min(14.0, 0.5 * self._pitch + 2.0)))

    def _edge(self, k: int) -> None:
        """An arrow with its weight, which bends where the product stands."""
        neuron, theme, text = self._neuron, self._theme, self._text
        w, y = neuron.w[k - 1], self._row(k)
        line = self._width(w, neuron.w)
        hue = hue_of_sign(w, theme)
        runs = told(indexed("w", k, neuron.count), w, self._digits, self._bend - self._start - 26.0, text)
        middle, half = (self._start + self._bend) / 2, width(runs, text) / 2 + 3.0
        gap = (middle - half, y - text, middle + half, y + text)
        self._say(middle, y, runs, hue)
        level = np.array((self._start, y, self._bend, y))
        has_product = neuron.sees(Seen.PRODUCTS)
        after = self._bend + (self._column if has_product else 0.0)
        if has_product:
            self._shapes += arrow(level, hue, line, [gap], w < 0.0)
            product = neuron.products[k - 1]
            hue, w = hue_of_sign(product, theme), product
            line = self._width(product, neuron.products)
            self._say(self._bend + self._column / 2, y, self._product(k), hue)
        else:
            self._shapes.append(Segments(interrupted(level, [gap]), hue, line, w < 0.0))
        self._shapes += arrow(self._inward(after, k), hue, line, (), w < 0.0)

    def _product(self, k: int) -> Words:
        """The number of a product."""
        return told((), self._neuron.products[k - 1], self._digits, 5.0 * self._text, self._text)

    def _inward(self, x: float, k: int) -> Points:
        """From the row of an input to its own place on the rim of the neuron."""
        middle = (self._neuron.count + 1) / 2
        angle = np.radians(_SPREAD * (k - middle) / max(1.0, middle - 1.0))
        away = self._radius + 3.0
        return np.array((x, self._row(k), self._x - away * np.cos(angle), self._y + away * np.sin(angle)))

    def _width(self, value: float, among: tuple[float, ...]) -> float:
        """How wide a line is, by its magnitude among the others; there is a floor, so that small ones do not look large."""
        largest = max(1.0, *(abs(one) for one in among))
        return _LINES[0] + (_LINES[1] - _LINES[0]) * abs(value) / largest

    # The neuron

    def _body(self) -> None:
        neuron, theme, text = self._neuron, self._theme, self._text
        fill = theme.paper
        if neuron.sees(Seen.ACTIVATION):
            hue = theme.negative if neuron.a < 0.0 else theme.positive
            fill = mix(theme.paper, hue, FILL * min(1.0, abs(neuron.a)))
        self._shapes.append(Disc(self._x, self._y, self._radius, fill, theme.ink, KNOWN if neuron.sees(Seen.SUM) else LINE))
        room = 2 * self._radius - 10.0
        self._say(self._x, self._y - 0.62 * text, B, theme.ink)
        self._say(self._x, self._y + 0.62 * text, told((), neuron.b, self._digits, room, text), theme.ink)
        if neuron.sees(Seen.SUM):
            runs = told(Z, neuron.z, self._digits, self._end - self._x, text)
            left = self._x - 0.3 * self._radius
            self._say(left, self._y + self._radius + 1.1 * text, runs, theme.forward, across=0.0, bold=neuron.step == Seen.SUM)

    def _output(self) -> None:
        """The arrow behind it, with a and σ′ at its sides."""
        neuron, theme, text, y = self._neuron, self._theme, self._text, self._y
        is_known = neuron.sees(Seen.ACTIVATION)
        start = self._x + self._radius + 3.0
        hue = theme.forward if is_known else theme.rule
        self._shapes += arrow(np.array((start, y, self._end, y)), hue, KNOWN)
        room = self._end - start
        if is_known:
            runs = told(A, neuron.a, self._digits, room, text)
            self._say((start + self._end) / 2, y - 0.95 * text, runs, hue, bold=neuron.step == Seen.ACTIVATION)
        else:
            self._say((start + self._end) / 2, y - 0.95 * text, A, theme.faint)
        if neuron.sees(Seen.SLOPE):
            name = applied(neuron.activation, Z, "′")
            runs = told(name, neuron.slope, self._digits, room, text)
            self._say((start + self._end) / 2, y + 0.95 * text, runs, theme.backward, bold=neuron.step == Seen.SLOPE)
