"""Says aloud, through a screen reader, what each executed line has computed, and what the user is told."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.views.accessible import make_readable
from visprop.timeline.parts import Part
from visprop.timeline.position import Position

_FASTEST = 2.0
"""Of so many lines a second each is announced; of more only that at which it stops."""


_Place = tuple[object, Position]
"""An experiment and where it is."""


class Announcer(QObject):
    """Announces politely: a screen reader says it when it has said what it is about to say. Without one nothing is made."""

    def __init__(self, adapter: Adapter, window: QWidget) -> None:
        super().__init__(window)
        make_readable()
        self._window, self._session = window, adapter.session
        # Where one is at first is read with the window.
        self._at: _Place = (self._session.playback.experiment, self._session.playback.position)
        adapter.watch(self._on_moved, (Part.RUN, Part.POSITION, Part.PLAYBACK))
        adapter.told.connect(self.say)

    def say(self, text: str) -> None:
        """Announce a text, if there is who hears it."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))

    def _on_moved(self) -> None:
        playback = self._session.playback
        is_fast = playback.running and not 0.0 < playback.speed.lines <= _FASTEST
        at: _Place = (playback.experiment, playback.position)
        if is_fast or playback.seeking is not None or at == self._at:
            return
        before, self._at = self._at, at
        if QAccessible.isActive():
            where = "" if _are_of_one_example(before, at) else self._session.own.place_told()
            self.say("\n".join(filter(None, (where, self._session.own.line_told()))))


def _are_of_one_example(before: _Place, now: _Place) -> bool:
    if before[0] is not now[0]:
        return False
    return (before[1].update, before[1].example) == (now[1].update, now[1].example)
