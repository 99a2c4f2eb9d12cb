"""Naming and arranging parameters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.engine.network import Network

sizes = st.lists(st.integers(1, 6), min_size=2, max_size=5).map(tuple)


@given(sizes)
def test_every_name_leads_back_to_its_index(shape):
    network = Network(shape, ("tanh",) * (len(shape) - 1))
    assert [int(network.select(name)[0]) for name in network.names] == list(range(network.parameter_count))


@given(sizes)
def test_layers_are_views_that_join_again(shape):
    network = Network(shape, ("relu",) * (len(shape) - 1))
    p = np.arange(network.parameter_count, dtype=float)
    layers = network.layers(p)
    np.testing.assert_array_equal(network.join(layers), p)
    layers[0][1][0] = -7.0
    assert p[network.select("b1[1]")[0]] == -7.0


def test_a_fully_connected_6_4_3_1_network_has_47_parameters():
    assert Network((6, 4, 3, 1), ("logistic",) * 3).parameter_count == 47


def test_names_of_whole_layers():
    network = Network((2, 3), ("logistic",))
    assert [network.names[i] for i in network.select("w1")] == ["w1[1,1]", "w1[1,2]", "w1[2,1]", "w1[2,2]", "w1[3,1]", "w1[3,2]"]
    assert [network.names[i] for i in network.select("b1")] == ["b1[1]", "b1[2]", "b1[3]"]


@pytest.mark.parametrize("name", ["w3", "w1[1]", "b1[1,2]", "w1[4,1]", "w1[1,3]", "x1", "w1[0,1]", "", "w1[1,1]x", "b0"])
def test_a_name_that_means_nothing_is_refused(name):
    with pytest.raises(ValueError, match=r"w|b|name"):
        Network((2, 3), ("logistic",)).select(name)


@pytest.mark.parametrize(
    "shape, names, cost, message",
    [
        ((2,), (), "half_squared_error", "inputs and at least one layer"),
        ((2, 0), ("tanh",), "half_squared_error", "a layer has 1 to 1024 units"),
        ((2, 2), ("tanh", "tanh"), "half_squared_error", "1 layers need as many activations, got 2"),
        ((2, 2), ("sine",), "half_squared_error", "no activation is called 'sine'"),
        ((2, 2, 2), ("softmax", "softmax"), "cross_entropy", "softmax belongs to the last layer"),
        ((2, 2), ("tanh",), "cross_entropy", "cross_entropy needs logistic or softmax in the last layer"),
        ((2, 2), ("tanh",), "poisson", "no cost is called 'poisson'"),
    ],
)
def test_structures_that_do_not_go_together_are_refused(shape, names, cost, message):
    with pytest.raises(ValueError, match=message):
        Network(shape, names, cost)
