"""The passes over a grid of planes for one chunk of the examples, computed by structure (see `landscape`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import Network

BLOCK_BYTES = 1 << 19
"""How large a block is about: half a megabyte, which stays in the processor's cache."""

Reals = NDArray[np.floating]


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

    def astype(self, dtype: np.dtype[np.floating]) -> _State:
        return _State(self.base.astype(dtype), {j: row.astype(dtype) for j, row in self.rows.items()})

    def whole(self) -> Reals:
        """All units in one array."""
        if not self.rows:
            return self.base
        shape = np.broadcast_shapes(self.base.shape[1:], *(row.shape for row in self.rows.values()))
        whole = np.array(np.broadcast_to(self.base, (len(self.base), *shape)))
        for j, row in self.rows.items():
            whole[j] = row
        return whole


def _axes(shape: tuple[int, ...]) -> set[int]:
    """On which of α (0) and β (1) values of shape (α, β, m) depend."""
    return {axis for axis in (0, 1) if shape[axis] > 1}


def _slice(values: Reals, part: slice, axis: int) -> Reals:
    if values.shape[axis] == 1:
        return values
    return values[(slice(None),) * axis + (part,)]


@dataclass(frozen=True, eq=False)
class _Move:
    """What one direction does to one layer: the change of [W b] for a coordinate of 1.

    `entry` is (j, k) if it is a single number at neuron j and input k (n_{l−1} being the bias), else None.
    """

    coordinate: Reals
    block: Reals
    entry: tuple[int, int] | None

    def astype(self, dtype: np.dtype[np.floating]) -> _Move:
        return _Move(self.coordinate.astype(dtype), self.block.astype(dtype), self.entry)


class Sweep:
    """The passes over a grid for one chunk of the examples.

    What comes before both coordinates meet is computed once and in float64, so that the screen's precision loses nothing there.

    Args:
        network: the structure.
        p, u, v: the plane's point and directions.
        alpha, beta: the coordinates along u and v, of shapes (A,) and (B,).
        x, y: inputs and targets of the chunk, of shapes (m, n_0) and (m, n_L).
        dtype: the precision of the blocks.
    """

    def __init__(
        self, network: Network, plane: tuple[Array, Array, Array], alpha: Array, beta: Array, x: Array, y: Array, dtype: type
    ) -> None:
        self._network, self._dtype, self._sizes = network, np.dtype(dtype), (alpha.size, beta.size)
        self._x = x
        p, u, v = plane
        self._blocks: list[Reals] = list(network.blocks(p))
        directions = [(u, alpha.reshape(-1, 1, 1)), (v, beta.reshape(1, -1, 1))]
        self._moves = [
            [_move(network.blocks(d)[layer], t) for d, t in directions if network.blocks(d)[layer].any()]
            for layer in range(network.depth)
        ]
        self._y: Reals = np.ascontiguousarray(y.T.astype(dtype))[:, None, None, :]
        self._ones: Reals = np.ones(len(x), dtype)

    def slices(self) -> Iterator[tuple[slice, Reals]]:
        """The cost summed over the examples, for one range of α after another: (range, (α, β))."""
        state = _State(self._x.T[:, None, None, :], {})
        layer = 0
        while layer < self._network.depth and not self._meets(state, layer):
            state = self._activated(self._weighted(state, layer, slice(None)), layer)
            layer += 1
        powers = None if layer == self._network.depth else self._powers(state, layer)
        parts = [] if layer == self._network.depth else self._products(state, layer)
        self._lower()
        state = state.astype(self._dtype)
        parts = [values.astype(self._dtype) for values in parts]
        size = max(1, BLOCK_BYTES // self._dtype.itemsize // max(1, self._points_per_alpha(layer)))
        for start in range(0, self._sizes[0], size):
            part = slice(start, start + size)
            here = state.sliced(part)
            if powers is None:
                yield part, self._costs(here, layer, [_slice(values, part, 1) for values in parts], part)
            else:
                met = _State(_of_powers(self._network.activations[layer], _slice(powers[0], part, 1), powers[1]), {})
                yield part, self._costs(met, layer + 1, None, part)

    def _lower(self) -> None:
        """From here on all is computed in the precision of the blocks."""
        self._blocks = [block.astype(self._dtype) for block in self._blocks]
        self._moves = [[move.astype(self._dtype) for move in moves] for moves in self._moves]

    def _points_per_alpha(self, layer: int) -> int:
        widest = max(self._network.sizes[layer + 1 :], default=1)
        if layer == self._network.depth - 1 and all(move.entry is not None for move in self._moves[layer]) and self._moves[layer]:
            widest = 1
        betas = max(move.coordinate.shape[1] for moves in self._moves for move in moves) if any(self._moves) else 1
        return widest * betas * len(self._x)

    def _powers(self, state: _State, layer: int) -> tuple[Reals, Reals] | None:
        """exp(−sU(α)) and exp(−sV(β)) where all units are σ(U + V), of shapes (n, α, 1, m) and (n, 1, β, m); else None.

        A product of powers is the power of the sum, so that two small arrays of exponentials serve a whole block: what is left
        for each point of the grid is 1/(1 + their product). s is 1 for the logistic function and 2 for tanh.
        """
        name = self._network.activations[layer]
        is_last = layer == self._network.depth - 1 and self._network.pair.needs_z
        sigmoid = ACTIVATIONS[name].sigmoid
        if sigmoid is None or is_last or any(move.entry is not None for move in self._moves[layer]):
            return None
        terms = self._products(state, layer)
        whole = state.whole() if self._moves[layer] else state.base
        terms += [move.coordinate * _affine(move.block, whole) for move in self._moves[layer]]
        if any(term.shape[1] > 1 and term.shape[2] > 1 for term in terms):
            return None
        shape = (self._network.sizes[layer + 1], 1, 1, len(self._x))
        of_beta = sum((term for term in terms if term.shape[2] > 1), np.zeros(shape))
        of_alpha = sum((term for term in terms if term.shape[2] == 1), np.zeros(shape))
        steepness = sigmoid[0]
        # Beyond this a power leaves float32, and its product with a small one would not be right.
        if steepness * (np.abs(of_alpha).max() + np.abs(of_beta).max()) > 80.0:
            return None
        alpha, beta = (np.exp(-steepness * values).astype(self._dtype) for values in (of_alpha, of_beta))
        return alpha, beta

    def _costs(self, state: _State, layer: int, parts: list[Reals] | None, part: slice) -> Reals:
        for at in range(layer, self._network.depth):
            z = self._weighted(state, at, part, parts if at == layer else None)
            state = self._activated(z, at)
        return self._summed_cost(state)

    def _meets(self, state: _State, layer: int) -> bool:
        """Whether α and β would both bear on one unit of this layer, if it were computed from the state."""
        # The weights are dense: what bears on one unit before bears on all here.
        common = _axes(state.base.shape[1:]).union(*(_axes(row.shape) for row in state.rows.values()))
        apart: dict[int, set[int]] = {}
        for move in self._moves[layer]:
            if move.entry is None:
                common |= _axes(move.coordinate.shape)
            else:
                apart.setdefault(move.entry[0], set()).update(_axes(move.coordinate.shape))
        return any(len(common | axes) == 2 for axes in (set[int](), *apart.values()))

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
        if layer == self._network.depth - 1 and self._network.pair.needs_z:
            return z  # the cost is computed from z
        if not ACTIVATIONS[name].is_elementwise:
            # Such an activation works along the last axis, where the examples are here.
            return _State(np.moveaxis(_apply(name, np.moveaxis(z.whole(), 0, -1)), -1, 0), {})
        return _State(_apply(name, z.base), {j: _apply(name, row) for j, row in z.rows.items()})

    def _summed_cost(self, a: _State) -> Reals:
        """The examples' costs added up, of shape (α, β), from a of the last layer (from z, if the cost needs that)."""
        if self._network.pair.of_squares is not None:
            if not a.rows:
                return self._squares(a.base, self._y)
            total = self._squares(np.delete(a.base, list(a.rows), 0), np.delete(self._y, list(a.rows), 0))
            for j, row in a.rows.items():
                total = total + self._squares(row[None], self._y[j : j + 1])
            return total
        z, y = (cast(Array, np.moveaxis(values, 0, -1)) for values in (a.whole(), self._y))
        costs = self._network.pair.value(y, z, z)
        summed: Reals = costs.sum(axis=-1)
        return summed

    def _squares(self, a: Reals, y: Reals) -> Reals:
        """The factor of the cost times Σ(a − y)² over units and examples, of shape (α, β)."""
        if not len(a):
            return np.zeros((1, 1), a.dtype)
        error = a - y
        np.multiply(error, error, out=error)
        # A product with ones adds up faster than a sum along an axis.
        squares: Reals = (error.reshape(-1, error.shape[-1]) @ self._ones).reshape(error.shape[:-1]).sum(axis=0)
        assert self._network.pair.of_squares is not None, "only asked for such"
        squares *= a.dtype.type(self._network.pair.of_squares)
        return squares


def _move(block: Reals, coordinate: Reals) -> _Move:
    places = np.argwhere(block)
    entry = (int(places[0][0]), int(places[0][1])) if len(places) == 1 else None
    return _Move(coordinate, block, entry)


def _affine(block: Reals, a: Reals) -> Reals:
    z = (block[:, :-1] @ a.reshape(len(a), -1)).reshape(-1, *a.shape[1:])
    z += block[:, -1, None, None, None]
    return z


def _apply(name: str, z: Reals) -> Reals:
    return ACTIVATIONS[name].value(cast(Array, z))


def _of_powers(name: str, alpha: Reals, beta: Reals) -> Reals:
    """σ(U + V) from exp(−sU) and exp(−sV): scale/(1 + E F) + shift."""
    sigmoid = ACTIVATIONS[name].sigmoid
    assert sigmoid is not None, "only asked for such"
    _, scale, shift = sigmoid
    a: Reals = alpha * beta
    a += a.dtype.type(1.0)
    np.divide(a.dtype.type(scale), a, out=a)
    if shift:
        a += a.dtype.type(shift)
    return a
