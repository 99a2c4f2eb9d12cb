"""Backpropagation that explains: one pass at p with every intermediate kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import Network


@dataclass(frozen=True, eq=False)
class Trace:
    """One forward and one backward pass of one example at p; all arrays are read-only.

    Attributes:
        a: a[0] … a[L], a[0] being the input; a[l] of shape (n_l,).
        z: z[1] … z[L]; z[0] is an empty array, so that the index is the layer.
        slope: σ′(z[l]), for l = 1 … L; an empty array at 0, and for softmax.
        delta: δ[1] … δ[L] = ∂c/∂z[l]; an empty array at 0.
        y: the target, of shape (n_L,).
        cost: c.
        gradient: ∂c/∂p, of p's length.
    """

    a: tuple[Array, ...]
    z: tuple[Array, ...]
    slope: tuple[Array, ...]
    delta: tuple[Array, ...]
    y: Array
    cost: float
    gradient: Array


def _frozen(arrays: list[Array]) -> tuple[Array, ...]:
    for array in arrays:
        array.flags.writeable = False
    return tuple(arrays)


def trace(network: Network, p: Array, x: Array, y: Array) -> Trace:
    """The pass of one example, x of shape (n_0,) and y of shape (n_L,), at p (BP1 to BP4; the article's "Summary")."""
    empty = np.empty(0)
    layers = network.layers(p)
    a, z, slope = [x.astype(np.float64)], [empty], [empty.copy()]
    with np.errstate(over="ignore", invalid="ignore"):
        for (weights, biases), name in zip(layers, network.activations, strict=True):
            activation = ACTIVATIONS[name]
            z.append(weights @ a[-1] + biases)
            a.append(activation.value(z[-1]))
            slope.append(empty.copy() if activation.slope is None else activation.slope(z[-1], a[-1]))
        c = float(network.pair.value(y, z[-1], a[-1]))
        delta = [output_delta(network, y, z[-1], a[-1])]
        for layer in range(network.depth - 1, 0, -1):
            delta.insert(0, (layers[layer][0].T @ delta[0]) * slope[layer])
        gradient = network.join([(np.outer(d, before), d) for d, before in zip(delta, a, strict=False)])
    delta.insert(0, empty.copy())
    gradient.flags.writeable = False
    return Trace(_frozen(a), _frozen(z), _frozen(slope), _frozen(delta), y, c, gradient)


def output_delta(network: Network, y: Array, z: Array, a: Array) -> Array:
    """δ^L = (∂a^L/∂z^L)ᵀ ∇_a c, of z's shape (BP1); a − y where the pair of activation and cost has that shortcut."""
    if network.pair.delta is not None:
        return network.pair.delta(y, z, a)
    return ACTIVATIONS[network.activations[-1]].pulled_back(z, a, network.pair.gradient(y, a))


def mean_gradient(network: Network, p: Array, x: Array, y: Array) -> Array:
    """∇φ(p), the mean of the examples' gradients, of p's length; x of shape (m, n_0), y of shape (m, n_L), m ≥ 1."""
    layers = network.layers(p)
    a, slopes = [x], []
    with np.errstate(over="ignore", invalid="ignore"):
        for (weights, biases), name in zip(layers, network.activations, strict=True):
            z = a[-1] @ weights.T + biases
            a.append(ACTIVATIONS[name].value(z))
            slope = ACTIVATIONS[name].slope
            slopes.append(z if slope is None else slope(z, a[-1]))
        delta = output_delta(network, y, z, a[-1])
        parts: list[tuple[Array, Array]] = []
        for layer in range(network.depth - 1, -1, -1):
            parts.insert(0, (delta.T @ a[layer] / len(x), delta.mean(axis=0)))
            if layer:
                delta = (delta @ layers[layer][0]) * slopes[layer - 1]
        return network.join(parts)
