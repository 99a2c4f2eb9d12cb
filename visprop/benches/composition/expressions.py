"""The network's functions, their types, and what they are composed to, as layout trees whose parts belong to layers.

A bracket belongs to the layer whose output stands in it: (f p_2 (f p_1 x)) to layer 2. The cost C y counts as layer L + 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from visprop.benches.composition.state import Composition
from visprop.engine.key import Key
from visprop.notation.expression.expr import Expr, Style, Value
from visprop.notation.layout.build import between, commas, scripted, words
from visprop.notation.layout.nodes import (
    APART,
    HAIR,
    MINUS,
    THIN,
    Bound,
    Brackets,
    Fence,
    Gap,
    Letter,
    Mark,
    Node,
    Operator,
    Row,
    Term,
    keys_in,
)


@dataclass(frozen=True, eq=False)
class Written(Expr):
    """A formula of several parts, each of which can be pointed at.

    Attributes:
        node: what it says.
        known: its value from the engine; NaN if it is not known yet.
    """

    node: Node
    known: Value = float("nan")

    def value(self, digits: int | None = None) -> Value:
        return self.known

    def laid_out(self, style: Style) -> Node:
        return self.node

    def keys(self) -> set[Key]:
        return set(keys_in(self.node))


_BREAK, _BEFORE = Gap(APART, is_break=True), Gap(APART)
"""Before an argument in brackets, where a line may be broken, and before any other."""


def layer_key(layer: int) -> Key:
    """What stands for a layer where it is pointed at; L + 1 for the cost."""
    return Key("layer", layer)


def of_layer(layer: int, *parts: Node) -> Term:
    """A part of a formula that belongs to a layer."""
    return Term(parts[0] if len(parts) == 1 else Row(parts), frozenset((layer_key(layer),)))


# Names


def function(state: Composition, layer: int) -> Node:
    """f where all layers are alike, else f_l."""
    return scripted("f") if state.are_alike else scripted("f", below=str(layer))


def parameter(layer: int) -> Node:
    """p_l."""
    return scripted("p", below=str(layer))


def activation(layer: int) -> Node:
    """a_l, and x for l = 0."""
    return scripted("a", below=str(layer)) if layer else scripted("x")


def partial(state: Composition, layer: int) -> Node:
    """f p_l, the layer as a function of what comes before it; C y after the last."""
    return words("C", "y") if layer > state.depth else words(function(state, layer), parameter(layer))


def bound() -> Node:
    """v, where λ binds it and where it stands for a parameter."""
    return Bound(scripted("v"))


# Types


def space(size: int) -> Node:
    """ℝ^n; ℝ alone for n = 1."""
    return scripted("ℝ", above=str(size) if size > 1 else "")


def arrows(sizes: Iterable[int]) -> Node:
    """ℝ^n → ℝ^m → …."""
    return between(map(space, sizes), Operator("→"))


def type_sizes(state: Composition, layer: int, is_applied: bool) -> tuple[int, ...]:
    """The sizes in the type of f_l : ℝ^(n_l (n_{l−1} + 1)) → ℝ^{n_{l−1}} → ℝ^{n_l}, or of f_l p_l; of C y after the last."""
    sizes = state.network.sizes
    if layer > state.depth:
        return (sizes[-1], 1)
    before, after = sizes[layer - 1 : layer + 1]
    return (before, after) if is_applied else (after * (before + 1), before, after)


# The three forms


def nested(state: Composition, top: int, moved: int = 0) -> tuple[Node, ...]:
    """f p_top (… (f p_1 x)), with v for the parameters of one layer; x for top = 0."""
    if top == 0:
        return (scripted("x"),)
    return (*_applied(state, top, moved), *_argument(state, top - 1, moved))


def _applied(state: Composition, layer: int, moved: int) -> tuple[Node, ...]:
    """f p_l, or f v where that layer's parameters are varied."""
    if layer == moved:
        return of_layer(layer, function(state, layer)), Gap(THIN), of_layer(layer, bound())
    return (of_layer(layer, partial(state, layer)),)


def _argument(state: Composition, layer: int, moved: int = 0) -> tuple[Node, ...]:
    """What a layer gives, as an argument: in its brackets, and x bare."""
    if layer == 0:
        return _BEFORE, scripted("x")
    return _BREAK, of_layer(layer, Mark("(")), *nested(state, layer, moved), of_layer(layer, Mark(")"))


def composed(state: Composition, top: int) -> tuple[Node, ...]:
    """((f p_top) ∘ … ∘ (f p_1)) x; x for top = 0."""
    chain = _chain(state, range(top, 0, -1))
    brackets = (chain,) if top < 2 else (Brackets(chain, Fence.LIST),)
    return (*brackets, _BEFORE, scripted("x")) if top else (scripted("x"),)


def _chain(state: Composition, layers: Iterable[int], *innermost: Node) -> Node:
    """Functions composed, the outermost first."""
    return between((*(_bracketed(state, layer) for layer in layers), *innermost), Operator("∘"))


def _bracketed(state: Composition, layer: int) -> Node:
    whole = partial(state, layer)
    # C y stands bare beside ∘, as the article has it.
    return of_layer(layer, whole if layer > state.depth else Brackets(whole, Fence.PLAIN))


_LESS = (MINUS, Gap(HAIR), Letter("η"), Gap(THIN))
"""−η, before what it is multiplied with."""


def descended(state: Composition, inner: Iterable[Node]) -> Node:
    """−η D(inner) p_i."""
    i = state.moved
    return Row((*_LESS, Letter("D"), Brackets(Row(tuple(inner)), Fence.LIST), _BEFORE, of_layer(i, parameter(i))))


def varied(state: Composition) -> tuple[Node, ...]:
    """λv. C y (… (f v (…))), the cost as a function of one layer's parameters."""
    return (*_lambda(), *nested_cost(state, state.moved))


def nested_cost(state: Composition, moved: int = 0) -> tuple[Node, ...]:
    """C y (f p_L (… (f p_1 x)))."""
    return (of_layer(state.depth + 1, partial(state, state.depth + 1)), *_argument(state, state.depth, moved))


def varied_chain(state: Composition, is_opened: bool) -> Node:
    """C y ∘ (f p_L) ∘ … ∘ (λv. f v a), where a is written out, or by its name."""
    i = state.moved
    inner = _argument(state, i - 1) if is_opened else _named(i - 1)
    function_of_v = Row((of_layer(i, Mark("(")), *_lambda(), *_applied(state, i, i), *inner, of_layer(i, Mark(")"))))
    return _chain(state, range(state.depth + 1, i, -1), function_of_v)


def stepped(state: Composition) -> Node:
    """−η d_i D(λv. f v a_{i−1}) p_i."""
    i = state.moved
    moved = Row((*_lambda(), *_applied(state, i, i), *_named(i - 1)))
    d = of_layer(i, scripted("d", below=str(i)))
    return Row((*_LESS, d, Gap(THIN), Letter("D"), Brackets(moved, Fence.LIST), _BEFORE, of_layer(i, parameter(i))))


def _named(layer: int) -> tuple[Node, ...]:
    return _BEFORE, activation(layer)


def _lambda() -> tuple[Node, ...]:
    return Mark("λ"), Gap(HAIR), bound(), Mark("."), Gap(THIN)


# What stands on the left


def subject(state: Composition, top: int) -> Node:
    """What is written in its forms: a_top as long as parameters are missing, then what is asked for."""
    if top < state.depth or state.quantity == "a":
        return activation(top)
    if state.quantity == "f":
        return words(scripted("f", below="N"), "p", "x")
    layers = range(1, state.depth + 1)
    shown = [parameter(layer) for layer in layers] if state.depth <= 4 else [parameter(1), Mark("…"), parameter(state.depth)]
    return Row((Letter("φ"), Brackets(commas(shown), Fence.PLAIN)))
