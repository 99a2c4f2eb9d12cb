"""Every derivative that a page names is that derivative: against central differences in the parameter, tied, frozen or free."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notation.test_one_symbol import equations_of
from tests.notation.test_printed import drawn, frames, questions
from tests.random_networks import constrained_scenario
from tests.usual import usual
from visprop.engine.backprop import trace
from visprop.notation.dress import Dress
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.naming import Naming
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

_STEP = 1e-5


class Differences:
    """What c, a and z of an example change by where one parameter is moved, at all places at once."""

    def __init__(self, frame, dress: Dress) -> None:
        scenario = frame.scenario
        self._frame, self._network = frame, scenario.network
        naming = Naming.of(scenario, dress)
        keys = scenario.network.parameters
        self._found = {}
        # By the symbol: what has one symbol is one parameter.
        self.places = {}
        for i, key in enumerate(keys):
            self.places.setdefault(naming.text(key), []).append(i)
        self.above = {"c": lambda passed: passed.cost}
        for layer in range(1, scenario.network.depth + 1):
            for j in range(scenario.network.sizes[layer]):
                for letter in "az":
                    name = naming.text(type(keys[0])(letter, layer, (j + 1,)))
                    self.above[name] = lambda passed, letter=letter, layer=layer, j=j: getattr(passed, letter)[layer][j]

    def of(self, above: str, below: str) -> float | None:
        """∂above/∂below by central differences; None if it is not a derivative by a parameter."""
        if above not in self.above or below not in self.places:
            return None
        # Many pages name the same one.
        if (above, below) not in self._found:
            self._found[above, below] = self._nudged(above, below)
        return self._found[above, below]

    def _nudged(self, above: str, below: str) -> float:
        ends = []
        for step in (_STEP, -_STEP):
            p = self._frame.p_before.copy()
            p[self.places[below]] += step
            ends.append(self.above[above](trace(self._network, p, self._frame.x, self._frame.y)))
        return (ends[0] - ends[1]) / (2 * _STEP)


_RATIO = re.compile("∂([^∂/]+)/∂([^∂/]+)")


def wrong(frame, question, differences):
    """Derivatives of a page that are not those, each with what it is; how many were looked at."""
    found, count = [], 0
    for equation in equations_of(page(frame, question).blocks):
        for side in (equation.left, equation.right, *equation.further):
            for leaf in side.leaves():
                match = _RATIO.fullmatch(leaf.plain)
                truth = differences.of(*match.groups()) if match and np.ndim(leaf.engine_value) == 0 else None
                if truth is None or np.isnan(leaf.engine_value):
                    continue
                count += 1
                if not np.isclose(leaf.engine_value, truth, rtol=1e-5, atol=1e-7):
                    found.append(
                        (question.subject, question.notation.name, question.dress.name, leaf.plain, leaf.engine_value, truth)
                    )
    return found, count


def shared(seed):
    """A net with one neuron a layer, some or all of whose parameters are one, frozen or free."""
    rng = np.random.default_rng(seed)
    scenario = open_scenario("linear")
    names = [str(name) for name in rng.permutation(scenario.network.names)]
    kind = rng.integers(0, 4)
    biases = tuple(name for name in scenario.network.names if name[0] == "b")
    groups = (biases,) if kind == 0 else (tuple(names[:3]), tuple(names[3:5])) if kind == 1 else (tuple(names[:2]),)
    frozen = groups[0] if rng.integers(0, 2) else ()
    p = rng.normal(size=scenario.network.parameter_count)
    for group in groups:
        for name in group:
            p[scenario.network.select(name)] = p[scenario.network.select(group[0])]
    if kind == 0:
        frozen = biases if rng.integers(0, 2) else ()
    return replace(scenario, p0=p, tied=groups, frozen=frozen)


def assert_derivatives(scenario, seed=0, ask=questions):
    """The derivatives of a scenario's pages, all of them or those that are drawn; how many there are."""
    seen = 0
    for frame in frames(scenario, seed):
        by_dress = {name: Differences(frame, dress) for name, dress in DRESSES.items()}
        # The misprints are the article's, to which each neuron's parameters are its own; the page says so.
        untied = Differences(replace(frame, scenario=replace(frame.scenario, tied=())), DRESSES["neurons"])
        for question in ask(frame, seed):
            is_errata = question.subject is Subject.ERRATA
            found, count = wrong(frame, question, untied if is_errata else by_dress[question.dress.name])
            assert not found
            seen += count
    return seen


@pytest.mark.parametrize("name", usual(builtin_names()))
def test_each_derivative_of_the_built_in_scenarios_is_that_derivative(name):
    assert assert_derivatives(open_scenario(name)) > 0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_each_derivative_of_any_network_with_ties_is_that_derivative(seed):
    assert_derivatives(constrained_scenario(seed), seed, partial(drawn, count=25))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_each_derivative_of_a_row_of_neurons_that_share_parameters_is_that_derivative(seed):
    assert assert_derivatives(shared(seed), seed, partial(drawn, count=40)) > 0


@pytest.mark.long
def test_each_derivative_of_forty_networks_on_all_their_pages_is_that_derivative():
    assert sum(assert_derivatives(constrained_scenario(seed), seed) for seed in range(40)) > 5_000


@pytest.mark.parametrize("dress", ["parameter", "constant", "neurons"])
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("subject", [Subject.PARTIALS, Subject.WHY, Subject.UNWOUND, Subject.TERMS])
def test_the_bias_that_four_neurons_share_has_one_derivative(dress, notation, subject):
    timeline = Timeline(Run(open_scenario("shared-bias")))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line))
    about = frame.scenario.network.parameter(1)
    found = page(frame, Question(subject, NOTATIONS[notation], about, None, True, DRESSES[dress])).blocks
    told = {leaf.number() for one in equations_of(found) for leaf in one.left.leaves() if leaf.plain == "∂c/∂b"}
    # The sum of 0.1036, 0.02123, 0.007182 and −0.002025, which no place alone is.
    assert all(value == pytest.approx(0.129954, abs=1e-6) for value in told)
    assert told or (dress, subject) == ("parameter", Subject.TERMS)
