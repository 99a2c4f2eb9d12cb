"""What the article misprints, beside what is right, each with its number, and the number that nudging gives.

The rows are those of a linear network, one neuron a layer, as the article has it: f w b a = σ(w·a + b), d_l = ∂c/∂a_l and
δ_l = ∂c/∂z_l. Everything but the printed right-hand sides is computed as everywhere else.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.check import nudge_quotient
from visprop.engine.network import Network
from visprop.engine.objective import Freedom, Objective
from visprop.notation.expression.arithmetic import Call, Fraction, Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Expr, Number, Symbol, Variable
from visprop.notation.expression.functions import Applied, Lambda, Slope
from visprop.notation.notations.components import cost_of
from visprop.notation.notations.euler import d_symbol
from visprop.notation.notations.quantities import Quantities
from visprop.timeline.frame import Frame

NUDGE = 1e-6
"""How far a quantity is nudged to each side."""

_F, _C = (Symbol(name, name, float("nan"), fixed=True) for name in "fC")


class _Row(NamedTuple):
    """One misprint: what it is about, as printed, as it should be, and what nudging gives."""

    title: str
    printed: Equation
    correct: Equation
    nudged: Expr


def errata(frame: Frame, layer: int = 0) -> list[Block]:
    """Rows 1 to 4 of the errata for a layer (0 for the last but one) of a linear network of logistic neurons."""
    network = frame.scenario.network
    if any(size != 1 for size in network.sizes) or set(network.activations) != {"logistic"} or network.depth < 2:
        return [
            Note("The article's errata 1 to 4 are about a row of logistic neurons, one a layer."),
            Note("Open the scenario “Four neurons in a row” to see each with the number that it gives."),
        ]
    q = Quantities(frame)
    at = layer if 1 <= layer < network.depth else network.depth - 1
    rows = [_bias_deltas(q, at), _factor(q, at), _cost_slope(q), _bound(q, at), _sign(q, at)]
    blocks: list[Block] = []
    for row in rows:
        blocks += [
            Note(row.title, is_heading=True),
            row.printed,
            row.correct,
            Equation(row.correct.left, row.nudged, "by nudging"),
        ]
    return blocks


def _bias_deltas(q: Quantities, layer: int) -> _Row:
    """Row 1: σ′ at the layer's own weighted input, not at the one behind."""
    left, after = q.delta(layer, 0), q.delta(layer + 1, 0)
    weight = q.w(layer + 1, 0, 0)
    behind, own = (q.sigma_prime(at, _affine(q, at)) for at in (layer + 1, layer))
    return _Row(
        "1. “Calculating bias deltas”: σ′ must be taken at the layer's own weighted input",
        Equation(left, Product((after, behind, weight)), "as printed"),
        Equation(left, Product((after, weight, own)), "correct"),
        _nudged_parameter(q, q.b(layer, 0)),
    )


def _factor(q: Quantities, layer: int) -> _Row:
    """Row 2: the factor is the slope of the next layer."""
    left, behind = d_symbol(q, layer, 0), d_symbol(q, layer + 1, 0)
    return _Row(
        "2. “Leibniz-style calculation”: the factor belongs to the next layer",
        Equation(left, Product((behind, _slope_in_input(q, layer, q.a(layer, 0)))), "as printed"),
        Equation(left, Product((behind, _slope_in_input(q, layer + 1, q.a(layer, 0)))), "correct"),
        _nudged_activation(q, layer),
    )


def _cost_slope(q: Quantities) -> _Row:
    """Row 3: the derivative is a function until it is applied."""
    depth = q.network.depth
    a, v = q.a(depth, 0), Variable()
    moved = Applied((_C, q.y(0), v), cost_of(q, [v]))
    slope = Slope(Lambda(v, moved, Applied((_C, q.y(0)), moved.body)), a)
    left = d_symbol(q, depth, 0)
    # Left unapplied it is no number: neither side is evaluated.
    printed = Symbol(rf"D\left({_C.name}\, {q.y(0).name}\right)", f"D(C {q.y(0).plain})", float("nan"), fixed=True)
    return _Row(
        "3. The same, summary: unapplied, D(C y) is a function and has no number",
        Equation(Symbol(left.name, left.plain, float("nan"), left.key), printed, "as printed"),
        Equation(left, slope, "correct"),
        _nudged_activation(q, depth),
    )


def _bound(q: Quantities, layer: int) -> _Row:
    """Row 3, second part: the weight must be bound by λ; f a_1 p_2 takes the activation for the weight."""
    left, d = q.own_update(layer, 0, 0), d_symbol(q, layer, 0)
    w, b, before = q.w(layer, 0, 0), q.b(layer, 0), q.a(layer - 1, 0)
    v, u = Variable(), Variable()
    swapped = Slope(
        Lambda(u, q.sigma(layer, Sum((Product((before, u)), b))), Applied((_F, before, b), Number(0.0))), w
    )  # f a b, applied to w
    bound = Slope(Lambda(v, Applied((_F, v, b, before), q.sigma(layer, Sum((Product((v, before)), b))))), w)
    return _Row(
        "3. Also: f takes the weight first. Only because w·a = a·w does the misprint give the same number",
        Equation(left, Minus(Product((q.eta, d, swapped))), "as printed"),
        Equation(left, Minus(Product((q.eta, d, bound))), "correct"),
        Minus(Product((q.eta, _nudged_parameter(q, w)))),
    )


def _sign(q: Quantities, layer: int) -> _Row:
    """Row 4: the minus sign belongs to the bias too."""
    w, b, a = q.w(layer, 0, 0), q.b(layer, 0), q.a(layer - 1, 0)
    known = q.frame.z(layer) is not None
    slope = q.sigma_prime(layer, q.z(layer, 0)).number() * a.number() if known else float("nan")
    left = Symbol(
        rf"\frac{{\partial {q.a(layer, 0).name}}}{{\partial {w.name}}}", f"∂{q.a(layer, 0).plain}/∂{w.plain}", slope, w.key
    )

    def function(sign_of_b: int) -> Slope:
        v = Variable()
        inner: Expr = Sum((Minus(Product((v, a))), b)) if sign_of_b > 0 else Minus(Sum((Product((v, a)), b)))
        body = Fraction(Number(1.0), Sum((Number(1.0), Call(r"\exp", "exp", inner, np.exp, np.exp, is_positive=True))))
        return Slope(Lambda(v, body), w)

    return _Row(
        "4. “Neuron models”: the minus sign is for the bias as well",
        Equation(left, function(1), "as printed"),
        Equation(left, function(-1), "correct"),
        _nudged_neuron(q, layer),
    )


def _affine(q: Quantities, layer: int) -> Expr:
    return Sum((Product((q.w(layer, 0, 0), q.a(layer - 1, 0))), q.b(layer, 0)))


def _slope_in_input(q: Quantities, layer: int, point: Expr) -> Slope:
    """D(f w b) at a point."""
    v = Variable()
    w, b = q.w(layer, 0, 0), q.b(layer, 0)
    return Slope(Lambda(v, q.sigma(layer, Sum((Product((w, v)), b))), Applied((_F, w, b), Number(0.0))), point)


# Nudging: the quantity is moved to both sides, and what comes after it is computed again.


def _quotient(above: Symbol, below: Symbol, value: float) -> Symbol:
    return Symbol(rf"\frac{{\Delta {above.name}}}{{\Delta {below.name}}}", f"Δ{above.plain}/Δ{below.plain}", value, below.key)


def _nudged_parameter(q: Quantities, of: Symbol) -> Symbol:
    """Δc/Δw of a weight or bias."""
    frame, network = q.frame, q.network
    assert of.key is not None, "only parameters are nudged"
    index = network.single(of.key)
    # c of this example alone, by this parameter alone.
    alone = Objective(network, frame.x[None], frame.y[None], Freedom.of_all(network.parameter_count))
    return _quotient(q.c, of, nudge_quotient(alone, frame.p_before, np.array([index]), NUDGE))


def _nudged_activation(q: Quantities, layer: int) -> Symbol:
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


def _nudged_neuron(q: Quantities, layer: int) -> Symbol:
    """Δa/Δw of one neuron."""
    w, b, a = (symbol.number() for symbol in (q.w(layer, 0, 0), q.b(layer, 0), q.a(layer - 1, 0)))
    low, high = (1.0 / (1.0 + np.exp(-((w + step) * a + b))) for step in (-NUDGE, NUDGE))
    return _quotient(q.a(layer, 0), q.w(layer, 0, 0), float(high - low) / (2 * NUDGE))
