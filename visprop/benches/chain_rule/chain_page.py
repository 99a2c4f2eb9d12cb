"""The page: the boxes with their local slopes, Euler's and Leibniz's lines side by side, and the nudge; the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import isfinite

from visprop.benches.chain_rule.both_ways import Group, Told
from visprop.benches.chain_rule.chain_steps import NO_CHANGE
from visprop.benches.chain_rule.through import ChainRule, Through
from visprop.benches.pictures import BenchMoment
from visprop.figures.moment import ViewOptions
from visprop.notation.calculus.chain_lines import leibniz_lines, leibniz_numbers
from visprop.notation.calculus.writing import Hand
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.arithmetic import Fraction, Minus, Sum
from visprop.notation.expression.blocks import Beside, Block, Equation, Note
from visprop.notation.expression.expr import Symbol
from visprop.notation.expression.numbers import equal_to, number, numeral, sign
from visprop.notation.layout.build import between, called, change_of, plus
from visprop.notation.layout.nodes import Node, Operator, Over

_HAND = Hand()


def written(moment: BenchMoment, options: ViewOptions) -> Page:
    """What stands on the page at a step."""
    state: ChainRule = moment.frame.state
    return Page(moment.frame.words, list(_blocks(state, options.digits)))


def _blocks(state: ChainRule, digits: int) -> Iterator[Block]:
    found, seen = state.through, state.seen
    if seen.has_nudge:
        yield from _nudge(state, digits)
    elif seen.euler:
        # The table soon is longer than what is seen of the page.
        yield from _table(found, (found.leibniz[seen.leibniz - 1] if seen.leibniz else found.euler[seen.euler - 1]).lines)
    if seen.euler:
        yield from _lines(found, seen.euler, seen.leibniz)
    if seen.has_product:
        yield Note("The product of the local slopes", is_heading=True)
        yield leibniz_numbers(found.chain, found.x)
    yield from _boxes(state)


def _boxes(state: ChainRule) -> Iterator[Block]:
    """A row a box, the innermost first: what it gives, and its local slope."""
    found, seen = state.through, state.seen
    count = found.count
    lines = leibniz_lines(found.chain)
    point = found.chain.point(found.x)
    yield Note("The boxes and their local slopes" if seen.slopes else "The boxes", is_heading=True)
    for i in range(count):
        outward = count - 1 - i
        row = [lines[outward], *([lines[count + outward]] if i < seen.slopes else [])]
        values = [line.values(point) if seen.has_values else (float("nan"), float("nan")) for line in row]
        equations = tuple(
            Equation(Symbol(line.left, left), Symbol(line.right, right)) for line, (left, right) in zip(row, values, strict=True)
        )
        yield Beside(equations, columns=2)
    if seen.has_values and found.trouble:
        yield Note(f"{found.trouble}.")


def _lines(found: Through, euler: int, leibniz: int) -> Iterator[Block]:
    """As many lines of both as are seen, side by side."""
    yield Note("Euler's lines at the left, Leibniz's at the right" if leibniz else "Euler's lines", is_heading=True)
    yield from _table(found, _flat(found.euler[:euler]), _flat(found.leibniz[:leibniz]))


def _table(found: Through, *columns: Sequence[Told]) -> Iterator[Block]:
    """Lines in columns, each with its rule and its number."""
    point = found.chain.point(found.x)
    for cells in zip_longest(*columns):
        row = [one for one in cells if one is not None]
        yield Beside(tuple(one.equation(point) for one in row), tuple(one.rule for one in row), columns=2)


def _flat(groups: tuple[Group, ...]) -> list[Told]:
    return [line for group in groups for line in group.lines]


def _nudge(state: ChainRule, digits: int) -> Iterator[Block]:
    """The nudge on each wire beside what the slopes promise, and Δy/Δx against dy/dx."""
    found = state.through
    if state.seen.has_verdict:
        yield Note("Against a nudge", is_heading=True)
        change = Symbol(_change(found.chain.x), found.changes[0])
        after, before = Symbol(_at_nudged(found), found.nudged[-1]), Symbol(_HAND.variable(found.chain.y), found.values[-1])
        ratio = Symbol(Over(_change(found.chain.y), change.name), found.ratio)
        yield Equation(ratio, Fraction(Sum((after, Minus(before))), change))
        yield from _verdict(found, digits)
    yield Note("The nudge goes through", is_heading=True)
    yield Beside((_told(_change(found.chain.x), found.changes[0], digits),), columns=2)
    ratios = [line.left for line in leibniz_lines(found.chain)[found.count : 2 * found.count]]
    known = [i for i in range(1, found.count + 1) if isfinite(found.changes[i]) and isfinite(found.promised[i])]
    for i in known:
        slopes = between((*ratios[found.count - i :], _change(found.chain.x)), Operator("×"))
        comes = _told(_change(found.names[i]), found.changes[i], digits)
        yield Beside((comes, _told(slopes, found.promised[i], digits)), ("comes", "promised"))


def _told(name: Node, value: float, digits: int) -> Equation:
    """A name with its number alone."""
    return Equation(Symbol(name, float("nan")), Symbol(numeral(value, digits), value), sign=sign(value, digits))


def _at_nudged(found: Through) -> Node:
    """y(x + Δx)."""
    x = _HAND.variable(found.chain.x)
    return called(_HAND.variable(found.chain.y), plus(x, _change(found.chain.x)))


def _verdict(found: Through, digits: int) -> Iterator[Block]:
    if found.trouble:
        yield Note(f"There is no derivative: {found.trouble}.")
        return
    if not isfinite(found.ratio):
        yield Note(f"{NO_CHANGE}.")
        return
    error, half = found.ratio - found.slope, found.ratio_of(found.nudge / 2) - found.slope
    yield Note(f"dy/dx {equal_to(found.slope, digits)}, so Δy/Δx is off by {number(error, digits)}.")
    if isfinite(half):
        yield Note(f"With half the nudge, Δx {equal_to(found.nudge / 2, digits)}, it is off by {number(half, digits)}.")


def _change(name: str) -> Node:
    return change_of(_HAND.variable(name))
