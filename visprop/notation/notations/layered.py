"""By layers: f_N p = f_L p_L ∘ … ∘ f_1 p_1, each layer a function of its parameters and of the activations before it.

The article's Figure 2, with the types of erratum 14: all weights and biases of a layer are its p_l, so that
f_l : ℝ^(n m + n) → ℝ^m → ℝ^n.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Equation, Statement
from visprop.notation.expression.expr import Expr, Symbol
from visprop.notation.expression.functions import Applied
from visprop.notation.expression.matrices import MatrixProduct
from visprop.notation.layout.build import between, change_of, operator, quotient, scripted, tight, words
from visprop.notation.layout.nodes import APART, HAIR, THIN, Bound, Brackets, Fence, Gap, Mark, Node
from visprop.notation.notations import components
from visprop.notation.notations.letters import STEP, descended
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line

_C = Symbol(scripted("C"), float("nan"), fixed=True)
_UNKNOWN = float("nan")


def equations(q: Quantities, line: Line, scope: Scope) -> list[Equation]:
    """The equations of a line."""
    layer = line.layer
    if line.kind is Kind.INPUT:
        return [Equation(q.a_vector(0), Symbol(scripted("x"), q.frame.x)), _whole(q)]
    if line.kind is Kind.FORWARD:
        return [_type(q, layer), Equation(q.a_vector(layer), _applied(q, layer, q.a_vector(layer - 1)))]
    if line.kind is Kind.COST:
        outputs = [q.a(q.network.depth, j) for j in range(q.network.sizes[-1])]
        cost = Applied((_C, q.y_vector(), q.a_vector(q.network.depth)), components.cost_of(q, list(outputs)))
        return [Equation(q.c, cost)]
    if line.kind is Kind.BACKWARD:
        return [*_slope(q, layer, 0, None), *_own_update(q, layer)]
    p, step = parameters(q, scope.layer), _change(q, scope.layer, q.frame.mean_step, "")
    new = Symbol(p.name, _part(q, scope.layer, q.frame.p_next), p.key)
    return [Equation(new, Sum((p, step)), sign="←")]


def parameters(q: Quantities, layer: int) -> Symbol:
    """p_l, all weights and biases of a layer: W row by row, then b."""
    values = _part(q, layer, q.frame.p_before)
    return Symbol(_p(layer), values, Key("layer", layer))


def _p(layer: int) -> Node:
    return scripted("p", below=str(layer))


def _f(layer: int) -> Node:
    return scripted("f", below=str(layer))


def _part(q: Quantities, layer: int, p: Array | None) -> Array:
    weights, biases = q.network.layers(np.full(q.network.parameter_count, _UNKNOWN) if p is None else p)[layer - 1]
    return np.concatenate((weights.ravel(), biases))


def _function(layer: int) -> Symbol:
    return Symbol(_f(layer), _UNKNOWN, fixed=True)


def _applied(q: Quantities, layer: int, a: Expr) -> Applied:
    """f_l p_l a."""
    affine = Sum((MatrixProduct(q.w_matrix(layer), q.a_vector(layer - 1)), q.b_vector(layer)))
    return Applied((_function(layer), parameters(q, layer), a), q.sigma(layer, affine))


def _type(q: Quantities, layer: int) -> Equation:
    """f_l : ℝ^(n m + n) → ℝ^m → ℝ^n."""
    before, after = q.network.sizes[layer - 1 : layer + 1]
    sizes = (after * before + after, before, after)
    spaces = between((scripted("ℝ", str(size)) for size in sizes), operator("→"))
    return Equation(_function(layer), Symbol(spaces, _UNKNOWN), sign=":")


def _whole(q: Quantities) -> Equation:
    """f_N p x = f_L p_L (… (f_1 p_1 x))."""
    inner: Expr = Symbol(scripted("x"), q.frame.x)
    for layer in range(1, q.network.depth + 1):
        inner = _applied(q, layer, inner)
    functions = between((scripted("f", below=f"L{layer}") for layer in range(q.network.depth, 0, -1)), operator("∘"))
    composed = Symbol(tight(Brackets(functions), Gap(THIN), "x"), _UNKNOWN)
    return Equation(Symbol(words(scripted("f", below="N"), "p", "x"), _UNKNOWN, fixed=True), composed, further=(inner,))


def _change(q: Quantities, layer: int, step: Array | None, e: str) -> Symbol:
    p = parameters(q, layer)
    return Symbol(change_of(p.name, e), _part(q, layer, step), p.key)


def _slope(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂c/∂p_l, every partial derivative of the layer, by δ."""
    p, values = parameters(q, layer), _part(q, layer, q.frame.gradient_by_place)
    # What is tied has one derivative, which ∇ by the layer's own arguments is not.
    name = scripted("g", below=str(layer))
    left = Symbol(name, values, p.key) if q.is_any_shared(layer) else ratio(q.c, p, values)
    functions = (words(_f(at), _p(at)) for at in range(q.network.depth, layer, -1))
    v = Bound(scripted("v"))
    body = words(_f(layer), v, q.a_vector(layer - 1).name)
    moved = tight(Mark("λ"), Gap(HAIR), v, Mark("."), Gap(THIN), body)
    composed = between((words("C", "y"), *functions, Brackets(moved, Fence.PLAIN)), operator("∘"))
    name = tight("∇", Brackets(composed, Fence.PLAIN), Gap(APART), p.name)
    return [Equation(left, Symbol(name, values))]


def _own_update(q: Quantities, layer: int) -> list[Equation]:
    """Δ_e p_l = −η ∂c/∂p_l, where that is all of an example's own."""
    scenario = q.frame.scenario
    if scenario.training.optimiser != PLAIN or scenario.objective.has_penalty or not components.all_are_free(q):
        return []
    slope = _slope(q, layer, 0, None)[0].left
    return [Equation(_change(q, layer, q.frame.own_step, q.example_number), Minus(Product((q.eta, slope))))]


def _passed(q: Quantities, layer: int, neurons: Sequence[int]) -> list[Equation]:
    """Nothing: a layer's slope is written as ∇ of a composition."""
    return []


def _own_step(q: Quantities, layer: int) -> Array | None:
    """Δ_e p_l of this example alone."""
    return None if q.frame.own_step is None else _part(q, layer, q.frame.own_step)


def _listing(q: Quantities, line: Line) -> list[Statement]:
    """The line's statements."""
    layer, depth = line.layer, q.network.depth
    match line.kind:
        case Kind.INPUT:
            return [Statement(scripted("a", "0"), scripted("x"))]
        case Kind.FORWARD:
            return [Statement(scripted("a", str(layer)), words(_f(layer), _p(layer), scripted("a", str(layer - 1))))]
        case Kind.COST:
            return [Statement(scripted("c"), words("C", "y", scripted("a", str(depth))))]
        case Kind.BACKWARD:
            return [Statement(change_of(_p(layer)), descended(quotient(scripted("c"), _p(layer))))]
        case Kind.UPDATE:
            return [STEP]


LAYERED = Notation("layered", "by layers", equations, _listing, _passed, _own_step, _slope)
"""The notation in which the dress of layer functions writes all others."""
