"""A chapter in the real window: read by keyboard alone, and by mouse alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.lessons.learner import ACTS, wrong_answer
from visprop.cli.main import main
from visprop.lessons.answers import read_answers
from visprop.lessons.conditions import Asks
from visprop.lessons.progress_kept import Mark
from visprop.lessons.shelf import open_chapter
from visprop.qt.panels.course_panel import CoursePanel
from visprop.qt.window.main_window import MainWindow
from visprop.session.course import Course
from visprop.session.session import Session

NAME = "13-blame"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(window, session):
    session.playback.set_reduce_motion(True)
    session.window.choose("lesson")
    window.adapter.deliver()
    return window.docks.panel("course", CoursePanel)


def course_of(window):
    return window.adapter.course


def key(window, which, text=""):
    """A keystroke at whatever has the focus."""
    window.activateWindow()
    focus = window.focusWidget()
    if text:
        QTest.keyClicks(focus, text)
    else:
        QTest.keyClick(focus, which)
    window.adapter.deliver()


def click(window, widget):
    assert widget.isVisible(), widget
    QTest.mouseClick(widget, LEFT, pos=QPoint(widget.width() // 2, widget.height() // 2))
    window.adapter.deliver()


def test_by_keyboard_alone(window, panel, session):
    course = course_of(window)
    panel.setFocus()
    row = panel.map.rows[NAME]
    while window.focusWidget() is not row:
        window.focusNextChild()
    key(window, Qt.Key.Key_Space)
    assert course.lesson is open_chapter(NAME)
    assert window.focusWidget() is panel
    for step in course.lesson.steps:
        assert course.step is step
        attempt, asks = course.attempt, step.asks
        if asks is not None and asks.asks is Asks.ACT:
            ACTS[NAME, step.title](session)
            window.adapter.deliver()
        elif asks is not None:
            right = asks.right(course.numbers_at(is_then=True))
            for given in (wrong_answer(attempt, course.numbers_at(is_then=True)), right):
                is_number = asks.asks is Asks.NUMBER
                key(window, None, given if is_number else str(int(given) + 1))
                if is_number:
                    key(window, Qt.Key.Key_Return)
        assert attempt.is_open is False, step.title
        panel.setFocus()
        key(window, Qt.Key.Key_Return)
    assert course.lesson is None
    assert set(course.progress.tally(NAME, open_chapter(NAME).asking)) == {12, 0}


def test_by_mouse_alone(window, panel, session):
    course = course_of(window)
    click(window, panel.map.rows[NAME])
    page = panel.page
    for step in course.lesson.steps:
        attempt, asks = course.attempt, step.asks
        assert page.told.text
        if asks is not None and asks.asks is Asks.ACT:
            ACTS[NAME, step.title](session)
            window.adapter.deliver()
        elif asks is not None and asks.asks is Asks.NUMBER:
            # A number is typed; or it is shown, which a mouse can ask for once all hints are read.
            while page.card.hint.isVisible():
                click(window, page.card.hint)
            click(window, page.card.show_me)
            assert attempt.mark is Mark.SHOWN
        elif asks is not None:
            then = course.numbers_at(is_then=True)
            click(window, page.card.rows[int(wrong_answer(attempt, then))])
            assert attempt.is_open
            click(window, page.card.rows[int(asks.right(then))])
        assert not attempt.is_open, step.title
        click(window, page.next)
    assert course.lesson is None
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


def test_a_chapter_on_a_bench_and_back_again(window, panel, session):
    course, scenario = course_of(window), session.scenario
    click(window, panel.map.rows["03-descent"])
    assert session.kind.name == "slope"
    other = window.docks.panel("slope-course", CoursePanel)
    assert other.isVisible()
    assert other.page.title.text == "A valley, and someone in it"
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


def test_the_keys_are_told_where_they_work(panel):
    assert "(Enter)" in panel.page.card.check.toolTip()
    assert QKeySequence("Space").toString() in panel.page.next.toolTip()


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
