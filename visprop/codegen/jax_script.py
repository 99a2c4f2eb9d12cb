"""JAX: its differentiation, and the update by hand."""

from __future__ import annotations

from visprop.codegen import shared_parts as shared
from visprop.codegen.activation_texts import JAX
from visprop.codegen.cells import Cell
from visprop.codegen.facts import Facts
from visprop.codegen.networks import definitions, every, forward

_OPTAX = {
    "rmsprop": "The update is written out: optax's rmsprop has ε inside the root by default, visprop outside.",
    "momentum_with_eta": "The update is written out: in optax's velocity there is no η, and here there is.",
    "nesterov_with_eta": "The update is written out: in optax's velocity there is no η, and here there is.",
}


def cells(facts: Facts) -> list[Cell]:
    """The script."""
    start = 'import jax\nimport jax.numpy as jnp\nimport numpy as np\n\njax.config.update("jax_enable_x64", True)'
    return [
        shared.title(facts, "JAX"),
        Cell("", start),
        shared.examples(facts),
        shared.parameters(facts),
        shared.flat_vector(facts),
        shared.order(facts),
        Cell("The activations and the cost.", definitions(facts, JAX)),
        _network(facts),
        _training(facts),
        shared.asserts(facts, "p", f"float(mean_cost(p, X, Y)){shared.penalty(facts)}"),
    ]


def _network(facts: Facts) -> Cell:
    depth = facts.network.depth
    lines = [
        f"{every(facts, '(w{at}, b{at})')}{',' * (depth == 1)} = layers(p)",
        *forward(facts, "{before} @ w{at}.T + b{at}"),
        f"return C(y, z{depth}, a{depth}).mean()",
    ]
    code = f"def mean_cost(p, x, y):\n{shared.indented(lines)}\n\n\ngradient = jax.jit(jax.grad(mean_cost))"
    return Cell("The network and its cost, and what differentiates it.", code)


def _training(facts: Facts) -> Cell:
    lines = ["rows = rows_of(k)", "g = np.array(gradient(p, X[rows], Y[rows]))", *shared.update(facts)]
    why = _OPTAX.get(facts.scenario.training.optimiser, "")
    return Cell(f"The training. {why}".strip(), shared.training(facts, lines))
