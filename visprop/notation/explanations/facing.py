"""Components beside vectors: what is computed neuron by neuron, and the same of the whole layer at once.

The article's "Summary and vectorisation"; where each layer has one neuron, its scalar pseudocode beside the vectorised one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from visprop.engine.arrays import Array
from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.expr import ABRIDGED, Symbol
from visprop.notation.layout.nodes import Matrix, Node
from visprop.notation.notations import components
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope, some
from visprop.notation.notations.vectorised import VECTORISED
from visprop.timeline.program import Kind, Line

_Group = tuple[Sequence[Equation], Sequence[Equation]]
"""What is said of one quantity in components, and as a vector."""


def facing(q: Quantities, lines: Sequence[Line], whole: bool) -> Iterator[Block]:
    """Some lines in components, and beside each row the same as vectors; of large layers some neurons.

    Args:
        q: symbols and numbers.
        lines: of the algorithm.
        whole: whether all neurons are listed.
    """
    yield Note("Neuron by neuron, and beside it the whole layer at once:")
    for line in lines:
        for layer in range(1, q.network.depth + 1) if line.kind is Kind.UPDATE else (line.layer,):
            yield Note(_heading(line, layer), is_heading=True)
            scope = _scope(q, line, layer, whole)
            yield from (block for group in _groups(q, line, scope) for block in _beside(*group))
            yield from _written_out(q, line)


def _heading(line: Line, layer: int) -> str:
    return {
        Kind.INPUT: "Input", Kind.FORWARD: f"Forward, layer {layer}", Kind.COST: "Cost",
        Kind.BACKWARD: f"Backward, layer {layer}", Kind.UPDATE: f"Update, layer {layer}",
    }[line.kind]  # fmt: skip


def _scope(q: Quantities, line: Line, layer: int, whole: bool) -> Scope:
    sizes = q.network.sizes
    if line.kind is not Kind.UPDATE:
        return Scope.for_line(sizes, line, None, whole)
    return Scope(some(sizes[layer], whole), some(sizes[layer - 1], whole), True, layer)


def _beside(singles: Sequence[Equation], vectors: Sequence[Equation]) -> Iterator[Beside]:
    """Row by row; the vectors stand beside the last ones, so that on a narrow page they come after them."""
    for i, row in enumerate(reversed(list(zip_longest(reversed(singles), reversed(vectors))))):
        yield Beside(tuple(one for one in row if one is not None), is_further=i > 0)


def _groups(q: Quantities, line: Line, scope: Scope) -> Iterator[_Group]:
    """What a line computes, one quantity after the other."""
    layer, neurons = line.layer, scope.neurons
    vectors = list(VECTORISED.equations(AsVectors(q), line, scope))
    if line.kind is Kind.FORWARD:
        z, a = vectors
        yield [components.weighted_input(q, layer, j) for j in neurons], [z]
        yield [components.activation(q, layer, j) for j in neurons], [a]
    elif line.kind is Kind.BACKWARD:
        yield [components.delta(q, layer, j) for j in neurons], vectors[:1]
        yield from _slopes(q, layer, scope, vectors[1:])
    elif line.kind is Kind.UPDATE:
        for letter, columns in (("w", scope.inputs), ("b", (None,))):
            singles = [one for j in neurons for k in columns for one in components.update(q, scope.layer, j, k)]
            yield singles, [one for one in vectors if one.left.key is not None and one.left.key.letter == letter]
    elif line.kind is Kind.COST or not q.is_linear:
        yield list(COMPONENTS.equations(q, line, scope)), vectors
    else:
        # In components the only input has no other name than x.
        yield (), vectors


def _slopes(q: Quantities, layer: int, scope: Scope, vectors: Sequence[Equation]) -> Iterator[_Group]:
    """∂c/∂w, ∂c/∂b, and what this example moves both by."""
    if q.is_any_shared(layer):
        # A matrix has an entry for each place; what stands at several has one derivative, and is told by components alone.
        yield list(components.changes(q, layer, scope)), ()
        return
    of_b, of_w, *changes = vectors
    weights = [(j, k) for j in scope.neurons for k in scope.inputs]
    yield [components.gradient(q, layer, j, k) for j, k in weights], [of_w]
    yield [components.gradient(q, layer, j, None) for j in scope.neurons], [of_b]
    if changes:
        by_b, by_w = changes
        yield [one for j, k in weights for one in components.own_update(q, layer, j, k)], [by_w]
        yield [one for j in scope.neurons for one in components.own_update(q, layer, j, None)], [by_b]


def _written_out(q: Quantities, line: Line) -> Iterator[Block]:
    """z and δ of a small layer as vectors and matrices with all their entries."""
    near = q.network.sizes[max(0, line.layer - 1) : line.layer + 2]
    if q.is_linear or line.kind not in (Kind.FORWARD, Kind.BACKWARD) or max(near) > ABRIDGED:
        return
    entered = AsVectors(q, with_entries=True)
    yield Note("With every entry:")
    if line.kind is Kind.FORWARD:
        yield next(iter(VECTORISED.equations(entered, line, Scope((), ()))))
    else:
        yield from VECTORISED.passed(entered, line.layer, ())


class AsVectors(Quantities):
    """The quantities of a network as vectors and matrices, also where each layer has one neuron.

    Args:
        q: of which network and moment.
        with_entries: whether a vector is written with the symbols of its entries instead of one of its own.
    """

    def __init__(self, q: Quantities, with_entries: bool = False) -> None:
        super().__init__(q.frame, q.dress)
        self.is_linear, self._with_entries = False, with_entries

    def vector(self, letter: str, layer: int, values: Array | None, size: int) -> Symbol:
        """A vector of a layer, or its weights."""
        found = super().vector(letter, layer, values, size)
        if not self._with_entries:
            return found
        rows, columns = self.network.sizes[layer], self.network.sizes[layer - 1] if letter == "w" else 1
        cells = tuple(tuple(self._entry(letter, layer, j, k) for k in range(columns)) for j in range(rows))
        return Symbol(Matrix(cells, is_vector=letter != "w"), found.engine_value, found.key)

    def _entry(self, letter: str, layer: int, j: int, k: int) -> Node:
        if letter == "w":
            return self.w(layer, j, k).name
        return {"a": self.a, "z": self.z, "b": self.b, "δ": self.delta}[letter](layer, j).name if layer >= 0 else self.y(j).name
