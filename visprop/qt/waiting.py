"""Waiting for what takes long without stopping the window: a bar, a way to cancel, and the event loop goes on."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from visprop.kinds.files import load, save
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.document import Document
from visprop.session.background import own_thread
from visprop.session.collector import aside, rest_while, resting

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
Share = Callable[[], float]
"""How much of some work is done, from 0 to 1."""

LARGE_FILE = 300_000
"""A file of more bytes is read by a process of its own: reading as many takes some 50 ms."""
LARGE_SCENARIO = 20_000
"""A scenario of more numbers is written by a process of its own."""
_SHOWN_AFTER = 0.5
"""How long nothing is shown of a wait, in seconds."""
_POLL_MS, _WHOLE = 10, 1000
_SLICE = 0.01
"""How long a slice of work in the window's own thread takes, in seconds."""


def wait_for(future: Future[T], text: str, parent: QWidget, share: Share | None = None) -> T | None:
    """What a future gives, its exceptions included; None if the user cancels. Meanwhile the window lives, but takes no input.

    Args:
        future: what is waited for.
        text: what is done.
        parent: the window.
        share: how much of it is done; None where nobody knows.
    """
    loop, timer = QEventLoop(), QTimer(interval=_POLL_MS)
    began = perf_counter()
    timer.timeout.connect(lambda: loop.quit() if future.done() or perf_counter() - began > _SHOWN_AFTER else None)
    timer.start()
    # A quick answer never shows the bar; what is typed meanwhile is taken afterwards.
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    timer.stop()
    if not future.done():
        _wait_with_bar(future, text, parent, share)
    return future.result() if future.done() else None


def _wait_with_bar(future: Future[T], text: str, parent: QWidget, share: Share | None) -> None:
    bar = QProgressDialog(text, "Cancel", 0, 0, parent)
    within = QProgressBar(bar, maximum=0 if share is None else _WHOLE)
    bar.setBar(within)
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    loop, timer = QEventLoop(), QTimer(interval=_POLL_MS)
    timer.timeout.connect(lambda: loop.quit() if future.done() else None)
    if share is not None:
        # The dialogue's own `setValue` would process events within this one.
        timer.timeout.connect(lambda: within.setValue(round(_WHOLE * share())))
    bar.canceled.connect(loop.quit)
    timer.start()
    bar.show()
    loop.exec()
    timer.stop()
    # Its loop has ended; told to go later, it would wait for one that is deeper.
    shiboken6.delete(bar)


def beside(work: Callable[[], T], text: str, parent: QWidget, share: Share | None = None) -> T | None:
    """The result of work on frozen values in a thread of its own; None if cancelled, when the work goes on for nobody."""
    pool = own_thread("waiting")
    try:
        return wait_for(pool.submit(aside(work)), text, parent, share)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def last_of(steps: Iterator[T | None], text: str, parent: QWidget, share: Share | None = None) -> T | None:
    """The first result of long work in steps, done in a thread of its own; None if cancelled, when it ends at its next step."""
    is_wanted = True

    def run() -> T | None:
        found = None
        while is_wanted and found is None:
            found = next(steps)
        return found

    try:
        return beside(run, text, parent, share)
    finally:
        is_wanted = False


def in_slices(steps: Iterator[T | None], text: str, parent: QWidget, share: Share | None = None) -> T | None:
    """The first result of long work in short steps, done in this thread between two turns of the event loop; None if cancelled.

    For what would hold the interpreter's lock in a thread beside this one, such as painting.
    """
    future, timer = Future[T](), QTimer(interval=0)

    def go_on() -> None:
        end, found = perf_counter() + _SLICE, None
        try:
            while found is None and perf_counter() < end:
                found = next(steps)
        except Exception as error:
            future.set_exception(error)
        if found is not None:
            future.set_result(found)
        if future.done():
            timer.stop()

    timer.timeout.connect(go_on)
    timer.start()
    try:
        return wait_for(future, text, parent, share)
    finally:
        timer.stop()
        # What is connected holds the timer, which holds what is connected: no collector sees that ring.
        timer.timeout.disconnect(go_on)


def by_turns(steps: Generator[None, None, T]) -> T:
    """What a few short steps come to, with a turn of the event loop after each; what is typed meanwhile is taken afterwards.

    For what is over before anyone would cancel it: unlike `in_slices` it never shows a bar.
    """
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def process_pool() -> ProcessPoolExecutor:
    """A process of its own, which holds no lock of this one's interpreter, and ends when this one does, however it ends."""
    # Imported late: sockets and all that processes need, for what few files are large enough.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=end_with_parent)


def end_with_parent() -> None:
    """Let this process end when the one that began it is gone, which it would not notice."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def in_process(work: Callable[..., T], arguments: tuple[object, ...], text: str, parent: QWidget) -> T | None:
    """The result of work in a process of its own; None if cancelled."""
    from concurrent.futures.process import BrokenProcessPool

    pool = process_pool()
    processes = pool._processes
    try:
        with resting():
            before = set(threading.enumerate())
            future = pool.submit(work, *arguments)
            # The library's own, which sends and receives.
            rest_while(set(threading.enumerate()) - before)
        return wait_for(future, text, parent)
    except BrokenProcessPool as error:
        raise OSError("the process that did it has ended early") from error
    finally:
        for process in list(processes.values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def load_patiently(path: Path, parent: QWidget) -> Document[AnyRun] | None:
    """Read a scenario file, as `load` does; None if the user cancels."""
    if path.stat().st_size <= LARGE_FILE:
        # A short one may speak of a long table beside it.
        return beside(partial(load, path), f"Opening {path.name}…", parent)
    return in_process(load, (path,), f"Opening {path.name}…", parent)


def save_patiently(document: Document[AnyRun], path: Path, parent: QWidget, may_replace_table: bool = False) -> bool:
    """Write a scenario file, as `save` does; whether it is written, which it is not if the user cancels."""
    if document.run.size <= LARGE_SCENARIO:
        save(document, path, may_replace_table)
        return True
    work = (replace(document, run=document.run.bare()), path, may_replace_table)
    return in_process(_saved, work, f"Saving {path.name}…", parent) is not None


def _saved(document: Document[AnyRun], path: Path, may_replace_table: bool) -> Path:
    save(document, path, may_replace_table)
    return path
