"""What nudging gives: a quantity is moved to both sides, and what comes after it is computed again."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.check import nudge_quotient
from visprop.engine.network import Network
from visprop.engine.objective import Freedom, Objective
from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.build import change_of
from visprop.notation.layout.nodes import Over
from visprop.notation.notations.quantities import Quantities
from visprop.timeline.frame import Frame

NUDGE = 1e-6
"""How far a quantity is nudged to each side."""


def _quotient(above: Symbol, below: Symbol, value: float) -> Symbol:
    return Symbol(Over(change_of(above.name), change_of(below.name)), value, below.key)


def nudged_parameter(q: Quantities, of: Symbol) -> Symbol:
    """Δc/Δw of a weight or bias."""
    frame, network = q.frame, q.network
    assert of.key is not None, "only parameters are nudged"
    index = network.single(of.key)
    # c of this example alone, by this parameter alone.
    alone = Objective(network, frame.x[None], frame.y[None], Freedom.of_all(network.parameter_count))
    return _quotient(q.c, of, nudge_quotient(alone, frame.p_before, np.array([index]), NUDGE))


def nudged_activation(q: Quantities, layer: int) -> Symbol:
    """Δc/Δa_l: what comes after the layer is a network of its own, whose input is nudged."""
    a, value = q.frame.a(layer), float("nan")
    if a is not None:
        low, high = (_cost_behind(q.network, q.frame, layer, a + step) for step in (-NUDGE, NUDGE))
        value = (high - low) / (2 * NUDGE)
    return _quotient(q.c, q.a(layer, 0), value)


def _cost_behind(network: Network, frame: Frame, layer: int, a: Array) -> float:
    if layer == network.depth:
        z = np.log(a / (1.0 - a))  # the cross-entropy is computed from z
        return float(network.pair.value(frame.y, z, a))
    behind = Network(network.sizes[layer:], network.activations[layer:], network.cost)
    return float(behind.mean_cost(frame.p_before[network.offsets[layer] :], a[None], frame.y[None]))


def nudged_neuron(q: Quantities, layer: int) -> Symbol:
    """Δa/Δw of one neuron."""
    w, b, a = (symbol.number() for symbol in (q.w(layer, 0, 0), q.b(layer, 0), q.a(layer - 1, 0)))
    low, high = (1.0 / (1.0 + np.exp(-((w + step) * a + b))) for step in (-NUDGE, NUDGE))
    return _quotient(q.a(layer, 0), q.w(layer, 0, 0), float(high - low) / (2 * NUDGE))
