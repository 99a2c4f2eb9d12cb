"""What can be set of a bench, declared as data: the window makes its widgets of it, files and edits their checks."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from visprop.benches.values import Values
from visprop.engine.registry import require
from visprop.scenario.data.function import typed_number
from visprop.scenario.files.fields import MAX_NAME, Field

Point = tuple[float, float]
MOST_POINTS = 400
"""So many points a line has at most that is drawn by hand."""


def _always(values: Values) -> bool:
    return True


@dataclass(frozen=True)
class Control(ABC):
    """One thing that can be set.

    Attributes:
        name: by which bench, file and pictures know it.
        label: before it, in the window.
        tip: what it does, in a sentence.
        start: the value at first.
        applies: whether it means something beside the other values; it is hidden where it does not.
    """

    name: str
    label: str
    tip: str
    _: KW_ONLY
    # Of which type it is, each kind of control says.
    start: Any
    applies: Callable[[Values], bool] = _always

    def __post_init__(self) -> None:
        require(self, "control", (not self.unfit(self.start), f"it starts with what does not fit: {self.unfit(self.start)}"))

    @abstractmethod
    def unfit(self, value: Any) -> str:
        """Why it cannot have a value; empty if it can."""

    @abstractmethod
    def read(self, field: Field) -> Any:
        """The value in a file.

        Raises:
            FieldError: it is none.
        """

    def written(self, value: Any) -> Any:
        """The value as a file has it."""
        return value

    def typed(self, text: str) -> Any:
        """The value as it is typed on a command line.

        Raises:
            ValueError: it is none, or this is not typed.
        """
        raise ValueError(f"{self.label} is not typed")


@dataclass(frozen=True)
class Number(Control):
    """A number, on a slider.

    Attributes:
        low, high: its range.
        start: at first.
        step: of the slider and of the arrow keys.
        is_whole: whether it counts something.
        slider: the part of the range that the slider has, where all of it is too much for a hand; None for all.
    """

    _: KW_ONLY
    low: float
    high: float
    start: float = 0.0
    step: float = 0.01
    is_whole: bool = False
    slider: tuple[float, float] | None = None

    @property
    def slides(self) -> tuple[float, float]:
        """From where to where the slider goes."""
        return (self.low, self.high) if self.slider is None else self.slider

    def unfit(self, value: Any) -> str:
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not is_number or (self.is_whole and value != int(value)):
            return f"{self.label} is to be a {'whole ' if self.is_whole else ''}number"
        return "" if self.low <= value <= self.high else f"{self.label} is to be from {self.low:g} to {self.high:g}"

    def read(self, field: Field) -> float:
        return field.whole(round(self.low), round(self.high)) if self.is_whole else field.real(self.low, self.high)

    def typed(self, text: str) -> float:
        value = typed_number(text)
        return int(value) if self.is_whole and value == int(value) else value


@dataclass(frozen=True)
class Text(Control):
    """A text in a grammar of its own.

    Attributes:
        start: at first.
        check: raises ValueError, in words, where a text cannot be read.
        examples: texts that can be picked instead of typed.
        keys: symbols that a keyboard lacks, each of which is a key of the keypad.
    """

    _: KW_ONLY
    start: str
    check: Callable[[str], object]
    examples: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def unfit(self, value: Any) -> str:
        if not isinstance(value, str) or len(value) > MAX_NAME:
            return f"{self.label} is to be a text of at most {MAX_NAME} characters"
        try:
            self.check(value)
        except ValueError as error:
            return str(error)
        return ""

    def read(self, field: Field) -> str:
        text = field.text()
        if reason := self.unfit(text):
            raise field.error(reason)
        return text

    def typed(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class OneOf(Control):
    """One of a few.

    Attributes:
        choices: the words of each, by its value.
        start: at first.
    """

    _: KW_ONLY
    choices: Mapping[str, str]
    start: str

    def unfit(self, value: Any) -> str:
        return "" if value in self.choices else f"{self.label} is to be one of {', '.join(self.choices)}"

    def read(self, field: Field) -> str:
        return field.choice(tuple(self.choices))

    def typed(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Tick(Control):
    """On or off."""

    _: KW_ONLY
    start: bool = False

    def unfit(self, value: Any) -> str:
        return "" if isinstance(value, bool) else f"{self.label} is to be on or off"

    def read(self, field: Field) -> bool:
        if not isinstance(field.value, bool):
            raise field.fail("true or false")
        return field.value

    def typed(self, text: str) -> bool:
        if text not in ("on", "off"):
            raise ValueError(f"{self.label} is to be on or off")
        return text == "on"


@dataclass(frozen=True)
class Stroke(Control):
    """A line that is drawn by hand in a picture.

    Attributes:
        start: its points (x, y) at first.
    """

    _: KW_ONLY
    start: tuple[Point, ...] = ()

    def unfit(self, value: Any) -> str:
        if not isinstance(value, tuple) or len(value) > MOST_POINTS:
            return f"{self.label} is to have at most {MOST_POINTS} points"
        return "" if all(len(point) == 2 and all(map(math.isfinite, point)) for point in value) else "its points are to be finite"

    def read(self, field: Field) -> tuple[Point, ...]:
        rows = [tuple(map(float, item.numbers(2))) for item in field.items()]
        points = tuple((x, y) for x, y in rows)
        if reason := self.unfit(points):
            raise field.error(reason)
        return points

    def written(self, value: Any) -> list[list[float]]:
        return [list(point) for point in value]


@dataclass(frozen=True)
class Given(Control):
    """Something that is not set in the window, but taken from elsewhere: a network, with all its numbers.

    Attributes:
        start: at first; it can be compared and hashed.
        reads: the value in a file; it raises FieldError.
        writes: the value as a file has it.
    """

    _: KW_ONLY
    start: Any
    reads: Callable[[Field], Any]
    writes: Callable[[Any], Any]

    def unfit(self, value: Any) -> str:
        return "" if isinstance(value, type(self.start)) else f"{self.label} is to be another one"

    def read(self, field: Field) -> Any:
        return self.reads(field)

    def written(self, value: Any) -> Any:
        return self.writes(value)
