"""What one option of a view is: told once, as an entry in the small frozen class of its view.

From the entry follow its field and default, its control in the window, what is remembered, and its flag of `visprop export`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, FrozenInstanceError, dataclass, field
from enum import Enum
from typing import Any, Generic, Self, TypeVar, overload

from visprop.figures.typed_numbers import read_whole
from visprop.scenario.scenario import Scenario

T = TypeVar("T")


class Menu(Enum):
    """The menus in which options stand, by their titles."""

    EXPLAIN = "E&xplain"
    LANDSCAPE = "&Landscape"
    VIEW = "&View"


class Heading(Enum):
    """The headings under which `visprop export --help` lists its flags."""

    SHEET = "several panels: --view A,B,C, or one view --at several positions"
    LOOK = "look"
    NETWORK = "network and cost"
    PLOT = "landscape, slice"
    OUTPUT = "output, bent space"
    PAGES = "equations"


class Lasts(Enum):
    """How long a choice holds while the application runs."""

    ALWAYS = "until another one is made"
    EXPERIMENT = "until another experiment is opened"
    NETWORK = "until the network is another one"


@dataclass(frozen=True)
class Entry:
    """How the window offers an option.

    Attributes:
        menu: in which it stands.
        text: its words there, with & before the letter that opens it.
        tip: what it does, for tool tips.
        shortcut: in Qt's portable words; of one with a menu of its own with {} for the number of a value; empty for none.
        after: the name of the option that it follows in the menu; empty for the order in which options are declared.
    """

    menu: Menu
    text: str
    tip: str
    shortcut: str = ""
    after: str = ""


@dataclass(frozen=True)
class Flag:
    """How `visprop export` offers an option.

    Attributes:
        name: as it is typed.
        heading: under which the help lists it.
        help: what it does.
        metavar: what stands for its value in the help; empty for one without a value, or with a list of them.
    """

    name: str
    heading: Heading
    help: str
    metavar: str = ""


@dataclass(eq=False)
class Option(Generic[T]):
    """One option; of a class of options it is the entry, of an object of that class the value.

    Attributes:
        default: what holds at first.
        entry: how the window offers it; None for by a panel or by hand alone.
        flag: how the command line does; None for not.
        is_remembered: whether it holds at the next start as well, by its name in the settings.
        lasts: how long it holds until then.
        name: of its field, of its action and in the settings; no two options have the same.
        owner: the class in which it is declared.
    """

    default: T
    _: KW_ONLY
    entry: Entry | None = None
    flag: Flag | None = None
    is_remembered: bool = False
    lasts: Lasts = Lasts.ALWAYS
    name: str = field(init=False)
    owner: type[Options] = field(init=False)

    def __set_name__(self, owner: type[Options], name: str) -> None:
        self.owner, self.name = owner, name

    @overload
    def __get__(self, instance: None, owner: type[Options]) -> Self: ...
    @overload
    def __get__(self, instance: Options, owner: type[Options]) -> T: ...
    def __get__(self, instance: Options | None, owner: type[Options]) -> Self | T:
        if instance is None:
            return self
        value: T = instance.chosen.get(self.name, self.default)
        return value

    def __set__(self, instance: Options, value: T) -> None:
        raise FrozenInstanceError(f"cannot assign to field {self.name!r}")

    @property
    def action(self) -> str:
        """The name of its action, or of its menu."""
        return self.name

    @property
    def off_on(self) -> tuple[T, T] | None:
        """Its two values, if it is a switch in the window; else None."""
        return None

    def offers(self) -> dict[T, str]:
        """The values of its menu in their words; none if it is a switch, or chosen otherwise."""
        return {}

    def unfit(self, value: T, scenario: Scenario | None) -> str:
        """Why a value cannot be chosen for a scenario, or where there is none; empty if it can."""
        return ""

    def read(self, text: str) -> T:
        """The value that a text tells, in the settings or behind a flag.

        Raises:
            ValueError: it tells none; the message says what it should.
        """
        raise NotImplementedError

    def written(self, value: T) -> str:
        """The text by which a value is remembered."""
        raise NotImplementedError


@dataclass(eq=False)
class Switch(Option[bool]):
    """On or off; it is off at first."""

    default: bool = field(default=False, init=False)

    @property
    def off_on(self) -> tuple[bool, bool]:
        return False, True

    def read(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(f"{text!r} is not true or false")
        return text == "true"

    def written(self, value: bool) -> str:
        return str(value).lower()


@dataclass(eq=False)
class Choice(Option[T]):
    """One of several values that have names.

    Attributes:
        named: the values by their names, in the settings and on the command line.
        words: a value as the user reads it.
        refuses: why a value cannot be chosen for a scenario, empty if it can; None if any can.
    """

    _: KW_ONLY
    named: Callable[[], Mapping[str, T]]
    words: Callable[[T], str]
    refuses: Callable[[T, Scenario], str] | None = None

    def offers(self) -> dict[T, str]:
        return {value: self.words(value) for value in self.named().values()}

    def unfit(self, value: T, scenario: Scenario | None) -> str:
        if self.refuses is None:
            return ""
        return "this is no network" if scenario is None else self.refuses(value, scenario)

    def read(self, text: str) -> T:
        named = self.named()
        if text not in named:
            raise ValueError(f"{text!r} is not one of {', '.join(named)}")
        return named[text]

    def written(self, value: T) -> str:
        return next(name for name, found in self.named().items() if found == value)


@dataclass(eq=False)
class OneOfTwo(Choice[T]):
    """One of two values that have names; the window offers it as a switch for the one that does not hold at first.

    Attributes:
        other: the value while the switch is on.
    """

    _: KW_ONLY
    other: T

    @property
    def action(self) -> str:
        return self.written(self.other)

    @property
    def off_on(self) -> tuple[T, T]:
        return self.default, self.other


@dataclass(eq=False)
class WholeNumber(Option[int]):
    """A whole number within a range.

    Attributes:
        low, high: the ends of the range, which belong to it.
        offered: the numbers of its menu, if it has one.
        words: a number as its menu writes it.
    """

    _: KW_ONLY
    low: int
    high: int
    offered: tuple[int, ...] = ()
    words: Callable[[int], str] = str

    def __post_init__(self) -> None:
        if not all(self.low <= number <= self.high for number in (self.default, *self.offered)):
            raise ValueError(f"what is offered lies between {self.low} and {self.high}")
        if (self.entry is None) != (not self.offered):
            raise ValueError("what stands in a menu offers numbers there, and nothing else does")

    def offers(self) -> dict[int, str]:
        return {number: self.words(number) for number in self.offered}

    def read(self, text: str) -> int:
        return read_whole(text, self.low, self.high)

    def written(self, value: int) -> str:
        return str(value)


@dataclass(eq=False)
class ByHand(Option[T]):
    """Any value; a panel or the hand chooses it, and a flag, if there is one.

    Attributes:
        reads: the value that a text behind the flag tells; it raises a ValueError, in words, if it tells none.
        refuses: why a value cannot be chosen for a scenario, empty if it can; None if any can.
    """

    _: KW_ONLY
    reads: Callable[[str], T] | None = None
    refuses: Callable[[T, Scenario], str] | None = None

    def __post_init__(self) -> None:
        if self.entry is not None or self.is_remembered:
            raise ValueError("what is chosen by hand has no menu, and is not remembered")
        if (self.flag is None) != (self.reads is None):
            raise ValueError("a flag needs to be read, and nothing else does")

    def unfit(self, value: T, scenario: Scenario | None) -> str:
        return "" if self.refuses is None or scenario is None else self.refuses(value, scenario)

    def read(self, text: str) -> T:
        assert self.reads is not None, "it has a flag"
        return self.reads(text)


class Options:
    """The options of one view, or those that several share: a small frozen class, whose entries stand in its body.

    Attributes:
        chosen: the values that are not the defaults, by name.
    """

    chosen: Mapping[str, Any]

    def __init__(self, **chosen: object) -> None:
        entries = self.entries() if chosen else {}
        if unknown := chosen.keys() - entries.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        kept = {name: value for name, value in chosen.items() if value != entries[name].default}
        object.__setattr__(self, "chosen", kept)

    @classmethod
    def entries(cls) -> dict[str, Option[Any]]:
        """The entries by their names."""
        return {name: found for name, found in vars(cls).items() if isinstance(found, Option)}

    def choose(self, option: Option[T], value: T) -> Self:
        """The same with another choice."""
        return type(self)(**{**self.chosen, option.name: value})

    def forget(self, spans: frozenset[Lasts]) -> Self:
        """The same without the choices that last so long."""
        entries = self.entries()
        return type(self)(**{name: value for name, value in self.chosen.items() if entries[name].lasts not in spans})

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Options) and self.chosen == other.chosen

    def __hash__(self) -> int:
        return hash((type(self), frozenset(self.chosen.items())))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.chosen.items())})"
