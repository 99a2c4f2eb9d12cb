"""How high of a curve is seen: all of it, or about a point so much that its part there is not flat."""

import numpy as np
import pytest

from visprop.benches.ranges import heights_about

XS = np.linspace(-6.0, 6.0, 601)


@pytest.mark.parametrize("at", [-4.0, 0.0, 3.0])
@pytest.mark.parametrize(
    "curve", [lambda x: np.exp(3.0 * x), lambda x: x**9, lambda x: np.exp(-2.0 * x)], ids=["up", "odd", "down"]
)
def test_the_part_about_the_point_is_a_good_share_of_what_is_seen(curve, at):
    ys = curve(XS)
    low, high = heights_about(at, XS, ys)
    near = ys[np.abs(XS - at) <= 2.0]
    assert low <= near.min() < near.max() <= high
    assert np.ptp(near) > 0.13 * (high - low)
    assert high - low < 1.2 * np.ptp(ys)


def test_a_curve_that_is_nowhere_flat_is_seen_whole_with_a_little_air():
    low, high = heights_about(0.0, XS, np.sin(XS))
    assert (low, high) == pytest.approx((-1.16, 1.16), abs=0.01)
    assert heights_about(np.nan, XS, XS) == pytest.approx((-6.96, 6.96))
    assert heights_about(0.0, XS, np.full(601, np.nan)) == (-1.0, 1.0)
