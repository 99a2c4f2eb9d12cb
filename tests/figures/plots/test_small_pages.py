"""The newer views on small pages: nothing is cut, what is drawn is explained, and what has no room is said to be left out."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.measuring import faults, flat, texts
from tests.figures.seen import share_of
from tests.figures.test_style import contrast
from visprop.engine.key import Key
from visprop.figures.base.axes import scale_ticks
from visprop.figures.base.shapes import Box, Disc, Dots, Facets, Label, Path
from visprop.figures.base.style import DARK, LIGHT, mix
from visprop.figures.choices import Shown
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.cloud import Cloud
from visprop.figures.plots.plot_options import BentOptions, MonitorOptions, OutputOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import Starts, SwarmPlan, grid, seeds_from
from visprop.timeline.timeline import Timeline

SIZES = ((238.0, 180.0), (340.0, 240.0), (640.0, 400.0))
CURVES = ("gradient", "layers", "w1", "step")


@cache
def moment_of(name, update=20, **fields):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(update)), History(timeline), **fields)


@cache
def swarm_of(name):
    """Runs of two rates, of one, of a grid of starts, and some that diverge."""
    plans = {
        "two rates": lambda: SwarmPlan(open_scenario("xor"), 800, (0.5, 2.0), seeds_from(0, 48), 0.01),
        "one rate": lambda: SwarmPlan(open_scenario("xor"), 60, (2.0,), seeds_from(0, 200), 0.001),
        "starts": lambda: SwarmPlan(
            open_scenario("two-neurons"), 40, (0.5,), (), 0.01,
            starts=Starts((Key.weight(1, 1, 1), Key.weight(2, 1, 1)), (grid(-4, 4, 16), grid(-4, 4, 16))),
        ),
        "diverging": lambda: SwarmPlan(open_scenario("linear"), 60, (0.5, 1e9), seeds_from(0, 12), 0.01),
    }  # fmt: skip
    return flown(plans[name]())


@given(st.floats(-1e6, 1e6), st.floats(1e-4, 1e6), st.integers(2, 12))
def test_an_axis_has_two_numbers_at_least(low, span, most):
    assert 2 <= len(scale_ticks(low, low + span, most)) <= most + 1


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", [None, 5])
@pytest.mark.parametrize("name", ["two rates", "one rate", "starts", "diverging"])
def test_pictures_of_a_swarm_are_whole(name, opened, size, theme):
    swarm = swarm_of(name)
    moment = NetworkMoment(
        (timeline := Timeline(Run(swarm.plan.scenario))).frame(Position()), History(timeline), swarm=swarm, swarm_run=opened
    )
    for view in ("swarm", "swarm-map"):
        figure = VIEWS[view].draw(moment, ViewOptions(theme=theme), size)
        assert not faults(figure), view
        assert ("run 6" in texts(figure)) == (opened is not None), view


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_ways_of_runs_are_seen_on_the_map_and_their_ends_more(theme):
    cloud = Cloud(np.ones((2, 2)), np.zeros((2, 5, 2)), np.array([True, False]), np.array([False, False]))
    shapes = cloud.drawn(lambda points: points, theme)
    ground = mix(theme.low, theme.high, 0.35)
    (ways,) = [shape for shape in shapes if isinstance(shape, Path)]
    (discs, squares) = (
        [s.colour for s in shapes if isinstance(s, Dots)][-1],
        next(s for s in shapes if isinstance(s, Facets)).fills,
    )
    assert len(ways.lines) == 2
    ends = contrast(discs, ground), contrast(tuple(squares[0]), ground)
    assert 2.0 < contrast(ways.colour, ground) < min(ends), ends


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["two rates", "one rate", "starts", "diverging"])
def test_every_shade_of_a_map_is_explained_and_no_other(name, size):
    swarm = swarm_of(name)
    timeline = Timeline(Run(swarm.plan.scenario))
    moment = NetworkMoment(timeline.frame(Position()), History(timeline), swarm=swarm)
    said = texts(VIEWS["swarm-map"].draw(moment, ViewOptions(), size))
    above = ~swarm.reached & np.isfinite(swarm.phi)
    assert any(one.startswith("φ ≤") for one in said[2:]) == bool(swarm.reached.any())
    assert any(one.startswith(("φ from", "φ ≈")) for one in said[2:]) == bool(above.any())
    assert ("diverged" in said) == bool(swarm.diverged.any())
    assert any(one.startswith("a cell a seed") for one in said) == (swarm.plan.starts is None)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_cells_of_runs_at_the_goal_have_the_hue_of_what_is_computed(theme):
    swarm = swarm_of("two rates")
    timeline = Timeline(Run(swarm.plan.scenario))
    moment = NetworkMoment(timeline.frame(Position()), History(timeline), swarm=swarm)
    shapes = VIEWS["swarm-map"].draw(moment, ViewOptions(theme=theme), (640.0, 400.0)).shapes
    fills = np.concatenate([one.fills for one in shapes if isinstance(one, Facets)])
    hued = sum((share_of(tuple(fill), theme.paper, theme.forward) or 0.0) > 0.5 for fill in fills.tolist())
    # One more may be that of the key.
    assert 0 < int(swarm.reached.sum()) <= hued <= int(swarm.reached.sum()) + 1


def test_large_cells_stand_apart_from_those_beside_and_those_below_alike():
    swarm = swarm_of("one rate")
    timeline = Timeline(Run(swarm.plan.scenario))
    figure = VIEWS["swarm-map"].draw(
        NetworkMoment(timeline.frame(Position()), History(timeline), swarm=swarm), ViewOptions(), (1200.0, 800.0)
    )
    # In the key below are cells too, of no run.
    places = np.concatenate([one.corners for one in figure.shapes if isinstance(one, Facets)])
    lefts, rights, tops, bottoms = places[:, 0, 0], places[:, 1, 0], places[:, 0, 1], places[:, 2, 1]
    gaps = []
    for starts, ends in ((lefts, rights), (tops, bottoms)):
        between = np.unique(np.round(np.subtract.outer(starts, ends), 6))
        gaps.append(between[between > -1e-6][0])
    assert gaps[0] == pytest.approx(gaps[1])
    assert gaps[0] > 0.5


def test_the_rim_is_around_the_cell_of_the_run_that_is_open():
    swarm = swarm_of("two rates")
    timeline = Timeline(Run(swarm.plan.scenario))
    moment = NetworkMoment(timeline.frame(Position()), History(timeline), swarm=swarm, swarm_run=60)
    figure = VIEWS["swarm-map"].draw(moment, ViewOptions(), (640.0, 400.0))
    (rim, in_key) = [one for one in flat(figure.shapes) if isinstance(one, Box) and one.colour == LIGHT.ink]
    x, y = figure.middle_of(Key("run", 61))
    assert abs(rim.x + rim.width / 2 - x) < 1.5
    assert abs(rim.y + rim.height / 2 - y) < 1.5
    assert in_key.y > rim.y + rim.height
    assert any(isinstance(one, Facets) for one in figure.shapes)


@pytest.mark.parametrize("size", SIZES)
def test_further_curves_stand_on_the_page_and_what_has_no_room_is_named(size):
    moment = moment_of("iris", curves=CURVES)
    figure = VIEWS["history"].draw(moment, ViewOptions().choose(MonitorOptions.curves, CURVES), size)
    assert not faults(figure)
    assert "update" in texts(figure)
    lowest = max(shape.y for shape in flat(figure.shapes) if isinstance(shape, Label))
    assert lowest < size[1]
    assert any(one.startswith("not shown") for one in texts(figure)) == (size[1] < 300.0)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("name", ["xor", "iris", "edge"])
def test_before_the_first_update_a_curve_is_words_and_no_empty_axes(name, log):
    options = ViewOptions().choose(MonitorOptions.log_cost, log)
    for view in ("history", "cost"):
        figure = VIEWS[view].draw(moment_of(name, 0), options, (340.0, 240.0))
        assert "No curve yet" in " ".join(texts(figure))
        assert all(isinstance(shape, Label) for shape in figure.shapes)
        assert VIEWS[view].lacks(moment_of(name, 0), options)
        assert not VIEWS[view].lacks(moment_of(name, 1), options)


@pytest.mark.parametrize("name", ["xor", "two-neurons", "iris"])
def test_the_ring_around_a_row_is_whole(name):
    options = ViewOptions().choose(OutputOptions.shows, Shown.MAP)
    for size in SIZES[1:]:
        figure = VIEWS["output"].draw(moment_of(name), options, size)
        ring, in_key = [one for one in figure.shapes if isinstance(one, Disc)]
        left, top, wide, high = figure.plot
        assert left <= ring.x <= left + wide
        assert top <= ring.y <= top + high
        assert in_key.y > top + high
        assert "now" in texts(figure)
        assert not faults(figure)


CLASSES = {"xor": ["1", "0"], "iris": ["setosa", "versicolor", "virginica"], "spiral": ["1", "−1"]}


@pytest.mark.parametrize("name", CLASSES)
def test_marks_in_the_bent_space_are_named_outside_of_it(name):
    for size in ((340.0, 240.0), (640.0, 400.0)):
        figure = VIEWS["hidden"].draw(moment_of(name), ViewOptions().choose(BentOptions.stage, 1.0), size)
        left, top, wide, high = figure.plot
        outside = [
            "".join(run.text for run in one.runs)
            for one in flat(figure.shapes)
            if isinstance(one, Label) and (one.x > left + wide + 4.0 or one.y > top + high + 16.0)
        ]
        # The next column of a letter of the axis may stand there as well.
        assert [one for one in outside if one in CLASSES[name]] == CLASSES[name]
        assert "now" in outside
        assert not faults(figure)


@pytest.mark.parametrize("shows", [Shown.CONFUSION, Shown.WORST, Shown.MAP])
def test_a_picture_says_on_every_page_how_many_rows_are_right(shows):
    for size in SIZES:
        figure = VIEWS["output"].draw(moment_of("iris"), ViewOptions().choose(OutputOptions.shows, shows), size)
        bold = [one for one in flat(figure.shapes) if isinstance(one, Label) and one.bold]
        assert bold
        assert any(sign.isdigit() for sign in "".join(run.text for run in bold[0].runs))
