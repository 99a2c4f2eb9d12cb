"""The algorithm as a listing, in LaTeX: generic in the neurons j of a layer and the inputs k, as the article prints it.

Of the backward pass each line has three columns: δ (or d, or ∂c/∂z), Δw and Δb. Where each layer has one neuron, its number
stands below and j and k are not written. A symbol is written here as `Quantities` writes it for one neuron.
"""

from __future__ import annotations

from collections.abc import Callable

from visprop.engine.optimisers import PLAIN
from visprop.notation.notations.quantities import Quantities
from visprop.timeline.program import Kind, Line


class Letters:
    """The symbols of a listing, and what all notations say alike.

    Args:
        q: whose network, and whose update.
    """

    def __init__(self, q: Quantities) -> None:
        self.q, self.network, self.is_linear, self.depth = q, q.network, q.is_linear, q.network.depth

    def of(self, letter: str, layer: int, below: str = "") -> str:
        """A quantity of a layer with its indices; in a linear net the layer stands below, and in layer 0 the activation is x."""
        if self.is_linear:
            return "x" if (letter, layer) == ("a", 0) else f"{letter}_{{{layer}}}"
        # Where there is one neuron, or one input, its number stands for the index; a weight's second is of the layer before.
        below = "".join("1" if self.network.sizes[layer - at] == 1 else index for at, index in enumerate(below))
        return f"{letter}^{{{layer}}}_{{{below}}}" if below else f"{letter}^{{{layer}}}"

    def y(self, below: str = "") -> str:
        """The target."""
        return f"y_{{{below}}}" if below and self.network.sizes[-1] > 1 else "y"

    def applied(self, layer: int, inner: str, prime: str = "") -> str:
        """σ or σ′ of a layer; the identity is not written."""
        name = self.q.activation(layer).latex
        return f"{name}{prime}({inner})" if name else inner

    def affine(self, layer: int) -> str:
        """Σ_k w_jk a_k + b_j."""
        total = r"\sum_{k} " if self.network.sizes[layer - 1] > 1 else ""
        return rf"{total}{self.of('w', layer, 'jk')}\, {self.of('a', layer - 1, 'k')} + {self.of('b', layer, 'j')}"

    def slope_factor(self, layer: int) -> str:
        """σ′ as a factor; written out in a linear net, as the article has it; empty where it is 1."""
        if not self.q.has_slope(layer):
            return ""
        return r"\, " + self.applied(layer, self.affine(layer) if self.is_linear else self.of("z", layer, "j"), "'")

    def change(self, of: str, slope: str) -> str:
        """Δw = −η times a slope; where an example has no Δ of its own, the slope alone, as ∂c/∂w."""
        scenario = self.q.frame.scenario
        if scenario.training.optimiser != PLAIN or scenario.objective.has_penalty:
            return rf"\frac{{\partial c}}{{\partial {of}}} = {slope}"
        e = "" if len(self.q.frame.examples) == 1 else "_{e}"
        return rf"\Delta{e} {of} = -\eta\, {slope}"

    def changes(self, layer: int, delta: str) -> list[str]:
        """Δw = −η δ a, Δb = −η δ."""
        before = self.of("a", layer - 1, "k")
        return [
            self.change(self.of("w", layer, "jk"), rf"{delta}\, {before}"),
            self.change(self.of("b", layer, "j"), delta),
        ]

    def by_output(self, below: str) -> str:
        """∂c/∂a of an output."""
        a = self.of("a", self.depth, below)
        return rf"({a} - {self.y(below)})" if self.network.pair.is_difference else rf"\frac{{\partial c}}{{\partial {a}}}"

    def output_delta(self) -> str:
        """BP1 for one output: (a − y) σ′(z), a sum where each output depends on every z (rule 8 of the model)."""
        a, depth = self.of("a", self.depth, "j"), self.depth
        if self.network.pair.has_shortcut:
            return f"{a} - {self.y('j')}"
        if not self.q.activation(depth).is_elementwise:
            through = rf"\frac{{\partial {self.of('a', depth, 'i')}}}{{\partial {self.of('z', depth, 'j')}}}"
            return rf"\sum_{{i}} {self.by_output('i')}\, {through}"
        factor = self.slope_factor(depth)
        return self.by_output("j") + factor if factor else self.by_output("j").strip("()")


def take(q: Quantities) -> list[str]:
    """Line 0: an example is taken."""
    return [r"\mathrm{take}\ x, y"] if q.is_linear else [r"a^{0} = x"]


def forward(q: Quantities, layer: int) -> list[str]:
    """a_j = σ(Σ_k w_jk a_k + b_j); of softmax z_j first, as each a_j depends on all of them."""
    letters = Letters(q)
    if q.activation(layer).is_elementwise:
        return [f"{letters.of('a', layer, 'j')} = {letters.applied(layer, letters.affine(layer))}"]
    z = letters.of("z", layer)
    share = rf"{q.activation(layer).latex}({z})"
    return [f"{letters.of('z', layer, 'j')} = {letters.affine(layer)}", f"{letters.of('a', layer)} = {share}"]


def cost(q: Quantities) -> list[str]:
    """c = C(y, a)."""
    return [f"c = C(y, {Letters(q).of('a', q.network.depth)})"]


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
    letters = Letters(q)
    delta = letters.of(r"\delta", layer, "j")
    if layer == letters.depth:
        return [f"{delta} = {letters.output_delta()}", *letters.changes(layer, delta)]
    after, weight, factor = letters.of(r"\delta", layer + 1, "i"), letters.of("w", layer + 1, "ij"), letters.slope_factor(layer)
    if q.network.sizes[layer + 1] == 1:
        back = rf"{after}\, {weight}"
    else:
        back = rf"\sum_{{i}} {after}\, {weight}"
        back = f"({back})" if factor else back
    return [f"{delta} = {back}{factor}", *letters.changes(layer, delta)]


def vectorised_forward(q: Quantities, layer: int) -> list[str]:
    """a = σ(w a + b)."""
    letters = Letters(q)
    inner = rf"{letters.of('w', layer)}\, {letters.of('a', layer - 1)} + {letters.of('b', layer)}"
    return [f"{letters.of('a', layer)} = {letters.applied(layer, inner)}"]


def vectorised(q: Quantities, layer: int) -> list[str]:
    """δ as BP1 and BP2 have it, Δw_jk and Δb_j."""
    if q.is_linear:
        return components(q, layer)
    letters = Letters(q)
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
        back = rf"({letters.of('a', layer)} - y)" if letters.network.pair.is_difference else r"\nabla_{a} c"
        if not q.activation(layer).is_elementwise:
            back = rf"(\frac{{\partial {letters.of('a', layer)}}}{{\partial {z}}})^{{\top}} {back}"
        elif not factor:
            back = back.strip("()")
    return [f"{delta} = {back}{factor}", *letters.changes(layer, letters.of(r"\delta", layer, "j"))]


def neuron(letters: Letters, layer: int, w: str = "", b: str = "", a: str = "", j: str = "j") -> str:
    """f w b a of a neuron, with some of its arguments replaced."""
    name = "f" if letters.q.activation(layer).is_elementwise else "g"
    parts = (w or letters.of("w", layer, j), b or letters.of("b", layer, j), a or letters.of("a", layer - 1))
    return rf"{name}\, " + r"\, ".join(parts)


def euler_forward(q: Quantities, layer: int) -> list[str]:
    """a = f w b a."""
    letters = Letters(q)
    if q.activation(layer).is_elementwise:
        return [f"{letters.of('a', layer, 'j')} = {neuron(letters, layer)}"]
    return [f"{letters.of('z', layer, 'j')} = {neuron(letters, layer)}", forward(q, layer)[1]]


def euler_cost(q: Quantities) -> list[str]:
    """c = C y a."""
    return [rf"c = C\, y\, {Letters(q).of('a', q.network.depth)}"]


def euler(q: Quantities, layer: int) -> list[str]:
    """d_j, Δw_j and Δb_j by D and λ; of softmax e_j = ∂c/∂z_j."""
    letters, depth = Letters(q), q.network.depth
    soft = not q.activation(layer).is_elementwise
    d, a = letters.of("e" if soft else "d", layer, "j"), letters.of("a", layer, "j")
    if layer == depth:
        outputs = letters.of("a", layer)
        moved = rf"\lambda v.\, C\, y\, {outputs}[v/{a}]" if q.network.sizes[-1] > 1 else r"C\, y"
        point = letters.of("z", layer, "j") if soft else a
        moved = rf"\lambda v.\, C\, y\, (\mathrm{{softmax}}\, {letters.of('z', layer)}[v/{point}])" if soft else moved
        first = rf"{d} = D({moved})\, {point}"
    else:
        behind = not q.activation(layer + 1).is_elementwise
        after, several = letters.of("e" if behind else "d", layer + 1, "i"), q.network.sizes[layer + 1] > 1
        if q.network.sizes[layer] == 1:
            moved = neuron(letters, layer + 1, a=" ", j="i").rstrip().removesuffix(r"\,")
        else:
            moved = r"\lambda v.\, " + neuron(letters, layer + 1, a=f"{letters.of('a', layer)}[v/{a}]", j="i")
        total = r"\sum_{i} " if several else ""
        first = rf"{d} = {total}{after}\, D({moved.rstrip()})\, {a}"
    w, b = letters.of("w", layer, "j"), letters.of("b", layer, "j")
    changes = [(w, neuron(letters, layer, w="v")), (b, neuron(letters, layer, b="v"))]
    return [first, *(letters.change(of, rf"{d}\, D(\lambda v.\, {moved})\, {of}") for of, moved in changes)]


def _ratio(above: str, below: str) -> str:
    return rf"\frac{{\partial {above}}}{{\partial {below}}}"


def leibniz(q: Quantities, layer: int) -> list[str]:
    """∂c/∂z_j through z, and what follows from it for w and b."""
    letters = Letters(q)
    a, z = letters.of("a", layer, "j"), letters.of("z", layer, "j")
    to_z = _ratio("c", z)
    if layer == letters.depth and not q.activation(layer).is_elementwise:
        outputs = letters.of("a", layer, "i")
        first = rf"{to_z} = \sum_{{i}} {_ratio('c', outputs)}\, {_ratio(outputs, z)}"
    elif layer == letters.depth:
        first = rf"{to_z} = {_ratio('c', a)}\, {_ratio(a, z)}"
    else:
        after = letters.of("z", layer + 1, "i")
        total = r"\sum_{i} " if q.network.sizes[layer + 1] > 1 else ""
        first = rf"{to_z} = {total}{_ratio('c', after)}\, {_ratio(after, a)}\, {_ratio(a, z)}"
    parameters = (letters.of("w", layer, "jk"), letters.of("b", layer, "j"))
    return [first, *(letters.change(of, rf"{to_z}\, {_ratio(z, of)}") for of in parameters)]


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
