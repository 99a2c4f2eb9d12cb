"""Who computes what may take long: at once where it is asked for, or beside the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

T = TypeVar("T")

LIMIT = 6e6
"""From so many multiplications on work is not done in the window's thread; it is about 10 ms of matrix products."""

BUDGET = 200_000_000
"""The memory that what is computed may hold, in bytes, where nobody chooses it."""


class Work(Protocol):
    """Computes what is asked for."""

    def ask(self, key: Hashable, size: float, compute: Callable[[], T]) -> T | None:
        """A value, or None while it is still being computed.

        Args:
            key: names the value; asked again by the same name, it is not computed again meanwhile.
            size: how many multiplications it takes.
            compute: makes it of frozen values, in whichever thread.
        """

    def is_small(self, size: float) -> bool:
        """Whether work of a size is done at once."""

    def is_waited_for(self, key: Hashable) -> bool:
        """Whether asking for a value by a name gives None for now, so that nothing need be made ready for it."""


class AtOnce:
    """Computes at once, however long it takes: for export, command line and tests."""

    def ask(self, key: Hashable, size: float, compute: Callable[[], T]) -> T | None:
        """The value."""
        return compute()

    def is_small(self, size: float) -> bool:
        """All is done at once."""
        return True

    def is_waited_for(self, key: Hashable) -> bool:
        """Nothing is."""
        return False


AT_ONCE = AtOnce()
"""The one that knows no window."""
