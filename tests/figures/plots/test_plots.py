"""Plots: nothing in another's way at any size, no text over a curve, and what their axes say."""

from functools import cache

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, meets, texts
from tests.pictures import pixels
from tests.usual import usual
from visprop.engine.network import Network
from visprop.export.png import figure_image
from visprop.figures.base.axes import axes_in, told_apart
from visprop.figures.base.placing import bounds, resampled
from visprop.figures.base.shapes import Dots, Label, Path
from visprop.figures.base.style import LIGHT
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.cost import Curve, cost_axes, cost_figure, running_mean
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions, SliceOptions
from visprop.figures.plots.slice import slice_of
from visprop.figures.plots.slice_picture import slice_figure
from visprop.figures.views import VIEWS
from visprop.notation.naming import Naming
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZES = [(238, 170), (345, 260), (480, 400), (640, 400), (1400, 500)]


@cache
def moment_of(name, update):
    """A moment of a built-in scenario's training, at its update line, with all that is computed."""
    timeline = Timeline(Run(open_scenario(name)))
    last = timeline.run.scenario.schedule.size_of(update)
    frame = timeline.frame(Position(update, last, timeline.program.update_line))
    return NetworkMoment(frame, History(timeline)).at_once()


@pytest.mark.parametrize("name", usual(builtin_names()))
@pytest.mark.parametrize("view", ["landscape", "landscape3d", "cost", "slice"])
def test_no_text_is_in_the_way_of_anything(view, name):
    choices = [
        *(None, (LandscapeOptions.tangent, True), (MonitorOptions.log_cost, True)),
        *((SliceOptions.eta, 30.0), (SliceOptions.eta, 1e-4)),
    ]
    for update in (0, 7, 60):
        for choice in choices:
            if choice is not None and choice[0] not in VIEWS[view].choices:
                continue
            # What takes long to compute is drawn of few points, at the smallest, a usual and the largest size.
            plain = ViewOptions(grid=11 if name == "digits" else 31)
            options = plain if choice is None else plain.choose(*choice)
            for size in SIZES[:: 2 if name == "digits" else 1]:
                figure = VIEWS[view].draw(moment_of(name, update), options, size)
                assert not faults(figure)


@pytest.mark.parametrize("name", builtin_names())
@pytest.mark.parametrize("view", ["cost", "slice"])
def test_no_text_crosses_a_curve(view, name):
    for size in SIZES:
        figure = VIEWS[view].draw(moment_of(name, 60), ViewOptions(grid=31), size)
        left, top, wide, high = figure.plot
        curves = [
            line for s in flat(figure.shapes) if isinstance(s, Path) and s.fill is None for line in s.lines if len(line) > 1
        ]
        points = np.vstack([resampled(np.array(line), 2.0) for line in curves])
        inside = (points >= (left, top)).all(axis=1) & (points <= (left + wide, top + high)).all(axis=1)
        spots = np.hstack((points[inside], points[inside]))
        for label in (shape for shape in flat(figure.shapes) if isinstance(shape, Label)):
            assert not meets(bounds(label), spots, slack=-0.5).any(), texts(figure)


def parabola(eta):
    """φ(b) = ½b² from b = 3."""
    network = Network((1, 1), ("identity",))
    data = Data(np.zeros((1, 1)), np.zeros((1, 1)))
    return Scenario("parabola", network, np.array([0.0, 3.0]), data, Training(eta=eta))


def test_the_slice_says_its_verdict_first_and_both_decreases():
    scenario = parabola(0.5)
    figure = slice_figure(slice_of(scenario, scenario.p0), (640, 400), LIGHT, Naming((1, 1)))
    shown = texts(figure)
    # φ = 4.5, the slope 3: promised ½·9, and from 4.5 to ½·1.5².
    assert "η = 0.5: about right" in shown
    assert any("75 % of the promised decrease came" in words for words in shown)
    assert any(words.startswith("promised") and words.endswith("= 4.5") for words in shown)
    assert any(words.startswith("came") and words.endswith("= 3.375") for words in shown)
    for zone in ("small", "about right"):
        assert zone in shown


def test_the_zones_of_eta_are_where_the_shares_are():
    """On ½b² the share is 1 − η/2: 90 % at η = 0.2, 30 % at 1.4, 0 at 2; along −∇φ a step is 3η long."""
    scenario = parabola(1.0)
    found = slice_of(scenario, scenario.p0, reach=9.0, grid=2001)
    figure = slice_figure(found, (900, 500), LIGHT, Naming((1, 1)))
    left, _, wide, _ = figure.plot
    bars = [s for s in figure.shapes if getattr(s, "height", 0.0) == 6.0]
    scale = (found.xs[-1] - found.xs[0]) / wide
    ends = [(found.xs[0] + (bar.x + bar.width - left) * scale) / 3.0 for bar in bars]
    assert ends[:3] == pytest.approx([0.2, 1.4, 2.0], abs=0.01)


def test_the_range_of_a_slice_shows_that_the_curve_is_not_straight():
    for name in builtin_names():
        scenario = open_scenario(name)
        found = slice_of(scenario, scenario.p0)
        tangent = found.cost + found.slope * (found.xs - found.x)
        fall = abs(found.slope) * (found.xs[-1] - found.x)
        assert np.abs(found.costs - tangent).max() > 0.2 * fall, name


def test_the_range_of_the_cost_follows_the_run():
    updates = np.arange(5.0)
    flat_axes = cost_axes((480, 320), [Curve(updates, np.array([0.91, 0.9, 0.89, 0.9, 0.88]))], False)
    assert flat_axes.y_range[0] > 0.8
    assert flat_axes.x_range == (0.0, 4.0)
    falling = cost_axes((480, 320), [Curve(updates, np.array([1.0, 0.5, 0.2, 0.1, 0.05]))], False)
    assert falling.y_range[0] == 0.0


def test_a_log_scale_is_offered_where_the_curve_lies_on_its_axis():
    costs = np.concatenate(([100.0], np.full(50, 0.1)))
    curve = Curve(np.arange(51.0), costs)
    assert any("log scale" in words for words in texts(cost_figure([curve], (640, 400), LIGHT)))
    assert not any("lies on the axis" in words for words in texts(cost_figure([curve], (640, 400), LIGHT, log=True)))


def test_noise_is_told_by_its_mean():
    rng = np.random.default_rng(0)
    costs = 1.0 + rng.normal(size=300) * 0.1
    figure = cost_figure([Curve(np.arange(300.0), costs)], (640, 400), LIGHT)
    assert any(isinstance(shape, Dots) for shape in flat(figure.shapes))
    mean = running_mean(costs)
    assert mean[100] == pytest.approx(costs[94:107].mean())
    assert mean[0] == costs[0]


def test_levels_have_as_many_digits_as_tell_neighbours_apart():
    assert told_apart([0.12601, 0.12602, 0.2], 3) == ["0.12601", "0.12602", "0.2"]
    assert told_apart([0.1, 0.2], 3) == ["0.1", "0.2"]


@pytest.mark.parametrize("size", SIZES)
def test_there_are_few_rules_and_their_numbers_do_not_touch(size):
    axes = axes_in(size, (-0.123, 9.87), (0.0, 0.0317), 30.0)
    assert 2 <= len(axes.y_ticks) <= 7
    assert len(axes.x_ticks) >= 2


@pytest.mark.parametrize("name", ["two-neurons", "iris", "sine"])
@pytest.mark.parametrize("view", [view for view in VIEWS.values() if "now" in view.uses], ids=lambda view: view.name)
def test_a_picture_that_knows_no_lines_is_the_same_at_each_of_an_update(qapp, view, name):
    timeline = Timeline(Run(open_scenario(name)))
    options = ViewOptions(LandscapeOptions(example_steps=True), grid=21)

    def painted(line):
        moment = NetworkMoment(timeline.frame(Position(3, 1, line)), History(timeline)).at_once()
        return pixels(figure_image(view.draw(moment, options, (400, 300)), 1.0))

    first = painted(0)
    assert (first != first[0, 0]).any()
    for line in range(1, timeline.program.update_line):
        np.testing.assert_array_equal(painted(line), first)
