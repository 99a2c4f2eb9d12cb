"""Functions as things of their own, as Euler's notation has them: λ, application, and the operator D."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visprop.notation.expression.expr import PRODUCT, Expr, Style, Value, Variable
from visprop.notation.expression.numbers import MINUS


@dataclass(frozen=True, eq=False)
class Lambda:
    """λv. body, a function of one number.

    Attributes:
        variable: v.
        body: what is computed; it is differentiated by its own structure, with the chain rule at every composition.
        partial: how the function is written without λ, where it is a partial application, as f w b is of f w b a, or a
            composition.
    """

    variable: Variable
    body: Expr
    partial: Expr | None = None

    def slope(self, x: float, digits: int | None = None) -> float:
        """The value of D(λv. body) at x."""
        self.variable.now = x
        return self.body.slope(self.variable, digits)

    def latex(self, style: Style) -> str:
        """As LaTeX, fit to stand inside brackets."""
        if self.partial is not None:
            return self.partial.latex(style)
        return rf"\lambda {self.variable.name}.\, {self.body.latex(style)}"

    def text(self, style: Style) -> str:
        """As plain text, fit to stand inside brackets."""
        return self.partial.text(style) if self.partial is not None else f"λ{self.variable.name}. {self.body.text(style)}"


@dataclass(frozen=True, eq=False)
class Slope(Expr):
    """D(function) point: the derivative of a function at a point."""

    function: Lambda
    point: Expr
    binds = PRODUCT
    is_application = True

    def value(self, digits: int | None = None) -> Value:
        return self.function.slope(self.point.number(digits), digits)

    def latex(self, style: Style) -> str:
        inner = self.function.latex(style)
        return rf"D\left({inner}\right)\, {_bracketed_word(self.point, style)}"

    def text(self, style: Style) -> str:
        return f"D({self.function.text(style)}) {_text_word(self.point, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.function.body, self.point)


@dataclass(frozen=True, eq=False)
class Applied(Expr):
    """Something written as a function's application, as f w b a is; what is computed is the body.

    Attributes:
        words: the function and its arguments, written one after the other.
        body: what it means.
    """

    words: tuple[Expr, ...]
    body: Expr
    binds = PRODUCT
    is_application = True

    def value(self, digits: int | None = None) -> Value:
        return self.body.value(digits)

    def latex(self, style: Style) -> str:
        return r"\, ".join(_bracketed_word(word, style) for word in self.words)

    def text(self, style: Style) -> str:
        return " ".join(_text_word(word, style) for word in self.words)

    def parts(self) -> Sequence[Expr]:
        return self.words

    def computed(self) -> Sequence[Expr]:
        return (self.body,)

    def flaw(self) -> str:
        return ""

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return self.body.slope(variable, digits)


@dataclass(frozen=True, eq=False)
class Composed(Expr):
    """Functions composed, as C y ∘ f p ∘ (λv. f v a) is; the outermost comes first."""

    functions: tuple[Expr | Lambda, ...]

    def latex(self, style: Style) -> str:
        return r" \circ ".join(_bracketed_function(one.latex(style), one, r"\left(", r"\right)") for one in self.functions)

    def text(self, style: Style) -> str:
        return " ∘ ".join(_bracketed_function(one.text(style), one, "(", ")") for one in self.functions)

    def parts(self) -> Sequence[Expr]:
        return tuple(one.body if isinstance(one, Lambda) else one for one in self.functions)


def _bracketed_function(written: str, function: Expr | Lambda, left: str, right: str) -> str:
    return f"{left}{written}{right}" if isinstance(function, Lambda) else written


@dataclass(frozen=True, eq=False)
class Tuple(Expr):
    """Several numbers as one argument; a single one stands for itself."""

    items: tuple[Expr, ...]

    def latex(self, style: Style) -> str:
        if len(self.items) == 1:
            return self.items[0].latex(style)
        shown = [r"\ldots" if i is None else self.items[i].latex(style) for i in style.shown(len(self.items))]
        return rf"\left({', '.join(shown)}\right)"

    def text(self, style: Style) -> str:
        if len(self.items) == 1:
            return self.items[0].text(style)
        shown = ["…" if i is None else self.items[i].text(style) for i in style.shown(len(self.items))]
        return f"({', '.join(shown)})"

    def parts(self) -> Sequence[Expr]:
        return self.items

    def count(self) -> int:
        return len(self.items)

    def flaw(self) -> str:
        return ""


def _text_word(word: Expr, style: Style) -> str:
    text = word.text(style)
    return f"({text})" if isinstance(word, Applied) else _text_atom(text)


def _text_atom(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _bracketed_word(word: Expr, style: Style) -> str:
    latex = word.latex(style)
    return rf"\left({latex}\right)" if isinstance(word, Applied) else _atom(latex)


def _atom(latex: str) -> str:
    return rf"\left({latex}\right)" if latex.startswith(MINUS) else latex
