"""The bench in a file, what it refuses in words, and the network that it takes from the window."""

import json

import numpy as np
import pytest

from tests.benches.composition.given_networks import SHAPES, given, values
from tests.large import large_scenario
from visprop.benches.composition.bench import BENCH
from visprop.benches.composition.given import ARTICLES_CHAIN, GivenNetwork
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchRun
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.moment import NetworkMoment
from visprop.kinds.files import dumps, loads
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize("network", SHAPES.values(), ids=SHAPES)
def test_a_network_is_saved_and_opened_bit_for_bit(network, tmp_path):
    run = BenchRun.new(BENCHES["composition"], values(network, layer=1, quantity="f", form="composed", applied=1))
    text = dumps(Document(run), tmp_path)
    found = loads(text, tmp_path).run
    assert found == run
    assert hash(found.values) == hash(run.values)
    assert dumps(Document(found), tmp_path) == text


def test_it_begins_with_the_articles_chain():
    assert (ARTICLES_CHAIN.network.sizes, set(ARTICLES_CHAIN.network.activations)) == ((1, 1, 1, 1, 1), {"logistic"})
    assert BENCH.start["network"] == ARTICLES_CHAIN
    assert len(BENCH.steps(BENCH.start)) == 12


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"p": [1.0]}, "bench.network.p: expected 8 entries, got 1"),
        ({"y": ["a"]}, "bench.network.y[0]: expected a number"),
        ({"eta": 0}, "bench.network.eta: expected a number above 0"),
        ({"seed": 1}, "bench.network.seed: unknown field"),
        ({"network": {"sizes": [1, 65], "activations": ["tanh"]}, "p": [0.0] * 130, "y": [0.0] * 65}, "layers of at most 64"),
        ({"network": {"sizes": [1] * 10, "activations": ["tanh"] * 9}, "p": [0.0] * 18}, "at most 8 layers are composed here"),
        ({"network": {"sizes": [1, 2], "activations": ["softmax"], "cost": "cross_entropy"}, "p": [0.0] * 4, "y": [0.9, 0.9]},
         "bench.network"),
    ],
)  # fmt: skip
def test_a_network_that_does_not_fit_is_refused_with_its_path(changed, told, tmp_path):
    tree = json.loads(dumps(Document(BenchRun.new(BENCHES["composition"])), tmp_path))
    tree["bench"]["network"] |= changed
    with pytest.raises(FieldError) as error:
        loads(json.dumps(tree), tmp_path)
    assert told in str(error.value)


@pytest.mark.parametrize(
    "changed, told",
    [({"layer": 5}, "the network has 4 layers"), ({"applied": 5}, "the network has 4 layers"), ({"form": "x"}, "one of nested")],
)
def test_a_file_whose_values_do_not_go_together_is_refused(changed, told, tmp_path):
    tree = json.loads(dumps(Document(BenchRun.new(BENCHES["composition"])), tmp_path))
    tree["bench"] |= changed
    with pytest.raises(FieldError) as error:
        loads(json.dumps(tree), tmp_path)
    assert told in str(error.value)


def test_numbers_that_are_none_are_refused_in_words():
    network = Network((1, 1), ("tanh",))
    for p, x, eta, told in (
        ([np.nan, 0.0], [0.0], 1.0, "the parameters are to be finite"),
        ([0.0, 0.0], [np.inf], 1.0, "the inputs are to be finite"),
        ([0.0], [0.0], 1.0, "the network has 2 parameters, and 1 are given"),
        ([0.0, 0.0], [0.0], -1.0, "the learning rate is to be a number above 0"),
    ):
        with pytest.raises(ValueError, match=told):
            GivenNetwork.of(network, np.array(p), np.array(x), np.array([0.5]), eta)


def test_a_layer_beyond_the_last_becomes_the_last():
    put = BENCH.put(BENCH.start, {"layer": 4, "applied": 4})
    found = BENCH.put(put, {"network": given([2, 1], ["tanh"])})
    assert (found["layer"], found["applied"]) == (1, 1)
    assert BENCH.put(BENCH.start, {"layer": 8})["layer"] == 4


def moment_of(scenario):
    timeline = Timeline(Run(scenario))
    return NetworkMoment(timeline.frame(Position(1, 1, timeline.program.update_line - 1)), History(timeline))


def timeline_gradient(frame, layer):
    """∂c/∂p_l as the window has it."""
    return np.column_stack(frame.gradient(layer)).ravel()


@pytest.mark.parametrize("name", ["linear", "two-neurons", "xor", "iris", "digits"])
def test_the_network_of_the_window_is_taken_with_its_present_example(name):
    moment = moment_of(open_scenario(name))
    found = BENCH.from_network(moment, None)
    frame = moment.frame
    last = BENCH.state(found, len(BENCH.steps(found)) - 1)
    for layer in range(1, last.depth + 1):
        assert np.array_equal(last.passes.a[layer], frame.a(layer))
        assert np.array_equal(last.gradient(layer), timeline_gradient(frame, layer))
    assert last.given.eta == frame.scenario.eta(1)


def test_the_layer_of_what_is_selected_is_varied():
    moment = moment_of(open_scenario("two-neurons"))
    assert BENCH.from_network(moment, Key.weight(3, 1, 2))["layer"] == 3
    assert BENCH.from_network(moment, Key("x", 0, (1,)))["layer"] == 1


@pytest.mark.parametrize(
    "sizes, told",
    [
        ((65, 3, 2), "layers of at most 64 units are composed here, and one has 65"),
        ((2,) * 10, "at most 8 layers are composed here, and the network has 9"),
    ],
)
def test_a_network_that_is_too_large_is_refused_in_words(sizes, told):
    with pytest.raises(ValueError, match=told):
        BENCH.from_network(moment_of(large_scenario(sizes)), None)
