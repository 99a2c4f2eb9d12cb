"""The edge of stability on the built-in scenario, and which law is said to hold."""

from dataclasses import replace

import numpy as np
import pytest

from visprop.engine.curvature import top_curvatures
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.diverged import Diverged
from visprop.timeline.sharpness import divisor, edge_at, largest, stability
from visprop.timeline.timeline import Timeline

LONG = 20_000


def trained(eta, updates, every):
    """p each so many updates, and c of each update."""
    edge = open_scenario("edge")
    net = edge.with_training(replace(edge.training, eta=eta))
    descent, costs = net.descent(), list[float]()
    states = [descent.initial(net.p0)]
    for k in range(0, updates, every):
        states.append(descent.run(states[-1], k, every, 0, costs))
    return net, states, np.array(costs)


def curvatures(net, states):
    return np.array([top_curvatures(net.objective, p)[0][0] for p in states])


def test_the_built_in_edge_is_the_sine_of_all_rows_at_once():
    edge, sine = open_scenario("edge"), open_scenario("sine")
    np.testing.assert_array_equal(edge.p0, sine.p0)
    np.testing.assert_array_equal(edge.train.x, sine.train.x)
    assert edge.network == sine.network
    assert edge.training.eta == 0.3
    assert edge.descends_phi


def test_the_largest_curvature_rises_to_two_by_eta_and_stays_while_phi_goes_up_and_down_and_falls():
    net, states, costs = trained(0.3, 8000, 40)
    found, edge = curvatures(net, states), 2.0 / 0.3
    assert abs(found[-1] / edge - 1.0) < 0.005
    # From below, over it, and at last within a hundredth of it all the time.
    assert found[1:10].max() < 0.9 * edge
    assert found.max() > 1.1 * edge
    assert np.abs(found[-30:] / edge - 1.0).max() < 0.01
    assert np.mean(np.diff(costs) > 0.0) == pytest.approx(1.0 / 3.0, abs=0.02)
    assert costs[0] == pytest.approx(3.14, abs=0.005)
    assert net.objective.value(states[-1]) == pytest.approx(0.0004, abs=0.00005)


def test_with_a_smaller_rate_the_edge_is_never_reached():
    net, states, costs = trained(0.1, LONG, 500)
    assert curvatures(net, states).max() < 0.65 * edge_at(net, 0)
    assert (np.diff(costs) < 0.0).all()


def test_with_a_larger_rate_the_training_diverges():
    edge = open_scenario("edge")
    timeline = Timeline(Run(edge.with_training(replace(edge.training, eta=0.5))))
    with pytest.raises(Diverged, match="diverges"):
        timeline.parameters(1000)
    assert timeline.breakdown.position.update == pytest.approx(290, abs=10)


@pytest.mark.parametrize(
    "changed, words, edge",
    [
        ({}, "gradient descent: 2/η", 20.0 / 3.0),
        ({"optimiser": "momentum"}, "heavy ball: 2(1 + β)/η", 3.8 / 0.3),
        ({"optimiser": "adam"}, "Adam: 2(1 + β₁)/((1 − β₁)η)", 38.0 / 0.3),
        ({"optimiser": "adamw"}, "no law is known for AdamW", np.nan),
        ({"strategy": "mini_batch", "batch_size": 10}, "batch sharpness is the gauge, not λ_max", np.nan),
        ({"strategy": "online"}, "batch sharpness is the gauge, not λ_max", np.nan),
    ],
)
def test_an_edge_is_told_only_where_its_law_holds(changed, words, edge):
    net = open_scenario("edge")
    net = net.with_training(replace(net.training, **changed))
    assert words in stability(net).words
    assert edge_at(net, 0) == pytest.approx(edge, nan_ok=True)


def test_a_rate_that_falls_raises_the_edge():
    net = open_scenario("edge")
    falling = net.with_training(replace(net.training, eta_schedule=replace(net.training.eta_schedule, rule="step", every=10)))
    assert edge_at(falling, 25) == pytest.approx(4.0 * edge_at(falling, 0))


def test_adam_feels_another_curvature_from_its_first_update_on():
    net = open_scenario("edge")
    net = net.with_training(replace(net.training, optimiser="adam", eta=0.02))
    timeline = Timeline(Run(net))
    memory = timeline.memory(0)
    assert largest(net, net.p0, None) == top_curvatures(net.objective, net.p0)[0][0]
    assert np.isnan(largest(net, net.p0, divisor(net, memory, 0)))
    p, scale = timeline.parameters(50), divisor(net, timeline.memory(50), 50)
    assert largest(net, p, scale) == pytest.approx(top_curvatures(net.objective, p, scale=scale)[0][0])


def test_adam_comes_to_its_own_edge():
    """Full batch, β₁ = 0.9: the preconditioned λ_max settles at 38/η."""
    net = open_scenario("edge")
    net = net.with_training(replace(net.training, optimiser="adam", eta=0.02))
    timeline = Timeline(Run(net))
    shares = []
    for update in range(4000, 6001, 100):
        felt = largest(net, timeline.parameters(update), divisor(net, timeline.memory(update), update))
        shares.append(felt / edge_at(net, update))
    assert np.median(shares) == pytest.approx(1.0, abs=0.1)


def test_where_nothing_moves_there_is_no_curvature():
    net = open_scenario("xor")
    fixed = replace(net, frozen=("w1", "b1", "w2", "b2"))
    assert np.isnan(largest(fixed, fixed.p0, None))
