"""A verdict on each answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from visprop.engine.closeness import is_within, margin_of
from visprop.export.worksheet.asked import Blank
from visprop.export.worksheet.items import Item
from visprop.export.worksheet.questions import Question, Sheet
from visprop.grading.again import Shelf
from visprop.grading.slips import slips
from visprop.lessons.answers import AnswerFile, LessonAnswers, SheetAnswers, StepAnswers
from visprop.lessons.lesson import Lesson
from visprop.lessons.markup import plain_text
from visprop.lessons.progress_kept import Mark
from visprop.notation.expression.expr import SYMBOLS, Expr, Symbol
from visprop.notation.expression.numbers import counted, number
from visprop.notation.expression.substitution import replaced
from visprop.scenario.data.function import typed_number
from visprop.timeline.quantity import TOLERANCE

_OF_SLIPS = 0.005
"""How far an answer may be off what a slip gives, relative to it: three digits tell one slip from another."""
_LEAST_DIGITS = 2
"""A number of fewer digits is no rounded one, but a guess."""
_PLAIN_NUMBER = re.compile(r"[-−+]?(\d*)(?:[.,](\d*))?(?:[eE]([-+]?\d+))?")


class Verdict(Enum):
    """What is said of an answer."""

    RIGHT = "right"
    ROUNDED = "rounded"
    FOLLOWS = "follows"
    LATER = "later"
    WRONG = "wrong"
    SHOWN = "shown"
    BLANK = "blank"

    @property
    def meaning(self) -> str:
        """What it means, for who reads a table of them."""
        return _MEANINGS[self]


_MEANINGS = {
    Verdict.RIGHT: "within the tolerance of the worksheet; in a lesson at the first try",
    Verdict.ROUNDED: "right, but rounded to fewer digits than were asked for",
    Verdict.FOLLOWS: "computed rightly from a wrong number before it",
    Verdict.LATER: "right after other tries",
    Verdict.WRONG: "none of these",
    Verdict.SHOWN: "the reader let it be shown",
    Verdict.BLANK: "nothing was answered",
}


@dataclass(frozen=True)
class Marked:
    """An answer with its verdict.

    Attributes:
        sheet: to what the question belongs, for all who answered it.
        question: what it is called.
        answer: as it was given; of a choice its text; empty for none.
        right: what is right, for reading.
        verdict: what is said of it.
        slip: what was likely done wrong; empty where that cannot be told.
    """

    sheet: str
    question: str
    answer: str
    right: str
    verdict: Verdict
    slip: str = ""


@dataclass(frozen=True)
class Paper:
    """What one file is worth.

    Attributes:
        file: how it is called.
        name: as its reader typed it.
        title: of the sheet or the lessons.
        marked: the answers in the order of the questions.
        left: why others of its lessons were not graded.
    """

    file: str
    name: str
    title: str
    marked: tuple[Marked, ...]
    left: tuple[str, ...] = ()


def marked_paper(file: str, answers: AnswerFile, shelf: Shelf) -> Paper:
    """The answers of a file with their verdicts.

    Raises:
        ValueError: what was answered is not known here, or is another one.
        OSError: a file cannot be read.
    """
    if answers.sheet is not None:
        sheet = shelf.sheet(answers.sheet)
        return Paper(file, answers.name, f"{sheet.title}, variant {sheet.number}", tuple(_marked_sheet(sheet, answers.sheet)))
    titles, found, left = list[str](), list[Marked](), list[str]()
    for one in answers.lessons:
        try:
            lesson = shelf.lesson(one)
        except ValueError as error:
            # The others of the file are graded all the same.
            left.append(str(error))
            continue
        titles.append(lesson.title)
        found += _marked_lesson(lesson, shelf.items(lesson), one)
    if left and not titles:
        raise ValueError("; ".join(left))
    return Paper(file, answers.name, ", ".join(titles), tuple(found), tuple(left))


def _marked_sheet(sheet: Sheet, answers: SheetAnswers) -> Iterator[Marked]:
    own: dict[str, Expr] = {}
    others = [(question.name, question.value) for question in sheet.questions if not question.choices and question.value]
    for question in sheet.questions:
        given = answers.answers.get(question.name, "").strip()
        typed = _typed(given)
        verdict, slip = _judged(question, given, own)
        if verdict is Verdict.WRONG and typed is not None and not slip and isinstance(question, Blank):
            slip = next((f"this is {name}" for name, value in others if is_within(typed, value, margin_of(value, TOLERANCE))), "")
        if isinstance(question, Blank) and typed is not None and verdict is not Verdict.RIGHT:
            _note(question, typed, own)
        yield Marked(sheet.title, _called(question), _shown(question, given), _right(question), verdict, slip)


def _called(question: Question) -> str:
    """What a question is called in a table: of a test its number and its title."""
    return f"{question.name} {question.step.title}" if isinstance(question, Item) else question.name


def _note(blank: Blank, typed: float, own: dict[str, Expr]) -> None:
    """Keep a number that is not the right one, as its reader goes on with it: by its name, and by what it is computed from."""
    left = blank.equation.left
    if blank.equation.sign == "=":
        for expr in (left, blank.equation.reduced):
            own[expr.latex(SYMBOLS)] = Symbol(left.name, typed, left.key)


def _judged(question: Question, given: str, own: Mapping[str, Expr]) -> tuple[Verdict, str]:
    """The verdict, and what was done wrong."""
    if not given:
        return Verdict.BLANK, ""
    typed = _typed(given)
    if typed is None or not _can_be(question, given):
        return Verdict.WRONG, "this is none of the answers that are offered" if question.choices else "this is no number"
    if is_within(typed, question.value, question.tolerance):
        return Verdict.RIGHT, ""
    if not question.choices and is_rounded(given, question.value):
        return Verdict.ROUNDED, ""
    if isinstance(question, Blank):
        return _of_number(question, typed, own)
    assert isinstance(question, Item), "there are no others"
    return Verdict.WRONG, question.asks.judge(given, question.then).told


def _of_number(blank: Blank, typed: float, own: Mapping[str, Expr]) -> tuple[Verdict, str]:
    """Whether a number follows from those before it, and else what was done wrong."""
    expr = blank.equation.reduced
    mine = replaced(expr, lambda part: own.get(part.latex(SYMBOLS)))
    is_other = any(leaf in own.values() for leaf in mine.leaves())
    with np.errstate(all="ignore"):
        value = float(np.asarray(mine.value()))
    if is_other and is_within(typed, value, max(blank.tolerance, margin_of(value, _OF_SLIPS))):
        return Verdict.FOLLOWS, ""
    for one in (expr, mine) if is_other else (expr,):
        for slip in slips(one):
            if is_within(typed, slip.value, margin_of(slip.value, _OF_SLIPS)):
                return Verdict.WRONG, slip.words
    return Verdict.WRONG, ""


def is_rounded(given: str, value: float) -> bool:
    """Whether what was typed is the number rounded to as many digits as were typed, two at least."""
    found = _PLAIN_NUMBER.fullmatch(given.strip())
    if found is None:
        return False
    whole, decimals, power = found[1], found[2] or "", int(found[3] or 0)
    if len((whole + decimals).lstrip("0")) < _LEAST_DIGITS or abs(power) > 300:
        return False
    unit = 10.0 ** (power - len(decimals))
    return is_within(typed_number(given), value, 0.5 * unit * (1.0 + 1e-9))


def _typed(given: str) -> float | None:
    try:
        return typed_number(given)
    except ValueError:
        return None


def _can_be(question: Question, given: str) -> bool:
    """Whether an answer is one of those that are offered, if there are any."""
    return not question.choices or (given.isdecimal() and int(given) < len(question.choices))


def _shown(question: Question, given: str) -> str:
    """An answer for reading: of a choice its text."""
    return plain_text(question.choices[int(given)]) if question.choices and _can_be(question, given) else given


def _right(question: Question) -> str:
    return plain_text(question.choices[int(question.value)]) if question.choices else number(question.value)


def _marked_lesson(lesson: Lesson, items: Mapping[int, Item], answers: LessonAnswers) -> Iterator[Marked]:
    """A verdict on each step that asks something; what is done in the window has no answer to be read."""
    for i in lesson.asking:
        given, item = answers.steps.get(i, StepAnswers()), items.get(i)
        verdict = _of_step(given)
        told = [_first_wrong(item, given.tries[0])] if verdict in (Verdict.LATER, Verdict.WRONG) and item is not None else []
        told += [counted(given.hints, "hint")] if given.hints else []
        last, right = ("", "") if item is None else (_shown(item, given.tries[-1]) if given.tries else "", _right(item))
        yield Marked(lesson.title, f"{i + 1} {lesson.steps[i].title}", last, right, verdict, "; ".join(told))


def _first_wrong(item: Item, given: str) -> str:
    """The first answer, and what was said of it."""
    told = item.asks.judge(given, item.then).told if _can_be(item, given) else ""
    return " ".join(filter(None, (f"first {_shown(item, given)}.", told)))


def _of_step(given: StepAnswers) -> Verdict:
    match given.mark:
        case Mark.DONE:
            return Verdict.RIGHT if len(given.tries) <= 1 else Verdict.LATER
        case Mark.SHOWN:
            return Verdict.SHOWN
        case _:
            return Verdict.WRONG if given.tries else Verdict.BLANK
