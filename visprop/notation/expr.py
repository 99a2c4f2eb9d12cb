"""Expressions: one tree that is written in symbols, written with numbers, evaluated, and differentiated.

What is shown with numbers is evaluated from this very tree, so a formula cannot stand beside a number that it does not give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from visprop.engine.activations import Array
from visprop.notation.numbers import DIGITS, MINUS, latex_number, number

Value = float | Array
"""A number, a vector of shape (n,), or a matrix of shape (n, m)."""

ABRIDGED = 4
"""Sums, vectors and matrices of more entries are written as first, second, …, last."""


@dataclass(frozen=True)
class Style:
    """How an expression is written.

    Attributes:
        numbers: whether variables are replaced by their numbers.
        digits: significant digits of the numbers.
        whole: whether large sums, vectors and matrices are written out.
    """

    numbers: bool = False
    digits: int = DIGITS
    whole: bool = False

    def shown(self, count: int) -> list[int | None]:
        """Which of so many entries are written; None stands for the dots."""
        if self.whole or count <= ABRIDGED:
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
    """A node of an expression."""

    binds: int = ATOM

    def value(self) -> Value:
        """The value, from the values of the parts."""
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

    def slope(self, variable: Variable) -> float:
        """The derivative with respect to a bound variable at its present value, by the rules of differentiation."""
        raise NotImplementedError

    def number(self) -> float:
        """The value, which is a single number."""
        value = self.value()
        assert not isinstance(value, np.ndarray)
        return float(value)

    def leaves(self) -> Iterator[Symbol]:
        """Every variable in it, from left to right."""
        for part in self.parts():
            yield from part.leaves()

    def keys(self) -> set[str]:
        """What its variables stand for in the network."""
        return {leaf.key for leaf in self.leaves() if leaf.key}


@dataclass(frozen=True, eq=False)
class Number(Expr):
    """A literal."""

    literal: float

    def value(self) -> Value:
        return self.literal

    def latex(self, style: Style) -> str:
        return latex_number(self.literal, style.digits)

    def text(self, style: Style) -> str:
        return number(self.literal, style.digits)

    def slope(self, variable: Variable) -> float:
        return 0.0


@dataclass(frozen=True, eq=False)
class Symbol(Expr):
    """A variable with its value.

    Attributes:
        name: in LaTeX.
        plain: in plain text.
        of: its value; NaN where it is not known yet.
        key: what it stands for in the network (`w2[1,2]`, `a1[2]`); empty for nothing that can be pointed at.
        fixed: whether it stays a symbol among numbers (as f and C do).
    """

    name: str
    plain: str
    of: Value
    key: str = ""
    fixed: bool = False

    def value(self) -> Value:
        return self.of

    def latex(self, style: Style) -> str:
        if not style.numbers or self.fixed:
            return self.name
        return latex_value(self.of, style)

    def text(self, style: Style) -> str:
        return text_value(self.of, style) if style.numbers and not self.fixed else self.plain

    def leaves(self) -> Iterator[Symbol]:
        yield self

    def slope(self, variable: Variable) -> float:
        return 0.0


@dataclass(eq=False)
class Variable(Expr):
    """A λ-bound variable; it has a value only while its function is applied."""

    name: str = "v"
    now: float = field(default=float("nan"))

    def value(self) -> Value:
        return self.now

    def latex(self, style: Style) -> str:
        return self.name

    def text(self, style: Style) -> str:
        return self.name

    def slope(self, variable: Variable) -> float:
        return 1.0 if variable is self else 0.0


@dataclass(frozen=True, eq=False)
class Sum(Expr):
    """Terms added up; a `Minus` among them is subtracted."""

    terms: tuple[Expr, ...]
    binds = SUM

    def value(self) -> Value:
        total = self.terms[0].value()
        for term in self.terms[1:]:
            total = total + term.value()
        return total

    def latex(self, style: Style) -> str:
        return self._written(style, lambda term: term.latex(style), r"\cdots", "-", MINUS, r"\left(", r"\right)")

    def text(self, style: Style) -> str:
        return self._written(style, lambda term: term.text(style), "…", "−", "−", "(", ")")

    def _written(
        self, style: Style, write: Callable[[Expr], str], dots: str, minus: str, sign: str, left: str, right: str
    ) -> str:
        text = ""
        for i in style.shown(len(self.terms)):
            if i is None:
                text += f" + {dots}"
                continue
            term = self.terms[i]
            if isinstance(term, Minus):
                inner = write(term.of)
                inner = f"{left}{inner}{right}" if term.of.binds == SUM or inner.startswith(sign) else inner
                text += f" {minus} {inner}" if text else f"{sign}{inner}"
                continue
            written = write(term)
            text += (
                f" + {left}{written}{right}"
                if text and written.startswith(sign) and term.binds != PRODUCT
                else (f" + {written}" if text else written)
            )
        return text

    def parts(self) -> Sequence[Expr]:
        return self.terms

    def slope(self, variable: Variable) -> float:
        return sum(term.slope(variable) for term in self.terms)


@dataclass(frozen=True, eq=False)
class Minus(Expr):
    """The negative of something."""

    of: Expr
    binds = SUM

    def value(self) -> Value:
        return -self.of.value()

    def latex(self, style: Style) -> str:
        inner = self.of.latex(style)
        return f"{MINUS}{_bracketed(inner)}" if self.of.binds == SUM or inner.startswith(MINUS) else f"{MINUS}{inner}"

    def text(self, style: Style) -> str:
        inner = self.of.text(style)
        return f"−({inner})" if self.of.binds == SUM or inner.startswith("−") else f"−{inner}"

    def parts(self) -> Sequence[Expr]:
        return (self.of,)

    def slope(self, variable: Variable) -> float:
        return -self.of.slope(variable)


@dataclass(frozen=True, eq=False)
class Product(Expr):
    """Factors multiplied: numbers, or one vector or matrix with numbers before it."""

    factors: tuple[Expr, ...]
    binds = PRODUCT

    def value(self) -> Value:
        total = self.factors[0].value()
        for factor in self.factors[1:]:
            total = total * factor.value()
        return total

    def latex(self, style: Style) -> str:
        return _times(style, r" \cdot ", r"\, ", [_factor(f.latex(style), f, MINUS, r"\left(", r"\right)") for f in self.factors])

    def text(self, style: Style) -> str:
        return _times(style, "·", "·", [_factor(f.text(style), f, "−", "(", ")") for f in self.factors])

    def parts(self) -> Sequence[Expr]:
        return self.factors

    def slope(self, variable: Variable) -> float:
        total = 0.0
        for i, factor in enumerate(self.factors):
            rest = [other.number() for j, other in enumerate(self.factors) if j != i]
            total += factor.slope(variable) * float(np.prod(rest))
        return total


def _factor(written: str, factor: Expr, minus: str, left: str, right: str) -> str:
    return f"{left}{written}{right}" if factor.binds == SUM or written.startswith(minus) else written


def _times(style: Style, dot: str, thin: str, factors: list[str]) -> str:
    shown = [
        "…" if i is None else factors[i]
        for i in (style.shown(len(factors)) if len(factors) > MAX_FACTORS else range(len(factors)))
    ]
    return (dot if style.numbers else thin).join(r"\cdots" if f == "…" and "\\" in dot else f for f in shown)


@dataclass(frozen=True, eq=False)
class Fraction(Expr):
    """One thing over another."""

    above: Expr
    below: Expr

    def value(self) -> Value:
        return self.above.value() / self.below.value()

    def latex(self, style: Style) -> str:
        return rf"\frac{{{self.above.latex(style)}}}{{{self.below.latex(style)}}}"

    def text(self, style: Style) -> str:
        return f"{_word(self.above, style)}/{_word(self.below, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.above, self.below)

    def slope(self, variable: Variable) -> float:
        below = self.below.number()
        return (self.above.slope(variable) * below - self.above.number() * self.below.slope(variable)) / below**2


@dataclass(frozen=True, eq=False)
class Square(Expr):
    """Something squared."""

    of: Expr

    def value(self) -> Value:
        value = self.of.value()
        return value * value

    def latex(self, style: Style) -> str:
        inner = self.of.latex(style)
        return f"{inner if self._is_bare(style) else _bracketed(inner)}^2"

    def text(self, style: Style) -> str:
        inner = self.of.text(style)
        return f"{inner}²" if self._is_bare(style) else f"({inner})²"

    def _is_bare(self, style: Style) -> bool:
        """Whether the exponent can stand right at the symbol, which has none yet."""
        return isinstance(self.of, Symbol) and not style.numbers and not set("^_") & set(self.of.name)

    def parts(self) -> Sequence[Expr]:
        return (self.of,)

    def slope(self, variable: Variable) -> float:
        return 2.0 * self.of.number() * self.of.slope(variable)


@dataclass(frozen=True, eq=False)
class Call(Expr):
    """A named function of one argument, applied to each entry.

    Attributes:
        name: in LaTeX.
        plain: in plain text.
        argument: what it is applied to.
        function: the function.
        derivative: its derivative, where it is differentiated.
    """

    name: str
    plain: str
    argument: Expr
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array] | None = None

    def value(self) -> Value:
        return _applied(self.function, self.argument.value())

    def latex(self, style: Style) -> str:
        return f"{self.name}{_bracketed(self.argument.latex(style))}"

    def text(self, style: Style) -> str:
        return f"{self.plain}({self.argument.text(style)})"

    def parts(self) -> Sequence[Expr]:
        return (self.argument,)

    def slope(self, variable: Variable) -> float:
        assert self.derivative is not None
        inner = self.argument.slope(variable)
        return 0.0 if inner == 0.0 else float(self.derivative(np.array([self.argument.number()]))[0]) * inner


def _applied(function: Callable[[Array], Array], value: Value) -> Value:
    if isinstance(value, np.ndarray):
        return function(value)
    return float(function(np.array([value]))[0])


def _word(expr: Expr, style: Style) -> str:
    text = expr.text(style)
    return text if expr.binds == ATOM and not text.startswith("−") else f"({text})"


def _bracketed(latex: str) -> str:
    return rf"\left({latex}\right)"


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
