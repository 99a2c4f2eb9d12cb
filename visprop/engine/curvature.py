"""The largest curvatures of φ at p: the algebraically largest eigenvalues of ∇²φ by q, and along which directions."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.directions import unit
from visprop.engine.hessian import hessian
from visprop.engine.lanczos import Product, signed, top_pairs, warmer_pair
from visprop.engine.objective import Objective
from visprop.engine.r_operator import HessianProducts

_WHOLE = 128
"""Up to so many parameters all of ∇²φ is computed, which is as fast, and tells equal eigenvalues apart."""
PASSES = 240.0
"""As many passes over the examples as the largest curvatures take, about."""
WARM_PASSES = 12.0
"""As many as it takes to follow the largest one."""


def top_curvatures(objective: Objective, p: Array, count: int = 1, scale: Array | None = None) -> tuple[Array, Array]:
    """The largest eigenvalues of ∇²φ, descending, and their eigenvectors, of shapes (count,) and (count, q's length).

    Each eigenvector is one long, its largest entry positive. NaN where a number of the passes is not finite.

    Args:
        objective: φ; at least one parameter is free to move.
        p: where.
        count: how many.
        scale: D, of q's length, above 0, for D^(−½) ∇²φ D^(−½) instead; None for ∇²φ itself.
    """
    root = None if scale is None else 1.0 / np.sqrt(scale)
    if p.size > _WHOLE:
        products = HessianProducts(objective)
        products.at(p)
        return top_pairs(_scaled(products.times, root), products.count, count)
    whole = hessian(objective, p)
    whole = whole if root is None else root[:, None] * whole * root
    if not np.isfinite(whole).all():
        return np.full(min(count, len(whole)), np.nan), np.full((min(count, len(whole)), len(whole)), np.nan)
    found = np.linalg.eigh(0.5 * (whole + whole.T))
    return found.eigenvalues[::-1][:count], signed(found.eigenvectors.T[::-1][:count])


def _scaled(times: Product, root: Array | None) -> Product:
    """D^(−½) A D^(−½)."""
    if root is None:
        return times
    return lambda v: root * times(root * v)


class Follower:
    """The largest curvature from one p to a next one near by: a few products nearer than the eigenvector of the last one.

    Args:
        objective: φ; at least one parameter is free to move.
    """

    def __init__(self, objective: Objective) -> None:
        self._products = HessianProducts(objective)
        self._direction = unit(np.ones(self._products.count))

    def at(self, p: Array, scale: Array | None = None) -> float:
        """About the largest eigenvalue at p, from below; `scale` as `top_curvatures` has it."""
        self._products.at(p)
        root = None if scale is None else 1.0 / np.sqrt(scale)
        found, self._direction = warmer_pair(_scaled(self._products.times, root), self._direction)
        return found


def kinks(objective: Objective, p: Array) -> int:
    """How much stands on a kink at p, where there is no ∇²φ: units of examples, as at 0 of ReLU; under L1 free weights at 0."""
    network, count = objective.network, 0
    a = objective.x
    with np.errstate(all="ignore"):
        for step in network.passes(p, objective.x):
            count += int(np.isin(step.z, step.activation.kinks).sum())
            a = step.a
        if network.pair.corner is not None:
            count += int((network.pair.corner(objective.y, a) == 0.0).sum())
    # |w| bends at 0; of a weight that does not move φ is no function.
    return count + int((objective.penalised & objective.freedom.free & (p == 0.0)).sum() if objective.l1 else 0)
