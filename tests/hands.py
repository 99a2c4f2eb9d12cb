"""What a hand can do to whatever it finds in a window: each entry says how often, and does one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QTabBar,
    QWidget,
)

from visprop.qt.views.figure_view import FigureView

if TYPE_CHECKING:
    from tests.walking import Walker

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


def hand(weight: int) -> Callable[[Hand], Hand]:
    """Enter something that can be done."""

    def enter(does: Hand) -> Hand:
        HANDS.append((weight, does))
        return does

    return enter


def within(roots: list[QWidget]) -> list[QWidget]:
    """Some windows and all widgets in them, in no order; not by `findChildren`, by which a window would keep what has gone."""
    return [found for found in QApplication.allWidgets() if any(found is root or root.isAncestorOf(found) for root in roots)]


def ends(text: str) -> bool:
    """Whether what is called so ends the walk."""
    return any(text.replace("&", "").startswith(word) for word in ENDS)


@hand(6)
def _action(walker: Walker, roots: list[QWidget]) -> None:
    """Any action that hangs anywhere, whether a menu shows it or not."""
    every = {id(a): a for widget in within(roots) for a in widget.actions()}
    live = [a for a in every.values() if a.isEnabled() and not a.isSeparator() and not a.menu() and not ends(a.text())]
    if live:
        found: QAction = walker.rng.choice(live)
        walker.note(f"action {found.text()}")
        found.trigger()


@hand(5)
def _button(walker: Walker, roots: list[QWidget]) -> None:
    found = walker.any(roots, QAbstractButton)
    if (
        found is not None
        and (found.window() is not walker.window or not ends(found.text()))
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
