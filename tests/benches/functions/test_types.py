"""Types by hand: of every part, of free variables, as general as can be; and why a term has none."""

import pytest

from visprop.benches.functions.grammar import parse
from visprop.benches.functions.inference import IllTyped, infer
from visprop.benches.functions.layout import text
from visprop.benches.functions.terms import places
from visprop.benches.functions.types import REAL, Arrow, Power, Product, Unknown, lay_out
from visprop.benches.functions.types import text as written
from visprop.notation.layout.latex import latex
from visprop.notation.layout.spoken import spoken


def type_of(typed):
    return written(infer(parse(typed)).type_)


@pytest.mark.parametrize(
    "typed, type_",
    [
        ("λx.x", "τ₁ → τ₁"),
        ("λx y.x", "τ₁ → τ₂ → τ₁"),
        ("λf g x.f x (g x)", "(τ₁ → τ₂ → τ₃) → (τ₁ → τ₂) → τ₁ → τ₃"),
        ("λf.λ(x, y).f x y", "(τ₁ → τ₂ → τ₃) → τ₁ × τ₂ → τ₃"),
        ("λf x y.f (x, y)", "(τ₁ × τ₂ → τ₃) → τ₁ → τ₂ → τ₃"),
        ("λx.((x, 1), 2)", "τ₁ → (τ₁ × ℝ) × ℝ"),
        ("(1, 2, 3)", "ℝ³"),
        ("(sin, cos)", "(ℝ → ℝ) × (ℝ → ℝ)"),
        ("((1, 2), (3, 4), (5, 6))", "(ℝ × ℝ)³"),
        ("π", "ℝ"),
        ("−x", "ℝ"),
        ("∇(λ(x, y).x × y)", "(ℝ → ℝ) × (ℝ → ℝ)"),
        ("∇(λ(x, y, z).x)(1, 2, 3)", "ℝ³"),
        ("∇φ", "(ℝ → ℝ)ⁿ"),
        ("∇φ ★ p", "ℝⁿ"),
        ("(∇φ, ∇ψ)", "(ℝ → ℝ)ⁿ × (ℝ → ℝ)ᵐ"),
        ("λp.∇φ p", "ℝⁿ → ℝⁿ"),
        ("D o D", "(ℝ → ℝ) → ℝ → ℝ"),
        ("(λx.(x, x)) o sin", "ℝ → ℝ × ℝ"),
    ],
)
def test_a_type_is_as_general_as_can_be(typed, type_):
    assert type_of(typed) == type_


def test_every_part_has_its_type():
    term = parse("(λx y.x + y) 2 3")
    typed = infer(term)
    assert [(text(part), written(typed.at[path])) for path, part in places(term)] == [
        ("(λx y.x + y) 2 3", "ℝ"),
        ("(λx y.x + y) 2", "ℝ → ℝ"),
        ("λx y.x + y", "ℝ → ℝ → ℝ"),
        ("λy.x + y", "ℝ → ℝ"),
        ("x + y", "ℝ"),
        ("x", "ℝ"),
        ("y", "ℝ"),
        ("2", "ℝ"),
        ("3", "ℝ"),
    ]


def test_free_variables_get_the_types_that_they_must_have():
    """What f gives is what it takes behind the parameter; only D asks for numbers."""
    free = infer(parse("D(λv.C (g x)(f p4(f v x))) p3")).free
    assert {name: written(type_) for name, type_ in free.items()} == {
        "f": "ℝ → τ₁ → τ₁", "x": "τ₁", "C": "τ₂ → τ₁ → ℝ", "g": "τ₁ → τ₂", "p4": "ℝ", "p3": "ℝ",
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed, reason",
    [
        ("2 + sin", "sin is a function (ℝ → ℝ), but + adds numbers, and it stands to its right."),
        ("(1, 2) × 3", "(1, 2) is a pair (ℝ × ℝ), but × multiplies numbers, and it stands to its left."),
        ("sin^2", "sin is a function (ℝ → ℝ), but ^ is of numbers, and it stands to its left."),
        ("−sin", "sin is a function (ℝ → ℝ), and only a number has a negative."),
        ("(2) 3", "2 is a number (ℝ) and not a function, but it is applied to 3. A product is written with ×."),
        ("(1, 2) 3", "(1, 2) is a pair (ℝ × ℝ) and not a function, but it is applied to 3."),
        ("sin 1 2", "sin 1 is a number (ℝ) and not a function, but it is applied to 2. sin is given too many arguments."),
        ("sin cos", "cos is a function (ℝ → ℝ), but sin takes a number (ℝ)."),
        ("sin(1, 2)", "(1, 2) is a pair (ℝ × ℝ), but sin takes a number (ℝ). It takes one argument and not a tuple."),
        (
            "(λ(x, y, z).x + y + z)(1, 2)",
            "(1, 2) is a pair (ℝ × ℝ), but (λ(x, y, z).x + y + z) takes a tuple of 3 (ℝ³).",
        ),
        (
            "(+) 2 3",
            "2 is a number (ℝ), but (+) takes a pair (ℝ × ℝ). It takes them as one tuple, not one at a time: (+) (2, 3).",
        ),
        (
            "(λ(x, y).x + y) 2",
            "2 is a number (ℝ), but (λ(x, y).x + y) takes a pair (ℝ × ℝ). "
            "It takes one tuple of 2, in brackets with commas between.",
        ),
        ("D 2", "2 is a number (ℝ), but D differentiates functions of one number (ℝ → ℝ)."),
        (
            "D(λ(x, y).x + y)",
            "(λ(x, y).x + y) is a function (ℝ × ℝ → ℝ), but D differentiates functions of one number (ℝ → ℝ). "
            "For a function of a tuple there is ∇.",
        ),
        (
            "∇ sin",
            "sin is a function (ℝ → ℝ), but ∇ is of functions from a tuple of numbers to a number (ℝⁿ → ℝ). "
            "For a function of one number there is D.",
        ),
        ("sin o 2", "2 is a number (ℝ), but ∘ composes functions, and it stands to its right."),
        ("sin o (λx.(x, 1))", "(λx.(x, 1)) gives a pair (τ₂ × ℝ), but sin, which is applied to that, takes a number (ℝ)."),
        ("2 dot sin", "2 is a number (ℝ), but · multiplies functions from ℝ to ℝ; a product of numbers is written with ×."),
        (
            "(sin, cos) star (1, 2, 3)",
            "(1, 2, 3) is a tuple of 3 (ℝ³). What stands behind ★, or is given to ∇φ, must be a tuple of numbers, "
            "as many as there are functions before it.",
        ),
        (
            "λx.x x",
            "In x x the type of x would have to contain itself (τ₁ = τ₁ → τ₂), as that of a function does "
            "which is given itself. There is no such type.",
        ),
    ],
)
def test_the_reason_why_there_is_no_type_names_the_part_and_what_it_is(typed, reason):
    with pytest.raises(IllTyped) as error:
        infer(parse(typed))
    assert str(error.value) == reason


def test_the_place_of_what_does_not_fit_is_told():
    with pytest.raises(IllTyped) as error:
        infer(parse("λx.1 + sin (x + cos)"))
    assert (error.value.path, text(error.value.part)) == ((0, 1, 1, 1), "cos")


def test_a_variable_has_one_type_wherever_it_stands():
    with pytest.raises(IllTyped, match=r"^\(1, 2\) is a pair \(ℝ × ℝ\), but f takes a number"):
        infer(parse("λf.f 1 + f (1, 2)"))


def test_a_type_that_doubles_at_each_function_is_given_up_in_words():
    with pytest.raises(IllTyped, match="too large to be found"):
        infer(parse("(λx.(x, x))(" * 16 + "2" + ")" * 16))


def test_brackets_of_types_are_those_that_the_conventions_do_not_make_needless():
    assert written(Arrow(REAL, Arrow(REAL, REAL))) == "ℝ → ℝ → ℝ"
    assert written(Arrow(Arrow(REAL, REAL), REAL)) == "(ℝ → ℝ) → ℝ"
    assert written(Arrow(Product((REAL, Unknown(1))), REAL)) == "ℝ × τ₁ → ℝ"
    assert written(Product((REAL, Arrow(Unknown(2), REAL)))) == "ℝ × (τ₂ → ℝ)"
    assert written(Product((Product((REAL, REAL)), REAL))) == "(ℝ × ℝ) × ℝ"
    assert written(Arrow(REAL, Arrow(REAL, REAL)), all_brackets=True) == "ℝ → (ℝ → ℝ)"


def test_types_have_a_layout_for_every_printer():
    type_ = Arrow(Power(REAL, 0), Product((Unknown(1),) * 4))
    assert written(type_) == "ℝⁿ → τ₁⁴"
    assert latex(lay_out(type_)) == r"\mathbb{R}^{n} \to \tau_{1}^{4}"
    assert spoken(lay_out(Arrow(REAL, REAL))) == "the real numbers to the real numbers"
