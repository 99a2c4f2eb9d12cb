"""The largest eigenvalues of matrices of which all are known."""

import tracemalloc

import numpy as np
import pytest

from visprop.engine import lanczos
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


@pytest.mark.parametrize("count", [1, 2, 3])
def test_where_memory_is_short_the_same_is_found_from_the_best_directions_so_far(count, monkeypatch):
    size, numbers = 4000, 20
    diagonal = np.random.default_rng(3).normal(size=size)
    diagonal[1234] = -9.0
    diagonal[[7, 99, 5]] = 4.5, 4.4, 4.2
    monkeypatch.setattr(lanczos, "_BYTES", 8 * size * numbers)
    tracemalloc.start()
    found, along = top_pairs(lambda v: diagonal * v, size, count)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * size * 2 * numbers, "the directions take no more than that, and some vectors beside them"
    np.testing.assert_allclose(found, np.array([4.5, 4.4, 4.2])[:count], atol=1e-9)
    assert np.abs(along).argmax(axis=1).tolist() == [7, 99, 5][:count]


def test_a_large_matrix_does_not_take_a_direction_for_each_of_its_products():
    size = 200_000
    diagonal = np.linspace(0.0, 1.0, size)
    diagonal[17] = 3.0
    tracemalloc.start()
    found, _ = top_pairs(lambda v: diagonal * v, size, 1)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[0] == pytest.approx(3.0, rel=1e-12)
    assert most < 400_000_000


def test_a_few_products_come_nearer_and_stop_where_nothing_is_left():
    matrix, vectors = symmetric(np.array([5.0, 4.0, 1.0, -6.0]))
    value, vector = warmer_pair(lambda v: matrix @ v, vectors[:, 0])
    assert value == pytest.approx(5.0, rel=1e-12)
    assert abs(vector @ vectors[:, 0]) == pytest.approx(1.0, abs=1e-12)
    start = np.ones(4) / 2.0
    first, nearer = warmer_pair(lambda v: matrix @ v, start)
    second, _ = warmer_pair(lambda v: matrix @ v, nearer)
    assert start @ matrix @ start < first < second <= 5.0 + 1e-12
