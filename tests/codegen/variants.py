"""Trainings of all kinds, to be written as scripts: every activation, cost, optimiser, schedule, penalty, and a run gone on."""

from __future__ import annotations

from dataclasses import replace

from tests.random_networks import constrained_scenario, random_scenario
from visprop.codegen.cells import Unwritable
from visprop.codegen.facts import Facts
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import EtaSchedule
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.diverged import Diverged
from visprop.timeline.timeline import Timeline

SCHEDULES = (EtaSchedule(), EtaSchedule("step", 2, 0.5), EtaSchedule("inverse", 3))


def builtin_facts() -> dict[str, Facts]:
    """Each built-in scenario; of the largest, few updates."""
    found = {name: open_scenario(name) for name in builtin_names()}
    return {name: Facts(Run(one), 5 if one.p0.size > 1000 else 40) for name, one in found.items()}


def variant(seed: int) -> Facts | None:
    """A training drawn from a seed; None where it comes to numbers that nothing can be asserted of."""
    make = constrained_scenario if seed % 2 else random_scenario
    scenario = make(seed)
    optimiser = list(OPTIMISERS)[seed // 2 % len(OPTIMISERS)]
    training = replace(scenario.training, optimiser=optimiser, eta=0.05, eta_schedule=SCHEDULES[seed // 3 % len(SCHEDULES)])
    run = Run(scenario.with_training(training))
    try:
        return Facts(_gone_on(run) if seed % 5 == 0 else run, 7)
    except (Unwritable, Diverged):
        return None


def _gone_on(run: Run) -> Run:
    """The run that goes on after three updates."""
    timeline = Timeline(run)
    return timeline.run_at(timeline.frame(timeline.walk.update_end(3)))


def variants(seeds: range) -> dict[str, Facts]:
    """Those of some seeds of which something can be asserted."""
    found = {f"variant-{seed}": variant(seed) for seed in seeds}
    return {name: facts for name, facts in found.items() if facts is not None}


def covered(facts: dict[str, Facts]) -> dict[str, set[str]]:
    """What occurs in them, by the registries."""
    scenarios = [one.scenario for one in facts.values()]
    return {
        "activations": {name for one in scenarios for name in one.network.activations},
        "costs": {one.network.cost for one in scenarios},
        "optimisers": {one.training.optimiser for one in scenarios},
        "rates": {one.training.eta_schedule.rule for one in scenarios},
        "strategies": {one.training.strategy for one in scenarios},
        "others": {
            *({"tied"} if any(one.tied for one in scenarios) else ()),
            *({"frozen"} if any(one.frozen for one in scenarios) else ()),
            *({"l1"} if any(one.training.l1 for one in scenarios) else ()),
            *({"l2"} if any(one.training.l2 for one in scenarios) else ()),
            *({"gone on"} if any(one.run.memory for one in facts.values()) else ()),
        },
    }
