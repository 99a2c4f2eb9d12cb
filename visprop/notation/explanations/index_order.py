"""Why a weight is written w_jk and not w_kj (the article's "Two neuron per layer example")."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.engine.key import Key
from visprop.notation.expression.arithmetic import Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Symbol
from visprop.notation.expression.matrices import MatrixProduct
from visprop.notation.layout.build import plus, times
from visprop.notation.notations.letters import Letters
from visprop.notation.notations.quantities import Quantities


def index_order(q: Quantities, key: Key) -> Iterator[Block]:
    """Words, and z = w a + b of the weight's layer; nothing for what is no weight with two indices."""
    if key.letter != "w" or q.naming.is_linear:
        return
    layer = key.layer
    yield Note("Why jk and not kj: the neuron before the input", is_heading=True)
    yield Note("Row j of w is what neuron j weighs its inputs with: w stands before a as it is. With kj it would be transposed.")
    if q.dress.is_general:
        letters = Letters(q, layer)
        right = plus(times(letters.of("w", layer), letters.of("a", layer - 1)), letters.of("b", layer))
        yield Equation(Symbol(letters.of("z", layer), float("nan")), Symbol(right, float("nan")))
        return
    affine = Sum((MatrixProduct(q.w_matrix(layer), q.a_vector(layer - 1)), q.b_vector(layer)))
    yield Equation(q.z_vector(layer), affine)
