"""What is rounding is not told as a step, a curve, a width or a sign."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.plots.landscapes import landscape_at
from visprop.figures.base.axes import least_range, tick_texts, ticks
from visprop.figures.base.style import LIGHT
from visprop.figures.choices import EdgeValue, PlaneChoice
from visprop.figures.network.edges.look import look_of
from visprop.figures.network.edges.values import FLOORS, scale_of
from visprop.figures.plots.contours import _arrows
from visprop.figures.plots.levels import levels_of
from visprop.figures.plots.slice import AT_REST, UNSEEN, slice_of
from visprop.figures.plots.slice_picture import slice_figure
from visprop.notation.naming import Naming
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.timeline import Timeline


def trained(name, eta, updates):
    scenario = open_scenario(name)
    scenario = scenario.with_training(replace(scenario.training, eta=eta))
    return scenario, Timeline(Run(scenario)).parameters(updates)


@pytest.mark.parametrize("name, layer", [("xor", 2), ("linear", 4), ("layers", 3)])
def test_after_saturation_it_is_said_that_nothing_can_be_seen_and_why(name, layer):
    scenario, p = trained(name, 200.0, 50 if name == "xor" else 1)
    found = slice_of(scenario, p)
    assert found.verdict == UNSEEN
    assert f"in layer {layer}" in found.reason
    assert "saturated" in found.reason
    assert "larger η does not" in found.reason
    figure = slice_figure(found, (480.0, 400.0), LIGHT, Naming.of(scenario))
    assert "%" not in "".join(run.text for shape in figure.shapes for run in getattr(shape, "runs", ()))


@pytest.mark.parametrize("name", ["neuron", "linear", "two-neurons", "layers", "xor", "sine", "iris"])
@pytest.mark.parametrize("eta", [None, 20.0, 200.0])
def test_a_verdict_is_the_same_where_p_differs_by_rounding_alone(name, eta):
    """A verdict that a change in the last bits of p turns is one about rounding."""
    scenario = open_scenario(name)
    scenario, p = trained(name, eta or scenario.training.eta, 40)
    said = [slice_of(scenario, p * (1.0 + k * np.finfo(float).eps)) for k in range(4)]
    judged = {one.verdict for one in said if one.verdict not in (UNSEEN, AT_REST)}
    assert len(judged) <= 1, [(one.verdict, one.share, one.promised / one.resolution) for one in said]


def test_a_minimum_is_no_saturation():
    scenario, p = trained("neuron", 1.0, 3000)
    found = slice_of(scenario, p)
    assert found.verdict in (UNSEEN, AT_REST)
    assert "saturated" not in found.reason


def test_noise_is_a_flat_line_and_no_two_ticks_are_alike():
    low, high = least_range(0.25 - 5e-17, 0.25 + 5e-17)
    assert high - low > 1e-12
    for span in (0.0, 1e-16, 1e-9, 1e-3, 1.0):
        ends = least_range(0.25, 0.25 + span)
        told = tick_texts(ticks(*ends, 5))
        assert len(set(told)) == len(told)
    assert not len(levels_of(0.25 + 1e-16 * np.random.default_rng(0).normal(size=(9, 9))))


def test_the_arrow_of_a_slope_that_phi_does_not_tell_is_not_drawn():
    scenario, _ = trained("linear", 1.0, 1)
    found = landscape_at(History(Timeline(Run(scenario))), 1, PlaneChoice(), 9)
    assert len(_arrows(found)) == 1
    assert not _arrows(replace(found, slope=(1e-18, -1e-18)))


def test_where_the_update_goes_another_way_both_arrows_are_there():
    scenario = open_scenario("two-neurons")
    from visprop.figures.landscape_work import finished_landscape
    from visprop.figures.moment import NetworkMoment, ViewOptions
    from visprop.timeline.position import Position

    timeline = Timeline(Run(scenario))
    frame = timeline.frame(Position(0, 1, 0))
    found = finished_landscape(NetworkMoment(frame, History(timeline)), ViewOptions(grid=9))
    (down, _), (way, words) = _arrows(found)
    assert "".join(run.text for run in words) == "−∇c"
    data = scenario.train
    p, names = scenario.p0, found.basis.words
    assert names
    for arrow, rows in ((down, slice(None)), (way, slice(0, 1))):
        for direction, told in zip((found.basis.u, found.basis.v), arrow, strict=True):
            step = 1e-6 * scenario.freedom.spread(direction)
            by_hand = [scenario.network.mean_cost(p + sign * step, data.x[rows], data.y[rows]) for sign in (1, -1)]
            assert told == pytest.approx(-(by_hand[0] - by_hand[1]) / 2e-6, rel=1e-5, abs=1e-9)


def test_widths_of_different_layers_compare():
    values = [np.array([[0.7, -0.2]]), np.array([[1e-17, -1e-17]]), None]
    for shown in EdgeValue:
        largest = scale_of(values, FLOORS[shown])
        assert largest == 0.7
        look = look_of(largest, LIGHT, 4, recedes=False)
        widths = [look.of(value)[1] for value in (1e-17, 0.2, 0.7)]
        assert widths == sorted(widths)
        assert widths[0] == look.widths[0]
        # Neither is the sign of rounding told.
        assert look.of(1e-17)[0] == look.of(-1e-17)[0] == LIGHT.rule
        assert scale_of([np.array([[1e-17]])], FLOORS[shown]) == FLOORS[shown]
