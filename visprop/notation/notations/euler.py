"""Euler's notation: D, λ and ∘, as the article derives d_i and Δp_i, for wider nets with the sum over paths.

f w b a = σ(w·a + b) is a neuron. d_j = ∂c/∂a_j. A softmax layer is no row of neurons, so there g w b a = w·a + b stands for
the neuron, and e_j = ∂c/∂z_j for d_j.
"""

from __future__ import annotations

from collections.abc import Sequence

from visprop.engine.key import Key
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Symbol, Variable
from visprop.notation.expression.functions import Applied, Lambda, Slope, Tuple
from visprop.notation.notations import components, listing
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line

_F = Symbol("f", "f", float("nan"), fixed=True)
_G = Symbol("g", "g", float("nan"), fixed=True)
_C = Symbol("C", "C", float("nan"), fixed=True)


def equations(q: Quantities, line: Line, scope: Scope) -> list[Equation]:
    """The equations of a line."""
    if line.kind is Kind.INPUT:
        return [components.inputs(q, j) for j in scope.neurons]
    if line.kind is Kind.FORWARD:
        return _forward(q, line.layer, scope)
    if line.kind is Kind.COST:
        outputs = [q.a(q.network.depth, j) for j in range(q.network.sizes[-1])]
        return [Equation(q.c, Applied((_C, _target(q), Tuple(tuple(outputs))), components.cost_of(q, list(outputs))))]
    if line.kind is Kind.BACKWARD:
        return [equation for j in scope.neurons for equation in _backward(q, line.layer, j, scope)]
    return [equation for j in scope.neurons for k in scope.columns() for equation in components.update(q, scope.layer, j, k)]


def _is_softmax(q: Quantities, layer: int) -> bool:
    return not q.activation(layer).is_elementwise


def _forward(q: Quantities, layer: int, scope: Scope) -> list[Equation]:
    if not _is_softmax(q, layer):
        return [Equation(q.a(layer, j), _neuron(q, layer, j)) for j in scope.neurons]
    found = [Equation(q.z(layer, j), _neuron(q, layer, j)) for j in scope.neurons]
    return found + [components.activation(q, layer, j) for j in scope.neurons]


def _neuron(
    q: Quantities, layer: int, j: int, w: dict[int, Expr] | None = None, b: Expr | None = None, a: dict[int, Expr] | None = None
) -> Applied:
    """f w b a, with some of its arguments replaced."""
    n = q.network.sizes[layer - 1]
    weights = [(w or {}).get(k, q.w(layer, j, k)) for k in range(n)]
    inputs = [(a or {}).get(k, q.a(layer - 1, k)) for k in range(n)]
    bias = b or q.b(layer, j)
    total = Sum((*(Product(pair) for pair in zip(weights, inputs, strict=True)), bias))
    soft = _is_softmax(q, layer)
    body = total if soft else q.sigma(layer, total)
    return Applied((_G if soft else _F, Tuple(tuple(weights)), bias, Tuple(tuple(inputs))), body)


def _target(q: Quantities) -> Expr:
    return Tuple(tuple(q.y(j) for j in range(q.network.sizes[-1])))


def d_symbol(q: Quantities, layer: int, j: int) -> Symbol:
    """d_j = ∂c/∂a_j of a layer, or e_j = ∂c/∂z_j of a softmax layer, with its value from the engine."""
    soft = _is_softmax(q, layer)
    name, plain = q.name("e" if soft else "d", "e" if soft else "d", layer, (j,))
    return Symbol(name, plain, q.delta(layer, j).number() if soft else _d_value(q, layer, j), Key.unit(layer, j + 1))


def _d_value(q: Quantities, layer: int, j: int) -> float:
    """∂c/∂a_j by the engine: (W⊤δ)_j of the next layer, or the cost's own derivative."""
    frame, network = q.frame, q.network
    if layer == network.depth:
        a = frame.a(layer)
        if a is None or frame.delta(layer) is None:
            return float("nan")
        return float(network.pair.gradient(frame.y, a)[j])
    after = frame.delta(layer + 1)
    if after is None or frame.delta(layer) is None:
        return float("nan")
    return float(network.layers(frame.p_before)[layer][0][:, j] @ after)


def _d(q: Quantities, layer: int, j: int) -> Expr:
    """d_j from what comes after: D(C y) a_j in the last layer, else Σ_i d_i D(f w_i b_i) a_j."""
    v = Variable()
    if layer == q.network.depth:
        return _last_d(q, j, v)
    terms = []
    for i in range(q.network.sizes[layer + 1]):
        moved = _neuron(q, layer + 1, i, a={j: v})
        partial = Applied(moved.words[:-1], moved.body) if q.network.sizes[layer] == 1 else None
        terms.append(Product((d_symbol(q, layer + 1, i), Slope(Lambda(v, moved, partial), q.a(layer, j)))))
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _last_d(q: Quantities, j: int, v: Variable) -> Expr:
    n, depth = q.network.sizes[-1], q.network.depth
    if _is_softmax(q, depth):
        z: list[Expr] = [q.z(depth, i) if i != j else v for i in range(n)]
        shares = [q.softmax(i, z) for i in range(n)]
        inner = Applied((Symbol(r"\mathrm{softmax}", "softmax", float("nan"), fixed=True), Tuple(tuple(z))), shares[j])
        shown = Applied((_C, _target(q), inner), components.cost_of(q, shares))
        return Slope(Lambda(v, shown), q.z(depth, j))
    outputs: list[Expr] = [q.a(depth, i) if i != j else v for i in range(n)]
    moved = Applied((_C, _target(q), Tuple(tuple(outputs))), components.cost_of(q, outputs))
    partial = Applied(moved.words[:-1], moved.body) if n == 1 else None
    return Slope(Lambda(v, moved, partial), q.a(depth, j))


def _own_update(q: Quantities, layer: int, j: int, k: int | None, gradient: Product) -> list[Equation]:
    """Δw = −η d D(…) w; where more than this gradient counts, as the components have it."""
    found = components.own_update(q, layer, j, k)
    if len(q.members(layer, j, k)) != 1 or components.penalty_terms(q, layer, j, k):
        return found
    return [Equation(equation.left, Minus(Product((q.eta, *gradient.factors)))) for equation in found]


def _backward(q: Quantities, layer: int, j: int, scope: Scope) -> list[Equation]:
    found = _passed(q, layer, [j])
    for k in scope.columns():
        found += _own_update(q, layer, j, k, _product(q, layer, j, k))
    return found


def _passed(q: Quantities, layer: int, neurons: Sequence[int]) -> list[Equation]:
    """d_j of some neurons."""
    return [Equation(d_symbol(q, layer, j), _d(q, layer, j)) for j in neurons]


def _product(q: Quantities, layer: int, j: int, k: int | None) -> Product:
    """d_j D(λv. f v b a) w_jk."""
    v = Variable()
    moved = _neuron(q, layer, j, b=v) if k is None else _neuron(q, layer, j, w={k: v})
    return Product((d_symbol(q, layer, j), Slope(Lambda(v, moved), q.parameter(layer, j, k))))


def _slope(q: Quantities, layer: int, j: int, k: int | None) -> Equation:
    """∂c/∂w."""
    return Equation(q.gradient(layer, j, k), _product(q, layer, j, k))


_LISTING = listing.listing(listing.euler_forward, listing.euler_cost, listing.euler)

EULER = Notation("euler", "Euler: D, λ", equations, _LISTING, _passed, _slope)
"""The notation, as it is registered."""
