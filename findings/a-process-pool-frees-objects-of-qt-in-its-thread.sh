#!/usr/bin/env bash
# One would guess: what is given to `ProcessPoolExecutor` is computed elsewhere, so no thread of mine but the window's own touches
# what belongs to Qt, and no rule about threads has to be thought of.
# What happens: the executor begins a thread here that pickles, sends and receives. It allocates, so Python's collector of cycles
# now and then runs in it, and it frees whatever cycles the window's thread has left: objects of Qt, which live in the window's
# thread, get their destructor in "ExecutorManagerThread". Nothing is told of it. Where the collector rests while that thread
# lives, all are freed in the window's thread.
# Why it matters: widgets are often in cycles (a slot that holds its owner), and Qt lets a widget be destroyed in the thread of the
# window alone. A program that reads a large file by a process ends now and then, in a place that has nothing to do with the cause.
# Python 3.11, PySide6-Essentials 6.11.3; 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check "PySide6-Essentials==6.11.3"
cat >"$folder/pool.py" <<'PYTHON'
import gc
import multiprocessing
import platform
import sys
import threading
from concurrent.futures import ProcessPoolExecutor

import PySide6
from PySide6.QtCore import QObject

freed = {}


class Panel(QObject):
    """In a cycle, as a widget is whose own method is a slot of its own signal's."""

    def __init__(self):
        super().__init__()
        self.me = self

    def __del__(self):
        name = type(threading.current_thread()).__name__.strip("_")
        freed[name] = freed.get(name, 0) + 1


def rows(count):
    return [[i, 2 * i] for i in range(count)]


def in_processes(is_resting):
    freed.clear()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        for _ in range(100):
            for _ in range(20):
                Panel()
            if is_resting:
                gc.disable()
            assert len(pool.submit(rows, 500).result()) == 500
            gc.enable()
    gc.collect()
    return dict(freed)


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, collector waits for {gc.get_threshold()[0]} objects")
    usual, resting = in_processes(False), in_processes(True)
    print("freed, by thread:", usual)
    print("freed, by thread, with the collector at rest until the answer is there:", resting)
    if not any("Executor" in name for name in usual):
        sys.exit("changed: nothing was freed in the executor's thread")
    if list(resting) != ["MainThread"]:
        sys.exit("changed: something was freed elsewhere though the collector rested")
PYTHON
"$folder/venv/bin/python" "$folder/pool.py"
echo "as told: a process pool's own thread frees what belongs to Qt"
