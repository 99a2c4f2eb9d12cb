"""The article's λ-terms: what they are written as, their types, their steps, and what the article calls nonsense."""

import pytest

from visprop.benches.functions.calculation import Ending, calculate
from visprop.benches.functions.examples import EXAMPLES
from visprop.benches.functions.grammar import parse
from visprop.benches.functions.inference import IllTyped, infer
from visprop.benches.functions.layout import text
from visprop.benches.functions.signatures import signature
from visprop.benches.functions.types import Unknown
from visprop.benches.functions.types import text as written
from visprop.notation.layout.text import plain

NAMES = [example.text for example in EXAMPLES]


def steps(typed):
    """A calculation as the article writes one: each E[a/x], and each term."""
    calculation = calculate(parse(typed))
    found = [text(calculation.term)]
    for step in calculation.steps:
        form = step.with_substitution()
        found += ([] if form is None else [plain(form)]) + [text(step.after)]
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_each_example_has_its_type_and_its_result(example):
    term = parse(example.text)
    if not example.type_:
        with pytest.raises(IllTyped):
            infer(term)
        return
    assert written(infer(term).type_) == example.type_
    calculation = calculate(term)
    assert calculation.ending is Ending.DONE
    assert text(calculation.result) == (example.result or text(term))


def test_the_types_of_the_operators_are_those_that_the_article_prints():
    assert written(signature("D", Unknown, 0), all_brackets=True) == "(ℝ → ℝ) → (ℝ → ℝ)"
    assert written(signature("∇", Unknown, 0)) == "(ℝⁿ → ℝ) → (ℝ → ℝ)ⁿ"
    assert written(signature("+", Unknown, 0)) == written(signature("×", Unknown, 0)) == "ℝ × ℝ → ℝ"
    assert written(signature("∘", Unknown, 0), all_brackets=True) == "((τ₂ → τ₃) × (τ₁ → τ₂)) → (τ₁ → τ₃)"
    assert written(signature("★", Unknown, 0)) == "(ℝ → ℝ)ⁿ × ℝⁿ → ℝⁿ"


def test_a_curried_function_takes_its_arguments_one_at_a_time():
    assert steps("(λx.λy.x + y) 2 3") == [
        "(λx y.x + y) 2 3", "(λy.x + y)[2/x] 3", "(λy.2 + y) 3", "(2 + y)[3/y]", "2 + 3", "5",
    ]  # fmt: skip


def test_partial_application_gives_a_function():
    assert steps("(λx y.x + y) 2") == ["(λx y.x + y) 2", "(λy.x + y)[2/x]", "λy.2 + y"]


def test_squaring_substitutes_and_then_computes():
    assert steps("(λx.x^2) a") == ["(λx.x²) a", "x²[a/x]", "a²"]
    assert steps("(λx.x^2) 2") == ["(λx.x²) 2", "x²[2/x]", "2²", "4"]


def test_the_entries_of_a_tuple_are_put_in_all_at_once():
    assert steps("(λ(x, y).x + y)(2, 3)") == ["(λ(x, y).x + y) (2, 3)", "(x + y)[2/x, 3/y]", "2 + 3", "5"]
    assert steps("(λ(x, y).x - y)(y, x)") == ["(λ(x, y).x − y) (y, x)", "(x − y)[y/x, x/y]", "y − x"]


def test_composition_applies_the_right_function_first():
    assert steps("((λx.x + 1) o (λx.x^2)) 3") == [
        "((λx.x + 1) ∘ (λx.x²)) 3", "(λx.x + 1) ((λx.x²) 3)", "(x + 1)[(λx.x²) 3/x]", "(λx.x²) 3 + 1", "x²[3/x] + 1",
        "3² + 1", "9 + 1", "10",
    ]  # fmt: skip
    assert steps("(f_L4 o f_L3 o f_L2) x")[1:] == ["(f_L₄ ∘ f_L₃) (f_L₂ x)", "f_L₄ (f_L₃ (f_L₂ x))"]


def test_star_applies_each_function_to_the_argument_at_its_place():
    assert steps("(λx.2x, λx.x^2) star (3, 4)")[1] == "((λx.2 × x) 3, (λx.x²) 4)"
    assert steps("(λx.2x, λx.x^2) star (3, 4)")[-1] == "(6, 16)"


def test_the_convention_for_the_gradient_is_unfolded_by_star():
    """Of x² y at (3, 5): 2 x y is 30 and x² is 9."""
    assert steps("∇(λ(x, y).x^2 * y)(3, 5)") == [
        "∇(λ(x, y).x² × y)(3, 5)",
        "∇(λ(x, y).x² × y) ★ (3, 5)",
        "(D(λv.(λ(x, y).x² × y) (v, 5)) 3, D(λv.(λ(x, y).x² × y) (3, v)) 5)",
        "(30, D(λv.(λ(x, y).x² × y) (3, v)) 5)",
        "(30, 9)",
    ]


def test_the_chain_rule_s_right_side_unfolds_as_in_the_article():
    assert steps("((Dθ1 o θ2) dot Dθ2) x") == [
        "((Dθ₁ ∘ θ₂)·Dθ₂) x", "(Dθ₁ ∘ θ₂) x × Dθ₂ x", "Dθ₁ (θ₂ x) × Dθ₂ x",
    ]  # fmt: skip


def test_the_article_s_nonsense_is_refused_with_what_to_write_instead():
    with pytest.raises(IllTyped, match=r"^\(2, 3\) is a pair \(ℝ × ℝ\), but \(λx y\.x \+ y\) takes a number \(ℝ\)\.") as error:
        infer(parse("(λx y. x + y)(2, 3)"))
    assert str(error.value).endswith("It takes its 2 arguments one at a time: (λx y.x + y) 2 3.")
    assert (text(error.value.part), error.value.path) == ("(2, 3)", (1,))
    with pytest.raises(IllTyped, match=r"^2 is a number \(ℝ\), but \(λ\(x, y\)\.x \+ y\) takes a pair \(ℝ × ℝ\)\.") as error:
        infer(parse("(λ(x, y). x + y) 2 3"))
    assert str(error.value).endswith("It takes them as one tuple, not one at a time: (λ(x, y).x + y) (2, 3).")
    assert (text(error.value.part), error.value.path) == ("2", (0, 1))


def test_nonsense_that_is_calculated_comes_to_what_the_article_shows():
    assert text(calculate(parse("(λx y.x + y)(2, 3)")).result) == "λy.(2, 3) + y"
