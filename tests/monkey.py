"""Hands that do anything in a real window: every menu entry, button, key, drag, size, dialogue, workspace, file and export.

Nothing may raise; after every hundred actions each view that is seen equals the figure of (run, position).

`python -m tests.monkey [--actions 10000] [--seed 0]`, under Xvfb for a window as a user has it.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import traceback
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QProgressDialog,
    QPushButton,
)

from visprop.paint.fonts import load_fonts
from visprop.qt.dialogs.export_dialog import ExportDialog
from visprop.qt.dialogs.importing import ImportDialog
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.documents import Documents
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session

LEFT_OUT = ("Quit", "Close", "Print")
"""What ends the run, or waits for the platform."""
CHECK_EVERY = 100
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in (
    "Left", "Right", "Up", "Down", "Home", "End", "Space", "Tab", "Return", "Escape", "Plus", "Minus", "F9", "PageDown", "PageUp",
    "1", "2", "A", "Z", "BracketLeft", "BracketRight", "Delete", "F2",
)]  # fmt: skip
HELD = [
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
]  # fmt: skip
SIZES = ((860, 600), (1024, 700), (1440, 900), (1920, 1080))


_PATIENCE = 2.0
"""After how many seconds long work is cancelled."""


class Monkey:
    """Acts, and notes what goes wrong.

    Args:
        folder: where it saves and exports.
        seed: from which its choices are drawn.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.app = QApplication.instance() or QApplication([])
        self.app.setStyle("Fusion")
        load_fonts()
        self.rng, self.folder = random.Random(seed), folder
        self.faults: list[str] = []
        self.done: Counter[str] = Counter()
        self.last: list[str] = []
        sys.excepthook = self._on_exception
        threading.excepthook = lambda told: self._on_exception(told.exc_type, told.exc_value, told.exc_traceback)
        self._answer_dialogues()
        self.session = Session(Run(open_scenario("two-neurons")))
        self.window = MainWindow(self.session, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
        self.autosave = Autosave(self.session, folder / "state", self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.cancels = QTimer(interval=1000)
        self.cancels.timeout.connect(self._cancel_long_work)
        self.cancels.start()
        self.wait(0.5)

    def _cancel_long_work(self) -> None:
        """What lasts longer than a few seconds is cancelled by the hand, too."""
        for bar in self.window.findChildren(QProgressDialog):
            began = bar.property("began") or perf_counter()
            bar.setProperty("began", began)
            if bar.isVisible() and perf_counter() - began > _PATIENCE:
                bar.findChild(QPushButton).click()

    def _answer_dialogues(self) -> None:
        saved = str(self.folder / "saved.visprop")
        QFileDialog.getSaveFileName = lambda *_: (saved, "")  # type: ignore[method-assign]
        table = self.folder / "table.csv"
        table.write_text("a;b;kind\n" + "".join(f"{i / 4};{i % 7};{'xyz'[i % 3]}\n" for i in range(30)), encoding="utf-8")

        def chosen(*asked: Any) -> tuple[str, str]:
            """A table where one is asked for, else what was saved."""
            wanted = str(table) if "Import" in str(asked[1]) else saved
            return (wanted, "") if Path(wanted).exists() else ("", "")

        QFileDialog.getOpenFileName = chosen  # type: ignore[method-assign,assign]
        QInputDialog.getText = lambda *_, **__: ("x1^2 - 1/3", self.rng.random() < 0.5)  # type: ignore[method-assign,assign]
        ImportDialog.exec = lambda dialog: self._choose_import(dialog)  # type: ignore[method-assign]
        QMessageBox.exec = lambda box: QMessageBox.StandardButton.Yes  # type: ignore[method-assign]
        QMessageBox.question = lambda *_: QMessageBox.StandardButton.Yes  # type: ignore[method-assign,assign]
        Documents.may_discard = lambda self: True  # type: ignore[method-assign]
        ExportDialog.exec = self._choose_export  # type: ignore[method-assign,assign]
        ExportDialog.ask_path = lambda dialog, _: self.folder / f"a.{dialog.chosen_format.suffix}"  # type: ignore[method-assign]

    def _choose_export(self, dialog: Any = None) -> int:
        for found in self.app.topLevelWidgets():
            if isinstance(found, ExportDialog):
                found.view.setCurrentIndex(self.rng.randrange(found.view.count()))
                found.dpi.setValue(72)
        return 1

    def _choose_import(self, dialog: ImportDialog) -> int:
        dialog.network.setCurrentIndex(self.rng.randrange(2))
        dialog.take.click()
        return 1

    def _on_exception(self, kind: Any, error: Any, trace: Any) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        self.faults.append(f"after {self.last[-5:]}:\n{text}")
        print(self.faults[-1], file=sys.stderr, flush=True)

    def wait(self, seconds: float) -> None:
        """Let the event loop turn."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.app.processEvents()

    # Acting

    def act(self) -> None:
        """Do one thing."""
        acts = (
            self.menu,
            self.menu,
            self.menu,
            self.button,
            self.key,
            self.key,
            self.mouse,
            self.mouse,
            self.arrange,
            self.dialogue,
        )
        found = self.rng.choice(acts)
        self.done[found.__name__] += 1
        try:
            found()
        except Exception:
            self._on_exception(*sys.exc_info())
        self.wait(0.004)

    def _note(self, text: str) -> None:
        self.last = [*self.last[-9:], text]

    def menu(self) -> None:
        """Any entry of any menu."""
        actions = [action for menu in self.window.menus.values() for action in _actions(menu)]
        action = self.rng.choice([a for a in actions if not any(word in a.text().replace("&", "") for word in LEFT_OUT)])
        self._note(f"menu {action.text()}")
        if action.isEnabled():
            action.trigger()

    def button(self) -> None:
        """Any button that is seen."""
        windows = [self.window, *(d for d in self.window.findChildren(QDialog) if d.isVisible())]
        seen = [
            found
            for owner in windows
            for found in owner.findChildren(QAbstractButton)
            if not found.visibleRegion().isEmpty() and found.isEnabled() and not (found.text() in ("Print…",) or _has_menu(found))
        ]
        if seen:
            found = self.rng.choice(seen)
            self._note(f"button {found.text() or found.toolTip()[:20]}")
            QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def key(self) -> None:
        """Any key, where the focus is."""
        target = self.app.focusWidget() or self.window
        key, held = self.rng.choice(KEYS), self.rng.choice(HELD)
        self._note(f"key {key.name} {held.name} in {type(target).__name__}")
        QTest.keyClick(target, key, held)

    def mouse(self) -> None:
        """A click, a drag, a wheel or a right button in a view."""
        seen = [view for view in self.window.views.values() if view.is_seen]
        if not seen:
            return
        view = self.rng.choice(seen)
        start = QPoint(self.rng.randrange(max(1, view.width())), self.rng.randrange(max(1, view.height())))
        self._note(f"mouse in {view.view.name}")
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        for _ in range(self.rng.randrange(3)):
            QTest.mouseMove(view, start + QPoint(self.rng.randint(-60, 60), self.rng.randint(-60, 60)))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start)
        if self.rng.random() < 0.2:
            QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=start)
        elif self.rng.random() < 0.2:
            view.customContextMenuRequested.emit(start)
            popup = self.app.activePopupWidget()
            if isinstance(popup, QMenu):
                popup.close()
        elif self.rng.random() < 0.2:
            view.zoom_by(self.rng.choice([0.8, 1.25]), start.toPointF())

    def arrange(self) -> None:
        """Another size, another front panel, a panel closed or torn off."""
        docks = self.window.docks.docks
        name = self.rng.choice(list(docks))
        act = self.rng.randrange(5)
        self._note(f"arrange {act} {name}")
        if act == 0:
            self.window.resize(*self.rng.choice(SIZES))
        elif act == 1:
            self.window.docks.bring_up(name)
        elif act == 2:
            docks[name].close()
        elif act == 3:
            docks[name].setFloating(not docks[name].isFloating())
        else:
            self.window.docks.docks[name].raise_()

    def dialogue(self) -> None:
        """All dialogues are closed."""
        self._note("close dialogues")
        for dialog in self.window.findChildren(QDialog):
            dialog.close()

    # Looking

    def check(self) -> None:
        """Each view that is seen shows the figure of (run, position)."""
        self.dialogue()
        self.session.playback.pause()
        self.session.playback.end_trial()
        self.session.selection.point(None)
        end = perf_counter() + 20.0
        self.wait(0.3)
        while (self.session.background.waiting or self.session.playback.is_moving) and perf_counter() < end:
            self.wait(0.05)
        self.wait(0.3)
        for name, view in self.window.views.items():
            if not view.is_seen or name in ("landscape", "equations"):
                # Their pictures come in several steps: what is compared is that they can be made.
                view.finished(view.page_size())
            elif view.figure is not None:
                options = self.session.options
                if name == "network":
                    # In the workbench it has room for its buttons.
                    options = replace(options, editing=self.window.network.is_edited)
                wanted = view.view.draw(self.session.moment().at_once(view.view.shows_past), options, view.page_size())
                if not same(view.figure, wanted):
                    self.faults.append(f"{name} shows something else after {self.last[-5:]}")
                    print(self.faults[-1], file=sys.stderr, flush=True)


def same(one: Any, other: Any) -> bool:
    """Whether two figures are equal, arrays and all."""
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "shapes") or hasattr(one, "__dataclass_fields__"):
        return type(one) is type(other) and all(same(getattr(one, k), getattr(other, k)) for k in one.__dataclass_fields__)
    return callable(one) or bool(one == other)


def _actions(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _actions(inner)
        elif not action.isSeparator():
            found.append(action)
    return found


def _has_menu(button: QAbstractButton) -> bool:
    menu = getattr(button, "menu", None)
    return callable(menu) and menu() is not None


def main() -> int:
    """Let it act, and say what went wrong; exit status 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        monkey = Monkey(Path(folder), arguments.seed)
        for i in range(1, arguments.actions + 1):
            monkey.act()
            if i % CHECK_EVERY == 0:
                monkey.check()
                print(f"{i} actions, {len(monkey.faults)} faults", flush=True)
        print(f"{sum(monkey.done.values())} actions ({dict(monkey.done)}), {len(monkey.faults)} faults", flush=True)
        status = 1 if monkey.faults else 0
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
