"""Numbers by their names."""

import re

import pytest

from visprop.timeline.position import Position
from visprop.timeline.quantity import canonical, computed_quantities, is_right, quantity
from visprop.timeline.timeline import Timeline


def test_each_name_gives_its_number_once_it_is_known(two):
    timeline = Timeline(two)
    early, late = timeline.frame(Position(0, 1, 2)), timeline.frame(Position(0, 1, 9))
    assert quantity(early, "w1[2,1]") == 0.3
    assert quantity(early, "b1[2]") == -0.2
    assert quantity(early, "z1[1]") == pytest.approx(0.5 * 0.9 - 0.4 * 0.2 + 0.1)
    assert quantity(early, "a0[2]") == 0.2
    assert quantity(early, "delta4[1]") is None
    assert quantity(early, "c") is None
    assert quantity(late, "dw4[1,2]") == pytest.approx(-0.5 * late.delta(4)[0] * late.a(3)[1])
    assert quantity(late, "Δb4[2]") == pytest.approx(-0.5 * late.delta(4)[1])
    assert quantity(late, "phi") == two.network.mean_cost(two.p0, two.data.x, two.data.y)


@pytest.mark.parametrize("name", ["w5[1,1]", "w1[1]", "b1[1,1]", "a5[1]", "z0[1]", "a1[3]", "w1[1,3]", "a1[0]"])
def test_what_the_network_does_not_have_is_refused(two, name):
    with pytest.raises(ValueError, match=re.escape(f"the network has no {name}")):
        quantity(Timeline(two).frame(Position()), name)


@pytest.mark.parametrize("name", ["q", "", "w", "1", "a1[1"])
def test_what_is_no_name_is_refused(two, name):
    with pytest.raises(ValueError, match="is not a quantity, such as"):
        quantity(Timeline(two).frame(Position()), name)


def test_the_quantities_of_a_position_come_in_the_order_of_its_lines(two):
    frame = Timeline(two).frame(Position(0, 1, 6))
    names = computed_quantities(frame)
    assert names[:2] == ["z1[1]", "a1[1]"]
    assert names[-3:] == ["c", "δ4[1]", "δ4[2]"]
    assert all(quantity(frame, name) is not None for name in names)


def test_an_answer_may_be_rounded_but_not_wrong():
    assert canonical("delta2[1]") == "δ2[1]"
    assert is_right(0.5933, 0.593269992)
    assert not is_right(0.59, 0.593269992)
    assert not is_right(-0.5933, 0.593269992)
