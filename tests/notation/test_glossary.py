"""A first-time user learns what each symbol is: every symbol and every line has one plain sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notation.test_one_symbol import equations_of
from tests.notation.test_printed import drawn, frames
from tests.random_networks import constrained_scenario
from visprop.engine.key import Key
from visprop.notation.explanations.pages import page
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.glossary import GLOSSARY, LINE_MEANINGS, meaning_of, meaning_of_key, symbols_in
from visprop.notation.layout.build import called, change_of, negative, primed, quotient, scripted, tight, times
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Bound, Hat, Letter, Mark, Operator, Over, Row
from visprop.notation.notations.dresses import DRESSES
from visprop.timeline.program import Kind


@pytest.mark.parametrize("symbol", ["φ", "p", "δ", "η", "∇", "⊙", "σ", "Σ", "∂", "Δ", "⊤", "w", "b", "z", "a", "c"])
def test_the_symbols_are_explained(symbol):
    assert meaning_of(symbol).startswith(f"{symbol}, ")


def test_each_has_one_plain_sentence():
    assert all(term.symbol == symbol for symbol, term in GLOSSARY.items())
    for text in (*(term.meaning for term in GLOSSARY.values()), *LINE_MEANINGS.values()):
        assert text.endswith(".")
        assert text.count(". ") == 0
        assert len(text) < 140
    assert set(LINE_MEANINGS) == set(Kind)


def test_what_is_pointed_at_is_explained():
    assert meaning_of_key(Key.parse("d2[1]")) == meaning_of("δ")
    assert meaning_of_key(Key.parse("w1[1,2]")) == meaning_of("w")
    assert meaning_of_key(Key("line", 3)) == ""
    product = Row((called(primed(scripted("σ")), scripted("z")), Operator("⊙"), scripted("w")))
    assert symbols_in([scripted("δ", below="1"), product]) == ["σ′", "δ", "⊙"]
    with pytest.raises(KeyError):
        meaning_of("ж")


@pytest.mark.parametrize("name, symbol", [
    ("w1[1,2]", "w"), ("b2[1]", "b"), ("a1[2]", "a"), ("z1[2]", "z"), ("d1[2]", "δ"), ("dw1[1,2]", "Δ"), ("db1[2]", "Δ"),
    ("x[1]", "x"), ("y[2]", "y"), ("c", "c"), ("phi", "φ"),
])  # fmt: skip
def test_each_quantity_is_explained_as_itself(name, symbol):
    assert meaning_of_key(Key.parse(name)).startswith(f"{symbol}, ")


def test_a_symbol_has_the_meaning_of_its_place():
    w, v = scripted("w", below="1"), Bound(scripted("v"))
    assert symbols_in([tight(Mark("λ"), v, Mark("."), times(scripted("f"), v, scripted("a")))]) == ["λ"]
    assert symbols_in([times(scripted("λ", below="2"), w)]) == ["λ₁, λ₂"]
    assert symbols_in([Over(change_of(scripted("c")), change_of(w))]) == ["Δ/Δ"]
    step = negative(times(scripted("η"), quotient(scripted("φ", below="B"), w)))
    assert symbols_in([change_of(w), step]) == ["φ_B", "∂", "η", "Δ"]
    assert symbols_in([called(Hat(Letter("φ")), v)]) == ["φ̂"]
    assert meaning_of_key(Key.parse("w3[1,1]"), DRESSES["any"]) == meaning_of("pₗ")
    assert meaning_of_key(Key.parse("d2[1]"), DRESSES["constant"]) == meaning_of("d")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_lambda_is_explained_as_what_it_is_in_every_equation(seed):
    """A penalty where there is λ₁ or λ₂, a function where a variable is bound, and neither anywhere else."""
    scenario = constrained_scenario(seed)
    for frame in frames(scenario, seed):
        for question in drawn(frame, seed, 15):
            for equation in equations_of(page(frame, question).blocks):
                formulas = [side.layout(SYMBOLS) for side in (equation.left, equation.right, *equation.further)]
                told, written = symbols_in(formulas), " ".join(map(latex, formulas))
                assert ("λ₁, λ₂" in told) == ("\\lambda_{" in written)
                assert ("λ" in told) == ("\\lambda " in written), written
