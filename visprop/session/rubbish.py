"""Python's collector of cycles runs in whichever thread allocates; widgets may be freed in the window's own alone.

While work is done beside the window the collector rests; the window's thread wakes it again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Lock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 10_000
"""As many new objects wait at most, in long work, until the window's thread collects them itself."""
_lock = Lock()
_busy = [0]


def aside(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, for another thread: nothing is collected there."""

    def run(*arguments: P.args, **named: P.kwargs) -> R:
        with _lock:
            _busy[0] += 1
            gc.disable()
        try:
            return work(*arguments, **named)
        finally:
            with _lock:
                _busy[0] -= 1

    return run


def collect_here() -> None:
    """Called in the window's thread now and then: let the collector go on, or collect what has come together meanwhile."""
    if gc.isenabled():
        return
    with _lock:
        if not _busy[0]:
            gc.enable()
            return
    if gc.get_count()[0] > _MOST:
        gc.collect(1)
