"""Vectorised: matrices, ⊙ and the equations of propagation BP1 to BP4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Symbol
from visprop.notation.expression.from_formula import expression
from visprop.notation.expression.matrices import Hadamard, MatrixProduct, Transposed
from visprop.notation.layout.build import change_of, quotient, scripted
from visprop.notation.layout.nodes import Node, Script
from visprop.notation.notations import components, listing
from visprop.notation.notations.letters import NABLA_C
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.notation.notations.updates import update_equations
from visprop.timeline.program import Kind, Line


def equations(q: Quantities, line: Line, scope: Scope) -> Iterable[Equation]:
    """The equations of a line; of a linear net, whose vectors have one entry, they are those of the components."""
    if q.is_linear:
        return components.equations(q, line, scope)
    layer, depth = line.layer, q.network.depth
    if line.kind is Kind.INPUT:
        return [Equation(q.a_vector(0), Symbol(scripted("x"), q.frame.x))]
    if line.kind is Kind.FORWARD:
        affine = Sum((MatrixProduct(q.w_matrix(layer), q.a_vector(layer - 1)), q.b_vector(layer)))
        return [Equation(q.z_vector(layer), affine), Equation(q.a_vector(layer), q.sigma(layer, q.z_vector(layer)))]
    if line.kind is Kind.COST:
        return [Equation(q.c, _cost(q, depth))]
    if line.kind is Kind.BACKWARD:
        return _backward(q, layer, scope)
    return _update(q, scope.layer)


def _cost(q: Quantities, depth: int) -> Expr:
    formula = q.network.pair.vectorised
    return expression(formula, {"y": q.y_vector(), "a": q.a_vector(depth)}) if formula else components.cost(q)


def _delta(q: Quantities, layer: int) -> Equation:
    """BP1 in the last layer, BP2 before it."""
    left = q.delta_vector(layer)
    if layer == q.network.depth:
        return Equation(left, _general_output_delta(q, layer), "BP1", further=(_output_delta(q, layer),))
    back = MatrixProduct(Transposed(q.w_matrix(layer + 1)), q.delta_vector(layer + 1))
    if not q.has_slope(layer):
        return Equation(left, back, "BP2")
    return Equation(left, Hadamard(back, q.sigma_prime(layer, q.z_vector(layer))), "BP2")


def _general_output_delta(q: Quantities, layer: int) -> Expr:
    """(∂a/∂z)ᵀ ∇_a c, which is ∇_a c ⊙ σ′(z) where σ works entry by entry."""
    d = q.frame.d(layer)
    nabla = Symbol(NABLA_C, np.full(q.network.sizes[layer], np.nan) if d is None else d, Key("layer", layer))
    if not q.activation(layer).is_elementwise:
        return MatrixProduct(Transposed(_jacobian(q, layer)), nabla)
    return Hadamard(nabla, q.sigma_prime(layer, q.z_vector(layer))) if q.has_slope(layer) else nabla


def _output_delta(q: Quantities, layer: int) -> Expr:
    """The same for this cost and activation: a − y with a shortcut."""
    pair, activation = q.network.pair, q.activation(layer)
    if pair.has_shortcut:
        return Sum((q.a_vector(layer), Minus(q.y_vector())))
    slope = expression(pair.slope, {"y": q.y_vector(), "a": q.a_vector(layer)}, by_entry=True)
    if not activation.is_elementwise:
        return MatrixProduct(Transposed(_jacobian(q, layer)), slope)
    return Hadamard(slope, q.sigma_prime(layer, q.z_vector(layer))) if q.has_slope(layer) else slope


def _jacobian(q: Quantities, layer: int) -> Symbol:
    """∂a/∂z of a layer, as a matrix."""
    a, z, back = q.a_vector(layer), q.z_vector(layer), q.activation(layer).back
    assert back is not None, "only asked for what is not element-wise"
    rows = np.array([back(np.asarray(a.engine_value), unit) for unit in np.eye(q.network.sizes[layer])])
    return Symbol(quotient(a.name, z.name), rows, a.key)


def _backward(q: Quantities, layer: int, scope: Scope) -> list[Equation]:
    if q.is_any_shared(layer):
        # A matrix of derivatives has an entry for each place; a parameter at several places has one derivative.
        return [_delta(q, layer), *components.changes(q, layer, scope)]
    pair = q.frame.gradient(layer)
    n, m = q.network.sizes[layer], q.network.sizes[layer - 1]
    weights = np.full((n, m), np.nan) if pair is None else pair[0]
    biases = np.full(n, np.nan) if pair is None else pair[1]
    to_b = _ratio(q.c.name, q.b_vector(layer), biases)
    to_w = _ratio(q.c.name, q.w_matrix(layer), weights)
    return [
        _delta(q, layer),
        Equation(to_b, q.delta_vector(layer), "BP3"),
        Equation(to_w, MatrixProduct(q.delta_vector(layer), Transposed(q.a_vector(layer - 1))), "BP4"),
        *_own_updates(q, layer, (to_b, to_w)),
    ]


def _own_updates(q: Quantities, layer: int, slopes: tuple[Symbol, Symbol]) -> list[Equation]:
    """Δ_e b and Δ_e W of this example alone, where each entry moves by its own gradient."""
    scenario = q.frame.scenario
    if scenario.training.optimiser != PLAIN or scenario.objective.has_penalty or not components.all_are_free(q):
        return []
    found = []
    for old, slope in zip((q.b_vector(layer), q.w_matrix(layer)), slopes, strict=True):
        change = _change(old, -q.frame.eta * np.asarray(slope.engine_value), q.example_number)
        found.append(Equation(change, Minus(Product((q.eta, slope)))))
    return found


def _optimised(q: Quantities, layer: int, i: int, old: Symbol, step: Symbol, slope: Symbol) -> list[Equation]:
    """ΔW or Δb by the optimiser, entry by entry; i is 0 for W and 1 for b."""
    frame = q.frame
    remembered = []
    for values in (frame.memory, frame.memory_next):
        shape = np.shape(old.engine_value)
        parts = [np.full(shape, np.nan)] * len(frame.scenario.optimiser.memory)
        if frame.memory_next:
            parts = [q.network.layers(value)[layer - 1][i] for value in values]
        remembered.append(
            [
                Symbol(Script(scripted(letter), below=old.name), part, old.key)
                for letter, part in zip(frame.scenario.optimiser.memory, parts, strict=True)
            ]
        )
    optimiser, (before, after) = frame.scenario.optimiser, remembered
    return update_equations(optimiser, step, slope, old, q.eta, before, after, frame.number, is_matrix=True)


def _update(q: Quantities, layer: int) -> list[Equation]:
    """W ← W + ΔW and b ← b + Δb of one layer."""
    frame = q.frame
    n, m = q.network.sizes[layer], q.network.sizes[layer - 1]
    unknown = (np.full((n, m), np.nan), np.full(n, np.nan))

    def of(p: Array | None) -> tuple[Array, Array]:
        return unknown if p is None else q.network.layers(p)[layer - 1]

    found = []
    for i, old in enumerate((q.w_matrix(layer), q.b_vector(layer))):
        slope = _ratio(q.objective, old, of(frame.batch_gradient)[i])
        step = _change(old, of(frame.mean_step)[i])
        if components.all_are_free(q):
            found += _optimised(q, layer, i, old, step, slope)
        found.append(Equation(Symbol(old.name, of(frame.p_next)[i], old.key), Sum((old, step)), sign="←"))
    return found


def _ratio(above: Node, below: Symbol, value: Array) -> Symbol:
    return Symbol(quotient(above, below.name), value, below.key)


def _change(of: Symbol, value: Array, example: str = "") -> Symbol:
    """Δ of a matrix or vector; of one example alone with its number."""
    return Symbol(change_of(of.name, example), value, of.key)


def _passed(q: Quantities, layer: int, neurons: Sequence[int]) -> Iterable[Equation]:
    """δ of a layer."""
    return components.passed(q, layer, neurons) if q.is_linear else [_delta(q, layer)]


_LISTING = listing.listing(listing.vectorised_forward, listing.cost, listing.vectorised)

VECTORISED = Notation("vectorised", "vectorised", equations, _LISTING, _passed, components.delta_values, components.slope)
"""The notation, as it is registered."""
