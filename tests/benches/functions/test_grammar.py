"""What can be typed, what it means, and where a text that means nothing goes wrong."""

import pytest

from visprop.benches.functions.grammar import MOST_DEPTH, parse
from visprop.benches.functions.layout import Writing, lay_out, substituted, text
from visprop.benches.functions.terms import Apply, Infix, Lambda, Negative, Number, Tuple, Variable
from visprop.benches.functions.tokens import MOST_CHARACTERS, Refused
from visprop.engine.key import Key
from visprop.notation.layout.latex import latex
from visprop.notation.layout.mathml import mathml
from visprop.notation.layout.nodes import Bound, Group
from visprop.notation.layout.pieces import is_bound, pieces
from visprop.notation.layout.spoken import spoken
from visprop.notation.layout.text import plain

X, Y, F = Variable("x"), Variable("y"), Variable("f")


@pytest.mark.parametrize(
    "typed, term",
    [
        ("λx.x^2", Lambda(("x",), Infix("^", X, Number(2.0)))),
        (r"\x.x²", Lambda(("x",), Infix("^", X, Number(2.0)))),
        ("lambda x.x", Lambda(("x",), X)),
        ("λx y.x", Lambda(("x",), Lambda(("y",), X))),
        ("λ(x, y).x", Lambda(("x", "y"), X, takes_tuple=True)),
        ("λ(x).x", Lambda(("x",), X)),
        ("λx.x y", Lambda(("x",), Apply(X, Y))),
        ("(λx.x) y", Apply(Lambda(("x",), X), Y)),
        ("f x y", Apply(Apply(F, X), Y)),
        ("f (x y)", Apply(F, Apply(X, Y))),
        ("f λx.x y", Apply(F, Lambda(("x",), Apply(X, Y)))),
        ("(x, y)", Tuple((X, Y))),
        ("x - y - 1", Infix("−", Infix("−", X, Y), Number(1.0))),
        ("x / y * 2", Infix("×", Infix("/", X, Y), Number(2.0))),
        ("x + y × 2", Infix("+", X, Infix("×", Y, Number(2.0)))),
        ("2x", Infix("×", Number(2.0), X)),
        ("2 f x", Infix("×", Number(2.0), Apply(F, X))),
        ("2x^2", Infix("×", Number(2.0), Infix("^", X, Number(2.0)))),
        ("-x^2", Negative(Infix("^", X, Number(2.0)))),
        ("-2", Number(-2.0)),
        ("-2^2", Negative(Infix("^", Number(2.0), Number(2.0)))),
        ("x^-1", Infix("^", X, Number(-1.0))),
        ("x⁻¹", Infix("^", X, Number(-1.0))),
        ("f o x", Infix("∘", F, X)),
        ("f ∘ x ∘ y", Infix("∘", Infix("∘", F, X), Y)),
        ("f star (x, y)", Infix("★", F, Tuple((X, Y)))),
        ("f x o y", Infix("∘", Apply(F, X), Y)),
        ("f dot x", Infix("·", F, X)),
        ("p_1", Variable("p1")),
        ("p₁", Variable("p1")),
        ("theta2", Variable("θ2")),
        ("1.5e-3", Number(0.0015)),
        ("1.5×10⁻³", Number(0.0015)),
        ("3×10^2", Infix("×", Number(3.0), Infix("^", Number(10.0), Number(2.0)))),
    ],
)
def test_what_is_typed_is_read_by_the_article_s_conventions(typed, term):
    assert parse(typed) == term


def test_d_and_nabla_need_no_space():
    assert parse("Dφ x") == parse("D φ x") == parse("(D φ) x")
    assert parse("Dsin 0") == parse("D sin 0")
    assert parse("grad φ(x, y)") == parse("∇φ(x, y)")


@pytest.mark.parametrize(
    "typed, reason, at",
    [
        ("", "expected a number, a variable, a function or a bracket, but the text ends", 0),
        ("(x", "this bracket is not closed", 0),
        ("x)", "this bracket closes nothing", 1),
        ("(x, )", "expected a number, a variable, a function or a bracket, but found ')'", 4),
        ("x + ", "expected a number, a variable, a function or a bracket, but the text ends", 4),
        ("λx x", "λ binds variables and then has a dot: λx.E, but the text ends", 4),
        ("λ.x", "expected a variable that λ binds, but found '.'", 1),
        ("λ2.x", "expected a variable that λ binds, but found '2'", 1),
        ("λsin.x", "sin has a meaning of its own and cannot be bound by λ", 1),
        ("λ(x, x).x", "x is bound twice in one tuple", 5),
        ("2 3", "a number is no function; a product is written with ×", 2),
        ("x^2 y", "what has an exponent is no function; a product is written with ×", 4),
        ("f x^2", "this exponent can be read in two ways: write (f x)^2 or f (x^2)", 4),
        ("sin(x)^2", "this exponent can be read in two ways: write (f x)^2 or f (x^2)", 7),
        ("x^2^3", "an exponent of an exponent needs brackets: (x^2)^3 or x^(2^3)", 3),
        ("- -x", "two minus signs need brackets between them", 3),
        ("wv + b", "'wv' is no known name; a variable is one letter, and a product of two is written a × b", 0),
        ("x1y", "a space or a sign is missing here", 2),
        ("x = 2", "the character '=' means nothing here", 2),
        ("1e999", "this number is too large for float64", 0),
        ("λD.x", "D has a meaning of its own and cannot be bound by λ", 1),
        ("D1", "'D' has a meaning of its own and is no variable", 0),
        ("x" * (MOST_CHARACTERS + 1), f"a term has at most {MOST_CHARACTERS} characters", MOST_CHARACTERS),
    ],
)
def test_a_text_that_is_no_term_is_refused_with_the_place(typed, reason, at):
    with pytest.raises(Refused) as error:
        parse(typed)
    assert str(error.value) == f"{reason} (at character {at + 1})"
    assert error.value.at == at


@pytest.mark.parametrize(
    "typed",
    ["(" * 240 + "x" + ")" * 240, "x " * 240, "x+" * 240 + "x", "λx." * 160 + "x", "f(" * 160 + "x" + ")" * 160, "2 f " * 120],
)
def test_what_is_nested_too_deep_is_refused(typed):
    with pytest.raises(Refused, match=f"a term is nested at most {MOST_DEPTH} deep|no function"):
        parse(typed)


@pytest.mark.parametrize("typed", ["f(" * 48 + "x" + ")" * 48, "x " * 50, "λx." * 49 + "x", "-(" * 48 + "x" + ")" * 48])
def test_the_deepest_terms_are_written_in_every_language(typed):
    term = parse(typed)
    for all_brackets in (False, True):
        node = Writing(all_brackets).lay_out(term)
        for written in (plain, latex, mathml, spoken):
            assert written(node)
        assert pieces(node)


def test_as_few_brackets_as_can_be_or_all_of_them():
    for typed, few, every in (
        ("((f x) y)", "f x y", "(f x) y"),
        ("f (x y)", "f (x y)", "f (x y)"),
        ("λx.(λy.(x + y))", "λx y.x + y", "λx.(λy.(x + y))"),
        ("((λx y.x + y) 2) 3", "(λx y.x + y) 2 3", "((λx.(λy.(x + y))) 2) 3"),
        ("(x + y) + x", "x + y + x", "(x + y) + x"),
        ("x + (y + x)", "x + (y + x)", "x + (y + x)"),
        ("x + (y × x)", "x + y × x", "x + (y × x)"),
        ("(f o x) o y", "f ∘ x ∘ y", "(f ∘ x) ∘ y"),
        ("(sin x) + x^2", "sin x + x²", "(sin x) + (x²)"),
    ):
        assert (text(parse(typed)), plain(Writing(all_brackets=True).lay_out(parse(typed)))) == (few, every)


def test_a_fraction_needs_brackets_in_plain_text_alone():
    node = lay_out(parse("1/(1 + exp(-x)) × y"))
    assert plain(node) == "1/(1 + exp (−x)) × y"
    assert latex(node).startswith(r"\frac{1}{1 + \exp")


def test_bound_variables_have_a_node_of_their_own():
    node = lay_out(parse("λx (y, z).y + x^2"))
    assert [plain(found) for found in walk(node) if isinstance(found, Bound)] == ["x", "y", "z", "y", "x"]
    # The exponent has not the variable's colour.
    assert [plain(piece.node) for piece in pieces(node)][-2:] == ["x", "²"]
    # Each belongs to the nearest λ, and the first one of these to none.
    node = lay_out(parse("x (λx.x) y"))
    assert [plain(found) for found in walk(node) if isinstance(found, Bound)] == ["x", "x"]
    assert any(is_bound(piece) for piece in pieces(node))


def walk(node):
    yield node
    for child in node.children():
        yield from walk(child)


def test_a_marked_part_is_one_group():
    node = Writing(keys={(1,): Key("line", 1)}).lay_out(parse("2 + f x"))
    assert [plain(found) for found in walk(node) if isinstance(found, Group)] == ["f x"]


def test_a_square_is_said_as_one_and_other_exponents_too():
    assert spoken(lay_out(parse("x^2"))) == "x squared"
    assert spoken(lay_out(parse("x^n"))) == "x to the n"
    assert plain(lay_out(parse("x^n"))) == "x^n"
    assert latex(lay_out(parse("x^(n + 1)"))) == "x^{n + 1}"


def test_a_substitution_is_written_as_the_article_writes_it():
    assert plain(substituted(parse("x^2"), [("x", parse("a"))])) == "x²[a/x]"
    assert plain(substituted(parse("λy.x + y"), [("x", parse("2"))])) == "(λy.x + y)[2/x]"
