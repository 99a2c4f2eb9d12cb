"""Computes beside the window what takes long; the window asks again when it hears that something is there."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar, cast

from visprop.session.collector import aside
from visprop.timeline.work import LIMIT

T = TypeVar("T")

_VERY_LONG = 2e10
"""Work of more multiplications, some seconds of it, does not keep what is shorter waiting."""
_KEPT = 64
"""How many results are kept for those who have not asked again."""


def _stand_back() -> None:
    """Let this thread give way to the window's own, where the system knows such a thing."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def own_thread(name: str) -> ThreadPoolExecutor:
    """A thread of its own for long work, which gives way to the window's; what it is given goes through `aside`."""
    return ThreadPoolExecutor(1, name, initializer=_stand_back)


class Background:
    """Two threads for long work, one for what takes very long; each in the order in which it is asked for.

    What is asked for has frozen values and buffers of its own, so that nothing is shared while it is computed; a result is named
    by what it was made of, so that one that is late is never taken for another.

    Args:
        notify: called, from the thread, whenever a result is there.
    """

    def __init__(self, notify: Callable[[], None] = lambda: None) -> None:
        self.notify = notify
        self._pools: dict[bool, ThreadPoolExecutor] = {}
        self._jobs: dict[Hashable, Future[Any]] = {}
        self._refused: set[Hashable] = set()

    def is_small(self, size: float) -> bool:
        """Whether work of so many multiplications is done at once, in the window's own thread."""
        return size <= LIMIT

    def is_waited_for(self, key: Hashable) -> bool:
        """Whether a value is still being computed, or was given up."""
        job = self._jobs.get(key)
        return key in self._refused if job is None else not job.done()

    def ask(self, key: Hashable, size: float, compute: Callable[[], T]) -> T | None:
        """A value, at once if it is little work; None while it is being computed.

        Raises:
            Exception: what computing it raised.
        """
        if self.is_small(size):
            return compute()
        job = self._jobs.get(key)
        if job is None:
            if key not in self._refused:
                self._start(key, compute, size > _VERY_LONG)
            return None
        return cast(T, job.result()) if job.done() else None

    def _start(self, key: Hashable, compute: Callable[[], Any], is_very_long: bool) -> None:
        if is_very_long not in self._pools:
            self._pools[is_very_long] = own_thread("long work")
        done = [name for name, job in self._jobs.items() if job.done()]
        for name in done[: max(0, len(done) - _KEPT)]:
            del self._jobs[name]
        self._jobs[key] = job = self._pools[is_very_long].submit(aside(compute))
        job.add_done_callback(self._on_done)

    def _on_done(self, job: Future[Any]) -> None:
        if not job.cancelled():
            self.notify()

    @property
    def waiting(self) -> int:
        """How many values are still to be computed."""
        return sum(not job.done() for job in list(self._jobs.values()))

    def drop(self) -> None:
        """Forget what has not been begun: who still wants it asks again."""
        for key, job in list(self._jobs.items()):
            if not job.done() and job.cancel():
                del self._jobs[key]
        self._refused.clear()

    def cancel(self) -> None:
        """Give up what is asked for now, and do not begin it again until something else is wanted."""
        waiting = {key for key, job in self._jobs.items() if not job.done()}
        self.drop()
        self._refused |= waiting

    def close(self) -> None:
        """Take no more work."""
        self.drop()
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        self._pools = {}
