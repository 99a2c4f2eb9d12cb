"""Examples that are made: data sets drawn from a seed, and samples of a function."""

from __future__ import annotations

import numpy as np

from visprop.engine.draws import uniform
from visprop.scenario.data.data import Data, FunctionData, MadeData
from visprop.scenario.data.datasets import DATASETS
from visprop.scenario.data.function import Function

_PART = 1
"""What is drawn with a seed of data, beside the seed itself."""


def made_data(source: MadeData, outputs: int) -> Data:
    """A made-up data set; with one output the target is one of two values, with two it is that of the class's own output."""
    x, label = DATASETS[source.dataset].make((source.seed, _PART), source.points, source.noise)
    low, high = source.targets
    chosen = label[:, None] if outputs == 1 else np.eye(2)[label]
    y = low + (high - low) * chosen.astype(np.float64)
    return Data(x, y, source)


def function_data(source: FunctionData, inputs: int) -> Data:
    """Samples of a typed function.

    Raises:
        ValueError: the function cannot be read, or has no finite value somewhere.
    """
    function = Function(source.function, inputs)
    evenly = np.linspace(0.0, 1.0, source.points)[:, None]
    x = evenly if inputs == 1 else uniform((source.seed, _PART), 0.0, 1.0, (source.points, inputs))
    y = function(x)[:, None]
    if not np.isfinite(y).all():
        where = ", ".join(f"{value:.4g}" for value in x[~np.isfinite(y[:, 0])][0])
        raise ValueError(f"has no finite value at x = {where}")
    return Data(x, y, source)
