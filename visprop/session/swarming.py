"""The swarm of a session: what came of many runs at once, any of which becomes a run of the tree."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from visprop.scenario.scenario import Scenario
from visprop.session.changes import Changes
from visprop.session.network_edits import NetworkEdits
from visprop.session.playback import Playback
from visprop.timeline.experiment import Experiment
from visprop.timeline.parts import Part
from visprop.timeline.swarm.swarm import Swarm


class Swarming:
    """Holds what came of the last swarm.

    Args:
        changes: who is told.
        playback: where one is.
        edits: what begins runs.
    """

    def __init__(self, changes: Changes, playback: Playback, edits: NetworkEdits) -> None:
        self._changes, self._playback, self._edits = changes, playback, edits
        self._last: Swarm | None = None
        # What is compared with a scenario is compared once: every picture asks for it.
        self._compared: tuple[Swarm, Scenario, bool] | None = None
        self._opened: WeakKeyDictionary[Experiment, int] = WeakKeyDictionary()

    @property
    def swarm(self) -> Swarm | None:
        """What came of many runs of the network and rows of now; None where none were made. Undo brings it back with these."""
        last, scenario = self._last, self._edits.scenario
        if last is None:
            return None
        if self._compared is None or self._compared[0] is not last or self._compared[1] is not scenario:
            self._compared = (last, scenario, last.plan.is_about(scenario))
        return last if self._compared[2] else None

    @property
    def opened(self) -> int | None:
        """Which of its runs, from 0, one is on; None for another run."""
        return None if self.swarm is None else self._opened.get(self._playback.experiment)

    def take(self, swarm: Swarm) -> bool:
        """Show what came of many runs; whether it is of the network and rows of now. If not, that is told."""
        if not swarm.plan.is_about(self._edits.scenario):
            self._changes.tell("The swarm is left: it is of a network or of rows that are not there any more")
            return False
        self._hold(swarm)
        return True

    def clear(self) -> None:
        """Show no swarm any more: another experiment is opened."""
        if self._last is not None:
            self._hold(None)

    def _hold(self, swarm: Swarm | None) -> None:
        self._last, self._compared, self._opened = swarm, None, WeakKeyDictionary()
        self._changes.note(Part.SWARM)

    def open(self, run: int) -> None:
        """Let one of the runs, from 0, be a run of the tree, and go to where it ended."""
        swarm = self.swarm
        if swarm is None or not 0 <= run < swarm.plan.count:
            return
        plan, last = swarm.plan, int(swarm.updates[run])
        if self._edits.change(f"run {run + 1} of the swarm, {plan.told(run)}", lambda _: plan.run_of(run), new_origin=True):
            self._opened[self._playback.experiment] = run
            self._playback.go(self._playback.experiment.walk.update_end(last))
