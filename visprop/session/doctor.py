"""What goes wrong in the run of now, and what is done about it."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from visprop.scenario.run import Run
from visprop.session.changes import Changes
from visprop.session.network_edits import NetworkEdits
from visprop.session.playback import Playback
from visprop.timeline.doctor.examining import Examination, Finding
from visprop.timeline.timeline import Timeline
from visprop.timeline.totals import Totals


class Doctor:
    """Looks at the run that is open, and tries remedies.

    Args:
        playback: where one is.
        edits: by which a remedy is tried.
        changes: who is told.
    """

    def __init__(self, playback: Playback, edits: NetworkEdits, changes: Changes) -> None:
        self._playback, self._edits, self._changes = playback, edits, changes
        self._examinations: WeakKeyDictionary[Timeline, Examination] = WeakKeyDictionary()

    def findings(self, deadline: float = np.inf) -> tuple[tuple[Finding, ...], bool]:
        """What goes wrong at the position of now, as far as time allows; whether more looks come if time is given."""
        timeline = self._playback.experiment
        if not isinstance(timeline, Timeline):
            return (), False
        found = self._examinations.get(timeline)
        if found is None:
            # Sums of its own: what the pictures need is not to make way for it.
            found = Examination(timeline, Totals(timeline.scenario, timeline.totals.work))
            self._examinations[timeline] = found
        return found.findings(self._playback.position, deadline)

    def go_before(self, finding: Finding) -> None:
        """Go to where it was not there yet."""
        self._playback.go(finding.before)
        self._changes.tell(f"Just before it: {finding.title}")

    def try_remedy(self, finding: Finding) -> bool:
        """Try what may help, as an edit made where one is, so that undo returns there; whether it was done."""
        remedy, layer = finding.remedy, finding.layer
        text = remedy.words(self._edits.scenario, layer)

        def changed(now: Run) -> Run:
            start = self._run_before(finding) if remedy.is_from_before else now
            scenario = remedy.change(start, layer)
            return start.continued(scenario, start.update, scenario.p0, start.memory)

        eta = self._edits.scenario.training.eta
        is_done = self._edits.change(f"try: {text}", changed, remedy.is_beginning)
        if is_done:
            after = self._edits.scenario.training.eta
            rate = f" (η = {eta:g} becomes {after:g})" if after != eta else ""
            self._changes.tell(f"Tried: {text}{rate}. Train on to see; undo takes it back")
        return is_done

    def _run_before(self, finding: Finding) -> Run:
        """The run that would begin just before something went wrong."""
        timeline = self._playback.experiment
        assert isinstance(timeline, Timeline), "only a network's run has findings"
        return timeline.run_at(timeline.frame(finding.before))
