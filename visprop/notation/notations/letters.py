"""The symbols of a listing, and what all notations say alike in it.

Generic in the neurons j of a layer and the inputs k, as the article prints it. Where each layer has one neuron, its number stands
below and j and k are not written. A symbol is written here as `Quantities` writes it for one neuron.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from visprop.engine.network import MAX_LAYER
from visprop.engine.optimisers import PLAIN
from visprop.notation.expression.blocks import Statement
from visprop.notation.layout.build import (
    NABLA,
    called,
    change_of,
    minus,
    negative,
    plus,
    primed,
    quotient,
    scripted,
    summed,
    tight,
    times,
)
from visprop.notation.layout.nodes import (
    THIN,
    Brackets,
    Fence,
    Gap,
    Index,
    Letter,
    Node,
    Numeral,
    Over,
    Script,
)
from visprop.notation.notations.quantities import Quantities

_C = scripted("c")
NABLA_C = tight(Script(NABLA, below=Index("a")), _C)
"""∇_a c, the derivatives of the cost by the activations."""
STEP = Statement(scripted("p"), plus(scripted("p"), change_of(scripted("p"))), "←")
"""The last line: p ← p + Δp."""

Slope = Callable[[int], Node]
"""What a parameter gives to the derivative where it stands in a layer."""


def descended(slope: Node) -> Node:
    """−η times a slope."""
    return negative(times(scripted("η"), slope))


class Letters:
    """The symbols of a listing, and what all notations say alike.

    Args:
        q: whose network, and whose update.
        now: the layer that the line is about, as which any but the first and the last stands in a general listing.
    """

    def __init__(self, q: Quantities, now: int) -> None:
        self.q, self.network, self.is_linear, self.depth, self._now = q, q.network, q.is_linear, q.network.depth, now

    def of(self, letter: str, layer: int, below: str = "") -> Node:
        """A quantity of a layer with its indices; in a linear net the layer stands below, and in layer 0 the activation is x."""
        if letter == "b" and self.q.naming.has_one_bias:
            return scripted(letter)
        if self.is_linear:
            if (letter, layer) == ("a", 0):
                return scripted("x")
            word, _, number = self.q.naming.symbol(letter, layer, (1, 1) if letter == "w" else (1,))
            return scripted(word, below=number)
        # Where there is one neuron, or one input, its number stands for the index; a weight's second is of the layer before.
        below = "".join(index if self.is_many(layer - at) else "1" for at, index in enumerate(below))
        return scripted(self.q.naming.letter(letter), self._layer(layer), below)

    def is_many(self, layer: int) -> bool:
        """Whether a layer has several units, or any number of them."""
        return self.q.dress.is_general or self.network.sizes[layer] > 1

    def _layer(self, layer: int) -> str:
        """The number of a layer; in a general listing 1 and 2 from the first on, L and L − 1 from the last on, else l ± 1."""
        if not self.q.dress.is_general or (self._now == 1 and layer < self.depth):
            return str(layer)
        is_by_last = self.depth in (self._now, layer) and self._now in (1, self.depth)
        word, apart = ("L", layer - self.depth) if is_by_last else ("l", layer - self._now)
        return f"{word}{apart:+d}" if apart else word

    def y(self, below: str = "") -> Node:
        """The target."""
        return scripted("y", below=below if below and self.is_many(self.depth) else "")

    def applied(self, layer: int, inner: Node) -> Node:
        """σ of a layer; the identity is not written."""
        name = self.q.activation(layer).plain
        return called(scripted(name), inner) if name else inner

    def slope_of(self, layer: int, inner: Node) -> Node:
        """σ′ of a layer that has one which is worth writing."""
        return called(primed(scripted(self.q.activation(layer).plain)), inner)

    def affine(self, layer: int) -> Node:
        """Σ_k w_jk a_k + b_j."""
        product = times(self.of("w", layer, "jk"), self.of("a", layer - 1, "k"))
        return plus(self.over("k", layer - 1, product), self.of("b", layer, "j"))

    def over(self, index: str, layer: int, term: Node) -> Node:
        """The sum of a term over the units of a layer; the term itself where there is but one."""
        return summed(index, term) if self.is_many(layer) else term

    def slope_factor(self, layer: int) -> list[Node]:
        """σ′ as a factor; written out in a linear net, as the article has it; none where it is 1."""
        if not self.q.has_slope(layer):
            return []
        return [self.slope_of(layer, self.affine(layer) if self.is_linear else self.of("z", layer, "j"))]

    def changes(self, layer: int, slopes: Sequence[Slope], below: str = "jk") -> list[Statement]:
        """Δw = −η times a slope, and Δb; ∂c/∂w where an example has no Δ of its own, or where some of the layer do not move.

        Args:
            layer: of the parameters.
            slopes: what w, and what b, gives to the derivative where it stands in a layer.
            below: the indices of w.
        """
        of = dict(zip("wb", self.parameters(layer, below), strict=False))
        found = (self._change(layer, letter, name, slopes) for letter, name in of.items())
        return [statement for statement in found if statement is not None]

    def _change(self, layer: int, letter: str, name: Node, slopes: Sequence[Slope]) -> Statement | None:
        scenario, places = self.q.frame.scenario, self.q.places
        entries = places.entries(letter, layer)
        slope, is_sum = slopes["wb".index(letter)](layer), False
        if self.is_linear:
            key = self.network.parameter(int(entries[0]))
            if not places.is_completed_by(key):
                # What stands in layers to come is told when the last of them is reached.
                return None
            slope = plus(*(slopes[bool(place.letter == "b")](place.layer) for place in places.of(key)))
            is_sum = places.is_shared(key)
        elif places.any_is_shared(entries):
            keys = [self.network.parameter(int(entry)) for entry in entries]
            if not any(map(places.is_completed_by, keys)):
                return None
            if any(place.letter != letter for key in keys for place in places.of(key)):
                slope = scripted("the sum over all places")
            else:
                slope = tight(Letter("Σ"), _SPACE, slope, _SPACE, "over all places")
        if scenario.training.optimiser != PLAIN or scenario.objective.has_penalty or not places.all_move(entries):
            return Statement(quotient(_C, name), slope)
        e = "" if len(self.q.frame.examples) == 1 else "e"
        return Statement(change_of(name, e), descended(Brackets(slope, Fence.PLAIN) if is_sum else slope))

    def by_delta(self, layer: int) -> list[Statement]:
        """Δw = −η δ a, Δb = −η δ."""

        def delta(at: int) -> Node:
            return self.of("δ", at, "j")

        return self.changes(layer, (lambda at: times(delta(at), self.of("a", at - 1, "k")), delta))

    def parameters(self, layer: int, below: str) -> list[Node]:
        """w and b of a neuron; w alone where b is a constant."""
        found = [self.of("w", layer, below), self.of("b", layer, below[:1])]
        return found if self.q.dress.has_biases else found[:1]

    def by_output(self, below: str, is_factor: bool = True) -> Node:
        """∂c/∂a of an output; a difference has brackets as a factor."""
        a = self.of("a", self.depth, below)
        return self.difference(a, self.y(below), is_factor) or quotient(_C, a)

    def difference(self, a: Node, y: Node, is_factor: bool = True) -> Node | None:
        """The multiple of (a − y) that ∂c/∂a is; None where it is none."""
        multiple = self.network.pair.of_difference
        if multiple is None:
            return None
        factor = Fraction(multiple).limit_denominator(MAX_LAYER)
        if factor == 1:
            return Brackets(minus(a, y), Fence.PLAIN) if is_factor else minus(a, y)
        above, below = _whole(factor.numerator), _whole(factor.denominator)
        return times(above if factor.denominator == 1 else Over(above, below), Brackets(minus(a, y), Fence.PLAIN))

    def output_delta(self) -> Node:
        """BP1 for one output: (a − y) σ′(z), a sum where each output depends on every z (rule 8 of the model)."""
        depth = self.depth
        if self.network.pair.has_shortcut:
            return minus(self.of("a", depth, "j"), self.y("j"))
        if not self.q.activation(depth).is_elementwise:
            through = quotient(self.of("a", depth, "i"), self.of("z", depth, "j"))
            return summed("i", times(self.by_output("i"), through))
        factor = self.slope_factor(depth)
        return times(self.by_output("j", bool(factor)), *factor)


_SPACE = Gap(THIN)


def _whole(value: int) -> Numeral:
    return Numeral(str(abs(value)), is_negative=value < 0)
