"""Answers as a small file: those to a worksheet, and those to the lessons, which a teacher's `visprop grade` reads.

No name stands in it unless one was typed. A check sum tells what was altered since it was saved, by hand or on its way; it is no
lock, as whoever reads a page's source can make one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from visprop.lessons.lesson import Lesson
from visprop.lessons.progress_kept import Mark
from visprop.scenario.files.fields import Field, FieldError
from visprop.timeline.by_name import NoNumbers

FORMAT = 1
"""Of the file, in its field `visprop_answers`."""
MOST_CHARACTERS = 1_000_000
"""A file of answers has no more."""
MOST_ANSWER = 200
"""The most characters of one answer."""
_MOST_STEPS, _MOST_HINTS, MOST_TRIES = 60, 60, 50


@dataclass(frozen=True)
class SheetAnswers:
    """Answers to a worksheet.

    Attributes:
        source, at, seed, number: what the sheet is made from.
        title: what it is about.
        print: what tells the sheet from any other.
        answers: what was typed, or the place of the choice, by the names of the questions; blank ones may be missing.
    """

    source: str
    at: str
    seed: int
    number: int
    title: str
    print: str
    answers: Mapping[str, str]


@dataclass
class StepAnswers:
    """What a reader answered at a step of a lesson.

    Attributes:
        mark: what has become of it.
        tries: the answers in their order; the last is right where the step is done.
        hints: how many hints were read.
    """

    mark: Mark = Mark.LEFT
    tries: list[str] = field(default_factory=list)
    hints: int = 0


@dataclass
class LessonAnswers:
    """Answers to a lesson.

    Attributes:
        source: its name.
        title: what it is about.
        print: what tells its questions from any others.
        steps: what was answered, by the numbers of the steps, from 0.
    """

    source: str
    title: str
    print: str
    steps: dict[int, StepAnswers] = field(default_factory=dict)


@dataclass(frozen=True)
class AnswerFile:
    """What a file holds.

    Attributes:
        name: as the reader typed it; empty for none.
        sheet: the answers to a worksheet; None where it holds those to lessons.
        lessons: the others.
    """

    name: str
    sheet: SheetAnswers | None = None
    lessons: tuple[LessonAnswers, ...] = ()


def lesson_print(lesson: Lesson) -> str:
    """What tells a lesson's questions from any others: a check sum of what they ask, of what, and what is offered."""
    asked = [lesson.title]
    for i in lesson.asking:
        asks = lesson.steps[i].asks
        assert asks is not None, "it is one of those that ask"
        offers = asks.choices(NoNumbers(None))
        asked += [str(i), asks.question.source, *(one.text for one in asks.expressions()), *offers]
    return f"{crc32(chr(10).join(asked).encode()):08x}"


def lessons_text(lessons: Mapping[str, LessonAnswers], name: str = "") -> str:
    """The text of a file of answers to lessons."""
    body = {"of": "lessons", "name": name, "lessons": [_lesson_body(one) for one in lessons.values()]}
    return json.dumps({"visprop_answers": FORMAT, "check": check_sum(body), "body": body}, ensure_ascii=False, indent=1) + "\n"


def _lesson_body(one: LessonAnswers) -> dict[str, Any]:
    steps = {str(i): {"mark": step.mark.value, "tries": step.tries, "hints": step.hints} for i, step in one.steps.items()}
    return {"source": one.source, "title": one.title, "print": one.print, "steps": steps}


def check_sum(body: Any) -> str:
    """CRC-32 of the body as JavaScript's `JSON.stringify` writes it, so that a page of the web finds the same."""
    return f"{crc32(json.dumps(body, ensure_ascii=False, separators=(',', ':')).encode(errors='surrogatepass')):08x}"


def read_answers(text: str) -> AnswerFile:
    """A file of answers from its text.

    Raises:
        FieldError: it is none, was altered, or is of another version; the message says which.
    """
    try:
        root = Field(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FieldError("this is no file of answers: it is not JSON") from error
    if not root.has("visprop_answers"):
        raise FieldError("this is no file of answers: visprop_answers is missing")
    if (version := root["visprop_answers"].value) != FORMAT:
        raise FieldError(f"these answers were saved in version {version!r} of their format; this program reads {FORMAT}")
    root.keys("visprop_answers", "check", "body")
    if root["check"].text() != check_sum(root["body"].value):
        raise FieldError("the file was altered after it was saved: its check sum is another one")
    body = root["body"]
    name = body.get("name", "").text()
    if body["of"].choice(("worksheet", "lessons")) == "worksheet":
        return AnswerFile(name, sheet=_sheet(body))
    body.keys("of", "name", "lessons")
    return AnswerFile(name, lessons=tuple(map(_lesson, body["lessons"].items())))


def _sheet(body: Field) -> SheetAnswers:
    body.keys("of", "name", "source", "at", "seed", "variant", "title", "print", "answers")
    answers = body["answers"]
    if not isinstance(answers.value, dict):
        raise answers.fail("an object")
    return SheetAnswers(
        body["source"].text(),
        body["at"].text(),
        body["seed"].whole(0, 2**32 - 1),
        body["variant"].whole(1, 1000),
        body["title"].text(),
        body["print"].text(),
        {name: answers[name].text(MOST_ANSWER) for name in answers.value},
    )


def _lesson(one: Field) -> LessonAnswers:
    one.keys("source", "title", "print", "steps")
    steps = one["steps"]
    if not isinstance(steps.value, dict) or not all(name.isdecimal() and int(name) < _MOST_STEPS for name in steps.value):
        raise steps.fail("the numbers of steps")
    found = {int(name): _step(steps[name]) for name in steps.value}
    return LessonAnswers(one["source"].text(), one["title"].text(), one["print"].text(), found)


def _step(one: Field) -> StepAnswers:
    one.keys("mark", "tries", "hints")
    tries = [each.text(MOST_ANSWER) for each in one["tries"].items()]
    if len(tries) > MOST_TRIES:
        raise one["tries"].fail(f"at most {MOST_TRIES} answers")
    return StepAnswers(Mark(one["mark"].choice([mark.value for mark in Mark])), tries, one["hints"].whole(0, _MOST_HINTS))
