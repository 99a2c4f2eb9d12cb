"""Be the algorithm: the learner executes the lines, choosing which quantity comes next and giving its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from visprop.engine.key import Key
from visprop.scenario.run import Run
from visprop.scenario.variants import variant
from visprop.session.exercise.at_hand import AtHand
from visprop.session.exercise.grades import Record, summary
from visprop.session.exercise.hints import choice_hints, shape_hints, value_hints
from visprop.session.exercise.judging import Judged, judged_shape, judged_values
from visprop.session.exercise.lent import Lent
from visprop.session.exercise.replay import Replay
from visprop.session.exercise.settings import Settings, Stage
from visprop.session.exercise.tasks import Task
from visprop.session.exercise.work import Work
from visprop.session.session import Session
from visprop.timeline.diverged import Diverged
from visprop.timeline.parts import Part
from visprop.timeline.position import Position, Unit


class Algorithm:
    """Lets the learner execute an update. One stays before the line at work, so that no picture can tell what it computes.

    Args:
        session: in which it happens.

    Attributes (to be read):
        at_hand: the update at which one begins.
        settings: how one executes; None before the first time.
        stage: what is asked.
        task: the one that was chosen; None while one is to be chosen.
        offers: what a list offers to choose from.
        records: all that were begun.
        hints: those that are read of what is asked now.
        said: what is said of the last answer; None before there is one.
        replay: the model answer.
        finished: called when the update is done; set by who waits for it.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._lent, self.replay, self.at_hand = session, Lent(session), Replay(session), AtHand(session)
        self.settings: Settings | None = None
        self.finished: Callable[[], object] = lambda: None
        self._is_moving = False
        self._begun: Run | None = None
        self._selected: Key | None = None
        self._clear()
        session.changes.observe(self._on_change)

    def _clear(self) -> None:
        self.stage = Stage.OFF
        self.task: Task | None = None
        self.offers: tuple[Task, ...] = ()
        self.records: list[Record] = []
        self.hints: tuple[str, ...] = ()
        self.said: Judged | None = None
        self._work: Work | None = None
        self._undone: list[tuple[Position, int]] = []

    # Beginning and leaving

    @property
    def is_on(self) -> bool:
        """Whether it is at work, or tells how it went."""
        return self.stage is not Stage.OFF

    @property
    def is_asking(self) -> bool:
        """Whether something is asked, and one still is where it was asked."""
        return self.stage in (Stage.NEXT, Stage.SHAPE, Stage.VALUE) and not self.was_left

    @property
    def was_left(self) -> bool:
        """Whether the position moved before it was answered."""
        return self.is_on and self.stage is not Stage.OVER and self._session.playback.position != self.work.at

    @property
    def work(self) -> Work:
        """How far the update is executed."""
        assert self._work is not None, "only asked for once it has begun"
        return self._work

    def begin(self, settings: Settings) -> None:
        """Begin with the update at hand, in a session of its own; while one is at work, with the same once more."""
        run = self.at_hand.run if self._begun is None or not self.is_on else self._begun
        self.leave()
        self._begun = run
        self._lent.begin(variant(run, settings.variant + 1, 0))
        self._start(settings)

    def begin_here(self, settings: Settings) -> None:
        """Begin in the session that is there, as a lesson has one of its own."""
        self._lent.here()
        self._begun = self.at_hand.run
        self._start(settings)

    def _start(self, settings: Settings) -> None:
        self._clear()
        self.settings = settings
        try:
            self._work = Work(self._lent.timeline, self._session.playback.frame.done, settings, self._session.options.dress)
        except Diverged as stop:
            self._session.changes.tell(f"There is nothing to be computed here: {stop}")
            self._lent.leave()
            return
        self._ask()

    def leave(self) -> None:
        """Leave it: the user's own session is there again, untouched."""
        if self.is_on:
            self.replay.stop()
            self._clear()
            self._lent.leave()
            self._session.changes.note(Part.EXERCISE)

    # Asking

    def _ask(self) -> None:
        """Ask for what the next line computes; execute those that compute nothing new."""
        try:
            is_more = self.work.find()
        except Diverged as stop:
            self._session.changes.tell(f"There is nothing to be computed here: {stop}")
            is_more = False
        self._go()
        (self._offer if is_more else self._finish)()

    def _go(self) -> None:
        """Be where something is asked."""
        if self._session.playback.position != self.work.at:
            self._is_moving = True
            try:
                self._session.playback.go(self.work.at)
            finally:
                self._is_moving = False

    def _finish(self) -> None:
        self.stage, self.task, self.offers, self.hints = Stage.OVER, None, (), ()
        self._session.changes.note(Part.EXERCISE)
        self.finished()

    def _offer(self) -> None:
        """Let one of the tasks be chosen."""
        self.stage, self.task, self.hints, self.offers = Stage.NEXT, None, (), self.work.offers()
        self._selected = self._session.selection.selected
        self._session.changes.note(Part.EXERCISE)

    @property
    def record(self) -> Record | None:
        """The task that is begun; None while nothing is asked."""
        return self.records[-1] if self.records and not self.records[-1].is_done else None

    def _begun_record(self) -> Record:
        """The one that is begun, or begun now."""
        if self.record is None:
            self.records.append(Record(self.work.line, self.work.at.example, (), ""))
        return self.records[-1]

    # Choosing

    def choose(self, offer: int) -> bool:
        """Choose what comes next from the list; whether it is right."""
        if not self.is_asking or self.stage is not Stage.NEXT or not 0 <= offer < len(self.offers):
            return False
        task, work, name = self.offers[offer], self.work, self.offers[offer].name(self._session.naming)
        if task not in work.tasks:
            later = f"is computed by line {task.line.number}, which is not the next one"
            return self._wrongly_chosen(name, f"{name} {'is known already' if task in work.done else later}")
        if (needed := work.needed_by(task)) is not None:
            return self._wrongly_chosen(name, f"{name} needs {needed.name(self._session.naming)}, which is not known yet")
        return self._rightly_chosen(task, name)

    def point(self, key: Key) -> bool:
        """Choose what comes next by pointing at it in a picture or the listing; whether it is right."""
        if not self.is_asking or self.stage is not Stage.NEXT:
            return False
        told = f"line {key.number}" if key.letter == "line" else self._session.naming.text(key)
        there = [task for task in self.work.ready if task.stands_at(key)]
        if there:
            return self._rightly_chosen(there[0], told)
        return self._wrongly_chosen(told, f"{told} has nothing that the next line computes: is all known that it needs?")

    def _rightly_chosen(self, task: Task, given: str) -> bool:
        self._begun_record().given.append(given)
        self._take(task)
        return True

    def _wrongly_chosen(self, given: str, told: str) -> bool:
        record = self._begun_record()
        record.given.append(given)
        record.wrong += 1
        self.said = Judged(False, told)
        self._session.changes.note(Part.EXERCISE)
        return False

    def _take(self, task: Task) -> None:
        record = self._begun_record()
        record.keys, record.name = task.keys, task.name(self._session.naming)
        self.task, self.hints, self.said = task, (), Judged(True, f"{record.name} comes next")
        self.stage = Stage.SHAPE if task.shape else Stage.VALUE
        self._session.changes.note(Part.EXERCISE)

    # Answering

    def answer(self, text: str) -> bool:
        """Give a shape or a value; whether it is right. What cannot be read is told, and does not count."""
        task = self.task
        if not self.is_asking or task is None or not text.strip():
            return False
        is_shape = self.stage is Stage.SHAPE
        said = judged_shape(task, text) if is_shape else judged_values(task, text, self.work.after, self._session.naming)
        if said.is_readable:
            record = self._begun_record()
            record.given.append(text.strip())
            record.wrong += not said.is_right
        if said.is_right:
            self._go_on(task, text.strip())
        self.said = said
        self._session.changes.note(Part.EXERCISE)
        return said.is_right

    def _go_on(self, task: Task, text: str) -> None:
        """Go on from what is answered: from the shape to the values, else to the next task."""
        record = self._begun_record()
        if self.stage is Stage.SHAPE and task.asks_values:
            self.stage, self.hints = Stage.VALUE, ()
            return
        record.text, record.is_done = text, True
        self._undone.append((self.work.at, len(self.records)))
        self.work.finish(task)
        if self.work.tasks:
            self._offer()
        else:
            self._execute()

    def _execute(self) -> None:
        """Execute the line, which is seen on its way, and ask the next one."""
        self._is_moving = True
        self.work.go_on()
        try:
            self._session.playback.step(Unit.LINE)
        finally:
            self._is_moving = False
        self._ask()

    # Help

    def _all_hints(self) -> tuple[str, ...]:
        if self.task is None:
            return choice_hints(self.work.ready[0], self._session.naming) if self.stage is Stage.NEXT else ()
        return shape_hints(self.task) if self.stage is Stage.SHAPE else value_hints(self.task, self.work.after, self.work.dress)

    @property
    def has_hint(self) -> bool:
        """Whether there is another hint."""
        return self.is_asking and len(self.hints) < len(self._all_hints())

    @property
    def can_show(self) -> bool:
        """Whether the answer may be shown: after a try, or after all hints; never at once."""
        return self.is_asking and (not self.has_hint or (self.record is not None and self.record.wrong > 0))

    def hint(self) -> None:
        """Read one hint more."""
        if self.has_hint:
            self.hints = self._all_hints()[: len(self.hints) + 1]
            self._begun_record().hints += 1
            self._session.changes.note(Part.EXERCISE)

    def show(self) -> None:
        """Let the answer be shown; it counts as shown."""
        if not self.can_show:
            return
        self._begun_record().is_shown = True
        if self.task is None:
            self._take(self.work.ready[0])
            return
        text = self.task.told(self.work.after, is_shape=self.stage is Stage.SHAPE)
        self.said = Judged(True, f"{self._begun_record().name} is shown: {text}")
        self._go_on(self.task, text)
        self._session.changes.note(Part.EXERCISE)

    @property
    def can_undo(self) -> bool:
        """Whether an answer can be taken back."""
        return self.is_on and not self.replay.is_on and not self._lent.is_changed and bool(self._undone)

    def undo(self) -> None:
        """Take the last answer back, to give it once more: a line that it completed is not executed any more."""
        if not self.can_undo:
            return
        at, count = self._undone.pop()
        taken, self.records = self.records[count - 1], self.records[: count - 1]
        done = [one.keys for one in self.records if (one.example, one.line) == (taken.example, taken.line)]
        self.work.go_back(at, done)
        self._go()
        # What was wrong or shown once stays so.
        self.records.append(replace(taken, keys=(), name="", is_done=False, text=""))
        self.said = None
        self._offer()

    # The end

    @property
    def summary(self) -> str:
        """How it went, in a sentence."""
        return summary(self.records)

    def play(self) -> None:
        """Play the model answer."""
        if self.stage is Stage.OVER and not self._lent.is_changed:
            self.replay.begin(self.records, self.work.first, self.work.end)
            self._session.changes.note(Part.EXERCISE)

    def back(self) -> None:
        """Go back to where it was asked."""
        if self.was_left:
            self._go()
            self._session.changes.note(Part.EXERCISE)

    # Hearing

    def _on_change(self, part: Part) -> None:
        if not self.is_on or self._is_moving:
            return
        if self._lent.is_gone:
            # Something else was opened, or a lesson took over.
            self.replay.is_on = False
            self._clear()
            self._lent.leave()
            self._session.changes.note(Part.EXERCISE)
        elif part is Part.RUN and self._lent.is_changed and self.stage is not Stage.OVER:
            self._session.changes.tell("The experiment is another one now: the exercise ends here")
            self._finish()
        elif part is Part.OPTIONS and self.stage is not Stage.OVER and self.work.wear(self._session.options.dress):
            self._offer()
        elif part is Part.POSITION:
            self.replay.follow()
            self._session.changes.note(Part.EXERCISE)
        elif part is Part.SELECTION:
            # What was just clicked on is what the learner has chosen.
            before, self._selected = self._selected, self._session.selection.selected
            if self._selected is not None and self._selected != before and self.stage is Stage.NEXT:
                self.point(self._selected)
