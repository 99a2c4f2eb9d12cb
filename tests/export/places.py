"""Where the ink of a picture is, and figures of which it is known by geometry."""

import numpy as np

from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import plain
from visprop.figures.choices import EdgeValue
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

FINE, SAME = 2.0, 0.0008
"""At so many pixels a point a file may differ from the screen in such a share of them: the hue of one edge is more."""
MIDDLE = 100.0
"""Where a label stands, across and down, on its page of 200 × 200."""

TURNS = [(0.0, 0.0), (90.0, 0.0), (90.0, 1.0), (-90.0, 0.0), (35.0, 0.0), (-35.0, 1.0), (90.0, 0.5)]
"""Angles, counter-clockwise, and where in the text its point is: 0 at its beginning, 1 at its end."""


def turned(angle, across):
    """A label that is thick at its beginning and thin at its end."""
    label = Label(MIDDLE, MIDDLE, plain("MM........."), 24.0, LIGHT.ink, across=across, angle=angle)
    return Figure(200.0, 200.0, LIGHT.paper, (label,))


def assert_turned(found, angle, across, slack=4.0):
    """The ink lies along the text's direction, begins where it has to but for some pixels, and is thick at the beginning."""
    ink = (255.0 - found.mean(axis=2)) / 255.0
    ys, xs = np.nonzero(ink > 0.3)
    weights = ink[ys, xs]
    radians = np.radians(angle)
    # The page's y goes down: counter-clockwise is up.
    along = (xs + 0.5 - MIDDLE) * np.cos(radians) - (ys + 0.5 - MIDDLE) * np.sin(radians)
    aside = (xs + 0.5 - MIDDLE) * np.sin(radians) + (ys + 0.5 - MIDDLE) * np.cos(radians)
    # The capitals are in the middle: their height of two thirds of the size is half above and half below.
    assert np.abs(aside).max() < 0.5 * 24.0
    length = along.max() - along.min()
    assert 80.0 < length < 115.0
    begins = along.min() + across * length
    assert abs(begins) < slack
    half = along < (along.min() + along.max()) / 2
    assert weights[half].sum() > 4.0 * weights[~half].sum()
    # A full stop stands on the line, which is aside to the letters' right.
    assert aside[along > along.min() + 0.8 * length].mean() > 4.0


def frame_of(name, line):
    """A scenario's first update at a line."""
    return Timeline(Run(open_scenario(name))).frame(Position(0, 1, line))


def backward():
    """Layers of two at the line that takes δ from layer 3 to layer 2."""
    return network_figure(frame_of("two-neurons", 8), (760, 430))


def crowd():
    """The digits' network."""
    return network_figure(frame_of("digits", 2), (760, 430))


def edges_with(shown):
    """Layers of two with what the edges show."""
    return network_figure(frame_of("two-neurons", 9), (760, 430), NetworkOptions(NetworkChoices(edges=shown)))


PICTURES = {"crowd": crowd, "backward": backward} | {value.value: lambda value=value: edges_with(value) for value in EdgeValue}
"""Pictures whose pixels are compared, each made when it is asked for."""
