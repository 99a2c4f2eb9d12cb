"""Backpropagation that explains: one pass at p with every intermediate kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import LayerPass, Network


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
    a, z, slope = [x.astype(np.float64)], [empty], [empty.copy()]
    with np.errstate(over="ignore", invalid="ignore"):
        steps = list(network.passes(p, a[0]))
        a += [step.a for step in steps]
        z += [step.z for step in steps]
        slope += [empty.copy() if (found := step.slope) is None else found for step in steps]
        c = float(network.pair.value(y, z[-1], a[-1]))
        delta = [*deltas(network, steps, y)][::-1]
        gradient = network.join([(np.outer(d, before), d) for d, before in zip(delta, a, strict=False)])
    delta.insert(0, empty.copy())
    gradient.flags.writeable = False
    return Trace(_frozen(a), _frozen(z), _frozen(slope), _frozen(delta), y, c, gradient)


def output_delta(network: Network, y: Array, z: Array, a: Array) -> Array:
    """δ^L = (∂a^L/∂z^L)ᵀ ∇_a c, of z's shape (BP1); a − y where the pair of activation and cost has that shortcut."""
    if network.pair.delta is not None:
        return network.pair.delta(y, z, a)
    return ACTIVATIONS[network.activations[-1]].pulled_back(z, a, network.pair.gradient(y, a))


def output_bend(network: Network, y: Array, z: Array, a: Array, moved: Array) -> Array:
    """δ̇^L, how δ^L changes where z^L changes by `moved`, of its shape; the others have shapes that go with it."""
    activation, pair = ACTIVATIONS[network.activations[-1]], network.pair
    if activation.slope is not None and activation.bend is not None:
        slope = activation.slope(z, a)
        if pair.has_shortcut:
            # δ is a − y, so its change is ȧ: no factor that cancels is divided by.
            return slope * moved
        bends = pair.bend(y, a) * slope * slope + pair.gradient(y, a) * activation.bend(z, a, slope)
        return np.asarray(bends * moved)
    assert activation.ahead is not None, "an entry that is not element-wise has it"
    assert activation.back_bend is not None, "an entry that is not element-wise has it"
    out = activation.ahead(a, moved)
    if pair.has_shortcut:
        return out
    return activation.pulled_back(z, a, pair.bend(y, a) * out) + activation.back_bend(a, out, pair.gradient(y, a))


def deltas(network: Network, steps: Sequence[LayerPass], y: Array) -> Iterator[Array]:
    """The backward pass: δ of layer L, L−1, … 1, each of its z's shape (BP1 and BP2); overflow is the caller's to mute."""
    delta = output_delta(network, y, steps[-1].z, steps[-1].a)
    yield delta
    for after, step in zip(steps[:0:-1], steps[-2::-1], strict=True):
        slope = step.slope
        assert slope is not None, "only the last layer's activation is no function of z alone"
        delta = (delta @ after.weights) * slope
        yield delta


def mean_gradient(network: Network, p: Array, x: Array, y: Array) -> Array:
    """∇φ(p), the mean of the examples' gradients, of p's length; x of shape (m, n_0), y of shape (m, n_L), m ≥ 1."""
    with np.errstate(over="ignore", invalid="ignore"):
        steps = list(network.passes(p, x))
        before = [x, *(step.a for step in steps)][-2::-1]
        found = zip(deltas(network, steps, y), before, strict=True)
        parts = [(delta.T @ a / len(x), delta.mean(axis=0)) for delta, a in found]
        return network.join(parts[::-1])
