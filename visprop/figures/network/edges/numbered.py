"""The edges into a small layer: arrows with their numbers, and beside them the lines of what flows now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.lines import arrow, behind, head_bounds, interrupted, passed
from visprop.figures.base.placing import Bounds, bounds, overlap
from visprop.figures.base.shapes import Colour, Label, Points, Segments, Shape
from visprop.figures.base.style import mix
from visprop.figures.base.text import Run, key_symbol, width
from visprop.figures.network.edges.changed import changed_labels
from visprop.figures.network.edges.flow import Flow, beside, clear_of, on_its_way
from visprop.figures.network.edges.look import Look
from visprop.figures.network.forms.node import fitted
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import CLEAR, EDGES, LINES
from visprop.figures.network.measures_of_paper import CLOSE
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.passes import arrival
from visprop.notation.naming import Naming


def wider(box: Bounds) -> Bounds:
    """A text with the room that lines leave around it."""
    left, top, right, bottom = box
    return left - CLEAR.number, top - CLEAR.lines, right + CLEAR.number, bottom + CLEAR.lines


_Place = tuple[int, int]
"""An edge, by its neuron j and its source k, from 0."""


@dataclass(frozen=True)
class _Met:
    """The texts in a line's way.

    Attributes:
        gaps: which interrupt it: its own number, and what stands around the neurons.
        others: behind which it goes on: the numbers of other lines.
    """

    gaps: list[Bounds]
    others: list[Bounds]

    @property
    def all(self) -> list[Bounds]:
        """Where it is not drawn at its full strength."""
        return [*self.gaps, *self.others]


@dataclass(eq=False)
class NumberedEdges:
    """Builds them from the back to the front.

    Attributes:
        layout: the network's.
        layer: into which they lead.
        values: what they show, of shape (n_l, n_{l−1}); None while it is not known.
        look: how they are drawn.
        flow: what flows along them now.
        options: how the network is drawn.
        naming: its symbols.
        number: the width of the widest number.
        progress: 0 to 1, how far the present line is on its way.
        taken: the room of other texts, which they leave free.
        focused: the edges (j, k) that are brought out.
        is_bias: whether they come from a constant and bear the biases.
        before: what they showed before the update, which stands beside it; None for nothing.
        is_told: whether each has its number, once they are built, as far as it is known.
        is_flow_told: whether each has that of what flows along it, once that has arrived.
    """

    layout: Layout
    layer: int
    values: Array | None
    look: Look
    flow: Flow | None
    options: NetworkOptions
    naming: Naming
    number: float
    progress: float
    taken: list[Bounds]
    focused: set[_Place]
    is_bias: bool = False
    before: Array | None = None
    is_told: bool = field(default=True, init=False)
    is_flow_told: bool = field(default=True, init=False)
    _drawn: list[Shape] = field(default_factory=list)

    def shapes(self) -> list[Shape]:
        """All of them, their numbers in front."""
        ends = self.layout.edge_ends(self.layer)
        labels = self._all_labels(ends)
        self.is_told = all(labels.values()) or (self.values is None and not self.options.names_only)
        strikes = self._add_changes(labels)
        owned = [(at, bounds(label)) for at, own in labels.items() for label in own]
        for at, met in self._met({at: ends[at] for at in labels}, owned):
            self._add_edge(ends[at], at, met)
        if self.flow is not None:
            ways = {at: beside(ends[at], self._line_of(at)[1], self.flow.is_back) for at in labels}
            stands = [*self.taken, *(box for _, box in owned)]
            for at, met in self._met(ways, owned):
                self._add_way(ways[at], self.flow, self.flow.width(at), met, stands)
        return [*self._drawn, *(label for own in labels.values() for label in own), *strikes]

    def _add_changes(self, labels: dict[_Place, list[Label]]) -> list[Shape]:
        """What an update changed, beside the numbers; the lines through what is no more."""
        if self.before is None or self.values is None or not all(labels.values()):
            return []
        numbers = {at: own[0] for at, own in labels.items()}
        pair, theme = (self.before, self.values), self.options.theme
        found, strikes = changed_labels(self.layout, self.layer, numbers, pair, self.taken, theme)
        for at, label in found.items():
            labels[at].append(label)
        return strikes

    # Lines

    def _met(self, lines: dict[_Place, Points], owned: list[tuple[_Place, Bounds]]) -> Iterator[tuple[_Place, _Met]]:
        """Of the line of each edge the texts in its way, among them the numbers with the edges that they belong to."""
        every = np.array(list(lines.values()))
        near, crossed = passed(every, self.taken), passed(every, [box for _, box in owned])
        for at, is_near, is_crossed in zip(lines, near, crossed, strict=True):
            own = [wider(box) for owner, box in owned if owner == at]
            around = [box for box, meets in zip(self.taken, is_near, strict=True) if meets]
            others = [box for (owner, box), meets in zip(owned, is_crossed, strict=True) if meets and owner != at]
            yield at, _Met([*own, *around], others)

    def _add_edge(self, edge: Points, at: _Place, met: _Met) -> None:
        colour, line = self._line_of(at)
        if at in self.focused:
            self._drawn += arrow(edge, self.options.theme.accent, line + LINES.halo, met.gaps)
        is_dashed = self.values is not None and float(self.values[at]) < 0.0
        self._drawn += arrow(edge, colour, line, met.all, is_dashed)
        self._pass_behind(edge, colour, line, met)

    def _line_of(self, at: _Place) -> tuple[Colour, float]:
        """The colour and the width of an edge."""
        return (self.options.theme.faint, self.look.widths[0]) if self.values is None else self.look.of(float(self.values[at]))

    def _add_way(self, way: Points, flow: Flow, width: float, met: _Met, stands: list[Bounds]) -> None:
        """The line of what flows, as far as it has come."""
        ahead, has_head = clear_of(way, stands, width)
        ahead = on_its_way(ahead, arrival(self.progress))
        if has_head or self.progress < 1.0:
            self._drawn += arrow(ahead, flow.hue, width, met.all)
        else:
            self._drawn.append(Segments(interrupted(ahead, met.all), flow.hue, width))
        self._pass_behind(ahead, flow.hue, width, met)

    def _pass_behind(self, line: Points, colour: Colour, width: float, met: _Met) -> None:
        """A line goes on behind the numbers of others, so pale that they are read."""
        if len(parts := behind(line, met.others, met.gaps)):
            self._drawn.append(Segments(parts, mix(colour, self.options.theme.paper, EDGES.behind), width))

    # Numbers

    def _all_labels(self, ends: Points) -> dict[_Place, list[Label]]:
        """The numbers of each edge; that of what flows where none of the edges before stands."""
        found: dict[_Place, list[Label]] = {}
        stands = list(self.taken)
        for at in np.ndindex(*ends.shape[:2]):
            own = [label for label in self._edge_labels(ends[at], at) if self._has_room(label, stands, ends)]
            stands += [bounds(label) for label in own]
            flowing = self._flow_labels(ends[at], at)
            beside_own = [one for one in flowing if not any(overlap(bounds(one), other) for other in stands)]
            has_arrived = self.flow is not None and self.progress >= 1.0 and not self.options.names_only
            self.is_flow_told = self.is_flow_told and bool(beside_own or not has_arrived)
            own += beside_own
            found[at] = own
        if any(self._lacks(at, own) for at, own in found.items()):
            return {at: [] for at in found}
        return found

    def _lacks(self, at: _Place, own: list[Label]) -> bool:
        """Whether an edge that has a place for its number is without one."""
        is_known = self.options.names_only or (self.values is not None and not np.isnan(self.values[at]))
        return not own and is_known and not np.isnan(self.layout.weights_at[self.layer - 1][at])

    def _has_room(self, label: Label, stands: list[Bounds], ends: Points) -> bool:
        """Whether a number keeps off the others and the heads; one that is not longer than usual does, as it was laid out so."""
        if width(label.runs, label.size, label.bold) <= self.number and not self.options.names_only:
            return True
        box = bounds(label)
        if self.layout.lettering.is_printed and (box[0] < 0.0 or box[2] > self.layout.page[0]):
            return False
        heads = (head_bounds(edge, self.look.widths[1]) for edge in ends.reshape(-1, 4))
        rims = (rim for layer in (self.layer - 1, self.layer) for rim in self.layout.rims(layer))
        return not any(overlap(box, other) for other in (*stands, *heads, *rims))

    def _edge_labels(self, edge: Points, at: _Place) -> list[Label]:
        """The number of an edge."""
        layout, theme, is_bold = self.layout, self.options.theme, at in self.focused
        share = layout.weights_at[self.layer - 1][at]
        if np.isnan(share):
            return []
        x, y = edge[:2] + share * (edge[2:] - edge[:2])
        if layout.weights_aside:
            y += layout.weights_aside[self.layer - 1][at]
        if self.options.names_only:
            if layout.weights_aside and layout.lettering.is_printed:
                # With its indices a name is higher than a number.
                y += CLOSE.name * layout.text * np.sign(layout.weights_aside[self.layer - 1][at])
            j, k = at[0] + 1, at[1] + 1
            name = Key.bias(self.layer, j) if self.is_bias else Key.weight(self.layer, j, k)
            return [Label(x, y, key_symbol(name, self.naming), layout.text, theme.ink, bold=is_bold)]
        if self.values is None:
            return []
        value = float(self.values[at])
        if np.isnan(value):
            return []
        hue = theme.negative if value < 0.0 else theme.positive
        runs, size = self._fitted(value, is_bold)
        # What is longer all the same reaches to the side of its source, where there are no heads.
        back = max(0.0, width(runs, size, is_bold) - self.number) / 3 / max(1.0, float(edge[2] - edge[0]))
        x, y = np.array((x, y)) - back * (edge[2:] - edge[:2])
        return [Label(float(x), float(y), runs, size, hue, bold=is_bold)]

    def _fitted(self, value: float, is_bold: bool = False) -> tuple[tuple[Run, ...], float]:
        """A number on an edge, and its size: of one that is long the letters are smaller, so that it keeps off the heads."""
        text = self.layout.text
        runs = fitted(value, self.layout.digits, self.number, text, is_bold, self.layout.is_short)
        return runs, max(self.layout.least, text * min(1.0, self.number / width(runs, text, is_bold)))

    def _flow_labels(self, edge: Points, at: _Place) -> list[Label]:
        """The number of what flows along an edge, once it has arrived."""
        share = self.layout.flows_at[self.layer - 1][at]
        if self.flow is None or self.progress < 1.0 or np.isnan(share) or self.options.names_only:
            return []
        _, line = self._line_of(at)
        along = edge[2:] - edge[:2]
        aside = np.array([-along[1], along[0]]) / (float(np.hypot(*along)) or 1.0) * (EDGES.flow_number + line / 4)
        x, y = edge[:2] + share * along + aside
        runs, size = self._fitted(float(self.flow.values[at]))
        return [Label(x, y, runs, size, self.flow.hue)]
