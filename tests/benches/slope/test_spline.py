"""The curve that is drawn by hand: a natural cubic spline, held against what one is."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benches.slope.moments import told, values
from visprop.benches.slope.spline import KNOTS, spline_through
from visprop.benches.slope.state import slope_of

heights = st.lists(st.floats(-5.0, 5.0), min_size=KNOTS, max_size=KNOTS)


def drawn(ys):
    """As many points as it has knots, each in a part of its own."""
    return tuple(zip(np.linspace(-5.0, 5.0, len(ys)).tolist(), ys, strict=True))


@given(ys=heights)
def test_it_goes_through_its_knots_without_a_kink_or_a_leap_in_its_bend(ys):
    line = drawn(ys)
    spline = spline_through(line)
    assert spline.value(spline.xs) == pytest.approx(ys, abs=1e-9)
    a, b, c, d = spline.pieces.T
    t = np.diff(spline.xs)
    ends = (a[1:-1] + t * (b[1:-1] + t * (c[1:-1] + t * d[1:-1])), b[1:-1] + t * (2 * c[1:-1] + 3 * t * d[1:-1]))
    assert ends[0] == pytest.approx(a[2:], abs=1e-9)
    assert ends[1] == pytest.approx(b[2:], abs=1e-9)
    bends = 2 * c[1:-1] + 6 * t * d[1:-1]
    assert bends == pytest.approx(2 * c[2:], abs=1e-9)
    # Natural: both ends are straight.
    assert (c[0], c[1], bends[-1]) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)


@given(ys=heights, x=st.floats(-8.0, 8.0))
def test_its_slope_is_that_of_central_differences(ys, x):
    spline = spline_through(drawn(ys))
    h = 1e-5
    assert float(spline.slope(x)) == pytest.approx(float(spline.value(x + h) - spline.value(x - h)) / (2 * h), abs=1e-3)


def test_of_a_straight_line_it_is_the_line():
    spline = spline_through(tuple((x, 2.0 * x - 1.0) for x in np.linspace(-3.0, 3.0, 50).tolist()))
    xs = np.linspace(-6.0, 6.0, 101)
    assert spline.value(xs) == pytest.approx(2.0 * xs - 1.0, abs=1e-9)
    assert spline.slope(xs) == pytest.approx(np.full(101, 2.0), abs=1e-9)


def test_a_line_that_goes_back_and_forth_is_a_curve_all_the_same():
    rng = np.random.default_rng(5)
    line = tuple((float(x), float(np.sin(x) + 0.05 * rng.standard_normal())) for x in rng.uniform(-4.0, 4.0, 300))
    spline = spline_through(line)
    xs = np.linspace(-3.5, 3.5, 50)
    assert np.abs(spline.value(xs) - np.sin(xs)).max() < 0.15


@pytest.mark.parametrize("line", [(), ((0.0, 0.0),), ((0.0, 0.0), (0.0, 5.0)), tuple((0.1 * i, 0.0) for i in range(9))])
def test_what_is_no_curve_is_refused_in_words(line):
    with pytest.raises(ValueError, match="at least 1 wide"):
        values({"curve": "drawn"}, line=line)


def test_the_tangent_of_a_drawn_curve_is_the_spline_s():
    found = values({"curve": "drawn"}, p=-2.2)
    spline, known = spline_through(found["line"]), slope_of(found, 4)
    assert (known.height, known.r) == (float(spline.value(-2.2)), float(spline.slope(-2.2)))


@pytest.mark.parametrize("p", [-2.2, 0.3, 1.5, 2.9])
def test_the_rules_are_told_with_the_distance_from_the_knot_before(p):
    found = values({"curve": "drawn"}, p=p)
    spline = spline_through(found["line"])
    knot, (_, b, c, d) = spline.piece(p)
    assert knot <= p
    rows = [row.replace("−", "-") for row in told(3, found).split("\n")]
    number = {row[0]: float(re.split(" [=≈] ", row)[1]) for row in rows if re.match(r"[tbcd] [=≈] ", row)}
    assert [number[name] for name in "tbcd"] == pytest.approx([p - knot, b, c, d], rel=1e-3, abs=1e-9)
    assert float(re.split(" [=≈] ", rows[-1])[-1]) == pytest.approx(float(spline.slope(p)), rel=1e-3)
