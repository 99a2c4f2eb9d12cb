"""A network's run in the session: its scenario, its edits, the trainings beside it, what is asked of the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.schedule import STRATEGIES
from visprop.figures.line_words import line_words
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.option import Option
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions, SliceOptions
from visprop.notation.dress import NEURONS
from visprop.notation.explanations.sentences import line_sentence
from visprop.notation.expression.numbers import equal_to
from visprop.notation.naming import Naming
from visprop.scenario.any_run import AnyRun
from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.files.fields import Field
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.comparison import Comparison
from visprop.session.data_edits import DataEdits
from visprop.session.doctor import Doctor
from visprop.session.kind_part import KindPart, Shared, Trouble
from visprop.session.network_edits import NetworkEdits
from visprop.session.runs import Branch, Runs
from visprop.session.swarming import Swarming
from visprop.session.told import MEANINGS, example_told, in_short, numbers_told
from visprop.timeline.contender import MAX_CONTENDERS, ContenderSettings
from visprop.timeline.frame import Frame, Tried
from visprop.timeline.history import History, OtherRun
from visprop.timeline.parts import Part
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

T = TypeVar("T")

MOST_OTHERS = 6
"""How many runs that one is not on are drawn pale behind the present one."""
_MOST_MOVED = 3000
"""With more parameters p is not drawn on its way."""


class NetworkPart(KindPart):
    """What belongs to a network's run.

    Attributes:
        edits: what is changed of network, parameters and training.
        data_edits: what is changed of the examples.
        comparison: the trainings beside this one.
        swarming: what came of many runs at once.
        doctor: what goes wrong in the run, and what can be tried.
    """

    edits: NetworkEdits
    meanings = MEANINGS
    unit = "update"

    def __init__(self, shared: Shared, runs: Runs) -> None:
        self._pasts: WeakKeyDictionary[Branch, History] = WeakKeyDictionary()
        super().__init__(shared, runs)
        self.comparison = Comparison(self._run, shared.changes, shared.background)
        self.beside = self.comparison
        self.data_edits = DataEdits(self.edits)
        self.swarming = Swarming(shared.changes, shared.playback, self.edits)
        self.doctor = Doctor(shared.playback, self.edits, shared.changes)
        self._shape = _shape_of(self.scenario)

    @property
    def _run(self) -> Run:
        run = self.runs.present.timeline.run
        assert isinstance(run, Run), "the runs of a tree are of one kind"
        return run

    @property
    def subject(self) -> object:
        """The network."""
        return self.scenario.network

    def make_edits(self, runs: Runs) -> NetworkEdits:
        """The edits of runs."""
        return NetworkEdits(runs, self.shared.playback, self.began, self.shared.changes)

    def began(self, run: AnyRun) -> None:
        """Begin the trainings beside it anew."""
        assert isinstance(run, Run)
        self.comparison.begin(run)

    def settle(self) -> None:
        """Forget marks and choices that belong to another network, or to other free parameters, and a dress that does not fit."""
        self._leave_network()
        self._undress()

    def clear(self) -> None:
        """Forget what belongs to the experiment that is left."""
        self.comparison.clear()
        self.swarming.clear()

    def has(self, key: Key) -> bool:
        """Whether the network of now has what a key names."""
        return self.scenario.network.has(key)

    @property
    def scenario(self) -> Scenario:
        """The experiment of now."""
        return self.edits.scenario

    @property
    def naming(self) -> Naming:
        """What the network's quantities are called."""
        return Naming.of(self.scenario, self.shared.view.options.dress)

    @property
    def history(self) -> History:
        """The past of the run."""
        return self.past_of(self.runs.present)

    def past_of(self, branch: Branch) -> History:
        """The samples of a run."""
        timeline, past = branch.timeline, self._pasts.get(branch)
        assert isinstance(timeline, Timeline), "the runs of a tree are of one kind"
        if past is None or past.timeline is not timeline:
            past = self._pasts[branch] = History(timeline)
        return past

    @property
    def _others(self) -> tuple[OtherRun, ...]:
        """The runs that we are not on, as far as each went: those that are compared, and the newest of the rest."""
        runs = self.runs
        rest = [branch for branch in runs.branches if not branch.is_compared and branch is not runs.present]
        return tuple(
            OtherRun(branch.name, self.past_of(branch), branch.went_to, branch.is_compared)
            for branch in (*runs.compared, *rest[-MOST_OTHERS:])
        )

    def _leave_network(self) -> None:
        """Forget marks and choices that belong to another network, or to other free parameters."""
        shape = _shape_of(self.scenario)
        if shape == self._shape:
            return
        if shape[0] != self._shape[0]:
            self.shared.selection.keep_what_is_there()
        self._shape = shape
        self.shared.view.forget_places()

    def _undress(self) -> None:
        """Leave a dress that does not fit the scenario any more."""
        dress = self.shared.view.options.dress
        if reason := dress.unfit(self.scenario):
            self.shared.view.choose(ViewOptions.dress, NEURONS)
            self.shared.changes.tell(f"“{dress.words}” is left: {reason}")

    def unfit(self, option: Option[T], value: T) -> str:
        """Why the value of an option does not fit the scenario; empty if it does."""
        return option.unfit(value, self.scenario)

    def slice_along(self, key: Key | None) -> None:
        """Let the slice go along a parameter, or along −∇φ; where one is frozen, the user is told that it is not done."""
        if key is None or self._are_free(key):
            self.shared.view.choose(SliceOptions.along, key)

    def span_by(self, names: tuple[Key, Key]) -> None:
        """Let two parameters span the plane of the landscape; where one is frozen, the user is told that it is not done."""
        if self._are_free(*names):
            plane = self.shared.view.options[LandscapeOptions.plane]
            self.shared.view.choose(LandscapeOptions.plane, plane.along(names))

    def _are_free(self, *keys: Key) -> bool:
        scenario = self.scenario
        if not all(map(scenario.network.has, keys)):
            # A list that has not heard of another network yet may still offer them.
            return False
        frozen = [self.naming.text(key) for key in keys if not scenario.free[scenario.network.single(key)]]
        if frozen:
            verb = "is" if len(frozen) == 1 else "are"
            self.shared.changes.tell(f"{' and '.join(frozen)} {verb} frozen: φ is a function of what is free to move")
        return not frozen

    def select_next(self, by: int) -> None:
        """Select the neuron or edge so many further on, in the order of p: the edges into a neuron, then the neuron."""
        network, selected = self.scenario.network, self.shared.selection.selected
        places = network.parameter_count
        index = -1 if selected is None and by > 0 else 0 if selected is None else network.single(selected.parameter)
        key = network.parameter((index + by) % places)
        self.shared.selection.select(key.place)

    def compare(self, settings: tuple[ContenderSettings, ...], by_examples: bool) -> None:
        """Run other trainings beside this one, and bring them to where it is."""
        self.shared.playback.pause()
        # No two lines of the monitor are to have one hue.
        for branch in self.runs.compared[max(0, MAX_CONTENDERS - len(settings)) :]:
            branch.is_compared = False
        self.comparison.choose(settings, by_examples)
        self.shared.playback.seek(self.shared.playback.position)

    def compare_run(self, branch: Branch, is_compared: bool) -> None:
        """Draw the curves of a run of the tree like those of the present one, or pale again; more than fit are refused."""
        if branch not in self.runs.branches:
            return
        beside = len(self.comparison.contenders) + len(self.runs.compared)
        if is_compared and beside >= MAX_CONTENDERS:
            told = f"no more than {MAX_CONTENDERS} trainings can be told apart beside the present one"
            self.shared.changes.tell(f"Not compared: {told}")
        else:
            branch.is_compared = is_compared
        self.shared.changes.note(Part.COMPARISON)

    def step_to_row(self, row: int) -> None:
        """Go to where the update at hand takes a row of the data; one that it does not take is tried out with the p of now."""
        playback, data = self.shared.playback, self.scenario.data
        if not 0 <= row < len(data):
            return
        playback.pause()
        update = playback.frame.done
        taken = data.train_rows[self.scenario.schedule.examples(update)]
        if row in taken:
            playback.seek(Position(update, int(np.flatnonzero(taken == row)[0]) + 1))
            self.shared.changes.tell(f"Row {row + 1} is taken: the next lines step through it")
            return
        why = "kept to test with" if row in data.test_rows else "not in this update"
        playback.try_input(Tried(data.raw[0][row], row), f"row {row + 1}, {why}, is tried out")

    def try_input(self, x: Array) -> None:
        """Show the forward pass of raw inputs, of shape (n_0,), with the p of now."""
        digits, data = self.shared.view.options.digits, self.scenario.data
        told = [f"{data.input_name(i)} {equal_to(value, digits)}" for i, value in enumerate(x[:2].tolist())]
        self.shared.playback.try_input(Tried(x), f"{', '.join(told)}{' …' if len(x) > 2 else ''} is tried out")

    @property
    def _moves_p(self) -> bool:
        """Whether p is drawn on its way: on the update line, in a network that is quickly drawn."""
        frame: Frame = self.shared.playback.frame
        return frame.p_next is not None and frame.p.size <= _MOST_MOVED

    def moment(self, known: int) -> NetworkMoment:
        """What every picture is a function of."""
        playback, selection, comparison = self.shared.playback, self.shared.selection, self.comparison
        is_trial = playback.shown is not playback.frame
        tries_p = is_trial and playback.trial.p is not None
        return NetworkMoment(
            frame=playback.shown,
            history=self.history,
            progress=playback.progress,
            selected=selection.selected,
            gathered=selection.gathered,
            pointed=selection.pointed,
            route=selection.route,
            breaks=selection.breaks,
            contenders=tuple(contender.seen(comparison.pace(contender)) for contender in comparison.contenders),
            untried=playback.frame.p if tries_p else None,
            note=playback.trial.note if is_trial else "",
            at_speed=playback.at_speed,
            way=playback.progress if self._moves_p else 1.0,
            known=known,
            others=self._others,
            curves=self.shared.view.options[MonitorOptions.curves],
            swarm=self.swarming.swarm,
            swarm_run=self.swarming.opened,
        )

    # What is told

    def numbers_told(self, digits: int) -> list[str]:
        """The numbers of the present, each with its name."""
        return numbers_told(self.shared.playback.frame, digits, self.shared.playback.at_speed)

    @property
    def in_short(self) -> str:
        """Sizes, activations and the number of examples."""
        return in_short(self.scenario)

    @property
    def updates_per_epoch(self) -> int:
        """By the schedule."""
        return self.scenario.schedule.updates_per_epoch

    @property
    def row_of_rows(self) -> tuple[int, int] | None:
        """By the order of the training rows."""
        frame: Frame = self.shared.playback.frame
        return (frame.example + 1, len(frame.scenario.train)) if len(frame.examples) == 1 else None

    def curve(self, reached: int, deadline: float) -> tuple[Sequence[int], Sequence[float], bool]:
        """φ."""
        found = self.history.costs(reached, deadline)
        return found.updates, found.values.tolist(), found.is_late

    def caption(self) -> str:
        return line_sentence(self.shared.playback.frame.line, self.scenario.network.depth)

    def line_told(self) -> str:
        return line_words(self.moment(0), self.shared.view.options)

    def example_told(self) -> str:
        """Which of all the examples is at work, where an update takes one."""
        return example_told(self.shared.playback.frame)

    def troubles(self, deadline: float) -> tuple[tuple[Trouble, ...], bool]:
        """What the doctor finds."""
        found, is_late = self.doctor.findings(deadline)
        return tuple(Trouble(one.short, one.told) for one in found), is_late

    # Keeping

    def kept(self) -> Mapping[str, Any]:
        """The trainings beside it, and how they are compared."""
        beside = self.comparison
        return {"trainings": [asdict(settings) for settings in beside.settings], "by_examples": beside.by_examples}

    def read_kept(self, root: Field) -> tuple[tuple[ContenderSettings, ...], bool]:
        """The same again from the fields of a kept session.

        Raises:
            FieldError: one of them is wrong.
        """
        return tuple(map(_read_training, root.get("trainings", []).items())), root.get("by_examples", False).flag()

    def take_up(self, kept: tuple[tuple[ContenderSettings, ...], bool]) -> None:
        """Run the trainings that were kept beside it."""
        if kept[0]:
            self.compare(*kept)


def _read_training(field: Field) -> ContenderSettings:
    return ContenderSettings(
        field["strategy"].choice(tuple(STRATEGIES)), field["batch_size"].whole(1, MAX_POINTS), field["eta"].above_zero(),
        field["optimiser"].choice(tuple(OPTIMISERS)),
    )  # fmt: skip


def _shape_of(scenario: Scenario) -> tuple[object, ...]:
    """What tells whether parameters are the same ones, and free in the same way."""
    return scenario.network.sizes, scenario.frozen, scenario.tied
