"""The page: what is composed in its three forms, the numbers as far as they are known, and the layers' types."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from visprop.benches.composition.expressions import parameter
from visprop.benches.composition.forms import FORMS, chain, length_of_update, steps_through, type_of, whole_type
from visprop.benches.composition.state import Composition
from visprop.benches.pictures import BenchMoment
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.expr import ABRIDGED
from visprop.notation.layout.text import plain

_MATRICES = "D(f p) a is the matrix of all partial derivatives of f p at a; d, taken as a row, is multiplied with it."
_FORM_WORDS = {"nested": "as nested application", "composed": "with ∘", "derivative": "as a derivative, where v stands for {}"}


def written(moment: BenchMoment, options: ViewOptions) -> Page:
    """What stands on the page at a step."""
    return Page("Composition", list(_blocks(moment.frame.state, moment.frame.words)))


def _blocks(state: Composition, words: str) -> Iterator[Block]:
    yield Note(words)
    yield from _forms(state)
    if state.has_update:
        yield from _update(state)
    if state.has_chain:
        yield Note("The chain rule", is_heading=True)
        yield from chain(state)
        if max(state.network.sizes) > 1:
            yield Note(_MATRICES)
    if state.reached:
        yield Note("Layer by layer", is_heading=True)
        yield from steps_through(state)
    yield from _types(state)


def _types(state: Composition) -> Iterator[Block]:
    """Each layer's type before its parameters are applied, and after."""
    yield Note("Types", is_heading=True)
    layers = range(1, state.depth + 1)
    if state.are_alike:
        yield type_of(state, 1, is_applied=False)
        yield from _in_pairs([type_of(state, layer, is_applied=True) for layer in layers if layer <= state.applied])
    else:
        for layer in layers:
            kinds = (False, True) if layer <= state.applied else (False,)
            yield Beside(tuple(type_of(state, layer, is_applied) for is_applied in kinds))
    if state.applied == state.depth:
        yield Beside((whole_type(state), type_of(state, state.depth + 1, is_applied=True)))


def _forms(state: Composition) -> Iterator[Block]:
    """The same three times; nothing before the first parameters are applied."""
    if state.applied == 0:
        return
    yield Note("In its forms", is_heading=True)
    for form, equation in FORMS.items():
        if form != "derivative" or state.varies:
            yield Note(_FORM_WORDS[form].format(plain(parameter(state.moved))))
            yield equation(state)


def _update(state: Composition) -> Iterator[Block]:
    """What kind of thing the update is, and how long where it is not written out."""
    p, count = plain(parameter(state.moved)), state.update(state.moved).size
    neurons = state.network.sizes[state.moved]
    weights = "its weight" if state.network.sizes[state.moved - 1] == 1 else "its weights"
    each = f"{'' if neurons == 1 else 'for each neuron '}{weights} and its bias"
    yield Note(f"{p} has {count} numbers, {each}; Δ{p} is −η times the partial derivative by each of them.")
    if np.isnan(state.update(state.moved)).any():
        yield Note(f"On the way to Δ{p} there are numbers that are too large for float64, so that it has none.")
    elif count > ABRIDGED:
        yield length_of_update(state)


def _in_pairs(equations: list[Equation]) -> Iterator[Block]:
    for at in range(0, len(equations), 2):
        yield Beside(tuple(equations[at : at + 2]))
