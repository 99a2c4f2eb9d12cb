"""Where the experiment is, and how one moves through it: going, stepping, running, alone or with others in lockstep."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from visprop.engine.arrays import Array
from visprop.session.beside import ALONE, Beside
from visprop.session.breaks import next_break
from visprop.session.changes import Changes
from visprop.session.pace import Pace
from visprop.session.selection import Selection
from visprop.session.speeds import FULL_SPEED, SPEEDS, ChosenSpeeds, Speed
from visprop.session.trial import Trial
from visprop.timeline.diverged import Diverged
from visprop.timeline.experiment import AnyFrame, Experiment
from visprop.timeline.parts import Part
from visprop.timeline.position import Position, Unit

SEEK_BUDGET = 0.012
"""How long a tick computes ahead for a far jump, in seconds."""
LINE_SECONDS = 0.6
"""How long a line is on its way, in seconds."""


class Playback:
    """The position, and what moves it. Time is handed in: whoever owns a clock calls `tick` while `is_moving`.

    Attributes (to be read):
        experiment: what is stepped through.
        beside: what goes with it in lockstep; set by whose it is.
        position: where we are.
        frame: the state there.
        running: whether it runs.
        seeking: of a far jump, the update it began at, the one reached, and the goal; None if there is none.
        progress: 0 to 1, how far the present line is on its way.
        speeds: which are chosen.
        reduce_motion: whether lines are executed without being on their way.
        trial: what is tried out.
        beat: counts the ticks of a run, so that slow pictures can take turns.
    """

    def __init__(self, experiment: Experiment, selection: Selection, changes: Changes) -> None:
        self._selection, self._changes = selection, changes
        self.beside: Beside = ALONE
        self.seeking: tuple[int, int, int] | None = None
        self.speeds, self.beat, self.reduce_motion = ChosenSpeeds(changes), 0, False
        self._pace = Pace()
        self._line_started: float | None = None
        self._goal = experiment.walk.start
        self.set_experiment(experiment, experiment.walk.start)

    def set_experiment(self, experiment: Experiment, position: Position) -> None:
        """Go on with another experiment, from a position of it whose state is at hand."""
        self.running, self.seeking = False, None
        self.experiment = experiment
        self.position: Position = position
        # Typed by its kind, as in `Experiment.frame`.
        self.frame: Any = experiment.frame(position)
        self.trial = Trial()
        self.progress = 1.0
        self._changes.note(Part.RUN, Part.POSITION, Part.PLAYBACK, Part.TRIAL)

    def catch_up(self) -> None:
        """Bring those that run beside to where we are, in slices if it is far."""
        if self.beside.count:
            self.seek(self.position)

    # What is

    @property
    def speed_index(self) -> int:
        """Which speed it is: the one that is chosen, and the fastest while it runs to its end."""
        return FULL_SPEED if self.running and self.speeds.is_to_the_end else self.speeds.index

    @property
    def speed(self) -> Speed:
        """How fast it runs."""
        return SPEEDS[self.speed_index]

    @property
    def at_speed(self) -> bool:
        """Whether whole updates are run, faster than their lines could be seen."""
        return self.running and not self.speed.lines

    @property
    def is_moving(self) -> bool:
        """Whether `tick` has anything to do."""
        return self.running or self.seeking is not None or self.progress < 1.0

    @property
    def shown(self) -> Any:
        """The frame as it is shown: the present one, or the same with what is tried out."""
        return self.frame if self.running else self.trial.of(self.frame)

    def try_out(self, p: Array, frame: AnyFrame, note: str = "") -> None:
        """Show everything with other parameters, without changing them, and a note.

        Args:
            p: the parameters that are tried out.
            frame: at which they are tried out; if it is no longer the present one, nothing is shown.
            note: what is tried out, for the user.
        """
        if frame is self.frame:
            self.trial = Trial(note, p=p)
            self._changes.note(Part.TRIAL)

    def try_input(self, tried: Any, note: str) -> None:
        """Show everything with another input in the place of the example, as the frame's kind takes it, and a note."""
        self.pause()
        self.trial = Trial(note, tried=tried)
        self._changes.note(Part.TRIAL)

    def end_trial(self) -> None:
        """Show everything as it is."""
        if self.trial.is_on:
            self.trial = Trial()
            self._changes.note(Part.TRIAL)

    # Choices

    def set_speed(self, index: int) -> None:
        """Choose a speed by its index; beyond the ends it is the slowest or the fastest."""
        self.speeds.choose(index)

    def set_reduce_motion(self, on: bool) -> None:
        """Choose whether lines are executed without being on their way."""
        if on != self.reduce_motion:
            self.reduce_motion = on
            self._changes.note(Part.PLAYBACK)

    # Going

    def go(self, position: Position) -> None:
        """Go to a position, or to the start of the run for one before it; a far one is computed in slices, as `seeking` tells."""
        self.pause()
        self.seek(position)

    def step(self, unit: Unit, back: bool = False) -> None:
        """Go a line, example, update or epoch on or back."""
        walk = self.experiment.walk
        target = walk.before(self.position, unit) if back else walk.after(self.position, unit)
        self.go(target)
        if unit is Unit.LINE and not back and not self.reduce_motion and self.position == target:
            self._set_on_its_way()

    def seek(self, position: Position) -> None:
        """Begin to go to a position, or to the one nearest to it that there is, with all that runs in lockstep."""
        self._goal = position = self.experiment.walk.nearest(position)
        self.seeking = (self.position.update, self.experiment.reached, self.experiment.goal_of(position))
        self._advance_seek(SEEK_BUDGET)
        if self.seeking is not None:
            self._changes.note(Part.PLAYBACK)

    def _advance_seek(self, seconds: float) -> None:
        assert self.seeking is not None
        goal = self.experiment.goal_of(self._goal)
        try:
            reached = self._advance_all(goal, seconds)
        except Diverged as stop:
            self._arrive_before(stop)
            return
        except BaseException:
            # A jump that failed once would fail at every tick.
            self.seeking = None
            raise
        self.seeking = (self.seeking[0], reached, goal)
        if reached >= goal:
            self._arrive(self._goal)

    def cancel_seek(self) -> None:
        """Give up a far jump and stay at the update that it has reached."""
        if self.seeking is None:
            return
        if self.position == self._goal:
            # We are there; only those that run beside us are not.
            self.seeking = None
            self._changes.note(Part.PLAYBACK)
        else:
            self._arrive(self.experiment.walk.update_end(self.seeking[1]))

    def _arrive(self, position: Position) -> None:
        try:
            frame = self.experiment.frame(position)
        except Diverged as stop:
            self._arrive_before(stop)
            return
        self._settle(position, frame)
        self.beside.advance(frame.done, SEEK_BUDGET)

    def _arrive_before(self, stop: Diverged) -> None:
        """Stop at the last position at which all is finite, and say what was not."""
        self.running = False
        before = stop.breakdown.before
        self._settle(before, self.experiment.frame(before))
        self._changes.tell(str(stop))

    def _settle(self, position: Position, frame: AnyFrame) -> None:
        if self.seeking is not None or not self.running:
            self._changes.note(Part.PLAYBACK)
        self.seeking, self.progress = None, 1.0
        self.end_trial()
        self.position, self.frame = position, frame
        self._changes.note(Part.POSITION)

    # Running

    def run(self, to_the_end: bool = False) -> None:
        """Let it run, at the speed that is chosen or, until it ends by itself, as fast as it goes."""
        self.speeds.is_to_the_end = to_the_end
        if not self.running:
            self.running = True
            self.beat = 0
            # At the speed of lines the first one comes at once.
            self._pace.begin(1.0 if self.speed.lines else 0.0)
            self._changes.note(Part.PLAYBACK)

    def run_to_stop(self) -> bool:
        """Run as fast as it goes until it ends by itself; where there is none, that is told, and False."""
        if self.experiment.next_look(self.frame.done) is None:
            self._changes.tell(self.experiment.words_of_no_end(self.frame.done))
            return False
        self.run(to_the_end=True)
        return True

    def pause(self) -> None:
        """Stop where it is."""
        self.cancel_seek()
        if self.running:
            self.running = False
            self._changes.note(Part.PLAYBACK)
            self._arrive(self.position)

    def toggle(self) -> None:
        """Run or pause."""
        if self.running:
            self.pause()
        else:
            self.run()

    def tick(self, now: float) -> None:
        """Move on to a time, in seconds of any clock that only goes forward."""
        passed = self._pace.passed(now)
        if self.seeking is not None:
            self._advance_seek(SEEK_BUDGET)
            self._changes.note(Part.PROGRESS)
        elif self.running:
            self.beat += 1
            self._pace.adapt(passed)
            self._run_for(passed)
        if self.progress < 1.0:
            self._move_line(now)
        if not self.is_moving:
            self._pace.rest()

    def _move_line(self, now: float) -> None:
        if self._line_started is None:
            self._line_started = now
        self.progress = min(1.0, (now - self._line_started) / self._line_seconds)
        self._changes.note(Part.MOTION)

    def _run_for(self, passed: float) -> None:
        speed = self.speed
        if not speed.lines and not speed.updates:
            self._run_updates(1 << 40)
            return
        count = self._pace.due(passed, speed.lines or speed.updates)
        if count and speed.lines:
            self._run_line()
        elif count:
            self._run_updates(count)

    def _run_line(self) -> None:
        walk = self.experiment.walk
        if self.position == walk.update_end(self.frame.done) and self._ends_here():
            return
        self._run_on(walk.after(self.position))
        if self.running and self.position.line in self._selection.breaks:
            self._stop_at_break()
        if self.running and not self.reduce_motion:
            self._set_on_its_way()

    def _run_on(self, position: Position) -> None:
        """Go to a position that is near, if what it is made of is there or made at once; else the next tick tries again."""
        try:
            reached = self._advance_all(self.experiment.goal_of(position), self._pace.budget)
        except Diverged as stop:
            self._arrive_before(stop)
            return
        if reached >= self.experiment.goal_of(position):
            self._arrive(position)

    def _run_updates(self, count: int) -> None:
        stop_at = next_break(self.experiment, self.position, self._selection.breaks) if self._selection.breaks else None
        if stop_at is not None:
            self._run_on(stop_at)
            if self.running and self.position == stop_at:
                self._stop_at_break()
            return
        last, deadline = self.frame.done + count, perf_counter() + self._pace.budget
        while self.running and not self._ends_here():
            look = self._run_to(last)
            # Where a look is taken after each update, several of them are made in a tick all the same.
            if self.frame.done != look or self.frame.done >= last or perf_counter() > deadline:
                break

    def _run_to(self, goal: int) -> int | None:
        """Make updates towards a goal, as far as time allows, but not beyond where it is to be looked whether it ends."""
        done = self.frame.done
        look = self.experiment.next_look(done)
        goal = goal if look is None else min(goal, look)
        # The frame on an update line is that of the update before, and one update more, which is made in no time if it is light.
        light = int(self.experiment.is_light)
        try:
            reached = self._advance_all(max(done, goal - light), self._pace.budget) + light
        except Diverged as stop:
            self._arrive_before(stop)
            return None
        if reached > done:
            self._arrive(self.experiment.walk.update_end(reached))
        return look

    def _ends_here(self) -> bool:
        """Whether nothing is to be run now: the training has ended by itself, or it is not known yet whether it does."""
        reason = self.experiment.reason_to_end(self.frame.done)
        if reason:
            self.running = False
            self._changes.note(Part.PLAYBACK)
            self._changes.tell(self.experiment.words_of_end(self.frame.done, reason))
        return reason != ""

    def _stop_at_break(self) -> None:
        self.running = False
        self._changes.note(Part.PLAYBACK)
        self._changes.tell(f"Stopped at the break in line {self.position.line}")

    def _advance_all(self, update: int, seconds: float) -> int:
        """Compute ahead towards an update, in lockstep; tells how far all have come. Going back costs nothing."""
        share = seconds / (1 + self.beside.count)
        return self.beside.advance(self.experiment.advance(update, share), seconds - share)

    def _set_on_its_way(self) -> None:
        self.progress, self._line_started = 0.0, None
        self._changes.note(Part.MOTION)

    @property
    def _line_seconds(self) -> float:
        rate = self.speed.lines if self.running else 0.0
        return min(LINE_SECONDS, 0.6 / rate) if rate else LINE_SECONDS
