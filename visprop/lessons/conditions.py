"""What a step asks of its reader: what is offered, and when it is fulfilled."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np

from visprop.engine.closeness import is_within, margin_of
from visprop.engine.key import Key
from visprop.lessons.expression import Expression
from visprop.lessons.markup import Paragraph
from visprop.notation.expression.numbers import equal_to
from visprop.scenario.data.function import typed_number
from visprop.timeline.by_name import Numbers
from visprop.timeline.position import Position

_OF_SLIPS = 0.005
"""How far an answer may be off what a slip gives, relative to it: three digits tell one slip from another."""
USUAL_TOLERANCE = 0.01
"""How far a number may be off, relative to the right one: three digits are enough."""


class Asks(Enum):
    """How an answer is given."""

    NUMBER = "by typing a number"
    CHOICE = "by choosing from a list"
    ACT = "by doing something in the experiment"
    LINES = "by executing lines of the algorithm"


class Verdict(NamedTuple):
    """What is said of an answer.

    Attributes:
        is_right: whether it is.
        told: what helps, of one that is not.
    """

    is_right: bool
    told: str = ""


RIGHT = Verdict(True)


@dataclass(frozen=True)
class Condition(ABC):
    """What a step asks.

    Attributes:
        question: in a sentence.
    """

    question: Paragraph

    asks = Asks.CHOICE

    def expressions(self) -> tuple[Expression, ...]:
        """The numbers of which the answer is made, that have to be known where the answer is."""
        return ()

    def choices(self, numbers: Numbers) -> tuple[str, ...]:
        """What is offered, as the text of paragraphs; nothing where a number is typed, or something done."""
        return ()

    def judge(self, answer: str, numbers: Numbers) -> Verdict:
        """What is said of an answer: a typed number, or the number of a choice, from 0.

        Args:
            answer: as it was given.
            numbers: those of the moment at which the answer is known.
        """
        return RIGHT if answer and answer == self.right(numbers) else Verdict(False, self.helps(answer, numbers))

    @abstractmethod
    def helps(self, answer: str, numbers: Numbers) -> str:
        """What is told of an answer that is not right."""

    def right(self, numbers: Numbers) -> str:
        """An answer that is right; empty where none is given, but something done."""
        return ""

    def pointed(self, selected: Key) -> str | None:
        """The answer that is given by clicking on something; None where that is none."""
        return None

    def done_by(self, numbers: Numbers, position: Position) -> bool:
        """Whether what the reader has just done, at a position, fulfils it."""
        return False


class Slip(NamedTuple):
    """A wrong way to a number.

    Attributes:
        value: what comes out.
        told: what is said to whom it happened.
    """

    value: Expression
    told: Paragraph


@dataclass(frozen=True)
class Number(Condition):
    """A number is predicted.

    Attributes:
        value: which.
        tolerance: how far the answer may be off, relative to it.
        slips: wrong ways to it that are known.
    """

    value: Expression
    tolerance: float = USUAL_TOLERANCE
    slips: tuple[Slip, ...] = ()

    asks = Asks.NUMBER

    def expressions(self) -> tuple[Expression, ...]:
        return (self.value, *(slip.value for slip in self.slips))

    def judge(self, answer: str, numbers: Numbers) -> Verdict:
        told = self.helps(answer, numbers)
        return Verdict(not told, told)

    def helps(self, answer: str, numbers: Numbers) -> str:
        """What is told of an answer; nothing of one that is right."""
        try:
            typed = typed_number(answer)
        except ValueError:
            return "This is no number. You may type 0.25, −3 or 1/4."
        wanted = self.value.value(numbers)
        if wanted is None:
            return "The experiment was changed, so that this number is not known. Go back a step and on again."
        if is_within(typed, wanted, margin_of(wanted, self.tolerance)):
            return ""
        told = (slip.told.text(numbers) for slip in self.slips if self._is_of(typed, slip.value.value(numbers)))
        return next(told, "") or _what_is_off(typed, wanted)

    def _is_of(self, typed: float, value: float | None) -> bool:
        """Whether an answer is what a slip gives."""
        return value is not None and is_within(typed, value, margin_of(value, min(self.tolerance, _OF_SLIPS)))

    def right(self, numbers: Numbers) -> str:
        value = self.value.value(numbers)
        return "" if value is None else equal_to(value, self.value.digits)[2:]


def _what_is_off(typed: float, wanted: float) -> str:
    if typed and np.isclose(-typed, wanted, rtol=0.02):
        return "The size is right, the sign is the other one."
    if typed * wanted < 0.0:
        return "Look at the sign first: should it be above 0 or below?"
    if wanted and 0.9 < typed / wanted < 1.1:
        return "Very near. Keep a digit more on the way."
    if wanted and typed and not 0.2 < typed / wanted < 5.0:
        return f"That is {'too large' if abs(typed) > abs(wanted) else 'too small'}: is there a factor too many, or one missing?"
    return "About the right size, but another number: go through it once more, step by step."


_SIGNS, _ZERO = ("above 0", "exactly 0", "below 0"), "1"


@dataclass(frozen=True)
class Sign(Condition):
    """A sign is predicted.

    Attributes:
        value: of which number.
    """

    value: Expression

    def expressions(self) -> tuple[Expression, ...]:
        return (self.value,)

    def choices(self, numbers: Numbers) -> tuple[str, ...]:
        return _SIGNS

    def helps(self, answer: str, numbers: Numbers) -> str:
        if self.right(numbers) == _ZERO:
            return "Is one of its factors 0, or are there two parts that cancel?"
        return "It is not 0." if answer == _ZERO else "The other way round."

    def right(self, numbers: Numbers) -> str:
        value = self.value.value(numbers) or 0.0
        return "0" if value > 0.0 else "2" if value < 0.0 else _ZERO


@dataclass(frozen=True)
class Offered(Condition):
    """One of some answers is chosen.

    Attributes:
        offers: the answers.
    """

    offers: tuple[Paragraph, ...]

    def choices(self, numbers: Numbers) -> tuple[str, ...]:
        return tuple(offer.source for offer in self.offers)


@dataclass(frozen=True)
class Choice(Offered):
    """Which of them is right is known.

    Attributes:
        answer: which, from 0.
        because: what is said of each that is not; empty for nothing of its own.
    """

    answer: int
    because: tuple[Paragraph, ...]

    def helps(self, answer: str, numbers: Numbers) -> str:
        told = self.because[int(answer)].text(numbers) if self.because and answer.isdigit() else ""
        return told or "That is another one."

    def right(self, numbers: Numbers) -> str:
        return str(self.answer)


@dataclass(frozen=True)
class Largest(Offered):
    """Numbers are compared: which is the largest.

    Attributes:
        values: the numbers.
    """

    values: tuple[Expression, ...]

    def expressions(self) -> tuple[Expression, ...]:
        return self.values

    def helps(self, answer: str, numbers: Numbers) -> str:
        return "Not this one. Which factors is each of them made of?"

    def right(self, numbers: Numbers) -> str:
        found = [value.value(numbers) for value in self.values]
        return str(int(np.argmax([-np.inf if one is None else one for one in found])))


@dataclass(frozen=True)
class Pick(Condition):
    """What comes next is pointed out: a line, an edge or a neuron, in the picture, in the listing or in a list.

    Attributes:
        key: which.
        among: what the list offers.
    """

    key: Key
    among: tuple[Key, ...]

    def choices(self, numbers: Numbers) -> tuple[str, ...]:
        has_one_each = numbers.has("layers") and numbers.value("layers") == numbers.value("neurons")
        is_row = has_one_each and numbers.value("n0") == 1
        return tuple((_named_in_row if is_row else _named)(key) for key in self.among)

    def helps(self, answer: str, numbers: Numbers) -> str:
        return "Not this one: something that it needs is not known yet, or it is known already."

    def right(self, numbers: Numbers) -> str:
        return str(self.among.index(self.key))

    def pointed(self, selected: Key) -> str | None:
        found = (i for i, key in enumerate(self.among) if key.place == selected.place)
        return next(map(str, found), None)

    def done_by(self, numbers: Numbers, position: Position) -> bool:
        return self.key.letter == "line" and position.line == self.key.number


def _named(key: Key) -> str:
    """A thing to be pointed out, as the list has it."""
    if key.letter == "line":
        return f"line {key.number}"
    if key.letter == "w":
        # It comes from the layer before, and the inputs lead to the first.
        ends = f"neuron {key.k} to {key.j} in layer {key.number}" if key.number > 1 else f"input {key.k} to neuron {key.j}"
        return f"from {ends}"
    return f"neuron {key.j} of layer {key.number}" if key.number else f"input {key.j}"


def _named_in_row(key: Key) -> str:
    """The same where each layer has one neuron, which has the layer's number."""
    if key.letter == "w":
        return f"from {f'neuron {key.number - 1}' if key.number > 1 else 'the input'} to neuron {key.number}"
    return _named(key) if key.letter == "line" else f"neuron {key.number}" if key.number else "the input"


@dataclass(frozen=True)
class Reach(Condition):
    """The experiment is changed or trained until a number is where it is to be.

    Attributes:
        value: which number.
        least, most: between which it is to be.
    """

    value: Expression
    least: float
    most: float

    asks = Asks.ACT

    def helps(self, answer: str, numbers: Numbers) -> str:
        return "This is to be done in the experiment itself."

    def done_by(self, numbers: Numbers, position: Position) -> bool:
        value = self.value.value(numbers)
        return value is not None and self.least <= value <= self.most


@dataclass(frozen=True)
class Execute(Condition):
    """Lines of the algorithm are executed, from where the step begins to the end of the update.

    Attributes:
        in_vectors: whether a layer is asked as a whole.
    """

    in_vectors: bool

    asks = Asks.LINES

    def helps(self, answer: str, numbers: Numbers) -> str:
        return "Choose a quantity, and type its value: the lines are executed one by one."
