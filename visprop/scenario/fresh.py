"""New scenarios: what fits the examples, where nothing else is asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.engine.accuracy import classes
from visprop.engine.network import Network
from visprop.scenario.data.columns import Choice, examples, refuse_constant
from visprop.scenario.data.data import Data
from visprop.scenario.data.missing import FILLINGS
from visprop.scenario.data.split import Split
from visprop.scenario.data.table import Table
from visprop.scenario.initialisers import INITIALISERS, Initial
from visprop.scenario.scenario import Scenario, Training
from visprop.scenario.stop import Stop

HIDDEN = "tanh"
"""The activation of hidden layers, where none is asked for."""
TRAINING = Training("mini_batch", 10, 0.1, shuffle=True, stop=Stop(epochs=200))
"""How a new network is trained: small steps that suit most scaled data, 200 times through it."""
_ONE = Training("online", 1, 0.5)
"""How it is trained where there are only a few examples, as one steps through them."""
_FEW = 4
"""How many are few."""


def fitting_output(data: Data) -> tuple[str, str]:
    """The activation of the last layer, and the cost, that fit targets: classes of one output each, one of two, or numbers."""
    y = data.raw[1]
    is_class = classes(y) is not None and bool(np.isin(y, (0.0, 1.0)).all())
    if is_class and y.shape[1] > 1 and bool((y.sum(axis=1) == 1.0).all()):
        return "softmax", "cross_entropy"
    if is_class and y.shape[1] == 1:
        return "logistic", "cross_entropy"
    if bool((np.abs(y) <= 1.0).all()) and classes(y) is not None:
        return "tanh", "half_squared_error"
    return "identity", "half_squared_error"


def network_for(data: Data, hidden: tuple[int, ...], activations: tuple[str, ...] = (), cost: str = "") -> Network:
    """A network with the examples' inputs and outputs, and hidden layers of given sizes.

    Args:
        data: the examples.
        hidden: how many neurons each hidden layer has.
        activations: one for all hidden layers, one each, or one for every layer with the last; empty for what fits.
        cost: empty for what fits.

    Raises:
        ValueError: they do not go together.
    """
    sizes = (data.x.shape[1], *hidden, data.y.shape[1])
    last, fitting_cost = fitting_output(data)
    of_hidden = activations * len(hidden) if len(activations) == 1 else activations or (HIDDEN,) * len(hidden)
    every = activations if len(activations) == len(sizes) - 1 else (*of_hidden, last)
    if not cost:
        # An activation that was asked for may not go with the cost that fits the targets.
        cost = fitting_cost if every[-1] == last else "half_squared_error"
    return Network(sizes, every, cost)


def initial_for(network: Network, seed: int = 0, init: str = "") -> Initial:
    """How parameters are drawn: by He where ReLU is, else by Xavier."""
    kind = INITIALISERS[init or ("he" if "relu" in network.activations else "xavier")]
    return Initial(kind.name, kind.scale if kind.scale is not None else 0.0, seed)


def prepared(data: Data, share: float, seed: int, scale: str) -> Data:
    """Examples with a share of them kept to test with, 0 for none, and scaled by a kind, as they are where it is empty.

    Raises:
        ValueError: a part would be empty.
    """
    return (data.with_split(Split(share, seed)) if share else data).scaled_as(scale)


def taken(table: Table, choice: Choice, share: float, seed: int, scale: str) -> Data:
    """The chosen columns as `prepared` examples; what is missing is made of the rows that are trained with alone.

    Raises:
        ValueError: as `examples` and `prepared` do, or the targets are all the same.
    """
    data = examples(table, choice)
    refuse_constant(data.y, choice)
    found = prepared(data, share, seed, scale)
    if FILLINGS[choice.filling].number is None or not len(found.test_rows):
        return found
    return prepared(examples(table, choice, train_rows=found.train_rows), share, seed, scale)


def checked(scenario: Scenario) -> Scenario:
    """The same scenario.

    Raises:
        ValueError: its targets do not suit its cost.
    """
    reason = scenario.network.pair.refuse_targets(scenario.data.y)
    if reason:
        raise ValueError(reason)
    return scenario


def fresh(title: str, network: Network, data: Data, seed: int = 0, init: str = "") -> Scenario:
    """A scenario of a network with new parameters.

    Raises:
        ValueError: the targets do not suit the cost.
    """
    initial = initial_for(network, seed, init)
    training = _ONE if len(data) <= _FEW else TRAINING
    return checked(Scenario(title, network, initial.draw(network, ()), data, replace(training, seed=seed), initial=initial))


def one_example(network: Network) -> Data:
    """An example to begin with: all inputs are 1/2, and the first output is to be 1."""
    return Data(np.full((1, network.sizes[0]), 0.5), np.eye(network.sizes[-1])[:1])
