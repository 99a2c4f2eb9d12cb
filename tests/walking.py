"""A hand that knows nothing of the window: it walks its widgets, and does something to whatever it finds.

It works inside the application's own event loop, in menus and dialogues too, as a user does. Whatever raises, warns or is told by
Qt is a fault; widgets and memory are counted as it goes.

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

from PySide6.QtCore import QMessageLogContext, QPoint, QPointF, QSettings, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from tests.memory import resident_bytes
from visprop.paint.fonts import load_fonts
from visprop.qt.views.figure_view import FigureView
from visprop.qt.window.autosave import Autosave
from visprop.qt.window.documents import Documents
from visprop.qt.window.errors import Errors
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session

W = TypeVar("W", bound=QWidget)
Hand = Callable[["Walker", list[QWidget]], None]
HANDS: list[tuple[int, Hand]] = []
"""What can be done, each with how often."""
ENDS = ("Quit", "Close", "Print")
"""Words of what ends the walk, or waits for the platform."""
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
HELD = (
    PLAIN,
    PLAIN,
    PLAIN,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEYS = tuple(
    getattr(Qt.Key, f"Key_{name}")
    for name in "Left Right Up Down Home End Space Tab Backtab Return Escape Plus Minus PageUp PageDown Delete Backspace "
    "F1 F2 F5 F6 F9 F11 A B C D E G H L M N O R S V X Y Z 0 1 3 5 9 BracketLeft BracketRight Comma Period".split()
)
TYPED = (
    *(
        "",
        "0",
        "1",
        "-1",
        "7",
        "0.5",
        "−0.25",
        "1/3",
        "2,5",
        "exp(-0.5)",
        "1e308",
        "1e400",
        "-1e308",
        "1e-320",
        "nan",
        "inf",
        "1/0",
    ),
    *(
        "((",
        "x1^2 - 1/3",
        "sin(2*pi*x)",
        "log(x1)",
        "1e200*1e200",
        "exp(1000)",
        "w2[1,2]",
        "c",
        "<b>x</b>",
        "½",
        "9" * 300,
        "2-3-1",
    ),
)
CLIPPED = ("", "1", "1\t2\n3\t4", "w2[1,1]\t0.5", "a;b\n1;2", "nan\tinf", "1e308\t1e308", "\t\n\t", "0\n" * 40)
SIZES = ((700, 500), (1024, 700), (1440, 900), (1900, 1000))
COUNT_EVERY = 1000
DEEPEST = 6
"""In so many loops within each other, what is open is closed."""


def hand(weight: int) -> Callable[[Hand], Hand]:
    """Enter something that can be done."""

    def enter(does: Hand) -> Hand:
        HANDS.append((weight, does))
        return does

    return enter


class Walker:
    """Does what its hands can, one thing after another, and notes what goes wrong.

    Args:
        folder: where it saves and exports.
        seed: from which its choices are drawn.
        goal: after how many actions it ends.
    """

    def __init__(self, folder: Path, seed: int, goal: int) -> None:
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)
        self.app.setStyle("Fusion")
        self.app.setQuitOnLastWindowClosed(False)
        load_fonts()
        self.rng, self.folder, self.goal = random.Random(seed), folder, goal
        self.faults: Counter[str] = Counter()
        self.last: list[str] = []
        self.count, self._depth, self._pause_until, self._counted = 0, 0, 0.0, 0
        self._answer_for_the_platform()
        self.session = Session(Run(open_scenario("two-neurons")))
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
        QTimer.singleShot(500, self._turn)
        self.app.exec()

    def _turn(self) -> None:
        # A timer does not fire while its own slot is at work, not even in a loop within it; a new one for each action does.
        QTimer.singleShot(4, self._turn)
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        open_ = popup or modal
        if perf_counter() < self._pause_until or (self._depth and open_ is None):
            return
        if open_ is not None and (self._depth > DEEPEST or self.count >= self.goal):
            open_.close()
            return
        if not self._depth and self.count // COUNT_EVERY > self._counted:
            self._counted = self.count // COUNT_EVERY
            self.tell()
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

    def _windows(self) -> list[QWidget]:
        return [found for found in self.app.topLevelWidgets() if found.isVisible() and not isinstance(found, QMenu)]

    def _in_popup(self, popup: QWidget) -> None:
        live = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator() and not a.menu() and not _ends(a.text())]
        if isinstance(popup, QMenu) and live and self.rng.random() < 0.7:
            action = self.rng.choice(live)
            self.note(f"entry {action.text()}")
            QTest.mouseClick(popup, LEFT, pos=popup.actionGeometry(action).center())
        else:
            popup.close()

    def tell(self) -> None:
        """Print what there is now."""
        gc.collect()
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


def within(roots: list[QWidget]) -> list[QWidget]:
    """Some windows and all widgets in them, in no order; not by `findChildren`, by which a window would keep what has gone."""
    return [found for found in QApplication.allWidgets() if any(found is root or root.isAncestorOf(found) for root in roots)]


def _ends(text: str) -> bool:
    return any(text.replace("&", "").startswith(word) for word in ENDS)


@hand(6)
def _action(walker: Walker, roots: list[QWidget]) -> None:
    """Any action that hangs anywhere, whether a menu shows it or not."""
    every = {id(a): a for widget in within(roots) for a in widget.actions()}
    live = [a for a in every.values() if a.isEnabled() and not a.isSeparator() and not a.menu() and not _ends(a.text())]
    if live:
        found: QAction = walker.rng.choice(live)
        walker.note(f"action {found.text()}")
        found.trigger()


@hand(5)
def _button(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QAbstractButton)
    if (
        found is not None
        and (found.window() is not walker.window or not _ends(found.text()))
        and not found.text().startswith("Print")
    ):
        walker.note(f"button {found.text() or found.toolTip()[:24]}")
        QTest.mouseClick(found, LEFT, pos=found.rect().center())


@hand(3)
def _choice(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QComboBox)
    if found is not None and found.count():
        i = walker.rng.randrange(found.count())
        walker.note(f"{found.accessibleName()}: {found.itemText(i)}")
        found.setCurrentIndex(i)
        found.activated.emit(i)


@hand(3)
def _number(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QAbstractSpinBox)
    if found is None:
        return
    if walker.rng.random() < 0.5:
        by = walker.rng.choice((-1, 1, 5, -50))
        walker.note(f"{found.accessibleName()} by {by}")
        found.stepBy(by)
    else:
        found.setFocus()
        walker.type_into(found.findChild(QLineEdit) or found)


@hand(3)
def _field(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QLineEdit)
    if found is not None and not found.isReadOnly():
        found.setFocus()
        walker.type_into(found)


@hand(4)
def _cell(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QAbstractItemView)
    if found is None or isinstance(found, QHeaderView) or not found.model() or not found.model().rowCount():
        return
    index = found.model().index(
        walker.rng.randrange(found.model().rowCount()), walker.rng.randrange(max(1, found.model().columnCount()))
    )
    walker.note(f"cell {index.row()}, {index.column()} of {found.accessibleName() or type(found).__name__}")
    found.scrollTo(index)
    at = found.visualRect(index).center()
    QTest.mouseClick(found.viewport(), LEFT, walker.rng.choice(HELD), at)
    if walker.rng.random() < 0.4:
        QTest.mouseDClick(found.viewport(), LEFT, PLAIN, at)
        field = walker.app.focusWidget()
        if isinstance(field, QLineEdit):
            walker.type_into(field)


@hand(2)
def _tab(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QTabBar)
    if found is not None and found.count():
        found.setCurrentIndex(walker.rng.randrange(found.count()))
        walker.note(f"tab {found.tabText(found.currentIndex())}")


@hand(2)
def _slider(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QAbstractSlider)
    if found is not None:
        walker.note(f"slider {found.accessibleName()}")
        found.setValue(walker.rng.randint(found.minimum(), max(found.minimum(), found.maximum())))


@hand(2)
def _dock(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QDockWidget)
    if found is None:
        return
    walker.note(f"dock {found.windowTitle()}")
    acts = (found.close, found.raise_, found.toggleViewAction().trigger, lambda: found.setFloating(not found.isFloating()))
    walker.rng.choice(acts)()


@hand(6)
def _key(walker: Walker, roots: list[QWidget]) -> None:
    target = walker.app.focusWidget()
    if target is None or target.window() not in roots:
        target = roots[0]
    key, held = walker.rng.choice(KEYS), walker.rng.choice(HELD)
    walker.note(f"key {held.name} {key.name} in {type(target).__name__}")
    QTest.keyClick(target, key, held)


@hand(6)
def _picture(walker: Walker, roots: list[QWidget]) -> None:
    """A click, a double click, a drag or a wheel."""
    found = walker.any(roots, FigureView)
    if found is None:
        return
    at, how = walker.spot(found), walker.rng.randrange(4)
    walker.note(f"picture {found.accessibleName()} {how}")
    if how == 0:
        QTest.mouseClick(found, LEFT, walker.rng.choice(HELD), at)
    elif how == 1:
        QTest.mouseDClick(found, LEFT, PLAIN, at)
    elif how == 2:
        to = at + QPoint(walker.rng.randint(-80, 80), walker.rng.randint(-80, 80))
        QTest.mousePress(found, LEFT, PLAIN, at)
        QTest.mouseMove(found, to)
        QTest.mouseRelease(found, LEFT, PLAIN, to)
    else:
        turn, none = QPoint(0, walker.rng.choice((-120, 120, 600))), Qt.MouseButton.NoButton
        place, held = QPointF(found.mapToGlobal(at)), walker.rng.choice(HELD)
        wheel = QWheelEvent(QPointF(at), place, QPoint(), turn, none, held, Qt.ScrollPhase.NoScrollPhase, False)
        walker.app.sendEvent(found, wheel)


@hand(3)
def _right_button(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, walker.rng.choice((FigureView, QAbstractItemView, QLineEdit, QDockWidget)))
    if found is None:
        return
    at = walker.spot(found)
    walker.note(f"context menu of {found.accessibleName() or type(found).__name__}")
    target = found.viewport() if isinstance(found, QAbstractItemView) else found
    walker.app.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, found.mapToGlobal(at)))


@hand(1)
def _size(walker: Walker, roots: list[QWidget]) -> None:
    walker.note("size")
    walker.rng.choice(roots).resize(*walker.rng.choice(SIZES))


@hand(1)
def _clipboard(walker: Walker, roots: list[QWidget]) -> None:
    walker.note("clipboard")
    QGuiApplication.clipboard().setText(walker.rng.choice(CLIPPED))


@hand(2)
def _wait(walker: Walker, roots: list[QWidget]) -> None:
    walker.note("waits")
    walker.rest(walker.rng.choice((0.05, 0.2, 0.6)))


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
