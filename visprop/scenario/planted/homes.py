"""Scenarios in which planted errors are seen: the built-in ones, a little changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.draws import uniform
from visprop.engine.network import Network
from visprop.scenario.scenario import Scenario

Named = Callable[[str], Scenario]
"""The built-in scenario of a name."""


def of(name: str, **training: Any) -> Callable[[Named], Scenario]:
    """A built-in scenario with some training settings changed."""

    def made(named: Named) -> Scenario:
        found = named(name)
        return found.with_training(replace(found.training, **training)) if training else found

    return made


def with_network(
    name: str, sizes: tuple[int, ...], activations: tuple[str, ...], cost: str, **training: Any
) -> Callable[[Named], Scenario]:
    """A built-in scenario with another network, whose parameters have two decimals."""

    def made(named: Named) -> Scenario:
        found = of(name, **training)(named)
        network = Network(sizes, activations, cost)
        p = np.round(uniform((7,), -1.0, 1.0, network.parameter_count), 2)
        return replace(found, network=network, p0=p, frozen=(), tied=())

    return made


def with_ties(name: str, *groups: tuple[str, ...]) -> Callable[[Named], Scenario]:
    """A built-in scenario in which groups of parameters are tied."""

    def made(named: Named) -> Scenario:
        found = replace(named(name), tied=groups)
        return found.with_parameters(found.settled(found.p0))

    return made


def with_frozen(name: str, *frozen: str) -> Callable[[Named], Scenario]:
    """A built-in scenario in which parameters are frozen."""
    return lambda named: replace(named(name), frozen=frozen)


# What a scenario has to have for an error.


def hidden(scenario: Scenario) -> range:
    """The hidden layers."""
    return range(1, scenario.network.depth)


def has_hidden(scenario: Scenario) -> bool:
    """Whether there is a hidden layer."""
    return scenario.network.depth > 1


def is_square(scenario: Scenario, layer: int) -> bool:
    """Whether a layer has as many neurons as the one before it, and more than one."""
    sizes = scenario.network.sizes
    return sizes[layer] == sizes[layer - 1] > 1


def has_activation(*names: str) -> Callable[[Scenario], bool]:
    """Whether a hidden layer has one of some activations."""
    return lambda scenario: any(name in names for name in scenario.network.activations[:-1])


def is_bent(scenario: Scenario, layer: int) -> bool:
    """Whether the slope of a layer is not 1 everywhere."""
    name = scenario.network.activations[layer - 1]
    return name != "identity" and ACTIVATIONS[name].is_elementwise


def has_batches(scenario: Scenario) -> bool:
    """Whether an update takes several examples."""
    return scenario.schedule.size > 1


def trained_by(*names: str) -> Callable[[Scenario], bool]:
    """Whether the optimiser is one of some, whose rules errors are about."""
    return lambda scenario: scenario.training.optimiser in names
