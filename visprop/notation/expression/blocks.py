"""What stands on a page: equations, words and steps of a derivation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isclose
from typing import overload

import numpy as np

from visprop.engine.key import Key
from visprop.notation.expression.expr import SYMBOLS, Expr, Symbol, Value, flaw_of, has_zero, is_finite
from visprop.notation.layout.build import UNNAMED, operator
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Node, Row


@dataclass(frozen=True, eq=False)
class Equation:
    """left = right.

    Attributes:
        left: what is computed, with the engine's value; `UNNAMED` for what is the line above it, so that this one begins with =.
        right: the expression, which is evaluated by its own structure.
        name: what the equation is called, such as BP1; empty for nothing.
        sign: what stands between both sides: `=`, `←` where left gets a new value, `:` before a type, as in f : ℝ → ℝ.
        further: what right is reduced to, step by step; the last of it is what is evaluated.
        is_as_computed: whether the result is what was computed, whatever the right side gives: where an error may be planted.
    """

    left: Symbol
    right: Expr
    name: str = ""
    sign: str = "="
    further: tuple[Expr, ...] = ()
    is_as_computed: bool = False

    @property
    def reduced(self) -> Expr:
        """What the right side comes down to."""
        return self.further[-1] if self.further else self.right

    @cached_property
    def result(self) -> Value:
        """What the right side gives; the engine's value where numbers on the way there are lost (`lost` names them)."""
        if self.is_as_computed:
            return self.left.engine_value
        with np.errstate(all="ignore"):
            value = self.reduced.value()
        return self.left.engine_value if self.lost else value

    @cached_property
    def lost(self) -> str:
        """Which term on the right side is too small or too large for float64, so that the result cannot come from there."""
        with np.errstate(all="ignore"):
            value, engine = np.asarray(self.reduced.value()), np.asarray(self.left.engine_value)
            if value.shape != engine.shape or np.allclose(value, engine, rtol=1e-6, atol=0.0):
                return ""
            return flaw_of(self.reduced)

    @property
    def warning(self) -> str:
        """What is too small or too large for float64 on the way to the result; empty if nothing is."""
        if not self.is_known or (is_finite(self.result) and not has_zero(self.result)):
            return self.lost if self.is_known else ""
        with np.errstate(all="ignore"):
            return flaw_of(self.reduced)

    @property
    def is_definition(self) -> bool:
        """Whether it says what a function is, which has no number."""
        return self.left.fixed

    @property
    def is_known(self) -> bool:
        """Whether the engine has the value of the left side by now, so that numbers may be shown."""
        return not bool(np.isnan(self.left.engine_value).any())

    @property
    def keys(self) -> set[Key]:
        """What in the network the equation speaks of."""
        return self.left.keys().union(*(side.keys() for side in (self.right, *self.further)))


@dataclass(frozen=True)
class Note:
    """A line of words between equations.

    Attributes:
        text: what it says.
        is_heading: whether it begins a new part.
    """

    text: str
    is_heading: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """A row of a derivation: an equation, its derivative, and the rule that gives it."""

    equation: Equation
    derivative: Equation
    rule: str

    @property
    def equations(self) -> tuple[Equation, Equation]:
        """Both, from left to right."""
        return self.equation, self.derivative


@dataclass(frozen=True, eq=False)
class Beside:
    """A row of a table: equations side by side, each with its result alone.

    Attributes:
        equations: from left to right.
        rules: by which rule each of the first holds, in a few words; empty where none is told.
        columns: how many columns the table has, where this row has fewer equations; 0 for as many as those.
        is_further: whether it belongs to the row above it, with which it says one thing.
    """

    equations: tuple[Equation, ...]
    rules: tuple[str, ...] = ()
    columns: int = 0
    is_further: bool = False

    @property
    def told(self) -> tuple[tuple[Equation, tuple[str, ...]], ...]:
        """Each equation with its rule, if it has one."""
        rules = (*self.rules, *[""] * (len(self.equations) - len(self.rules)))
        return tuple((equation, (rule,) if rule else ()) for equation, rule in zip(self.equations, rules, strict=True))


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement of the listing.

    Attributes:
        left: what is computed; None for one that computes nothing.
        right: from what.
        sign: what stands between both.
    """

    left: Node | None
    right: Node
    sign: str = "="

    @cached_property
    def node(self) -> Node:
        """All of it."""
        return self.right if self.left is None else Row((self.left, operator(self.sign), self.right))


@dataclass(frozen=True, eq=False)
class Statements:
    """A line of the listing: statements side by side.

    Attributes:
        statements: from left to right.
        now: of which keys the terms have the ground of what is present, whatever is pointed at.
        line: the number of the line; empty where it has none.
        value: what they have computed, in plain text; empty where that is not known.
    """

    statements: tuple[Statement, ...]
    now: frozenset[Key] = frozenset()
    line: str = ""
    value: str = ""


Block = Equation | Note | Step | Beside | Statements
"""What stands on a page, one below the other."""


def leads_on(block: Block) -> bool:
    """Whether it says what the next one is about: a heading, or words before a colon."""
    return isinstance(block, Note) and (block.is_heading or block.text.endswith(":"))


def is_further(block: Block) -> bool:
    """Whether it is a row that belongs to the one above it."""
    return isinstance(block, Beside) and block.is_further


def goes_on(block: Block) -> bool:
    """Whether it is what the one above it is, as it begins with =."""
    return isinstance(block, Equation) and block.left.name == UNNAMED


def symbols_only(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks without numbers, as a dress of any f has none; those that say the same once."""
    said = set[object]()
    for block in blocks:
        found: Block | None = block
        if isinstance(block, Equation):
            found = _without_number(block, said)
        elif isinstance(block, Beside):
            row = tuple(one for equation in block.equations if (one := _without_number(equation, said)) is not None)
            found = Beside(row, is_further=block.is_further) if row else None
        elif block in said:
            found = None
        else:
            said.add(block)
        if found is not None:
            yield found


def _without_number(equation: Equation, said: set[object]) -> Equation | None:
    """An equation in symbols; None if it says nothing, or what has been said."""
    name, right = latex(equation.left.name), equation.right.latex(SYMBOLS)
    if name == right or (name, right) in said:
        return None
    said.add((name, right))
    return replace(equation, left=replace(equation.left, engine_value=np.nan))


def computed_alone(equation: Equation) -> Equation:
    """An equation whose result is what was computed: whether that is what its right side gives, is for the reader to find out."""
    return replace(equation, is_as_computed=True)


def as_computed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks whose equations are such."""
    for block in blocks:
        if isinstance(block, Equation):
            yield computed_alone(block)
        elif isinstance(block, Beside):
            yield replace(block, equations=tuple(map(computed_alone, block.equations)))
        else:
            yield block


class Blocks(Sequence[Block]):
    """Blocks, each of which is made when it is read for the first time: pages of wide layers take longer than a window may wait.

    Args:
        source: makes them one after the other.
    """

    def __init__(self, source: Iterable[Block]) -> None:
        self._source, self._made = iter(source), list[Block]()

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        if isinstance(index, slice) or index < 0:
            return self._all()[index]
        while len(self._made) <= index and self._make():
            pass
        return self._made[index]

    def __iter__(self) -> Iterator[Block]:
        # The one that is inherited would take an error in making a block for the end.
        i = 0
        while i < len(self._made) or self._make():
            yield self._made[i]
            i += 1

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> list[Block]:
        while self._make():
            pass
        return self._made

    def _make(self) -> bool:
        """Make the next; whether there was one."""
        # What float64 cannot hold is said on the page, and not in the terminal.
        with np.errstate(all="ignore"):
            block = next(self._source, None)
        if block is not None:
            self._made.append(block)
        return block is not None


def without_result(blocks: Iterable[Block], value: float) -> Iterator[Block]:
    """Blocks without the equations that come to a number which somebody is asked for; that they are missing is said once."""
    is_said = False
    for block in blocks:
        equations = (block,) if isinstance(block, Equation) else block.equations if isinstance(block, Step | Beside) else ()
        if not any(_comes_to(one, value) for one in equations):
            yield block
        elif not is_said:
            is_said = True
            yield Note("What is asked for stands here once it is answered.")


def _comes_to(equation: Equation, value: float) -> bool:
    if equation.is_definition or not equation.is_known:
        return False
    result = np.asarray(equation.result)
    return result.size == 1 and isclose(float(result.ravel()[0]), value, rel_tol=1e-9)
