"""The longest stops of the window's event loop under 1,000 random actions: menus, keys, mouse, fields.

Each scenario is gone through up to three times with the same seed, each time in a process of its own, since machines stall by
themselves: a stop counts if the same action repeats it in each replay.

`python -m tests.benchmarks.stops [--actions N] [SCENARIO …]`; with `--cpu` in CPU time of the window's thread, which no other
program disturbs, so that one replay of some minutes is enough, and whatever is done may stop it for 100 ms at most.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

REPLAYS = 3
LIMIT_MS, ARRANGED_MS = 100.0, 250.0
"""What no action may stop the event loop for, and what one may that changes the window's size or arrangement."""
LARGE = "large"
"""The name of 2-256-256-1 with 20,000 points."""
_SETTLE, _ARRANGED = 0.06, 0.3
"""How long after an action stops are still its own, in seconds, and after one that changes size or arrangement."""
_PATIENCE = 0.8
"""How long after an action what is still being waited for is cancelled, in seconds."""
_LEFT_OUT = {"quit", "close", "full_screen", "print"}
"""What ends the run, or waits for the platform."""
_ARRANGING = {
    "arranged",
    "restore",
    "resize",
    "dock",
    "fit",
    "workspace",
    "text_",
    "menu present",
    "data_table",
    "glossary",
    "be_algorithm",
    "find_bug",
}


def scenario_of(name: str) -> Any:
    """A built-in scenario, or the large one."""
    import numpy as np

    from visprop.engine.network import Network
    from visprop.scenario.builtin import open_scenario
    from visprop.scenario.data.data import Data
    from visprop.scenario.scenario import Scenario, Training

    if name != LARGE:
        return open_scenario(name)
    rng = np.random.default_rng(0)
    network = Network((2, 256, 256, 1), ("tanh", "tanh", "identity"))
    x = rng.normal(size=(20_000, 2))
    p = rng.normal(size=network.parameter_count) * 0.1
    return Scenario(LARGE, network, p, Data(x, np.sin(x[:, :1])), Training("mini_batch", 10, 0.01, 0, True))


class Hands:
    """Does one random thing after another in a window, and notes how long the event loop stopped for each."""

    def __init__(self, name: str, folder: Path, seed: int, clock: Callable[[], float] = perf_counter) -> None:
        from PySide6.QtCore import QSettings, QTimer
        from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QProgressDialog, QPushButton

        from visprop.paint.fonts import load_fonts
        from visprop.qt.dialogs.export_dialog import ExportDialog
        from visprop.qt.dialogs.importing import ImportDialog
        from visprop.qt.window.documents import Documents
        from visprop.qt.window.main_window import MainWindow
        from visprop.scenario.run import Run
        from visprop.session.session import Session

        self.app = QApplication([])
        load_fonts()
        self._rng, self._clock = random.Random(seed), clock
        self._folder = folder
        saved = str(folder / "saved.visprop")
        # Dialogues that would wait for a hand are answered.
        QFileDialog.getSaveFileName = lambda *_: (saved, "")  # type: ignore[method-assign]
        QFileDialog.getOpenFileName = lambda *_: (saved, "") if Path(saved).exists() else ("", "")  # type: ignore[method-assign]
        QMessageBox.warning = QMessageBox.question = lambda *_: None  # type: ignore[method-assign,assign]
        QMessageBox.exec = lambda box: QMessageBox.StandardButton.Yes  # type: ignore[method-assign]
        Documents.may_discard = lambda self: True  # type: ignore[method-assign]
        ExportDialog.exec = self._export_figure  # type: ignore[method-assign]
        ImportDialog.exec = self._export  # type: ignore[method-assign]
        self._dialog, self._bar, self._button = QDialog, QProgressDialog, QPushButton
        began = clock()
        self.session = Session(Run(scenario_of(name)))
        self.window = MainWindow(self.session, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
        self.window.resize(1440, 900)
        self.window.show()
        self.app.processEvents()
        self.opening = 1e3 * (clock() - began)
        self._longest, self._last, self._began = 0.0, clock(), 0.0
        self._ticks = QTimer(interval=1)
        self._ticks.timeout.connect(self._on_tick)
        self._ticks.start()

    def _export(self, dialog: Any = None) -> int:
        return 1

    def _export_figure(self, dialog: Any) -> int:
        dialog.show()
        dialog.form.file.edit.setText(str(self._folder / "a.svg"))
        dialog.on_save()
        return 1

    def _on_tick(self) -> None:
        now = self._clock()
        self._longest, self._last = max(self._longest, now - self._last), now
        if perf_counter() - self._began > _PATIENCE:
            # What takes long is cancelled by the hand, too.
            for bar in self.window.findChildren(self._bar):
                if bar.isVisible():
                    bar.findChild(self._button).click()

    def _stop_of(self, act: Callable[[], object], seconds: float) -> float:
        """The longest stop of the event loop while something is done and for some time after it, in milliseconds.

        Dialogues have event loops of their own, which count as well.
        """
        self._longest, self._last, self._began = 0.0, self._clock(), perf_counter()
        act()
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.app.processEvents()
        self._on_tick()
        return 1e3 * self._longest

    def go(self, count: int) -> list[tuple[str, float]]:
        """Each action with its longest stop."""
        self._stop_of(lambda: None, 3.0)
        found = []
        for _ in range(count):
            kind, act = self._choose()
            arrangement = self._arrangement()
            longest = self._stop_of(act, _SETTLE if _limit(kind) == LIMIT_MS else _ARRANGED)
            if _limit(kind) == LIMIT_MS and self._arrangement() != arrangement:
                # A file that is opened brings its workspace.
                kind, longest = f"{kind}, arranged", max(longest, self._stop_of(lambda: None, _ARRANGED))
            found.append((kind, longest))
        self.session.playback.pause()
        return found

    def _arrangement(self) -> tuple[object, ...]:
        state = self.session.window
        return state.workspace, state.text, self.window.size(), self.window.isFullScreen()

    def _choose(self) -> tuple[str, Callable[[], object]]:
        kinds = (self._menu, self._menu, self._menu, self._key, self._mouse, self._mouse, self._field, self._field, self._arrange)
        return self._rng.choice(kinds)()

    def _menu(self) -> tuple[str, Callable[[], object]]:
        name = self._rng.choice([spec.name for spec in self.window.actions_.specs if spec.name not in _LEFT_OUT])
        return f"menu {name}", self.window.actions_[name].trigger

    def _key(self) -> tuple[str, Callable[[], object]]:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        key = self._rng.choice(
            [Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Home, Qt.Key.Key_Escape]
        )
        modifier = self._rng.choice([Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
        return f"key {key.name}", lambda: QTest.keyClick(self.window, key, modifier)

    def _mouse(self) -> tuple[str, Callable[[], object]]:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        name = self._rng.choice(list(self.window.views))
        view = self.window.views[name]
        x, y = self._rng.random(), self._rng.random()
        place = QPoint(int(x * view.width()), int(y * view.height()))
        button = Qt.MouseButton.LeftButton

        def drag() -> None:
            QTest.mousePress(view, button, pos=place)
            QTest.mouseMove(view, place + QPoint(30, 20))
            QTest.mouseRelease(view, button, pos=place + QPoint(30, 20))

        acts = {
            "move": lambda: QTest.mouseMove(view, place),
            "click": lambda: QTest.mouseClick(view, button, pos=place),
            "drag": drag,
        }
        act = self._rng.choice(list(acts))
        return f"{act} in {name}", acts[act]

    def _field(self) -> tuple[str, Callable[[], object]]:
        from visprop.timeline.position import Unit

        rng, window, session = self._rng, self.window, self.session
        scenario, bar, panel = window.docks.panels["scenario"], window.timeline_bar, window.selection
        steppers = window.toolbar.steppers
        network = session.scenario.network
        key = network.parameter(rng.randrange(network.parameter_count))
        fields: dict[str, Callable[[], object]] = {
            "η": lambda: scenario.eta.setValue(rng.choice([0.003, 0.01, 0.02])),
            "strategy": lambda: scenario._on_strategy(rng.randrange(2)),
            "batch": lambda: scenario.batch.setValue(rng.randint(1, 20)),
            "optimiser": lambda: scenario._on_optimiser(rng.randrange(scenario.optimiser.count())),
            "update": lambda: steppers[Unit.UPDATE].box.setValue(rng.randrange(300)),
            "slider": lambda: bar.slider.setValue(rng.randrange(300)),
            "example": lambda: steppers[Unit.EXAMPLE].box.setValue(rng.randrange(10)),
            "line": lambda: steppers[Unit.LINE].box.setValue(rng.randrange(8)),
            "select": lambda: session.selection.select(key),
            "value": lambda: (session.selection.select(key), panel.field.setText("0.1"), panel._on_set()),
            "plane": lambda: window.landscape._on_span(rng.randrange(4)),
        }
        name = rng.choice(list(fields))
        return f"field {name}", fields[name]

    def _arrange(self) -> tuple[str, Callable[[], object]]:
        from visprop.scenario.workspaces import WORKSPACES

        rng, window = self._rng, self.window
        name, workspace = rng.choice(list(window.docks.docks)), rng.choice(list(WORKSPACES))
        width, height = rng.choice([(1440, 900), (1200, 800), (1024, 700)])
        acts: dict[str, Callable[[], object]] = {
            f"dock {name}": lambda: window.docks.bring_up(name),
            f"resize {width}": lambda: window.resize(width, height),
            f"workspace {workspace}": lambda: self.session.window.choose(workspace),
            "close dialogues": self._close_dialogues,
        }
        kind = rng.choice(list(acts))
        return kind, acts[kind]

    def _close_dialogues(self) -> None:
        for dialog in self.window.findChildren(self._dialog):
            dialog.close()


def _replay(name: str, count: int, folder: Path, is_cpu: bool) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.benchmarks.stops", "--one", name, "--actions", str(count), "--folder", str(folder)]
    done = subprocess.run([*words, *(["--cpu"] if is_cpu else [])], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _limit(kind: str, is_cpu: bool = False) -> float:
    if is_cpu:
        return LIMIT_MS
    return ARRANGED_MS if any(word in kind for word in _ARRANGING) else LIMIT_MS


def compare(name: str, count: int, times_played: int, is_cpu: bool) -> None:
    """Print what stopped the event loop in each of the replays."""
    import tempfile

    least, opening, over, played = [float("inf")] * count, float("inf"), [(0.0, "", 0)], 0
    # Once no action is left that was over the limit each time, another replay could find none.
    while over and played < times_played:
        with tempfile.TemporaryDirectory() as folder:
            replay = _replay(name, count, Path(folder), is_cpu)
        kinds = [kind for kind, _ in replay["stops"]]
        least = [min(known, time) for known, (_, time) in zip(least, replay["stops"], strict=True)]
        over = sorted(
            (time, kind, i) for i, (time, kind) in enumerate(zip(least, kinds, strict=True)) if time > _limit(kind, is_cpu)
        )
        opening, played = min(opening, replay["opening"]), played + 1
    print(
        f"{name:<12} {count} actions, {played} replays: longest stop {max(least):5.0f} ms, "
        f"median {sorted(least)[count // 2]:4.1f} ms, {len(over)} over the limit; opening {opening:4.0f} ms",
        flush=True,
    )
    for time, kind, i in reversed(over[-20:]):
        print(f"    {time:6.0f} ms  action {i}: {kind}", flush=True)


def main() -> None:
    """Compare the replays of each scenario, or play one."""
    import tempfile

    from visprop.scenario.builtin import builtin_names

    parser = argparse.ArgumentParser()
    parser.add_argument("scenarios", nargs="*")
    parser.add_argument("--actions", type=int, default=1000)
    parser.add_argument("--one")
    parser.add_argument("--cpu", action="store_true", help="CPU time of the window's thread, once")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--replays", type=int, default=REPLAYS, help="at most so many; one is enough where nothing is over the limit"
    )
    arguments = parser.parse_args()
    if arguments.one:
        hands = Hands(arguments.one, arguments.folder, arguments.seed, thread_time if arguments.cpu else perf_counter)
        print(json.dumps({"stops": hands.go(arguments.actions), "opening": hands.opening}), flush=True)
        os._exit(0)
    for name in arguments.scenarios or [LARGE, *builtin_names()]:
        compare(name, arguments.actions, 1 if arguments.cpu else arguments.replays, arguments.cpu)


if __name__ == "__main__":
    main()
