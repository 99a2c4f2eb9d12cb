"""Parameters of a scenario set, frozen, tied and drawn: the same experiment with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from visprop.engine.key import Key
from visprop.scenario.initialisers import Initial
from visprop.scenario.scenario import Scenario


def with_values(scenario: Scenario, values: Mapping[Key, float]) -> Scenario:
    """Other values of single weights and biases; those that are tied to one take its value too."""
    p = scenario.p0.copy()
    for key, value in values.items():
        p[scenario.group_of(scenario.network.single(key))] = value
    return scenario.with_parameters(p)


def with_initial(scenario: Scenario, initial: Initial) -> Scenario:
    """Parameters drawn otherwise; frozen ones keep their values."""
    drawn = initial.draw(scenario.network, scenario.tied_groups)
    return replace(scenario, p0=np.where(scenario.free, drawn, scenario.p0), initial=initial)


def with_frozen(scenario: Scenario, keys: Iterable[Key], is_frozen: bool) -> Scenario:
    """Some parameters frozen, or let go; a tied group is as a whole."""
    network = scenario.network
    frozen = {int(i) for name in scenario.frozen for i in network.select(name)}
    touched = {int(i) for key in keys for i in scenario.group_of(network.single(key))}
    frozen = frozen | touched if is_frozen else frozen - touched
    return replace(scenario, frozen=tuple(str(network.parameter(i)) for i in sorted(frozen)))


def with_tied(scenario: Scenario, keys: Iterable[Key]) -> Scenario:
    """Some parameters made one, with all that they are tied to already; they take the first one's value.

    Raises:
        ValueError: there are fewer than two.
    """
    network, chosen = scenario.network, [scenario.network.single(key) for key in keys]
    members = sorted({int(i) for index in chosen for i in scenario.group_of(index)})
    if len(members) < 2:
        raise ValueError("at least two weights or biases can be tied")
    p = scenario.p0.copy()
    p[members] = p[chosen[0]]
    tied = replace(
        scenario, p0=p, tied=(*_groups_without(scenario, set(members)), tuple(map(network.names.__getitem__, members)))
    )
    is_any_frozen = not scenario.free[members].all()
    return with_frozen(tied, [network.parameter(members[0])], True) if is_any_frozen else tied


def without_tied(scenario: Scenario, keys: Iterable[Key]) -> Scenario:
    """Some parameters moving by themselves again."""
    loose = {scenario.network.single(key) for key in keys}
    # What was frozen as a member of a group stays so.
    frozen = [scenario.network.parameter(i) for i in sorted(loose) if not scenario.free[i]]
    return with_frozen(replace(scenario, tied=_groups_without(scenario, loose)), frozen, True)


def _groups_without(scenario: Scenario, loose: set[int]) -> tuple[tuple[str, ...], ...]:
    """The tied groups without some members; one that has them not is as it was."""
    found = []
    for names, group in zip(scenario.tied, scenario.tied_groups, strict=True):
        kept = [int(i) for i in group if int(i) not in loose]
        if len(kept) == len(group):
            found.append(names)
        elif len(kept) > 1:
            found.append(tuple(scenario.network.names[i] for i in kept))
    return tuple(found)
