"""What is told of a term step by step: types, β-steps, renaming, refusals, and how a calculation ends."""

import re

import pytest

from tests.benches.functions.shown import moments, words
from visprop.benches.functions.bench import BENCH
from visprop.benches.functions.calculation import MOST_STEPS


def test_a_curried_function_is_told_step_by_step():
    assert words("(λx y.x + y) 2 3") == [
        "(λx y.x + y) 2 3 has the type ℝ. What is marked is worked out first.",
        "β-step: 2 is put for x: E[a/x] is here (λy.x + y)[2/x].",
        "β-step: 2 is put for x; a function of y is left.",
        "β-step: 3 is put for y: E[a/x] is here (2 + y)[3/y].",
        "β-step: 3 is put for y.",
        "Arithmetic: the sum of two numbers. Nothing is left to be worked out.",
    ]


def test_without_the_substitution_in_between_each_step_is_one_line():
    assert words("(λx y.x + y) 2 3", between=False) == [
        "(λx y.x + y) 2 3 has the type ℝ. What is marked is worked out first.",
        "β-step: 2 is put for x; a function of y is left.",
        "β-step: 3 is put for y.",
        "Arithmetic: the sum of two numbers. Nothing is left to be worked out.",
    ]


def test_how_a_function_takes_its_arguments_is_said():
    assert words("λx y.x + y") == [
        "λx y.x + y has the type ℝ → ℝ → ℝ: it is curried, and takes its 2 arguments one at a time. "
        "Nothing is left to be worked out."
    ]
    assert words("λ(x, y).x + y") == [
        "λ(x, y).x + y has the type ℝ × ℝ → ℝ: it takes one tuple of 2. Nothing is left to be worked out."
    ]


def test_a_variable_that_would_be_caught_is_renamed_and_that_is_said():
    assert words("(λx y.x + y) y")[1] == (
        "β-step: y is put for x; the bound y is renamed y₁ first, as it would catch the free one: "
        "E[a/x] is here (λy₁.x + y₁)[y/x]."
    )


def test_composition_star_and_the_convention_for_the_gradient_are_unfolded():
    assert words("(φ1 ∘ φ2) x")[1].startswith("The definition of ∘: (φ₁ ∘ φ₂) x is φ₁ (φ₂ x).")
    assert words("(f, g) ★ (2, 3)")[1].startswith("The definition of ★: each function of the tuple is applied")
    assert words("∇φ(p, q)")[1] == "The convention for ∇: ∇φ(p) is short for ∇φ ★ p."
    assert words("∇φ(p, q)")[2].startswith("The definition of ∇: each argument is varied while the others are held.")


def test_what_is_rounded_is_said():
    assert words("1/3")[1].startswith("Arithmetic: the quotient of two numbers, rounded to float64.")
    assert words("1/4")[1].startswith("Arithmetic: the quotient of two numbers. ")


def test_what_has_no_value_ends_in_words():
    assert words("1/0") == ["1/0 has the type ℝ. The calculation stops here: 1 / 0 has no value."]


@pytest.mark.parametrize(
    "term, reason",
    [
        (
            "(λx y. x + y)(2, 3)",
            "It has no type. (2, 3) is a pair (ℝ × ℝ), but (λx y.x + y) takes a number (ℝ). "
            "It takes its 2 arguments one at a time: (λx y.x + y) 2 3.",
        ),
        (
            "(λ(x, y). x + y) 2 3",
            "It has no type. 2 is a number (ℝ), but (λ(x, y).x + y) takes a pair (ℝ × ℝ). "
            "It takes them as one tuple, not one at a time: (λ(x, y).x + y) (2, 3). Nothing is left to be worked out.",
        ),
    ],
)
def test_the_articles_nonsense_is_refused_in_words(term, reason):
    found = words(term)
    assert found[:2] == ["The term as it is read. Has it a type?", "Its parts with their types, as far as they go."]
    assert found[2] == reason
    assert BENCH.control("term").unfit(term) == ""


def test_nonsense_is_calculated_all_the_same_as_in_the_article():
    found = words("(λx y. x + y)(2, 3)")
    assert found[3] == "Calculated all the same, though it means nothing; what is marked is worked out first."
    assert found[-1] == (
        "β-step: (2, 3) is put for x; a function of y is left. Nothing is left to be worked out. "
        "What is left is nonsense: the term had no type."
    )
    assert len(words("(λ(x, y). x + y) 2 3")) == 3


def test_what_never_ends_is_stopped_in_words():
    assert "this step gives the same term again, so the calculation would never end" in words("(λx.x x)(λx.x x)")[-1]
    assert "too large to be shown" in words("(λx.x x x)(λx.x x x)")[-1]
    # Three terms that take turns; without the lines in between there is one step for each of the calculation's.
    turning = words("(λx y.x x y) (λx y.x x y) 1", between=False)
    assert f"Stopped after {MOST_STEPS} steps: it may never end." in turning[-1]
    assert len(turning) == 3 + 1 + MOST_STEPS


def test_nothing_is_told_before_its_time():
    first, parts, refused, *_ = moments("(λx y. x + y)(2, 3)")
    assert (first.frame.state.types, first.frame.state.wrong) == ({}, None)
    assert (len(parts.frame.state.types), parts.frame.state.wrong) == (8, None)
    assert refused.frame.state.wrong == (1,)


@pytest.mark.parametrize("term", ["", "λ", "2 3", "(", "λx", "x^2^3", "λ2.x", "x y)", "λsin.2", "x" * 501])
def test_what_cannot_be_read_is_refused_in_words(term):
    reason = BENCH.control("term").unfit(term)
    assert reason != ""
    with pytest.raises(ValueError, match=re.escape(reason)):
        BENCH.put(BENCH.start, {"term": term})
