"""The three forms of the article's chain, as the article has them, with the brackets that it lacks (row 21 of the errata)."""

import pytest

from tests.benches.composition.given_networks import SHAPES, states, values
from visprop.benches.composition.bench import BENCH
from visprop.benches.composition.forms import FORMS, derivative
from visprop.benches.pictures import BenchMoment
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchExperiment, BenchRun
from visprop.figures.moment import ViewOptions
from visprop.notation.expression.blocks import Note
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.latex_document import document, text_rows
from visprop.notation.page_printers import mathml_document, spoken_page
from visprop.timeline.position import Position


def rows(all_values, form, step=4):
    return text_rows(FORMS[form](BENCH.state(all_values, step)))


@pytest.mark.parametrize(
    "quantity, nested, composed",
    [
        ("a", "a₄ = f p₄ (f p₃ (f p₂ (f p₁ x)))", "a₄ = ((f p₄) ∘ (f p₃) ∘ (f p₂) ∘ (f p₁)) x"),
        ("f", "f_N p x = f p₄ (f p₃ (f p₂ (f p₁ x)))", "f_N p x = ((f p₄) ∘ (f p₃) ∘ (f p₂) ∘ (f p₁)) x"),
        (
            "phi",
            "φ(p₁, p₂, p₃, p₄) = C y (f p₄ (f p₃ (f p₂ (f p₁ x))))",
            "φ(p₁, p₂, p₃, p₄) = (C y ∘ (f p₄) ∘ (f p₃) ∘ (f p₂) ∘ (f p₁)) x",
        ),
    ],
)
def test_the_chain_is_applied_and_composed_as_in_the_article(quantity, nested, composed):
    set_ = BENCH.put(BENCH.start, {"quantity": quantity})
    assert rows(set_, "nested") == [nested]
    assert rows(set_, "composed") == [composed]


@pytest.mark.parametrize(
    "layer, inner, composed",
    [
        (1, "C y (f p₄ (f p₃ (f p₂ (f v x))))", "C y ∘ (f p₄) ∘ (f p₃) ∘ (f p₂) ∘ (λv. f v x)"),
        (2, "C y (f p₄ (f p₃ (f v (f p₁ x))))", "C y ∘ (f p₄) ∘ (f p₃) ∘ (λv. f v (f p₁ x))"),
        (3, "C y (f p₄ (f v (f p₂ (f p₁ x))))", "C y ∘ (f p₄) ∘ (λv. f v (f p₂ (f p₁ x)))"),
        (4, "C y (f v (f p₃ (f p₂ (f p₁ x))))", "C y ∘ (λv. f v (f p₃ (f p₂ (f p₁ x))))"),
    ],
)
def test_an_update_is_minus_eta_times_d_of_the_composition(layer, inner, composed):
    set_ = BENCH.put(BENCH.start, {"layer": layer, "form": "derivative"})
    first, second, *third = rows(set_, "derivative")
    assert first == f"Δp{'₁₂₃₄'[layer - 1]} = −η D(λv. {inner}) p{'₁₂₃₄'[layer - 1]}"
    assert second.strip() == f"= −η D({composed}) p{'₁₂₃₄'[layer - 1]}"
    assert [row.partition("λv. ")[2] for row in third] == [f"f v a{'₁₂₃'[layer - 2]})) p{'₁₂₃₄'[layer - 1]}"] * (layer > 1)


def test_a_composition_grows_with_the_parameters_that_are_applied():
    assert rows(BENCH.start, "nested", 0) == ["x = 0.5"]
    assert rows(BENCH.start, "nested", 1) == ["a₁ = f p₁ x"]
    assert rows(BENCH.start, "composed", 1) == ["a₁ = (f p₁) x"]
    assert rows(BENCH.start, "composed", 2) == ["a₂ = ((f p₂) ∘ (f p₁)) x"]
    by_hand = BENCH.put(BENCH.start, {"applied": 3, "quantity": "phi"})
    assert rows(by_hand, "nested", 1) == ["a₃ = f p₃ (f p₂ (f p₁ x))"]


def balanced(text):
    depth = 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        assert depth >= 0, text
    return depth == 0


@pytest.mark.parametrize("network", SHAPES.values(), ids=SHAPES)
def test_every_bracket_is_closed_in_every_form(network):
    for layer in range(1, network.network.depth + 1):
        for quantity in ("a", "phi", "f"):
            for state in states(values(network, layer=layer, quantity=quantity)):
                equations = [make(state) for form, make in FORMS.items() if form != "derivative" or state.varies]
                assert all(balanced(row) for equation in equations for row in text_rows(equation))


@pytest.mark.parametrize("network", SHAPES.values(), ids=SHAPES)
def test_the_page_grows_and_can_be_copied_in_every_way(network):
    run = BenchRun.new(BENCHES["composition"], values(network, layer=1))
    experiment = BenchExperiment(run, 0, None)
    before = 0
    for step in range(len(experiment.program.lines)):
        moment, options = BenchMoment(experiment.frame(Position(step))), ViewOptions()
        page = run.bench.views[1].page(moment, options)
        texts = [row for block in page.blocks if not isinstance(block, Note) for row in text_rows(block)]
        assert len(texts) >= before
        before = len(texts)
        assert document(page.blocks)
        assert mathml_document(page.blocks, NUMBERS)
        assert spoken_page(page.blocks, NUMBERS)


def test_nothing_is_differentiated_before_its_step_unless_it_is_asked_for():
    assert not any(state.varies for state in states(BENCH.start)[:10])
    asked = states(BENCH.put(BENCH.start, {"form": "derivative"}))
    assert [state.written for state in asked[:5]] == ["nested"] * 4 + ["derivative"]
    assert "≈" not in text_rows(derivative(asked[4]))[-1]
