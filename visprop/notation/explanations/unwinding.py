"""δ and Δw written out to inputs, weights and σ′ alone (the article's "Unwinding the equations"), in each notation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from visprop.engine.key import Key
from visprop.notation.explanations.paths import MAX_PATHS, path_count
from visprop.notation.expression.arithmetic import Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr
from visprop.notation.expression.matrices import MatrixProduct
from visprop.notation.expression.substitution import substituted
from visprop.notation.layout.latex import latex
from visprop.notation.notations import components
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities


def unwound(q: Quantities, key: Key, notation: Notation = COMPONENTS) -> list[Equation]:
    """What reaches a parameter's neuron, and its Δ, each name in them replaced by what it stands for.

    Of a parameter that does not move by its own slope alone ∂c/∂w stands for Δw.

    Raises:
        ValueError: it is not a single parameter, or has more than `MAX_PATHS` paths to the cost.
    """
    if path_count(q, key) > MAX_PATHS:
        raise ValueError(f"{key} has more than {MAX_PATHS} paths to the cost: unwound, it would fill pages")
    places = q.places.of(key)
    written, (layer, j, k) = written_in(q.dress, notation), components.at(places[-1])
    words, meanings = dict[str, Expr](), _Meanings(q, layer)
    reached = list[Equation]()
    for at in range(q.network.depth, layer - 1, -1):
        neurons = range(q.network.sizes[at]) if at > layer else sorted({place.j - 1 for place in places if place.layer == layer})
        reached = [_replaced(equation, words, meanings) for equation in written.passed(q, at, neurons)]
    *others, slope = (_replaced(equation, words, meanings) for equation in written.slope(q, layer, j, k))
    found = [*(equation for equation in (*reached, *others) if _is_of_cost(equation)), _moved(q, layer, j, k, slope)]
    return [Equation(one.left, one.right, "unwound", further=one.further) for one in found]


def _is_of_cost(equation: Equation) -> bool:
    """Whether it says what comes from the cost, not what stands between two neighbours."""
    name = equation.left.plain
    return not name.startswith("∂") or name.startswith("∂c")


class _Meanings(dict[str, Expr]):
    """What names stand for: those that were told, and the weighted inputs z from a layer on, each put together when it is met."""

    def __init__(self, q: Quantities, layer: int) -> None:
        super().__init__()
        self._made: dict[str, Callable[[], Expr]] = {}
        for at in range(layer, q.network.depth + 1):
            if not q.is_linear:
                self._made[latex(q.z_vector(at).name)] = partial(_weighted, q, at)
            for j in range(q.network.sizes[at]):
                self._made[latex(q.z(at, j).name)] = partial(components.weighted_sum, q, at, j)

    def get(self, name: str, default: Any = None) -> Any:
        """The meaning of a name."""
        if name in self._made and name not in self:
            self[name] = self._made[name]()
        return super().get(name, default)


def _weighted(q: Quantities, layer: int) -> Expr:
    """w a + b of a layer."""
    return Sum((MatrixProduct(q.w_matrix(layer), q.a_vector(layer - 1)), q.b_vector(layer)))


def _replaced(equation: Equation, words: dict[str, Expr], meanings: dict[str, Expr]) -> Equation:
    """An equation without the names that stand for something, among which its own left side is from now on.

    Args:
        equation: what is written out.
        words: what comes from the cost, as the notation says it.
        meanings: what all names come down to.
    """
    name, right, reduced = latex(equation.left.name), substituted(equation.right, words), substituted(equation.reduced, meanings)
    meanings[name] = reduced
    if _is_of_cost(equation):
        words[name] = right
    return Equation(equation.left, right, further=(reduced,))


def _moved(q: Quantities, layer: int, j: int, k: int | None, slope: Equation) -> Equation:
    """Δw = −η times the slope, where a parameter moves by that alone."""
    is_of_it_alone = not isinstance(slope.left.engine_value, np.ndarray) and not q.dress.is_general
    if not is_of_it_alone or not components.moves_by_slope(q, layer, j, k):
        return slope
    right, reduced = (components.descended(q, side) for side in (slope.right, slope.reduced))
    return Equation(q.own_update(layer, j, k), right, further=(reduced,))
