"""Painting networks, and a whole window while it trains at full speed: milliseconds a picture, paints a second, CPU a paint.

`python -m tests.benchmarks.drawing`; with QT_QPA_PLATFORM=xcb in a real window.
"""

from __future__ import annotations

import os
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.paints import Paints
from tests.large import large_scenario
from visprop.export.png import figure_image
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.scenario.stop import NEVER
from visprop.scenario.workspaces import WORKSPACES, column, row
from visprop.session.session import Session
from visprop.session.speeds import SPEEDS
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.position import Unit
from visprop.timeline.timeline import Timeline

SHOWN = ("network", "landscape", "history")
BESIDE = row((60, 40), ("picture",), column((50, 50), ("map",), ("curves",)))
"""An arrangement in which all three are seen: in the workspaces some of them are tabs behind others."""
AS_IT_IS = ("network", "pseudocode", "equations")
"""What is seen in the workspace Step."""
_SETTLED = 1.5
"""How long a window has to come to rest, in seconds."""
PAGES = ((1000, 640), (1440, 749))
"""Of a window of 1440 × 900 the second is what the network has alone."""
NETWORKS = ((2, 8, 8, 1), (2, 8, 8, 8, 8, 8, 8, 1), (64, 30, 10))


def pictures() -> None:
    """CPU of one picture of the network, laid out and painted, while it trains: each is of another p."""
    for sizes in NETWORKS:
        timeline = Timeline(Run(large_scenario(sizes)))
        for page in PAGES:
            for quick in (True, False):
                times = []
                for done in range(1, 33):
                    frame = timeline.frame(timeline.walk.update_end(done))
                    start = process_time()
                    figure_image(network_figure(frame, page, NetworkOptions(quick=quick)), 1.0)
                    times.append(process_time() - start)
                kind = "while running" if quick else "at rest"
                name = "-".join(map(str, sizes))
                print(f"{name:<24} {kind:<14} {page[0]} × {page[1]} {1e3 * float(np.median(times)):6.1f} ms CPU")


def running(
    app: QApplication, scenario: Scenario, kind: str, panels: tuple[str, ...], contenders: int = 0, solid: bool = False
) -> None:
    """Paints a second of the network in a window that trains at full speed, with some panels, and other trainings beside it."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Run(scenario))
        window = MainWindow(session, QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
        window.resize(1440, 900)
        window.show()
        if "landscape" in panels:
            window.docks.arrange(WORKSPACES["step"], BESIDE)
        for name, dock in window.docks.docks.items():
            dock.setVisible(name in panels)
        session.playback.set_speed(len(SPEEDS) - 1)
        session.choose(LandscapeOptions.solid, solid)
        names = ("momentum", "rmsprop", "adam")[:contenders]
        session.compare(tuple(ContenderSettings("online", 1, 0.01, name) for name in names), by_examples=False)
        wait(_SETTLED)
        # The monitor is a plot of another library, whose own view is only for files.
        paints = Paints(window.views[name] for name in panels if name in window.views and name != "history")
        session.playback.run()
        wait(1.0)
        start, spent = perf_counter(), process_time()
        wait(3.0)
        spent = process_time() - spent
        session.playback.pause()
        gaps = np.diff([t for t in paints.times["network"] if t > start])
        others = ", ".join(f"{name} {sum(t > start for t in times) / 3.0:.0f}" for name, times in paints.times.items())
        name = "-".join(map(str, session.scenario.network.sizes))
        print(
            f"{name:<24} {kind:<36} {1 / np.median(gaps):5.0f} a second, slowest {1e3 * gaps.max():.0f} ms, "
            f"{1e3 * spent / len(gaps):.1f} ms CPU a paint, {session.playback.position.update} updates; paints a second: {others}"
        )
        session.mark_saved(Path(folder) / "x")
        window.close()
        window.deleteLater()
        app.processEvents()


def wait(seconds: float) -> None:
    """Let the event loop run, and rest where there is nothing to do: to ask again and again would be much of what is measured."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def stepping(app: QApplication) -> None:
    """How long a step of a line takes until all is repainted, equations included."""
    with tempfile.TemporaryDirectory() as folder:
        for scenario in (open_scenario("two-neurons"), large_scenario((2, 8, 8, 1))):
            session = Session(Run(scenario))
            session.playback.set_reduce_motion(True)
            window = MainWindow(session, QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
            window.resize(1440, 900)
            window.show()
            for _ in range(30):
                app.processEvents()
            times = []
            for _ in range(40):
                start = perf_counter()
                session.playback.step(Unit.LINE)
                window.adapter.deliver()
                window.repaint()
                app.sendPostedEvents()
                window.equations.view.repaint()
                times.append(perf_counter() - start)
                for _ in range(10):
                    app.processEvents()
            name = "-".join(map(str, scenario.network.sizes))
            print(f"{name:<24} a step         {1e3 * float(np.median(times)):6.1f} ms, slowest {1e3 * max(times):.0f} ms")
            session.mark_saved(Path(folder) / "x")
            window.close()
            window.deleteLater()
            app.processEvents()


def main() -> None:
    """Print all of it."""
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    pictures()
    for sizes in NETWORKS:
        running(app, large_scenario(sizes, 250), "network alone", ("network",))
    digits = open_scenario("digits")
    digits = digits.with_training(replace(digits.training, stop=NEVER))
    for kind, panels in (("digits, network alone", ("network",)), ("digits, the workspace Step", AS_IT_IS)):
        running(app, digits, kind, panels)
    small, deep = large_scenario((2, 8, 8, 1), 250), large_scenario((2, 8, 8, 8, 8, 8, 8, 1), 250)
    running(app, small, "with landscape and monitor", SHOWN)
    running(app, small, "the same, the surface in 3-D", SHOWN, solid=True)
    running(app, small, "the same, beside three trainings", SHOWN, contenders=3)
    for scenario in (small, deep):
        running(app, scenario, "the workspace Step", AS_IT_IS)
    stepping(app)


if __name__ == "__main__":
    main()
