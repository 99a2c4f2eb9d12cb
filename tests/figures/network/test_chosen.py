"""Where not every edge has room for its number, those of the pointed neuron have, and else none."""

import numpy as np
import pytest

from visprop.engine.key import Key
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import ON_SCREEN
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

PAGES = [(900, 560), (1100, 640)]
SCREEN = NetworkChoices(lettering=ON_SCREEN)


def numbers(figure, frame, layer):
    """The numbers that stand between a layer and the one before, in the colours of weights."""
    units = [group for group in figure.targets if group.key(0).letter in ("x", "a")]
    xs = [[end for group in units if group.key(0).layer == at for end in group.ends[:, 0]] for at in (layer - 1, layer)]
    labels = [shape for shape in figure.shapes if isinstance(shape, Label) and shape.key is None]
    words = [(label, "".join(run.text for run in label.runs).replace("−", "-")) for label in labels]
    between = [(label, text) for label, text in words if max(xs[0]) + 10 < label.x < min(xs[1]) - 10]
    return [(label, float(text)) for label, text in between if text.lstrip("-").replace(".", "").isdigit()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "name, layer, j",
    [
        ("iris", 2, 1),
        ("iris", 2, 3),
        ("autocoding", 2, 4),
        ("autocoding", 1, 2),
        ("spiral", 1, 3),
        ("spiral", 2, 3),
        ("spiral", 2, 8),
        ("spiral", 3, 1),
    ],
)
def test_all_numbers_of_the_pointed_neuron_are_told(name, layer, j, page):
    frame = Timeline(Run(open_scenario(name))).frame(Position(3, 1, 0))
    weights = frame.scenario.network.layers(frame.p)[layer - 1][0][j - 1]
    figure = network_figure(frame, page, NetworkOptions(SCREEN, focus=Key.unit(layer, j)))
    found = numbers(figure, frame, layer)
    for value in weights:
        assert any(abs(told - value) <= 0.05 * abs(value) for _, told in found), value


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["iris", "autocoding", "spiral"])
def test_chosen_numbers_are_those_of_edges_and_stand_apart(name, page):
    frame = Timeline(Run(open_scenario(name))).frame(Position(3, 1, 0))
    for layer, (weights, _) in enumerate(frame.scenario.network.layers(frame.p), start=1):
        found = numbers(network_figure(frame, page, NetworkOptions(SCREEN, focus=Key.unit(layer, 1))), frame, layer)
        assert found
        for _, told in found:
            assert np.abs(told - weights).min() <= 0.05 * abs(told)
        boxes = [bounds(label) for label, _ in found]
        assert not any(overlap(one, other) for i, one in enumerate(boxes) for other in boxes[:i])
