"""The cost φ over a plane through p: p + α·u + β·v for every α and β of a grid.

Computed by structure instead of one forward pass a grid point: what neither α nor β touches is computed once; a single
weight or bias moves one neuron only, so only that neuron is swept; and the layers behind are products with constant
weights, over blocks that stay in the processor's cache. Arrays are laid out (units, α, β, examples), and an axis on which
a value does not depend has length 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import ACTIVATIONS, Array
from visprop.engine.costs import cost
from visprop.engine.network import Network

_BLOCK = 65_536
"""How many numbers a block holds about: half a megabyte in float64."""

Reals = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane in parameter space.

    Attributes:
        p: the point at (0, 0).
        u: the direction of α, of p's length.
        v: the direction of β, of p's length.
    """

    p: Array
    u: Array
    v: Array

    @staticmethod
    def of_parameters(p: Array, first: int, second: int) -> Plane:
        """The plane through p in which two parameters vary and all others stay; α and β are offsets from p's own."""
        u, v = np.zeros_like(p), np.zeros_like(p)
        u[first], v[second] = 1.0, 1.0
        return Plane(p, u, v)


@dataclass
class _State:
    """Values of one layer's units, before or after σ.

    `base` is (n, α, β, m). `rows` holds single units that depend on more than the rest does, each (α, β, m); base's own
    entry of such a unit is not used.
    """

    base: Reals
    rows: dict[int, Reals]

    def unit(self, j: int) -> Reals:
        return self.rows[j] if j in self.rows else self.base[j]

    def sliced(self, part: slice) -> _State:
        return _State(_slice(self.base, part, 1), {j: _slice(row, part, 0) for j, row in self.rows.items()})

    def whole(self) -> Reals:
        """All units in one array."""
        if not self.rows:
            return self.base
        shape = np.broadcast_shapes(self.base.shape[1:], *(row.shape for row in self.rows.values()))
        whole = np.array(np.broadcast_to(self.base, (len(self.base), *shape)))
        for j, row in self.rows.items():
            whole[j] = row
        return whole


def _slice(values: Reals, part: slice, axis: int) -> Reals:
    if values.shape[axis] == 1:
        return values
    return values[(slice(None),) * axis + (part,)]


@dataclass(frozen=True, eq=False)
class _Move:
    """What one direction does to one layer: the change of [W b] for a coordinate of 1.

    `entry` is (j, k) where it is a single number at neuron j and input k (n_{l−1} being the bias), else None.
    """

    coordinate: Reals
    block: Reals
    entry: tuple[int, int] | None


class _Sweep:
    """The passes over a grid for one chunk of the examples."""

    def __init__(self, network: Network, plane: Plane, alpha: Reals, beta: Reals, x: Reals, y: Reals) -> None:
        self._network, self._alpha, self._x = network, alpha, x
        self._y = y.T[:, None, None, :]
        self._blocks = [block.astype(x.dtype) for block in network.blocks(plane.p)]
        directions = [(plane.u, alpha.reshape(-1, 1, 1)), (plane.v, beta.reshape(1, -1, 1))]
        self._moves = [
            [_move(network.blocks(d)[layer].astype(x.dtype), t) for d, t in directions if network.blocks(d)[layer].any()]
            for layer in range(network.depth)
        ]

    def slices(self) -> Iterator[tuple[slice, Reals]]:
        """The cost summed over the examples, for one range of α after another: (range, (α, β))."""
        state = _State(self._x.T[:, None, None, :], {})
        layer = 0
        while layer < self._network.depth and not self._meets(state, layer):
            state = self._activated(self._weighted(state, layer, slice(None)), layer)
            layer += 1
        parts = [] if layer == self._network.depth else self._products(state, layer)
        size = max(1, _BLOCK // max(1, self._points_per_alpha(layer)))
        for start in range(0, self._alpha.size, size):
            part = slice(start, start + size)
            yield part, self._costs(state.sliced(part), layer, [_slice(values, part, 1) for values in parts], part)

    def _points_per_alpha(self, layer: int) -> int:
        widest = max(self._network.sizes[layer + 1 :], default=1)
        if layer == self._network.depth - 1 and all(move.entry is not None for move in self._moves[layer]):
            widest = 1
        betas = max(move.coordinate.shape[1] for moves in self._moves for move in moves) if any(self._moves) else 1
        return widest * betas * len(self._x)

    def _costs(self, state: _State, layer: int, parts: list[Reals], part: slice) -> Reals:
        for at in range(layer, self._network.depth):
            z = self._weighted(state, at, part, parts if at == layer else None)
            state = self._activated(z, at)
        return self._summed_cost(state)

    def _meets(self, state: _State, layer: int) -> bool:
        """Whether α and β would both bear on some unit of this layer, if it were computed from the state."""
        shapes = [state.base.shape[1:], *(row.shape for row in state.rows.values())]
        shapes += [move.coordinate.shape for move in self._moves[layer]]
        return all(any(shape[axis] > 1 for shape in shapes) for axis in (0, 1))

    def _products(self, state: _State, layer: int) -> list[Reals]:
        """The terms whose sum is W a + b at p itself: one of the base and one of each row that stands out."""
        block = self._blocks[layer]
        weights, bias = block[:, :-1], block[:, -1]
        if state.rows:
            weights = weights.copy()
            weights[:, list(state.rows)] = 0.0
        first = (weights @ state.base.reshape(len(state.base), -1)).reshape(-1, *state.base.shape[1:])
        first += bias[:, None, None, None]
        return [first, *(block[:, j, None, None, None] * row for j, row in state.rows.items())]

    def _weighted(self, state: _State, layer: int, part: slice, parts: list[Reals] | None = None) -> _State:
        """z of a layer from the activations before it."""
        parts = self._products(state, layer) if parts is None else parts
        z = parts[0]
        for term in parts[1:]:
            z = z + term
        rows: dict[int, Reals] = {}
        dense = any(move.entry is None for move in self._moves[layer])
        for move in self._moves[layer]:
            t = _slice(move.coordinate, part, 0)
            if move.entry is None or dense:
                z = z + t * _affine(move.block, state.whole())
            else:
                j, k = move.entry
                size = move.block[j, k]
                rows[j] = rows.get(j, z[j]) + (t * size if k == len(state.base) else t * (size * state.unit(k)))
        return _State(z, rows)

    def _activated(self, z: _State, layer: int) -> _State:
        name = self._network.activations[layer]
        if layer == self._network.depth - 1 and self._network.cost == "cross_entropy":
            return z  # the cross-entropy is computed from z
        return _State(_apply(name, z.base), {j: _apply(name, row) for j, row in z.rows.items()})

    def _summed_cost(self, a: _State) -> Reals:
        """The examples' costs added up, of shape (α, β), from a of the last layer (from z for the cross-entropy)."""
        if self._network.cost == "half_squared_error":
            total = _half_squares(np.delete(a.base, list(a.rows), 0), np.delete(self._y, list(a.rows), 0))
            for j, row in a.rows.items():
                total = total + _half_squares(row[None], self._y[j : j + 1])
            return total
        z, y = (cast(Array, np.moveaxis(values, 0, -1)) for values in (a.whole(), self._y))
        costs = cost(self._network.cost, self._network.activations[-1], y, z, z)
        summed: Reals = costs.sum(axis=-1)
        return summed


def _move(block: Reals, coordinate: Reals) -> _Move:
    places = np.argwhere(block)
    entry = (int(places[0][0]), int(places[0][1])) if len(places) == 1 else None
    return _Move(coordinate, block, entry)


def _affine(block: Reals, a: Reals) -> Reals:
    z = (block[:, :-1] @ a.reshape(len(a), -1)).reshape(-1, *a.shape[1:])
    z += block[:, -1, None, None, None]
    return z


def _apply(name: str, z: Reals) -> Reals:
    if name == "logistic":
        a = z * z.dtype.type(0.5)
        np.tanh(a, out=a)
        a *= z.dtype.type(0.5)
        a += z.dtype.type(0.5)
        return a
    return ACTIVATIONS[name].value(cast(Array, z))


def _half_squares(a: Reals, y: Reals) -> Reals:
    """½Σ(a − y)² over units and examples, of shape (α, β)."""
    if not len(a):
        return np.zeros((1, 1), a.dtype)
    error = a - y
    total: Reals = np.einsum("jabm,jabm->ab", error, error)
    return total * a.dtype.type(0.5)


def surface_steps(
    network: Network,
    plane: Plane,
    alpha: Array,
    beta: Array,
    x: Array,
    y: Array,
    dtype: type[np.floating] = np.float64,
) -> Iterator[Array | None]:
    """Compute φ over the grid in small steps, each well below 8 ms for the networks a screen can show.

    Yields None after each step and at last the costs, of shape (β, α) in float64, so that a window can go on in between.

    Args:
        network: the structure.
        plane: the plane.
        alpha: the coordinates along u, of shape (A,).
        beta: the coordinates along v, of shape (B,).
        x: inputs of shape (m, n_0).
        y: targets of shape (m, n_L).
        dtype: the precision; float32 is enough for the screen.
    """
    total = np.zeros((alpha.size, beta.size))
    size = _chunk_size(network, beta.size, len(x))
    for start in range(0, len(x), size):
        part = slice(start, start + size)
        # α and β stay in the order (α, β) inside, and the last axis runs over the examples of this chunk.
        sweep = _Sweep(network, plane, alpha.astype(dtype), beta.astype(dtype), x[part].astype(dtype), y[part].astype(dtype))
        steps = sweep.slices()
        while True:
            # The error state must not stay changed while the caller has control.
            with np.errstate(over="ignore", invalid="ignore"):
                step = next(steps, None)
            if step is None:
                break
            total[step[0]] += step[1]
            yield None
    yield np.ascontiguousarray(total.T / len(x))


def _chunk_size(network: Network, betas: int, count: int) -> int:
    """How many examples go together: as many as let one α with all β fill a block."""
    return min(count, max(8, _BLOCK // (max(network.sizes[1:]) * betas)))


def surface(
    network: Network,
    plane: Plane,
    alpha: Array,
    beta: Array,
    x: Array,
    y: Array,
    dtype: type[np.floating] = np.float64,
) -> Array:
    """φ over the grid, of shape (β, α); the arguments are those of `surface_steps`."""
    for costs in surface_steps(network, plane, alpha, beta, x, y, dtype):
        if costs is not None:
            return costs
    raise AssertionError("surface_steps always ends with the costs")
