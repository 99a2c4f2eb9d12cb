"""The same experiment with other numbers."""

from __future__ import annotations

import numpy as np

from visprop.engine.draws import uniform
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario

_DECIMALS = 2
_DRAWN = 0x5EE7
"""Tells these draws from all others of a seed."""


def variant(run: Run, number: int, seed: int) -> Run:
    """The first is the run itself; another begins with weights and biases of two decimals, drawn from a seed and its number."""
    return run if number == 1 else Run(drawn(run.scenario, (seed, number - 1)))


def drawn(scenario: Scenario, seed: tuple[int, ...]) -> Scenario:
    """A scenario with weights and biases of two decimals, drawn from a seed."""
    first, *further = seed
    p = np.round(uniform((first, _DRAWN, *further), -1.0, 1.0, scenario.p0.size), _DECIMALS)
    # What is frozen stays, what is tied has one value.
    return scenario.with_parameters(np.where(scenario.free, scenario.settled(p), scenario.p0))
