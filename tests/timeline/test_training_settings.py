"""η that changes, trainings that end by themselves, and the update check."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import constrained_scenarios
from visprop.cli.main import main
from visprop.engine import descent
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import EtaSchedule
from visprop.scenario.data.split import Split
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import check_update


@pytest.mark.parametrize(
    "schedule, wanted",
    [
        (EtaSchedule(), [0.8, 0.8, 0.8]),
        (EtaSchedule("step", 10, 0.5), [0.8, 0.4, 0.1]),
        (EtaSchedule("inverse", 10), [0.8, 0.4, 0.2]),
    ],
)
def test_eta_is_what_its_rule_says(schedule, wanted):
    assert [schedule.at(0.8, update) for update in (0, 10, 30)] == pytest.approx(wanted)


def test_plain_descent_with_falling_eta_is_that_by_hand(sine):
    training = replace(sine.training, strategy="full_batch", eta=0.5, eta_schedule=EtaSchedule("inverse", 2))
    scenario = sine.with_training(training)
    p = scenario.p0.copy()
    for eta in (0.5, 0.5 / 1.5, 0.25, 0.2):
        p -= eta * scenario.objective.slope(p)
    np.testing.assert_allclose(Timeline(Run(scenario)).parameters(4), p, rtol=1e-12)


SCHEDULES = st.sampled_from([EtaSchedule(), EtaSchedule("step", 2, 0.5), EtaSchedule("inverse", 3)])


@settings(max_examples=80)
@given(constrained_scenarios, st.sampled_from(list(OPTIMISERS)), SCHEDULES, st.integers(0, 7))
def test_every_update_agrees_with_its_definition_and_with_the_frame(scenario, name, schedule, update):
    training = replace(scenario.training, optimiser=name, eta=0.05, eta_schedule=schedule)
    timeline = Timeline(Run(scenario.with_training(training)))
    found = check_update(timeline, update)
    assert found.passed, found.sentence
    frame = timeline.frame(timeline.walk.update_end(update + 1))
    assert frame.eta == schedule.at(0.05, update)
    np.testing.assert_allclose(frame.p_before + frame.mean_step, frame.p_next, rtol=1e-9, atol=1e-9)


def test_an_update_that_is_wrong_is_found(two, monkeypatch, capsys):
    honest = OPTIMISERS["momentum"]
    wrong = replace(honest, called=OPTIMISERS["nesterov"].called)
    with pytest.raises(ValueError, match="the optimiser 'momentum': called and stepped differ at update 1"):
        OPTIMISERS["momentum"] = wrong
    monkeypatch.setattr(OPTIMISERS, "_prove", lambda entry: None)
    monkeypatch.setitem(descent.OPTIMISERS, "momentum", wrong)
    timeline = Timeline(Run(two.with_training(replace(two.training, optimiser="momentum"))))
    found = check_update(timeline, 3)
    assert not found.passed
    assert "DIFFERS" in found.sentence


def ended(scenario, stop, most=100_000):
    """After how many updates a training ends, looked at wherever it has to be, and why."""
    timeline = Timeline(Run(scenario.with_training(replace(scenario.training, stop=stop))))
    update = 0
    while update < most:
        end = timeline.next_look(update)
        if end is None:
            return None, ""
        update = end
        reason = timeline.reason_to_end(update)
        if reason:
            return update, reason
    raise AssertionError("it does not end")


def test_numbers_of_updates_and_epochs_end_a_training(iris):
    per_epoch = iris.schedule.updates_per_epoch
    assert ended(iris, Stop(updates=7)) == (7, "7 updates are done")
    assert ended(iris, Stop(epochs=3)) == (3 * per_epoch, "3 epochs are done")
    assert ended(iris, Stop()) == (None, "")


def test_costs_and_slopes_are_looked_at_at_the_ends_of_epochs(iris):
    per_epoch = iris.schedule.updates_per_epoch
    update, reason = ended(iris, Stop(cost=0.2))
    assert reason == "φ is at most 0.2"
    timeline = Timeline(Run(iris))
    costs = [iris.objective.value(timeline.parameters(k * per_epoch)) for k in range(update // per_epoch + 1)]
    assert costs[-1] <= 0.2 < min(costs[:-1])
    update, _ = ended(iris, Stop(slope=0.1))
    slopes = [np.linalg.norm(iris.objective.slope(timeline.parameters(k * per_epoch))) for k in range(1, update // per_epoch + 1)]
    assert slopes[-1] <= 0.1
    assert all(slope > 0.1 for slope in slopes[:-1])


def test_a_test_cost_that_rises_ends_a_training(iris):
    # Few examples to train with and a large η: after a while they are learned by heart.
    data = iris.data.with_split(Split(0.9, 1))
    scenario = iris.with_data(data).with_training(replace(iris.training, eta=0.5))
    update, reason = ended(scenario, Stop(test_rises=2))
    assert reason == "the test cost rose in each of the last 2 epochs"
    timeline, per_epoch, test = Timeline(Run(scenario)), scenario.schedule.updates_per_epoch, scenario.test
    ends = range(per_epoch, update + 1, per_epoch)
    costs = [scenario.network.mean_cost(timeline.parameters(end), test.x, test.y) for end in ends]
    rises = np.diff(costs) > 0
    assert rises[-2:].all()
    assert not (rises[:-2] & rises[1:-1]).any()


def test_the_command_line_ends_where_the_scenario_says(tmp_path, capsys):
    assert main(["train", "xor", "--updates", "0", "--save", str(tmp_path / "a.visprop")]) == 0
    text = (tmp_path / "a.visprop").read_text(encoding="utf-8")
    text = re.sub(r'"stop": *\{[^}]*\}', '"stop": {"updates": 500, "cost": 0.01}', text)
    (tmp_path / "a.visprop").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["train", str(tmp_path / "a.visprop")]) == 0
    out = capsys.readouterr().out
    assert "(φ is at most 0.01)" in out
    assert "accuracy 1" in out
    assert main(["train", str(tmp_path / "a.visprop"), "--updates", "5"]) == 0
    assert "after 5 updates" in capsys.readouterr().out


def test_a_training_goes_on_from_the_file_that_it_was_saved_to(tmp_path, capsys):
    first, second, whole = (str(tmp_path / name) for name in ("a.visprop", "b.visprop", "c.visprop"))
    assert main(["train", "iris", "--updates", "40", "--save", first]) == 0
    assert main(["train", first, "--updates", "25", "--save", second]) == 0
    assert main(["train", "iris", "--updates", "65", "--save", whole]) == 0
    assert (tmp_path / "b.visprop").read_text("utf-8") == (tmp_path / "c.visprop").read_text("utf-8")
