"""Between the session, which knows no Qt, and the widgets: a clock, and one signal a turn of the event loop."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from visprop.qt.allocator import give_back
from visprop.qt.gui_thread import Caller, call
from visprop.session.collector import collect_all, collect_here, leave_old_ones
from visprop.session.course import Course
from visprop.session.exercise.hunt import Hunt
from visprop.session.look_around import LookAround
from visprop.session.pace import FRAME_SECONDS
from visprop.session.session import Session
from visprop.timeline.parts import Part

_QUIET_MS = 5000
"""How long nothing has changed when there is time to tidy up, in milliseconds."""
_TURN_SECONDS, _LEAST_SECONDS = 0.008, 0.001
"""After so long the other watchers wait for the next turn of the event loop, in seconds; but one is told in each."""


@dataclass(eq=False)
class _Watcher:
    """One who is told: the slot, the parts it depends on, in one of how many beats at speed, its kind, what it has not heard."""

    slot: weakref.WeakMethod[Any]
    parts: frozenset[Part]
    every: int
    phase: int
    kind: str
    missed: set[Part] = field(default_factory=set)

    def is_due(self, session: Session) -> bool:
        if self.kind and self.kind != session.kind.name:
            return False
        return not session.playback.at_speed or session.playback.beat % self.every == self.phase

    def call(self) -> bool:
        """Call the slot; whether its widget is still there."""
        self.missed.clear()
        return call(self.slot)


class Adapter(QObject):
    """Calls `tick` while anything moves, and tells widgets what changed, at most once a turn of the event loop.

    At speed the slow watchers take turns; what they missed they hear when the run pauses.

    Attributes:
        session: the state.
        course: leads through lessons in it.
        algorithm: lets the user be the algorithm.
        hunt: lets the user find a planted error.
        look_around: the hints for one who has just begun.

    Signals:
        changed: the parts that changed since the last time, as a frozenset.
        told: a message for the user.
    """

    changed = Signal(object)
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.course, self.look_around = session, Course(session), LookAround(session)
        self.algorithm, self.hunt = self.course.algorithm, Hunt(session)
        # A thread beside this one gives the interpreter back after a tenth of a millisecond, not after five: each of the many
        # calls of a picture being painted would wait for it.
        sys.setswitchinterval(1e-4)
        self._parts: set[Part] = set()
        self._watchers: list[_Watcher] = []
        self._kind = ""
        self._calls: list[weakref.WeakMethod[Any]] = []
        # Whose kind is another one than that which is open, hears and does nothing.
        self._kinds: weakref.WeakKeyDictionary[object, str] = weakref.WeakKeyDictionary()
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._turn.timeout.connect(self._deliver_some)
        self._clock = QTimer(self, interval=round(1000 * FRAME_SECONDS), timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._on_clock)
        leave_old_ones()
        self._quiet = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self._tidy)
        session.background.notify = Caller(session.collect)
        session.changes.observe(self._on_change)
        session.changes.listen(self._on_told)

    @property
    def is_asking(self) -> bool:
        """Whether a lesson or an exercise waits for an answer, which no key of the window's may give away."""
        attempt = self.course.attempt
        return self.algorithm.is_asking or (attempt is not None and attempt.is_open)

    def leave(self) -> None:
        """Leave what has a session of its own, a lesson or an exercise: the user's is there again."""
        for one in (self.algorithm, self.hunt, self.course):
            one.leave()

    @contextmanager
    def of_kind(self, name: str) -> Iterator[None]:
        """What begins to watch meanwhile belongs to a kind: it hears nothing while another kind is open, and all of it later."""
        before, self._kind = self._kind, name
        try:
            yield
        finally:
            self._kind = before

    def watch(self, slot: Callable[[], object], parts: Iterable[Part], every: int = 1) -> None:
        """Call a widget's bound method whenever one of these parts has changed; at speed in one beat of `every`."""
        phase, held = len(self._watchers) % every, weakref.WeakMethod(slot)
        method: Any = slot
        if self._kind:
            self._kinds[method.__self__] = self._kind
        self._watchers.append(_Watcher(held, frozenset(parts), every, phase, self._kind))

    def _is_open(self, slot: Callable[[], object] | None) -> bool:
        """Whether the kind to which a method's widget belongs is open."""
        owner = getattr(slot, "__self__", None)
        return owner is None or self._kinds.get(owner, self.session.kind.name) == self.session.kind.name

    def soon(self, slot: Callable[[], object]) -> None:
        """Call a widget's bound method at a turn of the event loop that has time for it; once, however often it is asked for.

        All that may take some milliseconds goes this way: what each has a timer of its own for comes in one turn.
        """
        held = weakref.WeakMethod(slot)
        if self._is_open(slot) and held not in self._calls:
            self._calls.append(held)
        if not self._turn.isActive():
            self._turn.start()

    def deliver(self) -> None:
        """Tell now what has changed, instead of at the next turn of the event loop."""
        self._turn.stop()
        self._deliver(float("inf"))

    def _deliver_some(self) -> None:
        """Tell as many as time allows, and the others at the next turn, so that their pictures do not come all in one."""
        try:
            self._deliver(perf_counter() + _TURN_SECONDS)
        finally:
            if self._calls or any(watcher.is_due(self.session) for watcher in self._late()):
                self._turn.start()

    def _deliver(self, deadline: float) -> None:
        collect_here()
        parts, self._parts = frozenset(self._parts), set()
        # Noted for all before any is called: one that fails keeps nobody else from hearing of it.
        for watcher in self._watchers if parts else ():
            watcher.missed |= parts & watcher.parts
        # What was asked for comes first, or a run at speed would never let it come.
        for slot in list(self._calls):
            if perf_counter() < deadline:
                self._calls.remove(slot)
                # It may have been asked for when another kind was open.
                if self._is_open(slot()):
                    call(slot)
        # Long work that asks for its next turn each time keeps nobody from hearing either.
        deadline = max(deadline, perf_counter() + _LEAST_SECONDS)
        with ExitStack() as calls:
            for watcher in reversed(self._late()):
                calls.callback(self._call, watcher, deadline)
        if parts:
            self.changed.emit(parts)

    def _late(self) -> list[_Watcher]:
        """Who has not heard of something yet."""
        return [watcher for watcher in self._watchers if watcher.missed]

    def _call(self, watcher: _Watcher, deadline: float) -> None:
        if perf_counter() < deadline and watcher.missed and watcher.is_due(self.session) and not watcher.call():
            self._watchers.remove(watcher)

    def _on_change(self, part: Part) -> None:
        if not shiboken6.isValid(self):
            return
        self._parts.add(part)
        self._quiet.start()
        if not self._turn.isActive():
            self._turn.start()
        if self.session.playback.is_moving and not self._clock.isActive():
            self._clock.start()

    def _on_told(self, text: str) -> None:
        if shiboken6.isValid(self):
            self.told.emit(text)

    def _tidy(self) -> None:
        """Nothing moves: collect all, and give back what that has freed."""
        collect_all()
        give_back()

    def _on_clock(self) -> None:
        self.session.playback.tick(perf_counter())
        if not self.session.playback.is_moving:
            self._clock.stop()
