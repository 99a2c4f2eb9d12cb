"""The memory that `visprop train` takes for wide networks, in units of p (8 bytes a parameter), each in a process of its own.

`python -m tests.benchmarks.memory [WIDTHxDEPTH …]`.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tracemalloc

import numpy as np

from visprop.cli.interruption import Interruption
from visprop.cli.train import Training as OnItsWay
from visprop.cli.train import report_of
from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training

CASES = ("1024x8", "1024x32")
OPTIMISERS = ("gradient_descent", "momentum", "adam")
UPDATES = 3


def wide(width: int, depth: int, optimiser: str) -> Scenario:
    """A network of so many layers of one width, and four examples."""
    network = Network((width,) * (depth + 1), ("tanh",) * depth)
    rng = np.random.default_rng(0)
    p = rng.normal(size=network.parameter_count) * 0.03
    data = Data(rng.normal(size=(4, width)), rng.uniform(-0.5, 0.5, (4, width)))
    return Scenario("wide", network, p, data, Training("online", 1, 0.01, optimiser=optimiser))


def peak_in_p(scenario: Scenario) -> float:
    """The most that a training holds at once, its first parameters among it, in units of p."""
    tracemalloc.start()
    training = OnItsWay(Run(scenario), UPDATES)
    for _ in training.steps(1.0, Interruption()):
        pass
    report_of(training)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return 1.0 + peak / scenario.p0.nbytes


def measure(width: int, depth: int, optimiser: str) -> None:
    """Print a line for one case."""
    scenario = wide(width, depth, optimiser)
    before = resource.getrusage(resource.RUSAGE_SELF)
    peak = peak_in_p(scenario)
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"{width} × {depth}, {optimiser:<18}{scenario.p0.size:>10} parameters: {peak:5.2f} × p at most, "
        f"{after.ru_utime - before.ru_utime:.1f} s, and {after.ru_stime - before.ru_stime:.1f} s in the system",
        flush=True,
    )


def main() -> None:
    """Print a line for each case."""
    processes = multiprocessing.get_context("spawn")
    for case in sys.argv[1:] or CASES:
        width, depth = map(int, case.split("x"))
        for optimiser in OPTIMISERS:
            process = processes.Process(target=measure, args=(width, depth, optimiser))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
