"""Scenario files: without loss, and with errors that name the field."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from tests.random_networks import scenarios
from visprop.scenario.builtin import builtin_names, builtin_path, open_scenario
from visprop.scenario.files.document import Document, dumps, load, loads, save
from visprop.scenario.files.fields import FieldError
from visprop.scenario.files.writing import written
from visprop.scenario.run import Run

EXAMPLE = {
    "visprop": 1,
    "title": "worked example",
    "notes": "",
    "network": {"sizes": [2, 2, 2], "activations": ["logistic", "logistic"], "cost": "half_squared_error"},
    "parameters": {
        "weights": [[[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]]],
        "biases": [[0.35, 0.35], [0.6, 0.6]],
        "frozen": ["b1", "b2", "w2[1,2]"],
        "tied": [["b1[1]", "b2[1]"]],
    },
    "data": {"x": [[0.05, 0.1]], "y": [[0.01, 0.99]]},
    "training": {"strategy": "online", "batch_size": 1, "eta": 0.5, "seed": 0, "shuffle": False},
}


def read(document):
    return loads(json.dumps(document), Path()).run.scenario


def changed(path, value):
    document = json.loads(json.dumps(EXAMPLE))
    *keys, last = path
    at = document
    for key in keys:
        at = at[key]
    if value is KeyError:
        del at[last]
    else:
        at[last] = value
    return document


def test_weights_stand_where_their_names_say():
    scenario = read(EXAMPLE)
    p = dict(zip(scenario.network.names, scenario.p0, strict=True))
    assert (p["w1[2,1]"], p["w2[1,2]"], p["b2[2]"]) == (0.25, 0.45, 0.6)
    assert scenario.frozen == ("b1", "b2", "w2[1,2]")
    assert scenario.tied == (("b1[1]", "b2[1]"),)


@settings(max_examples=60)
@given(scenarios)
def test_saving_and_loading_is_bit_identical(scenario):
    again = loads(dumps(Document(Run(scenario)), Path()), Path()).run.scenario
    assert again.p0.tobytes() == scenario.p0.tobytes()
    assert again.data.x.tobytes() == scenario.data.x.tobytes()
    assert again.data.y.tobytes() == scenario.data.y.tobytes()
    assert (again.network, again.training, again.title) == (scenario.network, scenario.training, scenario.title)


@pytest.mark.parametrize("name", builtin_names())
def test_built_in_scenarios_are_saved_elsewhere_without_loss(name, tmp_path):
    scenario = open_scenario(name)
    trained = scenario.with_parameters(scenario.descent().run(scenario.p0, 0, 100))
    save(Document(Run(trained)), tmp_path / "a.visprop")
    again = load(tmp_path / "a.visprop").run.scenario
    assert again.p0.tobytes() == trained.p0.tobytes()
    np.testing.assert_array_equal(again.data.x, scenario.data.x)
    np.testing.assert_array_equal(again.data.y, scenario.data.y)
    assert not list(tmp_path.glob("*.part"))


def test_a_csv_file_in_the_same_folder_stays_a_reference(iris):
    text = dumps(Document(Run(iris)), builtin_path("iris").parent)
    assert json.loads(text)["data"]["csv"] == "iris.csv"


def test_new_weights_keep_the_data_even_where_they_were_drawn_from_the_seed(tmp_path):
    document = changed(["data"], {"dataset": "spiral", "points": 40, "noise": 0.1})
    document["network"] = {"sizes": [2, 3, 1], "activations": ["tanh", "logistic"]}
    document["parameters"] = {"init": "uniform", "scale": 0.5}
    scenario = read(document).with_new_weights(9)
    save(Document(Run(scenario)), tmp_path / "b.visprop")
    np.testing.assert_array_equal(load(tmp_path / "b.visprop").run.scenario.data.x, scenario.data.x)


@pytest.mark.parametrize(
    "path, value, message",
    [
        (["network", "sizes", 2], -3, "network.sizes[2]: expected a whole number from 1 to 1024, got -3"),
        (["network", "sizes", 1], 2.0, "network.sizes[1]: expected a whole number"),
        (["network", "sizes", 1], True, "network.sizes[1]: expected a whole number"),
        (["network", "activations", 0], "sine", "network.activations[0]: expected one of logistic, tanh"),
        (["network", "activations"], ["logistic"], "network.activations: expected 2 entries, got 1"),
        (["network", "activations", 0], "softmax", "network.activations: softmax belongs to the last layer"),
        (["network", "colour"], "red", "network.colour: unknown field"),
        (["extra"], 1, "extra: unknown field"),
        (["visprop"], 3, "visprop: version 3 was written by a newer visprop; this one reads versions up to 2"),
        (["visprop"], True, "visprop: expected a whole number"),
        (["visprop"], KeyError, "visprop: missing"),
        (["parameters", "weights", 1, 0, 1], "0.4", 'parameters.weights[1][0][1]: expected a number, got "0.4"'),
        (["parameters", "weights", 0, 0], [1.0], "parameters.weights[0][0]: expected 2 entries, got 1"),
        (["parameters", "biases"], KeyError, "parameters.biases: missing"),
        (["parameters", "frozen", 2], "w9[1,1]", "parameters.frozen[2]: 'w9[1,1]': the network has 2 layers"),
        (["parameters", "tied", 0, 1], "b1[1]", "parameters.tied[0]: a parameter is named twice"),
        (["parameters", "init"], "uniform", "parameters.init: unknown field"),
        (["data", "x", 0], [1.0], "data.x[0]: expected 2 entries"),
        (["data", "y"], [], "data.y: expected 1 entries, got 0"),
        (["data"], {"csv": "../secret.csv", "inputs": ["a", "b"], "targets": ["c"]}, "data.csv: '../secret.csv' lies outside"),
        (["data"], {"csv": "/etc/passwd", "inputs": ["a", "b"], "targets": ["c"]}, "data.csv: '/etc/passwd' lies outside"),
        (["data"], {"csv": "none.csv", "inputs": ["a", "b"], "targets": ["c"]}, "data.csv: 'none.csv' cannot be read"),
        (["data"], {"function": "sin(x)", "points": 5}, "data: a function has 1 output"),
        (["training", "eta"], 0, "training.eta: expected a number above 0"),
        (["training", "eta"], -1, "training.eta: expected a number from 0"),
        (["training", "strategy"], "sgd", "training.strategy: expected one of online, mini_batch, full_batch"),
        (["training", "seed"], -1, "training.seed: expected a whole number"),
    ],
)
def test_an_error_names_the_field(path, value, message):
    with pytest.raises(FieldError) as error:
        read(changed(path, value))
    assert message in str(error.value)


@pytest.mark.parametrize(
    "text, message",
    [
        ("{", "not JSON"),
        ("[]", "expected an object"),
        ('{"visprop": NaN}', "NaN is not a finite number"),
        ('{"visprop": 1, "visprop": 1}', "visprop: given twice"),
        ("[" * 100_000, "nested too deeply"),
        (json.dumps(EXAMPLE).replace("0.15", "1e999"), "parameters.weights[0][0][0]: expected a finite number"),
    ],
)
def test_a_broken_file_is_refused_with_a_reason(text, message):
    with pytest.raises(FieldError) as error:
        loads(text, Path())
    assert message in str(error.value)


def test_a_file_that_is_not_utf8(tmp_path):
    (tmp_path / "a.visprop").write_bytes(b"\xff\xfe{}")
    with pytest.raises(FieldError, match="not UTF-8"):
        load(tmp_path / "a.visprop")


def test_softmax_needs_targets_that_add_up_to_one():
    document = changed(["network"], {"sizes": [2, 2, 2], "activations": ["tanh", "softmax"], "cost": "cross_entropy"})
    document["data"]["y"] = [[0.5, 0.4]]
    with pytest.raises(FieldError, match="add up to 1"):
        read(document)


def test_a_scenario_cannot_be_changed():
    scenario = read(EXAMPLE)
    with pytest.raises(ValueError, match="read-only"):
        scenario.p0[0] = 1.0
    with pytest.raises(AttributeError):
        scenario.title = "other"


def test_tied_parameters_that_are_drawn_start_equal():
    document = changed(["parameters"], {"init": "uniform", "scale": 0.5, "tied": [["b1[1]", "b2[2]"]]})
    scenario = read(document)
    group = scenario.tied_groups[0]
    assert scenario.p0[group[0]] == scenario.p0[group[1]]
    assert scenario.with_new_weights(5).p0[group[0]] == scenario.with_new_weights(5).p0[group[1]]


def test_the_same_seed_draws_the_same_weights(two):
    assert two.with_new_weights(3).p0.tobytes() == two.with_new_weights(3).p0.tobytes()
    assert two.with_new_weights(3).p0.tobytes() != two.with_new_weights(4).p0.tobytes()
    frozen = replace(two, frozen=("w1",))
    np.testing.assert_array_equal(frozen.with_new_weights(3).p0[two.network.select("w1")], two.p0[two.network.select("w1")])


@pytest.mark.parametrize("kind", ["standard", "unit"])
def test_a_made_set_that_is_scaled_is_scaled_again_when_it_is_opened(tmp_path, kind):
    for name in ("sine", "circle"):
        scenario = open_scenario(name)
        scaled = scenario.with_data(scenario.data.scaled_as(kind))
        save(Document(Run(scaled)), tmp_path / "a.visprop")
        again = load(tmp_path / "a.visprop").run.scenario
        np.testing.assert_array_equal(again.data.x, scaled.data.x)
        np.testing.assert_array_equal(again.data.y, scaled.data.y)
        assert again.data.scaling.kind == kind


@pytest.mark.parametrize("width", [0, 1, 3, 499, 500, 501])
def test_rows_are_written_as_the_encoder_writes_them_one_by_one(width):
    rng = np.random.default_rng(width)
    rows = [rng.normal(size=width).tolist() for _ in range(7)]
    for tree in (rows, [rows, rows[:1]], [["b1[1]", "b1[2]"], [], ["ü"]]):
        assert written(tree) == json.dumps(tree, ensure_ascii=False) + "\n"
    with pytest.raises(ValueError, match="Out of range"):
        written([[1.0], [float("nan")]])
