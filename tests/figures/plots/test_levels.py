"""Contours show the part of a map in which most of it lies."""

import numpy as np
import pytest

from tests.printing import scenes_of
from tests.usual import usual
from visprop.figures.landscape_work import finished_landscape
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.levels import levels_between, levels_of
from visprop.figures.spans import landscape_span
from visprop.notation.expression.numbers import number
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def landscape(name, update):
    timeline = Timeline(Run(open_scenario(name)))
    moment = NetworkMoment(timeline.frame(Position(update, 1, 0)), History(timeline))
    return finished_landscape(moment, ViewOptions(grid=25))


def widest_share(heights, levels):
    """The share of a map that the band with the most of it takes."""
    return np.bincount(np.searchsorted(levels, heights.ravel())).max() / heights.size


@pytest.mark.parametrize("update", [3, 60])
@pytest.mark.parametrize("name", usual(builtin_names()))
def test_no_map_lies_for_the_most_part_between_two_contours(name, update):
    found = landscape(name, update)
    assert widest_share(found.costs, found.levels) < 0.5
    assert 4 <= len(found.levels) <= 13


@pytest.mark.parametrize("update", [3, 60])
@pytest.mark.parametrize("name", usual(builtin_names()))
def test_levels_are_round_numbers(name, update):
    """With few digits, and none of them more than it takes to tell a level from the next."""
    levels = landscape(name, update).levels
    gaps = np.minimum(np.diff(levels, prepend=-np.inf), np.diff(levels, append=np.inf))
    for level, gap in zip(levels, gaps, strict=True):
        unit = 10.0 ** np.floor(np.log10(gap) + 1e-9)
        assert abs(level / unit - round(level / unit)) < 1e-6 or number(level, 2) == number(level, 9), (level, gap)


def test_the_sides_of_a_valley_do_not_take_all_contours():
    """The eighth power of the distance: below 1/256 of the highest on half of the way across."""
    x = np.linspace(-1.0, 1.0, 41)
    heights = np.hypot(*np.meshgrid(x, x)) ** 8
    levels = levels_of(heights + 3.0)
    low, high = np.quantile(heights + 3.0, (0.25, 0.75))
    assert np.sum((levels > low) & (levels < high)) >= 2
    assert levels[0] > 3.0
    assert levels[-1] < heights.max() + 3.0


def test_a_slope_has_even_steps():
    heights = np.add.outer(np.linspace(0.0, 1.0, 30), np.linspace(0.0, 1.0, 30))
    assert levels_of(heights) == pytest.approx(np.arange(0.2, 1.9, 0.2))


def test_three_powers_of_ten_have_the_round_numbers_of_each():
    heights = np.geomspace(0.0007, 0.7, 900).reshape(30, 30)
    assert levels_of(heights) == pytest.approx([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5])


def test_numbers_at_the_ends_of_float64_have_levels_too():
    for ends in ((0.0, 1.7e308), (-8e307, 8e307), (5e-324, 1e-320), (1e-300, 1e300)):
        levels = levels_between(ends, (ends[0], ends[0]))
        assert np.isfinite(levels).all()
        assert all(ends[0] < level < ends[1] for level in levels)


def test_maps_on_one_scale_have_one_set_of_levels():
    """The span that several share tells where the middle of each lies, so that none of them is one flat colour."""
    (scene,) = scenes_of("sine", open_scenario("sine"))
    span = landscape_span(scene.moment, ViewOptions(grid=25))
    own = finished_landscape(scene.moment, ViewOptions(grid=25))
    shared = finished_landscape(scene.moment, ViewOptions(grid=25).choose(ViewOptions.scale, span))
    assert shared.levels == pytest.approx(own.levels)
