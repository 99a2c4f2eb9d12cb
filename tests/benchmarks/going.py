"""Going through a training: what the time line and the window add to the bare descent, in processor time, with ratios.

Ahead by `Timeline.advance`; a jump in an open window; and the time of steps back from a late update, in milliseconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from tests.benchmarks.timing import report, side_by_side
from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.session import Session
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

NAMES = ("two-neurons", "sine", "spiral", "iris", "digits")
UPDATES = 20_000
ROUNDS = 5
LATE = 1_000_000
STEPS = 50


def descended(scenario: Scenario) -> Callable[[], object]:
    """The bare descent."""
    return lambda: scenario.descent().run(Run(scenario).state(), 0, UPDATES)


def advanced(scenario: Scenario) -> Callable[[], object]:
    """The same through a time line, which keeps what it needs to go back."""
    return lambda: Timeline(Run(scenario)).advance(UPDATES, float("inf"))


def jumps(name: str, scenario: Scenario, app: QApplication, folder: Path) -> None:
    """Print what a jump takes in a window that is open, the opening left out."""
    rates = []
    for turn in range(ROUNDS):
        start = process_time()
        scenario.descent().run(Run(scenario).state(), 0, UPDATES)
        bare = process_time() - start
        session = Session(Run(scenario))
        window = MainWindow(session, QSettings(str(folder / f"{name}{turn}.ini"), QSettings.Format.IniFormat))
        window.resize(1440, 900)
        window.show()
        settle(app)
        start = process_time()
        session.playback.go(Position(UPDATES))
        while session.playback.seeking is not None:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        rates.append(((process_time() - start) / bare, bare))
        assert session.playback.position.update == UPDATES, "it did not arrive"
        settle(app)
        window.close()
    ratio, bare = np.median(rates, axis=0)
    print(
        f"{name:<28}jump of {UPDATES} updates in the window: {ratio:.2f} × the descent, {1e6 * bare / UPDATES:.1f} µs an update",
        flush=True,
    )


def settle(app: QApplication) -> None:
    """Let the window do what it does when nothing is asked of it, until it rests: libraries, equations and checks made ready."""
    for _ in range(20):
        start, end = process_time(), perf_counter() + 1.0
        while perf_counter() < end:
            app.processEvents()
            # Without it the wait itself would be what never rests.
            sleep(0.002)
        if process_time() - start < 0.15:
            return


def steps_back(name: str, scenario: Scenario) -> None:
    """Print how long stepping back takes at a late update."""
    timeline = Timeline(Run(scenario))
    timeline.advance(LATE, float("inf"))
    times = []
    for k in range(STEPS):
        start = process_time()
        timeline.frame(timeline.walk.update_end(LATE - k - 1))
        times.append(1e3 * (process_time() - start))
    print(
        f"{name:<28}a step back at update {LATE}: {np.median(times):.2f} ms, at most {max(times):.2f}; "
        f"{timeline.nbytes / 1e6:.1f} MB are kept, {timeline.stride} updates apart",
        flush=True,
    )


def main() -> None:
    """Print some lines for each scenario."""
    app = QApplication([])
    load_fonts()
    with TemporaryDirectory() as folder:
        for name in NAMES:
            scenario = open_scenario(name)
            times = side_by_side({"descent": descended(scenario), "advance": advanced(scenario)}, ROUNDS)
            report(name, times, 1e-6, UPDATES, "descent")
            jumps(name, scenario, app, Path(folder))
    steps_back(NAMES[0], open_scenario(NAMES[0]))


if __name__ == "__main__":
    main()
