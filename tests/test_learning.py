"""What the built-in scenarios learn, as they come: the median of five seeds of all that is drawn."""

from dataclasses import replace
from statistics import median

import pytest

from visprop.cli.progress import bar
from visprop.cli.train import Training
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import MadeData
from visprop.scenario.data.making import made_data
from visprop.scenario.run import Run

SEEDS = range(5)


class Nobody:
    """Who interrupts nothing."""

    came = False


def drawn_again(name, seed):
    scenario = open_scenario(name)
    data, split = scenario.data, replace(scenario.data.split, seed=seed)
    if isinstance(data.source, MadeData):
        data = made_data(replace(data.source, seed=seed), scenario.network.sizes[-1])
    scenario = replace(scenario, data=data.with_split(split), training=replace(scenario.training, seed=seed))
    return scenario.with_new_weights(seed)


def trained(scenario):
    epochs = int(scenario.training.stop.limit("epochs"))
    training = Training(Run(scenario), epochs * scenario.schedule.updates_per_epoch)
    for _ in training.steps(10.0, Nobody()):
        pass
    return training


def cost_of_test_rows(scenario):
    p = trained(scenario).p
    return scenario.network.mean_cost(p, scenario.test.x, scenario.test.y)


@pytest.mark.long
@pytest.mark.parametrize("name, most", [("circle", 0.01), ("quadrants", 0.01), ("gauss", 0.01), ("spiral", 0.15)])
def test_points_in_the_plane_are_told_apart(name, most):
    assert median(cost_of_test_rows(drawn_again(name, seed)) for seed in SEEDS) < most


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_of_a_hundred_digits_95_are_told_rightly(seed):
    scenario = drawn_again("digits", seed)
    assert scenario.accuracy(trained(scenario).p, scenario.test) >= 0.95


def test_two_clouds_are_told_apart_at_once():
    assert cost_of_test_rows(drawn_again("gauss", 0)) < 0.01


def test_a_terminal_is_shown_a_bar():
    training = Training(Run(open_scenario("gauss")), 40)
    assert bar(training.share, "0 of 40 updates") == f"[{' ' * 30}] 0 of 40 updates"
    for _ in training.steps(10.0, Nobody()):
        pass
    assert bar(training.share, "40 of 40 updates") == f"[{'#' * 30}] 40 of 40 updates"
    assert bar(0.5, "half") == f"[{'#' * 15}{' ' * 15}] half"
