"""Changes of the network and of its parameters, each an entry of undo by a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.engine.key import Key
from visprop.scenario import rebuilding
from visprop.scenario.initialisers import INITIALISERS, Initial
from visprop.scenario.parameters import with_frozen, with_initial, with_tied, with_values, without_tied
from visprop.scenario.scenario import Scenario
from visprop.session.edits import Edits


class NetworkEdits:
    """What an editor of the network does; each tells whether it was done, as a refusal is told to the user."""

    def __init__(self, edits: Edits) -> None:
        self._edits = edits

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
        return self._edits.edit(text, change, new_origin=True)

    def set_activation(self, layer: int, name: str) -> bool:
        """Another activation of a layer."""
        network = self._edits.scenario.network
        if 0 < layer <= network.depth and network.activations[layer - 1] == name:
            return False
        text = f"{ACTIVATIONS[name].words} in layer {layer}"
        return self._edits.edit(text, lambda scenario: rebuilding.with_activation(scenario, layer, name))

    def set_cost(self, name: str) -> bool:
        """Another cost."""
        if self._edits.scenario.network.cost == name:
            return False
        return self._edits.edit(COSTS[name].words, lambda scenario: rebuilding.with_cost(scenario, name))

    # Parameters

    def set_values(self, values: Mapping[Key, float], is_typed: bool = False) -> bool:
        """Other values of some weights and biases, as one edit; what is typed one after another is one as well."""
        if not values:
            return False
        typed = frozenset(map(str, values)) if is_typed else frozenset()
        return self._edits.edit(f"set {_named(list(values))}", lambda scenario: with_values(scenario, values), typed=typed)

    def freeze(self, keys: Sequence[Key], is_frozen: bool) -> bool:
        """Freeze some parameters, or let them go."""
        text = f"{'freeze' if is_frozen else 'release'} {_named(keys)}"
        return self._edits.edit(text, lambda scenario: with_frozen(scenario, keys, is_frozen))

    def tie(self, keys: Sequence[Key]) -> bool:
        """Make some parameters one."""
        return self._edits.edit(f"tie {_named(keys)}", lambda scenario: with_tied(scenario, keys))

    def untie(self, keys: Sequence[Key]) -> bool:
        """Let some parameters move by themselves again."""
        return self._edits.edit(f"untie {_named(keys)}", lambda scenario: without_tied(scenario, keys))

    def draw(self, initial: Initial) -> bool:
        """Draw the parameters anew; a reset leads back to these."""
        text = f"draw parameters: {INITIALISERS[initial.init].words}"
        return self._edits.edit(text, lambda scenario: with_initial(scenario, initial), new_origin=True)


def _layer(layer: int) -> str:
    return f"layer {layer}" if layer else "the inputs"


def _named(keys: Sequence[Key]) -> str:
    return str(keys[0]) if len(keys) == 1 else f"{len(keys)} parameters"
