"""Check my work: what the next line will compute is asked, line by line; nothing shows it before it is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, islice

import numpy as np

from visprop.engine.key import Key
from visprop.notation.expression.numbers import counted
from visprop.scenario.data.function import typed_number
from visprop.session.changes import Changes
from visprop.session.playback import Playback
from visprop.timeline.frame import Frame
from visprop.timeline.overflow import Diverged
from visprop.timeline.parts import Part
from visprop.timeline.position import Position
from visprop.timeline.program import Kind, Line
from visprop.timeline.quantity import computed_quantities, is_right, new_changes, quantity

MOST_ASKED = 64
"""Of a wide layer so many numbers are asked."""


class Mark(Enum):
    """What is said of an answer."""

    OPEN = ""
    RIGHT = "✓ right"
    WRONG = "✗ not right"
    UNREADABLE = "✗ no number"
    REVEALED = "revealed"


@dataclass(frozen=True)
class Answer:
    """What stands in a row.

    Attributes:
        key: the quantity that is asked.
        text: what was typed.
        mark: what is said of it.
        why: of one that is not right, what helps.
    """

    key: Key
    text: str = ""
    mark: Mark = Mark.OPEN
    why: str = ""


@dataclass(frozen=True)
class Tally:
    """How the numbers of an update were found.

    Attributes:
        at_once: right at the first try.
        later: right after others.
        revealed: given up.
    """

    at_once: int = 0
    later: int = 0
    revealed: int = 0

    @property
    def words(self) -> str:
        """In a sentence; empty where nothing was asked."""
        count = self.at_once + self.later + self.revealed
        parts = ((self.at_once, "right at once"), (self.later, "right after another try"), (self.revealed, "revealed"))
        told = ", ".join(f"{number} {words}" for number, words in parts if number)
        return f"{counted(count, 'number')}: {told}." if count else ""


class Exercise:
    """Asks what the next line computes. One stays at the position before it, so that no view can tell; then it is executed.

    Attributes (to be read):
        answers: a row for each quantity that is asked; empty where nothing is.
        tally: how the numbers of the update at work were found so far.
        summary: the same of the update that was gone through last, in words; empty before the first.
    """

    def __init__(self, playback: Playback, changes: Changes) -> None:
        self._playback, self._changes = playback, changes
        self._asked: tuple[object, Position] | None = None
        self.answers: tuple[Answer, ...] = ()
        self.tally, self.summary = Tally(), ""
        self._tried: set[Key] = set()

    def begin(self) -> None:
        """Ask what the line after the present one computes; after the last of an example, the next example's first."""
        self._playback.pause()
        try:
            self._find()
            self._ask()
        except Diverged as stop:
            self._changes.tell(f"There is nothing to be computed here: {stop}")
            self.end()

    def _find(self) -> None:
        """Go to where the line after the present one computes something."""
        walk = self._playback.experiment.walk
        while not self._keys_of(self._next):
            if self._playback.position == walk.after(self._playback.position):
                break
            self._playback.go(walk.after(self._playback.position))

    @property
    def _next(self) -> Frame:
        """The frame one line on, of which only the session itself knows."""
        experiment = self._playback.experiment
        frame: Frame = experiment.frame(experiment.walk.after(self._playback.position))
        return frame

    @property
    def line(self) -> Line | None:
        """The line whose numbers are asked; None where none are."""
        return self._next.line if self.is_on else None

    def _keys_of(self, after: Frame) -> list[Key]:
        """What the line computes that was not known before it; of a batch the mean Δ, which is no example's own."""
        if after.line.kind is Kind.INPUT:
            return []
        before = self._playback.frame
        known = set(computed_quantities(before))
        found = (key for key in computed_quantities(after) if key not in known and quantity(after, key) is not None)
        return list(islice(chain(found, new_changes(before, after)), MOST_ASKED))

    def _ask(self) -> None:
        self.answers = tuple(Answer(key) for key in self._keys_of(self._next))
        self._asked = (self._playback.experiment, self._playback.position)
        self._changes.note(Part.EXERCISE)

    @property
    def is_on(self) -> bool:
        """Whether something is asked, and one still is where it was asked."""
        return bool(self.answers) and self._asked == (self._playback.experiment, self._playback.position)

    @property
    def is_done(self) -> bool:
        """Whether every row is right or revealed."""
        return self.is_on and all(answer.mark in (Mark.RIGHT, Mark.REVEALED) for answer in self.answers)

    def answer(self, row: int, text: str) -> Mark:
        """Take an answer, a number or a formula such as exp(-0.5); what is said of it. Nothing is of what is asked no more."""
        if not self._asks(row):
            return Mark.OPEN
        key = self.answers[row].key
        found = Answer(key) if not text.strip() else self._judged(key, text.strip())
        is_first = key not in self._tried
        if found.mark in (Mark.RIGHT, Mark.WRONG):
            self._tried.add(key)
        if found.mark is Mark.RIGHT and self.answers[row].mark not in (Mark.RIGHT, Mark.REVEALED):
            tally = self.tally
            more = replace(tally, at_once=tally.at_once + 1) if is_first else replace(tally, later=tally.later + 1)
            self.tally = more
        self._put(row, found)
        return found.mark

    def _judged(self, key: Key, text: str) -> Answer:
        try:
            value = typed_number(text)
        except ValueError as error:
            return Answer(key, text, Mark.UNREADABLE, str(error))
        right = self._value(key)
        if is_right(value, right):
            return Answer(key, text, Mark.RIGHT)
        return Answer(key, text, Mark.WRONG, hint_for(value, right, key))

    def _value(self, key: Key) -> float:
        value = quantity(self._next, key)
        assert value is not None, "only what is computed is asked"
        return value

    def _asks(self, row: int) -> bool:
        """Whether a row is one of those that are asked where we are."""
        return self.is_on and 0 <= row < len(self.answers)

    def reveal(self, row: int) -> float | None:
        """Give a number up; None where it is asked no more."""
        if not self._asks(row):
            return None
        value = self._value(self.answers[row].key)
        if self.answers[row].mark is not Mark.REVEALED:
            self.tally = replace(self.tally, revealed=self.tally.revealed + 1)
        self._put(row, Answer(self.answers[row].key, f"{value:.6g}", Mark.REVEALED))
        return value

    def _put(self, row: int, answer: Answer) -> None:
        self.answers = (*self.answers[:row], answer, *self.answers[row + 1 :])
        self._changes.note(Part.EXERCISE)

    @property
    def verdict(self) -> str:
        """How it stands: how many are right, where it first goes wrong, and by how much at most."""
        if not self.is_on:
            return ""
        rows = self.answers
        right = sum(answer.mark is Mark.RIGHT for answer in rows)
        wrong = [answer for answer in rows if answer.mark is Mark.WRONG]
        if not wrong:
            return f"{right} of {len(rows)} right" if right else ""
        apart = max(abs(typed_number(answer.text) - self._value(answer.key)) for answer in wrong)
        return f"{right} of {len(rows)} right; {len(wrong)} not right, off by about {apart:.1g} at most"

    def go_on(self) -> None:
        """Execute the line that was asked, and ask the next one."""
        before = self._playback.position
        self._playback.go(self._playback.experiment.walk.after(before))
        self.begin()
        # The update line itself may have nothing to be asked, so that one stands in the next update already.
        if self._playback.position.update != before.update:
            self._sum_up()

    def _sum_up(self) -> None:
        self.summary, self.tally, self._tried = self.tally.words, Tally(), set()
        self._changes.note(Part.EXERCISE)

    @property
    def was_left(self) -> bool:
        """Whether something was asked, and the position moved before it was answered."""
        return bool(self.answers) and not self.is_on

    def end(self) -> None:
        """Ask nothing any more, and say how it went."""
        self.answers, self._asked = (), None
        self._sum_up()
        self._changes.note(Part.EXERCISE)


def hint_for(value: float, right: float, key: Key) -> str:
    """What a wrong number looks like, without giving the right one away."""
    if np.isclose(value, -right, rtol=1e-3):
        return "the sign is the other one"
    if right and np.isclose(value, right, rtol=0.02):
        return "nearly: compute with more digits, four are compared"
    if key.letter == "a":
        return "a = σ(z): is z right, and is the activation of this layer applied?"
    if key.letter == "z":
        return "z = Σ w a + b: is every input of the neuron in the sum, and its bias?"
    if key.letter == "dw":
        return "Δw = −η δ a: the δ of the neuron that it leads to, times the a that it comes from; of a batch the mean"
    if key.letter == "db":
        return "Δb = −η δ of its neuron; of a batch the mean"
    if key.letter == "d":
        return "δ is what comes back through the weights, times σ′(z) of this very neuron"
    return "is it half the sum of squares, or the cost of this scenario?"
