"""The Scenario: everything that defines an experiment, frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import accuracy, classes, midpoint
from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace, mean_gradient, trace
from visprop.engine.descent import Descent
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.engine.objective import Freedom, Objective
from visprop.engine.optimiser import Optimiser
from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.engine.rates import CONSTANT, EtaSchedule
from visprop.engine.schedule import STRATEGIES, Schedule
from visprop.scenario.data.data import Data
from visprop.scenario.initialisers import DRAWN, Initial
from visprop.scenario.stop import NEVER, Stop


@dataclass(frozen=True)
class Training:
    """How the network is trained.

    Attributes:
        strategy: `online`, `mini_batch` or `full_batch`.
        batch_size: examples an update of a mini-batch, at least 1; the other strategies ignore it.
        eta: the learning rate η > 0, at first.
        seed: of the order of the examples.
        shuffle: whether each epoch has a new order.
        optimiser: the name of the rule that makes an update of a gradient.
        constants: which of its constants are other than usual, by their symbols.
        l1, l2: λ₁ and λ₂ of the penalties on weights, at least 0.
        eta_schedule: how η goes on.
        stop: when the training ends by itself.
    """

    strategy: str = "online"
    batch_size: int = 1
    eta: float = 0.5
    seed: int = 0
    shuffle: bool = False
    optimiser: str = PLAIN
    constants: tuple[tuple[str, float], ...] = ()
    l1: float = 0.0
    l2: float = 0.0
    eta_schedule: EtaSchedule = CONSTANT
    stop: Stop = NEVER

    def with_optimiser(self, name: str) -> Training:
        """Another rule, with its usual constants; the same with those it has."""
        return self if name == self.optimiser else replace(self, optimiser=name, constants=())


class Made(NamedTuple):
    """What an update is made of.

    Attributes:
        slope: ∇φ_B by q, of q's length.
        felt: the same as each parameter feels it, of p's length.
        step: Δp.
        memory: what the optimiser remembers after it.
    """

    slope: Array
    felt: Array
    step: Array
    memory: tuple[Array, ...]


@dataclass(frozen=True, eq=False)
class Scenario:
    """An experiment: network, initial parameters, data and training settings. A file is a scenario.

    Attributes:
        title: a line.
        notes: any text.
        network: the structure.
        p0: the initial parameters, read-only, of the network's parameter count.
        frozen: names of parameters that are never updated (`w2[1,2]`, `b2`).
        tied: groups of names of parameters that share one update; they stay equal where they start equal.
        data: the examples.
        training: the settings.
        initial: how p0 was or would be drawn.
    """

    title: str
    network: Network
    p0: Array
    data: Data
    training: Training
    notes: str = ""
    frozen: tuple[str, ...] = ()
    tied: tuple[tuple[str, ...], ...] = ()
    initial: Initial = DRAWN

    def __post_init__(self) -> None:
        self.p0.flags.writeable = False

    @cached_property
    def schedule(self) -> Schedule:
        """Which examples each update takes."""
        count, training = len(self.train), self.training
        strategy = STRATEGIES[training.strategy]
        size = strategy.size(count, training.batch_size)
        return Schedule(count, size, training.shuffle and strategy.has_order, training.seed)

    @cached_property
    def train(self) -> Data:
        """The training rows."""
        return self.data if not len(self.data.test_rows) else self.data.part(self.data.train_rows)

    @cached_property
    def test(self) -> Data:
        """The test rows; there may be none."""
        return self.data.part(self.data.test_rows)

    @cached_property
    def tied_groups(self) -> tuple[NDArray[np.intp], ...]:
        """The tied groups as indices of p."""
        return tuple(np.concatenate([self.network.select(name) for name in group]) for group in self.tied)

    @cached_property
    def tied_keys(self) -> tuple[tuple[Key, ...], ...]:
        """The tied groups as the places of their members, each in p's order."""
        return tuple(tuple(self.network.parameter(int(i)) for i in np.sort(group)) for group in self.tied_groups)

    def group_of(self, index: int) -> NDArray[np.intp]:
        """The indices of p that move together with one, which is among them."""
        return next((group for group in self.tied_groups if index in group), np.array([index]))

    def settled(self, p: Array) -> Array:
        """Parameters in which the members of each tied group have the first one's value."""
        p = p.copy()
        for group in self.tied_groups:
            p[group] = p[group[0]]
        return p

    @cached_property
    def freedom(self) -> Freedom:
        """Which parameters move, and which together."""
        frozen = [self.network.select(name) for name in self.frozen]
        every = np.concatenate(frozen) if frozen else np.empty(0, np.intp)
        return Freedom(self.network.parameter_count, every, self.tied_groups)

    @property
    def free(self) -> NDArray[np.bool_]:
        """For each entry of p whether it is updated; a tied group with a frozen member is frozen as a whole."""
        return self.freedom.free

    @property
    def coordinates_by_layer(self) -> list[NDArray[np.intp]]:
        """The coordinates of q that belong to each of the layers 1 … L."""
        layer = np.searchsorted(self.network.offsets, self.freedom.leaders, side="right")
        return [np.flatnonzero(layer == at) for at in range(1, self.network.depth + 1)]

    @cached_property
    def objective(self) -> Objective:
        """φ over the training rows."""
        training = self.training
        return Objective(self.network, self.train.x, self.train.y, self.freedom, training.l1, training.l2)

    @property
    def is_right(self) -> bool:
        """Whether its passes and updates are computed as they should be; not where an error is planted in them."""
        return True

    def passed(self, p: Array, x: Array, y: Array) -> Trace:
        """The passes of one example, x of shape (n_0,) and y of shape (n_L,), at p."""
        return trace(self.network, p, x, y)

    def returned(self, p: Array, found: Trace, layer: int) -> Array:
        """What came back to a hidden layer in the passes of an example: Wᵀδ of the layer after it."""
        after: Array = found.delta[layer + 1] @ self.network.layers(p)[layer][0]
        return after

    def cost_gradient(self, p: Array, rows: NDArray[np.intp]) -> Array:
        """The mean of ∂c/∂p over some training rows, whether free to move or not, of p's length."""
        return mean_gradient(self.network, p, self.train.x[rows], self.train.y[rows])

    def made(self, gradient: Array, p: Array, memory: Sequence[Array], eta: float, number: int, size: int) -> Made:
        """The update that a gradient leads to.

        Args:
            gradient: of the cost, of p's length.
            p: where.
            memory: what the optimiser remembers.
            eta: η.
            number: of the update as the optimiser counts, from 1.
            size: of how many examples the gradient is.
        """
        slope, freedom = self.objective.total_slope(gradient, p), self.freedom
        felt = freedom.spread(slope)
        step, after = self.optimiser.step(felt, freedom.spread(freedom.coordinates(p)), memory, eta, number)
        return Made(slope, felt, step, after)

    def descent(self) -> Descent:
        """The fast path of this scenario's training."""
        training = self.training
        return Descent(self.objective, self.schedule, training.eta, self.tied_groups, self.optimiser, training.eta_schedule)

    @cached_property
    def optimiser(self) -> Optimiser:
        """The rule that makes an update of a gradient, with its constants."""
        return OPTIMISERS[self.training.optimiser].with_constants(dict(self.training.constants))

    @property
    def descends_phi(self) -> bool:
        """Whether each update is −η∇φ: of all training rows at once, by plain descent."""
        return self.training.optimiser == PLAIN and self.schedule.size >= len(self.train)

    def eta(self, update: int) -> float:
        """η of the update that comes after `update` others."""
        return self.training.eta_schedule.at(self.training.eta, update)

    def accuracy(self, p: Array, part: Data) -> float | None:
        """The share of some rows that are classified rightly; None if the targets are no classes, or there are no rows."""
        if classes(self.data.y) is None:
            return None
        return accuracy(part.y, self.network.forward(p, part.x), midpoint(self.data.y))

    def with_parameters(self, p: Array) -> Scenario:
        """The same experiment, started from p."""
        return replace(self, p0=p.copy())

    def with_training(self, training: Training) -> Scenario:
        """The same experiment with other settings; data and p0 stay as they are."""
        return replace(self, training=training)

    def with_data(self, data: Data) -> Scenario:
        """The same experiment with other data of the same columns."""
        return replace(self, data=data)

    def with_new_weights(self, seed: int) -> Scenario:
        """The same experiment with initial parameters drawn again; frozen parameters keep their values."""
        initial = replace(self.initial, seed=seed)
        drawn = initial.draw(self.network, self.tied_groups)
        return replace(self, p0=np.where(self.free, drawn, self.p0), initial=initial)


def own_title(network: Network) -> str:
    """What a network of one's own is called until it has a title: `2–3–1 network`."""
    return f"{'–'.join(map(str, network.sizes))} network"
