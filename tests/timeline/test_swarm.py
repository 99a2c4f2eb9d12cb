"""Each run of a swarm is the training that `visprop train` makes of it: where it ends, why, and every bit of it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import constrained_scenarios, scenarios
from visprop.cli.command import UsageError
from visprop.cli.interruption import Interruption
from visprop.cli.train import Training
from visprop.engine.key import Key
from visprop.engine.optimisers import OPTIMISERS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.split import Split
from visprop.scenario.initialisers import Initial
from visprop.scenario.stop import Stop
from visprop.timeline.diverged import Diverged
from visprop.timeline.swarm.flying import flown, fly
from visprop.timeline.swarm.piece import OVERFLOW, pieces, train_piece
from visprop.timeline.swarm.plan import Starts, SwarmPlan, grid, seeds_from, usual_goal
from visprop.timeline.swarm.swarm import Gathering, Swarm, Valley
from visprop.timeline.timeline import Timeline

STOPS = (
    Stop(), Stop(cost=0.05), Stop(updates=7), Stop(epochs=3, cost=0.2), Stop(slope=0.05), Stop(test_rises=1),
    Stop(cost=0.1, slope=0.02, test_rises=2, updates=23),
)  # fmt: skip


PARTS = ("updates", "reasons", "p", "phi", "curves", "paths")


def plan_of(scenario, updates=30, etas=(0.1, 0.5), seeds=(0, 1, 2, 3), **others):
    return SwarmPlan(scenario, updates, etas, seeds, usual_goal(scenario), **others)


def expect_the_training(swarm, run):
    """That a run of a swarm is what the command `train` makes of it."""
    training = Training(swarm.plan.run_of(run), swarm.plan.updates)
    try:
        for _ in training.steps(float("inf"), Interruption(), each_of=5):
            pass
    except (UsageError, Diverged):
        assert swarm.reasons[run] == OVERFLOW
        assert swarm.phi[run] == np.inf
        one = Training(swarm.plan.run_of(run), int(swarm.updates[run]))
        for _ in one.steps(float("inf"), Interruption(), each_of=1):
            pass
        assert one.p.tobytes() == swarm.p[run].tobytes()
        return
    assert (training.update, training.reason) == (swarm.updates[run], swarm.reasons[run])
    assert training.p.tobytes() == swarm.p[run].tobytes()
    assert swarm.phi[run] == swarm.plan.scenario.objective.value(training.p) or np.isnan(swarm.phi[run])


@settings(max_examples=60, deadline=None)
@given(scenarios | constrained_scenarios, st.sampled_from(list(OPTIMISERS)), st.sampled_from(STOPS), st.sampled_from([0.3, 30.0]))
def test_each_run_is_the_training_of_one(scenario, name, stop, eta):
    if len(scenario.data) > 2:
        scenario = scenario.with_data(scenario.data.with_split(Split(0.3, 0)))
    training = replace(scenario.training.with_optimiser(name), stop=stop)
    swarm = flown(plan_of(replace(scenario, training=training), etas=(0.05, eta), seeds=(3, 4)))
    for run in range(swarm.plan.count):
        expect_the_training(swarm, run)


@pytest.mark.parametrize("name, updates", [("xor", 300), ("spiral", 90), ("two-neurons", 200), ("sine", 120), ("digits", 12)])
def test_runs_of_built_in_scenarios_are_those_of_one(name, updates):
    swarm = flown(plan_of(open_scenario(name), updates, seeds=seeds_from(0, 6)))
    for run in range(swarm.plan.count):
        expect_the_training(swarm, run)


def test_a_run_ends_at_its_goal_while_the_others_go_on():
    swarm = flown(plan_of(open_scenario("xor"), 3000, etas=(2.0,), seeds=seeds_from(0, 20)))
    assert len(set(swarm.updates.tolist())) > 5
    assert all((swarm.phi <= 0.001) == [reason == "φ is at most 0.001" for reason in swarm.reasons])
    assert swarm.share == np.mean(swarm.updates < 3000)


def test_what_diverges_ends_where_all_was_still_finite():
    swarm = flown(plan_of(open_scenario("sine"), 60, etas=(0.01, 1000.0), seeds=(0, 1)))
    assert swarm.diverged.tolist() == [False, False, True, True]
    assert (swarm.updates[2:] < 60).all()
    assert np.isfinite(swarm.p).all()
    assert (swarm.curves[2:, -1] == np.inf).all()


def test_how_runs_are_put_together_makes_no_difference():
    plan = plan_of(open_scenario("spiral"), 50, seeds=(0, 5, 9))
    whole = train_piece(plan, 0, 6)
    gathering = Gathering(plan)
    for first, stop in ((4, 6), (0, 1), (1, 4)):
        gathering.take(train_piece(plan, first, stop))
    parts = gathering.swarm()
    for name in ("p", "phi", "updates", "curves", "paths"):
        assert getattr(whole, name).tobytes() == getattr(parts, name).tobytes()


@given(st.integers(1, 300), st.integers(1, 13))
def test_pieces_hold_each_run_once(seeds, etas):
    plan = plan_of(open_scenario("xor"), 1, tuple(range(1, etas + 1)), seeds_from(0, seeds))
    held = [run for first, stop in pieces(plan) for run in range(first, stop)]
    assert held == list(range(plan.count))


def test_a_seed_is_that_of_a_scenario_begun_with_it():
    scenario = replace(open_scenario("spiral"), frozen=("b1",), initial=Initial("xavier", 1.0, 7))
    run = plan_of(scenario, seeds=(4, 11)).run_of(1)
    assert (run.scenario.training.seed, run.scenario.initial.seed, run.update) == (11, 11, 0)
    assert np.array_equal(run.scenario.p0, scenario.with_new_weights(11).p0)
    assert (run.scenario.p0[~run.scenario.free] == scenario.p0[~scenario.free]).all()


def test_a_grid_of_starts_moves_two_parameters_with_what_is_tied_to_them():
    scenario = open_scenario("shared-bias")
    starts = Starts((Key.parse("w2[1,1]"), Key.parse("b1[1]")), (grid(-1.0, 1.0, 3), grid(0.0, 2.0, 2)))
    plan = plan_of(scenario, 5, (0.1,), (), starts=starts)
    assert plan.count == 6
    run = plan.run_of(5).scenario
    changed = {scenario.network.names[i]: run.p0[i] for i in np.flatnonzero(run.p0 != scenario.p0)}
    group = {scenario.network.names[i] for i in scenario.group_of(scenario.network.single("b1[1]"))}
    assert changed == {"w2[1,1]": 1.0, **dict.fromkeys(group, 2.0)}
    swarm = flown(plan)
    for i in range(6):
        expect_the_training(swarm, i)
    assert plan.told(5) == "η = 0.1, w2[1,1] from 1, b1[1] from 2"


@pytest.mark.parametrize(
    "others, words",
    [
        ({"seeds": ()}, "1 to 4096 runs, not 0"),
        ({"seeds": seeds_from(0, 4097)}, "not 8194"),
        ({"starts": Starts((Key.parse("w1[1,1]"),) * 2, ((0.0,), (1.0,))), "seeds": ()}, "two parameters"),
        ({"starts": Starts((Key.parse("w1[1,1]"), Key.parse("w1[1,2]")), ((0.0,), (1.0,)))}, "not both"),
    ],
)
def test_what_is_no_swarm_is_refused(others, words):
    with pytest.raises(ValueError, match=words):
        plan_of(open_scenario("xor"), **others)


def test_samples_go_from_the_start_to_the_end_and_hold_phi_there():
    plan = plan_of(open_scenario("two-neurons"), 150, (0.5,), (0, 1))
    swarm = flown(plan)
    assert (plan.samples[0], plan.samples[-1]) == (0, 150)
    for run in range(2):
        timeline = Timeline(plan.run_of(run))
        wanted = [plan.scenario.objective.value(timeline.parameters(at)) for at in plan.samples]
        assert swarm.curves[run].tolist() == np.array(wanted, np.float32).tolist()
        at = plan.samples[int(plan.places[3])]
        assert swarm.paths[run, 3].tolist() == timeline.parameters(at).astype(np.float32).tolist()


def test_quartiles_are_runs_own_costs_and_shares_count_them():
    swarm = flown(plan_of(open_scenario("xor"), 400, (2.0, 0.1), seeds_from(0, 8)))
    every = swarm.of_eta(0)
    low, middle, high = swarm.quantiles(every)
    assert set(middle.tolist()) <= {*swarm.curves[every].astype(float).ravel().tolist(), *swarm.phi[every].tolist()}
    assert np.array((low[-1], middle[-1], high[-1])).tolist() == np.sort(swarm.phi[every])[[1, 3, 5]].tolist()
    assert (low <= middle).all()
    assert (middle <= high).all()
    assert swarm.share_by(every)[-1] == swarm.reached[every].mean()


@pytest.mark.parametrize("below", [False, True])
def test_a_run_counts_as_at_the_goal_by_all_digits_of_its_cost(below):
    swarm = flown(plan_of(open_scenario("xor"), 3000, (2.0,), seeds_from(0, 20)))
    first = int(np.argmin(swarm.updates))
    goal = np.nextafter(swarm.phi[first], -np.inf if below else np.inf)
    ended = Swarm(replace(swarm.plan, goal=float(goal)), *(getattr(swarm, name) for name in PARTS))
    after = np.searchsorted(swarm.plan.samples, swarm.updates[first])
    alone = slice(first, first + 1)
    assert ended.share_by(alone)[after:].tolist() == [0.0 if below else 1.0] * (len(swarm.plan.samples) - after)
    assert ended.reached[first] == (not below)
    assert ended.quantiles(alone)[:, after:].tolist() == [[swarm.phi[first]] * (len(swarm.plan.samples) - after)] * 3


def test_what_diverges_is_finite_up_to_its_last_update_alone():
    swarm = flown(plan_of(open_scenario("sine"), 60, etas=(1000.0,), seeds=(0, 1)))
    costs, goes = swarm.costs(slice(None)), np.array(swarm.plan.samples) <= swarm.updates[:, None]
    assert goes.any(axis=1).all()
    assert costs[goes].tolist() == swarm.curves[goes].tolist()
    assert (costs[~goes] == np.inf).all()


def valleys_of(*phi):
    """The valleys of a swarm whose runs end with some costs."""
    plan = plan_of(open_scenario("xor"), 1, (1.0,), seeds_from(0, len(phi)))
    swarm = flown(replace(plan, goal=0.02))
    return Swarm(swarm.plan, *(np.array(phi) if name == "phi" else getattr(swarm, name) for name in PARTS)).valleys


def test_costs_within_5_per_cent_of_the_lowest_are_of_one_valley_wherever_digits_are_cut_off():
    # To two digits 0.0649 and 0.0651 are 0.065, and 0.06249 and 0.06251 are not the same.
    assert valleys_of(0.06251, 0.5, 0.06249, 0.01, np.inf, 0.0651) == (Valley(0.06251, (0, 2, 5)),)
    assert valleys_of(0.1, 0.2, 0.104, 0.2, 0.1051, 0.2) == (Valley(0.2, (1, 3, 5)), Valley(0.1, (0, 2)))
    assert valleys_of(-0.1, 0.3) == ()


def test_valleys_are_costs_at_which_several_runs_rest():
    swarm = flown(plan_of(open_scenario("xor"), 3000, (2.0,), seeds_from(0, 64)))
    first = swarm.valleys[0]
    assert first.phi == pytest.approx(0.0627, abs=2e-4)
    assert len(first.runs) == np.sum(np.abs(swarm.phi - first.phi) < 0.0005)
    assert first.phi in swarm.phi[list(first.runs)]


def test_it_tells_how_far_it_is_and_can_be_left():
    plan = plan_of(open_scenario("xor"), 300, (2.0,), seeds_from(0, 600))
    shares = [step for step in fly(plan, 0.0) if isinstance(step, float)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 100
    steps = fly(plan, 0.0)
    assert 0.0 < next(steps) < 0.01
    steps.close()


def test_the_fast_way_reaches_what_the_exact_one_does():
    exact, fast = (flown(plan_of(open_scenario("xor"), 3000, (2.0,), seeds_from(0, 60), is_fast=one)) for one in (False, True))
    assert exact.reached.tolist() == fast.reached.tolist()
    np.testing.assert_allclose(fast.phi, exact.phi, rtol=1e-6)
