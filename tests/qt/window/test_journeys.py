"""A whole lesson in the real window, by keyboard alone and by mouse alone: open, step, change a weight, find why, export."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QToolButton
from shiboken6 import isValid

from tests.qt.exporting import save_by_keys, save_by_mouse
from tests.qt.settling import settle
from tests.qt.tabs import click_tab
from tests.qt.window.test_window import CTRL, SHIFT, place_of
from visprop.engine.key import Key
from visprop.figures.pages.equation_options import EquationOptions
from visprop.notation.explanations.pages import Subject
from visprop.qt.dialogs.own_network import OwnNetworkDialog
from visprop.scenario.builtin import builtin_path, open_scenario
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
from visprop.timeline.position import Position, Unit


@pytest.fixture
def files(tmp_path, monkeypatch, session):
    """A file to open, and where the figure goes: what the platform's own dialogues would answer."""
    session.playback.set_reduce_motion(True)
    save(Document(Run(open_scenario("two-neurons"))), tmp_path / "net.visprop")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "net.visprop"), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "figure.svg"), ""))
    return tmp_path


def dialog():
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def when_a_dialogue_is_open(qtbot, act):
    """Do something as soon as a dialogue waits for it; before what opens it, which ends when it is closed.

    It is closed whatever was done: what opens it would else wait for ever where that fails.
    """
    from PySide6.QtCore import QTimer

    def look():
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(20, look)
            return
        found = dialog()
        try:
            act()
        finally:
            if isValid(found):
                found.close()

    QTimer.singleShot(20, look)


def test_by_keyboard_alone(qtbot, idle, window, session, files):
    def key(name, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or window, getattr(Qt.Key, f"Key_{name}"), held)
        settle()

    window.network.setFocus()
    key("O", CTRL)
    assert session.path == files / "net.visprop"
    for _ in range(3):
        key("Right")
    assert session.playback.position == Position(0, 1, 3)
    key("BracketRight")
    assert session.selection.selected == Key.parse("w1[1,1]")
    key("F2")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "1/4")
    key("Return")
    assert session.playback.frame.p[0] == 0.25
    key("Right", CTRL)
    key("W", CTRL | SHIFT)
    assert session.options[EquationOptions.subject] is Subject.WHY
    assert window.equations.view.page.blocks[-1].name == "paths"
    when_a_dialogue_is_open(qtbot, lambda: save_by_keys(dialog(), files / "figure.svg"))
    key("E", CTRL)
    settle()
    assert "<svg" in (files / "figure.svg").read_text(encoding="utf-8")
    key("Z", CTRL)
    assert session.playback.frame.p[0] != 0.25


def test_by_mouse_alone(qtbot, idle, window, session, files):
    def click(widget, place=None):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
        settle()

    def choose(title, words):
        """Open a menu and click on an entry of it."""
        bar = window.menuBar()
        menu = window.menus[title]
        click(bar, bar.actionGeometry(menu.menuAction()).center())
        action = next(action for action in menu.actions() if action.text().replace("&", "").startswith(words))
        place = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        settle()

    choose("&File", "Open…")
    assert session.path == files / "net.visprop"
    for _ in range(3):
        click(window.toolbar.buttons["line"])
    assert session.playback.position == Position(0, 1, 3)
    click(window.network, place_of(window.network, "w1[1,2]"))
    assert session.selection.selected == Key.parse("w1[1,2]")
    # A number cannot be typed by mouse: the point is dragged in the landscape instead.
    click_tab(window, "Landscape")
    view = window.landscape.view
    qtbot.waitUntil(lambda: view.surfaces.surface is not None and view.landscape is not None, timeout=60_000)
    before = session.playback.frame.p.copy()
    axes = view.map_axes()
    here = axes.to_page(*view.landscape.here[:, None])[0]
    start = QPoint(*(round(value) for value in here))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(12, 6))
    QTest.mouseMove(view, start + QPoint(25, 12))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(25, 12))
    settle()
    assert np.count_nonzero(session.playback.frame.p != before) == 2
    click(window.toolbar.buttons["update"])
    place = place_of(window.network, "w1[1,2]")
    window.network.customContextMenuRequested.emit(place)
    (menu,) = [menu for menu in window.network.findChildren(QMenu) if menu.isVisible()]
    why = next(action for action in menu.actions() if action.text() == "&Why this gradient?")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(why).center())
    settle()
    assert session.options[EquationOptions.subject] is Subject.WHY
    when_a_dialogue_is_open(qtbot, lambda: save_by_mouse(dialog()))
    choose("&File", "Export figure…")
    assert "<svg" in (files / "figure.svg").read_text(encoding="utf-8")


MAZUR = ("2-2-2", "0.15 0.2; 0.25 0.3", "0.35 0.35", "0.4 0.45; 0.5 0.55", "0.6 0.6", "0.05 0.1 -> 0.01 0.99")
"""The worked example of M. Mazur's "A step by step backpropagation example", 2015, as he prints it."""


def test_a_lecturer_types_the_net_of_the_textbook_and_finds_it_again(qtbot, idle, window, session, tmp_path, monkeypatch):
    """Typed in and saved by keyboard alone; then demonstrated, reopened, reset. The numbers are those that Mazur prints."""
    session.playback.set_reduce_motion(True)
    place = tmp_path / "mazur.visprop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(place), ""))
    actions = []

    def key(name, held=Qt.KeyboardModifier.NoModifier):
        actions.append(name)
        QTest.keyClick(QApplication.focusWidget() or window, getattr(Qt.Key, f"Key_{name}"), held)

    def fill_in():
        own = dialog()
        assert isinstance(own, OwnNetworkDialog)
        try:
            own.activateWindow()
            qtbot.waitUntil(own.isActiveWindow, timeout=60_000)
            for text in MAZUR[:-1]:
                own.focusWidget().selectAll()
                actions.append(text)
                QTest.keyClicks(own.focusWidget(), text)
                key("Tab")
            actions.append(MAZUR[-1])
            QTest.keyClicks(own.focusWidget(), MAZUR[-1])
            key("Return", CTRL)
        finally:
            own.close()

    window.network.setFocus()
    key("N", CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QToolButton), timeout=60_000)
    when_a_dialogue_is_open(qtbot, fill_in)
    # Past the first chapter and the course.
    for _ in range(3):
        key("Tab")
    key("Return")
    settle()
    assert session.scenario.network.sizes == (2, 2, 2)
    # A screen without a window manager does not give the keys back by itself.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    window.network.setFocus()
    key("S", CTRL)
    assert place.exists()
    assert len(actions) <= 25
    typed = session.playback.frame.p.copy()
    layers = [[part.tolist() for part in layer] for layer in session.scenario.network.layers(typed)]
    assert layers == [[[[0.15, 0.2], [0.25, 0.3]], [0.35, 0.35]], [[[0.4, 0.45], [0.5, 0.55]], [0.6, 0.6]]]
    assert session.playback.frame.phi == pytest.approx(0.298371109, abs=5e-10)
    session.edits.set_training(replace(session.scenario.training, eta=0.5))
    session.playback.step(Unit.UPDATE)
    settle()
    after = session.playback.frame.p
    (first, _), (second, _) = session.scenario.network.layers(after)
    assert first.ravel() == pytest.approx([0.149780716, 0.19956143, 0.24975114, 0.29950229], abs=5e-9)
    assert second.ravel() == pytest.approx([0.35891648, 0.408666186, 0.511301270, 0.561370121], abs=5e-9)
    assert window.documents.save()
    assert window.documents.open_path(builtin_path("linear"), builtin="linear")
    assert window.documents.open_path(place)
    settle()
    assert session.playback.frame.p.tolist() == after.tolist()
    session.edits.reset()
    settle()
    assert session.playback.frame.p.tolist() == typed.tolist()
