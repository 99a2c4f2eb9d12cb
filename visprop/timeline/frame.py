"""All that a picture may use at a position: only what is known by then."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace
from visprop.engine.optimisers import PLAIN
from visprop.scenario.data.scaling import scaled
from visprop.scenario.scenario import Scenario
from visprop.timeline.position import Position
from visprop.timeline.program import Kind, Line, Program
from visprop.timeline.totals import Totals


@dataclass(frozen=True, eq=False)
class Tried:
    """An input that is tried out in the place of an example.

    Attributes:
        x: as the data are given, of shape (n_0,).
        row: which row of the data it is, from 0; None for none, as then no target is known.
    """

    x: Array
    row: int | None = None


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
        memory_next: what it remembers after the update, from its line on; empty before.
        totals: sums over the examples.
        tried: the input that is tried out in the place of the example at work; None for none.
    """

    scenario: Scenario
    position: Position
    program: Program
    p_before: Array
    examples: NDArray[np.intp]
    p_next: Array | None
    memory: tuple[Array, ...]
    memory_since: int
    memory_next: tuple[Array, ...]
    totals: Totals
    _trace: Trace
    tried: Tried | None = None
    _made: tuple[Array, Array, Array] | None = field(default=None, init=False)

    @property
    def p(self) -> Array:
        """The p of now: that of the passes, and from the update line on the new one."""
        return self.p_before if self.p_next is None else self.p_next

    def parameters(self, layer: int) -> tuple[Array, Array]:
        """W and b of a layer from 1 to L at the p of now."""
        return self.scenario.network.layers(self.p)[layer - 1]

    def parameters_before(self, layer: int) -> tuple[Array, Array]:
        """W and b of a layer from 1 to L as the passes of this update use them."""
        return self.scenario.network.layers(self.p_before)[layer - 1]

    @property
    def done(self) -> int:
        """How many updates are done; on the update line its own is."""
        return self.position.update + self.knows(Kind.UPDATE)

    @property
    def line(self) -> Line:
        """The line that was executed last."""
        return self.program.lines[self.position.line]

    @property
    def example(self) -> int:
        """The training row of the example at work."""
        return int(self.examples[self.position.example - 1])

    @property
    def is_of_all(self) -> bool:
        """Whether this update takes all rows to train with at once, so that φ_B is φ."""
        return len(self.examples) == len(self.scenario.train)

    @property
    def row(self) -> int | None:
        """The row of the data that is at work, from 0; None for an input that is none of them."""
        return int(self.scenario.data.train_rows[self.example]) if self.tried is None else self.tried.row

    @property
    def x(self) -> Array:
        """The input of the example at work, of shape (n_0,)."""
        return self._trace.a[0]

    @property
    def y(self) -> Array:
        """Its target, of shape (n_L,); NaN of an input that is tried out and has none."""
        return self._trace.y

    def knows(self, kind: Kind, layer: int = 0) -> bool:
        """Whether the line of a kind and layer has been executed for this example."""
        return self.position.line >= self.program.number(kind, layer)

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

    def d(self, layer: int) -> Array | None:
        """∂c/∂a of a layer from 1 to L, of shape (n_l,), known with its δ: the cost's own slope, or W⊤δ of the next layer."""
        if not self.knows(Kind.BACKWARD, layer):
            return None
        network = self.scenario.network
        with np.errstate(over="ignore", invalid="ignore"):
            if layer == network.depth:
                return network.pair.gradient(self.y, self._trace.a[layer])
            return self.scenario.returned(self.p_before, self._trace, layer)

    def with_parameters(self, p: Array) -> Frame:
        """The same moment with other parameters; what this example's passes give is computed again."""
        passed = self.scenario.passed(p, self.x, self.y)
        return replace(self, p_before=p, p_next=None, memory_next=(), _trace=passed)

    def trying(self, tried: Tried) -> Frame:
        """An input's own pass at the p of now: all of it for a row, and forward alone where no target is known."""
        data, network, done = self.scenario.data, self.scenario.network, self.done
        if tried.row is None:
            x = tried.x if data.scaling is None else scaled(tried.x, data.scaling.x)
            y, line = np.full(network.sizes[-1], np.nan), self.program.forward_line(network.depth)
        else:
            x, y, line = data.x[tried.row], data.y[tried.row], self.program.backward_line(1)
        return replace(
            self, position=Position(done, 1, line), p_before=self.p, p_next=None, examples=self.scenario.schedule.examples(done),
            memory=self.memory_next or self.memory, memory_next=(), tried=tried, _trace=self.scenario.passed(self.p, x, y),
        )  # fmt: skip

    def on_the_way(self, share: float) -> Frame:
        """The same moment with the p of now between the p of the passes and the new one, for an update that is drawn moving."""
        return self if self.p_next is None else replace(self, p_next=self.p_before + share * (self.p_next - self.p_before))

    def at_once(self) -> Frame:
        """The same moment, waiting for each sum instead of leaving it pending."""
        return replace(self, totals=self.totals.at_once())

    @property
    def is_pending(self) -> bool:
        """Whether the update is made and what it is made of is still being computed."""
        return self.knows(Kind.UPDATE) and self.cost_gradient is None

    @property
    def phi(self) -> float | None:
        """φ at the p of now; None while it is being computed."""
        return self.totals.phi(self.p)

    @property
    def slope_of_phi(self) -> Array | None:
        """∇φ by q at the p of now, of q's length; None while it is being computed."""
        return self.totals.slope(self.p)

    @property
    def cost(self) -> float | None:
        """c of this example."""
        return self._trace.cost if self.knows(Kind.COST) else None

    def gradient(self, layer: int) -> tuple[Array, Array] | None:
        """∂c/∂W and ∂c/∂b of a layer for this example; of what is tied by the one parameter, NaN until all its δ are known."""
        if not self.knows(Kind.BACKWARD, layer):
            return None
        return self.scenario.network.layers(self._shared_gradient)[layer - 1]

    @cached_property
    def _shared_gradient(self) -> Array:
        return self.scenario.freedom.shared(self.gradient_by_place)

    @cached_property
    def gradient_by_place(self) -> Array:
        """δ_j a_k, or δ_j, at each place of a parameter, of p's length: ∂c/∂p where none are tied; NaN where not known."""
        return np.asarray(self._trace.gradient + self._unknown)

    @property
    def _unknown(self) -> Array:
        """0 at each entry of p whose δ is known, NaN at the others."""
        found = np.zeros(self.scenario.network.parameter_count)
        for layer in range(1, self.program.depth + 1):
            if not self.knows(Kind.BACKWARD, layer):
                found[self.scenario.network.offsets[layer - 1] : self.scenario.network.offsets[layer]] = np.nan
        return found

    def update(self, layer: int) -> tuple[Array, Array] | None:
        """ΔW and Δb of a layer: at the update line what is really added, before it what this example alone would do.

        Of one example there is a Δ only by plain descent, only for what is free to move, and only once the δ of all that moves
        together is known; the others are NaN.
        """
        step = self.mean_step if self.knows(Kind.UPDATE) else self.own_step
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
        freedom = scenario.freedom
        # Of numbers near the largest it is infinite, and is told so.
        with np.errstate(over="ignore", invalid="ignore"):
            step: Array = freedom.spread(-self.eta * slope + freedom.gathered(self._unknown))
        step[~freedom.free] = np.nan
        return step

    @property
    def cost_gradient(self) -> Array | None:
        """The mean of ∂c/∂p over this update's examples, whether free to move or not; from the update line on, or pending."""
        return self.totals.cost_gradient(self.p_before, self.examples) if self.knows(Kind.UPDATE) else None

    @property
    def slope_by_q(self) -> Array | None:
        """∇φ_B by q, of q's length; from the update line on, or pending."""
        gradient = self.cost_gradient
        return None if gradient is None else self._of_gradient(gradient)[0]

    @property
    def batch_gradient(self) -> Array | None:
        """∇φ_B as each parameter feels it: what is tied feels the group's, what is frozen 0; as `slope_by_q` known."""
        gradient = self.cost_gradient
        return None if gradient is None else self._of_gradient(gradient)[1]

    @property
    def mean_step(self) -> Array | None:
        """Δp of this update; as `slope_by_q` known."""
        gradient = self.cost_gradient
        return None if gradient is None else self._of_gradient(gradient)[2]

    def _of_gradient(self, gradient: Array) -> tuple[Array, Array, Array]:
        """∇φ_B by q, the same as each parameter feels it, and Δp."""
        if self._made is None:
            made = self.scenario.made(gradient, self.p_before, self.memory, self.eta, self.number, len(self.examples))
            # Kept, and the same for all who ask; the frame is frozen for everybody else.
            object.__setattr__(self, "_made", made[:3])
        assert self._made is not None
        return self._made

    @property
    def eta(self) -> float:
        """η of this update."""
        return self.scenario.eta(self.position.update)

    @property
    def number(self) -> int:
        """The number of this update as the optimiser counts, from 1 since it began to remember."""
        return self.position.update - self.memory_since + 1

    @property
    def goes_down_phi(self) -> bool:
        """Whether the update at hand is −η∇φ at the p of now: of all rows at once, by plain descent, and not made yet."""
        return self.scenario.descends_phi and not self.knows(Kind.UPDATE)

    @property
    def promised_decrease(self) -> float | None:
        """The decrease of φ_B that the tangent plane promises, −∇φ_B·Δq (η‖∇φ_B‖² by plain descent)."""
        slope, step = self.slope_by_q, self.mean_step
        if slope is None or step is None:
            return None
        with np.errstate(over="ignore"):
            return float(-slope @ self.scenario.freedom.coordinates(step))

    @property
    def actual_decrease(self) -> float | None:
        """The decrease of φ_B that came: φ_B(p) − φ_B(p + Δp)."""
        return None if self.p_next is None else self.totals.decrease(self.p_before, self.p_next, self.examples)
