"""What a step promises and brings, in words that hold where there is nothing to tell."""

import math

from visprop.benches.promises import came_told, falls_told, share_told


def test_a_fall_a_rise_and_what_has_no_value_are_told_apart():
    assert falls_told(0.5) == "falls by 0.5"
    assert falls_told(-0.5) == "rises by 0.5"
    for none in (math.nan, math.inf, -math.inf):
        assert falls_told(none) == "has no value there"
        assert came_told(none, 4) == "φ has no value there"
        assert "not a number" not in share_told(none, 1.0)


def test_of_nothing_no_share_is_told():
    assert share_told(0.0, 0.0) == "Nothing is promised, and nothing comes."
    assert share_told(0.875, 1.0).startswith("What comes is 0.875 of the promise")
