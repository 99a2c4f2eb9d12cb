"""Why this gradient: every route from a parameter to the cost, its product, and their sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.expression.arithmetic import Product, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Symbol
from visprop.notation.layout.build import scripted
from visprop.notation.notations import components
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope, some
from visprop.timeline.frame import Frame

MAX_PATHS = 200
"""The most paths that are listed; where there are more, the largest are, and the rest is summed."""


@dataclass(frozen=True, eq=False)
class Route:
    """One path from a parameter to the cost.

    Attributes:
        layer: the parameter's layer.
        k: the input that the parameter weighs, from 0; None for a bias.
        neurons: the neuron it passes in each layer, from the parameter's own to the last, as indices from 0.
        quantities: the symbols of what it passes.
    """

    layer: int
    k: int | None
    neurons: tuple[int, ...]
    quantities: Quantities

    @cached_property
    def product(self) -> Expr:
        """The factors along it."""
        return Product(tuple(factor for _, factor in self.factors))

    @cached_property
    def factors(self) -> tuple[tuple[Key, Expr], ...]:
        """The same one by one, from the cost back to the parameter, each with the key of what it belongs to."""
        return tuple(_factors(self.quantities, self.layer, self.k, self.neurons))

    @property
    def edges(self) -> tuple[tuple[int, int, int], ...]:
        """The edges that it runs along, as (layer, j, k) with j and k from 0; a bias has none of its own."""
        first = [] if self.k is None else [(self.layer, self.neurons[0], self.k)]
        pairs = zip(self.neurons, self.neurons[1:], strict=False)
        return (*first, *((self.layer + i, after, before) for i, (before, after) in enumerate(pairs, start=1)))


@dataclass(frozen=True, eq=False)
class PathSum:
    """The gradient of one parameter as a sum over paths (the chain rule; the article's "Partial derivatives").

    Attributes:
        gradient: ∂c/∂w, with the engine's value.
        routes: the paths, the largest first.
        count: how many there are.
        total: what all of them add up to.
        multiplications: to form and add all the products.
        shared: with δ computed once for each neuron instead.
    """

    gradient: Symbol
    routes: tuple[Route, ...]
    count: int
    total: float
    multiplications: int
    shared: int

    def rows(self, most: int) -> Iterator[Equation]:
        """The largest paths with their products, a row each."""
        for i, route in enumerate(self.routes[:most]):
            left = Symbol(scripted("π", below=str(i + 1)), route.product.number(), path_key(i))
            yield Equation(left, route.product, " → ".join(str(neuron + 1) for neuron in route.neurons))

    def equation(self, most: int) -> Equation:
        """∂c/∂w = the products of the largest added up, and what the rest adds up to."""
        terms = [route.product for route in self.routes[:most]]
        if self.count > len(terms):
            terms.append(Symbol(scripted("rest"), self.total - sum(term.number() for term in terms)))
        return Equation(self.gradient, terms[0] if len(terms) == 1 else Sum(tuple(terms)), "paths")


def path_key(index: int) -> Key:
    """What stands for a path where it is pointed at, from 0: `path1` for the first, largest one."""
    return Key("path", index + 1)


@lru_cache(maxsize=4)
def path_sum(frame: Frame, key: Key, dress: Dress = NEURONS) -> PathSum:
    """The paths of a weight or bias (`w2[1,2]`, `b2[1]`); their numbers are known once its layer's δ is.

    Raises:
        ValueError: it is not a single parameter of the network.
    """
    q = Quantities(frame, dress)
    parts = [_from(q, place) for place in q.places.of(_single(frame, key))]
    last = parts[-1]
    # Once each δ is there, each further place takes its own product alone.
    shared = last.shared + sum(part.routes[0].k is not None for part in parts[:-1])
    routes = [route for part in parts for route in part.routes]
    if len(parts) > 1:
        routes.sort(key=_size, reverse=True)
    count, total = sum(part.count for part in parts), sum(part.total for part in parts)
    multiplications = sum(part.multiplications for part in parts)
    return PathSum(last.gradient, tuple(routes[:MAX_PATHS]), count, total, multiplications, shared)


def _size(route: Route) -> float:
    """How large its product is; what is not known comes last."""
    value = abs(route.product.number())
    return value if value == value else -1.0


def _from(q: Quantities, place: Key) -> PathSum:
    """The paths from one place of a parameter."""
    layer, j, k = components.at(place)
    routes = tuple(Route(layer, k, neurons, q) for neurons in _largest(q, layer, j))
    count = prod(q.network.sizes[layer + 1 :])
    total = _through(q, layer, q.network.depth, j) * (1.0 if k is None else q.a(layer - 1, k).number())
    factors = len(routes[0].product.parts()) or 1
    return PathSum(q.gradient(layer, j, k), routes, count, total, count * (factors - 1), _shared(q, layer, k))


def _single(frame: Frame, key: Key) -> Key:
    """The key itself, if it is a single parameter of the network; else an error."""
    frame.scenario.network.single(key)
    return key


def _factors(q: Quantities, layer: int, k: int | None, neurons: tuple[int, ...]) -> Iterator[tuple[Key, Expr]]:
    """(a − y) σ′(z^L) w^L σ′(z^{L−1}) … w^{l+1} σ′(z^l) a_k, from the cost back to the parameter."""
    last = neurons[-1]
    yield from zip(
        (Key("y", 0, (last + 1,)), Key.unit(q.network.depth, last + 1)), components.output_factors(q, last), strict=False
    )
    for at in range(q.network.depth - 1, layer - 1, -1):
        i, after = neurons[at - layer], neurons[at - layer + 1]
        yield Key.weight(at + 1, after + 1, i + 1), q.w(at + 1, after, i)
        if q.has_slope(at):
            yield Key.unit(at, i + 1), q.sigma_prime(at, components.argument(q, at, i))
    if k is not None:
        yield Key.unit(layer - 1, k + 1), q.a(layer - 1, k)


def _slopes(q: Quantities, layer: int) -> Array:
    """σ′ of each neuron of a layer; NaN while it is not known."""
    return np.broadcast_to(q.sigma_prime(layer, q.z_vector(layer)).value(), q.network.sizes[layer])


def _outputs(q: Quantities) -> Array:
    """What reaches each output from the cost: δ of the last layer, as the product that is written."""
    count = q.network.sizes[q.network.depth]
    return np.array([prod(factor.number() for factor in components.output_factors(q, i)) for i in range(count)])


def _largest(q: Quantities, layer: int, j: int) -> list[tuple[int, ...]]:
    """The largest paths from a neuron on, by magnitude, without visiting all: of each neuron the largest few are enough."""
    depth, sizes, layers = q.network.depth, q.network.sizes, q.network.layers(q.frame.p_before)
    # Of each neuron the magnitudes of so many paths, of shape (n, r), and the neurons that they pass, of shape (n, r, steps).
    size, route = np.abs(_outputs(q))[:, None], np.arange(sizes[depth])[:, None, None]
    for at in range(depth - 1, layer - 1, -1):
        neurons = np.arange(sizes[at]) if at > layer else np.array([j])
        weight = np.abs(layers[at][0][:, neurons].T * _slopes(q, at)[neurons, None])
        longer = (weight[:, :, None] * size).reshape(len(neurons), -1)
        best = _best(longer)
        after, rank = np.divmod(best, size.shape[1])
        size = np.take_along_axis(longer, best, axis=1)
        first = np.broadcast_to(neurons[:, None, None], (*best.shape, 1))
        route = np.concatenate((first, route[after, rank]), axis=2)
    found = route[j] if layer == depth else route[0]
    return [tuple(map(int, neurons)) for neurons in found]


def _best(sizes: Array) -> NDArray[np.intp]:
    """Of each row the indices of the largest `MAX_PATHS`, the largest first; of equal ones the first."""
    if sizes.shape[1] > MAX_PATHS:
        chosen = np.sort(np.argpartition(-sizes, MAX_PATHS, axis=1)[:, :MAX_PATHS], axis=1)
    else:
        chosen = np.broadcast_to(np.arange(sizes.shape[1]), sizes.shape)
    order = np.argsort(-np.take_along_axis(sizes, chosen, axis=1), axis=1, kind="stable")
    found: NDArray[np.intp] = np.take_along_axis(chosen, order, axis=1)
    return found


def _through(q: Quantities, layer: int, depth: int, j: int) -> float:
    """The sum over all paths from a neuron to the cost, layer by layer."""
    sums, layers = _outputs(q), q.network.layers(q.frame.p_before)
    for at in range(depth - 1, layer - 1, -1):
        sums = _slopes(q, at) * (layers[at][0].T @ sums)
    return float(sums[j])


def _shared(q: Quantities, layer: int, k: int | None) -> int:
    """Multiplications where each neuron's δ is computed once."""
    sizes, depth = q.network.sizes, q.network.depth
    if layer == depth:
        return len(components.output_factors(q, 0)) - 1 + (k is not None)
    total = sizes[depth] * (len(components.output_factors(q, 0)) - 1)
    for at in range(depth - 1, layer - 1, -1):
        neurons = sizes[at] if at > layer else 1
        total += neurons * (sizes[at + 1] + q.has_slope(at))
    return total + (k is not None)


def derivation(q: Quantities, key: Key, notation: Notation = COMPONENTS, whole: bool = True) -> Iterator[Equation]:
    """From the cost down to one parameter, step by step, in a notation; of large layers some neurons, if not all are wanted.

    Raises:
        ValueError: it is not a single parameter of the network.
    """
    frame, written = q.frame, written_in(q.dress, notation)
    places = q.places.of(_single(frame, key))
    network, cost_line, last = frame.scenario.network, frame.program.lines[frame.program.cost_line], places[-1]
    yield from written.equations(q, cost_line, Scope.for_line(network.sizes, cost_line, None, whole=True))
    for layer in range(network.depth, last.layer, -1):
        needed = {place.j - 1 for place in places if place.layer == layer}
        yield from written.passed(q, layer, sorted({*some(network.sizes[layer], whole), *needed}))
    yield from written.passed(q, last.layer, sorted({place.j - 1 for place in places if place.layer == last.layer}))
    yield from written.slope(q, *components.at(last))


def path_count(q: Quantities, key: Key) -> int:
    """How many paths lead from a parameter to the cost."""
    return sum(prod(q.network.sizes[place.layer + 1 :]) for place in q.places.of(_single(q.frame, key)))
