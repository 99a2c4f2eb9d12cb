"""A network with a node of the constant 1 before each layer: laid out as if each layer but the last had one unit more.

The article: "extra constant-function nodes are added to represent the biases, and then all nodes just have a single weight
parameter".
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.network import Network
from visprop.figures.network.layout.number_places import MOST_LABELLED
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.options import NetworkOptions

_RADIUS = 0.85
"""Of a constant, in sizes of text."""
_LEAST = (400.0, 280.0)
"""On smaller pages the biases stay where they are."""


def has_constants(network: Network, options: NetworkOptions, page: tuple[float, float]) -> bool:
    """Whether they are drawn: where they are wanted, biases have a name, and all edges are sure to have room for numbers."""
    sizes, dress = sizes_with(network.sizes), options.dress
    count = sum(m * n for m, n in zip(sizes, sizes[1:], strict=False))
    is_legible = count <= MOST_LABELLED and page[0] >= _LEAST[0] and page[1] >= _LEAST[1]
    return options.chosen.constants and dress.is_opened and dress.has_slope_by_bias and is_legible


def sizes_with(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """How many units each layer has with its constant."""
    return (*(n + 1 for n in sizes[:-1]), sizes[-1])


@lru_cache(maxsize=32)
def without_constants(laid: Layout, sizes: tuple[int, ...]) -> Layout:
    """The network alone, where it stands beside the constants."""

    def cut(shares: tuple[Array, ...]) -> tuple[Array, ...]:
        return tuple(own[:n, :m] for own, n, m in zip(shares, sizes[1:], sizes, strict=False))

    units = tuple(own[:n] for own, n in zip(laid.units, sizes, strict=True))
    aside = cut(laid.weights_aside)
    return replace(
        laid, sizes=sizes, units=units, weights_at=cut(laid.weights_at), weights_aside=aside, flows_at=cut(laid.flows_at)
    )


def constant_edges(laid: Layout, network: Layout, layer: int) -> Layout:
    """The layout of the edges from the constant before a layer, which is the only unit there."""
    n, before = network.sizes[layer], layer - 1
    radius = _RADIUS * laid.text if before else laid.nodes[0][1] / 2
    x, y = laid.units[before][-1]
    place = np.array([[x + laid.nodes[before][0] / 2 - radius, y]])

    def column(shares: tuple[Array, ...]) -> tuple[Array, ...]:
        return (*shares[:before], shares[before][:n, -1:], *shares[layer:]) if shares else ()

    return replace(
        network, units=(*network.units[:before], place, *network.units[layer:]),
        nodes=(*network.nodes[:before], (2 * radius, 2 * radius), *network.nodes[layer:]),
        weights_at=column(laid.weights_at), weights_aside=column(laid.weights_aside),
        flows_at=tuple(np.full_like(own, np.nan) for own in column(laid.flows_at)),
    )  # fmt: skip
