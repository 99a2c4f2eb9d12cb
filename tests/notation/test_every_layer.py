"""Equations of each kind of last layer, in every notation and dress that fits: their own structure gives the engine's numbers."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.agreement import disagreement
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
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
        for equation in equations(quantities, line, dress.written(notation)):
            assert not equation.is_known or disagreement(equation) < 1e-9
