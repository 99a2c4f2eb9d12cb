"""C 2 and C 3 are two functions that have one value in common where each is the other's target; likewise of an example."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, texts
from visprop.engine.costs import COSTS, pair_of
from visprop.figures.base.shapes import Disc, Path
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.cost_functions import cost_at, cost_functions_figure, of_example, swapped
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZES = [(420.0, 300.0), (640.0, 400.0), (1000.0, 600.0)]


def pair(cost, activation="logistic", n=1):
    return pair_of(activation, cost, n)


@pytest.mark.parametrize(
    "cost, written",
    [
        ("half_squared_error", lambda y, v: 0.5 * (y - v) ** 2),
        ("squared_error", lambda y, v: (y - v) ** 2),
        ("half_mean_squared_error", lambda y, v: 0.5 * (y - v) ** 2),
        ("mean_squared_error", lambda y, v: (y - v) ** 2),
        ("huber", lambda y, v: 0.5 * (y - v) ** 2 if abs(y - v) <= 1.0 else abs(y - v) - 0.5),
        ("cross_entropy", lambda y, v: -(y * np.log(v) + (1.0 - y) * np.log(1.0 - v))),
        ("perceptron", lambda y, v: max(0.0, -y * v)),
        ("hinge", lambda y, v: max(0.0, 1.0 - y * v)),
    ],
)
def test_each_cost_is_applied_to_a_target_and_then_to_an_output(cost, written):
    found = swapped(pair(cost), COSTS[cost].words, 4)
    first, second = found.targets
    for v in np.linspace(*found.x_range, 41):
        for i, y in enumerate((first, second)):
            assert float(found.at(i, v)) == pytest.approx(written(y, v), rel=1e-12, abs=1e-12)
    assert [(i, v) for i, v, _ in found.points] == [(0, second), (1, first)]


def test_every_cost_of_the_registry_is_tried_above():
    tried = test_each_cost_is_applied_to_a_target_and_then_to_an_output.pytestmark[0].args[1]
    assert {cost for cost, _ in tried} == set(COSTS)


def test_the_articles_example_c_2_3_is_c_3_2_and_c_2_is_not_c_3():
    found = swapped(pair("half_squared_error"), "half squared error", 4)
    assert found.targets == (2.0, 3.0)
    assert float(found.at(0, 3.0)) == float(found.at(1, 2.0)) == 0.5
    assert float(found.at(0, 2.0)) == 0.0
    assert float(found.at(1, 1.0)) == 2.0
    said = texts(cost_functions_figure(found, (480.0, 360.0), LIGHT))
    assert "C 2 3 = C 3 2 = 0.5" in said
    assert "half squared error: C 2 ≠ C 3, as functions of v" in said
    assert {"C 2", "C 3", "C 2 3", "C 3 2"} <= set(said)


def test_a_cost_that_is_not_commutative_says_so():
    found = swapped(pair("cross_entropy"), "cross-entropy", 4)
    # −0.2 ln 0.7 − 0.8 ln 0.3 and −0.7 ln 0.2 − 0.3 ln 0.8.
    assert float(found.at(0, 0.7)) == pytest.approx(-0.2 * np.log(0.7) - 0.8 * np.log(0.3), rel=1e-12)
    assert "C 0.2 0.7 ≈ 1.035 ≠ C 0.7 0.2 ≈ 1.194" in texts(cost_functions_figure(found, (480.0, 360.0), LIGHT))


def moment_of(name, line):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(0, 1, line)), History(timeline))


def test_the_outputs_lie_on_the_functions_of_their_targets_and_add_up_to_the_cost():
    frame = moment_of("two-neurons", 5).frame
    found = of_example(frame.scenario.network.pair, frame.y, frame.a(4), frame.cost, 4)
    assert found.targets == (0.1, 0.8) or set(found.targets) == set(frame.y)
    total = sum(float(found.at(i, v)) for i, v, _ in found.points)
    assert total == pytest.approx(0.5 * ((frame.a(4) - frame.y) ** 2).sum(), rel=1e-12)
    assert total == pytest.approx(frame.cost, rel=1e-12)


def test_outputs_of_the_same_target_share_a_curve_and_only_what_is_known_is_marked():
    view = VIEWS["cost-of-targets"]
    before, after = (view.draw(moment_of("autocoding", line), ViewOptions(), (640.0, 400.0)) for line in (0, 5))
    assert [sum(isinstance(shape, Path) for shape in flat(one.shapes)) for one in (before, after)] == [2, 2]
    assert [sum(isinstance(shape, Disc) for shape in flat(one.shapes)) for one in (before, after)] == [0, 8]


def test_of_more_targets_than_hues_the_worst_met_are_drawn():
    y, a = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0]), np.array([0.0, 1.5, 2.0, 3.9, 4.2, 5.3])
    found = of_example(pair("half_squared_error", n=6), y, a, 1.0, 4)
    assert found.targets == (1.0, 3.0, 4.0, 5.0)
    assert [v for _, v, _ in found.points] == [3.9, 1.5, 5.3, 4.2]


@pytest.mark.parametrize("name", ["linear", "two-neurons", "xor", "iris", "autocoding", "digits"])
@pytest.mark.parametrize("view", ["cost-functions", "cost-of-targets"])
def test_nothing_is_in_anothers_way(name, view):
    depth = open_scenario(name).network.depth
    for size in SIZES:
        for theme in (LIGHT, DARK):
            figure = VIEWS[view].draw(moment_of(name, depth + 1), ViewOptions(theme=theme), size)
            assert faults(figure) == []


@pytest.mark.parametrize("cost", COSTS)
def test_every_cost_has_a_picture_without_faults(cost):
    for size in SIZES:
        assert faults(cost_functions_figure(swapped(pair(cost), COSTS[cost].words, 4), size, LIGHT)) == []


@pytest.mark.parametrize("outputs", [[1e-9, 1.0 - 1e-12], [0.0, 1.0], [1e12, -1e12], [np.nan, 0.5], [np.inf, 0.5]])
def test_outputs_far_from_their_targets_or_on_them_are_drawn(outputs):
    found = of_example(pair("half_squared_error", n=2), np.array([0.0, 1.0]), np.array(outputs), 0.1, 4)
    figure = cost_functions_figure(found, (420.0, 300.0), LIGHT)
    assert faults(figure) == []


def test_it_is_of_the_networks_own_cost():
    scenario = open_scenario("linear")
    other = replace(scenario, network=replace(scenario.network, cost="squared_error"))
    assert float(cost_at(other.network.pair, 2.0, 3.0)) == 1.0
    timeline = Timeline(Run(other))
    moment = NetworkMoment(timeline.frame(Position(0, 1, 0)), History(timeline))
    assert "C 2 3 = C 3 2 = 1" in texts(VIEWS["cost-functions"].draw(moment, ViewOptions(), (480.0, 360.0)))
