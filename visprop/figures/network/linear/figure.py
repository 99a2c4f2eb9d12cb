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
from visprop.figures.base.style import EMPHASIS, FILL, KNOWN, LINE, MIN_SIZE, TEXT_SIZE, mix
from visprop.figures.base.text import Run, key_symbol, plain, symbol, width
from visprop.figures.choices import AUTOMATIC, EdgeValue
from visprop.figures.network.edges.flow import on_its_way
from visprop.figures.network.edges.look import look_of
from visprop.figures.network.edges.values import FLOORS, edge_values, scale_of
from visprop.figures.network.forms.node import fitted, tint
from visprop.figures.network.linear.table import table_rows
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import Passes, arrival
from visprop.notation.expression.numbers import equal_to, number
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

_WIDE, _HIGH = 76.0, 41.5
"""How wide and how high the picture is, in the size of its text."""

_FACTORS = {0.5: "½ ", 1.0: ""}
"""How a factor before the square of the one output's error is written."""

Words = tuple[Run, ...]


def has_linear_picture(frame: Frame, size: tuple[float, float], options: NetworkOptions) -> bool:
    """Whether a net is drawn so: one neuron a layer, numbers to be shown, and room for them."""
    network, dress = frame.scenario.network, options.dress
    is_linear = set(network.sizes) == {1} and 2 <= network.depth <= 4
    is_row = all(ACTIVATIONS[name].is_elementwise for name in network.activations)
    is_plain = dress.is_opened and not options.names_only and not dress.is_general and not options.head_room
    usual = options.form == AUTOMATIC and options.route is None and options.edges is EdgeValue.WEIGHT
    return is_linear and is_row and is_plain and usual and _text(size) >= MIN_SIZE


def _text(size: tuple[float, float]) -> float:
    return min(TEXT_SIZE, size[0] / _WIDE, size[1] / _HIGH)


def linear_figure(frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> Figure:
    """The picture of a frame of a net with one neuron a layer."""
    return _Linear(frame, size, options, progress).figure()


class _Linear:
    """Builds the picture, row by row."""

    def __init__(self, frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> None:
        self._frame, self._size, self._options, self._progress = frame, size, options, progress
        self._theme, self._depth = options.theme, frame.program.depth
        self._naming = Naming.of(frame.scenario, options.dress)
        self._text = text = _text(size)
        self._unit = size[1] / _HIGH
        self._margin = 2.4 * text
        first, last = self._margin + 15.5 * text, size[0] - self._margin - 14.5 * text
        step = (last - first) / (self._depth - 1)
        self._x = [self._margin + 5.0 * text, *(first + step * i for i in range(self._depth))]
        self._cost_x = size[0] - self._margin - 3.4 * text
        self._radius = 3.45 * text
        self._forward_y, self._net_y, self._back_y = (self._unit * share for share in (7.0, 15.9, 24.3))
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

    def _number(self, value: float, room: float = 1e9, bold: bool = False) -> Words:
        return fitted(value, self._options.digits, room, self._text, bold)

    # The passes

    def _add_guides(self) -> None:
        last = self._unit * 35.6
        dots = [
            (x, y) for x in self._x[1:] for y in np.arange(self._forward_y + 2.4 * self._text, last, 6.0)
            if abs(y - self._net_y) > self._radius + 4 and abs(y - self._back_y + 0.8 * self._text) > 2.1 * self._text
        ]  # fmt: skip
        self._shapes.append(Dots(np.array(dots), 0.55, self._theme.rule))

    def _title(self, y: float, words: str, hue: Colour, more: str = "") -> None:
        bold = (Run(words, bold=True),)
        self._shapes.append(Label(self._margin, y, bold, self._text, hue, across=0.0))
        if more:
            start = self._margin + width(bold, self._text) + 10
            self._shapes.append(Label(start, y, plain(more), max(MIN_SIZE, 0.92 * self._text), self._theme.faint, across=0.0))

    def _add_forward(self) -> None:
        theme, y, frame = self._theme, self._forward_y, self._frame
        more = "each arrow applies the function of a layer to what is before it"
        self._title(self._unit * 2.3, "Forward pass", theme.forward, more)
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
        yield Label(x, y - 1.5 * self._text, name, self._text, hue if known else self._theme.faint)
        if known:
            yield Label(x, y, self._number(value, 5.0 * self._text, now), self._text, hue, bold=now)

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
        gap = 2.6 * self._text
        start, end = ends[0] + np.sign(ends[1] - ends[0]) * gap, ends[1] - np.sign(ends[1] - ends[0]) * gap
        colour = hue if reached else self._theme.rule
        line = np.array((start, y, end, y))
        if now:
            line = on_its_way(line, arrival(self._progress))
        self._shapes += arrow(line, colour, EMPHASIS if now else KNOWN)
        small = max(MIN_SIZE, 0.8 * self._text)
        if above and width(above, small) < abs(end - start):
            self._shapes.append(Label((start + end) / 2, y - 1.2 * self._text, above, small, self._theme.faint))

    def _add_backward(self) -> None:
        theme, y, frame = self._theme, self._back_y, self._frame
        self._title(y, "Backward pass", theme.backward)
        for layer in range(self._depth, 0, -1):
            d, known, now = frame.d(layer), self._passes.shows(Kind.BACKWARD, layer), self._passes.is_now(Kind.BACKWARD, layer)
            value = float(d[0]) if d is not None else 0.0
            self._shapes += self._pair(self._x[layer], y, self._d(layer), value, known, now, theme.backward)
            reached = frame.knows(Kind.BACKWARD, layer)
            after = self._x[layer + 1] if layer < self._depth else self._cost_x + 2.6 * self._text
            above = self._back_words(layer + 1) if layer < self._depth else self._first_back()
            self._arrow((after, self._x[layer]), y, reached, now, theme.backward, above)
            if layer < self._depth and known:
                self._factor(layer, after)
        hue = theme.backward if frame.knows(Kind.BACKWARD, self._depth) else theme.rule
        self._shapes.append(Disc(self._cost_x, y, 0.3 * self._text, hue, None))

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
        value = self._number(float(slope[0] * weight), 5.0 * self._text)
        runs = (*plain("× "), *(value if value[0].text[:1] != "−" else (*plain("("), *value, *plain(")"))))
        small = max(MIN_SIZE, 0.8 * self._text)
        middle = (after + self._x[layer]) / 2
        self._shapes.append(Label(middle, self._back_y + 1.3 * self._text, runs, small, self._theme.faint))

    # The net

    def _add_net(self) -> None:
        theme, y, text = self._theme, self._net_y, self._text
        self._shapes.append(Disc(self._x[0], y, 0.36 * text, theme.ink, None))
        self._say(self._x[0], y - 1.7 * text, symbol("x"), theme.ink)
        weights = [edge_values(self._frame, layer, EdgeValue.WEIGHT) for layer in range(1, self._depth + 1)]
        every = np.concatenate([found.ravel() for found in weights if found is not None])
        look = look_of(self._scale, theme, self._depth, recedes=False)
        for layer in range(1, self._depth + 1):
            edge, value = self._edge(layer), float(every[layer - 1])
            focused = self._options.focus == Key.weight(layer, 1, 1)
            runs = self._number(value, edge[2] - edge[0] - 26.0, focused)
            middle, half = (edge[0] + edge[2] - 8) / 2, width(runs, text, focused) / 2 + 3.5
            gap = (middle - half, y - text, middle + half, y + text)
            colour, line = look.of(value)
            if focused:
                self._shapes += arrow(edge, theme.accent, line + 4.0, [gap])
            self._shapes += arrow(edge, colour, line, [gap], value < 0.0)
            hue = theme.negative if value < 0.0 else theme.positive
            self._say(middle, y, runs, hue, bold=focused)
            self._say(middle, y - 1.75 * text, self._name("w", layer), theme.faint)
            self._add_neuron(layer)
        self._add_target()

    @property
    def _scale(self) -> float:
        """The weight that the widest edge stands for."""
        layers = range(1, self._depth + 1)
        return scale_of((edge_values(self._frame, layer, EdgeValue.WEIGHT) for layer in layers), FLOORS[EdgeValue.WEIGHT])

    def _activation_scale(self) -> float:
        """The activation that the strongest tint stands for in layers without bounds: a small one must not look large."""
        known = [self._frame.a(layer) for layer in range(1, self._depth + 1) if self._passes.shows(Kind.FORWARD, layer)]
        return scale_of(known, 1.0)

    def _edge(self, layer: int) -> Array:
        start = self._x[layer - 1] + (0.36 * self._text if layer == 1 else self._radius) + 2.5
        return np.array((start, self._net_y, self._x[layer] - self._radius - 3.0, self._net_y))

    def _add_neuron(self, layer: int) -> None:
        theme, x, y, text = self._theme, self._x[layer], self._net_y, self._text
        a = self._frame.a(layer)
        is_bounded = ACTIVATIONS[self._frame.scenario.network.activations[layer - 1]].is_bounded
        value = float(a[0]) if a is not None and self._passes.shows(Kind.FORWARD, layer) else None
        scale = 1.0 if is_bounded else self._activation_scale()
        if self._options.focus in (Key.bias(layer, 1), Key.bias(layer, 1).place):
            self._shapes.append(Disc(x, y, self._radius + 3.5, None, theme.accent, 2.4))
        self._shapes.append(Disc(x, y, self._radius, tint(value, scale, theme, FILL), *self._passes.rim(layer)))
        self._say(x, y - 0.8 * text, self._name("b", layer), theme.ink)
        bias = float(self._frame.parameters(layer)[1][0])
        self._shapes.append(Label(x, y + 0.75 * text, self._number(bias, 1.8 * self._radius), 1.08 * text, theme.ink))

    def _add_target(self) -> None:
        theme, y, text = self._theme, self._net_y, self._text
        box = (self._cost_x - 3.4 * text, y - 2.2 * text, 6.8 * text, 4.4 * text)
        start = self._x[-1] + self._radius + 3
        x = (start + box[0]) / 2
        self._shapes.append(Segments(np.array([(start, y, box[0], y)]), theme.faint, 1.0))
        self._shapes.append(Box(x - 0.38 * text, y - 0.38 * text, 0.76 * text, 0.76 * text, theme.paper, theme.ink, LINE))
        runs = (*symbol("y"), *plain(f" {equal_to(float(self._frame.y[0]), self._options.digits)}"))
        self._say(x, y - 1.75 * text, runs, theme.ink)
        now = self._passes.is_now(Kind.COST) and self._passes.shows(Kind.COST)
        self._shapes.append(Box(*box, theme.paper, theme.forward if now else theme.ink, EMPHASIS if now else LINE, 7.0))
        self._say(self._cost_x, y, (*plain("cost "), *symbol("c")), theme.ink)

    # The table

    def _add_table(self) -> None:
        theme, text, unit = self._theme, self._text, self._unit
        rows = table_rows(self._passes, self._options.dress)
        pitch = 7.9 * unit / 3
        top = 27.8 * unit
        right = self._size[0] - self._margin
        lines = [(self._margin, top + pitch * i, right, top + pitch * i) for i in range(len(rows) + 1)]
        self._shapes.append(Segments(np.array(lines), theme.rule, 0.8))
        for i, (words, values) in enumerate(rows):
            y = top + pitch * (i + 0.5)
            self._shapes.append(Label(self._margin, y, words, text, theme.ink, across=0.0))
            for layer, value in enumerate(values, start=1):
                if value is not None:
                    now = self._passes.is_now(Kind.BACKWARD, layer)
                    runs = self._number(value, 7.0 * text, now)
                    self._say(self._x[layer], y, runs, theme.backward, bold=now)
        eta = (*symbol("η"), *plain(f" {equal_to(self._frame.eta, self._options.digits)}"))
        self._say(self._cost_x, top + 0.5 * pitch, eta, theme.ink)
        self._say(self._cost_x, top + 1.5 * pitch, (*symbol("a", below="0"), *plain(" is "), *symbol("x")), theme.faint)

    # The legend, and what can be pointed at

    def _add_legend(self) -> None:
        theme, text, y = self._theme, self._text, 38.6 * self._unit
        size = max(MIN_SIZE, 0.92 * text)
        weights = [float(self._frame.parameters(layer)[0][0, 0]) for layer in range(1, self._depth + 1)]
        x = self._margin
        self._shapes.append(Disc(x + 0.8 * text, y, 0.8 * text, mix(theme.paper, theme.positive, 0.25), theme.ink, LINE))
        entries: list[tuple[Words, list[Shape]]] = [(plain("bias inside, tint: its activation"), [])]
        for word, hue, negative in (("weight above 0", theme.positive, False), ("weight below 0", theme.negative, True)):
            if any((value < 0.0) is negative for value in weights):
                entries.append((plain(word), [Segments(np.array([(0.0, y, 30.0, y)]), hue, 2.4, negative)]))
        entries.append(
            (
                plain(f"width: magnitude, 0 to {number(self._scale, self._options.digits)}"),
                [Segments(np.array([(0.0, y, 30.0, y)]), theme.faint, 3.0)],
            )
        )
        x += 2.4 * text
        for words, marks in entries:
            for mark in marks:
                assert isinstance(mark, Segments)
                self._shapes.append(Segments(mark.ends + np.array([x, 0.0, x, 0.0]), mark.colour, mark.width, mark.dashed))
            x += 38.0 if marks else 0.0
            self._shapes.append(Label(x, y, words, size, theme.faint, across=0.0))
            x += width(words, size) + 20
        note = self._options.note
        if note:
            self._shapes.append(Label(self._size[0] - 14, y + 1.6 * text, plain(note), size, theme.ink, across=1.0, bold=True))

    def _places(self) -> tuple[Targets, ...]:
        text, y = self._text, self._net_y
        places: list[Targets] = [single(COST, (self._cost_x - 2 * text, y, self._cost_x + 2 * text, y), 2.2 * text)]
        places += [units("a", layer, np.array([(self._x[layer], y)]), self._radius + 2) for layer in range(1, self._depth + 1)]
        target = (self._x[-1] + self._radius + 3 + self._cost_x - 3.4 * text) / 2
        places += [units("y", 0, np.array([(target, y)]), 9.0), units("x", 0, np.array([(self._x[0], y)]), 9.0)]
        return (*places, *(edges(layer, self._edge(layer).reshape(1, 1, 4), 5.0) for layer in range(1, self._depth + 1)))
