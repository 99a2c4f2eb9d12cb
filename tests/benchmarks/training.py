"""`visprop train` against the fastest NumPy: the processor time inside the training loop, in microseconds an update, and ratios.

Rows in the data's own order, and shuffled anew in each epoch, against a step written out by hand that is given its batches; with
`--history`, which computes φ over all rows after each update, or after each epoch, against the same without.

`python -m tests.benchmarks.training [--rounds N] [NET …]`, such as `2-8-8-1`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.benchmarks.engine import CASES, ETA, STEPS, by_hand
from tests.benchmarks.timing import report, side_by_side
from visprop.cli.interruption import Interruption
from visprop.cli.train import Training as OnItsWay
from visprop.cli.train import write_history
from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training

UPDATES = 4_000
ROUNDS = 7
ROWS = (4, 50, 250, 1_438)


def trained(scenario: Scenario) -> Callable[[], object]:
    """A whole training."""

    def steps() -> None:
        for _ in OnItsWay(Run(scenario), UPDATES).steps(1.0, Interruption()):
            pass

    return steps


def with_history(scenario: Scenario, path: Path, every: int = 1) -> Callable[[], object]:
    """The same with φ after every so many updates in a file."""
    return lambda: write_history(OnItsWay(Run(scenario), UPDATES), path, Interruption(), every)


def main() -> None:
    """Print a line for each net and number of rows; those that no batch would fill are left out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("nets", nargs="*", metavar="NET")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    rng = np.random.default_rng(0)
    with TemporaryDirectory() as folder:
        for sizes, m, own in CASES:
            name = "-".join(map(str, sizes))
            if arguments.nets and name not in arguments.nets:
                continue
            network = Network(sizes, ("tanh",) * (len(sizes) - 1))
            p = rng.normal(size=network.parameter_count) * 0.3
            for count in sorted({own, *ROWS}):
                if count < m:
                    continue
                x, y = rng.normal(size=(count, sizes[0])), rng.uniform(-0.8, 0.8, (count, sizes[-1]))
                ordered, shuffled = (
                    Scenario("case", network, p, Data(x, y), Training("mini_batch", m, ETA, 0, shuffle))
                    for shuffle in (False, True)
                )
                steps = by_hand(network, p, x, y, m)
                candidates: dict[str, Callable[[], object]] = {
                    "by hand": lambda steps=steps: [steps() for _ in range(UPDATES // STEPS)],
                    "in order": trained(ordered),
                    "shuffled": trained(shuffled),
                    "with history": with_history(ordered, Path(folder) / "history.csv"),
                    "by epoch": with_history(ordered, Path(folder) / "history.csv", ordered.schedule.updates_per_epoch),
                }
                times = side_by_side(candidates, arguments.rounds)
                report(f"{name}, batch {m}, {count} rows", times, 1e-6, UPDATES, "by hand")


if __name__ == "__main__":
    main()
