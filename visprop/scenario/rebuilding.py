"""Other networks made of one: what is kept is kept to the bit, what is new is drawn as initial parameters are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.costs import pair_of, partners
from visprop.engine.key import Key
from visprop.engine.network import MAX_DEPTH, MAX_LAYER, Network
from visprop.scenario.data.data import Data, GivenData
from visprop.scenario.fresh import HIDDEN, checked, fitting_output
from visprop.scenario.scenario import Scenario

_USUAL = "half_squared_error"
"""The cost that goes with every activation."""


@dataclass(frozen=True)
class Plan:
    """Where the units of a new network come from.

    Attributes:
        network: the new structure.
        layers: for layers 0 … L of the new one the layer that it was, or −1 if it is new.
        units: for each of them and each unit the unit that it was, from 0, or −1 if it is new.
    """

    network: Network
    layers: tuple[int, ...]
    units: tuple[NDArray[np.intp], ...]


def _as_it_is(network: Network) -> tuple[list[int], list[NDArray[np.intp]]]:
    return list(range(network.depth + 1)), [np.arange(n) for n in network.sizes]


def _check_has(network: Network, layer: int, first: int = 0) -> None:
    if not first <= layer <= network.depth:
        raise ValueError(f"there is no layer {layer}")


def with_unit(scenario: Scenario, layer: int) -> Scenario:
    """One unit more in a layer, after the others; an input or output is a new column of the data, 0 in every row.

    Raises:
        ValueError: there is no such layer, or it is full.
    """
    network = scenario.network
    _check_has(network, layer)
    if network.sizes[layer] >= MAX_LAYER:
        raise ValueError(f"a layer has at most {MAX_LAYER} units")
    layers, units = _as_it_is(network)
    units[layer] = np.append(units[layer], -1)
    return _built(scenario, layers, units, network.activations)


def without_unit(scenario: Scenario, layer: int, unit: int = 0) -> Scenario:
    """A layer without one unit, from 1, or without its last; an input or output takes its column of the data with it.

    Raises:
        ValueError: there is no such layer, or it is its only unit.
    """
    network = scenario.network
    _check_has(network, layer)
    if network.sizes[layer] < 2:
        raise ValueError("a layer has at least one unit")
    if not 0 <= unit <= network.sizes[layer]:
        raise ValueError(f"layer {layer} has no unit {unit}")
    layers, units = _as_it_is(network)
    units[layer] = np.delete(units[layer], (unit or network.sizes[layer]) - 1)
    return _built(scenario, layers, units, network.activations)


def with_layer(scenario: Scenario, before: int) -> Scenario:
    """A new hidden layer before a layer from 1 on, with as many neurons as the larger of its neighbours, but at most 8.

    Two at the least, but one in a row of neurons, which goes on as a row.

    Raises:
        ValueError: there is no such layer, or there are as many as there may be.
    """
    network = scenario.network
    _check_has(network, before, first=1)
    if network.depth >= MAX_DEPTH:
        raise ValueError(f"a network has at most {MAX_DEPTH} layers")
    layers, units = _as_it_is(network)
    is_row = network.depth > 1 and set(network.sizes) == {1}
    count = min(8, max(1 if is_row else 2, network.sizes[before - 1], network.sizes[before]))
    layers.insert(before, -1)
    units.insert(before, np.full(count, -1))
    hidden = network.activations[:-1]
    # It acts as its neighbour does.
    activation = hidden[min(before, len(hidden)) - 1] if hidden else HIDDEN
    return _built(scenario, layers, units, (*network.activations[: before - 1], activation, *network.activations[before - 1 :]))


def without_layer(scenario: Scenario, layer: int) -> Scenario:
    """Without a hidden layer; the weights of the next one, which see other units now, are drawn.

    Raises:
        ValueError: it is no hidden layer.
    """
    network = scenario.network
    if not 0 < layer < network.depth:
        raise ValueError("only a hidden layer can be taken away")
    layers, units = _as_it_is(network)
    del layers[layer], units[layer]
    return _built(scenario, layers, units, (*network.activations[: layer - 1], *network.activations[layer:]))


def with_activation(scenario: Scenario, layer: int, name: str) -> Scenario:
    """Another activation of a layer; where the cost does not go with it, it becomes half the squared error.

    Raises:
        ValueError: it belongs elsewhere, or the targets do not suit it.
    """
    network = scenario.network
    _check_has(network, layer, first=1)
    activations = (*network.activations[: layer - 1], name, *network.activations[layer:])
    cost = network.cost if pair_of(activations[-1], network.cost, network.sizes[-1]) is not None else _USUAL
    return checked(replace(scenario, network=Network(network.sizes, activations, cost)))


def with_cost(scenario: Scenario, name: str) -> Scenario:
    """Another cost; where the last activation does not go with it, it becomes one that does.

    Raises:
        ValueError: the targets do not suit it.
    """
    network = scenario.network
    last = network.activations[-1]
    if pair_of(last, name, network.sizes[-1]) is None:
        # Several outputs that share one class are what softmax is for; one output is a probability.
        fitting = partners(name)
        last = "softmax" if "softmax" in fitting and network.sizes[-1] > 1 else fitting[0]
    return checked(replace(scenario, network=Network(network.sizes, (*network.activations[:-1], last), name)))


def with_rows(scenario: Scenario, x: Array, y: Array) -> Scenario:
    """Other rows of the same columns, as raw values.

    Raises:
        ValueError: the targets do not suit the cost, or there are too many or too few.
    """
    return checked(replace(scenario, data=scenario.data.with_rows(x, y)))


def with_examples(scenario: Scenario, data: Data) -> Scenario:
    """Other examples; where they have other columns, the first or last layer is drawn anew, and what fits the targets is taken.

    Raises:
        ValueError: they cannot be split or scaled as the ones before.
    """
    network = scenario.network
    layers, units = _as_it_is(network)
    n_in, n_out = data.x.shape[1], data.y.shape[1]
    if n_in != network.sizes[0]:
        units[0] = np.full(n_in, -1)
    if n_out != network.sizes[-1]:
        units[-1] = np.full(n_out, -1)
    last, cost = network.activations[-1], network.cost
    if n_out != network.sizes[-1] or network.pair.refuse_targets(data.y) or not _can_reach(last, data.y):
        last, cost = fitting_output(data)
    bare = replace(scenario, data=data, network=Network(network.sizes, (*network.activations[:-1], last), cost))
    return _rebuilt(bare, data, layers, units, bare.network.activations)


def _can_reach(activation: str, y: Array) -> bool:
    """Whether an activation comes near all targets: one that is bounded does not go beyond its bounds."""
    found = ACTIVATIONS[activation]
    if not found.is_bounded or not found.is_elementwise:
        return True
    low, high = found.value(np.array([-1e3, 1e3]))
    return bool(low <= float(np.min(y)) and float(np.max(y)) <= high)


# New parameters where something is new


def _built(
    scenario: Scenario, layers: Sequence[int], units: Sequence[NDArray[np.intp]], activations: tuple[str, ...]
) -> Scenario:
    return _rebuilt(scenario, _columns(scenario.data, units[0], units[-1]), layers, units, activations)


def _rebuilt(
    scenario: Scenario,
    data: Data,
    layers: Sequence[int],
    units: Sequence[NDArray[np.intp]],
    activations: tuple[str, ...],
) -> Scenario:
    network = Network(tuple(map(len, units)), activations, scenario.network.cost)
    plan = Plan(network, tuple(layers), tuple(units))
    rename = _renaming(scenario.network, plan)
    frozen = _renamed(scenario.frozen, rename)
    tied = tuple(group for names in scenario.tied if len(group := _renamed(names, rename)) > 1 or _is_layer(group))
    bare = replace(scenario, network=network, p0=np.zeros(network.parameter_count), data=data, frozen=frozen, tied=tied)
    drawn = replace(bare.initial, seed=_seed_of_new(scenario)).draw(network, ())
    return checked(replace(bare, p0=bare.settled(_carried(scenario, plan, drawn))))


def _seed_of_new(scenario: Scenario) -> int:
    """The seed of what is added to a network: another one for other parameters, as what they were drawn from is theirs."""
    told = sha1(scenario.p0.tobytes()).digest()[:8]
    return scenario.initial.seed + ((int.from_bytes(told, "little") | 1) << 32)


def _carried(scenario: Scenario, plan: Plan, drawn: Array) -> Array:
    """The parameters of a new network: those that it had, and for the others what was drawn."""
    old, p = scenario.network.layers(scenario.p0), drawn.copy()
    for layer, (weights, biases) in enumerate(plan.network.layers(p), start=1):
        was, before = plan.layers[layer], plan.layers[layer - 1]
        if was < 1:
            continue
        rows = np.flatnonzero(plan.units[layer] >= 0)
        biases[rows] = old[was - 1][1][plan.units[layer][rows]]
        if before == was - 1:
            columns = np.flatnonzero(plan.units[layer - 1] >= 0)
            from_rows, from_columns = plan.units[layer][rows], plan.units[layer - 1][columns]
            weights[np.ix_(rows, columns)] = old[was - 1][0][np.ix_(from_rows, from_columns)]
    return p


def _renaming(network: Network, plan: Plan) -> Callable[[str], str | None]:
    """What a parameter's old name is called now; None if it is there no more."""
    layer_of = {was: layer for layer, was in enumerate(plan.layers) if was >= 0}
    places = [{int(was): i for i, was in enumerate(units) if was >= 0} for units in plan.units]

    def rename(name: str) -> str | None:
        key = Key.parse(name)
        layer = layer_of.get(key.number)
        if layer is None:
            return None
        if not key.indices:
            return str(Key(key.letter, layer))
        j = places[layer].get(key.j - 1)
        if j is None:
            return None
        if key.letter == "b":
            return str(Key.bias(layer, j + 1))
        # A weight is another one where its source is another layer.
        k = places[layer - 1].get(key.k - 1) if plan.layers[layer - 1] == key.number - 1 else None
        return None if k is None else str(Key.weight(layer, j + 1, k + 1))

    return rename


def _renamed(names: tuple[str, ...], rename: Callable[[str], str | None]) -> tuple[str, ...]:
    return tuple(new for name in names if (new := rename(name)) is not None)


def _is_layer(names: tuple[str, ...]) -> bool:
    return len(names) == 1 and not Key.parse(names[0]).indices


def _columns(data: Data, inputs: NDArray[np.intp], outputs: NDArray[np.intp]) -> Data:
    """The examples with other columns, new ones being 0; the same data if no column changes."""
    x, y = data.raw
    if np.array_equal(inputs, np.arange(x.shape[1])) and np.array_equal(outputs, np.arange(y.shape[1])):
        return data
    found = Data(
        _taken(x, inputs), _taken(y, outputs), GivenData(),
        _names(data.input_names, inputs, "x"), _names(data.target_names, outputs, "y"), data.test_rows, data.split,
    )  # fmt: skip
    return found if data.scaling is None else found.scaled_as(data.scaling.kind)


def _taken(values: Array, columns: NDArray[np.intp]) -> Array:
    found = np.zeros((len(values), len(columns)))
    kept = np.flatnonzero(columns >= 0)
    found[:, kept] = values[:, columns[kept]]
    return found


def _names(names: tuple[str, ...], columns: NDArray[np.intp], letter: str) -> tuple[str, ...]:
    if not names:
        return ()
    return tuple(names[at] if at >= 0 else f"{letter}{i}" for i, at in enumerate(columns.tolist(), start=1))
