"""What a reader answered in the lessons, noted as it is given, and kept from one start of the program to the next."""

from __future__ import annotations

from collections.abc import Iterable

from visprop.lessons.answers import (
    MOST_ANSWER,
    MOST_TRIES,
    LessonAnswers,
    StepAnswers,
    lesson_print,
    lessons_text,
    read_answers,
)
from visprop.lessons.lesson import Lesson
from visprop.lessons.progress_kept import Mark


class AnswersKept:
    """Of all lessons, by their names.

    Args:
        lessons: what was answered earlier.

    Attributes (to be read):
        lessons: what was answered so far.
    """

    def __init__(self, lessons: Iterable[LessonAnswers] = ()) -> None:
        self.lessons = {one.source: one for one in lessons}

    def note(self, lesson: Lesson, index: int, mark: Mark, given: str, hints: int) -> None:
        """Note an answer at a step; what was done or shown once stays what it was.

        Args:
            lesson: which.
            index: of the step, from 0.
            mark: what has become of the step by it.
            given: the answer; empty for none.
            hints: how many hints were read before it.
        """
        own = self.lessons.get(lesson.name)
        if own is None or own.print != lesson_print(lesson):
            # A lesson that was changed since asks something else.
            own = self.lessons[lesson.name] = LessonAnswers(lesson.name, lesson.title, lesson_print(lesson))
        step = own.steps.setdefault(index, StepAnswers())
        if step.mark is not Mark.LEFT:
            return
        if given and len(step.tries) < MOST_TRIES:
            step.tries.append(given[:MOST_ANSWER])
        step.mark, step.hints = mark, max(step.hints, hints)

    @property
    def count(self) -> int:
        """How many steps were answered."""
        return sum(len(one.steps) for one in self.lessons.values())

    def text(self) -> str:
        """As a file of answers, without a name."""
        return lessons_text(self.lessons)

    @classmethod
    def read(cls, text: str) -> AnswersKept:
        """The same again.

        Raises:
            ValueError: the text is none.
        """
        return cls(read_answers(text).lessons)
