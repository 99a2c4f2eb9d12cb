"""What a label says: words, and mathematics as layout trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from visprop.export.labels.tokens import Kind, Token, tokens
from visprop.figures.base.shapes import Colour
from visprop.figures.base.text import Run
from visprop.notation.layout.nodes import MINUS, THIN, Gap, Mark, Node, Numeral, Operator, Row


class Part(NamedTuple):
    """A part of a label in one colour.

    Attributes:
        content: words, or a formula.
        colour: its own; None for that of the label.
        bold: whether it is emphasised.
        before: how far it is from what stands before it, in sizes of the font.
    """

    content: str | Node
    colour: Colour | None = None
    bold: bool = False
    before: float = 0.0


def parts_of(runs: tuple[Run, ...]) -> tuple[Part, ...]:
    """What runs say."""
    found = _settled(tokens(runs))
    groups = [tuple(group) for _, group in groupby(found, key=lambda token: (token.kind, token.colour, token.bold))]
    return tuple(_part(group, bool(i), i < len(groups) - 1) for i, group in enumerate(groups))


def _settled(found: list[Token]) -> list[Token]:
    """Tokens of which each belongs to words or to mathematics."""
    settled = list(found)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end].kind is Kind.EITHER:
            end += 1
        for i in range(start, end):
            kind = Kind.MATHS if _is_maths(found, start, end, i) else Kind.WORDS
            settled[i] = replace(found[i], kind=kind)
        start = end + 1
    return settled


def _is_maths(found: Sequence[Token], start: int, end: int, i: int) -> bool:
    """Whether a number, a mark or a space, one of those from start to end, is mathematics as what stands around these is."""
    before, behind = found[start - 1] if start else None, found[end] if end < len(found) else None
    token = found[i]
    if before is None and behind is None:
        return any(isinstance(one.node, Numeral | Row) for one in found[start:end])
    if all(one is None or one.kind is Kind.MATHS for one in (before, behind)):
        # A space between two colours is kept as one.
        is_edge = token.is_space and any(one is not None and one.colour != token.colour for one in (before, behind))
        return not is_edge
    # Beside words: only a number right before or behind a sign, with the spaces between.
    begun = before is not None and before.is_operator and _leads_to_number(found[start:end], i - start)
    return begun or (behind is not None and behind.is_operator and _leads_to_number(found[start:end][::-1], end - 1 - i))


def _leads_to_number(found: Sequence[Token], i: int) -> bool:
    """Whether a token is the first number after spaces alone, or one of these."""
    first = next((k for k, one in enumerate(found) if not one.is_space), None)
    return first is not None and i <= first and isinstance(found[first].node, Numeral | Row)


def _part(group: tuple[Token, ...], goes_on: bool, is_followed: bool) -> Part:
    """One part of a label; what it begins or ends with is kept apart from the parts beside it."""
    first = group[0]
    if first.kind is Kind.WORDS:
        return Part("".join(token.text for token in group), first.colour, first.bold)
    before = [Gap(THIN)] if goes_on and first.is_space else []
    behind = [Gap(THIN)] if is_followed and group[-1].is_space and len(group) > 1 else []
    nodes = [*before, *_nodes(group), *behind]
    return Part(nodes[0] if len(nodes) == 1 else Row(tuple(nodes)), first.colour, first.bold)


def _nodes(group: Sequence[Token]) -> Iterator[Node]:
    """The nodes of a formula: a minus without an operand before it is a sign, and spaces about operators are theirs.

    A relation has its space even where what stands on one side is another part; another operator would be taken for a letter.
    """
    signs = {i for i in range(len(group) - 1) if _is_sign(group, i)}
    inner = [i for i, token in enumerate(group) if not token.is_space][1:-1]
    for i, token in enumerate(group):
        if token.is_space:
            about = [k for k in (i - 1, i + 1) if 0 <= k < len(group)]
            if len(about) == 2 and not any(_has_space(group[k], k in inner) and k not in signs for k in about):
                yield Gap(THIN)
        elif i - 1 in signs and isinstance(token.node, Numeral):
            yield replace(token.node, is_negative=True)
        elif i not in signs:
            assert token.node is not None, "what has no node is words"
            yield token.node
        elif not isinstance(group[i + 1].node, Numeral):
            yield MINUS


_RELATIONS = frozenset("=≈≠≤≥<>←→⇔∈")


def _has_space(token: Token, is_inner: bool) -> bool:
    """Whether a token is an operator that has a space of its own about it."""
    return token.is_operator and (is_inner or token.text in _RELATIONS)


def _is_sign(group: Sequence[Token], i: int) -> bool:
    """Whether a minus has no operand right before it, but one right behind it."""
    if group[i].text != "−" or group[i + 1].is_space:
        return False
    before = group[i - 1] if i else None
    if before is None or before.is_space:
        return True
    return isinstance(before.node, Operator) or (isinstance(before.node, Mark) and before.node.text in "([,|")
