"""A net with one neuron a layer as one function of its parameters, and its ∇ by D of each (the article's "The chain rule")."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.engine.key import Key
from visprop.notation.explanations.one_example import of_example
from visprop.notation.expression.blocks import Block, Equation
from visprop.notation.expression.expr import Expr, Symbol, Variable
from visprop.notation.expression.functions import Applied, Called, Lambda, Slope, Tuple
from visprop.notation.layout.build import called, commas, tight
from visprop.notation.notations import components
from visprop.notation.notations.euler import C, neuron, target
from visprop.notation.notations.quantities import Quantities

_MOST_SQUARED = 4
"""Of so many layers the cost is opened around them: a square is not broken into lines."""


def as_one_function(q: Quantities) -> Iterator[Block]:
    """φ(p_1, …, p_L) = C y (f p_L (… (f p_1 x))), and ∇φ as the vector of D(λv. φ(p_1, …, v, …, p_L)) p_i.

    Args:
        q: of a net with one neuron a layer; what is frozen belongs to f, and what is tied is one argument. Of several examples
            c stands for φ.
    """
    keys = _arguments(q)
    if not keys:
        return
    phi = of_example(q)
    symbols = [q.parameter(*components.at(key)) for key in keys]
    names = commas([symbol.name for symbol in symbols])
    nested = _nested(q, {})
    is_short = q.dress.is_opened and not q.dress.has_biases and q.network.depth <= _MOST_SQUARED
    further = (nested.body,) if is_short else ()
    yield Equation(Symbol(called(phi.name, names), q.c.engine_value), nested, further=further)
    slopes = Tuple(tuple(q.gradient(*components.at(key)) for key in keys)).value()
    moved = tuple(_moved(q, phi, symbols, i, key) for i, key in enumerate(keys))
    yield Equation(Symbol(called(tight("∇", phi.name), names), slopes), Tuple(moved))


def _arguments(q: Quantities) -> list[Key]:
    """What φ is a function of, in p's order: what is free to move; a bias only where it is an argument of f."""
    scenario = q.frame.scenario
    keys = [scenario.network.parameter(int(leader)) for leader in scenario.freedom.leaders]
    return [key for key in keys if key.k or q.dress.has_biases]


def _moved(q: Quantities, phi: Symbol, symbols: list[Symbol], i: int, key: Key) -> Slope:
    """D(λv. φ(p_1, …, v, …, p_L)) p_i: v stands at each place of the parameter."""
    v = Variable()
    arguments: list[Expr] = [*symbols[:i], v, *symbols[i + 1 :]]
    body = _nested(q, dict.fromkeys(q.places.of(key), v))
    return Slope(Lambda(v, Called(phi, tuple(arguments), body)), symbols[i])


def _nested(q: Quantities, moved: dict[Key, Variable]) -> Applied:
    """C y (f w_L b_L (… (f w_1 b_1 x))), with what is moved in it."""
    a: Expr = q.a(0, 0)
    for layer in range(1, q.network.depth + 1):
        w, b = (moved.get(key) for key in (Key.weight(layer, 1, 1), Key.bias(layer, 1)))
        a = neuron(q, layer, 0, w=None if w is None else {0: w}, b=b, a={0: a})
    return Applied((C, target(q), a), components.cost_of(q, [a]))
