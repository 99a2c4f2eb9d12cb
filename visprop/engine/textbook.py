"""Formulas as a textbook writes them, read into the same tree: `2x sin(x²)`, `|x|`, `√x`, `sin²(x)`.

It is the grammar of `formula` with products that have no sign, raised digits, bars and roots;
names may stand right behind one another:

product = beside {("*" | "/") beside}
beside  = power {power that begins with a name, a function, a bracket, a bar or a root}
power   = ["-" | "+"] power | atom [raised | "^" power]
atom    = … | function raised "(" sum ")" | "|" sum "|" | "√" atom

A product without a sign right behind / could be meant in two ways and is refused: 1/2x.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from visprop.engine.formula import MAX_LENGTH, Application, Binary, Literal, Negative, Parser, Tree

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(f"{_RAISED}⁻⁺₀₁₂₃₄₅₆₇₈₉", "0123456789-+0123456789")
_LOWERED_ON = re.compile(r"(?<=[^\W\d_])[₀-₉]+")


def parse_textbook(text: str, names: Collection[str], functions: Collection[str]) -> Tree:
    """Read a formula as a textbook writes it; `x₁` is the name `x1`, `|u|` is abs(u) and `√u` is sqrt(u).

    Args:
        text: the formula.
        names: the variables and constants that may occur.
        functions: the functions that may.

    Raises:
        ValueError: the text is no formula; it says where it went wrong.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"a function has at most {MAX_LENGTH} characters")
    return _Textbook(_LOWERED_ON.sub(lambda digits: digits[0].translate(_DIGITS), text), names, functions).whole()


class _Textbook(Parser):
    token = re.compile(
        rf"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([⁻⁺]?[{_RAISED}]+)|(π|[^\W\d{_RAISED}π][^\W{_RAISED}π]*)|(.))"
    )

    def __init__(self, text: str, names: Collection[str], functions: Collection[str]) -> None:
        super().__init__(text, names, functions)
        known = sorted((*names, *functions), key=len, reverse=True)
        self._tokens = [part for start, token in self._tokens for part in _letters(start, token, known)]
        self._is_in_bars = False

    def _product(self) -> Tree:
        left, _ = self._beside()
        while self._peek() in ("*", "/"):
            sign, start = self._take(), self._at
            right, is_product = self._beside()
            if sign == "/" and is_product:
                self._at = start
                raise self._unexpected("brackets about what is divided by")
            left = Binary(sign, left, right)
        return left

    def _beside(self) -> tuple[Tree, bool]:
        """Factors without a sign between them, and whether there are several."""
        left, is_product = self._power(), False
        while self._begins_factor():
            left, is_product = Binary("*", left, self._power()), True
        return left, is_product

    def _begins_factor(self) -> bool:
        token = self._peek()
        is_opened = token in ("(", "√") or (token == "|" and not self._is_in_bars)
        return is_opened or token in self._names or token in self._functions

    def _signed(self) -> Tree:
        if self._peek() in ("-", "+"):
            return super()._signed()
        base = self._atom()
        if self._is_raised():
            return Binary("^", base, self._raised())
        return Binary(self._take(), base, self._power()) if self._peek() == "^" else base

    def _atom(self) -> Tree:
        token = self._peek()
        if token == "|" and not self._is_in_bars:
            return Application("abs", self._enclosed("|", "|", is_in_bars=True))
        if token == "√":
            return self._root()
        if token not in self._names and token in self._functions:
            return self._applied()
        return super()._atom()

    def _root(self) -> Tree:
        self._depth += 1
        self._check_depth()
        self._take()
        inner = self._atom()
        self._depth -= 1
        return Application("sqrt", inner)

    def _applied(self) -> Tree:
        function = self._take()
        if not self._is_raised():
            return Application(function, self._bracketed())
        exponent = self._raised()
        if isinstance(exponent, Negative):
            # Some mean by it the inverse function, others one divided by it.
            raise ValueError(f"{function}⁻¹ has two meanings: write 1/{function}(…)")
        return Binary("^", Application(function, self._bracketed()), exponent)

    def _bracketed(self) -> Tree:
        return self._enclosed("(", ")", is_in_bars=False)

    def _enclosed(self, left: str, right: str, is_in_bars: bool) -> Tree:
        before, self._is_in_bars = self._is_in_bars, is_in_bars
        self._expect(left)
        inner = self._sum()
        self._is_in_bars = before
        self._expect(right)
        return inner

    def _is_raised(self) -> bool:
        return self._peek().lstrip("⁻⁺")[:1] in tuple(_RAISED)

    def _raised(self) -> Tree:
        digits = self._take().translate(_DIGITS)
        size = Literal(float(digits.lstrip("+-")))
        return Negative(size) if digits.startswith("-") else size


def _letters(start: int, token: str, known: Sequence[str]) -> list[tuple[int, str]]:
    """A token that is no name, taken apart into names that stand beside one another: wx."""
    if token in known or not token[:1].isalpha():
        return [(start, token)]
    one = "|".join(map(re.escape, known))
    if not re.fullmatch(f"(?:{one})+", token):
        return [(start, token)]
    return [(start + part.start(), part[0]) for part in re.finditer(one, token)]
