"""The page: the article's two examples to the line, three functions bracketed from the left, and a number at each line."""

import math

import pytest

from tests.benches.chain_rule.world import FOUR, moment, page_lines, step_count, through
from visprop.benches.chain_rule.chain_page import written
from visprop.figures.moment import ViewOptions
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.latex_document import latex_rows
from visprop.notation.layout.text import plain
from visprop.notation.page_printers import mathml_document, spoken_page


def lines(groups, with_left=True):
    """Each line in plain text."""
    told = [one.line for group in groups for one in group.lines]
    return [f"{plain(line.left)} = {plain(line.right)}" if with_left else plain(line.right) for line in told]


def test_leibniz_lines_of_the_sine_of_a_square_are_the_articles():
    assert lines(through().leibniz) == [
        "y = sin(u)",
        "u = x²",
        "dy/du = cos(u)",
        "du/dx = 2x",
        "dy/dx = dy/du × du/dx",
        "dy/dx = cos(u) × 2x",
        "dy/dx = cos(x²) × 2x",
        "dy/dx = 2x cos(x²)",
    ]


def test_eulers_lines_of_the_sine_of_a_square_are_the_articles():
    assert lines(through().euler)[4:] == [
        f"D(θ₁ ∘ θ₂) x = {right}"
        for right in (
            "((Dθ₁ ∘ θ₂)·Dθ₂) x",
            "(Dθ₁ ∘ θ₂) x × Dθ₂ x",
            "Dθ₁ (θ₂ x) × Dθ₂ x",
            "D sin (x²) × D(λx. x²) x",
            "cos(x²) × (λx. 2x) x",
            "cos(x²) × 2x",
            "2x cos(x²)",
        )
    ]
    assert lines(through().euler)[:4] == ["θ₁ x = sin(x)", "θ₂ x = x²", "Dθ₁ x = cos(x)", "Dθ₂ x = 2x"]


def test_eulers_lines_of_a_power_of_a_power_are_the_articles():
    found = lines(through(example="powers").euler)
    assert found[:4] == ["θ₁ x = x^m", "θ₂ x = x^n", "Dθ₁ x = m x^(m − 1)", "Dθ₂ x = n x^(n − 1)"]
    assert [line.rpartition(" = ")[2] for line in found[7:11]] == ["θ₁ (θ₂ x)", "(θ₂ x)^m", "(x^n)^m", "x^(m n)"]
    assert found[11] == "D(θ₁ ∘ θ₂) x = m n x^(m n − 1)"
    assert [line.partition(" = ")[2] for line in found[12:]] == [
        "m(θ₂ x)^(m − 1) × n x^(n − 1)",
        "m (x^n)^(m − 1) × n x^(n − 1)",
        "m x^(n (m − 1)) × n x^(n − 1)",
        "m n x^(n (m − 1) + (n − 1))",
        "m n x^(n m − n × 1 + n − 1)",
        "m n x^(n m − 1)",
    ]


def test_three_functions_are_bracketed_from_the_left():
    assert lines(through(example="three").euler, with_left=False)[6:9] == [
        "D((θ₁ ∘ θ₂) ∘ θ₃) x",
        "D(θ₁ ∘ θ₂) (θ₃ x) × Dθ₃ x",
        "Dθ₁ (θ₂ (θ₃ x)) × Dθ₂ (θ₃ x) × Dθ₃ x",
    ]


@pytest.mark.parametrize("changed", [{}, {"example": "powers"}, {"example": "three"}, FOUR])
def test_every_line_of_the_derivative_has_the_same_number_on_both_sides(changed):
    found = through(**changed)
    point = found.chain.point(found.x)
    for group in (*found.euler, *found.leibniz):
        for told in (one for one in group.lines if not one.is_definition):
            left, right = told.line.values(point)
            assert left == pytest.approx(right, rel=1e-12), plain(told.line.node)
            if plain(told.line.left) in ("dy/dx", "D(θ₁ ∘ θ₂) x"):
                assert right == pytest.approx(found.slope, rel=1e-12)
            assert told.rule


def test_the_last_page_has_both_ways_side_by_side_with_rules_and_numbers():
    rows = page_lines(step_count() - 1)
    # 1.6 cos 0.64 = 1.28335…
    number = f"{1.6 * math.cos(0.64):.4g}"
    euler = f"D(θ₁ ∘ θ₂) x = ((Dθ₁ ∘ θ₂)·Dθ₂) x ≈ {number}    chain rule"
    assert f"{euler}    dy/dx = dy/du × du/dx ≈ {number}    chain rule" in rows
    assert "  ≈ 0.8021·1.6 ≈ 1.283" in rows
    assert any("Δx = 0.1" in row for row in rows)


def test_nothing_stands_on_the_page_before_its_step():
    count, lengths = step_count(), []
    for step in range(count):
        rows = page_lines(step)
        lengths.append(len(rows))
        assert any("Δ" in row for row in rows) == (step >= count - 2)
        assert any("∘" in row for row in rows) == (step >= 7)
    assert lengths[-1] == max(lengths)


def test_a_rule_of_a_table_row_is_printed_in_each_language():

    blocks = written(moment(step_count() - 1), ViewOptions()).blocks
    assert any(r"\text{application of $\lambda$}" in row for block in blocks for row in latex_rows(block))
    assert "chain rule" in spoken_page(blocks, SYMBOLS)
    assert "<p>chain rule</p>" in mathml_document(blocks, SYMBOLS)
