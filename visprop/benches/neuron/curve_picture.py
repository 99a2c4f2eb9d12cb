"""The balance and below it the curve, whose horizontal axis is z: the last bar ends right above the point (z, a)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from visprop.benches.neuron.balance import Balance
from visprop.benches.neuron.curve import Curve, height_range
from visprop.benches.neuron.look import A, Words, Z, applied, text_of
from visprop.benches.neuron.state import Neuron, Seen
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.axes import Axes, tick_texts
from visprop.figures.base.shapes import Colour, Figure, Handle, Label, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import plain, width
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.expression.numbers import LEAST_DIGITS, equal_to

_WIDE, _HIGH = 420.0, 300.0
"""From this size on text is full-sized."""
_ROWS = 0.42
"""How much of the height the rows of the balance take at most."""
_PITCHES = (11.0, 24.0)
_GAP = 10.0
_MORE = 14.0


def curve_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """Balance and curve at a step; the ends of the bars and the point are dragged."""
    return _Picture(moment.frame.state, size, options.theme, options.digits).figure()


class _Picture:
    def __init__(self, neuron: Neuron, size: Size, theme: Theme, digits: int) -> None:
        self._neuron, self._size, self._theme, self._digits = neuron, size, theme, digits
        self._text = text = text_of(size, _WIDE, _HIGH)
        top = 2.3 * text
        rows = len(neuron.terms)
        pitch = min(_PITCHES[1], max(_PITCHES[0], _ROWS * size[1] / rows))
        row_text = min(text, max(8.7, 0.78 * pitch))
        reach = (-neuron.reach, neuron.reach)
        down = top + rows * pitch + _GAP
        high = max(24.0, size[1] - down - 8.0 - 2.5 * text)
        left = self._gutter(row_text, height_range(neuron), high)
        right = max(10.0, width(tick_texts([neuron.reach])[0], text) / 2 + 4.0)
        self._axes = Axes(left, down, max(30.0, size[0] - left - right), high, reach, height_range(neuron), text=text)
        self._balance = Balance(neuron, self._axes, top, pitch, row_text, theme, digits)
        self._curve = Curve(neuron, self._axes, theme, digits)

    def _gutter(self, row_text: float, heights: tuple[float, float], high: float) -> float:
        """How much room names and numbers of the rows, and those of the axis of a, take: the same at every step."""
        trial = Axes(0.0, 0.0, 100.0, high, (-1.0, 1.0), heights, text=self._text)
        ticked = max((width(runs, trial.small) for runs in tick_texts(trial.y_ticks)), default=0.0)
        widest = width((*plain("w₈x₈ ≈ −0.0" + "0" * min(self._digits, 4)),), row_text)
        return min(max(ticked + 34.0, widest + _MORE), 0.34 * self._size[0])

    def figure(self) -> Figure:
        neuron, theme = self._neuron, self._theme
        is_drawn = neuron.sees(Seen.ACTIVATION)
        behind = self._curve.ground() if is_drawn else []
        shapes: list[Shape] = [*behind, *self._ground(), *self._balance.shapes(), *self._lead(), *self._head()]
        handles: list[Handle] = []
        if is_drawn:
            shapes += self._curve.shapes()
            handles.append(self._handle())
        else:
            shapes.append(self._promise())
        handles += self._balance.handles()
        return Figure(*self._size, theme.paper, tuple(shapes), plot=self._axes.rectangle, handles=tuple(handles))

    def _ground(self) -> list[Shape]:
        """The axis of z with rules at its ticks through balance and curve, and the line from which the bars push."""
        axes, theme, top = self._axes, self._theme, self._balance.top
        bottom, middle = axes.y + axes.height, axes.x + axes.width / 2
        xs = axes.to_page(np.array(axes.x_ticks), np.full(len(axes.x_ticks), axes.y_range[0]))[:, 0]
        rules = np.array([(x, top, x, bottom) for x in xs]).reshape(-1, 4)
        marks = [(axes.x, bottom, axes.x + axes.width, bottom), *((x, bottom, x, bottom + 4) for x in xs)]
        found: list[Shape] = [Segments(rules, theme.rule, 0.8), Segments(np.array(marks), theme.ink, 1.0)]
        found.append(Segments(np.array([(middle, top, middle, self._balance.bottom)]), theme.ink, 1.0))
        for runs, x in zip(tick_texts(axes.x_ticks), xs, strict=True):
            found.append(Label(float(x), bottom + 8, runs, axes.small, theme.faint, down=0.0))
        end = (axes.x + axes.width, bottom + 8 + 1.35 * axes.text)
        return [*found, Label(*end, Z, axes.text, theme.ink, across=1.0, down=0.0)]

    def _lead(self) -> list[Shape]:
        """From the end of the balance to the point on the curve, or to where it will be."""
        neuron, balance = self._neuron, self._balance
        if not neuron.sees(Seen.SUM):
            return []
        x, y = (float(one) for one in self._curve.point)
        end = y if neuron.sees(Seen.ACTIVATION) else self._axes.y + self._axes.height
        first = balance.middle(neuron.count) + 5.0
        return [Segments(np.array([(x, first, x, end)]), self._theme.forward, 1.4, dashed=True)]

    def _promise(self) -> Shape:
        """What will be there."""
        axes = self._axes
        middle = (axes.x + axes.width / 2, axes.y + axes.height / 2)
        words = plain("the curve of the activation: from step 3 on")
        return Label(*middle, words, axes.small, self._theme.faint, behind=self._theme.paper)

    # Above

    def _head(self) -> list[Shape]:
        """z, a and σ′ as they become known, and whether it is saturated; with fewer digits where there is less room."""
        for digits in range(self._digits, min(self._digits, LEAST_DIGITS) - 1, -1):
            parts = self._parts(digits)
            widths = [width(runs, self._text, bold=True) for runs, _ in parts]
            if sum(widths) + 1.6 * self._text * (len(parts) - 1) <= self._size[0] - 16.0 or digits == LEAST_DIGITS:
                break
        x = 8.0
        shapes: list[Shape] = []
        for (runs, hue), wide in zip(parts, widths, strict=True):
            if x + wide > self._size[0] - 4.0:
                break
            shapes.append(Label(x, 1.1 * self._text, runs, self._text, hue, across=0.0, bold=True))
            x += wide + 1.6 * self._text
        return shapes

    def _parts(self, digits: int) -> list[tuple[Words, Colour]]:
        neuron, theme = self._neuron, self._theme
        if not neuron.sees(Seen.PRODUCTS):
            return [((*plain("what adds up to "), *Z), theme.ink)]
        if not neuron.sees(Seen.SUM):
            return [(plain("each product pushes from 0"), theme.ink)]
        found: list[tuple[Words, Colour]] = [((*Z, *plain(f" {equal_to(neuron.z, digits)}")), theme.forward)]
        if neuron.sees(Seen.ACTIVATION):
            found.append(((*A, *plain(f" {equal_to(neuron.a, digits)}")), theme.forward))
        if neuron.sees(Seen.SLOPE):
            name = applied(neuron.activation, Z, "′")
            found.append(((*name, *plain(f" {equal_to(neuron.slope, digits)}")), theme.backward))
        if neuron.sees(Seen.SATURATION):
            found.append((plain("saturated" if neuron.is_saturated else "not saturated"), theme.ink))
        return found

    def _handle(self) -> Handle:
        """The point, which moves z by b."""
        x, y = (float(one) for one in self._curve.point)
        before = self._neuron.sums[-2]

        def moved(across: float, _: float) -> Mapping[str, float]:
            return self._balance.with_b(self._axes.from_page(across, y)[0] - before)

        return Handle("z, which moves b", x, y, moved)
