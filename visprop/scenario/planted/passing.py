"""The backward pass written out in pieces, each of which a planted error may take the place of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace
from visprop.engine.network import Network


class Forward(NamedTuple):
    """What the backward pass begins with.

    Attributes:
        network: the structure.
        layers: (W, b) of layers 1 … L, at 0 … L − 1.
        z: z[1] … z[L]; an empty array at 0.
        a: a[0] … a[L].
        y: the target.
        eta: η at first.
    """

    network: Network
    layers: list[tuple[Array, Array]]
    z: list[Array]
    a: list[Array]
    y: Array
    eta: float

    @property
    def depth(self) -> int:
        """L."""
        return self.network.depth

    @property
    def error(self) -> Array:
        """∂c/∂a of the last layer."""
        return self.network.pair.gradient(self.y, self.a[-1])

    def is_hidden(self, layer: int) -> bool:
        """Whether it is neither the inputs nor the last."""
        return 0 < layer < self.depth


def slope_of(f: Forward, layer: int) -> Array:
    """σ′(z) of a layer; empty where σ is no function of z alone."""
    activation = ACTIVATIONS[f.network.activations[layer - 1]]
    return np.empty(0) if activation.slope is None else activation.slope(f.z[layer], f.a[layer])


def first_delta(f: Forward, slope: Array) -> Array:
    """δ^L = (∂a/∂z)ᵀ ∇_a c; a − y where the pair of activation and cost has that shortcut."""
    if f.network.pair.delta is not None:
        return f.network.pair.delta(f.y, f.z[-1], f.a[-1])
    return ACTIVATIONS[f.network.activations[-1]].pulled_back(f.z[-1], f.a[-1], f.error)


def returned(f: Forward, layer: int, delta: Array) -> Array:
    """What comes back to a hidden layer from δ of the one after it: Wᵀδ."""
    return delta @ f.layers[layer][0]


def joined(f: Forward, layer: int, back: Array, slope: Array) -> Array:
    """δ of a hidden layer of what comes back to it."""
    return back * slope


def by_weights(f: Forward, layer: int, delta: Array) -> Array:
    """∂c/∂W of a layer: δ_j a_k."""
    return np.outer(delta, f.a[layer - 1])


def by_biases(f: Forward, layer: int, delta: Array) -> Array:
    """∂c/∂b of a layer: δ."""
    return delta


@dataclass(frozen=True)
class PassPieces:
    """The pieces, each as the functions above that are its defaults."""

    slope: Callable[[Forward, int], Array] = slope_of
    first: Callable[[Forward, Array], Array] = first_delta
    returned: Callable[[Forward, int, Array], Array] = returned
    joined: Callable[[Forward, int, Array, Array], Array] = joined
    by_weights: Callable[[Forward, int, Array], Array] = by_weights
    by_biases: Callable[[Forward, int, Array], Array] = by_biases


RIGHT_PASS = PassPieces()
"""The pieces without an error."""


def forward(network: Network, p: Array, x: Array, y: Array, eta: float) -> Forward:
    """The forward pass of one example."""
    steps = list(network.passes(p, x))
    a = [x.astype(np.float64), *(step.a for step in steps)]
    return Forward(network, network.layers(p), [np.empty(0), *(step.z for step in steps)], a, y, eta)


def passed(pieces: PassPieces, f: Forward) -> Trace:
    """Both passes of an example, the backward one made of pieces; as `engine.backprop.trace` makes them."""
    with np.errstate(all="ignore"):
        slope = [np.empty(0), *(pieces.slope(f, layer) for layer in range(1, f.depth + 1))]
        delta = [pieces.first(f, slope[-1])]
        for layer in range(f.depth - 1, 0, -1):
            delta.insert(0, pieces.joined(f, layer, pieces.returned(f, layer, delta[0]), slope[layer]))
        delta.insert(0, np.empty(0))
        parts = [(pieces.by_weights(f, n, delta[n]), pieces.by_biases(f, n, delta[n])) for n in range(1, f.depth + 1)]
        cost = float(f.network.pair.value(f.y, f.z[-1], f.a[-1]))
        gradient = f.network.join(parts)
    for array in (*f.a, *f.z, *slope, *delta, gradient):
        array.flags.writeable = False
    return Trace(tuple(f.a), tuple(f.z), tuple(slope), tuple(delta), f.y, cost, gradient)
