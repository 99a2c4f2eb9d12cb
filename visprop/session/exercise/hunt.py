"""Find the bug: the same pass with a planted error, which the learner locates with the checks and by hand, and names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from visprop.engine.key import Key
from visprop.scenario.builtin import open_scenario
from visprop.scenario.planted.error import PlantedError
from visprop.scenario.planted.planted_scenario import PlantedScenario
from visprop.scenario.planted.registry import ERRORS, is_seen
from visprop.scenario.run import Run
from visprop.session.exercise.grades import Record, summary
from visprop.session.exercise.judging import Judged
from visprop.session.exercise.lent import Lent
from visprop.session.exercise.wrong_line import WrongLine, wrong_line
from visprop.session.session import Session
from visprop.timeline.parts import Part

_LARGEST, _MOST_EXAMPLES = 100_000, 32
"""So many multiplications an update may take, and so many examples: the program with the error takes its time for each."""
_CHOICES = 4
_ORDER = 0xB06


class Search(Enum):
    """What is asked now."""

    OFF = "nothing"
    WHERE = "the first line that is wrong"
    WHAT = "what is wrong in it"
    OVER = "nothing any more"


@dataclass(frozen=True, eq=False)
class Case:
    """An error as it is planted.

    Attributes:
        error: which.
        run: without it.
        planted: with it.
        wrong: where it first goes wrong.
        choices: the errors that are offered.
    """

    error: PlantedError
    run: Run
    planted: Run
    wrong: WrongLine
    choices: tuple[PlantedError, ...]


class Hunt:
    """Plants an error in a run of its own, and lets the learner say where it is, and what.

    Args:
        session: in which it happens.

    Attributes (to be read):
        stage: what is asked.
        number: which of the cases it is, from 1.
        case: the error as it is planted; None while nothing is asked.
        records: what became of each case.
        hints: those that are read.
        said: what is said of the last answer; None before there is one.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._lent = session, Lent(session)
        self.number = 1
        self.is_at_home = True
        self.records: list[Record] = []
        self._own: Run | None = None
        self._clear()
        session.changes.observe(self._on_change)

    def _clear(self) -> None:
        self.stage = Search.OFF
        self.case: Case | None = None
        self.hints: tuple[str, ...] = ()
        self.said: Judged | None = None

    @property
    def is_on(self) -> bool:
        """Whether an error is planted."""
        return self.stage is not Search.OFF

    @property
    def is_asking(self) -> bool:
        """Whether it is still to be found."""
        return self.stage in (Search.WHERE, Search.WHAT)

    def begin(self, number: int, is_at_home: bool) -> bool:
        """Plant an error; whether there was one.

        Args:
            number: which of the cases, from 1.
            is_at_home: whether in a network that is chosen for it, and not in that of now.
        """
        own = self._own_run()
        case = next(_cases(number, None if is_at_home else own), None)
        if case is None:
            self._session.changes.tell("In this network no error can be shown, or it is too large: take a chosen one")
            return False
        self._clear()
        self._lent.begin(case.planted)
        self._own, self.number, self.is_at_home, self.case, self.stage = own, number, is_at_home, case, Search.WHERE
        self.records.append(Record(case.wrong.line.number, case.wrong.position.example, case.wrong.keys, f"case {number}"))
        self._session.changes.note(Part.EXERCISE)
        return True

    def _own_run(self) -> Run:
        if self._own is not None and self.is_on:
            return self._own
        timeline = self._session.network.runs.present.timeline
        run = timeline.run_at(timeline.frame(timeline.walk.update_end(self._session.playback.frame.done)))
        assert isinstance(run, Run), "the runs of a network are of one kind"
        return run

    def leave(self) -> None:
        """Leave it: the user's own session is there again, untouched."""
        if self.is_on:
            self._clear()
            self._own = None
            self._lent.leave()
            self._session.changes.note(Part.EXERCISE)

    # Where

    def accuse_line(self) -> bool:
        """Say that the line at which one stands is the first wrong one; whether it is."""
        return self.accuse(Key("line", self._session.playback.position.line))

    def accuse_selected(self) -> bool:
        """Say that what is selected is computed wrongly, and nothing before it; whether it is so."""
        selected = self._session.selection.selected
        return selected is not None and self.accuse(selected)

    def accuse(self, key: Key) -> bool:
        """Say that something is the first that is wrong: a line, a neuron or an edge; whether it is."""
        if self.stage is not Search.WHERE or self.case is None:
            return False
        record, wrong = self.records[-1], self.case.wrong
        told = f"line {key.number}" if key.letter == "line" else self._session.naming.text(key)
        record.given.append(told)
        if wrong.is_at(key):
            self.stage, self.hints = Search.WHAT, ()
            self.said = Judged(True, f"line {wrong.line.number} is the first that is wrong")
        else:
            record.wrong += 1
            self.said = Judged(False, f"{told}: {self._why_not(key)}")
        self._session.changes.note(Part.EXERCISE)
        return self.stage is Search.WHAT

    def _why_not(self, key: Key) -> str:
        assert self.case is not None, "something is asked"
        if key.letter == "line" and key.number > self.case.wrong.line.number:
            return "an earlier line is wrong already, or this one is right by what it was given"
        return "it is right: compute it by hand, or nudge what it is made of"

    # What

    def name(self, choice: int) -> bool:
        """Say which error it is; whether that is right."""
        if self.stage is not Search.WHAT or self.case is None or not 0 <= choice < len(self.case.choices):
            return False
        record, chosen = self.records[-1], self.case.choices[choice]
        record.given.append(chosen.name)
        if chosen is self.case.error:
            self._found()
            return True
        record.wrong += 1
        self.said = Judged(False, "another one: what would come out with it, and what does?")
        self._session.changes.note(Part.EXERCISE)
        return False

    def _found(self) -> None:
        assert self.case is not None, "something is asked"
        record = self.records[-1]
        record.is_done, record.text = True, self.case.error.name
        self.stage, self.said = Search.OVER, None
        self._session.changes.note(Part.EXERCISE)

    # Help

    def _all_hints(self) -> tuple[str, ...]:
        if self.case is None or not self.is_asking:
            return ()
        error = self.case.error
        return (f"It is found by {error.caught.value}.", *error.hints[:2]) if self.stage is Search.WHERE else error.hints[2:]

    @property
    def has_hint(self) -> bool:
        """Whether there is another hint."""
        return len(self.hints) < len(self._all_hints())

    @property
    def can_show(self) -> bool:
        """Whether the answer may be shown: after a try, or after all hints; never at once."""
        return self.is_asking and (not self.has_hint or self.records[-1].wrong > 0)

    def hint(self) -> None:
        """Read one hint more."""
        if self.has_hint:
            self.hints = self._all_hints()[: len(self.hints) + 1]
            self.records[-1].hints += 1
            self._session.changes.note(Part.EXERCISE)

    def show(self) -> None:
        """Let the answer be shown: first where it is, then what."""
        if not self.can_show or self.case is None:
            return
        self.records[-1].is_shown = True
        if self.stage is Search.WHERE:
            wrong = self.case.wrong
            self._session.playback.go(wrong.position)
            self.stage, self.hints = Search.WHAT, ()
            self.said = Judged(True, f"shown: line {wrong.line.number}, of update {wrong.position.update + 1}")
            self._session.changes.note(Part.EXERCISE)
        else:
            self._found()

    @property
    def summary(self) -> str:
        """How the cases went, in a sentence."""
        return summary(self.records)

    def _on_change(self, part: Part) -> None:
        if self.is_on and self._lent.is_gone:
            # Something else was opened, or a lesson took over.
            self._clear()
            self._own = None
            self._lent.leave()
            self._session.changes.note(Part.EXERCISE)


def _cases(number: int, own: Run | None) -> Iterator[Case]:
    """Cases from one number on, in an order of chance that is always the same; in networks of their own, or in one run."""
    names = random.Random(_ORDER).sample(list(ERRORS), len(ERRORS))
    for i in range(len(names)):
        error = ERRORS[names[(number - 1 + i) % len(names)]]
        run = Run(error.home(open_scenario)) if own is None else own
        case = _planted(error, run)
        if case is not None:
            yield case


def _planted(error: PlantedError, run: Run) -> Case | None:
    """An error in a run; None if it is not to be seen there."""
    scenario = run.scenario
    size = scenario.schedule.size
    if size > _MOST_EXAMPLES or size * scenario.network.parameter_count > _LARGEST or not is_seen(scenario, error):
        return None
    planted = PlantedScenario.of(scenario, error)
    wrong = wrong_line(run, planted)
    if wrong is None:
        return None
    draw = random.Random(error.name)
    near = [one for one in ERRORS.values() if one is not error and one.fits(scenario) and one.is_in_pass == error.is_in_pass]
    far = [one for one in ERRORS.values() if one is not error and one not in near]
    others = draw.sample(near, min(_CHOICES - 1, len(near)))
    others += draw.sample(far, _CHOICES - 1 - len(others))
    choices = draw.sample([error, *others], _CHOICES)
    return Case(error, run, Run(planted, run.update, run.memory, run.age), wrong, tuple(choices))
