"""`visprop train`: the descent alone, without a time line, as fast as it goes."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from visprop.cli.arguments import UsageError, add_scenario_command, print_json, whole_number
from visprop.engine.arrays import Array
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files import save
from visprop.scenario.scenario import Scenario
from visprop.timeline.run import Run
from visprop.timeline.timeline import Timeline

_HISTORY_LIMIT = 10_000_000
_COUNT = whole_number(0, 10**12)
_SLICE = 0.5
"""How often a terminal is told how far it is, in seconds."""


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = add_scenario_command(commands, "train", "train and print the last cost", run)
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--updates", type=_COUNT, metavar="N", help="how many updates")
    length.add_argument("--epochs", type=_COUNT, metavar="N", help="how often through all the examples")
    parser.add_argument("--history", type=Path, metavar="FILE.csv", help="write φ after each update")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the trained scenario")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Train, write what is asked for, and print φ."""
    scenario = open_scenario(arguments.scenario)
    updates = arguments.updates
    if updates is None:
        updates = arguments.epochs * scenario.schedule.updates_per_epoch
    if arguments.history is not None:
        state = _train_with_history(scenario, updates, arguments.history)
    else:
        state = train(scenario, updates)
    p = state[: scenario.network.parameter_count]
    cost = scenario.objective.value(p)
    _refuse_overflow(scenario, updates, np.append(state, cost))
    if arguments.save is not None:
        save(scenario.with_parameters(p), arguments.save)
    if arguments.json:
        print_json({"title": scenario.title, "updates": updates, "cost": cost})
    else:
        print(f"φ = {cost!r} after {updates} updates")
    return 0


def train(scenario: Scenario, updates: int) -> Array:
    """The state (p, and after it the optimiser's memory) after so many updates; a terminal is told how far it is."""
    descent, is_terminal = scenario.descent(), sys.stderr.isatty()
    state, done, count = descent.initial(scenario.p0), 0, scenario.schedule.updates_per_epoch
    while done < updates:
        count = min(count, updates - done)
        start = perf_counter()
        state = descent.run(state, done, count)
        passed = perf_counter() - start
        done += count
        _refuse_overflow(scenario, done, state)
        # The next slice takes about as long as is wanted; at most ten times as many updates, as the first ones are slow.
        count = max(1, round(count * min(10.0, _SLICE / max(passed, 1e-9))))
        if is_terminal:
            print(f"\r{done} of {updates} updates", end="" if done < updates else "\n", file=sys.stderr)
    return state


def _refuse_overflow(scenario: Scenario, updates: int, values: Array) -> None:
    """Say which number overflowed first, if one did by then."""
    if not np.isfinite(values).all():
        timeline = Timeline(Run(scenario))
        timeline.advance(updates, float("inf"))
        timeline.frame(timeline.walk.update_end(updates))
        raise UsageError("the cost overflowed")


def _train_with_history(scenario: Scenario, updates: int, path: Path) -> Array:
    if updates > _HISTORY_LIMIT:
        raise UsageError(f"a history has at most {_HISTORY_LIMIT} updates")
    descent, network = scenario.descent(), scenario.network
    state = descent.initial(scenario.p0)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["update", "phi"])
        for update in range(updates + 1):
            cost = scenario.objective.value(state[: network.parameter_count])
            writer.writerow([update, repr(cost)])
            if update < updates:
                state = descent.run(state, update, 1)
    return state
