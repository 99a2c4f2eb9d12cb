"""PyTorch: its layers and its differentiation, and its optimiser where that makes the same steps."""

from __future__ import annotations

from visprop.codegen import shared_parts as shared
from visprop.codegen.activation_texts import TORCH
from visprop.codegen.cells import Cell
from visprop.codegen.facts import Facts
from visprop.codegen.networks import constants, definitions, every, forward, same_velocity, why_by_hand
from visprop.codegen.python import number

_SAME = {
    "gradient_descent": "SGD(parameters, lr=η)",
    "momentum": "SGD(parameters, lr=η, momentum={beta!r})",
    "nesterov": "SGD(parameters, lr=η, momentum={beta!r}, nesterov=True)",
    "rmsprop": "RMSprop(parameters, lr=η, alpha={alpha!r}, eps={epsilon!r})",
    "adam": "Adam(parameters, lr=η, betas=({beta1!r}, {beta2!r}), eps={epsilon!r})",
    "adamw": "AdamW(parameters, lr=η, betas=({beta1!r}, {beta2!r}), eps={epsilon!r}, weight_decay={weight_decay!r})",
}
_STEADY = {"momentum_with_eta": _SAME["momentum"], "nesterov_with_eta": _SAME["nesterov"]}
"""The same while η stays as it is."""
_WHY = "in PyTorch's velocity there is no η, and here there is, which makes a difference where η changes."


def cells(facts: Facts) -> list[Cell]:
    """The script."""
    same = _SAME | (_STEADY if same_velocity(facts) else {})
    by_hand = why_by_hand(facts, same, "PyTorch", _WHY)
    return [
        shared.title(facts, "PyTorch"),
        Cell("", "import numpy as np\nimport torch\n\ntorch.set_default_dtype(torch.float64)"),
        shared.examples(facts),
        shared.parameters(facts),
        shared.flat_vector(facts, of_start=bool(by_hand)),
        shared.order(facts),
        Cell("The activations and the cost.", definitions(facts, TORCH)),
        _network(facts),
        _by_hand(facts, by_hand) if by_hand else _by_optimiser(facts, same[facts.scenario.training.optimiser]),
        _asserts(facts),
    ]


def _network(facts: Facts) -> Cell:
    sizes = facts.network.sizes
    linear = ", ".join(f"torch.nn.Linear({m}, {n})" for m, n in zip(sizes, sizes[1:], strict=False))
    lines = [*forward(facts, "linear[{at}]({before})"), f"return C(y, z{len(sizes) - 1}, a{len(sizes) - 1}).mean()"]
    code = f"""linear = [None, {linear}]
X, Y = torch.from_numpy(X), torch.from_numpy(Y)


def take(all_layers):
    with torch.no_grad():
        for layer, (w, b) in zip(linear[1:], all_layers):
            layer.weight.copy_(torch.tensor(w))
            layer.bias.copy_(torch.tensor(b))


def mean_cost(x, y):
{shared.indented(lines)}


take({shared.all_layers(facts)})"""
    return Cell("The network, with these parameters.", code)


def _by_optimiser(facts: Facts, text: str) -> Cell:
    optimiser = text.format(**constants(facts, facts.scenario.training.optimiser))
    eta = shared.rate(facts)
    is_constant = facts.scenario.training.eta_schedule.is_constant
    lines = [
        *([] if is_constant else [f'optimiser.param_groups[0]["lr"] = {eta}']),
        "rows = rows_of(k)",
        "optimiser.zero_grad()",
        "mean_cost(X[rows], Y[rows]).backward()",
        "optimiser.step()",
    ]
    before = f"""η = {eta if is_constant else number(facts.scenario.training.eta)}
parameters = [parameter for layer in linear[1:] for parameter in layer.parameters()]
optimiser = torch.optim.{optimiser}

"""
    return Cell("The training: of this optimiser PyTorch makes the same steps.", before + shared.loop(facts, lines))


def _by_hand(facts: Facts, why: str) -> Cell:
    gradient = every(facts, "(linear[{at}].weight.grad, linear[{at}].bias.grad)")
    lines = [
        "rows = rows_of(k)",
        "for layer in linear[1:]:",
        "    layer.zero_grad()",
        "mean_cost(X[rows], Y[rows]).backward()",
        f"g = flat([{gradient}])",
        *shared.update(facts),
        "take(layers(p))",
    ]
    return Cell(f"The training. {why}", shared.training(facts, lines))


def _asserts(facts: Facts) -> Cell:
    p = f"flat([{every(facts, '(linear[{at}].weight.detach(), linear[{at}].bias.detach())')}])"
    return shared.asserts(facts, p, f"mean_cost(X, Y).item(){shared.penalty(facts)}")
