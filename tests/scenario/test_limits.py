"""Files that are wrong, hostile or far too large are answered in a sentence, soon."""

import json
import os
from pathlib import Path

import pytest

from visprop.scenario.data import regular
from visprop.scenario.files.document import loads
from visprop.scenario.files.fields import FieldError

PLAIN = {
    "visprop": 2,
    "title": "t",
    "network": {"sizes": [1, 1], "activations": ["identity"]},
    "parameters": {"init": "uniform", "scale": 0.5},
    "data": {"x": [[0.0], [1.0]], "y": [[0.0], [1.0]]},
    "training": {"eta": 0.1},
}


def refused(tree, folder=Path(), text=None):
    with pytest.raises(FieldError) as told:
        loads(json.dumps(tree) if text is None else text, folder)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 400
    return str(told.value)


def with_csv(folder, text, targets=("y",), inputs=("x",)):
    (folder / "d.csv").write_text(text, encoding="utf-8")
    return PLAIN | {"data": {"csv": "d.csv", "inputs": list(inputs), "targets": list(targets)}}


@pytest.mark.parametrize("brackets", [60, 199])
def test_many_brackets_in_a_function(brackets):
    function = "(" * brackets + "x" + ")" * brackets
    assert "nested" in refused(PLAIN | {"data": {"function": function}})


def test_an_integer_of_5000_digits():
    assert "too many digits" in refused(None, text=json.dumps(PLAIN).replace("0.1", "9" * 5000))


def test_a_whole_number_larger_than_any_float_is_not_printed_in_full():
    assert "a larger number" in refused(PLAIN | {"training": {"eta": 10**400}})


def test_minus_nothing_is_nothing():
    for init in ("uniform", "normal", "constant"):
        run = loads(json.dumps(PLAIN | {"parameters": {"init": init, "scale": -0.0}}), Path()).run
        assert run.scenario.p0.tolist() == [0.0, 0.0]


def test_a_csv_file_that_is_a_loop_of_links(tmp_path):
    (tmp_path / "d.csv").symlink_to(tmp_path / "e.csv")
    (tmp_path / "e.csv").symlink_to(tmp_path / "d.csv")
    tree = PLAIN | {"data": {"csv": "d.csv", "inputs": ["x"], "targets": ["y"]}}
    assert "cannot be read" in refused(tree, tmp_path)


def test_a_csv_file_that_is_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "d.csv")
    tree = PLAIN | {"data": {"csv": "d.csv", "inputs": ["x"], "targets": ["y"]}}
    assert "not a regular file" in refused(tree, tmp_path)


def test_a_csv_file_that_is_a_folder(tmp_path):
    (tmp_path / "d.csv").mkdir()
    tree = PLAIN | {"data": {"csv": "d.csv", "inputs": ["x"], "targets": ["y"]}}
    assert "is a folder" in refused(tree, tmp_path)


def test_too_many_words_as_a_target(tmp_path):
    rows = "\n".join(f"{i},word{i}" for i in range(3000))
    assert "3000 different words" in refused(with_csv(tmp_path, f"x,y\n{rows}\n"), tmp_path)


def test_headers_that_come_twice(tmp_path):
    assert "more than one column is called 'x'" in refused(with_csv(tmp_path, "x,x,y\n1,2,3\n"), tmp_path)


def test_a_missing_column_is_answered_with_the_nearest_names(tmp_path):
    names = [f"column{i}" for i in range(5000)]
    text = ",".join(names) + "\n" + ",".join("1" for _ in names) + "\n"
    told = refused(with_csv(tmp_path, text, targets=("column4x2",), inputs=("column1",)), tmp_path)
    assert "column4" in told
    assert "and 4995 others" in told


def test_more_columns_than_there_may_be(tmp_path):
    text = ",".join(f"c{i}" for i in range(10_001)) + "\n1\n"
    assert "more than 10000 columns" in refused(with_csv(tmp_path, text), tmp_path)


@pytest.mark.parametrize("field", ["title", "notes"])
def test_half_a_character_is_refused_as_it_could_not_be_saved(field):
    assert field in refused(PLAIN | {field: "a\ud800b"})


@pytest.mark.parametrize("field, length", [("title", 501), ("notes", 20_001)])
def test_texts_have_a_greatest_length(field, length):
    assert "characters" in refused(PLAIN | {field: "x" * length})
    loads(json.dumps(PLAIN | {field: "x" * (length - 1)}), Path())


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(regular, "MAX_BYTES", 1000)
    (tmp_path / "a.visprop").write_text(json.dumps(PLAIN | {"notes": "x" * 2000}), encoding="utf-8")
    from visprop.scenario.files.document import load

    with pytest.raises(FieldError, match="MB are read"):
        load(tmp_path / "a.visprop")


def test_a_list_where_a_number_should_be_is_not_printed_in_full():
    assert "a list of 100000" in refused(PLAIN | {"training": {"eta": list(range(100_000))}})


def test_values_that_are_too_large_to_be_scaled():
    data = {"x": [[0.0], [1.0], [2.0]], "y": [[0.0], [0.5], [1e308]], "scale": "standard"}
    assert refused(PLAIN | {"data": data}) == "data.scale: the values are too large to be scaled"
