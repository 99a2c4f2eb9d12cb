"""The cells that scripts share: title, numbers, order of the examples, the update, the asserts."""

from __future__ import annotations

import numpy as np

import visprop
from visprop.codegen.cells import Cell, Unwritable, one_line
from visprop.codegen.facts import TOLERANCE, Facts
from visprop.codegen.python import array, formula, number, wholes
from visprop.engine.key import Key
from visprop.engine.schedule import STRATEGIES
from visprop.scenario.scenario import Scenario


def title(facts: Facts, library: str, remarks: str = "") -> Cell:
    """What the script is."""
    scenario = facts.scenario
    training, strategy = scenario.training, STRATEGIES[scenario.training.strategy]
    sizes = "–".join(map(str, scenario.network.sizes))
    eta = training.eta_schedule.in_words(training.eta)
    how = f"{strategy.words.format(scenario.schedule.size)}, by {scenario.optimiser.words}, η = {eta}"
    words = (
        f"{one_line(scenario.title)}: a network {sizes}, trained with {library}. Written by visprop {visprop.__version__}.",
        f"It makes {facts.updates} updates ({how}) of float64 numbers, and computes what visprop computes: at its end stand "
        f"visprop's own p and φ, and it fails if one of them differs by more than {TOLERANCE:g}.",
        *([remarks] if remarks else []),
    )
    return Cell("\n".join(words), "")


def examples(facts: Facts) -> Cell:
    """x and y of the training rows, as the network sees them."""
    data = facts.scenario.train
    words = "The examples, a row each: X is what goes in, Y what is to come out."
    return Cell(words, f"X = {array(data.x)}\nY = {array(data.y)}")


def parameters(facts: Facts) -> Cell:
    """w and b of each layer at the start."""
    words = "The parameters: w2[j, k] leads to neuron j of layer 2 from neuron k of the layer before, b2[j] is its bias."
    layers = enumerate(facts.network.layers(facts.scenario.p0), start=1)
    return Cell(words, "\n".join(f"w{at} = {array(w)}\nb{at} = {array(b)}" for at, (w, b) in layers))


def all_layers(facts: Facts) -> str:
    """The start as a list of w and b of each layer."""
    return "[" + ", ".join(f"(w{at}, b{at})" for at in _depth(facts)) + "]"


def _depth(facts: Facts) -> range:
    return range(1, facts.network.depth + 1)


def flat_vector(facts: Facts, of_start: bool = True) -> Cell:
    """p as one vector, and the layers as views of it."""
    words = "All parameters are one vector p: of each neuron its weights, and then its bias. `layers` gives back w and b."
    code = f"""SIZES = {facts.network.sizes}


def flat(layers):
    return np.concatenate([np.column_stack(layer).ravel() for layer in layers])


def layers(p):
    found, start = [], 0
    for m, n in zip(SIZES, SIZES[1:]):
        block = p[start : start + n * (m + 1)].reshape(n, m + 1)
        found.append((block[:, :-1], block[:, -1]))
        start += n * (m + 1)
    return found"""
    return Cell(words, code + (f"\n\n\np = flat({all_layers(facts)})" if of_start else ""))


def order(facts: Facts) -> Cell:
    """Which examples each update takes."""
    schedule = facts.scenario.schedule
    if schedule.size == schedule.count and not schedule.shuffle:
        return Cell("Each update takes all examples.", f"def rows_of(k):\n    return np.arange({schedule.count})")
    if schedule.shuffle:
        words = "Each epoch has an order of its own: that of numbers drawn from the seed. Of PCG64 NumPy promises every bit."
        found = f'np.argsort(np.random.PCG64([{schedule.seed}, 0, epoch]).random_raw({schedule.count}), kind="stable")'
    else:
        words, found = "The examples are taken in their own order.", f"np.arange({schedule.count})"
    code = f"""def rows_of(k):  # the examples of the update that comes after k others
    epoch, step = divmod(k, {schedule.updates_per_epoch})
    order = {found}
    return order[step * {schedule.size} : (step + 1) * {schedule.size}]"""
    return Cell(words, code)


_RATES = {
    "constant": "{eta}",
    "step": "{eta} * {factor} ** (k // {every})",
    "inverse": "{eta} / (1 + k / {every})",
}


def rate(facts: Facts) -> str:
    """η of the update that comes after k others.

    Raises:
        Unwritable: its schedule is one that nobody has written.
    """
    training = facts.scenario.training
    going = training.eta_schedule
    if going.rule not in _RATES:
        raise Unwritable(f"the schedule {going.rule} of η has no text in Python")
    return _RATES[going.rule].format(eta=number(training.eta), factor=number(going.factor), every=going.every)


# The update: of a gradient by the entries of p, with NumPy.

_FUNCTIONS = {"sqrt": "np.sqrt({})", "exp": "np.exp({})", "ln": "np.log({})"}
_WEIGHTS = "p[WEIGHTS]"


def settings(facts: Facts) -> str:
    """What the update takes: constants, what is remembered, penalties, what stands still or moves together."""
    scenario, run = facts.scenario, facts.run
    optimiser = scenario.optimiser
    lines = [f"{symbol} = {number(constant)}" for symbol, constant in optimiser.constants]
    memory = run.memory or tuple(np.zeros(scenario.p0.size) for _ in optimiser.memory)
    lines += [
        f"{symbol} = {array(part) if part.any() else 'np.zeros_like(p)'}"
        for symbol, part in zip(optimiser.memory, memory, strict=True)
    ]
    lines += penalties(facts)
    if not scenario.free.all():
        lines += [f"FROZEN = np.array({wholes(np.flatnonzero(~scenario.free))})  # {_named(scenario, ~scenario.free)}"]
    lines += [f"TIED = [{', '.join(f'np.array({wholes(group)})' for group in _moving_groups(scenario))}]"] * bool(
        _moving_groups(scenario)
    )
    return "\n".join(lines)


def penalties(facts: Facts) -> list[str]:
    """λ₁ and λ₂, and of which entries of p they are; nothing where there are none."""
    scenario = facts.scenario
    if not scenario.objective.has_penalty:
        return []
    return [
        f"λ1, λ2 = {number(scenario.training.l1)}, {number(scenario.training.l2)}",
        f"WEIGHTS = np.array({wholes(np.flatnonzero(scenario.objective.penalised))})  # which penalties are of",
    ]


_FEW = 6


def _named(scenario: Scenario, which: np.ndarray) -> str:
    names: list[Key] = [scenario.network.parameter(int(at)) for at in np.flatnonzero(which)[:_FEW]]
    return ", ".join(map(str, names)) + (" …" if int(which.sum()) > _FEW else "")


def _moving_groups(scenario: Scenario) -> list[np.ndarray]:
    return [group for group in scenario.tied_groups if scenario.free[group].all()]


def update(facts: Facts) -> list[str]:
    """The lines that lead from g, the mean of the examples' gradients, to the next p.

    Raises:
        Unwritable: η or the optimiser is one that nobody has written.
    """
    scenario = facts.scenario
    optimiser, objective = scenario.optimiser, scenario.objective
    known = ["g", "p", "η", *optimiser.memory]
    for symbol, _ in optimiser.constants:
        known += [symbol, f"{symbol}t"]
    lines = [f"g[WEIGHTS] += λ1 * np.sign({_WEIGHTS}) + λ2 * {_WEIGHTS}"] * objective.has_penalty
    lines += ["for group in TIED:", "    g[group] = g[group].sum()"] * bool(_moving_groups(scenario))
    lines += [f"η = {rate(facts)}"]
    powers = [symbol for symbol, _ in optimiser.constants if any(f"{symbol}t" in rule for _, rule in optimiser.rules)]
    # Counted from the first update that is remembered.
    lines += [f"t = k + 1{f' - {facts.run.since}' * (facts.run.since > 0)}"] * bool(powers)
    lines += [f"{symbol}t = {symbol}**t" for symbol in powers]
    try:
        lines += [f"{target} = {formula(rule, known, _FUNCTIONS)}" for target, rule in optimiser.rules]
    except ValueError as error:
        raise Unwritable(f"the optimiser {optimiser.name} has no text in Python: {error}") from error
    lines += ["Δ[FROZEN] = 0"] * (not scenario.free.all())
    return [*lines, "p = p + Δ"]


def loop(facts: Facts, lines: list[str]) -> str:
    """The loop over the updates; k counts those before."""
    first = facts.run.update
    return f"for k in range({f'{first}, ' * bool(first)}{first + facts.updates}):\n{indented(lines)}"


def training(facts: Facts, lines: list[str]) -> str:
    """The same, and before it what the update takes."""
    before = settings(facts)
    return "\n\n".join([*([before] if before else []), loop(facts, lines)])


def penalty(facts: Facts) -> str:
    """What is added to the mean cost for φ(p); empty for nothing."""
    return f" + λ1 * np.abs({_WEIGHTS}).sum() + λ2 / 2 * ({_WEIGHTS}**2).sum()" * facts.scenario.objective.has_penalty


def asserts(facts: Facts, p: str, phi: str) -> Cell:
    """The end: p and φ, as expressions for NumPy, are those of visprop."""
    words = f"What visprop computed: p after {facts.updates} updates, and φ there."
    code = f"""p = {p}
p_visprop = flat([
{_layers_of(facts)}
])
φ_visprop = {number(facts.phi)}
np.testing.assert_allclose(p, p_visprop, rtol={TOLERANCE:g}, atol={TOLERANCE:g})
np.testing.assert_allclose({phi}, φ_visprop, rtol={TOLERANCE:g}, atol={TOLERANCE:g})
print(f"φ = {{φ_visprop!r}}, as in visprop; p differs by at most {{np.abs(p - p_visprop).max():.1g}}")"""
    return Cell(words, code.removeprefix("p = p\n"))


def _layers_of(facts: Facts) -> str:
    parts = facts.network.layers(facts.p)
    return "\n".join(f"    ({array(w, '    ')}, {array(b, '    ')})," for w, b in parts)


def indented(lines: list[str], by: int = 1) -> str:
    """Lines of a block."""
    return "\n".join(f"{'    ' * by}{line}" for line in lines)
