"""What a network, or one hidden neuron, computes over its inputs, in raw values: of one a curve, of two a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from visprop.engine.accuracy import classes, midpoint
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import even_around
from visprop.scenario.data.data import Data, FunctionData
from visprop.scenario.data.function import Function
from visprop.scenario.data.scaling import scaled
from visprop.scenario.scenario import Scenario

CURVE_GRID, MAP_GRID = 241, 81
"""At how many places a curve is computed, and a map along each side."""
MOST_CURVES = 6
"""Of more outputs only the first are drawn."""


@dataclass(frozen=True)
class Probe:
    """What is looked at over which inputs.

    Attributes:
        axes: the inputs that vary, from 0: one for a curve, two for a map.
        row: the row of the data at whose values the others are held; None for the means of the training rows.
        neuron: the hidden neuron whose activation is looked at; None for the outputs.
    """

    axes: tuple[int, ...] = (0, 1)
    row: int | None = None
    neuron: Key | None = None


@dataclass(frozen=True, eq=False)
class Outputs:
    """The outputs over a range of raw inputs.

    Attributes:
        data: the examples.
        xs: the first input, n numbers.
        ys: the second, m numbers; empty where only one varies.
        values: raw outputs of shape (n, n_L), or (m, n, n_L); of a neuron its activation alone.
        middle: what divides two classes that one output tells; None where the targets are no such classes.
        is_classes: whether each output tells one class.
        probe: what is looked at.
        zero: of a neuron σ(0), its activation where z is 0; NaN for the outputs.
        held: all raw inputs, of shape (n_0,), as they are held where they do not vary.
        parts: for a curve what each neuron of the last hidden layer adds to z of the first output, and behind them the bias
            alone, of shape (n, n_{L−1} + 1), in raw units where z is the output; empty for a map, or without a hidden layer.
        weights: w_1k of each of these neurons, n_{L−1} numbers.
        is_sum: whether the output is the sum of the parts.
        target: the function g from which the examples are made, n numbers; empty where it is not known.
        has_bar: whether a bar says what the tints of a map stand for.
        has_key: whether it is said below it what marks and tints stand for.
    """

    data: Data
    xs: Array
    ys: Array
    values: Array
    middle: float | None
    is_classes: bool
    probe: Probe
    zero: float
    held: Array
    parts: Array
    weights: Array
    is_sum: bool
    target: Array
    has_bar: bool = False
    has_key: bool = True

    @property
    def is_graded(self) -> bool:
        """Whether targets that are no classes are to stand on the scale of a map."""
        return self.is_map and self.middle is None and not self.is_classes and self.probe.neuron is None

    @property
    def level(self) -> float | None:
        """What divides two classes; of a neuron the activation where z is 0; None for neither."""
        return self.middle if self.probe.neuron is None else self.zero

    @property
    def is_map(self) -> bool:
        """Whether there are two inputs."""
        return len(self.ys) > 0

    @property
    def places(self) -> tuple[Array, Array | None]:
        """Where each row lies along the inputs that vary."""
        x, axes = self.data.raw[0], self.probe.axes
        return x[:, axes[0]], x[:, axes[1]] if len(axes) > 1 else None


def places(scenario: Scenario) -> float:
    """At how many places the outputs are computed."""
    return float(CURVE_GRID if scenario.network.sizes[0] == 1 else MAP_GRID**2)


def fitting(scenario: Scenario, probe: Probe) -> Probe:
    """The same for a scenario: of one input there is one axis, and what it has not is left out.

    Raises:
        ValueError: an axis is none of its inputs.
    """
    inputs, neuron = scenario.network.sizes[0], probe.neuron
    is_hidden = neuron is not None and scenario.network.has(neuron) and neuron.number < scenario.network.depth
    axes = (0,) if inputs == 1 else probe.axes
    if max(axes) >= inputs:
        raise ValueError(f"the network has no input {max(axes) + 1}, but {inputs}")
    return Probe(axes, probe.row if inputs > 2 else None, neuron if is_hidden else None)


def outputs_of(scenario: Scenario, p: Array, probe: Probe | None = None) -> Outputs:
    """What is looked at, at p, over the examples' range; the outputs over the first two inputs, if nothing is said."""
    probe = fitting(scenario, probe or Probe())
    network, data, axes = scenario.network, scenario.data, probe.axes
    x, y = data.raw
    count = CURVE_GRID if len(axes) == 1 else MAP_GRID
    ranges = [even_around(x[:, at], count) for at in axes]
    varied = ranges[0][:, None] if len(axes) == 1 else np.stack(np.meshgrid(ranges[0], ranges[1]), axis=-1)
    train = x[data.train_rows]
    # Of very large numbers the sum might be too large for one.
    held = (train / len(train)).sum(axis=0) if probe.row is None else x[probe.row].copy()
    inputs = varied
    if network.sizes[0] > len(axes) or axes != tuple(range(len(axes))):
        inputs = np.broadcast_to(held, (*varied.shape[:-1], len(held))).copy()
        inputs[..., list(axes)] = varied
    are_classes = classes(y) is not None
    zero = np.nan
    if probe.neuron is None:
        values = raw_outputs(scenario, p, inputs)
    else:
        values = activations_of(scenario, p, inputs, probe.neuron.number)[..., [probe.neuron.j - 1]]
        zero = float(ACTIVATIONS[network.activations[probe.neuron.number - 1]].value(np.zeros(1))[0])
    is_curve = len(axes) == 1
    return Outputs(
        data, ranges[0], np.empty(0) if is_curve else ranges[1], values,
        midpoint(y) if are_classes and y.shape[1] == 1 else None, are_classes and y.shape[1] > 1, probe, zero, held,
        _parts(scenario, p, inputs) if is_curve and network.depth > 1 else np.empty((0, 0)),
        network.layers(p)[-1][0][0], network.activations[-1] == "identity", _target(data, inputs) if is_curve else np.empty(0),
    )  # fmt: skip


def _parts(scenario: Scenario, p: Array, x: Array) -> Array:
    """w_1k a_k of each neuron k of the last hidden layer, and the bias of the first output, of shape (n, n_{L−1} + 1)."""
    network, scaling = scenario.network, scenario.data.scaling
    weights, biases = network.layers(p)[-1]
    before = activations_of(scenario, p, x, network.depth - 1)
    with np.errstate(over="ignore", invalid="ignore"):
        found = np.column_stack((weights[0] * before, np.full(len(x), biases[0])))
        if scaling is None or network.activations[-1] != "identity":
            return found
        shift, spread = scaling.y
        found *= spread[0]
        found[:, -1] += shift[0]
        return found


def _target(data: Data, x: Array) -> Array:
    """The function that the examples are samples of; empty where it is not known."""
    if not isinstance(data.source, FunctionData):
        return np.empty(0)
    return Function(data.source.function, x.shape[-1])(x)


def activations_of(scenario: Scenario, p: Array, x: Array, layer: int) -> Array:
    """The activations of a layer from 1, of shape (…, n_l), for raw inputs of shape (…, n_0); they may be beyond float64."""
    scaling = scenario.data.scaling
    with np.errstate(over="ignore", invalid="ignore"):
        seen = x if scaling is None else scaled(x, scaling.x)
        found: Array = next(islice(scenario.network.passes(p, seen), layer - 1, None)).a
        return found


def raw_outputs(scenario: Scenario, p: Array, x: Array) -> Array:
    """Outputs as the data are given, for raw inputs of shape (…, n_0); they may be beyond float64."""
    scaling = scenario.data.scaling
    if scaling is None:
        return scenario.network.forward(p, x)
    shift, spread = scaling.y
    with np.errstate(over="ignore", invalid="ignore"):
        return scenario.network.forward(p, scaled(x, scaling.x)) * spread + shift


def ask_outputs(scenario: Scenario, p: Array, probe: Probe, ask: Callable[..., Outputs | None]) -> Outputs | None:
    """The outputs of a moment by way of whoever computes what takes long; None while they are being computed."""
    probe = fitting(scenario, probe)
    return ask(p, ("outputs", probe), places(scenario) / len(scenario.train), lambda: outputs_of(scenario, p, probe))
