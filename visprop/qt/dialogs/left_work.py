"""Work that an earlier start left, as the start page offers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Left:
    """Work that was left.

    Attributes:
        title: its scenario.
        update: how many updates were done; −1 where that is not known.
        when: it was kept, in seconds since 1970.
        take_up: goes on with it.
        forget: takes it away.
    """

    title: str
    update: int
    when: float
    take_up: Callable[[], object]
    forget: Callable[[], object]

    @property
    def words(self) -> str:
        """How far it was, and when."""
        reached = f", update {self.update:,}" if self.update >= 0 else ""
        return f"{self.title}{reached}, {datetime.fromtimestamp(self.when):%d %b %H:%M}"
