"""Python's collector of cycles runs in whichever thread allocates; widgets may be freed in the window's own alone.

While work is done beside the window the collector rests; the window's thread wakes it again. What has lived long is looked
through when nothing moves: it takes as long as two pictures.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 10_000
"""As many new objects wait at most, in long work, until the window's thread collects them itself."""
_NEVER = 1_000_000
_unseen = [False]
"""Whether there is something that the start has made and nobody has looked through."""
_lock = Lock()
_busy = [0]
_others: list[Thread] = []
"""Threads that a library has begun, while which live nothing is collected but by the window's."""


@contextmanager
def resting() -> Iterator[None]:
    """Nothing is collected by itself, in any thread, until this is left and the window's thread wakes the collector."""
    with _lock:
        _busy[0] += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _busy[0] -= 1


def rest_while(alive: Iterable[Thread]) -> None:
    """The same until some threads have ended, which nobody can put `aside`; called while it rests."""
    with _lock:
        _others.extend(alive)


def aside(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, for another thread: nothing is collected there."""

    def run(*arguments: P.args, **named: P.kwargs) -> R:
        with resting():
            return work(*arguments, **named)

    return run


def rest_at_the_start() -> None:
    """Nothing is collected by itself until the start is over: nearly all that is loaded and made stays."""
    gc.disable()


def end_the_start() -> None:
    """What the start has made is not looked through before `collect_all`; the window's thread wakes the collector."""
    gc.freeze()
    _unseen[0] = True


def leave_old_ones() -> None:
    """Let the collector look through what has lived long only when it is told to (`collect_all`)."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)


def collect_all() -> None:
    """Collect all; what is there the first time, the program and what it was opened with, is not looked through again."""
    if _unseen[0]:
        gc.unfreeze()
        _unseen[0] = False
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()


def collect_here() -> None:
    """Called in the window's thread now and then: let the collector go on, or collect what has come together meanwhile."""
    if gc.isenabled():
        return
    with _lock:
        _others[:] = [thread for thread in _others if thread.is_alive()]
        if not _busy[0] and not _others:
            gc.enable()
            return
    if gc.get_count()[0] > _MOST:
        gc.collect(1)
