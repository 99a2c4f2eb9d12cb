"""The state of the running application, in one place, without Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from visprop.engine.key import Key
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.option import Option
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.notation.dress import NEURONS
from visprop.notation.naming import Naming
from visprop.scenario.files.fields import FieldError
from visprop.scenario.files.whole import Stamp, stamp_of
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.background import Background
from visprop.session.changes import Changes
from visprop.session.comparison import Comparison
from visprop.session.data_edits import DataEdits
from visprop.session.edits import Edits
from visprop.session.exercise import Exercise
from visprop.session.network_edits import NetworkEdits
from visprop.session.playback import Playback
from visprop.session.runs import Branch, Runs
from visprop.session.selection import Selection
from visprop.session.view_choices import ViewChoices
from visprop.session.window_state import WindowState
from visprop.timeline.contender import MAX_CONTENDERS, ContenderSettings
from visprop.timeline.history import History
from visprop.timeline.parts import Part
from visprop.timeline.position import Position
from visprop.timeline.timeline import BUDGET, Timeline

T = TypeVar("T")

_MOST_MOVED = 3000
"""With more parameters p is not drawn on its way."""


class Session:
    """What is open, and the parts of the state, each with methods of its own; only methods change it.

    Attributes (to be read):
        changes: tells observers which part changed.
        selection: what is selected, pointed at, picked, watched, and where running stops.
        view: how things are shown.
        comparison: the trainings beside this one.
        playback: where we are, and what moves.
        edits: what is changed, undone and redone; `network_edits` and `data_edits` name the changes of either.
        background: computes what takes long.
        exercise: what the user is asked to compute.
        window: how the window is arranged.
        path: the file; None for a built-in scenario.
        stamp: how the file looked when it was opened or saved; None if there was none.
    """

    def __init__(self, run: Run) -> None:
        self.changes = Changes()
        self.selection = Selection(self.changes, lambda key: self.scenario.network.has(key))
        self.view = ViewChoices(self.changes)
        self.background = Background()
        self.comparison = Comparison(run, self.changes, self.background)
        self._budget = BUDGET
        self.runs = Runs(run, self.background, self._budget)
        self.playback = Playback(self.runs.present.timeline, self.comparison, self.selection, self.changes)
        self.edits = Edits(self.runs, self.playback, self.comparison, self.changes)
        self.network_edits, self.data_edits = NetworkEdits(self.edits), DataEdits(self.edits)
        self.exercise = Exercise(self.playback, self.changes)
        self.window = WindowState(self.changes, "step")
        self.path: Path | None = None
        self.stamp: Stamp | None = None
        self._note_saved()
        self._known = 0
        self._shape = _shape_of(run.scenario)
        self.changes.observe(self._on_change)

    def _note_saved(self) -> None:
        """Take what is there now for what is kept elsewhere."""
        # A run that is typed into begins otherwise, in a time line of its own.
        self._saved: Timeline | None = self.runs.present.timeline
        self._saved_done, self._saved_words = self.playback.frame.done, self.runs.words
        self.edits.end_typing()

    def _on_change(self, part: Part) -> None:
        if part in (Part.RUN, Part.POSITION, Part.TRIAL):
            # What was wanted of another moment is not begun any more; those who still want it ask again.
            self.background.drop()
        if part is Part.RUN:
            self._leave_network()
            self._undress()

    def _leave_network(self) -> None:
        """Forget marks and choices that belong to another network, or to other free parameters."""
        shape = _shape_of(self.scenario)
        if shape == self._shape:
            return
        if shape[0] != self._shape[0]:
            self.selection.keep_what_is_there()
        self._shape = shape
        self.view.forget_places()

    def _undress(self) -> None:
        """Leave a dress that does not fit the scenario any more."""
        dress = self.options.dress
        if reason := dress.unfit(self.scenario):
            self.view.choose(ViewOptions.dress, NEURONS)
            self.changes.tell(f"“{dress.words}” is left: {reason}")

    def choose(self, option: Option[T], value: T) -> None:
        """Choose the value of an option, if it fits the scenario; else the user is told why not."""
        if reason := option.unfit(value, self.scenario):
            self.changes.tell(f"“{option.offers()[value]}” does not fit here: {reason}")
        else:
            self.view.choose(option, value)

    def slice_along(self, key: Key | None) -> None:
        """Let the slice go along a parameter, or along −∇φ; where one is frozen, the user is told that it is not done."""
        if key is None or self._are_free(key):
            self.view.choose(SliceOptions.along, key)

    def span_by(self, names: tuple[Key, Key]) -> None:
        """Let two parameters span the plane of the landscape; where one is frozen, the user is told that it is not done."""
        if self._are_free(*names):
            self.view.choose(LandscapeOptions.plane, self.options[LandscapeOptions.plane].along(names))

    def _are_free(self, *keys: Key) -> bool:
        scenario = self.scenario
        if not all(map(scenario.network.has, keys)):
            # A list that has not heard of another network yet may still offer them.
            return False
        frozen = [self.naming.text(key) for key in keys if not scenario.free[scenario.network.single(key)]]
        if frozen:
            verb = "is" if len(frozen) == 1 else "are"
            self.changes.tell(f"{' and '.join(frozen)} {verb} frozen: φ is a function of what is free to move")
        return not frozen

    def collect(self) -> None:
        """Tell that something is there that was computed beside."""
        self._known += 1
        self.changes.note(Part.KNOWN)

    @property
    def scenario(self) -> Scenario:
        """The experiment of now."""
        return self.edits.scenario

    @property
    def options(self) -> ViewOptions:
        """How things are shown."""
        return self.view.options

    @property
    def naming(self) -> Naming:
        """What the network's quantities are called."""
        return Naming.of(self.scenario, self.options.dress)

    @property
    def history(self) -> History:
        """The past of the run."""
        return self.runs.present.past

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
        """Whether the scenario differs from what was opened or saved last."""
        return self.runs.present.timeline is not self._saved or self.runs.words != self._saved_words

    @property
    def has_work(self) -> bool:
        """Whether there is anything that was neither opened nor saved: an edit, or updates that were trained."""
        return self.is_modified or self.playback.frame.done != self._saved_done

    def give_up(self) -> None:
        """Count what is there as something that nobody wants to keep."""
        self._note_saved()
        self.changes.note(Part.EDITS)

    def open(self, run: Run, path: Path | None, at: str = "", is_builtin: bool = False) -> None:
        """Begin with a run that was opened, at a position of it, or at its start; nothing of the one before stays.

        Raises:
            FieldError: the run has no such position; then nothing is changed.
        """
        runs = Runs(run, self.background, self._budget, is_builtin)
        walk = runs.present.timeline.walk
        try:
            position = walk.parse(at) if at else walk.start
        except ValueError as error:
            raise FieldError(f"moment.at: {error}") from error
        self._begin(runs, path, position)
        self._saved, self._saved_done, self._saved_words = runs.present.timeline, walk.done(position), runs.words

    def adopt(self, runs: Runs, present: Branch, path: Path | None, stamp: Stamp | None = None) -> None:
        """Go on with the runs of an earlier session, none of which counts as saved."""
        runs.go_to(present, runs.present.left_at)
        self._begin(runs, path, present.left_at)
        self.stamp = stamp
        self._saved, self._saved_done = None, -1
        self.changes.note(Part.EDITS)

    def _begin(self, runs: Runs, path: Path | None, position: Position) -> None:
        self.playback.pause()
        self.selection.clear()
        self.exercise.end()
        self.view.clear()
        self.comparison.clear()
        self.runs, self.path, self.stamp = runs, path, None if path is None else stamp_of(path)
        timeline = runs.present.timeline
        # Before anybody hears of another run: from the edits it is known which scenario is that of now.
        self.edits.begin(runs)
        self.playback.set_experiment(timeline, timeline.walk.start)
        self.comparison.begin(timeline.run)
        self.changes.note(Part.EDITS)
        self.playback.go(position)

    def set_budget(self, megabytes: int) -> None:
        """Choose how much memory the runs may hold, 50 to 8,000 MB."""
        self._budget = min(8000, max(50, megabytes)) * 10**6
        self.runs.set_budget(self._budget)

    def select_next(self, by: int) -> None:
        """Select the neuron or edge so many further on, in the order of p: the edges into a neuron, then the neuron."""
        network, selected = self.scenario.network, self.selection.selected
        places = network.parameter_count
        index = -1 if selected is None and by > 0 else 0 if selected is None else network.single(selected.parameter)
        key = network.parameter((index + by) % places)
        self.selection.select(key.place)

    def compare(self, settings: tuple[ContenderSettings, ...], by_examples: bool) -> None:
        """Run other trainings beside this one, and bring them to where it is."""
        self.playback.pause()
        # No two lines of the monitor are to have one hue.
        for branch in self.runs.compared[max(0, MAX_CONTENDERS - len(settings)) :]:
            branch.is_compared = False
        self.comparison.choose(settings, by_examples)
        self.playback.seek(self.playback.position)

    def compare_run(self, branch: Branch, is_compared: bool) -> None:
        """Draw the curves of a run of the tree like those of the present one, or pale again; more than fit are refused."""
        if branch not in self.runs.branches:
            return
        beside = len(self.comparison.contenders) + len(self.runs.compared)
        if is_compared and beside >= MAX_CONTENDERS:
            self.changes.tell(f"Not compared: no more than {MAX_CONTENDERS} trainings can be told apart beside the present one")
        else:
            branch.is_compared = is_compared
        self.changes.note(Part.COMPARISON)

    def mark_saved(self, path: Path) -> None:
        """Note that the scenario was written to a file."""
        self.path, self.stamp = path, stamp_of(path)
        self._note_saved()
        self.changes.note(Part.EDITS)

    @property
    def _moves_p(self) -> bool:
        """Whether p is drawn on its way: on the update line, in a network that is quickly drawn."""
        frame = self.playback.frame
        return frame.p_next is not None and frame.p.size <= _MOST_MOVED

    def moment(self) -> Moment:
        """What every picture is a function of."""
        playback, selection, comparison = self.playback, self.selection, self.comparison
        is_trial = playback.shown is not playback.frame
        return Moment(
            frame=playback.shown,
            history=self.history,
            progress=playback.progress,
            selected=selection.selected,
            gathered=selection.gathered,
            pointed=selection.pointed,
            route=selection.route,
            breaks=selection.breaks,
            contenders=tuple(contender.seen(comparison.pace(contender)) for contender in comparison.contenders),
            untried=playback.frame.p if is_trial else None,
            note=playback.trial_note if is_trial else "",
            at_speed=playback.at_speed,
            way=playback.progress if self._moves_p else 1.0,
            known=self._known,
            others=self.runs.others,
        )


def _shape_of(scenario: Scenario) -> tuple[object, ...]:
    """What tells whether parameters are the same ones, and free in the same way."""
    return scenario.network.sizes, scenario.frozen, scenario.tied
