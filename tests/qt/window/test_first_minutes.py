"""A student's first minutes and a lecturer's hour, each by keyboard alone and by mouse alone; the numbers are worked out here."""

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionSpinBox,
    QToolButton,
)

from tests.qt.exporting import save_by_keys, save_by_mouse
from tests.qt.settling import settle
from tests.qt.tabs import click_tab
from tests.qt.window.test_window import ALT, CTRL, place_of
from visprop.engine.key import Key
from visprop.figures.pages.equation_options import EquationOptions
from visprop.notation.explanations.pages import Subject
from visprop.qt.dialogs.own_network import OwnNetworkDialog
from visprop.qt.dialogs.start_page import StartPage
from visprop.qt.panels.present_panel import PresentPanel
from visprop.qt.panels.rate_box import RateBox
from visprop.scenario.files.document import load
from visprop.timeline.position import Position

NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """What a student does who has no mouse."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window

    def press(self, name, held=NONE):
        QTest.keyClick(QApplication.focusWidget() or self.window, getattr(Qt.Key, f"Key_{name}"), held)
        settle()

    def until(self, reached, name="Tab", held=NONE):
        """The same key until the focus is where it is wanted."""
        for _ in range(150):
            if reached(QApplication.focusWidget()):
                settle()
                return
            # The focus goes on at once; what it passes need not be drawn.
            QTest.keyClick(QApplication.focusWidget() or self.window, getattr(Qt.Key, f"Key_{name}"), held)
        raise AssertionError(f"{name} does not lead there")

    def back_to_picture(self):
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=60_000)
        self.window.network.setFocus()


class Mouse:
    """What a student does who has no keys."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window

    def click(self, widget, place=None, button=Qt.MouseButton.LeftButton):
        QTest.mouseClick(widget, button, pos=place or widget.rect().center())
        settle()

    def choose(self, title, words):
        """Open a menu and click on an entry of it."""
        bar, menu = self.window.menuBar(), self.window.menus[title]
        self.click(bar, bar.actionGeometry(menu.menuAction()).center())
        action = next(one for one in menu.actions() if one.text().replace("&", "").startswith(words))
        assert action.isEnabled(), words
        self.click(menu, menu.actionGeometry(action).center())


def opened(qtbot, kind):
    """The dialogue of a kind that has just been opened, with the keys."""

    def shown():
        tops = QApplication.topLevelWidgets()
        return [one for top in tops for one in (top, *top.findChildren(kind)) if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=60_000)
    (found,) = shown()
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow, timeout=60_000)
    return found


def soon(act, after=None):
    """Do something as soon as a dialogue is open, or another one than `after`: what opens it returns when it is closed."""

    def look():
        found = QApplication.activeModalWidget()
        if found in (None, after):
            QTimer.singleShot(20, look)
            return
        try:
            act(found)
        finally:
            if isinstance(found, QDialog):
                found.close()

    QTimer.singleShot(20, look)


@pytest.fixture
def files(tmp_path, monkeypatch, session):
    session.playback.set_reduce_motion(True)
    answers = iter([tmp_path / "mine.visprop", tmp_path / "picture.svg"] * 4)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(answers)), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "mine.visprop"), ""))
    return tmp_path


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


def one_step(session):
    """a and δ of each layer of exclusive or at the present example, by hand: tanh, then logistic, half squared error."""
    network, frame = session.scenario.network, session.playback.frame
    assert network.activations == ("tanh", "logistic")
    (w1, b1), (w2, b2) = network.layers(frame.p_before)
    a1 = np.tanh(w1 @ frame.x + b1)
    a2 = logistic(w2 @ a1 + b2)
    d2 = (a2 - frame.y) * a2 * (1.0 - a2)
    d1 = (w2.T @ d2) * (1.0 - a1**2)
    return (a1, a2), (d1, d2), [np.outer(d1, frame.x), np.outer(d2, a1)], (d1, d2)


def check_one_step(session):
    frame = session.playback.frame
    activations, deltas, by_weights, by_biases = one_step(session)
    for layer in (1, 2):
        assert frame.a(layer) == pytest.approx(activations[layer - 1], rel=1e-12)
        assert frame.delta(layer) == pytest.approx(deltas[layer - 1], rel=1e-12)
        w, b = frame.gradient(layer)
        assert w == pytest.approx(by_weights[layer - 1], rel=1e-12)
        assert b == pytest.approx(by_biases[layer - 1], rel=1e-12)


def test_a_students_first_minutes_by_keyboard_alone(qtbot, idle, window, session, files):
    keys = Keyboard(qtbot, window)
    window.network.setFocus()

    keys.press("N", CTRL)
    page = opened(qtbot, StartPage)
    keys.until(lambda focus: focus is page.cards["xor"])
    keys.press("Return")
    assert session.scenario.network.sizes == (2, 2, 1)
    keys.back_to_picture()
    # Line by line through the first example.
    for number in range(1, 6):
        keys.press("Right")
        assert session.playback.position == Position(0, 1, number)
    check_one_step(session)
    # A weight is changed, what that changes is seen, and it is taken back.
    before = session.playback.frame.p.copy()
    keys.press("BracketRight")
    keys.press("F2")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "-3/4")
    keys.press("Return")
    assert session.playback.frame.p[0] == -0.75
    keys.press("Z", CTRL)
    assert session.playback.frame.p.tolist() == before.tolist()
    # Another rate, typed where it stands.
    keys.press("F1")
    QTest.keyClicks(QApplication.focusWidget(), "panels: scenario")
    keys.press("Return")
    keys.back_to_picture()
    keys.until(lambda focus: isinstance(focus, RateBox))
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "2.5")
    keys.press("Return")
    assert session.scenario.training.eta == 2.5
    keys.back_to_picture()
    keys.press("R", CTRL | ALT)
    qtbot.waitUntil(lambda: has_ended(session), timeout=60_000)
    check_trained(session)
    keys.press("G", CTRL)
    qtbot.waitUntil(lambda: "passed" in told_by_check(window), timeout=60_000)
    keys.back_to_picture()
    keys.press("S", CTRL)
    check_saved(session, files)
    soon(lambda found: save_by_keys(found, files / "picture.svg"))
    keys.back_to_picture()
    keys.press("E", CTRL)
    assert "<svg" in (files / "picture.svg").read_text(encoding="utf-8")


def has_ended(session):
    return not session.playback.running and session.playback.seeking is None and session.playback.position.update > 10


def check_trained(session):
    """Each of the four examples is answered right, as a forward pass by hand says."""
    (w1, b1), (w2, b2) = session.scenario.network.layers(session.playback.frame.p)
    x, y = session.scenario.data.x, session.scenario.data.y
    answers = logistic(np.tanh(x @ w1.T + b1) @ w2.T + b2)
    assert np.abs(answers - y).max() < 0.2
    assert session.playback.frame.phi == pytest.approx(0.5 * ((answers - y) ** 2).sum(axis=1).mean(), rel=1e-9)


def check_saved(session, files):
    kept = load(files / "mine.visprop")
    assert kept.run.scenario.network.sizes == session.scenario.network.sizes


def told_by_check(window):
    return " ".join(label.text() for label in window.docks.panels["check"].findChildren(QLabel)).lower()


def in_sight(widget):
    """Scroll to a widget, as a hand would."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    area.ensureWidgetVisible(widget)
    settle()


def test_a_students_first_minutes_by_mouse_alone(qtbot, idle, window, session, files):
    mouse = Mouse(qtbot, window)

    mouse.click(window.toolbar.buttons["new"])
    page = opened(qtbot, StartPage)
    in_sight(page.cards["xor"])
    mouse.click(page.cards["xor"])
    assert session.scenario.network.sizes == (2, 2, 1)
    for number in range(1, 6):
        mouse.click(window.toolbar.buttons["line"])
        assert session.playback.position == Position(0, 1, number)
    check_one_step(session)
    mouse.click(window.toolbar.buttons["line_back"])
    assert session.playback.position == Position(0, 1, 4)
    mouse.click(window.network, place_of(window.network, "w1[1,2]"))
    assert session.selection.selected == Key.parse("w1[1,2]")
    mouse.choose("E&xplain", "Why this gradient")
    assert session.options[EquationOptions.subject] is Subject.WHY
    click_tab(window, "Scenario")
    # The arrow beside the rate leads to the next of the usual ones.
    rate = window.docks.panels["scenario"].findChild(RateBox)
    option = QStyleOptionSpinBox()
    rate.initStyleOption(option)
    upper = QStyle.SubControl.SC_SpinBoxUp
    mouse.click(rate, rate.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, upper, rate).center())
    assert session.scenario.training.eta == 3.0
    mouse.choose("&Edit", "Undo")
    assert session.scenario.training.eta == 2.0
    mouse.choose("&Train", "Run to the end")
    qtbot.waitUntil(lambda: has_ended(session), timeout=60_000)
    check_trained(session)
    mouse.choose("E&xplain", "Gradient check")
    qtbot.waitUntil(lambda: "passed" in told_by_check(window), timeout=60_000)
    mouse.choose("&File", "Save")
    check_saved(session, files)
    soon(save_by_mouse)
    mouse.choose("&File", "Export figure…")
    assert "<svg" in (files / "picture.svg").read_text(encoding="utf-8")
    mouse.click(window.toolbar.buttons["reset"])
    assert session.playback.position == Position()


def hall_of(window):
    (panel,) = window.presenter._second.findChildren(PresentPanel)
    return panel


def test_a_lecturers_hour_by_keyboard_alone(qtbot, idle, window, session, files):
    """A net typed in, saved, demonstrated with a clicker, trained on, saved, reopened where it was, and reset."""
    keys = Keyboard(qtbot, window)

    def fill_in(own):
        assert isinstance(own, OwnNetworkDialog)
        own.activateWindow()
        qtbot.waitUntil(own.isActiveWindow, timeout=60_000)
        for text in ("2-1", "0.5 -0.25", "0.1", "1 2 -> 0"):
            own.focusWidget().selectAll()
            QTest.keyClicks(own.focusWidget(), text)
            QTest.keyClick(own.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(own.focusWidget(), Qt.Key.Key_Return, CTRL)

    window.network.setFocus()
    keys.press("N", CTRL)
    page = opened(qtbot, StartPage)
    soon(fill_in, after=page)
    keys.until(lambda focus: isinstance(focus, QToolButton) and focus.text().startswith("Own network"))
    keys.press("Return")
    keys.back_to_picture()
    assert session.scenario.network.sizes == (2, 1)
    typed = session.playback.frame.p.copy()
    assert typed.tolist() == [0.5, -0.25, 0.1]
    keys.press("S", CTRL)
    keys.press("F5")
    keys.back_to_picture()
    # z = 0.5 · 1 − 0.25 · 2 + 0.1
    for _ in range(2):
        keys.press("PageDown")
    a = logistic(0.1)
    assert session.playback.frame.a(1) == pytest.approx([a], rel=1e-15)
    assert hall_of(window).isVisible()
    keys.press("PageDown")
    keys.press("PageUp")
    keys.press("B")
    assert hall_of(window).view.is_blank
    keys.press("PageDown")
    assert not hall_of(window).view.is_blank
    while session.playback.position.update == 0:
        keys.press("PageDown")
    delta, eta = a * a * (1.0 - a), session.scenario.training.eta
    after = typed - eta * delta * np.array([1.0, 2.0, 1.0])
    assert session.playback.frame.p == pytest.approx(after, rel=1e-14)
    # As it was opened: Esc here would only end a run.
    keys.press("F5")
    assert window.presenter._second is None or not window.presenter._second.isVisible()
    keys.back_to_picture()
    there = session.playback.position
    keys.press("S", CTRL)
    assert window.documents.open_builtin("linear") is not False
    keys.back_to_picture()
    keys.press("O", CTRL)
    keys.back_to_picture()
    assert session.playback.position == there
    assert session.playback.frame.p == pytest.approx(after, rel=1e-14)
    keys.press("R", CTRL)
    assert session.playback.frame.p.tolist() == typed.tolist()


def test_a_lecturers_hour_by_mouse_alone(qtbot, idle, window, session, files):
    """The net that *Own network* proposes, as nothing can be typed: saved, demonstrated, reopened where it was, and reset."""
    mouse = Mouse(qtbot, window)

    def agree(own):
        assert isinstance(own, OwnNetworkDialog)
        mouse.click(own.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok))

    mouse.click(window.toolbar.buttons["new"])
    page = opened(qtbot, StartPage)
    card = next(one for one in page.findChildren(QToolButton) if one.text().startswith("Own network"))
    soon(agree, after=page)
    mouse.click(card)
    settle()
    typed = session.playback.frame.p.copy()
    mouse.choose("&File", "Save")
    mouse.choose("&View", "Present on another")
    hall = hall_of(window)
    assert hall.isVisible()
    while session.playback.position.update == 0:
        mouse.click(window.toolbar.buttons["line"])
    assert session.playback.frame.p.tolist() != typed.tolist()
    mouse.choose("&View", "Present on another")
    assert window.presenter._second is None or not window.presenter._second.isVisible()
    there, reached = session.playback.position, session.playback.frame.p.copy()
    mouse.choose("&File", "Save")
    assert window.documents.open_builtin("linear") is not False
    mouse.choose("&File", "Open…")
    assert session.playback.position == there
    assert session.playback.frame.p.tolist() == reached.tolist()
    mouse.click(window.toolbar.buttons["reset"])
    assert session.playback.frame.p.tolist() == typed.tolist()
