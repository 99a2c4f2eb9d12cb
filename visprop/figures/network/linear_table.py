"""The table below the linear net: of each layer δ, and what the parameters are changed by, or would be by this example."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.figures.base.text import Run, plain, symbol
from visprop.figures.network.passes import Passes
from visprop.notation.dress import Dress
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

Words = tuple[Run, ...]
Row = tuple[Words, list[float | None]]
"""What stands at its left, and the number of each layer; None where there is none yet."""

_I = (Run("i", italic=True, script=-1),)
_BEFORE = (Run("i", italic=True, script=-1), Run("−1", script=-1))
_SUM = (*plain("Σ "), *symbol("δ"))
"""Of all layers."""
_PRODUCT = (*symbol("δ"), *_I, Run(" "), *symbol("a"), *_BEFORE)


def table_rows(passes: Passes, dress: Dress) -> list[Row]:
    """The rows of the table.

    Args:
        passes: how far they have come, in a net with one neuron a layer.
        dress: whether biases are learnt, and whether they are one.
    """
    frame = passes.frame
    layers = range(1, frame.program.depth + 1)
    names, pairs = _changes(frame)
    numbers = [[None if pair is None else pair[side].ravel() for pair in pairs] for side in (0, 1)]
    found = [(_delta_words(dress), [frame.delta(layer) for layer in layers]), (names[0], numbers[0])]
    if dress.has_biases:
        found.append((names[1], numbers[1]))
    shows = [passes.shows(Kind.BACKWARD, layer) for layer in layers]
    return [(words, [_shown(value, may) for value, may in zip(row, shows, strict=True)]) for words, row in found]


def _delta_words(dress: Dress) -> Words:
    b = symbol("b") if dress.has_one_bias else (*symbol("b"), *_I)
    inner = (*symbol("w"), *_I, Run(" "), *symbol("a"), *_BEFORE, *plain(" + "), *b)
    slope = (Run("σ", italic=True), *plain("′("), *inner, *plain(")"))
    return (*symbol("δ"), *_I, *plain(" = "), *symbol("d"), *_I, Run(" "), *slope)


def _changes(frame: Frame) -> tuple[list[Words], list[tuple[Array, Array] | None]]:
    """What is said of w and of b, and the numbers: of the update that is made, of this example's own, or its gradient."""
    layers = range(1, frame.program.depth + 1)
    training = frame.scenario.training
    is_own = training.optimiser == PLAIN and not training.l1 and not training.l2
    if frame.knows(Kind.UPDATE) and (len(frame.examples) > 1 or not is_own):
        how = ", the mean" if len(frame.examples) > 1 else ", the update"
        return [(Run("Δ"), *symbol(letter), *_I, *plain(how)) for letter in "wb"], [frame.update(layer) for layer in layers]
    slopes = {"w": _PRODUCT, "b": _SUM if _is_one_bias(frame) else (*symbol("δ"), *_I)}
    if is_own:
        start = (*_I, *plain(" = −"), *symbol("η"), Run(" "))
        names = [(Run("Δ"), *symbol(of), *start, *end) for of, end in slopes.items()]
        return names, [frame.update(layer) for layer in layers]
    names = [(*plain("∂"), *symbol("c"), *plain("/∂"), *symbol(of), *_I, *plain(" = "), *end) for of, end in slopes.items()]
    return names, [frame.gradient(layer) for layer in layers]


def _is_one_bias(frame: Frame) -> bool:
    """Whether the biases of all layers are tied, so that each moves by the sum of all δ."""
    scenario = frame.scenario
    first, *others = (scenario.network.single(Key.bias(layer, 1)) for layer in range(1, frame.program.depth + 1))
    return bool(others) and set(others) <= set(scenario.group_of(first))


def _shown(values: Array | None, may: bool) -> float | None:
    return None if values is None or not may or np.isnan(values[0]) else float(values[0])
