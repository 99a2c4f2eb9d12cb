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
from visprop.notation.notations import components
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.notation.notations.scope import some


def partials(q: Quantities, whole: bool) -> Iterator[Block]:
    """δ, ∂c/∂w and ∂c/∂b of each layer, from the last to the first; a column a neuron, those of large layers abridged."""
    network = q.network
    count = network.parameter_count
    biases = sum(network.sizes[1:])
    yield Note(f"{count} partial derivatives: {count - biases} of weights, {biases} of biases")
    for layer in range(network.depth, 0, -1):
        neurons, inputs = some(network.sizes[layer], whole), some(network.sizes[layer - 1], whole)
        shown = "" if len(neurons) == network.sizes[layer] else f": neurons {_listed(neurons)} of {network.sizes[layer]}"
        yield Note(f"Layer {layer}{shown}", is_heading=True)
        yield Beside(tuple(components.delta(q, layer, j) for j in neurons))
        for k in (*inputs, None):
            yield Beside(tuple(components.gradient(q, layer, j, k) for j in neurons))


def _listed(indices: tuple[int, ...]) -> str:
    """Indices from 0 as numbers from 1, in words."""
    *more, last = (str(i + 1) for i in indices)
    return f"{', '.join(more)} and {last}"


def term_by_term(q: Quantities, key: Key, whole: bool) -> Iterator[Block]:
    """∂c/∂w through every output and every neuron between, as the chain rule has it, until the terms without w vanish.

    Raises:
        ValueError: it is not a single parameter of the network.
    """
    q.network.single(key)
    w, depth = q.parameter(key.layer, key.j - 1, key.k - 1 if key.k else None), q.network.depth
    moved = _Moved(q, key, w)
    outputs = range(q.network.sizes[depth])
    through = components.added([Product((q.to_output(i), moved.of_a(depth, i))) for i in outputs])
    by_delta = components.added([Product((q.delta(depth, i), moved.of_z(depth, i))) for i in outputs])
    gradient = q.gradient(key.layer, key.j - 1, key.k - 1 if key.k else None)
    yield Note("Through every output:", is_heading=True)
    yield Equation(gradient, through, further=(by_delta,))
    if key.layer < depth:
        yield Note("Every weighted input in between, back to the layer of the parameter:", is_heading=True)
    for layer in range(depth, key.layer, -1):
        yield from (_back(q, moved, layer, i) for i in some(q.network.sizes[layer], whole))
    yield Note(f"In layer {key.layer} only z of neuron {key.j} depends on it; the others vanish:", is_heading=True)
    yield from (Equation(moved.of_z(key.layer, i), moved.own(i)) for i in some(q.network.sizes[key.layer], whole))
    yield Note("What is left:", is_heading=True)
    inner = () if not key.k else (q.a(key.layer - 1, key.k - 1),)
    yield Equation(gradient, components.product_of((q.delta(key.layer, key.j - 1), *inner)), "BP4" if inner else "BP3")


class _Moved:
    """How z and a of every neuron move with one parameter: ∂z/∂w and ∂a/∂w, computed forward.

    Args:
        q: symbols and numbers.
        key: the parameter.
        w: its symbol.
    """

    def __init__(self, q: Quantities, key: Key, w: Symbol) -> None:
        self._q, self._key, self._w = q, key, w
        self._z, self._a = self._forward()

    @property
    def layer(self) -> int:
        """The layer of the parameter."""
        return self._key.layer

    def of_z(self, layer: int, i: int) -> Symbol:
        """∂z_i/∂w of a layer."""
        return ratio(self._q.z(layer, i), self._w, _entry(self._z, layer, i))

    def of_a(self, layer: int, i: int) -> Symbol:
        """∂a_i/∂w of a layer."""
        return ratio(self._q.a(layer, i), self._w, _entry(self._a, layer, i))

    def own(self, i: int) -> Expr:
        """What ∂z_i/∂w is in the parameter's own layer: a_k, or 1 of a bias, and 0 for all neurons but its own."""
        if i != self._key.j - 1:
            return Number(0.0)
        return self._q.a(self._key.layer - 1, self._key.k - 1) if self._key.k else Number(1.0)

    def _forward(self) -> tuple[dict[int, Array], dict[int, Array]]:
        frame, network, first = self._q.frame, self._q.network, self._key.layer
        z, a = dict[int, Array](), dict[int, Array]()
        if frame.z(network.depth) is None:
            return z, a
        own = np.zeros(network.sizes[first])
        before = frame.a(first - 1)
        own[self._key.j - 1] = before[self._key.k - 1] if self._key.k and before is not None else 1.0
        weights = network.layers(frame.p_before)
        for layer in range(first, network.depth + 1):
            z[layer] = own if layer == first else weights[layer - 1][0] @ a[layer - 1]
            a[layer] = _through_activation(self._q, layer, z[layer])
        return z, a


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
    """∂z_i/∂w = Σ_h w_ih σ′(z_h) ∂z_h/∂w over the layer before; in the layer of w itself with its 0s."""
    before = layer - 1
    terms, reduced = list[Expr](), list[Expr]()
    for h in range(q.network.sizes[before]):
        slope = (q.sigma_prime(before, components.argument(q, before, h)),) if q.has_slope(before) else ()
        terms.append(Product((q.w(layer, i, h), *slope, moved.of_z(before, h))))
        reduced.append(Product((q.w(layer, i, h), *slope, moved.own(h))))
    further = (components.added(reduced),) if before == moved.layer else ()
    return Equation(moved.of_z(layer, i), components.added(terms), further=further)
