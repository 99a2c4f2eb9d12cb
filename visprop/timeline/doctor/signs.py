"""The checks: what the looks at a training show, as pure functions of their plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from visprop.timeline.doctor.vitals import Neurons, Vitals


class Signs(NamedTuple):
    """That something is wrong at the last of some looks.

    Attributes:
        layer: where; 0 for the whole training.
        words: what is seen, with its numbers.
        first: the first look that shows it, where that is told by several looks together; else None.
    """

    layer: int
    words: str
    first: int | None = None


Check = Callable[[Sequence[Vitals]], Signs | None]

FLAT_ROWS = 0.25
"""A layer that is saturated for so many rows that are still wrong is told."""
MANY_DEAD = 0.5
"""So many of a layer's neurons are to be dead."""
STILL_WRONG = 0.05
"""With fewer rows wrong a training has done what it was to do."""
FADED = 1e-4
"""δ that comes to the first layer as a smaller share of the last layer's has vanished."""
SWELLED = 1e3
"""δ that comes to the first layer as so many times the last layer's has exploded."""
WINDOW = 8
"""How many looks tell whether φ goes up and down."""
_SWINGS = 5
"""In so many of the looks, or of the parts of the later half, it is to do so."""
_SWING = 0.05
"""By which share of it φ is to go up, and down again."""
_NO_GAIN = 0.9
"""φ that has come down to less than this share of what it was before goes up and down on its way."""
_HIGH = 0.25
"""φ below this share of what it was at first goes up and down as mini-batches let it, having come down."""
_GROWN = 10.0
"""φ that is so many times what it was at first has grown, not merely swung."""
_USEFUL = 0.01
"""By which share φ is to go down along −∇φ, if it is η that is too small."""


def saturated(looks: Sequence[Vitals]) -> Signs | None:
    """In a layer next to no σ′ for many rows that are wrong."""
    shares = np.nan_to_num(looks[-1].saturated)
    layer = int(np.argmax(shares)) + 1
    if shares[layer - 1] < FLAT_ROWS:
        return None
    share = f"{100.0 * shares[layer - 1]:.0f} % of the rows, which are still wrong"
    return Signs(
        layer,
        f"σ′ is below 0.001 in nearly all of its neurons for {share}: hardly any δ goes back through it",
    )


def dead(looks: Sequence[Vitals]) -> Signs | None:
    """Neurons of a layer whose σ′ is 0 for every row."""
    last = looks[-1]
    shares = [len(neurons) / size for neurons, size in zip(last.dead, last.sizes, strict=True)]
    layer = int(np.argmax(shares)) + 1
    if shares[layer - 1] < MANY_DEAD or last.wrong < STILL_WRONG:
        return None
    neurons, size = last.dead[layer - 1], last.sizes[layer - 1]
    which = f"all {size} of its neurons have" if len(neurons) == size > 1 else f"{_neurons(neurons)} of {size} {_have(neurons)}"
    return Signs(layer, f"{which} z ≤ 0 and σ′ = 0 for every row: nothing goes back through them, and they do not move")


def vanishing(looks: Sequence[Vitals]) -> Signs | None:
    """δ that has become next to nothing on its way back to the first layer."""
    delta, wrong = looks[-1].delta, looks[-1].wrong
    if wrong < STILL_WRONG or not 0.0 < delta[0] < FADED * delta[-1]:
        return None
    return Signs(1, f"δ shrinks on its way back, from {delta[-1]:.2g} in layer {len(delta)} to {delta[0]:.2g}: it hardly learns")


def exploding(looks: Sequence[Vitals]) -> Signs | None:
    """δ that has become very large on its way back to the first layer."""
    delta = looks[-1].delta
    if not (0.0 < SWELLED * delta[-1] < delta[0] < np.inf) or looks[-1].wrong < STILL_WRONG:
        return None
    return Signs(
        1, f"δ grows on its way back, from {delta[-1]:.2g} in layer {len(delta)} to {delta[0]:.2g}: its steps are far too long"
    )


def symmetric(looks: Sequence[Vitals]) -> Signs | None:
    """Neurons of a layer that are the same, and stay the same."""
    last = looks[-1]
    for layer, groups in enumerate(last.same, start=1):
        if groups and last.wrong >= STILL_WRONG:
            largest = max(groups, key=len)
            both = f"{_neurons(largest)} have the same weights, in and out"
            return Signs(layer, f"{both}: their ∂c/∂w are the same too, so they stay the same and count as one neuron")
    return None


def thrashing(looks: Sequence[Vitals]) -> Signs | None:
    """φ that goes up and down from one unit to the next, and does not come down."""
    return _swinging(looks) or _jumping(looks[-1])


def _swinging(looks: Sequence[Vitals]) -> Signs | None:
    """From one unit to the next at most of the last looks."""
    window = looks[-WINDOW:]
    if len(window) < WINDOW:
        return None
    swings = [is_swing(one) for one in window]
    phi = [one.phi[2] for one in window]
    half = WINDOW // 2
    least = max(_NO_GAIN * float(np.mean(phi[:half])), looks[-1].is_noisy * _HIGH * looks[0].phi[2])
    is_high = bool(np.mean(phi[half:]) > least)
    if sum(swings) < _SWINGS or not is_high:
        return None
    first = len(looks) - WINDOW + swings.index(True)
    every = [value for one in window for value in one.phi]
    low, high = np.nanmin(every), np.nanmax(every)
    return Signs(0, _up_and_down("φ", low, high), first)


def _jumping(last: Vitals) -> Signs | None:
    """In most parts of the later half, be it from time to time."""
    course = last.course
    if course is None or last.wrong < STILL_WRONG or sum(rise > _SWING for rise in course.rises) < _SWINGS:
        return None
    half = len(course.levels) // 2
    if not np.mean(course.levels[half:]) > _NO_GAIN * np.mean(course.levels[:half]):
        return None
    return Signs(0, _up_and_down("c", course.low, course.high))


def _up_and_down(what: str, low: float, high: float) -> str:
    return f"{what} goes up and down between {low:.3g} and {high:.3g}, and does not come down: η is too large"


def is_swing(one: Vitals) -> bool:
    """Whether φ has gone up and down again, or down and up."""
    before, after = one.phi[1] - one.phi[0], one.phi[2] - one.phi[1]
    return bool(before * after < 0.0 and min(abs(before), abs(after)) > _SWING * max(one.phi))


def diverging(looks: Sequence[Vitals]) -> Signs | None:
    """φ that has grown far beyond where it began."""
    phi = [one.phi[2] for one in looks]
    if len(phi) < 2 or not phi[-1] > _GROWN * max(phi[0], 1e-3) or not phi[-1] > phi[-2]:
        return None
    first = grew_from(phi, len(phi) - 1)
    return Signs(0, f"φ grows, from {phi[first - 1]:.3g} to {phi[-1]:.3g}: each step goes further uphill, η is too large", first)


def grew_from(phi: Sequence[float], last: int) -> int:
    """The look from which on φ grew without a pause up to the one before `last`; `last` itself where it did not."""
    while last > 1 and phi[last - 1] > phi[last - 2]:
        last -= 1
    return last


def still(looks: Sequence[Vitals]) -> Signs | None:
    """Steps too short for φ to move, though it could."""
    last = looks[-1]
    if not last.probe > _USEFUL or last.wrong < STILL_WRONG:
        return None
    change = abs(last.phi[1] - last.phi[2])
    return Signs(0, f"φ = {last.phi[2]:.4g} changes by only {change:.1g} a time, though −∇φ leads down: η is far too small")


def _neurons(numbers: Neurons) -> str:
    if len(numbers) == 1:
        return f"neuron {numbers[0]}"
    if len(numbers) > 6:
        return f"{len(numbers)} neurons"
    return f"neurons {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _have(numbers: Neurons) -> str:
    return "has" if len(numbers) == 1 else "have"
