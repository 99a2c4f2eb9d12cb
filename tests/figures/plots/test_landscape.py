"""The plane, its honesty, and the surface that is turned."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.measuring import words
from tests.figures.plots.landscapes import landscape_at
from tests.random_networks import scenarios
from visprop.engine.directions import gradient_directions, orthonormal, principal_directions, random_directions
from visprop.engine.key import Key
from visprop.figures.base.lines import passed
from visprop.figures.base.placing import bounds, turned_bounds
from visprop.figures.base.shapes import Clip, Disc, Facets, Label, Path, Segments
from visprop.figures.base.style import DARK, LIGHT
from visprop.figures.choices import Camera, Place, PlaneChoice, Span
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.plots import plane
from visprop.figures.plots.contours import FADES, fade_of, landscape_figure
from visprop.figures.plots.landscape import example_steps, trail_of
from visprop.figures.plots.plane import basis_of, zoomed
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.plots.surface3d import surface_figure, turned
from visprop.figures.spans import landscape_span
from visprop.notation.expression.numbers import counted
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.history import History
from visprop.timeline.timeline import Timeline
from visprop.timeline.totals import Totals


def trained(name="xor", update=60):
    scenario = open_scenario(name)
    return scenario, History(Timeline(Run(scenario))), update


def mean_cost(scenario, p):
    return scenario.network.mean_cost(p, scenario.data.x, scenario.data.y)


@settings(max_examples=60)
@given(scenarios, st.sampled_from(Span), st.integers(0, 9), st.booleans())
def test_every_grid_point_is_the_cost_at_that_point_of_the_plane(scenario, span, seed, held):
    if scenario.network.parameter_count < 2:
        return
    history = History(Timeline(Run(scenario)))
    p = history.timeline.parameters(2 if held else 5)
    choice = PlaneChoice(span, seed=seed, ranges=((-0.7, 0.9), (-0.8, 0.6)), held=Place(2, p) if held else None)
    landscape = landscape_at(history, 5, choice, grid=5)
    for i, j in np.ndindex(5, 5):
        point = landscape.basis.point(p, landscape.xs[i], landscape.ys[j])
        found, wanted = landscape.costs[j, i], mean_cost(scenario, point)
        # Where a run has diverged the cost may be beyond float64, in one way or the other.
        assert found == pytest.approx(wanted, rel=1e-12, abs=1e-12) or not (np.isfinite(found) or np.isfinite(wanted))


@given(st.integers(2, 30), st.integers(0, 1000))
def test_directions_are_orthonormal(n, seed):
    rng = np.random.default_rng(seed)
    u, v = orthonormal(rng.normal(size=n) * 1e6, rng.normal(size=n) * 1e-6)
    for a, b, wanted in ((u, u, 1.0), (v, v, 1.0), (u, v, 0.0)):
        assert a @ b == pytest.approx(wanted, abs=1e-12)


def test_the_first_direction_of_the_gradient_is_the_steepest_descent():
    g = np.array([3.0, 0.0, -4.0])
    u, v = gradient_directions(g, 7)
    np.testing.assert_allclose(u, [-0.6, 0.0, 0.8])
    assert u @ v == pytest.approx(0.0, abs=1e-15)


def test_random_directions_are_scaled_layer_by_layer(two):
    p, offsets = two.p0.copy(), two.network.offsets
    two.network.blocks(p)[2][:] = 0.0
    layers = [np.arange(first, end) for first, end in pairwise(offsets)]
    u, _ = random_directions(layers, p, 3)
    lengths = [np.linalg.norm(block) for block in two.network.blocks(u)]
    wanted = [np.linalg.norm(block) for block in two.network.blocks(p)]
    np.testing.assert_allclose(np.array(lengths) / np.linalg.norm(lengths), np.array(wanted) / np.linalg.norm(wanted), atol=1e-12)


def test_principal_components_are_those_of_the_singular_values():
    rng = np.random.default_rng(2)
    path = np.cumsum(rng.normal(size=(40, 6)) * np.array([3, 0.1, 1, 0.1, 0.1, 0.1]), axis=0)
    u, v, shares = principal_directions(path)
    _, values, rows = np.linalg.svd(path - path.mean(axis=0), full_matrices=False)
    assert abs(u @ rows[0]) == pytest.approx(1.0)
    assert abs(v @ rows[1]) == pytest.approx(1.0)
    assert shares == pytest.approx(tuple(values[:2] ** 2 / (values**2).sum()))
    assert (path[-1] - path[0]) @ u >= 0.0


def test_a_path_in_the_plane_does_not_fade_and_one_across_it_does():
    scenario = open_scenario("xor")
    basis = basis_of(PlaneChoice(names=(Key.weight(1, 1, 1), Key.weight(1, 1, 2))), Totals(scenario), np.empty((0, 9)))
    p = scenario.p0
    within, across = p.copy(), p.copy()
    within[scenario.network.select("w1[1,1]")] += 1.0
    across[scenario.network.select("b2[1]")] += 1.0
    half = (within + across) / 2
    _, inside, _ = basis.seen(np.array([within, across, half, p]), p)
    np.testing.assert_allclose(inside, [1.0, 0.0, 0.5, 1.0])
    assert list(fade_of(inside)[:2]) == [0, FADES - 1]
    assert basis.seen(np.array([within, across]), p)[2] == pytest.approx(0.5)


def test_the_path_tells_its_own_cost_and_not_the_planes():
    scenario, history, update = trained()
    p = history.timeline.parameters(update)
    basis = basis_of(PlaneChoice(), Totals(scenario), np.empty((0, p.size)))
    trail, _ = trail_of(history, update, basis, p)
    assert trail.costs[0] == pytest.approx(mean_cost(scenario, scenario.p0), rel=1e-14)
    plane = mean_cost(scenario, basis.point(p, *trail.points[0]))
    assert trail.costs[0] != pytest.approx(plane, rel=1e-3)


def test_the_examples_own_updates_have_the_mean_as_their_mean():
    scenario = open_scenario("xor")
    timeline = Timeline(Run(scenario))
    basis = basis_of(PlaneChoice(), Totals(scenario), np.empty((0, scenario.p0.size)))
    frame = timeline.frame(timeline.walk.parse("0.4.6"))
    steps = example_steps(scenario, frame.p_before, frame.examples, basis, frame.eta)
    assert steps.shape == (4, 2)
    np.testing.assert_allclose(steps.mean(axis=0), basis.coordinates(frame.p) - basis.coordinates(frame.p_before), atol=1e-15)


def flat(shapes):
    for shape in shapes:
        if isinstance(shape, Clip):
            yield from flat(shape.shapes)
        else:
            yield shape


def test_the_tangent_planes_lines_have_the_levels_and_are_parallel():
    _, history, _ = trained()
    landscape = landscape_at(history, 0, PlaneChoice(Span.GRADIENT), grid=21, tangent=True)
    figure = landscape_figure(landscape, (400, 400), LIGHT)
    dashed = [s for s in flat(figure.shapes) if isinstance(s, Path) and s.dashed]
    (lines,) = dashed
    turns = [np.arctan2(*(line[-1] - line[0])) % np.pi for line in lines.lines]
    np.testing.assert_allclose(turns, turns[0], atol=1e-6)
    # −∇φ stands at right angles to them.
    along = np.arctan2(-landscape.slope[0], landscape.slope[1]) % np.pi
    assert abs(abs(turns[0] - along) - np.pi / 2) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_surface_has_all_its_facets_from_the_back_to_the_front(theme):
    _, history, update = trained()
    landscape = landscape_at(history, update, PlaneChoice(Span.PCA), grid=31, tangent=True)
    figure = surface_figure(landscape, (500, 400), theme, Camera(stride=3))
    facets = [s for s in figure.shapes if isinstance(s, Facets)]
    assert sum(len(group.corners) for group in facets) == 100
    corners = np.vstack([group.corners.reshape(-1, 2) for group in facets])
    assert (corners > 0).all()
    assert (corners < (500, 400)).all()
    assert any(isinstance(s, Segments) and s.colour == theme.runs[0] for s in figure.shapes)


def test_seen_from_above_the_surface_is_the_map():
    _, history, _ = trained()
    landscape = landscape_at(history, 0, PlaneChoice(ranges=((-1.0, 1.0), (-1.0, 1.0))), grid=11)
    figure = surface_figure(landscape, (400, 400), LIGHT, Camera(azimuth=0.0, elevation=90.0, stride=10))
    (facet,) = [s for s in figure.shapes if isinstance(s, Facets)]
    (a, b, c, d) = facet.corners[0]
    assert a[1] == pytest.approx(b[1])
    assert b[0] == pytest.approx(c[0])
    assert d[0] == pytest.approx(a[0])
    assert b[0] > a[0]
    assert d[1] < a[1]


def test_the_view_is_never_from_below():
    view = turned(Camera(), (400.0, -500.0))
    assert 0.0 <= view.azimuth < 360.0
    assert view.elevation == 5.0


def test_zooming_about_a_point_leaves_it_where_it_is():
    ranges = zoomed(((0.0, 4.0), (0.0, 2.0)), 1.0, 0.5, 0.5)
    assert ranges == ((0.5, 2.5), (0.25, 1.25))


def test_a_trained_row_of_titles_names_the_components():
    _, history, update = trained()
    landscape = landscape_at(history, update, PlaneChoice(Span.PCA), grid=5)
    words = [
        "".join(run.text for run in s.runs) for s in landscape_figure(landscape, (400, 400), LIGHT).shapes if isinstance(s, Label)
    ]
    assert any(word.startswith("component 1 (") for word in words)


@pytest.mark.parametrize("name", ["two-neurons", "xor", "gauss", "sine", "iris", "circle", "quadrants", "linear"])
@pytest.mark.parametrize("update", [0, 3, 60])
def test_no_line_runs_through_the_gradients_name(name, update):
    _, history, _ = trained(name)
    landscape = landscape_at(history, update, PlaneChoice(), grid=33)
    for size in ((300, 280), (470, 380), (640, 600)):
        shapes = list(flat(landscape_figure(landscape, size, LIGHT).shapes))
        names = [s for s in shapes if isinstance(s, Label) and "∇" in "".join(run.text for run in s.runs) and s.y > 60]
        lines = [line for s in shapes if isinstance(s, Path) and s.fill is None for line in s.lines]
        for label in names:
            box = bounds(label)
            for line in lines:
                assert not passed(np.hstack((line[:-1], line[1:])), [box]).any()


def contours_of(figure):
    """The level lines of a map that are to be seen, and the numbers on them."""
    (clip,) = (shape for shape in figure.shapes if isinstance(shape, Clip))
    lines = [one for one in clip.shapes if isinstance(one, Path) and one.fill is None and one.width == 0.8 and one.lines]
    numbers = [one for one in clip.shapes if isinstance(one, Label) and re.fullmatch(r"[\d.]+", words(one))]
    return lines, numbers


@pytest.mark.parametrize("side", [150.0, 240.0, 1000.0])
def test_a_contour_without_its_number_is_not_drawn_but_where_a_bar_has_it(side):
    _, history, _ = trained()
    landscape = landscape_at(history, 40, PlaneChoice())
    figure = landscape_figure(landscape, (side, side), LIGHT)
    lines, numbers = contours_of(figure)
    told = {words(one) for one in numbers}
    assert len(lines) == len(told)
    bare = len(landscape.levels) - len(told)
    assert (bare > 0) is (side < 1000.0)
    assert {one.what for one in figure.omitted if "contour" in one.what} == ({counted(bare, "contour")} if bare else set())
    # The shades are those of all levels.
    (clip,) = (shape for shape in figure.shapes if isinstance(shape, Clip))
    assert len({one.fill for one in clip.shapes if isinstance(one, Path) and one.fill is not None}) > len(landscape.levels)
    barred = landscape_figure(replace(landscape, has_bar=True), (side, side), LIGHT)
    assert len(contours_of(barred)[0]) == len(landscape.levels)
    assert not [one for one in barred.omitted if "contour" in one.what]


@pytest.mark.parametrize("seed", range(40))
def test_no_contour_is_gone_for_its_number_and_the_bare_ones_are_counted(seed):
    """Bowls of every steepness, whose innermost levels are rings smaller than a number."""
    _, history, _ = trained()
    landscape = landscape_at(history, 5, PlaneChoice(), grid=21)
    rng = np.random.default_rng(seed)
    xs, ys = (np.linspace(-1.0, 1.0, 21) for _ in range(2))
    middle, power = rng.uniform(-0.5, 0.5, 2), rng.uniform(0.15, 1.5)
    costs = ((xs - middle[0]) ** 2 + (ys[:, None] - middle[1]) ** 2) ** power
    bowl = replace(landscape, xs=xs, ys=ys, costs=costs)
    figure = landscape_figure(bowl, (180.0, 180.0), LIGHT)
    lines, numbers = contours_of(figure)
    assert len(lines) == len({words(one) for one in numbers})
    bare = len(bowl.levels) - len(lines)
    told = [one for one in figure.omitted if "contour" in one.what]
    assert [one.what for one in told] == ([counted(bare, "contour")] if bare else [])
    # Where two numbers stand, they tell how the map rises.
    assert all(one.is_number is (len(lines) < 2) for one in told)


def test_a_level_has_its_number_on_each_long_line():
    """In the valley of circle φ rises on both sides: 0.6 and 0.65 are lines there, and lines here."""
    _, history, _ = trained("circle")
    _, numbers = contours_of(landscape_figure(landscape_at(history, 3, PlaneChoice()), (387.0, 380.0), LIGHT))
    counts = Counter(words(one) for one in numbers)
    assert counts["0.6"] == counts["0.65"] == 2


def test_a_contour_in_a_corner_has_its_number():
    """The highest one, which is 0.18 and shorter than a third of the diagram."""
    _, history, _ = trained("two-neurons")
    figure = landscape_figure(landscape_at(history, 9, PlaneChoice()), (387.0, 480.0), LIGHT)
    (label,) = (one for one in flat(figure.shapes) if isinstance(one, Label) and words(one) == "0.18")
    left, top, wide, high = figure.plot
    box = turned_bounds(label)
    assert left < box[0] < box[2] < left + wide
    assert top < box[1] < box[3] < top + high


@pytest.mark.parametrize("update, size", [(9, (560.0, 660.0)), (3, (387.0, 370.0))])
def test_numbers_of_steep_contours_are_read_from_one_side(update, size):
    _, history, _ = trained("shared-bias")
    _, numbers = contours_of(landscape_figure(landscape_at(history, update, PlaneChoice()), size, LIGHT))
    angles = [one.angle for one in numbers if 75.0 < one.angle % 180.0 < 105.0]
    assert len(angles) > 2
    assert np.ptp(angles) < 30.0


def test_of_equal_gradients_the_later_ones_are_the_axes():
    rng = np.random.default_rng(3)
    for _ in range(300):
        sizes = rng.choice([0.0, 1.0, 2.0, np.inf, np.nan], size=rng.integers(2, 7))
        order = np.argsort(sizes, kind="stable")
        assert plane._two_largest(sizes) == (order[-1], order[-2])


def test_a_stem_leads_to_each_cost_that_is_not_that_of_the_plane():
    _, history, update = trained()
    landscape = landscape_at(history, update, PlaneChoice(Span.PCA), grid=31)
    (trail,) = landscape.trails
    on = np.array([landscape.at(*point) for point in trail.points.tolist()])
    for off in ([], [0], [0, len(on) - 1]):
        costs = on.copy()
        costs[off] += 0.2 * np.ptp(landscape.costs)
        shapes = surface_figure(replace(landscape, trails=(replace(trail, costs=costs),)), (500, 400), LIGHT).shapes
        assert len([s for s in shapes if isinstance(s, Disc) and s.radius == 2.2]) == len(off)


def test_where_several_paths_end_their_numbers_stand_before_everything():
    _, history, update = trained()
    landscape = landscape_at(history, update, PlaneChoice(Span.PCA), grid=31)
    (trail,) = landscape.trails
    shapes = surface_figure(replace(landscape, trails=(trail, trail)), (500, 400), LIGHT).shapes
    ends = [i for i, shape in enumerate(shapes) if isinstance(shape, Disc) and shape.radius == 7.0]
    lines = [i for i, shape in enumerate(shapes) if isinstance(shape, Segments) and shape.width == 2.2]
    behind = [*lines, *(i for i, shape in enumerate(shapes) if isinstance(shape, Facets))]
    assert len(ends) == 2
    assert min(ends) > max(behind)


@pytest.mark.parametrize("name", ["xor", "two-neurons", "circle", "linear"])
def test_numbers_of_levels_stand_apart(name):
    _, history, update = trained(name)
    landscape = landscape_at(history, update, PlaneChoice(ranges=((-4.0, 4.0), (-4.0, 4.0))), grid=41)
    figure = landscape_figure(landscape, (480, 420), LIGHT)
    left, top, wide, high = figure.plot
    told = [s for s in flat(figure.shapes) if isinstance(s, Label) and re.fullmatch(r"−?[\d.]+(×10[⁻\d]+)?", words(s))]
    inside = [s for s in told if left < s.x < left + wide and top < s.y < top + high]
    assert len(inside) > 1
    assert not [1 for one, other in combinations(inside, 2) if abs(one.x - other.x) + abs(one.y - other.y) < 24.0]


def test_what_pictures_of_several_moments_share_is_the_whole_part_of_the_plane():
    _, history, update = trained()
    moment = NetworkMoment(history.timeline.frame(history.timeline.walk.update_end(update)), history)
    plane = PlaneChoice(ranges=((-1.0, 1.0), (-2.0, 3.0)))
    found = landscape_span(moment, ViewOptions(LandscapeOptions(plane=plane), grid=9))
    assert (found.x, found.y) == ((-1.0, 1.0), (-2.0, 3.0))
