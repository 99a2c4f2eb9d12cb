"""Numbers by their names."""

import re

import numpy as np
import pytest

from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.program import Kind
from visprop.timeline.quantity import computed_quantities, is_right, quantity, quantity_key
from visprop.timeline.timeline import Timeline


def test_each_name_gives_its_number_once_it_is_known(two):
    timeline = Timeline(Run(two))
    early, late = timeline.frame(Position(0, 1, 2)), timeline.frame(Position(0, 1, 9))
    assert quantity(early, quantity_key(early, "w1[2,1]")) == 0.3
    assert quantity(early, quantity_key(early, "b1[2]")) == -0.2
    assert quantity(early, quantity_key(early, "z1[1]")) == pytest.approx(0.5 * 0.9 - 0.4 * 0.2 + 0.1)
    assert quantity(early, quantity_key(early, "x[2]")) == 0.2
    assert quantity(early, quantity_key(early, "delta4[1]")) is None
    assert quantity(early, quantity_key(early, "c")) is None
    assert quantity(late, quantity_key(late, "dw4[1,2]")) == pytest.approx(-0.5 * late.delta(4)[0] * late.a(3)[1])
    assert quantity(late, quantity_key(late, "Δb4[2]")) == pytest.approx(-0.5 * late.delta(4)[1])
    # d, the gradient with respect to a: of the output a − y.
    assert quantity(late, quantity_key(late, "da4[2]")) == pytest.approx(late.a(4)[1] - late.y[1])
    assert quantity(late, quantity_key(late, "phi")) == two.network.mean_cost(two.p0, two.data.x, two.data.y)


@pytest.mark.parametrize("name", ["w5[1,1]", "a5[1]", "a1[3]", "w1[1,3]", "a0[1]", "x[3]", "dw1[3,1]"])
def test_what_the_network_does_not_have_is_refused(two, name):
    with pytest.raises(ValueError, match=re.escape(f"the network has no {name}")):
        quantity_key(Timeline(Run(two)).frame(Position()), name)


@pytest.mark.parametrize("name", ["q", "", "w", "1", "a1[1", "w1[1]", "b1[1,1]", "z0[1]", "a1[0]", "w2", "layer1", "line3"])
def test_what_is_no_name_is_refused(two, name):
    with pytest.raises(ValueError, match="such as"):
        quantity_key(Timeline(Run(two)).frame(Position()), name)


def test_the_quantities_of_a_position_come_in_the_order_of_its_lines(two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 6))
    keys = computed_quantities(frame, {Kind.FORWARD: ("z", "a"), Kind.BACKWARD: ("d",)})
    assert list(map(str, keys[:2])) == ["z1[1]", "a1[1]"]
    assert list(map(str, keys[-3:])) == ["c", "d4[1]", "d4[2]"]
    assert all(quantity(frame, key) is not None for key in keys)


def test_an_answer_may_be_rounded_but_not_wrong():
    assert is_right(0.5933, 0.593269992)
    assert not is_right(0.59, 0.593269992)
    assert not is_right(-0.5933, 0.593269992)


@pytest.mark.parametrize("cost", ["hinge", "huber"])
def test_what_is_too_large_for_float64_is_told_without_a_warning(cost):
    """pytest turns warnings into errors: y·a is −4·10³¹⁹."""
    network = Network((1, 1, 1), ("identity", "identity"), cost)
    data = Data(np.array([[1.0]]), np.array([[-1e300]]))
    timeline = Timeline(Run(Scenario("far out", network, np.array([1.0, 0.0, 1e-300, 0.0]), data, Training("online", 1, 1e-300))))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line))
    frame = frame.with_parameters(np.array([1.0, 0.0, 4e19, 0.0]))
    for layer in (1, 2):
        assert frame.d(layer).shape == (1,)
