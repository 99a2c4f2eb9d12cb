"""The numbers of the tangent and of the step, against formulas that are written out here."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benches.slope.moments import STEPS, told, values
from visprop.benches.slope.bench import BENCH
from visprop.benches.slope.state import slope_of

CURVES = {
    "article": (lambda x: x * x / 8, lambda x: x / 4),
    "sine": (np.sin, np.cos),
    "square": (lambda x: x * x, lambda x: 2 * x),
    "valleys": (lambda x: x**4 / 16 - x * x / 2, lambda x: x**3 / 4 - x),
}
places = st.floats(-6.0, 6.0).map(lambda x: round(x, 2))
close = {"rel": 1e-12, "abs": 1e-12}


@pytest.mark.parametrize(
    "p, first, second, points, slope",
    [(4.0, -2.0, 0.0, [(2, 0), (4, 2)], 1.0), (-2.0, -1.0, 1.0, [(-3, 1), (-1, 0)], -0.5)],
)
def test_both_tangents_of_figure_1_are_those_of_the_articles_curve(p, first, second, points, slope):
    triangle = slope_of(values(p=p, first=first, second=second), 2).triangle
    assert [(triangle.x1, triangle.y1), (triangle.x2, triangle.y2)] == points
    assert triangle.slope == slope


def test_the_rise_of_figure_1s_left_tangent_is_below_0_and_its_run_above():
    triangle = slope_of(values(p=-2.0, first=-1.0, second=1.0), 2).triangle
    assert (triangle.rise, triangle.run) == (-1.0, 2.0)
    page = told(2, values(p=-2.0, first=-1.0, second=1.0))
    assert "rise = y₂ − y₁" in page
    assert "= 0 − 1 = −1" in page
    assert "Row 18 of the errata" in page


@pytest.mark.parametrize("curve", CURVES)
@given(p=places, eta=st.floats(0.01, 12.0), first=places, second=places)
def test_tangent_step_and_both_decreases_are_what_the_formulas_give(curve, p, eta, first, second):
    phi, slope = CURVES[curve]
    found = values({"curve": curve}, p=p, eta=eta, first=first, second=second, prediction="stays")
    known, r = slope_of(found, 8), slope(p)
    first, second = found["first"], found["second"]
    assert known.r == pytest.approx(r, **close)
    assert known.s == pytest.approx(phi(p) - p * r, **close)
    assert known.tangent(p) == pytest.approx(phi(p), **close)
    assert known.triangle.slope == pytest.approx(r, **close)
    assert known.triangle.y2 == pytest.approx(phi(p) + r * second, **close)
    assert known.triangle.rise == pytest.approx(r * (second - first), **close)
    assert known.step.change == pytest.approx(-eta * r, **close)
    assert known.step.promised == pytest.approx(eta * r**2, **close)
    assert known.step.came == pytest.approx(phi(p) - phi(p - eta * r), rel=1e-9, abs=1e-9)
    assert known.step.promised >= 0.0
    assert known.tangent(p) - known.tangent(p + known.step.change) == pytest.approx(known.step.promised, rel=1e-9, abs=1e-9)
    assert known.step.way == ("left" if -eta * r < 0.0 else "right" if -eta * r > 0.0 else "stays")


@given(p=places, points=st.tuples(places, places, places, places))
def test_every_pair_of_points_gives_the_same_slope(p, points):
    pairs = (values({"curve": "valleys"}, p=p, first=a, second=b) for a, b in (points[:2], points[2:]))
    one, other = (slope_of(pair, 2).triangle.slope for pair in pairs)
    assert one == pytest.approx(other, **close)


def test_two_points_stay_apart_and_the_one_that_was_moved_gives_way():
    assert values(first=0.0)["first"] == 0.1
    assert values(first=-0.05)["first"] == -0.1
    assert values({"first": 5.0, "second": 6.0}, {"first": 6.0})["first"] == 5.9
    assert values({"second": -2.01}) == BENCH.start.put({"second": -2.1})


def test_the_smaller_eta_is_the_nearer_the_decrease_comes_to_the_promise():
    shares = []
    for eta in (1.0, 0.1, 0.01):
        step = slope_of(values(eta=eta, prediction="left"), 7).step
        shares.append(step.came / step.promised)
    # Of x²/8 it is 1 − η/8.
    assert shares == pytest.approx([1 - 1 / 8, 1 - 0.1 / 8, 1 - 0.01 / 8], rel=1e-9)


# What is not to be seen yet


@pytest.mark.parametrize("p", [4.0, 0.0, -2.0])
def test_before_something_is_predicted_no_step_is_known_nor_told(p):
    found = values(p=p)
    for step in STEPS:
        known, said = slope_of(found, step), told(step, found) + BENCH.steps(found)[step]
        assert known.step is None
        assert known.walk is None
        assert not any(words in said for words in ("p moves", "p stays", "Δp = −1", "Δp = 0.5", "Δp = 0", "arriving", "promised"))


def test_nothing_is_known_before_its_step():
    found = values(prediction="left")
    first_known = {
        name: next(step for step in STEPS if getattr(slope_of(found, step), name) is not None)
        for name in ("r", "triangle", "s", "prediction", "step", "walk")
    }
    assert first_known == {"r": 1, "triangle": 2, "s": 4, "prediction": 5, "step": 6, "walk": 8}


@pytest.mark.parametrize(
    "p, said, is_right", [(4.0, "left", True), (4.0, "right", False), (-2.0, "right", True), (0.0, "stays", True)]
)
def test_a_prediction_is_right_or_wrong(p, said, is_right):
    found = values(p=p, prediction=said)
    assert slope_of(found, 6).is_right is is_right
    assert ("your prediction was right" in told(6, found)) is is_right
    assert ("was wrong" in BENCH.steps(found)[6]) is not is_right


def test_where_a_lesson_asks_the_bench_tells_of_no_prediction():
    found = values(prediction="unasked")
    assert slope_of(found, 6).step.change == -1.0
    for step in (5, 6, 7, 8):
        assert "prediction" not in told(step, found) + BENCH.steps(found)[step].replace("Say it before it is shown", "")
    assert BENCH.put(found, {"curve": "sine"})["prediction"] == "unasked"


def test_another_curve_wants_another_prediction_and_another_p_does_not():
    found = values(prediction="left")
    assert BENCH.put(found, {"curve": "sine"})["prediction"] == "unsaid"
    assert BENCH.put(found, {"formula": "x"})["prediction"] == "unsaid"
    assert BENCH.put(found, {"p": 1.0})["prediction"] == "left"


# Where there is no tangent


@pytest.mark.parametrize(
    "formula, p, why",
    [("|x|", 0.0, "kink"), ("ln(x)", -1.0, "has no value"), ("1/x", 0.0, "has no value"), ("√x", 0.0, "infinitely steep")],
)
def test_where_there_is_no_tangent_the_reason_is_told_at_every_step(formula, p, why):
    found = values({"curve": "typed"}, formula=formula, p=p, prediction="left")
    for step in STEPS:
        assert why in BENCH.steps(found)[step]
        assert why in told(step, found)
        assert slope_of(found, step).r is None


# The page


def test_the_article_s_chains_stand_on_the_page_with_their_numbers():
    page = told(4, values())
    for row in ("⇔ r·p + s = φ(p)", "1·4 + s = 2", "⇔ s = φ(p) − p·Dφ(p)", "= 2 − 4·1 = −2", "φ̂(v) = 2 + 1·(v − 4)"):
        assert row in page
    page = told(7, values(prediction="left"))
    for row in (
        "= (r·p + s) − (r·(p + Δp) + s)",
        "= r·p + s − r·p − r·Δp − s",
        "= 1·4 + (−2) − 1·4 − 1·(−1) − (−2) = 1",
        "= −Dφ(p)·Δp",
        "= η·(Dφ(p))²",
        "= 2 − 1.125 = 0.875",
    ):
        assert row in page
    assert "Row 16 of the errata" in page


def test_a_number_that_is_rounded_stands_behind_about():
    page = told(4, values({"curve": "sine"}))
    assert "0.5403·1 + s ≈ 0.8415" in page
    assert "= 0.5403" not in page


def test_where_the_slope_is_0_both_heights_of_the_tangent_are_equal():
    assert "Here 0 = 0." in told(7, values(p=0.0, prediction="stays"))
    assert "Here 2 > 1." in told(7, values(prediction="left"))
