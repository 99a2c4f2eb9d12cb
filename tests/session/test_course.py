"""A lesson has a session of its own: the user's is put aside, and is there again, untouched."""

import pytest

from visprop.engine.key import Key
from visprop.lessons.progress_kept import Mark, Progress
from visprop.lessons.shelf import open_chapter
from visprop.scenario.run import Run
from visprop.session.course import Course
from visprop.session.keeping import keep
from visprop.session.session import Session
from visprop.timeline.position import Position, Unit


@pytest.fixture
def session(two):
    session = Session(Run(two))
    session.playback.set_reduce_motion(True)
    return session


def in_the_midst(session):
    """A user at work: an edit, a place, marks, another workspace."""
    session.network_edits.set_parameter(Key.weight(1, 1, 1), 0.75)
    session.playback.go(Position(3, 1, 6))
    session.selection.select(Key.unit(2, 1))
    session.selection.watch(Key("d", 3, (1,)))
    session.selection.toggle_break(7)
    session.window.choose("descend")


def told(session):
    playback = session.playback
    return (
        session.scenario, playback.position, playback.frame.p.tolist(), session.selection.marks(), session.window.workspace,
        session.options, session.path, session.title, session.edits.undo_text, session.is_modified, session.has_work,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["13-blame", "03-descent", "15-vectors", "12-instantiated"])
def test_leaving_a_lesson_brings_all_of_it_back(session, name):
    in_the_midst(session)
    before = told(session)
    course = Course(session)
    lesson = open_chapter(name)
    course.open(lesson)
    assert session.edits.undo_text == ""
    for _ in range(2 * len(lesson.steps) - 3):
        course.go_on()
    assert course.lesson is lesson
    course.leave()
    assert course.lesson is None
    assert told(session) == before
    session.edits.undo()
    assert session.scenario.network.layers(session.playback.frame.p)[0][0][0, 0] == 0.5


def test_what_is_kept_meanwhile_is_the_user_s_own(session):
    in_the_midst(session)
    wanted = keep(session)
    course = Course(session)
    course.open(open_chapter("13-blame"))
    session.playback.step(Unit.UPDATE)
    kept = keep(session, "7")
    assert (kept.title, kept.workspace, kept.update) == (wanted.title, wanted.workspace, wanted.update)
    assert kept.revision == "7"


def test_a_lesson_over_what_was_only_opened_is_no_work(session):
    course = Course(session)
    course.open(open_chapter("13-blame"))
    session.playback.step(Unit.UPDATE)
    session.network_edits.set_parameter(Key.weight(1, 1, 1), 0.75)
    assert not session.has_work
    assert not session.is_modified
    assert keep(session) is None


def test_opening_something_else_ends_the_lesson(session, sine):
    course = Course(session)
    course.open(open_chapter("13-blame"))
    session.open(Run(sine), None)
    assert course.lesson is None
    assert session.scenario is sine
    course.leave()
    assert session.scenario is sine


def test_an_edge_is_chosen_by_a_click_in_the_picture(session):
    course = Course(session)
    lesson = open_chapter("13-blame")
    course.open(lesson, [step.title for step in lesson.steps].index("Which way next?"))
    session.selection.select(Key.weight(2, 1, 1))
    assert (course.attempt.is_open, course.attempt.tries, course.attempt.given) == (True, 1, "1")
    assert course.attempt.verdict.told.startswith("Not this one")
    # What is no answer at all counts as none.
    session.selection.select(Key.unit(2, 1))
    assert course.attempt.tries == 1
    session.selection.select(Key.weight(3, 1, 1))
    assert (course.attempt.mark, course.attempt.given) == (Mark.DONE, "2")


def test_edges_of_a_row_are_called_by_their_neurons(session):
    course = Course(session)
    lesson = open_chapter("13-blame")
    course.open(lesson, [step.title for step in lesson.steps].index("Which way next?"))
    offered = course.step.asks.choices(course.numbers)
    assert offered[:2] == ("from the input to neuron 1", "from neuron 1 to neuron 2")
    wide = open_chapter("14-two-neurons")
    course.open(wide, [step.title for step in wide.steps].index("To and from"))
    assert course.step.asks.choices(course.numbers)[0] == "from neuron 1 to 1 in layer 4"


def test_a_line_is_chosen_by_executing_it(session):
    course = Course(session)
    lesson = open_chapter("15-vectors")
    course.open(lesson, [step.title for step in lesson.steps].index("What comes next?"))
    session.playback.step(Unit.LINE)
    assert course.progress.mark("15-vectors", course.index) is Mark.DONE


def test_numbers_of_a_text_follow_what_the_reader_changes(session):
    course = Course(session)
    course.open(open_chapter("13-blame"))
    before = course.numbers_at().value("a4[1]")
    session.network_edits.set_parameter(Key.weight(4, 1, 1), 0.0)
    # σ of the bias alone, 0.2.
    assert course.numbers_at().value("a4[1]") == pytest.approx(0.549834, abs=1e-6) != before


def test_going_to_a_step_sets_the_experiment_anew_after_a_change(session):
    course = Course(session)
    course.open(open_chapter("13-blame"), 2)
    session.network_edits.set_parameter(Key.weight(4, 1, 1), 0.0)
    course.next()
    assert session.playback.frame.parameters(4)[0][0, 0] == 0.9


def test_progress_is_kept_as_a_text_and_tells_done_from_shown():
    progress = Progress()
    progress.note("a", 0, Mark.SHOWN)
    progress.note("a", 0, Mark.DONE)
    progress.note("a", 1, Mark.SHOWN)
    progress.note("a", 0, Mark.SHOWN)
    again = Progress.read(progress.text())
    assert again.tally("a", range(3)) == (1, 1, 1)
    assert again.first_left("a", 3) == 2
    with pytest.raises(ValueError, match="no progress"):
        Progress.read("[1]")


def test_one_goes_on_with_what_is_begun_before_what_is_new():
    lessons, progress = {"a": range(2), "b": range(3), "c": range(1)}, Progress()
    assert progress.next_of(lessons) == "a"
    progress.note("b", 1, Mark.SHOWN)
    assert progress.next_of(lessons) == "b"
    for step in range(3):
        progress.note("b", step, Mark.DONE)
    assert progress.next_of(lessons) == "a"
    for lesson, steps in lessons.items():
        for step in steps:
            progress.note(lesson, step, Mark.SHOWN)
    assert progress.next_of(lessons) is None
