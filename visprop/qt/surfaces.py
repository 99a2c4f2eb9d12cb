"""Computes the plane of the landscape in slices between frames, coarse first, and keeps it while it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from visprop.engine.activations import Array
from visprop.engine.landscape import Plane, surface_steps
from visprop.scenario.scenario import Scenario

COARSE, FINE = 33, 101
"""Grid points a side of the first and of the final surface."""
SLICE = 0.004
"""How long the window waits for it at a time, in seconds."""

Range = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Request:
    """A surface that is wanted.

    Attributes:
        scenario: the experiment.
        update: the update whose p the plane goes through.
        axes: the two parameters.
        ranges: of both axes.
    """

    scenario: Scenario
    update: int
    axes: tuple[str, str]
    ranges: Range

    def same_as(self, other: Request) -> bool:
        """Whether both ask for the same surface."""
        return self.scenario is other.scenario and (self.update, self.axes, self.ranges) == (
            other.update,
            other.axes,
            other.ranges,
        )


@dataclass(frozen=True, eq=False)
class Surface:
    """φ over a grid, of shape (ys, xs)."""

    request: Request
    xs: Array
    ys: Array
    costs: Array


class Surfaces(QObject):
    """The worker; `finished` says that `surface` is a new one."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.surface: Surface | None = None
        self._job: tuple[Request, Array, Array, Iterator[float | Array]] | None = None
        self._next: tuple[Request, Array, bool] | None = None
        self._fine = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    def ask(self, request: Request, p: Array, quick: bool) -> None:
        """Ask for a surface; a quick one stays coarse, and the one at work is finished before it."""
        have = self.surface
        enough = have is not None and have.request.same_as(request) and (quick or len(have.xs) >= FINE)
        if enough or (self._job is not None and self._job[0].same_as(request)):
            return
        self._next = (request, p, quick)
        is_other = self._job is not None and self._job[0].scenario is not request.scenario
        if self._job is None or not quick or is_other:
            self._begin(COARSE)
        self._timer.start()

    def _begin(self, size: int) -> None:
        assert self._next is not None
        request, p, quick = self._next
        xs, ys = (np.linspace(low, high, size) for low, high in request.ranges)
        self._job = (request, xs, ys, self.steps(request, p, xs, ys))
        self._fine = not quick and size < FINE

    @staticmethod
    def steps(request: Request, p: Array, xs: Array, ys: Array) -> Iterator[float | Array]:
        """The computation, as `surface_steps` does it, at the precision of the screen."""
        scenario = request.scenario
        i, j = (int(scenario.network.select(name)[0]) for name in request.axes)
        plane = Plane.of_parameters(p, i, j)
        data = scenario.data
        return surface_steps(scenario.network, plane, xs - p[i], ys - p[j], data.x, data.y, np.float32)

    def _work(self) -> None:
        deadline = perf_counter() + SLICE
        while self._job is not None and perf_counter() < deadline:
            request, xs, ys, steps = self._job
            costs = next(steps)
            if isinstance(costs, np.ndarray):
                self._finish(Surface(request, xs, ys, costs))

    def _finish(self, surface: Surface) -> None:
        self.surface, self._job = surface, None
        if self._next is not None and not self._next[0].same_as(surface.request):
            self._begin(COARSE)
        elif self._fine:
            self._begin(FINE)
        else:
            self._timer.stop()
        self.finished.emit()
