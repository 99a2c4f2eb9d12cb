"""The article's linear net in a picture of its own: forward pass above, backward pass below, δ and Δ as a table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import COST, Key
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import (
    Box,
    Colour,
    Disc,
    Dots,
    Figure,
    Label,
    Segments,
    Shape,
    Targets,
    edges,
    single,
    units,
)
from visprop.figures.base.style import EMPHASIS, FILL, KNOWN, LINE, Lettering
from visprop.figures.base.text import Run, key_symbol, plain, symbol, width
from visprop.figures.choices import AUTOMATIC, EdgeValue, Legend
from visprop.figures.network.edges.flow import on_its_way
from visprop.figures.network.edges.look import look_of
from visprop.figures.network.edges.values import FLOORS, edge_values, scale_of
from visprop.figures.network.forms.node import fitted, tint
from visprop.figures.network.layout.with_constants import has_constants
from visprop.figures.network.linear import sizes
from visprop.figures.network.linear.below import legend_row
from visprop.figures.network.linear.table import table_rows
from visprop.figures.network.measures import CLEAR, LINES, REACH, RIGHT, TEXT
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import Passes, arrival
from visprop.notation.expression.numbers import equal_to, number
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

_FACTORS = {0.5: "½ ", 1.0: ""}
"""How a factor before the square of the one output's error is written."""

Words = tuple[Run, ...]


def has_linear_picture(frame: Frame, size: tuple[float, float], options: NetworkOptions) -> bool:
    """Whether a net is drawn so: one neuron a layer, numbers to be shown, and room for them."""
    network, dress = frame.scenario.network, options.dress
    is_row = all(ACTIVATIONS[name].is_elementwise for name in network.activations)
    is_linear = is_row and set(network.sizes) == {1} and 2 <= network.depth <= 4
    is_plain = dress.is_opened and not options.names_only and not dress.is_general and not options.head_room
    chosen = options.chosen
    usual = chosen.form == AUTOMATIC and options.route is None and chosen.edges is EdgeValue.WEIGHT
    usual = usual and not has_constants(network, options, size)
    return is_linear and is_plain and usual and _text(size, options) >= _least(options.chosen.lettering)


def _text(size: tuple[float, float], options: NetworkOptions) -> float:
    return min(options.chosen.lettering.usual, size[0] / sizes.WIDE, size[1] / sizes.HIGH)


def _least(lettering: Lettering) -> float:
    """How small its letters may be: on paper nearly as large as those of other figures."""
    return sizes.NEARLY * lettering.usual if lettering.is_printed else lettering.least


def linear_figure(frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> Figure:
    """The picture of a frame of a net with one neuron a layer."""
    return _Linear(frame, size, options, progress).figure()


class _Linear:
    """Builds the picture, row by row."""

    def __init__(self, frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> None:
        self._frame, self._size, self._options, self._progress = frame, size, options, progress
        self._theme, self._depth = options.theme, frame.program.depth
        self._naming = Naming.of(frame.scenario, options.dress)
        self._text = text = _text(size, options)
        least = options.chosen.lettering.least
        self._note, self._aside = max(least, TEXT.small * text), max(least, TEXT.aside * text)
        self._unit = size[1] / sizes.HIGH
        self._margin = sizes.MARGIN * text
        first, last = self._margin + sizes.FIRST * text, size[0] - self._margin - sizes.LAST * text
        step = (last - first) / (self._depth - 1)
        self._x = [self._margin + sizes.INPUT * text, *(first + step * i for i in range(self._depth))]
        self._cost_x = size[0] - self._margin - sizes.COST_WIDE * text
        self._radius = sizes.RADIUS * text
        rows = (sizes.FORWARD, sizes.NET, sizes.BACKWARD)
        self._forward_y, self._net_y, self._back_y = (self._unit * share for share in rows)
        self._passes = Passes(frame, options.theme, progress)
        self._shapes: list[Shape] = []

    def figure(self) -> Figure:
        self._add_guides()
        self._add_forward()
        self._add_net()
        self._add_backward()
        self._add_table()
        self._add_legend()
        return Figure(*self._size, self._theme.paper, tuple(self._shapes), self._places())

    def _name(self, letter: str, layer: int) -> Words:
        if letter == "a" and layer == 0:
            return symbol("x")
        return key_symbol(Key(letter, layer, (1, 1) if letter == "w" else (1,)), self._naming)

    def _d(self, layer: int) -> Words:
        return (Run("d", italic=True), *self._name("d", layer)[1:])

    def _say(self, x: float, y: float, runs: Words, hue: Colour, bold: bool = False) -> None:
        self._shapes.append(Label(x, y, runs, self._text, hue, bold=bold))

    def _number(self, value: float, room: float = sizes.ANY, bold: bool = False) -> Words:
        return fitted(value, self._options.digits, room, self._text, bold)

    # The passes

    def _add_guides(self) -> None:
        first = self._forward_y + sizes.DOTS_FROM * self._text
        last = self._unit * sizes.GUIDES_END
        dots = [
            (x, y) for x in self._x[1:] for y in np.arange(first, last, sizes.DOT_PITCH)
            if abs(y - self._net_y) > self._radius + sizes.DOTS_NET
            and abs(y - self._back_y + sizes.DOTS_BACK * self._text) > sizes.DOTS_CLEAR * self._text
        ]  # fmt: skip
        self._shapes.append(Dots(np.array(dots), sizes.DOT, self._theme.rule))

    def _title(self, y: float, words: str, hue: Colour, more: str = "") -> None:
        bold = (Run(words, bold=True),)
        self._shapes.append(Label(self._margin, y, bold, self._text, hue, across=0.0))
        if more:
            start = self._margin + width(bold, self._text) + sizes.TITLE_GAP
            self._shapes.append(Label(start, y, plain(more), self._note, self._theme.faint, across=0.0))

    def _add_forward(self) -> None:
        theme, y, frame = self._theme, self._forward_y, self._frame
        more = "each arrow applies the function of a layer to what is before it"
        self._title(self._unit * sizes.FORWARD_TITLE, "Forward pass", theme.forward, more)
        self._shapes += self._pair(
            self._x[0], y, symbol("x"), float(frame.x[0]), True, self._passes.is_now(Kind.INPUT), theme.ink
        )
        for layer in range(1, self._depth + 1):
            a, known = frame.a(layer), self._passes.shows(Kind.FORWARD, layer)
            value = float(a[0]) if a is not None else 0.0
            now = self._passes.is_now(Kind.FORWARD, layer)
            self._shapes += self._pair(self._x[layer], y, self._name("a", layer), value, known, now, theme.forward)
            reached = frame.knows(Kind.FORWARD, layer)
            self._arrow((self._x[layer - 1], self._x[layer]), y, reached, now, theme.forward, self._applied(layer))
        known, now = self._passes.shows(Kind.COST), self._passes.is_now(Kind.COST)
        cost = frame.cost if frame.cost is not None else 0.0
        self._shapes += self._pair(self._cost_x, y, symbol("c"), cost, known, now, theme.forward)
        words = self._cost_words()
        self._arrow((self._x[-1], self._cost_x), y, frame.knows(Kind.COST), now, theme.forward, words)

    def _pair(self, x: float, y: float, name: Words, value: float, known: bool, now: bool, hue: Colour) -> Iterator[Shape]:
        """A symbol over its number."""
        yield Label(x, y - sizes.SYMBOL * self._text, name, self._text, hue if known else self._theme.faint)
        if known:
            yield Label(x, y, self._number(value, sizes.PASS_WIDE * self._text, now), self._text, hue, bold=now)

    def _applied(self, layer: int) -> Words:
        """σ(w a + b) of a layer."""
        name = ACTIVATIONS[self._frame.scenario.network.activations[layer - 1]].plain
        inner = (*self._name("w", layer), Run(" "), *self._name("a", layer - 1), *plain(" + "), *self._name("b", layer))
        return (Run(name, italic=len(name) == 1), *plain("("), *inner, *plain(")")) if name else inner

    def _cost_words(self) -> Words:
        of_squares = self._frame.scenario.network.pair.of_squares
        if of_squares not in _FACTORS:
            return ()
        a = self._name("a", self._depth)
        return (*plain(f"{_FACTORS[of_squares]}("), *a, *plain(" − "), *symbol("y"), *plain(")"), Run("2", script=1))

    def _back_words(self, layer: int) -> Words:
        """What d of a layer is multiplied with on its way to the layer before: σ′(w a + b) w."""
        name = ACTIVATIONS[self._frame.scenario.network.activations[layer - 1]].plain
        applied = self._applied(layer)
        slope = (applied[0], Run("′"), *applied[1:], Run(" ")) if name else ()
        return (*slope, *self._name("w", layer))

    def _arrow(self, ends: tuple[float, float], y: float, reached: bool, now: bool, hue: Colour, above: Words) -> None:
        """An arrow between two numbers, with what it does above it."""
        gap = sizes.ARROW_GAP * self._text
        start, end = ends[0] + np.sign(ends[1] - ends[0]) * gap, ends[1] - np.sign(ends[1] - ends[0]) * gap
        colour = hue if reached else self._theme.rule
        line = np.array((start, y, end, y))
        if now:
            line = on_its_way(line, arrival(self._progress))
        self._shapes += arrow(line, colour, EMPHASIS if now else KNOWN)
        if above and width(above, self._aside) < abs(end - start):
            self._shapes.append(Label((start + end) / 2, y - sizes.APPLIED * self._text, above, self._aside, self._theme.faint))

    def _add_backward(self) -> None:
        theme, y, frame = self._theme, self._back_y, self._frame
        self._title(y, "Backward pass", theme.backward)
        for layer in range(self._depth, 0, -1):
            d, known, now = frame.d(layer), self._passes.shows(Kind.BACKWARD, layer), self._passes.is_now(Kind.BACKWARD, layer)
            value = float(d[0]) if d is not None else 0.0
            self._shapes += self._pair(self._x[layer], y, self._d(layer), value, known, now, theme.backward)
            reached = frame.knows(Kind.BACKWARD, layer)
            after = self._x[layer + 1] if layer < self._depth else self._cost_x + sizes.ARROW_GAP * self._text
            above = self._back_words(layer + 1) if layer < self._depth else self._first_back()
            self._arrow((after, self._x[layer]), y, reached, now, theme.backward, above)
            if layer < self._depth and known:
                self._factor(layer, after)
        hue = theme.backward if frame.knows(Kind.BACKWARD, self._depth) else theme.rule
        self._shapes.append(Disc(self._cost_x, y, sizes.COST_RADIUS * self._text, hue, None))

    def _first_back(self) -> Words:
        a = self._name("a", self._depth)
        pair = self._frame.scenario.network.pair
        if pair.of_squares == 0.5:
            return (*a, *plain(" − "), *symbol("y"))
        if pair.of_squares == 1.0:
            return (*plain("2 ("), *a, *plain(" − "), *symbol("y"), *plain(")"))
        return (*plain("∂"), *symbol("c"), *plain("/∂"), *a)

    def _factor(self, layer: int, after: float) -> None:
        """By what the number was multiplied, below the arrow."""
        slope = self._frame.slope(layer + 1)
        weight = self._frame.parameters_before(layer + 1)[0][0, 0]
        if slope is None or not slope.size:
            return
        value = self._number(float(slope[0] * weight), sizes.PASS_WIDE * self._text)
        runs = (*plain("× "), *(value if value[0].text[:1] != "−" else (*plain("("), *value, *plain(")"))))
        middle = (after + self._x[layer]) / 2
        self._shapes.append(Label(middle, self._back_y + sizes.FACTOR * self._text, runs, self._aside, self._theme.faint))

    # The net

    def _add_net(self) -> None:
        theme, y, text = self._theme, self._net_y, self._text
        self._shapes.append(Disc(self._x[0], y, sizes.INPUT_RADIUS * text, theme.ink, None))
        self._say(self._x[0], y - sizes.INPUT_SYMBOL * text, symbol("x"), theme.ink)
        weights = [edge_values(self._frame, layer, EdgeValue.WEIGHT) for layer in range(1, self._depth + 1)]
        every = np.concatenate([found.ravel() for found in weights if found is not None])
        look = look_of(self._scale, theme, self._depth, recedes=False)
        for layer in range(1, self._depth + 1):
            edge, value = self._edge(layer), float(every[layer - 1])
            focused = self._options.focus == Key.weight(layer, 1, 1)
            runs = self._number(value, edge[2] - edge[0] - sizes.WEIGHT_ENDS, focused)
            middle, half = (edge[0] + edge[2] - sizes.WEIGHT_HEAD) / 2, width(runs, text, focused) / 2 + sizes.WEIGHT_GAP
            gap = (middle - half, y - text, middle + half, y + text)
            colour, line = look.of(value)
            if focused:
                self._shapes += arrow(edge, theme.accent, line + LINES.halo, [gap])
            self._shapes += arrow(edge, colour, line, [gap], value < 0.0)
            hue = theme.negative if value < 0.0 else theme.positive
            self._say(middle, y, runs, hue, bold=focused)
            self._say(middle, y - sizes.SYMBOL_NET * text, self._name("w", layer), theme.faint)
            self._add_neuron(layer)
        self._add_target()

    @property
    def _scale(self) -> float:
        """The weight that the widest edge stands for."""
        weights = (edge_values(self._frame, layer, EdgeValue.WEIGHT) for layer in range(1, self._depth + 1))
        return max(self._options.widest, scale_of(weights, FLOORS[EdgeValue.WEIGHT]))

    def _activation_scale(self) -> float:
        """The activation that the strongest tint stands for in layers without bounds: a small one must not look large."""
        known = [self._frame.a(layer) for layer in range(1, self._depth + 1) if self._passes.shows(Kind.FORWARD, layer)]
        return scale_of(known, 1.0)

    def _edge(self, layer: int) -> Array:
        radius = sizes.INPUT_RADIUS * self._text if layer == 1 else self._radius
        start = self._x[layer - 1] + radius + CLEAR.start
        return np.array((start, self._net_y, self._x[layer] - self._radius - CLEAR.tip, self._net_y))

    def _add_neuron(self, layer: int) -> None:
        theme, x, y, text = self._theme, self._x[layer], self._net_y, self._text
        a = self._frame.a(layer)
        is_bounded = ACTIVATIONS[self._frame.scenario.network.activations[layer - 1]].is_bounded
        value = float(a[0]) if a is not None and self._passes.shows(Kind.FORWARD, layer) else None
        scale = 1.0 if is_bounded else self._activation_scale()
        if self._options.focus in (Key.bias(layer, 1), Key.bias(layer, 1).place):
            self._shapes.append(Disc(x, y, self._radius + sizes.RING, None, theme.accent_line, LINES.ring))
        self._shapes.append(Disc(x, y, self._radius, tint(value, scale, theme, FILL), *self._passes.rim(layer)))
        self._say(x, y - sizes.BIAS_SYMBOL * text, self._name("b", layer), theme.ink)
        bias = float(self._frame.parameters(layer)[1][0])
        runs = self._number(bias, sizes.BIAS_WIDE * self._radius)
        self._shapes.append(Label(x, y + sizes.BIAS * text, runs, TEXT.large * text, theme.ink))

    def _add_target(self) -> None:
        theme, y, text = self._theme, self._net_y, self._text
        wide, high, half = sizes.COST_WIDE * text, sizes.COST_HIGH * text, sizes.TARGET_HALF * text
        box = (self._cost_x - wide, y - high, 2 * wide, 2 * high)
        start = self._x[-1] + self._radius + 3
        x = (start + box[0]) / 2
        self._shapes.append(Segments(np.array([(start, y, box[0], y)]), theme.faint, 1.0))
        self._shapes.append(Box(x - half, y - half, 2 * half, 2 * half, theme.paper, theme.ink, LINE))
        target = float(self._frame.y[0])
        runs = symbol("y") if np.isnan(target) else (*symbol("y"), *plain(f" {equal_to(target, self._options.digits)}"))
        self._say(x, y - sizes.SYMBOL_NET * text, runs, theme.ink)
        now = self._passes.is_now(Kind.COST) and self._passes.shows(Kind.COST)
        self._shapes.append(
            Box(*box, theme.paper, theme.forward if now else theme.ink, EMPHASIS if now else LINE, RIGHT.cost_corner)
        )
        self._say(self._cost_x, y, (*plain("cost "), *symbol("c")), theme.ink)

    # The table

    def _add_table(self) -> None:
        theme, text, unit = self._theme, self._text, self._unit
        rows = table_rows(self._passes, self._options.dress)
        pitch = sizes.TABLE_HIGH * unit / 3
        top = sizes.TABLE * unit
        right = self._size[0] - self._margin
        lines = [(self._margin, top + pitch * i, right, top + pitch * i) for i in range(len(rows) + 1)]
        self._shapes.append(Segments(np.array(lines), theme.rule, LINES.rule))
        for i, (words, values) in enumerate(rows):
            y = top + pitch * (i + 0.5)
            self._shapes.append(Label(self._margin, y, words, text, theme.ink, across=0.0))
            for layer, value in enumerate(values, start=1):
                if value is not None:
                    now = self._passes.is_now(Kind.BACKWARD, layer)
                    runs = self._number(value, sizes.TABLE_WIDE * text, now)
                    self._say(self._x[layer], y, runs, theme.backward, bold=now)
        eta = (*symbol("η"), *plain(f" {equal_to(self._frame.eta, self._options.digits)}"))
        self._say(self._cost_x, top + 0.5 * pitch, eta, theme.ink)
        self._say(self._cost_x, top + (1 + 0.5) * pitch, (*symbol("a", below="0"), *plain(" is "), *symbol("x")), theme.faint)

    # The legend, and what can be pointed at

    def _add_legend(self) -> None:
        theme, text, y = self._theme, self._text, sizes.LEGEND_ROW * self._unit
        weights = [float(self._frame.parameters(layer)[0][0, 0]) for layer in range(1, self._depth + 1)]
        largest = number(self._scale, self._options.digits)
        if self._options.legend is not Legend.NONE:
            self._shapes += legend_row((self._margin, y), text, self._note, weights, largest, theme)
        if self._options.note:
            place = (self._size[0] - sizes.NOTE_EDGE, y + sizes.NOTE_DOWN * text)
            self._shapes.append(Label(*place, plain(self._options.note), self._note, theme.ink, across=1.0, bold=True))

    def _places(self) -> tuple[Targets, ...]:
        text, y = self._text, self._net_y
        places: list[Targets] = [single(COST, (self._cost_x - 2 * text, y, self._cost_x + 2 * text, y), sizes.COST_HIGH * text)]
        places += [units("a", layer, np.array([(self._x[layer], y)]), self._radius + 2) for layer in range(1, self._depth + 1)]
        target = (self._x[-1] + self._radius + 3 + self._cost_x - sizes.COST_WIDE * text) / 2
        places += [units("y", 0, np.array([(target, y)]), REACH.target), units("x", 0, np.array([(self._x[0], y)]), REACH.target)]
        return (*places, *(edges(layer, self._edge(layer).reshape(1, 1, 4), REACH.edge) for layer in range(1, self._depth + 1)))
