"""Networks with very many edges: layers as heat maps, the neuron in focus, and what can be pointed at."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults, flat, texts
from tests.large import large_scenario
from visprop.engine.key import Key
from visprop.figures.base.shapes import Label, Raster
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.choices import EdgeValue, Layers
from visprop.figures.network.heat.shades import strongest_of
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.expression.numbers import number
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZES = [(238, 170), (340, 300), (420, 300), (640, 400), (1000, 640)]
NETWORKS = [(784, 30, 10), (2, *(64,) * 8, 1), (256, 256), (64, 30, 10)]


@cache
def frame_of(sizes, line=0):
    return Timeline(Run(large_scenario(sizes, count=2))).frame(Position(0, 1, line))


def drawn(frame, size=(1000, 640), theme=LIGHT, focus=None, quick=False, **choices):
    chosen = NetworkChoices(**{"layers": Layers.HEAT, **choices})
    return network_figure(frame, size, NetworkOptions(chosen, theme=theme, focus=focus, quick=quick))


def rasters(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Raster)]


@pytest.mark.parametrize("sizes", NETWORKS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_nothing_is_in_anothers_way(sizes, theme):
    depth = len(sizes) - 1
    for line in (0, 1, depth + 1, 2 * depth + 1):
        for size in SIZES:
            for focus in (None, Key.unit(1, 3), Key.weight(depth, 1, 2)):
                assert faults(drawn(frame_of(sizes, line), size, theme, focus)) == [], (line, size, focus)


def test_very_many_edges_are_drawn_so_unasked_and_fewer_are_not():
    for sizes, is_heat in (((784, 30, 10), True), ((2, *(64,) * 8, 1), True), ((64, 30, 10), False), ((2, 8, 8, 1), False)):
        found = drawn(frame_of(sizes), layers=Layers.AUTOMATIC)
        assert bool(rasters(found)) == is_heat, sizes
    assert not rasters(drawn(frame_of((784, 30, 10)), layers=Layers.EDGES))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=50)
def test_a_cell_shows_the_strongest_of_those_that_share_it(seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=rng.integers(1, 40, 2))
    rows, columns = (int(n) for n in rng.integers(1, 50, 2))
    found = strongest_of(values, rows, columns)
    assert found.shape == (min(rows, values.shape[0]), min(columns, values.shape[1]))
    assert np.abs(found).max() == np.abs(values).max()
    for index, value in np.ndenumerate(found):
        ends = [(at * n // m, (at + 1) * n // m) for at, n, m in zip(index, values.shape, found.shape, strict=True)]
        own = values[slice(*ends[0]), slice(*ends[1])]
        assert abs(value) == np.abs(own).max()
        assert value in own


@pytest.mark.parametrize("focus", [Key.unit(1, 7), Key.unit(2, 3)])
@pytest.mark.parametrize("shown", [EdgeValue.WEIGHT, EdgeValue.CONTRIBUTION])
def test_the_strongest_edges_of_the_neuron_in_focus_have_their_numbers(focus, shown):
    frame = frame_of((784, 30, 10), 2)
    figure, layer, j = drawn(frame, focus=focus, edges=shown), focus.layer, focus.j - 1
    values = frame.parameters(layer)[0][j] * (1.0 if shown is EdgeValue.WEIGHT else frame.a(layer - 1))
    strongest = np.argsort(np.abs(values))[-6:]
    told = texts(figure)
    for k in strongest:
        assert number(float(values[k]), 4) in told
    keys = {shape.key for shape in figure.shapes if isinstance(shape, Label)}
    assert {Key.unit(layer - 1, int(k) + 1) for k in strongest} <= keys
    assert any(text.startswith(f"neuron {focus.j} of layer {layer}, framed above") for text in told)


def test_a_weight_that_is_meant_is_among_them():
    frame = frame_of((784, 30, 10))
    weakest = int(np.abs(frame.parameters(1)[0][4]).argmin())
    found = drawn(frame, focus=Key.weight(1, 5, weakest + 1))
    assert Key.unit(0, weakest + 1) in {shape.key for shape in found.shapes if isinstance(shape, Label)}
    assert Key.unit(0, weakest + 1) not in {
        shape.key for shape in drawn(frame, focus=Key.unit(1, 5)).shapes if isinstance(shape, Label)
    }


def test_without_a_focus_it_is_the_neuron_with_the_strongest_edge():
    frame = frame_of((784, 30, 10))
    layer, j = max(
        ((layer, j) for layer in (1, 2) for j in range(len(frame.parameters(layer)[0]))),
        key=lambda at: np.abs(frame.parameters(at[0])[0][at[1]]).max(),
    )
    assert any(f"neuron {j + 1} of layer {layer}, which has the strongest edge" in text for text in texts(drawn(frame)))


def test_each_weight_and_each_neuron_can_be_pointed_at():
    figure = drawn(frame_of((2, *(64,) * 8, 1)))
    for key in (Key.weight(2, 1, 1), Key.weight(8, 64, 64), Key.weight(3, 50, 31), Key.unit(1, 1), Key.unit(8, 64)):
        assert figure.key_at(*figure.middle_of(key)) == key
    assert drawn(frame_of((784, 30, 10))).middle_of(Key.unit(1, 30)) is not None


def test_at_speed_it_shows_no_small_print_and_stands_where_it_stood():
    at_rest, at_speed = (drawn(frame_of((784, 30, 10), 1), quick=quick) for quick in (False, True))
    places = [[(one.x, one.y, one.width, one.height) for one in rasters(figure)] for figure in (at_rest, at_speed)]
    assert places[0] == places[1]
    assert not any(text.startswith("neuron ") for text in texts(at_speed))


def test_what_is_not_known_yet_is_not_drawn():
    sizes = (784, 30, 10)
    counts = [len(rasters(drawn(frame_of(sizes, line)))) for line in range(2 * len(sizes))]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    before = drawn(frame_of(sizes, 2), edges=EdgeValue.GRADIENT)
    assert len(rasters(before)) < len(rasters(drawn(frame_of(sizes, 5), edges=EdgeValue.GRADIENT)))
