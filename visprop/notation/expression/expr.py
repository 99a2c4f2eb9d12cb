"""Expressions: one tree that is written in symbols, written with numbers, evaluated, and differentiated; and its leaves.

What is shown with numbers is evaluated from this very tree, so a formula cannot stand beside a number that it does not give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.notation.expression.numbers import DIGITS, digits_of, is_exact, numeral, rounded, rounded_entries
from visprop.notation.layout.build import DOWN_DOTS, UNNAMED, scripted
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Bound, Mark, Matrix, Node, Term
from visprop.notation.layout.text import plain

Value = float | Array
"""A number, a vector of shape (n,), or a matrix of shape (n, m)."""

MOST_WHOLE = 32
"""What has more entries is never written out: the page would take seconds, and nobody would read it."""

ABRIDGED = 4
"""Sums, vectors and matrices of more entries are written as first, second, …, last."""


@dataclass(frozen=True)
class Style:
    """How an expression is written.

    Attributes:
        numbers: whether variables are replaced by their numbers.
        digits: significant digits of the numbers.
        whole: whether large sums, vectors and matrices are written out.
        sums: whether a sum over a layer is written with Σ.
    """

    numbers: bool = False
    digits: int = DIGITS
    whole: bool = False
    sums: bool = False

    def shown(self, count: int) -> list[int | None]:
        """Which of so many entries are written; None stands for the dots."""
        if count <= (MOST_WHOLE if self.whole else ABRIDGED):
            return list(range(count))
        return [0, 1, None, count - 1]


SYMBOLS = Style()
"""In symbols, abridged."""
NUMBERS = Style(numbers=True)
"""With numbers, abridged."""

MAX_FACTORS = 12
"""Products of more factors are abridged as well."""

SUM, PRODUCT, ATOM = 1, 2, 3
"""How tightly an expression binds: a sum is bracketed in a product, a product is not."""


class Expr:
    """A node of an expression.

    Attributes:
        binds: how tightly.
        is_application: whether it is written as a function beside its argument, so that what stands beside it would read as one.
    """

    binds: int = ATOM
    is_application: bool = False

    def value(self, digits: int | None = None) -> Value:
        """The value, from the values of the parts; from those as they are printed, if so many digits of them are asked for."""
        raise NotImplementedError

    def layout(self, style: Style) -> Node:
        """How it is written; made once for each style."""
        made: dict[Style, Node] = self.__dict__.setdefault("_layouts", {})
        if style not in made:
            made[style] = self.laid_out(style)
        return made[style]

    def laid_out(self, style: Style) -> Node:
        """The layout tree."""
        raise NotImplementedError

    def latex(self, style: Style) -> str:
        """As LaTeX."""
        return latex(self.layout(style))

    def text(self, style: Style) -> str:
        """As plain text."""
        return plain(self.layout(style))

    def parts(self) -> Sequence[Expr]:
        """The nodes right below."""
        return ()

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        """The derivative with respect to a bound variable at its present value, by the rules of differentiation."""
        raise NotImplementedError

    def number(self, digits: int | None = None) -> float:
        """The value, which is a single number."""
        value = self.value(digits)
        assert not isinstance(value, np.ndarray)
        return float(value)

    def rational(self, style: Style) -> Fraction | None:
        """What its printed numbers give by exact arithmetic; None where there is more in it than + − · and /."""
        return None

    def is_exact(self, style: Style) -> bool:
        """Whether every number in it, as it is printed, is the number itself."""
        return all(part.is_exact(style) for part in self.parts())

    def count(self) -> int:
        """How many entries it has, of which not all are written where there are many."""
        return 1

    def is_abridged(self, style: Style) -> bool:
        """Whether dots stand for something in it."""
        return None in style.shown(self.count()) or any(part.is_abridged(style) for part in self.parts())

    def computed(self) -> Sequence[Expr]:
        """What its value is computed from: its parts, unless it is only written with them."""
        return self.parts()

    def flaw(self) -> str:
        """Why float64 cannot hold its value, though it holds those of its parts, in words; empty if it can."""
        if is_finite(self.value()) or not all(is_finite(part.value()) for part in self.computed()):
            return ""
        return "is too large for float64"

    def leaves(self) -> Iterator[Symbol]:
        """Every variable in it, from left to right."""
        for part in self.parts():
            yield from part.leaves()

    def keys(self) -> set[Key]:
        """What its variables stand for in the network."""
        return {leaf.key for leaf in self.leaves() if leaf.key is not None}


@dataclass(frozen=True, eq=False)
class Number(Expr):
    """A literal, which is never rounded."""

    literal: float

    def value(self, digits: int | None = None) -> Value:
        return self.literal

    def laid_out(self, style: Style) -> Node:
        return numeral(self.literal, digits_of(self.literal))

    def rational(self, style: Style) -> Fraction | None:
        return Fraction(str(self.literal))

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 0.0


@dataclass(frozen=True, eq=False)
class Symbol(Expr):
    """A variable with its value.

    Attributes:
        name: how it is written.
        engine_value: as the engine has it; NaN if it is not known yet.
        key: what it stands for in the network (an edge, a neuron); None for nothing that can be pointed at.
        fixed: whether it stays a symbol among numbers (as f and C do).
    """

    name: Node
    engine_value: Value
    key: Key | None = None
    fixed: bool = False

    def value(self, digits: int | None = None) -> Value:
        value = self.engine_value
        if digits is None or self.fixed:
            return value
        return rounded_entries(value, digits) if isinstance(value, np.ndarray) else rounded(value, digits)

    def is_exact(self, style: Style) -> bool:
        return self.fixed or all(is_exact(value, style.digits) for value in shown_entries(self.engine_value, style))

    def rational(self, style: Style) -> Fraction | None:
        value = self.engine_value
        if self.fixed or isinstance(value, np.ndarray) or not np.isfinite(value):
            return None
        return Fraction(str(rounded(value, style.digits)))

    def count(self) -> int:
        return max(np.shape(self.engine_value), default=1)

    @property
    def plain(self) -> str:
        """Its name in plain text."""
        return plain(self.name)

    def laid_out(self, style: Style) -> Node:
        is_number = style.numbers and not self.fixed
        inner = value_layout(self.engine_value, style) if is_number else self.name
        return Term(inner, frozenset() if self.key is None else frozenset((self.key,)), self.name)

    def leaves(self) -> Iterator[Symbol]:
        yield self

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 0.0


@dataclass(eq=False)
class Variable(Expr):
    """A λ-bound variable; it has a value only while its function is applied."""

    name: Node = field(default_factory=lambda: scripted("v"))
    now: float = field(default=float("nan"))

    def value(self, digits: int | None = None) -> Value:
        return self.now

    def laid_out(self, style: Style) -> Node:
        return Bound(self.name)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 1.0 if variable is self else 0.0


@dataclass(frozen=True, eq=False)
class Items(Expr):
    """Several things that are computed each for itself, and stand beside or below each other."""

    items: tuple[Expr, ...]

    def parts(self) -> Sequence[Expr]:
        return self.items

    def count(self) -> int:
        return len(self.items)

    def flaw(self) -> str:
        return ""


TOO_SMALL = "is too small for float64 and counts as 0"
"""What underflow is called."""
CANCELS, CANCELLED = "has few digits left in float64, as its terms are nearly equal", 1e-9
"""Said of a sum that is smaller than this share of its terms."""


def flaw_of(expr: Expr) -> str:
    """The first thing in an expression that float64 cannot hold, in words; empty if it can hold all."""
    found = next((words for part in expr.computed() if (words := flaw_of(part))), "")
    own = "" if found else expr.flaw()
    return found or (f"{expr.text(SYMBOLS)} {own}" if own else "")


def is_finite(value: Value) -> bool:
    """Whether a number, or each entry, is neither infinite nor unknown."""
    return bool(np.isfinite(value).all())


def has_zero(value: Value) -> bool:
    """Whether a number, or an entry, is 0."""
    return bool((np.asarray(value) == 0.0).any())


def shown_entries(value: Value, style: Style) -> list[float]:
    """The numbers that are printed of a value."""
    if not isinstance(value, np.ndarray):
        return [value]
    matrix = value[:, None] if value.ndim == 1 else value
    rows, columns = ([i for i in style.shown(size) if i is not None] for size in matrix.shape)
    return [float(matrix[i, j]) for i in rows for j in columns]


def value_layout(value: Value, style: Style) -> Node:
    """A number, or the entries of a vector or matrix in brackets."""
    if not isinstance(value, np.ndarray):
        return numeral(value, style.digits)
    matrix = value[:, None] if value.ndim == 1 else value
    columns = style.shown(matrix.shape[1])
    rows = [tuple(_cell(matrix, i, j, style.digits) for j in columns) for i in style.shown(matrix.shape[0])]
    return Matrix(tuple(rows), is_vector=value.ndim == 1)


def _cell(matrix: Array, i: int | None, j: int | None, digits: int) -> Node:
    if i is None:
        return DOWN_DOTS if j is not None else Mark("⋱")
    return Mark("⋯") if j is None else numeral(float(matrix[i, j]), digits)


def unnamed(value: Value) -> Symbol:
    """A number that stands for itself."""
    return Symbol(UNNAMED, value)
