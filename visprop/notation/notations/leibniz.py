"""Leibniz's notation through z: products of ∂/∂, with the intermediate variables named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from visprop.engine.key import Key
from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.expression.from_formula import expression
from visprop.notation.layout.build import scripted
from visprop.notation.naming import number_below
from visprop.notation.notations import components, listing
from visprop.notation.notations.euler import d_symbol
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line


def equations(q: Quantities, line: Line, scope: Scope) -> Iterable[Equation]:
    """The equations of a line, made as they are read."""
    if line.kind is Kind.COST:
        return _cost(q, scope)
    if line.kind is Kind.BACKWARD:
        return (equation for j in scope.neurons for equation in _backward(q, line.layer, j, scope))
    return components.equations(q, line, scope)


def _cost(q: Quantities, scope: Scope) -> list[Equation]:
    """u_j, if the cost has a use for it, and c as a sum over the outputs."""
    pair = q.network.pair
    if not pair.inner:
        return [Equation(q.c, components.cost(q))]
    every = [_difference(q, j) for j in range(q.network.sizes[-1])]
    found = [Equation(every[j], _inner(q, j)) for j in scope.neurons]
    outer = pair.term.replace(f"({pair.inner})", "(u)")
    return [*found, Equation(q.c, components.scaled(pair.factor, components.added([expression(outer, {"u": u}) for u in every])))]


def _inner(q: Quantities, j: int) -> Expr:
    """What u_j stands for."""
    return expression(q.network.pair.inner, {"y": q.y(j), "a": q.a(q.network.depth, j)})


def _difference(q: Quantities, j: int) -> Symbol:
    name = scripted("u", below=number_below(q.network.sizes[-1], j + 1))
    value = _inner(q, j).number() if q.frame.cost is not None else float("nan")
    return Symbol(name, value, Key("y", 0, (j + 1,)))


def to_a(q: Quantities, layer: int, j: int) -> Symbol:
    """∂c/∂a_j."""
    return ratio(q.c, q.a(layer, j), d_symbol(q, layer, j).number())


def to_z(q: Quantities, layer: int, j: int) -> Symbol:
    """∂c/∂z_j = δ_j."""
    return ratio(q.c, q.z(layer, j), q.delta(layer, j).number())


def a_by_z(q: Quantities, layer: int, j: int) -> Symbol:
    """∂a_j/∂z_j = σ′(z_j)."""
    value = q.sigma_prime(layer, q.z(layer, j)).number() if q.frame.delta(layer) is not None else float("nan")
    return ratio(q.a(layer, j), q.z(layer, j), value)


def z_by_a(q: Quantities, layer: int, j: int, k: int) -> Symbol:
    """∂z_j/∂a_k of a layer and the one before, which is the weight w_jk."""
    weight = q.w(layer, j, k)
    return Symbol(ratio(q.z(layer, j), q.a(layer - 1, k), weight.number()).name, weight.engine_value, weight.key)


def _from_cost(q: Quantities, layer: int, j: int) -> list[Equation]:
    """∂c/∂z_j of the last layer."""
    if not q.activation(layer).is_elementwise:
        reduced = components.product_of(components.output_factors(q, j))
        return [Equation(to_z(q, layer, j), components.general_output_delta(q, j), further=(reduced,))]
    return [Equation(to_a(q, layer, j), components.cost_slope(q, j)), *_through_slope(q, layer, j)]


def _through_slope(q: Quantities, layer: int, j: int) -> list[Equation]:
    """∂a_j/∂z_j, and ∂c/∂z_j = ∂c/∂a_j · ∂a_j/∂z_j."""
    slope = a_by_z(q, layer, j)
    return [
        Equation(slope, q.sigma_prime(layer, components.argument(q, layer, j))),
        Equation(to_z(q, layer, j), Product((to_a(q, layer, j), slope))),
    ]


def _from_next_layer(q: Quantities, layer: int, j: int) -> list[Equation]:
    """∂c/∂a_j = Σ_i ∂c/∂z_i · ∂z_i/∂a_j over the next layer."""
    after = layer + 1
    terms = [Product((to_z(q, after, i), z_by_a(q, after, i, j))) for i in range(q.network.sizes[after])]
    return [Equation(to_a(q, layer, j), components.added(terms)), *_through_slope(q, layer, j)]


def _passed(q: Quantities, layer: int, neurons: Sequence[int]) -> Iterator[Equation]:
    """∂c/∂a_j and ∂c/∂z_j of some neurons."""
    reach = _from_cost if layer == q.network.depth else _from_next_layer
    return (equation for j in neurons for equation in reach(q, layer, j))


def by_parameter(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂z/∂w = a_k and ∂z/∂b = 1, and ∂c/∂w = ∂c/∂z · ∂z/∂w; of a parameter at several places what these add up to.

    Of several places ∂z/∂w would have two meanings, with the activations before z held or not, so it is not written.
    """
    if q.places.is_shared(components.key_at(layer, j, k)):
        total = components.over_places(q, layer, j, k, lambda *place: _factors(q, *place))
        return [Equation(q.gradient(layer, j, k), total)]
    inner: Expr = Number(1.0) if k is None else q.a(layer - 1, k)
    last = ratio(q.z(layer, j), q.parameter(layer, j, k), inner.value() if q.frame.delta(layer) is not None else float("nan"))
    return [Equation(last, inner), Equation(q.gradient(layer, j, k), Product((to_z(q, layer, j), last)))]


def _factors(q: Quantities, layer: int, j: int, k: int | None) -> tuple[Expr, ...]:
    """∂c/∂z_j and a_k, of a bias ∂c/∂z_j alone."""
    return (to_z(q, layer, j),) if k is None else (to_z(q, layer, j), q.a(layer - 1, k))


def _backward(q: Quantities, layer: int, j: int, scope: Scope) -> Iterator[Equation]:
    yield from _passed(q, layer, [j])
    for k in (k for k in scope.columns() if components.is_completed(q, layer, j, k)):
        yield from by_parameter(q, layer, j, k)
        yield from (replace(one, further=()) for one in components.own_update(q, layer, j, k))


_LISTING = listing.listing(listing.forward, listing.cost, listing.leibniz)

LEIBNIZ = Notation("leibniz", "Leibniz: ∂z/∂w", equations, _LISTING, _passed, components.delta_values, by_parameter)
"""The notation, as it is registered."""
