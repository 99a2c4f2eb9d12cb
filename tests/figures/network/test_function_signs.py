"""In a neuron that shows z and a stands its own activation between them: by its letter, or by its curve."""

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.measuring import flat, words
from visprop.figures.base.shapes import Disc, Label, Path
from visprop.figures.base.style import ON_SCREEN
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

WRITTEN = {
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0.0),
    "softplus": lambda z: np.log1p(np.exp(z)),
}


def figure_of(hidden, output="logistic"):
    scenario = open_scenario("xor")
    scenario = replace(scenario, network=replace(scenario.network, activations=(hidden, output)))
    frame = Timeline(Run(scenario)).frame(Position(0, 1, 2))
    return network_figure(frame, (930, 640), NetworkOptions(NetworkChoices(lettering=ON_SCREEN, form="opened")))


def signs(figure):
    """What stands in the small discs of neurons: a letter, or a curve in sizes of the disc, from left to right."""
    shapes, found = list(flat(figure.shapes)), []
    for disc, inner in zip(shapes, shapes[1:], strict=False):
        if isinstance(disc, Disc) and isinstance(inner, Label) and (inner.x, inner.y) == (disc.x, disc.y):
            found.append(words(inner))
        if isinstance(disc, Disc) and isinstance(inner, Path) and len(inner.lines[0]) > 9:
            found.append((inner.lines[0] - (disc.x, disc.y)) / disc.radius)
    return found


def test_the_logistic_function_has_its_letter():
    assert set(signs(figure_of("logistic"))) == {"σ"}


@pytest.mark.parametrize("name", ["tanh", "relu", "softplus"])
def test_another_one_has_its_curve(name):
    found = [one for one in signs(figure_of(name)) if not isinstance(one, str)]
    assert len(found) >= 2
    for curve in found:
        assert np.hypot(*curve.T).max() < 1.0
        z = 3.0 * curve[:, 0] / curve[:, 0].max()
        # Upwards is up: a straight line of the function's own values.
        a = WRITTEN[name](z)
        slope, _ = np.polyfit(a, -curve[:, 1], 1)
        assert slope > 0.0
        assert np.corrcoef(a, -curve[:, 1])[0, 1] == pytest.approx(1.0, abs=1e-9)
