"""One partial derivative term by term, with the terms that vanish (the article's "Partial derivatives")."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.notation.explanations.partials import listed
from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.notations import components
from visprop.notation.notations.leibniz import a_by_z, to_a, z_by_a
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.notation.notations.scope import some


def term_by_term(q: Quantities, key: Key, whole: bool) -> Iterator[Block]:
    """∂c/∂w through every output and every neuron between, as the chain rule has it, until the terms without w vanish.

    Raises:
        ValueError: it is not a single parameter of the network.
    """
    places, depth = q.places.of(key), q.network.depth
    last = places[-1]
    moved = _Moved(q, places)
    yield Note("Through every output:", is_heading=True)
    yield from _through_outputs(q, moved, q.gradient(*components.at(last)), whole)
    if last.layer < depth:
        yield Note("Every weighted input in between, back to the layer of the parameter:", is_heading=True)
    for layer in range(depth, last.layer, -1):
        needed = {place.j - 1 for place in places if place.layer == layer}
        yield from (_back(q, moved, layer, i) for i in sorted({*some(q.network.sizes[layer], whole), *needed}))
    yield Note(_directly(q, last.layer, [place.j for place in places if place.layer == last.layer]), is_heading=True)
    shown = {*some(q.network.sizes[last.layer], whole), *(place.j - 1 for place in places if place.layer == last.layer)}
    yield from (Equation(moved.of_z(last.layer, i), moved.own(last.layer, i)) for i in sorted(shown))
    yield Note("What is left:", is_heading=True)
    yield components.gradient(q, *components.at(last))


def _through_outputs(q: Quantities, moved: _Moved, gradient: Symbol, whole: bool) -> Iterator[Equation]:
    """∂c/∂w = Σ_i ∂c/∂a_i ∂a_i/∂w = Σ_i ∂c/∂a_i ∂a_i/∂z_i ∂z_i/∂w, what these factors are, and Σ_i δ_i ∂z_i/∂w."""
    depth, outputs = q.network.depth, range(q.network.sizes[-1])
    through = components.added([Product((q.to_output(i), moved.of_a(depth, i))) for i in outputs])
    by_delta = components.added([Product((q.delta(depth, i), moved.of_z(depth, i))) for i in outputs])
    if not q.activation(depth).is_elementwise:
        # Each a_i depends on every z there, so that ∂a_i/∂w is itself a sum.
        yield Equation(gradient, through, further=(by_delta,))
        return
    factors = components.added([Product((to_a(q, depth, i), a_by_z(q, depth, i), moved.of_z(depth, i))) for i in outputs])
    yield Equation(gradient, through, further=(factors,))
    for i in some(len(outputs), whole):
        reduced = components.product_of(components.output_factors(q, i))
        yield Equation(q.delta(depth, i), Product((to_a(q, depth, i), a_by_z(q, depth, i))), further=(reduced,))
    yield Equation(gradient, by_delta)


def _directly(q: Quantities, layer: int, neurons: list[int]) -> str:
    """Which neurons of a layer depend on a parameter without a layer between, in words; from 1."""
    if q.network.sizes[layer] == 1:
        return f"In layer {layer} z depends on it directly:"
    which = sorted(set(neurons))
    if len(which) == 1:
        return f"In layer {layer} only z of neuron {which[0]} depends on it; the others vanish:"
    return f"In layer {layer} only z of neurons {listed(tuple(j - 1 for j in which))} depend on it; the others vanish:"


class _Moved:
    """How z and a of every neuron move with one parameter: ∂z/∂w and ∂a/∂w, computed forward.

    Args:
        q: symbols and numbers.
        places: where the parameter stands, from the last layer to the first.
    """

    def __init__(self, q: Quantities, places: tuple[Key, ...]) -> None:
        self._q, self._places, self._w = q, places, q.parameter(*components.at(places[-1]))
        self.first = places[-1].layer
        self._z, self._a = self._forward()

    def of_z(self, layer: int, i: int) -> Symbol:
        """∂z_i/∂w of a layer."""
        return ratio(self._q.z(layer, i), self._w, _entry(self._z, layer, i))

    def of_a(self, layer: int, i: int) -> Symbol:
        """∂a_i/∂w of a layer."""
        return ratio(self._q.a(layer, i), self._w, _entry(self._a, layer, i))

    def own(self, layer: int, i: int) -> Expr:
        """What z_i of a layer gets from the parameter itself: a_k, or 1 of a bias, over its places there; 0 if there are none."""
        inner = [
            self._q.a(layer - 1, place.k - 1) if place.k else Number(1.0)
            for place in self._places
            if (place.layer, place.j) == (layer, i + 1)
        ]
        return components.added(inner) if inner else Number(0.0)

    def has_own(self, layer: int, i: int) -> bool:
        """Whether the parameter is one of a neuron's own."""
        return any((place.layer, place.j) == (layer, i + 1) for place in self._places)

    def _forward(self) -> tuple[dict[int, Array], dict[int, Array]]:
        frame, network = self._q.frame, self._q.network
        z, a = dict[int, Array](), dict[int, Array]()
        if frame.z(network.depth) is None:
            return z, a
        weights = network.layers(frame.p_before)
        for layer in range(self.first, network.depth + 1):
            z[layer] = self._own_values(layer)
            if layer > self.first:
                z[layer] += weights[layer - 1][0] @ a[layer - 1]
            a[layer] = _through_activation(self._q, layer, z[layer])
        return z, a

    def _own_values(self, layer: int) -> Array:
        """What `own` is of each neuron of a layer."""
        found, before = np.zeros(self._q.network.sizes[layer]), self._q.frame.a(layer - 1)
        assert before is not None, "only asked for after the forward pass"
        for place in self._places:
            if place.layer == layer:
                found[place.j - 1] += before[place.k - 1] if place.k else 1.0
        return found


def _entry(values: dict[int, Array], layer: int, i: int) -> float:
    return float(values[layer][i]) if layer in values else float("nan")


def _through_activation(q: Quantities, layer: int, moved: Array) -> Array:
    """∂a/∂w from ∂z/∂w."""
    activation, z, a = q.activation(layer), q.frame.z(layer), q.frame.a(layer)
    assert z is not None, "only asked for after the forward pass"
    assert a is not None, "only asked for after the forward pass"
    if activation.slope is not None:
        return moved * activation.slope(z, a)
    assert activation.back is not None
    # ∂a/∂z of softmax is symmetric.
    return activation.back(a, moved)


def _back(q: Quantities, moved: _Moved, layer: int, i: int) -> Equation:
    """∂z_i/∂w = Σ_h ∂z_i/∂a_h ∂a_h/∂z_h ∂z_h/∂w over the layer before, and what z_i gets from w itself.

    ∂z_i/∂a_h is w_ih, and ∂a_h/∂z_h is σ′(z_h).
    Next to the first layer in which w stands with the 0s of those that do not depend on it.
    """
    before, neurons = layer - 1, range(q.network.sizes[layer - 1])
    own = [moved.own(layer, i)] if moved.has_own(layer, i) else []

    def opened(h: int, last: Expr) -> Product:
        slope = (q.sigma_prime(before, components.argument(q, before, h)),) if q.has_slope(before) else ()
        return Product((q.w(layer, i, h), *slope, last))

    factors = [Product((z_by_a(q, layer, i, h), a_by_z(q, before, h), moved.of_z(before, h))) for h in neurons]
    forms = [[opened(h, moved.of_z(before, h)) for h in neurons]]
    if before == moved.first:
        forms.append([opened(h, moved.own(before, h)) for h in neurons])
    further = tuple(components.added([*terms, *own]) for terms in forms)
    return Equation(moved.of_z(layer, i), components.added([*factors, *own]), further=further)
