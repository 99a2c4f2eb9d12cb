"""The page as text: the lines of the calculation with their types, and the type of every part."""

import pytest

from tests.benches.functions.made import well_typed
from tests.benches.functions.shown import BENCH, lines, moments, page
from visprop.benches.functions.examples import EXAMPLES
from visprop.benches.functions.inference import infer
from visprop.benches.functions.layout import text
from visprop.benches.functions.page import MOST_LINES
from visprop.benches.functions.types import text as written
from visprop.figures.base.shapes import Box, Formula
from visprop.figures.base.style import THEMES
from visprop.figures.moment import ViewOptions
from visprop.notation.latex_document import document
from visprop.notation.layout.text import plain


def test_currying_is_written_as_in_the_article():
    steps = moments("(λx y.x + y) 2 3")
    assert lines(steps[0])[0] == ["(λx y.x + y) 2 3 : ℝ"]
    assert lines(steps[1])[0] == ["(λx y.x + y) 2 3 : ℝ", "= (λy.x + y)[2/x] 3 : ℝ"]
    assert lines(steps[5])[0] == [
        "(λx y.x + y) 2 3 : ℝ",
        "= (λy.x + y)[2/x] 3 : ℝ",
        "= (λy.2 + y) 3 : ℝ",
        "= (2 + y)[3/y] : ℝ",
        "= 2 + 3 : ℝ",
        "= 5 : ℝ",
    ]


def test_every_part_has_its_type_beside_it():
    assert lines(moments("(λx y.x + y) 2 3")[0])[1] == [
        "(λx y.x + y) 2 3 : ℝ",
        "(λx y.x + y) 2 : ℝ → ℝ",
        "λx y.x + y : ℝ → ℝ → ℝ",
        "λy.x + y : ℝ → ℝ",
        "x + y : ℝ",
        "x : ℝ",
        "y : ℝ",
        "2 : ℝ",
        "3 : ℝ",
    ]
    assert lines(moments("(λ(x, y).x + y)(2, 3)")[0])[1] == [
        "(λ(x, y).x + y) (2, 3) : ℝ",
        "λ(x, y).x + y : ℝ × ℝ → ℝ",
        "x + y : ℝ",
        "x : ℝ",
        "y : ℝ",
        "(2, 3) : ℝ × ℝ",
        "2 : ℝ",
        "3 : ℝ",
    ]
    assert "∇φ : (ℝ → ℝ) × (ℝ → ℝ)" in lines(moments("∇φ(p1, p2)")[0])[1]


def test_a_term_without_a_type_has_its_parts_types_as_far_as_they_go():
    first, parts, refused, begun, *_, last = moments("(λx y. x + y)(2, 3)")
    assert lines(first) == (["(λx y.x + y) (2, 3)"], [])
    assert lines(parts)[1] == [
        "λx y.x + y : ℝ → ℝ → ℝ",
        "λy.x + y : ℝ → ℝ",
        "x + y : ℝ",
        "x : ℝ",
        "y : ℝ",
        "(2, 3) : ℝ × ℝ",
        "2 : ℝ",
        "3 : ℝ",
    ]
    assert lines(refused) == lines(parts)
    assert lines(begun) == lines(first)
    assert lines(last)[0][-1] == "= λy.(2, 3) + y"


def test_all_brackets_are_written_where_they_are_asked_for():
    told, parts = lines(moments("f x y", brackets=True)[0])
    assert told == ["(f x) y : τ₁"]
    assert "f : τ₃ → (τ₂ → τ₁)" in parts
    assert lines(moments("f x y")[0])[0] == ["f x y : τ₁"]


def test_a_rounded_line_has_the_sign_for_that():
    assert lines(moments("1/3")[1])[0] == ["1/3 : ℝ", "≈ 0.3333333333333333 : ℝ"]


def test_the_gradient_by_its_convention_comes_to_numbers():
    assert lines(moments("∇(λ(x, y).x^2 × y)(3, 5)")[-1])[0] == [
        "∇(λ(x, y).x² × y)(3, 5) : ℝ × ℝ",
        "= ∇(λ(x, y).x² × y) ★ (3, 5) : ℝ × ℝ",
        "= (D(λv.(λ(x, y).x² × y) (v, 5)) 3, D(λv.(λ(x, y).x² × y) (3, v)) 5) : ℝ × ℝ",
        "= (30, D(λv.(λ(x, y).x² × y) (3, v)) 5) : ℝ × ℝ",
        "= (30, 9) : ℝ × ℝ",
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.text for example in EXAMPLES])
def test_each_example_of_the_article_ends_on_its_page_with_its_type(example):
    if example.type_:
        told, parts = lines(moments(example.text)[-1])
        assert all(line.endswith(f" : {example.type_}") for line in told)
        assert told[-1].removeprefix("= ").startswith(example.result)
        assert parts[0].endswith(f" : {example.type_}")


@pytest.mark.parametrize("seed", range(40))
def test_the_type_stays_from_line_to_line(seed):
    term, type_ = well_typed(seed)
    first = infer(term)
    assert first.type_ == type_
    for moment in moments(text(term))[-3:]:
        known = moment.frame.state
        assert known.types[()] == type_
        assert all(part.endswith(f" : {written(type_)}") for part in lines(moment)[1][:1])


def test_a_free_variable_keeps_its_type_when_what_told_it_is_gone():
    """After (λx.y)(y + 1) nothing adds to y, which is still a number."""
    assert lines(moments("(λx.y) (y + 1)")[-1]) == (["(λx.y) (y + 1) : ℝ", "= y[y + 1/x] : ℝ", "= y : ℝ"], ["y : ℝ"])


def grounds(figure, theme):
    return [shape for shape in figure.shapes if isinstance(shape, Box) and shape.fill == theme.now]


def on_ground(figure, theme):
    """What stands on the ground of what is present."""
    (box,) = grounds(figure, theme)
    inside = [
        shape
        for shape in figure.shapes
        if isinstance(shape, Formula) and box.x <= shape.x < box.x + box.width and box.y < shape.y < box.y + box.height
    ]
    return "".join(plain(shape.node).replace(" ", "") for shape in inside)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_what_is_worked_out_next_has_a_ground_and_bound_variables_their_colour(theme):
    steps = moments("(λx y.x + y) 2 3")
    options = ViewOptions(theme=theme)
    figures = [BENCH.views[1].draw(moment, options, (700.0, 400.0)) for moment in steps]
    assert [on_ground(figure, theme) for figure in figures[:-1]] == [
        "(λxy.x+y)2", "(λy.x+y)[2/x]", "(λy.2+y)3", "(2+y)[3/y]", "2+3",
    ]  # fmt: skip
    assert grounds(figures[-1], theme) == []
    hues = {plain(shape.node): shape.colour for shape in figures[0].shapes if isinstance(shape, Formula)}
    assert hues["x"] == hues["y"] == theme.bound
    assert hues["2"] == hues["λ"] == theme.ink


def test_what_does_not_fit_has_the_ground():
    refused = moments("(λx y. x + y)(2, 3)")[2]
    theme = THEMES["light"]
    figure = BENCH.views[1].draw(refused, ViewOptions(), (700.0, 400.0))
    # In the term, and in the list of parts.
    assert len(grounds(figure, theme)) == 2


def test_of_a_long_calculation_the_last_lines_are_written():
    last = moments("(λx y.x x y) (λx y.x x y) 1")[-1]
    blocks = page(last)
    told, _ = lines(last)
    assert len(told) == 0
    assert any("lines before" in getattr(block, "text", "") for block in blocks)
    assert sum(hasattr(block, "statements") for block in blocks) == MOST_LINES


def test_a_page_is_a_latex_document():
    for term in ("∇φ(p1, p2)", "(λx y. x + y)(2, 3)", "(φ1, φ2) ★ (p1, p2)"):
        for moment in moments(term):
            written_out = document(page(moment))
            assert "★" not in written_out
            assert "ℝ" not in written_out
