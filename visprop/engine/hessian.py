"""∇²φ as a whole, computed by structure: one direction for each neuron instead of one for each parameter.

A weight w^l_jk acts through z^l_j alone, by a^(l−1)_k, so what follows a change of z^l_j serves all weights of the neuron. With
a dot for the derivative by z^l_j, the entry of w^l_jk and w^m_ih, m ≥ l, is the mean over the examples of

    a^(l−1)_k (δ̇^m_i a^(m−1)_h + δ^m_i ȧ^(m−1)_h)

in which both terms are products of matrices over the examples.
"""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import deltas, output_bend
from visprop.engine.network import LayerPass, Network
from visprop.engine.objective import Objective

MOST_NUMBERS = 2_000_000
"""How many numbers an array holds at most, about: more examples are taken one part after the other."""


def hessian(objective: Objective, p: Array) -> Array:
    """∇²φ by q, of shape (q's length, q's length), symmetric; not finite where a number of the passes is not."""
    network, freedom, count = objective.network, objective.freedom, len(objective.x)
    total = np.zeros((p.size, p.size))
    widest = max(max(k + 1, n) * (j + 1) for k, n in _pairs(network) for j in network.sizes[:-1])
    size = max(1, MOST_NUMBERS // widest)
    with np.errstate(all="ignore"):
        for start in range(0, count, size):
            _add_rows(network, p, objective.x[start : start + size], objective.y[start : start + size], total)
        total /= count
        found = _gathered(objective, total)
        found[np.diag_indices_from(found)] += objective.l2 * freedom.gathered(objective.penalised.astype(np.float64))
    return found


def _pairs(network: Network) -> list[tuple[int, int]]:
    return list(zip(network.sizes, network.sizes[1:], strict=False))


def _gathered(objective: Objective, total: Array) -> Array:
    """Tᵀ H T."""
    freedom = objective.freedom
    if freedom.count == freedom.coordinate.size:
        return total
    free = np.flatnonzero(freedom.free)
    rows = np.zeros((freedom.count, total.shape[1]))
    np.add.at(rows, freedom.coordinate[free], total[free])
    found = np.zeros((freedom.count, freedom.count))
    np.add.at(found.T, freedom.coordinate[free], rows.T[free])
    return found


def _add_rows(network: Network, p: Array, x: Array, y: Array, total: Array) -> None:
    """Add the second derivatives of the costs of some examples, x of shape (m, n_0) and y of shape (m, n_L)."""
    steps = list(network.passes(p, x))
    errors = list(deltas(network, steps, y))[::-1]
    ones = np.ones((len(x), 1))
    # Of each layer what enters it, with a row of ones for the biases: of shape (k + 1, m).
    before = [np.hstack((a, ones)).T.copy() for a in (x, *(step.a for step in steps[:-1]))]
    spans = [slice(start, end) for start, end in zip(network.offsets, network.offsets[1:], strict=False)]
    for layer in range(network.depth):
        moved = _forward(steps, layer)
        turned = _backward(network, steps, errors, moved, layer, y)
        for after in range(layer, network.depth):
            block = _block(before[layer], before[after], turned[after - layer])
            if after > layer:
                block += _block_of_weights(before[layer], errors[after].T, _activated(steps[after - 1], moved[after - 1 - layer]))
            total[spans[layer], spans[after]] += block
            if after > layer:
                total[spans[after], spans[layer]] += block.T


def _activated(step: LayerPass, moved: Array) -> Array:
    """ȧ of a layer before the last from its ż, of shape (directions, units, m)."""
    assert step.slope is not None, "only the last layer's activation is no function of z alone"
    found: Array = step.slope.T * moved
    return found


def _forward(steps: list[LayerPass], layer: int) -> list[Array]:
    """ż of a layer and of those after it for each direction z_j of the layer: (n_l, units, m)."""
    m, n = steps[layer].z.shape
    found = [np.broadcast_to(np.eye(n)[:, :, None], (n, n, m))]
    for step, after in zip(steps[layer:], steps[layer + 1 :], strict=False):
        found.append(after.weights @ _activated(step, found[-1]))
    return found


def _backward(
    network: Network, steps: list[LayerPass], errors: list[Array], moved: list[Array], layer: int, y: Array
) -> list[Array]:
    """δ̇ of a layer and of those after it for each direction z_j of the layer: (n_l, units, m)."""
    z, a = steps[-1].z, steps[-1].a
    found = [output_bend(network, y, z, a, moved[-1].transpose(0, 2, 1)).transpose(0, 2, 1)]
    for at in range(network.depth - 2, layer - 1, -1):
        step, weights = steps[at], steps[at + 1].weights
        slope, bend = step.slope, step.activation.bend
        assert slope is not None, "only the last layer's activation is no function of z alone"
        assert bend is not None, "only the last layer's activation is no function of z alone"
        d = errors[at + 1] @ weights
        bent = (bend(step.z, step.a, slope) * d).T
        found.append(slope.T * (weights.T @ found[-1]) + bent * moved[at - layer])
    return found[::-1]


def _block(first: Array, second: Array, turned: Array) -> Array:
    """Σ a_k δ̇_i a_h over the examples, of shape (n_l K, n_m H), for a of shapes (K, m) and (H, m), δ̇ of shape (n_l, n_m, m)."""
    n, i, m = turned.shape
    products = (first[:, None] * second[None]).reshape(-1, m)
    found = turned.reshape(-1, m) @ products.T
    return found.reshape(n, i, len(first), len(second)).transpose(0, 2, 1, 3).reshape(n * len(first), i * len(second))


def _block_of_weights(first: Array, errors: Array, moved: Array) -> Array:
    """Σ a_k δ_i ȧ_h over the examples, for a of shape (K, m), δ of shape (n_m, m), ȧ of shape (n_l, units, m); 0 of biases."""
    n, h, m = moved.shape
    products = (first[:, None] * errors[None]).reshape(-1, m)
    found = np.zeros((n, len(first), len(errors), h + 1))
    found[..., :h] = (moved.reshape(-1, m) @ products.T).reshape(n, h, len(first), len(errors)).transpose(0, 2, 3, 1)
    return found.reshape(n * len(first), -1)
