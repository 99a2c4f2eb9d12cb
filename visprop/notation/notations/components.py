"""In components: z_j^l = Σ_k w_jk^l a_k^{l−1} + b_j^l and so on, the article's table for any sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.notation.expression.applied import Call
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Number, Symbol
from visprop.notation.expression.from_formula import expression
from visprop.notation.layout.build import scripted
from visprop.notation.notations import listing
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.notation.notations.updates import update_equations
from visprop.timeline.program import Kind, Line


def equations(q: Quantities, line: Line, scope: Scope) -> Iterable[Equation]:
    """The equations of a line, made as they are read."""
    if line.kind is Kind.INPUT:
        return (inputs(q, j) for j in scope.neurons)
    if line.kind is Kind.FORWARD:
        return (equation for j in scope.neurons for equation in (weighted_input(q, line.layer, j), activation(q, line.layer, j)))
    if line.kind is Kind.COST:
        return [Equation(q.c, cost(q))]
    if line.kind is Kind.BACKWARD:
        return (equation for j in scope.neurons for equation in _backward(q, line.layer, j, scope))
    return (equation for j in scope.neurons for k in scope.columns() for equation in update(q, scope.layer, j, k))


def inputs(q: Quantities, j: int) -> Equation:
    """a⁰_j = x_j."""
    return Equation(q.a(0, j), q.x(j))


def weighted_sum(q: Quantities, layer: int, j: int) -> Expr:
    """Σ_k w_jk a_k + b_j."""
    before, weights = q.frame.a(layer - 1), q.network.layers(q.frame.p_before)[layer - 1][0]
    values = None if before is None else weights[j] * before
    terms = q.summands(layer - 1, lambda k: Product((q.w(layer, j, k), q.a(layer - 1, k))), values)
    pattern = q.pattern("k", ("w", layer, f"{j + 1}k"), ("a", layer - 1, "k")) if len(terms) > 1 else None
    return Sum((*terms, q.b(layer, j)), pattern)


def weighted_input(q: Quantities, layer: int, j: int) -> Equation:
    """z_j = Σ_k w_jk a_k + b_j."""
    return Equation(q.z(layer, j), weighted_sum(q, layer, j))


def argument(q: Quantities, layer: int, j: int) -> Expr:
    """What σ and σ′ of a neuron are taken of: z_j, in a linear net written out, as the article has it."""
    return weighted_sum(q, layer, j) if q.is_linear else q.z(layer, j)


def activation(q: Quantities, layer: int, j: int) -> Equation:
    """a_j = σ(z_j), or the share of softmax."""
    if not q.activation(layer).is_elementwise:
        return Equation(q.a(layer, j), q.softmax(j, [q.z(layer, i) for i in range(q.network.sizes[layer])]))
    return Equation(q.a(layer, j), q.sigma(layer, argument(q, layer, j)))


def cost(q: Quantities) -> Expr:
    """The cost of the example, as the pair of activation and cost has it."""
    return cost_of(q, [q.a(q.network.depth, j) for j in range(q.network.sizes[-1])])


def cost_of(q: Quantities, outputs: list[Expr]) -> Expr:
    """The cost of some outputs, as an expression of them."""
    pair = q.network.pair
    terms = [expression(pair.term, {"y": q.y(j), "a": a}) for j, a in enumerate(outputs)]
    return scaled(pair.factor, added(terms))


def added(terms: Sequence[Expr]) -> Expr:
    """Terms added up, sums among them taken apart."""
    flat = tuple(part for term in terms for part in (term.terms if isinstance(term, Sum) else (term,)))
    return flat[0] if len(flat) == 1 else Sum(flat)


def scaled(factor: str, total: Expr) -> Expr:
    """A total times a factor that is given as a formula; 1 and −1 are not written as such."""
    if factor in ("1", "-1"):
        return total if factor == "1" else Minus(total)
    return Product((expression(factor, {}), total))


def cost_slope(q: Quantities, j: int) -> Expr:
    """∂c/∂a_j as it is computed from y_j and a_j."""
    return expression(q.network.pair.slope, {"y": q.y(j), "a": q.a(q.network.depth, j)})


def output_factors(q: Quantities, j: int) -> tuple[Expr, ...]:
    """The factors of δ^L_j (BP1): ∂c/∂a_j and σ′(z_j); a − y with a shortcut; a sum where a_i depends on every z_j."""
    depth, pair = q.network.depth, q.network.pair
    if pair.has_shortcut:
        return (Sum((q.a(depth, j), Minus(q.y(j)))),)
    jacobian = q.activation(depth).jacobian
    if jacobian is not None:
        return (added([Product((cost_slope(q, i), _jacobian(q, jacobian, i, j))) for i in range(q.network.sizes[-1])]),)
    slope = q.sigma_prime(depth, argument(q, depth, j))
    return (cost_slope(q, j), slope) if q.has_slope(depth) else (cost_slope(q, j),)


def general_output_delta(q: Quantities, j: int) -> Expr:
    """BP1 for any cost and activation: ∂c/∂a_j σ′(z_j); Σ_i ∂c/∂a_i ∂a_i/∂z_j where each output depends on every z."""
    depth = q.network.depth
    if q.activation(depth).is_elementwise:
        slope = [q.sigma_prime(depth, argument(q, depth, j))] if q.has_slope(depth) else []
        return product_of((q.to_output(j), *slope))
    return added([Product((q.to_output(i), q.through_output(i, j))) for i in range(q.network.sizes[-1])])


def _jacobian(q: Quantities, formulas: tuple[str, str], i: int, j: int) -> Expr:
    """∂a_i/∂z_j."""
    depth = q.network.depth
    return expression(formulas[i != j], {"a": q.a(depth, i), "b": q.a(depth, j)})


def product_of(factors: tuple[Expr, ...]) -> Expr:
    """Factors multiplied; a single one is itself."""
    return factors[0] if len(factors) == 1 else Product(factors)


def passed_back(q: Quantities, layer: int, j: int) -> Array | None:
    """What each neuron of the next layer passes back to one of a layer: w_ij δ_i; None if it is not known yet."""
    delta = q.frame.delta(layer + 1)
    if delta is None:
        return None
    found: Array = delta * q.network.layers(q.frame.p_before)[layer][0][:, j]
    return found


def weighted_deltas(q: Quantities, layer: int, j: int) -> Expr:
    """Σ_i δ_i w_ij over the next layer."""
    after = layer + 1
    terms = q.summands(after, lambda i: Product((q.delta(after, i), q.w(after, i, j))), passed_back(q, layer, j))
    if len(terms) == 1:
        return terms[0]
    return Sum(tuple(terms), q.pattern("i", ("δ", layer + 1, "i"), ("w", layer + 1, f"i{j + 1}")))


def delta(q: Quantities, layer: int, j: int) -> Equation:
    """δ_j: ∂c/∂a_j σ′(z_j) in the last layer (BP1), (Σ_i δ_i w_ij) σ′(z_j) before it (BP2)."""
    if layer == q.network.depth:
        return Equation(q.delta(layer, j), general_output_delta(q, j), "BP1", further=(product_of(output_factors(q, j)),))
    total = weighted_deltas(q, layer, j)
    if not q.has_slope(layer):
        return Equation(q.delta(layer, j), total, "BP2")
    return Equation(q.delta(layer, j), Product((total, q.sigma_prime(layer, argument(q, layer, j)))), "BP2")


def delta_values(q: Quantities, layer: int) -> Array | None:
    """δ of a layer."""
    return q.frame.delta(layer)


def slope_factors(q: Quantities, layer: int, j: int, k: int | None) -> tuple[Expr, ...]:
    """δ_j and a_k, of a bias δ_j alone."""
    return (q.delta(layer, j),) if k is None else (q.delta(layer, j), q.a(layer - 1, k))


def over_places(
    q: Quantities, layer: int, j: int, k: int | None, factors: Callable[[int, int, int | None], tuple[Expr, ...]]
) -> Expr:
    """The derivative of c by one parameter: what each of its places gives, as a product of factors, added up."""
    return added([product_of(factors(*at(place))) for place in q.places.of(key_at(layer, j, k))])


def key_at(layer: int, j: int, k: int | None) -> Key:
    """The place of a weight, or of a bias where k is None; j and k from 0."""
    return Key.bias(layer, j + 1) if k is None else Key.weight(layer, j + 1, k + 1)


def at(place: Key) -> tuple[int, int, int | None]:
    """The layer, j and k of a place, from 0; k is None for a bias."""
    return place.layer, place.j - 1, place.k - 1 if place.k else None


def is_completed(q: Quantities, layer: int, j: int, k: int | None) -> bool:
    """Whether the pass back through a layer completes the derivative by a parameter of it: all its other places are done."""
    return q.places.is_completed_by(key_at(layer, j, k))


def gradient(q: Quantities, layer: int, j: int, k: int | None) -> Equation:
    """∂c/∂w_jk = δ_j a_k (BP4), ∂c/∂b_j = δ_j (BP3); of a parameter that stands at several places their sum."""
    is_shared = q.places.is_shared(key_at(layer, j, k))
    total = over_places(q, layer, j, k, lambda *place: slope_factors(q, *place))
    return Equation(q.gradient(layer, j, k), total, "" if is_shared else "BP3" if k is None else "BP4")


def own_update(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """Δ_e w = −η(∂c_e/∂w + λ₁ sign w + λ₂w) of this example alone, if it has one.

    Nothing for what is frozen, and for an optimiser that is not plain descent.
    """
    if q.frame.scenario.training.optimiser != PLAIN or not q.places.moves(key_at(layer, j, k)):
        return []
    right = Minus(Product((q.eta, added([q.gradient(layer, j, k), *penalty_terms(q, layer, j, k)]))))
    slope = over_places(q, layer, j, k, lambda *place: slope_factors(q, *place))
    further = (descended(q, slope),) if moves_by_slope(q, layer, j, k) else ()
    return [Equation(q.own_update(layer, j, k), right, further=further)]


def descended(q: Quantities, slope: Expr) -> Expr:
    """−η times a slope."""
    return Minus(Product((q.eta, *(slope.factors if isinstance(slope, Product) else (slope,)))))


def moves_by_slope(q: Quantities, layer: int, j: int, k: int | None) -> bool:
    """Whether an example moves a parameter by −η ∂c/∂w: it is neither frozen nor penalised, and trained by plain descent."""
    is_plain = q.frame.scenario.training.optimiser == PLAIN
    return is_plain and q.places.moves(key_at(layer, j, k)) and not penalty_terms(q, layer, j, k)


def all_are_free(q: Quantities) -> bool:
    """Whether no parameter is frozen or tied."""
    return q.frame.scenario.freedom.count == q.network.parameter_count


def penalty_terms(q: Quantities, layer: int, j: int, k: int | None) -> list[Expr]:
    """λ₁ sign w and λ₂w, as far as there are such penalties, once for a parameter that stands as a weight anywhere."""
    training = q.frame.scenario.training
    if not (training.l1 or training.l2) or not any(place.k for place in q.places.of(key_at(layer, j, k))):
        return []
    w, terms = q.parameter(layer, j, k), list[Expr]()
    if training.l1:
        sign = Call(scripted("sign"), w, np.sign)
        terms.append(Product((Symbol(scripted("λ", below="1"), training.l1), sign)))
    if training.l2:
        terms.append(Product((Symbol(scripted("λ", below="2"), training.l2), w)))
    return terms


def _backward(q: Quantities, layer: int, j: int, scope: Scope) -> Iterator[Equation]:
    yield delta(q, layer, j)
    yield from changes(q, layer, replace(scope, neurons=(j,)))


def changes(q: Quantities, layer: int, scope: Scope) -> Iterator[Equation]:
    """∂c/∂w and Δ_e w of the parameters of a layer, as far as the pass through it completes them."""
    for j in scope.neurons:
        for k in scope.columns():
            if is_completed(q, layer, j, k):
                yield gradient(q, layer, j, k)
                yield from own_update(q, layer, j, k)


def batch_mean(q: Quantities, layer: int, j: int, k: int | None) -> Equation:
    """∂φ_B/∂w = (1/m) Σ_e ∂c_e/∂w + λ₁ sign w + λ₂w."""
    count = len(q.frame.examples)
    total = added(q.example_gradients(layer, j, k))
    mean = total if count == 1 else Product((Fraction(Number(1.0), Number(float(count))), total))
    return Equation(q.batch_gradient(layer, j, k), added([mean, *penalty_terms(q, layer, j, k)]))


def update(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂φ_B/∂w, Δw, and the new w; what is frozen stays."""
    if not q.places.moves(key_at(layer, j, k)):
        return [Equation(q.update(layer, j, k), Number(0.0)), new_parameter(q, layer, j, k)]
    is_own = len(q.frame.examples) == 1 and not penalty_terms(q, layer, j, k)
    found = [] if is_own else [batch_mean(q, layer, j, k)]
    return [*found, *_step(q, layer, j, k), new_parameter(q, layer, j, k)]


def new_parameter(q: Quantities, layer: int, j: int, k: int | None) -> Equation:
    """w ← w + Δw."""
    return Equation(q.next_parameter(layer, j, k), Sum((q.parameter(layer, j, k), q.update(layer, j, k))), sign="←")


def _step(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """Δw by the optimiser."""
    before, after = (q.memory(layer, j, k, is_after) for is_after in (False, True))
    t, g = q.frame.number, q.batch_gradient(layer, j, k)
    optimiser = q.frame.scenario.optimiser
    p = q.parameter(layer, j, k)
    return update_equations(optimiser, q.update(layer, j, k), g, p, q.eta, before, after, t, is_matrix=False)


def passed(q: Quantities, layer: int, neurons: Sequence[int]) -> Iterator[Equation]:
    """δ_j of some neurons."""
    return (delta(q, layer, j) for j in neurons)


def slope(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂c/∂w."""
    return [gradient(q, layer, j, k)]


_LISTING = listing.listing(listing.forward, listing.cost, listing.components)

COMPONENTS = Notation("components", "components", equations, _LISTING, passed, delta_values, slope)
"""The notation, as it is registered."""
