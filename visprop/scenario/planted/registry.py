"""The registry of planted errors, and which of them can be found in a scenario."""

from __future__ import annotations

import numpy as np

from visprop.engine.registry import Registry
from visprop.scenario.builtin import open_scenario
from visprop.scenario.planted.error import PlantedError
from visprop.scenario.planted.errors_of_pass import PASS_ERRORS
from visprop.scenario.planted.errors_of_update import UPDATE_ERRORS
from visprop.scenario.planted.planted_scenario import PlantedScenario
from visprop.scenario.scenario import Scenario

_SEEN = 0.02
"""An error that changes no number by more than this share of it is not set as a task: four digits hardly show it."""
_LEAST = 1e-3
"""Nor one that changes only numbers smaller than this share of the largest."""
_TRIED = 4
"""In so many updates it is to be seen."""


def is_seen(scenario: Scenario, error: PlantedError) -> bool:
    """Whether an error fits a scenario and moves its parameters visibly otherwise, in the first updates."""
    if not error.fits(scenario):
        return False
    count = max(_TRIED, min(scenario.schedule.updates_per_epoch, 2 * _TRIED))
    start = np.concatenate((scenario.p0, *(np.zeros_like(scenario.p0) for _ in scenario.optimiser.memory)))
    right, wrong = (
        one.descent().stations(start, 0, (1,) * count)[:, : scenario.p0.size] - scenario.p0
        for one in (scenario, PlantedScenario.of(scenario, error))
    )
    with np.errstate(invalid="ignore"):
        apart = np.abs(right - wrong)
        return bool(((apart > _SEEN * np.abs(right)) & (apart > _LEAST * np.max(np.abs(right)))).any())


def prove(error: PlantedError) -> None:
    """Plant an error where it is at home.

    Raises:
        ValueError: it does not fit there, or changes nothing that is seen.
    """
    home = error.home(open_scenario)
    if not error.fits(home):
        raise ValueError(f"the planted error {error.name!r}: it does not fit its home")
    if not is_seen(home, error):
        raise ValueError(f"the planted error {error.name!r}: it is not seen in its home")


ERRORS: Registry[PlantedError] = Registry((*PASS_ERRORS, *UPDATE_ERRORS), prove)
"""Every planted error by its name."""


def seen_in(scenario: Scenario) -> tuple[PlantedError, ...]:
    """The errors that can be found in a scenario."""
    return tuple(error for error in ERRORS.values() if is_seen(scenario, error))
