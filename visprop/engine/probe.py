"""φ along one coordinate of q: by how much each example changes it, and which of them stay on their side of every kink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.objective import Indices, Objective

_AT = 1e-12
"""So near a kink one stands on it."""


class Change(NamedTuple):
    """How φ changes where one goes along a line.

    Attributes:
        terms: what it is the sum of: the share of each example, and the penalty last.
        is_smooth: of each whether no kink lies between.
    """

    terms: Array
    is_smooth: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ground:
    """Where lines through p begin.

    Attributes:
        objective: φ.
        p: where.
        size: how large the numbers are that the cost of an example is made of.
    """

    objective: Objective
    p: Array
    size: float

    @cached_property
    def costs(self) -> Array:
        """The cost of each example at p, of shape (m,)."""
        return self.objective.network.costs(self.p, self.objective.x, self.objective.y)

    @cached_property
    def floor(self) -> float:
        """How far φ is off at least: by half the last bit. Penalties are added up in float64."""
        level = max(float(np.max(np.abs(self.costs))), self.size)
        return 0.5 * (float(np.finfo(self.p.dtype).eps) * level + float(np.finfo(np.float64).eps) * self._penalty)

    @cached_property
    def _penalty(self) -> float:
        return self.objective.penalty(self.p)

    @cached_property
    def _sides(self) -> list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
        """Of what has kinks whether each example is above, and whether it is off them."""
        *_, corners = _passed(self.objective, self.p)
        return [(corner > 0.0, np.abs(corner) > _AT) for corner in corners]

    def moved(self, members: Indices, t: float) -> Array:
        """p, with what moves together moved."""
        found = self.p.copy()
        found[members] += t
        return found

    def difference(self, p: Array) -> float:
        """φ there − φ here."""
        costs = self.objective.network.costs(p, self.objective.x, self.objective.y)
        return float((costs - self.costs).mean() + self.objective.penalty(p) - self._penalty)

    def change(self, p: Array) -> Change:
        """The same by its terms."""
        costs, corners = _passed(self.objective, p)
        is_smooth = np.ones(len(costs) + 1, bool)
        for corner, (above, is_off) in zip(corners, self._sides, strict=True):
            is_smooth[:-1] &= ~(((corner > 0.0) != above) & is_off).any(axis=1)
        # λ₁|w| has its kink where w is 0.
        is_smooth[-1] = not self.objective.l1 or bool((self.p * p >= 0.0).all())
        return Change(np.append((costs - self.costs) / len(costs), self.objective.penalty(p) - self._penalty), is_smooth)


def _passed(objective: Objective, p: Array) -> tuple[Array, list[Array]]:
    """The cost of each example, and how far what has kinks is above them, each of shape (m, …)."""
    network, x, y = objective.network, objective.x, objective.y
    z = a = x
    corners = []
    for step in network.passes(p, x):
        z, a = step.z, step.a
        corners += [z - kink if kink else z for kink in step.activation.kinks]
    if network.pair.corner is not None:
        corners.append(network.pair.corner(y, a))
    return network.pair.value(y, z, a), corners
