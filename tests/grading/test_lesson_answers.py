"""Answers to lessons: noted as they are given in the course, saved without a name, marked by the first of them."""

import json

import pytest

from tests.lessons.learner import wrong_answer
from visprop.cli.main import main
from visprop.lessons.answers import lesson_print, read_answers
from visprop.lessons.answers_kept import AnswersKept
from visprop.lessons.conditions import Asks, Pick
from visprop.lessons.progress_kept import Mark
from visprop.lessons.reading_lessons import load_lesson, loads_lesson
from visprop.lessons.shelf import open_chapter
from visprop.scenario.builtin import resources
from visprop.scenario.run import Run
from visprop.session.course import Course
from visprop.session.session import Session

NAME = "13-blame"


@pytest.fixture
def course(two):
    session = Session(Run(two))
    session.playback.set_reduce_motion(True)
    return Course(session)


def learn(course):
    """The first question right at once, the second after a wrong answer and a hint, the third shown, the fourth left open."""
    course.open(open_chapter(NAME))
    asking = [i for i in course.lesson.asking if course.lesson.steps[i].asks.asks is not Asks.ACT]
    for i in asking[:4]:
        course.go(i)
        numbers = course.numbers_at(is_then=True)
        right, wrong = course.step.asks.right(numbers), wrong_answer(course.attempt, numbers)
        if i == asking[2]:
            course.show()
            continue
        if i != asking[0]:
            course.answer(wrong)
            course.hint()
        if i != asking[3]:
            course.answer(right)
            # What is said after it is right counts no more.
            course.answer(wrong)
    return asking


def marked(text, tmp_path, capsys, *words, status=0):
    path = tmp_path / "answers.json"
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["grade", str(path), "--json", *words]) == status
    out, said = capsys.readouterr()
    return (json.loads(out)["papers"][0]["answers"] if out else []), said


def test_what_was_answered_in_the_course_is_marked(course, tmp_path, capsys):
    asking = learn(course)
    text = course.answers.text()
    assert read_answers(text).name == ""
    found, _ = marked(text, tmp_path, capsys)
    by_step = {int(one["question"].split()[0]) - 1: one for one in found}
    assert set(by_step) == set(course.lesson.asking)
    assert [by_step[i]["verdict"] for i in asking[:5]] == ["right", "later", "shown", "wrong", "blank"]
    assert by_step[asking[1]]["slip"].startswith("first ")
    assert by_step[asking[1]]["slip"].endswith("; 1 hint")
    # A step done once is done: trying it again later does not count.
    course.go(asking[0])
    course.answer("0")
    assert course.answers.text() == text


def test_answers_come_back_as_they_were(course):
    learn(course)
    again = AnswersKept.read(course.answers.text())
    assert again.lessons == course.answers.lessons
    assert again.count == 4
    assert AnswersKept().text() == AnswersKept.read(AnswersKept().text()).text()


def test_what_is_done_in_the_experiment_is_an_answer_too(course):
    """An edge is clicked on where the next one is asked for."""
    course.open(open_chapter(NAME))
    picks = [i for i in course.lesson.asking if isinstance(course.lesson.steps[i].asks, Pick)]
    course.go(picks[0])
    course.session.selection.select(course.step.asks.key)
    assert course.answers.lessons[NAME].steps[picks[0]].mark is Mark.DONE


def test_a_lesson_whose_questions_are_others_is_refused(course, tmp_path, capsys):
    source = (resources() / "lessons" / f"{NAME}.json").read_text(encoding="utf-8")
    own = tmp_path / "own.lesson"
    own.write_text(source, encoding="utf-8")
    lesson = load_lesson(own)
    kept = AnswersKept()
    kept.note(lesson, 1, Mark.DONE, "0", 0)
    _, said = marked(kept.text(), tmp_path, capsys, status=2)
    assert "does not come with the program" in said
    found, _ = marked(kept.text(), tmp_path, capsys, "--against", str(own))
    assert found[0]["verdict"] == "right"
    own.write_text(source.replace("above or below 0?", "below 0?", 1), encoding="utf-8")
    _, said = marked(kept.text(), tmp_path, capsys, "--against", str(own), status=2)
    assert "another version of the lesson" in said


def test_of_several_lessons_one_of_another_version_is_told_and_the_others_are_marked(tmp_path, capsys):
    kept = AnswersKept()
    for name in (NAME, "03-descent", "08-chain-rule"):
        kept.note(open_chapter(name), 1, Mark.DONE, "16" if name == "08-chain-rule" else "0", 0)
    kept.lessons["03-descent"].print = "00000000"
    found, said = marked(kept.text(), tmp_path, capsys, status=2)
    assert [one["question"] for one in found if one["verdict"] == "right"] == ["2 Which way is wrong?", "2 What comes out?"]
    assert said.count("\n") == 1
    assert "“Downhill, one step at a time” was answered in another version" in said
    assert main(["grade", str(tmp_path / "answers.json")]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == " Blame, and the biases"
    assert " The chain rule" in lines


def test_a_lesson_is_told_by_what_it_asks_and_not_by_its_words():
    folder = resources() / "lessons"
    source = (folder / f"{NAME}.json").read_text(encoding="utf-8")
    own = lesson_print(loads_lesson(source, NAME, folder))
    assert own == lesson_print(open_chapter(NAME))
    assert own == lesson_print(loads_lesson(source.replace("Four neurons stand", "There stand four neurons"), NAME, folder))
    assert own != lesson_print(loads_lesson(source.replace('"d4[1]"', '"2*d4[1]"', 1), NAME, folder))
