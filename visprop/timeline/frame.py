"""All that a picture may use at a position: only what is known by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace, mean_gradient, trace
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
        examples: the indices of this update's examples in the data.
        p_next: the parameters after the update, from its line on.
        memory: what the optimiser remembers before the update, as its `memory` names it.
    """

    scenario: Scenario
    position: Position
    program: Program
    p_before: Array
    examples: NDArray[np.intp]
    p_next: Array | None
    memory: tuple[Array, ...]
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
        """The index in the data of the example at work."""
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
        """ΔW and Δb of a layer by this example's own gradient; at the update line the mean over the update's examples."""
        if not self.knows(Kind.BACKWARD, layer):
            return None
        step = self.mean_step if self.mean_step is not None else self._own_step
        return self.scenario.network.layers(step)[layer - 1]

    @cached_property
    def _own_step(self) -> Array:
        return self.scenario.update_of(self._trace.gradient)

    @cached_property
    def batch_gradient(self) -> Array | None:
        """∇φ of this update, the mean of its examples' gradients; known at the update line."""
        if not self.knows(Kind.UPDATE):
            return None
        data = self.scenario.data
        return mean_gradient(self.scenario.network, self.p_before, data.x[self.examples], data.y[self.examples])

    @cached_property
    def _stepped(self) -> tuple[Array, tuple[Array, ...]] | None:
        """Δp of this update, and what the optimiser remembers after it."""
        if self.batch_gradient is None:
            return None
        scenario = self.scenario
        g = scenario.moving_gradient(self.batch_gradient)
        return scenario.optimiser.step(g, self.memory, scenario.training.eta, self.position.update + 1)

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
        """The decrease of φ that the tangent plane promises, −∇φ·Δp (η‖∇φ‖² where all parameters are free)."""
        if self.batch_gradient is None or self.mean_step is None:
            return None
        return float(-self.batch_gradient @ self.mean_step)

    @cached_property
    def actual_decrease(self) -> float | None:
        """The decrease of this update's own φ that came: φ(p) − φ(p + Δp), over the update's examples."""
        if self.p_next is None:
            return None
        network, data = self.scenario.network, self.scenario.data
        x, y = data.x[self.examples], data.y[self.examples]
        return float((network.costs(self.p_before, x, y) - network.costs(self.p_next, x, y)).mean())
