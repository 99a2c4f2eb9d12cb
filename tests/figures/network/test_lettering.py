"""How large the letters are: on a screen no digit is smaller than the words around it; what has no such room goes."""

import re
from operator import mul

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, words
from tests.figures.network.test_network import SHAPES, frames
from tests.figures.seen import edges_of
from tests.usual import usual
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import ON_SCREEN, PRINTED, in_hall
from visprop.figures.choices import Layers, Legend
from visprop.figures.network.asked import layout_request
from visprop.figures.network.layout.arrange import SURE_LABELLED
from visprop.figures.network.layout.number_places import MOST_LABELLED
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.layout.request import Request
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.builtin import builtin_names

SCREEN = NetworkOptions(NetworkChoices(lettering=ON_SCREEN))
PANES = [(120, 90), (238, 170), (340, 240), (420, 300), (640, 400), (760, 360), (930, 560), (1400, 500), (1440, 749)]
"""Of the smallest panel, of panels, and of the window alone."""


def labels(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label) and words(shape).strip()]


@pytest.mark.parametrize("pane", usual(PANES, PANES[::2]))
@pytest.mark.parametrize("name", [*usual(builtin_names()), *SHAPES, (2, 8, 8, 1), (2, 8, 8, 8, 8, 8, 8, 1)], ids=str)
def test_on_a_screen_no_letter_is_under_eleven_pixels_and_none_in_the_way(name, pane):
    for frame in frames(name):
        figure = network_figure(frame, pane, SCREEN)
        assert not faults(figure)
        assert all(label.size >= 11.0 for label in labels(figure))


def test_the_articles_network_has_fifteen_pixels_in_the_pane_of_a_usual_window():
    for frame in frames("two-neurons"):
        shown = labels(network_figure(frame, (930, 560), SCREEN))
        told = [label for label in shown if re.search(r"\d\.\d", words(label))]
        # Sixteen weights and eight biases at least, all with their four digits.
        assert len(told) >= 24
        assert all(label.size >= 15.0 for label in told)


@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("name", ["two-neurons", "xor", "iris", "autocoding", "spiral", (2, 8, 1), (4, 8, 3)], ids=str)
def test_on_a_screen_a_layer_has_all_numbers_or_none(name, pane):
    frame = frames(name)[-1]
    figure = network_figure(frame, pane, SCREEN)
    shown = labels(figure)
    for layer, (weights, _) in enumerate(frame.scenario.network.layers(frame.p), start=1):
        ends = np.array([ends for key, ends in edges_of(figure) if key.layer == layer])
        left, right = ends[:, 0].min(), ends[:, 2].max()
        number = [label for label in shown if label.key is None and re.fullmatch(r"−?[\d.]+(×10[⁻\d]+)?", words(label))]
        blue_or_orange = (SCREEN.theme.positive, SCREEN.theme.negative)
        here = [label for label in number if left < label.x < right and label.colour in blue_or_orange]
        assert len(here) in (0, weights.size), layer
        for letter in "ad":
            told = [label for label in shown if label.key and label.key.letter == letter and label.key.layer == layer]
            digits = [label for label in told if re.search(r"\d\.?\d*$", words(label)) and words(label)[0] != "δ"]
            assert len([label for label in digits if re.search(r"[≈=]", words(label))]) in (0, len(weights))


@pytest.mark.parametrize("name", ["two-neurons", "xor", "layers", "quadrants"])
@pytest.mark.parametrize("pane", [(930, 560), (640, 400), (1200, 700)])
def test_no_third_of_a_pane_is_empty(name, pane):
    figure = network_figure(frames(name)[-1], pane, SCREEN)
    boxes = np.array([bounds(label) for label in labels(figure)])
    assert boxes[:, 2].max() - boxes[:, 0].min() > 2 / 3 * pane[0]
    assert boxes[:, 3].max() - boxes[:, 1].min() > 2 / 3 * pane[1]


@pytest.mark.parametrize("screen", [(1024, 700), (1280, 720), (1440, 900), (1920, 1080), (3840, 2160)])
def test_in_a_hall_a_digit_has_a_forty_fifth_of_the_height(screen):
    """As a hall lays its picture out: 760 points from left to right, and the present line's equation above."""
    page = (760.0, 760.0 * screen[1] / screen[0])
    for frame in frames("two-neurons"):
        options = NetworkOptions(NetworkChoices(lettering=in_hall(page[1])), head_room=70.0)
        shown = labels(network_figure(frame, page, options))
        told = [label for label in shown if re.search(r"\d", words(label))]
        assert all(label.size >= 0.022 * page[1] for label in told)
        # Each weight and each bias is there.
        assert len([label for label in told if re.search(r"\d", words(label)) and "≈" not in words(label)]) >= 24


def below_the_rule(figure):
    """What stands below the lowest level line from side to side."""
    lines = [shape for shape in flat(figure.shapes) if type(shape).__name__ == "Segments" and len(shape.ends) == 1]
    wide = [line.ends[0] for line in lines if line.ends[0, 2] - line.ends[0, 0] > 0.8 * figure.width]
    return [label for label in labels(figure) if wide and bounds(label)[1] > max(end[1] for end in wide)]


@pytest.mark.parametrize("lettering", [PRINTED, ON_SCREEN], ids=["print", "screen"])
def test_the_key_is_one_line_or_all_of_it_or_none(lettering):
    frame = frames("two-neurons")[7]

    def key(legend):
        choices = NetworkChoices(lettering=lettering, key=legend)
        return below_the_rule(network_figure(frame, (930, 560), NetworkOptions(choices)))

    line = key(Legend.LINE)
    assert len({label.y for label in line}) == 1
    told = " · ".join(map(words, line))
    for what in ("b bias", "a activation", "δ = ∂c/∂z", "weight above 0", "below 0", "computed now", "δ known"):
        assert what in told
    assert len({label.y for label in key(Legend.WHOLE)}) >= 2
    assert not key(Legend.NONE)
    usual = key(Legend.AUTOMATIC)
    assert [words(label) for label in usual] == [
        words(label) for label in (line if lettering is ON_SCREEN else key(Legend.WHOLE))
    ]


@pytest.mark.parametrize("pane", [(300, 200), (420, 300), (640, 400), (930, 560)])
@pytest.mark.parametrize("name", [*builtin_names()])
def test_a_line_of_key_is_never_cut(name, pane):
    figure = network_figure(frames(name)[-1], pane, SCREEN)
    assert all(bounds(label)[0] >= 4.0 and bounds(label)[2] <= figure.width - 4.0 for label in below_the_rule(figure))


@pytest.mark.parametrize("pane", [(340, 240), (640, 400), (930, 560)])
def test_layers_as_heat_maps_keep_to_the_same_sizes_and_keys(pane):
    frame = frames("digits")[4]
    for legend, lines in ((Legend.WHOLE, 2), (Legend.LINE, 1), (Legend.NONE, 1)):
        choices = NetworkChoices(lettering=ON_SCREEN, layers=Layers.HEAT, key=legend)
        figure = network_figure(frame, pane, NetworkOptions(choices))
        assert not faults(figure)
        assert all(label.size >= 11.0 for label in labels(figure))
        assert len({round(label.y) for label in below_the_rule(figure)}) <= lines


@pytest.mark.parametrize(
    "name, pane, has_key",
    [
        ("two-neurons", (420, 360), True), ("two-neurons", (640, 360), True), ("two-neurons", (640, 320), False),
        ("xor", (420, 320), True), ("iris", (640, 360), True), ("linear", (640, 240), True), ("linear", (640, 200), False),
        ("layers", (930, 280), True), ("layers", (930, 360), False), ((3, 2, 2), (420, 360), True), ((3, 2, 2), (420, 420), True),
    ],
    ids=str,
)  # fmt: skip
def test_headings_and_key_stand_where_there_is_room_and_no_number_is_lost_for_them(name, pane, has_key):
    layout = network_layout(layout_request(frames(name)[-1], pane, SCREEN))
    assert layout.has_headings
    assert layout.has_legend is has_key
    assert len(layout.weights_at) == len(layout.sizes) - 1
    has_numbers = [bool(np.isfinite(at).all()) for at in layout.weights_at]
    without = layout_request(frames(name)[-1], pane, NetworkOptions(NetworkChoices(lettering=ON_SCREEN, key=Legend.NONE)))
    assert has_numbers == [bool(np.isfinite(at).all()) for at in network_layout(without).weights_at]


@pytest.mark.parametrize(
    "sizes, page, right",
    [
        ((4, 6, 4), (930, 560), "beside"), ((5, 9), (640, 400), "beside"), ((10, 5), (640, 400), "beside"),
        ((6, 6, 2), (760, 430), "stacked"), ((4, 8, 2), (760, 430), "stacked"), ((8, 6, 1), (420, 300), "stacked"),
    ],
    ids=str,
)  # fmt: skip
def test_where_not_each_edge_is_sure_to_have_its_number_targets_and_cost_stay_beside_the_outputs(sizes, page, right):
    assert SURE_LABELLED < sum(map(mul, sizes, sizes[1:])) <= MOST_LABELLED
    layout = network_layout(Request(sizes, page, 4, (False,) * (len(sizes) - 1), lettering=ON_SCREEN))
    assert (layout.right, layout.digits) == (right, 4)
