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
from visprop.notation.expression.numbers import DIGITS, digits_of, is_exact, latex_number, number, rounded, rounded_entries
from visprop.notation.plain_text import plain_text

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

    def latex(self, style: Style) -> str:
        """As LaTeX."""
        raise NotImplementedError

    def text(self, style: Style) -> str:
        """As plain text."""
        raise NotImplementedError

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

    def latex(self, style: Style) -> str:
        return latex_number(self.literal, digits_of(self.literal))

    def text(self, style: Style) -> str:
        return number(self.literal, digits_of(self.literal))

    def rational(self, style: Style) -> Fraction | None:
        return Fraction(str(self.literal))

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 0.0


@dataclass(frozen=True, eq=False)
class Symbol(Expr):
    """A variable with its value.

    Attributes:
        name: in LaTeX.
        plain: in plain text.
        engine_value: as the engine has it; NaN if it is not known yet.
        key: what it stands for in the network (an edge, a neuron); None for nothing that can be pointed at.
        fixed: whether it stays a symbol among numbers (as f and C do).
    """

    name: str
    plain: str
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

    def latex(self, style: Style) -> str:
        if not style.numbers or self.fixed:
            return self.name
        return latex_value(self.engine_value, style)

    def text(self, style: Style) -> str:
        return text_value(self.engine_value, style) if style.numbers and not self.fixed else self.plain

    def leaves(self) -> Iterator[Symbol]:
        yield self

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 0.0


@dataclass(eq=False)
class Variable(Expr):
    """A λ-bound variable; it has a value only while its function is applied."""

    name: str = "v"
    now: float = field(default=float("nan"))

    def value(self, digits: int | None = None) -> Value:
        return self.now

    def latex(self, style: Style) -> str:
        return self.name

    def text(self, style: Style) -> str:
        return plain_text(self.name)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 1.0 if variable is self else 0.0


TOO_SMALL = "is too small for float64 and counts as 0"
CANCELS, CANCELLED = "has few digits left in float64, as its terms are nearly equal", 1e-9
"""Said of a sum that is smaller than this share of its terms."""
"""What underflow is called."""


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


def latex_value(value: Value, style: Style) -> str:
    """A number, or the entries of a vector or matrix in brackets, in LaTeX."""
    if not isinstance(value, np.ndarray):
        return latex_number(value, style.digits)
    rows = []
    matrix = value[:, None] if value.ndim == 1 else value
    columns = style.shown(matrix.shape[1])
    for i in style.shown(matrix.shape[0]):
        if i is None:
            rows.append(" & ".join(r"\ddots" if j is None else r"\vdots" for j in columns))
        else:
            rows.append(" & ".join(r"\cdots" if j is None else latex_number(float(matrix[i, j]), style.digits) for j in columns))
    return r"\begin{bmatrix}" + r" \\ ".join(rows) + r"\end{bmatrix}"


def text_value(value: Value, style: Style) -> str:
    """A number, or the entries of a vector or matrix, in plain text: `(0.5, −0.2)`, `[0.5 0.3; 0.1 0.2]`."""
    if not isinstance(value, np.ndarray):
        return number(value, style.digits)
    if value.ndim == 1:
        shown = ["…" if i is None else number(float(value[i]), style.digits) for i in style.shown(len(value))]
        return f"({', '.join(shown)})"
    rows = []
    for i in style.shown(value.shape[0]):
        if i is None:
            rows.append("…")
            continue
        columns = style.shown(value.shape[1])
        rows.append(" ".join("…" if j is None else number(float(value[i, j]), style.digits) for j in columns))
    return f"[{'; '.join(rows)}]"
