"""The state of the running application, in one place, without Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from visprop.figures.moment import ViewOptions
from visprop.figures.option import Option
from visprop.kinds.registry import kind_of
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.fields import FieldError
from visprop.scenario.files.whole import Stamp, stamp_of
from visprop.session.aside import Aside
from visprop.session.background import Background
from visprop.session.changes import Changes
from visprop.session.edits import Edits
from visprop.session.kind_part import KindPart, Shared
from visprop.session.of_network import OfNetwork
from visprop.session.playback import Playback
from visprop.session.runs import Branch, Runs
from visprop.session.selection import Selection
from visprop.session.view_choices import ViewChoices
from visprop.session.window_state import WindowState
from visprop.timeline.experiment import Experiment
from visprop.timeline.parts import Part
from visprop.timeline.position import Position
from visprop.timeline.work import BUDGET

T = TypeVar("T")


class Session(OfNetwork):
    """What is open, and the parts of the state, each with methods of its own; only methods change it.

    Attributes (to be read):
        changes: tells observers which part changed.
        selection: what is selected, pointed at, picked, watched, and where running stops.
        view: how things are shown.
        kind: of what is open.
        own: the part of that kind; `edits` are its own.
        playback: where we are, and what moves.
        background: computes what takes long.
        window: how the window is arranged.
        path: the file; None for a built-in scenario.
        stamp: how the file looked when it was opened or saved; None if there was none.
        aside: what of the user's is put aside while a lesson is open; None while none is.
    """

    def __init__(self, run: AnyRun) -> None:
        self.changes = Changes()
        self.selection = Selection(self.changes, lambda key: self.own.has(key))
        self.view = ViewChoices(self.changes)
        self.background = Background()
        self._budget = BUDGET
        self.runs = Runs(run, self.background, self._budget)
        self.playback = Playback(self.runs.present.timeline, self.selection, self.changes)
        self._parts: dict[str, KindPart] = {}
        self.kind, self.own = kind_of(run), self.part_of(self.runs)
        self.playback.beside = self.own.beside
        self.window = WindowState(self.changes, next(iter(self.kind.file.workspaces)))
        self.path: Path | None = None
        self.stamp: Stamp | None = None
        self.aside: Aside | None = None
        self._note_saved()
        self._known = 0
        self.changes.observe(self._on_change)

    def part_of(self, runs: Runs) -> KindPart:
        """The part of the kind of some runs, which is made when the first of that kind is opened."""
        run = runs.present.timeline.run
        if run.kind not in self._parts:
            shared = Shared(self.changes, self.selection, self.view, self.background, self.playback)
            self._parts[run.kind] = kind_of(run).session(shared, runs)
        return self._parts[run.kind]

    @property
    def edits(self) -> Edits:
        """What is changed, undone and redone."""
        return self.own.edits

    def _note_saved(self) -> None:
        """Take what is there now for what is kept elsewhere."""
        # A run that is typed into begins otherwise, in a time line of its own.
        self._saved: Experiment | None = self.runs.present.timeline
        self._saved_done, self._saved_words = self.playback.frame.done, self.runs.words
        self.edits.end_typing()

    def _on_change(self, part: Part) -> None:
        if part in (Part.RUN, Part.POSITION, Part.TRIAL):
            # What was wanted of another moment is not begun any more; those who still want it ask again.
            self.background.drop()
        if part is Part.RUN:
            self.own.settle()

    def choose(self, option: Option[T], value: T) -> None:
        """Choose the value of an option, if it fits what is open; else the user is told why not."""
        if reason := self.own.unfit(option, value):
            self.changes.tell(f"“{option.offers().get(value, str(value))}” does not fit here: {reason}")
        else:
            self.view.choose(option, value)

    def collect(self) -> None:
        """Tell that something is there that was computed beside."""
        self._known += 1
        self.changes.note(Part.KNOWN)

    @property
    def options(self) -> ViewOptions:
        """How things are shown."""
        return self.view.options

    @property
    def title(self) -> str:
        """What the runs are called."""
        return self.runs.words.title

    @property
    def notes(self) -> str:
        """What is noted of them."""
        return self.runs.words.notes

    @property
    def was_changed_elsewhere(self) -> bool:
        """Whether another program has changed the file since it was opened or saved here."""
        return self.path is not None and stamp_of(self.path) not in (None, self.stamp)

    @property
    def is_modified(self) -> bool:
        """Whether the scenario differs from what was opened or saved last; while a lesson is open, the user's own."""
        if self.aside is not None:
            return self.aside.is_modified
        return self.runs.present.timeline is not self._saved or self.runs.words != self._saved_words

    @property
    def has_work(self) -> bool:
        """Whether there is anything that was neither opened nor saved: an edit, or updates that were trained."""
        if self.aside is not None:
            return self.aside.kept is not None
        return self.is_modified or self.playback.frame.done != self._saved_done

    def give_up(self) -> None:
        """Count what is there as something that nobody wants to keep."""
        self._note_saved()
        self.changes.note(Part.EDITS)

    def open(self, run: AnyRun, path: Path | None, at: str = "", is_builtin: bool = False, is_new: bool = False) -> None:
        """Begin with a run that was opened, at a position of it, or at its start; nothing of the one before stays.

        One that is new, of the user's own making, stands nowhere yet and is not to be lost unasked.

        Raises:
            FieldError: the run has no such position; then nothing is changed.
        """
        self._open(run, path, at, is_builtin, is_lent=False)
        if is_new:
            self._saved, self._saved_done = None, -1
            self.changes.note(Part.EDITS)

    def lend(self, run: AnyRun, at: str = "") -> None:
        """Open a lesson's experiment in the place of the user's, which was put aside.

        Raises:
            FieldError: the run has no such position; then nothing is changed.
        """
        self._open(run, None, at, is_builtin=True, is_lent=True)

    def _open(self, run: AnyRun, path: Path | None, at: str, is_builtin: bool, is_lent: bool) -> None:
        runs = Runs(run, self.background, self._budget, is_builtin)
        walk = runs.present.timeline.walk
        try:
            position = walk.parse(at) if at else walk.start
        except ValueError as error:
            raise FieldError(f"moment.at: {error}") from error
        if not is_lent:
            # Whoever opens something else leaves the lesson, and what was there before it.
            self.aside = None
        self._begin(runs, path, position)
        self._saved, self._saved_done, self._saved_words = runs.present.timeline, walk.done(position), runs.words

    def adopt(self, runs: Runs, present: Branch, path: Path | None, stamp: Stamp | None = None) -> None:
        """Go on with the runs of an earlier session, none of which counts as saved."""
        self.aside = None
        runs.go_to(present, runs.present.left_at)
        self._begin(runs, path, present.left_at)
        self.stamp = stamp
        self._saved, self._saved_done = None, -1
        self.changes.note(Part.EDITS)

    def _begin(self, runs: Runs, path: Path | None, position: Position) -> None:
        self.playback.pause()
        self.selection.clear()
        self.own.clear()
        self.view.clear()
        # Before anybody hears of another run: from its part it is known what is experimented with now.
        self.runs, self.path, self.stamp = runs, path, None if path is None else stamp_of(path)
        timeline, before = runs.present.timeline, self.kind
        self.kind, self.own = kind_of(timeline.run), self.part_of(runs)
        self.own.begin(runs)
        self.playback.beside = self.own.beside
        self.playback.set_experiment(timeline, timeline.walk.start)
        self.own.began(timeline.run)
        self.changes.note(Part.EDITS)
        self.playback.go(position)
        if self.window.workspace not in self.kind.file.workspaces:
            self.window.choose(next(iter(self.kind.file.workspaces)))
        elif self.kind is not before:
            # A workspace of the same name is another one.
            self.changes.note(Part.WINDOW)

    # A lesson's own session

    def put_aside(self, kept: object) -> None:
        """Put all that is the user's aside, so that a lesson has a session of its own; `kept` is what would be lost of it."""
        self.playback.pause()
        self.playback.end_trial()
        self.aside = Aside(
            self._parts, self.kind, self.own, self.runs, self.playback.position, self.path, self.stamp,
            (self._saved, self._saved_done, self._saved_words), self.selection.marks(), self.view.kept(),
            self.window.workspace, kept, self.is_modified,
        )  # fmt: skip
        # The lesson's edits, trainings and questions are others.
        self._parts = {}
        self.own = self.part_of(self.runs)
        self.playback.beside = self.own.beside

    def lend_choice(self, option: Option[T], value: T) -> None:
        """Choose the value of an option for a lesson alone."""
        if self.aside is not None:
            self.aside.lent.add(option)
            self.choose(option, value)

    def take_back(self) -> None:
        """Go on with what was put aside, where it was."""
        aside, self.aside = self.aside, None
        if aside is None:
            return
        self.playback.pause()
        self._parts, self.kind, self.own, self.runs = aside.parts, aside.kind, aside.own, aside.runs
        self.path, self.stamp = aside.path, aside.stamp
        self._saved, self._saved_done, self._saved_words = aside.saved
        self.view.put_back(aside.choices, aside.lent)
        self.runs.set_budget(self._budget)
        self.playback.beside = self.own.beside
        self.playback.set_experiment(self.runs.present.timeline, aside.position)
        self.selection.put_back(aside.marks)
        self.window.choose(aside.workspace)
        self.changes.note(Part.WINDOW, Part.EDITS, Part.COMPARISON, Part.EXERCISE, Part.SWARM)

    def set_budget(self, megabytes: int) -> None:
        """Choose how much memory the runs may hold, 50 to 8,000 MB."""
        self._budget = min(8000, max(50, megabytes)) * 10**6
        self.runs.set_budget(self._budget)

    def mark_saved(self, path: Path) -> None:
        """Note that the scenario was written to a file."""
        self.path, self.stamp = path, stamp_of(path)
        self._note_saved()
        self.changes.note(Part.EDITS)

    # Of which kind it is, is known to whoever draws it.
    def moment(self) -> Any:
        """What every picture is a function of, a `Moment`."""
        return self.own.moment(self._known)
