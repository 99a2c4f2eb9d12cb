"""Reading a run: network, parameters, training, start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.costs import COSTS
from visprop.engine.network import MAX_DEPTH, MAX_LAYER, Network
from visprop.engine.objective import Indices
from visprop.engine.optimiser import Optimiser
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import RATE_RULES, EtaSchedule
from visprop.engine.schedule import STRATEGIES
from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.files.fields import MAX_NOTES, Field
from visprop.scenario.files.reading_data import MAX_SEED, read_data
from visprop.scenario.initialisers import INITIALISERS, Initial
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.scenario.stop import CONDITIONS, MAX_COUNT, Condition, Stop


def read_run(root: Field, network: Network, version: int, folder: Path, repairs: list[str]) -> Run:
    """The run of a whole file; what was settled in one that contradicts itself is added to the repairs."""
    training = _read_training(root["training"], version)
    # In version 1 one seed stands for all.
    old_seed = training.seed if version == 1 else None
    data = read_data(root["data"], network, old_seed, folder)
    parameters = root["parameters"]
    frozen, tied = _read_names(parameters, network)
    if version == 1:
        tied = _joined(network, tied, repairs)
    else:
        _refuse_shared(parameters, network, tied)
    p0, initial = _read_parameters(parameters, network, tied, old_seed)
    if version == 1:
        p0, frozen = _repaired(network, p0, frozen, tied, repairs)
    else:
        _refuse_contradictions(parameters, network, p0, frozen, tied)
    title, notes = root.get("title", "").text(), root.get("notes", "").text(MAX_NOTES)
    run = _read_start(root.get("start", {}), Scenario(title, network, p0, data, training, notes, frozen, tied, initial))
    return run.begun_as(_read_beginning(root["beginning"], run)) if root.has("beginning") else run


def read_network(field: Field) -> Network:
    """The structure."""
    field.keys("sizes", "activations", "cost")
    sizes = tuple(size.whole(1, MAX_LAYER) for size in field["sizes"].items())
    if not 2 <= len(sizes) <= MAX_DEPTH + 1:
        raise field["sizes"].error(f"expected 2 to {MAX_DEPTH + 1} entries, got {len(sizes)}")
    activations = tuple(name.choice(tuple(ACTIVATIONS)) for name in field["activations"].items(len(sizes) - 1))
    cost = field.get("cost", next(iter(COSTS))).choice(tuple(COSTS))
    try:
        return Network(sizes, activations, cost)
    except ValueError as error:
        raise field["activations"].error(str(error)) from error


# Training


def _read_training(field: Field, version: int) -> Training:
    old = ("strategy", "batch_size", "eta", "seed", "shuffle", "optimiser")
    field.keys(*old, *(("l1", "l2", "eta_schedule", "stop", "constants") if version > 1 else ()))
    default = Training()
    optimiser = field.get("optimiser", default.optimiser).choice(tuple(OPTIMISERS))
    return Training(
        strategy=field.get("strategy", default.strategy).choice(tuple(STRATEGIES)),
        batch_size=field.get("batch_size", default.batch_size).whole(1, MAX_POINTS),
        eta=field.get("eta", default.eta).above_zero(),
        seed=field.get("seed", default.seed).whole(0, MAX_SEED),
        shuffle=field.get("shuffle", default.shuffle).flag(),
        optimiser=optimiser,
        constants=_read_constants(field.get("constants", {}), OPTIMISERS[optimiser]),
        l1=field.get("l1", default.l1).real(0.0, 1e6),
        l2=field.get("l2", default.l2).real(0.0, 1e6),
        eta_schedule=_read_eta_schedule(field.get("eta_schedule", {})),
        stop=_read_stop(field.get("stop", {})),
    )


def _read_constants(field: Field, optimiser: Optimiser) -> tuple[tuple[str, float], ...]:
    """Those that are other than usual, by their symbols."""
    field.keys(*(about.name for about in optimiser.ranges))
    found = []
    for (symbol, usual), about in zip(optimiser.constants, optimiser.ranges, strict=True):
        value = field.get(about.name, usual).real(about.low)
        if value >= about.end:
            raise field[about.name].fail(f"a number below {about.end:g}")
        if value != usual:
            found.append((symbol, value))
    return tuple(found)


def _read_eta_schedule(field: Field) -> EtaSchedule:
    default = EtaSchedule()
    field.keys("rule", "every", "factor")
    rule = RATE_RULES[field.get("rule", default.rule).choice(tuple(RATE_RULES))]
    field.keys("rule", *(("every",) if rule.every else ()), *(("factor",) if rule.factor else ()))
    factor = field.get("factor", default.factor)
    if factor.above_zero() > 1.0:
        raise factor.fail("a number above 0 and at most 1")
    return EtaSchedule(rule.name, field.get("every", default.every).whole(1, MAX_COUNT), factor.real())


def _read_stop(field: Field) -> Stop:
    field.keys(*CONDITIONS)
    return Stop(**{name: _read_limit(field[name], condition) for name, condition in CONDITIONS.items() if field.has(name)})


def _read_limit(field: Field, condition: Condition) -> float:
    if condition.is_whole:
        return field.whole(int(condition.low), int(min(condition.high, MAX_COUNT)))
    return field.real(condition.low, condition.high)


# Parameters


def _read_names(field: Field, network: Network) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What is frozen, and what is tied."""
    frozen = tuple(_parameter_name(name, network) for name in field.get("frozen", []).items())
    groups = list(field.get("tied", []).items())
    tied = tuple(tuple(_parameter_name(name, network) for name in group.items()) for group in groups)
    for group, names in zip(groups, tied, strict=True):
        if not names:
            raise group.error("a tied group names at least one parameter")
        members = _members(network, names)
        if len(set(members.tolist())) != len(members):
            raise group.error("a parameter is named twice")
    return frozen, tied


def _refuse_shared(field: Field, network: Network, tied: Sequence[tuple[str, ...]]) -> None:
    seen: set[int] = set()
    for group, names in zip(field.get("tied", []).items(), tied, strict=True):
        members = set(_members(network, names).tolist())
        if members & seen:
            raise group.error("a parameter is in two groups")
        seen |= members


def _joined(network: Network, tied: Sequence[tuple[str, ...]], repairs: list[str]) -> tuple[tuple[str, ...], ...]:
    """Groups that share a parameter are one."""
    found: list[tuple[str, ...]] = []
    for names in tied:
        members = set(_members(network, names).tolist())
        shared = [other for other in found if members & set(_members(network, other).tolist())]
        if shared:
            found = [other for other in found if other not in shared]
            every = dict.fromkeys(name for group in (*shared, names) for name in group)
            names = tuple(str(network.parameter(i)) for i in sorted(set(_members(network, tuple(every)).tolist())))
            repairs.append(f"Tied groups that share a parameter are one: {', '.join(names)}")
        found.append(names)
    return tuple(found)


def _parameter_name(field: Field, network: Network) -> str:
    try:
        network.select(field.text())
    except ValueError as error:
        raise field.error(str(error)) from error
    return field.text()


def _read_parameters(
    field: Field, network: Network, tied: Sequence[tuple[str, ...]], old_seed: int | None
) -> tuple[Array, Initial]:
    """p and how it is, or would be, drawn."""
    is_given = field.has("weights") or not field.has("init")
    of_version = ("seed",) if old_seed is None else ()
    given = ("weights", "biases") if is_given else ()
    drawn = ("init", "scale", *of_version) if not is_given or old_seed is None else ()
    field.keys("frozen", "tied", *given, *drawn)
    initial = _read_initial(field, old_seed)
    if is_given:
        return _given_parameters(field, network), initial
    return initial.draw(network, [_members(network, names) for names in tied]), initial


def _read_initial(field: Field, old_seed: int | None) -> Initial:
    known = tuple(INITIALISERS) if old_seed is None else ("uniform",)
    kind = INITIALISERS[field.get("init", "uniform").choice(known)]
    if kind.scale is None and field.has("scale"):
        raise field["scale"].error(f"{kind.name} has no scale")
    scale = 0.0 if kind.scale is None else field.get("scale", kind.scale).real(0.0, 1e6)
    return Initial(kind.name, scale, field.get("seed", old_seed or 0).whole(0, MAX_SEED))


def _given_parameters(field: Field, network: Network) -> Array:
    # Into p at once: an array for each layer would be all parameters once more.
    p = np.empty(network.parameter_count)
    given = field["weights"].items(network.depth), field["biases"].items(network.depth)
    for (weights, biases), of_weights, of_biases in zip(network.layers(p), *given, strict=True):
        of_weights.fill(weights)
        biases[:] = of_biases.numbers(len(biases))
    return p


def _members(network: Network, names: Sequence[str]) -> Indices:
    return np.concatenate([network.select(name) for name in names])


def _contradictions(
    network: Network, p: Array, frozen: Sequence[str], tied: Sequence[tuple[str, ...]]
) -> list[tuple[tuple[str, ...], Indices, bool, bool]]:
    """The groups with unequal members, or frozen in part: names, members, and which of the two it is."""
    still = np.zeros(network.parameter_count, bool)
    for name in frozen:
        still[network.select(name)] = True
    found = []
    for names in tied:
        group = _members(network, names)
        unequal, in_part = not (p[group] == p[group[0]]).all(), bool(still[group].any() and not still[group].all())
        if unequal or in_part:
            found.append((names, group, unequal, in_part))
    return found


def _refuse_contradictions(
    field: Field, network: Network, p: Array, frozen: Sequence[str], tied: Sequence[tuple[str, ...]]
) -> None:
    for names, _, unequal, _ in _contradictions(network, p, frozen, tied):
        what = "has members of unequal values" if unequal else "is frozen in part"
        raise field["tied"].error(f"the group of {', '.join(names)} {what}")


def _repaired(
    network: Network, p: Array, frozen: tuple[str, ...], tied: Sequence[tuple[str, ...]], repairs: list[str]
) -> tuple[Array, tuple[str, ...]]:
    """Rule 2: a tied group of unequal members takes the first one's value, and one frozen in part is frozen as a whole."""
    p = p.copy()
    for names, group, unequal, in_part in _contradictions(network, p, frozen, tied):
        who = ", ".join(names)
        if unequal:
            p[group] = p[group[0]]
            repairs.append(f"The tied parameters {who} had unequal values; all of them have the first one's now")
        if in_part:
            frozen = (*frozen, *(name for name in names if name not in frozen))
            repairs.append(f"Of the tied parameters {who} some were frozen; all of them are now")
    return p, frozen


# The start


def _read_beginning(field: Field, run: Run) -> Run:
    """The run that Reset leads to: other parameters of the same network, frozen and tied as those are."""
    scenario, network = run.scenario, run.scenario.network
    is_given = field.has("weights") or not field.has("init")
    field.keys("update", "memory", *(("weights", "biases") if is_given else ("init", "scale", "seed")))
    p = _given_parameters(field, network) if is_given else _read_initial(field, None).draw(network, scenario.tied_groups)
    for names, group in zip(scenario.tied, scenario.tied_groups, strict=True):
        if not (p[group] == p[group[0]]).all():
            raise field.error(f"the group of {', '.join(names)} has members of unequal values")
    start = Field({key: field.value[key] for key in ("update", "memory") if field.has(key)}, field.path)
    return _read_start(start, scenario.with_parameters(p), run.update)


def _read_start(field: Field, scenario: Scenario, last: int = MAX_COUNT) -> Run:
    field.keys("update", "memory")
    update = field.get("update", 0).whole(0, last)
    memory = field.get("memory", None)
    if memory.value is None:
        return Run(scenario, update)
    names = scenario.optimiser.memory
    memory.keys("updates", *names)
    if not names:
        raise memory.error(f"{scenario.optimiser.words} remembers nothing")
    parts = tuple(_read_memory(memory[name], scenario) for name in names)
    return Run(scenario, update, parts, memory["updates"].whole(0, update))


def _read_memory(field: Field, scenario: Scenario) -> Array:
    values = field.numbers(scenario.network.parameter_count)
    freedom = scenario.freedom
    if not np.array_equal(freedom.spread(freedom.coordinates(values)), values):
        raise field.error("what is frozen remembers 0, and what is tied remembers the same")
    return values
