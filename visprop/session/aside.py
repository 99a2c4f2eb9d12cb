"""What of a session is put aside while a lesson is open, which has one of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from visprop.figures.option import Option
from visprop.kinds.kind import Kind
from visprop.scenario.files.whole import Stamp
from visprop.session.kind_part import KindPart
from visprop.session.runs import Runs, Words
from visprop.session.selection import Marks
from visprop.session.view_choices import KeptChoices
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position


@dataclass(frozen=True, eq=False)
class Aside:
    """All that is the user's.

    Attributes:
        parts: of the kinds that were opened.
        kind, own, runs, path, stamp: as the session had them.
        position: where the user was.
        saved: what counts as saved: the experiment, how many updates were done, and what it is called.
        marks: what was selected, watched, and where running stops.
        choices: how things were shown.
        workspace: how the window was arranged.
        kept: what would be lost, as keeping has it; None for nothing.
        is_modified: whether it differs from what was opened or saved.
        lent: the options that a lesson has chosen, which are the user's again after it.
    """

    parts: dict[str, KindPart]
    kind: Kind
    own: KindPart
    runs: Runs
    position: Position
    path: Path | None
    stamp: Stamp | None
    saved: tuple[Experiment | None, int, Words]
    marks: Marks
    choices: KeptChoices
    workspace: str
    # Of which type it is, is known to keeping, which stands above.
    kept: Any
    is_modified: bool
    lent: set[Option[Any]] = field(default_factory=set)
