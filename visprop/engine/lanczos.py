"""The algebraically largest eigenvalues of a symmetric matrix that is known by its products alone, by Lanczos' method.

Plain power iteration goes to the eigenvalue that is largest in size, which of a Hessian is sometimes a negative one.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite, sqrt

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.directions import unit
from visprop.engine.draws import normal

Product = Callable[[Array], Array]
"""v ↦ A v."""

_TOLERANCE = 1e-10
"""How long what an eigenvector leaves may be, relative to the largest eigenvalue in size."""
_MOST = 600
"""How many products are made at most."""
_LOOK = 5
"""After so many more products it is seen whether that is enough."""
_SEED = 7
_LEFT = 1e-13
"""Less than this share of the matrix is rounding."""
_NEAR = 1e-8
"""A direction that is an eigenvector but for this share tells its eigenvalue to the last digits, which are off by its square."""


def top_pairs(product: Product, size: int, count: int) -> tuple[Array, Array]:
    """The largest eigenvalues, descending, and their eigenvectors, of shapes (count,) and (count, size).

    Each eigenvector is one long, its largest entry positive. Of eigenvalues that are equal but for rounding one alone is found
    until the directions are used up. NaN where a product is not finite.
    """
    count = min(count, size)
    basis, diagonal, beside = np.zeros((min(size, _MOST), size)), list[float](), list[float]()
    v = unit(normal((_SEED, 0), 1.0, size))
    for k in range(len(basis)):
        basis[k] = v
        w = product(v)
        if not np.isfinite(w).all():
            return np.full(count, np.nan), np.full((count, size), np.nan)
        diagonal.append(float(w @ v))
        w = _apart(w, basis[: k + 1])
        beside.append(float(np.linalg.norm(w)))
        is_last = k + 1 == len(basis)
        if is_last or (k + 1 >= count and k % _LOOK == _LOOK - 1) or beside[-1] == 0.0:
            values, vectors = _ritz(diagonal, beside)
            rest = beside[-1] * np.abs(vectors[-1, -count:]).max()
            if is_last or (k + 1 >= count and beside[-1] > 0.0 and rest <= _TOLERANCE * np.abs(values).max()):
                break
        v, is_new = _next(w, basis[: k + 1], diagonal, k)
        if is_new:
            # The directions so far are closed in themselves: another is begun.
            beside[-1] = 0.0
    return values[-count:][::-1], signed((vectors[:, -count:].T @ basis[: k + 1])[::-1])


def _ritz(diagonal: list[float], beside: list[float]) -> tuple[Array, Array]:
    """The eigenvalues, ascending, and the eigenvectors of what the matrix is on the directions so far."""
    between = np.diag(beside[:-1], 1)
    found = np.linalg.eigh(np.diag(diagonal) + between + between.T)
    return found.eigenvalues, found.eigenvectors


def _apart(w: Array, basis: Array) -> Array:
    """What of a vector is orthogonal to all directions so far; twice, as rounding leaves some."""
    w = w - (basis @ w) @ basis
    return w - (basis @ w) @ basis


def _next(w: Array, basis: Array, diagonal: list[float], k: int) -> tuple[Array, bool]:
    """The next direction, and whether it is a new one as the matrix leads no further."""
    scale = max(map(abs, diagonal))
    if np.linalg.norm(w) > _LEFT * scale:
        return unit(_apart(unit(w), basis)), False
    return unit(_apart(unit(normal((_SEED, k + 1), 1.0, w.size)), basis)), True


def warmer_pair(product: Product, start: Array, steps: int = 3) -> tuple[float, Array]:
    """The largest eigenvalue and its eigenvector, nearer than a start is, by a few products.

    Args:
        product: v ↦ A v.
        start: where an eigenvector is about, one long.
        steps: how many products are made.
    """
    basis, small, largest = [start], np.zeros((steps, steps)), 0.0
    for k in range(steps):
        w = product(basis[k])
        for i, v in enumerate(basis):
            share = float(w.dot(v))
            w = w - share * v
            small[k, i] = small[i, k] = share
            largest = max(largest, abs(share))
        if not isfinite(share):
            return float("nan"), start
        size = sqrt(w.dot(w)) if k < steps - 1 else 0.0
        # Where so little is left the start was an eigenvector already, and what is left is no new direction but rounding.
        if not size > _NEAR * largest:
            break
        basis.append(w / size)
    found = len(basis)
    values, vectors = np.linalg.eigh(small[:found, :found])
    direction = vectors[:, -1] @ np.array(basis)
    return float(values[-1]), direction / sqrt(direction.dot(direction))


def signed(vectors: Array) -> Array:
    """Vectors, of shape (n, size), each with its largest entry positive."""
    at = np.argmax(np.abs(vectors), axis=1)
    found: Array = vectors * np.where(vectors[np.arange(len(vectors)), at] < 0.0, -1.0, 1.0)[:, None]
    return found
