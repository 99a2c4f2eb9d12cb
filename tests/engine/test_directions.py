"""Directions are one long wherever training may get to."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.engine.directions import gradient_directions, length, unit

ENTRIES = st.lists(st.floats(-1e307, 1e307), min_size=1, max_size=6)


@given(ENTRIES)
def test_the_length_is_that_of_exact_arithmetic(entries):
    exact = sum(Decimal(entry) ** 2 for entry in entries).sqrt()
    assert length(np.array(entries)) == pytest.approx(float(exact), rel=1e-12, abs=0.0)


@given(ENTRIES.filter(any))
def test_a_direction_is_one_long_and_points_the_same_way(entries):
    u = np.array(entries)
    direction = unit(u)
    assert np.linalg.norm(direction) == pytest.approx(1.0, rel=1e-12)
    assert all(np.sign(direction)[np.abs(direction) > 0] == np.sign(u)[np.abs(direction) > 0])


def test_of_what_is_not_finite_no_direction_is_told():
    assert np.isnan(unit(np.array([np.inf, 1.0]))).all()
    assert length(np.array([np.inf, 1.0])) == np.inf
    assert np.isnan(length(np.array([np.nan, 1.0])))


def test_a_huge_gradient_has_its_plane():
    first, second = gradient_directions(np.array([3e200, -4e200]), 0)
    assert first == pytest.approx([-0.6, 0.8])
    assert first @ second == pytest.approx(0.0, abs=1e-12)
