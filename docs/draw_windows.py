"""The pictures of the window in the documentation, each of the real window: python docs/draw_windows.py."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from visprop.engine.key import Key
from visprop.figures.base.style import LIGHT
from visprop.figures.moment import ViewOptions
from visprop.kinds.files import open_any
from visprop.lessons.shelf import open_chapter
from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.position import Position

FOLDER = Path(__file__).parent
SETTLED = 4.0
"""How long a window may finish what it draws, in seconds."""


def step(window: MainWindow, session: Session) -> None:
    """A line of the backward pass, with a weight that is selected."""
    session.playback.go(Position(40, 1, 7))
    session.selection.select(Key.parse("w3[1,2]"))


def workbench(window: MainWindow, session: Session) -> None:
    """Exclusive or, learnt."""
    session.open(Run(open_scenario("xor")), None)
    session.window.choose("data")
    session.playback.go(session.playback.experiment.walk.update_end(400))


def lesson(window: MainWindow, session: Session) -> None:
    """A question of the course."""
    session.window.choose("lesson")
    window.adapter.course.open(open_chapter("13-blame"), 5)


def bench(window: MainWindow, session: Session) -> None:
    """The bench of a neuron."""
    session.open(open_any("bench:neuron").run, None)
    session.window.choose("bench")
    session.playback.go(session.playback.experiment.walk.update_end(session.playback.experiment.reached))


PICTURES: dict[str, Callable[[MainWindow, Session], None]] = {
    "window": step, "workbench": workbench, "lesson": lesson, "bench": bench,
}  # fmt: skip
"""What is done before each is taken."""


def main() -> None:
    """Take all of them."""
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    for name, prepare in PICTURES.items():
        with tempfile.TemporaryDirectory() as temporary:
            session = Session(Run(open_scenario("two-neurons")))
            session.playback.set_reduce_motion(True)
            window = MainWindow(session, QSettings(str(Path(temporary) / "s.ini"), QSettings.Format.IniFormat))
            window.resize(1440, 900)
            window.show()
            session.choose(ViewOptions.theme, LIGHT)
            prepare(window, session)
            end = perf_counter() + SETTLED
            while perf_counter() < end:
                app.processEvents()
            window.grab().save(str(FOLDER / f"{name}.png"))
            window.ask_nothing()
            window.close()


if __name__ == "__main__":
    main()
