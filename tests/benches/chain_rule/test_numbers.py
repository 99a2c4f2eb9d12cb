"""What goes through the boxes: values, local slopes, their product and nudges, against formulas written out here."""

import math
import re

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benches.chain_rule.world import BROKEN, FOUR, step_count, through, values_of
from visprop.benches.chain_rule.bench import BENCH

APPLIED = {
    "square": (lambda x: x * x, lambda x: 2 * x),
    "sin": (math.sin, math.cos),
    "exp": (math.exp, math.exp),
    "logistic": (lambda x: 1 / (1 + math.exp(-x)), lambda x: math.exp(-x) / (1 + math.exp(-x)) ** 2),
}


def test_the_sine_of_a_square():
    found = through(x=0.8)
    assert found.names == ("x", "u", "y")
    np.testing.assert_allclose(found.values, (0.8, 0.64, math.sin(0.64)), rtol=1e-12)
    np.testing.assert_allclose(found.slopes, (1.6, math.cos(0.64)), rtol=1e-12)
    assert found.slope == pytest.approx(2 * 0.8 * math.cos(0.64), rel=1e-12)
    assert found.ratio == pytest.approx((math.sin(0.81) - math.sin(0.64)) / 0.1, rel=1e-12)
    np.testing.assert_allclose(found.changes, (0.1, 0.81 - 0.64, math.sin(0.81) - math.sin(0.64)), rtol=1e-12)
    np.testing.assert_allclose(found.promised, (0.1, 0.16, 0.16 * math.cos(0.64)), rtol=1e-12)


@given(x=st.floats(0.05, 3.0), m=st.integers(-6, 12), n=st.integers(-6, 12))
@settings(max_examples=60, deadline=None)
def test_a_power_of_a_power_is_differentiated_as_the_article_says(x, m, n):
    m, n = max(-3.0, m / 2), max(-3.0, n / 2)
    found = through(example="powers", m=m, n=n, x=x)
    np.testing.assert_allclose(found.values[-1], x ** (m * n), rtol=1e-9)
    np.testing.assert_allclose(found.slope, m * n * x ** (m * n - 1.0), rtol=1e-9, atol=1e-300)


@given(
    functions=st.lists(st.sampled_from(list(APPLIED)), min_size=2, max_size=4),
    x=st.floats(-1.2, 1.2).map(lambda x: round(x, 2)),
)
@settings(max_examples=80, deadline=None)
def test_slopes_and_values_are_those_of_each_box_by_itself(functions, x):
    found = through(count=len(functions), **{f"function{i}": one for i, one in enumerate(functions, start=1)}, x=x)
    value, slopes = x, []
    for i, function in enumerate(reversed(functions)):
        apply, slope = APPLIED[function]
        if value > 300:
            return
        slopes.append(slope(value))
        value = apply(value)
        assert found.values[i + 1] == pytest.approx(value, rel=1e-12, abs=1e-300)
    # 1 − σ is taken from 1 there.
    np.testing.assert_allclose(found.slopes, slopes, rtol=1e-11, atol=1e-15)
    np.testing.assert_allclose(found.slope, math.prod(slopes), rtol=1e-11, atol=1e-15 * max(1.0, max(map(abs, slopes)) ** 3))


def test_four_boxes_agree_with_a_derivative_by_numbers_alone():
    found = through(**FOUR, typed4="ln(1 + x^2)", x=1.3)
    mpmath.mp.dps = 40
    whole = lambda x: 1 / (1 + mpmath.exp(-mpmath.exp(mpmath.sin(mpmath.log(1 + x * x)))))  # noqa: E731
    assert found.slope == pytest.approx(float(mpmath.diff(whole, mpmath.mpf("1.3"))), rel=1e-12)
    assert found.names == ("x", "w", "v", "u", "y")


def test_a_smaller_nudge_comes_nearer_to_the_derivative():
    errors = [abs(through(x=0.3, nudge=nudge).ratio - through(x=0.3).slope) for nudge in (0.5, 0.1, 0.01, 0.001)]
    assert errors == sorted(errors, reverse=True)
    # The error of such a quotient is half the second derivative, 2 cos x² − 4 x² sin x², times the nudge.
    second = 2 * math.cos(0.09) - 4 * 0.09 * math.sin(0.09)
    assert errors[-1] == pytest.approx(abs(second) / 2 * 0.001, rel=0.01)


def test_a_box_without_a_value_is_named():
    found = through(**BROKEN)
    assert found.trouble == "√v has no value where v < 0"
    assert math.isnan(found.slope)
    assert found.values[1] == -0.5
    words = BENCH.steps(values_of(**BROKEN))
    assert words[1] == "x = 0.5 goes through the boxes, and nothing comes out: √v has no value where v < 0"
    assert words[-1].startswith("There is no derivative")


def test_a_kink_has_no_slope():
    found = through(count=2, function1="sin", function2="typed", typed2="|x|", x=0.0)
    assert found.trouble == "|x| has a kink where x = 0, and has no derivative there"
    assert found.values[-1] == 0.0


def test_an_example_sets_the_boxes_and_other_boxes_are_ones_own():
    assert (values_of(example="powers")["function1"], values_of(example="powers")["function2"]) == ("power m", "power n")
    assert values_of(example="three")["count"] == 3
    assert values_of(function1="exp")["example"] == "own"
    assert values_of(function1="power m", function2="power n")["example"] == "powers"


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"count": 5}, "Boxes is to be from 2 to 4"),
        ({"count": 2.5}, "Boxes is to be a whole number"),
        ({"x": 5.01}, "x is to be from -5 to 5"),
        ({"nudge": 0.0}, "Nudge Δx is to be from 0.001 to 1"),
        ({"function1": "root"}, "is to be one of"),
        ({"typed1": "2 +"}, "but the function ends"),
        ({"typed1": "x + z"}, "z"),
        (
            {"count": 4, **{f"function{i}": "typed" for i in range(1, 5)}, **{f"typed{i}": "x^3 + x^2 + x" for i in range(1, 5)}},
            "parts, and 120 can be written out",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words(changed, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        values_of(**changed)


def test_m_and_n_are_set_where_they_occur():
    shown = lambda values: {control.name for control in BENCH.controls if control.applies(values)}  # noqa: E731
    assert not {"m", "n", "typed1"} & shown(values_of())
    assert {"m", "n"} <= shown(values_of(example="powers"))
    typed = shown(values_of(function2="typed", typed2="x^n"))
    assert {"n", "typed2"} <= typed
    assert not {"m", "typed1", "typed3", "function3"} & typed


def test_each_step_says_something_else_and_there_are_as_many_as_lines():
    words = BENCH.steps(values_of())
    assert len(words) == step_count() == 1 + 1 + 2 + 1 + 2 + 7 + 2 + 4 + 2
    assert len(set(words)) == len(words)
