"""The gradient check: central differences against backpropagation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import mean_gradient
from visprop.engine.network import Network

TOLERANCE = 1e-6
"""The largest relative error that passes."""


@dataclass(frozen=True, eq=False)
class Check:
    """What a gradient check found, each array of p's length.

    Attributes:
        gradient: by backpropagation.
        difference: by central differences.
        error: the relative error of each parameter.
    """

    gradient: Array
    difference: Array
    error: Array

    @property
    def worst(self) -> float:
        """The largest relative error; infinite where anything is not finite."""
        return float(np.max(self.error)) if np.isfinite(self.error).all() else float("inf")

    @property
    def passed(self) -> bool:
        """Whether the largest relative error is below the tolerance."""
        return self.worst < TOLERANCE


def nudge_quotient(network: Network, p: Array, x: Array, y: Array, index: int, epsilon: float) -> float:
    """The central difference (φ(p + ε) − φ(p − ε)) / 2ε along one parameter."""
    above, below = p.copy(), p.copy()
    above[index] += epsilon
    below[index] -= epsilon
    # The step that was really taken, after rounding: this halves the error of the quotient.
    step = above[index] - below[index]
    # The mean of the differences, not the difference of the means: it rounds less.
    return float((network.costs(above, x, y) - network.costs(below, x, y)).mean() / step)


def check_steps(network: Network, p: Array, x: Array, y: Array, epsilon: float = 1e-6) -> Iterator[Check | None]:
    """The gradient check in small steps: None for each parameter, and at last what was found.

    ∇φ(p) is compared with central differences, ε scaled to the parameter: ε·max(1, |p_i|). The error is relative to the larger
    of both values. Central differences err by about 1e-10 however small the gradient is, so one below 1e-4 of the largest
    component (or of 1) is held to that instead of to itself.
    """
    gradient = mean_gradient(network, p, x, y)
    steps = epsilon * np.maximum(1.0, np.abs(p))
    difference = np.empty_like(gradient)
    for i, step in enumerate(steps):
        difference[i] = nudge_quotient(network, p, x, y, i, float(step))
        yield None
    size = np.maximum(np.abs(gradient), np.abs(difference))
    floor = 1e-4 * max(1.0, float(np.max(size)))
    yield Check(gradient, difference, np.abs(gradient - difference) / np.maximum(size, floor))


def check(network: Network, p: Array, x: Array, y: Array) -> Check:
    """The gradient check, as `check_steps` does it."""
    return next(found for found in check_steps(network, p, x, y) if found is not None)
