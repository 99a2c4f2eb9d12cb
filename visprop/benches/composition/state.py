"""How far the story of the composition is told at a step, and the numbers that are known there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visprop.benches.composition.given import GivenNetwork
from visprop.benches.values import Values
from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace, trace
from visprop.engine.network import Network


@dataclass(frozen=True, eq=False)
class Composition:
    """A network as functions applied one after the other, told up to a step.

    Step 0 shows the layers, L steps apply p_1 … p_L, L steps let x go through them, and three more give the cost, the update
    and the chain rule.

    Attributes:
        given: the network with its numbers.
        step: from 0 to 2 L + 3.
        picked: up to which layer parameters were applied by hand.
        moved: the layer whose parameters are varied, from 1.
        quantity: `a`, `phi` or `f`, what is written in three forms.
        form: `nested`, `composed` or `derivative`, the one that stands below the picture.
    """

    given: GivenNetwork
    step: int
    picked: int
    moved: int
    quantity: str
    form: str

    @property
    def network(self) -> Network:
        """The structure."""
        return self.given.network

    @property
    def depth(self) -> int:
        """L."""
        return self.network.depth

    @property
    def stepped(self) -> int:
        """Up to which layer the steps have applied parameters."""
        return min(self.step, self.depth)

    @property
    def applied(self) -> int:
        """Up to which layer parameters are applied, by steps or by hand."""
        return max(self.stepped, self.picked)

    @property
    def reached(self) -> int:
        """Up to which layer x has gone; 0 if through none."""
        return max(0, min(self.step - self.depth, self.depth))

    @property
    def has_cost(self) -> bool:
        """Whether the cost is known."""
        return self.step > 2 * self.depth

    @property
    def has_update(self) -> bool:
        """Whether the derivative is known, and with it the update."""
        return self.step > 2 * self.depth + 1

    @property
    def has_chain(self) -> bool:
        """Whether the chain rule has been applied."""
        return self.step > 2 * self.depth + 2

    @property
    def present(self) -> int:
        """The layer that the step is about, L + 1 for the cost; 0 for none or all."""
        if self.step <= 2 * self.depth:
            return (self.step - 1) % self.depth + 1 if self.step else 0
        return self.depth + 1 if self.step == 2 * self.depth + 1 else self.moved if not self.has_chain else 0

    @property
    def varies(self) -> bool:
        """Whether the moved layer is written as a function of v: what is written is complete, and is about a derivative."""
        return self.has_update or (self.form == "derivative" and self.applied == self.depth)

    @property
    def written(self) -> str:
        """The form below the picture: as long as parameters are missing nothing can be differentiated."""
        return self.form if self.form != "derivative" or self.varies else "nested"

    @property
    def are_alike(self) -> bool:
        """Whether all layers are one function of their parameters, which the article calls f."""
        return len(set(self.network.sizes)) == 1 and len(set(self.network.activations)) == 1

    @cached_property
    def passes(self) -> Trace:
        """The engine's passes of the example."""
        p, x, y = (np.array(numbers) for numbers in (self.given.p, self.given.x, self.given.y))
        return trace(self.network, p, x, y)

    def parameters(self, layer: int) -> Array:
        """p_l: for each neuron its weights and then its bias, of shape (n_l (n_{l−1} + 1),)."""
        return self.network.blocks(np.array(self.given.p))[layer - 1].ravel()

    def gradient(self, layer: int) -> Array:
        """D(λv. C y (…)) p_l, of p_l's shape."""
        return self.network.blocks(self.passes.gradient)[layer - 1].ravel()

    def update(self, layer: int) -> Array:
        """Δp_l = −η times that, of p_l's shape."""
        return -self.given.eta * self.gradient(layer)

    def d(self, layer: int) -> Array:
        """d_l = ∂c/∂a_l, of shape (n_l,), for l from 1 to L."""
        with np.errstate(all="ignore"):
            if layer == self.depth:
                return self.network.pair.gradient(self.passes.y, self.passes.a[layer])
            weights, _ = self.network.layers(np.array(self.given.p))[layer]
            after: Array = self.passes.delta[layer + 1] @ weights
            return after


def known_numbers(state: Composition) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses: of a layer of one neuron its a, d, w and b, and their updates."""
    passes, layers = state.passes, state.network.layers(np.array(state.given.p))
    found: dict[str, float | None] = {"eta": state.given.eta, "phi": passes.cost if state.has_cost else None}
    found |= {name: values[0] for name, values in (("x", state.given.x), ("y", state.given.y)) if len(values) == 1}
    for i, (w, b) in enumerate(layers, start=1):
        if b.size == 1:
            found[f"a{i}"] = float(passes.a[i][0]) if i <= state.reached else None
            found[f"d{i}"] = float(state.d(i)[0]) if state.has_chain and i >= state.moved else None
        if w.size == 1:
            found |= {f"w{i}": float(w[0, 0]), f"b{i}": float(b[0])}
            dw, db = state.update(i)
            is_known = state.has_update and i == state.moved
            found |= {f"dw{i}": float(dw) if is_known else None, f"db{i}": float(db) if is_known else None}
    return found


def composition_of(values: Values, step: int) -> Composition:
    """What is known at a step."""
    return Composition(values["network"], step, values["applied"], values["layer"], values["quantity"], values["form"])
