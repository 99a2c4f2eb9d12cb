"""Figures as data: what is on them, where, and that nothing is drawn before it is known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.plots.landscapes import landscape_at
from tests.random_networks import scenarios
from visprop.engine.key import Key
from visprop.figures.base.axes import Axes, log_ticks, ticks
from visprop.figures.base.shapes import Box, Clip, Disc, Figure, Label, Path, Segments, edges, single
from visprop.figures.base.style import LIGHT
from visprop.figures.choices import EdgeValue, PlaneChoice
from visprop.figures.network.edges.values import edge_values
from visprop.figures.network.hints import exact, hint
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.picture import network_figure
from visprop.figures.pages.equations import PageLayout, equations_page
from visprop.figures.pages.pseudocode import pseudocode_figure
from visprop.figures.plots.contours import landscape_figure
from visprop.figures.plots.cost import Curve, cost_axes, cost_figure
from visprop.figures.plots.nudge import EXPONENTS, nudge_figure, nudges_of
from visprop.figures.plots.plane import default_axes, landscape_range
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.naming import Naming
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def words(figure):
    return ["".join(run.text for run in shape.runs) for shape in _flat(figure.shapes) if isinstance(shape, Label)]


def _flat(shapes):
    for shape in shapes:
        yield from _flat(shape.shapes) if isinstance(shape, Clip) else (shape,)


def test_edges_show_what_is_chosen_and_only_once_it_is_known(two):
    timeline = Timeline(Run(two))
    early, late = timeline.frame(Position(0, 1, 2)), timeline.frame(Position(0, 1, 8))
    weights, _ = two.network.layers(two.p0)[2]
    np.testing.assert_array_equal(edge_values(late, 3, EdgeValue.WEIGHT), weights)
    np.testing.assert_allclose(edge_values(late, 3, EdgeValue.CONTRIBUTION), weights * late.a(2))
    np.testing.assert_allclose(edge_values(late, 3, EdgeValue.GRADIENT), np.outer(late.delta(3), late.a(2)))
    np.testing.assert_allclose(edge_values(late, 3, EdgeValue.UPDATE), -0.5 * np.outer(late.delta(3), late.a(2)))
    for shown in (EdgeValue.CONTRIBUTION, EdgeValue.GRADIENT, EdgeValue.UPDATE):
        assert edge_values(early, 3, shown) is None


@settings(max_examples=20)
@given(scenarios, st.integers(0, 3), st.booleans())
def test_every_network_can_be_drawn_at_every_line(scenario, update, quick):
    timeline = Timeline(Run(scenario))
    for line in timeline.program.lines:
        position = Position(update, scenario.schedule.size_of(update), line.number)
        figure = network_figure(timeline.frame(position), (500, 350), NetworkOptions(quick=quick))
        assert all(np.isfinite(s.ends).all() for s in figure.shapes if isinstance(s, Segments))
        pseudocode_figure(Quantities(timeline.frame(position)), 300, LIGHT)


def test_what_is_pointed_at_is_found(two):
    figure = network_figure(Timeline(Run(two)).frame(Position(0, 1, 8)), (900, 500))
    discs = [s for s in figure.shapes if isinstance(s, Disc)]
    assert figure.key_at(discs[0].x, discs[0].y) == Key.unit(1, 1)
    edges = next(group for group in figure.targets if group.key(0).layer == 2 and group.key(0).letter == "w")
    x1, y1, x2, y2 = edges.ends[1]
    assert figure.key_at(x1 + 0.3 * (x2 - x1), y1 + 0.3 * (y2 - y1)) == edges.key(1) == Key.weight(2, 1, 2)
    assert figure.key_at(2, 2) is None


NAMING = Naming((2, 2, 2, 2, 2))


def test_the_exact_numbers_of_what_is_pointed_at(two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 10))
    lines = hint(frame, Key.parse("w4[1,2]"), NAMING).split("\n")
    gradient = frame.gradient(4)[0][0, 1]
    assert f"gradient ∂c/∂w⁴₁₂ = {exact(gradient)}" in lines
    assert float(exact(gradient).replace("−", "-")) == gradient
    assert "weighted input z¹₂ =" in hint(frame, Key.parse("a1[2]"), NAMING)
    assert "δ" not in hint(Timeline(Run(two)).frame(Position(0, 1, 4)), Key.parse("a1[2]"), NAMING)
    assert hint(frame, Key.parse("c"), NAMING).startswith("cost c = 0.14")
    frozen = replace(two, frozen=("w4",))
    assert "frozen" in hint(Timeline(Run(frozen)).frame(Position()), Key.parse("w4[1,2]"), NAMING)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 12))
def test_ticks_are_round_and_inside(low, span, most):
    found = ticks(low, low + span, most)
    assert len(found) <= most + 1
    slack = 1e-6 * span + 1e-9 * abs(low)
    assert all(low - slack <= value <= low + span + slack for value in found)


def test_logarithmic_ticks():
    assert log_ticks(0.001, 10.0, 10) == pytest.approx([0.001, 0.01, 0.1, 1.0, 10.0])
    assert len(log_ticks(0.11, 0.17, 5)) >= 2


def test_places_and_numbers_are_inverse():
    axes = Axes(10, 20, 300, 200, (-1.0, 3.0), (0.01, 100.0), log=True)
    x, y = axes.to_page(np.array([0.5]), np.array([2.0]))[0]
    assert axes.from_page(x, y) == pytest.approx((0.5, 2.0))


def test_the_cost_curve_goes_through_the_costs(two):
    updates, costs, _ = History(Timeline(Run(two))).costs(40)
    figure = cost_figure([Curve(np.array(updates), costs)], (480, 320), LIGHT)
    curve = next(s for s in _flat(figure.shapes) if isinstance(s, Path))
    assert len(curve.lines[0]) == 41
    axes = cost_axes((480, 320), [Curve(np.array(updates), costs)], False)
    numbers = np.array([axes.from_page(x, y) for x, y in curve.lines[0]])
    np.testing.assert_allclose(numbers[:, 0], updates, atol=1e-9)
    np.testing.assert_allclose(numbers[:, 1], costs, atol=1e-9)


@pytest.mark.parametrize("name", builtin_names())
def test_the_landscape_is_that_of_the_network(name):
    scenario = open_scenario(name)
    history = History(Timeline(Run(scenario)))
    axes = default_axes(history.timeline.totals)
    landscape = landscape_at(history, 30, PlaneChoice(names=axes), grid=9)
    p = scenario.descent().run(scenario.p0, 0, 30)
    indices = [scenario.network.select(axis)[0] for axis in axes]
    np.testing.assert_array_equal(landscape.here, p[indices])
    moved = p.copy()
    moved[indices] = landscape.xs[2], landscape.ys[7]
    wanted = scenario.network.mean_cost(moved, scenario.train.x, scenario.train.y)
    assert landscape.costs[7, 2] == pytest.approx(wanted, rel=1e-12)
    landscape_figure(landscape, (400, 400), LIGHT)


def test_the_range_holds_the_path_and_its_ends_are_the_same_length():
    path = np.array([[0.0, 5.0], [3.0, 5.5], [2.0, 9.0]])
    (x1, x2), (y1, y2) = landscape_range(path)
    assert x1 < 0 < 3 < x2
    assert y1 < 5 < 9 < y2
    assert x2 - x1 == pytest.approx(y2 - y1)


def test_the_listing_marks_the_present_line_and_gives_the_values_of_those_done(two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 5))
    figure = pseudocode_figure(Quantities(frame), 420, LIGHT)
    shown = words(figure)
    assert "0.1406" in shown
    assert sum(word.startswith("(") for word in shown) == 5
    y = figure.targets[0].ends[5, 1]
    assert figure.key_at(50, y) == Key("line", 5)


def test_equations_are_broken_where_the_page_is_narrow(iris):
    frame = Timeline(Run(iris)).frame(Position(0, 1, 2))
    found = list(equations(Quantities(frame), frame.program.lines[1], NOTATIONS["components"]))
    wide, narrow = (equations_page(found, page, LIGHT, NUMBERS) for page in (900.0, 300.0))
    assert narrow.height > wide.height
    assert narrow.width <= 340


def test_a_page_without_time_is_not_complete(iris, nothing_set):
    frame = Timeline(Run(iris)).frame(Position(3, 1, 2))
    found = list(equations(Quantities(frame), frame.program.lines[1], NOTATIONS["components"]))
    assert not PageLayout(found, 900.0, LIGHT, NUMBERS).go_on(0.0).complete
    assert PageLayout(found, 900.0, LIGHT, NUMBERS).go_on(float("inf")).complete


def test_a_term_that_is_pointed_at_is_brought_out_without_laying_the_page_out_again(two):
    frame = Timeline(Run(two)).frame(Position(3, 1, 2))
    layout = PageLayout(
        list(equations(Quantities(frame), frame.program.lines[1], NOTATIONS["components"])), 900.0, LIGHT, NUMBERS
    )
    plain = layout.go_on(float("inf")).figure
    lit = layout.go_on(float("inf"), frozenset((Key.parse("w1[1,2]"),))).figure
    grounds = lit.shapes[: -len(plain.shapes)]
    assert all(one is other for one, other in zip(lit.shapes[len(grounds) :], plain.shapes, strict=True))
    # w in symbols, and its number below.
    assert [type(ground) for ground in grounds] == [Box, Box]
    for ground in grounds:
        assert plain.key_at(ground.x + ground.width / 2, ground.y + ground.height / 2) == Key.parse("w1[1,2]")


def test_the_error_of_a_nudge_falls_and_rises_again(two):
    errors = nudges_of(two, two.p0, int(two.network.single("w4[1,2]"))).errors
    best = int(np.argmin(errors))
    # Central differences err by ε² where they are not spoiled by rounding: best near 10⁻⁵.
    assert -7.5 < EXPONENTS[best] < -3.0
    assert errors[best] < 1e-9
    assert errors[-1] > 1e5 * errors[best]
    assert errors[0] > 1e2 * errors[best]
    figure = nudge_figure(errors, -6.0, (480, 320), LIGHT)
    assert any(isinstance(shape, Disc) for shape in figure.shapes)


def test_where_an_edge_stands_is_found_without_trying_all():
    ends = np.arange(3 * 5 * 4, dtype=float).reshape(3, 5, 4)
    figure = Figure(100.0, 100.0, LIGHT.paper, (), (edges(2, ends, 4.0), single(Key.parse("a1[2]"), (1.0, 2.0, 3.0, 4.0), 4.0)))
    for j in range(3):
        for k in range(5):
            x1, y1, x2, y2 = ends[j, k]
            assert figure.middle_of(Key.weight(2, j + 1, k + 1)) == ((x1 + x2) / 2, (y1 + y2) / 2)
    assert figure.middle_of(Key.parse("a1[2]")) == (2.0, 3.0)
    for other in ("w1[1,1]", "w2[4,1]", "w2[1,6]", "b2[1]", "a1[1]", "w2"):
        assert figure.middle_of(Key.parse(other)) is None
