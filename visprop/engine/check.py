"""The gradient check: central differences, as exact as rounding lets them be, against backpropagation.

For each free parameter differences with two steps are taken and combined (Richardson), at several scales; the scale with
the smallest estimated error counts. That error is what truncation leaves, and what rounding does, which is measured on φ
itself (after Moré and Wild, Estimating computational noise, 2011), with more digits than float64 has where the machine has them.
An example that comes across a kink (of ReLU, a step, Huber's cost …) at a scale keeps what the scale before has told of it:
beyond stands another slope. Wrong is what is off by far more than that, and by more than rounding may throw the gradient itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.draws import drawn
from visprop.engine.objective import Indices, Objective
from visprop.engine.probe import Ground
from visprop.engine.rounding import rounding_of

FOUND = 1e-4
"""A relative error from here on is found."""
_STEPS = (3e-5, 3e-4, 3e-3, 3e-2, 2e-1)
_TINY_STEPS = (3e-8, 3e-7, 3e-6)
"""With these one begins where the first one crosses a kink."""
_SAFETY, _LIKELY, _OWN = 25.0, 3.0, 2.0
_NOISE_STEP = 1e-9
_NOISE_POINTS = 7
_LEAST = 1e-6


class Verdict(IntEnum):
    """What the check says of one parameter."""

    RIGHT = 0
    WRONG = 1
    KINK = 2
    UNKNOWN = 3


WORDS = {
    Verdict.RIGHT: "right",
    Verdict.WRONG: "WRONG",
    Verdict.KINK: "at a kink or next to it, undecided",
    Verdict.UNKNOWN: "too rough to be told",
}
"""What each verdict is called."""


@dataclass(frozen=True, eq=False)
class Check:
    """What a gradient check found, for each free parameter or tied group.

    Attributes:
        names: of the parameters.
        gradient: by backpropagation.
        difference: by central differences.
        bound: how far the difference itself may be off.
        error: how far both are apart, relative to the larger of them (or to a ten-thousandth of the largest).
        verdicts: for each a `Verdict`; at a kink (ReLU at 0) or next to it no difference tells a derivative, and where rounding
            hides all it is unknown.
    """

    names: tuple[str, ...]
    gradient: Array
    difference: Array
    bound: Array
    error: Array
    verdicts: NDArray[np.int_]

    @property
    def passed(self) -> bool:
        """Whether no component is wrong."""
        return not (self.verdicts == Verdict.WRONG).any()

    @property
    def worst(self) -> float:
        """The largest relative error of what has a verdict; 0 if nothing has."""
        decided = self.error[self.verdicts <= Verdict.WRONG]
        return float(np.max(decided, initial=0.0))

    @property
    def worst_name(self) -> str:
        """The parameter with the largest relative error; empty if none has a verdict."""
        decided = np.where(self.verdicts <= Verdict.WRONG, self.error, -1.0)
        return self.names[int(np.argmax(decided))] if decided.size and decided.max() >= 0.0 else ""

    @property
    def counts(self) -> str:
        """How many parameters have each verdict, in words."""
        return ", ".join(f"{self.count(kind)} {words}" for kind, words in WORDS.items() if self.count(kind))

    @property
    def sentence(self) -> str:
        """The verdict."""
        verdict = "passed" if self.passed else "FAILED"
        where = f" (at {self.worst_name})" if self.worst_name else ""
        return f"{verdict}: largest relative error {self.worst:.2e}{where}; {self.counts}"

    def count(self, verdict: Verdict) -> int:
        """How many parameters have a verdict."""
        return int((self.verdicts == verdict).sum())


def nudge_quotient(objective: Objective, p: Array, members: Indices, epsilon: float) -> float:
    """The central difference (φ(p + ε) − φ(p − ε)) / 2ε along one parameter, or along all that are tied to it.

    Args:
        objective: φ.
        p: where.
        members: the indices of p that move together.
        epsilon: ε.
    """
    above, below = p.copy(), p.copy()
    above[members] += epsilon
    below[members] -= epsilon
    # The step that was really taken, after rounding: this halves the error of the quotient.
    step = above[members[0]] - below[members[0]]
    network, x, y = objective.network, objective.x, objective.y
    # The mean of the differences, not the difference of the means: it rounds less.
    change = (network.costs(above, x, y) - network.costs(below, x, y)).mean()
    return float((change + objective.penalty(above) - objective.penalty(below)) / step)


_WIDE = 200_000
"""Up to so many multiplications costs are computed with more digits than float64 has, where the machine has such numbers."""


def _widened(objective: Objective, p: Array) -> Array:
    """p in the widest numbers in which the costs are computed in a while."""
    wide: Array = p.astype(np.longdouble) if p.size * len(objective.x) <= _WIDE else p
    return wide


_PASSES = 40
"""As many passes over the examples as a parameter takes, about."""
_AFFORDED, _LEAST_DRAWN = 5e10, 300
"""How many multiplications a check may take that somebody waits for, half a minute; how many parameters are drawn in any case."""


def afforded(objective: Objective) -> int:
    """How many parameters a check that somebody waits for has time for; of a small scenario more than there are."""
    each = _PASSES * float(len(objective.x)) * objective.network.parameter_count
    return max(_LEAST_DRAWN, int(_AFFORDED / each))


def check_steps(objective: Objective, p: Array, most: int | None = None) -> Iterator[Check | None]:
    """The gradient check in small steps: None for each, about one a parameter, and at last what was found.

    Args:
        objective: φ.
        p: where.
        most: how many parameters are checked at most, drawn at random; None for all.
    """
    with np.errstate(all="ignore"):
        gradient = objective.slope(p)
    yield None
    with np.errstate(all="ignore"):
        # A cost that is small may be made of large numbers, and is rounded by their last bits.
        rounding, size = rounding_of(objective, p)
        ground = Ground(objective, _widened(objective, p), size)
        level = max(abs(float(ground.costs.mean())), _LEAST)
    yield None
    freedom = objective.freedom
    difference, bound = np.full_like(gradient, np.nan), np.full_like(gradient, np.inf)
    kinks = np.zeros(gradient.size, bool)
    chosen = np.arange(gradient.size)
    if most is not None and most < gradient.size:
        chosen = drawn(gradient.size, most, (0, 6))
    yield None
    for i in chosen:
        members = np.flatnonzero(freedom.coordinate == i)
        with np.errstate(all="ignore"):
            difference[i], bound[i], kinks[i] = _differentiated(ground, members, max(1.0, abs(float(p[freedom.leaders[i]]))))
        yield None
    names = tuple(str(objective.network.parameter(int(k))) for k in freedom.leaders[chosen])
    rounding = np.where(np.isfinite(rounding), rounding, np.inf)
    of_all = np.column_stack((gradient, difference, bound, rounding))[chosen]
    yield _judged(names, of_all, kinks[chosen], level)


class _Quotients(NamedTuple):
    """What differences with one step tell, or of what comes across a kink, those with a smaller one.

    Attributes:
        parts: of each term of φ the quotients, wide and narrow, and by how much the slopes to both sides differ; of shape (4, m).
        is_smooth: of each whether no kink lies within its step.
        rounding: how far rounding throws them.
    """

    parts: Array
    is_smooth: NDArray[np.bool_]
    rounding: float

    @property
    def value(self) -> float:
        """The derivative, combined of both (Richardson)."""
        wide, narrow, *_ = self._sums
        return (4 * narrow - wide) / 3

    @property
    def bound(self) -> float:
        """How far it may be off: by what truncation leaves, by rounding, and by kinks that lie within the smallest step."""
        across = float(np.abs(self.parts[2:, ~self.is_smooth]).sum())
        return abs(self.value - self._sums[1]) + self.rounding + across

    @property
    def is_kink(self) -> bool:
        """Whether the slopes to both sides differ: that halves with the step, unless there is a kink."""
        *_, jump, half_jump = self._sums
        return not abs(half_jump) <= 0.75 * abs(jump) + 4 * self.rounding

    @property
    def _sums(self) -> list[float]:
        return [float(part) for part in self.parts.sum(axis=1)]

    def after(self, before: _Quotients) -> _Quotients:
        """The same with a larger step than those before, of which is kept what comes across a kink by now."""
        is_further = self.is_smooth & before.is_smooth
        share = 1.0 - float(is_further.mean())
        rounding = self.rounding + np.sqrt(share) * before.rounding
        return _Quotients(np.where(is_further, self.parts, before.parts), before.is_smooth, rounding)


def _quotients(ground: Ground, members: Indices, step: float, noise: float) -> _Quotients:
    changes = [ground.change(ground.moved(members, t)) for t in (step, step / 2, -step / 2, -step)]
    up, half_up, half_down, down = (change.terms for change in changes)
    parts = ((up - down) / (2 * step), (half_up - half_down) / step, (up + down) / step, (half_up + half_down) / (step / 2))
    return _Quotients(np.array(parts), np.all([change.is_smooth for change in changes], axis=0), 4 * noise / step)


def _differentiated(ground: Ground, members: Indices, scale: float) -> tuple[float, float, bool]:
    """The derivative, how far it may be off, and whether there is a kink instead."""
    noise = _noise(ground, members, scale)
    best, best_bound, is_kink = float("nan"), float("inf"), True
    found = _quotients(ground, members, scale * _STEPS[0], noise)
    steps: tuple[float, ...] = _STEPS[1:]
    if not found.is_smooth.all():
        steps = (*_TINY_STEPS[1:], *_STEPS)
        found = _quotients(ground, members, scale * _TINY_STEPS[0], noise)
    for step in (0.0, *steps):
        if step:
            found = _quotients(ground, members, scale * step, noise).after(found)
        if not found.is_kink:
            is_kink = False
            if np.isfinite(best_bound) and abs(found.value - best) > _SAFETY * (best_bound + found.bound):
                # So far away stands a kink or a jump that nobody told of; what is nearer tells the slope here.
                break
            if np.isfinite(found.bound) and found.bound < best_bound:
                best, best_bound = found.value, found.bound
    return best, best_bound, is_kink


def _noise(ground: Ground, members: Indices, scale: float) -> float:
    """How far rounding throws φ along the line: from the table of differences of a few points close together."""
    values = np.array([ground.difference(ground.moved(members, _NOISE_STEP * scale * k)) for k in range(_NOISE_POINTS)])
    levels, factor = [], 1.0
    for k in range(1, _NOISE_POINTS):
        values = np.diff(values)
        factor *= k / (2.0 * (2 * k - 1))
        levels.append(float(np.sqrt(factor * np.mean(values**2))))
    # A change below the last bit of the costs is seen as none at all: there they are silent, not free of noise.
    return max(max(levels[2:]), ground.floor)


def _judged(names: tuple[str, ...], found: Array, kinks: NDArray[np.bool_], level: float) -> Check:
    gradient, difference, bound, rounding = found.T
    # What both may be off by: the difference, and the gradient itself.
    allowed = _SAFETY * bound + _OWN * rounding
    apart = np.abs(gradient - difference)
    size = np.fmax(np.abs(gradient), np.abs(difference))
    # Of a component that is tiny beside the others no digits are left to compare.
    floor = FOUND * float(np.max(size[np.isfinite(size)], initial=0.0))
    reference = np.maximum(np.maximum(size, floor), 1e-300)
    error = np.where(apart <= allowed, np.minimum(apart, bound), apart) / reference
    verdicts = np.full(gradient.size, Verdict.UNKNOWN.value)
    # It can be told right from wrong if what the difference may be off is well below what is to be found.
    tells = np.isfinite(apart) & (allowed < 0.3 * FOUND * reference)
    # Or where both are so close together that no error of that size has room between them, whatever rounding does.
    tells |= apart + _LIKELY * bound + _OWN * rounding < FOUND * reference
    # A gradient of 0, as below a dead ReLU, has no relative error: it is right if the cost does not change either.
    is_zero = (gradient == 0.0) & (apart <= allowed) & (allowed < FOUND * level)
    error[is_zero] = apart[is_zero] / level
    tells |= is_zero
    verdicts[tells] = Verdict.RIGHT
    verdicts[np.isfinite(apart) & (apart > allowed) & (apart > 0.3 * FOUND * reference)] = Verdict.WRONG
    verdicts[kinks] = Verdict.KINK
    return Check(names, gradient, difference, bound, error, verdicts)


def check(objective: Objective, p: Array) -> Check:
    """The gradient check, as `check_steps` does it."""
    return next(found for found in check_steps(objective, p) if found is not None)
