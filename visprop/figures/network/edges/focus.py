"""What is brought out of the network: what is pointed at, and a path from a parameter to the cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.shapes import Box, Segments, Shape
from visprop.figures.base.style import EMPHASIS, Theme
from visprop.figures.network.layout.number_places import MOST_LABELLED
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import CLEAR, DISC, LINES
from visprop.notation.explanations.paths import Route

MOST_FOCUSED = 16
"""How many edges of a neuron that is pointed at are brought out, the strongest."""

Edge = tuple[int, int, int]
"""(layer, j, k) with j and k from 0."""


def focused_edges(focus: Key | None, network: Network, values: Sequence[Array | None], edge_count: int) -> list[Edge]:
    """The edges to be brought out for a parameter, a neuron or a whole layer.

    Args:
        focus: what is pointed at; None for nothing.
        network: the structure.
        values: what the edges of layers 1 … L show; None if it is not known.
        edge_count: how many edges there are: of few none but the one that is pointed at is brought out.
    """
    if focus is None or not focus.layer or not network.has(focus):
        return []
    layer, is_small = focus.layer, edge_count <= MOST_LABELLED
    if focus in (Key("layer", layer), Key("w", layer)):
        return [(layer, j, k) for j, k in np.ndindex(network.sizes[layer], network.sizes[layer - 1])] if is_small else []
    if focus.letter == "w":
        return [(layer, focus.j - 1, focus.k - 1)]
    if is_small or not focus.indices:
        return []
    j = focus.j - 1
    found = [(layer, j, k) for k in _largest(values[layer - 1], j, network.sizes[layer - 1], axis=0)]
    if layer < network.depth:
        found += [(layer + 1, i, j) for i in _largest(values[layer], j, network.sizes[layer + 1], axis=1)]
    return found


def _largest(values: Array | None, index: int, count: int, axis: int) -> list[int]:
    """The strongest of a neuron's edges: into it along axis 0, out of it along axis 1."""
    size = np.zeros(count) if values is None else np.abs(np.take(values, index, axis=axis))
    return [int(i) for i in np.argsort(size)[-MOST_FOCUSED:]]


def route_lines(route: Route, layout: Layout, theme: Theme) -> list[Shape]:
    """The edges of a path, thick; they lie below the neurons."""
    ends = [layout.edge_ends(layer)[j, k] for layer, j, k in route.edges]
    last = layout.units[-1][route.neurons[-1]]
    x, y = float(last[0]) + layout.nodes[-1][0] / 2, float(last[1])
    if layout.right != "foot":
        ends.append(np.array((x, y, max(layout.targets_x - 6, x), y)))
    return [Segments(np.array(ends), theme.accent, EMPHASIS + LINES.route)]


def ring(layout: Layout, layer: int, j: int, theme: Theme) -> Shape:
    """What is drawn around a neuron that is selected, or on a path."""
    (x, y), (wide, high) = layout.units[layer][j], layout.nodes[layer]
    out = CLEAR.ring if high > DISC.ringed else CLEAR.ring_small
    radius = high / 2 + out if layout.form(layer).is_round else CLEAR.ring
    left, top = float(x) - wide / 2 - out, float(y) - high / 2 - out
    return Box(left, top, wide + 2 * out, high + 2 * out, None, theme.accent_line, LINES.ring, radius)


def edge_place(layout: Layout, layer: int, j: int, k: int) -> tuple[float, float]:
    """Where an edge's number stands, or its middle."""
    x1, y1, x2, y2 = layout.edge_ends(layer)[j, k]
    share = layout.weights_at[layer - 1][j, k]
    share = 0.5 if np.isnan(share) else share
    return float(x1 + share * (x2 - x1)), float(y1 + share * (y2 - y1))
