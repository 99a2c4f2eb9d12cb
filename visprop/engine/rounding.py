"""How far rounding may throw a gradient: a running error analysis to first order, beside the pass itself.

After Wilkinson, Rounding errors in algebraic processes, 1963; Higham, Accuracy and stability of numerical algorithms, 3.3.
"""

from __future__ import annotations

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.backprop import output_delta
from visprop.engine.network import Network
from visprop.engine.objective import Objective

_EPS = float(np.finfo(np.float64).eps)


def cost_size(network: Network, p: Array, x: Array, y: Array) -> float:
    """The size of the numbers that the costs are made of, and by whose last bits they are rounded; at least 0."""
    z, a = network.outputs(p, x)
    sizes = np.abs(z) if network.pair.needs_z else (np.abs(a) + np.abs(y)) * np.abs(a - y)
    return float(np.max(sizes[np.isfinite(sizes)], initial=0.0))


def gradient_rounding(objective: Objective, p: Array) -> Array:
    """How far rounding may throw each coordinate of ∇φ, to first order; of the shape of `objective.slope(p)`."""
    network, x, y = objective.network, objective.x, objective.y
    layers, kinds = network.layers(p), [ACTIVATIONS[name] for name in network.activations]
    a, z, off = [x], [x], [np.zeros_like(x)]
    for (weights, biases), kind in zip(layers, kinds, strict=True):
        z.append(a[-1] @ weights.T + biases)
        sizes = np.abs(a[-1]) @ np.abs(weights).T + np.abs(biases)
        moved = (weights.shape[1] + 1) * _EPS * sizes + off[-1] @ np.abs(weights).T
        a.append(kind.value(z[-1]))
        off.append(_spread(kind, z[-1], a[-1], moved) + 4 * _EPS * np.abs(a[-1]))
    delta = output_delta(network, y, z[-1], a[-1])
    error = _output_error(network, kinds[-1], y, z[-1], a[-1], off[-1])
    parts: list[tuple[Array, Array]] = []
    for layer in range(network.depth - 1, -1, -1):
        by_weights = error.T @ np.abs(a[layer]) + np.abs(delta).T @ (off[layer] + 4 * _EPS * np.abs(a[layer]))
        parts.insert(0, (by_weights / len(x), (error + 4 * _EPS * np.abs(delta)).mean(axis=0)))
        if layer:
            weights, kind = layers[layer][0], kinds[layer - 1]
            back, size = error @ np.abs(weights), np.abs(delta) @ np.abs(weights)
            slope = np.abs(_slope(kind, z[layer], a[layer]))
            # σ′ moves by at most twice what a moves by, for every σ whose σ′ is a function of a.
            error = back * slope + size * (2 * off[layer] + (weights.shape[0] + 2) * _EPS * slope)
            delta = (delta @ weights) * _slope(kind, z[layer], a[layer])
    return objective.freedom.gathered(network.join(parts))


def _slope(kind: Activation, z: Array, a: Array) -> Array:
    return np.ones_like(z) if kind.slope is None else kind.slope(z, a)


def _spread(kind: Activation, z: Array, a: Array, moved: Array) -> Array:
    """How far a moves where z does."""
    if kind.slope is not None:
        return np.abs(kind.slope(z, a)) * moved
    shares: Array = a * (moved + (a * moved).sum(axis=-1, keepdims=True))
    return shares


def _output_error(network: Network, kind: Activation, y: Array, z: Array, a: Array, off: Array) -> Array:
    """How far δ of the last layer may be off."""
    own = off + _EPS * (np.abs(a) + np.abs(y))
    if network.pair.has_shortcut:
        return own
    size = np.abs(network.pair.gradient(y, a))
    if kind.slope is None:
        moved: Array = a * (own + (a * own).sum(axis=-1, keepdims=True)) + 2 * off * (
            size + (a * size).sum(axis=-1, keepdims=True)
        )
        return moved
    return np.abs(kind.slope(z, a)) * (own + 4 * _EPS * size) + 2 * off * size
