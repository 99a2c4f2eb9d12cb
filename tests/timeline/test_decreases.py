"""The decrease that is promised and the one that comes, against φ at both ends, with and without penalties."""

from dataclasses import replace

import numpy as np
import pytest

from tests.random_networks import constrained_scenario
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def phi(scenario, p, examples):
    """φ over some examples, summed by hand."""
    x, y = scenario.train.x[examples], scenario.train.y[examples]
    weights = p[[i for i, name in enumerate(scenario.network.names) if name.startswith("w")]]
    training = scenario.training
    penalty = training.l1 * np.abs(weights).sum() + 0.5 * training.l2 * (weights**2).sum()
    return float(np.mean(scenario.network.costs(p, x, y))) + penalty


@pytest.mark.parametrize("l1, l2", [(0.0, 0.0), (0.05, 0.0), (0.0, 0.3), (0.05, 0.3)])
@pytest.mark.parametrize("name", ["two", "iris"])
def test_what_came_is_the_difference_of_phi(request, name, l1, l2):
    scenario = request.getfixturevalue(name)
    scenario = scenario.with_training(replace(scenario.training, l1=l1, l2=l2))
    timeline = Timeline(Run(scenario))
    for update in (0, 3):
        frame = timeline.frame(Position(update, scenario.schedule.size_of(update), timeline.program.update_line))
        examples = scenario.schedule.examples(update)
        before, after = timeline.parameters(update), timeline.parameters(update + 1)
        wanted = phi(scenario, before, examples) - phi(scenario, after, examples)
        assert frame.actual_decrease == pytest.approx(wanted, rel=1e-9, abs=1e-13)
        slope = np.array([
            (phi(scenario, before + step, examples) - phi(scenario, before - step, examples)) / 2e-6
            for step in 1e-6 * np.eye(before.size)
        ])  # fmt: skip
        # By plain descent the promise is η‖∇φ_B‖².
        assert frame.promised_decrease == pytest.approx(scenario.eta(update) * slope @ slope, rel=1e-5)
        assert frame.promised_decrease > 0.0


def test_a_small_step_brings_what_was_promised(two):
    scenario = two.with_training(replace(two.training, eta=1e-4, l1=0.02, l2=0.4))
    frame = Timeline(Run(scenario)).frame(Position(0, 1, 10))
    assert frame.actual_decrease == pytest.approx(frame.promised_decrease, rel=1e-3)


@pytest.mark.parametrize("seed", [3, 8, 21])
def test_with_what_is_frozen_and_tied_too(seed):
    scenario = constrained_scenario(seed)
    scenario = scenario.with_training(replace(scenario.training, eta=1e-5, strategy="full_batch"))
    frame = Timeline(Run(scenario)).frame(Position(0, len(scenario.train), 2 * scenario.network.depth + 2))
    assert frame.actual_decrease == pytest.approx(frame.promised_decrease, rel=2e-2, abs=1e-12)


@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_the_page_of_descent_tells_both(two, l2):
    scenario = two.with_training(replace(two.training, l2=l2, strategy="full_batch"))
    frame = Timeline(Run(scenario)).frame(Position(0, 1, 0))
    blocks = page(frame, Question(Subject.DESCENT, NOTATIONS["euler"])).blocks
    every = np.arange(len(scenario.train))
    slope = scenario.objective.slope(scenario.p0)
    after = scenario.p0 - scenario.eta(0) * slope
    told = {block.name: float(block.left.engine_value) for block in blocks if getattr(block, "name", "") in ("promised", "came")}
    # The last of each is in all dimensions.
    assert told["promised"] == pytest.approx(scenario.eta(0) * float(slope @ slope), rel=1e-12)
    assert told["came"] == pytest.approx(phi(scenario, scenario.p0, every) - phi(scenario, after, every), rel=1e-9)
