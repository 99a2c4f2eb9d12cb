"""Maps in the neurons and layers as heat maps: milliseconds of CPU of their numbers, of their painting, and the longest turns.

`python -m tests.benchmarks.maps`; all are medians, of the turns the largest.
"""

from __future__ import annotations

import os
from time import process_time, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.benchmarks.drawing import wait
from tests.large import large_scenario
from visprop.engine.responses import Responses
from visprop.export.png import figure_image
from visprop.figures.base.shapes import Figure, Raster
from visprop.figures.base.style import LIGHT
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.network.units.portraits import map_side, portraits
from visprop.paint.fonts import load_fonts
from visprop.paint.painter import paint_figure
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Unit
from visprop.timeline.timeline import Timeline

DEEP = (2, 8, 8, 8, 8, 8, 8, 1)
LARGE = ((784, 30, 10), (2, *(64,) * 8, 1), (1024, 1024))
PAGE = (1440.0, 749.0)
_ROUNDS = 41


def median(act: Callable[[], object]) -> float:
    """Milliseconds of CPU that something takes."""
    times = []
    for _ in range(_ROUNDS):
        start = process_time()
        act()
        times.append(process_time() - start)
    return 1e3 * float(np.median(times))


def maps() -> None:
    """All maps of a deep network: their numbers, their colours, and their painting."""
    timeline = Timeline(Run(large_scenario(DEEP)))
    frame = timeline.frame(timeline.walk.update_end(1))
    layers = frozenset(range(1, len(DEEP)))
    side = map_side(frame.scenario.network)
    responses = Responses(frame.scenario.network, np.random.default_rng(0).uniform(-1.0, 1.0, (side * side, DEEP[0])))
    whole, numbers = (median(act) for act in (
        lambda: portraits(frame, LIGHT, layers, has_present=False), lambda: responses.at(frame.p),
    ))  # fmt: skip
    image, painting = QImage(round(PAGE[0]), round(PAGE[1]), QImage.Format.Format_RGB32), []
    for quick in (True, False):
        rasters = tuple(shape for shape in drawn(timeline, 1, quick=quick).shapes if isinstance(shape, Raster))
        bare = Figure(*PAGE, LIGHT.paper, rasters)

        def paint(figure: Figure = bare) -> None:
            with QPainter(image) as painter:
                paint_figure(painter, figure, background=False)

        painting.append(median(paint))
    told = f"numbers {numbers:.2f} ms (wanted 1), colours {whole - numbers:.2f} ms (wanted 1)"
    print(f"{sum(DEEP[1:])} maps of {side}²: {told}", end=", ")
    print(f"painting {painting[0]:.2f} ms at speed, {painting[1]:.2f} ms at rest")


def drawn(timeline: Timeline, done: int, form: str = "map", quick: bool = True) -> Figure:
    """The picture after an update."""
    frame = timeline.frame(timeline.walk.update_end(done))
    return network_figure(frame, PAGE, NetworkOptions(NetworkChoices(form=form), quick=quick))


def pictures() -> None:
    """A whole picture at speed, laid out, made and painted, each of another p: with maps and without."""
    for sizes in ((2, 8, 1), (2, 8, 8, 1), DEEP, (1, 8, 1), (64, 30, 10), *LARGE):
        timeline, found = Timeline(Run(large_scenario(sizes))), {}
        for form in ("automatic", "map"):
            times = []
            for done in range(1, 24):
                start = process_time()
                figure_image(drawn(timeline, done, form), 1.0)
                times.append(process_time() - start)
            found[form] = 1e3 * float(np.median(times))
        print(f"{'-'.join(map(str, sizes)):<24} a picture {found['automatic']:6.1f} ms, with maps {found['map']:6.1f} ms")


def turns(app: QApplication) -> None:
    """The longest turn of the event loop, in CPU of its thread, while a large network is opened, stepped through and drawn."""
    for sizes in LARGE:
        with tempfile.TemporaryDirectory() as folder:
            session = Session(Run(large_scenario((2, 8, 1))))
            window = MainWindow(session, QSettings(str(Path(folder) / "s.ini"), QSettings.Format.IniFormat))
            window.resize(1440, 900)
            window.show()
            wait(2.0)
            run = Run(large_scenario(sizes))
            longest = {"opening": longest_turn(app, lambda: session.open(run, None), 3.0)}  # noqa: B023
            steps = [longest_turn(app, lambda: session.playback.step(Unit.LINE), 0.3) for _ in range(8)]  # noqa: B023
            longest["a step"] = max(steps)
            longest["an update"] = longest_turn(app, lambda: session.playback.step(Unit.UPDATE), 1.0)  # noqa: B023
            print(f"{'-'.join(map(str, sizes)):<24} " + ", ".join(f"{name} {1e3 * t:.0f} ms" for name, t in longest.items()))
            session.mark_saved(Path(folder) / "x")
            window.close()
            window.deleteLater()
            app.processEvents()


def longest_turn(app: QApplication, act: Callable[[], object], seconds: float) -> float:
    """The most CPU between two ticks of a timer that ticks in each turn, in seconds."""
    found, last = [0.0], [thread_time()]

    def tick() -> None:
        now = thread_time()
        found[0], last[0] = max(found[0], now - last[0]), now

    timer = QTimer(interval=0)
    timer.timeout.connect(tick)
    timer.start()
    tick()
    found[0] = 0.0
    act()
    tick()
    wait(seconds)
    timer.stop()
    return found[0]


def main() -> None:
    """Print all of it."""
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    maps()
    pictures()
    turns(app)


if __name__ == "__main__":
    main()
