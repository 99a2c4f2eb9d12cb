"""`visprop new`: from anyone's table to a trained network, without a display."""

import json

import pytest

from visprop.cli.main import main
from visprop.scenario.files.document import load
from visprop.scenario.sets import builtin_sets

TABLE = "Länge;Breite;Art\n" + "".join(
    f"{i / 10:.1f};{(i * 7 % 10) / 4:.2f};{'groß' if i >= 20 else 'klein'}\n".replace(".", ",") for i in range(40)
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "Blätter.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


def test_a_table_with_decimal_commas_semicolons_and_words_is_learnt(tmp_path, capsys, table):
    file = tmp_path / "own.visprop"
    assert main(["new", "-o", str(file), "--csv", str(table), "--targets", "Art", "--seed", "3"]) == 0
    scenario = load(file).run.scenario
    assert scenario.title == "Blätter"
    assert scenario.network.sizes == (2, 8, 2)
    assert scenario.data.input_names == ("Länge", "Breite")
    assert scenario.data.target_names == ("groß", "klein")
    assert len(scenario.test) == 8
    capsys.readouterr()
    assert main(["train", str(file), "--epochs", "60", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["train"]["accuracy"] >= 0.95
    assert 0.0 <= report["test"]["cost"] < 0.5
    assert report["test"]["accuracy"] >= 0.75


def test_columns_layers_and_all_that_is_drawn_can_be_chosen(tmp_path, table):
    file = tmp_path / "own.visprop"
    words = "--targets Breite --inputs Länge --hidden 5,4 --activations relu --init he --scale unit --test 0"
    assert main(["new", "-o", str(file), "--csv", str(table), "--cost", "half_squared_error", *words.split()]) == 0
    scenario = load(file).run.scenario
    assert scenario.network.sizes == (1, 5, 4, 1)
    assert scenario.network.activations == ("relu", "relu", "identity")
    assert len(scenario.test) == 0
    assert scenario.data.x.min() == 0.0
    assert scenario.data.x.max() == 1.0


def test_a_network_of_given_sizes_has_one_example(tmp_path):
    file = tmp_path / "own.visprop"
    assert main(["new", "-o", str(file), "--sizes", "2,8,1", "--activations", "tanh,logistic", "--seed", "7"]) == 0
    scenario = load(file).run.scenario
    assert scenario.network.sizes == (2, 8, 1)
    assert scenario.data.x.tolist() == [[0.5, 0.5]]
    assert main(["train", str(file), "--updates", "3"]) == 0


@pytest.mark.parametrize("name", builtin_sets())
def test_each_data_set_makes_a_scenario_that_can_be_trained(tmp_path, name):
    file = tmp_path / "own.visprop"
    assert main(["new", "-o", str(file), "--data", name, "--hidden", "3"]) == 0
    assert main(["train", str(file), "--updates", "2"]) == 0


@pytest.mark.parametrize(
    "words, told",
    [
        ("--csv nowhere.csv", "nowhere.csv"),
        ("--csv {table} --targets Farbe", "no column is called 'Farbe'"),
        ("--csv {table} --targets art --skip", "no column is called 'art', but Art"),
        ("--csv {table} --targets Art --inputs länge --skip", "no column is called 'länge'"),
        ("--csv {table} --targets Art --classes Farbe --skip", "no column is called 'Farbe'"),
        ("--csv {table} --targets Art --inputs Breite,Art", "'Art' cannot be both an input and a target"),
        ("--csv {bad}", "row 2, column 'b': no value; row 3, column 'column 3': '5' stands behind the last column; --skip"),
        ("--sizes 2", "2 to 33"),
        ("--sizes 2,8,1 --targets a", "--targets belongs to --csv"),
        ("--sizes 2,x", "whole number"),
        ("--csv {table} --targets Art --activations tanh,tanh,tanh", "2 layers need as many activations"),
        ("--csv {table} --test 1", "share"),
        ("--csv {table} -o {table}", "overwrite"),
        ("", "required"),
    ],
)
def test_a_wrong_call_gets_one_line_and_writes_nothing(tmp_path, capsys, table, words, told):
    file = tmp_path / "own.visprop"
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,\n3,4,5\n5,6\n")
    places = {"{table}": str(table), "{bad}": str(bad)}
    arguments = ["new", "-o", str(file), *(places.get(word, word) for word in words.split())]
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert told in error
    assert not file.exists()
    assert table.read_bytes() == TABLE.encode("cp1252")


def test_a_folder_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["new", "-o", str(tmp_path / "nowhere" / "own.visprop"), "--sizes", "2,1"]) == 2
    error = capsys.readouterr().err
    assert f"{tmp_path / 'nowhere'}: there is no such folder" in error
    assert ".part" not in error
