"""Waiting for what takes long without stopping the window: a bar, a way to cancel, and the event loop goes on."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from visprop.scenario.files.document import Document, load

T = TypeVar("T")

LARGE_FILE = 1_000_000
"""A file of more bytes (some 200,000 characters of numbers take 50 ms) is read by a process of its own."""
_SHOWN_AFTER_MS = 500
_POLL_MS = 10


def wait_for(future: Future[T], text: str, parent: QWidget) -> T | None:
    """What a future gives, its exceptions included; None if the user cancels. Meanwhile the window lives, but takes no input."""
    bar = QProgressDialog(text, "Cancel", 0, 0, parent)
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setMinimumDuration(_SHOWN_AFTER_MS)
    loop, timer = QEventLoop(), QTimer(interval=_POLL_MS)
    timer.timeout.connect(lambda: loop.quit() if future.done() else bar.setValue(0))
    bar.canceled.connect(loop.quit)
    timer.start()
    # The bar appears late, and a quick answer never shows it; until then nothing may be clicked all the same.
    parent.setEnabled(False)
    try:
        loop.exec()
    finally:
        parent.setEnabled(True)
        timer.stop()
        bar.close()
        bar.deleteLater()
    return future.result() if future.done() else None


def in_process(work: Callable[[Path], T], argument: Path, text: str, parent: QWidget) -> T | None:
    """The result of work in a process of its own, which holds no lock of this one's interpreter; None if cancelled."""
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    processes = pool._processes
    try:
        return wait_for(pool.submit(work, argument), text, parent)
    finally:
        for process in list(processes.values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def load_patiently(path: Path, parent: QWidget) -> Document | None:
    """Read a scenario file, as `load` does; None if the user cancels."""
    if path.stat().st_size <= LARGE_FILE:
        return load(path)
    return in_process(load, path, f"Opening {path.name}…", parent)
