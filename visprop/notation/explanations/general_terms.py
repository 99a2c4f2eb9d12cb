"""One partial derivative term by term for networks of any size, in symbols alone (the article's "More generally …")."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.engine.key import Key
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.build import quotient, scripted, summed, times
from visprop.notation.layout.nodes import UNIT, Node, Numeral
from visprop.notation.notations.letters import Letters
from visprop.notation.notations.quantities import Quantities

_C = scripted("c")


def terms_in_general(q: Quantities, key: Key) -> Iterator[Block]:
    """∂c/∂w through every output, from a layer m in between to the one before, and what is left; of layer l, or 1, or L.

    Args:
        q: whose network, and its symbols.
        key: a parameter of it, which stands for all of its layer.
    """
    if q.places.is_shared(key):
        yield Note("What is tied stands at several places: choose a dress with w, in which each of them is told.")
        return
    letters, layer, depth = Letters(q, key.layer), key.layer, q.network.depth
    w = letters.of("w", layer, "jk") if key.k else letters.of("b", layer, "j")
    yield Note("Through every output:", is_heading=True)
    yield _through_outputs(q, w)
    if layer < depth:
        yield Note("Of a layer m in between, from the last one back:", is_heading=True)
        yield _back(letters, w)
    own = letters.of("a", layer - 1, "k") if key.k else UNIT
    yield Note("In the layer of the parameter only z of its own neuron depends on it; the others vanish:", is_heading=True)
    yield _equation(quotient(letters.of("z", layer, "j"), w), own)
    yield _equation(quotient(letters.of("z", layer, "i"), w), Numeral("0"), name="i ≠ j")
    yield Note("What is left:", is_heading=True)
    delta = letters.of("δ", layer, "j")
    yield _equation(quotient(_C, w), times(delta, own) if key.k else delta)


def _equation(left: Node, *sides: Node, name: str = "") -> Equation:
    """An equation without numbers."""
    first, right, *further = (Symbol(side, float("nan")) for side in (left, *sides))
    return Equation(first, right, name, further=tuple(further))


def _through_outputs(q: Quantities, w: Node) -> Equation:
    """∂c/∂w = Σ_i ∂c/∂a_i ∂a_i/∂w = Σ_i ∂c/∂a_i ∂a_i/∂z_i ∂z_i/∂w = Σ_i δ_i ∂z_i/∂w, over the outputs (erratum 9)."""
    a, z, delta = (scripted(letter, "L", "i") for letter in "azδ")
    terms = [times(quotient(_C, a), quotient(a, w)), times(delta, quotient(z, w))]
    if q.activation(q.network.depth).is_elementwise:
        terms.insert(1, times(quotient(_C, a), quotient(a, z), quotient(z, w)))
    return _equation(quotient(_C, w), *(summed("i", term) for term in terms))


def _back(letters: Letters, w: Node) -> Equation:
    """∂z_i/∂w = Σ_r ∂z_i/∂a_r ∂a_r/∂z_r ∂z_r/∂w = Σ_r w_ir σ′(z_r) ∂z_r/∂w over the layer before."""
    after, a, z = scripted("z", "m", "i"), scripted("a", "m-1", "r"), scripted("z", "m-1", "r")
    hidden = letters.depth - 1
    slope = [letters.slope_of(hidden, z)] if letters.q.has_slope(hidden) else []
    factors = times(quotient(after, a), quotient(a, z), quotient(z, w))
    return _equation(
        quotient(after, w), summed("r", factors), summed("r", times(scripted("w", "m", "ir"), *slope, quotient(z, w)))
    )
