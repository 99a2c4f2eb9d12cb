"""What every neuron answers to many inputs: the fast pass in float32 against the pass that explains."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.engine.responses import Responses


def drawn(seed):
    """A random network of one or two inputs, its p, and inputs for it."""
    rng = np.random.default_rng(seed)
    sizes = (int(rng.integers(1, 3)), *(int(n) for n in rng.integers(1, 9, rng.integers(1, 7))))
    names = [str(name) for name in rng.choice([name for name, one in ACTIVATIONS.items() if one.is_elementwise], len(sizes) - 1)]
    if rng.integers(0, 3) == 0:
        names[-1] = "softmax"
    # Of a step one place may be on the other side for a rounding: it has a test of its own.
    names = ["tanh" if name == "step" else name for name in names]
    network = Network(sizes, tuple(names), "half_squared_error")
    return network, rng.normal(size=network.parameter_count), rng.uniform(-2.0, 2.0, (int(rng.integers(1, 300)), sizes[0]))


@given(st.integers(0, 2**32 - 1))
def test_each_answer_is_that_of_a_direct_pass(seed):
    network, p, x = drawn(seed)
    found = Responses(network, x).at(p)
    for own, one in zip(found, network.passes(p, x), strict=True):
        assert own.shape == one.a.T.shape
        scale = 1.0 if one.activation.is_bounded else max(float(np.abs(one.a).max()), 1e-3)
        assert np.abs(own - one.a.T).max() <= scale / 255


@pytest.mark.parametrize("name", [name for name, one in ACTIVATIONS.items() if one.is_elementwise])
def test_every_activation_is_its_own(name):
    network, p, z = Network((1, 1), (name,)), np.array([1.0, 0.0]), np.linspace(-4.03, 4.0, 501)
    assert np.abs(Responses(network, z[:, None]).at(p)[0][0] - ACTIVATIONS[name].value(z)).max() < 1e-6


def test_the_next_call_is_of_another_p_and_of_nothing_before():
    network, x = Network((2, 3, 1), ("tanh", "identity")), np.random.default_rng(1).normal(size=(40, 2))
    responses, rng = Responses(network, x), np.random.default_rng(2)
    for p in rng.normal(size=(3, network.parameter_count)):
        assert np.allclose(responses.at(p)[-1][0], network.forward(p, x)[:, 0], atol=1e-5)


def test_what_is_beyond_float32_warns_nobody():
    network = Network((1, 1, 1), ("identity", "identity"))
    found = Responses(network, np.array([[1.0], [-1.0]])).at(np.array([1e200, 0.0, 1.0, 0.0]))
    assert not np.isfinite(found[-1]).any()
