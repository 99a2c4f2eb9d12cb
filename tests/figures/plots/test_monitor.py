"""The history of a training: at updates of a grid that never changes, with the numbers of the network itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults
from visprop.engine.key import Key
from visprop.figures.base.shapes import Clip, Label, Path
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.cost_drawing import moment_lines
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.cost import Curve, cost_axes, cost_ranges
from visprop.figures.plots.monitor import Line, lines_of, monitor_figure, usual_ranges
from visprop.figures.plots.plot_options import MonitorOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.samples import PER_OCTAVE, grid_updates
from visprop.timeline.timeline import Timeline


@given(st.integers(0, 3_000_000), st.integers(0, 5000))
@settings(max_examples=60)
def test_what_is_a_sample_stays_one(update, more):
    now, later = grid_updates(update), set(grid_updates(update + more))
    assert now == sorted(set(now))
    assert (now[0], now[-1]) == (0, update)
    assert set(now[:-1]) <= later
    assert len(now) <= PER_OCTAVE * (max(1, update).bit_length() + 2)


def test_a_million_updates_are_some_two_thousand_samples():
    found = grid_updates(1_000_000)
    assert 1000 < len(found) < 3000
    assert max(np.diff(found)) <= 1_000_000 / PER_OCTAVE
    assert grid_updates(500, 300)[:2] == [300, 302]


@pytest.mark.parametrize("name", ["circle", "iris", "sine"])
def test_what_is_measured_is_what_the_network_gives(name):
    scenario = open_scenario(name)
    history = History(Timeline(Run(scenario)))
    updates, values, _ = history.measures(60)
    assert updates == list(range(61))
    p = scenario.descent().run(scenario.p0, 0, 40)
    phi, test, own, other = values[40]
    assert phi == scenario.objective.value(p)
    if len(scenario.test):
        assert test == scenario.network.mean_cost(p, scenario.test.x, scenario.test.y)
        assert other == scenario.accuracy(p, scenario.test)
    else:
        assert np.isnan(test)
    assert np.isnan(own) if name == "sine" else own == scenario.accuracy(p, scenario.train)
    again = history.at_once(60).measures(60)
    np.testing.assert_array_equal(again.values, values)


def test_the_picture_has_the_ranges_that_were_zoomed_to():
    updates = np.arange(101)
    measures = np.column_stack((1.0 / (updates + 1), np.full(101, np.nan), np.full(101, 0.5), np.full(101, np.nan)))
    lines = lines_of(updates, measures)
    assert [line.name for line in lines] == ["φ", "accuracy"]
    assert usual_ranges(lines, log=False)[0] == (0.0, 100.0)
    figure = monitor_figure(lines, (640, 400), LIGHT, ranges=((20.0, 60.0), (0.0, 0.1)), cursor=30.0)
    left, top, wide, high = figure.plot
    (clip, *_) = [shape for shape in figure.shapes if isinstance(shape, Clip)]
    (curve,) = [shape for shape in clip.shapes if isinstance(shape, Path)]
    # 1/41 at update 40, the middle of the range.
    at = curve.lines[0][40]
    assert at[0] == pytest.approx(left + wide / 2)
    assert at[1] == pytest.approx(top + high * (1 - 10 / 41))


@pytest.mark.parametrize("height", [280, 400, 600, 900])
def test_the_accuracies_have_their_share_of_the_page_below_the_costs(height):
    updates, along = np.arange(11.0), np.linspace(0.0, 1.0, 11)
    lines = [Line(updates, 1.0 - along, "φ"), Line(updates, along, "accuracy", is_share=True)]
    clips = [s for s in monitor_figure(lines, (640, height), LIGHT).shapes if isinstance(s, Clip)]
    cost, accuracy = (np.concatenate([path.lines[0] for path in clip.shapes if isinstance(path, Path)]) for clip in clips)
    # From 0 to 1 it is the higher the page is, and it ends above the words below it.
    assert np.ptp(accuracy[:, 1]) > max(24.0, 0.2 * height - 40.0)
    assert cost[:, 1].max() < accuracy[:, 1].min()
    assert accuracy[:, 1].max() < height - 20.0
    np.testing.assert_allclose(cost[:, 0], accuracy[:, 0])


@pytest.mark.parametrize("lowest, begins_at_0", [(0.0, True), (1e-9, True), (0.4, True), (0.6, False)])
def test_costs_that_come_near_0_stand_on_an_axis_that_begins_there(lowest, begins_at_0):
    updates, costs = np.arange(5.0), np.linspace(1.0, lowest, 5)
    for low in (
        cost_ranges([Curve(updates, costs)], log=False)[1][0],
        usual_ranges([Line(updates, costs, "φ")], log=False)[1][0],
    ):
        assert low == 0.0 if begins_at_0 else 0.0 < low < lowest


@pytest.mark.parametrize("last", [1, 2, 3, 7, 30])
def test_updates_are_counted_in_whole_numbers(last):
    curve = Curve(np.arange(last + 1.0), np.linspace(1.0, 0.5, last + 1))
    found = cost_axes((640, 400), [curve], log=False).x_ticks
    assert len(found) >= 2
    assert all(at == int(at) for at in found)


@pytest.mark.parametrize("name", ["circle", "iris", "sine", "digits"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_text_is_in_the_way(name, theme):
    timeline = Timeline(Run(open_scenario(name)))
    moment = NetworkMoment(timeline.frame(Position(20)), History(timeline))
    for size in ((238, 200), (320, 300), (640, 400), (900, 500)):
        for log in (False, True):
            figure = VIEWS["history"].draw(moment, ViewOptions(MonitorOptions(log_cost=log), theme=theme), size)
            assert not faults(figure)
            assert any(isinstance(shape, Label) for shape in figure.shapes)


def arrive(session, update):
    """Go on to an update; on a machine that is busy it takes more than the slice that is made at once."""
    session.playback.go(Position(update))
    while session.playback.seeking is not None:
        session.playback.tick(0.0)


def test_other_runs_of_the_tree_are_in_the_figure_too():
    session = Session(Run(open_scenario("two-neurons")))
    arrive(session, 30)
    session.edits.set_parameter(Key.parse("w1[1,1]"), 2.0)
    arrive(session, 50)
    moment = session.moment().at_once()
    lines, is_late = moment_lines(moment)
    assert not is_late
    assert [line.name for line in lines] == ["φ", "c of each update", "run “opened”"]
    # The run that was left at 30 ends there, with the φ that it had.
    timeline = Timeline(Run(open_scenario("two-neurons")))
    assert lines[2].updates[-1] == 30.0
    assert lines[2].values[-1] == timeline.scenario.objective.value(timeline.parameters(30))
    figure = VIEWS["history"].draw(moment, ViewOptions(), (480, 320))
    words = ["".join(run.text for run in shape.runs) for shape in figure.shapes if isinstance(shape, Label)]
    assert "other runs" in words
    pale = [s for clip in figure.shapes if isinstance(clip, Clip) for s in clip.shapes if s.colour == LIGHT.rule]
    assert len(pale) == 1
