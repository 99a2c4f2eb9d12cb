"""The only mutable state of the running application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from visprop.engine.activations import Array
from visprop.figures.plots.plane import PlaneChoice
from visprop.qt.playback import Playback
from visprop.scenario.scenario import Scenario
from visprop.timeline.position import START, Position

MAX_UNDO = 100
"""How many edits can be taken back."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What an edit changes, to be brought back by undo."""

    scenario: Scenario
    position: Position
    origin: Scenario
    text: str = ""


class Session(Playback):
    """Scenario, position, playing, options and the undo list. One signal says that something changed."""

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(scenario, parent)
        self.path: Path | None = None
        self.pointed = ""
        self._picked = ""
        self._undone: list[Snapshot] = []
        self._done: list[Snapshot] = []
        self._saved = self._origin = scenario

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

    # What is pointed at, picked, tried out

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


def _with_value(scenario: Scenario, name: str, value: float) -> Scenario:
    p = scenario.p0.copy()
    index = scenario.network.select(name)
    p[index] = value
    for group in scenario.tied_groups:
        if index[0] in group:
            p[group] = value
    return scenario.with_parameters(p)
