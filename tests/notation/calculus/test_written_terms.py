"""What is printed: derivatives as textbooks have them, text that reads back, brackets, and what cannot be read."""

from fractions import Fraction

import mpmath
import pytest

from tests.latex import parse_strictly
from tests.notation.calculus.test_derivatives_of_terms import conditioned, is_near
from tests.notation.calculus.world import exact
from visprop.notation.calculus.derivation_steps import derivative
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.real_function import read
from visprop.notation.calculus.simplification import simplified
from visprop.notation.calculus.terms import Number, Power, depth, size
from visprop.notation.calculus.writing import Way, layout_of
from visprop.notation.layout.latex import latex
from visprop.notation.layout.mathml import mathml
from visprop.notation.layout.nodes import Bound
from visprop.notation.layout.spoken import spoken
from visprop.notation.layout.text import plain

TEXTBOOK = [
    ("5", "0"),
    ("x", "1"),
    ("3x + 2", "3"),
    ("x²", "2x"),
    ("3x⁴ - 2x + 1", "12x³ − 2"),
    ("x^n", "n x^(n − 1)"),
    ("x^2.5", "2.5x^1.5"),
    ("1/x", "−1/x²"),
    ("1/x³", "−3/x⁴"),
    ("√x", "1/(2√x)"),
    ("x√x", "3√x/2"),
    ("x^(1/3)", "1/(3x^(2/3))"),
    ("sin(x)", "cos(x)"),
    ("cos(x)", "−sin(x)"),
    ("tan(x)", "1/cos²(x)"),
    ("exp(x)", "exp(x)"),
    ("e^(-x²)", "−2x e^(−x²)"),
    ("2^x", "2^x ln(2)"),
    ("x^x", "x^x (ln(x) + 1)"),
    ("ln(x)", "1/x"),
    ("ln(x² + 1)", "2x/(x² + 1)"),
    ("x ln(x) - x", "ln(x)"),
    ("σ(x)", "σ(x)(1 − σ(x))"),
    ("1/(1 + exp(-x))", "σ(x)(1 − σ(x))"),
    ("1/(1 + e^(-2x))", "2 σ(2x)(1 − σ(2x))"),
    ("σ(wx + b)", "w σ(w x + b)(1 − σ(w x + b))"),
    ("tanh(x)", "1 − tanh²(x)"),
    ("|x|", "sign(x)"),
    ("x|x|", "|x| + x sign(x)"),
    ("sin(x²)", "2x cos(x²)"),
    ("sin²(x)", "2 sin(x) cos(x)"),
    ("x² sin(x)", "2x sin(x) + x² cos(x)"),
    ("sin(x)/x", "(x cos(x) − sin(x))/x²"),
    ("x/(1 + x²)", "(1 − x²)/(1 + x²)²"),
    ("(x + 1)/(x - 1)", "−2/(x − 1)²"),
    ("x²/exp(x)", "(2x − x²)/exp(x)"),
    ("sqrt(1 - x²)", "−x/√(1 − x²)"),
    ("1/2*(b - x)²", "x − b"),
    ("0.5(x - b)²", "x − b"),
    ("(x² + 1)³", "6x (x² + 1)²"),
    ("(2x)³", "24x²"),
    ("2πx", "2π"),
]


def text(term):
    return plain(layout_of(term))


@pytest.mark.parametrize("typed, printed", TEXTBOOK)
def test_derivatives_are_what_a_textbook_prints(typed, printed):
    assert text(derivative(read_term(typed, "xwbn"), "x")) == printed


@pytest.mark.parametrize(
    "typed, printed",
    [
        ("2*x^2 - 3*x", "2x² − 3x"),
        ("2*(x+1)*(x-1)", "2(x + 1)(x − 1)"),
        ("((x))", "x"),
        ("(x+1)+(x+2)", "x + 1 + (x + 2)"),
        ("x-(1-x)", "x − (1 − x)"),
        ("(-x)^2", "(−x)²"),
        ("-x^2", "−x²"),
        ("(2x)/(x+1)", "2x/(x + 1)"),
        ("(x+1)/2*x", "(x + 1)/2·x"),
        ("x/(2x)", "x/(2x)"),
        ("(1/x)/x", "(1/x)/x"),
        ("sqrt(x+1)", "√(x + 1)"),
        ("sqrt(x^2)", "√(x²)"),
        ("sqrt(x)^2", "(√x)²"),
        ("abs(abs(x)-1)", "abs(|x| − 1)"),
        ("x*2", "x × 2"),
        ("2*3", "2 × 3"),
        ("x1^2 + x2", "x₁² + x₂"),
        ("exp(-x^2/2)", "exp(−x²/2)"),
        ("x^(-2)", "x⁻²"),
        ("(x^2)^3", "(x²)³"),
        ("2^3^x", "2^(3^x)"),
        ("x|x|", "x |x|"),
        ("sigma(x)logistic(x)", "σ(x) σ(x)"),
        ("1e21x", "1×10²¹·x"),
        ("xsin(x)", "x sin(x)"),
    ],
)
def test_functions_are_printed_with_no_bracket_that_is_not_needed(typed, printed):
    assert text(read_term(typed, ("x", "x1", "x2"))) == printed


def test_what_is_printed_reads_back_as_the_same_function():
    read_back = 0
    for term, point, value, slope in (*conditioned(300), *conditioned(150, names=("x", "w"))):
        with mpmath.workdps(30):
            place = {name: mpmath.mpf(number) for name, number in point.items()}
            for one, wanted in ((term, value), (derivative(term, "x"), slope)):
                # Longer formulas cannot be typed.
                if size(one) <= 30 and depth(one) <= 10 and len(text(one)) <= 400:
                    read_back += 1
                    assert is_near(exact(read_term(text(one), "xw"), place), wanted, scale=1e-6), text(one)
    assert read_back > 800


def test_every_printer_writes_every_function_and_every_step():
    for term, *_ in conditioned(20, names=("x", "w")):
        function = read(text(term), "xw")
        for way in Way:
            for line in function.lines("x", way):
                parse_strictly(latex(line.node))
                assert mathml(line.node)
                assert spoken(line.node)


def test_a_variable_can_be_marked_as_bound():
    def bound(node):
        return [node] if isinstance(node, Bound) else [found for part in node.children() for found in bound(part)]

    term = read_term("w x + sin(x²)", "wx")
    assert [plain(node) for node in bound(layout_of(term, "x"))] == ["x", "x"]
    assert bound(layout_of(term)) == []
    line = read("x²").lines(way=Way.EULER)[0]
    assert plain(line.left) == "D(λx. x²) x"
    assert len(bound(line.left)) == 2, "the x that λ binds, and not the one that it is applied to"


@pytest.mark.parametrize(
    "typed, said",
    [
        ("1/2x", "expected brackets about what is divided by"),
        ("sin^2(x)", r"expected \("),
        ("sin⁻¹(x)", "two meanings"),
        ("x 2", "expected the end"),
        ("|x", r"expected \|"),
        ("z", "expected a number, a variable or a function"),
        ("sin x", r"expected \("),
        ("x²³⁻", "expected"),
        ("1e999", "too large"),
        ("+".join("x" * 60), "at most 40 numbers, letters and operations"),
        ("sin(" * 15 + "x" + ")" * 15, "nested at most 12 deep"),
        ("(" * 60 + "x" + ")" * 60, "nested"),
        ("√" * 60 + "x", "nested"),
        ("", "the function ends"),
    ],
)
def test_what_is_no_formula_is_refused_in_words(typed, said):
    with pytest.raises(ValueError, match=said):
        read_term(typed, "x")


@pytest.mark.parametrize(
    "base, exponent, written",
    [(3, 99999, "3⁹⁹⁹⁹⁹"), (10, -40000, "10⁻⁴⁰⁰⁰⁰"), (2, 5, "32"), (-1, 99999, "−1"), (0, 3, "0"), (0, -1, "1/0")],
)
def test_a_power_is_multiplied_out_unless_its_digits_were_endless(base, exponent, written):
    term = Power(Number(Fraction(base)), Number(Fraction(exponent)))
    assert plain(layout_of(simplified(term))) == written


@pytest.mark.parametrize(
    "written, found",
    [
        ("(x + 1)(x + 2) - x² - 3x", "2"),
        ("(x + 1)(x - 1) + 1", "x²"),
        ("(x + 1)(x² + 1) - x³ - x² - x", "1"),
        # Where it would be no shorter it is left as it is.
        ("(x + 1)(x² + 1)(x⁴ + 1) + 1", "(x + 1)(x² + 1)(x⁴ + 1) + 1"),
    ],
)
def test_a_sum_is_multiplied_out_where_that_makes_it_shorter(written, found):
    assert plain(layout_of(simplified(read_term(written, "x")))) == found
