"""What a file of any kind holds: how its experiment starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from visprop.engine.arrays import Array


class AnyRun(Protocol):
    """The start of an experiment, and the beginning that Reset returns to; frozen, and each of one kind."""

    @property
    def kind(self) -> str:
        """The name of its kind, as the registry has it."""

    @property
    def title(self) -> str:
        """What it is called, a line."""

    @property
    def notes(self) -> str:
        """What is noted of it, any text."""

    @property
    def own_title(self) -> str:
        """What one is called that was rebuilt from one that comes with the program."""

    @property
    def update(self) -> int:
        """How many updates were done before it."""

    @property
    def size(self) -> int:
        """How many numbers it has at most."""

    # A run is compared with one of its own kind alone, which no type here can say.

    @property
    def begun(self) -> Any:
        """The run that begins where Reset leads to; this one itself if it is that."""

    def begun_as(self, other: Any) -> Any:
        """The same run, whose beginning is the start of another one."""

    def starts_as(self, other: Any) -> bool:
        """Whether both start with the same numbers."""

    def restarted(self, origin: Any) -> Any:
        """The run that begins where another one did, with what is experimented with now."""

    def is_about_the_same(self, other: Any) -> bool:
        """Whether it has not become something else than what another one was called after."""

    def called(self, title: str, notes: str) -> Any:
        """The same with other words."""

    def bare(self) -> Any:
        """The same, to be handed over to a process."""

    def reached(self) -> Mapping[str, Array]:
        """The numbers in which its start differs from that of the run that it goes on from; read-only."""

    def gone_on(self, update: int, numbers: Mapping[str, Array]) -> Any:
        """The run that has come to an update with such numbers, with its own beginning; None if they are not its own."""
