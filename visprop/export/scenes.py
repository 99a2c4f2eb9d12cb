"""The moments of a run, one after the other, as a window would show them there."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from visprop.export.formats import ExportError
from visprop.figures.moment import Moment
from visprop.scenario.any_run import AnyRun
from visprop.session.kind_part import KindPart
from visprop.session.session import Session
from visprop.timeline.experiment import AnyWalk
from visprop.timeline.position import Position


class Scenes:
    """Goes to positions of a run, in a session of its own.

    Args:
        run: what is shown.
    """

    def __init__(self, run: AnyRun) -> None:
        self._session = Session(run)

    @property
    def told(self) -> KindPart:
        """What tells of the present position in words."""
        own: KindPart = self._session.own
        return own

    @property
    def walk(self) -> AnyWalk:
        """The order of its positions."""
        return self._session.playback.experiment.walk

    def reach(self, position: Position) -> Iterator[None]:
        """Go to a position in short steps.

        Raises:
            ExportError: the training does not come so far.
        """
        playback = self._session.playback
        if playback.position == position:
            return
        playback.go(position)
        while playback.seeking is not None:
            yield
            playback.tick(perf_counter())
        if playback.position != position:
            raise ExportError(f"the training ends before update {position.update}: a number is not finite any more")

    def moment(self, position: Position, progress: float = 1.0) -> Moment:
        """The moment at a position, with the step to there so far on its way; it goes there.

        Raises:
            ExportError: the training does not come so far.
        """
        for _ in self.reach(position):
            pass
        self._session.playback.progress = progress
        moment: Moment = self._session.moment()
        return moment

    def close(self) -> None:
        """Let the session go."""
        self._session.background.close()
