"""The codes of a network that gives its inputs back: what stands in the table, and that it can be read."""

import re

import numpy as np
import pytest

from tests.figures.measuring import faults, flat, texts, words
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.export.paper import Paper
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box, Label
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.base.text import plain, width
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.codes import MOST_ROWS, CodesTable, code_layer, codes_of
from visprop.figures.views import VIEWS
from visprop.notation.naming import Naming
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZES = [(420.0, 300.0), (640.0, 400.0), (1000.0, 600.0)]


def moment_of(name, update=0, example=1, line=0):
    timeline = Timeline(Run(open_scenario(name)))
    return NetworkMoment(timeline.frame(Position(update, example, line)), History(timeline))


def test_code_and_output_are_what_the_network_computes_of_each_row():
    """σ(W² σ(W¹ x + b¹) + b²), written out."""
    scenario = open_scenario("autocoding")
    frame = moment_of("autocoding", 7).frame
    (w1, b1), (w2, b2) = scenario.network.layers(frame.p)
    found = codes_of(scenario.network, frame.p, scenario.train.x, scenario.train.y)
    assert found.layer == 1
    np.testing.assert_array_equal(found.x, np.eye(8)[np.argmax(scenario.train.x, axis=1)])
    for i, x in enumerate(scenario.train.x):
        code = [1.0 / (1.0 + np.exp(-(sum(w1[j, k] * x[k] for k in range(8)) + b1[j]))) for j in range(3)]
        a = [1.0 / (1.0 + np.exp(-(sum(w2[j, k] * code[k] for k in range(3)) + b2[j]))) for j in range(8)]
        np.testing.assert_allclose(found.code[i], code, rtol=1e-12)
        np.testing.assert_allclose(found.a[i], a, rtol=1e-12)


def test_a_network_that_copies_two_bits_by_hand():
    """Weights of ±20 and 40 make σ a step: the code of 01 and 10 is 0 and 1, and both are given back."""
    network = Network((2, 1, 2), ("logistic", "logistic"))
    p = np.array([20.0, -20.0, 0.0, 40.0, -20.0, -40.0, 20.0])
    rows = np.array([[1.0, 0.0], [0.0, 1.0]])
    found = codes_of(network, p, rows, rows)
    np.testing.assert_allclose(found.code, [[1.0], [0.0]], atol=1e-8)
    np.testing.assert_allclose(found.a, rows, atol=1e-8)
    assert found.given_back == 2
    assert codes_of(network, np.zeros(7), rows, rows).given_back == 0
    assert codes_of(network, p, rows, rows / 2).given_back is None


@pytest.mark.parametrize(
    "sizes, layer", [((8, 3, 8), 1), ((8, 5, 2, 5, 8), 2), ((4, 8, 3), 0), ((3, 3, 3), 0), ((1, 1), 0), ((2, 3, 2), 0)]
)
def test_the_code_is_the_narrowest_layer_between(sizes, layer):
    assert code_layer(sizes) == layer


def test_a_network_without_a_code_says_so():
    assert "as many outputs as inputs" in " ".join(texts(VIEWS["codes"].draw(moment_of("iris"), ViewOptions(), (420.0, 300.0))))
    with pytest.raises(ValueError, match="has no code"):
        codes_of(open_scenario("iris").network, open_scenario("iris").p0, np.zeros((1, 4)), np.zeros((1, 3)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_row_is_there_and_can_be_read(size, theme):
    for update, told in ((0, "0 of 8"), (300, "8 of 8")):
        figure = VIEWS["codes"].draw(moment_of("autocoding", update), ViewOptions(theme=theme), size)
        said = texts(figure)
        assert faults(figure) == []
        assert f"{told} patterns are given back" in said
        assert said.count("8") == 1
        # 8 rows of 8 inputs, 3 of code and 8 outputs, and the ground of the example at work.
        boxes = [shape for shape in flat(figure.shapes) if isinstance(shape, Box)]
        assert len(boxes) == 8 * (8 + 3 + 8) + 1
        assert all(box.x >= 0 and box.x + box.width <= size[0] and box.y + box.height <= size[1] for box in boxes)
        # Inputs and codes have their numbers at every size.
        assert said.count("1") == 8 + 1
        assert sum(re.fullmatch(r"0?\.\d+", word) is not None for word in said) >= 24


def points_of(figure):
    """Of each column of numbers the places of their points, and how many decimals they have."""
    found = {}
    for label in flat(figure.shapes):
        if isinstance(label, Label) and re.fullmatch(r"0?\.\d+", word := words(label)):
            point = label.x + width(plain(word.split(".")[0]), label.size)
            column = next((at for at in found if abs(at - point) < 3.0), point)
            found.setdefault(column, []).append((point, len(word.split(".")[1])))
    return found


@pytest.mark.parametrize("width_", [238.0, 345.0, 640.0])
def test_numbers_of_a_column_are_aligned_and_have_as_many_decimals(width_):
    """Outputs too, of which 0.0096 is the smallest after 40 updates; in a column of print nothing is left out."""
    (figure,) = Paper(width_).figures(VIEWS["codes"], moment_of("autocoding", 40), ViewOptions())
    assert not figure.omitted
    found = points_of(figure)
    assert sorted(map(len, found.values())) == [8] * 11
    for column in found.values():
        assert np.ptp([point for point, _ in column]) < 0.01
        assert len({decimals for _, decimals in column}) == 1


@pytest.mark.parametrize("width_", [238.0, 300.0, 345.0, 482.0])
def test_every_number_is_within_its_cell(width_):
    """Of a trained network too, whose small outputs are powers of ten."""
    (figure,) = Paper(width_).figures(VIEWS["codes"], moment_of("autocoding", 400), ViewOptions())
    boxes = [shape for shape in flat(figure.shapes) if isinstance(shape, Box) and shape.colour]
    for label in flat(figure.shapes):
        if isinstance(label, Label) and re.match(r"[\d.]", words(label)):
            left, _, right, _ = bounds(label)
            own = [box for box in boxes if box.x < label.x < box.x + box.width and box.y < label.y < box.y + box.height]
            assert all(box.x <= left and right <= box.x + box.width for box in own), words(label)


def test_names_of_columns_for_which_there_is_no_room_are_told_by_the_first_and_the_last():
    (figure,) = Paper(238.0).figures(VIEWS["codes"], moment_of("autocoding", 40), ViewOptions())
    said = [words(label) for label in flat(figure.shapes) if isinstance(label, Label)]
    assert said.count("…") == 1
    assert {"x1", "x8"} <= set(said)
    assert "x2" not in said


def test_a_unit_is_pointed_at_over_its_column():
    figure = VIEWS["codes"].draw(moment_of("autocoding"), ViewOptions(), (640.0, 400.0))
    keys = {target.key(i) for target in figure.targets for i in range(len(target.ends))}
    assert {Key.unit(0, 1), Key.unit(1, 3), Key.unit(2, 8)} <= keys


def test_the_row_of_the_example_at_work_is_marked():
    tops = []
    for example in (1, 3):
        figure = VIEWS["codes"].draw(moment_of("autocoding", 0, example), ViewOptions(), (640.0, 400.0))
        (ground,) = [shape for shape in flat(figure.shapes) if isinstance(shape, Box) and shape.fill == LIGHT.now]
        tops.append(ground.y / ground.height)
    assert tops[1] - tops[0] == pytest.approx(2.0)


def test_of_many_rows_those_that_fit_are_drawn_and_the_rest_is_counted():
    network = Network((4, 2, 4), ("tanh", "identity"))
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(500, 4))
    found = codes_of(network, rng.normal(size=network.parameter_count), rows, rows)
    assert len(found.x) == MOST_ROWS
    for size in SIZES:
        figure = CodesTable(found, size, LIGHT, Naming((4, 2, 4)), 4, None).figure()
        assert faults(figure) == []
        (more,) = [word for word in texts(figure) if word.endswith("more rows")]
        assert 500 - MOST_ROWS <= int(more.split()[1]) < 500


@pytest.mark.parametrize("p", [0.0, 1e308, np.nan])
def test_what_is_no_number_is_drawn_all_the_same(p):
    network = Network((8, 3, 8), ("relu", "identity"))
    found = codes_of(network, np.full(network.parameter_count, p), np.eye(8), np.eye(8))
    assert faults(CodesTable(found, (420.0, 300.0), LIGHT, Naming((8, 3, 8)), 4, 0).figure()) == []
