"""No right network is accused: the gradient check and the update check of random networks, none of which has an error.

`python -m tests.accusing [--count 10000] [--seed 0]` prints how many were accused, and ends with that as its status. Of a network
with more parameters, twelve are drawn for the gradient check, as in a large one in the window.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

import numpy as np

from tests.random_networks import constrained_scenario, saturated_scenario
from visprop.engine.check import Verdict, check_steps
from visprop.engine.optimisers import OPTIMISERS
from visprop.scenario.run import Run
from visprop.timeline.diverged import Diverged
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import check_update

MOST = 12
"""So many parameters of a network are nudged."""


def drawn(seed):
    """A random scenario with any optimiser; every tenth is sure of itself."""
    scenario = (saturated_scenario if seed % 10 == 9 else constrained_scenario)(seed)
    rng = np.random.default_rng([seed, 3])
    training = replace(scenario.training, optimiser=str(rng.choice(list(OPTIMISERS))), eta=float(rng.choice([0.01, 0.1, 0.5])))
    return scenario.with_training(training)


def accused(seed):
    """What accuses a right network, in words, empty if nothing does; and whether the gradient check could tell of all."""
    scenario = drawn(seed)
    found = next(found for found in check_steps(scenario.objective, scenario.p0, MOST) if found is not None)
    words = [] if found.passed else [found.sentence]
    timeline = Timeline(Run(scenario))
    for update in range(2):
        try:
            one = check_update(timeline, update)
        except Diverged:
            break
        words += [] if one.passed else [one.sentence]
    return "; ".join(words), found.count(Verdict.UNKNOWN) == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    faults = told = 0
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        words, is_told = accused(seed)
        told += is_told
        if (done := seed - arguments.seed + 1) % 1000 == 0:
            print(f"{done:,} tried, {faults} accused", flush=True)
        if words:
            faults += 1
            print(f"seed {seed}: {words}", flush=True)
    print(f"{faults} of {arguments.count:,} right networks accused; of {told:,} the gradient check told all")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
