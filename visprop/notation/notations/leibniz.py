"""Leibniz's notation: products of ∂/∂, with the intermediate variables named."""

from __future__ import annotations

from visprop.engine.key import Key
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Square, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.notations import components
from visprop.notation.notations.euler import d_symbol
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line


def equations(q: Quantities, line: Line, scope: Scope) -> list[Equation]:
    """The equations of a line."""
    if line.kind is Kind.COST:
        return _cost(q, scope)
    if line.kind is Kind.BACKWARD:
        return [equation for j in scope.neurons for equation in _backward(q, line.layer, j, scope)]
    return components.equations(q, line, scope)


def _cost(q: Quantities, scope: Scope) -> list[Equation]:
    """u_j = y_j − a_j, and c = ½ Σ u_j²; the cross-entropy has no use for u."""
    if q.network.cost != "half_squared_error":
        return [Equation(q.c, components.cost(q))]
    every = [_difference(q, j) for j in range(q.network.sizes[-1])]
    found = [Equation(every[j], Sum((q.y(j), Minus(q.a(q.network.depth, j))))) for j in scope.neurons]
    squares = tuple(Square(u) for u in every)
    total: Expr = squares[0] if len(squares) == 1 else Sum(squares)
    return [*found, Equation(q.c, Product((Fraction(Number(1.0), Number(2.0)), total)))]


def _difference(q: Quantities, j: int) -> Symbol:
    name, plain = ("u", "u") if q.network.sizes[-1] == 1 else (f"u_{{{j + 1}}}", f"u{chr(0x2081 + j)}" if j < 9 else f"u_{j + 1}")
    value = q.y(j).number() - q.a(q.network.depth, j).number() if q.frame.cost is not None else float("nan")
    return Symbol(name, plain, value, Key("y", 0, (j + 1,)))


def ratio(above: Symbol, below: Symbol, value: float) -> Symbol:
    """∂above/∂below with its value."""
    return Symbol(
        rf"\frac{{\partial {above.name}}}{{\partial {below.name}}}",
        f"∂{above.plain}/∂{below.plain}",
        value,
        below.key or above.key,
    )


def _to_a(q: Quantities, layer: int, j: int) -> Symbol:
    """∂c/∂a_j."""
    return ratio(q.c, q.a(layer, j), d_symbol(q, layer, j).number())


def _to_z(q: Quantities, layer: int, j: int) -> Symbol:
    """∂c/∂z_j = δ_j."""
    return ratio(q.c, q.z(layer, j), q.delta(layer, j).number())


def _slope(q: Quantities, layer: int, j: int) -> Symbol:
    """∂a_j/∂z_j = σ′(z_j)."""
    value = q.sigma_prime(layer, q.z(layer, j)).number() if q.frame.delta(layer) is not None else float("nan")
    return ratio(q.a(layer, j), q.z(layer, j), value)


def _from_cost(q: Quantities, layer: int, j: int) -> list[Equation]:
    """∂c/∂z_j of the last layer."""
    depth = q.network.depth
    difference = Sum((q.a(depth, j), Minus(q.y(j))))
    if q.network.activations[-1] == "softmax":
        return [Equation(_to_z(q, layer, j), difference)]
    if q.network.cost == "half_squared_error":
        found = [Equation(_to_a(q, layer, j), difference)]
    else:
        a, y, one = q.a(depth, j), q.y(j), Number(1.0)
        found = [
            Equation(
                _to_a(q, layer, j),
                Sum((Minus(Fraction(y, a)), Fraction(Sum((one, Minus(y))), Sum((one, Minus(a)))))),
            )
        ]
    return found + _through_slope(q, layer, j)


def _through_slope(q: Quantities, layer: int, j: int) -> list[Equation]:
    """∂a_j/∂z_j, and ∂c/∂z_j = ∂c/∂a_j · ∂a_j/∂z_j."""
    slope = _slope(q, layer, j)
    return [
        Equation(slope, q.sigma_prime(layer, q.z(layer, j))),
        Equation(_to_z(q, layer, j), Product((_to_a(q, layer, j), slope))),
    ]


def _from_behind(q: Quantities, layer: int, j: int) -> list[Equation]:
    """∂c/∂a_j = Σ_i ∂c/∂z_i · ∂z_i/∂a_j over the layer behind, where ∂z_i/∂a_j is the weight w_ij."""
    terms: list[Expr] = []
    for i in range(q.network.sizes[layer + 1]):
        weight = q.w(layer + 1, i, j)
        passed = ratio(q.z(layer + 1, i), q.a(layer, j), weight.number())
        terms.append(Product((_to_z(q, layer + 1, i), Symbol(passed.name, passed.plain, passed.of, weight.key))))
    total = terms[0] if len(terms) == 1 else Sum(tuple(terms))
    return [Equation(_to_a(q, layer, j), total), *_through_slope(q, layer, j)]


def _backward(q: Quantities, layer: int, j: int, scope: Scope) -> list[Equation]:
    found = _from_cost(q, layer, j) if layer == q.network.depth else _from_behind(q, layer, j)
    for k in scope.columns():
        if k is None:
            passed, value = q.b(layer, j), 1.0
        else:
            passed, value = q.w(layer, j, k), q.a(layer - 1, k).number()
        last = ratio(q.z(layer, j), passed, value)
        found.append(Equation(q.gradient(layer, j, k), Product((_to_z(q, layer, j), last))))
        found.append(components.own_update(q, layer, j, k))
    return found


LEIBNIZ = Notation("leibniz", "Leibniz: ∂/∂", equations)
"""The notation, as it is registered."""
