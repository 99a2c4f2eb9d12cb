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
_BYTES = 1 << 28
"""How much memory the directions take at most; where they would take more, it goes on from the best of them alone."""
_BEST = 6
"""So many directions more than are asked for are kept then, and there is room for twice as many."""
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
    count, most = min(count, size), min(size, _MOST)
    found = _Directions(min(most, max(2 * (count + _BEST), _BYTES // (8 * size))), size)
    v = unit(normal((_SEED, 0), 1.0, size))
    for made in range(1, most + 1):
        w = product(v)
        if not np.isfinite(w).all():
            return np.full(count, np.nan), np.full((count, size), np.nan)
        w = found.take(v, w)
        left = float(np.linalg.norm(w))
        if made == most or (found.count >= count and (found.count % _LOOK == 0 or found.is_full)):
            values, vectors = found.ritz()
            rest = left * np.abs(vectors[-1, -count:]).max()
            if made == most or 0.0 < rest <= _TOLERANCE * np.abs(values).max():
                break
            if found.is_full:
                found.keep(values[-count - _BEST :], vectors[:, -count - _BEST :])
        v = found.next(w, made)
    return values[-count:][::-1], signed((vectors[:, -count:].T @ found.basis)[::-1])


class _Directions:
    """Orthogonal directions, one long, and what the matrix is on them.

    Args:
        room: how many there are at most.
        size: how long each is.
    """

    def __init__(self, room: int, size: int) -> None:
        self._basis, self._small, self.count = np.zeros((room, size)), np.zeros((room, room)), 0

    @property
    def basis(self) -> Array:
        """Those that there are, one a row."""
        return self._basis[: self.count]

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another."""
        return self.count == len(self._basis)

    def take(self, v: Array, w: Array) -> Array:
        """Take a direction and its product; what of the product is orthogonal to all."""
        self._basis[self.count] = v
        self.count += 1
        last, shares = self.count - 1, self.basis @ w
        self._small[last, : self.count] = self._small[: self.count, last] = shares
        # Twice, as rounding leaves some.
        return _apart(w - shares @ self.basis, self.basis)

    def ritz(self) -> tuple[Array, Array]:
        """The eigenvalues, ascending, and the eigenvectors of what the matrix is on them."""
        found = np.linalg.eigh(self._small[: self.count, : self.count])
        return found.eigenvalues, found.eigenvectors

    def keep(self, values: Array, vectors: Array) -> None:
        """Go on with those alone that stand for some of the eigenvalues (thick restart: Wu and Simon, 2000)."""
        count = len(values)
        self._basis[:count] = vectors.T @ self.basis
        self._small[...] = 0.0
        self._small[:count, :count] = np.diag(values)
        self.count = count

    def next(self, w: Array, made: int) -> Array:
        """The direction of what is left of a product; a new one where that is nothing, as the matrix leads no further."""
        if np.linalg.norm(w) > _LEFT * np.abs(np.diagonal(self._small)).max():
            return unit(_apart(unit(w), self.basis))
        return unit(_apart(unit(normal((_SEED, made), 1.0, w.size)), self.basis))


def _apart(w: Array, basis: Array) -> Array:
    """What of a vector is orthogonal to some directions."""
    return w - (basis @ w) @ basis


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
