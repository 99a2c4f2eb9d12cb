"""The units of a network at a frame: what each neuron shows, and the inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Colour, Dots, Label, Segments, Shape
from visprop.figures.base.text import Run, key_symbol, numbered, plain, width
from visprop.figures.network.forms.node import Node, Shown, before_point, fitted, full, number_width, set_number, shortenings
from visprop.figures.network.forms.portrait import Portrait
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.with_constants import has_constants
from visprop.figures.network.measures import CLEAR, DISC, INPUTS, ROW, TOLD
from visprop.figures.network.measures_of_paper import OUTER
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.flat import is_flat
from visprop.figures.network.units.passes import Passes
from visprop.figures.network.units.portraits import pictured_layers, portraits
from visprop.notation.expression.numbers import LEAST_DIGITS, equal_to
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

    Attributes:
        is_ringed: whether the present input is ringed in the neurons' pictures.
        picture_ends: the ends of the scale of the neurons' pictures, by layer.
    """

    def __init__(self, frame: Frame, layout: Layout, options: NetworkOptions, passes: Passes) -> None:
        self._frame, self._layout, self._options, self._passes = frame, layout, options, passes
        self._has_constants = has_constants(frame.scenario.network, options, layout.page)
        self._theme, self._naming = options.theme, Naming.of(frame.scenario, options.dress)
        forms = {layer: layout.form(layer) for layer in pictured_layers(frame.scenario) if options.dress.has_numbers}
        # At speed a ring would only flicker from place to place.
        self.is_ringed = not options.quick and frame.scenario.network.sizes[0] <= 2
        layers = frozenset(layer for layer, form in forms.items() if form.has_picture)
        self._portraits, self.picture_ends = portraits(frame, options.theme, layers, self.is_ringed)

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
        function = self._frame.scenario.network.activations[layer - 1]
        is_plain = self._has_constants or function == "identity"
        quantities = self.quantities(layer)
        table = self._table(quantities, wide) if layout.form(layer).is_table else _Table(layout.digits, is_short=layout.is_short)
        if not table.has_room:
            quantities = [(_untold(b), _untold(z), _untold(a), _untold(d)) for b, z, a, d in quantities]
        pictures: Sequence[Portrait | None] = self._portraits.get(layer) or [None] * len(quantities)
        rim, scale, end, pitch = self._passes.rim(layer), self.scale(layer), layout.end_of_texts(layer), layout.pitch(layer)
        is_line = layout.lettering.is_printed and max(layout.sizes) == 1 and not self._has_constants
        is_outer = is_line or layer in layout.outside
        last = layout.page[0] - CLEAR.page if layout.lettering.is_printed else np.inf
        nodes = [
            Node(
                x, y, wide, high, layout.text, table.digits, self._theme, index, *own, is_plain, self._options.names_only,
                dress.is_opened, rim, table.columns, table.cells, table.has_index, scale,
                layout.outer_room(layer) if is_outer else end - x + TOLD.left * wide, pitch, last,
                (above, not self._has_constants and below), layout.outer_side(layer, j), picture, layout.least,
                before, flat, table.is_short, function,
            )
            for j, (own, (x, y, index, above, below), picture, before, flat) in enumerate(
                zip(quantities, _stands(layout, layer), pictures, self._biases_before(layer), self._flat(layer), strict=True)
            )
        ]  # fmt: skip
        if nodes[0].b_before is None or all(node.has_room_before for node in nodes):
            return nodes
        return [replace(node, b_before=None) for node in nodes]

    def has_flat(self, layer: int) -> bool:
        """Whether a neuron of a layer is marked as one that hardly learns."""
        return any(self._flat(layer))

    def _flat(self, layer: int) -> list[bool]:
        """Of each neuron of a layer whether σ is nearly flat at its z, once σ′ is known."""
        slope, name = self._frame.slope(layer), self._frame.scenario.network.activations[layer - 1]
        form, dress = self._layout.form(layer), self._options.dress
        # A disc is too small for a bar.
        is_shown = self._passes.shows(Kind.BACKWARD, layer) and dress.has_numbers and form.has_numbers
        if slope is None or not slope.size or not is_shown:
            return [False] * self._layout.sizes[layer]
        return is_flat(slope, ACTIVATIONS[name])

    def _biases_before(self, layer: int) -> Sequence[float | None]:
        """The biases of a layer before the update, where they stand beside those of now."""
        frame, count = self._frame, self._layout.sizes[layer]
        is_shown = self._options.tells_changes(frame) and not self._has_constants
        return frame.parameters_before(layer)[1].tolist() if is_shown else [None] * count

    def quantities(self, layer: int) -> list[tuple[Shown, Shown, Shown, Shown]]:
        """The bias, the weighted input, the activation and δ of each neuron of a layer; where b is on an edge, z in its place."""
        frame, theme, dress = self._frame, self._theme, self._options.dress
        forward, backward = self._passes.shows(Kind.FORWARD, layer), self._passes.shows(Kind.BACKWARD, layer)
        biases, numbers = frame.parameters(layer)[1], dress.has_numbers
        passed = frame.delta(layer) if dress.passes == "δ" else frame.d(layer)
        every = zip(
            _symbols(self._naming, layer),
            biases.tolist(),
            _listed(frame.z(layer), len(biases), forward and numbers),
            _listed(frame.a(layer), len(biases), forward and numbers),
            _listed(passed, len(biases), backward and numbers),
            strict=True,
        )
        is_now = numbers and forward and self._passes.is_now(Kind.FORWARD, layer)
        is_back_now = numbers and backward and self._passes.is_now(Kind.BACKWARD, layer)
        found = []
        for (b_named, z_named, a_named, d_named), bias, z, a, d in every:
            sign = theme.negative if bias < 0.0 else theme.positive
            inner = _shown(z_named, z, theme.forward)
            first = inner if self._has_constants else _shown(b_named, bias if numbers else None, sign)
            output = _shown(a_named, a, theme.forward, is_now and a is not None)
            found.append((first, inner, output, _shown(d_named, d, theme.backward, is_back_now and d is not None)))
        return found

    def _table(self, quantities: list[tuple[Shown, Shown, Shown, Shown]], wide: float) -> _Table:
        """A table's columns; before a layer lost its numbers, the zeros before their points go."""
        found = self._columns(quantities, wide, self._layout.is_short)
        return found if found.has_room or found.is_short else self._columns(quantities, wide, True)

    def _columns(self, quantities: list[tuple[Shown, Shown, Shown, Shown]], wide: float, is_short: bool) -> _Table:
        """A table's columns, as wide as their numbers ask for, with the points of each one below the other."""
        text, most, names_only = self._layout.text, max(self._layout.digits, LEAST_DIGITS), self._options.names_only
        columns = [[own[place] for own in quantities] for place in (0, 2, 3)]
        room, gap = wide - ROW.ends * text, ROW.gap * text
        even = room / 3
        for digits in range(most, LEAST_DIGITS - 1, -1):
            widest = [0.0 if names_only else max(_wide(shown, text, digits, is_short) for shown in column) for column in columns]
            if sum(widest) + 3 * gap <= room or digits == LEAST_DIGITS:
                break
        cells, has_index = (even, even, even), True
        if not names_only and any(one + gap > even for one in widest):
            # The neuron's number goes before a digit that tells something does.
            has_index = sum(widest) + 3 * gap <= room
            spare = (room + (0.0 if has_index else ROW.index * text) - sum(widest)) / 3
            cells = (widest[0] + spare, widest[1] + spare, widest[2] + spare)
        b, a, passed = (
            max(_whole(shown, digits, cell - gap, text, names_only, is_short) for shown in column)
            for column, cell in zip(columns, cells, strict=True)
        )
        has_room = all(one <= cell - 1.0 for one, cell in zip(widest, cells, strict=True))
        return _Table(digits, (b, a, passed), cells, has_index, has_room, is_short)

    def inputs(self) -> list[Shape]:
        """The inputs as dots with their names and values."""
        theme, layout, x = self._theme, self._layout, self._frame.x
        centres, radius, size = layout.units[0], layout.nodes[0][1] / 2, layout.input_text
        is_now = self._passes.is_now(Kind.INPUT)
        shapes: list[Shape] = [Dots(centres, radius, theme.ink if size else theme.faint)]
        if not size:
            return shapes
        if layout.has_outer_inputs:
            return [*shapes, *self._outer_inputs(is_now)]
        names = self._frame.scenario.data.input_names if layout.fits_input_names else ()
        right = float(centres[0][0]) - radius - 6
        is_stacked = layout.is_stacked and not self._fit_in_lines(x, right - 5)
        for k, (_, py) in enumerate(centres):
            for runs, y in self._input_lines(x, k, float(py), right - 5, is_stacked):
                shapes.append(Label(right, y, runs, size, theme.ink, across=1.0, bold=is_now))
            if names and width(plain(names[k]), layout.small) < right - 5:
                below = float(py) + (INPUTS.below_stacked if is_stacked else INPUTS.below) * size
                shapes.append(Label(right, below, plain(names[k]), layout.small, theme.faint, across=1.0))
        return shapes

    def _outer_inputs(self, is_now: bool) -> list[Shape]:
        """The inputs' names and values over the upper and under the lower of two, from the page's edge."""
        layout, size = self._layout, self._layout.input_text
        every = [self._outer_lines(k) for k in range(len(layout.units[0]))]
        if any(width(whole, size, bold=True) > room for whole, _, room in every):
            lines = [stacked for _, stacked, _ in every]
        else:
            lines = [(whole,) for whole, _, _ in every]
        shapes: list[Shape] = []
        for k, (_, py) in enumerate(layout.units[0].tolist()):
            side = -1.0 if k == 0 else 1.0
            y = py + side * (layout.nodes[0][1] / 2 + OUTER.dot * size)
            ys = [y + side * OUTER.line * size * i for i in range(len(lines[k]))]
            placed = zip(lines[k][::-1] if side < 0.0 else lines[k], ys, strict=True)
            down = 1.0 if side < 0.0 else 0.0
            shapes += [Label(CLEAR.page, at, runs, size, self._theme.ink, 0.0, down, bold=is_now) for runs, at in placed]
        return shapes

    def _outer_lines(self, k: int) -> tuple[tuple[Run, ...], tuple[tuple[Run, ...], ...], float]:
        """An input's name with its value, in one line and in two, and how much room a line has beside what is told of layer 1."""
        layout, x = self._layout, self._frame.x
        room = self._left_over_first(k) - TOLD.now[0] - CLEAR.number - CLEAR.page
        ((whole, _),) = self._input_lines(x, k, 0.0, float("inf"), is_stacked=False)
        if self._options.names_only:
            return whole, (whole,), float("inf")
        every = [_stacked(x, k, digits, layout.is_short) for digits in shortenings(float(x[k]), layout.digits)]
        return whole, next((one for one in every if width(one[1], layout.input_text, bold=True) <= room), every[-1]), room

    def _left_over_first(self, k: int) -> float:
        """Where what stands over the upper neuron of the first layer begins, or under the lower one, as wide as it usually is."""
        layout, nodes = self._layout, self.nodes(1)
        node = nodes[min(k, len(nodes) - 1)]
        # Of a single neuron a stands above, and δ below where there is no input.
        told = (node.a, node.passed) if node.outer_side else (node.a,)
        symbol = max(width((*shown.name, *plain(" ≈ ")), layout.text, bold=True) for shown in told)
        usual = symbol + number_width(layout.text, layout.digits, layout.is_short)
        return node.x - max(usual, *(width(node.told(shown), layout.text, bold=True) for shown in told)) / 2

    def _fit_in_lines(self, x: Array, room: float) -> bool:
        """Whether on paper each input's name has room beside its value, in a line; on a screen they keep their places."""
        layout = self._layout
        values = (set_number(f" {equal_to(value, layout.digits)}", layout.is_short) for value in x.tolist())
        wholes = ((*numbered("x", len(x), k), *value) for k, value in enumerate(values, start=1))
        return layout.lettering.is_printed and all(width(one, layout.input_text, bold=True) <= room for one in wholes)

    def _input_lines(self, x: Array, k: int, y: float, room: float, is_stacked: bool) -> list[tuple[tuple[Run, ...], float]]:
        """An input's name with its value, in one line or in two."""
        name, is_short = numbered("x", len(x), k + 1), self._layout.is_short
        if self._options.names_only:
            return [(name, y)]
        for digits in shortenings(float(x[k]), self._layout.digits):
            sign, value = equal_to(float(x[k]), digits).split(" ", 1)
            lines = _stacked(x, k, digits, is_short)
            whole = (*name, *set_number(f" {sign} {value}", is_short))
            if not is_stacked and width(whole, self._layout.input_text, bold=True) <= room:
                return [(whole, y)]
            if is_stacked and max(width(runs, self._layout.input_text, bold=True) for runs in lines) <= room:
                size = self._layout.input_text
                return [(lines[0], y - INPUTS.line * size), (lines[1], y + INPUTS.line * size)]
        # The number tells more than its name.
        return [(fitted(float(x[k]), self._layout.digits, room, self._layout.input_text, is_short=is_short), y)]


@dataclass(frozen=True)
class _Table:
    """How the rows of a layer that is a table are alike; of any other layer only the digits matter.

    Attributes:
        digits: significant digits.
        columns: how much of each column of numbers stands before the point.
        cells: how wide each column is.
        has_index: whether a neuron's number in the layer has room.
        has_room: whether all numbers have room in letters of the usual size.
        is_short: whether no zero stands before the point of its numbers.
    """

    digits: int
    columns: tuple[float, float, float] = (0.0, 0.0, 0.0)
    cells: tuple[float, float, float] = (0.0, 0.0, 0.0)
    has_index: bool = True
    has_room: bool = True
    is_short: bool = False


Named = tuple[Key, tuple[Run, ...], tuple[Run, ...]]
"""A quantity's key, its symbol with its indices, and its letter alone."""


@lru_cache(maxsize=64)
def _symbols(naming: Naming, layer: int) -> tuple[tuple[Named, Named, Named, Named], ...]:
    """What b, z, a and δ of each neuron of a layer are called; δ or d, whichever the dress passes back."""

    def named(letter: str, j: int) -> Named:
        key = Key(letter, layer, (j,))
        name = key_symbol(key, naming)
        if letter == "d":
            name = (name[0]._replace(text=naming.dress.passes), *name[1:])
        return key, name, (name[0],)

    every = range(1, naming.sizes[layer] + 1)
    return tuple((named("b", j), named("z", j), named("a", j), named("d", j)) for j in every)


@lru_cache(maxsize=64)
def _stands(layout: Layout, layer: int) -> tuple[tuple[float, float, tuple[Run, ...], bool, bool], ...]:
    """Of each neuron of a layer its middle, its number as it is written, and whether no edges are above and below it."""
    return tuple(
        (x, y, plain(str(j + 1)), layout.is_open(layer, j, -1.0), layout.is_open(layer, j, 1.0))
        for j, (x, y) in enumerate(layout.units[layer].tolist())
    )


def _stacked(x: Array, k: int, digits: int, is_short: bool) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """An input's name and below it its value, as in a neuron: there no = is needed, but ≈ where the value is rounded."""
    sign, value = equal_to(float(x[k]), digits).split(" ", 1)
    return numbered("x", len(x), k + 1), set_number(value if sign == "=" else f"{sign} {value}", is_short)


def _listed(values: Array | None, count: int, is_shown: bool) -> list[float] | list[None]:
    """The numbers of a layer; None for each while they are not to be seen."""
    return values.tolist() if is_shown and values is not None else [None] * count


def _shown(named: Named, value: float | None, hue: Colour, is_now: bool = False) -> Shown:
    key, name, letter = named
    return Shown(name, letter, value, hue, is_now, key)


def _untold(shown: Shown) -> Shown:
    return replace(shown, value=None)


def _wide(shown: Shown, text: float, digits: int, is_short: bool) -> float:
    """How wide a number of a table is with so many digits; 0 while it is not known."""
    if shown.value is None:
        return 0.0
    return width(full(shown.value, digits, is_short, is_padded=True), text, shown.is_now)


def _whole(shown: Shown, digits: int, room: float, text: float, names_only: bool, is_short: bool) -> float:
    """How much of what stands in a table's cell is before the point; 0 while nothing does."""
    if names_only:
        return before_point(shown.name, text, shown.is_now)
    if shown.value is None:
        return 0.0
    return before_point(fitted(shown.value, digits, room, text, shown.is_now, is_short, is_padded=True), text, shown.is_now)


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
