"""A test or a chapter as a worksheet: its steps, with what they ask, in the numbers of one variant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from visprop.engine.closeness import margin_of
from visprop.export.worksheet.questions import Group, Origin, Sheet, written_margin
from visprop.kinds.registry import experiment_of, kind_of
from visprop.lessons.conditions import Asks, Condition, Largest, Number, Sign
from visprop.lessons.lesson import Lesson, Step
from visprop.lessons.markup import Formula, Paragraph, Words, Written
from visprop.notation.expression.numbers import numeral
from visprop.scenario.any_run import AnyRun
from visprop.scenario.run import Run
from visprop.scenario.variants import drawn
from visprop.timeline.by_name import Numbers
from visprop.timeline.experiment import Experiment
from visprop.timeline.work import BUDGET

_NEAR_TIE = 1.25
"""Of what is compared the largest is so much larger than the next one at least, in variants that are drawn."""
_FAR_FROM_SLIPS = 2.0
"""What comes out of a slip is so many tolerances off at least."""
_LEAST = 1e-4
"""And no number that is asked is smaller, so that its sign and digits can be found by hand."""
_DRAWS = 200
"""So often a variant is drawn at most until it is clear."""


@dataclass(frozen=True, eq=False)
class Item:
    """What a step asks.

    Attributes:
        name: its number on the sheet.
        step: which.
        asks: what it asks.
        now, then: the numbers where it begins, and where the answer is known.
    """

    name: str
    step: Step
    asks: Condition
    now: Numbers
    then: Numbers

    @property
    def asked(self) -> Written:
        """The question."""
        return self.asks.question.written(self.now)

    @property
    def choices(self) -> tuple[Written, ...]:
        """What is offered."""
        return tuple(Paragraph.parse(text).written(self.now) for text in self.asks.choices(self.then))

    @cached_property
    def value(self) -> float:
        """The number that is right, or the place of the choice that is."""
        if isinstance(self.asks, Number):
            value = self.asks.value.value(self.then)
            assert value is not None, "a lesson is checked when it is read"
            return value
        return float(self.asks.right(self.then))

    @property
    def tolerance(self) -> float:
        """How far an answer may be off."""
        return written_margin(margin_of(self.value, self.asks.tolerance)) if isinstance(self.asks, Number) else 0.0

    @property
    def solution(self) -> list[Written]:
        """The right answer, and the reason."""
        right = self.choices[int(self.value)] if self.choices else (Formula(numeral(self.value)),)
        return [(Words("Right: "), *right), *(one.written(self.then) for one in self.step.reason)]

    def hints(self, level: int) -> list[Written]:
        """The first of the step's own."""
        return [one.written(self.now) for one in self.step.hints[:level]]


def lesson_sheet(lesson: Lesson, origin: Origin) -> Sheet:
    """A lesson's steps as a sheet; the first variant has the numbers of the lesson itself.

    Raises:
        ValueError: no other variant can be drawn in which every answer is clear.
    """
    if origin.number == 1:
        return _sheet(lesson, origin, {})
    runs = {id(step.stage.run): step.stage.run for step in lesson.steps}
    for attempt in range(_DRAWS):
        seeds = ((origin.seed, origin.number, attempt, at) for at in count())
        others = {name: _other(run, seed) for (name, run), seed in zip(runs.items(), seeds, strict=False)}
        found = _sheet(lesson, origin, others)
        if all(_is_clear(item) for item in found.questions if isinstance(item, Item)):
            return found
    raise ValueError(f"{lesson.title}: no variant {origin.number} was found in which every answer is clear")


def _other(run: AnyRun, seed: tuple[int, ...]) -> AnyRun:
    """A network with other numbers; what else is stepped through stays."""
    return Run(drawn(run.scenario, seed)) if isinstance(run, Run) else run


def _sheet(lesson: Lesson, origin: Origin, others: Mapping[int, AnyRun]) -> Sheet:
    groups: list[Group] = []
    experiments: dict[int, Experiment] = {}
    for step in lesson.steps:
        run = others.get(id(step.stage.run), step.stage.run)
        if id(step.stage.run) not in experiments:
            experiments[id(step.stage.run)] = experiment_of(run, BUDGET)
        groups.append(_group(step, experiments[id(step.stage.run)], str(1 + sum(len(group.blanks) for group in groups))))
    return Sheet(origin, lesson.title, lesson.about, (), groups)


def _group(step: Step, experiment: Experiment, name: str) -> Group:
    now, then = (_numbers(experiment, text) for text in (step.stage.at, step.stage.then or step.stage.at))
    text = [one.written(now) for one in step.text]
    asks = step.asks
    if asks is None:
        return Group(step.title, (), text)
    if asks.asks in (Asks.ACT, Asks.LINES):
        # It is done in the window, and there is nothing to write down.
        return Group(step.title, (), [*text, asks.question.written(now)])
    return Group(step.title, (Item(name, step, asks, now, then),), text)


def _numbers(experiment: Experiment, at: str) -> Numbers:
    where = experiment.walk.parse(at) if at else experiment.walk.start
    experiment.advance(experiment.goal_of(where), float("inf"))
    return kind_of(experiment.run).numbers(experiment.frame(where))


def _is_clear(item: Item) -> bool:
    """Whether an answer can be told from others: it is not next to 0, nor near a slip or what it is compared with."""
    asks = item.asks
    if isinstance(asks, Number | Sign):
        value = asks.value.value(item.then) or 0.0
        slips = [slip.value.value(item.then) or 0.0 for slip in asks.slips] if isinstance(asks, Number) else []
        return abs(value) >= _LEAST and all(abs(slip - value) > _FAR_FROM_SLIPS * item.tolerance for slip in slips)
    if isinstance(asks, Largest):
        last, second = np.sort([one.value(item.then) or 0.0 for one in asks.values])[[-1, -2]]
        return bool(last >= _NEAR_TIE * second)
    return True
