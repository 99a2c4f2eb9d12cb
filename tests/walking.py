"""A hand that knows nothing of the window: it walks its widgets, and does something to whatever it finds.

It works inside the application's own event loop, in menus and dialogues too, as a user does. Whatever raises, warns or is told by
Qt is a fault, and so is a view that shows something else than the figure of (run, position); widgets and memory are counted.

`python -m tests.walking [--actions 10000] [--seed 0]`, under Xvfb with a window manager for a window as a user has it.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import threading
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import numpy as np
from PySide6.QtCore import QMessageLogContext, QPoint, QSettings, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from tests.hands import HANDS, LEFT, TYPED, ends, within
from tests.memory import resident_bytes
from visprop.figures.network.options import NetworkChoices
from visprop.paint.fonts import load_fonts
from visprop.qt.allocator import give_back, share_heaps
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.documents import Documents
from visprop.qt.window.errors import Errors
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import FIRST, open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.session.window_state import USUAL_TEXT

W = TypeVar("W", bound=QWidget)
CHECK_EVERY, COUNT_EVERY = 100, 1000
"""After how many actions the views are compared, and after how many what there is is counted."""
DEEPEST = 6
"""In so many loops within each other, what is open is closed."""


class Walker:
    """Does what its hands can, one thing after another, and notes what goes wrong.

    Args:
        folder: where it saves and exports.
        seed: from which its choices are drawn.
        goal: after how many actions it ends.
    """

    def __init__(self, folder: Path, seed: int, goal: int) -> None:
        share_heaps()
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)
        self.app.setStyle("Fusion")
        self.app.setQuitOnLastWindowClosed(False)
        load_fonts()
        self.rng, self.folder, self.goal = random.Random(seed), folder, goal
        self.faults: Counter[str] = Counter()
        self.last: list[str] = []
        self.count, self._depth, self._pause_until, self._checked = 0, 0, 0.0, 0
        self._answer_for_the_platform()
        self.session = Session(Run(open_scenario(FIRST)))
        self.window = MainWindow(self.session, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
        autosave = Autosave(self.session, folder / "state", self.window)
        Errors(folder / "state", False, autosave.save, self.window).install()
        self._listen()
        self.window.resize(1440, 900)
        self.window.show()

    # Hearing

    def _fault(self, sign: str, told: str) -> None:
        self.faults[sign] += 1
        if self.faults[sign] == 1:
            print(f"FAULT at {self.count}, after {self.last[-5:]}: {sign}\n{told}", flush=True)

    def _listen(self) -> None:
        shown = sys.excepthook

        def raised(kind: type[BaseException], error: BaseException | None, trace: Any) -> None:
            self._fault(f"{kind.__name__}: {error}"[:120], "".join(traceback.format_exception(kind, error, trace)))

        def both(kind: Any, error: Any, trace: Any) -> None:
            raised(kind, error, trace)
            shown(kind, error, trace)

        def told(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
            # Of these hands themselves, and of what an invisible screen and this machine's fonts have not.
            if not text.startswith(("Mouse event", "This plugin does not support", "OpenType support missing")):
                self._fault(f"Qt: {text[:100]}", "".join(traceback.format_stack(limit=8)))

        def warned(message: Any, category: Any, filename: str, lineno: int, *_: Any) -> None:
            self._fault(
                f"{category.__name__}: {message} at {Path(filename).name}:{lineno}", "".join(traceback.format_stack(limit=12))
            )

        sys.excepthook = both
        threading.excepthook = lambda of: raised(of.exc_type, of.exc_value, of.exc_traceback)
        sys.unraisablehook = lambda of: raised(of.exc_type, of.exc_value, of.exc_traceback)
        qInstallMessageHandler(told)
        warnings.simplefilter("error", ResourceWarning)
        warnings.simplefilter("always", RuntimeWarning)
        warnings.showwarning = warned

    def _answer_for_the_platform(self) -> None:
        """What the platform would ask is answered: its own dialogues have no widgets to be walked."""
        (self.folder / "table.csv").write_text("a;b;kind\n" + "".join(f"{i / 4};{i % 7};{'xyz'[i % 3]}\n" for i in range(30)))
        (self.folder / "bad.visprop").write_text('{"visprop": 1', encoding="utf-8")

        def among(*names: str) -> Callable[..., tuple[str, str]]:
            def chosen(*_: Any, **__: Any) -> tuple[str, str]:
                name = self.rng.choice(names)
                return (str(self.folder / name) if name else "", "")

            return chosen

        QFileDialog.getSaveFileName = among("saved.visprop", "f.svg", "f.pdf", "no/such/folder", "")  # type: ignore[method-assign]
        QFileDialog.getOpenFileName = among("saved.visprop", "table.csv", "bad.visprop", "gone", "")  # type: ignore[method-assign]
        QPrintDialog.exec = lambda _: 0  # type: ignore[method-assign,assign]
        MainWindow.closeEvent = lambda _, event: event.ignore()  # type: ignore[method-assign]
        Documents.may_discard = lambda _: True  # type: ignore[method-assign]

    # Walking

    def walk(self) -> None:
        """Until the goal is reached."""
        QTimer.singleShot(500, lambda: self._turn())
        self.app.exec()

    def _turn(self) -> None:
        # A timer does not fire while its own slot is at work, not even in a loop within it; a new one for each action does. Of a
        # bound method the bindings would keep a reference for each.
        QTimer.singleShot(4, lambda: self._turn())
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        open_ = popup or modal
        if perf_counter() < self._pause_until or (self._depth and open_ is None):
            return
        if open_ is not None and (self._depth > DEEPEST or self.count >= self.goal):
            open_.close()
            return
        if not self._depth and self.count // CHECK_EVERY > self._checked:
            self._look()
        if self.count >= self.goal:
            self.app.exit()
            return
        self.count += 1
        self._depth += 1
        try:
            if popup is not None:
                self._in_popup(popup)
            else:
                weights, hands = zip(*HANDS, strict=True)
                self.rng.choices(hands, weights)[0](self, [modal] if modal else self._windows())
        except RuntimeError as error:
            # What this hand held may have gone meanwhile.
            if "already deleted" not in str(error):
                raise
        finally:
            self._depth -= 1

    def _look(self) -> None:
        """Check what is seen, and now and then count."""
        self._depth += 1
        self.check()
        if self.count // COUNT_EVERY > self._checked * CHECK_EVERY // COUNT_EVERY:
            self.tell()
        self._depth -= 1
        self._checked = self.count // CHECK_EVERY

    def _windows(self) -> list[QWidget]:
        return [found for found in self.app.topLevelWidgets() if found.isVisible() and not isinstance(found, QMenu)]

    def _in_popup(self, popup: QWidget) -> None:
        live = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator() and not a.menu() and not ends(a.text())]
        if isinstance(popup, QMenu) and live and self.rng.random() < 0.7:
            action = self.rng.choice(live)
            self.note(f"entry {action.text()}")
            QTest.mouseClick(popup, LEFT, pos=popup.actionGeometry(action).center())
        else:
            popup.close()

    def wait(self, seconds: float) -> None:
        """Let the event loop turn."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.app.processEvents()

    def check(self) -> None:
        """Each view that is seen shows the figure of (run, position)."""
        for found in self.app.topLevelWidgets():
            if isinstance(found, QDialog):
                found.close()
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
                    options = options.choose(NetworkChoices.editing, self.window.network.is_edited)
                wanted = view.view.draw(self.session.moment().at_once(view.view.shows_past), options, view.page_size())
                if not same(view.figure, wanted):
                    self._fault(f"{name} shows something else than the figure of the moment", "")

    def tell(self) -> None:
        """Print what there is now, with window and scenario as they were at first, so that it can be compared."""
        self.session.open(Run(open_scenario(FIRST)), None)
        self.session.window.choose("step")
        self.session.window.set_text(USUAL_TEXT)
        self.window.presenter.show_second(False)
        self.window.showNormal()
        self.window.resize(1440, 900)
        self.wait(0.5)
        self.window.arrangement.restore()
        self.wait(0.5)
        # As the window does when nothing moves.
        gc.collect()
        give_back()
        print(
            f"{self.count} actions, {len(self.faults)} faults, {len(self.app.allWidgets())} widgets, "
            f"{resident_bytes() / 1e6:.0f} MB, {len(self.session.runs.branches)} runs",
            flush=True,
        )

    def note(self, text: str) -> None:
        """What is about to be done."""
        self.last = [*self.last[-9:], text]

    def rest(self, seconds: float) -> None:
        """Do nothing for a while."""
        self._pause_until = perf_counter() + seconds

    def any(self, roots: list[QWidget], kind: type[W]) -> W | None:
        """One of the widgets of a kind that can be reached; None if there is none."""
        every = [found for found in within(roots) if isinstance(found, kind)]
        live = [found for found in every if found.isVisible() and found.isEnabled() and not found.visibleRegion().isEmpty()]
        return self.rng.choice(live) if live else None

    def spot(self, widget: QWidget) -> QPoint:
        """A place in a widget."""
        return QPoint(self.rng.randrange(max(1, widget.width())), self.rng.randrange(max(1, widget.height())))

    def type_into(self, field: QWidget) -> None:
        """Replace what stands in a field, and take it, leave it, or neither."""
        text = self.rng.choice(TYPED)
        self.note(f"types {text[:20]!r} into {field.accessibleName() or type(field.parent()).__name__}")
        if isinstance(field, QLineEdit):
            field.selectAll()
            field.insert(text)
        key = self.rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, None))
        if key is not None:
            QTest.keyClick(field, key)


def same(one: Any, other: Any) -> bool:
    """Whether two figures are equal, arrays and all."""
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "shapes") or hasattr(one, "__dataclass_fields__"):
        return type(one) is type(other) and all(same(getattr(one, k), getattr(other, k)) for k in one.__dataclass_fields__)
    return callable(one) or bool(one == other)


def main() -> None:
    """Walk, and say what went wrong; exit status 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        walker = Walker(Path(folder), arguments.seed, arguments.actions)
        walker.walk()
        walker.tell()
        for sign, times in walker.faults.most_common():
            print(f"{times} × {sign}")
        sys.stdout.flush()
        # What still runs beside it need not be waited for.
        os._exit(1 if walker.faults else 0)


if __name__ == "__main__":
    main()
