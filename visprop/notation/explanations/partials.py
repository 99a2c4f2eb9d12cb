"""Every partial derivative of the example's cost in one table, and one of them term by term with the terms that vanish.

The article's "Partial derivatives" and "Summary and vectorisation".
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.expression.numbers import counted
from visprop.notation.notations import components
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.notation.notations.scope import some


def partials(q: Quantities, whole: bool) -> Iterator[Block]:
    """What reaches each neuron, ∂c/∂w and ∂c/∂b, from the last layer to the first; a column a neuron, of large layers abridged.

    A parameter that stands at several places is told once, where the backward pass comes to the last of them.
    """
    network = q.network
    # Of layers as functions each has one slope; this page is about single parameters.
    notation = COMPONENTS if q.dress.has_types else written_in(q.dress, COMPONENTS)
    yield Note(_counted(q))
    for layer in range(network.depth, 0, -1):
        neurons, inputs = some(network.sizes[layer], whole), some(network.sizes[layer - 1], whole)
        shown = "" if len(neurons) == network.sizes[layer] else f": neurons {_listed(neurons)} of {network.sizes[layer]}"
        yield Note(f"Layer {layer}{shown}", is_heading=True)
        yield from _besides([list(notation.passed(q, layer, [j])) for j in neurons])
        for k in (*inputs, None) if q.dress.has_slope_by_bias else inputs:
            told = [j for j in neurons if components.is_completed(q, layer, j, k)]
            yield from _besides([notation.slope(q, layer, j, k) for j in told])


def _counted(q: Quantities) -> str:
    """How many derivatives there are, in words."""
    weights, biases = q.places.counts
    if not q.dress.has_slope_by_bias:
        return f"{counted(weights, 'partial derivative')}, of parameters {q.dress.weight}"
    which = "one of a bias" if biases == 1 else f"{biases} of biases"
    return f"{counted(weights + biases, 'partial derivative')}: {weights} of weights, {which}"


def _besides(columns: list[list[Equation]]) -> Iterator[Beside]:
    """Equations of several neurons, the first of each side by side, then the second."""
    for row in zip(*columns, strict=True):
        yield Beside(row)


def _listed(indices: tuple[int, ...]) -> str:
    """Indices from 0 as numbers from 1, in words."""
    *more, last = (str(i + 1) for i in indices)
    return f"{', '.join(more)} and {last}"


def term_by_term(q: Quantities, key: Key, whole: bool) -> Iterator[Block]:
    """∂c/∂w through every output and every neuron between, as the chain rule has it, until the terms without w vanish.

    Raises:
        ValueError: it is not a single parameter of the network.
    """
    places, depth = q.places.of(key), q.network.depth
    last = places[-1]
    moved = _Moved(q, places)
    gradient = q.gradient(*components.at(last))
    outputs = range(q.network.sizes[depth])
    through = components.added([Product((q.to_output(i), moved.of_a(depth, i))) for i in outputs])
    by_delta = components.added([Product((q.delta(depth, i), moved.of_z(depth, i))) for i in outputs])
    yield Note("Through every output:", is_heading=True)
    yield Equation(gradient, through, further=(by_delta,))
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


def _directly(q: Quantities, layer: int, neurons: list[int]) -> str:
    """Which neurons of a layer depend on a parameter without a layer between, in words; from 1."""
    if q.network.sizes[layer] == 1:
        return f"In layer {layer} z depends on it directly:"
    which = sorted(set(neurons))
    if len(which) == 1:
        return f"In layer {layer} only z of neuron {which[0]} depends on it; the others vanish:"
    return f"In layer {layer} only z of neurons {_listed(tuple(j - 1 for j in which))} depend on it; the others vanish:"


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
    """∂z_i/∂w = Σ_h w_ih σ′(z_h) ∂z_h/∂w over the layer before, and what z_i gets from w itself.

    Next to the first layer in which w stands with the 0s of those that do not depend on it.
    """
    before = layer - 1
    terms, reduced = list[Expr](), list[Expr]()
    for h in range(q.network.sizes[before]):
        slope = (q.sigma_prime(before, components.argument(q, before, h)),) if q.has_slope(before) else ()
        terms.append(Product((q.w(layer, i, h), *slope, moved.of_z(before, h))))
        reduced.append(Product((q.w(layer, i, h), *slope, moved.own(before, h))))
    own = [moved.own(layer, i)] if moved.has_own(layer, i) else []
    further = (components.added([*reduced, *own]),) if before == moved.first else ()
    return Equation(moved.of_z(layer, i), components.added([*terms, *own]), further=further)
