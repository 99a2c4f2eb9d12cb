"""An η with which φ goes down, tried out on the training itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor, log10

from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario

_UNITS = 24
"""How many units of training an η is tried for at most."""
_SIZE = 2e6
"""How many multiplications one η may take to be tried, unless a single unit takes more."""
_MOST = 5e7
"""Where a unit takes more, none is tried."""
_QUARTERS = 20
"""So often at most a smaller η is divided by four."""
_TENS = 12
"""Below so many powers of ten a larger η is looked for."""
_UP = 1.02
"""φ that grows by no more than this from one unit to the next has not jumped."""


def smaller_rate(run: Run) -> float:
    """An η below that of a run, from where it starts: the first with which φ goes down without jumping up, and half of it.

    It is divided by four each time; where that takes too long to be tried, it is a tenth.
    """
    eta = run.scenario.training.eta
    if _size(run.scenario) > _MOST:
        return _rounded(0.1 * eta)
    tried = (eta * 0.25**i for i in range(1, _QUARTERS))
    return _rounded(0.5 * next((one for one in tried if _goes_down(run, one)), eta * 0.25**_QUARTERS))


def larger_rate(run: Run) -> float:
    """An η above that of a run: the largest of the powers of ten times it with which φ goes down without jumping up.

    Where that takes too long to be tried, it is ten times as large.

    Raises:
        ValueError: there is none.
    """
    eta = run.scenario.training.eta
    if _size(run.scenario) > _MOST:
        return _rounded(10.0 * eta)
    best = eta
    for i in range(1, _TENS):
        if not _goes_down(run, eta * 10.0**i):
            break
        best = eta * 10.0**i
    if best == eta:
        raise ValueError("with no larger η does φ go down")
    return _rounded(best)


def _size(scenario: Scenario) -> float:
    """How many multiplications a unit of training takes, about."""
    return 3.0 * len(scenario.train) * scenario.p0.size


def _goes_down(run: Run, eta: float) -> bool:
    costs = _costs(run, eta)
    first = before = next(costs)
    for after in costs:
        # Of what is not finite it does not hold either; the rest need not be tried.
        if not after < _UP * before:
            return False
        before = after
    return before < first


def _costs(run: Run, eta: float) -> Iterator[float]:
    """φ at the start, and after each unit of training with another η."""
    scenario = run.scenario.with_training(replace(run.scenario.training, eta=eta))
    descent, unit, objective = scenario.descent(), scenario.schedule.updates_per_epoch, scenario.objective
    state, update, count = run.state(), run.update, scenario.p0.size
    yield objective.value(state[:count])
    for _ in range(max(1, min(_UNITS, int(_SIZE / _size(scenario))))):
        state = descent.run(state, update, unit, run.since)
        update += unit
        yield objective.value(state[:count])


def _rounded(eta: float) -> float:
    """One significant digit, downwards."""
    ten = 10.0 ** floor(log10(eta))
    return float(f"{max(1, floor(eta / ten + 1e-9)) * ten:.1g}")
