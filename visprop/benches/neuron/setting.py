"""What can be set of the neuron."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from visprop.benches.controls import Control, Number, OneOf, Tick
from visprop.benches.values import Values
from visprop.engine.activations import ACTIVATIONS

MOST_INPUTS = 8
FARTHEST = 1000.0
"""No input, weight or bias is further from 0."""
HAND = 3.0
"""So far from 0 the sliders and the tracks of the inputs go."""
FULL = 0.9
"""How much of the axis of z the bars may take."""
_LEAST_REACH, _MOST_REACH = 6.0, 1e7
_ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)

_STARTS = ((1.5, 0.75), (-0.5, 1.25), (1.0, -0.5), (0.5, 0.5), (-1.0, 0.25), (2.0, -0.25), (0.75, 1.5), (-1.25, -0.5))
"""x and w of each input at first."""


def name_of(letter: str, k: int) -> str:
    """Under which an input or a weight is set; k from 1."""
    return f"{letter}{k}"


def numbers_of(values: Values) -> tuple[list[float], list[float], float]:
    """x and w of the inputs there are, and b."""
    ks = range(1, int(values["count"]) + 1)
    return [float(values[name_of("x", k)]) for k in ks], [float(values[name_of("w", k)]) for k in ks], float(values["b"])


def partial_sums(x: list[float], w: list[float], b: float) -> list[float]:
    """0, w₁x₁, w₁x₁ + w₂x₂, …, and z last."""
    found = [0.0]
    for term in (*(one * other for one, other in zip(w, x, strict=True)), b):
        found.append(found[-1] + term)
    return found


def settled(values: Values, changed: frozenset[str]) -> Values:
    """The same with an axis that has room for the bars.

    It does not shrink by itself: what is dragged would run away from the pointer.
    """
    farthest = float(np.abs(partial_sums(*numbers_of(values))).max())
    return values if farthest <= FULL * values["reach"] else values.put({"reach": reach_for(farthest)})


def reach_for(farthest: float) -> float:
    """A round number as the end of an axis on which something so far from 0 has room."""
    least = max(_LEAST_REACH, farthest / FULL)
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(one * power for one in (*_ROUND, 10.0) if one * power >= least))


def _has(k: int) -> Callable[[Values], bool]:
    return lambda values: k <= int(values["count"])


def _pair(k: int) -> tuple[Control, Control]:
    """An input, and its weight."""
    x, w = _STARTS[k - 1]
    below = "₀₁₂₃₄₅₆₇₈"[k]
    return _number(f"x{k}", f"x{below}", f"Input {k}", x, _has(k)), _number(
        f"w{k}", f"w{below}", f"The weight of input {k}", w, _has(k)
    )


def _number(name: str, label: str, tip: str, start: float, applies: Callable[[Values], bool]) -> Number:
    return Number(name, label, tip, low=-FARTHEST, high=FARTHEST, start=start, slider=(-HAND, HAND), applies=applies)


def controls() -> tuple[Control, ...]:
    """All of them, in the order in which they are shown."""
    names = {one.name: one.words for one in ACTIVATIONS.values() if one.is_elementwise}
    return (
        Number("count", "Inputs", "How many inputs there are", low=1, high=MOST_INPUTS, start=3, step=1, is_whole=True),
        OneOf("activation", "Activation", "What makes a of z", choices=names, start="logistic"),
        *(control for k in range(1, MOST_INPUTS + 1) for control in _pair(k)),
        _number("b", "b", "The bias", -0.5, lambda values: True),
        Number(
            "reach", "Axis of z", "How far it goes to both sides", low=_LEAST_REACH, high=_MOST_REACH, start=_LEAST_REACH,
            step=1.0, slider=(_LEAST_REACH, 40.0),
        ),
        Tick(
            "beside", "tanh beside", "Whether tanh is drawn beside σ at every step",
            applies=lambda values: values["activation"] != "tanh",
        ),
        Number("morph", "From σ to tanh", "0 is σ(x), 1 σ(2x), 2 2σ(2x), 3 is tanh", low=0.0, high=3.0),
    )  # fmt: skip
