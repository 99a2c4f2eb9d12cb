"""Ranges and ticks: whatever float64 two numbers are, their range has a width, and its ticks are round and lie within."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from visprop.figures.base.axes import HIGHEST, least_range, rounded_out, scale_ticks, ticks, value_range

ANY = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from((0.0, 5e-324, 2e-308, 1e-300, 1e-160, 1.0, 1e300, 1.7e308)),
)
"""Any number, and more often those at whose edge float64 runs out of digits."""
RANGES = {"least_range": least_range, "value_range": value_range}


@given(ANY, ANY, st.integers(-2, 12))
def test_ticks_of_any_range_lie_within_it_and_are_as_few_as_asked(one, other, most):
    low, high = sorted((one, other))
    assume(high - low < 1e308)
    for found in (ticks(low, high, most), scale_ticks(low, high, most)):
        assert len(found) <= (most + 1 if most > 0 else 0)
        slack = 1e-6 * (high - low)
        assert all(low - slack <= at <= high + slack for at in found)
        assert sorted(set(found)) == found


@example(7.025733504459317e-299, 7.025733504459317e-299)
@given(ANY, ANY)
def test_a_range_holds_its_numbers_and_has_ticks(one, other):
    low, high = sorted((one, other))
    for name, make in RANGES.items():
        left, right = make(low, high)
        assert left < right, name
        clipped = [min(max(end, -HIGHEST), HIGHEST) for end in (low, high)]
        assert left <= clipped[0] or abs(clipped[0] - left) < 1e-9 * abs(left) + 1e-299, name
        assert clipped[1] <= right or abs(clipped[1] - right) < 1e-9 * abs(right) + 1e-299, name
        assert 2 <= len(scale_ticks(left, right, 5)) <= 6, name
        ends = rounded_out(left, right)
        assert ends[0] <= left + 1e-9 * (right - left)
        assert right - 1e-9 * (right - left) <= ends[1]
