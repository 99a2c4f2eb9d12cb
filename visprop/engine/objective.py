"""What is minimised: φ(p), the mean cost with its penalties, over the parameters that are free to move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.backprop import mean_gradient
from visprop.engine.network import Network

Indices = NDArray[np.intp]

SATURATED = 1e-3
"""Neurons with a smaller σ′ for every example pass nothing back."""


@dataclass(frozen=True, eq=False)
class Freedom:
    """Which parameters move, and which move together: p = p̂ + Tq, q with one coordinate for each free one or tied group.

    Attributes:
        size: p's length.
        frozen: indices of p; a tied group is frozen as a whole if a member is.
        tied: groups of indices of p.
    """

    size: int
    frozen: Indices
    tied: Sequence[Indices]

    @classmethod
    def of_all(cls, count: int) -> Freedom:
        """All of so many parameters move, each by itself."""
        return cls(count, np.empty(0, np.intp), ())

    @cached_property
    def is_whole(self) -> bool:
        """Whether all move, each by itself, so that q is p: then no indices are made, which a wide network has many of."""
        return not len(self.frozen) and not len(self.tied)

    @cached_property
    def leader(self) -> Indices:
        """For each entry of p the first one of its tied group, itself if it is in none; of p's length."""
        leader = np.arange(self.size)
        for group in self.tied:
            leader[group] = np.sort(group)[0]
        return leader

    @cached_property
    def coordinate(self) -> Indices:
        """For each entry of p its coordinate in q, or −1 if it is frozen; of p's length."""
        stands = np.zeros(self.size, bool)
        stands[self.leader[self.frozen]] = True
        number = np.cumsum((self.leader == np.arange(self.size)) & ~stands) - 1
        return np.where(stands[self.leader], -1, number[self.leader])

    @cached_property
    def free(self) -> NDArray[np.bool_]:
        """For each entry of p whether it moves."""
        return np.ones(self.size, bool) if self.is_whole else self.coordinate >= 0

    @cached_property
    def leaders(self) -> Indices:
        """For each coordinate of q the first entry of p that it moves."""
        if self.is_whole:
            return np.arange(self.size)
        return np.flatnonzero(self.free & (self.leader == np.arange(self.leader.size)))

    @property
    def count(self) -> int:
        """The length of q."""
        return self.size if self.is_whole else len(self.leaders)

    def gathered(self, gradient: Array) -> Array:
        """Tᵀg: a gradient by p as one by q; the members of a group are added up."""
        if self.count == self.size:
            return gradient.copy()
        found = np.zeros(self.count)
        np.add.at(found, self.coordinate[self.free], gradient[self.free])
        return found

    @cached_property
    def has_groups(self) -> bool:
        """Whether any parameters are tied, frozen or free."""
        return bool(len(self.tied)) and bool((self.leader != np.arange(self.leader.size)).any())

    def shared(self, gradient: Array) -> Array:
        """A gradient entry by entry as one parameter by parameter: each member of a group has the sum over all; of p's length."""
        return summed(gradient, self.leader) if self.has_groups else gradient

    def spread(self, step: Array) -> Array:
        """Tq: a step in q as one in p; what is frozen stays."""
        found: Array = step.copy() if self.is_whole else np.append(step, 0.0)[self.coordinate]
        return found

    def coordinates(self, p: Array) -> Array:
        """q of parameters, of shape (…, p's length) → (…, q's length)."""
        found: Array = p.copy() if self.is_whole and p.ndim == 1 else p[..., self.leaders]
        return found


def summed(values: Array, leader: Indices) -> Array:
    """Of each entry the sum over all with the same leader, of the same length; NaN where one of them is."""
    totals: Array = np.bincount(leader, weights=values, minlength=values.size).astype(np.float64, copy=False)
    found: Array = totals[leader]
    return found


LEAST_TOLD = 8.0
"""How many times the resolution of φ a decrease must be for its share to be judged."""


@dataclass(frozen=True, eq=False)
class Objective:
    """φ(p) = the mean of c over some examples + λ₁Σ|w| + ½λ₂Σw², over weights alone, a tied group once, sign 0 = 0.

    Attributes:
        network: the structure.
        x, y: the examples, of shapes (m, n_0) and (m, n_L).
        freedom: which parameters move.
        l1, l2: λ₁ and λ₂, at least 0.
    """

    network: Network
    x: Array
    y: Array
    freedom: Freedom
    l1: float = 0.0
    l2: float = 0.0

    @cached_property
    def penalised(self) -> NDArray[np.bool_]:
        """For each entry of p whether it counts in the penalties: the weights, of a tied group the first one."""
        if not self.freedom.has_groups:
            return self.network.is_weight
        weights = np.flatnonzero(self.network.is_weight)
        first = np.full(self.network.parameter_count, -1)
        # Of several with the same leader the one that is assigned last stays.
        first[self.freedom.leader[weights[::-1]]] = weights[::-1]
        once = np.zeros(first.size, bool)
        once[first[first >= 0]] = True
        return once

    @property
    def has_penalty(self) -> bool:
        """Whether there are any."""
        return self.l1 > 0.0 or self.l2 > 0.0

    def penalty(self, p: Array) -> float:
        """λ₁Σ|w| + ½λ₂Σw²."""
        if not self.has_penalty:
            return 0.0
        w = p[self.penalised]
        return float(self.l1 * np.abs(w).sum() + 0.5 * self.l2 * (w @ w))

    def penalty_gradient(self, p: Array) -> Array:
        """λ₁ sign w + λ₂w where a weight counts, else 0; of p's length."""
        if not self.has_penalty:
            return np.zeros_like(p)
        found: Array = np.where(self.penalised, self.l1 * np.sign(p) + self.l2 * p, 0.0)
        return found

    def value(self, p: Array) -> float:
        """φ(p)."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.network.mean_cost(p, self.x, self.y) + self.penalty(p)

    def values(self, stack: Array) -> Array:
        """φ at many p at once, of shape (k,) for a stack of shape (k, p's length), to the last bit as `value` gives it."""
        with np.errstate(over="ignore", invalid="ignore"):
            found = self.network.mean_costs(stack, self.x, self.y)
            return found + np.array([self.penalty(p) for p in stack]) if self.has_penalty else found

    def slope(self, p: Array) -> Array:
        """∇φ by q, of q's length."""
        return self.total_slope(self.cost_gradient(p), p)

    def cost_gradient(self, p: Array) -> Array:
        """The gradient of the mean cost by p, whether free to move or not."""
        return mean_gradient(self.network, p, self.x, self.y)

    def total_slope(self, cost_gradient: Array, p: Array) -> Array:
        """∇φ by q from the gradient of the mean cost by p."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.freedom.gathered(cost_gradient + self.penalty_gradient(p))

    def resolution(self, p: Array) -> float:
        """By how much φ at p must change for float64 to tell: less is rounding, of the outputs, of the mean, and of p itself."""
        with np.errstate(all="ignore"):
            a = self.network.forward(p, self.x)
            by_output = np.abs(np.nan_to_num(self.network.pair.gradient(self.y, a)) * a).sum(axis=-1)
            size = float((np.abs(self.network.costs(p, self.x, self.y)) + by_output).mean()) + self.penalty(p)
            size += float(np.abs(self.slope(p) * self.freedom.coordinates(p)).sum())
            return float(np.finfo(np.float64).eps) * size

    def steepest_slopes(self, p: Array) -> tuple[float, ...]:
        """Of each layer the largest σ′ over its neurons and all examples; NaN where σ is no function of z alone."""
        with np.errstate(all="ignore"):
            slopes = (step.slope for step in self.network.passes(p, self.x))
            return tuple(float("nan") if slope is None else float(np.max(slope)) for slope in slopes)

    def over(self, rows: Indices) -> Objective:
        """φ_B: the same over some of the examples."""
        return replace(self, x=self.x[rows], y=self.y[rows])

    def of_pass(self, x: Array, y: Array) -> Objective:
        """c of a single example by every parameter, without penalties and ties; x of shape (n_0,), y of shape (n_L,)."""
        every = Freedom.of_all(self.network.parameter_count)
        return replace(self, x=x[None], y=y[None], freedom=every, l1=0.0, l2=0.0)
