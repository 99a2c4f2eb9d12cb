"""A chapter in the real window: read by keyboard alone, and by mouse alone."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea

from tests.lessons.learner import ACTS, wrong_answer
from tests.pictures import pixels
from tests.qt.lesson_hands import Keyboard, Mouse
from tests.qt.settling import settle
from visprop.cli.main import main
from visprop.engine.key import Key
from visprop.figures.base.style import DARK
from visprop.figures.moment import ViewOptions
from visprop.lessons.answers import read_answers
from visprop.lessons.conditions import Asks
from visprop.lessons.progress_kept import Mark
from visprop.lessons.shelf import chapters, open_chapter
from visprop.notation.expression.blocks import Equation, Note
from visprop.qt.panels.course_panel import CoursePanel
from visprop.qt.panels.now_band import NowBand
from visprop.qt.window.main_window import MainWindow
from visprop.session.course import Course
from visprop.session.exercise.settings import Settings
from visprop.session.session import Session
from visprop.timeline.position import Unit

NAME = "13-blame"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(window, session):
    session.playback.set_reduce_motion(True)
    session.window.choose("lesson")
    window.adapter.deliver()
    return window.docks.panel("course", CoursePanel)


def shown(window, session):
    """The panel of the course of the kind that is open."""
    name = session.kind.name
    return window.docks.panel("course" if name == "network" else f"{name}-course", CoursePanel)


def course_of(window):
    return window.adapter.course


def key(window, which, text=""):
    """A keystroke at whatever has the focus."""
    window.activateWindow()
    focus = window.focusWidget()
    assert focus is not None, "nothing has the keys"
    if text:
        # Qt's own typist ends the process at what no keyboard has.
        QTest.keyClicks(focus, text.replace("−", "-"))
    else:
        QTest.keyClick(focus, which)
    window.adapter.deliver()


def click(window, widget):
    assert widget.isVisible(), widget
    QApplication.processEvents()
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        # The wheel brings it there.
        around.ensureWidgetVisible(widget)
    QTest.mouseClick(widget, LEFT, pos=QPoint(widget.width() // 2, widget.height() // 2))
    window.adapter.deliver()


LOOKS = {
    "light": lambda window, session: None,
    "dark": lambda window, session: session.choose(ViewOptions.theme, DARK),
    "small": lambda window, session: window.resize(1024, 700),
    "large letters": lambda window, session: session.window.set_text(150),
}
"""How the window looks while a chapter is read."""
QUICK = {
    Keyboard: {(NAME, "light"), ("01-functions", "large letters"), ("07-linear-net", "small")},
    Mouse: {(NAME, "dark"), ("02-approximation", "large letters"), ("06-layers", "small")},
}
"""The chapters that are read in this way and look each time; all others are in the long run."""


def ways(reader):
    """Every chapter in every look."""
    found = []
    for chapter in chapters():
        for look in LOOKS:
            marks = () if (chapter.name, look) in QUICK[reader] else pytest.mark.long
            found.append(pytest.param(chapter.name, LOOKS[look], id=f"{chapter.name}, {look}", marks=marks))
    return found


def read_chapter(reader, name):
    """Read a chapter with one wrong answer at each question, and look at every step."""
    course = reader.course
    reader.begin(name)
    lesson = course.lesson
    assert lesson is open_chapter(name)
    for step in lesson.steps:
        assert course.step is step
        reader.looks_right()
        yield step
        attempt, asks = course.attempt, step.asks
        if asks is not None and asks.asks is Asks.ACT:
            reader.act(ACTS[name, step.title])
            reader.back_to_page()
        elif asks is not None and asks.asks is Asks.LINES:
            reader.execute()
        elif asks is not None:
            then = course.numbers_at(is_then=True)
            answer = reader.give if asks.asks is Asks.NUMBER else lambda text: reader.choose(int(text))
            answer(wrong_answer(attempt, then))
            assert attempt.is_open
            reader.reason_is_seen()
            reader.looks_right()
            answer(asks.right(then))
        assert attempt.is_open is False, step.title
        assert asks is None or attempt.mark is Mark.DONE, step.title
        if asks is not None:
            reader.reason_is_seen()
        reader.looks_right()
        yield step
        reader.go_on()
    assert course.lesson is None
    assert course.progress.tally(name, lesson.asking) == (len(lesson.asking), 0, 0)


@pytest.mark.parametrize("name, look", ways(Keyboard))
def test_by_keyboard_alone(qtbot, window, panel, session, name, look):
    look(window, session)
    window.adapter.deliver()
    reader = Keyboard(qtbot, window)
    panel.setFocus()
    for step in read_chapter(reader, name):
        assert reader.has_keys(), step.title


@pytest.mark.parametrize("name, look", ways(Mouse))
def test_by_mouse_alone(qtbot, window, panel, session, name, look):
    look(window, session)
    window.adapter.deliver()
    for _ in read_chapter(Mouse(qtbot, window), name):
        pass
    assert panel.map.isVisible()


def test_a_wrong_answer_is_told_what_helps_and_nothing_moves(window, panel, session):
    course = course_of(window)
    course.open(open_chapter(NAME), 2)
    window.adapter.deliver()
    before = session.playback.position
    panel.page.card.field.setText("-0.1041")
    click(window, panel.page.card.check)
    assert "sign is the other one" in panel.page.card.verdict.text
    assert session.playback.position == before
    panel.page.card.field.setText("0.104")
    click(window, panel.page.card.check)
    assert panel.page.card.verdict.text.startswith("Right.")
    assert session.playback.position.line == before.line + 1


def test_the_space_bar_leads_through_and_the_window_s_own_space_waits(window, panel, session):
    course = course_of(window)
    course.open(open_chapter(NAME))
    window.adapter.deliver()
    panel.setFocus()
    for _ in range(4):
        QTest.keyClick(panel, Qt.Key.Key_Space)
    assert course.index == 2
    assert not session.playback.running


def test_behind_a_typed_number_the_space_bar_goes_on_and_chooses_nothing(window, panel, session):
    course = course_of(window)
    course.open(open_chapter(NAME), 2)
    window.adapter.deliver()
    panel.setFocus()
    key(window, None, "0.104")
    assert window.focusWidget() is panel.page.card.field
    key(window, Qt.Key.Key_Return)
    assert course.attempt.mark is Mark.DONE
    key(window, Qt.Key.Key_Space)
    key(window, Qt.Key.Key_Space)
    assert (course.index, course.attempt.mark, course.attempt.tries) == (3, Mark.SHOWN, 0)


def test_a_formula_is_typed_from_its_first_letter_on_wherever_the_keys_are(window, panel, session):
    course = course_of(window)
    course.open(open_chapter("08-chain-rule"))
    course.go([step.title for step in course.lesson.steps].index("With less help"))
    window.adapter.deliver()
    there = shown(window, session)
    there.setFocus()
    for letter in "cos(0.64)*1.6":
        key(window, None, letter)
    assert there.page.card.field.text() == "cos(0.64)*1.6"
    there.page.card.field.clear()
    there.setFocus()
    QTest.keyClick(there, "(", Qt.KeyboardModifier.ShiftModifier)
    key(window, None, "1+2)")
    assert there.page.card.field.text() == "(1+2)"


def test_h_in_an_empty_answer_is_a_hint_and_behind_a_letter_a_letter(window, panel, session):
    course = course_of(window)
    course.open(open_chapter(NAME), 2)
    window.adapter.deliver()
    panel.page.card.field.setFocus()
    key(window, Qt.Key.Key_H)
    assert (course.attempt.hints, panel.page.card.field.text()) == (1, "")
    key(window, None, "tanh(1)")
    assert (course.attempt.hints, panel.page.card.field.text()) == (1, "tanh(1)")
    # What is not right is selected, and the next answer takes its place.
    key(window, Qt.Key.Key_Return)
    key(window, Qt.Key.Key_H)
    assert (course.attempt.hints, panel.page.card.field.text()) == (2, "tanh(1)")


def test_the_course_s_shortcut_gives_it_the_keys_wherever_they_are(window, panel, session):
    window.network.setFocus()
    window.actions_["course"].trigger()
    assert window.focusWidget() is panel
    course_of(window).open(open_chapter("03-descent"))
    window.adapter.deliver()
    window.home().setFocus()
    window.actions_["course"].trigger()
    assert window.focusWidget() is shown(window, session)


def test_while_something_is_asked_the_band_tells_no_key_that_would_give_it_away(window, panel, session):
    session.window.choose("step")
    band = window.docks.panels["network"].findChild(NowBand)
    window.adapter.deliver()
    assert "Press →" in band.sentence.text()
    window.adapter.algorithm.begin(Settings(window.adapter.algorithm.at_hand.most_lines))
    window.adapter.deliver()
    assert session.playback.position == session.playback.experiment.walk.start
    assert "Press" not in band.sentence.text()


def test_lines_are_executed_by_mouse_and_looking_ahead_is_undone(qtbot, window, panel, session):
    course = course_of(window)
    lesson = open_chapter("12-instantiated")
    course.open(lesson, [step.title for step in lesson.steps].index("Be the algorithm"))
    window.adapter.deliver()
    session.playback.step(Unit.LINE)
    window.adapter.deliver()
    assert not panel.page.card.lines.isVisible()
    click(window, panel.page.card.back)
    Mouse(qtbot, window).execute()
    assert course.attempt.mark is Mark.DONE
    assert session.playback.position == session.playback.experiment.walk.update_end(1)
    assert panel.page.reason.text


def test_a_chapter_on_a_bench_and_back_again(window, panel, session):
    course, scenario = course_of(window), session.scenario
    click(window, panel.map.rows["03-descent"])
    assert session.kind.name == "slope"
    other = window.docks.panel("slope-course", CoursePanel)
    assert other.isVisible()
    assert other.page.title.text == "A valley, and someone in it"
    controls = window.docks.panels["slope-controls"]
    window.docks.bring_up("slope-page")
    QApplication.processEvents()
    assert controls.visibleRegion().isEmpty()
    course.go(len(course.lesson.steps) - 1)
    window.adapter.deliver()
    QApplication.processEvents()
    assert not controls.visibleRegion().isEmpty(), "what is asked is done with them"
    click(window, other.page.leave)
    assert course.lesson is None
    assert session.scenario is scenario
    assert panel.isVisible()


def test_progress_is_there_at_the_next_start(qtbot, window, panel, session, settings):
    course_of(window).open(open_chapter(NAME), 1)
    course_of(window).answer("0")
    window.close_at_once()
    again = MainWindow(session, settings)
    qtbot.addWidget(again)
    assert course_of(again).progress.mark(NAME, 1) is Mark.DONE


def test_closing_in_the_midst_of_a_lesson_remembers_the_user_s_own(window, panel, session):
    scenario = session.scenario
    course_of(window).open(open_chapter(NAME), 3)
    window.close_at_once()
    assert session.scenario is scenario


def test_a_teacher_s_file_opens_like_a_scenario(window, panel, session, tmp_path, boxes):
    path = tmp_path / "mine.lesson"
    path.write_text(
        '{"visprop_lesson": 1, "title": "Mine", "steps": [{"title": "One", "experiment": "xor", "text": "$η$ is {eta}."}]}'
    )
    assert window.documents.open_path(path)
    window.adapter.deliver()
    assert panel.page.told.text == "η is 2."
    path.write_text('{"visprop_lesson": 1, "title": "Mine", "steps": [{"title": "One", "experiment": "xor", "text": "{q}"}]}')
    assert not window.documents.open_path(path)
    assert "steps[0].text: 'q': there is no q here" in boxes[-1]


def test_at_every_size_nothing_of_a_step_is_cut(window, panel, session, qtbot):
    course_of(window).open(open_chapter(NAME), 3)
    for width, height, text in ((1440, 900, 100), (1024, 700, 100), (860, 600, 100), (1440, 900, 150)):
        window.resize(width, height)
        session.window.set_text(text)
        window.adapter.deliver()
        QApplication.processEvents()
        page = panel.page
        assert page.next.visibleRegion().boundingRect().size() == page.next.size()
        area = page.told.parentWidget()
        assert area.width() <= area.parentWidget().width(), (width, height, text)
        assert page.told.height() > 20


@pytest.mark.parametrize("percent", [75, 100, 150])
def test_a_keypad_types_a_number_with_keys_that_a_pen_hits(window, panel, session, percent):
    """Digits, minus, point, fraction bar, delete and check, each called something; it stays for the next question."""
    session.window.set_text(percent)
    course = course_of(window)
    course.open(open_chapter(NAME), 2)
    window.adapter.deliver()
    card = panel.page.card
    assert not card.keypad.isVisible()
    click(window, card.keypad.link)
    keys = {letter: key for letter, key in card.keypad.keys.items() if key.isVisible()}
    assert set(keys) == set("0123456789-./⌫✓")
    assert all(min(key.width(), key.height()) >= 24 for key in keys.values())
    assert {keys[letter].accessibleName() for letter in "-./⌫✓"} == {
        "minus", "point", "fraction bar", "Delete the last letter", "Check the answer",
    }  # fmt: skip
    for letter in "-1/4⌫8":
        click(window, keys[letter])
    assert card.field.text() == "-1/8"
    click(window, keys["✓"])
    assert course.attempt.tries == 1
    for letter in "0.104✓":
        click(window, keys[letter])
    assert course.attempt.mark is Mark.DONE
    assert not card.keypad.isVisible()
    course.go(4)
    window.adapter.deliver()
    assert card.keypad.isVisible()


def test_the_keypad_is_reached_by_tab_and_pressed_by_enter_and_space(qtbot, window, panel, session):
    course = course_of(window)
    course.open(open_chapter(NAME), 2)
    window.adapter.deliver()
    reader, card = Keyboard(qtbot, window), panel.page.card
    reader.reach(card.keypad.link)
    reader.press(Qt.Key.Key_Space)
    reader.reach(card.keypad.keys["7"])
    reader.press(Qt.Key.Key_Space)
    reader.reach(card.keypad.keys["/"])
    reader.press(Qt.Key.Key_Return)
    reader.reach(card.keypad.keys["2"])
    reader.press(Qt.Key.Key_Space)
    assert card.field.text() == "7/2"
    assert course.attempt.tries == 0
    assert course.index == 2


def test_a_long_text_is_read_on_by_space_before_anything_is_given_away(window, panel, session):
    session.window.set_text(150)
    window.resize(1024, 700)
    course = course_of(window)
    course.open(open_chapter(NAME), 2)
    window.adapter.deliver()
    settle()
    panel.setFocus()
    bar = panel.page.parts.above.verticalScrollBar()
    assert bar.maximum() > 0
    while bar.value() < bar.maximum():
        before = bar.value()
        key(window, Qt.Key.Key_Space)
        assert bar.value() > before
    assert course.attempt.mark is Mark.LEFT
    key(window, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    key(window, Qt.Key.Key_PageDown)
    key(window, Qt.Key.Key_Space)
    assert course.attempt.mark is Mark.SHOWN


def test_what_is_selected_in_the_network_moves_no_picture(window, panel, session):
    course_of(window).open(open_chapter(NAME), 11)
    window.adapter.deliver()
    settle()
    before = window.network.size()
    session.selection.select(Key.parse("w4[1,1]"))
    window.adapter.deliver()
    settle()
    assert window.network.size() == before


def test_the_keys_are_told_where_they_work(panel):
    assert "(Enter)" in panel.page.card.check.toolTip()
    assert QKeySequence("Space").toString() in panel.page.next.toolTip()


def test_the_map_leads_to_the_chapter_that_comes_next(window, panel):
    course = course_of(window)
    assert panel.map.go_on.text() == "Begin chapter 1"
    course.open(open_chapter(NAME))
    course.go(1)
    course.answer(course.step.asks.right(course.numbers_at(is_then=True)))
    course.leave()
    window.adapter.deliver()
    assert panel.map.go_on.text() == "Go on with chapter 13"
    click(window, panel.map.go_on)
    assert course.lesson.name == NAME
    assert course.index == course.progress.first_left(NAME, len(course.lesson.steps))


def test_answers_are_saved_for_a_teacher(window, panel, session, tmp_path, monkeypatch, capsys):
    """By the menu and by the button; before anything is answered, neither asks for a file. No name stands in it."""
    asked, course = [], course_of(window)

    def choose(*words):
        asked.append(words)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.actions_["save_answers"].trigger()
    assert not panel.map.save.isEnabled()
    assert asked == []
    course.open(open_chapter(NAME))
    course.go(1)
    course.answer(course.step.asks.right(course.numbers_at(is_then=True)))
    course.leave()
    window.adapter.deliver()
    click(window, panel.map.save)
    assert len(asked) == 1
    text = (tmp_path / "mine.json").read_text(encoding="utf-8")
    window.actions_["save_answers"].trigger()
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == text
    assert read_answers(text).name == ""
    assert main(["grade", str(tmp_path / "mine.json")]) == 0
    assert "2 Which way is wrong?" in capsys.readouterr().out


def test_what_was_answered_is_there_at_the_next_start(window, panel, tmp_path):
    course = course_of(window)
    course.open(open_chapter(NAME))
    course.go(1)
    course.answer("1")
    course.leave()
    other = Course(Session(window.session.edits.present_run()))
    window.memory.recall_course(other)
    assert other.answers.lessons[NAME].steps[1].tries == ["1"]


def inked(row):
    """How many dark pixels the words of a row of the map have in each of its four lines."""
    whole = pixels(row.grab().toImage())
    # Right of the chapter's number, within the frame.
    words = whole[8:-8, round(0.2 * whole.shape[1]) : -12]
    return [int((band.min(axis=2) < 140).sum()) for band in np.array_split(words, 4)]


def test_a_row_of_the_map_tells_title_what_it_is_about_and_how_far_one_is_one_below_the_other(window, panel):
    row = panel.map.rows[NAME]
    assert min(inked(row)) > 0
    title, *_, last = inked(row)
    row.chapter = replace(row.chapter, about="")
    assert inked(row) == [title, 0, 0, last]


def test_the_equations_leave_out_what_is_asked_for_until_it_is_answered(window, session):
    adapter = window.adapter
    adapter.course.open(open_chapter("13-blame"), 4)
    session = adapter.session
    settle()
    frame = session.playback.frame
    # ∂c/∂w₄ = δ₄ a₃, which stands among the equations of the line at which this is asked.
    asked = float(frame.delta(4)[0] * frame.a(3)[0])
    view = window.views["equations"]

    def values():
        return [
            float(np.asarray(one.result).ravel()[0]) for one in view.page.blocks if isinstance(one, Equation) and one.is_known
        ]

    def notes():
        return [one.text for one in view.page.blocks if isinstance(one, Note)]

    told = "What is asked for stands here once it is answered."
    assert not np.isclose(values(), asked, rtol=1e-6).any()
    assert notes().count(told) == 1
    assert np.isclose(values(), float(frame.delta(4)[0]), rtol=1e-9).any()
    assert adapter.course.answer(repr(asked))
    settle()
    assert np.isclose(values(), asked, rtol=1e-9).any()
    assert told not in notes()
    adapter.leave()
