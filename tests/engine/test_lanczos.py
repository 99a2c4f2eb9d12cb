"""The largest eigenvalues of matrices of which all are known."""

import numpy as np
import pytest

from visprop.engine.lanczos import top_pairs, warmer_pair


def symmetric(values, seed=0):
    """A matrix with given eigenvalues, and its eigenvectors as columns."""
    vectors, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(len(values), len(values))))
    return vectors @ np.diag(values) @ vectors.T, vectors


@pytest.mark.parametrize("size", [1, 2, 3, 7, 40, 300])
def test_the_largest_are_the_algebraically_largest(size):
    # The one that is largest in size is negative.
    values = np.sort(np.concatenate(([-50.0], np.random.default_rng(size).normal(size=size - 1))))
    matrix, _ = symmetric(values)
    found, along = top_pairs(lambda v: matrix @ v, size, 2)
    wanted = values[::-1][:2]
    np.testing.assert_allclose(found, wanted, atol=1e-11 * 50)
    for value, vector in zip(found, along, strict=True):
        assert np.linalg.norm(matrix @ vector - value * vector) < 1e-8 * 50
        assert vector[np.argmax(np.abs(vector))] > 0.0


@pytest.mark.parametrize(
    "values", [np.zeros(6), np.full(6, 2.0), np.array([1.0, 1, 1, 0, 0, 0]), np.array([3.0, 3, 1, -4, 0, 0])]
)
def test_equal_eigenvalues_end_in_directions_that_are_orthogonal(values):
    matrix, _ = symmetric(values)
    found, along = top_pairs(lambda v: matrix @ v, 6, 2)
    assert found[0] == pytest.approx(values.max(), abs=1e-12)
    np.testing.assert_allclose(along @ along.T, np.eye(2), atol=1e-10)
    np.testing.assert_allclose(along @ matrix @ along.T, np.diag(found), atol=1e-10)


def test_a_few_products_come_nearer_and_stop_where_nothing_is_left():
    matrix, vectors = symmetric(np.array([5.0, 4.0, 1.0, -6.0]))
    value, vector = warmer_pair(lambda v: matrix @ v, vectors[:, 0])
    assert value == pytest.approx(5.0, rel=1e-12)
    assert abs(vector @ vectors[:, 0]) == pytest.approx(1.0, abs=1e-12)
    start = np.ones(4) / 2.0
    first, nearer = warmer_pair(lambda v: matrix @ v, start)
    second, _ = warmer_pair(lambda v: matrix @ v, nearer)
    assert start @ matrix @ start < first < second <= 5.0 + 1e-12
