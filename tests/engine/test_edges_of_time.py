"""What changes at one update exactly: η in steps, the end of an epoch, the last batch, the optimiser's first update."""

from dataclasses import replace

import numpy as np
import pytest

from visprop.engine.rates import EtaSchedule
from visprop.engine.schedule import STRATEGIES, Schedule
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize("every", [1, 2, 7])
def test_a_step_of_eta_comes_when_so_many_updates_are_done_and_no_sooner(every):
    schedule = EtaSchedule("step", every, 0.5)
    # So many updates are made with each η.
    assert [schedule.at(8.0, update) for update in range(3 * every)] == [8.0] * every + [4.0] * every + [2.0] * every


def test_eta_as_1_over_t_is_half_after_tau_updates_and_whole_at_the_first():
    schedule = EtaSchedule("inverse", 4)
    assert [schedule.at(1.0, update) for update in range(9)] == pytest.approx([4 / (4 + k) for k in range(9)], rel=1e-15)


@pytest.mark.parametrize("rule", ["step", "inverse"])
def test_the_training_moves_by_the_eta_that_its_frames_tell(sine, rule):
    training = replace(sine.training, strategy="full_batch", eta=0.5, eta_schedule=EtaSchedule(rule, 2, 0.5))
    scenario = sine.with_training(training)
    wanted = {"step": [0.5, 0.5, 0.25, 0.25, 0.125], "inverse": [0.5, 0.5 / 1.5, 0.25, 0.2, 0.5 / 3]}[rule]
    p, timeline = scenario.p0.copy(), Timeline(Run(scenario))
    for update, eta in enumerate(wanted):
        assert timeline.frame(Position(update, 1, 0)).eta == pytest.approx(eta, rel=1e-15)
        p = p - eta * scenario.objective.slope(p)
        np.testing.assert_allclose(timeline.parameters(update + 1), p, rtol=1e-12)


def test_an_epoch_takes_each_example_once_and_ends_with_what_is_left():
    schedule = Schedule(count=7, size=3, shuffle=False, seed=0)
    assert schedule.updates_per_epoch == 3
    assert [schedule.examples(update).tolist() for update in range(4)] == [[0, 1, 2], [3, 4, 5], [6], [0, 1, 2]]
    assert [schedule.size_of(update) for update in range(6)] == [3, 3, 1, 3, 3, 1]
    whole = Schedule(count=6, size=3, shuffle=False, seed=0)
    assert [whole.size_of(update) for update in range(4)] == [3, 3, 3, 3]
    assert whole.updates_per_epoch == 2


def test_the_order_is_drawn_anew_at_the_first_update_of_an_epoch():
    schedule = Schedule(count=12, size=5, shuffle=True, seed=4)
    epochs = [np.concatenate([schedule.examples(3 * epoch + step) for step in range(3)]).tolist() for epoch in range(3)]
    assert all(sorted(epoch) == list(range(12)) for epoch in epochs)
    assert len({tuple(epoch) for epoch in epochs}) == 3
    # Another seed has other orders, the same one the same.
    assert schedule.order(1).tolist() == Schedule(12, 5, True, 4).order(1).tolist() == epochs[1]
    assert schedule.order(1).tolist() != Schedule(12, 5, True, 5).order(1).tolist()


def test_how_many_examples_an_update_uses():
    sizes = {name: [strategy.size(count, 4) for count in (3, 4, 10)] for name, strategy in STRATEGIES.items()}
    assert sizes == {"online": [1, 1, 1], "mini_batch": [3, 4, 4], "full_batch": [3, 4, 10]}


def test_adam_s_first_update_is_corrected_by_its_first_power(two):
    # Kingma and Ba: at t = 1 the corrected moments are g and g², so that each step is η g/(|g| + ε), of size η.
    timeline = Timeline(Run(two.with_training(replace(two.training, optimiser="adam", eta=0.01))))
    g = two.objective.over(two.schedule.examples(0)).slope(two.p0)
    first = timeline.parameters(1) - two.p0
    np.testing.assert_allclose(first, -0.01 * g / (np.abs(g) + 1e-8), rtol=1e-6)
    # And the second, by hand.
    p1 = timeline.parameters(1)
    g2 = two.objective.over(two.schedule.examples(1)).slope(p1)
    m, v = 0.9 * 0.1 * g + 0.1 * g2, 0.999 * 0.001 * g**2 + 0.001 * g2**2
    wanted = -0.01 * (m / (1 - 0.9**2)) / (np.sqrt(v / (1 - 0.999**2)) + 1e-8)
    np.testing.assert_allclose(timeline.parameters(2) - p1, wanted, rtol=1e-6)
