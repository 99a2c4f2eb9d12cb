"""What every neuron answers to many inputs at once: one forward pass in float32, through buffers that are made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import Network

Floats = NDArray[np.float32]


class Responses:
    """The activations of all layers over fixed inputs, again and again at another p; for pictures, which need few digits.

    Args:
        network: the structure.
        x: inputs as the network sees them, of shape (m, n_0).
    """

    def __init__(self, network: Network, x: Array) -> None:
        self._network = network
        self._layers = [ACTIVATIONS[name] for name in network.activations]
        # Each layer bears a last row of ones, so that the bias of the next is one more weight.
        self._inputs = np.ascontiguousarray(np.column_stack((x, np.ones(len(x)))).T, np.float32)
        self._found = [np.ones((n + 1, len(x)), np.float32) for n in network.sizes[1:]]

    def at(self, p: Array) -> list[Floats]:
        """The activations of layers 1 … L at p, each of shape (n_l, m): views that hold until the next call."""
        a = self._inputs
        with np.errstate(over="ignore", invalid="ignore"):
            for block, activation, found in zip(self._network.blocks(p), self._layers, self._found, strict=True):
                _pass(block, activation, a, found[:-1])
                a = found
        return [found[:-1] for found in self._found]


def _pass(block: Array, activation: Activation, a: Floats, z: Floats) -> None:
    """What a layer `[W b]` makes of a, of shape (n_{l−1} + 1, m), into z, of shape (n_l, m)."""
    if activation.sigmoid is None:
        np.dot(block.astype(np.float32), a, out=z)
        # Activations keep the precision of what they are given.
        value: Callable[[Any], Any] = activation.value
        z[...] = value(z) if activation.is_elementwise else value(z.T).T
        return
    # scale/(1 + exp(−sz)) = scale/2 (1 + tanh(sz/2)): s/2 goes into the few weights, and tanh cannot overflow.
    steepness, scale, shift = activation.sigmoid
    np.dot((block * (steepness / 2)).astype(np.float32), a, out=z)
    np.tanh(z, out=z)
    if scale != 2.0:
        z *= np.float32(scale / 2)
    if scale / 2 + shift != 0.0:
        z += np.float32(scale / 2 + shift)
