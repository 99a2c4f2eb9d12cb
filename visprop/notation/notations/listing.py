"""The algorithm as a listing, a line after the other, in each notation.

Of the backward pass each line has three columns: δ (or d, or ∂c/∂z), Δw and Δb.
"""

from __future__ import annotations

from collections.abc import Callable

from visprop.engine.optimisers import PLAIN
from visprop.notation.expression.blocks import Statement
from visprop.notation.layout.build import (
    between,
    called,
    change_of,
    commas,
    minus,
    operator,
    plus,
    quotient,
    scripted,
    summed,
    tight,
    times,
    transposed,
    words,
)
from visprop.notation.layout.nodes import (
    FACTOR,
    THIN,
    UNIT,
    Bound,
    Brackets,
    Fence,
    Gap,
    Mark,
    Node,
    Numeral,
    Over,
)
from visprop.notation.notations.letters import NABLA_C, STEP, Letters, descended
from visprop.notation.notations.quantities import Quantities
from visprop.timeline.program import Kind, Line

_C = scripted("c")
_SPACE = Gap(THIN)


def take(q: Quantities) -> list[Statement]:
    """Line 0: an example is taken."""
    if q.is_linear:
        return [Statement(None, tight("take", _SPACE, commas((scripted("x"), scripted("y")))))]
    return [Statement(scripted("a", "0"), scripted("x"))]


def forward(q: Quantities, layer: int) -> list[Statement]:
    """a_j = σ(Σ_k w_jk a_k + b_j); of softmax z_j first, as each a_j depends on all of them."""
    letters = Letters(q, layer)
    if not q.dress.is_opened:
        return euler_forward(q, layer)
    if q.activation(layer).is_elementwise:
        return [Statement(letters.of("a", layer, "j"), letters.applied(layer, letters.affine(layer)))]
    return [Statement(letters.of("z", layer, "j"), letters.affine(layer)), _shares(letters, layer)]


def _shares(letters: Letters, layer: int) -> Statement:
    """a = softmax(z)."""
    return Statement(letters.of("a", layer), letters.applied(layer, letters.of("z", layer)))


def cost(q: Quantities) -> list[Statement]:
    """c = C(y, a)."""
    if not q.dress.is_opened:
        return euler_cost(q)
    outputs = Letters(q, q.network.depth).of("a", q.network.depth)
    return [Statement(_C, called(scripted("C"), commas((scripted("y"), outputs))))]


def update(q: Quantities) -> list[Statement]:
    """p ← p + Δp: Δp is the mean of the examples' own updates, or what the optimiser makes of the mean gradient."""
    scenario, p = q.frame.scenario, scripted("p")
    change, slope = change_of(p), quotient(scripted("φ", below="B"), p)
    if scenario.training.optimiser != PLAIN:
        return [Statement(change, called(scripted(scenario.optimiser.words), slope)), STEP]
    if scenario.objective.has_penalty:
        return [Statement(change, descended(slope)), STEP]
    count = len(q.frame.examples)
    mean = tight(Over(UNIT, Numeral(str(count))), Gap(_JOINED), summed("e", change_of(p, "e")))
    return [STEP] if count == 1 else [Statement(change, mean), STEP]


def components(q: Quantities, layer: int) -> list[Statement]:
    """δ_j (BP1, BP2), Δw_jk and Δb_j."""
    letters = Letters(q, layer)
    delta = letters.of("δ", layer, "j")
    if layer == letters.depth:
        return [Statement(delta, letters.output_delta()), *letters.by_delta(layer)]
    factor = letters.slope_factor(layer)
    back = letters.over("i", layer + 1, times(letters.of("δ", layer + 1, "i"), letters.of("w", layer + 1, "ij")))
    if factor and letters.is_many(layer + 1):
        back = Brackets(back, Fence.PLAIN)
    return [Statement(delta, times(back, *factor)), *letters.by_delta(layer)]


def vectorised_forward(q: Quantities, layer: int) -> list[Statement]:
    """a = σ(w a + b)."""
    letters = Letters(q, layer)
    inner = plus(times(letters.of("w", layer), letters.of("a", layer - 1)), letters.of("b", layer))
    return [Statement(letters.of("a", layer), letters.applied(layer, inner))]


def vectorised(q: Quantities, layer: int) -> list[Statement]:
    """δ as BP1 and BP2 have it, Δw and Δb; of a layer in which some are tied by components, as a matrix has an entry a place."""
    if q.is_linear:
        return components(q, layer)
    letters = Letters(q, layer)
    delta = letters.of("δ", layer)
    first = Statement(delta, _vector_delta(letters, layer))
    if q.is_any_shared(layer):
        return [first, *letters.by_delta(layer)]
    before = transposed(letters.of("a", layer - 1))
    return [first, *letters.changes(layer, (lambda at: times(delta, before), lambda at: delta), "")]


def _vector_delta(letters: Letters, layer: int) -> Node:
    """BP1 and BP2 of a layer."""
    q, z, a = letters.q, letters.of("z", layer), letters.of("a", layer)
    slope = letters.slope_of(layer, z) if q.has_slope(layer) and q.activation(layer).is_elementwise else None
    if layer < letters.depth:
        back = tight(transposed(letters.of("w", layer + 1)), Gap(_JOINED), letters.of("δ", layer + 1))
        back = back if slope is None else Brackets(back, Fence.PLAIN)
    elif letters.network.pair.has_shortcut:
        return minus(a, scripted("y"))
    else:
        is_alone = slope is None and q.activation(layer).is_elementwise
        back = letters.difference(a, scripted("y"), not is_alone) or NABLA_C
        if not q.activation(layer).is_elementwise:
            return tight(transposed(quotient(a, z)), Gap(_JOINED), back)
    return back if slope is None else between((back, slope), operator("⊙"))


_JOINED = FACTOR._replace(latex=" ", text=" ")
"""Behind what ends with an exponent or a bar, which is space enough."""


def neuron(
    letters: Letters, layer: int, w: Node | None = None, b: Node | None = None, a: Node | None = None, j: str = "j"
) -> Node:
    """f w b a of a neuron, with some of its arguments replaced."""
    return words(*_function(letters, layer, w, b, j), a or letters.of("a", layer - 1))


def _function(letters: Letters, layer: int, w: Node | None = None, b: Node | None = None, j: str = "j") -> list[Node]:
    """f w b, which a is given to."""
    name = letters.q.function_name(layer) if letters.q.activation(layer).is_elementwise else scripted("g")
    bias = [b or letters.of("b", layer, j)] if letters.q.dress.has_biases else []
    return [name, w or letters.of("w", layer, j), *bias]


def euler_forward(q: Quantities, layer: int) -> list[Statement]:
    """a = f w b a."""
    letters = Letters(q, layer)
    if q.activation(layer).is_elementwise:
        return [Statement(letters.of("a", layer, "j"), neuron(letters, layer))]
    return [Statement(letters.of("z", layer, "j"), neuron(letters, layer)), _shares(letters, layer)]


def euler_cost(q: Quantities) -> list[Statement]:
    """c = C y a."""
    return [Statement(_C, words("C", "y", Letters(q, q.network.depth).of("a", q.network.depth)))]


def euler(q: Quantities, layer: int) -> list[Statement]:
    """d_j, Δw_j and Δb_j by D and λ; of softmax e_j = ∂c/∂z_j."""
    letters = Letters(q, layer)
    d, a = reached(letters, layer), letters.of("a", layer, "j")
    if layer == q.network.depth:
        first = _output_slope(letters)
    else:
        behind = not q.activation(layer + 1).is_elementwise
        after = letters.of("e" if behind else "d", layer + 1, "i")
        if not letters.is_many(layer):
            moved = words(*_function(letters, layer + 1, j="i"))
        else:
            moved = _bound(neuron(letters, layer + 1, a=_at(letters.of("a", layer), a), j="i"))
        first = letters.over("i", layer + 1, between((after, _derived(moved, a)), operator("×")))
    return [
        Statement(d, first),
        *letters.changes(layer, (lambda at: moved_by(letters, at, "w"), lambda at: moved_by(letters, at, "b")), "j"),
    ]


def _output_slope(letters: Letters) -> Node:
    """D(C y) a of an output; of softmax by z."""
    depth = letters.depth
    outputs, a, z = letters.of("a", depth), letters.of("a", depth, "j"), letters.of("z", depth, "j")
    if not letters.q.activation(depth).is_elementwise:
        shares = Brackets(words("softmax", _at(letters.of("z", depth), z)), Fence.PLAIN)
        return _derived(_bound(words("C", "y", shares)), z)
    return _derived(_bound(words("C", "y", _at(outputs, a))) if letters.is_many(depth) else words("C", "y"), a)


def _at(values: Node, moved: Node) -> Node:
    """A layer's values with v instead of one: a[v/a_j]."""
    return tight(values, Mark("["), _V, Mark("/"), moved, Mark("]"))


_V = Bound(scripted("v"))


def _bound(body: Node) -> Node:
    """λv. body."""
    return tight(Mark("λ"), _V, Mark("."), Gap(THIN), body)


def _derived(function: Node, point: Node) -> Node:
    """D(f) x."""
    return tight("D", Brackets(function, Fence.PLAIN), Gap(THIN), point)


def reached(letters: Letters, layer: int) -> Node:
    """d_j of a layer, e_j of softmax."""
    return letters.of("d" if letters.q.activation(layer).is_elementwise else "e", layer, "j")


def moved_by(letters: Letters, layer: int, letter: str) -> Node:
    """d_j × D(λv. f v b a) w_j."""
    moved = neuron(letters, layer, w=_V) if letter == "w" else neuron(letters, layer, b=_V)
    return between((reached(letters, layer), _derived(_bound(moved), letters.of(letter, layer, "j"))), operator("×"))


def leibniz(q: Quantities, layer: int) -> list[Statement]:
    """∂c/∂z_j through z, and what follows from it for w and b."""
    letters = Letters(q, layer)
    a, z = letters.of("a", layer, "j"), letters.of("z", layer, "j")
    if layer == letters.depth and not q.activation(layer).is_elementwise:
        outputs = letters.of("a", layer, "i")
        first = summed("i", times(quotient(_C, outputs), quotient(outputs, z)))
    elif layer == letters.depth:
        first = times(quotient(_C, a), quotient(a, z))
    else:
        after = letters.of("z", layer + 1, "i")
        first = letters.over("i", layer + 1, times(quotient(_C, after), quotient(after, a), quotient(a, z)))
    return [
        Statement(quotient(_C, z), first),
        *letters.changes(layer, (lambda at: through_z(letters, at, "w"), lambda at: through_z(letters, at, "b"))),
    ]


def through_z(letters: Letters, layer: int, letter: str) -> Node:
    """∂c/∂z_j ∂z_j/∂w_jk; of a parameter at several places ∂c/∂z_j a_k, as the second would have two meanings."""
    z, q = letters.of("z", layer, "j"), letters.q
    if q.is_any_shared(layer):
        return times(quotient(_C, z), *([letters.of("a", layer - 1, "k")] if letter == "w" else []))
    return times(quotient(_C, z), quotient(z, _own(letters, layer, letter)))


def _own(letters: Letters, layer: int, letter: str) -> Node:
    """w_jk or b_j."""
    return letters.of(letter, layer, "jk" if letter == "w" else "j")


def leibniz_chain(q: Quantities, layer: int) -> list[Statement]:
    """∂c/∂a_j through the activations of the next layer, and what follows from it for w and b; d_i in a linear net."""
    letters, depth = Letters(q, layer), q.network.depth
    soft, behind = (not q.activation(at).is_elementwise for at in (layer, min(layer + 1, depth)))
    a = letters.of("a", layer, "j")
    own = letters.of("z", layer, "j") if soft else a
    d = letters.of("d", layer) if q.is_linear else quotient(_C, own)
    if layer == depth:
        if soft:
            outputs = letters.of("a", layer, "i")
            first = summed("i", times(quotient(_C, outputs), quotient(outputs, own)))
        else:
            first = letters.by_output("j", is_factor=False) if q.dress.is_opened else quotient(_C, a)
    else:
        after = letters.of("z" if behind else "a", layer + 1, "i")
        there = letters.of("d", layer + 1) if q.is_linear else quotient(_C, after)
        first = letters.over("i", layer + 1, times(there, quotient(after, a)))
    return [
        Statement(d, first),
        *letters.changes(layer, (lambda at: through_a(letters, at, "w"), lambda at: through_a(letters, at, "b"))),
    ]


def through_a(letters: Letters, layer: int, letter: str) -> Node:
    """∂c/∂a_j ∂a_j/∂w_jk; of a parameter at several places ∂c/∂a_j σ′ a_k, or with D where f is not opened."""
    q, soft = letters.q, not letters.q.activation(layer).is_elementwise
    own = letters.of("z" if soft else "a", layer, "j")
    d = letters.of("d", layer) if q.is_linear else quotient(_C, own)
    if not q.is_any_shared(layer):
        return times(d, quotient(own, _own(letters, layer, letter)))
    if not q.dress.is_opened:
        return moved_by(letters, layer, letter)
    before = [letters.of("a", layer - 1, "k")] if letter == "w" else []
    return times(d, *([] if soft else letters.slope_factor(layer)), *before)


def instantiated(q: Quantities, layer: int) -> list[Statement]:
    """d_i and Δw_i of a linear net, with σ′ of its own each."""
    letters = Letters(q, layer)
    if layer == letters.depth:
        first = letters.by_output("j", is_factor=False)
    else:
        first = times(letters.of("d", layer + 1), *letters.slope_factor(layer + 1), letters.of("w", layer + 1))

    def slope(at: int) -> Node:
        return times(letters.of("d", at), *letters.slope_factor(at), letters.of("a", at - 1))

    return [Statement(letters.of("d", layer), first), *letters.changes(layer, (slope,), "j")]


def listing(
    forward_line: Callable[[Quantities, int], list[Statement]],
    cost_line: Callable[[Quantities], list[Statement]],
    backward_line: Callable[[Quantities, int], list[Statement]],
) -> Callable[[Quantities, Line], list[Statement]]:
    """A notation's listing, from what it says of a layer forward, of the cost, and of a layer backward."""

    def statements(q: Quantities, line: Line) -> list[Statement]:
        match line.kind:
            case Kind.INPUT:
                return take(q)
            case Kind.FORWARD:
                return forward_line(q, line.layer)
            case Kind.COST:
                return cost_line(q)
            case Kind.BACKWARD:
                return backward_line(q, line.layer)
            case Kind.UPDATE:
                return update(q)

    return statements
