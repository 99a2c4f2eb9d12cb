"""The equations of the composition: its three forms, layer by layer, and the chain rule; page and picture are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import hypot

import numpy as np

from visprop.benches.composition.expressions import (
    Written,
    activation,
    arrows,
    composed,
    descended,
    function,
    layer_key,
    nested,
    nested_cost,
    of_layer,
    parameter,
    partial,
    stepped,
    subject,
    type_sizes,
    varied,
    varied_chain,
)
from visprop.benches.composition.state import Composition
from visprop.engine.arrays import Array
from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import SYMBOLS, Expr, Symbol, Value
from visprop.notation.layout.build import change_of, scripted, tight, words
from visprop.notation.layout.nodes import APART, FACTOR, THIN, Brackets, Fence, Gap, Letter, Node, Row

UNKNOWN = float("nan")
"""What is not known yet."""


def number_or_vector(values: Array) -> Value:
    """A vector of one entry as a number."""
    return float(values[0]) if values.size == 1 else values


def output(state: Composition, layer: int) -> Value:
    """What a layer gives, x for 0; NaN before the step that computes it."""
    return number_or_vector(state.passes.a[layer]) if layer <= state.reached else UNKNOWN


# Types


def type_of(state: Composition, layer: int, is_applied: bool) -> Equation:
    """f_l : ℝ^(n_l (n_{l−1} + 1)) → ℝ^{n_{l−1}} → ℝ^{n_l}, or f_l p_l : ℝ^{n_{l−1}} → ℝ^{n_l}; after the last layer C y's."""
    name = partial(state, layer) if is_applied else function(state, layer)
    return _judged(name, type_sizes(state, layer, is_applied), layer)


def whole_type(state: Composition) -> Equation:
    """f_N p : ℝ^{n_0} → ℝ^{n_L}."""
    return _judged(words(scripted("f", below="N"), "p"), (state.network.sizes[0], state.network.sizes[-1]), None)


def _judged(name: Node, sizes: tuple[int, ...], layer: int | None) -> Equation:
    left = Symbol(name, UNKNOWN, None if layer is None else layer_key(layer), fixed=True)
    return Equation(left, Written(arrows(sizes)), sign=":")


# The three forms


def _nested(state: Composition) -> Equation:
    is_cost = _is_cost(state)
    right = nested_cost(state) if is_cost else nested(state, state.applied)
    return _subject_equation(state, Row(right))


def _composed(state: Composition) -> Equation:
    return _subject_equation(state, Row(composed(state, state.depth + 1 if _is_cost(state) else state.applied)))


def _is_cost(state: Composition) -> bool:
    return state.quantity == "phi" and state.applied == state.depth


def _subject_equation(state: Composition, right: Node) -> Equation:
    top = state.depth + 1 if _is_cost(state) else state.applied
    value = output(state, top) if top <= state.depth else state.passes.cost if state.has_cost else UNKNOWN
    return Equation(Symbol(subject(state, state.applied), value, layer_key(top) if top else None), Written(Row((right,)), value))


def derivative(state: Composition) -> Equation:
    """Δp_i = −η D(λv. C y (…)) p_i, with ∘ below it, and with a_{i−1} for what comes before."""
    value = number_or_vector(state.update(state.moved)) if state.has_update else UNKNOWN
    left = Symbol(change_of(parameter(state.moved)), value, layer_key(state.moved))
    sides = (varied(state), (varied_chain(state, is_opened=True),), (varied_chain(state, is_opened=False),))
    first, *further = (Written(descended(state, inner), value) for inner in sides)
    return Equation(left, first, further=tuple(further))


FORMS: Mapping[str, Callable[[Composition], Equation]] = {"nested": _nested, "composed": _composed, "derivative": derivative}
"""What is written in each form, by its name."""


# Layer by layer


def steps_through(state: Composition) -> Iterator[Equation]:
    """a_l = f p_l a_{l−1} of each layer that x has gone through, and φ = C y a_L."""
    for layer in range(1, state.reached + 1):
        right = of_layer(layer, partial(state, layer), Gap(THIN), activation(layer - 1))
        yield Equation(Symbol(activation(layer), output(state, layer), layer_key(layer)), Written(right, output(state, layer)))
    if state.has_cost:
        top = state.depth + 1
        right = of_layer(top, partial(state, top), Gap(THIN), activation(state.depth))
        yield Equation(Symbol(Letter("φ"), state.passes.cost, layer_key(top)), Written(right, state.passes.cost))


def length_of_update(state: Composition) -> Equation:
    """‖Δp_i‖."""
    length = hypot(*state.update(state.moved))
    name = Brackets(change_of(parameter(state.moved)), Fence.NORM)
    left = Symbol(name, length, layer_key(state.moved))
    return Equation(left, left)


# The chain rule


def chain(state: Composition) -> Iterator[Equation]:
    """d_L = D(C y) a_L, d_l = d_{l+1} D(f p_{l+1}) a_l down to i, and Δp_i = −η d_i D(λv. f v a_{i−1}) p_i."""
    top, i = state.depth, state.moved
    yield Equation(_d(state, top), _slope(state, top + 1, top, number_or_vector(state.d(top))))
    for layer in range(top - 1, i - 1, -1):
        yield Equation(_d(state, layer), _passed(state, layer))
    change = number_or_vector(state.update(i))
    yield Equation(Symbol(change_of(parameter(i)), change, layer_key(i)), Written(stepped(state), change))


def _d(state: Composition, layer: int) -> Symbol:
    return Symbol(scripted("d", below=str(layer)), number_or_vector(state.d(layer)), layer_key(layer))


def _slope(state: Composition, outer: int, at: int, value: Value) -> Symbol:
    """D(f p_outer) a_at."""
    name = tight(Letter("D"), Brackets(partial(state, outer), Fence.PLAIN), Gap(APART), activation(at))
    return Symbol(name, value, layer_key(outer))


def _passed(state: Composition, layer: int) -> Expr:
    """d_{l+1} D(f p_{l+1}) a_l: with the numbers of both where each is one, else what they give."""
    found = _d(state, layer + 1)
    if state.network.sizes[layer : layer + 2] == (1, 1):
        weights, _ = state.network.layers(np.array(state.given.p))[layer]
        slope = state.passes.slope[layer + 1]
        if slope.size:
            return Product((found, _slope(state, layer + 1, layer, float(slope[0] * weights[0, 0]))))
    whole = _slope(state, layer + 1, layer, UNKNOWN)
    return Written(Row((found.layout(SYMBOLS), Gap(FACTOR), whole.layout(SYMBOLS))), number_or_vector(state.d(layer)))
