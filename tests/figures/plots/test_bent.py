"""The bent space: places, lines and words against a pass, components and hulls that are made here in other ways."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import faults, flat, texts
from tests.random_networks import random_scenario
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.figures.base.shapes import Clip, Dots, Facets, Path
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.bent_work import stage_of
from visprop.figures.choices import Camera
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots.bent import bent_of, crossings
from visprop.figures.plots.cube import Cube
from visprop.figures.plots.parting import can_be_parted, clipped, hull, line_within
from visprop.figures.plots.plot_options import BentOptions, LandscapeOptions
from visprop.figures.views import VIEWS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

SIZE = (440.0, 440.0)
BITS = np.array(list(product((0.0, 1.0), repeat=2)))
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])


def moment_of(scenario, position=None, **fields):
    timeline = Timeline(Run(scenario))
    return NetworkMoment(timeline.frame(position or timeline.walk.update_end(0)), History(timeline), **fields)


def at_update(scenario, update):
    timeline = Timeline(Run(scenario))
    return NetworkMoment(timeline.frame(timeline.walk.update_end(update)), History(timeline))


def staged(stage):
    return ViewOptions(BentOptions(stage=stage))


def drawn(moment, options=None, size=SIZE):
    return VIEWS["hidden"].draw(moment, options or ViewOptions(), size)


def said(figure):
    return " ".join(texts(figure))


def solved_xor():
    """OR and AND by hand, with steep steps: the output is OR and not AND."""
    network = Network((2, 2, 1), ("logistic", "logistic"))
    p = np.array([10.0, 10.0, -5.0, 10.0, 10.0, -15.0, 10.0, -10.0, -5.0])
    return Scenario("by hand", network, p, Data(BITS, XOR), Training())


# What a straight line can do


def test_no_line_parts_xor_and_one_parts_and():
    assert not can_be_parted(BITS[[1, 2]], BITS[[0, 3]])
    assert can_be_parted(BITS[[3]], BITS[:3])
    assert can_be_parted(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    # On one line, and one point among others.
    assert can_be_parted(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[2.0, 0.0], [3.0, 0.0]]))
    assert not can_be_parted(np.array([[0.0, 0.0], [2.0, 0.0]]), np.array([[1.0, 0.0]]))
    assert not can_be_parted(np.array([[1.0, 1.0]]), np.array([[1.0, 1.0]]))


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_whether_a_line_parts_is_what_trying_all_lines_says(seed):
    """All lines through two of the points, turned and moved a little: a line that parts can be brought to two points."""
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(int(rng.integers(2, 9)), 2))
    kinds = rng.integers(0, 2, len(points))
    kinds[:2] = 0, 1
    found = False
    for i, j in product(range(len(points)), repeat=2):
        if i != j:
            along = points[j] - points[i]
            for turn in (-1e-7, 1e-7):
                way = np.array([-along[1], along[0]]) + turn * along
                for middle in (points[i] + 0.5 * along, points[i] - 0.5 * along, points[i] + 1.5 * along):
                    sides = (points - middle) @ way > 0
                    found = found or bool((sides == (kinds == 0)).all() or (sides == (kinds == 1)).all())
    assert can_be_parted(points[kinds == 0], points[kinds == 1]) == found


def test_the_hull_of_a_square_with_points_in_it():
    inner = np.array([[0.5, 0.5], [0.2, 0.7], [0.5, 0.0]])
    assert sorted(map(tuple, hull(np.vstack((BITS, inner))))) == sorted(map(tuple, BITS))


def test_a_square_cut_by_a_line():
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    # x ≥ 0.25
    part = clipped(square, np.array([1.0, 0.0]), -0.25)
    assert sorted(map(tuple, part)) == [(0.25, 0.0), (0.25, 1.0), (1.0, 0.0), (1.0, 1.0)]
    assert len(clipped(square, np.array([1.0, 0.0]), -2.0)) == 0
    np.testing.assert_allclose(sorted(map(tuple, line_within(square, np.array([1.0, -1.0]), 0.0))), [(0, 0), (1, 1)])
    assert len(line_within(square, np.array([1.0, 0.0]), -2.0)) == 0


@pytest.mark.parametrize("name", [name for name, one in ACTIVATIONS.items() if one.is_elementwise and name != "step"])
def test_where_an_activation_takes_a_value(name):
    value = ACTIVATIONS[name].value
    wanted = float(value(np.array([0.7]))[0])
    found = list(crossings(value, wanted))
    assert any(at == pytest.approx(0.7, abs=1e-9) for at in found)
    for at in found:
        assert value(np.array([at]))[0] == pytest.approx(wanted, abs=1e-9)


# Where all stands


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_each_stage_is_a_direct_forward_pass(seed):
    scenario = random_scenario(seed, max_units=3)
    bent = bent_of(scenario, scenario.p0)
    network = scenario.network
    assert len(bent.stages) == 2 * network.depth - 1
    spaces = [scenario.data.x]
    with np.errstate(all="ignore"):
        for (w, b), name in list(zip(network.layers(scenario.p0), network.activations, strict=True))[:-1]:
            spaces.append(spaces[-1] @ w.T + b)
            spaces.append(ACTIVATIONS[name].value(spaces[-1]))
    for stage, space in zip(bent.stages, spaces, strict=True):
        np.testing.assert_allclose(stage.rows[:, : space.shape[1]], space, atol=1e-9)


@pytest.mark.parametrize("name", ["iris", "digits", "circle"])
def test_of_many_neurons_two_principal_components_are_drawn(name):
    scenario = open_scenario(name)
    p = Timeline(Run(scenario)).parameters(30)
    bent = bent_of(scenario, p)
    w, b = scenario.network.layers(p)[0]
    a = np.tanh(scenario.data.x @ w.T + b)
    train = a[scenario.data.train_rows]
    values, ways = np.linalg.eigh(np.cov(train[:2000].T))
    last = bent.stages[-1]
    for i in (0, 1):
        mine = (a[bent.shown] - train[:2000].mean(axis=0)) @ ways[:, -1 - i]
        theirs = last.rows[:, i]
        sign = np.sign(mine @ theirs)
        np.testing.assert_allclose(theirs, sign * mine, atol=1e-8)
        assert last.basis.shares[i] == pytest.approx(values[-1 - i] / values.sum())
    assert f"component 1 of layer 1 ({100 * values[-1] / values.sum():.3g} %)" in said(drawn(at_update(scenario, 30)))


def test_xor_by_hand_lies_where_or_and_and_say():
    bent = bent_of(solved_xor(), solved_xor().p0)
    np.testing.assert_allclose(bent.stages[-1].rows, [[0, 0], [1, 0], [1, 0], [1, 1]], atol=0.01)
    assert bent.can_be_parted == (False, True)
    assert (bent.right, bent.count) == (4, 4)


def test_the_last_layers_line_is_straight_and_parts_the_rows():
    """a₁ − a₂ = 0.5, as the weights by hand say."""
    figure = drawn(at_update(solved_xor(), 0), staged(1.0))
    (clip,) = (shape for shape in figure.shapes if isinstance(shape, Clip))
    (line,) = [s for s in clip.shapes if isinstance(s, Path) and s.colour == LIGHT.ink and s.fill is None]
    left, top, wide, high = figure.plot
    ends = (line.lines[0] - (left, top)) / (wide, high)
    low, reach = -0.1, 1.2
    places = np.column_stack((low + reach * ends[:, 0], low + reach * (1 - ends[:, 1])))
    np.testing.assert_allclose(places[:, 0] - places[:, 1], 0.5, atol=1e-9)
    # Each class on its own side: discs of the upper one, squares of the lower one.
    (discs, _) = [s for s in flat(figure.shapes) if isinstance(s, Dots) and s.colour == LIGHT.positive]
    (squares, _) = [s for s in flat(figure.shapes) if isinstance(s, Facets) and s.line == LIGHT.negative]
    way = line.lines[0][1] - line.lines[0][0]

    def side(point):
        x, y = point - line.lines[0][0]
        return np.sign(way[0] * y - way[1] * x)

    assert len({side(one) for one in discs.centres}) == 1
    assert {side(one) for one in squares.corners.mean(axis=1)} == {-side(discs.centres[0])}


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_on_the_drawn_line_the_output_is_between_the_classes(seed):
    rng = np.random.default_rng(seed)
    network = Network((2, 2, 1), (str(rng.choice(["tanh", "logistic"])), str(rng.choice(["tanh", "logistic", "identity"]))))
    p = rng.normal(size=9)
    scenario = Scenario("random", network, p, Data(rng.normal(size=(6, 2)), np.array([[0.0], [1.0]] * 3)), Training())
    last = bent_of(scenario, p).last
    w, b = network.layers(p)[1]
    np.testing.assert_allclose(last.weights, w)
    for level in last.levels:
        # Any place of the line.
        for x in (-0.3, 0.2, 0.9):
            y = (level - b[0] - w[0, 0] * x) / w[0, 1]
            value = ACTIVATIONS[network.activations[1]].value(w @ np.array([x, y]) + b)
            assert value[0] == pytest.approx(0.5, abs=1e-6)


def test_the_border_that_is_carried_along_ends_on_the_straight_line():
    scenario = open_scenario("xor")
    p = Timeline(Run(scenario)).parameters(800)
    bent = bent_of(scenario, p)
    w, b = scenario.network.layers(p)[1]
    points = np.vstack(bent.stages[-1].border)
    assert len(points) > 50
    # The output is logistic: it is 0.5 where z is 0. Between the places of the grid it is found by straight lines.
    assert np.abs(points @ w[0] + b[0]).max() < 0.05
    inputs = np.vstack(bent.stages[0].border)
    np.testing.assert_allclose(scenario.network.forward(p, inputs), 0.5, atol=0.01)


def test_regions_of_three_classes_are_where_each_output_is_the_greatest():
    rng = np.random.default_rng(1)
    network = Network((2, 2, 3), ("tanh", "softmax"), "cross_entropy")
    p = rng.normal(size=network.parameter_count) * 2
    scenario = Scenario("three", network, p, Data(rng.normal(size=(9, 2)), np.eye(3)[[0, 1, 2] * 3]), Training())
    figure = drawn(at_update(scenario, 0), staged(1.0))
    w, b = network.layers(p)[1]
    (clip,) = (shape for shape in figure.shapes if isinstance(shape, Clip))
    left, top, wide, high = figure.plot
    found = [s for s in clip.shapes if isinstance(s, Path) and s.fill is not None]
    assert found
    fills = {}
    for area in found:
        middle = (area.lines[0].mean(axis=0) - (left, top)) / (wide, high)
        place = np.array([-1.2 + 2.4 * middle[0], -1.2 + 2.4 * (1 - middle[1])])
        fills[int(np.argmax(w @ place + b))] = area.fill
    assert len(fills) == len(found)


def test_where_the_greatest_z_need_not_be_the_greatest_output_no_regions_are_drawn():
    """ReLU makes 0 of all z below 0: no line parts what is equal."""
    network = Network((2, 2, 2), ("tanh", "relu"))
    p = np.random.default_rng(0).normal(size=network.parameter_count)
    for name, wanted in (("relu", 0), ("tanh", 2)):
        network = Network((2, 2, 2), ("tanh", name))
        scenario = Scenario("two", network, p, Data(BITS, np.eye(2)[[0, 1, 1, 0]]), Training())
        (clip,) = (shape for shape in drawn(at_update(scenario, 0), staged(1.0)).shapes if isinstance(shape, Clip))
        assert len({s.fill for s in clip.shapes if isinstance(s, Path) and s.fill is not None}) == wanted


# The cube


def test_three_neurons_are_drawn_in_a_cube():
    scenario = open_scenario("autocoding")
    bent = bent_of(scenario, Timeline(Run(scenario)).parameters(300))
    assert bent.stages[-1].rows.shape == (8, 3)
    figure = drawn(at_update(scenario, 300))
    words = texts(figure)
    assert [str(i) for i in range(1, 9)] == sorted(word for word in words if word in "12345678" and len(word) == 1)[-8:]
    turned = ViewOptions(LandscapeOptions(camera=Camera(20.0, 10.0)))
    assert {s.x for s in flat(drawn(at_update(scenario, 300), turned).shapes) if hasattr(s, "x")} != {
        s.x for s in flat(figure.shapes) if hasattr(s, "x")
    }


def test_a_plane_cuts_a_cube_where_it_should():
    cube = Cube(np.array([[0.0, 1.0]] * 3), (0.0, 0.0, 300.0, 300.0), Camera(30.0, 25.0))
    # x = 0.5 is a square through four edges; x + y + z = 1.5 a hexagon.
    assert len(cube.cut(np.array([1.0, 0.0, 0.0]), -0.5)) == 4
    assert len(cube.cut(np.ones(3), -1.5)) == 6
    assert len(cube.cut(np.ones(3), -9.0)) == 0
    middle = cube.to_page(np.full((1, 3), 0.5))[0]
    np.testing.assert_allclose(cube.cut(np.ones(3), -1.5).mean(axis=0), middle, atol=1e-9)


# Which stage, and what is said


def test_it_goes_with_the_lines():
    scenario = open_scenario("spiral")
    for line, progress, wanted in ((0, 1.0, 0.0), (1, 1.0, 1.0), (1, 0.5, 0.5), (2, 0.0, 1.0), (2, 1.0, 2.0), (5, 1.0, 2.0)):
        moment = moment_of(scenario, Position(0, 1, line), progress=progress)
        assert stage_of(moment, ViewOptions()) == wanted
    assert stage_of(moment_of(scenario, Position(0, 1, 0), at_speed=True), ViewOptions()) == 2.0
    assert stage_of(moment_of(scenario, Position(0, 1, 0)), staged(1.25)) == 1.25
    with pytest.raises(ValueError, match="stages are 0 to 2"):
        drawn(moment_of(scenario), staged(2.5))


def test_on_the_way_each_row_is_on_the_straight_line_between_two_stages():
    moment = at_update(solved_xor(), 0)

    def centres(stage):
        return next(s.centres for s in flat(drawn(moment, staged(stage)).shapes) if isinstance(s, Dots) and s.radius > 3)

    before, after = centres(0.5), centres(1.0)
    np.testing.assert_allclose(centres(0.625), before + 0.25 * (after - before), atol=1e-9)


def test_the_question_of_xor_is_answered_in_words():
    moment = at_update(solved_xor(), 0)
    assert "no straight line parts the classes in the inputs" in said(drawn(moment, staged(0.0)))
    last = said(drawn(moment, staged(1.0)))
    assert "in layer 1 one straight line parts the classes" in last
    assert "one layer alone cannot learn this" in last
    assert "the hidden layer bends the plane until one does" in last


def test_how_far_the_hidden_layer_has_come_is_said():
    """Bent as by hand, but with a last layer that decides for all alike; and a hidden layer that keeps the square a square."""
    by_hand = solved_xor()
    p = by_hand.p0.copy()
    p[6:] = 0.0, 0.0, 5.0
    words = said(drawn(at_update(replace(by_hand, p0=p), 0), staged(1.0)))
    assert "2 of 4 rows on the right side" in words
    assert "here one could, and the last layer is on its way to it" in words
    p = p.copy()
    p[:6] = 0.1, 0.0, 0.0, 0.0, 0.1, 0.0
    assert "has not bent the plane far enough yet" in said(drawn(at_update(replace(by_hand, p0=p), 0), staged(1.0)))


def test_what_one_layer_can_learn_is_said_too():
    network = Network((2, 1), ("logistic",))
    scenario = Scenario("and", network, np.array([1.0, 1.0, -1.5]), Data(BITS, np.array([[0.0], [0], [0], [1]])), Training())
    assert "in the inputs one straight line parts the classes" in said(drawn(at_update(scenario, 0)))
    scenario = Scenario("xor", network, np.array([1.0, 1.0, -1.5]), Data(BITS, XOR), Training())
    words = said(drawn(at_update(scenario, 0)))
    assert "in the inputs the straight line has 1 of 4 rows on the right side" in words
    assert "none parts them all" in words


def test_levels_of_a_regression_bear_their_values():
    scenario = open_scenario("sine")
    bent = bent_of(scenario, Timeline(Run(scenario)).parameters(3000))
    # The last layer is the identity: z is the output.
    assert bent.last.levels == pytest.approx(bent.last.names)
    assert bent.last.names == (-0.5, 0.0, 0.5)
    assert "0.5" in said(drawn(at_update(scenario, 3000)))


# Of the digits the marks themselves are letters, which lie as close as the rows do.
@pytest.mark.parametrize("name", [name for name in builtin_names() if name != "digits"])
def test_no_text_is_in_the_way(name):
    scenario = open_scenario(name)
    moment = at_update(scenario, 20)
    for stage in (None, 0.0, 0.25, 0.5, 1.0):
        if stage is None or stage <= scenario.network.depth - 1:
            for size in ((238.0, 200.0), (340.0, 240.0), (440.0, 440.0), (900.0, 500.0)):
                options = staged(stage).choose(ViewOptions.theme, DARK if stage else LIGHT)
                assert not faults(drawn(moment, options, size)), (name, stage, size)
