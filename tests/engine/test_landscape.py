"""The cost surface by structure against a forward pass at every grid point."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import scenarios
from visprop.engine import landscape
from visprop.engine.landscape import Plane, objective_surface, screen_precision, surface, surface_steps


def directly(scenario, plane, alpha, beta):
    x, y = scenario.data.x, scenario.data.y
    return np.array([[scenario.network.mean_cost(plane.p + a * plane.u + b * plane.v, x, y) for a in alpha] for b in beta])


def plane_of(scenario, kind, first, second, seed):
    n = scenario.network.parameter_count
    if kind == "parameters":
        return Plane.of_parameters(scenario.p0, first % n, second % n)
    rng = np.random.default_rng(seed)
    u = rng.normal(size=n)
    v = np.eye(n)[second % n] if kind == "mixed" else rng.normal(size=n)
    return Plane(scenario.p0, u, v)


planes = st.sampled_from(["parameters", "parameters", "directions", "mixed"])
indices = st.integers(0, 10**6)


@settings(max_examples=150)
@given(scenarios, planes, indices, indices)
def test_every_grid_point_agrees_with_a_forward_pass(scenario, kind, first, second):
    plane = plane_of(scenario, kind, first, second, first)
    alpha, beta = np.linspace(-1.0, 1.2, 5), np.linspace(-0.7, 0.9, 4)
    x, y = scenario.data.x, scenario.data.y
    wanted = directly(scenario, plane, alpha, beta)
    found = surface(scenario.network, plane, alpha, beta, x, y)
    assert found.shape == (4, 5)
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12)
    quick = surface(scenario.network, plane, alpha, beta, x, y, np.float32)
    if screen_precision(scenario.network, wanted.min(), y) is np.float32:
        np.testing.assert_allclose(quick, wanted, rtol=1e-6)


def test_a_large_data_set_is_computed_in_many_steps(iris):
    plane = Plane.of_parameters(iris.p0, 0, 60)
    grid = np.linspace(-1, 1, 41)
    steps = list(surface_steps(iris.network, plane, grid, grid, iris.data.x, iris.data.y))
    assert len(steps) > 5
    assert all(0.0 < a <= b <= 1.0 for a, b in zip(steps[:-2], steps[1:-1], strict=True))
    np.testing.assert_allclose(steps[-1][20, 20], iris.network.mean_cost(iris.p0, iris.data.x, iris.data.y), rtol=1e-12)


@pytest.mark.parametrize("pair", [("w1[1,1]", "w1[1,2]"), ("w1[1,1]", "b1[1]"), ("b4[1]", "b4[2]"), ("w1[2,1]", "w4[1,2]")])
def test_the_pairs_that_are_treated_apart(two, pair):
    first, second = (int(two.network.select(name)[0]) for name in pair)
    plane = Plane.of_parameters(two.p0, first, second)
    grid = np.linspace(-3, 3, 7)
    found = surface(two.network, plane, grid, grid, two.data.x, two.data.y)
    np.testing.assert_allclose(found, directly(two, plane, grid, grid), rtol=1e-12)


@settings(max_examples=40)
@given(scenarios, planes, indices, st.integers(1, 40), st.integers(1, 4))
def test_a_grid_in_tiles_agrees_with_a_forward_pass(scenario, kind, first, alphas, betas):
    plane = plane_of(scenario, kind, first, first + 1, first)
    alpha, beta = np.linspace(-1.0, 1.2, alphas), np.linspace(-0.7, 0.9, betas)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(landscape, "LARGE", 20)
        patch.setattr(landscape, "_TILE", 1)
        assert (len(landscape.tiles(alphas, betas)) > 1) == (alphas > 16 and alphas * betas > 20)
        found = objective_surface(scenario.objective, plane, alpha, beta)
    wanted = [[scenario.objective.value(plane.p + a * plane.u + b * plane.v) for a in alpha] for b in beta]
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12)


def test_a_grid_of_1001_points_a_side_is_computed_at_once_and_a_larger_one_in_tiles_that_hold_each_point_once():
    assert landscape.tiles(1001, 1001) == [slice(0, 1001)]
    found = landscape.tiles(5003, 4001)
    assert [at for tile in found for at in range(tile.start, tile.stop)] == list(range(5003))
    assert len(found) > 100
