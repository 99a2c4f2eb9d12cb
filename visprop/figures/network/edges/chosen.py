"""Which edges have their numbers where there is not room for all: those that matter now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import Theme
from visprop.figures.network.edges.focus import Edge
from visprop.figures.network.forms.node import edge_number_width, fitted
from visprop.figures.network.layout.number_places import box_at, nearest_share, occupied, room_of
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import EDGES, TEXT

_DIGITS = 3


def chosen_size(layout: Layout) -> tuple[float, float]:
    """The letters' size of chosen numbers and the width of the widest: they are shorter than others."""
    text = max(layout.least, TEXT.mark * layout.text)
    return text, edge_number_width(text, min(layout.digits, _DIGITS))


def with_chosen_numbers(
    layout: Layout, values: Sequence[Array | None], first: set[Edge], around: Sequence[Sequence[Bounds]], has_heads: bool
) -> Layout:
    """The layout with places for the numbers of as many chosen edges as have room, in the layers that have no column for all.

    Args:
        layout: the network's.
        values: what the edges of layers 1 … L show; None if it is not known.
        first: the edges that are chosen.
        around: the room of what stands beside the units of layers 0 … L.
        has_heads: whether the edges have heads.
    """
    tabled = {table.layer for table in layout.tables}
    bare = [layer for layer, at in enumerate(layout.weights_at, start=1) if np.isnan(at).any() and layer not in tabled]
    text, wide = chosen_size(layout)
    beside = [box for boxes in around for box in boxes]
    stands = [*occupied(layout, flows_back=False, has_heads=has_heads), *beside]
    box, boxes = room_of(text, wide), np.array(stands).reshape(-1, 4)
    places = [at.copy() for at in layout.weights_at]
    for layer in bare:
        places[layer - 1][:] = np.nan
    for layer, j, k in _order([(layer, values[layer - 1]) for layer in bare], first):
        ends = layout.edge_ends(layer)
        share = nearest_share(ends[j, k], boxes, box, _wanted(layer, first))
        if not np.isnan(share):
            places[layer - 1][j, k] = share
            boxes = np.vstack((boxes, box_at(ends[j, k], share, *box)))
    return replace(layout, weights_at=tuple(places))


def _wanted(layer: int, first: set[Edge]) -> float:
    """Where a number is to be, of those that come first: where they are one neuron's, away from it, where its edges part."""
    sinks = {one for at, one, _ in first if at == layer}
    sources = {one for at, _, one in first if at == layer}
    return (
        EDGES.chosen
        if len(sinks) == len(sources)
        else EDGES.chosen_near_source
        if len(sinks) < len(sources)
        else 1.0 - EDGES.chosen_near_source
    )


def chosen_labels(layout: Layout, layer: int, values: Array, first: set[tuple[int, int]], theme: Theme) -> list[Label]:
    """The numbers that have places, before the lines of a crowd; those of `first` are emphasised."""
    text, wide = chosen_size(layout)
    labels = []
    ends, shares = layout.edge_ends(layer), layout.weights_at[layer - 1]
    for at in zip(*np.nonzero(~np.isnan(shares) & np.isfinite(values)), strict=True):
        j, k = int(at[0]), int(at[1])
        value = float(values[j, k])
        x, y = ends[j, k, :2] + shares[j, k] * (ends[j, k, 2:] - ends[j, k, :2])
        hue = theme.negative if value < 0.0 else theme.positive
        is_first = (j, k) in first
        runs = fitted(value, min(layout.digits, _DIGITS), wide, text, is_first)
        labels.append(Label(float(x), float(y), runs, text, hue, behind=theme.paper, bold=is_first))
    return labels


def edges_of(focus: Key | None, network: Network) -> set[Edge]:
    """All edges into and out of a neuron or an input; none of anything else."""
    unit = None if focus is None else focus.place
    if unit is None or unit.letter not in ("a", "x") or not unit.indices or not network.has(unit):
        return set()
    layer, j = unit.layer, unit.j - 1
    found = {(layer, j, k) for k in range(network.sizes[layer - 1])} if layer else set()
    return found | ({(layer + 1, i, j) for i in range(network.sizes[layer + 1])} if layer < network.depth else set())


def _order(layers: Sequence[tuple[int, Array | None]], first: set[Edge]) -> list[Edge]:
    """The edges of `first` whose values are known, the strongest of each layer before the others."""
    found: list[tuple[float, Edge]] = []
    for layer, values in layers:
        if values is None:
            continue
        strengths = np.nan_to_num(np.abs(values), posinf=0.0)
        strengths /= float(strengths.max(initial=0.0)) or 1.0
        places = ((layer, j, k) for j, k in np.ndindex(*values.shape) if (layer, j, k) in first)
        found += [(-float(strengths[j, k]), (layer, j, k)) for layer, j, k in places]
    return [edge for _, edge in sorted(found)]
