"""Networks of many shapes as the bench takes them."""

import numpy as np

from visprop.benches.composition.bench import BENCH
from visprop.benches.composition.given import GivenNetwork
from visprop.benches.pictures import BenchMoment
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchExperiment, BenchRun
from visprop.engine.network import Network
from visprop.timeline.position import Position


def given(sizes, activations, cost="half_squared_error", y=None, seed=3, eta=0.5):
    """A network with numbers from a seed."""
    rng, network = np.random.default_rng(seed), Network(tuple(sizes), tuple(activations), cost)
    target = rng.uniform(0.1, 0.9, sizes[-1]) if y is None else np.array(y, float)
    return GivenNetwork.of(network, rng.normal(size=network.parameter_count), rng.normal(size=sizes[0]), target, eta)


def values(network, **others):
    """What is set, for a network."""
    return BENCH.put(BENCH.start, {"network": network, **others})


def states(all_values):
    """What is known at each step."""
    return [BENCH.state(all_values, step) for step in range(len(BENCH.steps(all_values)))]


def moments(all_values, pointed=None):
    """What pictures and page are functions of, at each step."""
    experiment = BenchExperiment(BenchRun.new(BENCHES["composition"], all_values), 0, None)
    return [BenchMoment(experiment.frame(Position(step)), pointed=pointed) for step in range(len(experiment.program.lines))]


SHAPES = {
    "one layer": given([2, 1], ["logistic"]),
    "2-3-1": given([2, 3, 1], ["tanh", "logistic"]),
    "Figure 2": given([6, 4, 3, 1], ["logistic"] * 3),
    "softmax": given([4, 5, 3], ["relu", "softmax"], "cross_entropy", [0, 1, 0]),
    "eight layers": given([1] * 9, ["logistic"] * 8),
    "eight wide layers": given([2, 3, 64, 4, 5, 6, 7, 8, 2], ["tanh"] * 7 + ["identity"]),
    "as wide as can be": given([64, 64, 64], ["tanh", "tanh"]),
}
