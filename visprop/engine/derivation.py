"""How a formula is differentiated, row by row, as data: the article's tables (its "Derivative of the cost function").

A formula is split into rows with one variable more each (α, β, γ); each row is differentiated by a rule. The numbers are not
stored: a row's derivative is got by differentiating its formula, and compared with what is written beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One row: `name` = `formula`, and its derivative by `by`, which is `slope` by a rule.

    In `slope`, `dα` stands for the derivative of the row α.
    """

    name: str
    formula: str
    by: str
    slope: str
    rule: str


class Result(NamedTuple):
    """What comes out: the derivative of `name` by `by` is `formula`; `label` says how."""

    name: str
    by: str
    formula: str
    label: str = ""


@dataclass(frozen=True)
class Derivation:
    """A table.

    Attributes:
        title: above it.
        rows: the innermost first, if it is a chain.
        results: below it.
        is_chain: whether each row is a function of the one before, so that the derivatives are multiplied.
        is_partial: whether ∂ is written instead of d.
        given: what is known before the table begins: (name, formula).
    """

    title: str
    rows: tuple[Row, ...]
    results: tuple[Result, ...] = ()
    is_chain: bool = False
    is_partial: bool = False
    given: tuple[tuple[str, str], ...] = ()
