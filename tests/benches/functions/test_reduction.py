"""Steps by hand: variables that would be caught, order, arithmetic as it is printed, D at numbers, and what never ends."""

import math

import pytest

from visprop.benches.functions.calculation import MOST_PARTS, MOST_STEPS, Ending, calculate
from visprop.benches.functions.grammar import parse
from visprop.benches.functions.layout import Writing, text
from visprop.benches.functions.reduction import Rule, next_step
from visprop.benches.functions.terms import Infix, Number, Variable, at
from visprop.engine.key import Key
from visprop.notation.layout.nodes import Group, Node
from visprop.notation.layout.pieces import pieces
from visprop.notation.layout.text import plain


def first(typed):
    return next_step(parse(typed))


def result(typed):
    return text(calculate(parse(typed)).result)


def test_a_variable_that_would_be_caught_is_renamed_and_that_is_said():
    step = first("(λx y.x + y) y")
    assert text(step.after) == "λy₁.y + y₁"
    assert plain(step.with_substitution()) == "(λy₁.x + y₁)[y/x]"
    assert step.done.renamed == (("y", "y1"),)
    assert step.done.words.endswith("the bound y is renamed y₁ first, so that it does not catch the free one")


def test_only_what_would_catch_is_renamed():
    assert first("(λx y.y) y").done.renamed == ()
    assert text(first("(λx y.y) y").after) == "λy.y"
    assert text(first("(λx x.x) y").after) == "λx.x"
    assert text(first("(λx y.x) z").after) == "λy.z"


def test_a_new_name_is_none_that_stands_there():
    assert text(first("(λx y y1.x + y + y1) y").after) == "λy₂ y₁.y + y₂ + y₁"
    assert text(first("(λx y.x + y + y1) y").after) == "λy₂.y + y₂ + y₁"
    assert text(first("(λx (y, z).x + y + z) (y + z)").after) == "λ(y₁, z₁).y + z + y₁ + z₁"
    assert text(first("(λ(x, z) y.x + z + y)(y, y1)").after) == "λy₂.y + y₁ + y₂"


def test_what_is_put_in_two_entries_at_once_is_not_put_into_one_another():
    assert text(first("(λ(x, y) z.x + y + z)(y, x)").after) == "λz.y + x + z"


def test_composition_takes_a_variable_that_is_free_in_neither_function():
    assert result("f o g") == "λx.f (g x)"
    assert result("(λy.x) o f") == "λx₁.x"


def test_the_leftmost_and_outermost_comes_first():
    step = first("(λx.2) ((λy.y) 3)")
    assert (step.path, text(step.after)) == ((), "2")
    step = first("(1 + 2) × (3 + 4)")
    assert (step.path, text(step.redex), text(step.after)) == ((0,), "1 + 2", "3 × (3 + 4)")
    assert result("(λx y.y) ((λx.x x) (λx.x x)) 7") == "7"


def test_the_part_that_is_worked_out_is_marked_as_a_whole():
    step = first("2 × ((λx.x) 3 + 1)")
    written = Writing(keys={step.path: Key("line", 1)}).lay_out(step.before)
    marked = [node for node in walk(written) if isinstance(node, Group) and plain(node) == "(λx.x) 3"]
    assert len(marked) == 1
    assert plain(written) == text(step.before)
    lit = [plain(piece.node) for piece in pieces(written) if piece.keys]
    assert "".join(lit) == "(λx.x)3"
    assert at(step.after, step.path) == step.done.new == Number(3.0)


def walk(node: Node):
    yield node
    for child in node.children():
        yield from walk(child)


def test_bodies_are_worked_out_too():
    assert result("λx.2 + 3") == "λx.5"
    assert result("λx.(λy.y + 1) x") == "λx.x + 1"


@pytest.mark.parametrize(
    "typed, printed, is_exact",
    [
        ("2 + 3", "5", True),
        ("0.5 × 4", "2", True),
        ("0.1 + 0.2", "0.30000000000000004", False),
        ("0.1 + 0.5", "0.6", True),
        ("1/3", "0.3333333333333333", False),
        ("1/4", "0.25", True),
        ("2^10", "1024", True),
        ("2^-2", "0.25", True),
        ("2^(0.5)", "1.4142135623730951", False),
        ("10^20 + 1", "1×10²⁰", False),
        ("sqrt 9", "3", True),
        ("sqrt 2", "1.4142135623730951", False),
        ("exp 0", "1", True),
        ("σ 0", "0.5", True),
        ("-(3)", "−3", True),
    ],
)
def test_arithmetic_prints_all_digits_and_says_whether_they_are_exact(typed, printed, is_exact):
    calculation = calculate(parse(typed))
    assert text(calculation.result) == printed
    assert calculation.steps[-1].done.is_exact is is_exact
    assert float(repr(calculation.result.value)) == calculation.result.value


def test_pi_is_a_number_where_one_is_needed():
    calculation = calculate(parse("π × 2"))
    assert calculation.result == Number(math.tau)
    assert not calculation.steps[0].done.is_exact


@pytest.mark.parametrize(
    "typed, words",
    [
        ("1/0", "1 / 0 has no value"),
        ("ln 0", "ln 0 has no value"),
        ("sqrt(-4)", "sqrt −4 has no value"),
        ("(-8)^(1/3)", "−8 ^ 0.3333333333333333 has no value"),
        ("exp 1000", "exp 1000 is too large for float64"),
        ("1e300 × 1e300", "1×10³⁰⁰ × 1×10³⁰⁰ is too large for float64"),
        ("D sqrt 0", "1 / 0 has no value"),
    ],
)
def test_what_has_no_value_stops_the_calculation_in_words(typed, words):
    calculation = calculate(parse(typed))
    assert calculation.ending is Ending.NO_VALUE
    assert calculation.words == f"The calculation stops here: {words}."


def test_what_is_not_needed_may_have_no_value():
    assert result("(λx.2) (1/0)") == "2"


@pytest.mark.parametrize(
    "typed, slope, is_exact",
    [
        ("D(λx.x^2) 3", 6.0, True),
        ("D(λx.x^3) 2", 12.0, True),
        ("D(λx.1/x) 2", -0.25, True),
        ("D(λx.5) 2", 0.0, True),
        ("D(λx.x^0.5) 4", 0.25, False),
        ("D sin 0", 1.0, False),
        ("D sqrt 4", 0.25, False),
        ("D(λx.sin(x^2)) 1.5", 3.0 * math.cos(2.25), False),
        ("D(λx.2^x) 3", 8.0 * math.log(2.0), False),
        ("D(λx.x^x) 2", 4.0 * (1.0 + math.log(2.0)), False),
        ("D σ 0", 0.25, False),
        ("D ln 4", 0.25, False),
        ("D tan 1", 1.0 / math.cos(1.0) ** 2, False),
        ("D tanh 1", 1.0 / math.cosh(1.0) ** 2, False),
        ("D cos 1", -math.sin(1.0), False),
        ("D exp 1", math.e, False),
        # x × (slope of x y at y = 2, which is x) is x²: 6 at 3; mixing up the two ε gives another number.
        ("D(λx.x × D(λy.x × y) 2) 3", 6.0, True),
        ("D(D(λx.x^3)) 2", 12.0, True),
        ("D(λx.D(λy.x × y^2) x) 3", 12.0, True),
        ("D((λx.x^2) o (λx.x + 1)) 2", 6.0, True),
        ("D((λx.x) dot (λx.x)) 2", 4.0, True),
        ("D(λx.(λ(a, b).a × b)((λy.y, λy.y) star (x, x))) 2", 4.0, True),
        ("D(λx.(λ(a, b).a + b)(∇(λ(a, b).a^2 × b)(x, 2))) 1", 6.0, True),
    ],
)
def test_d_of_a_function_at_a_number_is_its_slope(typed, slope, is_exact):
    step = first(typed)
    assert (step.done.rule, step.path) == (Rule.DERIVATIVE, ())
    assert step.after.value == pytest.approx(slope, rel=1e-15, abs=1e-15)
    assert step.done.is_exact is is_exact


def test_d_stays_where_it_is_of_what_is_not_known():
    assert result("Dφ x") == "Dφ x"
    assert result("D(λx.a × x) 2") == "D(λx.a × x) 2"


def test_who_knows_terms_for_derivatives_is_asked_first():
    square = parse("λx.x^2")

    def known(function):
        return parse("λx.2x") if function == square else None

    steps = [text(step.after) for step in calculate(parse("D(λx.x^2) 3"), known).steps]
    assert steps == ["(λx.2 × x) 3", "2 × 3", "6"]
    assert text(calculate(parse("D sin 0"), known).result) == "1"


def test_a_term_that_gives_itself_again_is_stopped_in_words():
    calculation = calculate(parse("(λx.x x)(λx.x x)"))
    assert (calculation.ending, len(calculation.steps)) == (Ending.COMES_BACK, 1)
    assert "would never end" in calculation.words


def test_a_term_that_grows_without_end_is_stopped_in_words():
    for typed in ("(λx.x x x)(λx.x x x)", "(λx.f (x x))(λx.f (x x))", "(λx.(x x, x x))(λx.(x x, x x))"):
        calculation = calculate(parse(typed))
        assert calculation.ending is Ending.TOO_LARGE
        assert "too large to be shown" in calculation.words
        assert calculation.result.size <= MOST_PARTS


def test_a_calculation_in_a_circle_is_stopped_after_so_many_steps():
    calculation = calculate(parse("(λx y.x x y)(λx y.x x y) 1"))
    assert (calculation.ending, len(calculation.steps)) == (Ending.TOO_LONG, MOST_STEPS)
    assert calculation.words == f"Stopped after {MOST_STEPS} steps: it may never end."


def test_a_derivative_that_never_ends_is_stopped_in_words():
    deep = "D(λx.x^2 × " * 12 + "x" + ") x" * 11 + ") 2"
    for typed in ("D(λx.(λy.y y)(λy.y y)) 2", deep):
        calculation = calculate(parse(typed))
        assert calculation.ending is Ending.NO_VALUE
        assert "takes too long" in calculation.words


def test_an_operator_is_a_function_of_a_pair():
    assert result("(+)(2, 3)") == "5"
    assert result("(λf.f (2, 3)) (×)") == "6"
    assert first("(+)(2, 3)").after == Infix("+", Number(2.0), Number(3.0))
    assert result("(o)(f, g)") == "λx.f (g x)"


def test_free_variables_stay():
    assert result("x + 2 + 3") == "x + 2 + 3"
    assert parse(result("(λx.x y) z")).argument == Variable("y")
