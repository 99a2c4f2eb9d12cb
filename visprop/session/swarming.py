"""The swarm of a session: what came of many runs at once, any of which becomes a run of the tree."""

from __future__ import annotations

from collections.abc import Callable

from visprop.session.changes import Changes
from visprop.session.edits import Edits
from visprop.session.playback import Playback
from visprop.timeline.parts import Part
from visprop.timeline.swarm.swarm import Swarm


class Swarming:
    """Holds what came of the last swarm.

    Args:
        changes: who is told.
        playback: where one is.
        edits: what begins runs.

    Attributes (to be read):
        swarm: what came of many runs; None where none were made.
    """

    def __init__(self, changes: Changes, playback: Playback, edits: Callable[[], Edits]) -> None:
        self._changes, self._playback, self._edits = changes, playback, edits
        self.swarm: Swarm | None = None

    def take(self, swarm: Swarm) -> None:
        """Show what came of many runs."""
        self.swarm = swarm
        self._changes.note(Part.SWARM)

    def clear(self) -> None:
        """Show no swarm any more: it is of another experiment."""
        if self.swarm is not None:
            self.swarm = None
            self._changes.note(Part.SWARM)

    def open(self, run: int) -> None:
        """Let one of the runs, from 0, be a run of the tree, and go to where it ended."""
        swarm = self.swarm
        if swarm is None or not 0 <= run < swarm.plan.count:
            return
        plan, last = swarm.plan, int(swarm.updates[run])
        if self._edits().change(f"run {run + 1} of the swarm, {plan.told(run)}", lambda _: plan.run_of(run), new_origin=True):
            self._playback.go(self._playback.experiment.walk.update_end(last))
