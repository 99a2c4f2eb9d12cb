"""The quantities of a frame as symbols: their names in mathematics, and their values where they are known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache, wraps
from typing import TypeVarTuple

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import COST, Key
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.expression.applied import Call, Share
from visprop.notation.expression.arithmetic import Pattern
from visprop.notation.expression.expr import Expr, Number, Style, Symbol, Value, unnamed
from visprop.notation.layout.build import change_of, primed, quotient, scripted, summed, times
from visprop.notation.layout.nodes import UNIT, Node, Script
from visprop.notation.naming import Naming
from visprop.notation.notations.places import Places
from visprop.timeline.frame import Frame

_UNKNOWN = float("nan")
_Indices = TypeVarTuple("_Indices")


def _once(make: Callable[[Quantities, *_Indices], Symbol]) -> Callable[[Quantities, *_Indices], Symbol]:
    """A symbol is made once for its indices: the sums over a layer are full of the same ones."""

    @wraps(make)
    def made(q: Quantities, *indices: *_Indices) -> Symbol:
        name = (make.__name__, indices)
        if name not in q._made:
            q._made[name] = make(q, *indices)
        return q._made[name]

    return made


class Quantities:
    """Symbols for everything at a frame; layers from 0, neurons j and inputs k from 0.

    Where each layer has one unit, the layer is written as a subscript, as the article does.

    Args:
        frame: what is known. What is not known yet has the value NaN.
        dress: what parameters are called.
        with_steps: whether the chain rule is applied step by step, where a notation has such steps.
        whole: whether sums over many neurons are written out; else what stands behind the dots is a number alone.
    """

    def __init__(self, frame: Frame, dress: Dress = NEURONS, with_steps: bool = False, whole: bool = True) -> None:
        self.frame, self.dress, self.with_steps, self._whole = frame, dress, with_steps, whole
        self.network = frame.scenario.network
        self.naming = Naming.of(frame.scenario, dress)
        self.places = Places(frame.scenario, dress)
        # A softmax layer is no row of neurons, even where it has one.
        rows = all(self.activation(layer).is_elementwise for layer in range(1, self.network.depth + 1))
        self.is_linear = self.naming.is_linear and rows and not dress.is_general
        self._layers = self.network.layers(frame.p_before)
        self._made: dict[tuple[str, tuple[object, ...]], Symbol] = {}

    # Single numbers

    @_once
    def a(self, layer: int, j: int) -> Symbol:
        """An activation, or an input in layer 0."""
        return self._neuron("a", layer, j, self.frame.a(layer), Key.unit(layer, j + 1))

    @_once
    def z(self, layer: int, j: int) -> Symbol:
        """A weighted input."""
        return self._neuron("z", layer, j, self.frame.z(layer), Key.unit(layer, j + 1))

    @_once
    def b(self, layer: int, j: int) -> Symbol:
        """A bias."""
        return self._neuron("b", layer, j, self._layers[layer - 1][1], Key.bias(layer, j + 1))

    @_once
    def delta(self, layer: int, j: int) -> Symbol:
        """δ = ∂c/∂z."""
        return self._neuron("δ", layer, j, self.frame.delta(layer), Key.unit(layer, j + 1))

    @_once
    def w(self, layer: int, j: int, k: int) -> Symbol:
        """A weight."""
        value = float(self._layers[layer - 1][0][j, k])
        return Symbol(self.name("w", layer, (j, k)), value, Key.weight(layer, j + 1, k + 1))

    def y(self, j: int) -> Symbol:
        """A target."""
        return self._outer(Key("y", 0, (j + 1,)), float(self.frame.y[j]))

    def x(self, k: int) -> Symbol:
        """An input, by its other name."""
        return self._outer(Key.unit(0, k + 1), float(self.frame.x[k]))

    @_once
    def d(self, layer: int, j: int) -> Symbol:
        """d = ∂c/∂a, as the article names it."""
        return self._neuron("d", layer, j, self.frame.d(layer), Key.unit(layer, j + 1))

    def to_output(self, j: int) -> Symbol:
        """∂c/∂a_j of an output."""
        depth = self.network.depth
        return ratio(self.c, self.a(depth, j), self.d(depth, j).number())

    def through_output(self, i: int, j: int) -> Symbol:
        """∂a_i/∂z_j of outputs each of which depends on every z, written without its value."""
        depth = self.network.depth
        return ratio(self.a(depth, i), self.z(depth, j), _UNKNOWN)

    @property
    def c(self) -> Symbol:
        """The cost of the example."""
        return Symbol(scripted("c"), _UNKNOWN if self.frame.cost is None else self.frame.cost, COST)

    @property
    def eta(self) -> Symbol:
        """The learning rate."""
        return Symbol(scripted("η"), self.frame.eta)

    @_once
    def gradient(self, layer: int, j: int, k: int | None) -> Symbol:
        """∂c/∂w, or ∂c/∂b where k is None; known when it is for all places of the parameter."""
        return self._of_parameter(lambda name: quotient(self.c.name, name), layer, j, k, self._gradients)

    @cached_property
    def _gradients(self) -> list[tuple[Array, Array]]:
        return self.network.layers(self.places.summed(self.frame.gradient_by_place))

    def own_update(self, layer: int, j: int, k: int | None) -> Symbol:
        """Δ_e w or Δ_e b, of this example alone; Δw where an update is of one example."""
        return self._of_parameter(
            lambda name: change_of(name, self.example_number), layer, j, k, self._split(self.frame.own_step)
        )

    @property
    def example_number(self) -> str:
        """What tells Δ of this example alone from that of the update; nothing where an update is of one example."""
        return "" if len(self.frame.examples) == 1 else str(self.frame.position.example)

    def batch_gradient(self, layer: int, j: int, k: int | None) -> Symbol:
        """∂φ_B/∂w, the mean over the update's examples; ∂φ/∂w where these are all."""
        split = self._split(self.frame.batch_gradient)
        return self._of_parameter(lambda name: quotient(self.objective, name), layer, j, k, split)

    @property
    def objective(self) -> Node:
        """What an update goes down: φ, or φ_B where it takes some of the examples alone."""
        return scripted("φ", below="" if self.frame.is_of_all else "B")

    def update(self, layer: int, j: int, k: int | None) -> Symbol:
        """Δw or Δb of the whole update."""
        return self._of_parameter(change_of, layer, j, k, self._split(self.frame.mean_step))

    def memory(self, layer: int, j: int, k: int | None, is_after: bool) -> list[Symbol]:
        """What the optimiser remembers of a parameter, before or after this update; known at the update line."""
        values = self.frame.memory_next if is_after else self.frame.memory
        known = bool(self.frame.memory_next)
        inner = self.parameter(layer, j, k)
        found = []
        for i, letter in enumerate(self.frame.scenario.optimiser.memory):
            pairs = self._split(values[i]) if known and values is not None else None
            found.append(Symbol(Script(scripted(letter), below=inner.name), _pick(pairs, layer, j, k), inner.key))
        return found

    def is_any_shared(self, layer: int) -> bool:
        """Whether any parameter of a layer stands at other places too."""
        start, end = self.network.offsets[layer - 1 : layer + 1]
        return self.places.any_is_shared(np.arange(start, end))

    def parameter(self, layer: int, j: int, k: int | None) -> Symbol:
        """w, or b where k is None."""
        return self.b(layer, j) if k is None else self.w(layer, j, k)

    def next_parameter(self, layer: int, j: int, k: int | None) -> Symbol:
        """w or b after the update."""
        return self._of_parameter(lambda name: name, layer, j, k, self._split(self.frame.p_next))

    def example_gradients(self, layer: int, j: int, k: int | None) -> list[Symbol]:
        """∂c_e/∂w of each example e of the update, of many their sum as one symbol; values only at the update line."""
        inner = self.parameter(layer, j, k)
        known = self.frame.batch_gradient is not None
        count = len(self.frame.examples)
        if count > MAX_EXAMPLES:
            return [self._sum_of_examples(inner, layer, j, k, count)]
        rows = _example_gradients(self.frame) if known else [None] * count
        symbols = []
        for e, row in enumerate(rows, start=1):
            name = quotient(scripted("c", below=str(e)), inner.name)
            value = _UNKNOWN if row is None else _pick(self._split(self.places.summed(row)), layer, j, k)
            symbols.append(Symbol(name, value, inner.key))
        return symbols

    def _sum_of_examples(self, inner: Symbol, layer: int, j: int, k: int | None, count: int) -> Symbol:
        mean = self.frame.cost_gradient
        name = summed("e=1", quotient(scripted("c", below="e"), inner.name), until=str(count))
        total = _pick(self._split(None if mean is None else self.places.summed(count * mean)), layer, j, k)
        return Symbol(name, total, inner.key)

    # Vectors and matrices

    def vector(self, letter: str, layer: int, values: Array | None, size: int) -> Symbol:
        """A vector of a layer."""
        name = scripted(letter, "" if layer < 0 else str(layer))
        key = (
            Key("y") if layer < 0 else Key(letter, layer) if letter in ("w", "b") else Key("layer", layer) if layer else Key("x")
        )
        return Symbol(name, np.full(size, _UNKNOWN) if values is None else values, key)

    def a_vector(self, layer: int) -> Symbol:
        """The activations of a layer."""
        return self.vector("a", layer, self.frame.a(layer), self.network.sizes[layer])

    def z_vector(self, layer: int) -> Symbol:
        """The weighted inputs of a layer."""
        return self.vector("z", layer, self.frame.z(layer), self.network.sizes[layer])

    def delta_vector(self, layer: int) -> Symbol:
        """δ of a layer."""
        return self.vector("δ", layer, self.frame.delta(layer), self.network.sizes[layer])

    def b_vector(self, layer: int) -> Symbol:
        """The biases of a layer."""
        return self.vector("b", layer, self._layers[layer - 1][1], self.network.sizes[layer])

    def w_matrix(self, layer: int) -> Symbol:
        """The weights of a layer."""
        return self.vector("w", layer, self._layers[layer - 1][0], 0)

    def y_vector(self) -> Symbol:
        """The target."""
        return self.vector("y", -1, self.frame.y, len(self.frame.y))

    # Functions

    def activation(self, layer: int) -> Activation:
        """The entry of a layer's activation function."""
        return ACTIVATIONS[self.network.activations[layer - 1]]

    def sigma(self, layer: int, argument: Expr) -> Expr:
        """The layer's activation function, applied; one without a name is not written."""
        activation = self.activation(layer)
        if not activation.plain:
            return argument
        name, slope = scripted(activation.plain), _slope_function(activation)
        return Call(name, argument, activation.value, slope, activation.is_positive[0])

    def sigma_prime(self, layer: int, argument: Expr) -> Expr:
        """The derivative of the layer's activation function, applied; 1 for one that is not written."""
        activation = self.activation(layer)
        if not activation.plain:
            value = argument.value()
            return Number(1.0) if not isinstance(value, np.ndarray) else Symbol(UNIT, np.ones_like(value), fixed=True)
        slope = _slope_function(activation)
        assert slope is not None, f"{activation.name} has no element-wise derivative"
        return Call(primed(scripted(activation.plain)), argument, slope, is_positive=activation.is_positive[1], is_slope=True)

    def function_name(self, layer: int) -> Node:
        """f; with the layer's number where not all layers of neurons compute alike."""
        kinds = {name for name in self.network.activations if ACTIVATIONS[name].is_elementwise}
        if len(kinds) == 1 or not self.dress.has_numbers:
            return scripted("f")
        return scripted("f", below=str(layer))

    def has_slope(self, layer: int) -> bool:
        """Whether σ′ is a factor that is worth writing."""
        return bool(self.activation(layer).plain)

    def softmax(self, j: int, z: list[Expr]) -> Expr:
        """The j-th share of softmax, written out."""
        return Share(tuple(z), j)

    def summands(self, layer: int, make: Callable[[int], Expr], values: Array | None) -> list[Expr]:
        """Terms over the neurons of a layer; of many only those that are written are put together, the others are numbers."""
        count = self.network.sizes[layer]
        written = {i for i in Style(whole=self._whole).shown(count) if i is not None}
        hidden = np.full(count, _UNKNOWN) if values is None else values
        return [make(i) if i in written else unnamed(float(hidden[i])) for i in range(count)]

    # Names

    def pattern(self, index: str, *factors: tuple[str, int, str]) -> Pattern:
        """Σ over an index of factors, each as its letter, layer and indices: Σ_{k=1}^{2} w^2_{1k} a^1_k."""
        words = (scripted(self.naming.letter(letter), str(layer), below) for letter, layer, below in factors)
        every = self.network.sizes[next(layer for _, layer, below in factors if below == index)]
        return Pattern(every, summed(f"{index}=1", times(*words), until=str(every)))

    def name(self, letter: str, layer: int, indices: tuple[int, ...]) -> Node:
        """A quantity's name; indices from 0."""
        return scripted(*self.naming.symbol(letter, layer, tuple(index + 1 for index in indices)))

    def _outer(self, key: Key, value: float) -> Symbol:
        """An input or a target."""
        letter, _, below = self.naming.parts(key)
        return Symbol(scripted(letter, below=below), value, key)

    def _neuron(self, letter: str, layer: int, j: int, values: Array | None, key: Key) -> Symbol:
        if self.is_linear and layer == 0 and letter == "a":
            return Symbol(scripted("x"), float(self.frame.x[0]), key)
        return Symbol(self.name(letter, layer, (j,)), _UNKNOWN if values is None else float(values[j]), key)

    def _of_parameter(
        self,
        named: Callable[[Node], Node],
        layer: int,
        j: int,
        k: int | None,
        pairs: tuple[Array, Array] | list[tuple[Array, Array]] | None,
    ) -> Symbol:
        inner = self.parameter(layer, j, k)
        return Symbol(named(inner.name), _pick(pairs, layer, j, k), inner.key)

    def _split(self, p: Array | None) -> list[tuple[Array, Array]] | None:
        return None if p is None else self.network.layers(p)


def ratio(above: Symbol, below: Symbol, value: Value) -> Symbol:
    """∂above/∂below with its value."""
    return Symbol(quotient(above.name, below.name), value, below.key or above.key)


MAX_EXAMPLES = 24
"""Of a larger batch the examples' gradients are not written out one by one."""


def _pick(pairs: tuple[Array, Array] | list[tuple[Array, Array]] | None, layer: int, j: int, k: int | None) -> Value:
    if pairs is None:
        return _UNKNOWN
    weights, biases = pairs if isinstance(pairs, tuple) else pairs[layer - 1]
    return float(biases[j] if k is None else weights[j, k])


def _slope_function(activation: Activation) -> Callable[[Array], Array] | None:
    """σ′ as a function of z alone; None if it is not element-wise."""
    value, slope = activation.value, activation.slope
    return None if slope is None else lambda z: slope(z, value(z))


@lru_cache(maxsize=2)
def _example_gradients(frame: Frame) -> list[Array]:
    """The gradient of each example of the frame's update."""
    data = frame.scenario.train
    return [frame.scenario.passed(frame.p_before, data.x[i], data.y[i]).gradient for i in frame.examples]
