"""All that a picture may use at a position: only what is known by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace, mean_gradient, trace
from visprop.engine.objective import Objective
from visprop.engine.optimisers import PLAIN
from visprop.scenario.scenario import Scenario
from visprop.timeline.position import Position
from visprop.timeline.program import Kind, Line, Program


@dataclass(frozen=True, eq=False)
class Frame:
    """The state at a position. What a later line computes is None here, or not to be had.

    Attributes:
        scenario: the experiment.
        position: where we are.
        program: the algorithm.
        p_before: the parameters that the passes of this update use, at the update line too.
        examples: this update's examples, as indices of the training rows.
        p_next: the parameters after the update, from its line on.
        memory: what the optimiser remembers before the update, as its `memory` names it.
        memory_since: the update from which on it remembers.
    """

    scenario: Scenario
    position: Position
    program: Program
    p_before: Array
    examples: NDArray[np.intp]
    p_next: Array | None
    memory: tuple[Array, ...]
    memory_since: int
    _trace: Trace

    @property
    def p(self) -> Array:
        """The p of now: that of the passes, and from the update line on the new one."""
        return self.p_before if self.p_next is None else self.p_next

    @property
    def done(self) -> int:
        """How many updates are done; on the update line its own is."""
        return self.position.update + (self.p_next is not None)

    @property
    def line(self) -> Line:
        """The line that was executed last."""
        return self.program.lines[self.position.line]

    @property
    def example(self) -> int:
        """The training row of the example at work."""
        return int(self.examples[self.position.example - 1])

    @property
    def x(self) -> Array:
        """The input of the example at work, of shape (n_0,)."""
        return self._trace.a[0]

    @property
    def y(self) -> Array:
        """Its target, of shape (n_L,)."""
        return self._trace.y

    def knows(self, kind: Kind, layer: int = 0) -> bool:
        """Whether the line of a kind and layer has been executed for this example."""
        number = {
            Kind.INPUT: 0,
            Kind.FORWARD: self.program.forward_line(layer),
            Kind.COST: self.program.cost_line,
            Kind.BACKWARD: self.program.backward_line(layer),
            Kind.UPDATE: self.program.update_line,
        }[kind]
        return self.position.line >= number

    def a(self, layer: int) -> Array | None:
        """The activations of a layer (0 for the input), of shape (n_l,)."""
        return self._trace.a[layer] if self.knows(Kind.FORWARD, layer) else None

    def z(self, layer: int) -> Array | None:
        """The weighted inputs of a layer from 1 to L, of shape (n_l,)."""
        return self._trace.z[layer] if self.knows(Kind.FORWARD, layer) else None

    def slope(self, layer: int) -> Array | None:
        """σ′(z) of a layer from 1 to L, known with its δ; empty for softmax."""
        return self._trace.slope[layer] if self.knows(Kind.BACKWARD, layer) else None

    def delta(self, layer: int) -> Array | None:
        """δ of a layer from 1 to L, of shape (n_l,)."""
        return self._trace.delta[layer] if self.knows(Kind.BACKWARD, layer) else None

    def with_parameters(self, p: Array) -> Frame:
        """The same moment with other parameters; what this example's passes give is computed again."""
        return replace(self, p_before=p, p_next=None, _trace=trace(self.scenario.network, p, self.x, self.y))

    @property
    def cost(self) -> float | None:
        """c of this example."""
        return self._trace.cost if self.knows(Kind.COST) else None

    def gradient(self, layer: int) -> tuple[Array, Array] | None:
        """∂c/∂W and ∂c/∂b of a layer for this example."""
        if not self.knows(Kind.BACKWARD, layer):
            return None
        return self.scenario.network.layers(self._trace.gradient)[layer - 1]

    def update(self, layer: int) -> tuple[Array, Array] | None:
        """ΔW and Δb of a layer: at the update line what is really added, before it what this example alone would do.

        Of one example there is a Δ only by plain descent, only for what is free to move, and only once the δ of all that moves
        together is known; the others are NaN.
        """
        step = self.mean_step if self.mean_step is not None else self.own_step
        if step is None or not self.knows(Kind.BACKWARD, layer):
            return None
        return self.scenario.network.layers(step)[layer - 1]

    @cached_property
    def own_step(self) -> Array | None:
        """Δ_e p of this example alone, of p's length, NaN where there is none; None if the optimiser is not plain descent."""
        scenario = self.scenario
        if scenario.training.optimiser != PLAIN:
            return None
        slope = scenario.objective.total_slope(self._trace.gradient, self.p_before)
        known = np.zeros(scenario.network.parameter_count)
        for layer in range(1, self.program.depth + 1):
            if not self.knows(Kind.BACKWARD, layer):
                known[scenario.network.offsets[layer - 1] : scenario.network.offsets[layer]] = np.nan
        freedom = scenario.freedom
        step: Array = freedom.spread(-self.eta * slope + freedom.gathered(known))
        step[~freedom.free] = np.nan
        return step

    @property
    def objective(self) -> Objective:
        """φ_B, over the examples of this update."""
        return self.scenario.objective.over(self.examples)

    @cached_property
    def cost_gradient(self) -> Array | None:
        """The mean of ∂c/∂p over this update's examples, whether free to move or not; known at the update line."""
        if not self.knows(Kind.UPDATE):
            return None
        train = self.scenario.train
        return mean_gradient(self.scenario.network, self.p_before, train.x[self.examples], train.y[self.examples])

    @cached_property
    def slope_by_q(self) -> Array | None:
        """∇φ_B by q, of q's length; known at the update line."""
        return None if self.cost_gradient is None else self.scenario.objective.total_slope(self.cost_gradient, self.p_before)

    @cached_property
    def batch_gradient(self) -> Array | None:
        """∇φ_B as each parameter feels it: what is tied feels the group's, what is frozen 0; known at the update line."""
        return None if self.slope_by_q is None else self.scenario.freedom.spread(self.slope_by_q)

    @property
    def eta(self) -> float:
        """η of this update."""
        return self.scenario.eta(self.position.update)

    @property
    def number(self) -> int:
        """The number of this update as the optimiser counts, from 1 since it began to remember."""
        return self.position.update - self.memory_since + 1

    @cached_property
    def _stepped(self) -> tuple[Array, tuple[Array, ...]] | None:
        """Δp of this update, and what the optimiser remembers after it."""
        if self.batch_gradient is None:
            return None
        return self.scenario.optimiser.step(self.batch_gradient, self.memory, self.eta, self.number)

    @property
    def mean_step(self) -> Array | None:
        """Δp of this update; known at the update line."""
        return None if self._stepped is None else self._stepped[0]

    @property
    def next_memory(self) -> tuple[Array, ...] | None:
        """What the optimiser remembers after this update; known at the update line."""
        return None if self._stepped is None else self._stepped[1]

    @cached_property
    def promised_decrease(self) -> float | None:
        """The decrease of φ_B that the tangent plane promises, −∇φ_B·Δq (η‖∇φ_B‖² by plain descent)."""
        if self.slope_by_q is None or self.mean_step is None:
            return None
        return float(-self.slope_by_q @ self.scenario.freedom.coordinates(self.mean_step))

    @cached_property
    def actual_decrease(self) -> float | None:
        """The decrease of φ_B that came: φ_B(p) − φ_B(p + Δp)."""
        if self.p_next is None:
            return None
        objective = self.objective
        costs = [objective.network.costs(p, objective.x, objective.y) for p in (self.p_before, self.p_next)]
        return float((costs[0] - costs[1]).mean()) + objective.penalty(self.p_before) - objective.penalty(self.p_next)
