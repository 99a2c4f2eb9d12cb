"""The model answer: the same lines played, with what was not right in the learner's selected in the picture."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.session.exercise.grades import Record
from visprop.session.exercise.tasks import place_of
from visprop.session.session import Session
from visprop.timeline.position import Position


class Replay:
    """Plays lines.

    Args:
        session: in which.

    Attributes (to be read):
        is_on: whether it plays.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._records: Sequence[Record] = ()
        self._end = Position()
        self._lines_before: int | None = None
        self.is_on = False

    def begin(self, records: Sequence[Record], first: Position, end: Position) -> None:
        """Play from one position to another, a line at a time."""
        playback = self._session.playback
        self._records, self._end = records, end
        playback.go(first)
        self.is_on = True
        self._lines_before = playback.speed_index
        playback.set_speed(_SLOW)
        playback.run()

    def stop(self) -> None:
        """Play no longer; the speed is as it was."""
        if self.is_on:
            self.is_on = False
            self._session.playback.pause()
            if self._lines_before is not None:
                self._session.playback.set_speed(self._lines_before)

    def follow(self) -> None:
        """Mark what was not right at the line that is played; the last one ends it."""
        if not self.is_on:
            return
        at, selection = self._session.playback.position, self._session.selection
        here = [one for one in self._records if (one.example, one.line) == (at.example, at.line)]
        places = [place_of(key) for one in here if one.wrong or one.is_shown for key in one.keys]
        pointable = list(dict.fromkeys(key for key in places if key.letter in ("a", "w")))
        selection.select(pointable[0] if pointable else None)
        for key in pointable[1:]:
            selection.gather(key)
        if at >= self._end:
            self.stop()


_SLOW = 0
"""The speed at which every line is seen on its way."""
