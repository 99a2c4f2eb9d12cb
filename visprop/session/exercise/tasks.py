"""What a line of the algorithm asks: one task a quantity, or one for all of a layer, as a vector or a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.notation.dress import Dress
from visprop.notation.naming import WORDS, Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind, Line
from visprop.timeline.quantity import computed_quantities, new_changes, quantity

MOST_ASKED = 64
"""Of a wide layer so many quantities are asked."""
MOST_ENTRIES = 12
"""Of a larger vector or matrix the shape alone is asked."""


@dataclass(frozen=True)
class Task:
    """One of them.

    Attributes:
        line: the line that computes it.
        keys: the quantities: a single one, or all of a vector or a matrix, row by row.
        shape: of the vector or matrix; empty for a single number.
    """

    line: Line
    keys: tuple[Key, ...]
    shape: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        """The first."""
        return self.keys[0]

    @property
    def asks_values(self) -> bool:
        """Whether its numbers are asked, beside its shape."""
        return len(self.keys) <= MOST_ENTRIES

    def name(self, naming: Naming) -> str:
        """What it is called: `δ²₁`, or `δ²`."""
        if not self.shape:
            return naming.text(self.key)
        letter, layer = self.key.letter, self.key.number
        return naming.text(Key("layer", layer)).replace("layer", WORDS.get(letter, letter))

    def markup(self, naming: Naming) -> str:
        """The same as the mathematics of a lesson's text."""
        letter, above, below = naming.parts(self.key)
        scripts = (("^", above), ("_", "" if self.shape else below))
        return letter + "".join(f"{sign}{{{script}}}" for sign, script in scripts if script)

    def values(self, after: Frame) -> Array:
        """Its numbers, once its line is executed."""
        found = [quantity(after, key) for key in self.keys]
        assert None not in found, "only what is computed is asked"
        return np.array(found, np.float64)

    def told(self, after: Frame, is_shape: bool) -> str:
        """Its shape, or its numbers once its line is executed, as they are typed."""
        return " × ".join(map(str, self.shape)) if is_shape else " ".join(f"{value:.5g}" for value in self.values(after).tolist())

    def needs(self, other: Task) -> bool:
        """Whether another one of the same line has to be known before it."""
        before = {"a": ("z",), "dw": ("d", "da"), "db": ("d", "da")}.get(self.key.letter, ())
        is_same_unit = bool(self.shape) or other.key.j == self.key.j
        return other.key.letter in before and other.key.number == self.key.number and is_same_unit

    def stands_at(self, key: Key) -> bool:
        """Whether pointing at something in a picture or the listing can mean it."""
        if key.letter == "line":
            return key.number == self.line.number
        places = (self.key,) if not self.shape else self.keys
        return any(key in (one, place_of(one)) for one in places) or (bool(self.shape) and key == Key("layer", self.key.number))


def place_of(key: Key) -> Key:
    """Where a quantity stands in the picture: that of a change where its parameter does."""
    return Key("w", key.number, key.indices) if key.letter == "dw" else key.place


def new_keys(before: Frame, after: Frame, dress: Dress) -> list[Key]:
    """What a line computes that was not known before it; of a batch the mean Δ, which is no example's own."""
    if after.line.kind is Kind.INPUT:
        return []
    known = set(computed_quantities(before, dress.computed))
    found = (key for key in computed_quantities(after, dress.computed) if key not in known and quantity(after, key) is not None)
    network, free = after.scenario.network, after.scenario.free
    # What is frozen has no Δ to be computed.
    changes = (key for key in new_changes(before, after) if free[network.single(key._replace(letter=key.letter[1:]))])
    return list(islice(chain(found, changes), MOST_ASKED))


def tasks_of(before: Frame, after: Frame, dress: Dress, in_vectors: bool = False) -> tuple[Task, ...]:
    """What a line asks, by the frames before and after it, as the network is dressed."""
    keys = new_keys(before, after, dress)
    if not in_vectors:
        return tuple(Task(after.line, (key,)) for key in keys)
    return tuple(_in_vectors(after, keys))


def _in_vectors(after: Frame, keys: list[Key]) -> Iterator[Task]:
    network, order = after.scenario.network, ("c", "z", "a", "d", "da", "dw", "db")
    ordered = sorted(keys, key=lambda key: (order.index(key.letter), -key.number, key.indices))
    for (letter, layer), group in groupby(ordered, key=lambda key: (key.letter, key.number)):
        found = tuple(group)
        if letter == "c":
            yield Task(after.line, found)
            continue
        rows, columns = network.sizes[layer], network.sizes[layer - 1]
        shape = (rows, columns) if letter == "dw" else (rows,)
        if len(found) == int(np.prod(shape)):
            yield Task(after.line, found, shape)
        else:
            # Frozen or tied in part, or cut short: no whole vector is computed.
            yield from (Task(after.line, (key,)) for key in found)
