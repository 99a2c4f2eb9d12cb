"""The slice: the article's one-dimensional case, with its tangent and both decreases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults
from tests.random_networks import scenarios
from visprop.engine.backprop import mean_gradient
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Clip, Label, Path
from visprop.figures.base.style import LIGHT
from visprop.figures.plots.slice import WALK, slice_of
from visprop.figures.plots.slice_picture import slice_figure
from visprop.notation.naming import Naming
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training

NAMING = Naming((1, 1))


def parabola(eta, p=3.0):
    """φ(b) = ½b²: one linear neuron with input 0 and target 0, of which only the bias counts."""
    network = Network((1, 1), ("identity",))
    data = Data(np.zeros((1, 1)), np.zeros((1, 1)))
    return Scenario("parabola", network, np.array([0.0, p]), data, Training(eta=eta))


@pytest.mark.parametrize(
    "eta, verdict",
    [(0.001, "small"), (0.5, "about right"), (1.9, "jumps across"), (2.5, "climbs")],
)
def test_the_rate_is_judged_as_on_a_parabola(eta, verdict):
    """With φ = ½b² an update is b ← (1 − η)b, and of the promised decrease the share 1 − η/2 comes."""
    found = slice_of(parabola(eta), np.array([0.0, 3.0]), Key.bias(1, 1))
    assert found.verdict == verdict
    assert found.share == pytest.approx(1.0 - eta / 2)
    np.testing.assert_allclose(found.walk, 3.0 * (1.0 - eta) ** np.arange(len(found.walk)), atol=1e-9)


def test_both_decreases_by_hand():
    found = slice_of(parabola(0.5), np.array([0.0, 3.0]), Key.bias(1, 1))
    assert found.slope == pytest.approx(3.0)
    assert found.step == pytest.approx(-1.5)
    assert found.promised == pytest.approx(0.5 * 9.0)
    assert found.came == pytest.approx(4.5 - 0.5 * 1.5**2)
    np.testing.assert_allclose(found.costs, 0.5 * found.xs**2, atol=1e-12)


def test_along_the_gradient_the_decrease_promised_is_eta_times_its_square():
    scenario = open_scenario("xor")
    gradient = mean_gradient(scenario.network, scenario.p0, scenario.data.x, scenario.data.y)
    found = slice_of(scenario, scenario.p0)
    assert found.slope == pytest.approx(-np.linalg.norm(gradient), rel=1e-12)
    assert found.promised == pytest.approx(scenario.training.eta * gradient @ gradient, rel=1e-12)
    after = scenario.p0 - scenario.training.eta * gradient
    cost = scenario.network.mean_cost(after, scenario.data.x, scenario.data.y)
    assert found.heights[1] == pytest.approx(cost, rel=1e-12)


@settings(max_examples=40)
@given(scenarios, st.integers(0, 10**6), st.booleans())
def test_the_curve_is_the_cost_along_the_line(scenario, index, along):
    name = None if along else scenario.network.parameters[index % scenario.network.parameter_count]
    found = slice_of(scenario, scenario.p0, name, 0.05, reach=1.0, grid=7)
    for i in (0, 2, 6):
        p = scenario.p0.copy()
        t = found.xs[i] - found.x
        if name is not None:
            p[scenario.network.select(name)] += t
        else:
            g = mean_gradient(scenario.network, p, scenario.data.x, scenario.data.y)
            length = float(np.linalg.norm(g))
            p -= t * g / length if length else 0.0
        wanted = scenario.network.mean_cost(p, scenario.data.x, scenario.data.y)
        assert found.costs[i] == pytest.approx(wanted, rel=1e-12, abs=1e-12)
    slice_figure(found, (400, 300), LIGHT, NAMING)


def test_a_walk_that_overflows_ends_and_is_said_to_climb():
    sine = open_scenario("sine")
    found = slice_of(sine, sine.p0, None, 1e200)
    assert len(found.walk) <= WALK + 1
    assert found.verdict == "climbs"
    slice_figure(found, (400, 300), LIGHT, NAMING)


def test_a_line_is_cut_where_it_leaves_the_diagram():
    axes = Axes(0.0, 0.0, 10.0, 10.0, (0.0, 1.0), (0.0, 1.0))
    np.testing.assert_allclose(axes.cut(np.array([(-1e9, 5.0), (1e9, 5.0)])), [(0.0, 5.0), (10.0, 5.0)])
    np.testing.assert_allclose(axes.cut(np.array([(2.0, -2.0), (8.0, 4.0)])), [(4.0, 0.0), (8.0, 4.0)])
    assert len(axes.cut(np.array([(20.0, 0.0), (30.0, 5.0)]))) == 0
    assert len(axes.cut(np.array([(5.0, 11.0), (5.0, 12.0)]))) == 0


def test_a_slope_beyond_measure_is_drawn_at_once():
    """The tangent of a wild network leaves the page by 10⁹ points; dashed in full it took half a minute."""
    scenario = parabola(1e-9, 1e12)
    figure = slice_figure(slice_of(scenario, np.array([0.0, 1e12]), Key.bias(1, 1)), (400, 300), LIGHT, NAMING)
    dashed = [
        line
        for clip in figure.shapes
        if isinstance(clip, Clip)
        for s in clip.shapes
        if isinstance(s, Path) and s.dashed
        for line in s.lines
    ]
    assert dashed
    assert all(np.abs(line).max(initial=0.0) <= 400.0 for line in dashed)


@pytest.mark.parametrize("eta, climbs", [(1.9, False), (2.1, True)])
def test_a_parabola_bent_by_two_by_eta_ends_where_it_began(eta, climbs):
    """φ = ½b² bends by 1: a step goes up where 2/η is less."""
    found = slice_of(parabola(eta), np.array([0.0, 3.0]), Key.bias(1, 1), is_bent=True)
    assert found.bend.along == pytest.approx(1.0)
    assert found.bend.largest == pytest.approx(1.0)
    assert found.edge == pytest.approx(2.0 / eta)
    at = np.interp(found.x + found.step, found.xs, found.parabola)
    assert at == pytest.approx(found.cost, abs=0.01 * found.cost)
    assert (found.came < 0.0) == climbs == (found.bend.along > found.edge)
    assert slice_of(parabola(eta), np.array([0.0, 3.0]), Key.bias(1, 1)).bend is None


def test_how_it_bends_along_the_gradient_is_no_more_than_the_largest_curvature():
    edge = open_scenario("edge")
    p = edge.descent().run(edge.p0, 0, 705)
    found = slice_of(edge, p, is_bent=True)
    # By differences of φ along the line.
    h = 1e-3
    again = slice_of(edge, p, reach=h)
    bend = np.polyfit(again.xs / h, again.costs, 2)[0] * 2.0 / h**2
    assert found.bend.along == pytest.approx(bend, rel=1e-3)
    assert found.bend.along <= found.bend.largest * (1.0 + 1e-12)
    # On this side of the edge the step climbs.
    assert found.verdict == "climbs"
    assert found.bend.along > found.edge


@pytest.mark.parametrize("size", [(480.0, 400.0), (300.0, 260.0), (640.0, 520.0)])
def test_the_picture_shows_the_bend_beside_its_edge(size):
    edge = open_scenario("edge")
    for update in (0, 300, 705):
        p = edge.descent().run(edge.p0, 0, update)
        found = slice_figure(slice_of(edge, p, is_bent=True), size, LIGHT, NAMING)
        assert not faults(found)
        told = ["".join(run.text for run in shape.runs) for shape in found.shapes if isinstance(shape, Label)]
        assert any("edge 2/η ≈ 6.667" in text and "λmax" in text for text in told)
