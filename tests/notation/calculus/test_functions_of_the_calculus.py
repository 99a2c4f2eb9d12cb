"""Typed functions: kinks and undefined points say so, nothing warns, gradients, and the article's examples to the line."""

import warnings

import mpmath
import numpy as np
import pytest

from visprop.notation.calculus.chain import chain
from visprop.notation.calculus.chain_lines import euler_lines, leibniz_lines, leibniz_numbers
from visprop.notation.calculus.powers import at_once, by_the_chain_rule, composed_lines, powers
from visprop.notation.calculus.real_function import read
from visprop.notation.calculus.writing import Way
from visprop.notation.expression.expr import NUMBERS, SYMBOLS
from visprop.notation.layout.text import plain


@pytest.mark.parametrize(
    "typed, at, said",
    [
        ("|x|", 0.0, "|x| has a kink where x = 0, and has no derivative there"),
        ("x + |x - 1|", 1.0, "|x − 1| has a kink where x − 1 = 0, and has no derivative there"),
        ("sign(x)", 0.0, "sign(x) jumps where x = 0, and has no derivative there"),
        ("1/x", 0.0, "1/x has no value where x = 0"),
        ("sin(x)/(x - 2)", 2.0, "sin(x)/(x − 2) has no value where x − 2 = 0"),
        ("ln(x)", -1.0, "ln(x) has no value where x ≤ 0"),
        ("ln(x)", 0.0, "ln(x) has no value where x ≤ 0"),
        ("√x", 0.0, "√x is infinitely steep where x = 0, and has no derivative there"),
        ("√x", -1.0, "√x has no value where x < 0"),
        ("x^(-2)", 0.0, "x⁻² has no value where x = 0"),
        ("x^0.5", -1.0, "x^0.5 has no value where x < 0"),
        ("x^(1/3)", 0.0, "x^(1/3) is infinitely steep where x = 0, and has no derivative there"),
        ("x^x", -0.5, "x^x may have no value where x ≤ 0"),
        ("exp(1/x)", 0.0, "1/x has no value where x = 0"),
    ],
)
def test_where_there_is_no_derivative_it_is_said_why(typed, at, said):
    function = read(typed)
    assert np.isnan(function.slope("x", at))
    assert function.why_none("x", at) == said
    assert function.why_none("x", 0.7) == ""


@pytest.mark.parametrize("typed", ["x²", "1/(1 + exp(-x))", "√(x² + 1)", "exp(x)/(1 + x⁴)", "|x² + 1|", "ln(2 + |sin(x)|)"])
def test_nothing_is_said_of_what_is_defined_everywhere(typed):
    said = [remark.words for remark in read(typed).remarks()]
    assert said in ([], ["|sin(x)| has a kink where sin(x) = 0, and has no derivative there"])


def test_undefined_values_are_nan_and_nothing_warns():
    x = np.array([-1e3, -1.0, 0.0, 1.0, 1e3, np.nan])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(read("1/x")(x), [-1e-3, -1.0, np.nan, 1.0, 1e-3, np.nan])
        np.testing.assert_array_equal(np.isnan(read("ln(x)")(x)), [True, True, True, False, False, True])
        np.testing.assert_array_equal(np.isnan(read("ln(x)").slope("x", x)), [True, True, True, False, False, True])
        np.testing.assert_array_equal(read("|x|").slope("x", x), [-1.0, -1.0, np.nan, 1.0, 1.0, np.nan])
        np.testing.assert_array_equal(read("1/(1 + exp(-x))").slope("x", x)[[0, 2, 4]], [0.0, 0.25, 0.0])
        assert read("exp(x)")(1e3) == np.inf
        np.testing.assert_array_equal(read("3").slope("x", x), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


def test_the_logistic_function_keeps_its_digits_far_out():
    with mpmath.workdps(40):
        for x in (-700.0, -40.0, 5.0, 30.0):
            assert float(read("σ(x)")(x)) == pytest.approx(float(1 / (1 + mpmath.exp(-x))), rel=1e-14)


def test_a_gradient_has_the_partial_derivatives():
    """The article's y = sin(x) + z², and the half squared error of one neuron."""
    y = read("sin(x) + z²", ("x", "z"))
    assert [y.derivative(name).text for name in "xz"] == ["cos(x)", "2z"]
    np.testing.assert_allclose([y.slope(name, 0.0, 1.5) for name in "xz"], (1.0, 3.0))
    first = y.lines("x")[0]
    assert plain(first.node) == "∂/∂x (sin(x) + z²) = ∂/∂x sin(x) + ∂/∂x (z²)"
    assert plain(y.lines("z", Way.EULER)[0].left) == "D(λz. sin(x) + z²) z"
    cost = read("1/2*(t - σ(wx + b))²", ("w", "b"), {"x": 2.0, "t": 1.0})
    a = 1.0 / (1.0 + np.exp(-0.7))
    d = (a - 1.0) * a * (1.0 - a)
    np.testing.assert_allclose([cost.slope(name, 0.3, 0.1) for name in "wb"], (2.0 * d, d))


def test_the_article_s_table_of_the_cost_function():
    """Hence dc/dv = v − u; and of σ(wv + b) it is σ(wv + b)(1 − σ(wv + b)) w."""
    assert read("1/2*(u - v)²", "v", {"u": 1.0}).derivative().text == "v − u"
    assert read("σ(wv + b)", "v", {"w": 1.0, "b": 1.0}).derivative().text == "w σ(v w + b)(1 − σ(v w + b))"


def test_steps_name_their_rules_and_what_u_stands_for():
    lines = read("x² sin(x²)").lines()
    assert [(line.rule, plain(line.node)) for line in lines[:4]] == [
        ("product", "d/dx (x² sin(x²)) = d/dx (x²) × sin(x²) + x² × d/dx sin(x²)"),
        ("power", "d/dx (x²) = 2x"),
        ("chain", "d/dx sin(x²) = d/du sin(u) × d/dx (x²)"),
        ("sine", "d/du sin(u) = cos(u)"),
    ]
    assert plain(lines[2].where) == plain(lines[3].where) == "u = x²"
    assert plain(lines[-1].whole) == "2x sin(x²) + 2x³ cos(x²)"
    euler = read("sin(x²)").lines(way=Way.EULER)
    assert [plain(line.node) for line in euler[:2]] == ["D(λx. sin(x²)) x = D sin (x²) × D(λx. x²) x", "D sin (x²) = cos(x²)"]


def written(lines):
    return [plain(line.node) for line in lines]


def agree(lines, point):
    for line in lines:
        left, right = line.values(point)
        assert left == pytest.approx(right, rel=1e-12), plain(line.node)


def test_the_article_s_sin_of_a_square_in_leibniz_s_way():
    example = chain(("sin(x)", "x²"))
    lines = leibniz_lines(example)
    assert written(lines) == [
        "y = sin(u)",
        "u = x²",
        "dy/du = cos(u)",
        "du/dx = 2x",
        "dy/dx = dy/du × du/dx",
        "dy/dx = cos(u) × 2x",
        "dy/dx = cos(x²) × 2x",
        "dy/dx = 2x cos(x²)",
    ]
    agree(lines, example.point(1.3))
    assert lines[4].values(example.point(1.3))[0] == pytest.approx(2.6 * np.cos(1.69), rel=1e-14)


def test_the_article_s_sin_of_a_square_in_euler_s_way():
    example = chain(("sin(x)", "x²"), letter="φ")
    lines = euler_lines(example)
    assert [plain(line.right) for line in lines] == [
        "((Dφ₁ ∘ φ₂)·Dφ₂) x",
        "(Dφ₁ ∘ φ₂) x × Dφ₂ x",
        "Dφ₁ (φ₂ x) × Dφ₂ x",
        "D sin (x²) × D(λx. x²) x",
        "cos(x²) × (λx. 2x) x",
        "cos(x²) × 2x",
        "2x cos(x²)",
    ]
    agree(lines, example.point(1.3))


def test_three_functions_are_left_associated():
    example = chain(("exp(x)", "sin(x)", "x² + 1"))
    lines = euler_lines(example)
    assert plain(lines[0].left) == "D(θ₁ ∘ θ₂ ∘ θ₃) x"
    assert [plain(line.right) for line in lines[:3]] == [
        "D((θ₁ ∘ θ₂) ∘ θ₃) x",
        "D(θ₁ ∘ θ₂) (θ₃ x) × Dθ₃ x",
        "Dθ₁ (θ₂ (θ₃ x)) × Dθ₂ (θ₃ x) × Dθ₃ x",
    ]
    agree(lines, example.point(0.4))
    assert written(leibniz_lines(example))[6] == "dy/dx = dy/du × du/dv × dv/dx"
    agree(leibniz_lines(example), example.point(0.4))


def test_a_power_of_a_power_is_the_article_s():
    example = powers(3.0, 2.5)
    assert [plain(line.right) for line in composed_lines(example)] == ["θ₁ (θ₂ x)", "(x^n)^m", "x^(m n)"]
    assert [plain(line.node) for line in at_once(example)] == ["D(θ₁ ∘ θ₂) x = m n x^(m n − 1)"]
    lines = by_the_chain_rule(example)
    assert plain(lines[0].left) == "Dθ₁ (θ₂ x) × Dθ₂ x"
    assert [plain(line.right) for line in lines] == [
        "m (x^n)^(m − 1) × n x^(n − 1)",
        "m x^(n (m − 1)) × n x^(n − 1)",
        "m n x^(n (m − 1) + (n − 1))",
        "m n x^(n m − n × 1 + n − 1)",
        "m n x^(n m − 1)",
    ]
    for every in (composed_lines(example), at_once(example), lines):
        agree(every, example.point(1.2))
    assert lines[-1].values(example.point(1.2))[1] == pytest.approx(7.5 * 1.2**6.5, rel=1e-12)


def test_a_chain_has_the_numbers_of_its_boxes():
    example = chain(("σ(x)", "wx + b", "x²"), {"w": 2.0, "b": -1.0})
    assert example.names == ("y", "u", "v", "x")
    values = {name: float(value) for name, value in example.values(0.5).items()}
    assert values == {"x": 0.5, "v": 0.25, "u": -0.5, "y": pytest.approx(1.0 / (1.0 + np.exp(0.5)))}
    a = values["y"]
    np.testing.assert_allclose(example.local_slopes(0.5), (a * (1.0 - a), 2.0, 1.0))
    assert float(example.slope(0.5)) == pytest.approx(2.0 * a * (1.0 - a))
    np.testing.assert_allclose(example.slope(np.linspace(-2, 2, 9)), example.composed.slope("x", np.linspace(-2, 2, 9)))
    assert np.isnan(chain(("|x|", "x")).slope(0.0))


def test_the_chain_rule_is_written_with_numbers():
    example = chain(("x³", "x²"))
    leibniz = leibniz_numbers(example, 2.0)
    assert (leibniz.left.plain, leibniz.right.text(SYMBOLS), leibniz.right.text(NUMBERS)) == ("dy/dx", "dy/du·du/dx", "48·4")
    assert leibniz.result == 192.0


def test_names_between_boxes_are_none_that_are_taken():
    assert chain(("u x", "x + v", "x"), {"u": 1.0, "v": 2.0}).names == ("y", "w", "s", "x")
    with pytest.raises(ValueError, match="at least one"):
        chain(())


@pytest.mark.parametrize(
    "typed",
    ["(2x)^99999999", "9^9^9^9 x", "x^1e300", "1e300*1e300*x", "x/0", "0^0 x", "1/(x - x)", "(-2)^x", "√(-1) + x", "ln(0)x"],
)
def test_extreme_functions_are_differentiated_without_an_end(typed):
    function = read(typed)
    assert function.lines()
    assert function.derivative().text
    function.slope("x", np.array([-1.0, 0.0, 2.0]))


def test_powers_of_one_base_are_put_together_whatever_stood_under_a_root():
    assert read("((x*x)^0.5)^(-2)").derivative().text == "−2/x³"
    assert read("√(2x)√(2x)").derivative().text == "2"


def test_lowered_digits_belong_to_a_letter():
    assert read("x₁ + 1", ("x1",)).text == "x₁ + 1"
    with pytest.raises(ValueError, match="₂"):
        read("3₂ + x")


def test_the_root_of_a_square_is_read_back_as_what_it_is():
    again = read(read("sqrt(x^2)").text)
    assert again(-1.0) == 1.0
