"""What a planted error is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from visprop.engine.registry import require
from visprop.scenario.planted.passing import RIGHT_PASS, PassPieces
from visprop.scenario.planted.updating import RIGHT_UPDATE, UpdatePieces
from visprop.scenario.scenario import Scenario


class Caught(Enum):
    """Which check accuses."""

    BY_GRADIENT = "the gradient check"
    BY_UPDATE = "the update check"
    BY_BOTH = "both checks"


@dataclass(frozen=True)
class PlantedError:
    """One mistake, as it is made in real programs.

    Texts are a lesson's: words with $mathematics$ in them.

    Attributes:
        name: on the command line.
        words: what is wrong, in a sentence.
        wrong: what the program computes.
        right: what it should.
        reason: why that matters, or how it is noticed.
        hints: by level, from where to look to what to compare; none says it.
        caught: which check accuses.
        fits: whether a scenario has what it takes.
        home: makes a scenario in which it is seen, of the built-in ones by their names.
        passes: the pieces of the backward pass.
        update: the pieces of the update.
    """

    name: str
    words: str
    wrong: str
    right: str
    reason: str
    hints: tuple[str, ...]
    caught: Caught
    fits: Callable[[Scenario], bool]
    home: Callable[[Callable[[str], Scenario]], Scenario]
    passes: PassPieces = RIGHT_PASS
    update: UpdatePieces = RIGHT_UPDATE

    def __post_init__(self) -> None:
        require(
            self, "planted error",
            ((self.passes, self.update) != (RIGHT_PASS, RIGHT_UPDATE), "it is to change a piece"),
            (len(self.hints) >= 2, "hints are to be two or more"),
        )  # fmt: skip

    @property
    def is_in_pass(self) -> bool:
        """Whether the backward pass is wrong, and not the update."""
        return self.passes != RIGHT_PASS
