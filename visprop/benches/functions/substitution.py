"""E[a/x]: terms put for variables, so that no variable of theirs is caught by a λ of E."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import count
from typing import NamedTuple

from visprop.benches.functions.terms import Lambda, Term, Variable


class Renamed(NamedTuple):
    """A variable that λ binds and that was called otherwise, as one of the same name was about to come under the λ."""

    old: str
    new: str


def substitute(body: Term, new: Mapping[str, Term]) -> Term:
    """A body with terms put for its free variables, all at once; nothing may be caught, as after `cleared` nothing is."""
    if body.free.isdisjoint(new):
        return body
    if isinstance(body, Variable):
        return new[body.name]
    if isinstance(body, Lambda):
        new = {name: term for name, term in new.items() if name not in body.variables}
    return body.of_parts(tuple(substitute(part, new) for part in body.parts()))


def cleared(body: Term, new: Mapping[str, Term]) -> tuple[Term, tuple[Renamed, ...]]:
    """A body whose λs bind nothing that is free in what will be put for its variables, and what was renamed for that."""
    found = list[Renamed]()
    taken = {*body.names, *new}.union(*(term.names for term in new.values()))
    return _cleared(body, new, taken, found), tuple(found)


def _cleared(body: Term, new: Mapping[str, Term], taken: set[str], found: list[Renamed]) -> Term:
    coming = {name: term for name, term in new.items() if name in body.free}
    if not coming:
        return body
    if isinstance(body, Lambda):
        caught = [name for name in body.variables if any(name in term.free for term in coming.values())]
        if caught:
            other = {name: fresh(name, taken) for name in caught}
            taken.update(other.values())
            found += [Renamed(*pair) for pair in other.items()]
            inner = substitute(body.body, {name: Variable(called) for name, called in other.items()})
            body = Lambda(tuple(other.get(name, name) for name in body.variables), inner, body.takes_tuple)
    return body.of_parts(tuple(_cleared(part, coming, taken, found) for part in body.parts()))


def unused(name: str, taken: Collection[str]) -> str:
    """A name, or one with an index where it is taken."""
    return fresh(name, taken) if name in taken else name


def fresh(name: str, taken: Collection[str]) -> str:
    """A name that is not taken: the letter of another with the first index that is free."""
    letter = re.split(r"[0-9_]", name)[0]
    return next(f"{letter}{i}" for i in count(1) if f"{letter}{i}" not in taken)
