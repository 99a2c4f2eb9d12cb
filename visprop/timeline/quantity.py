"""One number of a frame by its key, to be watched or to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.closeness import is_within, margin_of
from visprop.engine.key import COST, Key
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

LETTERS = frozenset({"w", "b", "a", "z", "d", "da", "dw", "db", "x", "y", "c", "phi"})
"""The letters of single numbers."""


def quantity_key(frame: Frame, text: str) -> Key:
    """The key of a single number of the frame's network, from what was typed.

    Raises:
        ValueError: it is not the name of a single number, or the network has none of this name.
    """
    key = Key.parse(text)
    is_whole = key.letter not in ("c", "phi") and not key.indices
    if key.letter not in LETTERS or is_whole:
        raise ValueError(f"{text!r} is not a quantity, such as a1[2], z1[2], d1[2], w2[1,2], b2[1], dw2[1,2], c or phi")
    if not frame.scenario.network.has(key) or (key.letter == "a" and not key.number):
        raise ValueError(f"the network has no {key}")
    return key


def quantity(frame: Frame, key: Key) -> float | None:
    """The number of a frame that a key names (a `quantity_key`); None if it is not known yet."""
    if key.letter == "c":
        return frame.cost
    if key.letter == "phi":
        return frame.phi
    values = _values(frame, key)
    value = np.nan if values is None else float(values[tuple(i - 1 for i in key.indices)])
    # What has no Δ of its own, or not yet, is NaN.
    return None if np.isnan(value) else value


def _values(frame: Frame, key: Key) -> Array | None:
    """The array in which the number stands."""
    layer = key.number
    if key.letter in ("x", "y"):
        return frame.x if key.letter == "x" else frame.y
    if key.letter in ("w", "b"):
        return frame.parameters(layer)["wb".index(key.letter)]
    if key.letter in ("dw", "db"):
        pair = frame.update(layer)
        return None if pair is None else pair[("dw", "db").index(key.letter)]
    return {"a": frame.a, "z": frame.z, "d": frame.delta, "da": frame.d}[key.letter](layer)


def computed_quantities(frame: Frame, letters: Mapping[Kind, tuple[str, ...]]) -> list[Key]:
    """All that the lines up to the present one computed for this example, in the order of the lines.

    Args:
        frame: the present line's.
        letters: of what a line of each pass computes for each neuron.
    """
    keys: list[Key] = []
    sizes = frame.scenario.network.sizes
    for line in frame.program.lines[1 : frame.position.line + 1]:
        if line.kind is Kind.COST:
            keys.append(COST)
        elif line.kind is not Kind.UPDATE:
            keys += [Key(letter, line.layer, (j + 1,)) for j in range(sizes[line.layer]) for letter in letters[line.kind]]
    return keys


def new_changes(before: Frame, after: Frame) -> Iterator[Key]:
    """Δ of each parameter that is known after a line and was not, or was another, before it; from the last layer to the first."""
    network, leader = after.scenario.network, after.scenario.freedom.leader
    for layer in range(after.program.depth, 0, -1):
        now, then = after.update(layer), before.update(layer)
        if now is None:
            continue
        for letter, new, old in zip(("dw", "db"), now, then or (np.nan, np.nan), strict=True):
            for place in np.argwhere(~np.isnan(new) & (new != old)):
                key = Key(letter, layer, tuple(int(i) + 1 for i in place))
                index = network.single(Key(letter[-1], layer, key.indices))
                # What is tied is one parameter, and asked once.
                if leader[index] == index:
                    yield key


TOLERANCE = 1e-3
"""How far an answer may be off, relative to the number: it may have been rounded to four digits."""


def is_right(answer: float, value: float) -> bool:
    """Whether an answer is the number, but for rounding."""
    return is_within(answer, value, margin_of(value, TOLERANCE))
