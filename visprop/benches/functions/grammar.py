"""Terms as text, read into trees by a grammar of its own; nothing typed is ever run.

expression = sum, and λ wherever something may begin
sum        = product {("+" | "−") product}
product    = signed {("×" | "/" | "·") signed}
signed     = "−" signed | composed
composed   = applied {("∘" | "★") applied}
applied    = number power* atom… | powered atom…        a number right before something is a factor of it
powered    = atom ["^" exponent]
atom       = number | variable | constant | "(" sign ")" | "(" expression {"," expression} ")" | λ
λ          = "λ" {variable | "(" variable {"," variable} ")"} "." expression
"""

from __future__ import annotations

import math

from visprop.benches.functions.terms import (
    OPERATORS,
    Apply,
    Constant,
    Infix,
    Lambda,
    Negative,
    Number,
    Term,
    Tuple,
    Variable,
)
from visprop.benches.functions.tokens import Refused, Token, number, tokens

MOST_DEPTH = 50
"""How deeply a term may be nested."""

_TOO_DEEP = f"a term is nested at most {MOST_DEPTH} deep"
_LEVELS = (("+", "−"), ("×", "/", "·"))


def parse(text: str) -> Term:
    """The term that a text says.

    Raises:
        Refused: it says none, in words and with the place where it went wrong.
    """
    return _Parser(tokens(text)).whole()


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens, self._at, self._depth = found, 0, 0

    def whole(self) -> Term:
        if len(self._tokens) == 2 and self._next.text in OPERATORS:
            return Constant(self._take().text)
        found = self._nested(self._expression())
        if self._next.kind == "end":
            return found
        if self._next.text == ")":
            raise self._refused("this bracket closes nothing")
        raise self._expected("an operator or the end")

    def _expression(self) -> Term:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._refused(_TOO_DEEP)
        found = self._level(0)
        self._depth -= 1
        return found

    def _nested(self, term: Term) -> Term:
        """The term, which may be nested only so deep; asked at each, so that nothing has to go down far at once."""
        if term.depth > MOST_DEPTH:
            raise self._refused(_TOO_DEEP)
        return term

    def _level(self, level: int) -> Term:
        """A sum or a product; both are read from the left."""
        if level == len(_LEVELS):
            return self._signed()
        found = self._level(level + 1)
        while self._next.text in _LEVELS[level]:
            found = self._nested(Infix(self._take().text, found, self._level(level + 1)))
        return found

    def _signed(self) -> Term:
        if self._next.text != "−":
            return self._composed()
        signs = 0
        while self._next.text == "−":
            self._take()
            signs += 1
        if signs > 1:
            raise self._refused("two minus signs need brackets between them")
        is_literal, start = self._next.kind == "number", self._at
        operand = self._composed()
        # The digits alone: −2 is a number, −2x and −2² are negatives of what follows.
        if is_literal and self._at == start + 1 and isinstance(operand, Number):
            return Number(0.0 - operand.value)
        return Negative(operand)

    def _composed(self) -> Term:
        found = self._applied()
        while self._next.text in ("∘", "★"):
            found = self._nested(Infix(self._take().text, found, self._applied()))
        return found

    def _applied(self) -> Term:
        """A function and its arguments, read from the left; or a number and what it is a factor of."""
        is_number = self._next.kind == "number"
        found, has_power = self._powered()
        if not self._begins_atom:
            return found
        if has_power:
            raise self._refused("what has an exponent is no function; a product is written with ×")
        if is_number:
            if self._next.kind == "number":
                raise self._refused("a number is no function; a product is written with ×")
            return Infix("×", found, self._applied())
        while self._begins_atom:
            argument, has_power = self._powered()
            if has_power:
                self._at -= 1
                raise self._refused("this exponent can be read in two ways: write (f x)^2 or f (x^2)")
            found = self._nested(Apply(found, argument))
        return found

    def _raised(self) -> float:
        """A raised whole number."""
        try:
            value = float(int(self._next.text))
        except OverflowError as error:
            raise self._refused("this number is too large for float64") from error
        self._take()
        return value

    def _powered(self) -> tuple[Term, bool]:
        """An atom with its exponent, and whether it has one."""
        base = self._atom()
        if self._next.kind == "raised":
            return Infix("^", base, Number(self._raised())), self._one_exponent()
        if self._next.text != "^":
            return base, False
        self._take()
        if self._next.text != "−":
            return Infix("^", base, self._atom()), self._one_exponent()
        self._take()
        is_literal, exponent = self._next.kind == "number", self._atom()
        negative = Number(0.0 - exponent.value) if is_literal and isinstance(exponent, Number) else Negative(exponent)
        return Infix("^", base, negative), self._one_exponent()

    def _one_exponent(self) -> bool:
        if self._next.text == "^" or self._next.kind == "raised":
            raise self._refused("an exponent of an exponent needs brackets: (x^2)^3 or x^(2^3)")
        return True

    @property
    def _begins_atom(self) -> bool:
        return self._next.kind in ("number", "variable", "constant") or self._next.text in ("(", "λ")

    def _atom(self) -> Term:
        token = self._next
        if token.text == "λ":
            return self._lambda()
        if token.text == "(":
            return self._bracketed()
        if not self._begins_atom:
            raise self._expected("a number, a variable, a function or a bracket")
        self._take()
        if token.kind == "variable":
            return Variable(token.text)
        if token.kind == "constant":
            return Constant(token.text)
        value = number(token.text)
        if not math.isfinite(value):
            raise Refused("this number is too large for float64", token.at)
        return Number(value)

    def _bracketed(self) -> Term:
        opened = self._take()
        if self._next.text in OPERATORS and self._tokens[self._at + 1].text == ")":
            found: Term = Constant(self._take().text)
            self._take()
            return found
        items = [self._expression()]
        while self._next.text == ",":
            self._take()
            items.append(self._expression())
        if self._next.kind == "end":
            raise Refused("this bracket is not closed", opened.at)
        self._expect(")")
        return items[0] if len(items) == 1 else Tuple(tuple(items))

    def _lambda(self) -> Term:
        """λ with all that it binds: λx y.E is λx.λy.E."""
        self._take()
        bound = [self._bound()]
        while self._next.text != ".":
            if self._next.kind == "end":
                raise self._refused("λ binds variables and then has a dot: λx.E, but the text ends")
            bound.append(self._bound())
        self._take()
        found = self._expression()
        for variables, takes_tuple in reversed(bound):
            found = self._nested(Lambda(variables, found, takes_tuple))
        return found

    def _bound(self) -> tuple[tuple[str, ...], bool]:
        """What one λ binds, and whether it is the entries of a tuple."""
        if self._next.text != "(":
            return (self._variable(),), False
        self._take()
        found = [self._variable()]
        while self._next.text == ",":
            self._take()
            if self._next.text in found:
                raise self._refused(f"{self._next.text} is bound twice in one tuple")
            found.append(self._variable())
        self._expect(")")
        return tuple(found), len(found) > 1

    def _variable(self) -> str:
        if self._next.kind == "constant":
            raise self._refused(f"{self._next.text} has a meaning of its own and cannot be bound by λ")
        if self._next.kind != "variable":
            raise self._expected("a variable that λ binds")
        return self._take().text

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, text: str) -> None:
        if self._next.text != text:
            raise self._expected(f"{text!r}")
        self._take()

    def _expected(self, what: str) -> Refused:
        token = self._next
        return self._refused(f"expected {what}, but " + ("the text ends" if token.kind == "end" else f"found {token.text!r}"))

    def _refused(self, reason: str) -> Refused:
        return Refused(reason, self._next.at)
