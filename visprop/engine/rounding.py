"""How far rounding may throw a gradient: a running error analysis to first order, beside the pass itself.

After Wilkinson, Rounding errors in algebraic processes, 1963; Higham, Accuracy and stability of numerical algorithms, 3.3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.arrays import Array
from visprop.engine.backprop import output_delta
from visprop.engine.network import Network
from visprop.engine.objective import Objective

_EPS = float(np.finfo(np.float64).eps)


class Rounding(NamedTuple):
    """How far rounding may throw things, to first order.

    Attributes:
        gradient: each coordinate of ∇φ, of the shape of `objective.slope(p)`.
        cost: the cost of any example, in units of the precision of the numbers.
    """

    gradient: Array
    cost: float


def rounding_of(objective: Objective, p: Array) -> Rounding:
    """How far rounding may throw gradient and costs at p."""
    network, x, y = objective.network, objective.x, objective.y
    steps = list(network.passes(p, x))
    a, z, off, bends = [x], [x], [np.zeros_like(x)], [np.zeros_like(x)]
    for weights, biases, kind, own_z, own_a in steps:
        sizes = np.abs(a[-1]) @ np.abs(weights).T + np.abs(biases)
        moved = (weights.shape[1] + 1) * _EPS * sizes + off[-1] @ np.abs(weights).T
        z.append(own_z)
        a.append(own_a)
        spread = _spread(kind, z[-1], a[-1], moved)
        off.append(spread + 4 * _EPS * np.abs(a[-1]))
        bends.append(_bend(kind, z[-1], a[-1], moved, off[-1]))
    cost = _cost_error(network, y, z[-1], a[-1], off[-1], moved)
    delta = output_delta(network, y, z[-1], a[-1])
    error = _output_error(network, steps[-1].activation, y, z[-1], a[-1], spread, off[-1], bends[-1])
    parts: list[tuple[Array, Array]] = []
    for layer in range(network.depth - 1, -1, -1):
        by_weights = error.T @ np.abs(a[layer]) + np.abs(delta).T @ (off[layer] + 4 * _EPS * np.abs(a[layer]))
        parts.insert(0, (by_weights / len(x), (error + 4 * _EPS * np.abs(delta)).mean(axis=0)))
        if layer:
            weights, kind = steps[layer].weights, steps[layer - 1].activation
            back, size = error @ np.abs(weights), np.abs(delta) @ np.abs(weights)
            slope = np.abs(_slope(kind, z[layer], a[layer]))
            error = back * slope + size * (bends[layer] + (weights.shape[0] + 2) * _EPS * slope)
            delta = (delta @ weights) * _slope(kind, z[layer], a[layer])
    return Rounding(objective.freedom.gathered(network.join(parts)), cost)


def _cost_error(network: Network, y: Array, z: Array, a: Array, off: Array, moved: Array) -> float:
    """How far the cost of an example may be off at most, in units of the precision: by what it is made of, and of itself."""
    through = np.abs(a - y) * moved if network.pair.needs_z else np.abs(network.pair.gradient(y, a)) * off
    errors = through.sum(axis=-1) / _EPS + 4 * np.abs(network.pair.value(y, z, a))
    return float(np.max(errors[np.isfinite(errors)], initial=0.0))


def _slope(kind: Activation, z: Array, a: Array) -> Array:
    return np.ones_like(z) if kind.slope is None else kind.slope(z, a)


def _bend(kind: Activation, z: Array, a: Array, moved: Array, off: Array) -> Array:
    """How far σ′ may be off, where z is off by `moved` and a by `off`."""
    if kind.slope is None or kind.is_slope_of_a:
        # It moves by at most twice what a moves by.
        return 2 * off
    by = moved + 4 * _EPS * np.abs(z)
    ends = [kind.slope(end, kind.value(end)) for end in (z - by, z + by)]
    bend: Array = np.abs(ends[1] - ends[0]) + 8 * _EPS * np.abs(kind.slope(z, a))
    return bend


def _spread(kind: Activation, z: Array, a: Array, moved: Array) -> Array:
    """How far a moves where z does."""
    if kind.slope is not None:
        return np.abs(kind.slope(z, a)) * moved
    # Softmax: ∂a_i/∂z_j is a_i(1 − a_i) for i = j, and else −a_i a_j; and z less the highest is rounded.
    moved = moved + 2 * _EPS * np.max(np.abs(z), axis=-1, keepdims=True)
    apart = np.ones((a.shape[-1],) * 2) - np.eye(a.shape[-1])
    found: Array = a * ((a @ apart) * moved + (a * moved) @ apart)
    return found


def _output_error(
    network: Network, kind: Activation, y: Array, z: Array, a: Array, spread: Array, off: Array, bend: Array
) -> Array:
    """How far δ of the last layer may be off."""
    if network.pair.delta is not None:
        # Where a is near 1, δ is made of 1 − a, which has all its digits.
        return spread + 8 * _EPS * np.abs(network.pair.delta(y, z, a))
    own = off + _EPS * (np.abs(a) + np.abs(y))
    size = np.abs(network.pair.gradient(y, a))
    if kind.slope is None:
        moved: Array = a * (own + (a * own).sum(axis=-1, keepdims=True)) + 2 * off * (
            size + (a * size).sum(axis=-1, keepdims=True)
        )
        return moved
    return np.abs(kind.slope(z, a)) * (own + 4 * _EPS * size) + bend * size
