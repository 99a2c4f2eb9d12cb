"""A lesson: a chapter of the course as steps, each with its experiment, its text and what it asks."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.lessons.conditions import Condition
from visprop.lessons.markup import Paragraph
from visprop.scenario.any_run import AnyRun
from visprop.timeline.experiment import AnyWalk
from visprop.timeline.position import Position

SUFFIX = ".lesson"
"""How the files of lessons end."""
MOST_EXECUTED = 40
"""So many lines of the algorithm a step lets a reader execute at most."""


@dataclass(frozen=True, eq=False)
class Stage:
    """What a step is played on.

    Attributes:
        run: the experiment.
        at: where in it the step begins, as its walk reads it; empty for the start.
        then: where it is once the answer is given; empty for where it began.
        options: how things are shown, each option's name with its value as text.
        selected: what is selected; None for nothing.
        lit: what is pointed at; None for nothing.
        workspace: the arrangement of the window.
    """

    run: AnyRun
    at: str = ""
    then: str = ""
    options: tuple[tuple[str, str], ...] = ()
    selected: Key | None = None
    lit: Key | None = None
    workspace: str = "lesson"


@dataclass(frozen=True, eq=False)
class Step:
    """A step of a lesson.

    Attributes:
        title: in a few words.
        stage: what it is played on.
        text: what is read first.
        asks: what the reader does; None for a step that is only read.
        hints: one more at each wish, the last all but says it.
        reason: what is read once it is answered.
        why: what is read by whom it interests.
    """

    title: str
    stage: Stage
    text: tuple[Paragraph, ...]
    asks: Condition | None = None
    hints: tuple[Paragraph, ...] = ()
    reason: tuple[Paragraph, ...] = ()
    why: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, eq=False)
class Lesson:
    """A chapter.

    Attributes:
        name: by which progress is kept.
        title: as the user reads it.
        chapter: its number in the course; 0 for one of a teacher's own.
        section: of the article.
        about: what one can do after it, in a sentence.
        steps: in their order.
        misprints: the rows of the errata that fall in it.
        is_test: whether its questions are right for any numbers, so that there are variants of it.
    """

    name: str
    title: str
    chapter: int
    section: str
    about: str
    steps: tuple[Step, ...]
    misprints: tuple[int, ...] = ()
    is_test: bool = False

    @property
    def asking(self) -> tuple[int, ...]:
        """The steps that ask something, from 0."""
        return tuple(i for i, step in enumerate(self.steps) if step.asks is not None)


def lines_between(walk: AnyWalk, at: Position, then: Position) -> int:
    """How many lines are executed from one position to another; 0 for none, or too many. To take an example is no line."""
    count = 0
    while then != at:
        count += then.line != 0
        if then == walk.start or count > MOST_EXECUTED:
            return 0
        then = walk.before(then)
    return count
