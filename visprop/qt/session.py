"""The only mutable state of the running application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from visprop.engine.activations import Array
from visprop.figures.plane import PlaneChoice
from visprop.qt.options import SPEEDS, Options, Speed
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame
from visprop.timeline.history import History
from visprop.timeline.position import START, Position, Unit
from visprop.timeline.rival import MAX_RIVALS, Rival, RivalSettings
from visprop.timeline.timeline import Diverged, Timeline

FRAME_MS = 16
"""A frame of the screen, in milliseconds."""
RUN_BUDGETS = (0.0005, 0.008)
"""The least and the most that a frame trains, in seconds; painting decides how much it really is."""
SEEK_BUDGET = 0.012
"""How long a frame may compute ahead for a far jump, in seconds."""
MAX_UNDO = 100
"""How many edits can be taken back."""
LINE_SECONDS = 0.6
"""How long a line is on its way, in seconds."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What an edit changes, to be brought back by undo."""

    scenario: Scenario
    position: Position
    origin: Scenario
    text: str = ""


class Session(QObject):
    """Scenario, position, playing, options and the undo list. One signal says that something changed.

    Signals:
        changed: anything a picture depends on has changed.
        told: a message for the user.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.options = Options()
        self.path: Path | None = None
        self.running = False
        self.progress = 1.0
        self.pointed = ""
        self.trial: Array | None = None
        self.trial_note = ""
        self.rivals: tuple[Rival, ...] = ()
        self._picked = ""
        self.seeking: tuple[int, int, int] | None = None
        self._tried: tuple[Frame, int, Frame] | None = None
        self._undone: list[Snapshot] = []
        self._done: list[Snapshot] = []
        self._saved = scenario
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._line_started = self._last_tick = 0.0
        self._owed = 0.0
        self._beat = 0
        self._budget = RUN_BUDGETS[0]
        self._goal = START
        self._set_scenario(scenario, START)
        self._origin = scenario

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
        if self._tried is None or self._tried[:2] != (self._frame, id(self.trial)):
            self._tried = (self._frame, id(self.trial), self._frame.at(self.trial))
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

    @property
    def is_modified(self) -> bool:
        """Whether the scenario differs from what was opened or saved last."""
        return self.scenario is not self._saved

    @property
    def undo_text(self) -> str:
        """What undo would take back; empty where there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again; empty where there is nothing."""
        return self._undone[-1].text if self._undone else ""

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
            reached = self.timeline.advance(self._goal.update, seconds)
        except Diverged as stop:
            self.seeking = None
            self._arrive_before(stop)
            return
        self.seeking = (self.seeking[0], reached, self._goal.update)
        if reached >= self._goal.update and self._rivals_there(seconds):
            self.seeking = None
            self._arrive(self._goal)

    def _rivals_there(self, seconds: float) -> bool:
        """Whether the rivals, too, have come to where the jump leads."""
        wanted = [self.rival_update(rival, self._goal.update) for rival in self.rivals]
        return all(rival.advance(update, seconds) >= update for rival, update in zip(self.rivals, wanted, strict=True))

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
            reached = self.timeline.advance(self.position.update + count, self._budget / (1 + len(self.rivals)))
            reached = self._reached_by_all(reached)
        except Diverged as stop:
            self._arrive_before(stop)
            return
        self._arrive(Position(reached))

    def _reached_by_all(self, update: int) -> int:
        """How far all get in lockstep within this frame's time; going back costs nothing."""
        share = self._budget / (1 + len(self.rivals))
        for rival in self.rivals:
            wanted = self.rival_update(rival, update)
            got = rival.advance(wanted, share)
            if got < wanted:
                update = max(self.position.update, int(got * self.rival_pace(rival)))
        return update

    def _animate(self) -> None:
        self.progress = 0.0
        self._line_started = perf_counter()
        self._last_tick = self._line_started
        self._timer.start()
        self.changed.emit()

    def _line_seconds(self) -> float:
        rate = self.speed.lines if self.running else 0.0
        return min(LINE_SECONDS, 0.6 / rate) if rate else LINE_SECONDS

    # The scenario

    def open(self, scenario: Scenario, path: Path | None) -> None:
        """Begin anew with a scenario that was opened."""
        self.running, self.seeking = False, None
        self.path, self._saved, self._origin = path, scenario, scenario
        self._done, self._undone = [], []
        self.options = replace(
            self.options, selected="", plane=PlaneChoice(), picking=False, line=None, route=None, slice_name="", slice_eta=None
        )
        self._set_scenario(scenario, START)
        self.changed.emit()

    def mark_saved(self, path: Path) -> None:
        """Note that the scenario was written to a file."""
        self.path, self._saved = path, self.scenario
        self.changed.emit()

    def trained_scenario(self) -> Scenario:
        """The scenario as it is to be saved: started from the present parameters."""
        if self.position == START:
            return self.scenario
        return self.scenario.with_parameters(self.timeline.parameters(self.position.update))

    def edit(self, text: str, change: Callable[[Scenario], Scenario], new_origin: bool = False) -> None:
        """Change the scenario; training goes on from the present parameters, as update 0 of a new run.

        Args:
            text: what the undo entry is called.
            change: the present scenario, started from the present parameters → the new one.
            new_origin: whether a reset is to lead back to the new scenario's own parameters.
        """
        self.pause()
        self._done.append(Snapshot(self.scenario, self.position, self._origin, text))
        del self._done[:-MAX_UNDO]
        self._undone = []
        scenario = change(self.trained_scenario())
        self._origin = scenario if new_origin else replace(scenario, p0=self._origin.p0.copy())
        self._set_scenario(scenario, START)
        self.changed.emit()

    def reset(self) -> None:
        """Go back to the initial parameters, settings staying as they are."""
        if self.scenario.p0 is self._origin.p0:
            self.go(START)
        else:
            self.edit("reset", lambda scenario: scenario.with_parameters(self._origin.p0), new_origin=True)

    def new_weights(self) -> None:
        """Draw initial parameters from the next seed."""
        seed = (self.scenario.training.seed + 1) % 2**32
        self.edit("new weights", lambda scenario: scenario.with_new_weights(seed), new_origin=True)

    def set_parameter(self, name: str, value: float) -> None:
        """Give one weight or bias a value; those tied to it take it too."""
        self.edit(f"set {name}", lambda scenario: _with_value(scenario, name, value))

    def set_training(self, **fields: Any) -> None:
        """Change training settings."""
        training = replace(self.scenario.training, **fields)
        if training != self.scenario.training:
            names = {
                "eta": "learning rate",
                "strategy": "strategy",
                "batch_size": "batch size",
                "shuffle": "order",
                "optimiser": "optimiser",
            }
            text = ", ".join(names.get(key, key) for key in fields)
            self.edit(f"change {text}", lambda scenario: scenario.with_training(training))

    def undo(self) -> None:
        """Take the last edit back, position included."""
        self._swap(self._done, self._undone)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._swap(self._undone, self._done)

    def _swap(self, source: list[Snapshot], sink: list[Snapshot]) -> None:
        if not source:
            return
        self.pause()
        wanted = source.pop()
        sink.append(Snapshot(self.scenario, self.position, self._origin, wanted.text))
        self._origin = wanted.origin
        self._set_scenario(wanted.scenario, START)
        self._seek(wanted.position)
        self.changed.emit()

    def point(self, key: str) -> None:
        """Note what the pointer is over, in whichever view; it lights up in all of them."""
        if key != self.pointed:
            self.pointed = key
            self.changed.emit()

    def select(self, key: str) -> None:
        """Select a weight or a neuron, or nothing where the key is empty."""
        self.set_options(selected=key, route=None)

    def pick(self, name: str) -> None:
        """Take a parameter as an axis of the landscape: the first one across, the second one up."""
        first = self._picked
        if not first or first == name:
            self._picked = name
            self.told.emit(f"{name} is the horizontal axis; click on another edge or neuron for the vertical one")
            return
        self._picked = ""
        self.set_options(plane=PlaneChoice(names=(first, name)), picking=False)

    def set_trial(self, p: Array | None, note: str = "") -> None:
        """Show everything with other parameters, without changing them; None shows it as it is."""
        if p is not None or self.trial is not None:
            self.trial, self.trial_note = p, note
            self.changed.emit()

    def move_to(self, p: Array) -> None:
        """Let the training go on from other parameters; frozen ones stay, tied ones move together."""
        change = np.where(self.scenario.free, p - self._frame.p, 0.0)
        for group in self.scenario.tied_groups:
            change[group] = change[group][np.argmax(np.abs(change[group]))]
        moved = self._frame.p + change
        self.edit("move p", lambda scenario: scenario.with_parameters(moved))

    def compare(self, rivals: tuple[RivalSettings, ...]) -> None:
        """Run other trainings in lockstep, from the same p0."""
        self.pause()
        self.options = replace(self.options, rivals=rivals[:MAX_RIVALS])
        self.rivals = tuple(Rival(self.scenario, settings) for settings in self.options.rivals)
        self._follow()
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

    def toggle_break(self, line: int | None = None) -> None:
        """Let running stop at a line, or no longer; at the present one where none is named."""
        number = self.position.line if line is None else line
        self.set_options(breaks=self.options.breaks ^ {number})

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


def _with_value(scenario: Scenario, name: str, value: float) -> Scenario:
    p = scenario.p0.copy()
    index = scenario.network.select(name)
    p[index] = value
    for group in scenario.tied_groups:
        if index[0] in group:
            p[group] = value
    return scenario.with_parameters(p)
