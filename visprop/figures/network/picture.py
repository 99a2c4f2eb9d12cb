"""The network at a position: the article's picture, alive."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import (
    Colour,
    Disc,
    Dots,
    Figure,
    Label,
    Path,
    Segments,
    Shape,
    Targets,
    edges,
    units,
)
from visprop.figures.base.style import EMPHASIS, LINE, MIN_SIZE, SMALL_SIZE, TEXT_SIZE, mix
from visprop.figures.base.text import Run, key_symbol, numbered, plain, symbol, width
from visprop.figures.network.captions import headings, key
from visprop.figures.network.edges import (
    CHOSEN,
    MAX_DASHED,
    MAX_DRAWN,
    MAX_QUICK,
    EdgeValue,
    edge_lines,
    edge_values,
    shown_weights,
)
from visprop.figures.network.focus import focused_edges, route_factors, route_lines
from visprop.figures.network.layout import Layout, network_layout
from visprop.figures.network.options import PLAIN, NetworkOptions
from visprop.figures.network.outputs import MAX_TARGETS, OutputColumn
from visprop.figures.network.pulses import pulse_shapes
from visprop.notation.expression.numbers import equal_to, number
from visprop.notation.scripts import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind


def network_figure(frame: Frame, size: tuple[float, float], options: NetworkOptions = PLAIN, progress: float = 1.0) -> Figure:
    """The picture of a frame.

    Args:
        frame: what is known.
        size: width and height of the page in points.
        options: how it is drawn.
        progress: 0 to 1, how far the present line is on its way: below 1 pulses run along the edges, and what the line
            computes is not shown yet.
    """
    return _Picture(frame, size, options, progress).figure()


class _Picture:
    """Builds one picture, from the back to the front."""

    def __init__(self, frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> None:
        self._frame, self._options, self._theme = frame, options, options.theme
        self._size, self._progress = size, progress
        self._network = frame.scenario.network
        sizes, self._naming = self._network.sizes, Naming(self._network.sizes, options.dress)
        widest = width(symbol("w", "2", "22"), TEXT_SIZE) if options.with_names else _number_width(options.digits)
        self._layout: Layout = network_layout(sizes, float(size[0]), float(size[1]), widest)
        self._edge_count = sum(m * n for m, n in zip(sizes, sizes[1:], strict=False))
        self._shapes: list[Shape] = []
        self._targets: list[Targets] = []
        self._edge_targets: list[Targets] = []

    def figure(self) -> Figure:
        self._add_edges()
        focused = [] if self._options.route is not None else self._focused_edges()
        for layer, j, k in focused:
            edge = self._layout.edge_ends(layer)[j, k]
            self._shapes.append(Segments(edge[None], self._theme.ink, EMPHASIS))
        route = self._options.route
        if route is not None:
            self._shapes += route_lines(route, self._layout, self._theme)
        self._add_targets_and_cost()
        if self._progress < 1.0:
            self._shapes += pulse_shapes(self._frame, self._layout, self._theme, self._progress)
        self._add_units()
        self._add_weight_numbers()
        for layer, j, k in focused:
            self._add_focus_number(layer, j, k)
        if route is not None and self._options.dress.has_numbers:
            self._shapes += route_factors(route, self._frame, self._layout, self._theme, self._options.digits)
        self._shapes += headings(self._network, self._layout, self._theme, MAX_TARGETS, self._options.dress)
        # At speed fewer are drawn, for moments that nobody reads the key of.
        drawn = self._edge_count if self._options.quick else self._most_edges
        dashed = self._edge_count <= MAX_DASHED
        if self._options.dress.has_numbers:
            word = self._options.dress.weight
            self._shapes += key(self._options.edges, self._layout, self._theme, dashed, drawn, self._edge_count, word)
        if self._options.note:
            note = Label(
                self._size[0] - 14, self._layout.key_y, plain(self._options.note), SMALL_SIZE, self._theme.accent, across=1.0
            )
            self._shapes.append(replace(note, bold=True))
        return Figure(*self._size, self._theme.paper, tuple(self._shapes), (*self._targets, *self._edge_targets))

    def _shows(self, kind: Kind, layer: int = 0) -> bool:
        """Whether a line's result may be drawn: it is known, and not just now on its way."""
        line = self._frame.line
        on_its_way = self._progress < 1.0 and line.kind is kind and line.layer == layer
        return self._frame.knows(kind, layer) and not on_its_way

    def _is_now(self, kind: Kind, layer: int = 0) -> bool:
        line = self._frame.line
        return line.kind is kind and line.layer == layer

    # Edges

    def _values(self, layer: int) -> Array | None:
        needed = {EdgeValue.CONTRIBUTION: Kind.FORWARD, EdgeValue.GRADIENT: Kind.BACKWARD, EdgeValue.UPDATE: Kind.BACKWARD}
        kind = needed.get(self._options.edges)
        if not self._options.dress.has_numbers or (kind is not None and not self._shows(kind, layer)):
            return None
        return edge_values(self._frame, layer, self._options.edges)

    @property
    def _most_edges(self) -> int:
        """How many edges are drawn."""
        if self._options.quick:
            return min(self._edge_count, MAX_QUICK)
        return self._edge_count if self._edge_count <= MAX_DRAWN else CHOSEN

    def _add_edges(self) -> None:
        most = self._most_edges
        for layer in range(1, self._network.depth + 1):
            share = most * self._network.sizes[layer] * self._network.sizes[layer - 1] // self._edge_count
            ends = self._layout.edge_ends(layer)
            dashed = self._edge_count <= MAX_DASHED
            self._shapes += edge_lines(self._values(layer), ends, self._theme, dashed, max(1, share))
            if self._edge_count <= MAX_DASHED:
                self._shapes += _arrow_heads(
                    ends.reshape(-1, 4), self._layout.radii[layer], mix(self._theme.paper, self._theme.ink, 0.6)
                )
            if not self._options.quick:
                self._edge_targets.append(edges(layer, ends, 5.0))

    def _add_weight_numbers(self) -> None:
        for layer, along in enumerate(self._layout.label_at, start=1):
            values = self._values(layer)
            if values is None and not self._options.with_names:
                continue
            ends = self._layout.edge_ends(layer)
            for j, k in np.argwhere(~np.isnan(along)):
                name = Key.weight(layer, int(j) + 1, int(k) + 1)
                if name != self._options.focus:
                    self._shapes.append(self._edge_label(name, ends[j, k], along[j, k], values, (j, k), bold=False))

    def _edge_label(self, name: Key, edge: Array, t: float, values: Array | None, at: tuple[int, int], bold: bool) -> Label:
        if self._options.with_names or values is None:
            runs, colour = key_symbol(name, self._naming), self._theme.ink
        else:
            value = float(values[at])
            runs, colour = plain(number(value, self._options.digits)), self._sign_colour(value)
        x, y = edge[0] + t * (edge[2] - edge[0]), edge[1] + t * (edge[3] - edge[1])
        size = self._layout.label_size or SMALL_SIZE
        return Label(x, y, runs, size, colour, behind=self._theme.paper, bold=bold)

    def _sign_colour(self, value: float) -> Colour:
        hue = self._theme.negative if value < 0.0 else self._theme.positive
        return mix(hue, self._theme.ink, 0.35)

    # Units

    def _add_units(self) -> None:
        self._add_inputs()
        for layer in range(1, self._network.depth + 1):
            self._add_layer(layer)

    def _add_inputs(self) -> None:
        theme, layout, x = self._theme, self._layout, self._frame.x
        centres, radius, text = layout.units[0], layout.radii[0], layout.texts[0]
        names = self._frame.scenario.data.input_names
        colour = theme.forward if self._is_now(Kind.INPUT) else (theme.ink if text else theme.faint)
        self._shapes.append(Dots(centres, radius, colour))
        self._targets.append(units("x", 0, centres, max(5.0, radius + 3)))
        if not text:
            return
        for k, (px, py) in enumerate(centres):
            name = numbered("x", len(x), k + 1)
            runs = name if self._options.with_names else (*name, *plain(f" {equal_to(float(x[k]), self._options.digits)}"))
            self._shapes.append(Label(px - radius - 5, py, runs, text, colour, across=1.0))
            if names and width(plain(names[k]), SMALL_SIZE) < px - 8 and len(centres) <= 8:
                self._shapes.append(Label(px - radius - 5, py + 15, plain(names[k]), SMALL_SIZE, theme.faint, across=1.0))

    def _add_layer(self, layer: int) -> None:
        theme, layout = self._theme, self._layout
        ring, ring_width = self._ring(layer)
        centres, radius, text = layout.units[layer], layout.radii[layer], layout.texts[layer]
        self._targets.insert(0, units("a", layer, centres, max(5.0, radius + 2)))
        if radius < 3.0:
            self._shapes.append(Dots(centres, radius, ring if ring != theme.ink else theme.faint))
            return
        biases = shown_weights(self._frame, layer)[1]
        # At speed nobody can read small numbers, and they take as long as all the edges.
        is_crowded = self._options.quick and not layout.label_at
        for j, (x, y) in enumerate(centres):
            name = Key.bias(layer, j + 1)
            is_focus = self._options.focus in (name, name.place)
            rim, rim_width = (theme.accent, EMPHASIS + 1.0) if is_focus else (ring, ring_width)
            self._shapes.append(Disc(x, y, radius, self._fill(layer, j), rim, rim_width if text else min(rim_width, 1.4)))
            if not text or is_crowded:
                continue
            runs, size = self._bias_text(name, float(biases[j]), text, 1.84 * radius)
            if size:
                self._shapes.append(Label(x, y, runs, size, theme.ink))
            self._add_neuron_numbers(layer, j, x, y)

    def _bias_text(self, name: Key, value: float, text: float, room: float) -> tuple[tuple[Run, ...], float]:
        """What stands inside a neuron, and its size: with fewer digits where it would not fit; 0 if it never does."""
        if self._options.with_names or not self._options.dress.is_opened:
            runs = key_symbol(name, self._naming) if self._options.dress.is_opened else (Run("f", italic=True),)
            return runs, _fitting(runs, text, room)
        for digits in range(self._options.digits, 1, -1):
            runs = plain(number(value, digits))
            size = _fitting(runs, text, room)
            if size:
                return runs, size
        return runs, 0.0

    def _fill(self, layer: int, j: int) -> Colour:
        """A neuron is filled the more, the larger its activation is, in the hue of the sign."""
        if not self._options.dress.has_numbers or not self._shows(Kind.FORWARD, layer):
            return self._theme.node
        value = float(self._frame.a(layer)[j])  # type: ignore[index]
        hue = self._theme.negative if value < 0.0 else self._theme.positive
        share = (0.26 if self._layout.texts[layer] else 0.9) * min(1.0, abs(value))
        return mix(self._theme.node, hue, share)

    def _ring(self, layer: int) -> tuple[Colour, float]:
        if self._is_now(Kind.FORWARD, layer):
            return self._theme.forward, EMPHASIS
        if self._is_now(Kind.BACKWARD, layer):
            return self._theme.backward, EMPHASIS
        return self._theme.ink, LINE

    def _add_neuron_numbers(self, layer: int, j: int, x: float, y: float) -> None:
        layout, theme = self._layout, self._theme
        size = layout.texts[layer]
        drop = 0.2 * size if self._options.with_names else 0.0  # room for the subscript
        offset = layout.radii[layer] + 0.3 * size + drop
        if self._shows(Kind.FORWARD, layer):
            now = self._is_now(Kind.FORWARD, layer)
            runs = self._quantity("a", layer, j, float(self._frame.a(layer)[j]))  # type: ignore[index]
            self._shapes.append(Label(x, y - offset, runs, size, theme.forward, down=1.0, behind=theme.paper, bold=now))
        if self._shows(Kind.BACKWARD, layer):
            now = self._is_now(Kind.BACKWARD, layer)
            values = self._frame.delta(layer) if self._options.dress.passes == "δ" else self._frame.d(layer)
            runs = self._quantity(self._options.dress.passes, layer, j, float(values[j]))  # type: ignore[index]
            self._shapes.append(Label(x, y + offset, runs, size, theme.backward, down=0.0, behind=theme.paper, bold=now))

    def _quantity(self, letter: str, layer: int, j: int, value: float) -> tuple[Run, ...]:
        if self._options.with_names:
            return symbol(letter, *self._naming.scripts(letter, layer, (j + 1,)))
        return (Run(letter, italic=True), *plain(f" {equal_to(value, self._options.digits)}"))

    # Targets and cost

    def _add_targets_and_cost(self) -> None:
        known, now = self._shows(Kind.COST), self._is_now(Kind.COST)
        column = OutputColumn(self._frame, self._layout, self._options, known, now)
        self._shapes += column.shapes()
        if column.shows_targets:
            self._targets.append(column.target_places())
        self._targets.insert(0, column.cost_place())

    # What is pointed at, and the path that is lit

    def _focused_edges(self) -> list[tuple[int, int, int]]:
        values = [self._values(layer) for layer in range(1, self._network.depth + 1)]
        return focused_edges(self._options.focus, self._network, values, bool(self._layout.label_at))

    def _add_focus_number(self, layer: int, j: int, k: int) -> None:
        values, along = self._values(layer), self._layout.label_at
        if values is None and not self._options.with_names:
            return
        t = along[layer - 1][j, k] if along else 0.25
        name = Key.weight(layer, int(j) + 1, int(k) + 1)
        edge = self._layout.edge_ends(layer)[j, k]
        self._shapes.append(self._edge_label(name, edge, 0.5 if np.isnan(t) else t, values, (j, k), bold=True))


def _number_width(digits: int) -> float:
    return width(plain("−0." + "0" * digits), TEXT_SIZE)


def _fitting(runs: tuple[Run, ...], size: float, room: float) -> float:
    """The size at which a text fits; 0 if it would be too small to read."""
    fitted = min(size, size * room / max(1.0, width(runs, size)))
    return fitted if fitted >= min(size, MIN_SIZE) * 0.85 else 0.0


def _arrow_heads(lines: Array, radius: float, colour: Colour) -> list[Shape]:
    size = min(8.0, 0.36 * radius + 1.5)
    along = lines[:, 2:] - lines[:, :2]
    unit = along / np.linalg.norm(along, axis=1, keepdims=True)
    across = np.column_stack((-unit[:, 1], unit[:, 0]))
    tip = lines[:, 2:]
    back = tip - unit * size
    heads = np.stack((tip, back + across * size * 0.42, back - across * size * 0.42), axis=1)
    return [Path(tuple(heads), None, 0.0, colour, closed=True)]
