"""Data sets, CSV files and typed functions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.scenario.data.csv_table import csv_data
from visprop.scenario.data.data import CsvData, Data, FunctionData, MadeData
from visprop.scenario.data.datasets import DATASETS
from visprop.scenario.data.function import Function
from visprop.scenario.data.making import function_data, made_data
from visprop.scenario.data.split import Split


def at(text, *x):
    return float(Function(text, len(x))(np.array([x]).reshape(1, -1))[0])


@pytest.mark.parametrize(
    "text, x, wanted",
    [
        ("sin(2*pi*x)", 0.25, 1.0),
        ("-x^2", 3.0, -9.0),
        ("2^3^2", 0.0, 512.0),
        ("(1 + x) / 4 − 1", 1.0, -0.5),
        ("exp(ln(x)) × 2", 3.0, 6.0),
        ("1e-3*x + .5", 2.0, 0.502),
        ("sqrt(abs(x)) + e - π", -4.0, 2.0 + math.e - math.pi),
        ("2^-1", 0.0, 0.5),
        ("--x", 2.0, 2.0),
        ("tanh(x)+sign(x)+cosh(0)", -1.0, math.tanh(-1) - 1 + 1),
    ],
)
def test_a_typed_function_has_the_value_that_mathematics_gives_it(text, x, wanted):
    assert at(text, x) == pytest.approx(wanted, abs=1e-15)


def test_several_inputs():
    assert at("x1*x2 - x2", 3.0, 5.0) == 10.0


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "expected a number, a variable or a function, but the function ends"),
        ("x +", "but the function ends"),
        ("sin x", r"expected \( at character 5, got 'x'"),
        ("(x", r"expected \), but the function ends"),
        ("x)", r"expected the end at character 2, got '\)'"),
        ("y", "at character 1, got 'y'"),
        ("x2", "at character 1, got 'x2'"),
        ("1..2", r"expected the end at character 3, got '.2'"),
        ("2x", "expected the end at character 2, got 'x'"),
        ("__import__('os')", "at character 1, got '__import__'"),
        ("x.real", r"expected the end at character 2, got '\.'"),
        ("x if x else 1", "expected the end at character 3, got 'if'"),
        ("f" * 500, "at most 400 characters"),
        ("x,1", "expected the end at character 2, got ','"),
        ("²", "at character 1, got '²'"),
    ],
)
def test_what_is_no_formula_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        Function(text, 1)


@given(st.text(max_size=30))
def test_no_text_does_more_than_be_refused_or_give_numbers(text):
    try:
        function = Function(text, 1)
    except ValueError:
        return
    assert function(np.zeros((2, 1))).shape == (2,)


def test_samples_of_a_function_cover_the_interval():
    data = function_data(FunctionData("sin(2*pi*x)", 5), 1)
    np.testing.assert_allclose(data.x[:, 0], [0, 0.25, 0.5, 0.75, 1])
    np.testing.assert_allclose(data.y[:, 0], [0, 1, 0, -1, 0], atol=1e-15)


def test_a_function_without_a_value_is_refused():
    with pytest.raises(ValueError, match="no finite value at x = 0"):
        function_data(FunctionData("1/x", 5), 1)


@pytest.mark.parametrize("name", DATASETS)
def test_made_up_data_have_two_classes_and_come_again(name):
    first, second = (made_data(MadeData(name, 200, 0.1, 5), 1) for _ in range(2))
    np.testing.assert_array_equal(first.x, second.x)
    assert set(first.y.ravel()) == {0.0, 1.0}
    assert np.abs(first.x).max() < 3.0
    assert made_data(MadeData(name, 200, 0.1, 5), 2).y.sum() == 200


def test_iris_is_fishers(iris):
    x, y = iris.data.x, iris.data.y
    assert x.shape == (150, 4)
    assert list(y.sum(axis=0)) == [50, 50, 50]
    # The means that Fisher's paper prints for setosa (1936, table I).
    np.testing.assert_allclose(x[:50].mean(axis=0), [5.006, 3.428, 1.462, 0.246], atol=1e-9)
    assert iris.data.target_names == ("setosa", "versicolor", "virginica")


@pytest.mark.parametrize(
    "text, message",
    [
        ("a,b\n1,2\n", "no column is called 'c'"),
        ("a,b,c\n1,2\n", "row 2, column 'c': no value"),
        ("a,b,c\n1,nan,3\n", "row 2, column 'b': no value, 'nan'"),
        ("a,b,c\n1,2,3\n1,x,3\n1,2,3\n", "row 3, column 'b': 'x' is no finite number"),
        ("a,b,c\n", "no rows"),
        ("", "no rows"),
    ],
)
def test_a_csv_file_that_cannot_be_used_says_why(tmp_path, text, message):
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        csv_data(CsvData("d.csv", ("a", "b"), ("c",)), tmp_path)


def test_numbers_and_words_as_targets(tmp_path):
    (tmp_path / "d.csv").write_text("a,n,w\n1,0.5,no\n2,0.7,yes\n", encoding="utf-8")
    data = csv_data(CsvData("d.csv", ("a",), ("n", "w")), tmp_path)
    np.testing.assert_array_equal(data.y, [[0.5, 1, 0], [0.7, 0, 1]])
    assert data.target_names == ("n", "no", "yes")


def test_a_row_to_test_with_that_is_too_large_is_refused_in_words():
    """Never is a network given an infinite input: the row is named, or, among those to train with, that they are too large."""
    x = np.linspace(0.0, 1.0, 12)[:, None].copy()
    x[3] = 1e308
    y = np.arange(12.0)[:, None] % 2
    told = []
    for seed in range(12):
        with pytest.raises(ValueError, match="too large") as caught:
            Data(x, y).with_split(Split(0.3, seed)).scaled_as("standard")
        told.append(str(caught.value))
    assert any("row 4, input 1" in text for text in told)
