"""∇²φ times a direction, exactly: the R-operator in batch form.

Forward and backward pass are differentiated once more along a direction of the parameters, v = [V Vb] in each layer
(Pearlmutter, Fast exact multiplication by the Hessian, 1994). A dot stands for that derivative:

    ż^l = V^l a^(l−1) + W^l ȧ^(l−1)        ȧ^l = σ′ ⊙ ż^l
    δ̇^l = σ′ ⊙ ḋ^l + σ″ ⊙ d^l ⊙ ż^l       ḋ^(l−1) = (W^l)ᵀ δ̇^l + (V^l)ᵀ δ^l
    (∇²φ v)^l = the mean of δ̇^l (a^(l−1))ᵀ + δ^l (ȧ^(l−1))ᵀ

Both terms of a sum are one product of matrices that stand side by side. At a kink, such as that of ReLU at 0, there is no second
derivative: what is computed is that of the smooth piece on which σ′ is taken there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.backprop import output_bend, output_delta
from visprop.engine.network import Network
from visprop.engine.objective import Objective

MOST_NUMBERS = 4_000_000
"""How many numbers the buffers hold at most, about: more examples are taken one part after the other."""


class HessianProducts:
    """v ↦ ∇²φ(p) v in q, with its penalties, at one p after another; its buffers belong to one thread.

    Args:
        objective: φ.
    """

    def __init__(self, objective: Objective) -> None:
        self._objective, self._freedom = objective, objective.freedom
        self._is_all_free = self._freedom.count == objective.network.parameter_count
        self._penalty = objective.l2 * self._freedom.gathered(objective.penalised.astype(np.float64))
        self._p = np.zeros(objective.network.parameter_count)
        size = max(1, MOST_NUMBERS // (8 * sum(objective.network.sizes)))
        starts = range(0, len(objective.x), size)
        self._parts = [slice(start, min(start + size, len(objective.x))) for start in starts]
        # Buffers by the number of examples, and whose examples stand in them.
        self._passes: dict[int, Passes] = {}
        self._loaded: dict[int, slice] = {}

    @property
    def count(self) -> int:
        """The length of q."""
        return self._freedom.count

    def at(self, p: Array) -> None:
        """Be at parameters, of p's length."""
        self._p = p
        if len(self._parts) == 1:
            self._here = self._at_part(self._parts[0])

    def times(self, v: Array) -> Array:
        """∇²φ(p) v, of q's length, for v of q's length; not finite where a number of the passes is not."""
        direction = v if self._is_all_free else self._freedom.spread(v)
        total = np.zeros(self._p.size)
        with np.errstate(all="ignore"):
            for passes in self._all_passes():
                passes.add_product(direction, total)
            found = total if self._is_all_free else self._freedom.gathered(total)
            if self._objective.l2:
                found += self._penalty * v
        return found

    def _all_passes(self) -> Iterator[Passes]:
        if len(self._parts) == 1:
            yield self._here
            return
        for part in self._parts:
            yield self._at_part(part)

    def _at_part(self, part: slice) -> Passes:
        objective, count = self._objective, part.stop - part.start
        if count not in self._passes:
            self._passes[count] = Passes(objective.network, count)
        passes = self._passes[count]
        if self._loaded.get(count) != part:
            passes.load(objective.x[part], objective.y[part], len(objective.x))
            self._loaded[count] = part
        with np.errstate(all="ignore"):
            passes.go(self._p)
        return passes


@dataclass
class _Layer:
    """Buffers of one layer, for m examples; n units after k of the layer before.

    Attributes:
        activation: σ.
        across: [W b V Vb], of shape (n, 2(k + 1)).
        upright: W above V, of shape (2n, k), whose transpose goes back.
        before: ȧ with a row of zeros above a with a row of ones, of the layer before: of shape (2(k + 1), m).
        moved: ż, of shape (n, m).
        errors: δ̇ above δ, of shape (2n, m).
        slope, bent: σ′, and σ″ ⊙ d, of shape (n, m); of the last layer `bent` is ∂²c/∂z².
        gradients: both terms of what the layer's own parameters get, of shape (2, n, k + 1).
    """

    activation: Activation
    across: Array
    upright: Array
    before: Array
    moved: Array
    errors: Array
    slope: Array
    bent: Array
    gradients: Array


def _layer(name: str, k: int, n: int, m: int) -> _Layer:
    before = np.zeros((2 * (k + 1), m))
    before[-1] = 1.0
    shapes = ((n, m), (2 * n, m), (n, m), (n, m), (2, n, k + 1))
    rest = (np.zeros(shape) for shape in shapes)
    return _Layer(ACTIVATIONS[name], np.zeros((n, 2 * (k + 1))), np.zeros((2 * n, k)), before, *rest)


class Passes:
    """Both passes at one p over some examples, and their derivatives along a direction.

    Args:
        network: the structure.
        count: m, the number of examples.
    """

    def __init__(self, network: Network, count: int) -> None:
        self._network = network
        pairs = zip(network.activations, network.sizes, network.sizes[1:], strict=False)
        self._layers = [_layer(name, k, n, count) for name, k, n in pairs]

    def load(self, x: Array, y: Array, of: int) -> None:
        """Take examples, x of shape (m, n_0) and y of shape (m, n_L), of so many over which φ is the mean."""
        self._layers[0].before[x.shape[1] + 1 : -1] = x.T
        self._y, self._of = y, float(of)

    def go(self, p: Array) -> None:
        """The passes at p."""
        layers = self._layers
        z = a = layers[0].before
        for i, (layer, block) in enumerate(zip(layers, self._network.blocks(p), strict=True)):
            k = block.shape[1] - 1
            if i:
                layer.before[k + 1 : -1] = a
            layer.across[:, : k + 1] = block
            layer.upright[: len(block)] = block[:, :-1]
            # ż is not wanted before the first product, and its memory serves z; that of the last layer is kept beside it.
            z = block.dot(layer.before[k + 1 :], layer.moved if layer is not layers[-1] else np.empty_like(layer.moved))
            a = layer.activation.value(z) if layer.activation.is_elementwise else layer.activation.value(z.T).T
            if layer.activation.slope is not None and layer.activation.bend is not None:
                layer.slope = layer.activation.slope(z, a)
                # What is kept is σ″ until d is known.
                layer.bent = layer.activation.bend(z, a, layer.slope)
        self._go_out(z.T, a.T)
        for before, layer in zip(layers[-2::-1], layers[:0:-1], strict=True):
            n = len(before.slope)
            # δ̇ is not wanted before the first product, and its memory serves d.
            d = layer.upright[: len(layer.slope)].T.dot(layer.errors[len(layer.slope) :], before.errors[:n])
            np.multiply(d, before.slope, before.errors[n:])
            np.multiply(before.bent, d, before.bent)

    def _go_out(self, z: Array, a: Array) -> None:
        """δ of the last layer, and what its derivative is made of, shared out over the examples."""
        layer, y, of = self._layers[-1], self._y, self._of
        layer.errors[len(layer.slope) :] = output_delta(self._network, y, z, a).T / of
        self._output = z, a
        if layer.activation.is_elementwise:
            layer.bent = output_bend(self._network, y, z, a, np.full_like(z, 1.0 / of)).T

    def add_product(self, direction: Array, total: Array) -> None:
        """Add the part of ∇²φ v that these examples make to a total, both of p's length."""
        blocks = self._network.blocks(direction)
        self._go_forward(blocks)
        self._turn_back()
        gradients, layers = self._network.blocks(total), self._layers
        for i in range(len(layers) - 1, -1, -1):
            layer, found = layers[i], gradients[i]
            n, k = len(layer.slope), layer.upright.shape[1]
            layer.errors[:n].dot(layer.before[k + 1 :].T, layer.gradients[0])
            np.add(found, layer.gradients[0], found)
            if i == 0:
                return
            layer.errors[n:].dot(layer.before[: k + 1].T, layer.gradients[1])
            np.add(found, layer.gradients[1], found)
            # All in place, ż too, which is not wanted any more: the less memory is gone through, the more of it is at hand.
            before, turned = layers[i - 1], layers[i - 1].errors[:k]
            layer.upright.T.dot(layer.errors, turned)
            np.multiply(turned, before.slope, turned)
            np.multiply(before.bent, before.moved, before.moved)
            np.add(turned, before.moved, turned)

    def _go_forward(self, blocks: list[Array]) -> None:
        """ż of every layer."""
        layers = self._layers
        for i, (layer, block) in enumerate(zip(layers, blocks, strict=True)):
            n, width = block.shape
            if i:
                layer.across[:, width:] = block
                layer.upright[n:] = block[:, :-1]
                layer.across.dot(layer.before, layer.moved)
            else:
                block.dot(layer.before[width:], layer.moved)
            if i < len(layers) - 1:
                np.multiply(layer.slope, layer.moved, layers[i + 1].before[:n])

    def _turn_back(self) -> None:
        """δ̇ of the last layer."""
        layer, n = self._layers[-1], len(self._layers[-1].slope)
        if layer.activation.is_elementwise:
            np.multiply(layer.bent, layer.moved, layer.errors[:n])
            return
        z, a = self._output
        layer.errors[:n] = (output_bend(self._network, self._y, z, a, layer.moved.T) / self._of).T
