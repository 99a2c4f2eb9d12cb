"""`visprop train` against the fastest NumPy: the time inside the training loop, in microseconds an update, and the ratio."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from tests.benchmarks.engine import CASES, ETA, by_hand
from visprop.cli.interruption import Interruption
from visprop.cli.train import Training as OnItsWay
from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training

UPDATES = 20_000
ROUNDS = 3


def main() -> None:
    """Print a line for each case."""
    rng = np.random.default_rng(0)
    for sizes, m, count in CASES:
        network = Network(sizes, ("tanh",) * (len(sizes) - 1))
        p = rng.normal(size=network.parameter_count) * 0.3
        x, y = rng.normal(size=(count, sizes[0])), rng.uniform(-0.8, 0.8, (count, sizes[-1]))
        scenario = Scenario("case", network, p, Data(x, y), Training("mini_batch", m, ETA))
        steps = by_hand(network, p, x, y, m)
        ratios, times = [], []
        for _ in range(ROUNDS):
            start = perf_counter()
            for _ in range(UPDATES // 400):
                steps()
            reference = perf_counter() - start
            start = perf_counter()
            for _ in OnItsWay(Run(scenario), UPDATES).steps(1.0, Interruption()):
                pass
            times.append((perf_counter() - start) / UPDATES)
            ratios.append(times[-1] * UPDATES / reference)
        print(f"{'-'.join(map(str, sizes)):<12} batch {m:<4} {1e6 * min(times):7.1f} µs an update, ratio {np.median(ratios):.2f}")


if __name__ == "__main__":
    main()
