"""A swarm beside the engine of one run, and beside TensorFlow Playground's algorithm: CPU time of a run's update, side by side.

Each ratio is told with what it is to be; where `node` is not installed, Playground's are left out. And the memory of a swarm, in
parameters of all its runs.
"""

from __future__ import annotations

import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

import numpy as np

from visprop.engine.swarm import Lockstep
from visprop.engine.swarm_fast import FastLockstep
from visprop.scenario.builtin import open_scenario
from visprop.scenario.scenario import Scenario
from visprop.scenario.stop import NEVER
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.piece import together
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from

ROUNDS = 7
_MEMORY = (
    ("two-neurons", 1024, 60), ("xor", 1024, 60), ("sine", 1024, 60), ("spiral", 1024, 20), ("digits", 64, 4),
    ("xor", 4096, 60), ("xor", 256, 60), ("spiral", 64, 20),
)  # fmt: skip
"""Scenarios, runs, and updates."""
PLAYGROUND = Path(__file__).with_name("playground.js")


class Case(NamedTuple):
    """A scenario, how many runs, how many updates of one run and of a swarm are timed, and which ratios are wanted."""

    scenario: Scenario
    runs: int
    alone: int
    updates: int
    exact: float
    fast: float
    playground: tuple[str, str, int] | None


def cases() -> list[Case]:
    """Two tiny networks and a small one, without conditions that end them."""

    def of(name: str, **training: object) -> Scenario:
        scenario = open_scenario(name)
        return scenario.with_training(replace(scenario.training, stop=NEVER, **training))  # type: ignore[arg-type]

    return [
        Case(of("two-neurons"), 1024, 4000, 400, 17.0, 75.0, ("2-2-2-2-2", "sigmoid", 1)),
        Case(of("xor"), 1024, 4000, 400, 17.0, 45.0, ("2-2-1", "tanh", 4)),
        Case(of("spiral", batch_size=10, shuffle=False), 256, 2000, 100, 5.0, 0.0, None),
    ]


def cpu(work: Callable[[], object]) -> float:
    """The CPU time that work takes, in seconds."""
    start = process_time()
    work()
    return process_time() - start


def lockstep(case: Case, kind: type[Lockstep], is_fast: bool) -> tuple[Lockstep, np.ndarray]:
    """As many runs together as a swarm of the case has in a piece, and their starts."""
    scenario = case.scenario
    plan = SwarmPlan(scenario, 1, (scenario.training.eta,), seeds_from(0, case.runs), 0.0, is_fast)
    count = min(case.runs, together(plan))
    p = np.array([plan.p_of(run) for run in range(count)])
    return kind(scenario.objective, scenario.schedule, np.full(count, scenario.training.eta), np.zeros(count, np.int64)), p


def playground(case: Case) -> float:
    """µs of an update of Playground's algorithm."""
    assert case.playground is not None
    sizes, activation, batch = case.playground
    words = ["node", str(PLAYGROUND), sizes, activation, str(batch), str(len(case.scenario.train)), "400000"]
    return float(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def measure(case: Case, has_node: bool) -> None:
    """Print the medians of interleaved rounds."""
    scenario, descent = case.scenario, case.scenario.descent()
    exact, fast = lockstep(case, Lockstep, False), lockstep(case, FastLockstep, True)
    ratios: dict[str, list[float]] = {name: [] for name in ("exact", "fast", "exact, Playground", "fast, Playground")}
    times: dict[str, list[float]] = {name: [] for name in ("alone", "exact", "fast", "Playground")}
    for _ in range(ROUNDS):
        times["alone"].append(cpu(lambda: descent.run(scenario.p0, 0, case.alone)) / case.alone)
        for name, (step, p) in (("exact", exact), ("fast", fast)):
            times[name].append(cpu(lambda step=step, p=p: step.run(p, 0, case.updates)) / case.updates / len(p))
            ratios[name].append(times["alone"][-1] / times[name][-1])
        if has_node and case.playground is not None:
            times["Playground"].append(1e-6 * playground(case))
            for name in ("exact", "fast"):
                ratios[f"{name}, Playground"].append(times["Playground"][-1] / times[name][-1])
    wanted = {"exact": case.exact, "fast": case.fast, "exact, Playground": 4.0, "fast, Playground": 15.0}
    cells = [f"{name} {1e6 * median(found):.3f}" for name, found in times.items() if found]
    told = [f"{name} {median(found):.1f} (wanted {wanted[name]:g})" for name, found in ratios.items() if found and wanted[name]]
    print(f"{'-'.join(map(str, scenario.network.sizes))}: µs {', '.join(cells)}\n    times as fast: {'; '.join(told)}")


def memory() -> None:
    """Print the most memory that whole swarms take, in parameters of all runs; of small ones it is mostly one piece's buffers."""
    for name, runs, updates in _MEMORY:
        plan = SwarmPlan(open_scenario(name), updates, (0.1,), seeds_from(0, runs), 0.0)
        flown(replace(plan, seeds=seeds_from(0, 2)))
        tracemalloc.start()
        swarm = flown(plan)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        data = plan.scenario.train.x.nbytes + plan.scenario.train.y.nbytes
        share = f"{(most - data) / swarm.p.nbytes:.1f} × the parameters of all runs (wanted 8)"
        print(f"{name}, {runs} runs: at most {share}, {most / 1e6:.1f} MB")


def main() -> None:
    """Print a line for each case."""
    for case in cases():
        measure(case, shutil.which("node") is not None)
    memory()


if __name__ == "__main__":
    main()
