"""The structure of a network, and the naming of its parameters in one flat vector p."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.costs import COSTS, pair_of, partners
from visprop.engine.key import Key
from visprop.engine.pair import Pair

MAX_LAYER = 1024
"""The most units a layer may have."""
MAX_DEPTH = 32
"""The most layers that hold neurons, of a network that is made or read."""


class LayerPass(NamedTuple):
    """What one layer computes of the activations before it.

    Attributes:
        weights, biases: W of shape (n_l, n_{l−1}), b of shape (n_l,).
        activation: σ.
        z, a: W a + b of what is before, and σ of it, of shape (..., n_l).
    """

    weights: Array
    biases: Array
    activation: Activation
    z: Array
    a: Array

    @property
    def slope(self) -> Array | None:
        """σ′(z); None where σ is no function of z alone, as in a last layer it may be."""
        return None if self.activation.slope is None else self.activation.slope(self.z, self.a)


@dataclass(frozen=True)
class Network:
    """Structure only; the parameters live apart, in one flat vector p (the article's φ(p)).

    Layer l takes one block of p: for each neuron j its weights w^l_j1 … w^l_jn and then its bias b^l_j, so that a
    block is the matrix `[W b]` of shape (n_l, n_{l−1} + 1).

    Attributes:
        sizes: (n_0, …, n_L), n_0 being the number of inputs.
        activations: one name a layer, for layers 1 … L.
        cost: the name of the cost function.

    Raises:
        ValueError: where sizes, activations and cost do not go together.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str = "half_squared_error"

    def __post_init__(self) -> None:
        if len(self.sizes) < 2:
            raise ValueError("a network has inputs and at least one layer")
        if any(not 1 <= size <= MAX_LAYER for size in self.sizes):
            raise ValueError(f"a layer has 1 to {MAX_LAYER} units")
        if len(self.activations) != self.depth:
            raise ValueError(f"{self.depth} layers need as many activations, got {len(self.activations)}")
        for name in self.activations:
            if name not in ACTIVATIONS:
                raise ValueError(f"no activation is called {name!r}")
        if self.cost not in COSTS:
            raise ValueError(f"no cost is called {self.cost!r}")
        for name in self.activations[:-1]:
            if not ACTIVATIONS[name].is_elementwise:
                raise ValueError(f"{name} belongs to the last layer")
        if pair_of(self.activations[-1], self.cost, self.sizes[-1]) is None:
            raise ValueError(f"{self.cost} needs {' or '.join(partners(self.cost))} in the last layer")

    @property
    def depth(self) -> int:
        """L, the number of layers that hold neurons."""
        return len(self.sizes) - 1

    @property
    def pair(self) -> Pair:
        """How the cost goes with the activation of the last layer."""
        pair = pair_of(self.activations[-1], self.cost, self.sizes[-1])
        assert pair is not None, "refused when the network was made"
        return pair

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each layer's block starts in p, and after the last its end: L + 1 numbers."""
        ends = np.cumsum([0] + [n * (m + 1) for m, n in zip(self.sizes, self.sizes[1:], strict=False)])
        return tuple(int(end) for end in ends)

    @property
    def parameter_count(self) -> int:
        """The length of p."""
        return self.offsets[-1]

    @cached_property
    def is_weight(self) -> NDArray[np.bool_]:
        """For each entry of p whether it is a weight."""
        found = np.ones(self.parameter_count, bool)
        for layer in range(self.depth):
            block = found[self.offsets[layer] : self.offsets[layer + 1]].reshape(self.sizes[layer + 1], -1)
            block[:, -1] = False
        return found

    def blocks(self, p: Array) -> list[Array]:
        """Views `[W b]` of p, of shape (…, n_l, n_{l−1} + 1) for p of shape (…, its length), for l = 1 … L."""
        return [
            p[..., start:end].reshape(*p.shape[:-1], n, m + 1)
            for start, end, m, n in zip(self.offsets, self.offsets[1:], self.sizes, self.sizes[1:], strict=False)
        ]

    def layers(self, p: Array) -> list[tuple[Array, Array]]:
        """Views (W, b) of p for l = 1 … L: W of shape (n_l, n_{l−1}), b of shape (n_l,). p may be a gradient or Δp too."""
        return [(block[:, :-1], block[:, -1]) for block in self.blocks(p)]

    def join(self, layers: list[tuple[Array, Array]]) -> Array:
        """The flat vector p made of the layers' (W, b)."""
        p = np.empty(self.parameter_count)
        for block, (weights, biases) in zip(self.blocks(p), layers, strict=True):
            block[:, :-1], block[:, -1] = weights, biases
        return p

    def forward(self, p: Array, x: Array) -> Array:
        """The output activations a^L of shape (..., n_L) for inputs of shape (..., n_0); they may be beyond float64."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.outputs(p, x)[1]

    def passes(self, p: Array, x: Array) -> Iterator[LayerPass]:
        """The forward pass, layer after layer, for inputs of shape (..., n_0); overflow is the caller's to mute."""
        a = x
        for (weights, biases), name in zip(self.layers(p), self.activations, strict=True):
            activation = ACTIVATIONS[name]
            z = a @ weights.T + biases
            a = activation.value(z)
            yield LayerPass(weights, biases, activation, z, a)

    def outputs(self, p: Array, x: Array) -> tuple[Array, Array]:
        """z^L and a^L, each of shape (..., n_L), for inputs of shape (..., n_0); overflow is the caller's to mute."""
        z = a = x
        for step in self.passes(p, x):
            z, a = step.z, step.a
        return z, a

    def costs(self, p: Array, x: Array, y: Array) -> Array:
        """The cost of each example, of shape (m,), for x of shape (m, n_0) and y of shape (m, n_L)."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.pair.value(y, *self.outputs(p, x))

    def mean_cost(self, p: Array, x: Array, y: Array) -> float:
        """φ(p): the mean cost over the examples, x of shape (m, n_0) and y of shape (m, n_L)."""
        with np.errstate(over="ignore"):
            return float(self.costs(p, x, y).mean())

    def mean_costs(self, stack: Array, x: Array, y: Array) -> Array:
        """The same at many p at once, of shape (k,) for a stack of shape (k, p's length), to the last bit."""
        with np.errstate(over="ignore", invalid="ignore"):
            z = a = x
            for block, name in zip(self.blocks(stack), self.activations, strict=True):
                z = a @ block[..., :-1].mT
                z += block[:, None, :, -1]
                a = ACTIVATIONS[name].value(z)
            return np.asarray(self.pair.value(y, z, a).mean(axis=-1))

    def parameter(self, index: int) -> Key:
        """The weight or bias at an index of p."""
        if not 0 <= index < self.parameter_count:
            raise ValueError(f"no parameter has index {index}")
        layer = next(i for i, end in enumerate(self.offsets[1:], start=1) if index < end)
        width = self.sizes[layer - 1] + 1
        j, k = divmod(index - self.offsets[layer - 1], width)
        return Key.bias(layer, j + 1) if k == width - 1 else Key.weight(layer, j + 1, k + 1)

    @cached_property
    def parameters(self) -> tuple[Key, ...]:
        """Each entry of p, in p's order."""
        return tuple(self.parameter(i) for i in range(self.parameter_count))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each entry of p, in p's order."""
        return tuple(map(str, self.parameters))

    def has(self, key: Key) -> bool:
        """Whether this network has what a key names; what belongs to no network (a line, a row, a path) it has not."""
        units = {"x": self.sizes[0], "y": self.sizes[-1]}
        if key.letter in units:
            return key.j <= units[key.letter]
        if key.letter in ("c", "phi"):
            return True
        if key.letter in ("line", "row", "path") or key.number > self.depth:
            return False
        return key.j <= self.sizes[key.number] and (not key.k or key.k <= self.sizes[key.number - 1])

    def select(self, name: str | Key) -> NDArray[np.intp]:
        """The indices in p that a name means: `w2[1,2]`, `b2[1]`, `w2` (all weights of layer 2) or `b2`.

        Raises:
            ValueError: the name is malformed, or this network has no such parameter.
        """
        key = name if isinstance(name, Key) else _parameter_key(name)
        layer = key.number
        if layer > self.depth:
            raise ValueError(f"'{key}': the network has {self.depth} layers")
        if not self.has(key):
            raise ValueError(f"'{key}': layer {layer} has {self.sizes[layer]} neurons of {self.sizes[layer - 1]} inputs each")
        grid = np.arange(self.offsets[layer - 1], self.offsets[layer]).reshape(self.sizes[layer], -1)
        if not key.indices:
            return grid[:, -1] if key.letter == "b" else grid[:, :-1].ravel()
        return grid[key.j - 1, [key.k - 1 if key.k else -1]]

    def single(self, name: str | Key) -> int:
        """The index in p of a single weight or bias.

        Raises:
            ValueError: as `select` does, or the name means a whole layer.
        """
        indices = self.select(name)
        key = name if isinstance(name, Key) else _parameter_key(name)
        if not key.indices:
            raise ValueError(f"'{key}' is not a single parameter, such as w2[1,2] or b2[1]")
        return int(indices[0])


def _parameter_key(name: str) -> Key:
    try:
        key = Key.parse(name)
    except ValueError:
        key = None
    if key is None or key.letter not in ("w", "b"):
        raise ValueError(f"{name!r} is not a parameter's name, such as w2[1,2], b2[1], w2 or b2")
    return key
