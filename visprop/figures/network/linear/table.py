"""The table below the linear net: of each layer δ, and what the parameters are changed by, or would be by this example."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.figures.base.text import Run, plain, symbol
from visprop.figures.network.units.passes import Passes
from visprop.notation.dress import Dress
from visprop.notation.naming import Naming
from visprop.notation.notations.places import Places
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

Words = tuple[Run, ...]
Row = tuple[Words, list[float | None]]
"""What stands at its left, and the number of each layer; None where there is none yet."""

_I = (Run("i", italic=True, script=-1),)
_BEFORE = (Run("i", italic=True, script=-1), Run("−1", script=-1))


def table_rows(passes: Passes, dress: Dress) -> list[Row]:
    """The rows of the table.

    Args:
        passes: how far they have come, in a net with one neuron a layer.
        dress: whether biases are learnt, and whether they are one.
    """
    frame, naming = passes.frame, Naming.of(passes.frame.scenario, dress)
    layers = range(1, frame.program.depth + 1)
    found: list[tuple[Words, list[Array | None]]] = [(_delta_words(naming), [frame.delta(layer) for layer in layers])]
    found += [_change(frame, dress, naming, letter) for letter in ("wb" if dress.has_biases else "w")]
    shows = [passes.shows(Kind.BACKWARD, layer) for layer in layers]
    return [(words, [_shown(value, may) for value, may in zip(row, shows, strict=True)]) for words, row in found]


def _delta_words(naming: Naming) -> Words:
    inner = (*symbol("w"), *_I, Run(" "), *symbol("a"), *_BEFORE, *plain(" + "), *_named("b", naming))
    slope = (Run("σ", italic=True), *plain("′("), *inner, *plain(")"))
    return (*symbol("δ"), *_I, *plain(" = "), *symbol("d"), *_I, Run(" "), *slope)


def _named(letter: str, naming: Naming) -> Words:
    """w_i, b_i, or b where it is one."""
    return symbol(letter) if letter == "b" and naming.has_one_bias else (*symbol(letter), *_I)


def _change(frame: Frame, dress: Dress, naming: Naming, letter: str) -> tuple[Words, list[Array | None]]:
    """What is said of w or of b, and the numbers: of the update that is made, of this example's own, or its gradient.

    What stands in several layers is told once, where the backward pass comes to the last of them.
    """
    places, layers = Places(frame.scenario, dress), range(1, frame.program.depth + 1)
    keys = [Key.weight(layer, 1, 1) if letter == "w" else Key.bias(layer, 1) for layer in layers]
    training = frame.scenario.training
    moves = all(map(places.moves, keys))
    is_own = training.optimiser == PLAIN and not training.l1 and not training.l2 and moves
    is_update = moves and (is_own or frame.knows(Kind.UPDATE))
    pairs = [(frame.update if is_update else frame.gradient)(layer) for layer in layers]
    values = [None if pair is None else pair["wb".index(letter)].ravel() for pair in pairs]
    told = [value if places.is_completed_by(key) else None for value, key in zip(values, keys, strict=True)]
    name = _named(letter, naming)
    if is_update and frame.knows(Kind.UPDATE) and (len(frame.examples) > 1 or not is_own):
        return (Run("Δ"), *name, *plain(", the mean" if len(frame.examples) > 1 else ", the update")), told
    shared = [places.is_shared(key) for key in keys]
    if any(shared) and not (all(shared) and places.of(keys[0]) == tuple(reversed(keys))):
        # Of some that share a parameter no formula holds for all.
        sign = (Run("Δ"), *name) if is_own else (*plain("∂"), *symbol("c"), *plain("/∂"), *name)
        return sign, told
    slope = _slope(letter, any(shared))
    if is_own:
        return (Run("Δ"), *name, *plain(" = −"), *symbol("η"), Run(" "), *slope), told
    return (*plain("∂"), *symbol("c"), *plain("/∂"), *name, *plain(" = "), *slope), told


def _slope(letter: str, is_summed: bool) -> Words:
    """δ_i a_{i−1}, of a bias δ_i; with Σ where it is added up over several layers."""
    if letter == "b":
        return (*plain("Σ "), *symbol("δ")) if is_summed else (*symbol("δ"), *_I)
    return (*plain("Σ " if is_summed else ""), *symbol("δ"), *_I, Run(" "), *symbol("a"), *_BEFORE)


def _shown(values: Array | None, may: bool) -> float | None:
    return None if values is None or not may or np.isnan(values[0]) else float(values[0])
