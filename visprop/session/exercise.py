"""Check my work: what the next line will compute is asked, line by line; nothing shows it before it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from visprop.engine.key import Key
from visprop.figures.moment import Part
from visprop.scenario.data.function import typed_number
from visprop.session.changes import Changes
from visprop.session.playback import Playback
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position
from visprop.timeline.program import Kind, Line
from visprop.timeline.quantity import computed_quantities, is_right, quantity

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


class Exercise:
    """Asks what the next line computes. One stays at the position before it, so that no view can tell; then it is executed.

    Attributes (to be read):
        answers: a row for each quantity that is asked; empty where nothing is.
    """

    def __init__(self, playback: Playback, changes: Changes) -> None:
        self._playback, self._changes = playback, changes
        self._asked: tuple[object, Position] | None = None
        self.answers: tuple[Answer, ...] = ()

    def begin(self) -> None:
        """Ask what the line after the present one computes; after the last of an example, the next example's first."""
        self._playback.pause()
        walk = self._playback.experiment.walk
        while not self._keys_of(self._next):
            if self._playback.position == walk.after(self._playback.position):
                break
            self._playback.go(walk.after(self._playback.position))
        self._ask()

    @property
    def _next(self) -> Frame:
        """The frame one line on, of which only the session itself knows."""
        experiment = self._playback.experiment
        return experiment.frame(experiment.walk.after(self._playback.position))

    @property
    def line(self) -> Line | None:
        """The line whose numbers are asked; None where none are."""
        return self._next.line if self.is_on else None

    def _keys_of(self, after: Frame) -> list[Key]:
        if after.line.kind in (Kind.INPUT, Kind.UPDATE):
            return []
        before = set(computed_quantities(self._playback.frame))
        found = [key for key in computed_quantities(after) if key not in before]
        return [key for key in found if quantity(after, key) is not None][:MOST_ASKED]

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
        """Take an answer, a number or a formula such as exp(-0.5); what is said of it."""
        key = self.answers[row].key
        found = Answer(key) if not text.strip() else self._judged(key, text.strip())
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

    def reveal(self, row: int) -> float:
        """Give a number up."""
        value = self._value(self.answers[row].key)
        self._put(row, Answer(self.answers[row].key, f"{value:.6g}", Mark.REVEALED))
        return value

    def _put(self, row: int, answer: Answer) -> None:
        self.answers = (*self.answers[:row], answer, *self.answers[row + 1 :])
        self._changes.note(Part.EXERCISE)

    @property
    def verdict(self) -> str:
        """How it stands: how many are right, where it first goes wrong, and by how much at most."""
        rows = self.answers
        right = sum(answer.mark is Mark.RIGHT for answer in rows)
        wrong = [answer for answer in rows if answer.mark is Mark.WRONG]
        if not wrong:
            return f"{right} of {len(rows)} right" if right else ""
        apart = max(abs(typed_number(answer.text) - self._value(answer.key)) for answer in wrong)
        return f"{right} of {len(rows)} right; {len(wrong)} not right, off by about {apart:.1g} at most"

    def go_on(self) -> None:
        """Execute the line that was asked, and ask the next one."""
        self._playback.go(self._playback.experiment.walk.after(self._playback.position))
        self.begin()

    def end(self) -> None:
        """Ask nothing any more."""
        self.answers, self._asked = (), None
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
    if key.letter == "d":
        return "δ is what comes back through the weights, times σ′(z) of this very neuron"
    return "is it half the sum of squares, or the cost of this scenario?"
