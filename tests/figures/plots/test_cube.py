"""The bent space of three neurons: its cube fills the page as the plane of two does, and its words stay on it."""

from functools import cache

import numpy as np
import pytest

from tests.figures.measuring import flat
from visprop.figures.base.extents import drawn
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Label, Segments
from visprop.figures.base.style import LIGHT
from visprop.figures.choices import Camera
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.plot_options import BentOptions, LandscapeOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.timeline import Timeline

SIZES = ((238.0, 180.0), (238.0, 330.0), (345.0, 250.0), (482.0, 400.0), (482.0, 660.0), (960.0, 540.0), (1684.0, 1190.0))
CAMERAS = (Camera(), Camera(20.0, 10.0), Camera(200.0, 60.0), Camera(90.0, 0.0), Camera(45.0, 90.0))


@cache
def moment(name):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(timeline.walk.update_end(60)), History(timeline))


def picture(name, size, *options):
    return VIEWS["hidden"].draw(moment(name), ViewOptions(*options), size)


def cube_bounds(figure):
    """From where to where edges of the cube, and the words at its axes, reach."""
    lines = [one.ends.reshape(-1, 2) for one in figure.shapes if isinstance(one, Segments) and one.width in (0.8, 1.0)]
    x, y, wide, high = figure.plot
    names = [one for one in flat(figure.shapes) if isinstance(one, Label) and x <= one.x <= x + wide and y <= one.y <= y + high]
    every = np.vstack((*lines, *(np.reshape(bounds(one), (2, 2)) for one in names)))
    return (*every.min(axis=0), *every.max(axis=0))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("camera", CAMERAS)
def test_a_cube_and_its_words_stay_on_the_page(size, camera):
    for name in ("autocoding", "layers"):
        left, top, right, bottom = drawn(picture(name, size, LandscapeOptions(camera=camera)))
        assert min(left, top, size[0] - right, size[1] - bottom) >= 2.0


@pytest.mark.parametrize("size", SIZES)
def test_a_cube_fills_its_page_across_or_down(size):
    for name in ("autocoding", "layers"):
        figure = picture(name, size)
        left, top, right, bottom = cube_bounds(figure)
        _, _, wide, high = figure.plot
        assert right - left > wide - 6.0 or bottom - top > high - 6.0
        assert wide * high > 0.5 * size[0] * size[1]


def test_the_name_of_the_upright_axis_keeps_off_its_numbers():
    for size in SIZES:
        words = [one for one in picture("layers", size).shapes if isinstance(one, Label)]
        boxes = [bounds(one) for one in words if one.colour in (LIGHT.faint, LIGHT.ink) and one.y > size[1] * 0.3]
        for i, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[:i]:
                apart = max(other[0] - right, left - other[2], other[1] - bottom, top - other[3])
                assert apart > 0.0


def test_on_the_way_from_a_plane_to_a_cube_nothing_jumps():
    """The rows of a stage stand where they do just before it, and no frame cuts them off."""
    for name, stage in (("autocoding", 1.0), ("layers", 2.0)):
        at, before = (picture(name, SIZES[3], BentOptions(stage=one)) for one in (stage, stage - 1e-6))
        for ends in zip(at.targets, before.targets, strict=True):
            np.testing.assert_allclose(ends[0].ends, ends[1].ends, atol=0.01)
        assert at.plot == before.plot
