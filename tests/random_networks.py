"""Random networks with data, for tests over all activations and costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training

ELEMENTWISE = tuple(name for name, one in ACTIVATIONS.items() if one.is_elementwise)
SQUARES = ("half_squared_error", "squared_error", "half_mean_squared_error", "mean_squared_error", "huber")


def random_scenario(seed: int, max_layers: int = 5, max_units: int = 5, scale: float = 0.7) -> Scenario:
    """A scenario drawn from a seed: every activation and cost occurs."""
    rng = np.random.default_rng(seed)
    depth = int(rng.integers(1, max_layers + 1))
    sizes = tuple(int(n) for n in rng.integers(1, max_units + 1, depth + 1))
    names = [str(name) for name in rng.choice(ELEMENTWISE, depth)]
    count = int(rng.integers(1, 9))
    y = rng.normal(size=(count, sizes[-1]))
    cost = str(rng.choice(SQUARES))
    kind = rng.integers(0, 6)
    if kind == 0:
        names[-1], cost = "softmax", "cross_entropy"
        y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], count)]
    elif kind == 1:
        names[-1], cost = "logistic", "cross_entropy"
        y = rng.uniform(size=y.shape)
    elif kind == 2:
        names[-1] = "softmax"
    elif kind == 3:
        cost, y = str(rng.choice(["perceptron", "hinge"])), np.sign(y)
    network = Network(sizes, tuple(names), cost)
    strategy = str(rng.choice(["online", "mini_batch", "full_batch"]))
    training = Training(strategy, int(rng.integers(1, count + 1)), 0.1, int(rng.integers(0, 100)), bool(rng.integers(0, 2)))
    p = rng.normal(size=network.parameter_count) * scale
    return Scenario(f"random {seed}", network, p, Data(rng.normal(size=(count, sizes[0])), y), training)


def constrained_scenario(seed: int) -> Scenario:
    """A random scenario with penalties, frozen and tied parameters, as far as it has parameters enough."""
    plain = random_scenario(seed)
    rng = np.random.default_rng([seed, 1])
    names = [str(name) for name in rng.permutation(plain.network.names)]
    groups = tuple(tuple(names[2 * i : 2 * i + 2]) for i in range(min(2, len(names) // 4)))
    frozen = tuple(names[-2:][: len(names) // 4])
    p = plain.p0.copy()
    for group in groups:
        first, second = (plain.network.select(name) for name in group)
        p[second] = p[first]
    training = replace(plain.training, l1=float(rng.choice([0.0, 0.03])), l2=float(rng.choice([0.0, 0.2])))
    return replace(plain, p0=p, training=training, tied=groups, frozen=frozen)


def saturated_scenario(seed: int) -> Scenario:
    """A random scenario whose last layer is sure of itself: outputs that are further apart than 40, most of them right."""
    plain = random_scenario(seed)
    rng = np.random.default_rng([seed, 2])
    p = plain.p0.copy()
    *_, (weights, biases) = plain.network.layers(p)
    factor = float(rng.choice([3.0, 10.0, 30.0]))
    weights *= factor
    biases *= factor
    a = plain.network.forward(p, plain.data.x)
    y = plain.data.y
    if plain.network.cost == "cross_entropy":
        sure = np.eye(a.shape[1])[a.argmax(axis=1)] if plain.network.activations[-1] == "softmax" else np.round(a)
        y = np.where(rng.uniform(size=(len(y), 1)) < 0.8, sure, y)
    return replace(plain, p0=p, data=replace(plain.data, y=y))


scenarios = st.builds(random_scenario, st.integers(0, 2**32 - 1))
"""Random scenarios as a hypothesis strategy."""
constrained_scenarios = st.builds(constrained_scenario, st.integers(0, 2**32 - 1))
"""The same with penalties, frozen and tied parameters."""
