"""The same experiment with other numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visprop.engine.draws import uniform
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario

_DECIMALS = 2
_DRAWN = 0x5EE7
"""Tells these draws from all others of a seed."""


def variants(run: Run, count: int, seed: int) -> Iterator[Run]:
    """The run itself, and others that begin with weights and biases of two decimals, drawn from a seed and their number."""
    yield run
    for number in range(1, count):
        yield variant(run, number, seed)


def variant(run: Run, number: int, seed: int = 0) -> Run:
    """One of them, by its number from 0, which is the run itself."""
    return Run(_drawn(run.scenario, (seed, _DRAWN, number))) if number else run


def _drawn(scenario: Scenario, seed: tuple[int, ...]) -> Scenario:
    p = np.round(uniform(seed, -1.0, 1.0, scenario.p0.size), _DECIMALS)
    # What is frozen stays, what is tied has one value.
    return scenario.with_parameters(np.where(scenario.free, scenario.settled(p), scenario.p0))
