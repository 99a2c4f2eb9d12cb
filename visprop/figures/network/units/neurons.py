"""The units of a network at a frame: what each neuron shows, and the inputs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Colour, Dots, Label, Segments, Shape
from visprop.figures.base.text import Run, key_symbol, numbered, plain, width
from visprop.figures.network.forms.node import Node, Shown, before_point, fitted, shortenings
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.with_constants import has_constants
from visprop.figures.network.measures import DISC, INPUTS, ROW, TOLD
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import Passes
from visprop.notation.expression.numbers import LEAST_DIGITS, equal_to, number
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind


class Units:
    """Reads from a frame what its units show.

    Args:
        frame: what is known.
        layout: where they stand.
        options: how they are drawn.
        passes: how far they have come.
    """

    def __init__(self, frame: Frame, layout: Layout, options: NetworkOptions, passes: Passes) -> None:
        self._frame, self._layout, self._options, self._passes = frame, layout, options, passes
        self._has_constants = has_constants(frame.scenario.network, options, layout.page)
        self._theme, self._naming = options.theme, Naming.of(frame.scenario, options.dress)

    def scale(self, layer: int) -> float:
        """The activation that a layer's strongest fill stands for."""
        if ACTIVATIONS[self._frame.scenario.network.activations[layer - 1]].is_bounded:
            return 1.0
        a = self._frame.a(layer)
        finite = np.abs(a[np.isfinite(a)]) if a is not None else np.zeros(0)
        # A small one must not look like the largest of a bounded layer.
        return float(np.max(finite, initial=1.0))

    def nodes(self, layer: int) -> list[Node]:
        """The neurons of a layer."""
        layout, dress = self._layout, self._options.dress
        wide, high = layout.nodes[layer]
        # Where the bias is on an edge, z takes its place.
        is_plain = self._has_constants or self._frame.scenario.network.activations[layer - 1] == "identity"
        found = [
            Node(
                float(x), float(y), wide, high, layout.text, layout.digits, self._theme, plain(str(j + 1)),
                *self._quantities(layer, j),
                is_plain, self._options.names_only, dress.is_opened, self._passes.rim(layer), scale=self.scale(layer),
                outside=layout.end_of_texts(layer) - float(x) + TOLD.left * wide,
                pitch=layout.pitch(layer),
                is_open=(layout.is_open(layer, j, -1.0), not self._has_constants and layout.is_open(layer, j, 1.0)),
            )
            for j, (x, y) in enumerate(layout.units[layer])
        ]  # fmt: skip
        return _aligned(found) if layout.form(layer).is_table else found

    def _quantities(self, layer: int, j: int) -> tuple[Shown, Shown, Shown, Shown]:
        frame, theme, dress = self._frame, self._theme, self._options.dress
        forward, backward = self._passes.shows(Kind.FORWARD, layer), self._passes.shows(Kind.BACKWARD, layer)
        bias = float(frame.parameters(layer)[1][j])
        sign = theme.negative if bias < 0.0 else theme.positive
        numbers = dress.has_numbers
        passed = frame.delta(layer) if dress.passes == "δ" else frame.d(layer)
        z = self._shown(Key("z", layer, (j + 1,)), _at(frame.z(layer), j, forward and numbers), theme.forward)
        return (
            z if self._has_constants else self._shown(Key.bias(layer, j + 1), bias if numbers else None, sign),
            z,
            self._shown(Key.unit(layer, j + 1), _at(frame.a(layer), j, forward and numbers), theme.forward, Kind.FORWARD),
            self._shown(Key("d", layer, (j + 1,)), _at(passed, j, backward and numbers), theme.backward, Kind.BACKWARD),
        )

    def _shown(self, key: Key, value: float | None, hue: Colour, kind: Kind | None = None) -> Shown:
        name = key_symbol(key, self._naming)
        if key.letter == "d":
            # δ or d, whichever the dress passes back.
            name = (replace(name[0], text=self._options.dress.passes), *name[1:])
        is_now = kind is not None and value is not None and self._passes.is_now(kind, key.number)
        return Shown(name, (name[0],), value, hue, is_now, key)

    def inputs(self) -> list[Shape]:
        """The inputs as dots with their names and values."""
        theme, layout, x = self._theme, self._layout, self._frame.x
        centres, radius, size = layout.units[0], layout.nodes[0][1] / 2, layout.input_text
        is_now = self._passes.is_now(Kind.INPUT)
        shapes: list[Shape] = [Dots(centres, radius, theme.ink if size else theme.faint)]
        if not size:
            return shapes
        names = self._frame.scenario.data.input_names if layout.fits_input_names else ()
        for k, (px, py) in enumerate(centres):
            right = float(px) - radius - 6
            for runs, y in self._input_lines(x, k, float(py), right - 5):
                shapes.append(Label(right, y, runs, size, theme.ink, across=1.0, bold=is_now))
            if names and width(plain(names[k]), layout.small) < right - 5:
                below = float(py) + (INPUTS.below_stacked if layout.is_stacked else INPUTS.below) * size
                shapes.append(Label(right, below, plain(names[k]), layout.small, theme.faint, across=1.0))
        return shapes

    def _input_lines(self, x: Array, k: int, y: float, room: float) -> list[tuple[tuple[Run, ...], float]]:
        """An input's name with its value, in one line or in two."""
        name = numbered("x", len(x), k + 1)
        if self._options.names_only:
            return [(name, y)]
        for digits in shortenings(float(x[k]), self._layout.digits):
            sign, value = equal_to(float(x[k]), digits).split(" ", 1)
            lines = [(*name, *plain(f" {sign}")), plain(value)]
            whole = (*name, *plain(f" {sign} {value}"))
            if not self._layout.is_stacked and width(whole, self._layout.input_text, bold=True) <= room:
                return [(whole, y)]
            if self._layout.is_stacked and max(width(runs, self._layout.input_text, bold=True) for runs in lines) <= room:
                size = self._layout.input_text
                return [(lines[0], y - INPUTS.line * size), (lines[1], y + INPUTS.line * size)]
        # The number tells more than its name.
        return [(fitted(float(x[k]), self._layout.digits, room, self._layout.input_text), y)]


def _at(values: Array | None, j: int, is_shown: bool) -> float | None:
    return float(values[j]) if is_shown and values is not None else None


def _aligned(nodes: list[Node]) -> list[Node]:
    """The rows of a table with the points of each column one below the other, and columns as wide as their numbers ask for."""
    room = nodes[0].wide - ROW.ends * nodes[0].text
    even, gap = room / 3, ROW.gap * nodes[0].text
    columns = [[getattr(node, pick) for node in nodes] for pick in ("b", "a", "passed")]
    for digits in range(max(nodes[0].digits, LEAST_DIGITS), LEAST_DIGITS - 1, -1):
        wide = [max(_wide(node, shown, digits) for node, shown in zip(nodes, column, strict=True)) for column in columns]
        if sum(wide) + 3 * gap <= room or digits == LEAST_DIGITS:
            break
    if nodes[0].names_only or all(one + gap <= even for one in wide):
        cells = (even, even, even)
    else:
        # The neuron's number goes before a digit that tells something does.
        has_index = sum(wide) + 3 * gap <= room
        spare = (room + (0.0 if has_index else ROW.index * nodes[0].text) - sum(wide)) / 3
        cells = (wide[0] + spare, wide[1] + spare, wide[2] + spare)
        nodes = [replace(node, has_index=has_index) for node in nodes]
    nodes = [replace(node, digits=digits, cells=cells) for node in nodes]
    before = []
    for column, cell in zip(columns, cells, strict=True):
        written = [node.written(shown, cell - gap) for node, shown in zip(nodes, column, strict=True)]
        bold = [shown.is_now for shown in column]
        before.append(max(before_point(runs, nodes[0].text, is_now) for runs, is_now in zip(written, bold, strict=True)))
    return [replace(node, columns=(before[0], before[1], before[2])) for node in nodes]


def _wide(node: Node, shown: Shown, digits: int) -> float:
    """How wide a number of a table is with so many digits; 0 while it is not known."""
    if shown.value is None or node.names_only:
        return 0.0
    return width(plain(number(shown.value, shortenings(shown.value, digits)[0])), node.text, shown.is_now)


def minus_marks(nodes: list[Node]) -> list[Shape]:
    """A minus in each disc whose activation is below 0, so that hue alone does not tell."""
    ends = [
        (node.x - DISC.minus * node.wide, node.y, node.x + DISC.minus * node.wide, node.y)
        for node in nodes
        if node.a.value is not None and node.a.value < 0.0
    ]
    if not ends or nodes[0].wide < DISC.signed:
        return []
    return [Segments(np.array(ends), nodes[0].theme.paper, max(DISC.minus_line[0], DISC.minus_line[1] * nodes[0].wide))]
