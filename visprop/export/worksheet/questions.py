"""What stands on a worksheet, whatever it is about: questions in groups, with what is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

from visprop.lessons.markup import Formula, Words, Written, plain_text
from visprop.notation.expression.numbers import rounded
from visprop.notation.expression.rows import Side
from visprop.notation.layout.build import operator
from visprop.notation.layout.nodes import Node, Row

_DIGITS_OF_MARGIN = 3


class Question(Protocol):
    """One thing that is asked: a number that is typed, or a choice."""

    @property
    def name(self) -> str:
        """By which an answer says what it answers; no other question of the sheet has it."""

    @property
    def asked(self) -> Written:
        """What stands before the field."""

    @property
    def choices(self) -> Sequence[Written]:
        """What is offered; empty where a number is typed."""

    @property
    def value(self) -> float:
        """The number that is right; of a choice its place, from 0."""

    @property
    def tolerance(self) -> float:
        """How far an answer may be off; of a choice 0."""

    @property
    def solution(self) -> Sequence[Written]:
        """What is read once it is answered, in paragraphs."""

    def hints(self, level: int) -> list[Written]:
        """Those up to a level, from 0 for none."""


@dataclass(frozen=True, eq=False)
class Group:
    """What is asked together.

    Attributes:
        title: what it is about.
        blanks: what is asked; none of what is only read.
        text: what is read before, in paragraphs.
    """

    title: str
    blanks: Sequence[Question]
    text: Sequence[Written] = ()

    def hints(self, most: int) -> list[list[Written]]:
        """Those of all its questions, level by level, up to one; a level without any is left out."""
        levels = [[one for blank in self.blanks for one in blank.hints(most)[level : level + 1]] for level in range(most)]
        return [level for level in levels if level]

    @property
    def heading(self) -> str:
        """The title, with a capital."""
        return self.title[:1].upper() + self.title[1:]


@dataclass(frozen=True)
class Origin:
    """What a sheet is made from, so that it can be made again.

    Attributes:
        source: a built-in name, `test:NAME`, `lesson:NAME`, or the name of a file without its folder; empty for what has none.
        at: which pass is asked for, as `--at` has it; empty for a test or lesson, which say it themselves.
        seed: what the variants are drawn from.
        number: which variant, from 1.
    """

    source: str
    at: str
    seed: int
    number: int


@dataclass(frozen=True, eq=False)
class Sheet:
    """One variant.

    Attributes:
        origin: what it is made from.
        title: what it is about.
        words: what is to be done, in sentences.
        given: what is known, in rows.
        groups: what is asked.
    """

    origin: Origin
    title: str
    words: str
    given: Sequence[Sequence[Written]]
    groups: Sequence[Group]

    @property
    def number(self) -> int:
        """Which variant, from 1."""
        return self.origin.number

    @property
    def questions(self) -> list[Question]:
        """All that is asked, in the order of the sheet."""
        return [question for group in self.groups for question in group.blanks]

    @property
    def print(self) -> str:
        """What tells it from any other: a check sum of all that is printed before the answers."""
        given = [plain_text(one) for row in self.given for one in row]
        asked = [plain_text(one) for group in self.groups for one in (*group.text, *(each.asked for each in group.blanks))]
        offered = [plain_text(one) for question in self.questions for one in question.choices]
        return f"{crc32(chr(10).join((self.title, *given, *asked, *offered)).encode()):08x}"


def written_margin(margin: float) -> float:
    """How far an answer may be off, rounded so that it is the same number in every format."""
    return rounded(margin, _DIGITS_OF_MARGIN)


def is_label(question: Question) -> bool:
    """Whether what is asked is a name alone, such as `z =`, and not a sentence."""
    return not any(isinstance(part, Words) for part in question.asked)


def row_node(row: Sequence[Side]) -> Node:
    """A row of an equation as one formula."""
    parts: list[Node] = []
    for side in row:
        parts += [operator(side.sign)] if side.sign else []
        parts.append(side.expr.layout(side.style))
    return Row(tuple(parts))


def row_written(row: Sequence[Side]) -> Written:
    """The same as a paragraph."""
    return (Formula(row_node(row)),)
