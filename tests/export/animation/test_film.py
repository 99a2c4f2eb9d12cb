"""The pictures of an animation, painted over what stays of the ones before, are those that are painted alone."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from tests.usual import usual
from visprop.export.animation.film import Film
from visprop.export.animation.reel import Tempo, positions, reel
from visprop.figures.base.style import DARK
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.views import VIEWS
from visprop.paint import ground
from visprop.paint.painter import paint_figure, qcolor
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Unit
from visprop.timeline.timeline import Timeline

SIZE, SCALE = (240.0, 170.0), 1.5
MOVING = [name for name, view in VIEWS.items() if not view.needs_selection and "swarm" not in view.uses]
OFTEN = ("network", "landscape", "landscape3d", "cost", "output", "hidden", "slice", "pseudocode")


def film_and_shots(scenario, view, options, updates=2, rate=15.0):
    """All positions of the first updates, with what lies between."""
    run = Run(open_scenario(scenario))
    walk = Timeline(run).walk
    places = positions(walk, walk.start, walk.update_end(updates), Unit.LINE)
    return Film(run, VIEWS[view], options, SIZE, SCALE), reel(places, Tempo(step=0.2, rate=rate), moves=True)


def alone(figure):
    """A picture painted by itself."""
    image = QImage(round(SCALE * SIZE[0]), round(SCALE * SIZE[1]), QImage.Format.Format_RGB32)
    image.fill(qcolor(figure.background))
    with QPainter(image) as painter:
        painter.scale(*[SCALE * min(1.0, SIZE[1] / figure.height)] * 2)
        paint_figure(painter, figure)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


@pytest.mark.parametrize("view", usual(MOVING, OFTEN))
def test_each_picture_is_the_one_that_is_painted_alone(qapp, view):
    film, shots = film_and_shots("two-neurons", view, ViewOptions(grid=21))
    # All are held to the end: none is painted over.
    found = [film.pixels(shot) for shot in shots]
    for shot, pixels in zip(shots, found, strict=True):
        assert (pixels == alone(film.figure(shot))).all(), shot
    assert len({id(pixels) for pixels in found}) > 1
    film.close()


@pytest.mark.parametrize("scenario", ["spiral", "shared-bias"])
def test_it_is_so_in_the_dark_and_with_level_lines_of_a_plane(qapp, scenario):
    options = ViewOptions(LandscapeOptions(tangent=True, colour_bar=True), grid=15, theme=DARK)
    film, shots = film_and_shots(scenario, "landscape", options, updates=1)
    for shot in shots[-40:]:
        assert (film.pixels(shot) == alone(film.figure(shot))).all()
    film.close()


def test_what_nothing_has_changed_is_not_drawn_again(qapp):
    film, shots = film_and_shots("two-neurons", "landscape", ViewOptions(grid=21), updates=1)
    found = [film.pixels(shot) for shot in shots]
    # Lines move nothing on the map but the last, on whose way there are three pictures.
    assert len({id(pixels) for pixels in found}) <= 5
    film.close()


def test_what_stays_under_a_moving_point_is_not_painted_again(qapp, monkeypatch):
    film, shots = film_and_shots("neuron", "landscape", ViewOptions(grid=21), updates=1, rate=100.0)
    moving, counts = shots[-19:-1], []
    monkeypatch.setattr(ground, "paint_figure", lambda painter, figure, background: counts.append(len(figure.shapes)))
    for shot in moving:
        film.pixels(shot)
    every = len(tuple(ground.singly(film.figure(moving[0]).shapes)))
    # Of most pictures the path, the point and what is said; a level's number that makes room takes more with it.
    assert sum(counts) < 0.6 * len(moving) * every
    film.close()
