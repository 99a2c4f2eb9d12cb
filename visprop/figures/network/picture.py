"""The network at a position: the article's picture, alive."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.placing import Bounds, bounds, told_places
from visprop.figures.base.shapes import Dots, Figure, Label, Segments, Shape, Targets, edges
from visprop.figures.base.text import plain, width
from visprop.figures.choices import EdgeValue
from visprop.figures.network.asked import layout_request
from visprop.figures.network.edges.chosen import chosen_labels, chosen_size, edges_of, with_chosen_numbers
from visprop.figures.network.edges.constants import bias_flow, bias_places, bias_values, constant_shapes
from visprop.figures.network.edges.crowd import crowd_lines, drawn_count, veil
from visprop.figures.network.edges.flow import Flow, flow_of, pulses
from visprop.figures.network.edges.focus import Edge, focused_edges, route_lines
from visprop.figures.network.edges.look import VEILED, Look, look_of
from visprop.figures.network.edges.number_table import number_table, table_title
from visprop.figures.network.edges.numbered import NumberedEdges, wider
from visprop.figures.network.edges.route import route_factors
from visprop.figures.network.edges.singled import singled_out
from visprop.figures.network.edges.values import FLOORS, edge_values, scale_of
from visprop.figures.network.forms.node import edge_number_width
from visprop.figures.network.heat.heat_picture import has_heat_picture, heat_figure
from visprop.figures.network.layout.number_places import MOST_CHOSEN, MOST_LABELLED
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.layout.with_constants import constant_edges, has_constants, without_constants
from visprop.figures.network.legend.entries import Seen
from visprop.figures.network.legend.foot import Foot
from visprop.figures.network.legend.headings import headings
from visprop.figures.network.legend.omitted import Drawn, omitted
from visprop.figures.network.legend.rows import legend_shapes
from visprop.figures.network.legend.seen import seen_of
from visprop.figures.network.linear.figure import has_linear_picture, linear_figure
from visprop.figures.network.measures import DISC, LINES, REACH
from visprop.figures.network.options import PLAIN, NetworkOptions
from visprop.figures.network.units.flat import flat_marks
from visprop.figures.network.units.neurons import Units, minus_marks
from visprop.figures.network.units.passes import Passes
from visprop.figures.network.units.pixels import inputs_as_picture
from visprop.figures.network.units.right_side import OutputBars, OutputColumn
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind


def network_figure(frame: Frame, size: tuple[float, float], options: NetworkOptions = PLAIN, progress: float = 1.0) -> Figure:
    """The picture of a frame.

    Args:
        frame: what is known.
        size: width and height of the page in points.
        options: how it is drawn.
        progress: 0 to 1, how far the present line is on its way: what flows runs along its edges, then what the line computes
            appears.
    """
    if has_linear_picture(frame, size, options):
        return linear_figure(frame, size, options, progress)
    if has_heat_picture(frame, options):
        return heat_figure(frame, size, options, progress)
    return _Picture(frame, size, options, progress).figure()


class _Picture:
    """Builds one picture, from the back to the front."""

    def __init__(self, frame: Frame, size: tuple[float, float], options: NetworkOptions, progress: float) -> None:
        self._frame, self._options, self._theme, self._progress = frame, options, options.theme, progress
        self._size = (float(size[0]), float(size[1]))
        self._network = frame.scenario.network
        self._naming = Naming.of(frame.scenario, options.dress)
        self._request = layout_request(frame, size, options)
        self._laid = network_layout(self._request)
        self._has_constants = has_constants(self._network, options, self._size)
        self._layout = without_constants(self._laid, self._network.sizes) if self._has_constants else self._laid
        self._number = edge_number_width(self._layout.text, self._layout.digits, self._layout.is_short)
        self._passes = Passes(frame, options.theme, progress)
        self._units = Units(frame, self._layout, options, self._passes)
        self._cells: dict[int, tuple[float, float, float]] = {}
        self._nodes = self._all_nodes()
        self._below: list[list[Shape]] = [[] for _ in self._nodes]
        self._flow = flow_of(frame, self._theme)
        self._is_small = self._request.edge_count <= MOST_LABELLED
        self._shapes: list[Shape] = []
        self._bare: set[int] = set()
        self._lacks_flow = False
        self._targets: list[Targets] = []
        self._edge_targets: list[Targets] = []

    def figure(self) -> Figure:
        options, layout = self._options, self._layout
        if options.route is not None:
            self._shapes += route_lines(options.route, layout, self._theme)
        self._add_edges()
        before = len(self._shapes)
        self._add_outputs()
        right = self._shapes[before:]
        self._add_units()
        self._add_tables()
        if options.route is not None and options.dress.has_numbers:
            self._shapes += route_factors(options.route, layout, self._theme, options.digits)
        inner = "z" if self._has_constants else "b"
        words = headings(self._network, layout, self._theme, options.dress, self._has_bars, self._cells, inner)
        self._shapes += words
        note = width(plain(options.note), layout.small, bold=True) if options.note else 0.0
        key = legend_shapes(self._seen(), layout, self._theme, note)
        self._shapes += key
        if options.note:
            place = (self._size[0] - 14, self._size[1] - 12)
            self._shapes.append(Label(*place, plain(options.note), layout.small, self._theme.ink, across=1.0, bold=True))
        nodes = [[*own, *below] for own, below in zip(self._nodes, self._below, strict=True)]
        drawn = Drawn(nodes, self._bare, right, words, key, self._has_bars, self._has_constants, self._lacks_flow)
        targets, left_out = (*self._targets, *self._edge_targets), omitted(drawn, self._layout, options, self._passes)
        return Figure(*self._size, self._theme.paper, tuple(self._shapes), targets, omitted=left_out)

    def _seen(self) -> Seen:
        flow = self._flow if self._is_small else None
        return seen_of(self._units, self._passes, self._layout, options=self._options, values=self._all_values, scale=self._scale,
                       flow=flow, has_constants=self._has_constants)  # fmt: skip

    def _all_nodes(self) -> list[list[Shape]]:
        """The neurons of each layer."""
        found: list[list[Shape]] = []
        for layer in range(1, self._network.depth + 1):
            form = self._layout.form(layer)
            if self._layout.nodes[layer][1] < DISC.dotted:
                colour, _ = self._passes.rim(layer)
                hue = self._theme.faint if colour == self._theme.ink else colour
                found.append([Dots(self._layout.units[layer], self._layout.nodes[layer][1] / 2, hue)])
                continue
            nodes = self._units.nodes(layer)
            self._cells[layer] = nodes[0].cells
            marks = [] if form.has_numbers or form.has_picture else minus_marks(nodes)
            found.append([*(shape for node in nodes for shape in form.draw(node)), *marks, *flat_marks(nodes, form.is_round)])
        return found

    def _outside(self, layer: int) -> list[Bounds]:
        """The room of what stands above and below a layer's neurons; edges leave it free."""
        (_, high), centres = self._layout.nodes[layer], self._layout.units[layer]
        boxes = [bounds(shape) for shape in self._nodes[layer - 1] if isinstance(shape, Label)] if layer else []
        return [wider(box) for box in boxes if (np.abs((box[1] + box[3]) / 2 - centres[:, 1]) > high / 2).all()]

    # Edges

    def _values(self, layer: int) -> Array | None:
        needed = {EdgeValue.CONTRIBUTION: Kind.FORWARD, EdgeValue.GRADIENT: Kind.BACKWARD, EdgeValue.UPDATE: Kind.BACKWARD}
        kind = needed.get(self._options.chosen.edges)
        is_named = self._options.names_only and self._layout.lettering.is_printed
        if is_named or not self._options.dress.has_numbers or (kind is not None and not self._passes.shows(kind, layer)):
            return None
        return edge_values(self._frame, layer, self._options.chosen.edges)

    @cached_property
    def _all_values(self) -> list[Array | None]:
        return [self._values(layer) for layer in range(1, self._network.depth + 1)]

    @cached_property
    def _scale(self) -> float:
        """The magnitude that the widest edge stands for."""
        biases = map(self._bias_values, range(1, self._network.depth + 1) if self._has_constants else ())
        return max(self._options.widest, scale_of((*self._all_values, *biases), FLOORS[self._options.chosen.edges]))

    def _bias_values(self, layer: int) -> Array | None:
        """What the edges from the constant before a layer show."""
        return None if self._values(layer) is None else bias_values(self._frame, layer, self._options.chosen.edges)

    def _add_edges(self) -> None:
        values = self._all_values
        focused = [] if self._options.route else self._focused(values)
        if self._has_chosen_numbers:
            first = edges_of(self._options.focus, self._network) | set(focused)
            around = [self._outside(layer) for layer in range(self._network.depth + 1)]
            self._number = min(self._number, chosen_size(self._layout)[1])
            self._layout = with_chosen_numbers(self._layout, values, first, around, self._is_small)
        for layer, shown in enumerate(values, start=1):
            if self._is_small:
                self._add_small_layer(layer, shown, {(j, k) for at, j, k in focused if at == layer})
            else:
                self._add_crowd(layer, shown, [(j, k) for at, j, k in focused if at == layer])
            if not self._options.quick:
                self._edge_targets.append(edges(layer, self._layout.edge_ends(layer), REACH.edge))
        if self._flow is not None and not self._is_small and self._progress < 1.0:
            self._shapes += pulses(self._flow, self._layout, self._progress)

    @property
    def _has_chosen_numbers(self) -> bool:
        """Whether some edges have their numbers where not all do; at speed they would only flicker."""
        is_bare = any(np.isnan(at).any() for at in self._layout.weights_at)
        is_few = self._request.edge_count <= MOST_CHOSEN
        return is_few and self._request.is_large and is_bare and not self._options.quick and not self._options.names_only

    def _focused(self, values: list[Array | None]) -> list[Edge]:
        """The edges that are brought out."""
        found = focused_edges(self._options.focus, self._network, values, self._request.edge_count)
        return [*found, *((key.layer, key.j - 1, key.k - 1) for key in self._options.also if key.letter == "w")]

    def _add_small_layer(self, layer: int, values: Array | None, focused: set[tuple[int, int]]) -> None:
        """The edges into a layer with heads and numbers, and beside them what flows now."""
        flow = self._flow if self._flow is not None and self._flow.layer == layer else None
        recedes = self._flow is not None and flow is None
        look = look_of(self._scale, self._theme, self._request.edge_count, recedes)
        taken = [*self._outside(layer - 1), *self._outside(layer)]
        if self._has_constants:
            taken += self._add_constant(layer, flow, look, taken)
        edges_of_layer = NumberedEdges(
            self._layout, layer, values, look, flow, self._options, self._naming, self._number, self._progress, taken, focused,
            before=self._before(layer, is_bias=False),
        )  # fmt: skip
        self._shapes += edges_of_layer.shapes()
        self._lacks_flow = self._lacks_flow or not edges_of_layer.is_flow_told
        if not edges_of_layer.is_told and not self._is_tabled(layer):
            self._bare.add(layer)

    def _add_constant(self, layer: int, flow: Flow | None, look: Look, taken: list[Bounds]) -> list[Bounds]:
        """The constant before a layer with its edges; the room of their numbers."""
        ends, values, focus = constant_edges(self._laid, self._layout, layer), self._bias_values(layer), self._options.focus
        every = range(self._network.sizes[layer])
        focused = {(j, 0) for j in every if focus in (Key.bias(layer, j + 1), Key("b", layer))}
        flow = bias_flow(self._frame, layer, flow)
        found = NumberedEdges(
            ends,
            layer,
            values,
            look,
            flow,
            self._options,
            self._naming,
            self._number,
            self._progress,
            taken,
            focused,
            is_bias=True,
            before=self._before(layer, is_bias=True),
        ).shapes()
        self._shapes += [*found, *constant_shapes(ends, layer, self._theme)]
        self._edge_targets.append(bias_places(ends, layer))
        return [wider(bounds(shape)) for shape in found if isinstance(shape, Label)]

    def _is_tabled(self, layer: int) -> bool:
        """Whether the numbers of the edges into a layer stand in a table."""
        return any(table.layer == layer for table in self._layout.tables)

    def _before(self, layer: int, is_bias: bool) -> Array | None:
        """What the edges showed before the update, where it stands beside what they show now."""
        if not self._options.tells_changes(self._frame) or self._options.chosen.edges is not EdgeValue.WEIGHT:
            return None
        weights, biases = self._frame.parameters_before(layer)
        return biases[:, None] if is_bias else weights

    def _add_crowd(self, layer: int, values: Array | None, focused: list[tuple[int, int]]) -> None:
        """A veil for all edges into a layer, the strongest, and at full strength those of what is in focus."""
        ends = self._layout.edge_ends(layer)
        if values is not None and not self._is_tabled(layer):
            self._bare.add(layer)
        look = look_of(self._scale, self._theme, self._request.edge_count, recedes=False)
        if ends.shape[0] * ends.shape[1] > VEILED:
            self._shapes.append(veil(self._layout, layer, self._theme))
        self._shapes += crowd_lines(values, ends, look, drawn_count(self._layout, layer))
        for at in focused:
            colour, line = (self._theme.ink, LINES.unknown) if values is None else look.of(float(values[at]))
            is_dashed = values is not None and float(values[at]) < 0.0
            self._shapes.append(Segments(ends[at][None], colour, max(LINES.focused, line), is_dashed))
        if self._has_chosen_numbers and values is not None:
            self._shapes += chosen_labels(self._layout, layer, values, set(focused), self._theme)

    def _add_tables(self) -> None:
        """The numbers of edges that have no room on their lines."""
        for table in self._layout.tables:
            title = table_title(self._options.chosen.edges, self._options.dress.weight, table.layer, table.is_turned)
            neurons = [(b, a, d) for b, _, a, d in self._units.quantities(table.layer)] if table.has_neurons else []
            found = number_table(table, self._all_values[table.layer - 1], neurons, self._layout, self._theme, title)
            self._shapes += found
            self._below[table.layer - 1] += found
            if not found:
                self._bare.add(table.layer)

    # Units, targets and cost

    @property
    def _has_bars(self) -> bool:
        return self._request.has_bars and not self._layout.form(self._network.depth).has_numbers

    def _add_outputs(self) -> None:
        line = self._frame.line
        known = self._passes.shows(Kind.COST)
        if self._has_bars:
            bars = OutputBars(
                self._frame, self._layout, self._options, self._passes.shows(Kind.FORWARD, self._network.depth), known
            )
            self._shapes += bars.shapes()
            self._targets.append(bars.cost_place())
            return
        back = line.kind is Kind.BACKWARD and line.layer == self._network.depth
        flows = 1 if line.kind is Kind.COST else -1 if back else 0
        if self._layout.right == "foot":
            foot = Foot(self._frame, self._layout, self._options, known, self._lacking)
            self._shapes += foot.shapes()
            self._targets[:0] = foot.places()
            return
        column = OutputColumn(self._frame, self._layout, self._options, known, flows, self._progress)
        self._shapes += column.shapes()
        if column.shows_targets:
            self._targets.append(column.target_places())
        if column.shows_cost:
            self._targets.insert(0, column.cost_place())

    @property
    def _lacking(self) -> dict[str, tuple[int, int]]:
        """Of a and δ, of which some neurons with numbers have none though it is known: how many, and of how many."""
        layers = [layer for layer in range(1, self._network.depth + 1) if self._layout.form(layer).has_numbers]
        told = {shape.key for layer in layers for shape in self._nodes[layer - 1] if isinstance(shape, Label)}
        found = {}
        for letter, kind, name in (("a", Kind.FORWARD, "a"), ("d", Kind.BACKWARD, self._options.dress.passes)):
            shown = [layer for layer in layers if self._passes.shows(kind, layer)]
            every = {Key(letter, layer, (j + 1,)) for layer in shown for j in range(self._network.sizes[layer])}
            if every - told:
                found[name] = len(every - told), len(every)
        return found

    def _add_units(self) -> None:
        layout = self._layout
        if layout.picture:
            self._shapes += inputs_as_picture(self._frame.x, layout, self._theme)
        else:
            self._shapes += self._units.inputs()
        self._targets.append(_places("x", 0, layout, REACH.input_rim))
        for layer in range(1, self._network.depth + 1):
            self._targets.insert(0, _places("a", layer, layout, REACH.rim))
            if not self._options.quick and self._progress >= 1.0:
                self._targets[:0] = told_places(self._nodes[layer - 1])
            self._shapes += self._nodes[layer - 1]
        self._shapes += singled_out(self._frame, layout, self._options, self._shapes)


def _places(letter: str, layer: int, layout: Layout, more: float) -> Targets:
    reach = max(REACH.unit, layout.nodes[layer][1] / 2 + more)
    return Targets(lambda i: Key(letter, layer, (i + 1,)), layout.axes(layer), reach)
