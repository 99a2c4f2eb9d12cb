"""The name of anything that can be pointed at, selected, watched or asked about: one parser and one printer."""

from __future__ import annotations

import re
from typing import NamedTuple

_TEXT = re.compile(
    r"(dw|db|da|[wbazdxy]|phi|c|layer|line|row|path|run)(\d{1,9})?(?:\[([1-9]\d{0,8})(?:,([1-9]\d{0,8}))?\])?", re.ASCII
)
_SPELLINGS = (("delta", "d"), ("δ", "d"), ("Δ", "d"), ("φ", "phi"))
_NUMBERED = frozenset({"layer", "line", "row", "path", "run"})
_INDEX_COUNTS = {**dict.fromkeys(("w", "dw"), 2), **dict.fromkeys(("b", "db", "a", "z", "d", "da", "x", "y"), 1)}
_WHOLE = frozenset({"w", "b"})


class Key(NamedTuple):
    """One thing by its name: `w2[1,2]`, `b2[1]`, `w2` (all weights of layer 2), `a1[2]`, `x[1]`, `c`, `phi`, `line6`, and so on.

    Attributes:
        letter: `w` a weight, `b` a bias, `a` an activation and so a neuron, `z` a weighted input, `d` its δ, `da` its
            ∂c/∂a (the article's d), `dw` and `db` an update, `x` an input, `y` a target, `c` the example's cost, `phi` φ,
            `layer`, `line`, `row`, `path` and `run` (all numbered).
        number: of the layer, line, row (from 1, of the data as given), path (from 1) or run of a swarm (from 1); 0 if there is
            none.
        indices: (j, k) for a weight, (j,) for what belongs to one unit, from 1; () for a whole layer or a single thing.
    """

    letter: str
    number: int = 0
    indices: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key that a text names; δ, Δ, φ and `delta` may be written for d, d, phi and d.

        Raises:
            ValueError: the text is no key.
        """
        short = written = text.replace(" ", "")
        for spelling, letter in _SPELLINGS:
            if short.startswith(spelling):
                short = letter + short.removeprefix(spelling)
        match = _TEXT.fullmatch(short)
        # δa and Δa are none: only d itself may stand before an a.
        if match is not None and not (match[1] == "da" and short != written):
            indices = tuple(int(part) for part in match.groups()[2:] if part)
            key = cls(match[1], int(match[2] or 0), indices)
            if _is_well_formed(key, has_number=match[2] is not None):
                return key
        raise ValueError(f"{text!r} is not a name, such as w2[1,2], b2[1], a1[2], z1[2], d1[2], da1[2], x[1], y[1], c or phi")

    @classmethod
    def weight(cls, layer: int, j: int, k: int) -> Key:
        """w^l_jk, from unit k of the layer before into neuron j; indices from 1."""
        return cls("w", layer, (j, k))

    @classmethod
    def bias(cls, layer: int, j: int) -> Key:
        """b^l_j; j from 1."""
        return cls("b", layer, (j,))

    @classmethod
    def unit(cls, layer: int, j: int) -> Key:
        """Neuron j of a layer, or input j in layer 0; j from 1."""
        return cls("a", layer, (j,)) if layer else cls("x", 0, (j,))

    def __str__(self) -> str:
        number = "" if self.letter in ("x", "y", "c", "phi") else str(self.number)
        indices = f"[{','.join(map(str, self.indices))}]" if self.indices else ""
        return f"{self.letter}{number}{indices}"

    @property
    def layer(self) -> int:
        """The layer it belongs to; 0 for an input and for what belongs to none."""
        return 0 if self.letter in ("line", "row", "path", "run") else self.number

    @property
    def j(self) -> int:
        """The neuron, from 1; 0 if there is none."""
        return self.indices[0] if self.indices else 0

    @property
    def k(self) -> int:
        """Of a weight the unit it comes from, from 1; 0 for anything else."""
        return self.indices[1] if len(self.indices) > 1 else 0

    @property
    def is_parameter(self) -> bool:
        """Whether it is a single weight or bias."""
        return self.letter in ("w", "b") and bool(self.indices)

    @property
    def is_neuron(self) -> bool:
        """Whether it is a neuron (inputs are none)."""
        return self.letter == "a" and self.number > 0

    @property
    def parameter(self) -> Key:
        """Of a neuron its bias, of a weight or bias itself."""
        return Key("b", self.number, self.indices) if self.is_neuron else self

    def meets(self, other: Key) -> bool:
        """Whether both are the same, or one is all of a layer's (`w2`, `layer2`) and the other one of them."""
        whole, part = (other, self) if self.indices else (self, other)
        letter = "a" if whole.letter == "layer" else whole.letter
        return self == other or (bool(part.indices) and whole.indices == () and part[:2] == (letter, whole.number))

    @property
    def place(self) -> Key:
        """Where it stands in the network: a weight's edge, and the neuron for all that belongs to one."""
        return Key.unit(self.number, self.j) if self.letter in ("b", "z", "d", "da", "db") else self


COST = Key("c")
"""The cost of the example at work."""


def _is_well_formed(key: Key, has_number: bool) -> bool:
    """Whether number and indices are those that the letter has."""
    if key.letter in ("c", "phi"):
        return not has_number and not key.indices
    if key.letter in _NUMBERED:
        return has_number and not key.indices and (key.number > 0 or key.letter == "line")
    if key.letter in ("x", "y"):
        return not has_number and len(key.indices) == 1
    least = 0 if key.letter == "a" else 1
    fits = len(key.indices) == _INDEX_COUNTS[key.letter] or (key.letter in _WHOLE and not key.indices)
    return has_number and key.number >= least and fits
