"""What there is little room for: digits go before symbols and these before numbers; no number becomes blank, or another one."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.completeness import is_told, parsed
from tests.figures.measuring import faults, flat, words
from tests.figures.network.test_network import frames
from visprop.figures.base.omission import told
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import ON_SCREEN, TEXT_SIZE
from visprop.figures.base.text import width
from visprop.figures.network.forms.node import fitted
from visprop.figures.network.options import NetworkChoices, NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

CARRIED = (0.9998, 0.99997, 1.49e-5, 0.0996, -0.9996)


@settings(max_examples=400, deadline=None)
@given(
    st.floats(-1e6, 1e6, allow_nan=False).filter(lambda value: value == 0.0 or abs(value) > 1e-12)
    | st.sampled_from([0.9998, 0.99997, 1.49e-5, 0.0996, -0.9996]),
    st.integers(2, 9),
    st.floats(0.0, 80.0),
)
def test_a_number_is_never_blank_and_never_another_one(value, digits, room):
    runs = fitted(value, digits, room, 8.0)
    text = "".join(run.text for run in runs)
    assert text
    told = parsed(text)
    if value:
        # To half a unit of at least two digits, and of the same power of ten unless it is exactly that.
        power = 10.0 ** np.floor(np.log10(abs(value)))
        assert abs(told - value) <= 0.0501 * power
        assert told == value or abs(told) < 10.0 * power
    wide = width(runs, 8.0)
    assert wide <= room or len(re.sub("[^0-9]", "", text.split("×")[0]).lstrip("0")) <= max(2, len(text))


def texts(figure):
    return [shape for shape in figure.shapes if isinstance(shape, Label)]


@pytest.mark.parametrize("name", builtin_names())
@pytest.mark.parametrize("size", [(238, 170), (238, 260), (482, 300), (560, 360)])
def test_what_a_narrow_picture_leaves_out_it_names(name, size):
    """The activations, the cost and the targets are there at any size, or the figure says that they are not."""
    frame = frames(name)[-1]
    figure = network_figure(frame, size, NetworkOptions())
    words = ["".join(run.text for run in label.runs) for label in texts(figure)]
    assert "" not in words
    left_out = told(figure.omitted)
    assert any(word.startswith(("c ", "cost c")) for word in words) or "cost" in left_out
    network = frame.scenario.network
    for layer in range(1, network.depth + 1):
        if "activations" not in left_out and max(network.sizes) <= 8:
            assert all(is_told(float(value), words) for value in frame.a(layer) if value)


@pytest.mark.parametrize("size", [(420, 300), (560, 360), (640, 400), (1200, 800)])
@pytest.mark.parametrize(
    "name", [name for name in builtin_names() if not DRESSES["layers"].unfit(open_scenario(name)) and name != "digits"]
)
def test_a_layers_function_stands_with_the_type_that_it_has_with_its_parameters(name, size):
    frame = frames(name)[-1]
    sizes = frame.scenario.network.sizes
    words = [
        "".join(run.text for run in label.runs)
        for label in texts(network_figure(frame, size, NetworkOptions(dress=DRESSES["layers"])))
    ]
    functions = [word for word in words if re.fullmatch(r"f\d+ p\d+ :", word)]
    types = [word for word in words if "→" in word and "ℝ" in word]
    assert len(functions) == len(types)
    if not types:
        # Where they would run together none stands; on a page of some width they all do.
        assert size[0] < 1200
        return
    assert types == [f"ℝ{m} → ℝ{n}" for m, n in zip(sizes, sizes[1:], strict=False)]


@pytest.mark.parametrize("size", [(238, 149), (238, 170), (238, 190), (340, 240), (482, 300), (640, 400)])
def test_names_of_inputs_keep_off_each_other_and_off_the_line_below(size):
    """Iris' inputs have names, which need a third line where a column is narrow; without room the foot says so."""
    figure = network_figure(Timeline(Run(open_scenario("iris"))).frame(Position(0, 1, 3)), size)
    labels = [shape for shape in figure.shapes if isinstance(shape, Label)]
    words = ["".join(run.text for run in label.runs) for label in labels]
    named = [label for label, word in zip(labels, words, strict=True) if word in ("sepal length", "sepal width")]
    left = [bounds(label) for label in labels if label.across == 1.0 or label.across == 0.0]
    for label in named:
        others = [box for box in left if box != bounds(label)]
        assert not any(overlap(bounds(label), box) for box in others)
    if not named and size[0] < 640:
        assert any(one.what in ("names of the inputs", "inputs") for one in figure.omitted)


def words_of(figure):
    return ["".join(run.text for run in label.runs) for label in texts(figure)]


@pytest.mark.parametrize("points", [(238, 172), (238, 178), (238, 300), (340, 240), (420, 300)])
def test_the_articles_network_has_each_weight_at_the_width_of_a_column(points):
    """84 mm are 238 pt: an author sets sixteen weights of a 2-2-2-2-2 there by hand, in letters of eight points."""
    for frame in frames("two-neurons"):
        words = words_of(network_figure(frame, tuple(side * TEXT_SIZE / 8.0 for side in points)))
        for weights, _ in frame.scenario.network.layers(frame.p):
            assert all(is_told(float(weight), words) for weight in weights.ravel())


@pytest.mark.parametrize("dress", DRESSES.values(), ids=lambda dress: dress.name)
@pytest.mark.parametrize("name", ["two-neurons", "linear", "layers", "shared-bias"])
def test_what_is_left_out_is_nothing_that_the_dress_does_not_have(name, dress):
    frame = frames(name)[-1]
    if dress.unfit(frame.scenario):
        return
    for size in ((238, 150), (238, 178), (340, 240)):
        left_out = [one.what.split(" of ")[0] for one in network_figure(frame, size, NetworkOptions(dress=dress)).omitted]
        assert dress.has("b") or "biases" not in left_out
        assert dress.is_opened or "weights" not in left_out
        assert ("d" if dress.passes == "δ" else "δ") not in left_out


@pytest.mark.parametrize("wide", [500, 740])
def test_before_a_layer_loses_its_numbers_the_zeros_before_their_points_go(wide):
    scenario = open_scenario("iris")
    p = np.array(scenario.p0)
    weights, biases = scenario.network.layers(p)[0]
    # a ≈ −0.00047 in one row, beside those of the other rows of two digits and more.
    weights[1], biases[1] = 0.0, -0.00047123
    frame = Timeline(Run(scenario.with_parameters(p))).frame(Position(0, 1, 5))
    figure = network_figure(frame, (wide, 640), NetworkOptions(NetworkChoices(lettering=ON_SCREEN)))
    texts = [words(shape) for shape in flat(figure.shapes) if isinstance(shape, Label)]
    assert texts.count("−.00047") == 2
    assert not any("not shown" in text and " a" in text for text in texts)
    assert not faults(figure)
