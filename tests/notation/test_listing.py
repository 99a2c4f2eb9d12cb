"""The listing says, symbol by symbol, what the article's tables say (with their errata), in each notation."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import constrained_scenario
from visprop.engine.network import Network
from visprop.engine.optimisers import OPTIMISERS
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import width
from visprop.figures.pages.pseudocode import pseudocode_figure
from visprop.notation.expression.blocks import Statements
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.latex_document import latex_rows
from visprop.notation.layout.text import plain
from visprop.notation.notations.dresses import DRESSES, written_in
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS
from visprop.notation.notations.scope import Scope
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def first_frame(scenario):
    return Timeline(Run(scenario)).frame(Position(0, 1, 0))


def listed(scenario, notation):
    frame = first_frame(scenario)
    q = Quantities(frame)
    return [[plain(found.node) for found in NOTATIONS[notation].listing(q, line)] for line in frame.program.lines]


# "Calculating bias deltas", the closing table, with erratum 1; y for g x.
LINEAR = [
    ["δ₄ = (a₄ − y) σ′(w₄ a₃ + b₄)", "Δw₄ = −η δ₄ a₃", "Δb₄ = −η δ₄"],
    ["δ₃ = δ₄ w₄ σ′(w₃ a₂ + b₃)", "Δw₃ = −η δ₃ a₂", "Δb₃ = −η δ₃"],
    ["δ₂ = δ₃ w₃ σ′(w₂ a₁ + b₂)", "Δw₂ = −η δ₂ a₁", "Δb₂ = −η δ₂"],
    ["δ₁ = δ₂ w₂ σ′(w₁ x + b₁)", "Δw₁ = −η δ₁ x", "Δb₁ = −η δ₁"],
]
# "Euler-style backpropagation calculation of deltas", its summary, with f w b a for f p a.
EULER = [
    ["d₄ = D(C y) a₄", "Δw₄ = −η d₄ × D(λv. f v b₄ a₃) w₄", "Δb₄ = −η d₄ × D(λv. f w₄ v a₃) b₄"],
    ["d₃ = d₄ × D(f w₄ b₄) a₃", "Δw₃ = −η d₃ × D(λv. f v b₃ a₂) w₃", "Δb₃ = −η d₃ × D(λv. f w₃ v a₂) b₃"],
    ["d₂ = d₃ × D(f w₃ b₃) a₂", "Δw₂ = −η d₂ × D(λv. f v b₂ a₁) w₂", "Δb₂ = −η d₂ × D(λv. f w₂ v a₁) b₂"],
    ["d₁ = d₂ × D(f w₂ b₂) a₁", "Δw₁ = −η d₁ × D(λv. f v b₁ x) w₁", "Δb₁ = −η d₁ × D(λv. f w₁ v x) b₁"],
]
# "Vectorised pseudocode algorithms" of the two-neuron net.
VECTORISED = [
    ["δ⁴ = (a⁴ − y) ⊙ σ′(z⁴)", "Δw⁴ = −η δ⁴ (a³)ᵀ", "Δb⁴ = −η δ⁴"],
    ["δ³ = ((w⁴)ᵀ δ⁴) ⊙ σ′(z³)", "Δw³ = −η δ³ (a²)ᵀ", "Δb³ = −η δ³"],
    ["δ² = ((w³)ᵀ δ³) ⊙ σ′(z²)", "Δw² = −η δ² (a¹)ᵀ", "Δb² = −η δ²"],
    ["δ¹ = ((w²)ᵀ δ²) ⊙ σ′(z¹)", "Δw¹ = −η δ¹ (a⁰)ᵀ", "Δb¹ = −η δ¹"],
]
# The same in components ("Summary and vectorisation", for any j).
COMPONENTS = [
    ["δ⁴ⱼ = (a⁴ⱼ − yⱼ) σ′(z⁴ⱼ)", "Δw⁴ⱼₖ = −η δ⁴ⱼ a³ₖ", "Δb⁴ⱼ = −η δ⁴ⱼ"],
    ["δ³ⱼ = (Σᵢ δ⁴ᵢ w⁴ᵢⱼ) σ′(z³ⱼ)", "Δw³ⱼₖ = −η δ³ⱼ a²ₖ", "Δb³ⱼ = −η δ³ⱼ"],
    ["δ²ⱼ = (Σᵢ δ³ᵢ w³ᵢⱼ) σ′(z²ⱼ)", "Δw²ⱼₖ = −η δ²ⱼ a¹ₖ", "Δb²ⱼ = −η δ²ⱼ"],
    ["δ¹ⱼ = (Σᵢ δ²ᵢ w²ᵢⱼ) σ′(z¹ⱼ)", "Δw¹ⱼₖ = −η δ¹ⱼ a⁰ₖ", "Δb¹ⱼ = −η δ¹ⱼ"],
]


@pytest.mark.parametrize(
    "name, notation, backward",
    [
        ("linear", "components", LINEAR),
        ("linear", "vectorised", LINEAR),
        ("linear", "euler", EULER),
        ("two-neurons", "vectorised", VECTORISED),
        ("two-neurons", "components", COMPONENTS),
    ],
)
def test_the_backward_pass_is_the_articles_table(name, notation, backward):
    assert listed(open_scenario(name), notation)[6:10] == backward


@pytest.mark.parametrize(
    "name, notation, forward",
    [
        ("linear", "components", ["a₁ = σ(w₁ x + b₁)", "a₂ = σ(w₂ a₁ + b₂)", "a₃ = σ(w₃ a₂ + b₃)", "a₄ = σ(w₄ a₃ + b₄)"]),
        ("linear", "euler", ["a₁ = f w₁ b₁ x", "a₂ = f w₂ b₂ a₁", "a₃ = f w₃ b₃ a₂", "a₄ = f w₄ b₄ a₃"]),
        ("two-neurons", "vectorised", [f"a{n} = σ(w{n} a{m} + b{n})" for m, n in ("⁰¹", "¹²", "²³", "³⁴")]),
    ],
)
def test_the_forward_pass_is_the_articles(name, notation, forward):
    assert [line[0] for line in listed(open_scenario(name), notation)[1:5]] == forward


def test_what_is_tied_is_told_once_and_what_is_frozen_does_not_move():
    one_bias = open_scenario("shared-bias")
    lines = listed(one_bias, "components")
    assert [line[1:] for line in lines[6:9]] == [["Δw₄ = −η δ₄ a₃"], ["Δw₃ = −η δ₃ a₂"], ["Δw₂ = −η δ₂ a₁"]]
    assert lines[9][1:] == ["Δw₁ = −η δ₁ x", "∂c/∂b = δ₄ + δ₃ + δ₂ + δ₁"]
    free = listed(replace(one_bias, frozen=()), "components")
    assert free[9][2] == "Δb = −η (δ₄ + δ₃ + δ₂ + δ₁)"
    two = open_scenario("two-neurons")
    tied = listed(replace(two, tied=(("w4[1,1]", "w4[1,2]"),), p0=two.p0 * 0.0), "vectorised")
    assert tied[6][1] == "Δw⁴ⱼₖ = −η Σ δ⁴ⱼ a³ₖ over all places"
    assert listed(replace(two, frozen=("w4[1,1]",)), "components")[6][1] == "∂c/∂w⁴ⱼₖ = δ⁴ⱼ a³ₖ"


def test_an_index_that_takes_one_value_is_that_value():
    lines = listed(open_scenario("sine"), "components")
    assert lines[1] == ["a¹ⱼ = tanh(w¹ⱼ₁ a⁰₁ + b¹ⱼ)"]
    assert lines[5][0] == "δ¹ⱼ = δ²₁ w²₁ⱼ tanh′(z¹ⱼ)"


def test_where_an_example_has_no_update_of_its_own_the_gradient_is_listed(two):
    lines = listed(two.with_training(replace(two.training, optimiser="adam")), "vectorised")
    assert lines[6][1:] == ["∂c/∂w⁴ = δ⁴ (a³)ᵀ", "∂c/∂b⁴ = δ⁴"]
    assert lines[10][-1] == "p ← p + Δp"


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6), st.sampled_from(list(OPTIMISERS)), st.sampled_from(list(NOTATIONS)), st.sampled_from([340, 420, 900])
)
def test_any_listing_stays_on_its_page(seed, optimiser, notation, page):
    scenario = constrained_scenario(seed)
    scenario = scenario.with_training(replace(scenario.training, optimiser=optimiser))
    frame = first_frame(scenario)
    for line in frame.program.lines:
        assert latex_rows(Statements(tuple(NOTATIONS[notation].listing(Quantities(frame), line))))
    figure = pseudocode_figure(Quantities(frame), page, LIGHT, notation=NOTATIONS[notation])
    for shape in figure.shapes:
        if isinstance(shape, Label):
            assert shape.x + (1 - shape.across) * width(shape.runs, shape.size) <= page


def of_any_sizes(activations, notation="vectorised"):
    depth = len(activations)
    network, data = Network((2,) * (depth + 1), activations), Data(np.ones((1, 2)), np.full((1, 2), 0.5))
    frame = first_frame(Scenario("deep", network, np.zeros(6 * depth), data, Training("online", 1, 0.1)))
    q = Quantities(frame, DRESSES["general"])
    written = written_in(q.dress, NOTATIONS[notation])
    lines = [[plain(found.node) for found in written.listing(q, line)] for line in frame.program.lines]
    return lines, [[one.right.text(SYMBOLS) for one in written.equations(q, line, Scope((), ()))] for line in frame.program.lines]


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("depth", range(1, 8))
def test_of_any_sizes_no_line_is_written_twice_and_none_is_left_out(depth, notation):
    lines, equations = of_any_sizes(("logistic",) * depth, notation)
    assert len(lines) == 2 * depth + 3
    written = [line for line in lines if set(line) != {"⋮"}]
    assert len(set(map(tuple, written))) == len(written)
    # The layers 1, l and L, twice; the input, the cost and the update.
    assert len(written) == 2 * min(depth, 3) + 3
    # What a line with dots does is told by its equations.
    assert not [side for line in equations for side in line if "⋮" in side]


def test_of_any_sizes_the_dots_stand_about_layer_l_as_in_the_article():
    lines, _ = of_any_sizes(("logistic",) * 5)
    assert [line[0] for line in lines[1:6]] == ["a¹ = σ(w¹ a⁰ + b¹)", "⋮", "aˡ = σ(wˡ aˡ⁻¹ + bˡ)", "⋮", "aᴸ = σ(wᴸ aᴸ⁻¹ + bᴸ)"]
    assert lines[8] == lines[10] == ["⋮", "⋮", "⋮"]
    assert lines[9] == ["δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)", "Δwˡ = −η δˡ (aˡ⁻¹)ᵀ", "Δbˡ = −η δˡ"]


def test_of_any_sizes_layers_that_compute_otherwise_are_both_written():
    lines, _ = of_any_sizes(("tanh", "tanh", "relu", "relu", "logistic"))
    said = [line[0] for line in lines[1:6]]
    assert said[1:4] == ["aˡ = tanh(wˡ aˡ⁻¹ + bˡ)", "aˡ = ReLU(wˡ aˡ⁻¹ + bˡ)", "⋮"]


def test_of_any_sizes_the_layer_behind_the_first_one_may_be_the_last():
    lines, _ = of_any_sizes(("tanh", "logistic"))
    assert lines[5][0] == "δ¹ = ((wᴸ)ᵀ δᴸ) ⊙ tanh′(z¹)"


def test_a_line_of_dots_has_its_place_in_the_picture_like_any_other(two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 3))
    figure = pseudocode_figure(Quantities(frame, DRESSES["general"]), 640, LIGHT, notation=NOTATIONS["vectorised"])
    lines = [figure.targets[0].key(i).number for i in range(len(figure.targets[0].ends))]
    assert lines == list(range(11))
    said = ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]
    # One line forward, and the three columns of one backward.
    assert said.count("⋮") == 4
