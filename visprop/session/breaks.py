"""Where running stops: at lines with a break."""

from __future__ import annotations

from collections.abc import Collection

from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position


def next_break(experiment: Experiment, at: Position, breaks: Collection[int]) -> Position | None:
    """The next position at a line with a break, within the updates to come; None if no line of theirs has one."""
    walk = experiment.walk
    for _ in range(walk.longest + len(experiment.program.lines)):
        at = walk.after(at)
        if at.line in breaks:
            return at
    return None
