"""With d: the article's "Instantiating the pseudocode", of a net with one neuron a layer whose biases are one constant b.

d_i = ∂c/∂a_i, and each Δw_i has its σ′(w_i a_{i−1} + b) of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr
from visprop.notation.notations import components, listing
from visprop.notation.notations.euler import d_values, sigma_prime_factor
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line


def equations(q: Quantities, line: Line, scope: Scope) -> Iterable[Equation]:
    """The equations of a line."""
    if line.kind is not Kind.BACKWARD:
        return components.equations(q, line, scope)
    found = _passed(q, line.layer, [0])
    for k in (k for k in scope.columns() if components.is_completed(q, line.layer, 0, k)):
        if components.moves_by_slope(q, line.layer, 0, k):
            found.append(Equation(q.own_update(line.layer, 0, k), components.descended(q, _by(q, line.layer, 0, k))))
        else:
            found += [*_slope(q, line.layer, 0, k), *components.own_update(q, line.layer, 0, k)]
    return found


def _passed(q: Quantities, layer: int, neurons: Sequence[int]) -> list[Equation]:
    """d_i: ∂c/∂a of the output, else d_{i+1} σ′(w_{i+1} a_i + b) w_{i+1}."""
    if layer == q.network.depth:
        return [Equation(q.d(layer, 0), components.cost_slope(q, 0))]
    after = layer + 1
    return [Equation(q.d(layer, 0), Product((q.d(after, 0), *sigma_prime_factor(q, after, 0), q.w(after, 0, 0))))]


def _factors(q: Quantities, layer: int, j: int, k: int | None) -> tuple[Expr, ...]:
    """d_i σ′(w_i a_{i−1} + b) a_{i−1}."""
    inner = () if k is None else (q.a(layer - 1, k),)
    return (q.d(layer, j), *sigma_prime_factor(q, layer, j), *inner)


def _by(q: Quantities, layer: int, j: int, k: int | None) -> Expr:
    """∂c/∂w over the places of the parameter."""
    return components.over_places(q, layer, j, k, lambda *place: _factors(q, *place))


def _slope(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂c/∂w."""
    return [Equation(q.gradient(layer, j, k), _by(q, layer, j, k))]


_LISTING = listing.listing(listing.forward, listing.cost, listing.instantiated)

INSTANTIATED = Notation("instantiated", "with d = ∂c/∂a", equations, _LISTING, _passed, d_values, _slope)
"""The notation in which the dress of one constant b writes components and matrices."""
