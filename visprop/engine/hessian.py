"""∇²φ as a whole, computed by structure: one direction for each neuron instead of one for each parameter.

A weight w^l_jk acts through z^l_j alone, by a^(l−1)_k, so what follows a change of z^l_j serves all weights of the neuron. With
a dot for the derivative by z^l_j, the entry of w^l_jk and w^m_ih, m ≥ l, is the mean over the examples of

    a^(l−1)_k (δ̇^m_i a^(m−1)_h + δ^m_i ȧ^(m−1)_h)

in which both terms are products of matrices over the examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import deltas, output_bend
from visprop.engine.network import LayerPass, Network
from visprop.engine.objective import Objective

MOST_NUMBERS = 2_000_000
"""How many numbers an array holds at most, about: more examples are taken one part after the other."""
_ROWS = 512
"""Directions times units of a product, about: below it products are slow, and above it pieces are few."""


class Piece(NamedTuple):
    """The rows of ∇²φ of some neurons of a layer, counted from 0: `first` to the one before `stop`."""

    layer: int
    first: int
    stop: int


def pieces(network: Network) -> list[Piece]:
    """All rows in pieces, always the same of a network, so that they are rounded alike wherever they are computed."""
    found = []
    for layer, n in enumerate(network.sizes[1:]):
        together = max(1, _ROWS // max(network.sizes[layer + 1 :]))
        found += [Piece(layer, first, min(first + together, n)) for first in range(0, n, together)]
    return found


def hessian(objective: Objective, p: Array) -> Array:
    """∇²φ by q, of shape (q's length, q's length), symmetric; not finite where a number of the passes is not."""
    every = pieces(objective.network)
    return assembled(objective, zip(every, _rows_of(objective, p, every), strict=True))


def rows_of(objective: Objective, p: Array, piece: Piece) -> Array:
    """The rows of a piece, summed over the examples, of shape (parameters of its neurons, parameters from its layer on)."""
    return _rows_of(objective, p, [piece])[0]


def assembled(objective: Objective, found: Iterable[tuple[Piece, Array]]) -> Array:
    """∇²φ by q from the rows of all pieces, which may come in any order."""
    network, freedom = objective.network, objective.freedom
    total = np.empty((network.parameter_count, network.parameter_count))
    for piece, rows in found:
        start, width = network.offsets[piece.layer], network.sizes[piece.layer] + 1
        at, end = slice(start + piece.first * width, start + piece.stop * width), network.offsets[piece.layer + 1]
        total[at, start:] = rows
        total[end:, at] = rows[:, end - start :].T
    with np.errstate(all="ignore"):
        total /= len(objective.x)
        whole = _gathered(objective, total)
        whole[np.diag_indices_from(whole)] += objective.l2 * freedom.gathered(objective.penalised.astype(np.float64))
    return whole


def _rows_of(objective: Objective, p: Array, wanted: list[Piece]) -> list[Array]:
    network = objective.network
    found = [
        np.zeros(((piece.stop - piece.first) * (network.sizes[piece.layer] + 1), p.size - network.offsets[piece.layer]))
        for piece in wanted
    ]
    with np.errstate(all="ignore"):
        for part in _parts(objective):
            passed = _Passed.of(network, p, objective.x[part], objective.y[part])
            for piece, rows in zip(wanted, found, strict=True):
                _add_rows(network, passed, piece, rows)
    return found


def _parts(objective: Objective) -> Iterator[slice]:
    """The examples, some at a time."""
    sizes = objective.network.sizes
    widest = max(max(k + 1, n) * (j + 1) for k, n in zip(sizes, sizes[1:], strict=False) for j in sizes[:-1])
    size = max(1, MOST_NUMBERS // widest)
    return (slice(start, start + size) for start in range(0, len(objective.x), size))


class _Passed(NamedTuple):
    """Both passes of some examples.

    Attributes:
        steps: the forward pass.
        errors: δ of each layer, of shape (m, n_l).
        before: of each layer what enters it, with a row of ones for the biases: of shape (k + 1, m).
        y: the targets.
    """

    steps: list[LayerPass]
    errors: list[Array]
    before: list[Array]
    y: Array

    @classmethod
    def of(cls, network: Network, p: Array, x: Array, y: Array) -> _Passed:
        """Those of examples, x of shape (m, n_0) and y of shape (m, n_L)."""
        steps, ones = list(network.passes(p, x)), np.ones((len(x), 1))
        before = [np.hstack((a, ones)).T.copy() for a in (x, *(step.a for step in steps[:-1]))]
        return cls(steps, list(deltas(network, steps, y))[::-1], before, y)


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


def _add_rows(network: Network, passed: _Passed, piece: Piece, rows: Array) -> None:
    """Add the second derivatives of the costs of some examples to the rows of a piece."""
    steps, errors, before, _ = passed
    layer, offsets = piece.layer, network.offsets
    moved = _forward(steps, piece)
    turned = _backward(network, passed, moved, layer)
    for after in range(layer, network.depth):
        block = _block(before[layer], before[after], turned[after - layer])
        if after > layer:
            block += _block_of_weights(before[layer], errors[after].T, _activated(steps[after - 1], moved[after - 1 - layer]))
        rows[:, offsets[after] - offsets[layer] : offsets[after + 1] - offsets[layer]] += block


def _activated(step: LayerPass, moved: Array) -> Array:
    """ȧ of a layer before the last from its ż, of shape (directions, units, m)."""
    assert step.slope is not None, "only the last layer's activation is no function of z alone"
    found: Array = step.slope.T * moved
    return found


def _forward(steps: list[LayerPass], piece: Piece) -> list[Array]:
    """ż of a layer and of those after it for each direction z_j of the piece: (directions, units, m)."""
    m, n = steps[piece.layer].z.shape
    directions = np.eye(n)[piece.first : piece.stop]
    found = [np.broadcast_to(directions[:, :, None], (*directions.shape, m))]
    for step, after in zip(steps[piece.layer :], steps[piece.layer + 1 :], strict=False):
        found.append(after.weights @ _activated(step, found[-1]))
    return found


def _backward(network: Network, passed: _Passed, moved: list[Array], layer: int) -> list[Array]:
    """δ̇ of a layer and of those after it for each of some directions z_j of the layer: (directions, units, m)."""
    steps, errors, _, y = passed
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
