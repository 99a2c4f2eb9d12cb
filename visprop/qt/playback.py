"""Where the training is, and how one moves through it: going, stepping, running, alone or with others in lockstep."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from visprop.engine.activations import Array
from visprop.qt.options import SPEEDS, Options, Speed
from visprop.scenario.scenario import Scenario
from visprop.timeline.contender import MAX_RIVALS, Rival, RivalSettings
from visprop.timeline.frame import Frame
from visprop.timeline.history import History
from visprop.timeline.position import START, Position, Unit
from visprop.timeline.timeline import Diverged, Timeline

FRAME_MS = 16
"""A frame of the screen, in milliseconds."""
RUN_BUDGETS = (0.0005, 0.008)
"""The least and the most that a frame trains, in seconds; painting decides how much it really is."""
SEEK_BUDGET = 0.012
"""How long a frame may compute ahead for a far jump, in seconds."""
LINE_SECONDS = 0.6
"""How long a line is on its way, in seconds."""


class Playback(QObject):
    """The part of the session that moves: position, running, and the trainings beside it.

    Signals:
        changed: anything a picture depends on has changed.
        told: a message for the user.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.options = Options()
        self.running = False
        self.progress = 1.0
        self.trial: Array | None = None
        self.trial_note = ""
        self.rivals: tuple[Rival, ...] = ()
        self.seeking: tuple[int, int, int] | None = None
        self._tried: tuple[Frame, Array, Frame] | None = None
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._line_started = self._last_tick = 0.0
        self._owed = 0.0
        self._beat = 0
        self._budget = RUN_BUDGETS[0]
        self._goal = START
        self._set_scenario(scenario, START)

    # What is

    @property
    def scenario(self) -> Scenario:
        """The experiment."""
        return self.timeline.scenario

    @property
    def position(self) -> Position:
        """Where we are."""
        return self._position

    @property
    def frame(self) -> Frame:
        """The state at the present position."""
        return self._frame

    @property
    def shown(self) -> Frame:
        """The frame as it is shown: the present one, or the same with the parameters that are tried out."""
        if self.trial is None or self.running:
            return self._frame
        if self._tried is None or self._tried[0] is not self._frame or self._tried[1] is not self.trial:
            self._tried = (self._frame, self.trial, self._frame.at(self.trial))
        return self._tried[2]

    @property
    def speed(self) -> Speed:
        """How fast training runs."""
        return SPEEDS[self.options.speed]

    @property
    def at_speed(self) -> bool:
        """Whether whole updates are run, faster than their lines could be seen."""
        return self.running and not self.speed.lines

    def is_due(self, every: int, phase: int) -> bool:
        """Whether a slow picture is to be painted in this frame: always at rest, at speed in one frame of so many.

        Args:
            every: how many frames.
            phase: which of them, so that the slow pictures take turns.
        """
        return not self.at_speed or self._beat % every == phase

    def set_options(self, **fields: Any) -> None:
        """Change what the user has chosen about how things are shown."""
        options = replace(self.options, **fields)
        if options != self.options:
            self.options = options
            self.changed.emit()

    def _set_scenario(self, scenario: Scenario, position: Position) -> None:
        self.timeline = Timeline(scenario)
        self.trial, self._tried = None, None
        self.rivals = tuple(Rival(scenario, settings) for settings in self.options.rivals)
        self.history = History(self.timeline)
        self._position = position
        self._frame = self.timeline.frame(position)
        self.progress = 1.0

    # Where we are

    def go(self, position: Position) -> None:
        """Go to a position; a far one is computed in slices, with `seeking` telling how far it is."""
        self.pause()
        self._seek(position)

    def step(self, unit: Unit, back: bool = False) -> None:
        """Go a line, example, update or epoch on or back."""
        walk = self.timeline.walk
        target = walk.before(self.position, unit) if back else walk.after(self.position, unit)
        animated = unit is Unit.LINE and not back and not self.options.reduce_motion
        self.go(target)
        if animated and self.seeking is None and self.position == target:
            self._animate()

    def _seek(self, position: Position) -> None:
        self._goal = position
        self.seeking = (self.position.update, self.timeline.reached, position.update)
        self._advance_seek(SEEK_BUDGET)
        if self.seeking is not None:
            self._timer.start()
            self.changed.emit()

    def _advance_seek(self, seconds: float) -> None:
        assert self.seeking is not None
        try:
            reached = self._advance_all(self._goal.update, seconds)
        except Diverged as stop:
            self.seeking = None
            self._arrive_before(stop)
            return
        self.seeking = (self.seeking[0], reached, self._goal.update)
        if reached >= self._goal.update:
            self.seeking = None
            self._arrive(self._goal)

    def cancel_seek(self) -> None:
        """Give up a far jump and stay at the update that it has reached."""
        if self.seeking is not None:
            reached = self.seeking[1]
            self.seeking = None
            self._arrive(Position(reached))

    def _arrive(self, position: Position) -> None:
        try:
            self._frame = self.timeline.frame(position)
            self._position = position
        except Diverged as stop:
            self._arrive_before(stop)
            return
        self.progress = 1.0
        self.trial = None
        self._follow()
        self.changed.emit()

    def _arrive_before(self, stop: Diverged) -> None:
        """Stop at the last position at which all is finite, and say what was not."""
        self.running = False
        self._position = stop.breakdown.before
        self._frame = self.timeline.frame(self._position)
        self.progress = 1.0
        self.changed.emit()
        self.told.emit(str(stop))

    # Running

    def run(self) -> None:
        """Let the training run."""
        if not self.running:
            self.running = True
            self._last_tick = perf_counter()
            self._owed, self._beat = 0.0, 0
            if self.speed.lines:
                self._owed = 1.0
            self._timer.start()
            self.changed.emit()

    def pause(self) -> None:
        """Stop the training where it is."""
        self.cancel_seek()
        if self.running:
            self.running = False
            self._arrive(self._position)

    def toggle(self) -> None:
        """Run or pause."""
        if self.running:
            self.pause()
        else:
            self.run()

    def _tick(self) -> None:
        now = perf_counter()
        passed, self._last_tick = now - self._last_tick, now
        if self.seeking is not None:
            self._advance_seek(SEEK_BUDGET)
            self.changed.emit()
        elif self.running:
            self._beat += 1
            self._adapt_budget(passed)
            self._run_for(min(passed, 0.25))
        if self.progress < 1.0:
            self.progress = min(1.0, (now - self._line_started) / self._line_seconds())
            self.changed.emit()
        if not self.running and self.seeking is None and self.progress >= 1.0:
            self._timer.stop()

    def _adapt_budget(self, passed: float) -> None:
        """Train less in the next frame where the last one came late, else more."""
        least, most = RUN_BUDGETS
        factor = 0.7 if passed > 1.12e-3 * FRAME_MS else 1.1
        self._budget = min(most, max(least, self._budget * factor))

    def _run_for(self, passed: float) -> None:
        speed = self.speed
        if not speed.lines and not speed.updates:
            self._run_updates(1 << 40)
            return
        self._owed += passed * (speed.lines or speed.updates)
        count = int(self._owed)
        if count and speed.lines:
            self._owed -= count
            self._arrive(self.timeline.walk.after(self.position))
            if self.running and self.position.line in self.options.breaks:
                self._stop_at_break()
            if not self.options.reduce_motion and self.running:
                self._animate()
        elif count:
            self._owed -= count
            self._run_updates(count)

    def _stop_at_break(self) -> None:
        self.running = False
        self.changed.emit()
        self.told.emit(f"Stopped at the break in line {self.position.line}")

    def _next_break(self) -> Position | None:
        """The next position at a line with a break, within the updates to come; None where no line of theirs has one."""
        walk, at = self.timeline.walk, self.position
        for _ in range(len(self.timeline.program.lines) * (self.scenario.schedule.size + 1)):
            at = walk.after(at)
            if at.line in self.options.breaks:
                return at
        return None

    def _run_updates(self, count: int) -> None:
        stop_at = self._next_break() if self.options.breaks else None
        if stop_at is not None:
            self._arrive(stop_at)
            if self.running:
                self._stop_at_break()
            return
        try:
            reached = max(self.position.update, self._advance_all(self.position.update + count, self._budget))
        except Diverged as stop:
            self._arrive_before(stop)
            return
        self._arrive(Position(reached))

    def _advance_all(self, update: int, seconds: float) -> int:
        """Compute ahead towards an update, in lockstep; tells how far all have come. Going back costs nothing."""
        share = seconds / (1 + len(self.rivals))
        reached = self.timeline.advance(update, share)
        for rival in self.rivals:
            wanted = self.rival_update(rival, reached)
            got = rival.advance(wanted, share)
            if got < wanted:
                reached = int(got * self.rival_pace(rival))
        return reached

    def _animate(self) -> None:
        self.progress = 0.0
        self._line_started = perf_counter()
        self._last_tick = self._line_started
        self._timer.start()
        self.changed.emit()

    def _line_seconds(self) -> float:
        rate = self.speed.lines if self.running else 0.0
        return min(LINE_SECONDS, 0.6 / rate) if rate else LINE_SECONDS

    def toggle_break(self, line: int | None = None) -> None:
        """Let running stop at a line, or no longer; at the present one where none is named."""
        number = self.position.line if line is None else line
        self.set_options(breaks=self.options.breaks ^ {number})

    # Beside others

    def compare(self, rivals: tuple[RivalSettings, ...]) -> None:
        """Run other trainings in lockstep, from the same p0."""
        self.pause()
        self.options = replace(self.options, rivals=rivals[:MAX_RIVALS])
        self.rivals = tuple(Rival(self.scenario, settings) for settings in self.options.rivals)
        self._seek(self.position)
        self.changed.emit()

    def rival_update(self, rival: Rival, update: int) -> int:
        """The update at which a rival is when the training is at one: the same, or after as many examples."""
        return int(update / self.rival_pace(rival) + 1e-9)

    def rival_pace(self, rival: Rival) -> float:
        """How many of the training's updates one of a rival stands for."""
        return rival.timeline.scenario.schedule.size / self.scenario.schedule.size if self.options.equal_examples else 1.0

    def _follow(self) -> None:
        """Bring the rivals to where the training is."""
        for rival in self.rivals:
            rival.advance(self.rival_update(rival, self._position.update))
