"""What goes wrong in hand-made trainings, in words and numbers, and that the remedy takes it away."""

from dataclasses import replace

import numpy as np
import pytest

from tests.timeline.failing import FAILING, HEALTHY, made
from visprop.engine.backprop import trace
from visprop.engine.network import Network
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.diverged import Diverged
from visprop.timeline.doctor.ailments import AILMENTS
from visprop.timeline.doctor.course import course_of
from visprop.timeline.doctor.examining import PER_OCTAVE, Examination
from visprop.timeline.doctor.vitals import vitals
from visprop.timeline.samples import grid_updates
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_costs import UpdateCosts


class Watched:
    """A run that is trained and looked at on its way.

    Attributes:
        found: by the name of each ailment that was ever found, what was found last.
        last: the names of those that are found at the end.
        at: where it ended.
    """

    def __init__(self, run, updates):
        self.timeline = timeline = Timeline(run)
        examination = Examination(timeline)
        self.found, self.last, self.at = {}, frozenset(), timeline.walk.start
        for k in grid_updates(updates, 0, PER_OCTAVE):
            at = timeline.walk.update_end(run.update + k)
            try:
                timeline.frame(at)
            except Diverged as stop:
                at = stop.breakdown.before
            findings, is_late = examination.findings(at)
            assert not is_late
            self.at, self.last = at, frozenset(one.ailment.name for one in findings)
            self.found |= {one.ailment.name: one for one in findings}
            if timeline.breakdown is not None:
                break

    def tried(self, finding, updates=1000):
        """The run that its remedy begins, trained on."""
        place = finding.before if finding.remedy.is_from_before else self.at
        run = self.timeline.run_at(self.timeline.frame(place))
        scenario = finding.remedy.change(run, finding.layer)
        return Watched(run.continued(scenario, run.update, scenario.p0, run.memory), updates)


def watched(name, updates=300):
    return Watched(Run(FAILING[name]), updates)


def passes(scenario):
    """The pass of each row."""
    rows = zip(scenario.train.x, scenario.train.y, strict=True)
    return [trace(scenario.network, scenario.p0, x, y) for x, y in rows]


def test_each_ailment_has_a_training_that_shows_it():
    assert FAILING.keys() == AILMENTS.keys()


@pytest.mark.parametrize("name", FAILING)
def test_it_is_found_and_no_longer_once_its_remedy_is_tried(name):
    ill = watched(name)
    assert name in ill.found
    assert name not in ill.tried(ill.found[name]).found


@pytest.mark.parametrize("name", ["saturated", "dead", "vanishing", "exploding", "symmetric"])
def test_what_is_there_from_the_start_is_found_before_anything_is_trained(name):
    ill = watched(name, 0)
    assert ill.last == {name}
    assert ill.found[name].since == 0
    assert ill.found[name].before == ill.timeline.walk.start


@pytest.mark.parametrize("name", builtin_names())
def test_nothing_is_found_in_what_comes_with_the_program(name):
    scenario = open_scenario(name)
    last = scenario.training.stop.last_update(scenario.schedule.updates_per_epoch)
    assert last is not None
    assert Watched(Run(scenario), min(last, 4000)).found == {}


def test_nothing_is_found_in_a_healthy_training():
    assert Watched(Run(HEALTHY), 1000).found == {}


def test_saturated_rows_are_counted_from_the_passes_themselves():
    scenario = FAILING["saturated"]
    found = vitals(scenario, 0, (None, None, scenario.p0))
    for layer in (1, 2, 3):
        rows = [np.mean(one.slope[layer] < 1e-3) >= 0.9 and abs(one.a[3] - one.y).max() > 0.1 for one in passes(scenario)]
        assert found.saturated[layer - 1] == pytest.approx(np.mean(rows))
    told = watched("saturated", 0).found["saturated"]
    assert told.layer == int(np.argmax(found.saturated)) + 1
    assert f"{100 * max(found.saturated):.0f} % of the rows" in told.told


def test_a_shrinking_gradient_is_told_with_its_delta_by_layer():
    scenario = FAILING["vanishing"]
    first, last = (float(np.sqrt(np.mean([one.delta[layer] ** 2 for one in passes(scenario)]))) for layer in (1, 7))
    assert f"from {last:.2g} in layer 7 to {first:.2g}" in watched("vanishing", 0).found["vanishing"].seen


def test_dead_neurons_are_named():
    scenario = made((4,), "relu", 0.1)
    p = scenario.p0.copy()
    for j in (1, 2, 4):
        p[scenario.network.single(f"b1[{j}]")] = -9.0
    found = Watched(Run(scenario.with_parameters(p)), 0).found["dead"]
    assert (found.title, found.seen.split(" z")[0]) == ("Neurons of layer 1 are dead", "neurons 1, 2 and 4 of 4 have")


def test_neurons_that_are_tied_are_the_same_because_it_was_wished():
    scenario = FAILING["symmetric"]
    places = (("w1", ",1"), ("w1", ",2"), ("w1", ",3"), ("b1", ""))
    tied = tuple(tuple(f"{letter}[{j}{rest}]" for j in (1, 2, 3, 4)) for letter, rest in places)
    assert "symmetric" not in Watched(Run(replace(scenario, tied=tied)), 0).found


def test_a_neuron_that_differs_in_its_outgoing_weight_alone_is_not_the_same():
    scenario = FAILING["symmetric"]
    p = scenario.p0.copy()
    p[scenario.network.select("w2")] = [0.1, 0.1, 0.2, 0.3]
    assert "neurons 1 and 2 have" in Watched(Run(scenario.with_parameters(p)), 0).found["symmetric"].seen


def test_the_way_back_leads_to_where_phi_was_before_it_grew():
    ill = watched("diverging")
    found, phi = ill.found["diverging"], ill.timeline.scenario.objective.value
    assert found.before == ill.timeline.walk.start
    costs = [phi(ill.timeline.parameters(k)) for k in (found.since - 1, found.since, found.since + 1)]
    assert costs[0] < costs[1] < costs[2]
    assert ill.timeline.breakdown is not None
    assert ill.timeline.breakdown.quantity in found.seen


def test_nothing_is_told_of_what_is_not_reached_yet():
    ill = watched("thrashing")
    examination = Examination(ill.timeline)
    assert "thrashing" in {one.ailment.name for one in examination.findings(ill.at)[0]}
    assert examination.findings(ill.timeline.walk.update_end(3))[0] == ()


def test_what_comes_with_the_training_is_met_by_a_smaller_rate():
    ill = Watched(Run(made((6,), "tanh", 8.0, "tanh")), 300)
    found = ill.found["saturated"]
    assert found.since > 0
    after = ill.tried(found)
    assert after.timeline.scenario.training.eta < 8.0
    assert "saturated" not in after.found


def test_a_remedy_keeps_what_is_frozen():
    dead = FAILING["dead"]
    ill = Watched(Run(replace(dead, frozen=("b1[1]",))), 0)
    again = ill.tried(ill.found["dead"], 0).timeline.scenario.p0
    first, second = (dead.network.single(f"b1[{j}]") for j in (1, 2))
    assert again[first] == dead.p0[first]
    assert again[second] > dead.p0[second]


def classified(p, cost):
    """One neuron on four rows of x, whose classes are the signs of x."""
    x = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    return Scenario(
        "margins", Network((1, 1), ("identity",), cost), np.array(p), Data(x, np.sign(x)), Training("full_batch", 4, 0.1)
    )


@pytest.mark.parametrize(
    "cost, weight, share",
    [
        # On the right side, and for the hinge by 1 at least, a row costs nothing, however far a is from ±1.
        ("hinge", 5.0, 0.0),
        ("hinge", 0.5, 0.5),
        ("hinge", -5.0, 1.0),
        ("perceptron", 5.0, 0.0),
        ("perceptron", 0.01, 0.0),
        ("perceptron", -0.01, 1.0),
        ("half_squared_error", 5.0, 1.0),
    ],
)
def test_a_row_that_costs_nothing_is_not_wrong(cost, weight, share):
    scenario = classified([weight, 0.0], cost)
    assert vitals(scenario, 0, (None, None, scenario.p0)).wrong == share


def test_a_step_is_not_saturated_as_no_weights_would_help_it():
    scenario = made((5,), "step", 0.5)
    assert np.isnan(vitals(scenario, 0, (None, None, scenario.p0)).saturated[0])
    assert "saturated" not in Watched(Run(scenario), 0).found


def test_neurons_at_0_are_dead_and_told_so():
    scenario = made((4,), "relu", 0.1)
    p = scenario.p0.copy()
    p[scenario.network.select("w1")] = p[scenario.network.select("b1")] = 0.0
    assert "z ≤ 0 and σ′ = 0 for every row" in Watched(Run(scenario.with_parameters(p)), 0).found["dead"].seen


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_biases_that_are_tied_are_raised_so_far_that_each_neuron_fires(order):
    scenario = FAILING["dead"]
    p = scenario.p0.copy()
    p[scenario.network.select("w1")] = np.repeat([[-0.1] * 3, [-3.0] * 3], 3, axis=0).ravel()
    tied = tuple(f"b1[{j}]" for j in order)
    scenario = replace(scenario.with_parameters(p), tied=(tied,))
    lifted = Watched(Run(scenario), 0).tried(Watched(Run(scenario), 0).found["dead"], 0).timeline.scenario
    z = next(iter(lifted.network.passes(lifted.p0, lifted.train.x))).z
    assert ((z[:, :2] > 0.0).mean(axis=0) >= 0.5).all()


def test_a_cost_that_jumps_in_bursts_for_ever_is_found():
    """XOR with η = 50: quiet for some updates, then up by half and down again, between 0.083 and 0.144 to the end."""
    xor = open_scenario("xor")
    timeline = Timeline(Run(xor.with_training(replace(xor.training, eta=50.0))))
    at = timeline.walk.update_end(2000)
    timeline.frame(at)
    found = {one.ailment.name: one for one in Examination(timeline).findings(at)[0]}["thrashing"]
    costs = list[float]()
    timeline.scenario.descent().run(xor.p0, 0, 2000, 0, costs)
    assert f"between {min(costs[1000:]):.3g} and {max(costs[1000:]):.3g}" in found.seen
    calm = Timeline(Run(xor))
    calm.frame(at)
    assert Examination(calm).findings(at)[0] == ()


def test_how_the_cost_went_is_told_part_by_part():
    """Of 128 updates the later 64 in parts of 8: c falls from 2 to 1 in each, and jumps up by half in every second one."""
    later = np.tile([*np.linspace(2.0, 1.0, 8), *np.linspace(2.0, 1.0, 4), *np.linspace(1.5, 1.0, 4)], 4)
    costs = UpdateCosts()
    costs.add(0, [9.0] * 64 + later.tolist())
    found = course_of(costs, 0, 128)
    assert (found.low, found.high) == (1.0, 2.0)
    np.testing.assert_allclose(found.levels, [1.5, 1.375] * 4)
    np.testing.assert_allclose(found.rises, [0.0, 0.25] * 4)
    assert course_of(costs, 0, 100) is None


def test_of_groups_of_updates_a_fall_within_one_is_no_jump():
    """From update 65,536 on a group is of 128 updates: a cost that falls all the way never goes up."""
    costs = UpdateCosts(1 << 16)
    costs.add(1 << 16, np.linspace(2.0, 1.0, 1 << 15).tolist())
    assert set(course_of(costs, 1 << 16, (1 << 16) + (1 << 15)).rises) == {0.0}
