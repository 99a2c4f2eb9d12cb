"""What an entry in the registry of benches is: a bench as lists and menus name it, which is loaded when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from visprop.engine.registry import require

if TYPE_CHECKING:
    from visprop.benches.bench import Bench


@dataclass(frozen=True)
class BenchEntry:
    """A bench by its name.

    Attributes:
        name: on the command line, and in its files.
        title: in the window.
        tip: what it is about, in a sentence.
        section: of the article that it belongs to.
        module: where it stands, under the name `BENCH`.
        takes_network: whether it can be begun with the numbers of the network that is open (`Bench.from_network`).
    """

    name: str
    title: str
    tip: str
    section: str
    module: str
    takes_network: bool = False

    def __post_init__(self) -> None:
        require(self, "bench")

    @property
    def bench(self) -> Bench:
        """All of it."""
        found: Bench = import_module(self.module).BENCH
        return found
