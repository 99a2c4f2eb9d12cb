"""A network as large as the one for handwritten digits of 8 × 8 pixels."""

import numpy as np

from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training


def large_scenario(sizes=(64, 30, 10), count=50):
    """Random data and weights."""
    rng = np.random.default_rng(1)
    network = Network(sizes, ("logistic",) * (len(sizes) - 1))
    data = Data(rng.random((count, sizes[0])), np.eye(sizes[-1])[rng.integers(0, sizes[-1], count)])
    return Scenario("large", network, rng.normal(size=network.parameter_count) * 0.3, data, Training("mini_batch", 10, 0.5))
