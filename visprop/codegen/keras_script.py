"""Keras, on JAX: its layers, and its optimiser where that makes the same steps."""

from __future__ import annotations

from visprop.codegen import shared_parts as shared
from visprop.codegen.activation_texts import JAX
from visprop.codegen.cells import Cell
from visprop.codegen.cost_texts import cost_text
from visprop.codegen.facts import Facts
from visprop.codegen.networks import constants, definitions, every, same_velocity, why_by_hand
from visprop.codegen.python import number

_SAME = {
    "gradient_descent": "SGD(η)",
    "momentum_with_eta": "SGD(η, momentum={beta!r})",
    "nesterov_with_eta": "SGD(η, momentum={beta!r}, nesterov=True)",
}
_STEADY = {"momentum": _SAME["momentum_with_eta"], "nesterov": _SAME["nesterov_with_eta"]}
"""The same while η stays as it is."""
_WHY = {
    "rmsprop": "Keras has ε inside the root, visprop outside.",
    "adam": "Keras adds ε to the root before it is corrected, visprop after.",
    "adamw": "Keras adds ε to the root before it is corrected, visprop after.",
    "momentum": "Keras's velocity holds η, this one does not, which makes a difference where η changes.",
    "nesterov": "Keras's velocity holds η, this one does not, which makes a difference where η changes.",
}
_START = """import os

os.environ["KERAS_BACKEND"] = "jax"
import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import keras
import numpy as np

keras.config.set_floatx("float64")"""
_REMARK = (
    "It runs on JAX, and its activations and cost are JAX's own functions: Keras 3.15 computes its own losses, the products "
    "of its torch backend and the tanh of its JAX backend in float32, whatever type is asked for."
)


def cells(facts: Facts) -> list[Cell]:
    """The script."""
    same = _SAME | (_STEADY if same_velocity(facts) else {})
    name = facts.scenario.training.optimiser
    by_hand = why_by_hand(facts, same, "Keras", _WHY.get(name, f"Keras has no optimiser {name}."))
    return [
        shared.title(facts, "Keras", _REMARK),
        Cell("", _START),
        shared.examples(facts),
        shared.parameters(facts),
        shared.flat_vector(facts, of_start=bool(by_hand)),
        shared.order(facts),
        Cell("The activations and the cost.", definitions(facts, JAX)),
        _network(facts),
        _by_hand(facts, by_hand) if by_hand else _by_optimiser(facts, same[name]),
        _asserts(facts),
    ]


def _ends_in_z(facts: Facts) -> bool:
    """Whether the cost is one of z of the last layer: then the network ends there."""
    return not cost_text(facts.network, JAX).slope


def _network(facts: Facts) -> Cell:
    sizes, names = facts.network.sizes, list(facts.network.activations)
    if _ends_in_z(facts):
        names[-1] = "None"
    layers = "".join(f"    keras.layers.Dense({n}, activation={name}),\n" for n, name in zip(sizes[1:], names, strict=True))
    z = "output" if _ends_in_z(facts) else "None"
    a = "None" if _ends_in_z(facts) else "output"
    code = f"""network = keras.Sequential([
    keras.Input(({sizes[0]},)),
{layers}])


def take(all_layers):
    network.set_weights([part for w, b in all_layers for part in (w.T, b)])


def loss(y, output):
    return C(y, {z}, {a})


take({shared.all_layers(facts)})"""
    words = "The network, with these parameters."
    ends = " It ends with z of the last layer, of which the cost is computed." * _ends_in_z(facts)
    return Cell(words + ends, code)


def _by_optimiser(facts: Facts, text: str) -> Cell:
    optimiser = text.format(**constants(facts, facts.scenario.training.optimiser))
    eta = shared.rate(facts)
    is_constant = facts.scenario.training.eta_schedule.is_constant
    lines = [
        *([] if is_constant else [f"network.optimizer.learning_rate = {eta}"]),
        "rows = rows_of(k)",
        "network.train_on_batch(X[rows], Y[rows])",
    ]
    before = f"""η = {eta if is_constant else number(facts.scenario.training.eta)}
network.compile(optimizer=keras.optimizers.{optimiser}, loss=loss)

"""
    return Cell("The training: of this optimiser Keras makes the same steps.", before + shared.loop(facts, lines))


def _by_hand(facts: Facts, why: str) -> Cell:
    lines = [
        "rows = rows_of(k)",
        "found = gradient([variable.value for variable in network.trainable_variables], X[rows], Y[rows])",
        f"g = flat([{every(facts, '(found[2 * {at} - 2].T, found[2 * {at} - 1])')}])",
        *shared.update(facts),
        "take(layers(p))",
    ]
    before = """def mean_cost(variables, x, y):
    output, _ = network.stateless_call(variables, [], x)
    return loss(y, output).mean()


gradient = jax.jit(jax.grad(mean_cost))

"""
    return Cell(f"The training. {why}", before + shared.training(facts, lines))


def _asserts(facts: Facts) -> Cell:
    p = "flat([(layer.kernel.value.T, layer.bias.value) for layer in network.layers])"
    return shared.asserts(facts, p, f"float(loss(Y, network(X).astype(jnp.float64)).mean()){shared.penalty(facts)}")
