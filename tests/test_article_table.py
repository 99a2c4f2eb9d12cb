"""docs/article.md is true: each row is opened as it is printed, and says what the article's formulas give, written out here."""

import math
import re
import shlex
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.cli.test_figure import told
from visprop.cli.main import main
from visprop.scenario.builtin import open_scenario

TEXT = (Path(__file__).parents[1] / "docs" / "article.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in re.findall(r"^\|.*\|$", TEXT, flags=re.M)[2:]]


def sigma(z):
    return 1 / (1 + math.exp(-z))


def slope(z):
    return sigma(z) * (1 - sigma(z))


@cache
def chain(name):
    """Of a net with one neuron a layer: w and b of each, x, y, η; a from 0, d and δ of each by the article's formulas."""
    scenario = open_scenario(name)
    layers = [(float(w[0, 0]), float(b[0])) for w, b in scenario.network.layers(scenario.p0)]
    x, y = float(scenario.train.x[0, 0]), float(scenario.train.y[0, 0])
    a = [x]
    for w, b in layers:
        a.append(sigma(w * a[-1] + b))
    d, delta = [0.0] * 5, [0.0] * 5
    d[4] = a[4] - y
    for i in (4, 3, 2, 1):
        w, b = layers[i - 1]
        delta[i] = d[i] * slope(w * a[i - 1] + b)
        d[i - 1] = delta[i] * w
    return layers, x, y, scenario.training.eta, a, d, delta


@cache
def pairs():
    """Of the net with two neurons a layer: w, b of each layer, x, y; a from 0, z and δ of each layer by BP1 and BP2."""
    scenario = open_scenario("two-neurons")
    layers = scenario.network.layers(scenario.p0)
    x, y = scenario.train.x[0], scenario.train.y[0]
    a, z = [x], [x]
    for w, b in layers:
        z.append(np.array([w[j] @ a[-1] + b[j] for j in range(2)]))
        a.append(np.array([sigma(one) for one in z[-1]]))
    delta = [x] * 4 + [(a[4] - y) * np.array([slope(one) for one in z[4]])]
    for at in (3, 2, 1):
        w = layers[at][0]
        back = np.array([delta[at + 1][0] * w[0, k] + delta[at + 1][1] * w[1, k] for k in range(2)])
        delta[at] = back * np.array([slope(one) for one in z[at]])
    return layers, x, y, a, z, delta


@cache
def composed():
    """Of the chain on the bench: a₁ … a₄, φ, and Δp₂ = −η(∂c/∂w₂, ∂c/∂b₂)."""
    layers, a, y, eta = ((1.5, -0.5), (-1.25, 0.75), (2.0, -0.5), (1.75, -0.25)), [0.5], 1.0, 0.5
    for w, b in layers:
        a.append(sigma(w * a[-1] + b))
    delta = a[4] - y
    for at in (4, 3):
        delta *= slope(layers[at - 1][0] * a[at - 1] + layers[at - 1][1]) * layers[at - 1][0]
    delta *= slope(layers[1][0] * a[1] + layers[1][1])
    return a[1:], 0.5 * (y - a[4]) ** 2, [-eta * delta * a[1], -eta * delta]


def mean_cost():
    """φ of the net with two neurons a layer: the mean of ½‖y − a‖² over its examples."""
    scenario, costs = open_scenario("two-neurons"), []
    for a, y in zip(scenario.train.x, scenario.train.y, strict=True):
        for w, b in pairs()[0]:
            a = np.array([sigma(w[j] @ a + b[j]) for j in range(2)])
        costs.append(0.5 * float(((y - a) ** 2).sum()))
    return sum(costs) / len(costs)


def of_linear(make):
    return lambda: make(*chain("linear"))


def of_pairs(make):
    return lambda: make(*pairs())


def all_partials(layers, x, y, a, z, delta):
    return [value for at in (1, 2, 3, 4) for value in (*np.outer(delta[at], a[at - 1]).ravel(), *delta[at])]


NUMBERS = {
    "currying: (λx. λy. x + y) 2 3 = 5": lambda: [2 + 3],
    "tuples: (λ(x, y). x + y)(2, 3) = 5": lambda: [2 + 3],
    "φ̂(v) = r v + s, −r Δp, η(Dφ)²": lambda: [2 * 4 / 8, 1.0 * (2 * 4 / 8) ** 2, 4**2 / 8 - 3**2 / 8],
    "(r₁, r₂), −∇φ·Δp, η∇φ·∇φ": lambda: [math.cos(0.0), 2 * 1.0, 0.25 * (math.cos(0.0) ** 2 + (2 * 1.0) ** 2)],
    "one derivative in each notation": lambda: [2 * 0.8],
    "(xᵐ)ⁿ: D(θ₁ ∘ θ₂) x": lambda: [3 * 2 * 0.8 ** (3 * 2 - 1)],
    "y = sin(x²): dy/dx = dy/du · du/dx": lambda: [math.cos(0.8**2), 2 * 0.8, math.cos(0.8**2) * 2 * 0.8],
    "Δp_i = −η D(λv. C y (…)) p_i": lambda: [composed()[1], *composed()[2]],
    "a₁ … a₄ as nested application and with ∘": lambda: composed()[0],
    "f₁ … f₄ with their types, f_N p x": lambda: composed()[0],
    "σ(w₁x₁ + w₂x₂ + w₃x₃ + b)": lambda: [sigma(0.75 * 1.5 + 1.25 * -0.5 - 0.5 - 0.5)],
    "the table z, σ and da/dv = σ′(wv + b) w": lambda: [slope(-0.5)],
    "unwound to inputs and weights alone": of_linear(lambda layers, x, y, eta, a, d, delta: [delta[1], -eta * delta[1] * x]),
    "∂c/∂p_i from activation to activation": of_linear(lambda layers, x, y, eta, a, d, delta: [d[3]]),
    "Δp₃ unfolded over the steps of the chain rule": lambda: [
        -chain("shared-bias")[3] * chain("shared-bias")[6][3] * chain("shared-bias")[4][2]
    ],
    "δ_i, Δw_i = −η δ_i a_{i−1}, Δb_i = −η δ_i": of_linear(
        lambda layers, x, y, eta, a, d, delta: [delta[3], -eta * delta[3] * a[2], -eta * delta[3]]
    ),
    "∇φ(p₁, …, p₄) as the vector of D(λv. φ(…, v, …)) p_i": lambda: [
        chain("shared-bias")[6][i] * chain("shared-bias")[4][i - 1] for i in (1, 2, 3, 4)
    ],
    "the norm, step by step": of_pairs(lambda layers, x, y, a, z, delta: [0.5 * float(((y - a[4]) ** 2).sum())]),
    "components beside vectors": of_pairs(lambda layers, x, y, a, z, delta: [*a[1], *z[1]]),
    "the scalar table beside it": of_linear(lambda layers, x, y, eta, a, d, delta: [*a[1:], *delta[1:]]),
    "Σ from k = 1 to the number of neurons": of_pairs(lambda layers, x, y, a, z, delta: [*z[2], *a[2]]),
    "½‖y − a‖²": of_pairs(lambda layers, x, y, a, z, delta: [0.5 * float(((y - a[4]) ** 2).sum())]),
    "a¹₁, a¹₂ by components": of_pairs(lambda layers, x, y, a, z, delta: [*a[1], *z[1]]),
    "a¹ = σ(w¹ a⁰ + b¹) by matrices": of_pairs(lambda layers, x, y, a, z, delta: [*a[1], *z[1]]),
    "∂c/∂w³₁₁ through both outputs, term by term": of_pairs(lambda layers, x, y, a, z, delta: [delta[3][0] * a[2][0]]),
    "the table of all ∂c/∂w and ∂c/∂b": of_pairs(all_partials),
    "BP1 to BP4 with numbers": of_pairs(
        lambda layers, x, y, a, z, delta: [*delta[3], *(-open_scenario("two-neurons").training.eta * delta[3])]
    ),
    "Δp = −η∇φ(p) of a network": lambda: [mean_cost()],
}
"""What is to be printed, to 1e-12, by what the row displays."""

SAID = {
    "E[a/x] and a β-step: (λx. x²) 3": ("x^{2}[3/x]", "= 9"),
    "partial application: (λx y. x + y) 2": (r"\lambda y.2 + y : \mathbb{R} \to \mathbb{R}",),
    "what has no type: (λ(x, y). x + y) 2 3": ("It has no type", "2 is a number"),
    "types: λx y. x + y : ℝ → ℝ → ℝ": (r"\lambda x\, y.x + y : \mathbb{R} \to \mathbb{R} \to \mathbb{R}",),
    "forward and backward pass of any f and C": (
        *(r"a_{1} = f\, p_{1}\, x", r"a_{4} = f\, p_{4}\, a_{3}", r"d_{4} = D(C\, y)\, a_{4}"),
        r"d_{3} = d_{4}",
    ),
    "d_i and Δw_i with one bias": (r"a_{1} = \sigma(w_{1} x + b)", "d_{4} = a_{4} - y"),
    "the table α, β and dc/dv = v − u": (r"\beta^{2}", r"\text{power rule"),
    "a^l = σ(w^l a^{l−1} + b^l), δ^l": (r"a^{1} = \sigma(w^{1} a^{0} + b^{1})", r"\odot \sigma'(z^{3})"),
    "L layers of any size": (r"a^{l} = \sigma(w^{l} a^{l-1} + b^{l})", r"\odot \sigma'(z^{l})"),
    "what the article misprints, beside what is right": (r"\Delta",),
}
"""What is to be printed, as LaTeX without its spaces."""

DRAWN = {
    "terms as boxes through which values pass",
    "several variables: sin x + z²",
    "autocoding: pattern, code, pattern",
    "C 2 3 = C 3 2, and yet C 2 ≠ C 3",
    "biases as constant nodes",
}
"""What is a picture and no figure of the article, whose numbers the tests of its view look at."""


def opened(command, folder, more=()):
    """What a row's command writes."""
    words = shlex.split(command.strip("`"))
    path = folder / words[-1]
    assert words[0] == "visprop"
    assert main([*words[1:-1], str(path), *more]) == 0, command
    return path


def numbers_in(text):
    """All numbers that are printed; those of indices and exponents among them."""
    plain = re.sub(r"\{-\}\s?", "-", text)
    found = list(re.finditer(r"(-?)(\d+(?:\.\d+)?)(?: \\times 10\^\{(-?\d+)\})?", plain))
    return [float(f"{match[1]}{match[2]}e{match[3] or 0}") for match in found]


def by_display(kind):
    return [pytest.param(row, id=row[1]) for row in ROWS if row[1] in kind]


def test_each_row_is_followed():
    figures = {row[1] for row in ROWS if row[2].startswith("`visprop figure")}
    assert len(ROWS) > 40
    assert {row[1] for row in ROWS} == NUMBERS.keys() | SAID.keys() | DRAWN | figures
    assert sorted(int(row[2].split()[2]) for row in ROWS if row[1] in figures) == list(range(1, 11))


@pytest.mark.parametrize("row", by_display(NUMBERS))
def test_a_page_prints_the_numbers_of_the_articles_formulas(row, tmp_path, qapp):
    text = opened(row[2], tmp_path, ("--digits", "15")).read_text(encoding="utf-8")
    found = np.array(numbers_in(text))
    for wanted in NUMBERS[row[1]]():
        assert np.abs(found - wanted).min() <= 1e-12 * max(1.0, abs(wanted)), (row[1], wanted)


@pytest.mark.parametrize("row", by_display(SAID))
def test_a_page_says_what_the_article_does(row, tmp_path, qapp):
    text = bare(opened(row[2], tmp_path).read_text(encoding="utf-8"))
    for words in SAID[row[1]]:
        assert bare(words) in text, (row[1], words)


def bare(text):
    """LaTeX without what sets it: spaces, sizes of brackets, and the colour of what λ binds."""
    plain = re.sub(r"\\textcolor\{bound\}\{([^{}]*)\}", r"\1", text)
    return re.sub(r"\\,|\s|\\left|\\right|\$|&", "", plain)


@pytest.mark.parametrize("row", [pytest.param(row, id=row[1]) for row in ROWS if row[2].endswith("a.svg`")])
def test_a_picture_is_drawn(row, tmp_path, qapp):
    assert opened(row[2], tmp_path).read_text(encoding="utf-8").count("<path") > 3


def test_figure_1_has_the_tangents_of_the_article(qapp):
    """Through (2, 0) and (4, 2), and through (−3, 1) and (−1, 0): the slopes 2/2 and, by erratum 18, −1/2."""
    labels = told("1")
    assert {"rise = 2", "rise = −1"} <= set(labels)
    assert labels.count("run = 2") == 2
