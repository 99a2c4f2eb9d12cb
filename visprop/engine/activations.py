"""Activation functions σ with their derivatives σ′, elementwise but for softmax."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Activation:
    """One activation function.

    Attributes:
        name: as it stands in a scenario file.
        value: z → σ(z). Softmax works along the last axis, all others on each entry.
        slope: (z, σ(z)) → σ′(z), of z's shape; None where the derivative is not elementwise.
    """

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array] | None


def _logistic(z: Array) -> Array:
    # 1/(1 + exp(−z)) written with tanh, which cannot overflow.
    return 0.5 * np.tanh(0.5 * z) + 0.5


def _relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def _softmax(z: Array) -> Array:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares


ACTIVATIONS: dict[str, Activation] = {
    "logistic": Activation("logistic", _logistic, lambda z, a: a * (1.0 - a)),
    "tanh": Activation("tanh", np.tanh, lambda z, a: 1.0 - a * a),
    # The derivative at z = 0, where there is none, is taken as 0.
    "relu": Activation("relu", _relu, lambda z, a: np.where(z > 0.0, 1.0, 0.0)),
    "identity": Activation("identity", lambda z: z.copy(), lambda z, a: np.ones_like(z)),
    "softmax": Activation("softmax", _softmax, None),
}
"""Every activation by its name."""
