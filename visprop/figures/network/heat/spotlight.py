"""The neuron in focus: its bias, activation and δ, and its strongest edges with their numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.lines import arrow
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Disc, Label, Shape
from visprop.figures.base.style import FULL_FILL, LINE
from visprop.figures.base.text import Run, key_symbol, plain, width
from visprop.figures.network.edges.crowd import strongest
from visprop.figures.network.edges.look import Look, look_of
from visprop.figures.network.edges.numbered import wider
from visprop.figures.network.forms.node import Node, Shown, fitted, number_width, tint
from visprop.figures.network.forms.registry import FORMS, Room
from visprop.figures.network.heat.blocks import Heat
from visprop.figures.network.measures import CLEAR, EDGES
from visprop.figures.network.measures_of_maps import HEAT
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import Passes
from visprop.notation.expression.numbers import equal_to
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

_DIGITS = 4


@dataclass(frozen=True, eq=False)
class Focus:
    """A neuron, and what its edges show.

    Attributes:
        layer: its layer.
        j: its number there, from 0.
        into: what the edges into it show, of shape (n_{l−1},); None while it is not known.
        out: the same of those out of it, of shape (n_{l+1},); None as well where it is an output.
        is_asked: whether it is pointed at or selected; else it is the one with the strongest edge.
        edge: the source, from 0, of the one weight that is meant; None for none.
    """

    layer: int
    j: int
    into: Array | None
    out: Array | None
    is_asked: bool
    edge: int | None = None


class FocusPanel:
    """Draws it.

    Args:
        focus: which neuron.
        frame: what is known.
        heat: where it stands.
        options: how it is drawn.
        passes: how far they have come.
    """

    def __init__(self, focus: Focus, frame: Frame, heat: Heat, options: NetworkOptions, passes: Passes) -> None:
        assert heat.panel is not None
        self._focus, self._frame, self._heat, self._options, self._passes = focus, frame, heat, options, passes
        self._theme, self._text = options.theme, heat.text
        self._naming = Naming.of(frame.scenario, options.dress)
        self._digits = min(options.digits, _DIGITS)
        x, y, wide, high = heat.panel
        title = HEAT.panel_title * self._text
        self._middle, self._y, self._high = x + wide / 2, y + title + (high - title) / 2, high - title
        self._rows = max(1, min(HEAT.most_edges, int(self._high / (HEAT.panel_row * self._text))))
        share, most = HEAT.panel_reach
        self._reach = min(share * heat.page[0], most)
        if focus.layer == frame.scenario.network.depth:
            self._middle += HEAT.shift * self._reach

    def shapes(self) -> list[Shape]:
        """The title, the edges, their other ends, and the neuron on top."""
        node = self._node()
        shapes: list[Shape] = [self._title()]
        into, out = self._chosen(self._focus.into, self._focus.edge), self._chosen(self._focus.out, None)
        shapes += self._side(into, self._focus.into, node, -1.0)
        shapes += self._side(out, self._focus.out, node, 1.0)
        form = FORMS["opened" if self._is_wide else "closed"]
        return [*shapes, *form.draw(node)]

    @property
    def _is_wide(self) -> bool:
        return self._heat.page[0] >= HEAT.opened

    def _title(self) -> Label:
        focus, sizes = self._focus, self._frame.scenario.network.sizes
        before, after = sizes[focus.layer - 1], sizes[focus.layer + 1] if focus.layer + 1 < len(sizes) else 0
        into, out = min(self._rows, before), min(self._rows, after)
        which = f"neuron {focus.j + 1:,} of layer {focus.layer}"
        first = f"{which}, framed above" if focus.is_asked else f"{which}, which has the strongest edge"
        told = f"{into} of {before:,} edges in" + (f", {out} of {after:,} out" if after else "")
        page = self._heat.page[0] - 2 * CLEAR.page
        every = (f"{first}: its strongest, {told}", f"{first}: {told}", f"{which}: {told}", which)
        words = next((words for words in every if width(plain(words), self._heat.small) <= page), which)
        assert self._heat.panel is not None
        return Label(self._heat.page[0] / 2, self._heat.panel[1] + self._text, plain(words), self._heat.small, self._theme.ink)

    def _chosen(self, values: Array | None, first: int | None) -> list[int]:
        """Which edges are drawn: the strongest, from the first unit to the last; the one that is meant among them."""
        if values is None:
            return []
        found = set(strongest(values, self._rows).tolist()) if self._rows < len(values) else set(range(len(values)))
        if first is not None and first not in found:
            found.remove(min(found, key=lambda i: abs(float(values[i]))))
            found.add(first)
        return sorted(found)

    def _side(self, chosen: list[int], values: Array | None, node: Node, side: float) -> list[Shape]:
        """The edges at one side: into the neuron from its left, or out of it to its right."""
        if values is None or not chosen:
            return []
        layer = self._focus.layer + (0 if side > 0.0 else -1) + (1 if side > 0.0 else 0)
        pitch = self._high / len(chosen)
        ys = self._y + pitch * (np.arange(len(chosen)) - (len(chosen) - 1) / 2)
        x = self._middle + side * self._reach
        near = node.x + side * (node.wide / 2 + (CLEAR.tip if side < 0.0 else CLEAR.start))
        far = x - side * (HEAT.dot + (CLEAR.start if side < 0.0 else CLEAR.tip))
        look = look_of(float(np.abs(values[chosen]).max()) or 1.0, self._theme, len(chosen), recedes=False)
        shapes: list[Shape] = []
        for i, y in zip(chosen, ys.tolist(), strict=True):
            line = np.array((far, y, near, node.y) if side < 0.0 else (near, node.y, far, y))
            share = min(HEAT.number, 1.0 - HEAT.crowd * self._text / pitch) if len(chosen) > 1 else HEAT.number
            at = (far + share * (near - far), y + share * (node.y - y))
            shapes += self._edge(line, at, float(values[i]), look, i == self._focus.edge and side < 0.0)
            shapes += self._unit(layer, i, x, y, side)
        return shapes

    def _edge(self, line: Array, at: tuple[float, float], value: float, look: Look, is_meant: bool) -> list[Shape]:
        """An edge with its number in a gap of its own."""
        colour, wide = look.of(value)
        room = HEAT.number_room * abs(float(line[2] - line[0])) - EDGES.head
        runs = fitted(value, self._digits, room, self._text, is_meant)
        hue = self._theme.negative if value < 0.0 else self._theme.positive
        label = Label(*at, runs, self._text, hue, bold=is_meant)
        return [*arrow(line, colour, wide, [wider(bounds(label))], value < 0.0), label]

    def _unit(self, layer: int, i: int, x: float, y: float, side: float) -> list[Shape]:
        """The other end of an edge: a disc in the tint of its activation, and what it is called, with its number."""
        frame, theme = self._frame, self._theme
        shows = layer == 0 or self._passes.shows(Kind.FORWARD, layer)
        a = (frame.x if layer == 0 else frame.a(layer)) if shows else None
        value = None if a is None else float(a[i])
        scale = 1.0 if a is None else max(1.0, float(np.nanmax(np.abs(a))))
        shapes: list[Shape] = [Disc(x, y, HEAT.dot, tint(value, scale, theme, FULL_FILL), theme.ink, LINE)]
        key = Key.unit(layer, i + 1)
        name = key_symbol(key, self._naming)
        told = () if value is None or self._options.names_only else plain(f" {equal_to(value, min(3, self._digits))}")
        start = x + side * (HEAT.dot + HEAT.after_dot)
        room = (self._heat.page[0] - start if side > 0.0 else start) - CLEAR.page
        runs: tuple[Run, ...] = (*name, *told) if width((*name, *told), self._text) <= room else name
        if width(runs, self._text) <= room:
            shapes.append(Label(start, y, runs, self._text, theme.ink, across=0.0 if side > 0.0 else 1.0, key=key))
        return shapes

    def _node(self) -> Node:
        """The neuron, with what is known of it."""
        focus, frame, theme, dress = self._focus, self._frame, self._theme, self._options.dress
        layer, j = focus.layer, focus.j
        name = frame.scenario.network.activations[layer - 1]
        form = FORMS["opened" if self._is_wide else "closed"]
        is_plain = name == "identity"
        wide, high = form.size(Room(self._text, number_width(self._text, self._digits), is_plain))
        forward, backward = self._passes.shows(Kind.FORWARD, layer), self._passes.shows(Kind.BACKWARD, layer)
        passed = frame.delta(layer) if dress.passes == "δ" else frame.d(layer)
        z, a, bias = frame.z(layer), frame.a(layer), float(frame.parameters(layer)[1][j])
        is_now = forward and self._passes.is_now(Kind.FORWARD, layer)
        is_back_now = backward and self._passes.is_now(Kind.BACKWARD, layer)
        return Node(
            self._middle, self._y, wide, high, self._text, self._digits, theme, plain(str(j + 1)),
            self._shown("b", bias, theme.negative if bias < 0.0 else theme.positive),
            self._shown("z", float(z[j]) if forward and z is not None else None, theme.forward),
            self._shown("a", float(a[j]) if forward and a is not None else None, theme.forward, is_now),
            self._shown("d", float(passed[j]) if backward and passed is not None else None, theme.backward, is_back_now),
            is_plain, self._options.names_only, dress.is_opened, self._passes.rim(layer), outside=self._reach,
            function=name,
        )  # fmt: skip

    def _shown(self, letter: str, value: float | None, hue: tuple[int, int, int], is_now: bool = False) -> Shown:
        key = Key(letter, self._focus.layer, (self._focus.j + 1,))
        name = key_symbol(key, self._naming)
        if letter == "d":
            name = (name[0]._replace(text=self._options.dress.passes), *name[1:])
        return Shown(name, (name[0],), value, hue, is_now, key)
