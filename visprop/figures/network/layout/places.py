"""Where the parts of a network stand on the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import Points
from visprop.figures.base.style import PRINTED, Lettering, page_margin
from visprop.figures.choices import Legend
from visprop.figures.network.forms.registry import FORMS, Form
from visprop.figures.network.layout.tables import NumberTable
from visprop.figures.network.measures import CLEAR, EDGES, INPUTS, PIXELS, TEXT, TOLD

_LETTER = 0.6
"""How far letters reach above and below the middle of their line, in their size."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Places of one network on a page of a given size, in points.

    Attributes:
        sizes: n_0 … n_L.
        page: width and height.
        text: the usual size of text.
        digits: significant digits.
        forms: the name of the form of each layer from 1 on.
        units: for layers 0 … L the units' centres, each of shape (n_l, 2).
        nodes: width and height of each layer's units; the inputs are small.
        input_text: the size of the inputs' names; 0 if they would not be legible.
        is_stacked: whether an input's value stands below its name.
        right: where targets and cost stand: `beside` the outputs in two columns, `stacked` in one, or in a `foot` below all.
        targets_x: the column of the targets y.
        targets_aside: whether their numbers stand beside them, as there is no room above.
        cost: the centre of the cost.
        cost_size: its width and height.
        top: where the network begins, below its headings.
        has_headings: whether there is room for headings.
        legend_top: where the legend begins; the page's height if there is no room for it.
        weights_at: for layers 1 … L, where along each edge its number stands, of shape (n_l, n_{l−1}): a share from source to
            neuron, or NaN if there is no place for it.
        weights_aside: how far over (below 0) or under the edge it stands there, in points; empty where all stand on their edges.
        flows_at: like `weights_at`, for what flows along the edges.
        picture: rows and columns of inputs that are shown as one picture; None for others.
        legend: how much of a legend there is.
        lettering: how large the letters are.
        outside: the layers of two neurons that tell all above the upper and below the lower one.
        is_short: whether no zero stands before the point of numbers.
        has_outer_inputs: whether inputs are told over the upper and under the lower of two.
        tables: where the numbers of edges stand that have no room on their lines.
        foot: how high the lines are that tell targets and cost below the network; 0 where they stand beside it.
        foot_top: where they begin.
    """

    sizes: tuple[int, ...]
    page: tuple[float, float]
    text: float
    digits: int
    forms: tuple[str, ...]
    units: tuple[Points, ...]
    nodes: tuple[tuple[float, float], ...]
    input_text: float
    is_stacked: bool
    right: str
    targets_x: float
    targets_aside: bool
    cost: tuple[float, float]
    cost_size: tuple[float, float]
    top: float
    has_headings: bool
    legend_top: float
    weights_at: tuple[Points, ...] = ()
    weights_aside: tuple[Points, ...] = ()
    flows_at: tuple[Points, ...] = ()
    picture: tuple[int, int] | None = None
    foot: float = 0.0
    foot_top: float = 0.0
    legend: Legend = Legend.WHOLE
    lettering: Lettering = PRINTED
    outside: frozenset[int] = frozenset()
    is_short: bool = False
    has_outer_inputs: bool = False
    tables: tuple[NumberTable, ...] = ()

    def having(self, **changes: Any) -> Layout:
        """The same with changes that move no unit, so that its edges need not be computed again."""
        found = replace(self, **changes)
        found._edges.update(self._edges)
        return found

    @property
    def is_scattered(self) -> bool:
        """Whether the numbers on the inputs' edges have no column."""
        return bool(self.weights_at) and bool(np.isnan(self.weights_at[0]).any())

    @property
    def cost_bottom(self) -> float:
        """Where the cost ends below, if it stands beside the network."""
        return 0.0 if self.right == "foot" else self.cost[1] + self.cost_size[1] / 2

    @property
    def margin(self) -> float:
        """How much of the page's sides is left free."""
        return page_margin(self.page[0], self.lettering.margin)

    @property
    def least(self) -> float:
        """No text is smaller."""
        return self.lettering.least

    @property
    def small(self) -> float:
        """The size of notes."""
        return max(self.least, TEXT.small * self.text)

    @property
    def has_legend(self) -> bool:
        """Whether there is room for a legend."""
        return self.legend_top < self.page[1]

    def form(self, layer: int) -> Form:
        """The form of a layer from 1 on."""
        return FORMS[self.forms[layer - 1]]

    def end_of_texts(self, layer: int) -> float:
        """How far to the right what stands over and under a layer's neurons may reach, so that it keeps off the next heads."""
        if layer < len(self.units) - 1:
            return float(self.units[layer + 1][0][0]) - self.nodes[layer + 1][0] / 2 - EDGES.head - CLEAR.head
        return self.page[0] - CLEAR.page if self.right == "foot" else self.cost[0] - self.cost_size[0] / 2

    def outer_side(self, layer: int, j: int) -> float:
        """On which side a neuron, from 0, tells all that stands around it: above (−1), below (1), or some on each (0)."""
        return (-1.0 if j == 0 else 1.0) if layer in self.outside else 0.0

    def outer_room(self, layer: int) -> float:
        """How wide that may be, so that it keeps off what stands over the next layers.

        It stands in the middle of its neuron; on paper before the page's edge, where that is nearer.
        """
        at, pitch = float(self.units[layer][0][0]), self.pitch(layer)
        if layer == 1 < len(self.units) - 1 and self.has_outer_inputs:
            # Inputs are told at the page's edge, and not over and under their dots.
            pitch = float(self.units[2][0][0]) - at
        right = self.page[0] - CLEAR.page - at
        return min(pitch - TOLD.apart, pitch / 2 + right if self.lettering.is_printed else 2 * right)

    def is_open(self, layer: int, j: int, side: float) -> bool:
        """Whether no edge of a neuron, from 0, is on its upper (side −1) or lower side (1), so that it is free for text."""
        own = float(self.units[layer][j][1])
        near = [self.units[one][:, 1] for one in (layer - 1, layer + 1) if one < len(self.units)]
        return all(bool((side * (ys - own) < 1.0).all()) for ys in near)

    def pitch(self, layer: int) -> float:
        """How far a layer is from the nearer of its neighbours."""
        xs = [float(units[0][0]) for units in self.units]
        return min(abs(xs[one] - xs[layer]) for one in (layer - 1, layer + 1) if one < len(xs))

    @property
    def fits_input_names(self) -> bool:
        """Whether the inputs stand so far apart that the names that the data give them have room below their values."""
        if not self.input_text or self.has_outer_inputs:
            return False
        ys = self.units[0][:, 1]
        pitch = float(np.min(np.diff(ys))) if len(ys) > 1 else np.inf
        least, below = (INPUTS.pitch_stacked, INPUTS.below_stacked) if self.is_stacked else (INPUTS.pitch, INPUTS.below)
        is_on_page = float(np.max(ys)) + below * self.input_text + _LETTER * self.small <= self.page[1]
        return pitch > least * self.input_text and is_on_page

    def edge_ends(self, layer: int) -> Points:
        """The edges into a layer from rim to rim, of shape (n_l, n_{l−1}, 4)."""
        if layer not in self._edges:
            self._edges[layer] = self._edges_into(layer)
        return self._edges[layer]

    def rims(self, layer: int) -> list[Bounds]:
        """The room of each unit of a layer."""
        wide, high = self.nodes[layer]
        return [(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in self.units[layer].tolist()]

    def axes(self, layer: int) -> Points:
        """The axis of each unit of a layer, of shape (n_l, 4); with the reach of half its height it covers the unit."""
        wide, high = self.nodes[layer]
        half = max(0.0, wide - high) / 2
        return np.hstack((self.units[layer] - (half, 0.0), self.units[layer] + (half, 0.0)))

    @cached_property
    def _edges(self) -> dict[int, Points]:
        return {}

    def ports(self, layer: int) -> tuple[float, float]:
        """Where, from left to right, the edges into a layer come from, and what they aim at."""
        return float(self._port(layer - 1, is_sink=False)[0][0, 0]), float(self._port(layer, is_sink=True)[0][0, 0])

    def _port(self, layer: int, is_sink: bool) -> tuple[Points, float]:
        """What the edges of a layer aim at or come from, and how far before it they end."""
        wide, high = self.nodes[layer]
        is_square = layer > 0 and not self.form(layer).is_round
        radius = 0.0 if is_square or (layer == 0 and self.picture) else high / 2
        return self.units[layer] + ((-1.0 if is_sink else 1.0) * (wide / 2 - radius), 0.0), radius

    def _edges_into(self, layer: int) -> Points:
        (source, out), (sink, into) = self._port(layer - 1, is_sink=False), self._port(layer, is_sink=True)
        start = np.broadcast_to(source[None, :, :], (len(sink), len(source), 2))
        end = np.broadcast_to(sink[:, None, :], start.shape)
        along = end - start
        # Steep ones end on the side too, so that above and below a node there is room for its numbers.
        angle = np.clip(np.arctan2(along[..., 1], along[..., 0]), -EDGES.steepest, EDGES.steepest)
        unit = np.stack((np.cos(angle), np.sin(angle)), axis=-1)
        is_small = self.nodes[layer][1] < EDGES.smallest
        start_gap, tip_gap = (CLEAR.of_small, CLEAR.of_small) if is_small else (CLEAR.start, CLEAR.tip)
        return np.concatenate((start + unit * (out + start_gap), end - unit * (into + tip_gap)), axis=2)


def column(n: int, x: float, middle: float, pitch: float, group: int = 0, gap: float = 0.0) -> Points:
    """The centres of a layer's units, one below the other, with a gap after each group of so many."""
    places = np.arange(n) * pitch
    if group:
        places = places + gap * (np.arange(n) // group)
    y: Array = places - (places[0] + places[-1]) / 2 + middle
    return np.column_stack((np.full(n, x), y))


def picture_side(page: tuple[float, float]) -> float:
    """How wide inputs are that are shown as one picture."""
    return min(PIXELS.side[0] * page[0], PIXELS.side[1] * page[1])


def picture_box(layout: Layout) -> tuple[float, float, float, float]:
    """x, y, width, height of inputs that are shown as one picture."""
    assert layout.picture is not None
    rows, columns = layout.picture
    side = picture_side(layout.page)
    top = layout.top + PIXELS.down * (layout.legend_top - layout.top)
    return layout.margin, top, side, side * rows / columns
