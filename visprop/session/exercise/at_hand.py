"""The update at hand, which is executed: its run, how one executes it usually, how much of it one can."""

from __future__ import annotations

from visprop.notation.notations.vectorised import VECTORISED
from visprop.scenario.run import Run
from visprop.session.exercise.settings import Settings
from visprop.session.session import Session
from visprop.timeline.timeline import Timeline

MOST_LINES = 400
"""So many lines are executed by hand at most."""


class AtHand:
    """The update of a network's run at which a session is.

    Args:
        session: which.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def _timeline(self) -> Timeline:
        timeline = self._session.network.runs.present.timeline
        assert isinstance(timeline, Timeline), "the runs of a network are of one kind"
        return timeline

    @property
    def run(self) -> Run:
        """The run that begins with the p that the update begins with."""
        timeline, done = self._timeline, self._session.playback.frame.done
        return timeline.run_at(timeline.frame(timeline.walk.update_end(done)))

    @property
    def usual(self) -> Settings:
        """How one executes if nothing else is chosen: an example's lines and the update; vectors where they are written."""
        return Settings(self._timeline.program.update_line, 0, self._session.options.notation is VECTORISED)

    @property
    def most_lines(self) -> int:
        """How many lines of it can be left to the learner."""
        timeline = self._timeline
        size = timeline.walk.size_of(self._session.playback.frame.done)
        return min(MOST_LINES, size * (timeline.program.update_line - 1) + 1)
