"""Which number of a training is the first that is not finite."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.backprop import deltas
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind


def first_overflow(frame: Frame) -> str:
    """The name of the first number that the frame's line computed and that is not finite; empty if all are finite."""
    line = frame.line
    if line.kind is Kind.FORWARD:
        return _first_of("z", frame.z(line.layer), line.layer) or _first_of("a", frame.a(line.layer), line.layer)
    if line.kind is Kind.COST:
        return "c" if frame.cost is not None and not np.isfinite(frame.cost) else ""
    if line.kind is Kind.BACKWARD:
        return _first_of("δ", frame.delta(line.layer), line.layer)
    return _first_of_update(frame) if line.kind is Kind.UPDATE else ""


def _first_of(symbol: str, values: Array | None, layer: int) -> str:
    at = -1 if values is None else _first(values)
    return "" if at < 0 else f"{symbol}{layer}[{at + 1}]"


def _first_of_update(frame: Frame) -> str:
    """What the optimiser remembers comes before p, as p is made of it."""
    names = frame.scenario.network.parameter
    for symbol, values in zip(frame.scenario.optimiser.memory, frame.memory_next, strict=False):
        if (at := _first(values)) >= 0:
            return f"{symbol} of {names(at)}"
    if frame.p_next is not None and (at := _first(frame.p_next)) >= 0:
        return str(names(at))
    return ""


def _first(values: Array) -> int:
    """The index of the first number that is not finite; −1 if all are."""
    finite = np.isfinite(values)
    return -1 if finite.all() else int(np.argmin(finite))


def example_that_overflows(scenario: Scenario, p: Array, examples: Sequence[int] | NDArray[np.intp]) -> int:
    """Which of an update's examples, from 1, is the first whose passes have a number that is not finite; 0 if none is."""
    network, train = scenario.network, scenario.train
    x, y = train.x[examples], train.y[examples]
    finite = np.ones(len(x), bool)
    with np.errstate(all="ignore"):
        steps = list(network.passes(p, x))
        for step in steps:
            finite &= np.isfinite(step.z).all(axis=1) & np.isfinite(step.a).all(axis=1)
        finite &= np.isfinite(network.pair.value(y, steps[-1].z, steps[-1].a))
        for delta in deltas(network, steps, y):
            finite &= np.isfinite(delta).all(axis=1)
    return 0 if finite.all() else int(np.argmin(finite)) + 1
