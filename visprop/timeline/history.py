"""φ at past updates, for the cost curve, and where p has been, for the path on the landscape."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario
from visprop.timeline.timeline import Timeline

V = TypeVar("V")

MAX_SAMPLES = 512
"""The most updates that a curve or a path is drawn through."""


PATH_BYTES = 20_000_000
"""How much memory the samples of a path may take."""


def sampled_updates(update: int, first: int = 0, most: int = MAX_SAMPLES) -> list[int]:
    """Updates `first` … `update` at an even stride, a power of two, at most `most` + 1, and `update` itself."""
    stride = 1
    while update - first > most * stride:
        stride *= 2
    updates = list(range(first, update + 1, stride))
    return updates if updates[-1] == update else [*updates, update]


class History:
    """Samples of a training's past, computed when first asked for and kept.

    Attributes:
        timeline: the training.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._parameters: dict[int, Array] = {}
        self._costs: dict[int, float] = {}

    @property
    def scenario(self) -> Scenario:
        """The experiment."""
        return self.timeline.scenario

    def parameters(self, update: int, deadline: float = np.inf) -> tuple[list[int], Array]:
        """p at the sampled updates up to one: (updates, array of shape (updates, p's length)).

        Samples that are not computed before the deadline (in `perf_counter` seconds) are left out.
        """
        most = max(8, min(MAX_SAMPLES, PATH_BYTES // self.scenario.p0.nbytes))
        found = self._sample(update, most, self._parameters, self.timeline.parameters, deadline)
        return found, np.array([self._parameters[k] for k in found])

    def costs(self, update: int, deadline: float = np.inf) -> tuple[list[int], Array]:
        """φ at the sampled updates up to one: (updates, costs); the deadline as above."""
        found = self._sample(update, MAX_SAMPLES, self._costs, self._cost, deadline)
        return found, np.array([self._costs[k] for k in found])

    def _sample(self, update: int, most: int, kept: dict[int, V], compute: Callable[[int], V], deadline: float) -> list[int]:
        wanted = sampled_updates(update, self.timeline.run.update, most)
        for k in wanted:
            if k not in kept:
                if perf_counter() > deadline:
                    break
                kept[k] = compute(k)
        if len(kept) > 2 * most:
            for k in set(kept).difference(wanted):
                del kept[k]
        return [k for k in wanted if k in kept]

    def _cost(self, update: int) -> float:
        return self.scenario.objective.value(self.timeline.parameters(update))
