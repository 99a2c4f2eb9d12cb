"""The cost φ over a plane through p: p + α·u + β·v for every α and β of a grid.

Computed by structure instead of one forward pass a grid point: what neither α nor β touches is computed once; a single
weight or bias moves one neuron only, so only that neuron is swept; and the next layers are products with constant
weights, over blocks that stay in the processor's cache. Where units are σ of a sum of something of α and something of β, the
exponentials of both are computed apart and multiplied. Arrays are laid out (units, α, β, examples), and an axis on which a value
does not depend has length 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import Network
from visprop.engine.objective import Objective
from visprop.engine.sweep import BLOCK_BYTES, Sweep

LARGE = 1001**2
"""A grid of more points is computed in tiles."""
_TILE, _LEAST = 1 << 15, 16
"""So many points a tile has, about, and so many α at least, as what is made of β is made for each tile."""


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


def screen_precision(network: Network, lowest: float, y: Array) -> type[np.floating]:
    """The precision that gives φ to a millionth on the screen: float32, but where φ is small or what it is of has no bounds.

    float32 holds some seven digits of an output a, and so the fewer of a − y, the nearer a is to y. The
    cross-entropy is of z, which may be large.

    Args:
        network: the structure.
        lowest: the lowest φ in sight.
        y: the targets.
    """
    size = max(1.0, float(np.abs(y).max()))
    is_bounded = not network.pair.needs_z and all(ACTIVATIONS[name].is_bounded for name in network.activations)
    return np.float32 if is_bounded and lowest > 0.1 * (network.pair.of_squares or 0.5) * size * size else np.float64


def surface_steps(
    network: Network,
    plane: Plane,
    alpha: Array,
    beta: Array,
    x: Array,
    y: Array,
    dtype: type[np.floating] = np.float64,
) -> Iterator[float | Array]:
    """Compute φ over the grid in small steps, each well below 8 ms for the networks a screen can show.

    Yields after each step which share of the work is done, and at last the costs, of shape (β, α) in float64, so that a window
    can go on in between.

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
    size = _chunk_size(network, plane, beta.size, len(x), np.dtype(dtype).itemsize)
    for start in range(0, len(x), size):
        part = slice(start, start + size)
        # α and β stay in the order (α, β) inside, and the last axis runs over the examples of this chunk.
        steps = Sweep(network, (plane.p, plane.u, plane.v), alpha, beta, x[part], y[part], dtype).slices()
        while True:
            # The error state must not stay changed while the caller has control.
            with np.errstate(over="ignore", invalid="ignore"):
                step = next(steps, None)
            if step is None:
                break
            total[step[0]] += step[1]
            yield (start + min(size, len(x) - start) * min(step[0].stop, alpha.size) / alpha.size) / len(x)
    yield np.ascontiguousarray(total.T / len(x))


def _chunk_size(network: Network, plane: Plane, betas: int, count: int, itemsize: int) -> int:
    """How many examples go together: as many as let one α with all β fill a block of the layers that are swept."""
    touched = [
        layer
        for layer, (u, v) in enumerate(zip(network.blocks(plane.u), network.blocks(plane.v), strict=True))
        if u.any() or v.any()
    ]
    widest = max(network.sizes[min(touched, default=0) + 1 :])
    if len(touched) == 1 and touched[0] + 1 < network.depth and np.count_nonzero(plane.u) == np.count_nonzero(plane.v) == 1:
        widest = max(network.sizes[touched[0] + 2 :])
    return min(count, max(8, BLOCK_BYTES // itemsize // (widest * betas)))


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
    *_, costs = surface_steps(network, plane, alpha, beta, x, y, dtype)
    assert isinstance(costs, np.ndarray)
    return costs


def objective_steps(
    objective: Objective, plane: Plane, alpha: Array, beta: Array, dtype: type[np.floating] = np.float64
) -> Iterator[float | Array]:
    """φ with its penalties over the grid, as `surface_steps` gives the mean cost."""
    for found in surface_steps(objective.network, plane, alpha, beta, objective.x, objective.y, dtype):
        if isinstance(found, np.ndarray) and objective.has_penalty:
            yield from _with_penalty(objective, plane, alpha, beta, found)
        else:
            yield found


def _with_penalty(objective: Objective, plane: Plane, alpha: Array, beta: Array, costs: Array) -> Iterator[float | Array]:
    """The costs with the penalty of each grid point, a column of the grid a step; what neither direction moves counts once."""
    counts = objective.penalised
    moves = counts & ((plane.u != 0.0) | (plane.v != 0.0))
    rest = np.where(counts & ~moves, plane.p, 0.0)
    total = costs + objective.l1 * np.abs(rest).sum() + 0.5 * objective.l2 * (rest @ rest)
    p, u, v = (part[moves] for part in (plane.p, plane.u, plane.v))
    for i, at in enumerate(alpha):
        w = (p + at * u)[:, None] + v[:, None] * beta
        total[:, i] += objective.l1 * np.abs(w).sum(axis=0) + 0.5 * objective.l2 * np.square(w).sum(axis=0)
        yield 1.0
    yield total


SurfaceOf = Callable[[Objective, Plane, Array, Array], Array]
"""(φ, a plane, α, β) → φ over the grid, of shape (β, α)."""


def objective_surface(objective: Objective, plane: Plane, alpha: Array, beta: Array) -> Array:
    """φ over the grid, of shape (β, α)."""
    every = tiles(alpha.size, beta.size)
    return np.concatenate([objective_tile(objective, plane, alpha[tile], beta) for tile in every], axis=1)


def tiles(alphas: int, betas: int) -> list[slice]:
    """Which α of a grid are computed together: all, but of a large grid a few at a time.

    It depends on the grid alone, so that a tile is rounded alike wherever it is computed.
    """
    together = alphas if alphas * betas <= LARGE else max(_LEAST, _TILE // betas)
    return [slice(start, min(start + together, alphas)) for start in range(0, alphas, together)]


def objective_tile(objective: Objective, plane: Plane, alpha: Array, beta: Array) -> Array:
    """φ over a tile of the grid, of shape (β, α)."""
    *_, costs = objective_steps(objective, plane, alpha, beta)
    assert isinstance(costs, np.ndarray)
    return costs
