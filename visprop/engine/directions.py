"""Pairs of orthonormal directions in parameter space, by which a plane is laid through it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.draws import normal
from visprop.engine.objective import Indices

MAX_POINTS = 160
"""Principal components are taken of at most so many points of the path."""


def length(u: Array) -> float:
    """‖u‖, of which no square overflows or vanishes; ∞ where an entry is infinite, NaN where one is no number."""
    scale = float(np.abs(u).max(initial=0.0))
    return scale * float(np.linalg.norm(u / scale)) if 0.0 < scale < np.inf else scale


def orthonormal(u: Array, v: Array) -> tuple[Array, Array]:
    """u made one long, and what of v is orthogonal to it, made one long; a null direction stays null."""
    first = unit(u)
    second = v - (v @ first) * first
    # Twice is enough: what rounding left of u in it is taken out.
    return first, unit(second - (second @ first) * first)


def unit(u: Array) -> Array:
    """u made one long; the null vector stays, of one that is not finite nothing is known (NaN)."""
    scale = float(np.abs(u).max(initial=0.0))
    if not np.isfinite(scale):
        return np.full_like(u, np.nan)
    # Scaled first: the length itself may be too long for a float, or so short that dividing by it overflows.
    return u / scale / length(u / scale) if scale > 0.0 else u.copy()


def gradient_directions(gradient: Array, seed: int) -> tuple[Array, Array]:
    """The direction of steepest descent, −∇φ, and a random one orthogonal to it."""
    return orthonormal(-gradient, normal((seed, 4), 1.0, gradient.size))


def random_directions(layers: Sequence[Indices], q: Array, seed: int) -> tuple[Array, Array]:
    """Two random directions, in each layer (given by its coordinates) scaled to q's own length there, then made orthonormal.

    After Li et al., Visualizing the loss landscape of neural nets, 2018.
    """
    found = []
    for i in range(2):
        drawn = normal((seed, 5, i), 1.0, q.size)
        for layer in layers:
            drawn[layer] *= np.linalg.norm(q[layer]) / (np.linalg.norm(drawn[layer]) or 1.0)
        found.append(drawn)
    return orthonormal(*found)


def principal_directions(path: Array) -> tuple[Array, Array, tuple[float, float]]:
    """The two principal components of a path of shape (n, p's length), and the shares of its variance that they hold.

    Their signs are such that the path goes forward along both.
    """
    points = path[:: -(-len(path) // MAX_POINTS)]
    # Scaled, so that no square overflows where the path diverges.
    scale = float(np.abs(points).max(initial=0.0)) or 1.0
    centred = points / scale - (points / scale).mean(axis=0)
    # Of fewer points than parameters the small Gram matrix has the same components.
    values, vectors = np.linalg.eigh(centred @ centred.T)
    total = float(values.sum())
    forward = path[-1] / scale - path[0] / scale
    directions, shares = [], []
    for i in (-1, -2):
        direction = vectors[:, i] @ centred if len(values) > 1 else np.zeros(path.shape[1])
        directions.append(direction if direction @ forward >= 0.0 else -direction)
        shares.append(float(max(0.0, values[i])) / total if total > 0.0 and len(values) > 1 else 0.0)
    u, v = orthonormal(*directions)
    return u, v, (shares[0], shares[1])
