"""Looking around: three hints for one who has just begun, each fulfilled by doing what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from visprop.session.playback import Playback
from visprop.session.session import Session
from visprop.timeline.parts import Part
from visprop.timeline.position import Position


class Hint(NamedTuple):
    """What is to be tried.

    Attributes:
        words: in a sentence.
        is_done: whether it was, from where one was before.
    """

    words: str
    is_done: Callable[[Playback, Position], bool]


HINTS = (
    Hint("Press →: the next line is executed. Watch the numbers appear.", lambda playback, then: playback.position > then),
    Hint("Press ←: the line is taken back. Watch the numbers go.", lambda playback, then: playback.position < then),
    Hint("Press Space: now it goes on by itself, and Space stops it. Play!", lambda playback, then: playback.running),
)


class LookAround:
    """The hints, one after another.

    Args:
        session: in which one looks around.

    Attributes (to be read):
        index: the number of the hint, from 0; None while nobody looks around.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.index: int | None = None
        self._then, self._workspace = Position(), ""
        session.changes.observe(self._on_change)

    @property
    def hint(self) -> str:
        """What is to be tried now; empty while nobody looks around."""
        return "" if self.index is None else HINTS[self.index].words

    def begin(self) -> None:
        """Give the first hint."""
        self._workspace = self._session.window.workspace
        self._go(0)

    def skip(self) -> None:
        """Give none any more."""
        self._go(None)

    def _go(self, index: int | None) -> None:
        self.index, self._then = index, self._session.playback.position
        self._session.changes.note(Part.LESSON)

    def _on_change(self, part: Part) -> None:
        if self.index is None:
            return
        if part is Part.WINDOW and self._session.window.workspace != self._workspace:
            # Whoever has found another workspace looks around already.
            self.skip()
        if self.index is None or part not in (Part.POSITION, Part.PLAYBACK):
            return
        if HINTS[self.index].is_done(self._session.playback, self._then):
            self._go(self.index + 1 if self.index + 1 < len(HINTS) else None)
        else:
            # Whoever has gone further on than was asked for goes back from there.
            self._then = self._session.playback.position
