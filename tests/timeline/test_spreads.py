"""How the numbers of a layer are spread: bounds of tenths, at the p of each update."""

import numpy as np
import pytest

from visprop.engine.backprop import trace
from visprop.engine.key import Key
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.gauges import gauge_of
from visprop.timeline.history import History
from visprop.timeline.spreads import SPREADS, spread_key
from visprop.timeline.timeline import Timeline


def rows_of(scenario, p, take):
    passes = (trace(scenario.network, p, x, y) for x, y in zip(scenario.train.x, scenario.train.y, strict=True))
    return np.concatenate([take(one) for one in passes])


@pytest.mark.parametrize("letter", SPREADS)
def test_the_bounds_are_those_of_all_numbers_of_the_layer(letter):
    scenario = open_scenario("xor")
    timeline = Timeline(Run(scenario))
    samples = History(timeline).gauged(gauge_of(f"{letter}2"), 40)
    p = timeline.parameters(40)
    weights, biases = scenario.network.layers(p)[1]
    numbers = {
        "w": lambda: weights.ravel(),
        "b": lambda: biases,
        "z": lambda: rows_of(scenario, p, lambda one: one.z[2]),
        "a": lambda: rows_of(scenario, p, lambda one: one.a[2]),
        "d": lambda: rows_of(scenario, p, lambda one: one.delta[2]),
    }[letter]()
    assert samples.updates[-1] == 40
    np.testing.assert_allclose(samples.values[-1], [np.quantile(numbers, i / 10) for i in range(11)], rtol=1e-12, atol=1e-15)


def test_a_whole_layer_is_named_by_its_letter_and_number_alone():
    assert spread_key("d12") == Key("d", 12)
    assert [spread_key(name) for name in ("w0", "w2[1,2]", "x1", "c", "dw1", "w")] == [None] * 6
    with pytest.raises(ValueError, match="nor a layer, such as w2"):
        gauge_of("q3")
