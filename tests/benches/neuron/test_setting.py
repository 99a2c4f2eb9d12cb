"""What can be set: ranges, what applies, the axis that makes room, files, and the numbers of a network's neuron."""

import random
from pathlib import Path

import numpy as np
import pytest

from tests.benches.neuron.seen import LARGE, neuron, values
from visprop.benches.neuron.bench import BENCH
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchRun
from visprop.engine.key import Key
from visprop.figures.moment import NetworkMoment
from visprop.kinds.files import dumps, loads
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize(
    "name, value",
    [("count", 0), ("count", 9), ("count", 2.5), ("x1", 1000.5), ("w8", float("nan")), ("b", float("inf")), ("b", "1"),
     ("activation", "softmax"), ("morph", 3.1), ("beside", 1), ("reach", 5.0)],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(name, value):
    with pytest.raises(ValueError, match=BENCH.control(name).label):
        values(**{name: value})


@pytest.mark.parametrize("count", range(1, 9))
def test_only_the_inputs_that_there_are_can_be_set(count):
    shown = {control.name for control in BENCH.controls if control.applies(values(count=count))}
    expected = {f"{letter}{k}" for letter in "xw" for k in range(1, count + 1)}
    assert {name for name in shown if name[0] in "xw" and name[1:].isdigit()} == expected


def test_the_sliders_go_as_far_as_a_hand_wants_and_the_numbers_further():
    assert BENCH.control("w1").slides == (-3.0, 3.0)
    assert (BENCH.control("w1").low, BENCH.control("w1").high) == (-1000.0, 1000.0)
    assert BENCH.control("morph").slides == (0.0, 3.0)
    # A key goes on by one input, by one unit of the axis, and by a hundredth of what is fine.
    assert [BENCH.control(name).step for name in ("count", "reach", "w1", "b", "morph")] == [1.0, 1.0, 0.01, 0.01, 0.01]


@pytest.mark.parametrize("seed", range(30))
def test_the_axis_has_room_for_every_bar(seed):
    draw = random.Random(seed)
    far = 10.0 ** draw.uniform(-1.0, 3.0)
    named = {f"{letter}{k}": draw.uniform(-far, far) for letter in "xw" for k in range(1, 9)}
    found = neuron(count=draw.randint(1, 8), b=draw.uniform(-far, far), **named)
    assert np.abs(found.sums).max() <= 0.9 * found.reach
    assert found.reach <= max(6.0, 2.5 * np.abs(found.sums).max())


def test_the_axis_grows_by_itself_and_shrinks_by_hand_alone():
    grown = values(b=50.0)
    assert grown["reach"] == 60.0
    assert BENCH.put(grown, {"b": 0.0})["reach"] == 60.0
    assert BENCH.put(grown, {"b": 0.0, "reach": 8.0})["reach"] == 8.0
    assert BENCH.put(grown, {"reach": 8.0})["reach"] == 60.0


@pytest.mark.parametrize("set_", [{}, LARGE, {"x1": 0.1 + 0.2, "w1": 1 / 3, "morph": 2.7, "beside": True, "activation": "gelu"}])
def test_a_file_gives_every_number_back_to_the_bit(set_):
    run = BenchRun.new(BENCHES["neuron"], values(**set_))
    assert loads(dumps(Document(run), None), Path()).run == run


def test_a_file_whose_axis_has_no_room_is_drawn_with_one_that_has():
    text = dumps(Document(BenchRun.new(BENCHES["neuron"], values())), None)
    wanted = text.replace('"b": -0.5', '"b": 500.0')
    assert wanted != text
    assert BENCH.state(loads(wanted, Path()).run.values, 7).reach == 600.0


def test_a_file_with_a_number_beyond_its_range_says_where():
    text = dumps(Document(BenchRun.new(BENCHES["neuron"], values())), None)
    with pytest.raises(FieldError, match="b"):
        loads(text.replace('"b": -0.5', '"b": 5000.0'), Path())


# Of a network


def network_moment(name, line=0):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(0, 1, line)), History(timeline))


@pytest.mark.parametrize("line", [0, 2, 4, 6])
@pytest.mark.parametrize("layer, j", [(1, 1), (1, 2), (2, 1), (2, 2)])
def test_any_neuron_of_a_network_opens_it_with_its_own_numbers(layer, j, line):
    moment = network_moment("two-neurons", line)
    network, frame = moment.frame.scenario.network, moment.frame
    weights, biases = network.layers(frame.p)[layer - 1]
    for key in (Key.unit(layer, j), Key.bias(layer, j), Key.weight(layer, j, 2), Key("z", layer, (j,)), Key("d", layer, (j,))):
        found = BENCH.state(BENCH.from_network(moment, key), 7)
        assert found.w == tuple(weights[j - 1])
        assert found.b == biases[j - 1]
        assert found.activation.name == network.activations[layer - 1]
    passed = list(network.passes(frame.p, frame.x))[layer - 1]
    assert found.z == pytest.approx(passed.z[j - 1], abs=1e-12)
    assert found.a == pytest.approx(passed.a[j - 1], abs=1e-12)
    if layer == 1:
        assert found.x == tuple(frame.x)


@pytest.mark.parametrize("key", [None, Key("x", 0, (1,)), Key("c"), Key("layer", 2)])
def test_where_no_neuron_is_selected_it_is_the_first(key):
    moment = network_moment("two-neurons")
    assert BENCH.from_network(moment, key) == BENCH.from_network(moment, Key.unit(1, 1))


def test_too_many_inputs_and_softmax_are_refused_in_words():
    with pytest.raises(ValueError, match="neuron 1 of layer 1 has 64 inputs; here is room for 8"):
        BENCH.from_network(network_moment("digits"), None)
    with pytest.raises(ValueError, match="softmax takes all z of its layer together"):
        BENCH.from_network(network_moment("digits"), Key.unit(network_moment("digits").frame.scenario.network.depth, 1))
