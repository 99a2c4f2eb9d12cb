"""Cost functions C(y, a) of one example, with ∂c/∂a and with δ of the last layer."""

from __future__ import annotations

import numpy as np

from visprop.engine.activations import ACTIVATIONS, Array

COSTS = ("half_squared_error", "cross_entropy")
"""The names of the cost functions as they stand in a scenario file."""


def cost(name: str, activation: str, y: Array, z: Array, a: Array) -> Array:
    """The cost of each example: c, of shape (...,) for y, z and a of shape (..., n_L).

    Half squared error is ½‖y − a‖² (the article's "Cost function"). Cross-entropy is −Σ y ln a after softmax, and
    −Σ (y ln a + (1 − y) ln(1 − a)) after the logistic function; both are computed from the weighted inputs z, as 1 − a has few
    digits left where a is near 1.
    """
    if name == "half_squared_error":
        total: Array = 0.5 * np.square(a - y).sum(axis=-1)
    elif activation == "softmax":
        highest = z.max(axis=-1)
        log_sum = highest + np.log(np.exp(z - highest[..., None]).sum(axis=-1))
        total = y.sum(axis=-1) * log_sum - (y * z).sum(axis=-1)
    else:
        total = (np.logaddexp(np.zeros_like(z), z) - y * z).sum(axis=-1)
    return total


def cost_gradient(name: str, activation: str, y: Array, a: Array) -> Array:
    """∂c/∂a of the output activations, of a's shape."""
    if name == "half_squared_error":
        return a - y
    with np.errstate(divide="ignore", invalid="ignore"):
        if activation == "softmax":
            return np.where(y == 0.0, 0.0, -y / a)
        return np.where(y == 0.0, 0.0, -y / a) + np.where(y == 1.0, 0.0, (1.0 - y) / (1.0 - a))


def output_delta(name: str, activation: str, y: Array, z: Array, a: Array) -> Array:
    """δ^L = ∂c/∂z^L, of z's shape (BP1).

    With cross-entropy the factors σ′ cancel, after the logistic function and after softmax alike, and a − y is left (for
    softmax where the targets sum to 1, which a scenario ensures).
    """
    if name == "cross_entropy":
        return a - y
    slope = ACTIVATIONS[activation].slope
    assert slope is not None, "softmax goes with cross-entropy alone"
    return (a - y) * slope(z, a)
