"""The sheet or lesson that a file of answers is about, made again."""

from __future__ import annotations

from collections.abc import Mapping

from visprop.export.worksheet.items import Item
from visprop.export.worksheet.making import of_lesson, of_pass
from visprop.export.worksheet.questions import Origin, Sheet
from visprop.kinds.files import open_any
from visprop.kinds.registry import kind_of
from visprop.lessons.answers import LessonAnswers, SheetAnswers, lesson_print
from visprop.lessons.lesson import Lesson
from visprop.lessons.shelf import LESSON, TEST, is_lesson, open_lesson
from visprop.lessons.titles import titles_of_chapters
from visprop.scenario.builtin import builtin_names
from visprop.scenario.run import Run
from visprop.timeline.timeline import Timeline


class Shelf:
    """Makes each sheet and lesson once, however many answered it.

    Args:
        against: from what they are made, as `--against` has it; None for what the files say themselves.
    """

    def __init__(self, against: str | None = None) -> None:
        self._against = against
        self._lessons: dict[str, Lesson] = {}
        self._timelines: dict[str, Timeline] = {}
        self._sheets: dict[Origin, Sheet] = {}
        self._items: dict[str, Mapping[int, Item]] = {}

    def sheet(self, answers: SheetAnswers) -> Sheet:
        """The sheet that was answered.

        Raises:
            ValueError: it cannot be made again: its source is not known here, or gives another sheet.
            OSError: a file cannot be read.
        """
        origin = Origin(answers.source, answers.at, answers.seed, answers.number)
        if origin not in self._sheets:
            self._sheets[origin] = self._made(origin)
        found = self._sheets[origin]
        if found.print != answers.print:
            whence = self._against or answers.source
            raise ValueError(f"{whence} gives another sheet than “{answers.title}”: it is another file, or another version of it")
        names = {question.name for question in found.questions}
        if unknown := [name for name in answers.answers if name not in names]:
            raise ValueError(f"the sheet has no question {unknown[0]!r}")
        return found

    def _made(self, origin: Origin) -> Sheet:
        name = self._name(origin.source)
        if is_lesson(name):
            return of_lesson(self._lesson(name), origin)
        if name not in self._timelines:
            run = open_any(name).run
            if not isinstance(run, Run):
                raise ValueError(f"{name} holds {kind_of(run).words}, of which there are no worksheets")
            self._timelines[name] = Timeline(run)
        return of_pass(self._timelines[name], origin)

    def _name(self, source: str) -> str:
        """What a sheet is made from; a file's own word is taken for what comes with the program alone."""
        if self._against is not None:
            return self._against
        if source not in builtin_names() and not source.startswith((TEST, LESSON)):
            made = f"was made from {source}" if source else "was made from what was open in the window"
            raise ValueError(f"the sheet {made}; name the file with --against FILE")
        return source

    def lesson(self, answers: LessonAnswers) -> Lesson:
        """The lesson that was answered.

        Raises:
            ValueError: it is not known here, or is another version of it.
            OSError: a file cannot be read.
        """
        if self._against is None and answers.source not in titles_of_chapters():
            raise ValueError(f"the lesson {answers.title!r} does not come with the program; name its file with --against FILE")
        found = self._lesson(self._against or LESSON + answers.source)
        if lesson_print(found) != answers.print:
            raise ValueError(f"“{answers.title}” was answered in another version of the lesson, whose questions are others")
        return found

    def items(self, lesson: Lesson) -> Mapping[int, Item]:
        """What is asked in a lesson by typing or choosing, by the numbers of the steps, from 0."""
        if lesson.name not in self._items:
            found = {id(one.step): one for one in of_lesson(lesson, Origin("", "", 0, 1)).questions if isinstance(one, Item)}
            self._items[lesson.name] = {i: found[id(step)] for i, step in enumerate(lesson.steps) if id(step) in found}
        return self._items[lesson.name]

    def _lesson(self, name: str) -> Lesson:
        if not is_lesson(name):
            raise ValueError(f"{name} is no lesson")
        if name not in self._lessons:
            self._lessons[name] = open_lesson(name)
        return self._lessons[name]
