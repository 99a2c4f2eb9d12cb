"""σ and tanh side by side, and the stages by which one becomes the other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from visprop.benches.neuron.look import Words, text_of
from visprop.benches.neuron.morph import STAGES, Morph
from visprop.benches.neuron.state import Neuron, Seen
from visprop.benches.pictures import BenchMoment
from visprop.figures.base.axes import Axes, axes_in, axes_shapes
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Box, Colour, Disc, Figure, Handle, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.messages import words_figure
from visprop.figures.moment import Size, ViewOptions
from visprop.notation.expression.numbers import equal_to

FARTHEST = 4.0
"""The curves are drawn from −4 to 4."""
GRID = np.linspace(-FARTHEST, FARTHEST, 401)
"""Where they are drawn, and compared."""
ROUNDING = 1e-15
"""What is less is what float64 rounds."""
_NEAR = 0.04
"""So near a stage that has a name, it is that one."""
_WIDE, _HIGH = 420.0, 280.0
_STAGES = tuple(Morph(float(stage)) for stage in range(STAGES + 1))
"""Those that have a name."""
_X = (Run("x", italic=True),)
_TANH = (*plain("tanh "), *_X)
_Named = tuple[Words, Points, Colour, tuple[float, ...]]
"""What a curve is called, the curve, its hue, and at which shares of it the name may stand."""


def tanh_figure(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """Both curves, and from the last step on the one between them."""
    neuron: Neuron = moment.frame.state
    if not neuron.sees(Seen.TANH):
        return words_figure(size, options.theme, f"σ and tanh, and how one becomes the other: from step {Seen.TANH:d} on.")
    return _Picture(neuron, size, options.theme, options.digits).figure()


class _Picture:
    def __init__(self, neuron: Neuron, size: Size, theme: Theme, digits: int) -> None:
        self._size, self._theme, self._digits = size, theme, digits
        self._text = text = text_of(size, _WIDE, _HIGH)
        self._morph = Morph(neuron.morph) if neuron.sees(Seen.MORPH) else None
        below = 0.0 if self._morph is None else 2.6 * text
        found = axes_in(size, (-FARTHEST, FARTHEST), self._heights(), 4.2 * text, below)
        self._axes = Axes(*found.rectangle, found.x_range, found.y_range, text=text)

    def _heights(self) -> tuple[float, float]:
        """The second stage alone goes up to 2."""
        return (-1.12, 1.12) if self._morph is None else (-1.12, 2.12)

    def _line(self, ys: Points) -> Points:
        return self._axes.to_page(GRID, ys)

    def figure(self) -> Figure:
        axes, theme, morph = self._axes, self._theme, self._morph
        sigma, tanh = self._line(_STAGES[0].of(GRID)), self._line(np.tanh(GRID))
        shapes = [*axes_shapes(axes, _X, (), theme), *self._cross()]
        hue, line = (theme.ink, 2.2) if morph is None else (theme.faint, 1.4)
        shapes.append(Path((sigma,), hue, line))
        named: list[_Named] = [(_STAGES[0].words(self._digits), sigma, hue, (0.8, 0.9, 0.7, 0.1))]
        named.append((_TANH, tanh, theme.ink, (0.1, 0.2, 0.3, 0.05)))
        if morph is not None:
            between = self._line(morph.of(GRID))
            shapes.append(Path((between,), theme.forward, 3.0))
            named.append((morph.words(self._digits), between, theme.forward, (0.9, 0.75, 0.62, 0.97, 0.3)))
            shapes += self._stages(morph)
        shapes.append(Path((tanh,), theme.ink, 1.6 if morph else 2.2, dashed=True))
        shapes += [*self._names(named), *self._head()]
        return Figure(*self._size, theme.paper, tuple(shapes), plot=axes.rectangle, handles=self._handles())

    def _cross(self) -> list[Shape]:
        """The upright line at 0, where both are steepest."""
        axes = self._axes
        x = axes.x + axes.width / 2
        return [Segments(np.array([(x, axes.y, x, axes.y + axes.height)]), self._theme.rule, 0.8)]

    def _names(self, named: list[_Named]) -> list[Shape]:
        """What each curve is, beside it."""
        left, top, wide, high = self._axes.rectangle
        lines = [resampled(line, CLOSE) for _, line, _, _ in named]
        room = Room((left + 2, top + 2, left + wide - 2, top + high - 2), lines)
        shapes: list[Shape] = []
        for words, line, hue, shares in reversed(named[1:] if self._is_first else named):
            label = Label(0.0, 0.0, words, self._axes.text, hue, behind=self._theme.paper)
            places = [line[int(share * (len(line) - 1))] for share in shares]
            shapes += room.put(one for x, y in places for one in around(float(x), float(y), 9.0, label))
        return shapes

    @property
    def _is_first(self) -> bool:
        """Whether the curve between is σ itself, which needs no second name."""
        return self._morph is not None and self._morph.stage == 0.0

    # Above and below

    def _head(self) -> list[Shape]:
        """What is seen, and how far the curve between is from tanh."""
        theme, text = self._theme, self._text
        if self._morph is None:
            head = (
                *plain("One shape: "),
                *_STAGES[0].words(self._digits),
                *plain(" from 0 to 1, "),
                *_TANH,
                *plain(" from −1 to 1"),
            )
            reason = plain("their slopes at 0 are 1/4 and 1")
        else:
            difference = self._morph.difference(GRID)
            is_there = self._morph.stage == float(STAGES)
            head = (*self._morph.words(self._digits), *plain(" = " if is_there else " is on its way to "), *_TANH)
            far = f"largest difference in the picture {equal_to(difference, self._digits)}"
            rest = "" if difference == 0.0 or difference > ROUNDING else ": the identity is exact, this is rounding"
            reason = plain(far + (rest if is_there else ""))
        size = text if width(head, 1.2 * text, bold=True) > self._size[0] - 16.0 else 1.2 * text
        return [
            Label(8.0, 1.2 * text, head, size, theme.ink, across=0.0, bold=True),
            Label(8.0, 2.75 * text, reason, self._axes.small, theme.faint, across=0.0),
        ]

    @property
    def _track(self) -> tuple[float, float, float]:
        """Where the row of the stages begins, how far down it is, and how long."""
        return self._axes.x + 0.06 * self._axes.width, self._size[1] - 2.1 * self._text, 0.8 * self._axes.width

    def _handles(self) -> tuple[Handle, ...]:
        """The slider among the stages, which keeps to those that have a name where it comes near."""
        if self._morph is None:
            return ()
        left, y, wide = self._track

        def moved(x: float, _: float) -> Mapping[str, float]:
            stage = min(float(STAGES), max(0.0, STAGES * (x - left) / wide))
            return {"morph": float(round(stage)) if abs(stage - round(stage)) < _NEAR else round(stage, 2)}

        return (Handle("the way from σ to tanh", left + wide * self._morph.stage / STAGES, y, moved),)

    def _stages(self, morph: Morph) -> list[Shape]:
        """The four stages in a row below, and where the slider is among them."""
        axes, theme = self._axes, self._theme
        left, y, wide = self._track
        xs = [left + wide * stage / STAGES for stage in range(STAGES + 1)]
        at = left + wide * morph.stage / STAGES
        shapes: list[Shape] = [Box(left, y - 1.5, wide, 3.0, theme.rule, None)]
        shapes.append(Box(left, y - 1.5, at - left, 3.0, theme.forward, None))
        for x, stage in zip(xs, _STAGES, strict=True):
            is_now = stage.stage == morph.stage
            hue = theme.forward if is_now else theme.faint
            shapes.append(Disc(x, y, 4.0, theme.paper, theme.forward if stage.stage <= morph.stage else theme.faint, 1.4))
            words = stage.words(self._digits)
            shapes.append(Label(x, y + 0.75 * self._text, words, axes.small, hue, down=0.0, bold=is_now))
        return [*shapes, Disc(at, y, 4.5, theme.forward, theme.paper, 1.2)]
