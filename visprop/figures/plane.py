"""Which plane of parameter space the landscape shows, and φ over it."""

from __future__ import annotations

import numpy as np

from visprop.engine.activations import Array
from visprop.engine.backprop import mean_gradient
from visprop.engine.landscape import Plane, surface
from visprop.figures.landscape import Landscape
from visprop.figures.shapes import Points
from visprop.scenario.scenario import Scenario
from visprop.timeline.history import History

GRID = 101
"""Grid points a side."""


def default_axes(scenario: Scenario) -> tuple[str, str]:
    """The two parameters whose gradient is largest where the training starts; frozen ones only where there are no others."""
    gradient = np.abs(mean_gradient(scenario.network, scenario.p0, scenario.data.x, scenario.data.y))
    order = np.argsort(np.where(scenario.free, gradient, -1.0), kind="stable")
    names = scenario.network.names
    return names[order[-1]], names[order[-2]]


def landscape_range(path: Points) -> tuple[tuple[float, float], tuple[float, float]]:
    """The range of both axes: the whole path with a margin, and at least 1 to each side of the middle.

    Both are equally long, so that −∇φ stands at right angles to the contours. Middle and length are round, so that the plane
    need not be computed anew at every update.
    """
    low, high = path.min(axis=0), path.max(axis=0)
    reach = float(2.0 ** (np.ceil(2 * np.log2(max(1.0, 0.7 * float((high - low).max())))) / 2))
    middle = np.round((low + high) / 2 / (reach / 4)) * (reach / 4)
    x, y = float(middle[0]), float(middle[1])
    return (x - reach, x + reach), (y - reach, y + reach)


def axis_indices(scenario: Scenario, axes: tuple[str, str]) -> tuple[int, int]:
    """The indices in p of two parameters.

    Raises:
        ValueError: one of them is no single parameter of this network, or both are the same.
    """
    selected = [scenario.network.select(name) for name in axes]
    for name, indices in zip(axes, selected, strict=True):
        if len(indices) != 1:
            raise ValueError(f"{name!r} is not a single parameter, such as w2[1,2] or b1[1]")
    first, second = int(selected[0][0]), int(selected[1][0])
    if first == second:
        raise ValueError("the landscape needs two different parameters")
    return first, second


def slope_at(scenario: Scenario, p: Array, axes: tuple[str, str]) -> tuple[float, float]:
    """∂φ/∂ of two parameters at p."""
    gradient = mean_gradient(scenario.network, p, scenario.data.x, scenario.data.y)
    first, second = axis_indices(scenario, axes)
    return float(gradient[first]), float(gradient[second])


def landscape_at(history: History, update: int, axes: tuple[str, str], grid: int = GRID) -> Landscape:
    """The landscape through p after an update, with the path up to there.

    Args:
        history: of the training.
        update: how many updates are done.
        axes: the two parameters.
        grid: grid points a side.
    """
    scenario = history.scenario
    first, second = axis_indices(scenario, axes)
    _, parameters = history.parameters(update)
    path, p = parameters[:, [first, second]], parameters[-1]
    xs, ys = (np.linspace(low, high, grid) for low, high in landscape_range(path))
    plane = Plane.of_parameters(p, first, second)
    costs = surface(scenario.network, plane, xs - p[first], ys - p[second], scenario.data.x, scenario.data.y)
    return Landscape(axes, xs, ys, costs, path, slope_at(scenario, p, axes), update)
