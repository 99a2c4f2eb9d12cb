"""The longest turns of the event loop, in CPU time of the window's thread, after the first frame and what is known to be long;
and how long each chapter of the course takes to start, and the longest turn of each of its steps.

Not in time of a clock: a turn that another program interrupts is as short as before. What holds the interpreter's lock in another
thread is not seen here; `stops.py` sees that. Each case is a process of its own.

`python -m tests.benchmarks.turns [CASE … | CHAPTER …]`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep, thread_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

SECONDS = 10.0
"""How long is waited for what follows."""
_TOLD = 5
"""How many of the longest turns are told."""
_WIDE = "2,1024,1024,1"
_STARTED, _STEPPED = 0.3, 0.1
"""In so many seconds a chapter has started, and a step has made room for the next thing."""
_STEP_SECONDS = 0.4


class Turns:
    """The turns of the event loop from now on, those of loops within loops as well; each is told by what it loaded."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self.found: list[tuple[float, int]] = []
        self._last, self._modules = thread_time(), len(sys.modules)
        QAbstractEventDispatcher.instance().awake.connect(self._note)

    def _note(self) -> None:
        now, modules = thread_time(), len(sys.modules)
        self.found.append((now - self._last, modules - self._modules))
        self._last, self._modules = now, modules

    def go_on(self, app: Any, seconds: float) -> None:
        """Let the event loop turn for so long."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            app.processEvents()
            sleep(0.001)


def _window(name: str, folder: Path) -> Any:
    from PySide6.QtCore import QSettings

    from visprop.paint.fonts import load_fonts
    from visprop.qt.window.main_window import MainWindow
    from visprop.scenario.builtin import open_scenario
    from visprop.scenario.run import Run
    from visprop.session.session import Session

    load_fonts()
    window = MainWindow(Session(Run(open_scenario(name))), QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    window.show()
    return window


def _save(window: Any, folder: Path) -> None:
    from PySide6.QtWidgets import QFileDialog

    QFileDialog.getSaveFileName = lambda *_: (str(folder / "saved.visprop"), "")  # type: ignore[method-assign]
    window.documents.save_as()


def _export(window: Any, folder: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    QTimer.singleShot(int(500 * SECONDS), lambda: QApplication.activeModalWidget().close())
    window.actions_["export"].trigger()


CASES: dict[str, tuple[str, Callable[[Any, Path], object]]] = {
    "start": ("neuron", lambda window, folder: None),
    "monitor": ("xor", lambda window, folder: window.docks.bring_up("history")),
    "descend": ("spiral", lambda window, folder: window.session.window.choose("descend")),
    "data": ("digits", lambda window, folder: window.session.window.choose("data")),
    "save digits": ("digits", _save),
    "export": ("two-neurons", _export),
    "open wide": ("neuron", lambda window, folder: window.documents.open_path(folder / "wide.visprop")),
}
"""By their names: the scenario that is open, and what is done once the first frame is there."""


def _play(case: str, folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    name, act = CASES[case]
    if case == "open wide":
        made = [sys.executable, "-m", "visprop", "new", "-o", str(folder / "wide.visprop"), "--sizes", _WIDE]
        subprocess.run(made, check=True, capture_output=True)
    window = _window(name, folder)
    app.processEvents()
    window.grab()
    turns = Turns()
    if case != "start":
        # What follows every start is told there alone.
        turns.go_on(app, SECONDS)
        turns.found.clear()
        act(window, folder)
    turns.go_on(app, SECONDS)
    longest = sorted(turns.found, reverse=True)[:_TOLD]
    told = ", ".join(f"{1e3 * cpu:.0f}" + (f" ({modules} modules)" if modules else "") for cpu, modules in longest)
    print(f"{case:<12} {len(turns.found)} turns, the longest: {told} ms of CPU", flush=True)
    os._exit(0)


def _read(chapter: str, folder: Path) -> None:
    """Go through a chapter with the space bar alone, and tell what its start and its steps take."""
    from PySide6.QtWidgets import QApplication

    from visprop.lessons.shelf import open_chapter
    from visprop.qt.panels.course_panel import CoursePanel

    app = QApplication([])
    window = _window("xor", folder)
    session, course = window.session, window.adapter.course
    session.window.choose("lesson")
    turns = Turns()
    # The map is there, and what follows every start is done.
    turns.go_on(app, SECONDS / 2)
    turns.found.clear()
    began = thread_time()
    window.docks.panel("course", CoursePanel).begin(chapter)
    while (page := window.docks.panels.get(_page(session))) is None or not page.isVisible() or not turns.found:
        app.processEvents()
    window.grab()
    started = thread_time() - began
    turns.go_on(app, _STEP_SECONDS)
    steps: list[tuple[float, str]] = []
    while course.lesson is not None and len(steps) < 2 * len(open_chapter(chapter).steps):
        turns.found.clear()
        title = course.step.title
        before = thread_time()
        course.go_on()
        turns.found.append((thread_time() - before, 0))
        turns.go_on(app, _STEP_SECONDS)
        steps.append((max(turns.found)[0], title))
    longest = ", ".join(f"{1e3 * cpu:.0f} ({title})" for cpu, title in sorted(steps, reverse=True)[:3])
    over = started > _STARTED or max(steps)[0] > _STEPPED
    print(f"{chapter:<16} starts in {1e3 * started:.0f} ms, longest turns {longest}{' OVER' if over else ''}", flush=True)
    os._exit(0)


def _page(session: Any) -> str:
    """The name of the panel in which a step is read."""
    return "course" if session.kind.name == "network" else f"{session.kind.name}-course"


def main() -> None:
    """Play each case, or one in this process."""
    parser = argparse.ArgumentParser()
    from visprop.lessons.shelf import chapters

    names = (*CASES, *(chapter.name for chapter in chapters()))
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(names))
    parser.add_argument("--one", choices=names)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.one:
            (_play if arguments.one in CASES else _read)(arguments.one, Path(folder))
        for case in arguments.cases or names:
            subprocess.run([sys.executable, "-m", "tests.benchmarks.turns", "--one", case], check=True)


if __name__ == "__main__":
    main()
