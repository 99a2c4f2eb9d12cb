"""Plain values of one look at a training, from which it is told what goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.backprop import deltas
from visprop.engine.network import LayerPass
from visprop.engine.objective import SATURATED
from visprop.scenario.scenario import Scenario
from visprop.timeline.doctor.course import Course

PASSES = 9.0
"""As how many passes over the training rows a look counts."""
MOST = 0.9
"""So many of a layer's neurons are to have next to no σ′, so that it counts as saturated for a row."""
_WRONG = 0.1
"""An output further from its target than this share of the targets' range is wrong."""
_SAME = 1e-12
"""Numbers that differ by less than this share of the largest are the same but for rounding."""
_STILL = 1e-6
"""φ that changes by a smaller share of it does not move."""
_PROBE = 0.1
"""By which share of it φ is to go down along −∇φ, where it is tried whether it could."""

Neurons = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Vitals:
    """One look, after an update; what is told by layer has an entry for each of the layers 1 … L.

    Attributes:
        update: after how many updates.
        phi: φ two units of training before, one before, and now; NaN before the run. A unit is an epoch, of all rows an update.
        is_noisy: whether an update takes some of the rows alone.
        wrong: the share of rows of which an output is far from its target.
        saturated: by layer, the share of rows that are wrong and for which its σ′ is next to nothing; NaN where σ has no bounds,
            and where δ does not go through σ′.
        dead: by layer, the neurons whose σ′ is 0 for every row, where σ has no bounds.
        sizes: by layer, the number of neurons.
        delta: by layer, the root of the mean square of δ.
        same: by layer, groups of neurons with the same weights into and out of them.
        course: how c went in the later half of the run, of all rows at once; None where that is not told.
        probe: by which share of it φ goes down where p is moved along −∇φ so far that it should by a tenth; NaN where φ moves by
            itself.
    """

    update: int
    phi: tuple[float, float, float]
    is_noisy: bool
    wrong: float
    saturated: tuple[float, ...]
    dead: tuple[Neurons, ...]
    sizes: tuple[int, ...]
    delta: tuple[float, ...]
    same: tuple[tuple[Neurons, ...], ...]
    probe: float
    course: Course | None


def unit_of(scenario: Scenario) -> int:
    """How many updates a unit of training is."""
    return scenario.schedule.updates_per_epoch


def vitals(scenario: Scenario, update: int, places: Sequence[Array | None], course: Course | None = None) -> Vitals:
    """A look at p, the last of three places, after an update; the others are p two and one units before, None before the run."""
    p, network, train = places[-1], scenario.network, scenario.train
    assert p is not None
    with np.errstate(all="ignore"):
        phi = tuple(np.nan if one is None else scenario.objective.value(one) for one in places)
        steps = list(network.passes(p, train.x))
        back = [*deltas(network, steps, train.y)][::-1]
        wrong = _wrong(scenario, steps[-1])
        return Vitals(
            update,
            (phi[0], phi[1], phi[2]),
            is_noisy(scenario),
            float(wrong.mean()),
            tuple(_saturated(scenario, i, step, wrong) for i, step in enumerate(steps)),
            tuple(map(dead_neurons, steps)),
            network.sizes[1:],
            tuple(float(np.sqrt(np.mean(delta**2))) for delta in back),
            tuple(_same(scenario, p, layer) for layer in range(1, network.depth + 1)),
            _probe(scenario, p, phi[1], phi[2]),
            course,
        )


def is_noisy(scenario: Scenario) -> bool:
    """Whether an update takes some of the rows alone."""
    return scenario.schedule.size < len(scenario.train)


def _wrong(scenario: Scenario, last: LayerPass) -> NDArray[np.bool_]:
    """For each row whether an output is far from its target, and it costs something: of a margin, to be beyond it is right."""
    y = scenario.train.y
    is_far: NDArray[np.bool_] = np.abs(last.a - y).max(axis=1) > _WRONG * (float(np.ptp(y)) or 1.0)
    is_free: NDArray[np.bool_] = scenario.network.pair.value(y, last.z, last.a) == 0.0
    return is_far & ~is_free


def _saturated(scenario: Scenario, i: int, step: LayerPass, wrong: NDArray[np.bool_]) -> float:
    slope, pair = step.slope, scenario.network.pair
    if slope is None or not step.activation.is_bounded or (i == scenario.network.depth - 1 and pair.has_shortcut):
        return np.nan
    if step.activation.is_flat:
        # Its σ′ is 0 by its nature: no other weights would change that.
        return np.nan
    is_flat = (np.abs(slope) < SATURATED).mean(axis=1) >= MOST
    return float((is_flat & wrong).mean())


def dead_neurons(step: LayerPass) -> Neurons:
    """The neurons of a layer, from 1, whose σ′ is 0 for every row, where σ has no bounds."""
    slope = step.slope
    if slope is None or step.activation.is_bounded:
        return ()
    return tuple(int(j) + 1 for j in np.flatnonzero((slope == 0.0).all(axis=0)))


def _same(scenario: Scenario, p: Array, layer: int) -> tuple[Neurons, ...]:
    """Groups of a hidden layer's neurons that are the same, and will be, as all that reaches them is; not those that are tied."""
    network = scenario.network
    if layer == network.depth:
        return ()
    block, after = network.blocks(p)[layer - 1], network.blocks(p)[layer][:, :-1]
    ends = slice(network.offsets[layer - 1], network.offsets[layer])
    leader, free = (one[ends].reshape(block.shape) for one in (scenario.freedom.leader, scenario.free))
    whole = np.column_stack((block, after.T))
    scale, groups, left = _SAME * float(np.abs(whole).max()), [], list(np.flatnonzero(free.any(axis=1)))
    while left:
        first = left[0]
        group = [j for j in left if np.abs(whole[j] - whole[first]).max() <= scale and (leader[j] != leader[first]).any()]
        left = [j for j in left[1:] if j not in group]
        if group:
            groups.append(tuple(int(j) + 1 for j in (first, *group)))
    return tuple(groups)


def _probe(scenario: Scenario, p: Array, before: float, phi: float) -> float:
    """Whether φ, which does not move, could go down along −∇φ."""
    if not abs(before - phi) < _STILL * abs(phi):
        return np.nan
    slope = scenario.objective.slope(p)
    square = float(slope @ slope)
    if not square > 0.0:
        return 0.0
    moved = p - scenario.freedom.spread(_PROBE * phi / square * slope)
    return (phi - scenario.objective.value(moved)) / phi
