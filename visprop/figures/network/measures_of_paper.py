"""Measures of a network on paper, where letters do not shrink with the page, beside those of `measures.py`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class _Table:
    """A table of the numbers of edges, in em."""

    index: float = 1.5  # how wide the column of its rows' indices is
    turned: float = 1.8  # the same of one that is transposed, as its title says
    pitch: float = 1.3  # of its rows
    apart: float = 0.6  # between two numbers of a row
    spread: float = 0.25  # how much wider a column is at most where there is room
    between: float = 1.0  # between two tables
    over: float = 0.5  # between the network and its tables
    gap: float = 0.5  # a gap whose numbers are in one: of its share of what is spare
    network: float = 6.0  # the lowest network over its tables
    plain: tuple[float, float] = (0.1, 1e4)  # the largest number of one that is written as it is


@dataclass(frozen=True)
class _Close:
    """What is narrower where there is little room, in em."""

    pill: float = 0.7  # what it takes beside its number
    row: float = 3.4  # what it takes beside its three numbers
    row_more: float = 3.0  # what a row takes more at most, of what its gaps can spare
    row_share: float = 0.4  # the share of it that they do
    row_high: float = 1.5
    rows: float = 0.25  # what they keep apart at least
    foot: float = 0.28  # from the outputs to the page's edge, where nothing stands beside them
    words: float = 0.7  # from the network to the words over and under it
    name: float = 0.3  # how much further from a level edge a name stands than a number would


@dataclass(frozen=True)
class _Outer:
    """Inputs that are told over the upper and under the lower of two, in em."""

    dot: float = 1.2  # from their dots' rims, with room for a number over a level line
    line: float = 1.3  # from one of their two lines to the other
    high: float = 8.5  # the lowest network that has them


@dataclass(frozen=True)
class _Lacks:
    """How much worse a layout is for what it lacks."""

    neurons: float = 1.5  # a layer without numbers: more than all numbers of its edges
    inputs: float = 1.0


KEY_FROM = 32.0
"""On how wide a page, in em, there is room for a key's rows."""
TABLE, CLOSE, OUTER, LACKS = _Table(), _Close(), _Outer(), _Lacks()
