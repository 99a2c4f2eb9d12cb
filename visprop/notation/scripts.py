"""What each thing of a network is called: one rule for equations, listing, network, plots, tool tips and tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from visprop.engine.key import Key
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.expression.numbers import SUBSCRIPTS, SUPERSCRIPTS

_WORDS = {"d": "δ", "dw": "Δw", "db": "Δb", "phi": "φ"}
_LATEX = {"δ": r"\delta", "Δ": r"\Delta ", "φ": r"\varphi"}


@dataclass(frozen=True)
class Naming:
    """The symbols of a network in a dress.

    Attributes:
        sizes: n_0 … n_L.
        dress: what weights and biases are called.
    """

    sizes: tuple[int, ...]
    dress: Dress = NEURONS

    @cached_property
    def is_linear(self) -> bool:
        """Whether each layer has one unit; then the layer stands below (w₄), else above, with the indices below (w⁴₁₂)."""
        return all(size == 1 for size in self.sizes)

    def scripts(self, letter: str, layer: int, indices: tuple[int, ...]) -> tuple[str, str]:
        """What stands above and below a letter; indices j, or j and k, from 1, those above 9 with a comma between."""
        if letter == "b" and self.dress.has_one_bias:
            return "", ""
        if self.is_linear:
            return "", str(layer)
        return str(layer), ("" if max(indices) < 10 else ",").join(map(str, indices))

    def letter(self, letter: str) -> str:
        """A quantity's letter in this dress."""
        return self.dress.weight if letter == "w" else letter

    def parts(self, key: Key) -> tuple[str, str, str]:
        """A key's letter, and what stands above and below it: δ, 4, 1."""
        word = _WORDS.get(key.letter, key.letter)
        word = word[:-1] + self.letter(word[-1])
        if key.letter in ("x", "y"):
            return word, "", number_below(self.sizes[0 if key.letter == "x" else -1], key.j)
        if not key.indices:
            return word, str(key.number) if key.number else "", ""
        return word, *self.scripts(word[-1], key.number, key.indices)

    def text(self, key: Key) -> str:
        """A key's symbol in plain text: `w⁴₁₂`, `δ₄`, `x`."""
        letter, above, below = self.parts(key)
        return f"{letter}{above.translate(SUPERSCRIPTS)}{below.translate(SUBSCRIPTS)}"


def number_below(count: int, index: int) -> str:
    """The number of an input or a target under its own name, `index` from 1: x₂, and x where there is but one."""
    return "" if count == 1 else str(index)
