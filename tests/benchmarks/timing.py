"""Timing side by side: the candidates take turns, so that a drifting machine treats all alike."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import numpy as np


def side_by_side(candidates: dict[str, Callable[[], object]], rounds: int = 9) -> dict[str, np.ndarray]:
    """The processor time of each candidate in each of some rounds, in seconds."""
    times = {name: np.empty(rounds) for name in candidates}
    for run in candidates.values():
        run()
    for turn in range(rounds):
        for name, run in candidates.items():
            start = process_time()
            run()
            times[name][turn] = process_time() - start
    return times


def ratio(times: dict[str, np.ndarray], name: str, reference: str) -> float:
    """The median over the rounds of the ratio of two candidates."""
    return float(np.median(times[name] / times[reference]))


def report(title: str, times: dict[str, np.ndarray], unit: float, per: int, reference: str) -> None:
    """Print the shortest time of each in a unit, and its ratio to the reference."""
    cells = [
        f"{name} {seconds.min() / per / unit:8.2f} ({ratio(times, name, reference):5.2f})" for name, seconds in times.items()
    ]
    print(f"{title:<28}" + "  ".join(cells), flush=True)
