"""The bars that add up to z: a row for each product and one for b, each bar beginning where the one above it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from visprop.benches.neuron.look import B, Words, hue_of_sign, product_name, told
from visprop.benches.neuron.setting import FARTHEST, FULL, name_of
from visprop.benches.neuron.state import Neuron, Seen
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Disc, Handle, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import coloured, plain
from visprop.notation.expression.numbers import number

_HALF = 0.3
"""Half of a bar's height, in the rows' pitch."""
_THIN = 8.0
_KNOB = 3.2
_AFTER_POINT = 2
_DRAGGED = FULL - 0.01
"""How much of the axis can be had by dragging: what is rounded then must not make it grow."""


@dataclass(frozen=True)
class Balance:
    """The bars on a page.

    Attributes:
        neuron: whose.
        axes: the diagram that shares its horizontal axis with them.
        top, pitch: where their rows begin, and how far apart they are.
        text: the size of what stands before them.
        theme: the colours.
        digits: significant digits.
    """

    neuron: Neuron
    axes: Axes
    top: float
    pitch: float
    text: float
    theme: Theme
    digits: int

    def names(self, room: float) -> list[Words]:
        """What stands before the rows, with numbers once there are some."""
        neuron = self.neuron
        names = [product_name(k, neuron.count) for k in range(1, neuron.count + 1)]
        if not neuron.sees(Seen.PRODUCTS):
            return [*names, B]
        return [told(name, value, self.digits, room, self.text) for name, value in zip((*names, B), neuron.terms, strict=True)]

    def middle(self, i: int) -> float:
        """The middle of a row; i from 0."""
        return self.top + (i + 0.5) * self.pitch

    @property
    def bottom(self) -> float:
        """Where the rows end."""
        return self.top + len(self.neuron.terms) * self.pitch

    def ends(self, i: int) -> tuple[float, float]:
        """From where to where a bar goes, as numbers: from 0 before they are added up."""
        neuron = self.neuron
        if neuron.sees(Seen.SUM):
            return neuron.sums[i], neuron.sums[i + 1]
        return 0.0, neuron.terms[i]

    def shapes(self) -> list[Shape]:
        """The rows."""
        neuron, theme = self.neuron, self.theme
        right = self.axes.x - 8.0
        found: list[Shape] = []
        for i, words in enumerate(self.names(right - 4.0)):
            hue = hue_of_sign(neuron.terms[i], theme) if neuron.sees(Seen.PRODUCTS) else theme.faint
            found.append(Label(right, self.middle(i), words, self.text, hue, across=1.0))
        for i in range(len(neuron.terms)):
            found += self._bar(i) if neuron.sees(Seen.PRODUCTS) else [self._factors(i)]
        return found

    def _factors(self, i: int) -> Shape:
        """What will be multiplied, beside the line from which the bars will push; b is there as it is."""
        neuron, theme = self.neuron, self.theme
        is_bias = i == neuron.count
        first = neuron.b if is_bias else neuron.w[i]
        runs = coloured(plain(number(first, self.digits)), hue_of_sign(first, theme))
        if not is_bias:
            x = number(neuron.x[i], self.digits)
            runs = (*runs, *plain(" · "), *plain(f"({x})" if neuron.x[i] < 0.0 else x))
        return Label(self._at(0.0) + 8.0, self.middle(i), runs, self.text, theme.ink, across=0.0, behind=theme.paper)

    def _at(self, value: float) -> float:
        """A number's place; what is beyond the axis stands at its end."""
        place = float(self.axes.to_page(np.array([value]), np.array([self.axes.y_range[0]]))[0, 0])
        return min(self.axes.x + self.axes.width, max(self.axes.x, place))

    def _bar(self, i: int) -> list[Shape]:
        """A bar that points where it pushes, and the line down to the next one."""
        (first, last), y, half = map(self._at, self.ends(i)), self.middle(i), _HALF * self.pitch
        theme, hue = self.theme, hue_of_sign(self.neuron.terms[i], self.theme)
        found: list[Shape] = []
        if self.neuron.sees(Seen.SUM) and i + 1 < len(self.neuron.terms):
            found.append(Segments(np.array([(last, y, last, y + self.pitch)]), theme.faint, 0.8))
        found.append(Path((_pointed(first, last, y, half),), None, 0.0, hue, closed=True))
        found.append(Disc(last, y, _KNOB, theme.paper, hue, 1.4))
        return found

    # What is dragged

    def handles(self) -> list[Handle]:
        """The ends of the bars, each of which moves its weight, and that of the last one b; a bar of an input 0 cannot move."""
        neuron = self.neuron
        if not neuron.sees(Seen.PRODUCTS):
            return []
        found = [self._handle(i) for i in range(neuron.count) if neuron.x[i] != 0.0]
        return [*found, self._handle(neuron.count)]

    def _handle(self, i: int) -> Handle:
        is_bias = i == self.neuron.count

        def moved(x: float, _: float) -> Mapping[str, float]:
            value = self.axes.from_page(x, self.axes.y)[0]
            if is_bias:
                return self.with_b(value - self.ends(i)[0])
            return self._with_w(i, value)

        reach = min(14.0, 0.5 * self.pitch + 2.0)
        name = "b" if is_bias else f"w{'₁₂₃₄₅₆₇₈'[i]}"
        return Handle(name, self._at(self.ends(i)[1]), self.middle(i), moved, reach)

    def _with_w(self, i: int, end: float) -> Mapping[str, float]:
        """The weight with which a bar ends at a number, as far as none that follows leaves the axis."""
        neuron, (start, _) = self.neuron, self.ends(i)
        low, high = self._room(i)
        term = min(high, max(low, end - start))
        x = neuron.x[i]
        # Of a large input a small change of its weight moves the bar far.
        w = round(term / x, self._places + 1 + max(0, int(np.ceil(np.log10(abs(x))))))
        return {name_of("w", i + 1): min(FARTHEST, max(-FARTHEST, w))}

    def with_b(self, wanted: float) -> Mapping[str, float]:
        """b, as far as z does not leave the axis."""
        low, high = self._room(self.neuron.count)
        return {"b": min(FARTHEST, max(-FARTHEST, round(min(high, max(low, wanted)), self._places)))}

    def _room(self, i: int) -> tuple[float, float]:
        """From where to where a term may go."""
        neuron = self.neuron
        after = np.array(neuron.sums[i + 1 :]) - neuron.terms[i]
        most = _DRAGGED * neuron.reach
        return float(-most - np.min(after)), float(most - np.max(after))

    @property
    def _places(self) -> int:
        """How many digits after the point a hand sets: a wide axis has none."""
        return max(0, _AFTER_POINT - int(np.log10(self.neuron.reach / 6.0)))


def _pointed(first: float, last: float, y: float, half: float) -> Points:
    """A bar from one place to another, with a point at its end."""
    way = np.sign(last - first)
    neck = last - way * min(_THIN, abs(last - first))
    return np.array([(first, y - half), (neck, y - half), (last, y), (neck, y + half), (first, y + half)])
