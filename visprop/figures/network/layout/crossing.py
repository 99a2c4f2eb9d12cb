"""Where the numbers stand of two neurons' edges from two: those that cross in two rows, off the crossing, the level ones between.

They need less room from left to right than a column of all four, as no neuron stands in the rows of those that cross.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from visprop.figures.base.lines import heads_bounds
from visprop.figures.base.placing import Bounds, overlap
from visprop.figures.base.shapes import Points
from visprop.figures.base.style import EDGE_WIDTHS
from visprop.figures.network.layout.number_places import box_at, room_of
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import CLEAR, EDGES

_SHARES = (2 / 3, 0.64, 0.7, 0.61, 0.73)
"""Of the way between two layers' middles, at which the numbers of edges that cross are tried; at two thirds rows are even."""
_LEVEL = 0.5
"""Of its own length, where a level edge has its number."""
_APART = 2.2
"""How far two numbers are from each other at least, in their size, so that the crossing between them is seen."""


def crossed_shares(layout: Layout, layer: int, text: float, wide: float, texts: list[Bounds]) -> Points:
    """Where each edge's number stands, as shares of the edges, of shape (2, 2); NaN where there is no room.

    Args:
        layout: the network's.
        layer: of two neurons, as the one before.
        text: the numbers' size.
        wide: the width of the widest.
        texts: what stands above and below the neurons.
    """
    ends, (first, last) = layout.edge_ends(layer), layout.ports(layer)
    heads = EDGES.head + (EDGES.flow_head if layer > 1 else 0.0)
    if ends[0, 0, 2] - ends[0, 0, 0] < room_of(text, wide)[0] + heads:
        return np.full((2, 2), np.nan)
    taken: Points | None = None
    for share in _SHARES:
        at = np.full((2, 2), _LEVEL)
        for edge in ((0, 1), (1, 0)):
            start, end = ends[edge][0], ends[edge][2]
            at[edge] = (first + share * (last - first) - start) / (end - start)
        boxes = np.array([box_at(ends[edge], float(at[edge]), *room_of(text, wide)) for edge in np.ndindex(2, 2)])
        if abs(boxes[1, 1] - boxes[2, 1]) < _APART * text or any(overlap(*pair) for pair in combinations(boxes.tolist(), 2)):
            continue
        if taken is None:
            taken = np.array([*_heads(ends, layer), *texts]).reshape(-1, 4)
        meets = (boxes[:, None, :2] < taken[:, 2:]).all(axis=2) & (taken[:, :2] < boxes[:, None, 2:]).all(axis=2)
        if not meets.any() and not _on_neurons(boxes, layout, layer):
            return at
    return np.full((2, 2), np.nan)


def is_near_crossing(ends: Points, shares: Points, text: float) -> bool:
    """Whether the numbers of two edges that cross are nearer to each other than a crossing between them is seen."""
    down, up = (ends[edge][1] + shares[edge] * (ends[edge][3] - ends[edge][1]) for edge in ((1, 0), (0, 1)))
    return bool(abs(down - up) < _APART * text)


def _on_neurons(boxes: Points, layout: Layout, layer: int) -> bool:
    """Whether a box is on a neuron, whose ends are round."""
    for at in (layer - 1, layer):
        wide, high = layout.nodes[at]
        reach = np.array((max(0.0, wide - high) / 2, 0.0))
        low, high_ends = layout.units[at] - reach, layout.units[at] + reach
        apart = np.maximum(np.maximum(boxes[:, None, :2] - high_ends, low - boxes[:, None, 2:]), 0.0)
        if (np.hypot(*np.moveaxis(apart, 2, 0)) < high / 2 + CLEAR.tip).any():
            return True
    return False


def _heads(ends: Points, layer: int) -> Points:
    """The room of the heads, and of those of what flows back, which into the inputs nothing does."""
    lines = ends.reshape(-1, 4)
    return heads_bounds(np.vstack((lines, lines[:, [2, 3, 0, 1]])) if layer > 1 else lines, EDGE_WIDTHS[1])
