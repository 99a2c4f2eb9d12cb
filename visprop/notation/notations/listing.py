"""The algorithm as a listing, in LaTeX: generic in the neurons j of a layer and the inputs k, as the article prints it.

Of the backward pass each line has three columns: δ (or d, or ∂c/∂z), Δw and Δb. Where each layer has one neuron, its number
stands below and j and k are not written. A symbol is written here as `Quantities` writes it for one neuron.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from visprop.engine.network import MAX_LAYER
from visprop.engine.optimisers import PLAIN
from visprop.notation.notations.quantities import Quantities
from visprop.timeline.program import Kind, Line


class Letters:
    """The symbols of a listing, and what all notations say alike.

    Args:
        q: whose network, and whose update.
        now: the layer that the line is about, as which any but the first and the last stands in a general listing.
    """

    def __init__(self, q: Quantities, now: int) -> None:
        self.q, self.network, self.is_linear, self.depth, self._now = q, q.network, q.is_linear, q.network.depth, now

    def of(self, letter: str, layer: int, below: str = "") -> str:
        """A quantity of a layer with its indices; in a linear net the layer stands below, and in layer 0 the activation is x."""
        if letter == "b" and self.q.naming.has_one_bias:
            return letter
        if self.is_linear:
            if (letter, layer) == ("a", 0):
                return "x"
            word, _, number = self.q.naming.symbol(letter, layer, (1, 1) if letter == "w" else (1,))
            return f"{word}_{{{number}}}" if number else word
        letter = self.q.naming.letter(letter)
        # Where there is one neuron, or one input, its number stands for the index; a weight's second is of the layer before.
        below = "".join(index if self.is_many(layer - at) else "1" for at, index in enumerate(below))
        above = self._layer(layer)
        return f"{letter}^{{{above}}}_{{{below}}}" if below else f"{letter}^{{{above}}}"

    def is_many(self, layer: int) -> bool:
        """Whether a layer has several units, or any number of them."""
        return self.q.dress.is_general or self.network.sizes[layer] > 1

    def _layer(self, layer: int) -> str:
        """The number of a layer; in a general listing 1 and 2 from the first on, L and L − 1 from the last on, else l ± 1."""
        if not self.q.dress.is_general or (self._now == 1 and layer < self.depth):
            return str(layer)
        word, apart = ("L", layer - self.depth) if self._now == self.depth else ("l", layer - self._now)
        return f"{word}{apart:+d}" if apart else word

    def y(self, below: str = "") -> str:
        """The target."""
        return f"y_{{{below}}}" if below and self.is_many(self.depth) else "y"

    def applied(self, layer: int, inner: str, prime: str = "") -> str:
        """σ or σ′ of a layer; the identity is not written."""
        name = self.q.activation(layer).latex
        return f"{name}{prime}({inner})" if name else inner

    def affine(self, layer: int) -> str:
        """Σ_k w_jk a_k + b_j."""
        total = r"\sum_{k} " if self.is_many(layer - 1) else ""
        return rf"{total}{self.of('w', layer, 'jk')}\, {self.of('a', layer - 1, 'k')} + {self.of('b', layer, 'j')}"

    def slope_factor(self, layer: int) -> str:
        """σ′ as a factor; written out in a linear net, as the article has it; empty where it is 1."""
        if not self.q.has_slope(layer):
            return ""
        return r"\, " + self.applied(layer, self.affine(layer) if self.is_linear else self.of("z", layer, "j"), "'")

    def changes(self, layer: int, slopes: Sequence[Callable[[int], str]], below: str = "jk") -> list[str]:
        """Δw = −η times a slope, and Δb; ∂c/∂w where an example has no Δ of its own, or where some of the layer do not move.

        Args:
            layer: of the parameters.
            slopes: what w, and what b, gives to the derivative where it stands in a layer.
            below: the indices of w.
        """
        of = dict(zip("wb", self.parameters(layer, below), strict=False))
        return [text for letter, name in of.items() if (text := self._change(layer, letter, name, slopes))]

    def _change(self, layer: int, letter: str, name: str, slopes: Sequence[Callable[[int], str]]) -> str:
        scenario, places = self.q.frame.scenario, self.q.places
        entries = places.entries(letter, layer)
        slope, is_sum = slopes["wb".index(letter)](layer), False
        if self.is_linear:
            key = self.network.parameter(int(entries[0]))
            if not places.is_completed_by(key):
                # What stands in layers to come is told when the last of them is reached.
                return ""
            slope = " + ".join(slopes[bool(place.letter == "b")](place.layer) for place in places.of(key))
            is_sum = places.is_shared(key)
        elif places.any_is_shared(entries):
            keys = [self.network.parameter(int(entry)) for entry in entries]
            if not any(map(places.is_completed_by, keys)):
                return ""
            if any(place.letter != letter for key in keys for place in places.of(key)):
                slope = r"\mathrm{the\ sum\ over\ all\ places}"
            else:
                slope = rf"\sum {slope}\ \mathrm{{over\ all\ places}}"
        if scenario.training.optimiser != PLAIN or scenario.objective.has_penalty or not places.all_move(entries):
            return rf"\frac{{\partial c}}{{\partial {name}}} = {slope}"
        e = "" if len(self.q.frame.examples) == 1 else "_{e}"
        return rf"\Delta{e} {name} = -\eta\, {f'({slope})' if is_sum else slope}"

    def by_delta(self, layer: int) -> list[str]:
        """Δw = −η δ a, Δb = −η δ."""

        def delta(at: int) -> str:
            return self.of(r"\delta", at, "j")

        return self.changes(layer, (lambda at: rf"{delta(at)}\, {self.of('a', at - 1, 'k')}", delta))

    def parameters(self, layer: int, below: str) -> list[str]:
        """w and b of a neuron; w alone where b is a constant."""
        found = [self.of("w", layer, below), self.of("b", layer, below[:1])]
        return found if self.q.dress.has_biases else found[:1]

    def by_output(self, below: str) -> str:
        """∂c/∂a of an output."""
        a = self.of("a", self.depth, below)
        return self.difference(a, self.y(below)) or rf"\frac{{\partial c}}{{\partial {a}}}"

    def difference(self, a: str, y: str) -> str:
        """The multiple of (a − y) that ∂c/∂a is; empty where it is none."""
        times = self.network.pair.of_difference
        if times is None:
            return ""
        factor = Fraction(times).limit_denominator(MAX_LAYER)
        if factor == 1:
            return rf"({a} - {y})"
        written = str(factor) if factor.denominator == 1 else rf"\frac{{{factor.numerator}}}{{{factor.denominator}}}"
        return rf"{written}\, ({a} - {y})"

    def output_delta(self) -> str:
        """BP1 for one output: (a − y) σ′(z), a sum where each output depends on every z (rule 8 of the model)."""
        a, depth = self.of("a", self.depth, "j"), self.depth
        if self.network.pair.has_shortcut:
            return f"{a} - {self.y('j')}"
        if not self.q.activation(depth).is_elementwise:
            through = rf"\frac{{\partial {self.of('a', depth, 'i')}}}{{\partial {self.of('z', depth, 'j')}}}"
            return rf"\sum_{{i}} {self.by_output('i')}\, {through}"
        factor = self.slope_factor(depth)
        return self.by_output("j") + factor if factor else bare(self.by_output("j"))


def bare(factor: str) -> str:
    """A factor that stands alone: without the brackets around all of it."""
    return factor[1:-1] if factor.startswith("(") else factor


def take(q: Quantities) -> list[str]:
    """Line 0: an example is taken."""
    return [r"\mathrm{take}\ x, y"] if q.is_linear else [r"a^{0} = x"]


def forward(q: Quantities, layer: int) -> list[str]:
    """a_j = σ(Σ_k w_jk a_k + b_j); of softmax z_j first, as each a_j depends on all of them."""
    letters = Letters(q, layer)
    if not q.dress.is_opened:
        return euler_forward(q, layer)
    if q.activation(layer).is_elementwise:
        return [f"{letters.of('a', layer, 'j')} = {letters.applied(layer, letters.affine(layer))}"]
    z = letters.of("z", layer)
    share = rf"{q.activation(layer).latex}({z})"
    return [f"{letters.of('z', layer, 'j')} = {letters.affine(layer)}", f"{letters.of('a', layer)} = {share}"]


def cost(q: Quantities) -> list[str]:
    """c = C(y, a)."""
    return [f"c = C(y, {Letters(q, q.network.depth).of('a', q.network.depth)})"] if q.dress.is_opened else euler_cost(q)


def update(q: Quantities) -> list[str]:
    """p ← p + Δp: Δp is the mean of the examples' own updates, or what the optimiser makes of the mean gradient."""
    scenario, last = q.frame.scenario, r"p \leftarrow p + \Delta p"
    if scenario.training.optimiser != PLAIN:
        words = scenario.optimiser.words.replace(" ", r"\ ")
        return [rf"\Delta p = \mathrm{{{words}}}(\frac{{\partial \varphi_{{B}}}}{{\partial p}})", last]
    if scenario.objective.has_penalty:
        return [r"\Delta p = -\eta\, \frac{\partial \varphi_{B}}{\partial p}", last]
    count = len(q.frame.examples)
    return [last] if count == 1 else [rf"\Delta p = \frac{{1}}{{{count}}} \sum_{{e}} \Delta_{{e}} p", last]


def components(q: Quantities, layer: int) -> list[str]:
    """δ_j (BP1, BP2), Δw_jk and Δb_j."""
    letters = Letters(q, layer)
    delta = letters.of(r"\delta", layer, "j")
    if layer == letters.depth:
        return [f"{delta} = {letters.output_delta()}", *letters.by_delta(layer)]
    after, weight, factor = letters.of(r"\delta", layer + 1, "i"), letters.of("w", layer + 1, "ij"), letters.slope_factor(layer)
    if not letters.is_many(layer + 1):
        back = rf"{after}\, {weight}"
    else:
        back = rf"\sum_{{i}} {after}\, {weight}"
        back = f"({back})" if factor else back
    return [f"{delta} = {back}{factor}", *letters.by_delta(layer)]


def vectorised_forward(q: Quantities, layer: int) -> list[str]:
    """a = σ(w a + b)."""
    letters = Letters(q, layer)
    inner = rf"{letters.of('w', layer)}\, {letters.of('a', layer - 1)} + {letters.of('b', layer)}"
    return [f"{letters.of('a', layer)} = {letters.applied(layer, inner)}"]


def vectorised(q: Quantities, layer: int) -> list[str]:
    """δ as BP1 and BP2 have it, Δw and Δb; of a layer in which some are tied by components, as a matrix has an entry a place."""
    if q.is_linear:
        return components(q, layer)
    letters = Letters(q, layer)
    delta, z = letters.of(r"\delta", layer), letters.of("z", layer)
    slope = letters.applied(layer, z, "'")
    factor = rf" \odot {slope}" if q.has_slope(layer) and q.activation(layer).is_elementwise else ""
    if layer < letters.depth:
        after = letters.of(r"\delta", layer + 1)
        back = rf"({letters.of('w', layer + 1)})^{{\top}} {after}"
        back = f"({back})" if factor else back
    elif letters.network.pair.has_shortcut:
        back, factor = f"{letters.of('a', layer)} - y", ""
    else:
        back = letters.difference(letters.of("a", layer), "y") or r"\nabla_{a} c"
        if not q.activation(layer).is_elementwise:
            back = rf"(\frac{{\partial {letters.of('a', layer)}}}{{\partial {z}}})^{{\top}} {back}"
        elif not factor:
            back = bare(back)
    first = f"{delta} = {back}{factor}"
    if q.is_any_shared(layer):
        return [first, *letters.by_delta(layer)]
    before = letters.of("a", layer - 1)
    return [first, *letters.changes(layer, (lambda at: rf"{delta}\, ({before})^{{\top}}", lambda at: delta), "")]


def neuron(letters: Letters, layer: int, w: str = "", b: str = "", a: str = "", j: str = "j") -> str:
    """f w b a of a neuron, with some of its arguments replaced."""
    name = letters.q.function_name(layer)[0] if letters.q.activation(layer).is_elementwise else "g"
    bias = [b or letters.of("b", layer, j)] if letters.q.dress.has_biases else []
    return r"\, ".join((name, w or letters.of("w", layer, j), *bias, a or letters.of("a", layer - 1)))


def euler_forward(q: Quantities, layer: int) -> list[str]:
    """a = f w b a."""
    letters = Letters(q, layer)
    if q.activation(layer).is_elementwise:
        return [f"{letters.of('a', layer, 'j')} = {neuron(letters, layer)}"]
    return [f"{letters.of('z', layer, 'j')} = {neuron(letters, layer)}", forward(q, layer)[1]]


def euler_cost(q: Quantities) -> list[str]:
    """c = C y a."""
    return [rf"c = C\, y\, {Letters(q, q.network.depth).of('a', q.network.depth)}"]


def euler(q: Quantities, layer: int) -> list[str]:
    """d_j, Δw_j and Δb_j by D and λ; of softmax e_j = ∂c/∂z_j."""
    letters, depth = Letters(q, layer), q.network.depth
    soft = not q.activation(layer).is_elementwise
    d, a = reached(letters, layer), letters.of("a", layer, "j")
    if layer == depth:
        outputs = letters.of("a", layer)
        moved = rf"\lambda v.\, C\, y\, {outputs}[v/{a}]" if letters.is_many(depth) else r"C\, y"
        point = letters.of("z", layer, "j") if soft else a
        moved = rf"\lambda v.\, C\, y\, (\mathrm{{softmax}}\, {letters.of('z', layer)}[v/{point}])" if soft else moved
        first = rf"{d} = D({moved})\, {point}"
    else:
        behind = not q.activation(layer + 1).is_elementwise
        after, several = letters.of("e" if behind else "d", layer + 1, "i"), letters.is_many(layer + 1)
        if not letters.is_many(layer):
            moved = neuron(letters, layer + 1, a=" ", j="i").rstrip().removesuffix(r"\,")
        else:
            moved = r"\lambda v.\, " + neuron(letters, layer + 1, a=f"{letters.of('a', layer)}[v/{a}]", j="i")
        total = r"\sum_{i} " if several else ""
        first = rf"{d} = {total}{after} \times D({moved.rstrip()})\, {a}"
    return [first, *letters.changes(layer, (lambda at: moved_by(letters, at, "w"), lambda at: moved_by(letters, at, "b")), "j")]


def reached(letters: Letters, layer: int) -> str:
    """d_j of a layer, e_j of softmax."""
    return letters.of("d" if letters.q.activation(layer).is_elementwise else "e", layer, "j")


def moved_by(letters: Letters, layer: int, letter: str) -> str:
    """d_j × D(λv. f v b a) w_j."""
    moved = neuron(letters, layer, **{letter: "v"})
    return rf"{reached(letters, layer)} \times D(\lambda v.\, {moved})\, {letters.of(letter, layer, 'j')}"


def _ratio(above: str, below: str) -> str:
    return rf"\frac{{\partial {above}}}{{\partial {below}}}"


def leibniz(q: Quantities, layer: int) -> list[str]:
    """∂c/∂z_j through z, and what follows from it for w and b."""
    letters = Letters(q, layer)
    a, z = letters.of("a", layer, "j"), letters.of("z", layer, "j")
    to_z = _ratio("c", z)
    if layer == letters.depth and not q.activation(layer).is_elementwise:
        outputs = letters.of("a", layer, "i")
        first = rf"{to_z} = \sum_{{i}} {_ratio('c', outputs)}\, {_ratio(outputs, z)}"
    elif layer == letters.depth:
        first = rf"{to_z} = {_ratio('c', a)}\, {_ratio(a, z)}"
    else:
        after = letters.of("z", layer + 1, "i")
        total = r"\sum_{i} " if letters.is_many(layer + 1) else ""
        first = rf"{to_z} = {total}{_ratio('c', after)}\, {_ratio(after, a)}\, {_ratio(a, z)}"
    return [first, *letters.changes(layer, (lambda at: through_z(letters, at, "w"), lambda at: through_z(letters, at, "b")))]


def through_z(letters: Letters, layer: int, letter: str) -> str:
    """∂c/∂z_j ∂z_j/∂w_jk; of a parameter at several places ∂c/∂z_j a_k, as the second would have two meanings."""
    z, q = letters.of("z", layer, "j"), letters.q
    if q.is_any_shared(layer):
        return _ratio("c", z) + (rf"\, {letters.of('a', layer - 1, 'k')}" if letter == "w" else "")
    return rf"{_ratio('c', z)}\, {_ratio(z, letters.of(letter, layer, 'jk'[: 2 if letter == 'w' else 1]))}"


def leibniz_chain(q: Quantities, layer: int) -> list[str]:
    """∂c/∂a_j through the activations of the next layer, and what follows from it for w and b; d_i in a linear net."""
    letters, depth = Letters(q, layer), q.network.depth
    soft, behind = (not q.activation(at).is_elementwise for at in (layer, min(layer + 1, depth)))
    a = letters.of("a", layer, "j")
    own = letters.of("z", layer, "j") if soft else a
    d = letters.of("d", layer) if q.is_linear else _ratio("c", own)
    if layer == depth:
        if soft:
            outputs = letters.of("a", layer, "i")
            first = rf"{d} = \sum_{{i}} {_ratio('c', outputs)}\, {_ratio(outputs, own)}"
        elif q.dress.is_opened:
            first = f"{d} = {letters.by_output('j').strip('()')}"
        else:
            first = rf"{d} = {_ratio('c', a)}"
    else:
        after = letters.of("z" if behind else "a", layer + 1, "i")
        reached = letters.of("d", layer + 1) if q.is_linear else _ratio("c", after)
        total = r"\sum_{i} " if letters.is_many(layer + 1) else ""
        first = rf"{d} = {total}{reached}\, {_ratio(after, a)}"
    return [first, *letters.changes(layer, (lambda at: through_a(letters, at, "w"), lambda at: through_a(letters, at, "b")))]


def through_a(letters: Letters, layer: int, letter: str) -> str:
    """∂c/∂a_j ∂a_j/∂w_jk; of a parameter at several places ∂c/∂a_j σ′ a_k, or with D where f is not opened."""
    q, soft = letters.q, not letters.q.activation(layer).is_elementwise
    own = letters.of("z" if soft else "a", layer, "j")
    d = letters.of("d", layer) if q.is_linear else _ratio("c", own)
    if not q.is_any_shared(layer):
        return rf"{d}\, {_ratio(own, letters.of(letter, layer, 'jk'[: 2 if letter == 'w' else 1]))}"
    if not q.dress.is_opened:
        return moved_by(letters, layer, letter)
    before = rf"\, {letters.of('a', layer - 1, 'k')}" if letter == "w" else ""
    return f"{d}{'' if soft else letters.slope_factor(layer)}{before}"


def instantiated(q: Quantities, layer: int) -> list[str]:
    """d_i and Δw_i of a linear net, with σ′ of its own each."""
    letters = Letters(q, layer)
    d = letters.of("d", layer)
    if layer == letters.depth:
        first = letters.by_output("j").strip("()")
    else:
        first = rf"{letters.of('d', layer + 1)}{letters.slope_factor(layer + 1)}\, {letters.of('w', layer + 1)}"

    def slope(at: int) -> str:
        return rf"{letters.of('d', at)}{letters.slope_factor(at)}\, {letters.of('a', at - 1)}"

    return [f"{d} = {first}", *letters.changes(layer, (slope,), "j")]


def listing(
    forward_line: Callable[[Quantities, int], list[str]],
    cost_line: Callable[[Quantities], list[str]],
    backward_line: Callable[[Quantities, int], list[str]],
) -> Callable[[Quantities, Line], list[str]]:
    """A notation's listing, from what it says of a layer forward, of the cost, and of a layer backward."""

    def statements(q: Quantities, line: Line) -> list[str]:
        match line.kind:
            case Kind.INPUT:
                return take(q)
            case Kind.FORWARD:
                return forward_line(q, line.layer)
            case Kind.COST:
                return cost_line(q)
            case Kind.BACKWARD:
                return backward_line(q, line.layer)
            case Kind.UPDATE:
                return update(q)

    return statements
