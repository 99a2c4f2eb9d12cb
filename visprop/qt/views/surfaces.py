"""Computes the surface of the landscape in slices between frames, coarse first, and keeps it while it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from visprop.engine.arrays import Array
from visprop.engine.landscape import objective_steps, screen_precision
from visprop.figures.terrain import Request, Surface

COARSE, FINE = 33, 101
"""Grid points a side of the first and of the final surface."""
SLICE = 0.004
"""How long the window waits for it at a time, in seconds."""
FIRST_MS = 40
"""How long after the window the first surface is begun, in milliseconds."""
LONG = 1.0
"""From here on a computation is reported, in seconds."""


@dataclass(eq=False)
class _Job:
    """A computation at work."""

    request: Request
    xs: Array
    ys: Array
    steps: Iterator[float | Array]
    started: float


class Surfaces(QObject):
    """The worker.

    Signals:
        finished: `surface` is a new one.
        progressed: the share of a long computation that is done; 1 if there is none any more.
    """

    finished = Signal()
    progressed = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.surface: Surface | None = None
        self._job: _Job | None = None
        self._next: tuple[Request, bool] | None = None
        self._fine = False
        self._refused: Request | None = None
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self._work)

    def ask(self, request: Request, quick: bool) -> None:
        """Ask for a surface; a quick one stays coarse, and the one at work is finished before it."""
        have = self.surface
        enough = have is not None and have.request.same_as(request) and (quick or len(have.xs) >= FINE)
        if enough or (self._job is not None and self._job.request.same_as(request)):
            return
        if self._refused is not None and self._refused.same_as(request):
            return
        self._next = (request, quick)
        is_other = self._job is not None and self._job.request.scenario is not request.scenario
        if self._job is None or not quick or is_other:
            self._begin(COARSE)
        self._timer.start()

    def cancel(self) -> None:
        """Give up what is being computed; what there is already stays."""
        if self._job is not None:
            self._refused, self._job, self._next = self._job.request, None, None
            self._timer.stop()
            self.progressed.emit(1.0)

    def _begin(self, size: int) -> None:
        assert self._next is not None
        request, quick = self._next
        xs, ys = (np.linspace(low, high, size) for low, high in request.ranges)
        lowest = float("inf")
        if size != COARSE and self.surface is not None:
            lowest = float(np.min(self.surface.costs, initial=lowest, where=np.isfinite(self.surface.costs)))
        dtype = screen_precision(request.scenario.network, lowest, request.scenario.train.y)
        self._job = _Job(request, xs, ys, screen_steps(request, xs, ys, dtype), perf_counter())
        self._fine = not quick and size < FINE

    def _work(self) -> None:
        self._timer.setInterval(0)
        deadline = perf_counter() + SLICE
        share = 0.0
        while self._job is not None and perf_counter() < deadline:
            found = next(self._job.steps)
            if isinstance(found, np.ndarray):
                self._finish(Surface(self._job.request, self._job.xs, self._job.ys, found))
                return
            share = found
        if self._job is not None and perf_counter() - self._job.started > LONG:
            self.progressed.emit(share)

    def _finish(self, surface: Surface) -> None:
        self.surface, self._job = surface, None
        if self._next is not None and not self._next[0].same_as(surface.request):
            self._begin(COARSE)
        elif self._fine:
            self._begin(FINE)
        else:
            self._timer.stop()
        self.progressed.emit(1.0)
        self.finished.emit()


def screen_steps(request: Request, xs: Array, ys: Array, dtype: type[np.floating] = np.float64) -> Iterator[float | Array]:
    """The computation, as `surface_steps` does it."""
    scenario, basis = request.scenario, request.basis
    p = request.place.p
    x, y = basis.coordinates(p)
    return objective_steps(scenario.objective, basis.through(p), xs - x, ys - y, dtype)
