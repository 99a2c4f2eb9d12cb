"""Networks of two rows: what neurons tell stands outside of them, and numbers of edges that cross stand off the crossing."""

import numpy as np
import pytest

from tests.figures.measuring import flat, words
from tests.figures.network.test_network import frames
from tests.figures.seen import edges_of
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Disc, Label
from visprop.figures.base.style import ON_SCREEN, PRINTED
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.expression.numbers import without_zero

PANES = pytest.mark.parametrize("pane", [(930, 560), (760, 430), (1100, 600)])


def shown(pane, lettering, line=7):
    frame = frames("two-neurons")[line]
    return frame, network_figure(frame, pane, NetworkOptions(NetworkChoices(lettering=lettering)))


def labels(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label)]


@PANES
@pytest.mark.parametrize("lettering", [PRINTED, ON_SCREEN], ids=["print", "screen"])
def test_a_and_delta_stand_above_the_upper_and_below_the_lower_neuron(pane, lettering):
    _, figure = shown(pane, lettering)
    circles = [shape for shape in flat(figure.shapes) if isinstance(shape, Disc) and shape.radius > 10.0]
    for layer in range(1, 5):
        for j, side in ((1, -1.0), (2, 1.0)):
            told = {s.key.letter: s for s in labels(figure) if s.key and s.key.layer == layer and s.key.indices == (j,)}
            b, a, d = (bounds(told[letter]) for letter in "bad")
            circle = min(circles, key=lambda c: np.hypot(c.x - (b[0] + b[2]) / 2, c.y - (b[1] + b[3]) / 2))
            assert (b[0] + b[2]) / 2 == pytest.approx(circle.x, abs=0.6)
            for box in (a, d):
                assert (box[0] + box[2]) / 2 == pytest.approx(circle.x, abs=0.6)
                # Off the rim, on the outer side.
                assert (box[3] < circle.y - circle.radius) if side < 0.0 else (box[1] > circle.y + circle.radius)
            assert a[3] < d[1], "a stands over δ on either side"


@PANES
@pytest.mark.parametrize("lettering", [PRINTED, ON_SCREEN], ids=["print", "screen"])
def test_the_numbers_of_edges_that_cross_stand_in_rows_off_the_crossing(pane, lettering):
    frame, figure = shown(pane, lettering, line=0)
    rows = []
    for layer, (weights, _) in enumerate(frame.scenario.network.layers(frame.p), start=1):
        ends = {key.indices: line for key, line in edges_of(figure) if key.layer == layer}
        for indices in ((1, 2), (2, 1)):
            x1, y1, x2, y2 = ends[indices]
            value = f"{weights[indices[0] - 1, indices[1] - 1]:.4g}".replace("-", "−")
            (at,) = [s for s in labels(figure) if words(s) in (value, without_zero(value)) and x1 < s.x < x2]
            # On its own line, and off the crossing.
            assert at.y == pytest.approx(y1 + (at.x - x1) / (x2 - x1) * (y2 - y1), abs=1.0)
            assert abs(at.y - (y1 + y2) / 2) > (0.65 if lettering == PRINTED else 1.1) * at.size
            rows.append(round(at.y))
    # All of a side stand at one height, but those of the inputs, whose dots are small.
    assert len(set(rows[2:])) <= 2


def test_a_neuron_of_three_rows_tells_on_either_side():
    frame = frames((3, 3, 3))[-1]
    figure = network_figure(frame, (930, 560), NetworkOptions(NetworkChoices(form="closed")))
    told = {(s.key.letter, s.key.j): bounds(s) for s in labels(figure) if s.key and s.key.layer == 1}
    for j in (1, 2, 3):
        assert told["a", j][3] < told["b", j][1] < told["d", j][1]


@pytest.mark.parametrize("pane", [(860, 300), (1100, 400)])
@pytest.mark.parametrize("lettering", [PRINTED, ON_SCREEN], ids=["print", "screen"])
def test_in_a_chain_each_number_stands_in_the_middle_between_its_neurons(pane, lettering):
    frame = frames("shared-bias")[0]
    figure = network_figure(frame, pane, NetworkOptions(NetworkChoices(lettering=lettering)))
    circles = sorted((s for s in flat(figure.shapes) if isinstance(s, Disc) and s.radius > 10.0), key=lambda circle: circle.x)
    for layer, (source, target) in enumerate(zip(circles, circles[1:], strict=False), start=2):
        value = f"{frame.scenario.network.layers(frame.p)[layer - 1][0][0, 0]:.4g}".replace("-", "−")
        (at,) = [s for s in labels(figure) if words(s) in (value, without_zero(value)) and source.x < s.x < target.x]
        assert at.x == pytest.approx((source.x + source.radius + target.x - target.radius) / 2, abs=3.0)
        assert at.y == pytest.approx(source.y, abs=1.0)
