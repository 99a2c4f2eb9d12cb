"""Changes of a network, of its parameters and of its training, each an entry of undo by a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.costs import COSTS
from visprop.engine.key import Key
from visprop.scenario import rebuilding
from visprop.scenario.initialisers import INITIALISERS, Initial
from visprop.scenario.parameters import with_frozen, with_initial, with_tied, with_values, without_tied
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.session.edits import Edits

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


class NetworkEdits(Edits):
    """What an editor of the network does; each tells whether it was done, as a refusal is told to the user."""

    @property
    def scenario(self) -> Scenario:
        """The experiment of now."""
        run = self._runs.present.timeline.run
        assert isinstance(run, Run), "another kind has edits of its own"
        return run.scenario

    def edit(
        self, text: str, change: Callable[[Scenario], Scenario], new_origin: bool = False, typed: frozenset[str] = frozenset()
    ) -> bool:
        """Change the scenario; training goes on from the p of now, and counts on. Whether it was done: a refusal is told.

        Args:
            text: what the entry of undo is called.
            change: the present scenario, with the p of now as its parameters → the new one; it may raise ValueError.
            new_origin, typed: as `change` takes them.
        """

        def changed(now: Run) -> Run:
            scenario = change(now.scenario)
            return now.continued(scenario, now.update, scenario.p0, now.memory)

        return self.change(text, changed, new_origin, typed)

    # The network

    def add_unit(self, layer: int) -> bool:
        """One neuron more in a layer; in layer 0 an input."""
        return self._rebuild(f"add a unit to {_layer(layer)}", lambda scenario: rebuilding.with_unit(scenario, layer))

    def remove_unit(self, layer: int, unit: int = 0) -> bool:
        """One neuron or input less: the one of a number from 1, or the last."""
        text = f"remove a unit of {_layer(layer)}"
        return self._rebuild(text, lambda scenario: rebuilding.without_unit(scenario, layer, unit))

    def add_layer(self, before: int) -> bool:
        """A hidden layer before another."""
        return self._rebuild("add a layer", lambda scenario: rebuilding.with_layer(scenario, before))

    def remove_layer(self, layer: int) -> bool:
        """A hidden layer less."""
        return self._rebuild(f"remove layer {layer}", lambda scenario: rebuilding.without_layer(scenario, layer))

    def _rebuild(self, text: str, change: Callable[[Scenario], Scenario]) -> bool:
        # A reset could not lead back to parameters of another network.
        return self.edit(text, change, new_origin=True)

    def set_activation(self, layer: int, name: str) -> bool:
        """Another activation of a layer."""
        network = self.scenario.network
        if 0 < layer <= network.depth and network.activations[layer - 1] == name:
            return False
        text = f"{ACTIVATIONS[name].words} in layer {layer}"
        return self.edit(text, lambda scenario: rebuilding.with_activation(scenario, layer, name))

    def set_cost(self, name: str) -> bool:
        """Another cost."""
        if self.scenario.network.cost == name:
            return False
        return self.edit(COSTS[name].words, lambda scenario: rebuilding.with_cost(scenario, name))

    # Parameters

    def set_values(self, values: Mapping[Key, float], is_typed: bool = False) -> bool:
        """Other values of some weights and biases, as one edit; what is typed one after another is one as well."""
        if not values:
            return False
        typed = frozenset(map(str, values)) if is_typed else frozenset()
        return self.edit(f"set {_named(list(values))}", lambda scenario: with_values(scenario, values), typed=typed)

    def freeze(self, keys: Sequence[Key], is_frozen: bool) -> bool:
        """Freeze some parameters, or let them go."""
        text = f"{'freeze' if is_frozen else 'release'} {_named(keys)}"
        return self.edit(text, lambda scenario: with_frozen(scenario, keys, is_frozen))

    def tie(self, keys: Sequence[Key]) -> bool:
        """Make some parameters one."""
        return self.edit(f"tie {_named(keys)}", lambda scenario: with_tied(scenario, keys))

    def untie(self, keys: Sequence[Key]) -> bool:
        """Let some parameters move by themselves again."""
        return self.edit(f"untie {_named(keys)}", lambda scenario: without_tied(scenario, keys))

    def draw(self, initial: Initial) -> bool:
        """Draw the parameters anew; a reset leads back to these."""
        text = f"draw parameters: {INITIALISERS[initial.init].words}"
        return self.edit(text, lambda scenario: with_initial(scenario, initial), new_origin=True)

    # The training

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


def _layer(layer: int) -> str:
    return f"layer {layer}" if layer else "the inputs"


def _named(keys: Sequence[Key]) -> str:
    return str(keys[0]) if len(keys) == 1 else f"{len(keys)} parameters"
