"""Figures as documents take them: at the width of a column."""

from __future__ import annotations

from PySide6.QtGui import QImage

from tests.pictures import pixels
from visprop.engine.key import Key
from visprop.export.paper import Paper
from visprop.figures.base.style import LIGHT
from visprop.figures.choices import Layers
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

MM = 72 / 25.4
COLUMN = Paper(84 * MM)


def figure_of(scenario, view, theme=LIGHT, heat=False):
    """A view of a scenario in the midst of its third update."""
    timeline = Timeline(Run(open_scenario(scenario)))
    moment = NetworkMoment(timeline.frame(Position(2, 1, 3)), History(timeline), selected=Key.weight(1, 1, 1)).at_once()
    options = ViewOptions(theme=theme, grid=31)
    options = options.choose(NetworkChoices.layers, Layers.HEAT) if heat else options
    (figure,) = COLUMN.figures(VIEWS[view], moment, options)
    return figure


def drawn(path):
    """A PNG as an array."""
    return pixels(QImage(str(path)))
