"""scikit-learn, where its networks can do the same."""

from __future__ import annotations

import numpy as np

from visprop.codegen import shared_parts as shared
from visprop.codegen.activation_texts import NUMPY, functions_of
from visprop.codegen.cells import Cell, Unwritable
from visprop.codegen.cost_texts import cost_text
from visprop.codegen.facts import Facts
from visprop.codegen.networks import constants, every
from visprop.codegen.numpy_script import phi_function

_HIDDEN = ("identity", "logistic", "tanh", "relu")
_MOMENTUM = {
    "gradient_descent": "momentum=0.0",
    "momentum": "momentum={beta!r}, nesterovs_momentum=False",
    "momentum_with_eta": "momentum={beta!r}, nesterovs_momentum=False",
    "nesterov": "momentum={beta!r}, nesterovs_momentum=True",
    "nesterov_with_eta": "momentum={beta!r}, nesterovs_momentum=True",
}
"""The same while η stays as it is."""


def cells(facts: Facts) -> list[Cell]:
    """The script.

    Raises:
        Unwritable: its networks are others.
    """
    _refuse_networks(facts)
    _refuse_trainings(facts)
    return [
        shared.title(facts, "scikit-learn"),
        Cell("", f"import numpy as np\nfrom sklearn.neural_network import {_class(facts)}"),
        shared.examples(facts),
        shared.parameters(facts),
        shared.flat_vector(facts, of_start=False),
        shared.order(facts),
        _training(facts),
        _phi(facts),
        shared.asserts(facts, "flat([(w.T, b) for w, b in zip(network.coefs_, network.intercepts_)])", "φ(p)"),
    ]


def _refuse_networks(facts: Facts) -> None:
    network, y = facts.network, facts.scenario.train.y
    *hidden, last = network.activations
    if len(set(hidden)) > 1 or not set(hidden) <= set(_HIDDEN):
        raise Unwritable(f"scikit-learn has one activation for all hidden layers, of {', '.join(_HIDDEN)}")
    if (last, network.cost) == ("identity", "half_squared_error"):
        return
    if network.cost != "cross_entropy":
        raise Unwritable(
            "scikit-learn has the identity with half the squared error in its last layer, or cross-entropy with logistic or "
            f"softmax, and not {last} with {network.cost.replace('_', ' ')}"
        )
    if not np.isin(y, (0.0, 1.0)).all():
        raise Unwritable("scikit-learn has cross-entropy of classes alone, and here targets lie between 0 and 1")
    if last == "softmax" and network.sizes[-1] < 3:
        raise Unwritable("scikit-learn makes one logistic output of two classes, and not softmax")


def _refuse_trainings(facts: Facts) -> None:
    scenario = facts.scenario
    training, schedule = scenario.training, scenario.schedule
    if facts.is_bound:
        raise Unwritable("scikit-learn moves each weight and bias by itself; here some stand still or are one")
    if facts.run.memory:
        raise Unwritable("scikit-learn's optimisers begin anew; here one goes on with what it remembered")
    if not training.eta_schedule.is_constant:
        raise Unwritable("scikit-learn lets η fall by another rule; here it changes from update to update")
    if training.optimiser not in _MOMENTUM:
        raise Unwritable(
            f"scikit-learn has no {scenario.optimiser.words} as here: its Adam adds ε to the root before that is corrected"
        )
    if training.l1:
        raise Unwritable("scikit-learn has no penalty λ₁Σ|w|")
    if training.l2 and schedule.count % schedule.size:
        raise Unwritable("scikit-learn divides λ₂ by the rows of the batch at hand, and here the last one has fewer")


def _class(facts: Facts) -> str:
    return "MLPRegressor" if facts.network.activations[-1] == "identity" else "MLPClassifier"


def _training(facts: Facts) -> Cell:
    scenario, network = facts.scenario, facts.network
    training, size = scenario.training, scenario.schedule.size
    last = network.activations[-1]
    is_regression = last == "identity"
    targets = "Y" if is_regression or network.sizes[-1] > 1 else "Y.ravel()"
    if not is_regression:
        targets = "Y.argmax(axis=1)" if last == "softmax" else f"{targets}.astype(int)"
    elif network.sizes[-1] == 1:
        targets = "Y.ravel()"
    classes = "" if is_regression else f", classes=np.arange({max(2, network.sizes[-1])})"
    lines = ["rows = rows_of(k)", "network.batch_size = len(rows)", "network.partial_fit(X[rows], targets[rows])"]
    momentum = _MOMENTUM[training.optimiser].format(**constants(facts, training.optimiser))
    alpha = f"{training.l2!r} * {size}" if training.l2 else "0.0"
    code = f"""network = {_class(facts)}(
    hidden_layer_sizes={network.sizes[1:-1]}, activation="{(*network.activations[:-1], "identity")[0]}", solver="sgd",
    alpha={alpha}, batch_size={size}, learning_rate_init={training.eta!r}, {momentum},
)
targets = {targets}
network.partial_fit(X[:{size}], targets[:{size}]{classes})
for own, part in zip(network.coefs_ + network.intercepts_, [{every(facts, "w{at}.T")}, {every(facts, "b{at}")}]):
    own[...] = part
for velocity in network._optimizer.velocities:
    velocity[...] = 0

{shared.loop(facts, lines)}"""
    words = (
        "The network and its training. scikit-learn makes its parameters in its first update, which is undone here, and each "
        "further call is one update, as it has as many examples as a batch. "
        + "It divides λ₂ by the rows of a batch, and so is given it times them."
        * bool(training.l2)
    )
    return Cell(words.strip(), code)


def _phi(facts: Facts) -> Cell:
    """φ as visprop has it: scikit-learn's own loss averages over outputs as well."""
    parts = [
        functions_of(facts.network.activations, NUMPY, with_back=False),
        *cost_text(facts.network, NUMPY).functions,
        phi_function(facts),
    ]
    penalised = "\n".join(shared.penalties(facts))
    words = "φ as visprop has it: scikit-learn's own `loss_` averages over the outputs as well."
    return Cell(words, "\n\n\n".join([*([penalised] if penalised else []), *parts]))
