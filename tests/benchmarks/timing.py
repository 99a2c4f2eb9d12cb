"""Timing side by side: the candidates take turns, so that a drifting machine treats all alike."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def side_by_side(candidates: dict[str, Callable[[], object]], rounds: int = 9) -> dict[str, float]:
    """The shortest time of each candidate over some rounds, in seconds."""
    best = dict.fromkeys(candidates, float("inf"))
    for run in candidates.values():
        run()
    for _ in range(rounds):
        for name, run in candidates.items():
            start = perf_counter()
            run()
            best[name] = min(best[name], perf_counter() - start)
    return best


def report(title: str, times: dict[str, float], unit: float, per: int, reference: str) -> None:
    """Print each time in a unit, and its ratio to the reference."""
    cells = [f"{name} {seconds / per / unit:8.2f} ({seconds / times[reference]:5.2f})" for name, seconds in times.items()]
    print(f"{title:<28}" + "  ".join(cells))
