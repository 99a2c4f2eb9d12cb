"""Be the algorithm and find the bug in the real window: by keyboard alone and by mouse alone, and the user's session stays."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.qt.settling import settle
from tests.qt.tabs import click_tab
from tests.qt.window.test_window import CTRL, place_of
from tests.session.test_algorithm import numbers_of, softmax_with_adam
from tests.usual import usual
from visprop.engine.key import Key
from visprop.figures.base.outlines import LIBRARY
from visprop.figures.moment import ViewOptions
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.vectorised import VECTORISED
from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.planted.registry import ERRORS
from visprop.scenario.run import Run
from visprop.session.exercise import tasks
from visprop.session.exercise.grades import Mark
from visprop.session.exercise.hunt import Search
from visprop.session.exercise.settings import Stage
from visprop.session.session import Session
from visprop.timeline.position import Position

ALT = Qt.KeyboardModifier.AltModifier
CASES = {
    "two-neurons": (lambda: open_scenario("two-neurons"), {}, 2),
    "xor": (lambda: open_scenario("xor"), {}, 1),
    "softmax-adam": (softmax_with_adam, {}, 3),
    "vectors": (lambda: open_scenario("two-neurons"), {"notation": VECTORISED}, 2),
}
"""The scenarios that a learner goes through, how they are shown, and how many lines are the learner's."""


@pytest.fixture(scope="module")
def shared(qapp, tmp_path_factory):
    """One window for all of this file."""
    load_fonts()
    LIBRARY.load()
    session = Session(Run(open_scenario("two-neurons")))
    session.playback.set_reduce_motion(True)
    window = MainWindow(session, QSettings(str(tmp_path_factory.mktemp("s") / "s.ini"), QSettings.Format.IniFormat))
    window.ask_nothing()
    window.resize(1440, 900)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot, shared, session):
    shared.raise_()
    shared.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shared, timeout=60_000)
    shared.network.setFocus()
    return shared


@pytest.fixture
def session(shared):
    shared.adapter.leave()
    shared.session.choose(ViewOptions.notation, COMPONENTS)
    shared.session.open(Run(open_scenario("two-neurons")), None)
    shared.session.window.choose("step")
    settle()
    return shared.session


@pytest.fixture(params=CASES)
def opened(qtbot, request, window, session):
    make, options, lines = CASES[request.param]
    session.open(Run(make()), None)
    for name, value in options.items():
        session.choose(getattr(ViewOptions, name), value)
    window.docks.bring_up("algorithm")
    settle()
    panel = window.docks.panels["algorithm"]
    panel.lines.setValue(lines)
    panel.vectors.setChecked("notation" in options)
    # Off screen no window manager gives the window its keys back.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    return window


def focused():
    """What has the focus; where a dialogue has gone and no window is active yet, what would have it."""
    return (
        QApplication.focusWidget()
        or next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)).focusWidget()
    )


def key(name, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focused(), getattr(Qt.Key, f"Key_{name}"), held)
    settle()


def click(widget):
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def text_of(algorithm, times=1.0):
    """What is to be typed; another one is times as large."""
    if algorithm.stage is Stage.SHAPE:
        return "9" if times != 1.0 else "×".join(map(str, algorithm.task.shape))
    return " ".join(f"{times * value + times - 1.0:.5g}" for value in numbers_of(algorithm))


def offer_of(algorithm, is_right):
    """The number of an offer that is right, or of one that is not."""
    ready = algorithm.work.ready
    return next((i for i, offer in enumerate(algorithm.offers) if (offer in ready) is is_right), None)


def kind_of(algorithm):
    """Of which kind the question is."""
    return algorithm.stage, "" if algorithm.task is None else algorithm.task.key.letter


def execute(window, choose, give):
    """Execute to the end; the first question of each kind is answered wrongly before it is answered rightly."""
    algorithm, asked = window.adapter.algorithm, set()
    for _ in range(200):
        if algorithm.stage is Stage.OVER:
            return asked
        kind = kind_of(algorithm)
        if algorithm.stage is Stage.NEXT:
            if kind not in asked and offer_of(algorithm, False) is not None:
                asked.add(kind)
                choose(algorithm, False)
                assert algorithm.stage is Stage.NEXT
            choose(algorithm, True)
            assert algorithm.stage is not Stage.NEXT
            continue
        if kind not in asked:
            asked.add(kind)
            give(text_of(algorithm, 3.0))
            assert kind_of(algorithm) == kind
            assert not algorithm.said.is_right
        give(text_of(algorithm))
    raise AssertionError("it has no end")


def ended(window, session, scenario, asked):
    """What holds at the end of each of them."""
    algorithm = window.adapter.algorithm
    marks = [record.mark for record in algorithm.records]
    assert set(marks) <= {Mark.AT_ONCE, Mark.LATER}
    assert 1 <= marks.count(Mark.LATER) <= len(asked)
    assert session.playback.position == session.playback.experiment.walk.update_end(1)
    assert algorithm.summary in window.docks.panels["algorithm"].text.text()
    assert session.aside is not None
    panel = window.docks.panels["algorithm"]
    assert panel.table.rowCount() == len(marks)


def test_by_keyboard_alone(qtbot, opened, session):
    window, scenario = opened, session.scenario
    window.network.setFocus()
    key("K", CTRL)

    def choose(algorithm, is_right):
        key(str(offer_of(algorithm, is_right) + 1))

    def give(text):
        field = focused()
        assert field is window.docks.panels["algorithm"].card.field
        field.selectAll()
        QTest.keyClicks(field, text)
        key("Return")

    asked = execute(window, choose, give)
    ended(window, session, scenario, asked)
    assert focused() is window.docks.panels["algorithm"].buttons["Play the model answer"]
    for _ in range(20):
        if focused() is window.docks.panels["algorithm"].buttons["Leave"]:
            break
        key("Tab")
    key("Return")
    assert session.scenario is scenario
    assert session.playback.position == Position()


def test_by_mouse_alone(qtbot, opened, session):
    window, scenario = opened, session.scenario
    panel = window.docks.panels["algorithm"]
    click(panel.buttons["Begin"])

    def choose(algorithm, is_right):
        ready = algorithm.work.ready[0]
        place = tasks.place_of(ready.key)
        if is_right and place.letter in ("a", "w") and place.number:
            spot = place_of(window.network, str(place))
            QTest.mouseClick(window.network, Qt.MouseButton.LeftButton, pos=spot)
            settle()
        else:
            click(panel.card.offers[offer_of(algorithm, is_right)])

    def give(text):
        if not panel.card.keypad.isVisible():
            click(panel.card.keypad.link)
        while panel.card.field.text():
            click(panel.card.keypad.keys["⌫"])
        for letter in text:
            if letter != "+":
                click(panel.card.keypad.keys[letter])
        click(panel.card.check)

    asked = execute(window, choose, give)
    ended(window, session, scenario, asked)
    click(panel.buttons["Leave"])
    assert session.scenario is scenario


def test_a_line_of_the_listing_is_clicked_and_undo_takes_an_answer_back(qtbot, window, session):
    window.docks.make(("algorithm",))
    algorithm, panel = window.adapter.algorithm, window.docks.panels["algorithm"]
    panel.lines.setValue(10)
    panel.vectors.setChecked(False)
    window.actions_["be_algorithm"].trigger()
    settle()
    listing = window.views["pseudocode"]
    for line, stage in (("line3", Stage.NEXT), ("line1", Stage.VALUE)):
        QTest.mouseClick(listing, Qt.MouseButton.LeftButton, pos=place_of(listing, line))
        settle()
        assert algorithm.stage is stage
        assert session.playback.position == Position(), "it would show what is asked"
    panel.card.field.setText("0.47")
    key("Return")
    assert [record.name for record in algorithm.records] == ["z¹₁"]
    assert window.actions_["undo"].text() == "&Undo the last answer"
    window.actions_["undo"].trigger()
    settle()
    assert [record.is_done for record in algorithm.records] == [False]
    # A hint, and then the answer, after one wrong try.
    panel.card.offers[0].setFocus()
    key("H")
    assert "line 1: forward, layer 1" in panel.card.hints.text()
    window.actions_["line"].trigger()
    settle()
    assert "has moved" in panel.text.text()
    click(panel.buttons["Back to the question"])
    assert algorithm.is_asking


def test_grades_are_saved_and_the_model_answer_is_played(qtbot, window, session, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    session.open(Run(open_scenario("linear")), None)
    window.docks.bring_up("algorithm")
    settle()
    panel, algorithm = window.docks.panels["algorithm"], window.adapter.algorithm
    panel.lines.setValue(2)
    panel.vectors.setChecked(False)
    panel.begin()
    while algorithm.stage is not Stage.OVER:
        algorithm.choose(offer_of(algorithm, True))
        algorithm.answer(text_of(algorithm))
    settle()
    click(panel.buttons["Save…"])
    rows = list(csv.reader((tmp_path / "mine.csv").read_text(encoding="utf-8").splitlines()))
    assert sorted(row[2:4] for row in rows[1:]) == sorted([name, "right at once"] for name in ("δ₁", "Δw₁", "Δb₁"))
    click(panel.buttons["Play the model answer"])
    assert session.playback.position == Position(0, 1, 8)
    qtbot.waitUntil(lambda: session.playback.position == Position(0, 1, 10), timeout=60_000)
    assert not session.playback.running
    # A line more, with other numbers.
    before = session.playback.frame.p_before
    click(panel.buttons["One line more"])
    assert session.playback.position == Position(0, 1, 7)
    assert not np.array_equal(session.playback.frame.p, before)


@pytest.mark.parametrize("number", usual(range(1, len(ERRORS) + 1), range(1, len(ERRORS) + 1, 3)))
def test_every_bug_is_found(number, window, session):
    """By a learner who accuses another line first, names another error first, and reads the hints."""
    scenario, hunt = session.scenario, window.adapter.hunt
    assert hunt.begin(number, is_at_home=True)
    case = hunt.case
    assert not hunt.can_show
    assert not hunt.accuse(Key("line", 1))
    assert "right" in hunt.said.told
    while hunt.has_hint:
        hunt.hint()
    session.playback.go(case.wrong.position)
    settle()
    assert hunt.accuse_line()
    wrong = next(i for i, one in enumerate(case.choices) if one is not case.error)
    assert not hunt.name(wrong)
    assert hunt.name(case.choices.index(case.error))
    assert hunt.stage is Search.OVER
    # A picture need not be waited for.
    window.docks.make(("hunt",))
    window.docks.panels["hunt"].refresh()
    assert "As it should be:" in window.docks.panels["hunt"].reason.text
    assert hunt.records[-1].mark is Mark.WITH_HINTS
    hunt.leave()
    assert session.scenario is scenario


def test_a_bug_is_found_by_keyboard_with_the_check(qtbot, window, session):
    scenario = session.scenario
    window.network.setFocus()
    key("K", CTRL | ALT)
    panel, hunt = window.docks.panels["hunt"], window.adapter.hunt
    panel.number.setValue(17)
    assert focused() is panel.buttons["Begin"]
    key("Return")
    assert hunt.case.error.name == "no-transpose"
    # The check accuses what the last line but two makes.
    window.dialogs.check()
    settle()
    assert "FAILED" in window.docks.panels["check"].text.text()
    assert "agrees with its definition" in window.docks.panels["check"].text.text()
    window.docks.bring_up("hunt")
    panel.start()
    window.actions_["line"].trigger()
    settle()
    key("A")
    assert hunt.stage is Search.WHERE
    session.playback.go(Position(0, 1, 7))
    settle()
    assert "layer 3" in panel.buttons["This line"].text()
    key("A")
    assert hunt.stage is Search.WHAT
    QTest.keyClick(panel, str(hunt.case.choices.index(hunt.case.error) + 1))
    settle()
    assert hunt.stage is Search.OVER
    click(panel.buttons["Leave"])
    assert session.scenario is scenario


def test_in_a_network_of_ones_own_only_what_fits_is_planted(qtbot, window, session):
    scenario = session.scenario
    click_tab(window, "Find the bug")
    panel, hunt = window.docks.panels["hunt"], window.adapter.hunt
    panel.network.setCurrentIndex(1)
    for number in (3, 7, 12):
        panel.number.setValue(number)
        click(panel.buttons["Begin"])
        assert hunt.case.error.fits(scenario)
        assert session.scenario.network == scenario.network
    # Whoever opens a chapter, or something else, has left it.
    session.open(Run(open_scenario("xor")), None)
    settle()
    assert not hunt.is_on
    assert panel.buttons["Begin"].isVisible()
