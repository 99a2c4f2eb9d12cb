"""Planted errors: each is caught by the right check, on several networks; without one the pieces are the engine's numbers."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from tests.accusing import accused
from tests.figures.network.test_network import made
from tests.random_networks import constrained_scenario
from visprop.cli.main import main
from visprop.engine.backprop import trace
from visprop.engine.check import check
from visprop.engine.optimisers import OPTIMISERS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.planted.error import Caught, PlantedError
from visprop.scenario.planted.passing import PassPieces, forward, passed
from visprop.scenario.planted.planted_scenario import PlantedScenario
from visprop.scenario.planted.registry import ERRORS, is_seen, seen_in
from visprop.scenario.planted.updating import UpdatePieces, mean_of
from visprop.scenario.run import Run
from visprop.timeline.diverged import Diverged
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import check_update

WANTED = 2
"""On so many networks each is caught, beside its own."""


def accusers(scenario):
    """Which checks accuse, in the first updates."""
    timeline = Timeline(Run(scenario))
    by_update = False
    for update in range(4):
        try:
            by_update |= not check_update(timeline, update).passed
        except Diverged:
            break
    return not check(scenario.objective, scenario.p0).passed, by_update


def random_ones():
    """Random small networks with several examples, penalties, ties, and every optimiser."""
    names = list(OPTIMISERS)
    for seed in range(200):
        found = constrained_scenario(seed)
        if 6 <= found.p0.size <= 24:
            settings = replace(found.training, optimiser=names[seed % len(names)], l2=0.2 if seed % 2 else 0.0, batch_size=2)
            yield found.with_training(settings)


SAID = {Caught.BY_GRADIENT: (True, False), Caught.BY_UPDATE: (False, True), Caught.BY_BOTH: (True, True)}


@pytest.fixture(scope="module")
def networks():
    return list(random_ones())


@pytest.mark.parametrize("name", ERRORS)
def test_each_is_caught_by_the_right_check(name, networks):
    error = ERRORS[name]
    home = error.home(open_scenario)
    assert is_seen(home, error)
    assert accusers(home) == (False, False), "without it nothing is accused"
    for scenario in (home, *islice((one for one in networks if is_seen(one, error)), WANTED)):
        assert accusers(PlantedScenario.of(scenario, error)) == SAID[error.caught]


def test_there_are_many_and_each_is_of_another_kind():
    assert len(ERRORS) >= 16
    assert len({error.words for error in ERRORS.values()}) == len(ERRORS)


def test_the_pieces_without_an_error_are_the_engine(networks):
    for scenario in networks[:25]:
        x, y = scenario.data.x[0], scenario.data.y[0]
        own = passed(PassPieces(), forward(scenario.network, scenario.p0, x, y, 0.1))
        wanted = trace(scenario.network, scenario.p0, x, y)
        np.testing.assert_array_equal(own.gradient, wanted.gradient)
        for name in ("a", "z", "slope", "delta"):
            for one, other in zip(getattr(own, name), getattr(wanted, name), strict=True):
                np.testing.assert_array_equal(one, other)


def test_the_descent_without_an_error_is_the_engine(networks):
    # An error that changes nothing, as what its piece is made of is the right one.
    nothing = replace(ERRORS["no-mean"], update=UpdatePieces(mean=lambda gradients, nominal: mean_of(gradients, nominal)))
    for scenario in networks[:25]:
        ends = [Timeline(Run(one)).parameters(5) for one in (scenario, PlantedScenario.of(scenario, nothing))]
        np.testing.assert_allclose(ends[1], ends[0], rtol=1e-9, atol=1e-12)


def test_no_right_network_is_accused():
    # 10,000 of them: python -m tests.accusing
    assert [accused(seed)[0] for seed in range(12)] == [""] * 12


def test_what_does_not_fit_a_scenario_is_not_offered():
    names = {error.name for error in seen_in(open_scenario("linear"))}
    assert "no-slope" in names
    assert not names & {"no-transpose", "adam-uncorrected", "no-mean", "frozen-moves", "softmax-by-parts", "last-path"}


def test_an_error_without_what_is_told_of_it_is_refused():
    with pytest.raises(ValueError, match="two or more"):
        replace(ERRORS["uphill"], hints=("One.",))
    with pytest.raises(ValueError, match="change a piece"):
        replace(ERRORS["uphill"], update=UpdatePieces())
    assert isinstance(ERRORS["uphill"], PlantedError)


def test_the_command_line_checks_with_an_error(capsys):
    assert main(["check", "two-neurons", "--planted", "no-transpose"]) == 1
    gradient, update = capsys.readouterr().out.splitlines()
    assert gradient.startswith("FAILED")
    assert "agrees with its definition" in update
    assert main(["check", "two-neurons", "--planted", "uphill"]) == 1
    gradient, update = capsys.readouterr().out.splitlines()
    assert gradient.startswith("passed")
    assert "DIFFERS" in update
    assert main(["check", "linear", "--planted", "no-mean"]) == 2
    assert "does not fit" in capsys.readouterr().err
    assert main(["check", "linear", "--planted", "nothing"]) == 2


@pytest.mark.parametrize(
    "sizes, turned, summed",
    [
        ((3, 2), False, True),
        ((3, 2, 2), True, True),
        ((2, 2, 3), True, True),
        ((3, 1, 2), False, True),
        ((3, 1, 1), False, False),
    ],
    ids=str,
)
def test_what_one_layer_shows_is_offered_wherever_there_is_such_a_layer(sizes, turned, summed):
    scenario = made(sizes)
    assert ERRORS["turned-over"].fits(scenario) is turned
    assert ERRORS["bias-summed"].fits(scenario) is summed
