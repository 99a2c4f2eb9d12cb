"""The many edges of a large network: the strongest as lines without heads, and a veil for all."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Colour, Path, Points, Segments, Shape
from visprop.figures.base.style import Theme, mix
from visprop.figures.network.edges.look import VEILED, Look
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import EDGES

LEVELS = 32
"""How many steps of strength each sign has; edges of one step are painted at once."""
_WIDE_LAYER, _MOST = 600, 120
"""A layer of more edges than the first is wide; of no layer more than the second are drawn."""


def drawn_count(layout: Layout, layer: int) -> int:
    """How many of a layer's edges are drawn: all, or of a crowd the strongest; on paper as many as its gap is wide for."""
    count = layout.sizes[layer - 1] * layout.sizes[layer]
    if count <= VEILED:
        return count
    first, last = layout.ports(layer)
    most = min(_MOST, round(EDGES.crowd_gap * (last - first))) if layout.lettering.is_printed else _MOST
    return min(most, round(count * (EDGES.crowd_many if count > _WIDE_LAYER else EDGES.crowd_few)))


def crowd_lines(values: Array | None, ends: Points, look: Look, count: int) -> list[Segments]:
    """The strongest edges into a layer as lines without heads, weak before strong, thinner and paler with weakness.

    Args:
        values: of shape (n_l, n_{l−1}); None while they are not known.
        ends: of shape (n_l, n_{l−1}, 4).
        look: how they are drawn.
        count: how many of them.
    """
    lines = ends.reshape(-1, 4)
    if values is None:
        return [Segments(lines[:: -(-len(lines) // count)], look.theme.rule, look.widths[0])]
    chosen = strongest(values, count)
    flat, lines = values.ravel()[chosen], lines[chosen]
    strength = np.abs(flat) / look.largest
    strength[np.isnan(strength)] = 0.0
    level = np.rint(np.minimum(strength, 1.0) * (LEVELS - 1)).astype(np.int64)
    codes = 2 * level + (flat < 0.0)
    order = np.argsort(codes, kind="stable")
    codes, lines = codes[order], lines[order]
    starts = [0, *(np.flatnonzero(codes[1:] != codes[:-1]) + 1).tolist()]
    styles = _styles(look.theme, look.widths, look.recedes, look.is_pale)
    steps = zip(starts, [*starts[1:], len(codes)], codes[starts].tolist(), strict=True)
    return [Segments(lines[start:end], *styles[code]) for start, end, code in steps]


@lru_cache(maxsize=32)
def _styles(theme: Theme, widths: tuple[float, float], recedes: bool, is_pale: bool) -> tuple[tuple[Colour, float, bool], ...]:
    """The colour, the width and whether it is dashed, of each step of strength: of positive edges before negative ones."""
    look, found = Look(theme, 1.0, widths, recedes, is_pale), []
    for strength in (level / (LEVELS - 1) for level in range(LEVELS)):
        for hue, negative in ((theme.positive, False), (theme.negative, True)):
            found.append((mix(hue, theme.paper, look.paleness(strength)), look.width(strength), negative))
    return tuple(found)


def strongest(values: Array, count: int) -> NDArray[np.intp]:
    """The indices of the largest magnitudes."""
    size = np.nan_to_num(np.abs(values.ravel()), nan=0.0)
    if count >= size.size:
        return np.arange(size.size)
    return np.argpartition(size, size.size - count)[size.size - count :]


def veil(layout: Layout, layer: int, theme: Theme) -> Shape:
    """What stands for all edges into a layer: one area from its first and last source to its first and last neuron."""
    ends = layout.edge_ends(layer)
    top, bottom = ends[0, 0], ends[-1, -1]
    rise = np.array([0.0, layout.nodes[layer - 1][1] / 2]), np.array([0.0, layout.nodes[layer][1] / 2])
    corners = np.array([top[:2] - rise[0], top[2:] - rise[1], bottom[2:] + rise[1], bottom[:2] + rise[0]])
    return Path((corners,), None, 0.0, theme.wash, closed=True)
