"""Euler's notation: D, λ and ∘, as the article derives d_i and Δp_i, for wider nets with the sum over paths.

f w b a = σ(w·a + b) is a neuron, f p a one whose bias is a constant or whose function is any. d_j = ∂c/∂a_j. A softmax layer is
no row of neurons, so there g w b a = w·a + b stands for the neuron, and e_j = ∂c/∂z_j for d_j.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from visprop.engine.arrays import Array
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import SYMBOLS, Expr, Symbol, Variable
from visprop.notation.expression.functions import Applied, Composed, Lambda, Slope, Tuple
from visprop.notation.layout.build import scripted, summed
from visprop.notation.notations import components, listing
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Kind, Line

C, _SOFTMAX = (Symbol(scripted(name), float("nan"), fixed=True) for name in ("C", "softmax"))


def equations(q: Quantities, line: Line, scope: Scope) -> Iterable[Equation]:
    """The equations of a line, made as they are read."""
    if line.kind is Kind.INPUT:
        return (components.inputs(q, j) for j in scope.neurons)
    if line.kind is Kind.FORWARD:
        return chain(definitions(q, [line.layer]), _forward(q, line.layer, scope))
    if line.kind is Kind.COST:
        outputs = [q.a(q.network.depth, j) for j in range(q.network.sizes[-1])]
        shown = Applied((C, target(q), Tuple(tuple(outputs))), cost := components.cost_of(q, list(outputs)))
        return [Equation(q.c, shown, further=(cost,) if q.dress.is_opened else ())]
    if line.kind is Kind.BACKWARD:
        found = (equation for j in scope.neurons for equation in _backward(q, line.layer, j, scope))
        return chain(definitions(q, range(line.layer, min(line.layer + 1, q.network.depth) + 1)), found)
    return (equation for j in scope.neurons for k in scope.columns() for equation in components.update(q, scope.layer, j, k))


def is_softmax(q: Quantities, layer: int) -> bool:
    """Whether a layer is no row of neurons."""
    return not q.activation(layer).is_elementwise


def definitions(q: Quantities, layers: Iterable[int]) -> list[Equation]:
    """What f means in some layers, in symbols: f w b a = σ(w·a + b); nothing where it is any function."""
    if not q.dress.has_numbers:
        return []
    found = {equation.left.plain: equation for equation in (_definition(q, layer) for layer in layers)}
    return list(found.values())


def _definition(q: Quantities, layer: int) -> Equation:
    many, word = q.network.sizes[layer - 1] > 1, q.dress.weight

    def of(letter: str, below: str = "") -> Symbol:
        return Symbol(scripted(letter, below=below), float("nan"))

    bias = of("b")
    words = (function(q, layer), of(word), *((bias,) if q.dress.has_biases else ()), of("a"))
    product: Expr = Product((of(word, "k" if many else ""), of("a", "k" if many else "")))
    total = Sum((_summed(product) if many else product, bias))
    left = Applied(words, total)
    body = total if is_softmax(q, layer) else q.sigma(layer, total)
    return Equation(Symbol(left.layout(SYMBOLS), float("nan"), fixed=True), body)


def _summed(term: Expr) -> Expr:
    return Symbol(summed("k", term.layout(SYMBOLS)), float("nan"))


def function(q: Quantities, layer: int) -> Symbol:
    """f, the neuron of a layer; with the layer's number where they are not all alike, g where it is softmax's."""
    if is_softmax(q, layer):
        return Symbol(scripted("g"), float("nan"), fixed=True)
    return Symbol(q.function_name(layer), float("nan"), fixed=True)


def _forward(q: Quantities, layer: int, scope: Scope) -> Iterator[Equation]:
    left = q.z if is_softmax(q, layer) else q.a
    for j in scope.neurons:
        found = neuron(q, layer, j)
        yield Equation(left(layer, j), found, further=(found.body,) if q.dress.is_opened else ())
    if is_softmax(q, layer):
        yield from (components.activation(q, layer, j) for j in scope.neurons)


def neuron(
    q: Quantities, layer: int, j: int, w: dict[int, Expr] | None = None, b: Expr | None = None, a: dict[int, Expr] | None = None
) -> Applied:
    """f w b a, with some of its arguments replaced."""
    n = q.network.sizes[layer - 1]
    weights = [(w or {}).get(k, q.w(layer, j, k)) for k in range(n)]
    inputs = [(a or {}).get(k, q.a(layer - 1, k)) for k in range(n)]
    bias = b or q.b(layer, j)
    total = Sum((*(Product(pair) for pair in zip(weights, inputs, strict=True)), bias))
    body = total if is_softmax(q, layer) else q.sigma(layer, total)
    biases = (bias,) if q.dress.has_biases else ()
    return Applied((function(q, layer), Tuple(tuple(weights)), *biases, Tuple(tuple(inputs))), body)


def target(q: Quantities) -> Expr:
    """y, or (y_1, …, y_n)."""
    return Tuple(tuple(q.y(j) for j in range(q.network.sizes[-1])))


def d_symbol(q: Quantities, layer: int, j: int) -> Symbol:
    """d_j = ∂c/∂a_j of a layer, or e_j = ∂c/∂z_j of a softmax layer, with its value from the engine."""
    if not is_softmax(q, layer):
        return q.d(layer, j)
    delta = q.delta(layer, j)
    return Symbol(q.name("e", layer, (j,)), delta.engine_value, delta.key)


def d_values(q: Quantities, layer: int) -> Array | None:
    """d of a layer, or e of a softmax layer."""
    return q.frame.delta(layer) if is_softmax(q, layer) else q.frame.d(layer)


def _d(q: Quantities, layer: int, j: int) -> Equation:
    """d_j from what comes after: D(C y) a_j in the last layer, else Σ_i d_i D(f w_i b_i) a_j; and what that is reduced to."""
    if layer == q.network.depth:
        return Equation(d_symbol(q, layer, j), last_slope(q, j), further=(_last_reduced(q, j),) if q.dress.is_opened else ())
    v, after, values = Variable(), layer + 1, components.passed_back(q, layer, j)

    def term(i: int) -> Expr:
        moved = neuron(q, after, i, a={j: v})
        partial = Applied(moved.words[:-1], moved.body) if q.network.sizes[layer] == 1 else None
        return Product((d_symbol(q, after, i), Slope(Lambda(v, moved, partial), q.a(layer, j))))

    def opened(i: int) -> Expr:
        return Product((d_symbol(q, after, i), *sigma_prime_factor(q, after, i), q.w(after, i, j)))

    terms, reduced = (q.summands(after, make, values) for make in (term, opened))
    further = (components.added(reduced),) if q.dress.is_opened else ()
    return Equation(d_symbol(q, layer, j), components.added(terms), further=further)


def sigma_prime_factor(q: Quantities, layer: int, j: int) -> tuple[Expr, ...]:
    """σ′(w a + b) of a neuron as a factor; nothing where it is 1, or where e = ∂c/∂z has it within."""
    if is_softmax(q, layer) or not q.has_slope(layer):
        return ()
    return (q.sigma_prime(layer, components.weighted_sum(q, layer, j)),)


def _last_reduced(q: Quantities, j: int) -> Expr:
    if is_softmax(q, q.network.depth):
        return components.product_of(components.output_factors(q, j))
    return components.cost_slope(q, j)


def last_slope(q: Quantities, j: int) -> Expr:
    """D(C y) a_j of an output; D(λv. C y (softmax …)) z_j of softmax."""
    v, n, depth = Variable(), q.network.sizes[-1], q.network.depth
    if is_softmax(q, depth):
        z: list[Expr] = [q.z(depth, i) if i != j else v for i in range(n)]
        shares = [q.softmax(i, z) for i in range(n)]
        inner = Applied((_SOFTMAX, Tuple(tuple(z))), shares[j])
        shown = Applied((C, target(q), inner), components.cost_of(q, shares))
        return Slope(Lambda(v, shown), q.z(depth, j))
    outputs: list[Expr] = [q.a(depth, i) if i != j else v for i in range(n)]
    moved = Applied((C, target(q), Tuple(tuple(outputs))), components.cost_of(q, outputs))
    partial = Applied(moved.words[:-1], moved.body) if n == 1 else None
    return Slope(Lambda(v, moved, partial), q.a(depth, j))


def _own_update(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """Δw = −η d D(…) w, and what it is reduced to; where more than this gradient counts, the gradient first."""
    found = components.own_update(q, layer, j, k)
    if not components.moves_by_slope(q, layer, j, k):
        return [*slope(q, layer, j, k), *found]
    sides = [components.descended(q, side) for side in _slopes(q, layer, j, k)]
    steps = chain_steps(q, layer, k) if q.is_linear and not q.places.is_shared(components.key_at(layer, j, k)) else []
    return [Equation(equation.left, (*steps, *sides)[0], further=(*steps, *sides)[1:]) for equation in found]


def _backward(q: Quantities, layer: int, j: int, scope: Scope) -> Iterator[Equation]:
    yield _d(q, layer, j)
    for k in scope.columns():
        if components.is_completed(q, layer, j, k):
            yield from _own_update(q, layer, j, k)


def passed(q: Quantities, layer: int, neurons: Sequence[int]) -> Iterator[Equation]:
    """d_j of some neurons."""
    return (_d(q, layer, j) for j in neurons)


def moved_by(q: Quantities, layer: int, j: int, k: int | None) -> Slope:
    """D(λv. f v b a) w_jk."""
    assert k is not None or q.dress.has_biases, "where b belongs to f, f is no function of it"
    v = Variable()
    moved = neuron(q, layer, j, b=v) if k is None else neuron(q, layer, j, w={k: v})
    return Slope(Lambda(v, moved), q.parameter(layer, j, k))


def _slopes(q: Quantities, layer: int, j: int, k: int | None) -> list[Expr]:
    """d_j D(λv. f v b a) w_jk, and d_j σ′(w a + b) a_k, over the places of the parameter.

    The first is left out where a neuron is no function of its bias, the second where it is not opened.
    """

    def moved(*place: *tuple[int, int, int | None]) -> tuple[Expr, ...]:
        return d_symbol(q, *place[:2]), moved_by(q, *place)

    def opened(*place: *tuple[int, int, int | None]) -> tuple[Expr, ...]:
        inner = () if place[2] is None else (q.a(place[0] - 1, place[2]),)
        return d_symbol(q, *place[:2]), *sigma_prime_factor(q, *place[:2]), *inner

    is_argument = k is not None or q.dress.has_biases
    forms = [*([moved] if is_argument else []), *([opened] if q.dress.is_opened or not is_argument else [])]
    return [components.over_places(q, layer, j, k, factors) for factors in forms]


def slope(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
    """∂c/∂w."""
    first, *further = _slopes(q, layer, j, k)
    return [Equation(q.gradient(layer, j, k), first, further=tuple(further))]


# The chain rule, step by step ("Euler-style backpropagation calculation of deltas")


def chain_steps(q: Quantities, layer: int, k: int | None) -> list[Expr]:
    """−η D(C y ∘ f p_L ∘ … ∘ λv. f v a) p, expanded by the chain rule down to d, of a net with one neuron a layer.

    Nothing where the steps are folded away.
    """
    if not q.with_steps:
        return []
    depth, last = q.network.depth, moved_by(q, layer, 0, k)
    found: list[Expr] = [_step(q, Slope(_composed(q, layer, last.function), last.point))]
    tail: list[Expr] = [last]
    for at in range(layer, depth + 1):
        # Outer functions differentiated at what the neuron gives, which is its activation.
        outer = _outer(q, at)
        found += [_step(q, Slope(outer, neuron(q, at, 0)), *tail), _step(q, Slope(outer, q.a(at, 0)), *tail)]
        if at < depth:
            tail.insert(0, passing(q, at))
    for at in range(depth, layer, -1):
        tail.pop(0)
        found.append(_step(q, d_symbol(q, at, 0), passing(q, at - 1), *tail))
    return found


def _step(q: Quantities, *factors: Expr) -> Expr:
    return Minus(Product((q.eta, *factors)))


def passing(q: Quantities, layer: int) -> Slope:
    """D(f p_{l+1}) a_l, of a net with one neuron a layer."""
    v = Variable()
    moved = neuron(q, layer + 1, 0, a={0: v})
    return Slope(Lambda(v, moved, Applied(moved.words[:-1], moved.body)), q.a(layer, 0))


def _outer(q: Quantities, layer: int) -> Lambda:
    """C y ∘ f p_L ∘ … ∘ f p_{l+1}, a function of a_l."""
    v = Variable()
    cost, words = _from_there(q, layer, v)
    return Lambda(v, cost, Composed(words))


def _composed(q: Quantities, layer: int, innermost: Lambda) -> Lambda:
    """C y ∘ f p_L ∘ … ∘ (λv. f v a), a function of a parameter."""
    assert isinstance(innermost.body, Applied)
    cost, words = _from_there(q, layer, innermost.body.body)
    return Lambda(innermost.variable, cost, Composed((*words, innermost)))


def _from_there(q: Quantities, layer: int, a: Expr) -> tuple[Expr, tuple[Expr, ...]]:
    """The cost as it follows from an activation of a layer, and the functions that lead there, C y first."""
    words = list[Expr]()
    for at in range(layer + 1, q.network.depth + 1):
        found = neuron(q, at, 0, a={0: a})
        words.insert(0, Applied(found.words[:-1], found.body))
        a = found.body
    return components.cost_of(q, [a]), (Applied((C, target(q)), a), *words)


_LISTING = listing.listing(listing.euler_forward, listing.euler_cost, listing.euler)

EULER = Notation("euler", "Euler: D, λ", equations, _LISTING, passed, d_values, slope)
"""The notation, as it is registered."""
