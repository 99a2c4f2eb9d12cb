"""What the output shows beside a map of two inputs: parts of a curve, neurons, confusion, R², the worst rows; by other ways."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults, flat, texts
from tests.random_networks import random_scenario
from visprop.engine.key import Key
from visprop.figures.base.placing import bounds, overlap
from visprop.figures.base.shapes import Box, Clip, Disc, Label, Path
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.choices import Held, Shown
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.output_work import shown_of
from visprop.figures.plots.output_picture import output_axes
from visprop.figures.plots.outputs import CURVE_GRID, MAP_GRID, Probe, outputs_of
from visprop.figures.plots.plot_options import OutputOptions, unfit_shown
from visprop.figures.plots.predictions import predictions_of
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.data.split import Split
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.frame import Tried
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZE = (440.0, 440.0)
SIGMA = {"logistic": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "identity": lambda z: z}


def moment_of(scenario, update=0, **fields):
    timeline = Timeline(Run(scenario))
    return NetworkMoment(timeline.frame(timeline.walk.update_end(update)), History(timeline), **fields)


def shows(shown, **more):
    return ViewOptions(OutputOptions(shows=shown, **more))


def said(figure):
    return " | ".join(texts(figure))


def activations(scenario, p, x):
    """All layers of a forward pass, neuron by neuron, in plain NumPy."""
    found, network = [np.asarray(x, float)], scenario.network
    for (w, b), name in zip(network.layers(p), network.activations, strict=True):
        z = np.array([sum(w[j, k] * found[-1][k] for k in range(w.shape[1])) + b[j] for j in range(len(b))])
        found.append(np.exp(z) / np.exp(z).sum() if name == "softmax" else SIGMA[name](z))
    return found


# Curves and maps


def test_the_parts_of_the_hidden_neurons_and_the_bias_add_up_to_the_curve():
    scenario = open_scenario("sine")
    p = Timeline(Run(scenario)).parameters(400)
    outputs = outputs_of(scenario, p)
    assert outputs.is_sum
    assert outputs.parts.shape == (CURVE_GRID, 9)
    np.testing.assert_allclose(outputs.parts.sum(axis=1), outputs.values[:, 0], atol=1e-12)
    np.testing.assert_allclose(outputs.target, np.sin(2 * np.pi * outputs.xs))
    for i in (0, 100, 240):
        _, hidden, _ = activations(scenario, p, [outputs.xs[i]])
        w, b = scenario.network.layers(p)[1]
        np.testing.assert_allclose(outputs.parts[i], [*(w[0] * hidden), b[0]], rtol=1e-12)


def test_parts_of_scaled_data_add_up_in_the_datas_own_units():
    x = np.linspace(0.0, 10.0, 11)[:, None]
    base = open_scenario("sine")
    scenario = Scenario("scaled", base.network, base.p0, Data(x, 20 * x + 3).scaled_as("standard"), Training())
    outputs = outputs_of(scenario, scenario.p0)
    np.testing.assert_allclose(outputs.parts.sum(axis=1), outputs.values[:, 0], rtol=1e-12)


def test_the_curve_picture_has_g_the_network_and_a_line_for_each_neuron():
    figure = VIEWS["output"].draw(moment_of(open_scenario("sine"), 200), ViewOptions(), SIZE)
    upper, lower = (shape for shape in figure.shapes if isinstance(shape, Clip))
    curves = [shape for shape in upper.shapes if isinstance(shape, Path)]
    assert [path.dashed for path in curves] == [True, False]
    assert len([shape for shape in lower.shapes if isinstance(shape, Path)]) == 9
    words = said(figure)
    assert "the target g (dashed)" in words
    # A name stands where its own line ends, or not at all.
    lines = [shape for shape in lower.shapes if isinstance(shape, Path)]
    names = [shape for shape in figure.shapes if isinstance(shape, Label) and shape.key is not None]
    assert len(names) >= 5
    # In two columns where they are close.
    assert not any(overlap(bounds(one), bounds(other)) for one, other in combinations(names, 2))
    for name in names:
        line = lines[name.key.indices[0] - 1 if name.key.letter == "a" else -1]
        assert abs(float(line.lines[0][-1, 1]) - name.y) < name.size
    # The sign of a weight is told by hue and dash.
    w = Timeline(Run(open_scenario("sine"))).parameters(200)
    weights = open_scenario("sine").network.layers(w)[1][0][0]
    for path, weight in zip((s for s in lower.shapes if isinstance(s, Path)), weights, strict=False):
        assert path.dashed == (weight < 0)
        assert path.colour == (LIGHT.negative if weight < 0 else LIGHT.positive)


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_every_map_and_curve_is_a_direct_forward_pass(seed):
    """Within 1/255 of the range of its values, of random networks; over any two inputs, at the means or at a row."""
    scenario = random_scenario(seed)
    network, rng = scenario.network, np.random.default_rng(seed)
    axes = tuple(rng.permutation(network.sizes[0])[:2].tolist()) if network.sizes[0] > 1 else (0,)
    row = int(rng.integers(len(scenario.data))) if rng.integers(2) else None
    outputs = outputs_of(scenario, scenario.p0, Probe(axes, row))
    x = scenario.data.x
    held = x.mean(axis=0) if row is None or network.sizes[0] < 3 else x[row]
    reach = float(np.ptp(outputs.values)) or 1.0
    for i, j in ((0, 0), (17, 60), (80, 33)):
        place = held.copy()
        place[axes[0]] = outputs.xs[i]
        if outputs.is_map:
            place[axes[1]] = outputs.ys[j]
        value = outputs.values[j, i] if outputs.is_map else outputs.values[i]
        np.testing.assert_allclose(value, network.forward(scenario.p0, place[None])[0], atol=reach / 255)
    assert outputs.values.shape[:-1] == ((MAP_GRID, MAP_GRID) if outputs.is_map else (CURVE_GRID,))


def test_a_map_over_two_chosen_inputs_holds_the_others_and_says_where():
    scenario = open_scenario("iris")
    means = outputs_of(scenario, scenario.p0, Probe((2, 3)))
    np.testing.assert_allclose(means.held, scenario.data.raw[0].mean(axis=0))
    options = shows(Shown.MAP, inputs=(3, 4))
    words = said(VIEWS["output"].draw(moment_of(scenario), options, (640.0, 500.0)))
    assert "petal length" in words
    assert "petal width" in words
    assert "other inputs at their means" in words
    moment = moment_of(scenario, 3)
    at_row = VIEWS["output"].draw(moment, shows(Shown.MAP, inputs=(3, 4), held=Held.ROW), (640.0, 500.0))
    assert f"other inputs as in example {moment.row + 1}" in said(at_row)
    with pytest.raises(ValueError, match="no input 9, but 4"):
        VIEWS["output"].draw(moment, shows(Shown.MAP, inputs=(3, 9)), SIZE)


def test_a_hidden_neuron_that_is_selected_has_its_own_map():
    scenario = open_scenario("xor")
    p = Timeline(Run(scenario)).parameters(500)
    outputs = outputs_of(scenario, p, Probe(neuron=Key.unit(1, 2)))
    w, b = scenario.network.layers(p)[0]
    x1, x2 = np.meshgrid(outputs.xs, outputs.ys)
    np.testing.assert_allclose(outputs.values[..., 0], np.tanh(w[1, 0] * x1 + w[1, 1] * x2 + b[1]), atol=1e-12)
    figure = VIEWS["output"].draw(moment_of(scenario, 500, selected=Key.unit(1, 2)), ViewOptions(), SIZE)
    assert "neuron 2 of layer 1" in said(figure)
    # The line in it is where z = 0.
    axes = output_axes(SIZE, outputs)
    (clip,) = (shape for shape in figure.shapes if isinstance(shape, Clip))
    (line,) = [s for s in clip.shapes if isinstance(s, Path) and s.fill is None and s.colour == LIGHT.ink]
    for part in line.lines:
        for place in part:
            at = np.array(axes.from_page(*place))
            assert w[1] @ at + b[1] == pytest.approx(0.0, abs=0.02)
    # The output neuron, and an edge, are not hidden neurons.
    for other in (Key.unit(2, 1), Key.weight(1, 1, 1)):
        assert "neuron" not in said(VIEWS["output"].draw(moment_of(scenario, 500, selected=other), ViewOptions(), SIZE))


def test_an_input_that_is_tried_is_marked_where_it_is():
    moment = moment_of(open_scenario("xor"), 100)
    tried = NetworkMoment(moment.frame.trying(Tried(np.array([0.25, 0.75]))), moment.history)
    figure = VIEWS["output"].draw(tried, ViewOptions(), SIZE)
    outputs = outputs_of(tried.scenario, tried.frame.p)
    x, y = output_axes(SIZE, outputs).to_page(np.array([0.25]), np.array([0.75]))[0]
    rings = [shape for shape in flat(figure.shapes) if isinstance(shape, Disc)]
    assert all((ring.x, ring.y) == pytest.approx((x, y)) for ring in rings)
    assert rings


# Rows


def iris(update=300):
    scenario = open_scenario("iris")
    scenario = scenario.with_data(scenario.data.with_split(Split(0.3, 1)))
    return scenario, Timeline(Run(scenario)).parameters(update)


def test_the_confusion_matrix_counts_rows_by_hand():
    scenario, p = iris()
    found = predictions_of(scenario, p)
    test = set(scenario.data.test_rows.tolist())
    for is_test in (False, True):
        counted = np.zeros((3, 3), int)
        for row in range(150):
            if (row in test) == is_test:
                a = activations(scenario, p, scenario.data.x[row])[-1]
                counted[int(np.argmax(scenario.data.y[row])), int(np.argmax(a))] += 1
        np.testing.assert_array_equal(found.confusion(found.rows(is_test)), counted)
        assert np.trace(counted) / counted.sum() == pytest.approx(
            scenario.accuracy(p, scenario.test if is_test else scenario.train)
        )


def test_each_cell_of_the_matrix_has_its_counts_a_zero_too_which_steps_back():
    scenario, p = iris()
    figure = VIEWS["output"].draw(moment_of(scenario, 300), ViewOptions(), (640.0, 400.0))
    found = predictions_of(scenario, p)
    for is_test in (True, False):
        matrix = found.confusion(found.rows(is_test))
        assert (matrix == 0).any()
        for i, j in np.ndindex(3, 3):
            cells = [shape for shape in flat(figure.shapes) if isinstance(shape, Box) and shape.colour == LIGHT.rule]
            cell = sorted(cells, key=lambda box: (round(box.y), box.x))[3 * i + j]
            own = [
                one
                for one in flat(figure.shapes)
                if isinstance(one, Label) and cell.x < one.x < cell.x + cell.width and cell.y < one.y < cell.y + cell.height
            ]
            above, below = sorted(own, key=lambda label: label.y)
            label = above if is_test else below
            assert label.runs[0].text == str(matrix[i, j])
            assert label.colour == (LIGHT.ink if is_test and (matrix[i, j] or i == j) else LIGHT.faint)


def test_the_matrix_shows_both_parts_and_the_accuracy_of_each_class():
    scenario, p = iris()
    figure = VIEWS["output"].draw(moment_of(scenario, 300), ViewOptions(), (640.0, 400.0))
    words = texts(figure)
    found = predictions_of(scenario, p)
    for is_test in (True, False):
        matrix = found.confusion(found.rows(is_test))
        for i in range(3):
            assert str(matrix[i, i]) in words
            assert f"{round(100 * matrix[i, i] / matrix[i].sum(), 1):g} %" in words
    assert "% of the test rows are classified correctly" in said(figure)
    assert words.count("versicolor") == 2


def test_one_output_that_tells_two_classes_has_a_matrix_of_two():
    scenario = open_scenario("xor")
    p = Timeline(Run(scenario)).parameters(1)
    found = predictions_of(scenario, p)
    told = [activations(scenario, p, x)[-1][0] > 0.5 for x in scenario.data.x]
    wanted = scenario.data.y[:, 0] > 0.5
    counted = [[sum(w == i and t == j for w, t in zip(wanted, told, strict=True)) for j in (0, 1)] for i in (0, 1)]
    np.testing.assert_array_equal(found.confusion(np.arange(4)), counted)
    with pytest.raises(ValueError, match="no classes"):
        predictions_of(open_scenario("sine"), open_scenario("sine").p0).confusion(np.arange(3))


def regression():
    rng = np.random.default_rng(3)
    x = rng.uniform(size=(40, 3))
    y = 100 * x[:, :1] - 40 * x[:, 1:2] + 7
    data = Data(x, y).with_split(Split(0.25, 0)).scaled_as("standard")
    base = random_scenario(5)
    network = type(base.network)((3, 4, 1), ("tanh", "identity"))
    return Scenario("regression", network, rng.normal(size=network.parameter_count) * 0.4, data, Training(eta=0.1))


def test_r2_and_rmse_are_those_of_their_formulas_in_the_datas_own_units():
    scenario = regression()
    found = predictions_of(scenario, scenario.p0)
    x, y = scenario.data.raw
    rows = scenario.data.train_rows
    shift, spread = y[rows].mean(), y[rows].std()
    seen = (x - x[rows].mean(axis=0)) / x[rows].std(axis=0)
    a = np.array([activations(scenario, scenario.p0, one)[-1][0] for one in seen]) * spread + shift
    for is_test in (False, True):
        part = found.rows(is_test)
        error = y[part, 0] - a[part]
        assert found.root_mean_square(part)[0] == pytest.approx(np.sqrt(np.mean(error**2)))
        whole = np.sum((y[part, 0] - np.mean(y[part, 0])) ** 2)
        assert found.determination(part)[0] == pytest.approx(1 - np.sum(error**2) / whole)
    words = said(VIEWS["output"].draw(moment_of(scenario), ViewOptions(), SIZE))
    assert "on test rows" in words
    assert "on training rows" in words
    assert "predicted" in words


def test_where_all_targets_are_the_same_there_is_no_r2():
    x = np.array([[0.0, 1.0, 2.0], [1.0, 0.0, 1.0]])
    scenario = regression()
    scenario = Scenario("flat", scenario.network, scenario.p0, Data(x, np.full((2, 1), 5.0)), Training())
    assert np.isnan(predictions_of(scenario, scenario.p0).determination(np.arange(2))[0])
    assert "R2 – on training rows" in said(VIEWS["output"].draw(moment_of(scenario), ViewOptions(), SIZE))


def test_the_worst_come_first():
    scenario, p = iris()
    found = predictions_of(scenario, p)
    costs = []
    for row in range(150):
        a = activations(scenario, p, scenario.data.x[row])[-1]
        costs.append(-np.log(a[np.argmax(scenario.data.y[row])]))
    np.testing.assert_allclose(found.costs, costs, rtol=1e-9)
    assert found.worst()[:5].tolist() == np.argsort(-np.array(costs), kind="stable")[:5].tolist()
    figure = VIEWS["output"].draw(moment_of(scenario, 300), shows(Shown.WORST), (640.0, 400.0))
    words = texts(figure)
    first = [word for word in words if word.isdigit()][:3]
    assert first == [str(row + 1) for row in found.worst()[:3]]
    wrong = sum(
        int(np.argmax(activations(scenario, p, x)[-1])) != int(np.argmax(y)) for x, y in zip(*scenario.data.raw, strict=True)
    )
    assert f"{wrong} of 150 are told wrongly" in words


def pixels(figure):
    """The squares without an outline, image after image, 64 to each."""
    plain = [shape for shape in figure.shapes if isinstance(shape, Box) and shape.colour is None]
    boxes = [box for box in plain if box.width == pytest.approx(box.height)]
    return [boxes[i : i + 64] for i in range(0, len(boxes) // 64 * 64, 64)]


def grey(value, most):
    return [round(p + (i - p) * value / most) for p, i in zip(LIGHT.paper, LIGHT.ink, strict=True)]


def test_digits_are_drawn_as_images():
    scenario = open_scenario("digits")
    figure = VIEWS["output"].draw(moment_of(scenario, 50), shows(Shown.WORST), (640.0, 400.0))
    images = pixels(figure)
    worst = predictions_of(scenario, Timeline(Run(scenario)).parameters(50)).worst()
    assert len(images) > 12
    for image, row in zip(images[:3], worst, strict=False):
        values = scenario.data.x[row]
        assert [list(box.fill) for box in image] == [grey(value, values.max()) for value in values]
        # In rows of eight, from the left to the right.
        assert image[0].y == image[7].y < image[8].y
        assert image[0].x < image[1].x
    assert str(figure.key_at(images[0][27].x, images[0][27].y)) == f"row{worst[0] + 1}"


def test_a_neuron_that_sees_images_shows_its_weights_and_what_excites_it():
    scenario = open_scenario("digits")
    p = Timeline(Run(scenario)).parameters(50)
    figure = VIEWS["output"].draw(moment_of(scenario, 50, selected=Key.unit(1, 4)), ViewOptions(), (640.0, 400.0))
    w, b = scenario.network.layers(p)[0]
    a = np.tanh(scenario.data.x @ w[3] + b[3])
    weights, *images = pixels(figure)
    # Blue above 0 and orange below it; the strongest is the deepest.
    for value, box in zip(w[3], weights, strict=True):
        assert (box.fill[2] > box.fill[0]) == (value > 0) or abs(value) < 0.02 * np.abs(w[3]).max()
    first = scenario.data.x[int(np.argmax(a))]
    assert [list(box.fill) for box in images[0]] == [grey(value, first.max()) for value in first]
    words = said(figure)
    assert "most excited by" in words
    assert "least excited by" in words
    least = str(figure.key_at(images[len(images) // 2][27].x, images[len(images) // 2][27].y))
    assert least == f"row{int(np.argmin(a)) + 1}"


def test_what_does_not_fit_says_why():
    for name, shown, why in (
        ("sine", Shown.CONFUSION, "no classes"),
        ("iris", Shown.PREDICTED, "confusion matrix"),
        ("xor", Shown.CODES, "fewer neurons"),
    ):  # fmt: skip
        assert why in unfit_shown(shown, open_scenario(name))
        assert why in said(VIEWS["output"].draw(moment_of(open_scenario(name)), shows(shown), SIZE))


def test_what_fits_best_is_drawn_by_itself():
    wanted = {"sine": Shown.MAP, "xor": Shown.MAP, "iris": Shown.CONFUSION, "digits": Shown.CONFUSION, "autocoding": Shown.CODES}
    wanted["layers"] = Shown.PREDICTED
    for name, shown in wanted.items():
        assert shown_of(moment_of(open_scenario(name)), ViewOptions()) is shown


SIZES = ((238.0, 200.0), (340.0, 240.0), (440.0, 440.0), (900.0, 500.0))


@pytest.mark.parametrize("shown", list(Shown))
@pytest.mark.parametrize("name", ["iris", "layers", "autocoding", "neuron", "digits"])
def test_no_text_is_in_the_way_of_any_picture(name, shown):
    moment = moment_of(open_scenario(name), 20)
    for size in SIZES:
        for theme in (LIGHT, DARK):
            options = shows(shown).choose(ViewOptions.theme, theme)
            assert not faults(VIEWS["output"].draw(moment, options, size)), (name, shown, size)


@pytest.mark.parametrize("name", builtin_names())
def test_no_text_is_in_the_way_of_a_neurons_own_picture(name):
    scenario = open_scenario(name)
    if scenario.network.depth < 2:
        return
    figure = VIEWS["output"].draw(moment_of(scenario, 10, selected=Key.unit(1, 1)), ViewOptions(), SIZE)
    assert not faults(figure)
    assert "neuron 1 of layer 1" in said(figure)
    assert any(isinstance(shape, Label) for shape in figure.shapes)


# Trying


def test_a_row_that_is_tried_has_its_whole_pass_at_the_p_of_now():
    scenario = open_scenario("iris")
    timeline = Timeline(Run(scenario))
    frame = timeline.frame(timeline.walk.update_end(7))
    tried = frame.trying(Tried(scenario.data.raw[0][140], 140))
    wanted = activations(scenario, timeline.parameters(7), scenario.data.x[140])
    np.testing.assert_allclose(tried.a(2), wanted[-1], rtol=1e-12)
    assert tried.cost == pytest.approx(-np.log(wanted[-1][2]))
    np.testing.assert_allclose(tried.delta(2), wanted[-1] - [0, 0, 1], rtol=1e-9)
    assert tried.row == 140
    assert tried.done == frame.done == 7
    assert tried.p is frame.p


def test_an_input_of_which_no_target_is_known_has_no_cost_and_no_delta():
    timeline = Timeline(Run(open_scenario("xor")))
    tried = timeline.frame(Position(3, 2, 1)).trying(Tried(np.array([0.5, 0.5])))
    assert tried.a(2) is not None
    assert tried.cost is None
    assert tried.delta(2) is None
    assert tried.row is None
    for name in ("network", "pseudocode", "equations", "landscape", "output", "codes", "hidden", "slice", "history"):
        moment = NetworkMoment(tried, History(timeline))
        assert "nan" not in said(VIEWS[name].draw(moment, ViewOptions(), (640.0, 400.0))).lower()
