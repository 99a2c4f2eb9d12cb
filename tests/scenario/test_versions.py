"""Files of both versions, what is saved beside p, and runs that go on from a file."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import constrained_scenarios
from visprop.engine.key import Key
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import EtaSchedule
from visprop.figures.network.hints import hint
from visprop.notation.naming import Naming
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import CsvData
from visprop.scenario.data.split import Split
from visprop.scenario.files import writing
from visprop.scenario.files.document import Document, dumps, load, loads, save
from visprop.scenario.files.fields import FieldError
from visprop.scenario.initialisers import INITIALISERS
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

FIXTURES = Path(__file__).parent.parent / "fixtures"


def version2(**changes):
    """The fixture with some sections changed, key by key."""
    document = json.loads((FIXTURES / "version2.visprop").read_text(encoding="utf-8"))
    for section, fields in changes.items():
        document[section] |= fields
    return document


def refused(document):
    with pytest.raises(FieldError) as error:
        loads(json.dumps(document), Path())
    return str(error.value)


def test_a_file_of_version_1_opens_and_what_contradicts_itself_is_settled_and_said():
    document = load(FIXTURES / "version1.visprop")
    scenario = document.run.scenario
    p = dict(zip(scenario.network.names, scenario.p0, strict=True))
    # A group of unequal members takes the first one's value; one that is frozen in part is frozen as a whole.
    assert p["w1[1,1]"] == p["w1[2,1]"] == 0.1
    assert p["b1[1]"] == p["b2[1]"] == 0.7
    free = dict(zip(scenario.network.names, scenario.free, strict=True))
    assert not free["b1[1]"]
    assert not free["b2[1]"]
    assert free["w1[1,1]"]
    assert any("w1[1,1], w1[2,1] had unequal values" in repair for repair in document.repairs)
    assert any("b1[1], b2[1] some were frozen" in repair for repair in document.repairs)
    # Its one seed was that of everything.
    assert (scenario.training.seed, scenario.initial.seed) == (7, 7)


def test_what_was_settled_is_saved_so_that_it_opens_again():
    text = dumps(load(FIXTURES / "version1.visprop"), FIXTURES)
    assert json.loads(text)["visprop"] == 2
    assert loads(text, FIXTURES).repairs == ()


def test_a_file_of_version_2_has_all_its_fields():
    document = load(FIXTURES / "version2.visprop")
    run = document.run
    scenario, training = run.scenario, run.scenario.training
    assert (run.update, run.age, document.at, document.repairs) == (2, 2, "2.1.3", ())
    assert run.memory[0].tolist() == [1, 2, 3, 1, 4, 5, 6, 7, 0]
    assert training.eta_schedule == EtaSchedule("step", 4, 0.5)
    assert training.stop == Stop(updates=1000, epochs=200, cost=0.001, slope=1e-6, test_rises=3)
    assert (training.l1, training.l2) == (0.01, 0.02)
    assert scenario.data.split == Split(0.25, 1, False)
    assert scenario.data.input_names == ("width", "height")
    # Constants come from the training rows alone.
    raw = scenario.data.raw[0][scenario.data.train_rows]
    np.testing.assert_allclose(scenario.train.x, (raw - raw.mean(axis=0)) / raw.std(axis=0), atol=1e-15)
    assert len(scenario.train) == 3
    # η halves every four updates.
    assert [scenario.eta(k) for k in (0, 3, 4, 8)] == [0.1, 0.1, 0.05, 0.025]


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"parameters": {"tied": [["w1[1,1]", "w1[1,2]"]]}}, "parameters.tied: the group of w1[1,1], w1[1,2] has members"),
        ({"parameters": {"frozen": ["w1[1,1]"]}}, "is frozen in part"),
        ({"parameters": {"tied": [["b1[1]"], ["b1[1]"]]}}, "a parameter is in two groups"),
        ({"parameters": {"init": "zeros"}}, "parameters.scale: zeros has no scale"),
        ({"data": {"test": {"share": 1.0}}}, "data.test.share: expected a number above 0 and below 1"),
        ({"data": {"test": {"share": 0.01}}}, "leaves nothing to test with"),
        ({"data": {"test": {"share": 0.5, "stratified": True}}}, "a stratified split needs targets that are classes"),
        ({"data": {"scale": "none", "constants": {}}}, "data.constants: nothing is scaled"),
        ({"data": {"constants": {"x": {"shift": [0, 0], "spread": [1, 0]}}}}, "numbers above 0"),
        ({"training": {"eta_schedule": {"rule": "constant", "every": 4}}}, "training.eta_schedule.every: unknown field"),
        ({"training": {"eta_schedule": {"rule": "step", "factor": 2}}}, "expected a number above 0 and at most 1"),
        ({"training": {"stop": {"updates": 0}}}, "training.stop.updates: expected a whole number"),
        ({"training": {"stop": {"time": 3}}}, "training.stop.time: unknown field"),
        ({"training": {"l1": -1}}, "training.l1: expected a number from 0"),
        ({"start": {"memory": {"updates": 3, "v": [0] * 9}}}, "start.memory.updates: expected a whole number from 0 to 2"),
        ({"start": {"memory": {"updates": 1, "s": [0] * 9}}}, "start.memory.s: unknown field"),
        ({"start": {"memory": {"updates": 1, "v": [0] * 8}}}, "start.memory.v: expected 9 entries, got 8"),
        ({"start": {"memory": {"updates": 1, "v": [1, 0, 0, 2, 0, 0, 0, 0, 0]}}}, "what is tied remembers the same"),
        ({"moment": {"workspace": "kitchen"}}, "moment.workspace: expected one of"),
    ],
)  # fmt: skip
def test_what_a_file_of_version_2_may_not_say(changes, message):
    assert message in refused(version2(**changes))


def test_what_came_with_version_2_is_unknown_to_version_1():
    document = json.loads((FIXTURES / "version1.visprop").read_text(encoding="utf-8"))
    assert "training.l1: unknown field" in refused(document | {"training": document["training"] | {"l1": 0.1}})
    assert "data.test: unknown field" in refused(document | {"data": document["data"] | {"test": {"share": 0.5}}})
    assert "start: unknown field" in refused(document | {"start": {}})


def as_saved(scenario, name, schedule, update):
    """A run of a scenario with an optimiser, from an update on, and the same saved and opened again."""
    training = replace(scenario.training, optimiser=name, eta=0.01, eta_schedule=schedule)
    timeline = Timeline(Run(scenario.with_training(training)))
    now = timeline.scenario, update, timeline.parameters(update), timeline.memory(update)
    run = timeline.run.continued(*now)
    return timeline, run, loads(dumps(Document(run), Path()), Path()).run


SCHEDULES = st.sampled_from([EtaSchedule(), EtaSchedule("step", 3, 0.5), EtaSchedule("inverse", 5)])


@settings(max_examples=60)
@given(constrained_scenarios, st.sampled_from(list(OPTIMISERS)), SCHEDULES, st.integers(0, 12))
def test_a_run_that_is_saved_and_opened_goes_on_bit_for_bit(scenario, name, schedule, update):
    timeline, run, again = as_saved(scenario, name, schedule, update)
    assert again.state().tobytes() == run.state().tobytes()
    assert (again.update, again.age if again.memory else 0) == (run.update, run.age if run.memory else 0)
    ours, theirs = again.scenario, run.scenario
    assert (ours.training, ours.frozen, ours.tied, ours.initial) == (theirs.training, theirs.frozen, theirs.tied, theirs.initial)
    reopened = Timeline(again)
    for later in (update, update + 1, update + 9):
        assert reopened.parameters(later).tobytes() == timeline.parameters(later).tobytes()
        assert all(a.tobytes() == b.tobytes() for a, b in zip(reopened.memory(later), timeline.memory(later), strict=True))


def test_made_up_data_are_named_and_come_again_with_their_targets():
    document = {
        "visprop": 2,
        "network": {"sizes": [2, 3, 1], "activations": ["tanh", "tanh"]},
        "parameters": {"init": "he", "seed": 4},
        "data": {"dataset": "spiral", "points": 40, "noise": 0.1, "seed": 9, "targets": [-1, 1], "test": {"share": 0.25}},
        "training": {},
    }
    run = loads(json.dumps(document), Path()).run
    assert set(run.scenario.data.y.ravel()) == {-1.0, 1.0}
    tree = json.loads(dumps(Document(run), Path()))
    assert tree["data"]["dataset"] == "spiral"
    again = loads(json.dumps(tree), Path()).run.scenario
    assert again.data.x.tobytes() == run.scenario.data.x.tobytes()
    np.testing.assert_array_equal(again.data.test_rows, run.scenario.data.test_rows)
    # New weights draw from what the file said, and touch neither data nor order.
    other = again.with_new_weights(5)
    assert other.initial.init == "he"
    assert other.data is again.data
    assert other.training == again.training


def test_initialisers_have_the_spread_that_their_papers_give():
    network = open_scenario("iris").network
    wide = replace(network, sizes=(400, 600, 3))
    drawn = {name: INITIALISERS[name].draw(wide, 0, INITIALISERS[name].scale or 0.0) for name in INITIALISERS}
    first = {name: wide.layers(p)[0] for name, p in drawn.items()}
    assert first["xavier"][0].std() == pytest.approx(np.sqrt(2 / (400 + 600)), rel=0.01)
    assert np.abs(first["xavier"][0]).max() <= np.sqrt(6 / 1000)
    assert first["he"][0].std() == pytest.approx(np.sqrt(2 / 400), rel=0.01)
    assert not first["he"][1].any()
    assert not first["xavier"][1].any()
    assert not drawn["zeros"].any()
    assert (drawn["constant"] == 0.5).all()
    assert np.abs(drawn["uniform"]).max() <= 0.5
    assert drawn["normal"].std() == pytest.approx(0.5, rel=0.02)


def test_an_imported_table_is_embedded_when_it_is_saved_elsewhere(tmp_path, iris):
    save(Document(Run(iris)), tmp_path / "flowers.visprop")
    assert not list(tmp_path.glob("*.csv"))
    again = load(tmp_path / "flowers.visprop").run.scenario
    assert again.data.target_names == iris.data.target_names
    np.testing.assert_array_equal(again.data.y, iris.data.y)


def test_a_large_imported_table_is_copied_beside_the_scenario(tmp_path, iris, monkeypatch):
    monkeypatch.setattr(writing, "MAX_EMBEDDED", 1000)
    scaled = iris.with_data(iris.data.with_split(Split(0.2, 0, True)).with_scaling("unit"))
    save(Document(Run(scaled)), tmp_path / "flowers.visprop")
    again = load(tmp_path / "flowers.visprop").run.scenario
    assert isinstance(again.data.source, CsvData)
    assert (tmp_path / "flowers.data.csv").exists()
    assert again.data.x.tobytes() == scaled.data.x.tobytes()
    assert again.data.y.tobytes() == scaled.data.y.tobytes()
    # Opened there and saved there, it stays the file that it is.
    save(Document(Run(again)), tmp_path / "other.visprop")
    assert [path.name for path in tmp_path.glob("*.csv")] == ["flowers.data.csv"]


def test_a_stratified_split_gives_each_class_the_same_share(iris):
    data = iris.data.with_split(Split(0.2, 3, stratified=True))
    assert data.y[data.test_rows].sum(axis=0).tolist() == [10, 10, 10]
    again = iris.data.with_split(Split(0.2, 3, stratified=True))
    np.testing.assert_array_equal(again.test_rows, data.test_rows)
    assert set(data.test_rows).isdisjoint(data.train_rows)
    assert len(data.train_rows) == 120


def test_classes_are_not_scaled_and_numbers_are(iris, sine):
    flowers = iris.data.with_scaling("standard")
    np.testing.assert_array_equal(flowers.y, iris.data.y)
    assert flowers.x.std(axis=0) == pytest.approx(np.ones(4))
    wave = sine.data.with_scaling("unit")
    assert (np.min(wave.y), np.max(wave.y)) == (0.0, 1.0)
    np.testing.assert_array_equal(wave.raw[1], sine.data.y)


def test_the_tool_tip_of_a_scaled_input_tells_the_raw_value_too(iris):
    scenario = iris.with_data(iris.data.with_split(Split(0.2, 0)).with_scaling("standard"))
    frame = Timeline(Run(scenario)).frame(Position(2, 3, 0))
    row = scenario.data.train_rows[frame.example]
    text = hint(frame, Key.parse("x[2]"), Naming(frame.scenario.network.sizes))
    assert f"input x₂ = {float(frame.x[1])!r}".replace("-", "\u2212") in text
    assert f"before scaling = {float(iris.data.x[row, 1])!r}" in text
