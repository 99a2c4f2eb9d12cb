"""The course: the lesson that is open, where the reader is in it, and what was answered."""

from __future__ import annotations

from collections.abc import Callable

from visprop.engine.key import Key
from visprop.kinds.options import all_options
from visprop.lessons.answers_kept import AnswersKept
from visprop.lessons.attempt import Attempt
from visprop.lessons.conditions import Execute, Number
from visprop.lessons.lesson import Lesson, Step, lines_between
from visprop.lessons.progress_kept import Mark, Progress
from visprop.scenario.any_run import AnyRun
from visprop.session.exercise.algorithm import Algorithm
from visprop.session.exercise.settings import Settings
from visprop.session.keeping import keep
from visprop.session.session import Session
from visprop.timeline.by_name import Numbers
from visprop.timeline.parts import Part
from visprop.timeline.position import Position, Unit


class Course:
    """Leads through lessons, each in a session of its own: the user's is put aside meanwhile, and is there again after it.

    Args:
        session: in which lessons are played.

    Attributes (to be read):
        session: the same.
        progress: what was done and shown, of all lessons.
        answers: what was answered, of all lessons.
        algorithm: lets the reader execute lines, in a step that asks for it or beside the course.
        lesson: the one that is open; None for none.
        index: the number of the step, from 0.
        attempt: the reader at it.
        has_keypad: whether the reader types with a keypad on the screen.
        noted: called when progress or answers are others; set by who keeps them.
    """

    def __init__(self, session: Session) -> None:
        self.session, self.progress, self.answers = session, Progress(), AnswersKept()
        self.algorithm = Algorithm(session)
        self.algorithm.finished = self._on_executed
        self.lesson: Lesson | None = None
        self.index = 0
        self.attempt: Attempt | None = None
        self._asked: tuple[object, float | None] | None = None
        self.has_keypad = False
        self.noted: Callable[[], object] = lambda: None
        self._run: AnyRun | None = None
        self._selected: Key | None = None
        self._is_setting = False
        session.changes.observe(self._on_change)

    # What is

    @property
    def step(self) -> Step | None:
        """The step that one is at; None while no lesson is open."""
        return None if self.lesson is None else self.lesson.steps[self.index]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.lesson is not None and self.index == len(self.lesson.steps) - 1

    @property
    def asked_number(self) -> float | None:
        """The number that a step asks for and that is not given yet; None for none, and where it is not known."""
        asks = self.attempt.step.asks if self.attempt is not None and self.attempt.is_open else None
        if not isinstance(asks, Number):
            return None
        # Asked for at each picture, found once for each state of the experiment.
        state = self.attempt, self.session.playback.experiment
        if self._asked is None or self._asked[0] != state:
            self._asked = state, asks.value.value(self.numbers_at(is_then=True))
        return self._asked[1]

    def numbers_at(self, is_then: bool = False) -> Numbers:
        """The numbers that a step's text names: of where it begins, or where it is once it is answered.

        They are those of the experiment of now, as the reader may have changed it.
        """
        step, playback = self.step, self.session.playback
        assert step is not None, "only asked for while a lesson is open"
        stage, experiment = step.stage, playback.experiment
        text = stage.then if is_then and stage.then else stage.at
        try:
            position = experiment.walk.parse(text) if text else experiment.walk.start
        except ValueError:
            # The reader has another network by now.
            position = playback.position
        return self.session.kind.numbers(experiment.frame(position))

    @property
    def numbers(self) -> Numbers:
        """Those of now."""
        return self.session.kind.numbers(self.session.playback.frame)

    # Going

    def open(self, lesson: Lesson, index: int = 0) -> None:
        """Begin with a lesson at a step; the user's session is put aside."""
        if self.session.aside is None:
            self.session.put_aside(keep(self.session))
        self.lesson = lesson
        self._run = None
        self.go(index)

    def leave(self) -> None:
        """Leave the lesson: the user's own session is there again, untouched."""
        if self.lesson is None:
            return
        self.algorithm.leave()
        self._forget()
        self.session.take_back()
        self.session.changes.note(Part.LESSON)

    def _forget(self) -> None:
        self.lesson = self.attempt = self._run = None
        self.index = 0

    def go(self, index: int) -> None:
        """Go to a step of the lesson, from 0; beyond the ends it is the first or the last."""
        if self.lesson is None:
            return
        self.index = min(max(0, index), len(self.lesson.steps) - 1)
        step = self.lesson.steps[self.index]
        self.algorithm.leave()
        self.attempt = Attempt(step, self.progress.mark(self.lesson.name, self.index))
        self._is_setting = True
        try:
            self._set_stage(step)
        finally:
            self._is_setting = False
        self._selected = self.session.selection.selected
        if isinstance(step.asks, Execute):
            self._begin_lines(step, step.asks)
        self.session.changes.note(Part.LESSON)

    def _begin_lines(self, step: Step, asks: Execute) -> None:
        """Let the reader execute the lines of a step."""
        at, then = self._position(step.stage.at), self._position(step.stage.then)
        lines = lines_between(self.session.playback.experiment.walk, at, then)
        self.algorithm.begin_here(Settings(lines, in_vectors=asks.in_vectors))

    def _set_stage(self, step: Step) -> None:
        """Let the experiment be as a step wants it; one that goes on with the same goes to its place in it."""
        stage, session = step.stage, self.session
        if self._run is not stage.run or session.edits.done or session.runs.present.timeline.run is not stage.run:
            session.lend(stage.run, stage.at)
            self._run = stage.run
        else:
            session.playback.go(self._position(stage.at))
        for name, text in stage.options:
            option = all_options()[name]
            session.lend_choice(option, option.read(text))
        session.selection.select(stage.selected)
        session.selection.point(stage.lit)
        session.window.choose(stage.workspace)

    def _position(self, text: str) -> Position:
        walk = self.session.playback.experiment.walk
        return walk.parse(text) if text else walk.start

    def next(self) -> None:
        """Go on to the next step; behind the last one the lesson is left."""
        if self.lesson is None or self.attempt is None:
            return
        self.attempt.read()
        self._note()
        if self.is_last:
            self.leave()
        else:
            self.go(self.index + 1)

    def back(self) -> None:
        """Go back to the step before."""
        self.go(self.index - 1)

    def go_on(self) -> None:
        """What the space bar does: let the answer be shown where one is asked for, and go on where none is."""
        if self.attempt is not None and self.attempt.is_open:
            self.show()
        else:
            self.next()

    # Answering

    def answer(self, given: str) -> bool:
        """Give an answer; whether it is right. What was asked then happens in the experiment."""
        if self.attempt is None:
            return False
        is_asked = self.attempt.is_open
        is_right = self.attempt.answer(given, self.numbers_at(is_then=True))
        if is_asked:
            self._note_answer(given)
        self._answered()
        return is_right

    def hint(self) -> None:
        """Read one hint more: of the step, or of the line that is executed."""
        if self.algorithm.is_on:
            self.algorithm.hint()
        elif self.attempt is not None and self.attempt.hint():
            self._note_answer("")
            self.session.changes.note(Part.LESSON)

    def show(self) -> None:
        """Let the answer be shown."""
        if self.attempt is not None:
            self.algorithm.leave()
            self.attempt.show(self.numbers_at(is_then=True))
            if self.attempt.step.asks is not None:
                self._note_answer("")
            self._answered()

    def want_keypad(self, is_wanted: bool) -> None:
        """Type with a keypad on the screen from now on, or no longer."""
        self.has_keypad = is_wanted
        self.session.changes.note(Part.EXERCISE)

    def ask_why(self) -> None:
        """Read why, or no longer."""
        if self.attempt is not None:
            self.attempt.ask_why()
            self.session.changes.note(Part.LESSON)

    def _answered(self) -> None:
        """Once nothing is asked any more, it happens."""
        assert self.attempt is not None
        if not self.attempt.is_open:
            self._play()
        self._note()
        self.session.changes.note(Part.LESSON)

    def _play(self) -> None:
        """Execute what leads to where the step ends: a single line so that it is seen on its way."""
        step, playback = self.step, self.session.playback
        if step is None or not step.stage.then:
            return
        try:
            goal = self._position(step.stage.then)
        except ValueError:
            return
        if playback.experiment.walk.after(playback.position) == goal:
            playback.step(Unit.LINE)
        elif playback.position != goal:
            playback.go(goal)

    def _note(self) -> None:
        """Keep what has become of the step."""
        if self.lesson is not None and self.attempt is not None and self.attempt.mark is not Mark.LEFT:
            self.progress.note(self.lesson.name, self.index, self.attempt.mark)
            self.noted()

    def _note_answer(self, given: str) -> None:
        """Keep what was answered; empty where a hint was read, or the answer was shown."""
        if self.lesson is not None and self.attempt is not None:
            self.answers.note(self.lesson, self.index, self.attempt.mark, given, self.attempt.hints)
            self.noted()

    def _on_change(self, part: Part) -> None:
        if self.lesson is None or self._is_setting:
            return
        if self.session.aside is None:
            # Something else was opened: the lesson is over.
            self._forget()
            self.session.changes.note(Part.LESSON)
        elif part in (Part.POSITION, Part.RUN, Part.SELECTION):
            self._look()

    def _on_executed(self) -> None:
        """The lines of a step are executed, or can be executed no more, as the reader has made another experiment."""
        attempt = self.attempt
        if attempt is None or not attempt.is_open or not self.algorithm.work.is_done:
            return
        if all(record.is_shown for record in self.algorithm.records):
            attempt.show(self.numbers)
        else:
            attempt.do()
        self._note_answer(attempt.given)
        self._note()
        self.session.changes.note(Part.LESSON)

    def _look(self) -> None:
        """Whether what the reader has just done fulfils what is asked."""
        attempt, selected = self.attempt, self.session.selection.selected
        new = selected if selected != self._selected else None
        self._selected = selected
        if attempt is None or not attempt.is_open or attempt.step.asks is None:
            return
        asks = attempt.step.asks
        if new is not None and (given := asks.pointed(new)) is not None:
            self.answer(given)
        elif asks.done_by(self.numbers, self.session.playback.position):
            attempt.do(asks.right(self.numbers))
            self._note_answer(attempt.given)
            self._note()
            self.session.changes.note(Part.LESSON)
