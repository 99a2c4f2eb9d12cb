"""What goes wrong in hand-made trainings, in words and numbers, and that the remedy takes it away."""

from dataclasses import replace

import numpy as np
import pytest

from tests.timeline.failing import FAILING, HEALTHY, made
from visprop.engine.backprop import trace
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.doctor.ailments import AILMENTS
from visprop.timeline.doctor.examining import PER_OCTAVE, Examination
from visprop.timeline.doctor.vitals import vitals
from visprop.timeline.overflow import Diverged
from visprop.timeline.samples import grid_updates
from visprop.timeline.timeline import Timeline


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
