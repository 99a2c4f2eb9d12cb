"""docs/article.md is true: each of its rows is opened as it is printed, and says what the article's formulas give, written out here."""

import math
import re
from functools import cache
from pathlib import Path

import numpy as np

from visprop.scenario.builtin import open_scenario

TEXT = (Path(__file__).parents[1] / "docs" / "article.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in re.findall(r"^\|.*\|$", TEXT, flags=re.M)[2:]]
_NUMBER = re.compile(r"\{?(-?)\}?\s?(\d+(?:\.\d+)?)(?: \\times 10\^\{(-?\d+)\})?")


def sigma(z):
    return 1 / (1 + math.exp(-z))


def slope(z):
    return sigma(z) * (1 - sigma(z))


@cache
def chain(name):
    """Of a net with one neuron a layer: w and b of each layer, x, y, η; a from 0, d and δ of each layer by the article's formulas."""
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


def of_the_chain(*wanted):
    return lambda: [one for value in wanted for one in np.ravel(value(*chain("linear")))]


NUMBERS = {
    "Δp_i = −η D(λv. C y (…)) p_i": lambda: composed()[2],
    "a₁ … a₄ as nested application and with ∘": lambda: composed()[0],
    "f₁ … f₄ with their types, f_N p x": lambda: composed()[0][-1:],
    "σ(w₁x₁ + w₂x₂ + w₃x₃ + b)": lambda: [sigma(0.75 * 1.5 + 1.25 * -0.5 - 0.5 - 0.5)],
    "the table z, σ and da/dv = σ′(wv + b) w": lambda: [slope(-0.5)],
    "unwound to inputs and weights alone": lambda: [
        chain("linear")[6][1],
        -chain("linear")[3] * chain("linear")[6][1] * chain("linear")[1],
    ],
    "∂c/∂p_i from activation to activation": lambda: [chain("linear")[5][3]],
    "Δp₃ unfolded over the steps of the chain rule": lambda: [
        -chain("shared-bias")[3] * chain("shared-bias")[6][3] * chain("shared-bias")[4][2]
    ],
    "δ_i, Δw_i = −η δ_i a_{i−1}, Δb_i = −η δ_i": lambda: [
        chain("linear")[6][3],
        -chain("linear")[3] * chain("linear")[6][3] * chain("linear")[4][2],
        -chain("linear")[3] * chain("linear")[6][3],
    ],
    "½‖y − a‖²": lambda: [0.5 * float(((pairs()[2] - pairs()[3][4]) ** 2).sum())],
    "a¹₁, a¹₂ by components": lambda: [*pairs()[3][1], *pairs()[4][1]],
    "a¹ = σ(w¹ a⁰ + b¹) by matrices": lambda: [*pairs()[3][1], *pairs()[4][1]],
    "∂c/∂w³₁₁ through both outputs, term by term": lambda: [pairs()[5][3][0] * pairs()[3][2][0]],
    "the table of all ∂c/∂w and ∂c/∂b": lambda: [
        value for at in (1, 2, 3, 4) for value in (*np.outer(pairs()[5][at], pairs()[3][at - 1]).ravel(), *pairs()[5][at])
    ],
    "BP1 to BP4 with numbers": lambda: [*pairs()[5][3], *np.outer(pairs()[5][3], pairs()[3][2]).ravel()],
    "Δp = −η∇φ(p) of a network": lambda: [0.5 * float(((pairs()[2] - pairs()[3][4]) ** 2).sum())],
}
"""What is to be printed, to 1e-12, by what the row displays."""
