"""What the network computes, drawn: curves and lines worked by hand."""

import numpy as np
import pytest

from tests.figures.measuring import faults
from visprop.engine.network import Network
from visprop.figures.base.shapes import Box, Clip, Disc, Dots, Label, Path
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.output_picture import output_axes, output_figure
from visprop.figures.plots.outputs import outputs_of, raw_outputs
from visprop.figures.views import VIEWS
from visprop.notation.naming import Naming
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.data.split import Split
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZE = (440.0, 440.0)
NAMING = Naming((2, 1))


def scenario_of(sizes, p, x, y, **changes):
    data = Data(np.array(x, float), np.array(y, float), **changes)
    return Scenario("by hand", Network(sizes, ("identity",)), np.array(p, float), data, Training())


def clipped(figure, kind):
    (clip,) = [shape for shape in figure.shapes if isinstance(shape, Clip)]
    return [shape for shape in clip.shapes if isinstance(shape, kind)]


def test_the_line_that_decides_is_where_the_output_is_between_the_targets():
    # a = x1 − 2 x2 + 0.1, and targets 0 and 1: the line is x1 − 2 x2 = 0.4.
    scenario = scenario_of((2, 1), [1.0, -2.0, 0.1], [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [0], [1], [0]])
    outputs = outputs_of(scenario, scenario.p0)
    figure = output_figure(outputs, SIZE, LIGHT, NAMING)
    axes = output_axes(SIZE, outputs)
    (line,) = [path for path in clipped(figure, Path) if path.colour == LIGHT.ink and path.fill is None]
    places = np.array([axes.from_page(x, y) for part in line.lines for x, y in part])
    assert len(places) > 5
    np.testing.assert_allclose(places[:, 0] - 2 * places[:, 1], 0.4, atol=1e-9)


def test_the_key_of_a_map_has_the_tints_with_what_they_stand_for():
    # The targets reach from −2 to 4; in twelve bands of 0.5 each the map is orange below 1 and blue above.
    scenario = scenario_of((2, 1), [6.0, 0.0, -2.0], [[0, 0], [0, 1], [1, 0], [1, 1]], [[-2], [0], [4], [1]])
    outputs = outputs_of(scenario, scenario.p0)
    figure = output_figure(outputs, SIZE, LIGHT, NAMING)
    axes = output_axes(SIZE, outputs)
    key = [s for s in figure.shapes if isinstance(s, Box) and s.fill is not None and s.y > axes.y + axes.height]
    key.sort(key=lambda box: box.x)
    assert len(key) == 12
    bands = [path for path in clipped(figure, Path) if path.fill is not None]
    for i, box in enumerate(key):
        (band,) = [path for path in bands if path.fill == box.fill]
        # a = 6 x1 − 2, so the middle of a band is at x1 = (a + 2) / 6.
        across = np.vstack(band.lines)[:, 0]
        middle, _ = axes.to_page(np.array([(0.5 * i + 0.25) / 6]), np.array([0.5]))[0]
        assert across.min() < middle < across.max()
    words = {"".join(run.text for run in s.runs): s.x for s in figure.shapes if isinstance(s, Label) and s.y > key[0].y - 9}
    assert words["−2"] < key[0].x < key[-1].x < words["4"]


def test_a_map_of_classes_gives_each_place_to_the_greatest_output():
    # a1 = x1, a2 = x2: the classes part where x1 = x2.
    scenario = scenario_of((2, 2), [1, 0, 0, 0, 1, 0], [[0, 1], [1, 0]], [[0, 1], [1, 0]])
    outputs = outputs_of(scenario, scenario.p0)
    axes = output_axes(SIZE, outputs)
    lines = [path for path in clipped(output_figure(outputs, SIZE, LIGHT, NAMING), Path) if path.fill is None]
    for x, y in (axes.from_page(*place) for path in lines for part in path.lines for place in part):
        assert x == pytest.approx(y, abs=1e-9)


def test_a_curve_is_in_the_units_of_the_data():
    # y = 20 x + 3, which a network of w = 1, b = 0 gives once both are scaled to mean 0 and deviation 1.
    x = np.linspace(0.0, 10.0, 11)[:, None]
    scenario = scenario_of((1, 1), [1.0, 0.0], x, 20 * x + 3)
    scenario = scenario.with_data(scenario.data.scaled_as("standard"))
    np.testing.assert_allclose(raw_outputs(scenario, scenario.p0, np.array([[7.0]])), [[143.0]], rtol=1e-12)
    outputs = outputs_of(scenario, scenario.p0)
    axes = output_axes(SIZE, outputs)
    (curve,) = [path for path in clipped(output_figure(outputs, SIZE, LIGHT, NAMING), Path) if not path.dashed]
    for place in curve.lines[0][::40]:
        at, value = axes.from_page(*place)
        assert value == pytest.approx(20 * at + 3, abs=1e-6)


def test_test_rows_are_open_and_the_present_example_is_ringed():
    x = np.linspace(0.0, 1.0, 10)[:, None]
    scenario = scenario_of((1, 1), [1.0, 0.0], x, x)
    scenario = scenario.with_data(scenario.data.with_split(Split(0.3, 0)))
    outputs = outputs_of(scenario, scenario.p0)
    figure = output_figure(outputs, SIZE, LIGHT, NAMING, present=4)
    dots = clipped(figure, Dots)
    assert sorted(len(dot.centres) for dot in dots if dot.colour == LIGHT.ink) == [3, 7]
    # An open mark has paper within its hue.
    assert sum(dot.colour == LIGHT.paper and len(dot.centres) == 3 for dot in dots) == 2
    (ring,) = clipped(figure, Disc)
    axes = output_axes(SIZE, outputs)
    np.testing.assert_allclose(axes.from_page(ring.x, ring.y), [x[4, 0], x[4, 0]], atol=1e-9)
    key = figure.key_at(ring.x, ring.y)
    assert str(key) == "row5"


@pytest.mark.parametrize("name", ["xor", "sine", "two-neurons", "circle", "spiral", "iris", "layers", "linear"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_no_text_is_in_the_way(name, theme):
    timeline = Timeline(Run(open_scenario(name)))
    moment = NetworkMoment(timeline.frame(Position(20)), History(timeline))
    for size in ((238, 200), (320, 300), (440, 440), (900, 500)):
        assert not faults(VIEWS["output"].draw(moment, ViewOptions(theme=theme), size))
