"""What a network computes of its inputs, in raw values: of one input a curve, of two a map with the line that decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visprop.engine.accuracy import classes, midpoint
from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, least_range
from visprop.scenario.data.data import Data
from visprop.scenario.data.scaling import scaled
from visprop.scenario.scenario import Scenario

CURVE_GRID, MAP_GRID = 241, 81
"""At how many places a curve is computed, and a map along each side."""
ROOM = 0.06
"""How much further than the examples it goes at each side, in their range."""
MOST_CURVES = 6
"""Of more outputs only the first are drawn."""


@dataclass(frozen=True, eq=False)
class Outputs:
    """The outputs over a range of raw inputs.

    Attributes:
        data: the examples.
        xs: the first input, n numbers.
        ys: the second, m numbers; empty where there is only one.
        values: raw outputs of shape (n, n_L), or (m, n, n_L).
        middle: what divides two classes that one output tells; None where the targets are no such classes.
        is_classes: whether each output tells one class.
    """

    data: Data
    xs: Array
    ys: Array
    values: Array
    middle: float | None
    is_classes: bool

    @property
    def is_graded(self) -> bool:
        """Whether targets that are no classes are to stand on the scale of a map."""
        return self.is_map and self.middle is None and not self.is_classes

    @property
    def is_map(self) -> bool:
        """Whether there are two inputs."""
        return len(self.ys) > 0


def places(scenario: Scenario) -> float:
    """At how many places the outputs are computed; 0 where they are not drawn, as there are more than two inputs."""
    inputs = scenario.network.sizes[0]
    return 0.0 if inputs > 2 else float(CURVE_GRID if inputs == 1 else MAP_GRID**2)


def outputs_of(scenario: Scenario, p: Array) -> Outputs:
    """The outputs at p over the examples' range; the network has one input or two."""
    network, data = scenario.network, scenario.data
    x, y = data.raw
    count = CURVE_GRID if network.sizes[0] == 1 else MAP_GRID
    axes = [_range(column, count) for column in x.T]
    inputs = axes[0][:, None] if len(axes) == 1 else np.stack(np.meshgrid(axes[0], axes[1]), axis=-1)
    values = raw_outputs(scenario, p, inputs)
    are_classes = classes(y) is not None
    middle = midpoint(y) if are_classes and y.shape[1] == 1 else None
    ys = axes[1] if len(axes) == 2 else np.empty(0)
    return Outputs(data, axes[0], ys, values, middle, are_classes and y.shape[1] > 1)


def raw_outputs(scenario: Scenario, p: Array, x: Array) -> Array:
    """Outputs as the data are given, for raw inputs of shape (…, n_0); they may be beyond float64."""
    scaling = scenario.data.scaling
    if scaling is None:
        return scenario.network.forward(p, x)
    shift, spread = scaling.y
    with np.errstate(over="ignore", invalid="ignore"):
        return scenario.network.forward(p, scaled(x, scaling.x)) * spread + shift


def _range(values: Array, count: int) -> Array:
    low, high = (float(np.clip(end, -HIGHEST, HIGHEST)) for end in (np.min(values), np.max(values)))
    room = ROOM * (high - low) or 0.5
    return np.linspace(*least_range(low - room, high + room), count)


def ask_outputs(scenario: Scenario, p: Array, ask: Callable[..., Outputs | None]) -> Outputs | None:
    """The outputs of a moment by way of whoever computes what takes long; None while they are being computed."""
    return ask(p, "outputs", places(scenario) / len(scenario.train), lambda: outputs_of(scenario, p))
