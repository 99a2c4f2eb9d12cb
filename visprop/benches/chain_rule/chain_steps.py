"""The steps: each shows more than the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from math import isfinite

from visprop.benches.chain_rule.through import ChainRule, Seen, Through, through
from visprop.benches.values import Values
from visprop.notation.expression.numbers import equal_to, number


def steps(values: Values) -> tuple[str, ...]:
    """What is seen at each step, in words."""
    return tuple(seen.words for seen in _story(values))


def state_of(values: Values, step: int) -> ChainRule:
    """The boxes at a step."""
    return ChainRule(through(values), _story(values)[step])


def known_numbers(known: ChainRule) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses: `value1` and `slope1` are of the innermost box."""
    whole, seen = known.through, known.seen
    found: dict[str, float | None] = {
        "slope": whole.slope if seen.has_product else None,
        "ratio": whole.ratio if seen.has_verdict else None,
    }
    for i in range(whole.count):
        found[f"value{i + 1}"] = whole.values[i + 1] if seen.has_values else None
        found[f"slope{i + 1}"] = whole.slopes[i] if seen.slopes > i else None
    return found


@lru_cache(maxsize=16)
def _story(values: Values) -> tuple[Seen, ...]:
    return tuple(_told(through(values)))


def _told(found: Through) -> Iterator[Seen]:
    names, count = found.names, found.count
    yield Seen(f"{count} functions one behind the other: what one gives the next is given")
    last = Seen(f"x {equal_to(found.x)} goes through the boxes, and {_result(found)}", has_values=True)
    yield last
    for i in range(count):
        last = replace(last, words=_local(found, i), slopes=i + 1)
        yield last
    factors = " × ".join(f"d{names[i + 1]}/d{names[i]}" for i in reversed(range(count)))
    last = replace(last, words=f"The slope of all of it is the product of the local slopes: dy/dx = {factors}", has_product=True)
    yield last
    for i, group in enumerate(found.euler):
        last = replace(last, words=group.words, euler=i + 1)
        yield last
    for i, group in enumerate(found.leibniz):
        last = replace(last, words=group.words, leibniz=i + 1)
        yield last
    nudged = f"x is nudged by {number(found.nudge)}: each box makes the nudge larger or smaller"
    last = replace(last, words=nudged, has_nudge=True)
    yield last
    yield replace(last, words=_verdict(found), has_verdict=True)


def _result(found: Through) -> str:
    value = found.values[-1]
    return f"y {equal_to(value)} comes out" if isfinite(value) else f"nothing comes out: {found.trouble}"


def _local(found: Through, i: int) -> str:
    """The slope of a box, or why it has none."""
    if not isfinite(found.slopes[i]):
        return f"There is no slope: {found.trouble}"
    below, above = found.names[i], found.names[i + 1]
    slope = f"d{above}/d{below} {equal_to(found.slopes[i])}"
    return f"Where {below} {equal_to(found.values[i])}, the box that gives {above} has a slope of its own: {slope}"


NO_CHANGE = "The nudge leads to where y has no value, so there is no Δy"
"""What is said where y cannot be nudged."""


def _verdict(found: Through) -> str:
    if found.trouble:
        return f"There is no derivative to be held against the nudge: {found.trouble}"
    if not isfinite(found.ratio):
        return NO_CHANGE
    error = abs(found.ratio - found.slope)
    apart = f"{number(error)} apart, less for a smaller nudge" if error else "the same, as the curve is straight there"
    return f"Δy/Δx {equal_to(found.ratio)} against dy/dx {equal_to(found.slope)}: {apart}"
