"""Every partial derivative of the example's cost in one table (the article's "Summary and vectorisation")."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.numbers import counted
from visprop.notation.notations import components
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import some


def partials(q: Quantities, whole: bool) -> Iterator[Block]:
    """What reaches each neuron, ∂c/∂w and ∂c/∂b, from the last layer to the first; a column a neuron, of large layers abridged.

    A parameter that stands at several places is told once, where the backward pass comes to the last of them.
    """
    network = q.network
    # Of layers as functions each has one slope; this page is about single parameters.
    notation = COMPONENTS if q.dress.has_types else written_in(q.dress, COMPONENTS)
    yield Note(_counted(q))
    for layer in range(network.depth, 0, -1):
        neurons, inputs = some(network.sizes[layer], whole), some(network.sizes[layer - 1], whole)
        shown = "" if len(neurons) == network.sizes[layer] else f": neurons {listed(neurons)} of {network.sizes[layer]}"
        yield Note(f"Layer {layer}{shown}", is_heading=True)
        yield from _besides([list(notation.passed(q, layer, [j])) for j in neurons])
        for k in (*inputs, None) if q.dress.has_slope_by_bias else inputs:
            told = [j for j in neurons if components.is_completed(q, layer, j, k)]
            yield from _besides([notation.slope(q, layer, j, k) for j in told])


def _counted(q: Quantities) -> str:
    """How many derivatives there are, in words."""
    weights, biases = q.places.counts
    if not q.dress.has_slope_by_bias:
        return f"{counted(weights, 'partial derivative')}, of parameters {q.dress.weight}"
    which = "one of a bias" if biases == 1 else f"{biases} of biases"
    return f"{counted(weights + biases, 'partial derivative')}: {weights} of weights, {which}"


def _besides(columns: list[list[Equation]]) -> Iterator[Beside]:
    """Equations of several neurons, the first of each side by side, then the second."""
    for row in zip(*columns, strict=True):
        yield Beside(row)


def listed(indices: tuple[int, ...]) -> str:
    """Indices from 0 as numbers from 1, in words."""
    *more, last = (str(i + 1) for i in indices)
    return f"{', '.join(more)} and {last}"
