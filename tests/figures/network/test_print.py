"""On paper: letters of one size on any page; a layer has all of its numbers, or the figure says that they are left out."""

import re
from functools import cache

import numpy as np
import pytest

from tests.figures.completeness import is_told, labels, unsaid
from tests.figures.measuring import faults, flat, words
from tests.figures.network.test_network import frames
from visprop.figures.base.lines import passed
from visprop.figures.base.omission import of_layers
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Segments
from visprop.figures.base.style import LEAST_SHARE, LIGHT, TEXT_SIZE
from visprop.figures.choices import EdgeValue
from visprop.figures.network.asked import layout_request
from visprop.figures.network.layout.plan import network_layout
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.scenario.builtin import builtin_names

FONT = 8.0
"""In points, of a figure in a column."""
WIDTHS = [(238, 180), (238, 330), (345, 240), (345, 480), (482, 340), (482, 660), (640, 400), (640, 880)]
"""Columns of journals and books, and a page, in points: lying and standing."""
NETS = [(7, 5), (2, 6), (8, 3, 8), (4, 1, 5, 2), (3, 7, 2), (1, 8, 2, 1), (6, 6, 6)]
"""Drawn at random, up to eight neurons a layer."""
SMALL = ["two-neurons", "linear", "xor", (2, 2, 2)]


@cache
def figure_at(name, points, line=-2, **chosen):
    """A figure of a size in points, laid out for letters of eight points; and its frame."""
    frame = frames(name)[line]
    page = tuple(side * TEXT_SIZE / FONT for side in points)
    return frame, network_figure(frame, page, NetworkOptions(NetworkChoices(**chosen)))


@pytest.mark.parametrize("points", WIDTHS, ids=str)
@pytest.mark.parametrize("name", [*builtin_names(), *NETS, (8, 8, 8), (6, 4, 3, 1), (2, 2, 2)], ids=str)
def test_on_any_page_letters_have_one_size_and_each_number_is_there_or_told_to_be_left_out(name, points):
    frame, figure = figure_at(name, points)
    assert not faults(figure)
    sizes = [label.size for label in labels(figure)]
    assert min(sizes) >= LEAST_SHARE * TEXT_SIZE - 1e-9
    assert max(sizes) <= 1.1 * TEXT_SIZE
    assert not list(unsaid(frame, figure))


@pytest.mark.parametrize("name", SMALL, ids=str)
def test_a_small_network_has_all_its_numbers_in_a_column_of_84_mm(name):
    """An author sets them there by hand, in letters of eight points."""
    frame, figure = figure_at(name, (238, 180))
    network, shown = frame.scenario.network, [words(label) for label in labels(figure)]
    assert not [one for one in figure.omitted if one.is_number]
    numbers = [float(text.replace("−", "-")) for word in shown for text in re.findall(r"−?\d*\.?\d+", word)]
    every = [value for pair in network.layers(frame.p) for array in pair for value in array.ravel()]
    every += [value for layer in range(1, network.depth + 1) for value in frame.a(layer)]
    for value in [*every, *frame.x, *frame.y, frame.cost]:
        # To four digits: 5e-5 of its size, and what is below a tenth may lose one.
        assert min(abs(number - value) for number in numbers) <= 5.1e-4 * max(abs(value), 0.1), value


@pytest.mark.parametrize("points", [(238, 180), (345, 240), (640, 400)], ids=str)
@pytest.mark.parametrize("name", ["two-neurons", "layers", "quadrants", "circle", (5, 4, 3), (3, 3, 3)], ids=str)
def test_no_line_passes_behind_the_number_of_an_edge(name, points):
    _, figure = figure_at(name, points, line=0)
    hues = (LIGHT.positive, LIGHT.negative)
    numbers = [label for label in labels(figure) if label.colour in hues and label.key is None]
    boxes = [(left + 1.0, top + 1.0, right - 1.0, bottom - 1.0) for left, top, right, bottom in map(bounds, numbers)]
    lines = [shape for shape in flat(figure.shapes) if isinstance(shape, Segments) and len(shape.ends)]
    assert not any(passed(line.ends, boxes).any() for line in lines if boxes)


def test_numbers_that_have_no_room_on_their_lines_stand_in_a_table_by_target_and_source():
    frame, figure = figure_at("layers", (345, 240))
    shown = labels(figure)
    (title,) = [label for label in shown if words(label) == "w1"]
    weights = frame.scenario.network.layers(frame.p)[0][0]
    below = [label for label in shown if label.y > title.y + 1.0 and label.colour in (LIGHT.positive, LIGHT.negative)]
    rows = sorted({label.y for label in below if label.x < title.x + 260.0})
    assert len(rows) == 4
    for y, own in zip(rows, weights, strict=True):
        row = sorted((label.x, words(label)) for label in below if label.y == y)[:6]
        read = [float(text.replace("−", "-")) for _, text in row]
        np.testing.assert_allclose(read, own, atol=6e-3)


@pytest.mark.parametrize("name", ["layers", "quadrants", "circle"])
def test_what_has_no_room_at_neurons_in_a_column_stands_in_tables_below_them(name):
    frame, figure = figure_at(name, (238, 180))
    assert not [one for one in figure.omitted if one.is_number]
    shown, network = [words(label) for label in labels(figure)], frame.scenario.network
    every = [*network.layers(frame.p), *((frame.a(layer),) for layer in range(1, network.depth + 1))]
    for array in (array for arrays in every for array in arrays):
        assert all(is_told(float(value), shown) for value in array.ravel())


def test_a_table_that_is_lower_so_has_neurons_as_columns_and_is_called_transposed():
    frame, figure = figure_at("circle", (345, 240))
    (title,) = [label for label in labels(figure) if words(label) == "w1⊤"]
    weights = frame.scenario.network.layers(frame.p)[0][0]
    hues = (LIGHT.positive, LIGHT.negative)
    below = [label for label in labels(figure) if label.y > title.y + 1.0 and label.colour in hues and label.across == 1.0]
    rows = sorted({label.y for label in below})
    assert len(rows) == 2
    for y, own in zip(rows, weights.T, strict=True):
        row = sorted((label.x, words(label)) for label in below if label.y == y)
        read = [float(text.replace("−", "-")) for _, text in row]
        np.testing.assert_allclose(read, own, atol=6e-3)


def test_targets_and_cost_stand_beside_a_network_whose_numbers_are_short_without_their_zeros():
    for points in ((482, 340), (640, 400)):
        _, figure = figure_at("two-neurons", points)
        cost = next(label for label in labels(figure) if words(label).startswith("c ≈"))
        assert cost.x > max(label.x for label in labels(figure) if words(label).startswith("a4"))


@pytest.mark.parametrize("edges", [EdgeValue.GRADIENT, EdgeValue.UPDATE])
def test_a_table_of_small_numbers_has_their_power_of_ten_once_in_its_title(edges):
    frame, figure = figure_at((5, 4, 3), (482, 340), edges=edges)
    shown, titles = [words(label) for label in labels(figure)], 0
    for layer in (1, 2):
        weights = (frame.gradient(layer) if edges is EdgeValue.GRADIENT else frame.update(layer))[0]
        found = [word for word in shown if re.match(rf"(∂c/∂|Δ)w{layer} / 10", word)]
        for title in found:
            power = float(title.split(" / 10")[1].replace("−", "-"))
            assert all(is_told(float(value / 10.0**power), shown) for value in weights.ravel())
        titles += len(found)
    assert titles


@pytest.mark.parametrize("form", ["card", "opened", "row"])
def test_a_form_that_has_no_room_is_said_to_have_none(form):
    _, figure = figure_at("quadrants", (238, 180), form=form)
    assert any(one.what.startswith(f"neurons as {form}") for one in figure.omitted)
    _, figure = figure_at("xor", (640, 400), form=form)
    assert not any(one.what.startswith("neurons") for one in figure.omitted)


def test_what_is_left_out_is_told_by_layer():
    assert of_layers("weights", [1, 2, 4], 4) == "weights of layers 1, 2 and 4"
    assert of_layers("weights", [2], 4) == "weights of layer 2"
    assert of_layers("weights", [1, 2], 2) == "weights"


@pytest.mark.parametrize("points", [(482, 340), (482, 660), (640, 400), (640, 880)], ids=str)
@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_neurons_of_up_to_five_a_layer_look_like_the_others_and_those_of_more_are_rows(n, points):
    page = tuple(side * TEXT_SIZE / FONT for side in points)
    hidden, outputs = network_layout(layout_request(frames((3, n, 2))[-2], page, NetworkOptions())).forms
    assert hidden == outputs if n <= 5 else (hidden, outputs) == ("row", "opened")
