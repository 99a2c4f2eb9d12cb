"""Random draws: pinned, so that the same seed gives the same numbers with every version of NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.engine.draws import first_of_permutation, normal, permutation, uniform

UNIFORM = [-0.838351921653625, -0.1951244160128256, 0.20257841247553188]
PERMUTATION = [3, 2, 1, 6, 0, 7, 4, 5]
NORMAL = [-0.666809207648581, 0.8133701856880468, -0.7847573460146442]


def pcg64(words, count):
    """PCG64 (O'Neill, PCG: A family of simple fast space-efficient algorithms, 2014) worked with whole numbers."""
    state, increment = words
    found = []
    for _ in range(count):
        state = (state * 0x2360ED051FC65DA44385DF649FCCF645 + increment) % 2**128
        mixed, turn = (state >> 64 ^ state) % 2**64, state >> 122
        found.append((mixed >> turn | mixed << (64 - turn)) % 2**64)
    return found


@pytest.mark.parametrize("seed", [(0,), (3, 2), (7, 0, 11)])
def test_the_raw_numbers_are_those_of_pcg64(seed):
    kept = np.random.PCG64(list(seed)).state["state"]
    wanted = [low * 2.0**-53 for low in (raw >> 11 for raw in pcg64((kept["state"], kept["inc"]), 5))]
    assert uniform(seed, 0.0, 1.0, 5).tolist() == wanted
    ranks = sorted(range(5), key=pcg64((kept["state"], kept["inc"]), 5).__getitem__)
    assert permutation(5, seed).tolist() == ranks


def test_the_draws_are_pinned():
    """Written down once; a change of these would change every scenario that is drawn from a seed."""
    assert uniform((0, 2), -1.0, 1.0, 3).tolist() == UNIFORM
    assert permutation(8, (0, 0, 0)).tolist() == PERMUTATION
    np.testing.assert_allclose(normal((0, 5), 1.0, 3), NORMAL, rtol=1e-14)


def test_normal_numbers_have_the_moments_of_a_normal_distribution():
    drawn = normal((1,), 2.0, 40_000)
    assert drawn.mean() == pytest.approx(0.0, abs=0.05)
    assert drawn.std() == pytest.approx(2.0, rel=0.02)
    assert np.mean(drawn**4) / np.mean(drawn**2) ** 2 == pytest.approx(3.0, rel=0.05)


@given(st.integers(0, 200), st.integers(0, 2**32))
def test_a_permutation_has_each_number_once(count, seed):
    assert sorted(permutation(count, (seed, 0, 0))) == list(range(count))


@given(st.integers(0, 2**32 - 1), st.integers(1, 200), st.integers(1, 250))
def test_the_first_of_a_permutation_are_those_of_the_whole(seed, count, most):
    assert first_of_permutation(count, (seed,), most)[:most].tolist() == permutation(count, (seed,))[:most].tolist()
