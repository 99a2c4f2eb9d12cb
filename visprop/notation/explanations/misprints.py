"""What the article misprints, beside what is right, each with its number, and the number that nudging gives.

Most rows are those of a linear network, one neuron a layer, as the article has it: f w b a = σ(w·a + b), d_l = ∂c/∂a_l and
δ_l = ∂c/∂z_l. Everything but the printed right-hand sides is computed as everywhere else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from visprop.notation.explanations.nudging import nudged_activation, nudged_neuron, nudged_parameter
from visprop.notation.expression.applied import Call, Square
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Expr, Number, Symbol, Variable
from visprop.notation.expression.functions import Applied, Lambda, Slope
from visprop.notation.layout.build import between, called, change_of, minus, operator, plus, scripted, tight, words
from visprop.notation.layout.nodes import Brackets, Fence, Hat, Letter, Numeral, Script
from visprop.notation.notations.components import cost_of, cost_slope
from visprop.notation.notations.euler import d_symbol
from visprop.notation.notations.quantities import Quantities, ratio
from visprop.timeline.frame import Frame

_F, _C = (Symbol(scripted(name), float("nan"), fixed=True) for name in "fC")


class _Row(NamedTuple):
    """One misprint with its numbers: as printed, as it should be, and what nudging gives where that can be nudged."""

    title: str
    printed: Equation
    correct: Equation
    nudged: Expr | None = None


IN_WORDS = (
    "12. “Calculating bias deltas”: f in f w b v takes three numbers: its type has three arrows, not two.",
    "14. Figure 2: fully connected, the three layers that compute have 28, 15 and 4 parameters, the inputs none.",
    "15. “Two-dimensional case”, at the end: it is ∇φ(p) that is (r₁, r₂), not Δp.",
    "17. Online learning: training starts at p₀, examples count from x₁, and step i uses both: one index is off by one.",
    "18. Figure 1, left tangent: y falls by 1 while x rises by 2, so the slope is −0.5; the text takes one of them backwards.",
    "19. The dot product needs two vectors of one length, and its sum ends with both last components.",
    "20. “Functions of several variables”: ∂y/∂x and ∂y/∂z are by x and by z, not by y and z.",
    "21. “One neuron per layer example”: the four λv. C(…) lines and the last line with ∘ lack a closing bracket.",
    "22. The same place as 4: the target function is g, not G, in D(C(g x)).",
    "23. “Partial derivatives”: a sentence breaks off; the derivatives by w and by b depend on both outputs.",
)
"""The misprints that no number tells apart."""

_UNTIED = "What is tied counts here as a parameter of its own in each neuron, as the article has it."

_LINEAR_ALONE = (
    "1 to 4, 8, 9 and 13 are about a row of logistic neurons: open “Four neurons in a row” to see each with its number."
)


def errata(frame: Frame, layer: int = 0) -> list[Block]:
    """The article's misprints: with numbers where the network at hand gives them, else in words.

    Args:
        frame: whose numbers.
        layer: which layer of a linear network is spoken of; 0 for the last but one.
    """
    tied = frame.scenario.tied
    frame = replace(frame, scenario=replace(frame.scenario, tied=()))
    network, q = frame.scenario.network, Quantities(frame)
    is_linear = q.is_linear and set(network.activations) == {"logistic"} and network.depth >= 2
    at = layer if 1 <= layer < network.depth else network.depth - 1
    rows: list[_Row] = []
    if is_linear:
        rows += [_bias_deltas(q, at), *_factor(q, at), _cost_slope(q), *_bound(q), _sign(q, at)]
    rows += [_missing_rate(q), _gradient_sign(q), _dot_product(q)]
    if is_linear:
        rows += [_missing_sigma(q, at), _sum_over(q, at)]
    rows += [_own_input(q), _count(q)]
    if is_linear:
        rows.append(_unapplied_target(q))
    rows.append(_guarantee(q))
    blocks: list[Block] = [Note(_UNTIED)] if tied else []
    for row in rows:
        blocks += [Note(row.title, is_heading=True), row.printed, row.correct]
        blocks += [] if row.nudged is None else [Equation(row.correct.left, row.nudged, "by nudging")]
    return [*blocks, Note("In words", is_heading=True), *map(Note, IN_WORDS if is_linear else (_LINEAR_ALONE, *IN_WORDS))]


def _bias_deltas(q: Quantities, layer: int) -> _Row:
    """Row 1: σ′ at the layer's own weighted input, not at the one behind."""
    left, after = q.delta(layer, 0), q.delta(layer + 1, 0)
    weight = q.w(layer + 1, 0, 0)
    behind, own = (q.sigma_prime(at, _affine(q, at)) for at in (layer + 1, layer))
    return _Row(
        "1. “Calculating bias deltas”: σ′ must be taken at the layer's own weighted input",
        Equation(left, Product((after, behind, weight)), "as printed"),
        Equation(left, Product((after, weight, own)), "correct"),
        nudged_parameter(q, q.b(layer, 0)),
    )


def _factor(q: Quantities, layer: int) -> list[_Row]:
    """Row 2: the factor is the slope of the next layer; of d_1 the article has it right."""
    if q.network.depth < 3:
        return []
    at = max(2, layer)
    left, behind = d_symbol(q, at, 0), d_symbol(q, at + 1, 0)
    return [
        _Row(
            "2. “Leibniz-style calculation”: the factor belongs to the next layer (of d₁ the article has it right)",
            Equation(left, Product((behind, _slope_in_input(q, at, q.a(at, 0)))), "as printed"),
            Equation(left, Product((behind, _slope_in_input(q, at + 1, q.a(at, 0)))), "correct"),
            nudged_activation(q, at),
        )
    ]


def _cost_slope(q: Quantities) -> _Row:
    """Row 3: the derivative is a function until it is applied."""
    depth = q.network.depth
    a, v = q.a(depth, 0), Variable()
    moved = Applied((_C, q.y(0), v), cost_of(q, [v]))
    slope = Slope(Lambda(v, moved, Applied((_C, q.y(0)), moved.body)), a)
    left = d_symbol(q, depth, 0)
    # Left unapplied it is no number: neither side is evaluated.
    printed = Symbol(tight("D", Brackets(words(_C.name, q.y(0).name))), float("nan"), fixed=True)
    return _Row(
        "3. The same, summary: unapplied, D(C y) is a function and has no number",
        Equation(Symbol(left.name, float("nan"), left.key), printed, "as printed"),
        Equation(left, slope, "correct"),
        nudged_activation(q, depth),
    )


def _bound(q: Quantities) -> list[_Row]:
    """Row 3, second part: the weight must be bound by λ; f a_1 p_2 takes the activation for the weight."""
    layer = 2
    left, d = q.own_update(layer, 0, 0), d_symbol(q, layer, 0)
    w, b, before = q.w(layer, 0, 0), q.b(layer, 0), q.a(layer - 1, 0)
    v, u = Variable(), Variable()
    swapped = Slope(
        Lambda(u, q.sigma(layer, Sum((Product((before, u)), b))), Applied((_F, before, b), Number(0.0))), w
    )  # f a b, applied to w
    bound = Slope(Lambda(v, Applied((_F, v, b, before), q.sigma(layer, Sum((Product((v, before)), b))))), w)
    return [
        _Row(
            "3. Also, in the running text for Δp₂: f takes the weight first. The numbers agree only because w·a = a·w",
            Equation(left, Minus(Product((q.eta, d, swapped))), "as printed"),
            Equation(left, Minus(Product((q.eta, d, bound))), "correct"),
            Minus(Product((q.eta, nudged_parameter(q, w)))),
        )
    ]


def _sign(q: Quantities, layer: int) -> _Row:
    """Row 4: the minus sign belongs to the bias too."""
    w, b, a = q.w(layer, 0, 0), q.b(layer, 0), q.a(layer - 1, 0)
    known = q.frame.z(layer) is not None
    slope = q.sigma_prime(layer, q.z(layer, 0)).number() * a.number() if known else float("nan")
    left = ratio(q.a(layer, 0), w, slope)

    def function(sign_of_b: int) -> Slope:
        v = Variable()
        inner: Expr = Sum((Minus(Product((v, a))), b)) if sign_of_b > 0 else Minus(Sum((Product((v, a)), b)))
        body = Fraction(Number(1.0), Sum((Number(1.0), Call(scripted("exp"), inner, np.exp, np.exp, is_positive=True))))
        return Slope(Lambda(v, body), w)

    return _Row(
        "4. “Neuron models”: the minus sign is for the bias as well",
        Equation(left, function(1), "as printed"),
        Equation(left, function(-1), "correct"),
        nudged_neuron(q, layer),
    )


def _affine(q: Quantities, layer: int) -> Expr:
    return Sum((Product((q.w(layer, 0, 0), q.a(layer - 1, 0))), q.b(layer, 0)))


def _slope_in_input(q: Quantities, layer: int, point: Expr) -> Slope:
    """D(f w b) at a point."""
    v = Variable()
    w, b = q.w(layer, 0, 0), q.b(layer, 0)
    return Slope(Lambda(v, q.sigma(layer, Sum((Product((w, v)), b))), Applied((_F, w, b), Number(0.0))), point)


def _first(q: Quantities) -> tuple[int, int, int]:
    """A weight that any network has: the first one of the last layer."""
    return q.network.depth, 0, 0


def _missing_rate(q: Quantities) -> _Row:
    """Row 5: Δp_i is −η times the partial derivative."""
    at = _first(q)
    w, slope = q.w(*at), q.gradient(*at)
    left = Symbol(change_of(w.name), -q.frame.eta * slope.number(), w.key)
    return _Row(
        "5. “The chain rule”: Δp_i is −η times the partial derivative (here by plain descent on this example)",
        Equation(left, slope, "as printed"),
        Equation(left, Minus(Product((q.eta, slope))), "correct"),
    )


def _gradient_sign(q: Quantities) -> _Row:
    """Row 6: ∇φ, not −∇φ, is the vector of the partial derivatives."""
    at = _first(q)
    slope = q.gradient(*at)
    entry = Symbol(Script(Brackets(tight("∇", "c")), below=q.w(*at).name), slope.number(), slope.key)
    return _Row(
        "6. “The Backpropagation algorithm”: ∇φ, not −∇φ, is the vector of the partial derivatives",
        Equation(entry, Minus(slope), "as printed"),
        Equation(entry, slope, "correct"),
    )


def _dot_product(q: Quantities) -> _Row:
    """Row 7: ∇φ·∇φ is the sum of the squares, not the square of the sum."""
    depth = q.network.depth
    first, second = q.gradient(depth, 0, 0), q.gradient(depth, 0, None)
    value = first.number() * first.number() + second.number() * second.number()
    left = Symbol(between((scripted("r"), scripted("r")), operator("·")), value)
    total = Sum((first, second))
    return _Row(
        "7. “Two-dimensional case”, r = (r₁, r₂), here by a weight and a bias: r·r adds the squares",
        Equation(left, Product((total, total)), "as printed"),
        Equation(left, Sum((Square(first), Square(second))), "correct"),
    )


def _missing_sigma(q: Quantities, layer: int) -> _Row:
    """Row 8: σ is missing in the general pattern."""
    left = q.a(layer, 0)
    return _Row(
        "8. “Activations”, the general pattern: σ is missing",
        Equation(left, _affine(q, layer), "as printed"),
        Equation(left, q.sigma(layer, _affine(q, layer)), "correct"),
    )


def _sum_over(q: Quantities, layer: int) -> _Row:
    """Row 9: the sum is meant over the outputs; over layer l itself only one term survives, and the number is the same."""
    depth, w = q.network.depth, q.w(layer, 0, 0)
    left = q.gradient(layer, 0, 0)

    def through(at: int) -> Product:
        a, d = q.a(at, 0), d_symbol(q, at, 0)
        whole = left.number() / d.number() if d.number() else float("nan")
        return Product((ratio(q.c, a, d.number()), ratio(a, w, whole)))

    return _Row(
        "9. “Partial derivatives”, many neurons: the sum is meant over the outputs; both are true",
        Equation(left, through(layer), "as printed"),
        Equation(left, through(depth), "meant"),
    )


def _own_input(q: Quantities) -> _Row:
    """Row 10: ∂z_i/∂w_jk is 0 for i ≠ j; ∂z_j/∂w_jk is a_k."""
    layer, j, k = _first(q)
    a, z, w = q.a(layer - 1, k), q.z(layer, j), q.w(layer, j, k)
    left = ratio(z, w, a.number())
    return _Row(
        "10. “Partial derivatives”, last layer: it is ∂z_i/∂w_jk that is 0 for i ≠ j",
        Equation(left, Number(0.0), "as printed"),
        Equation(left, a, "correct"),
    )


def _count(q: Quantities) -> _Row:
    """Row 11: a neuron has a weight for each of its inputs."""
    sizes = q.network.sizes
    left = Symbol(scripted("n"), float(q.network.parameter_count))
    pairs = zip(sizes[1:], sizes, strict=False)
    layers = tuple(Product((Number(float(n)), Sum((Number(float(m)), Number(1.0))))) for n, m in pairs)
    return _Row(
        "11. Figure 2, n parameters in all: each neuron has one weight for each input, and the inputs have no parameters",
        Equation(left, Product((Number(2.0), Number(float(sum(sizes))))), "as printed"),
        Equation(left, layers[0] if len(layers) == 1 else Sum(layers), "correct"),
    )


def _unapplied_target(q: Quantities) -> _Row:
    """Row 13: g is a function until it is applied to x."""
    depth = q.network.depth
    left, a = d_symbol(q, depth, 0), q.a(depth, 0)
    unknown = Symbol(left.name, float("nan"), left.key)
    return _Row(
        "13. Instantiated and unwound pseudocode: the target is g x; unapplied, g has no number (for half squared error)",
        Equation(unknown, Symbol(minus(a.name, scripted("g")), float("nan"), fixed=True), "as printed"),
        Equation(left, cost_slope(q, 0), "correct"),
    )


def _guarantee(q: Quantities) -> _Row:
    """Row 16: φ̂ does not rise; where the gradient is 0, it does not fall either."""
    slope = _norm(q)
    p, hat = scripted("p"), Hat(Letter("c"))
    size = Symbol(Brackets(tight("∇", "c"), Fence.NORM), slope)
    fall = Symbol(minus(called(hat, p), called(hat, plus(p, change_of(p)))), q.frame.eta * slope * slope)
    strict = Symbol(fall.name, float("nan"))
    return _Row(
        "16. “One-dimensional case”: what is guaranteed is ≥ 0; it is 0 where the gradient is",
        Equation(strict, Symbol(words("above", Numeral("0")), float("nan"), fixed=True), "as printed"),
        Equation(fall, Product((q.eta, Square(size))), "correct"),
    )


def _norm(q: Quantities) -> float:
    """‖∇c‖ of this example; NaN until all of it is known."""
    pairs = [q.frame.gradient(layer) for layer in range(1, q.network.depth + 1)]
    entries = [part.ravel() for pair in pairs if pair is not None for part in pair]
    return float("nan") if len(entries) < 2 * len(pairs) else float(np.linalg.norm(np.concatenate(entries)))
