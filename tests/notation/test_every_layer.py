"""Equations of each kind of last layer, in every notation and dress that fits: their own structure gives the engine's numbers."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.agreement import disagreement
from tests.large import large_scenario
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.notation.expression.arithmetic import Product
from visprop.notation.notations.components import weighted_deltas, weighted_sum
from visprop.notation.notations.dresses import DRESSES, written_in
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize("last", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [(1, 1), (1, 1, 1), (3, 1, 1), (2, 2, 2), (2, 1, 3)])
@pytest.mark.parametrize("strategy", ["online", "full_batch"])
def test_the_equations_give_the_numbers_whatever_the_last_layer_is(last, sizes, strategy):
    network = Network(sizes, (*("tanh",) * (len(sizes) - 2), last))
    rng = np.random.default_rng(0)
    data = Data(rng.normal(size=(2, sizes[0])), rng.normal(size=(2, sizes[-1])))
    p = rng.normal(size=network.parameter_count)
    scenario = Scenario("any", network, p, data, Training(strategy, 2, 0.5, 0, False))
    timeline = Timeline(Run(scenario))
    end = timeline.walk.update_end(1)
    dresses = [dress for dress in DRESSES.values() if not dress.unfit(scenario)]
    for line, dress, notation in product(timeline.program.lines, dresses, NOTATIONS.values()):
        quantities = Quantities(timeline.frame(replace(end, line=line.number)), dress)
        for equation in equations(quantities, line, written_in(dress, notation)):
            assert not equation.is_known or disagreement(equation) < 1e-9


def test_of_a_wide_layer_only_the_terms_that_are_written_are_put_together():
    frame = Timeline(Run(large_scenario())).frame(Position(0, 1, 5))
    quantities = Quantities(frame, whole=False)
    sums = weighted_sum(quantities, 2, 0), weighted_deltas(quantities, 1, 0)
    for total, engine in zip(sums, (frame.z(2)[0], frame.d(1)[0]), strict=True):
        assert sum(isinstance(term, Product) for term in total.terms) < 8
        assert total.number() == pytest.approx(float(engine), rel=1e-12)
