"""What every registry keeps: entries under their own names, each checked whole when it is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import MISSING, fields
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, TypeVar, cast

E = TypeVar("E")
Need = tuple[bool, str]
"""Whether it holds, and what is to hold, in words."""


def require(entry: Any, kind: str, *needs: Need, name: str = "", empty: Iterable[str] = ()) -> None:
    """Check an entry of a registry: its fields hold what they are declared to, and its needs are met.

    Args:
        entry: a dataclass; a field that is text and has no default says something, and one that is called can be.
        kind: what it is, for the message: `activation`.
        needs: what is to hold beside that.
        name: of the entry; its field `name` if none is given.
        empty: the fields whose text may be empty.

    Raises:
        ValueError: something is missing or does not fit; it names the entry, and the field or the need.
    """
    title = f"the {kind} {name or entry.name!r}" if name or isinstance(entry.name, str) else f"a {kind}"
    for field, is_text, is_called, may_be_none in _declared(cast(Hashable, type(entry))):
        value = getattr(entry, field)
        if is_called and not (callable(value) or (may_be_none and value is None)):
            raise ValueError(f"{title}: {field} is to be a function, not {value!r}")
        if is_text and not (isinstance(value, str) and (value.strip() or field in empty)):
            raise ValueError(f"{title}: {field} is to be a text that says something, not {value!r}")
    for holds, words in needs:
        if not holds:
            raise ValueError(f"{title}: {words}")


@cache
def _declared(kind: Hashable) -> tuple[tuple[str, bool, bool, bool], ...]:
    """Of the fields that are text without a default or are called: name, which of both, and whether it may be None."""
    found = []
    for field in fields(cast(type[Any], kind)):
        written = str(field.type)
        is_text, is_called = written == "str" and field.default is MISSING, written.startswith("Callable[")
        if is_text or is_called:
            found.append((field.name, is_text, is_called, written.endswith("| None")))
    return tuple(found)


class Registry(dict[str, E]):
    """Entries by their names, in the order in which they are offered.

    Whoever adds one of his own writes `registry[entry.name] = entry`, and its numbers are tried as well; those of the
    program's own are tried by the tests, so that no start waits for it.

    Args:
        entries: the program's own.
        prove: raises ValueError where the numbers of an entry contradict one another.
        name_of: the name of an entry; its field `name` if nothing else is said.
    """

    def __init__(
        self,
        entries: Iterable[E],
        prove: Callable[[E], object] = lambda entry: None,
        name_of: Callable[[E], str] = lambda entry: str(getattr(entry, "name", "")),
    ) -> None:
        super().__init__()
        self._prove, self._name_of = prove, name_of
        for entry in entries:
            self._refuse_name(name_of(entry), entry)
            if name_of(entry) in self:
                raise ValueError(f"there are two entries {name_of(entry)!r}")
            super().__setitem__(name_of(entry), entry)

    def __setitem__(self, name: str, entry: E) -> None:
        self._refuse_name(name, entry)
        self._prove(entry)
        super().__setitem__(name, entry)

    def _refuse_name(self, name: str, entry: E) -> None:
        if name != self._name_of(entry):
            raise ValueError(f"the entry {self._name_of(entry)!r} cannot be registered as {name!r}")

    @property
    def words(self) -> dict[str, str]:
        """What can be chosen, as the user reads it."""
        return {name: str(getattr(entry, "words", "")) for name, entry in self.items()}


def late(module: str, name: str) -> Callable[..., Any]:
    """Calls what stands in a module that is loaded only then: what an entry needs is not loaded with all that others need."""
    return lambda *given: attrgetter(name)(import_module(module))(*given)
