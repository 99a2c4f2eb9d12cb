"""What goes wrong in the run of now, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np

from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.changes import Changes
from visprop.session.network_edits import NetworkEdits
from visprop.session.playback import Playback
from visprop.timeline.doctor.examining import Examination, Finding
from visprop.timeline.doctor.remedies import Remedy
from visprop.timeline.timeline import Timeline

Made = Scenario | ValueError
"""What is tried, or why nothing can be."""
Wait = Callable[[Callable[[], Made]], Made | None]


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
            found = self._examinations[timeline] = Examination(timeline)
        return found.findings(self._playback.position, deadline)

    def go_before(self, finding: Finding) -> None:
        """Go to where it was not there yet."""
        self._playback.go(finding.before)
        self._changes.tell(f"Just before it: {finding.title}")

    def try_remedy(self, finding: Finding, wait: Wait = lambda work: work()) -> bool:
        """Try what may help, as an edit made where one is, so that undo returns there; whether it was done.

        Args:
            finding: what is to be remedied.
            wait: gives the result of work on frozen values that may take long; None if the user gives it up.
        """
        remedy, layer = finding.remedy, finding.layer
        text = remedy.words(self._edits.scenario, layer)
        self._playback.pause()
        start = self._run_before(finding) if remedy.is_from_before else self._edits.present_run()
        made = wait(lambda: _made(remedy, start, layer))
        return made is not None and self._tried(text, remedy, made, start)

    def _tried(self, text: str, remedy: Remedy, made: Made, start: Run) -> bool:
        def changed(now: Run) -> Run:
            if isinstance(made, ValueError):
                raise made
            begin = start if remedy.is_from_before else now
            return begin.continued(made, begin.update, made.p0, begin.memory)

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


def _made(remedy: Remedy, now: Run, layer: int) -> Made:
    """What is tried, or why nothing can be, which is told where edits are."""
    try:
        return remedy.change(now, layer)
    except ValueError as refusal:
        return refusal
