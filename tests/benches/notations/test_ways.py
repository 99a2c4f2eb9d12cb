"""How each notation writes a derivative, as the article does; what it denotes; its value, against mpmath and by hand."""

import math
import re

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benches.notations.world import SEVERAL, STEPS, page_lines, subject, values_of, ways
from visprop.benches.notations.bench import BENCH
from visprop.notation.layout.text import plain


def told(way):
    """The derivative, what it is, and how its value is written."""
    return (plain(way.symbol), plain(way.result), plain(way.at)) if way.symbol is not None else None


def test_one_variable_is_written_as_the_article_writes_it():
    assert {name: told(way) for name, way in ways().items()} == {
        "Euler": ("D(λx. x²)", "λx. 2x", "D(λx. x²) a"),
        "Leibniz, variable": ("dy/dx", "2x", "dy/dx"),
        "Leibniz, function": ("dy/dx", "λx. 2x", "dy/dx(a)"),
        "Leibniz, bar": ("dy/dx |[x = a]", "2a", "dy/dx |[x = a]"),
        "Leibniz, operator": ("d/dx (x²)", "2x", "d/dx (x²) |[x = a]"),
        "Lagrange": ("f′", "λx. 2x", "f′(a)"),
        "Newton": ("ẏ", "2x", "ẏ"),
    }
    assert [way.kind for way in ways().values()] == [
        "a function", "a variable", "a function", "a number", "an expression", "a function", "a variable",
    ]  # fmt: skip


def test_several_variables_are_written_as_the_article_writes_them():
    found = ways(**SEVERAL)
    assert told(found["Euler"]) == ("D(λx. sin(x) + z²)", "λx. cos(x)", "D(λx. sin(x) + b²) a")
    assert told(found["Leibniz, variable"]) == ("∂y/∂x", "cos(x)", "∂y/∂x")
    assert told(found["Leibniz, function"]) == ("∂y/∂x", "λ(x, z). cos(x)", "∂y/∂x(a, b)")
    assert told(found["Leibniz, bar"]) == ("∂y/∂x |[x = a, z = b]", "cos(a)", "∂y/∂x |[x = a, z = b]")
    assert told(found["Lagrange"]) == ("φ_x", "λ(x, z). cos(x)", "φ_x(a, b)")
    assert found["Newton"].symbol is None
    by_z = ways(**SEVERAL, by="z")
    assert told(by_z["Euler"]) == ("D(λz. sin(x) + z²)", "λz. 2z", "D(λz. sin(a) + z²) b")
    assert told(by_z["Leibniz, operator"])[:2] == ("∂/∂z (sin(x) + z²)", "2z")


def test_what_is_constant_is_no_variable_and_leaves_an_ordinary_derivative():
    found = ways(**SEVERAL, constant_z=True)
    assert told(found["Leibniz, variable"]) == ("dy/dx", "cos(x)", "dy/dx")
    assert told(found["Newton"]) == ("ẏ", "cos(x)", "ẏ")
    assert told(found["Lagrange"]) == ("f′", "λx. cos(x)", "f′(a)")
    assert subject(**SEVERAL, constant_z=True).value == pytest.approx(math.cos(0.8), rel=1e-12)


def test_a_second_derivative_has_its_own_signs():
    found = ways(function="typed", typed="x^3 - 2x", order=2)
    assert [told(way)[0] for way in found.values()] == [
        "D(D(λx. x³ − 2x))", "d²y/dx²", "d²y/dx²", "d²y/dx² |[x = a]", "d²/dx² (x³ − 2x)", "f′′", "ÿ",
    ]  # fmt: skip
    assert subject(function="typed", typed="x^3 - 2x", order=2).value == pytest.approx(6 * 0.8, rel=1e-12)
    assert plain(ways(**SEVERAL, order=2)["Lagrange"].symbol) == "φ_xx"


@given(
    x=st.floats(-2, 2).map(lambda x: round(x, 2)),
    z=st.floats(-2, 2).map(lambda x: round(x, 2)),
    by=st.sampled_from("xz"),
    order=st.sampled_from((1, 2)),
    is_constant=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_values_are_the_derivatives_of_mpmath(x, z, by, order, is_constant):
    mpmath.mp.dps = 40
    other = "z" if by == "x" else "x"
    typed = {"function": "typed", "typed": "sin(x z) + exp(x) z^2", "count": 2, f"constant_{other}": is_constant}
    found = subject(**typed, by=by, order=order, at_x=x, at_z=z)
    y = lambda x, z: mpmath.sin(x * z) + mpmath.exp(x) * z**2  # noqa: E731
    expected = mpmath.diff(y, (mpmath.mpf(str(x)), mpmath.mpf(str(z))), (order, 0) if by == "x" else (0, order))
    assert found.value == pytest.approx(float(expected), rel=1e-11, abs=1e-11)


def test_a_point_without_a_derivative_is_named():
    found = subject(function="typed", typed="|x|", at_x=0.0)
    assert math.isnan(found.value)
    assert found.trouble == "|x| has a kink where x = 0, and has no derivative there"
    assert any(found.trouble in row for row in page_lines(STEPS - 1, function="typed", typed="|x|", at_x=0.0))


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"function": "typed", "typed": "x + z", "count": 1}, "z is in the formula, and there is 1 variable: x"),
        ({"typed": "x +"}, "the function ends"),
        ({"order": 3}, "Times is to be from 1 to 2"),
        ({"at_x": 6}, "At x = is to be from -5 to 5"),
        ({"constant_z": 1}, "z is constant is to be on or off"),
        (
            {"function": "typed", "typed": " + ".join(["sin(3 x)"] * 7), "order": 2},
            "and 22 can be differentiated twice",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words(changed, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        values_of(**changed)


def test_a_function_comes_with_its_variables_and_what_it_is_differentiated_by_varies():
    several = values_of(**SEVERAL, by="z", constant_x=True)
    assert (several["count"], several["by"], several["constant_x"]) == (2, "z", True)
    assert BENCH.put(several, {"by": "x"})["constant_x"] is False
    assert BENCH.put(several, {"function": "square"})["by"] == "x"
    shown = {control.name for control in BENCH.controls if control.applies(several)}
    assert {"by", "constant_x", "at_x", "at_z"} <= shown
    assert not {"typed", "count", "constant_z", "constant_t", "at_t"} & shown


def test_the_page_tells_one_notation_after_another_and_at_the_end_all_of_them():
    words = BENCH.steps(values_of(**SEVERAL))
    assert len(words) == STEPS == len(set(words))
    assert words[1] == "Euler: D(λx. sin(x) + z²) denotes a function"
    assert not any("D(" in row for row in page_lines(0, **SEVERAL))
    assert not any("∂" in row for row in page_lines(1, **SEVERAL))
    last = page_lines(STEPS - 1, **SEVERAL)
    assert any(row.startswith("D(λx. sin(x) + z²) = λx. cos(x)    Euler: a function") for row in last)
    # The article says y and z, and means x and z.
    assert any("they are with respect to x and z" in row for row in last)
    # The sum, as the article derives it.
    assert any(row.startswith("∂/∂x (sin(x) + z²) = ∂/∂x sin(x) + ∂/∂x (z²)") and row.endswith("sum") for row in last)


def test_the_value_stands_beside_each_way_of_writing_it():
    number = f"{math.cos(0.8):.4g}"
    last = [row for row in page_lines(STEPS - 1, **SEVERAL) if "at the point" in row]
    assert len(last) == 6
    assert all(f"cos(a) ≈ {number}" in row for row in last)


def test_what_is_typed_brings_its_letters_with_it():
    assert values_of(function="typed")["count"] == 2
    assert values_of(function="typed", typed="x + t")["count"] == 3
