"""Computes the surface of the landscape beside the window, coarse first, and keeps it while it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from visprop.engine.arrays import Array
from visprop.engine.landscape import objective_steps, screen_precision
from visprop.engine.objective import Indices
from visprop.figures.landscape_work import Request, Surface
from visprop.qt.gui_thread import Caller
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.timeline.work import LIMIT

COARSE, FINE = 33, 101
"""Grid points a side of the first and of the final surface."""
SLICE = 0.004
"""How long the window waits for a small one at a time, in seconds."""
FIRST_MS = 40
"""How long after the window the first surface is begun, in milliseconds."""
LONG = 1.0
"""From here on a computation is reported, in seconds."""
TOLD_EVERY = 0.1
"""How often that is told, in seconds."""
_KEPT = 8
"""How many finished surfaces are kept, for steps back and forth."""
_SMALL = 100 * LIMIT
"""A surface of more multiplications is computed in a thread, a smaller one in slices of the window's own."""
_QUICK, _PATIENT = 3e9, 3e11
"""As many multiplications as a first surface may take, and as a final one may: larger ones are made of some of the examples."""


@dataclass(frozen=True, eq=False)
class _Job:
    """A computation at work.

    Attributes:
        request: what is wanted.
        xs, ys: the grid.
        rows: the examples that it is made of; None for all.
        steps: makes it.
        number: by which a late result is known.
    """

    request: Request
    xs: Array
    ys: Array
    rows: Indices | None
    steps: Iterator[float | Array]
    number: int

    @property
    def size(self) -> float:
        """How many multiplications it takes at most."""
        return _size(self.request, self.xs.size, None if self.rows is None else len(self.rows))


def _size(request: Request, grid: int, count: int | None = None) -> float:
    scenario = request.scenario
    return float(grid * grid) * (len(scenario.train) if count is None else count) * scenario.network.parameter_count


def _run_beside(job: _Job, step: Callable[[int, object], object], is_wanted: Callable[[], bool]) -> None:
    """A large one, in the other thread, as long as it is wanted."""
    for found in job.steps:
        if not is_wanted():
            return
        step(job.number, found)


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
        self._kept: list[Surface] = []
        self._job: _Job | None = None
        self._next: tuple[Request, bool] | None = None
        self._levels: list[Callable[[Request], _Job]] = []
        self._refused: Request | None = None
        self._number, self._started, self._told = 0, 0.0, 0.0
        self._pool: ThreadPoolExecutor | None = None
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self._work)

    def ask(self, request: Request, quick: bool) -> None:
        """Ask for a surface; a quick one stays coarse, and the one at work is finished before it."""
        for kept in self._kept:
            if kept.request.same_as(request):
                self.surface = kept
        have = self.surface
        enough = have is not None and have.request.same_as(request) and (quick or have.is_final)
        if enough or (self._job is not None and self._job.request.same_as(request)):
            return
        if self._refused is not None and self._refused.same_as(request):
            return
        self._next = (request, quick)
        is_other = self._job is not None and self._job.request.scenario is not request.scenario
        if self._job is None or not quick or is_other:
            self._begin()

    def cancel(self) -> None:
        """Give up what is being computed; what there is already stays."""
        if self._job is not None:
            self._refused, self._job, self._next = self._job.request, None, None
            self._timer.stop()
            self.progressed.emit(1.0)

    # Levels

    def _begin(self) -> None:
        """Begin with what was asked for last, from its coarsest level on."""
        assert self._next is not None
        request, quick = self._next
        have = self.surface
        self._levels = [self._coarse] if quick else [self._coarse, self._fine]
        if not quick and have is not None and have.request.same_as(request):
            # Only the fine one is missing.
            self._levels = [self._fine]
        self._begin_level(request)

    def _begin_level(self, request: Request) -> None:
        self._job = self._levels.pop(0)(request)
        self._started = perf_counter()
        # It may still be at the slices of an earlier one; this one must not be worked on from two sides.
        self._timer.stop()
        if self._job.size <= _SMALL:
            self._timer.start()
        else:
            if self._pool is None:
                self._pool = own_thread("surface")
            self._pool.submit(aside(_run_beside), self._job, Caller(self._on_stepped), partial(self._wants, self._job))

    def _coarse(self, request: Request) -> _Job:
        return self._made(request, COARSE, _QUICK, np.inf)

    def _fine(self, request: Request) -> _Job:
        lowest = np.inf
        if self.surface is not None:
            costs = self.surface.costs
            lowest = float(np.min(costs, initial=lowest, where=np.isfinite(costs)))
        return self._made(request, FINE, _PATIENT, lowest)

    def _made(self, request: Request, grid: int, most: float, lowest: float) -> _Job:
        xs, ys = (np.linspace(low, high, grid) for low, high in request.ranges)
        dtype = screen_precision(request.scenario.network, lowest, request.scenario.train.y)
        count = len(request.scenario.train)
        every = int(np.ceil(_size(request, grid) / most))
        rows = None if every <= 1 else np.arange(0, count, min(every, count))
        self._number += 1
        return _Job(request, xs, ys, rows, screen_steps(request, xs, ys, dtype, rows), self._number)

    # Working

    def _work(self) -> None:
        """A slice of a small one."""
        self._timer.setInterval(0)
        deadline, job = perf_counter() + SLICE, self._job
        while job is not None and job is self._job:
            self._take(job, next(job.steps))
            if perf_counter() > deadline:
                break

    def _wants(self, job: _Job) -> bool:
        return job is self._job

    def _on_stepped(self, number: int, found: object) -> None:
        if self._job is not None and self._job.number == number and isinstance(found, float | np.ndarray):
            self._take(self._job, found)

    def _take(self, job: _Job, found: float | Array) -> None:
        if isinstance(found, np.ndarray):
            self._finish(job, found)
        elif perf_counter() - self._started > LONG and perf_counter() - self._told > TOLD_EVERY:
            self._told = perf_counter()
            self.progressed.emit(min(found, 0.99))

    def _finish(self, job: _Job, costs: Array) -> None:
        count = len(job.request.scenario.train)
        is_final = job.xs.size == FINE
        self.surface = Surface(job.request, job.xs, job.ys, costs, count if job.rows is None else len(job.rows), is_final)
        if is_final:
            self._kept = [self.surface, *self._kept[: _KEPT - 1]]
        self._job = None
        self._timer.stop()
        if self._next is not None and not self._next[0].same_as(job.request):
            self._begin()
        elif self._levels:
            self._begin_level(job.request)
        self.progressed.emit(1.0)
        self.finished.emit()


def screen_steps(
    request: Request, xs: Array, ys: Array, dtype: type[np.floating] = np.float64, rows: Indices | None = None
) -> Iterator[float | Array]:
    """The computation, as `surface_steps` does it, over all examples or some of them."""
    scenario, basis = request.scenario, request.basis
    objective = scenario.objective if rows is None else scenario.objective.over(rows)
    p = request.place.p
    x, y = basis.coordinates(p)
    return objective_steps(objective, basis.through(p), xs - x, ys - y, dtype)
