"""Hand-made trainings, one for each thing that can go wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.initialisers import Initial
from visprop.scenario.scenario import Scenario, Training

_X = np.random.default_rng(5).uniform(-1.0, 1.0, (40, 3))
_Y = (np.sin(2.0 * _X[:, :1]) + _X[:, 1:2] * _X[:, 2:] > 0.0).astype(float)


def made(hidden: tuple[int, ...], activation: str, eta: float, last: str = "logistic", **training: object) -> Scenario:
    """A network on forty rows of two classes, its weights drawn as usual."""
    network = Network((3, *hidden, 1), (*([activation] * len(hidden)), last))
    settings = Training(strategy="full_batch", eta=eta)
    p0 = Initial("xavier", 1.0, 3).draw(network, ())
    return Scenario("made", network, p0, Data(_X, _Y), replace(settings, **training))


def _with_biases(scenario: Scenario, layer: int, value: float) -> Scenario:
    p = scenario.p0.copy()
    p[scenario.network.select(f"b{layer}")] = value
    return scenario.with_parameters(p)


def _times(scenario: Scenario, factor: float) -> Scenario:
    return scenario.with_parameters(factor * scenario.p0)


FAILING = {
    "saturated": _times(made((5, 5), "logistic", 0.5), 100.0),
    "dead": _with_biases(made((6, 6), "relu", 0.1), 1, -10.0),
    "vanishing": _times(made((5,) * 6, "logistic", 0.5), 0.1),
    "exploding": _times(made((8,) * 6, "relu", 1e-9, "identity"), 5.0),
    "symmetric": _times(made((4,), "tanh", 0.5), 0.0),
    "thrashing": made((6,), "tanh", 3.0, "tanh"),
    "diverging": made((), "relu", 6.0, "identity"),
    "still": made((6,), "tanh", 1e-9),
}
"""By the ailment."""

HEALTHY = made((6,), "tanh", 0.5)
