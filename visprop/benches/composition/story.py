"""What is seen at each step, in words."""

from __future__ import annotations

from visprop.benches.composition.expressions import activation, arrows, function, parameter, partial, type_sizes
from visprop.benches.composition.state import Composition, composition_of
from visprop.benches.values import Values
from visprop.notation.expression.numbers import counted
from visprop.notation.layout.text import plain


def steps(values: Values) -> tuple[str, ...]:
    """The words of all steps."""
    state = composition_of(values, 0)
    layers = range(1, state.depth + 1)
    last, p, i = plain(activation(state.depth)), plain(parameter(state.moved)), state.moved
    return (
        f"{counted(state.depth, 'layer')}: each function takes its parameters first, and then what comes before it",
        *(_applied(state, layer) for layer in layers),
        *(f"x has gone through {_through(layer)}: {_computed(state, layer)}" for layer in layers),
        f"The cost compares {last} with the target y: φ = C y {last}",
        f"Only {p} varies, as v, and all else stays: Δ{p} is −η times the derivative at {p}",
        f"The chain rule passes d back from layer {state.depth} to layer {i}, and gives the same Δ{p}"
        if i < state.depth
        else f"The chain rule gives the same Δ{p} from d{p[1:]}, the derivative by {last}",
    )


def _applied(state: Composition, layer: int) -> str:
    """p_l is applied."""
    whole, kind = plain(partial(state, layer)), plain(arrows(type_sizes(state, layer, True)))
    left = f"{plain(function(state, layer))} is applied to {plain(parameter(layer))}"
    return f"{left}, and what is left is a function of one argument, {whole} : {kind}"


def _through(layer: int) -> str:
    return "layer 1" if layer == 1 else f"layers 1 to {layer}"


def _computed(state: Composition, layer: int) -> str:
    return f"{plain(activation(layer))} = {plain(partial(state, layer))} {plain(activation(layer - 1))}"
