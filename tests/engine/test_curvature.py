"""∇²φ, its largest eigenvalues and their directions, against automatic differentiation and central differences."""

from dataclasses import replace
from itertools import count, islice

import numpy as np
import pytest

from tests.independent import differenced_hessian, independent_hessian
from tests.random_networks import constrained_scenario, random_scenario
from tests.usual import usual
from visprop.engine import curvature, hessian, r_operator
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.engine.curvature import Follower, kinks, top_curvatures
from visprop.engine.network import Network
from visprop.engine.r_operator import HessianProducts
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training

FAR = 0.02
"""How far from a kink a net stands, so that differences do not reach across it."""


def is_smooth(scenario):
    """Whether something moves, and no kink of an activation, a cost or a penalty is near."""
    network, x, y, p = scenario.network, scenario.data.x, scenario.data.y, scenario.p0
    gaps = [np.abs(step.z - kink).min() for step in network.passes(p, x) for kink in step.activation.kinks]
    a = network.forward(p, x)
    edges = {"huber": np.abs(a - y) - 1.0, "hinge": y * a - 1.0, "perceptron": y * a}
    gaps.append(np.abs(edges.get(network.cost, np.ones(1))).min())
    gaps.append(np.abs(p).min())
    return scenario.freedom.count > 0 and min(gaps) > FAR


def smooth_nets(number):
    """Random networks, every second with penalties, frozen and tied parameters."""
    made = ((constrained_scenario if seed % 2 else random_scenario)(seed) for seed in count(100))
    return list(islice(filter(is_smooth, made), number))


NETS = smooth_nets(50)


def products(objective, p):
    """∇²φ, a product for each direction."""
    found = HessianProducts(objective)
    found.at(p)
    return np.array([found.times(e) for e in np.eye(found.count)])


def test_every_activation_and_cost_is_among_the_nets():
    assert {name for net in NETS for name in net.network.activations} == set(ACTIVATIONS)
    assert {net.network.cost for net in NETS} == set(COSTS)
    assert sum(net.training.l2 > 0.0 for net in NETS) > 5
    assert sum(bool(net.tied) and bool(net.frozen) for net in NETS) > 10


@pytest.mark.parametrize("number", usual(range(len(NETS)), range(0, len(NETS), 3)))
def test_the_largest_curvature_and_its_direction_are_those_of_an_independent_hessian(number):
    net = NETS[number]
    whole, differences = independent_hessian(net), differenced_hessian(net)
    scale = max(np.abs(whole).max(), 1e-3)
    np.testing.assert_allclose(differences, whole, rtol=0, atol=1e-6 * scale)
    np.testing.assert_allclose(products(net.objective, net.p0), whole, rtol=0, atol=1e-11 * scale)
    np.testing.assert_allclose(hessian.hessian(net.objective, net.p0), whole, rtol=0, atol=1e-11 * scale)
    (largest,), (direction,) = top_curvatures(net.objective, net.p0)
    for reference in (whole, differences):
        assert largest == pytest.approx(np.linalg.eigvalsh(reference)[-1], abs=1e-6 * scale)
        assert np.linalg.norm(reference @ direction - largest * direction) < 1e-6 * scale
    assert np.linalg.norm(direction) == pytest.approx(1.0, abs=1e-12)


def test_lanczos_finds_the_same_where_not_all_of_the_hessian_is_computed(monkeypatch):
    apart = 0
    for net in NETS:
        values, vectors = top_curvatures(net.objective, net.p0, 2)
        monkeypatch.setattr(curvature, "_WHOLE", 0)
        found, along = top_curvatures(net.objective, net.p0, 2)
        monkeypatch.undo()
        scale = max(np.abs(hessian.hessian(net.objective, net.p0)).max(), 1e-3)
        assert found[0] == pytest.approx(values[0], abs=1e-9 * scale)
        gaps = np.diff(np.linalg.eigvalsh(hessian.hessian(net.objective, net.p0))[-3:])
        if len(gaps) == 2 and gaps.min() > 1e-3 * scale:
            apart += 1
            np.testing.assert_allclose(np.abs(np.sum(along * vectors, axis=1)), 1.0, atol=1e-12)
    assert apart > 20


def test_examples_that_are_taken_part_by_part_give_the_same(monkeypatch):
    net = open_scenario("iris")
    whole, dense = products(net.objective, net.p0), hessian.hessian(net.objective, net.p0)
    monkeypatch.setattr(r_operator, "MOST_NUMBERS", 5000)
    monkeypatch.setattr(hessian, "MOST_NUMBERS", 5000)
    assert len(HessianProducts(net.objective)._parts) > 2
    np.testing.assert_allclose(products(net.objective, net.p0), whole, atol=1e-13)
    np.testing.assert_allclose(hessian.hessian(net.objective, net.p0), dense, atol=1e-13)
    np.testing.assert_allclose(whole, dense, atol=1e-13)


def test_neurons_that_are_taken_piece_by_piece_in_any_order_give_the_same(monkeypatch):
    monkeypatch.setattr(hessian, "_ROWS", 4)
    most = 0
    for net in NETS[:20]:
        every = hessian.pieces(net.network)
        most = max(most, len(every))
        assert sum(piece.stop - piece.first for piece in every) == sum(net.network.sizes[1:])
        found = hessian.assembled(
            net.objective, [(piece, hessian.rows_of(net.objective, net.p0, piece)) for piece in every[::-1]]
        )
        wanted = independent_hessian(net)
        np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-11 * max(np.abs(wanted).max(), 1e-3))
        assert found.tobytes() == hessian.hessian(net.objective, net.p0).tobytes()
    assert most > 4


def test_products_at_one_p_after_another_leave_nothing_behind():
    net = open_scenario("autocoding")
    found = HessianProducts(net.objective)
    v = np.linspace(-1.0, 1.0, found.count)
    found.at(net.p0)
    before = found.times(v)
    found.at(net.p0 + 1.0)
    found.times(v)
    found.at(net.p0)
    np.testing.assert_array_equal(found.times(v), before)


@pytest.mark.parametrize("last", ["logistic", "softmax"])
def test_a_shortcut_keeps_its_digits_where_an_output_is_sure_of_itself(last):
    """Divided by a(1 − a), as without the shortcut, a curvature at z = 40 would have no right digit."""
    network = Network((1, 1 if last == "logistic" else 2), (last,), "cross_entropy")
    p = np.zeros(network.parameter_count)
    p[network.single("b1[1]")] = 40.0
    y = np.ones((1, 1)) if last == "logistic" else np.array([[1.0, 0.0]])
    net = Scenario("sure", network, p, Data(np.ones((1, 1)), y), Training())
    # ∂²c/∂z² = σ(40)σ(−40) = exp(−40), felt by weight and bias, and by both outputs where there are two.
    expected = np.exp(-40.0) / (1.0 + np.exp(-40.0)) ** 2 * (2.0 if last == "logistic" else 4.0)
    assert top_curvatures(net.objective, p)[0][0] == pytest.approx(expected, rel=1e-9)


def test_a_negative_eigenvalue_that_is_larger_in_size_is_not_taken_for_the_largest():
    found = [np.linalg.eigvalsh(hessian.hessian(net.objective, net.p0)) for net in NETS]
    odd = [net for net, values in zip(NETS, found, strict=True) if -values[0] > values[-1] > 0.0]
    assert odd
    for net in odd:
        assert top_curvatures(net.objective, net.p0)[0][0] > 0.0


def test_following_comes_nearer_and_never_above():
    net = open_scenario("spiral")
    (largest,), _ = top_curvatures(net.objective, net.p0)
    follower, last = Follower(net.objective), -np.inf
    for _ in range(8):
        found = follower.at(net.p0)
        assert last - 1e-9 <= found <= largest * (1.0 + 1e-12)
        last = found
    assert last == pytest.approx(largest, rel=1e-6)


def test_what_stands_on_a_kink_is_counted():
    network = Network((1, 2, 1), ("relu", "identity"), "hinge")
    net = Scenario("kinks", network, np.zeros(network.parameter_count), Data(np.ones((3, 1)), np.ones((3, 1))), Training())
    # Two units of ReLU for each of three rows; the hinge bends at an output of 1.
    assert kinks(net.objective, net.p0) == 6
    moved = net.p0.copy()
    moved[network.single("b2[1]")] = 1.0
    assert kinks(net.objective, moved) == 9
    pulled = replace(net, training=replace(net.training, l1=0.1))
    assert kinks(pulled.objective, moved) == 9 + 4
    # Of a weight that is frozen φ is no function: two of the four in layer 1, one in layer 2.
    assert kinks(replace(pulled, frozen=("w1",)).objective, moved) == 9 + 2
    assert kinks(replace(pulled, frozen=("w1", "w2[1,2]")).objective, moved) == 9 + 1
    assert kinks(open_scenario("sine").objective, open_scenario("sine").p0) == 0


def test_numbers_that_are_not_finite_have_no_curvature(monkeypatch):
    net = open_scenario("edge")
    far = np.full_like(net.p0, 1e200)
    for whole in (128, 0):
        monkeypatch.setattr(curvature, "_WHOLE", whole)
        values, vectors = top_curvatures(net.objective, far, 2)
        assert vectors.shape == (2, 25)
        assert np.isnan((*values, *vectors.flat)).all()
    assert np.isnan(Follower(net.objective).at(far))


@pytest.mark.parametrize("whole", [128, 0])
def test_a_scale_is_that_of_both_sides(monkeypatch, whole):
    monkeypatch.setattr(curvature, "_WHOLE", whole)
    net = open_scenario("autocoding")
    scale = np.linspace(0.1, 3.0, net.p0.size)
    root = np.diag(scale**-0.5)
    expected = np.linalg.eigvalsh(root @ hessian.hessian(net.objective, net.p0) @ root)[-1]
    assert top_curvatures(net.objective, net.p0, scale=scale)[0][0] == pytest.approx(expected, rel=1e-10)
    assert Follower(net.objective).at(net.p0, scale) <= expected
