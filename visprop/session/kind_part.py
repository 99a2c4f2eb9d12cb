"""What a kind of experiment has of the session, beside what all kinds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from visprop.engine.key import Key
from visprop.figures.moment import Moment
from visprop.figures.option import Option
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.fields import Field
from visprop.session.background import Background
from visprop.session.beside import ALONE, Beside
from visprop.session.changes import Changes
from visprop.session.edits import Edits
from visprop.session.playback import Playback
from visprop.session.runs import Runs
from visprop.session.selection import Selection
from visprop.session.view_choices import ViewChoices

T = TypeVar("T")


@dataclass(frozen=True)
class Shared:
    """What all kinds share of a session.

    Attributes:
        changes: tells observers which part changed.
        selection: what is selected, pointed at, picked, watched, and where running stops.
        view: how things are shown.
        background: computes what takes long.
        playback: where we are, and what moves.
    """

    changes: Changes
    selection: Selection
    view: ViewChoices
    background: Background
    playback: Playback


class Trouble(NamedTuple):
    """Something that goes wrong in an experiment.

    Attributes:
        short: what, where and since when.
        told: the same with what shows it.
    """

    short: str
    told: str


class KindPart:
    """The part of a kind that has edits by one function and frames that tell all; others add to it.

    Attributes:
        edits: what is changed, undone and redone.
        beside: what runs beside the experiment, in lockstep.
        meanings: of the numbers that are told on the time line.
        unit: what the time line counts.
        moment_type: of which type what its pictures are a function of is.
    """

    meanings = ""
    unit = "step"
    moment_type: type[Moment] = Moment

    def __init__(self, shared: Shared, runs: Runs) -> None:
        self.shared, self.runs = shared, runs
        self.beside: Beside = ALONE
        self.edits = self.make_edits(runs)

    @property
    def subject(self) -> object:
        """What pictures are of: that of another one is not even a stale picture of this."""
        return self

    def make_edits(self, runs: Runs) -> Edits:
        """The edits of runs."""
        return Edits(runs, self.shared.playback, self.began, self.shared.changes)

    def begin(self, runs: Runs) -> None:
        """Go on with other runs; from the edits it is known which one is that of now."""
        self.runs = runs
        self.edits.begin(runs)

    def began(self, run: AnyRun) -> None:
        """Called with each run that is gone to."""

    def settle(self) -> None:
        """Forget marks and choices that do not fit what is experimented with now."""

    def clear(self) -> None:
        """Forget what belongs to the experiment that is left."""

    def has(self, key: Key) -> bool:
        """Whether what is experimented with now has what a key names."""
        return False

    def unfit(self, option: Option[T], value: T) -> str:
        """Why the value of an option cannot be chosen; empty if it can."""
        return option.unfit(value, None)

    def moment(self, known: int) -> Moment:
        """What every picture is a function of; `known` counts what was computed beside."""
        playback, selection = self.shared.playback, self.shared.selection
        return self.moment_type(
            playback.frame,
            progress=playback.progress,
            selected=selection.selected,
            pointed=selection.pointed,
            at_speed=playback.at_speed,
            known=known,
        )

    def numbers_told(self, digits: int) -> list[str]:
        """The numbers of the present, each with its name, for the time line."""
        return []

    @property
    def in_short(self) -> str:
        """What is experimented with, in a few words."""
        return ""

    @property
    def updates_per_epoch(self) -> int:
        """How many updates go once through all examples; 0 where there are no epochs."""
        return 0

    @property
    def row_of_rows(self) -> tuple[int, int] | None:
        """Which of how many rows an update takes that takes one alone; None where it takes more, or there are none."""
        return None

    def curve(self, reached: int, deadline: float) -> tuple[Sequence[int], Sequence[float], bool]:
        """Updates up to one and what the time line draws over them, as far as time allows; whether more is to come."""
        return (), (), False

    def caption(self) -> str:
        """What the present line does, in a sentence."""
        return f"Line {self.shared.playback.position.line}"

    def line_told(self) -> str:
        """What the present line does and has computed, as it is said aloud."""
        return f"line {self.shared.playback.position.line}"

    def example_told(self) -> str:
        """What the time line tells of the example at work."""
        return ""

    def place_told(self) -> str:
        """Which update and example it is, where there are such."""
        playback = self.shared.playback
        if playback.experiment.walk.longest == 1:
            return ""
        return f"{self.unit} {playback.frame.done}, example {playback.position.example} {self.example_told()}."

    def troubles(self, deadline: float) -> tuple[tuple[Trouble, ...], bool]:
        """What goes wrong, the worst first, as far as time allows; whether more is looked for if time is given."""
        return (), False

    # Keeping

    def kept(self) -> Mapping[str, Any]:
        """What of it is kept beside the runs, as fields of a JSON document."""
        return {}

    def read_kept(self, root: Field) -> Any:
        """The same again from the fields of a kept session, to be taken up.

        Raises:
            FieldError: one of them is wrong.
        """
        return None

    def take_up(self, kept: Any) -> None:
        """Go on with what was kept."""
