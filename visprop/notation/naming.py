"""What each thing of a network is called: one rule for equations, listing, network, plots, tool tips and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from visprop.engine.key import Key
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.layout.text import SUBSCRIPTS, SUPERSCRIPTS
from visprop.scenario.scenario import Scenario

WORDS = {"d": "δ", "da": "d", "dw": "Δw", "db": "Δb", "phi": "φ"}
"""The signs of what has another letter as a key."""


@dataclass(frozen=True)
class Naming:
    """The symbols of a network in a dress; what is tied is one parameter and has one.

    Attributes:
        sizes: n_0 … n_L.
        dress: what weights and biases are called.
        tied: the groups of parameters that are one, each in p's order.
    """

    sizes: tuple[int, ...]
    dress: Dress = NEURONS
    tied: tuple[tuple[Key, ...], ...] = ()

    @classmethod
    def of(cls, scenario: Scenario, dress: Dress = NEURONS) -> Naming:
        """What the quantities of a scenario's network are called."""
        return cls(scenario.network.sizes, dress, scenario.tied_keys)

    @property
    def of_places(self) -> Naming:
        """What each place would be called if nothing were tied."""
        return replace(self, tied=())

    @cached_property
    def is_linear(self) -> bool:
        """Whether each layer has one unit; then the layer stands below (w₄), else above, with the indices below (w⁴₁₂)."""
        return all(size == 1 for size in self.sizes)

    @cached_property
    def has_one_bias(self) -> bool:
        """Whether all biases are one, called b without an index."""
        biases = sum(self.sizes[1:])
        are_tied = biases > 1 and any(len(group) == biases and all(key.letter == "b" for key in group) for group in self.tied)
        return self.dress.has_one_bias or are_tied

    @cached_property
    def _first(self) -> dict[Key, Key]:
        """Of each tied parameter the first of its group, after which all are called."""
        return {key: group[0] for group in self.tied for key in group}

    def symbol(self, letter: str, layer: int, indices: tuple[int, ...]) -> tuple[str, str, str]:
        """A quantity's letter, and what stands above and below it; indices j, or j and k, from 1.

        Those above 9 have a comma between.
        """
        if letter in ("w", "b"):
            letter, layer, indices = self._first.get(key := Key(letter, layer, indices), key)
            if letter == "b" and self.has_one_bias:
                return "b", "", ""
        above, below = ("", str(layer)) if self.is_linear else (str(layer), _joined(indices))
        return self.letter(letter), above, below

    def letter(self, letter: str) -> str:
        """A quantity's letter in this dress."""
        return self.dress.weight if letter == "w" else letter

    def parts(self, key: Key) -> tuple[str, str, str]:
        """A key's letter, and what stands above and below it: δ, 4, 1."""
        word = WORDS.get(key.letter, key.letter)
        if key.letter in ("x", "y"):
            return word, "", number_below(self.sizes[0 if key.letter == "x" else -1], key.j)
        if not key.indices:
            return word[:-1] + self.letter(word[-1]), str(key.number) if key.number else "", ""
        letter, above, below = self.symbol(word[-1], key.number, key.indices)
        return word[:-1] + letter, above, below

    def text(self, key: Key) -> str:
        """A key's symbol in plain text: `w⁴₁₂`, `δ₄`, `x`."""
        letter, above, below = self.parts(key)
        return f"{letter}{above.translate(SUPERSCRIPTS)}{below.translate(SUBSCRIPTS)}"


_GROUPS = {
    "x": "inputs", "y": "targets", "c": "cost", "row": "examples", "run": "runs", "line": "lines of the algorithm",
    "path": "paths to the cost", "layer": "layers",
}  # fmt: skip


def group_name(key: Key) -> str:
    """What those are called together among which a key is: `weights into layer 2`, `neurons of layer 1`, `examples`."""
    if key.letter in ("w", "dw"):
        return f"weights into layer {key.number}"
    return _GROUPS.get(key.letter) or f"neurons of layer {key.number}"


def _joined(indices: tuple[int, ...]) -> str:
    return ("" if max(indices) < 10 else ",").join(map(str, indices))


def number_below(count: int, index: int) -> str:
    """The number of an input or a target under its own name, `index` from 1: x₂, and x where there is but one."""
    return "" if count == 1 else str(index)
