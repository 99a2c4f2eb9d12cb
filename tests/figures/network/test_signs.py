"""Blue is above 0 and orange below, whatever is shown: each edge, each number on one, each fill, and the weights as a picture."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.figures.measuring import flat, words
from tests.figures.network.test_network import made
from tests.figures.seen import edges_of, lines_on, share_of, sign_of
from tests.pictures import pixels
from visprop.engine.key import Key
from visprop.export.png import figure_image
from visprop.figures.base.shapes import Box, Disc, Figure, Label, Path, Segments
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def by_hand(scenario, shown, eta):
    """What each edge of a logistic network shows for the first example, written out once more."""
    layers = scenario.network.layers(scenario.p0)
    activations = [scenario.data.x[0]]
    for w, b in layers:
        activations.append(1.0 / (1.0 + np.exp(-(w @ activations[-1] + b))))
    a = activations[-1]
    delta, gradients = (a - scenario.data.y[0]) * a * (1.0 - a), []
    for at in range(len(layers) - 1, -1, -1):
        gradients.insert(0, np.outer(delta, activations[at]))
        delta = layers[at][0].T @ delta * activations[at] * (1.0 - activations[at])
    return {
        EdgeValue.WEIGHT: [w for w, _ in layers],
        EdgeValue.CONTRIBUTION: [w * before for (w, _), before in zip(layers, activations, strict=False)],
        EdgeValue.GRADIENT: gradients,
        EdgeValue.UPDATE: [-eta * g for g in gradients],
    }[shown]


@THEMES
@pytest.mark.parametrize("shown", EdgeValue)
def test_an_edge_has_the_hue_the_dash_and_the_width_of_its_value(shown, theme):
    scenario = open_scenario("two-neurons")
    frame = Timeline(Run(scenario)).frame(Position(0, 1, 9))
    wanted = by_hand(scenario, shown, 0.5)
    figure = network_figure(frame, (1000, 560), NetworkOptions(NetworkChoices(edges=shown), theme=theme))
    found = []
    for key, ends in edges_of(figure):
        value = float(wanted[key.layer - 1][key.j - 1, key.k - 1])
        # Of what lies on the way the edge itself is longest in all.
        lengths: dict[tuple, float] = {}
        for share, shape in lines_on(figure, ends):
            sign = sign_of(shape.colour, theme)
            if sign:
                look = (sign, shape.dashed, round(shape.width, 6))
                lengths[look] = lengths.get(look, 0.0) + share
        sign, dashed, width = max(lengths, key=lengths.get)
        assert (sign, dashed) == (int(np.sign(value)), value < 0.0), (shown, key)
        found.append((abs(value), width))
    sizes, widths = np.array(sorted(found)).T
    assert (np.diff(widths) >= -1e-9).all()
    # One scale for all layers: what is half as large is half as much wider than the thinnest.
    np.testing.assert_allclose(
        widths, widths[0] + (sizes - sizes[0]) / (sizes[-1] - sizes[0]) * (widths[-1] - widths[0]), atol=1e-5
    )
    assert widths[-1] > widths[0] + 1.0


NUMBER = r"−?[0-9.]+(×10−?[0-9]+)?"


def is_about(text, value):
    """Whether a text is a number, shortened to two digits or more."""
    return bool(re.fullmatch(NUMBER, text)) and abs(float(text.replace("−", "-").replace("×10", "e")) - value) <= 0.051 * abs(
        value
    )


@THEMES
@pytest.mark.parametrize("shown", EdgeValue)
def test_a_number_on_an_edge_has_the_hue_of_its_sign(shown, theme):
    scenario = open_scenario("two-neurons")
    frame = Timeline(Run(scenario)).frame(Position(0, 1, 9))
    figure = network_figure(frame, (1400, 800), NetworkOptions(NetworkChoices(edges=shown), theme=theme))
    told = [shape for shape in flat(figure.shapes) if isinstance(shape, Label)]
    for layer in by_hand(scenario, shown, 0.5):
        for value in layer.ravel():
            near = [label for label in told if is_about(words(label), float(value))]
            assert (theme.negative if value < 0.0 else theme.positive) in {label.colour for label in near}, value
    # And none of the other sign's.
    for label in told:
        if label.colour in (theme.negative, theme.positive) and re.fullmatch(NUMBER, words(label)):
            assert (label.colour == theme.negative) is words(label).startswith("−")


@THEMES
@pytest.mark.parametrize("sizes", [(12, 16, 8), (64, 30, 10)], ids=str)
def test_an_edge_of_a_crowd_has_the_hue_and_the_dash_of_its_weight(sizes, theme):
    frame = Timeline(Run(made(sizes))).frame(Position())
    figure = network_figure(frame, (960, 640), NetworkOptions(theme=theme))
    weights = [w for w, _ in frame.scenario.network.layers(frame.p)]
    places = {tuple(np.round(ends, 3)): weights[key.layer - 1][key.j - 1, key.k - 1] for key, ends in edges_of(figure)}
    seen = {}
    for shape in flat(figure.shapes):
        if isinstance(shape, Segments):
            for ends in np.round(shape.ends, 3):
                if tuple(ends) in places:
                    value = places[tuple(ends)]
                    assert sign_of(shape.colour, theme) == np.sign(value)
                    assert shape.dashed is bool(value < 0.0)
                    seen[tuple(ends)] = (abs(value), shape.width)
    assert len(seen) > 50
    # Of each layer the strongest are drawn, and what is wider is never weaker by more than a step.
    for layer in weights:
        drawn = {value for value, _ in seen.values()} & set(np.abs(layer).ravel())
        assert min(drawn) >= max(set(np.abs(layer).ravel()) - drawn, default=0.0)
    values, widths = np.array(list(seen.values())).T
    assert np.corrcoef(values, widths)[0, 1] > 0.98


def cells_of(figure, count):
    """The largest group of small boxes without outlines and of one size, as many as there are pixels: left, top, fill."""
    groups: dict[tuple, list] = {}
    for shape in flat(figure.shapes):
        if isinstance(shape, Box) and shape.colour is None and shape.fill is not None:
            groups.setdefault((round(shape.width, 3), round(shape.height, 3)), []).append(shape)
    return [group for group in groups.values() if len(group) == count]


@THEMES
@pytest.mark.parametrize("j", [1, 16])
def test_the_weights_as_a_picture_have_their_signs_at_their_places(j, theme):
    frame = Timeline(Run(made((64, 30, 10)))).frame(Position())
    weights = frame.scenario.network.layers(frame.p)[0][0][j - 1].reshape(8, 8)
    figure = network_figure(frame, (960, 640), NetworkOptions(focus=Key.unit(1, j), theme=theme))
    below = next(shape for shape in flat(figure.shapes) if isinstance(shape, Label) and "64 weights" in words(shape))
    cells = next(group for group in cells_of(figure, 64) if min(box.y for box in group) > below.y)
    xs, ys = (sorted({round(getattr(box, axis), 3) for box in cells}) for axis in "xy")
    assert (len(xs), len(ys)) == (8, 8)
    marks = [s.ends for s in flat(figure.shapes) if isinstance(s, Segments) and s.colour == theme.paper]
    marks = np.concatenate(marks)
    middles = (marks[:, :2] + marks[:, 2:]) / 2
    shares = np.zeros((8, 8))
    for box in cells:
        at = ys.index(round(box.y, 3)), xs.index(round(box.x, 3))
        assert sign_of(box.fill, theme) in (0, np.sign(weights[at]))
        hue = theme.negative if weights[at] < 0.0 else theme.positive
        shares[at] = share_of(box.fill, theme.paper, hue)
        inside = (np.abs(middles - (box.x + box.width / 2, box.y + box.height / 2)) < 0.3 * box.width).all(axis=1)
        assert inside.sum() == (weights[at] < 0.0)
    np.testing.assert_allclose(shares, shares.max() * np.abs(weights) / np.abs(weights).max(), atol=0.02)
    assert shares.max() > 0.5
    # The scale below it goes from the strongest negative to the strongest positive.
    scale = sorted((box for group in cells_of(figure, 24) for box in group), key=lambda box: box.x)
    assert [sign_of(box.fill, theme) for box in scale] == [-1] * 12 + [1] * 12
    largest = f"{np.abs(weights).max():.2g}"
    ends = {words(s): s.x for s in flat(figure.shapes) if isinstance(s, Label) and words(s).strip("−") == largest}
    assert ends[f"−{largest}"] < scale[0].x < scale[-1].x < ends[largest]


@THEMES
def test_inputs_as_a_picture_are_darker_where_there_is_more_ink(theme):
    frame = Timeline(Run(open_scenario("digits"))).frame(Position(0, 1, 0))
    x = frame.x.reshape(8, 8)
    figure = network_figure(frame, (960, 640), NetworkOptions(theme=theme))
    picture = max(cells_of(figure, 64), key=lambda group: group[0].width * group[0].height)
    xs, ys = (sorted({round(getattr(box, axis), 3) for box in picture}) for axis in "xy")
    shares = np.zeros((8, 8))
    for box in picture:
        shares[ys.index(round(box.y, 3)), xs.index(round(box.x, 3))] = share_of(box.fill, theme.paper, theme.ink)
    assert np.corrcoef(shares.ravel(), x.ravel())[0, 1] > 0.999
    # The strip beside it has the same pixels, row by row from above.
    strip = min(cells_of(figure, 64), key=lambda group: group[0].width * group[0].height)
    strip = [share_of(box.fill, theme.paper, theme.ink) for box in sorted(strip, key=lambda box: box.y)]
    np.testing.assert_allclose(strip, shares.ravel(), atol=1e-9)


@THEMES
@pytest.mark.parametrize("form", FORMS)
def test_a_neuron_is_filled_in_the_hue_of_its_activation(form, theme):
    scenario = made((3, 5, 4))
    frame = Timeline(Run(scenario)).frame(Position(0, 1, 2))
    (w1, b1), (w2, b2) = scenario.network.layers(scenario.p0)
    hidden = np.tanh(w1 @ scenario.data.x[0] + b1)
    assert {*np.sign(hidden)} == {-1.0, 1.0}
    figure = network_figure(frame, (1000, 560), NetworkOptions(NetworkChoices(form=form), theme=theme))
    for layer, values in ((1, hidden), (2, 1.0 / (1.0 + np.exp(-(w2 @ hidden + b2))))):
        units = next(g for g in figure.targets if g.key(0) == Key("a", layer, (1,)) and len(g.ends) == len(values))
        strengths = []
        for (left, _, right, y), value in zip(units.ends, values, strict=True):
            box = (left - units.reach - 1, y - units.reach - 1, right + units.reach + 1, y + units.reach + 1)
            hue = theme.negative if value < 0.0 else theme.positive
            fills = list(fills_in(figure, box))
            assert {sign_of(fill, theme) for fill in fills} <= {0, np.sign(value)}
            strengths.append(max(share_of(fill, theme.paper, hue) or 0.0 for fill in fills))
        assert max(strengths) > 0.1
        assert np.corrcoef(strengths, np.abs(values))[0, 1] > 0.99


def is_head(shape):
    """Whether it is the head of an arrow, which may come in at a rounded corner."""
    return isinstance(shape, Path) and all(len(line) == 4 and np.ptp(line, axis=0).max() < 14.0 for line in shape.lines)


def fills_in(figure, box):
    """What areas inside of a box are filled with."""
    for shape in flat(figure.shapes):
        fill = getattr(shape, "fill", None)
        if fill is None or is_head(shape):
            continue
        if isinstance(shape, Disc):
            room = shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius
        elif isinstance(shape, Box):
            room = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        else:
            points = np.concatenate(shape.lines)
            room = (*points.min(axis=0), *points.max(axis=0))
        if box[0] <= room[0] and box[1] <= room[1] and room[2] <= box[2] and room[3] <= box[3]:
            yield fill


@pytest.mark.parametrize("page", [(238, 170), (340, 240), (640, 400), (930, 560)])
@pytest.mark.parametrize("name", ["two-neurons", "xor", "layers", "iris"])
def test_each_piece_of_a_negative_edge_is_seen_to_be_dashed_however_short(name, page):
    """Read from pixels: along each piece there is a gap between two dashes."""
    timeline = Timeline(Run(open_scenario(name)))
    figure = network_figure(timeline.frame(Position(0, 1, 1)), page)
    pieces = [s for s in flat(figure.shapes) if isinstance(s, Segments) and s.dashed and s.ends[0, 3] < 0.8 * page[1]]
    assert pieces
    scale = 8
    for piece in pieces:
        # The part of the page that it is in: as large as it is drawn, a whole page takes seconds.
        corners = piece.ends.reshape(-1, 2)
        least = np.floor(corners.min(axis=0)) - 8.0
        width, height = np.ceil(corners.max(axis=0)) + 8.0 - least
        piece = replace(piece, ends=piece.ends - np.tile(least, 2))
        alone = Figure(float(width), float(height), figure.background, (piece,), ())
        image = pixels(figure_image(alone, scale))
        for start, end in piece.ends.reshape(-1, 2, 2):
            if np.hypot(*(end - start)) < 3.0:
                continue
            places = (start + np.linspace(0.0, 1.0, 200)[:, None] * (end - start)) * scale
            rows = np.clip(places[:, ::-1].astype(int), 0, np.array(image.shape[:2]) - 1)
            is_inked = np.abs(image[rows[:, 0], rows[:, 1]] - LIGHT.paper).max(axis=1) > 40
            begins = int(is_inked[0]) + int((np.diff(is_inked.astype(int)) == 1).sum())
            assert begins >= 2, (start, end)
