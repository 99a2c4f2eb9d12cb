"""Every plot of every built-in scenario on the pages of figures in print: nothing cut, nothing small, no axis without a scale."""

from functools import cache

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, texts
from tests.usual import usual
from visprop.figures.base.shapes import Dots, Facets, Label, Path
from visprop.figures.base.style import LIGHT, TEXT_SIZE
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

PLOTS = ("landscape", "landscape3d", "cost", "history", "slice", "output", "hidden", "codes", "cost-functions", "cost-of-targets")
PAGES = ((327.0, 247.0), (387.0, 292.0), (561.0, 380.0), (640.0, 400.0))
"""Less than a column of 238 × 180 pt at 8 pt; that column; one of 345 pt; and the usual page: text is of one size on each."""
LEAST = 0.75 * TEXT_SIZE


@cache
def moment_of(name, update):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(update)), History(timeline)).at_once()


@cache
def drawn(view, name, update, size):
    moment, options = moment_of(name, update), ViewOptions(grid=21)
    return None if VIEWS[view].lacks(moment, options) else VIEWS[view].draw(moment, options, size)


def numbers(figure):
    """The numbers at the left of a diagram, and those below it."""
    left, top, _, high = figure.plot
    ticks = [one for one in flat(figure.shapes) if isinstance(one, Label) and one.colour == LIGHT.faint and one.angle == 0.0]
    beside = [one for one in ticks if one.across == 1.0 and one.x < left and top - 1.0 <= one.y <= top + high + 1.0]
    below = [one for one in ticks if one.down == 0.0 and abs(one.y - (top + high + 8.0)) < 1.0 and one.across == 0.5]
    return beside, below


@pytest.mark.parametrize("view", PLOTS)
@pytest.mark.parametrize("name", usual(builtin_names()))
def test_a_plot_is_whole_on_the_pages_of_print(name, view):
    for size in PAGES:
        for update in (0, 7):
            figure = drawn(view, name, update, size)
            if figure is None:
                continue
            assert not faults(figure), (size, update)
            labels = [shape for shape in flat(figure.shapes) if isinstance(shape, Label)]
            assert min(label.size for label in labels) >= LEAST
            # A page does not shrink its text.
            assert sum(label.size >= 0.9 * TEXT_SIZE for label in labels) >= len(labels) / 2 or view in ("output", "codes")


@pytest.mark.parametrize("view", ["landscape", "cost", "history", "slice", "cost-of-targets"])
def test_each_axis_has_two_numbers_at_least(view):
    for name in builtin_names():
        for size in PAGES:
            beside, below = numbers(drawn(view, name, 7, size))
            assert len(below) >= 2, (name, size)
            # With a diagram below it has no numbers of its own there; the lowest at the left may give way to the corner's.
            assert len(beside) >= 2 or (len(beside) == 1 and view != "landscape"), (name, size)


def test_a_surface_fills_its_page():
    for name in builtin_names():
        for size in PAGES:
            figure = drawn("landscape3d", name, 7, size)
            corners = np.vstack([one.corners.reshape(-1, 2) for one in flat(figure.shapes) if isinstance(one, Facets)])
            wide, high = np.ptp(corners, axis=0)
            assert wide > 0.6 * size[0] or high > 0.6 * size[1], (name, size)


@pytest.mark.parametrize("name", ["sine", "circle", "spiral", "digits"])
def test_marks_do_not_run_together_and_what_is_left_out_is_counted(name):
    view = "hidden" if name == "digits" else "output"
    figure = drawn(view, name, 7, PAGES[0])
    count = len(open_scenario(name).data)
    (told,) = [one for one in texts(figure) if one.endswith(f" of {count} rows")]
    assert 0 < int(told.split()[0]) < count
    for shape in flat(figure.shapes):
        if isinstance(shape, Dots) and len(shape.centres) > 3:
            away = np.hypot(*(shape.centres[:, None] - shape.centres[None]).transpose(2, 0, 1))
            assert np.min(away[~np.eye(len(away), dtype=bool)]) > 2.2


def test_noise_of_many_updates_is_a_band():
    figure = drawn("history", "gauss", 400, PAGES[0])
    bands = [one for one in flat(figure.shapes) if isinstance(one, Path) and one.closed and one.colour is None]
    assert len(bands) == 1
    assert np.ptp(bands[0].lines[0][:, 0]) > 0.95 * figure.plot[2]
    # Two points for each column of the page, and not one for each update.
    assert len(bands[0].lines[0]) < 400


@pytest.mark.parametrize("view", ["landscape", "output"])
def test_a_colour_bar_has_numbers_and_room(view):
    figure = VIEWS[view].draw(moment_of("circle", 7), ViewOptions(grid=21).choose(LandscapeOptions.colour_bar, True), PAGES[0])
    assert not faults(figure)
    right = figure.plot[0] + figure.plot[2]
    beside = [one for one in flat(figure.shapes) if isinstance(one, Label) and one.x > right + 20.0 and one.y > figure.plot[1]]
    assert len(beside) >= 3
