"""Scaling by hand: ordinary columns, columns that never change, rows that the constants do not come from, and the way back."""

import numpy as np
import pytest

from visprop.scenario.data.scaling import Scaling, scaled, scaled_rows

X = np.array([[1.0, 7.0, -2.0], [3.0, 7.0, 2.0], [5.0, 7.0, 6.0], [7.0, 7.0, -6.0]])


def test_to_mean_0_and_deviation_1():
    found = scaled(X, Scaling.fitted("standard", X, X, scales_targets=False).x)
    # Of 1, 3, 5, 7 the mean is 4 and the mean square from it is 5; of −2, 2, 6, −6 it is 0 and 20.
    np.testing.assert_allclose(found[:, 0], np.array([-3.0, -1.0, 1.0, 3.0]) / np.sqrt(5.0))
    np.testing.assert_allclose(found[:, 2], np.array([-2.0, 2.0, 6.0, -6.0]) / np.sqrt(20.0))


def test_to_0_and_1():
    found = scaled(X, Scaling.fitted("unit", X, X, scales_targets=False).x)
    np.testing.assert_allclose(found[:, 0], [0.0, 1 / 3, 2 / 3, 1.0])
    np.testing.assert_allclose(found[:, 2], [4 / 12, 8 / 12, 1.0, 0.0])


@pytest.mark.parametrize("kind", ["standard", "unit"])
@pytest.mark.parametrize("constant", [7.0, 0.0, -3.0, 1e-300, 1e9])
def test_a_column_that_never_changes_is_seen_as_0_and_keeps_its_unit(kind, constant):
    x = np.column_stack((X[:, 0], np.full(4, constant)))
    fitted = Scaling.fitted(kind, x, x, scales_targets=True)
    for constants in (fitted.x, fitted.y):
        assert scaled(x, constants)[:, 1].tolist() == [0.0] * 4
        # A row to test with that differs by 2.5 is seen as 2.5.
        assert scaled(np.array([[1.0, constant + 2.5]]), constants)[0, 1] == pytest.approx(2.5, rel=1e-6)
        # And the other column is as it would be alone.
        alone = Scaling.fitted(kind, x[:, :1], x[:, :1], scales_targets=True)
        np.testing.assert_array_equal(scaled(x, constants)[:, 0], scaled(x[:, :1], alone.x)[:, 0])


def test_classes_are_left_as_they_are():
    fitted = Scaling.fitted("standard", X, X, scales_targets=False)
    np.testing.assert_array_equal(scaled(X, fitted.y), X)
    fitted = Scaling.fitted("standard", X, X, scales_targets=True)
    np.testing.assert_array_equal(scaled(X, fitted.y), scaled(X, fitted.x))


def test_what_is_too_large_is_told_with_its_place():
    tiny = Scaling.fitted("unit", np.array([[0.0, 0.0], [1.0, 1e-200]]), X, scales_targets=False)
    rows = np.array([[0.5, 0.0], [0.5, 1e200]])
    with pytest.raises(ValueError, match=r"row 2, input 2: 1e\+200 is too large"):
        scaled_rows(rows, tiny.x, "input")
    np.testing.assert_allclose(scaled_rows(rows[:1], tiny.x, "input"), [[0.5, 0.0]])
    with pytest.raises(ValueError, match="too large to be scaled"):
        Scaling.fitted("standard", np.array([[1e308], [-1e308], [1e308]]), X, scales_targets=False)
