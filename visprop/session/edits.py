"""What the user changes in the experiment, with undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.moment import Part
from visprop.scenario.scenario import Scenario, Training
from visprop.session.changes import Changes
from visprop.session.comparison import Comparison
from visprop.session.playback import Playback
from visprop.timeline.position import START, Position
from visprop.timeline.timeline import Timeline

MAX_UNDO = 100
"""How many edits can be taken back."""

_TRAINING_WORDS = {
    "eta": "learning rate",
    "strategy": "strategy",
    "batch_size": "batch size",
    "shuffle": "order",
    "optimiser": "optimiser",
    "seed": "seed",
}
"""What each training setting is called in the undo list."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What an edit changes, to be brought back by undo.

    Attributes:
        scenario: before the edit.
        position: where we were.
        origin: where a reset led.
        text: what the edit is called.
    """

    scenario: Scenario
    position: Position
    origin: Scenario
    text: str = ""


class Edits:
    """Changes the experiment; each change is an entry of undo and begins a new run from the present parameters."""

    def __init__(self, playback: Playback, comparison: Comparison, changes: Changes) -> None:
        self._playback, self._comparison, self._changes = playback, comparison, changes
        self._done: list[Snapshot] = []
        self._undone: list[Snapshot] = []
        self._origin = self.scenario

    @property
    def scenario(self) -> Scenario:
        """The experiment of now."""
        return self._playback.experiment.scenario

    @property
    def undo_text(self) -> str:
        """What undo would take back; empty if there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again; empty if there is nothing."""
        return self._undone[-1].text if self._undone else ""

    def begin(self, scenario: Scenario) -> None:
        """Begin with a scenario that was opened; nothing can be undone then."""
        self._done, self._undone, self._origin = [], [], scenario
        self._set_scenario(scenario)

    def _set_scenario(self, scenario: Scenario) -> None:
        self._playback.set_experiment(Timeline(scenario), START)
        self._comparison.begin(scenario)
        self._changes.note(Part.EDITS)

    def trained_scenario(self) -> Scenario:
        """The scenario as it is to be saved: started from the present parameters."""
        playback = self._playback
        if playback.position == START:
            return self.scenario
        return self.scenario.with_parameters(playback.experiment.parameters(playback.position.update))

    def edit(self, text: str, change: Callable[[Scenario], Scenario], new_origin: bool = False) -> None:
        """Change the scenario; training goes on from the present parameters, as update 0 of a new run.

        Args:
            text: what the undo entry is called.
            change: the present scenario, started from the present parameters → the new one.
            new_origin: whether a reset is to lead back to the new scenario's own parameters.
        """
        self._playback.pause()
        self._done.append(Snapshot(self.scenario, self._playback.position, self._origin, text))
        del self._done[:-MAX_UNDO]
        self._undone = []
        scenario = change(self.trained_scenario())
        self._origin = scenario if new_origin else replace(scenario, p0=self._origin.p0.copy())
        self._set_scenario(scenario)

    def undo(self) -> None:
        """Take the last edit back, position included."""
        self._swap(self._done, self._undone)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._swap(self._undone, self._done)

    def _swap(self, source: list[Snapshot], sink: list[Snapshot]) -> None:
        if not source:
            return
        self._playback.pause()
        wanted = source.pop()
        sink.append(Snapshot(self.scenario, self._playback.position, self._origin, wanted.text))
        self._origin = wanted.origin
        self._set_scenario(wanted.scenario)
        self._playback.seek(wanted.position)

    # The edits

    def reset(self) -> None:
        """Go back to the initial parameters, settings staying as they are."""
        if self.scenario.p0 is self._origin.p0:
            self._playback.go(START)
        else:
            self.edit("reset", lambda scenario: scenario.with_parameters(self._origin.p0), new_origin=True)

    def new_weights(self) -> None:
        """Draw initial parameters from the next seed."""
        seed = (self.scenario.training.seed + 1) % 2**32
        self.edit("new weights", lambda scenario: scenario.with_new_weights(seed), new_origin=True)

    def set_parameter(self, key: Key, value: float) -> None:
        """Give one weight or bias a value; those tied to it take it too."""
        self.edit(f"set {key}", lambda scenario: _with_value(scenario, key, value))

    def set_training(self, training: Training) -> None:
        """Change training settings."""
        now = self.scenario.training
        changed = [field.name for field in fields(Training) if getattr(training, field.name) != getattr(now, field.name)]
        if changed:
            text = ", ".join(_TRAINING_WORDS[name] for name in changed)
            self.edit(f"change {text}", lambda scenario: scenario.with_training(training))

    def move_to(self, p: Array) -> None:
        """Let the training go on from other parameters; frozen ones stay, tied ones move together."""
        here = self._playback.frame.p
        change = np.where(self.scenario.free, p - here, 0.0)
        for group in self.scenario.tied_groups:
            change[group] = change[group][np.argmax(np.abs(change[group]))]
        self.edit("move p", lambda scenario: scenario.with_parameters(here + change))


def _with_value(scenario: Scenario, key: Key, value: float) -> Scenario:
    p = scenario.p0.copy()
    index = scenario.network.single(key)
    p[index] = value
    for group in scenario.tied_groups:
        if index in group:
            p[group] = value
    return scenario.with_parameters(p)
