"""Leibniz's notation from activation to activation: the article's ∂c/∂a_4 ∂a_4/∂a_3 ∂a_3/∂p_3, without z.

Of wider nets ∂c/∂a_j is a sum over the next layer. A softmax layer is no row of neurons, so there ∂c/∂z_j stands for ∂c/∂a_j.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Symbol
from visprop.notation.notations import components, euler, listing
from visprop.notation.notations.euler import d_values, is_softmax, last_slope, moved_by, passing, sigma_prime_factor
from visprop.notation.notations.leibniz import to_a, to_z
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line


def equations(q: Quantities, line: Line, scope: Scope) -> Iterable[Equation]:
    """The equations of a line, made as they are read."""
    if line.kind is Kind.BACKWARD:
        return (equation for j in scope.neurons for equation in _backward(q, line.layer, j, scope))
    return components.equations(q, line, scope) if q.dress.is_opened else euler.equations(q, line, scope)


def _reached(q: Quantities, layer: int, j: int) -> Symbol:
    """∂c/∂a_j, or ∂c/∂z_j of a softmax layer."""
    return to_z(q, layer, j) if is_softmax(q, layer) else to_a(q, layer, j)


def _step(q: Quantities, layer: int, i: int, j: int) -> Symbol:
    """∂a_i/∂a_j from a neuron of a layer to one of the layer before; ∂z_i/∂a_j into a softmax layer."""
    above = q.z(layer, i) if is_softmax(q, layer) else q.a(layer, i)
    return ratio(above, q.a(layer - 1, j), _value((*sigma_prime_factor(q, layer, i), q.w(layer, i, j))))


def _value(factors: Sequence[Expr]) -> float:
    return components.product_of(tuple(factors)).number()


def _passed(q: Quantities, layer: int, neurons: Sequence[int]) -> Iterator[Equation]:
    """What reaches some neurons from the cost: d_i as a chain in a net with one neuron a layer, else ∂c/∂a_j."""
    return (_chained(q, layer) if q.is_linear else _summed(q, layer, j) for j in neurons)


def _chained(q: Quantities, layer: int) -> Equation:
    """d_i = ∂c/∂a_L ∂a_L/∂a_{L−1} … ∂a_{i+1}/∂a_i = d_{i+1} σ′(…) w_{i+1}."""
    depth = q.network.depth
    if layer == depth:
        reduced = components.cost_slope(q, 0) if q.dress.is_opened else last_slope(q, 0)
    else:
        after: tuple[Expr, ...] = (*sigma_prime_factor(q, layer + 1, 0), q.w(layer + 1, 0, 0))
        reduced = Product((q.d(layer + 1, 0), *(after if q.dress.is_opened else (passing(q, layer),))))
    return Equation(q.d(layer, 0), components.product_of(_chain(q, layer)), further=(reduced,))


def _chain(q: Quantities, layer: int) -> tuple[Expr, ...]:
    """∂c/∂a_L ∂a_L/∂a_{L−1} … ∂a_{i+1}/∂a_i."""
    depth = q.network.depth
    return (to_a(q, depth, 0), *(_step(q, at, 0, 0) for at in range(depth, layer, -1)))


def _summed(q: Quantities, layer: int, j: int) -> Equation:
    """∂c/∂a_j = Σ_i ∂c/∂a_i ∂a_i/∂a_j = Σ_i ∂c/∂a_i σ′(z_i) w_ij."""
    left = _reached(q, layer, j)
    if layer == q.network.depth:
        if not is_softmax(q, layer):
            return Equation(left, components.cost_slope(q, j))
        reduced = components.product_of(components.output_factors(q, j))
        return Equation(left, components.general_output_delta(q, j), further=(reduced,))
    after = layer + 1
    values = components.passed_back(q, layer, j)
    terms = q.summands(after, lambda i: Product((_reached(q, after, i), _step(q, after, i, j))), values)
    opened = q.summands(after, lambda i: Product((_reached(q, after, i), *_sigma_prime(q, after, i), q.w(after, i, j))), values)
    return Equation(left, components.added(terms), further=(components.added(opened),))


def _sigma_prime(q: Quantities, layer: int, j: int) -> tuple[Expr, ...]:
    """σ′(z_j) as a factor; nothing where it is 1, or where ∂c/∂z has it within."""
    if is_softmax(q, layer) or not q.has_slope(layer):
        return ()
    return (q.sigma_prime(layer, components.argument(q, layer, j)),)


def _by_parameter(q: Quantities, layer: int, j: int, k: int | None) -> tuple[Expr, ...]:
    """∂c/∂w through ∂a_j/∂w, and reduced to σ′ and a; of a parameter at several places, or within f, reduced alone."""
    reduced = components.over_places(q, layer, j, k, lambda *place: _reduced(q, *place))
    if q.places.is_shared(components.key_at(layer, j, k)):
        return (reduced,)
    above = q.z(layer, j) if is_softmax(q, layer) else q.a(layer, j)
    factors = _opened(q, layer, j, k)
    last = ratio(above, q.parameter(layer, j, k), _value(factors) if factors else 1.0)
    before = _chain(q, layer) if q.is_linear else (_reached(q, layer, j),)
    return components.product_of((*before, last)), reduced


def _opened(q: Quantities, layer: int, j: int, k: int | None) -> tuple[Expr, ...]:
    """σ′(z_j) a_k, of a bias σ′(z_j) alone."""
    return (*_sigma_prime(q, layer, j), *(() if k is None else (q.a(layer - 1, k),)))


def _reduced(q: Quantities, layer: int, j: int, k: int | None) -> tuple[Expr, ...]:
    """∂c/∂a_j times σ′ and a, or times D where f is not opened."""
    reached = q.d(layer, j) if q.is_linear else _reached(q, layer, j)
    is_opened = q.dress.is_opened or (k is None and not q.dress.has_biases)
    return reached, *(_opened(q, layer, j, k) if is_opened else (moved_by(q, layer, j, k),))


def _slopes(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂c/∂w."""
    first, *further = _by_parameter(q, layer, j, k)
    return [Equation(q.gradient(layer, j, k), first, further=tuple(further))]


def _backward(q: Quantities, layer: int, j: int, scope: Scope) -> Iterator[Equation]:
    yield from _passed(q, layer, [j])
    for k in (k for k in scope.columns() if components.is_completed(q, layer, j, k)):
        if components.moves_by_slope(q, layer, j, k):
            first, *further = (components.descended(q, side) for side in _by_parameter(q, layer, j, k))
            yield Equation(q.own_update(layer, j, k), first, further=tuple(further))
        else:
            yield from _slopes(q, layer, j, k)
            yield from components.own_update(q, layer, j, k)


_LISTING = listing.listing(listing.forward, listing.cost, listing.leibniz_chain)

LEIBNIZ_CHAIN = Notation("leibniz-chain", "Leibniz: ∂a/∂a", equations, _LISTING, _passed, d_values, _slopes)
"""The notation, as it is registered."""
