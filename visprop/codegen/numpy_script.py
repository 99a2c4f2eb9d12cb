"""NumPy: the article's algorithm, line by line."""

from __future__ import annotations

from visprop.codegen import shared_parts as shared
from visprop.codegen.activation_texts import NUMPY, functions_of
from visprop.codegen.cells import Cell
from visprop.codegen.cost_texts import cost_text
from visprop.codegen.facts import Facts


def cells(facts: Facts) -> list[Cell]:
    """The script."""
    return [
        shared.title(facts, "NumPy"),
        Cell("", "import numpy as np"),
        shared.examples(facts),
        shared.parameters(facts),
        shared.flat_vector(facts),
        shared.order(facts),
        _functions(facts),
        _training(facts),
        shared.asserts(facts, "p", "φ(p)"),
    ]


def _functions(facts: Facts) -> Cell:
    cost = cost_text(facts.network, NUMPY)
    parts = [
        functions_of(facts.network.activations, NUMPY, with_back=True),
        *cost.functions,
        *([f"def slope_of_C(y, a):  # ∂c/∂a\n    return {cost.slope}"] if cost.slope else []),
        phi_function(facts),
    ]
    return Cell("The activations, with what brings δ back through them, and the cost.", "\n\n\n".join(parts))


def phi_function(facts: Facts) -> str:
    """φ(p), by the functions of the activations and by C."""
    names = ", ".join(facts.network.activations)
    return f"""def φ(p):  # the mean cost of all examples{", and the penalties" * facts.scenario.objective.has_penalty}
    total = 0.0
    for x, y in zip(X, Y):
        a = x
        for (w, b), σ in zip(layers(p), [{names}]):
            z = w @ a + b
            a = σ(z)
        total += C(y, z, a)
    return total / len(X){shared.penalty(facts)}"""


def _training(facts: Facts) -> Cell:
    depth = facts.network.depth
    both = ", ".join(f"(w{at}, b{at})" for at in range(1, depth + 1))
    lines = [
        f"{both}{',' * (depth == 1)} = layers(p)",
        "g = np.zeros_like(p)",
        "rows = rows_of(k)",
        "for row in rows:",
        *(f"    {line}" for line in _passes(facts)),
        "g /= len(rows)",
        f"# line {2 * depth + 2}: the update",
        *shared.update(facts),
    ]
    words = (
        f"The algorithm, by its lines: 0 takes an example, 1 to {depth} go forward, {depth + 1} is the cost, "
        f"{depth + 2} to {2 * depth + 1} go backward, and {2 * depth + 2} is the update, by the mean over its examples. "
        "In g1 stands ∂c/∂w1, and in its last column ∂c/∂b1."
    )
    return Cell(words, shared.training(facts, lines))


def _passes(facts: Facts) -> list[str]:
    """Lines 0 to 2L + 1: an example's forward and backward pass."""
    network, depth = facts.network, facts.network.depth
    lines = ["# line 0: an example", "a0, y = X[row], Y[row]"]
    for at, name in enumerate(network.activations, start=1):
        lines += [f"# line {at}: forward, layer {at}", f"z{at} = w{at} @ a{at - 1} + b{at}", f"a{at} = {name}(z{at})"]
    lines += [f"# line {depth + 1}: the cost", f"c = C(y, z{depth}, a{depth})"]
    for at in range(depth, 0, -1):
        back = f"{network.activations[at - 1]}_back(z{at}, a{at}, "
        above = f"{back}w{at + 1}.T @ δ{at + 1})" if at < depth else _first_delta(facts, back)
        lines += [f"# line {2 * depth + 2 - at}: backward, layer {at}", f"δ{at} = {above}"]
        lines += [f"g{at} = np.outer(δ{at}, np.append(a{at - 1}, 1.0))"]
    every = ", ".join(f"g{at}.ravel()" for at in range(1, depth + 1))
    return [*lines, f"g += np.concatenate([{every}])"]


def _first_delta(facts: Facts, back: str) -> str:
    depth = facts.network.depth
    return f"{back}slope_of_C(y, a{depth}))" if cost_text(facts.network, NUMPY).slope else f"a{depth} - y"
