"""Listing and equations say, symbol by symbol, what the article displays (with its errata; y for g x), and its numbers.

For each dress of the net with one neuron a layer, and for the net with two.
"""

import math

import pytest

from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import NUMBERS, SYMBOLS, Style
from visprop.notation.layout.text import plain
from visprop.notation.notations.dresses import DRESSES, written_in
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def before_update(name):
    timeline = Timeline(Run(open_scenario(name)))
    return timeline.frame(Position(0, 1, timeline.program.update_line - 1))


def listed(name, dress, notation, first, last):
    frame = before_update(name)
    q = Quantities(frame, DRESSES[dress])
    written = written_in(q.dress, NOTATIONS[notation])
    lines = frame.program.lines[first : last + 1]
    return [plain(found.node) for line in lines for found in written.listing(q, line)]


def shown(name, dress, notation, line, steps=False):
    """Each equation of a line, and what it is reduced to, as words in which only the products' dots are left out."""
    frame = before_update(name)
    found = page(frame, Question(Subject.LINE, NOTATIONS[notation], line=line, dress=DRESSES[dress], steps=steps)).blocks
    sides = []
    for block in found:
        if isinstance(block, Equation):
            sides += [f"{block.left.text(SYMBOLS)} = {side.text(SYMBOLS)}" for side in (block.right, *block.further)]
    return [side.replace("·", " ") for side in sides]


# "Pseudocode algorithm": any f and any C.
ABSTRACT = [
    *("a₁ = f p₁ x", "a₂ = f p₂ a₁", "a₃ = f p₃ a₂", "a₄ = f p₄ a₃", "c = C y a₄"),
    *("d₄ = D(C y) a₄", "Δp₄ = −η d₄ × D(λv. f v a₃) p₄"),
    *("d₃ = d₄ × D(f p₄) a₃", "Δp₃ = −η d₃ × D(λv. f v a₂) p₃"),
    *("d₂ = d₃ × D(f p₃) a₂", "Δp₂ = −η d₂ × D(λv. f v a₁) p₂"),
    *("d₁ = d₂ × D(f p₂) a₁", "Δp₁ = −η d₁ × D(λv. f v x) p₁"),
]
# "Instantiating the pseudocode": one constant bias.
INSTANTIATED = [
    *("a₁ = σ(w₁ x + b)", "a₂ = σ(w₂ a₁ + b)", "a₃ = σ(w₃ a₂ + b)", "a₄ = σ(w₄ a₃ + b)", "c = C(y, a₄)"),
    *("d₄ = a₄ − y", "Δw₄ = −η d₄ σ′(w₄ a₃ + b) a₃"),
    *("d₃ = d₄ σ′(w₄ a₃ + b) w₄", "Δw₃ = −η d₃ σ′(w₃ a₂ + b) a₂"),
    *("d₂ = d₃ σ′(w₃ a₂ + b) w₃", "Δw₂ = −η d₂ σ′(w₂ a₁ + b) a₁"),
    *("d₁ = d₂ σ′(w₂ a₁ + b) w₂", "Δw₁ = −η d₁ σ′(w₁ x + b) x"),
]
# "Vectorised pseudocode algorithms", the scalar table.
SCALAR = [
    *("a₁ = σ(w₁ x + b₁)", "a₂ = σ(w₂ a₁ + b₂)", "a₃ = σ(w₃ a₂ + b₃)", "a₄ = σ(w₄ a₃ + b₄)", "c = C(y, a₄)"),
    *("δ₄ = (a₄ − y) σ′(w₄ a₃ + b₄)", "Δw₄ = −η δ₄ a₃", "Δb₄ = −η δ₄"),
    *("δ₃ = δ₄ w₄ σ′(w₃ a₂ + b₃)", "Δw₃ = −η δ₃ a₂", "Δb₃ = −η δ₃"),
    *("δ₂ = δ₃ w₃ σ′(w₂ a₁ + b₂)", "Δw₂ = −η δ₂ a₁", "Δb₂ = −η δ₂"),
    *("δ₁ = δ₂ w₂ σ′(w₁ x + b₁)", "Δw₁ = −η δ₁ x", "Δb₁ = −η δ₁"),
]
# "Generalising to many neurons per layer", with BP3 and BP4 as its vectors and matrices have them.
# A layer l is written once; ⋮ stands in the line of the other one, each line of the program having its own.
GENERAL = [
    *("a¹ = σ(w¹ a⁰ + b¹)", "aˡ = σ(wˡ aˡ⁻¹ + bˡ)", "⋮", "aᴸ = σ(wᴸ aᴸ⁻¹ + bᴸ)", "c = C(y, aᴸ)"),
    *("δᴸ = (aᴸ − y) ⊙ σ′(zᴸ)", "Δwᴸ = −η δᴸ (aᴸ⁻¹)ᵀ", "Δbᴸ = −η δᴸ"),
    *("δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)", "Δwˡ = −η δˡ (aˡ⁻¹)ᵀ", "Δbˡ = −η δˡ"),
    *("⋮", "⋮", "⋮"),
    *("δ¹ = ((w²)ᵀ δ²) ⊙ σ′(z¹)", "Δw¹ = −η δ¹ (a⁰)ᵀ", "Δb¹ = −η δ¹"),
]
LAYERS = ["a¹ = f₁ p₁ a⁰", "a² = f₂ p₂ a¹", "a³ = f₃ p₃ a²", "c = C y a³"]


@pytest.mark.parametrize(
    "name, dress, notation, last, wanted",
    [
        ("shared-bias", "any", "components", 9, ABSTRACT),
        ("shared-bias", "any", "euler", 9, ABSTRACT),
        ("linear", "any", "vectorised", 9, ABSTRACT),
        ("shared-bias", "parameter", "euler", 9, ABSTRACT),
        ("shared-bias", "constant", "components", 9, INSTANTIATED),
        ("shared-bias", "constant", "vectorised", 9, INSTANTIATED),
        ("linear", "neurons", "components", 9, SCALAR),
        ("two-neurons", "general", "vectorised", 9, GENERAL),
        ("layers", "layers", "components", 4, LAYERS),
    ],
)
def test_the_listing_is_the_articles(name, dress, notation, last, wanted):
    assert listed(name, dress, notation, 1, last) == wanted


@pytest.mark.parametrize(
    "name, dress, notation, wanted",
    [
        ("shared-bias", "any", "components", ABSTRACT),
        ("shared-bias", "parameter", "euler", ABSTRACT),
        ("shared-bias", "constant", "components", INSTANTIATED),
        ("linear", "neurons", "components", SCALAR),
    ],
)
def test_the_equations_hold_every_line_of_the_articles_listing(name, dress, notation, wanted):
    said = [side for line in range(1, 10) for side in shown(name, dress, notation, line)]
    missing = [line for line in wanted if line not in said and not line.startswith("c = C(y")]
    assert not missing


# "Euler-style backpropagation calculation of deltas", for i = 2.
CHAIN = [
    "Δp₂ = −η × D(C y ∘ f p₄ ∘ f p₃ ∘ (λv. f v a₁)) p₂",
    "Δp₂ = −η × D(C y ∘ f p₄ ∘ f p₃) (f p₂ a₁) × D(λv. f v a₁) p₂",
    "Δp₂ = −η × D(C y ∘ f p₄ ∘ f p₃) a₂ × D(λv. f v a₁) p₂",
    "Δp₂ = −η × D(C y ∘ f p₄) (f p₃ a₂) × D(f p₃) a₂ × D(λv. f v a₁) p₂",
    "Δp₂ = −η × D(C y ∘ f p₄) a₃ × D(f p₃) a₂ × D(λv. f v a₁) p₂",
    "Δp₂ = −η × D(C y) (f p₄ a₃) × D(f p₄) a₃ × D(f p₃) a₂ × D(λv. f v a₁) p₂",
    "Δp₂ = −η × D(C y) a₄ × D(f p₄) a₃ × D(f p₃) a₂ × D(λv. f v a₁) p₂",
]


def test_eulers_delta_unfolds_over_the_steps_of_the_chain_rule():
    said = shown("shared-bias", "any", "euler", 8, steps=True)
    assert said[1:8] == CHAIN
    assert said[-1] == "Δp₂ = −η d₂ × D(λv. f v a₁) p₂"
    # Folded, only the last is left.
    assert shown("shared-bias", "any", "euler", 8)[1:] == said[-1:]


def test_every_step_of_the_chain_rule_has_the_same_number():
    frame = before_update("shared-bias")
    question = Question(Subject.LINE, NOTATIONS["euler"], line=9, dress=DRESSES["parameter"], steps=True)
    (found,) = (block for block in page(frame, question).blocks if isinstance(block, Equation) and block.left.plain == "Δp₁")
    assert len(found.further) >= 10
    for side in (found.right, *found.further):
        assert side.number() == pytest.approx(float(found.left.value()), rel=1e-12)


def test_beside_an_application_a_product_has_its_sign_among_numbers_too():
    frame = before_update("shared-bias")
    question = Question(Subject.LINE, NOTATIONS["euler"], line=7, dress=DRESSES["parameter"], steps=True)
    d, change = [block for block in page(frame, question).blocks if isinstance(block, Equation) and not block.is_definition]
    assert d.right.text(SYMBOLS) == "d₄ × D(f p₄) a₃"
    assert d.right.text(NUMBERS) == "0.4647 × D(f 0.9) 0.6492"
    # Of −η d₄ × D(f p₄) a₃ × D(λv. f v a₂) p₃ the first two factors are numbers alone.
    assert change.further[-3].text(NUMBERS) == "−1 × D(C 0.2) 0.6647 × D(f 0.9) 0.6492 × D(λv. f v 0.3437) 1.5"
    assert change.further[-2].text(NUMBERS) == "−1·0.4647 × D(f 0.9) 0.6492 × D(λv. f v 0.3437) 1.5"
    assert change.further[-1].text(NUMBERS) == "−1·0.09321 × D(λv. f v 0.3437) 1.5"


@pytest.mark.parametrize("name", ["linear", "two-neurons", "iris"])
def test_no_product_reads_as_an_application(name):
    frame, seen = before_update(name), 0
    for line in frame.program.lines:
        for block in page(frame, Question(Subject.LINE, NOTATIONS["euler"], line=line.number, steps=True)).blocks:
            for side in (block.right, *block.further) if isinstance(block, Equation) else ():
                for said in (side.text(SYMBOLS), side.text(NUMBERS)):
                    # What stands before D is a sign, a bracket, or nothing.
                    assert all(part[-2:] in ("", "× ", "+ ", ", ") or part[-1:] == "(" for part in said.split("D(")[:-1]), said
                    seen += "× D(" in said
    assert seen >= 8


# "Leibniz-style backpropagation calculation of deltas", with erratum 2.
LEIBNIZ = [
    "d₃ = ∂c/∂a₄ ∂a₄/∂a₃",
    "d₃ = d₄ × D(f p₄) a₃",
    "Δp₃ = −η ∂c/∂a₄ ∂a₄/∂a₃ ∂a₃/∂p₃",
    "Δp₃ = −η d₃ × D(λv. f v a₂) p₃",
]


def test_leibniz_goes_from_activation_to_activation():
    assert shown("shared-bias", "any", "leibniz-chain", 7) == LEIBNIZ
    # Without a z there is no other way.
    assert shown("shared-bias", "any", "leibniz", 7) == LEIBNIZ


def test_leibniz_says_what_the_derivatives_of_z_are():
    said = shown("linear", "neurons", "leibniz", 7)
    assert {"∂z₃/∂w₃ = a₂", "∂z₃/∂b₃ = 1"} <= set(said)


def test_euler_reduces_to_what_is_computed():
    said = shown("linear", "neurons", "euler", 7)
    assert said[0] == "f w b a = σ(w a + b)"
    assert said[1:3] == ["d₃ = d₄ × D(f w₄ b₄) a₃", "d₃ = d₄ σ′(w₄ a₃ + b₄) w₄"]


def test_bp1_stands_in_its_general_form_first():
    assert shown("two-neurons", "neurons", "vectorised", 6)[:2] == ["δ⁴ = ∇ₐc ⊙ σ′(z⁴)", "δ⁴ = (a⁴ − y) ⊙ σ′(z⁴)"]
    assert shown("two-neurons", "neurons", "components", 6)[:2] == ["δ⁴₁ = ∂c/∂a⁴₁ σ′(z⁴₁)", "δ⁴₁ = (a⁴₁ − y₁) σ′(z⁴₁)"]
    # Of softmax each output depends on every z.
    assert shown("iris", "neurons", "components", 4)[:2] == [
        "δ²₁ = ∂c/∂a²₁ ∂a²₁/∂z²₁ + ∂c/∂a²₂ ∂a²₂/∂z²₁ + ∂c/∂a²₃ ∂a²₃/∂z²₁",
        "δ²₁ = a²₁ − y₁",
    ]


def test_the_types_of_figure_2():
    said = [shown("layers", "layers", "components", line)[0] for line in (1, 2, 3)]
    assert said == ["f₁ = ℝ²⁸ → ℝ⁶ → ℝ⁴", "f₂ = ℝ¹⁵ → ℝ⁴ → ℝ³", "f₃ = ℝ⁴ → ℝ³ → ℝ¹"]
    assert shown("layers", "layers", "components", 0)[1:] == [
        "f_N p x = (f_L₃ ∘ f_L₂ ∘ f_L₁) x",
        "f_N p x = f₃ p₃ (f₂ p₂ (f₁ p₁ x))",
    ]


# "Generalising to many neurons per layer", and BP2 in components.
@pytest.mark.parametrize(
    "name, line, wanted",
    [
        ("two-neurons", 2, [r"\sum^{2}_{k=1} w^{2}_{1k}\, a^{1}_{k} + b^{2}_{1}"]),
        ("two-neurons", 7, [r"\sum^{2}_{i=1} \delta^{4}_{i}\, w^{4}_{i1}"]),
        ("autocoding", 1, [r"\sum^{8}_{k=1} w^{1}_{1k}\, a^{0}_{k} + b^{1}_{1}"]),
        ("autocoding", 5, [r"\sum^{8}_{i=1} \delta^{2}_{i}\, w^{2}_{i1}"]),
    ],
)
def test_a_sum_over_a_layer_says_from_where_to_where_it_goes(name, line, wanted):
    frame = before_update(name)
    found = page(frame, Question(Subject.LINE, NOTATIONS["components"], line=line)).blocks
    said = " ".join(block.right.latex(Style(sums=True)) for block in found if isinstance(block, Equation))
    assert all(one in said for one in wanted), said


def sigma(z):
    return 1.0 / (1.0 + math.exp(-z))


def sigma_prime(z):
    return sigma(z) * (1.0 - sigma(z))


def test_the_numbers_are_those_of_the_articles_formulas_written_out():
    frame = before_update("shared-bias")
    scenario = frame.scenario
    weights = [float(w[0, 0]) for w, _ in scenario.network.layers(scenario.p0)]
    b, x, y, eta = 0.1, float(frame.x[0]), float(frame.y[0]), frame.eta
    a = [x]
    for w in weights:
        a.append(sigma(w * a[-1] + b))
    slopes = [sigma_prime(w * before + b) for w, before in zip(weights, a, strict=False)]
    d = {4: a[4] - y}
    for i in (3, 2, 1):
        d[i] = d[i + 1] * slopes[i] * weights[i]
    for dress in ("parameter", "constant"):
        letter = DRESSES[dress].weight
        for notation in NOTATIONS.values():
            found = {}
            for line in range(6, 10):
                for block in page(frame, Question(Subject.LINE, notation, line=line, dress=DRESSES[dress])).blocks:
                    if isinstance(block, Equation) and not block.is_definition:
                        found[block.left.plain] = block.reduced.number()
            for i in (1, 2, 3, 4):
                below = "₀₁₂₃₄"[i]
                assert found[f"Δ{letter}{below}"] == pytest.approx(-eta * d[i] * slopes[i - 1] * a[i - 1], rel=1e-12)
                if f"d{below}" in found:
                    assert found[f"d{below}"] == pytest.approx(d[i], rel=1e-12)
