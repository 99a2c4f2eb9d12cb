"""Maps, curves and weights in the neurons: their numbers, their room, and that they follow."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults, flat, texts
from tests.usual import usual
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.figures.base.axes import even_around
from visprop.figures.base.shapes import Disc, Label, Path, Raster
from visprop.figures.base.style import DARK, FULL_FILL, LIGHT, mix
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.network.units.portraits import CURVE_POINTS, map_side, portraits
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZES = [(238, 170), (340, 260), (420, 300), (640, 400), (1000, 600)]
NAMES = ["xor", "circle", "spiral", "sine", "digits", "two-neurons", "edge"]


def frame_of(name, line=0, update=0):
    return Timeline(Run(open_scenario(name))).frame(Position(update, 1, line))


def drawn(frame, size=(640, 400), theme=LIGHT, quick=False, form="map", **choices):
    return network_figure(frame, size, NetworkOptions(NetworkChoices(form=form, **choices), theme=theme, quick=quick))


def rasters(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Raster)]


def random_scenario(seed, inputs):
    rng = np.random.default_rng(seed)
    sizes = (inputs, *(int(n) for n in rng.integers(1, 6, rng.integers(1, 5))))
    names = rng.choice(["tanh", "logistic", "relu", "identity", "softplus"], len(sizes) - 1)
    network = Network(sizes, tuple(map(str, names)))
    x = rng.normal(size=(int(rng.integers(1, 9)), inputs)) * 10.0 ** rng.integers(-2, 3)
    data = Data(x, rng.normal(size=(len(x), sizes[-1])))
    return Scenario("random", network, rng.normal(size=network.parameter_count), data, Training("online", 1, 0.1))


def shade(value, scale, theme):
    """The colour of a number, from the style table."""
    return mix(theme.paper, theme.negative if value < 0.0 else theme.positive, FULL_FILL * min(1.0, abs(value) / scale))


TELLING = 256.0 * float(np.finfo(np.float32).tiny)


def scale_of(network, layer, a):
    return 1.0 if ACTIVATIONS[network.activations[layer - 1]].is_bounded else float(np.abs(a).max()) or 1.0


@example(512, LIGHT)
@given(st.integers(0, 2**32 - 1), st.sampled_from([LIGHT, DARK]))
@settings(max_examples=25)
def test_each_pixel_is_the_shade_of_a_direct_pass(seed, theme):
    scenario = random_scenario(seed, 2)
    frame, network = Timeline(Run(scenario)).frame(Position(0, 1, 0)), scenario.network
    side, layers = map_side(network), frozenset(range(1, network.depth + 1))
    found, _ = portraits(frame, theme, layers, has_present=True)
    places = [even_around(scenario.data.x[:, at], side) for at in range(2)]
    rng = np.random.default_rng(seed)
    for row, column in rng.integers(0, side, (20, 2)):
        # From the upper left, where x_2 is largest.
        x = np.array([[places[0][column], places[1][side - 1 - row]]])
        grid = np.stack(np.meshgrid(*places), axis=-1)
        for layer, (one, whole) in enumerate(zip(network.passes(frame.p, x), network.passes(frame.p, grid), strict=True), 1):
            scale = scale_of(network, layer, whole.a)
            # Of numbers that single precision has hardly digits for, only that they are drawn.
            for j, value in enumerate(one.a[0]) if scale > TELLING else ():
                pixel = int(found[layer][j].pixels[row, column])
                rgb = np.array([pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255])
                reach = np.abs(np.subtract(theme.negative if value < 0 else theme.positive, theme.paper)).max()
                # A step of the scale, and the rounding of a colour.
                assert np.abs(rgb - shade(value, scale, theme)).max() <= reach * FULL_FILL * 2 / 255 + 1.0


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_each_curve_is_that_of_a_direct_pass(seed):
    scenario = random_scenario(seed, 1)
    frame, network = Timeline(Run(scenario)).frame(Position(0, 1, 0)), scenario.network
    found, ends = portraits(frame, LIGHT, frozenset(range(1, network.depth + 1)), has_present=False)
    x = even_around(scenario.data.x[:, 0], CURVE_POINTS)[:, None]
    for layer, one in enumerate(network.passes(frame.p, x), 1):
        scale = scale_of(network, layer, one.a)
        assert ends[layer][1] == pytest.approx(scale, rel=1e-5)
        for j, portrait in enumerate(found[layer]):
            assert np.abs(portrait.curve - one.a[:, j] / scale).max() < 1 / 255


def test_the_ring_is_where_the_input_is():
    frame = frame_of("circle")
    at = portraits(frame, LIGHT, frozenset({1}), has_present=True)[0][1][0].at
    x = frame.scenario.data.x
    for share, own, value in zip((at[0], 1.0 - at[1]), x.T, frame.x, strict=True):
        ends = even_around(own, 2)
        assert ends[0] + share * (ends[1] - ends[0]) == pytest.approx(value)


def test_weights_stand_at_the_places_of_their_pixels():
    frame = frame_of("digits")
    found, ends = portraits(frame, LIGHT, frozenset({1}), has_present=True)
    weights = frame.parameters(1)[0]
    assert ends[1][1] == np.abs(weights).max()
    for j in (0, 7, 29):
        for row, column in ((0, 0), (3, 5), (7, 7)):
            pixel = int(found[1][j].pixels[row, column])
            rgb = np.array([pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255])
            assert np.abs(rgb - shade(weights[j, 8 * row + column], ends[1][1], LIGHT)).max() <= 3.0


@pytest.mark.parametrize("name", usual(NAMES, ["spiral", "sine", "digits", "edge"]))
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_nothing_is_in_anothers_way(name, theme):
    depth = open_scenario(name).network.depth
    for line, form in ((0, "map"), (1, "map"), (depth + 1, "thumb"), (2 * depth + 1, "map"), (2 * depth + 1, "card")):
        for size in SIZES[::2]:
            assert faults(drawn(frame_of(name, line), size, theme, form=form)) == [], (line, size, form)


@pytest.mark.parametrize("name", ["xor", "circle", "spiral"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("quick", [True, False], ids=["at speed", "at rest"])
def test_each_neuron_has_its_map_at_every_size_and_speed(name, size, quick):
    frame = frame_of(name, 1)
    assert len(rasters(drawn(frame, size, quick=quick))) == sum(frame.scenario.network.sizes[1:])


def test_maps_stand_beside_bias_activation_and_delta():
    timeline = Timeline(Run(open_scenario("circle")))
    frame = timeline.frame(timeline.walk.update_end(1))
    keys = {shape.key for shape in drawn(frame, (1000, 600)).shapes if isinstance(shape, Label)}
    names = {str(key) for key in keys if key is not None}
    assert {f"{letter}1[{j}]" for letter in "bad" for j in range(1, 9)} <= names


def test_one_input_has_curves():
    figure = drawn(frame_of("sine", 1))
    assert not rasters(figure)
    assert sum(isinstance(shape, Path) and shape.colour == LIGHT.forward and len(shape.lines[0]) == CURVE_POINTS
               for shape in figure.shapes) == 9  # fmt: skip


def test_maps_follow_the_training():
    timeline = Timeline(Run(open_scenario("circle")))
    first, later = (rasters(drawn(timeline.frame(timeline.walk.update_end(k)))) for k in (1, 50))
    assert all((one.pixels != other.pixels).any() for one, other in zip(first, later, strict=True))


def test_at_speed_there_is_no_ring():
    rings = [
        sum(isinstance(shape, Disc) for shape in drawn(frame_of("circle", 1), (1000, 900), quick=quick).shapes)
        for quick in (False, True)
    ]
    # Of each neuron one with its halo, and that of the key.
    assert rings == [2 * 9 + 1, 0]


def test_the_key_tells_what_a_map_is():
    assert "map: a over all inputs, −1 to 1" in texts(drawn(frame_of("circle", 1), (1000, 900)))
    assert "this input" in texts(drawn(frame_of("circle", 1), (1000, 900)))
    assert "this input" not in texts(drawn(frame_of("iris", 1), (1000, 900)))


def test_without_one_or_two_inputs_neurons_are_as_they_fit():
    frame = frame_of("iris", 1)
    assert not rasters(drawn(frame))
    assert texts(drawn(frame)) == texts(drawn(frame, form="automatic"))
