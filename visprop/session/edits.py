"""What the user changes in the experiment, with undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.scenario.data.data import Data
from visprop.scenario.files.fields import MAX_NAME, MAX_NOTES
from visprop.scenario.fresh import own_title
from visprop.scenario.parameters import with_values
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.session.changes import Changes
from visprop.session.comparison import Comparison
from visprop.session.playback import Playback
from visprop.session.runs import Branch, Runs, Words
from visprop.timeline.parts import Part
from visprop.timeline.position import Position

_TRAINING_WORDS = {
    "eta": "learning rate",
    "strategy": "strategy",
    "batch_size": "batch size",
    "shuffle": "order",
    "optimiser": "optimiser",
    "constants": "constants of the update",
    "seed": "order",
    "l1": "penalty",
    "l2": "penalty",
    "eta_schedule": "schedule of η",
    "stop": "stop",
}
"""What each training setting is called in the undo list."""


@dataclass(frozen=True, eq=False)
class Entry:
    """An edit in the list of undo.

    Attributes:
        text: what it is called.
        before: the branch that it was made on, and the position there.
        after: the branch that it began.
        words: what the runs were called before and after, of an entry that changes these alone; else None.
        typed: the places that were typed into, which more may join until the run moves on; empty for other edits.
    """

    text: str
    before: tuple[Branch, Position]
    after: Branch
    words: tuple[Words, Words] | None = None
    typed: frozenset[str] = frozenset()


def _are_same(some: Data, other: Data) -> bool:
    """Whether two sets of examples have the same raw values, however they are split and scaled."""
    return some is other or all(map(np.array_equal, some.raw, other.raw))


_FEW = 2
"""So many places that were typed into are named."""


def _listed(places: frozenset[str]) -> str:
    """Places by their names, or how many there are."""
    return ", ".join(sorted(places)) if len(places) <= _FEW else f"{len(places)} values"


class Edits:
    """Changes the experiment: each change begins a new run from the p of now, and is an entry of undo. Nothing is deleted."""

    def __init__(self, runs: Runs, playback: Playback, comparison: Comparison, changes: Changes) -> None:
        self._playback, self._comparison, self._changes = playback, comparison, changes
        self.begin(runs)

    def begin(self, runs: Runs) -> None:
        """Change other runs from now on; nothing that was done before can be undone in them."""
        self._runs = runs
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    @property
    def scenario(self) -> Scenario:
        """The experiment of now."""
        return self._runs.present.timeline.scenario

    @property
    def undo_text(self) -> str:
        """What undo would take back; empty if there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def done(self) -> tuple[Entry, ...]:
        """What undo can take back, the oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Entry, ...]:
        """What redo can do again, the next first."""
        return tuple(reversed(self._undone))

    @property
    def redo_text(self) -> str:
        """What redo would do again; empty if there is nothing."""
        return self._undone[-1].text if self._undone else ""

    def present_run(self) -> Run:
        """The run that would begin now: from the p of now, counting on; so it is saved, too."""
        playback = self._playback
        timeline, done = self._runs.present.timeline, playback.frame.done
        if playback.position == timeline.walk.start:
            return timeline.run
        return timeline.run.continued(timeline.scenario, done, playback.frame.p, timeline.memory(done))

    def beginning(self) -> Run:
        """The run that Reset begins: from the origin's parameters, in the experiment of now."""
        origin, scenario = self._runs.present.origin, self.scenario
        # What was tied since then has one value.
        begun = origin.continued(scenario, origin.update, scenario.settled(origin.scenario.p0), origin.memory)
        return self._runs.words.on(begun)

    def saved_run(self) -> Run:
        """The run as a file holds it: as it is, and the beginning that Reset leads to."""
        return self._runs.words.on(self.present_run()).begun_as(self.beginning())

    def describe(self, title: str, notes: str) -> None:
        """Call the runs otherwise: a title of one line, and notes. An entry of undo; nothing else changes."""
        before, now = self._runs.words, Words(" ".join(title.split())[:MAX_NAME], notes.strip()[:MAX_NOTES])
        if (now.title, now.notes) == (before.title, before.notes):
            return
        place = (self._runs.present, self._playback.position)
        self._done.append(Entry("change title or notes", place, self._runs.present, (before, now)))
        self._undone = []
        self._call(before, now)

    def _call(self, before: Words, now: Words) -> None:
        self._runs.call(before, now)
        self._changes.note(Part.EDITS)

    def edit(
        self, text: str, change: Callable[[Scenario], Scenario], new_origin: bool = False, typed: frozenset[str] = frozenset()
    ) -> bool:
        """Change the scenario; training goes on from the p of now, and counts on. Whether it was done: a refusal is told.

        Args:
            text: what the entry of undo is called.
            change: the present scenario, with the p of now as its parameters → the new one; it may raise ValueError.
            new_origin: whether a reset is to lead back to the start of the new run.
            typed: the places that are typed into: as long as nothing else happens, what is typed one after another is one run.
        """
        self._playback.pause()
        now = self.present_run()
        try:
            scenario = change(now.scenario)
        except ValueError as error:
            return self.refuse(text, str(error))
        run = now.continued(scenario, now.update, scenario.p0, now.memory)
        if typed and self._goes_on_typing:
            self._join(run, typed)
        else:
            self._begin(f"{_listed(typed)} typed" if typed else text, run, new_origin, typed)
        return True

    @property
    def _goes_on_typing(self) -> bool:
        """Whether the last edit was typed as well, and nothing has happened in its run since."""
        last, present = self._done[-1] if self._done else None, self._runs.present
        if last is None or not last.typed or last.after is not present or self._undone:
            return False
        timeline = present.timeline
        is_fresh = self._playback.position == timeline.walk.start and timeline.reached == timeline.run.update
        is_alone = not any(branch.parent is present for branch in self._runs.branches)
        return is_fresh and is_alone and not present.is_compared and present.name == last.text

    def end_typing(self) -> None:
        """Let nothing more be typed into the present run: it is kept elsewhere as it is now."""
        if self._done and self._done[-1].typed:
            self._done[-1] = replace(self._done[-1], typed=frozenset())

    def _join(self, run: Run, typed: frozenset[str]) -> None:
        """Take what is typed into the run that was begun by typing."""
        last = self._done[-1]
        every = last.typed | typed
        text = f"{_listed(every)} typed"
        self._done[-1] = replace(last, text=text, typed=every)
        last.after.words = self._words_of(run.scenario)
        self._runs.begin_anew(last.after, run, text)
        self._go_to(last.after, last.after.left_at)

    def refuse(self, text: str, reason: str) -> bool:
        """Tell that an edit is not done, and why."""
        self._changes.tell(f"Not done ({text}): {reason}")
        return False

    def _begin(self, text: str, run: Run, new_origin: bool, typed: frozenset[str] = frozenset()) -> None:
        playback = self._playback
        position, walk = playback.position, playback.experiment.walk
        if (
            position != walk.start
            and position.line != playback.experiment.program.update_line
            and position != Position(position.update)
        ):
            self._changes.tell(f"The run goes on from update {run.update}; the update that was not finished is dropped")
        words = self._words_of(run.scenario)
        branch = self._runs.grow(run, text, new_origin)
        branch.words = words
        self._done.append(Entry(text, (self._runs.present, position), branch, typed=typed))
        self._undone = []
        self._go_to(branch, branch.left_at)

    def _words_of(self, scenario: Scenario) -> Words:
        """What the runs are called with another scenario: one's own network or data are no built-in scenario any more."""
        words, now = self._runs.words, self.scenario
        is_same = scenario.network.sizes == now.network.sizes and _are_same(scenario.data, now.data)
        return words if is_same or not words.is_builtin else Words(own_title(scenario.network), "")

    def _go_to(self, branch: Branch, position: Position) -> None:
        self._runs.go_to(branch, self._playback.position)
        self._playback.set_experiment(branch.timeline, position)
        self._comparison.begin(branch.timeline.run)
        self._playback.catch_up()
        self._changes.note(Part.EDITS)

    def undo(self) -> None:
        """Take the last edit back: return to the run and position before."""
        if self._done:
            self._playback.pause()
            entry = self._done.pop()
            self._undone.append(entry)
            self._follow(entry, entry.before, 0)

    def redo(self) -> None:
        """Do again what was taken back: return to the run that it began, where it was left."""
        if self._undone:
            self._playback.pause()
            entry = self._undone.pop()
            self._done.append(entry)
            self._follow(entry, (entry.after, entry.after.left_at), 1)

    def _follow(self, entry: Entry, place: tuple[Branch, Position], side: int) -> None:
        """Bring back the place, or the words, before (0) or after (1) an entry."""
        if entry.words is None:
            self._go_to(*place)
        else:
            self._call(entry.words[1 - side], entry.words[side])

    def return_to(self, branch: Branch) -> None:
        """Go back to another run, where it was left; undo leads back to this one. One of another file is not gone to."""
        if branch not in self._runs.branches:
            return
        self._playback.pause()
        self._done.append(Entry(f"return to “{branch.name}”", (self._runs.present, self._playback.position), branch))
        self._undone = []
        self._go_to(branch, branch.left_at)

    # The edits

    def reset(self) -> None:
        """Go back to the start of the first run, settings staying as they are; no entry of undo if that is this run's own."""
        begun, own = self.beginning(), self._runs.present.timeline.run
        if own.starts_as(begun):
            self._playback.go(self._playback.experiment.walk.start)
            return
        self._playback.pause()
        self._begin("reset", begun, new_origin=False)

    def new_weights(self) -> None:
        """Draw initial parameters from the next seed, and begin at update 0."""
        seed = (self.scenario.initial.seed + 1) % 2**32
        self._playback.pause()
        self._begin("new weights", Run(self.scenario.with_new_weights(seed)), new_origin=True)

    def set_parameter(self, key: Key, value: float, is_typed: bool = False) -> None:
        """Give one weight or bias a value; those tied to it take it too. What is typed into several is one run."""
        typed = frozenset({str(key)}) if is_typed else frozenset()
        self.edit(f"set {key}", lambda scenario: with_values(scenario, {key: value}), typed=typed)

    def set_training(self, training: Training) -> None:
        """Change training settings."""
        now = self.scenario.training
        changed = [field.name for field in fields(Training) if getattr(training, field.name) != getattr(now, field.name)]
        if changed:
            text = ", ".join(dict.fromkeys(_TRAINING_WORDS[name] for name in changed))
            self.edit(f"change {text}", lambda scenario: scenario.with_training(training))

    def change_settings(self, change: Callable[[Scenario], Scenario]) -> None:
        """Change training settings and what is done with the data, as one edit; nothing happens if all is as it was."""
        now = self.scenario
        new = change(now)
        if new.training != now.training or new.data is not now.data:
            self.edit("change training settings", change)

    def move_to(self, p: Array) -> None:
        """Let the training go on from other parameters; frozen ones stay, tied ones move together."""
        here = self._playback.frame.p
        freedom = self.scenario.freedom
        change = freedom.spread(freedom.coordinates(p) - freedom.coordinates(here))
        self.edit("move p", lambda scenario: scenario.with_parameters(here + change))
