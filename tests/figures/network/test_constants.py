"""Biases as edges from a node with the constant 1, one before each layer."""

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, texts
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.choices import EdgeValue
from visprop.figures.network.edges.constants import bias_values
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.number_places import MOST_LABELLED
from visprop.figures.network.layout.with_constants import has_constants
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZES = [(238, 170), (360, 240), (420, 300), (640, 400), (1000, 600)]
SMALL = ["neuron", "shared-bias", "linear", "two-neurons", "xor"]


def frame_of(name, line):
    return Timeline(Run(open_scenario(name))).frame(Position(0, 1, line))


def drawn(frame, size=(640, 400), theme=LIGHT, **choices):
    return network_figure(frame, size, NetworkOptions(NetworkChoices(constants=True, **choices), theme=theme))


@pytest.mark.parametrize("name", [*SMALL, "sine", "layers", "iris"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_nothing_is_in_anothers_way(name, theme):
    depth = open_scenario(name).network.depth
    for line in (0, 1, depth + 1, 2 * depth + 1):
        for size in SIZES:
            assert faults(drawn(frame_of(name, line), size, theme)) == [], (line, size)


@pytest.mark.parametrize("form", FORMS)
def test_it_is_drawn_in_every_form(form):
    for name in ("two-neurons", "xor"):
        for size in SIZES:
            figure = drawn(frame_of(name, 2), size, form=form)
            assert faults(figure) == [], size
            if size[0] >= 420:
                assert texts(figure).count("1") >= len(open_scenario(name).network.sizes) - 2


def test_each_bias_is_an_edges_number_and_no_neurons(two):
    frame = frame_of("two-neurons", 1)
    figure = drawn(frame, (1000, 600))
    for layer in (1, 2, 3, 4):
        for j, bias in enumerate(two.network.layers(two.p0)[layer - 1][1]):
            key = Key.bias(layer, j + 1)
            (target,) = [
                one for one in figure.targets if one.index_of(key) is not None and one.index_of(Key.unit(layer, 1)) is None
            ]
            x1, y1, x2, y2 = target.ends[target.index_of(key)]
            assert figure.key_at(x1 + 0.3 * (x2 - x1), y1 + 0.3 * (y2 - y1)) == key
            near = [label for label in _labels(figure) if _lies_on(label, (x1, y1, x2, y2))]
            assert f"{bias:g}".replace("-", "−") in ["".join(run.text for run in label.runs) for label in near]
    assert not [shape for shape in _labels(figure) if shape.key is not None and shape.key.letter == "b"]
    assert texts(figure).count("1") == 4


def _labels(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label)]


def _lies_on(label, line):
    left, top, right, bottom = bounds(label)
    x, y = (left + right) / 2, (top + bottom) / 2
    x1, y1, x2, y2 = line
    away = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / np.hypot(x2 - x1, y2 - y1)
    return x1 < x < x2 and away < 6.0


def test_in_symbols_such_an_edge_is_called_by_its_bias():
    said = texts(drawn(frame_of("xor", 1), symbols=True))
    assert {"b11", "b12", "b21"} <= set(said)
    assert {"z11", "z12", "z21"} <= set(said)


@pytest.mark.parametrize("shown", EdgeValue)
def test_what_the_edges_show_is_that_of_the_bias(shown):
    frame = frame_of("two-neurons", 9)
    gradient, eta = frame.delta(2), 0.5
    wanted = {
        EdgeValue.WEIGHT: frame.parameters(2)[1], EdgeValue.CONTRIBUTION: frame.parameters_before(2)[1],
        EdgeValue.GRADIENT: gradient, EdgeValue.UPDATE: -eta * gradient,
    }[shown]  # fmt: skip
    np.testing.assert_allclose(bias_values(frame, 2, shown)[:, 0], wanted, rtol=1e-12)
    weights, before = frame.parameters_before(2)[0], frame.a(1)
    used = bias_values(frame, 2, EdgeValue.CONTRIBUTION)[:, 0]
    # What arrives at a neuron over all its edges is z.
    np.testing.assert_allclose((weights * before).sum(axis=1) + used, frame.z(2), rtol=1e-12)


def test_nothing_is_shown_before_it_is_known():
    early = frame_of("two-neurons", 0)
    for shown in (EdgeValue.CONTRIBUTION, EdgeValue.GRADIENT, EdgeValue.UPDATE):
        assert bias_values(early, 1, shown) is None


def test_the_edge_of_a_bias_that_is_pointed_at_is_brought_out():
    frame, plain = frame_of("two-neurons", 1), NetworkChoices(constants=True)
    bold = [
        [
            "".join(run.text for run in one.runs)
            for one in _labels(network_figure(frame, (640, 400), NetworkOptions(plain, focus=key)))
            if one.bold
        ]
        for key in (None, Key.bias(2, 1), Key("b", 2))
    ]
    assert [len(one) - len(bold[0]) for one in bold] == [0, 1, 2]


@pytest.mark.parametrize("dress", ["any", "parameter"])
def test_where_a_bias_belongs_to_f_there_are_none(dress):
    frame = frame_of("shared-bias", 1)
    options = NetworkOptions(NetworkChoices(constants=True), dress=DRESSES[dress])
    assert "1" not in texts(network_figure(frame, (640, 400), options))


@pytest.mark.parametrize("name", ["digits", "autocoding"])
def test_a_network_of_many_edges_is_drawn_as_ever(name):
    frame = frame_of(name, 1)
    lean = network_figure(frame, (640, 400), NetworkOptions())
    assert texts(drawn(frame)) == texts(lean)


@pytest.mark.parametrize("more, is_drawn", [(0, True), (1, False)])
@pytest.mark.parametrize("outputs", [1, 2])
def test_constants_are_drawn_as_long_as_no_edge_lacks_its_number_for_them(outputs, more, is_drawn):
    # With the constant there is one source more.
    network = Network((MOST_LABELLED // outputs - 1 + more, outputs), ("logistic",))
    options = NetworkOptions(NetworkChoices(constants=True))
    assert has_constants(network, options, (640.0, 400.0)) is is_drawn
    assert not has_constants(network, NetworkOptions(), (640.0, 400.0))
