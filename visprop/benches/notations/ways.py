"""The notations: how each writes the derivative, what that denotes, and how its value at the point is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from visprop.benches.notations.subject import Subject
from visprop.notation.calculus.terms import Term, Variable, substituted
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.layout.build import PARTIAL, between, commas, primed, scripted, tight
from visprop.notation.layout.nodes import (
    APART,
    HAIR,
    THIN,
    Brackets,
    Dotted,
    Fence,
    Gap,
    Letter,
    Mark,
    Node,
    Numeral,
    Operator,
    Over,
    Row,
    Script,
    Where,
)

FUNCTION, VARIABLE, NUMBER, EXPRESSION, NOTHING = "a function", "a variable", "a number", "an expression", "not written so"
"""What a sign can denote."""


@dataclass(frozen=True, eq=False)
class Written:
    """The derivative in one notation.

    Attributes:
        name: whose notation it is, in a word or two.
        kind: what it denotes: a function, a variable, a number, an expression.
        symbol: how the derivative is written; None where the notation has no way.
        result: what it is, written out.
        at: how its value at the point is written.
        result_at: what that is, written out.
        words: what its signs denote, in sentences.
    """

    name: str
    kind: str
    symbol: Node | None
    result: Node
    at: Node
    result_at: Node
    words: tuple[str, ...]


def ways(subject: Subject) -> tuple[Written, ...]:
    """The derivative in every notation, in the order in which they are told."""
    return _ways(subject.term, subject.free, subject.by, subject.order)


@lru_cache(maxsize=16)
def _ways(term: Term, free: tuple[str, ...], by: str, order: int) -> tuple[Written, ...]:
    # How they are written does not depend on the point.
    made = _Ways(Subject(term, free, by, order, {}))
    return (made.euler(), made.variable(), made.function(), made.bar(), made.operator(), made.lagrange(), made.newton())


class _Ways:
    def __init__(self, subject: Subject) -> None:
        self._subject, self._by = subject, subject.by
        self._hand, self._euler = Hand(Way.LEIBNIZ, subject.is_partial), Hand(Way.EULER)
        self._term, self._found = subject.term, subject.derivative.term
        self._y, self._d = Letter("y"), PARTIAL if subject.is_partial else Letter("d")
        self._f = Letter("φ" if subject.is_partial else "f")
        self._result = self._hand.term(self._found)
        self._result_at = self._hand.term(self._at_point(self._found))
        self._a = Letter(subject.letters[self._by])

    def _at_point(self, term: Term, but: str = "") -> Term:
        """A term with a, b and c for the variables."""
        letters = self._subject.letters.items()
        return substituted(term, {name: Variable(letter) for name, letter in letters if name != but})

    @property
    def _names(self) -> str:
        return " and ".join(self._subject.free)

    def _list(self, nodes: Iterable[Node]) -> Node:
        return Brackets(commas(list(nodes)), Fence.PLAIN)

    @property
    def _lambda(self) -> Node:
        """The derivative as a function: λx. 2x, or λ(x, z). cos(x)."""
        free = self._subject.free
        if len(free) == 1:
            return self._euler.function(self._by, self._found)
        hand = Hand(Way.EULER, bound=frozenset(free))
        names = self._list(hand.variable(name) for name in free)
        return Row((Mark("λ"), Gap(HAIR), names, Mark("."), Gap(THIN), hand.term(self._found)))

    @property
    def _arguments(self) -> Node:
        """(a), or (a, b)."""
        return self._list(Letter(letter) for letter in self._subject.letters.values())

    @property
    def _ratio(self) -> Node:
        """dy/dx, or d²y/dx²."""
        return Over(tight(self._over, self._y), self._under)

    @property
    def _over(self) -> Node:
        return self._d if self._subject.order == 1 else Script(self._d, Numeral("2"))

    @property
    def _under(self) -> Node:
        by = self._hand.variable(self._by)
        return tight(self._d, by if self._subject.order == 1 else Script(by, Numeral("2")))

    def _where(self, inner: Node) -> Node:
        """With a bar, and the point below it."""
        parts = (tight(name, Operator("="), letter) for name, letter in self._subject.letters.items())
        return Where(inner, between(parts, Row((Mark(","), Gap(THIN)))))

    def _derived(self, function: Node) -> Node:
        for _ in range(self._subject.order):
            function = Row((Letter("D"), Brackets(function, Fence.LIST)))
        return function

    def euler(self) -> Written:
        symbol = self._derived(self._euler.function(self._by, self._term))
        at = self._derived(self._euler.function(self._by, self._at_point(self._term, but=self._by)))
        words = ["D denotes a function that makes of a function another one: (ℝ → ℝ) → (ℝ → ℝ)."]
        words.append(f"λ{self._by}. … denotes a function, in which {self._by} is bound: any other letter would do.")
        if self._subject.is_partial:
            words.append("What is not bound is held; it takes another λ to differentiate by another variable.")
        result = self._euler.function(self._by, self._found)
        value = Row((at, Gap(APART), self._a))
        return Written("Euler", FUNCTION, symbol, result, value, self._result_at, tuple(words))

    def variable(self) -> Written:
        words = (
            f"y denotes a variable that depends on {self._names}, as its equation says.",
            f"The derivative is a variable too, which depends on {self._names}.",
            f"Nothing is applied: “{self._applied}” is left out of y and of the derivative.",
        )
        return Written("Leibniz, variable", VARIABLE, self._ratio, self._result, self._ratio, self._result_at, words)

    @property
    def _applied(self) -> str:
        return f"({', '.join(self._subject.free)})"

    def function(self) -> Written:
        words = (
            "The same sign, now for a function, so that it can be applied to a point.",
            f"Then y denotes a function as well, as it does in y{self._applied} = …; which one is meant must be guessed.",
        )
        at = Row((self._ratio, Gap(HAIR), self._arguments))
        return Written("Leibniz, function", FUNCTION, self._ratio, self._lambda, at, self._result_at, words)

    def bar(self) -> Written:
        symbol = self._where(self._ratio)
        words = ("The bar says where the variable is taken, so what it denotes is a number.",)
        return Written("Leibniz, bar", NUMBER, symbol, self._result_at, symbol, self._result_at, words)

    def operator(self) -> Written:
        ratio = Over(self._over, self._under)
        symbol = Row((ratio, Gap(APART), Brackets(self._hand.term(self._term))))
        name = f"{'∂/∂' if self._subject.is_partial else 'd/d'}{self._by}"
        words = (
            f"{name} stands for D, but before an expression in {self._names} instead of a function.",
            "What it gives is an expression again; the equation y = … is not needed.",
        )
        return Written("Leibniz, operator", EXPRESSION, symbol, self._result, self._where(symbol), self._result_at, words)

    def lagrange(self) -> Written:
        symbol: Node = self._f
        if self._subject.is_partial:
            symbol = scripted(self._f.text, below=self._by * self._subject.order)
            words = ("A prime would not say by which variable, so its letter stands below, once for each time.",)
        else:
            for _ in range(self._subject.order):
                symbol = primed(symbol)
            words = ("The prime makes of the function f its derivative, a function; it is D written behind.",)
        at = Row((symbol, self._arguments))
        return Written("Lagrange", FUNCTION, symbol, self._lambda, at, self._result_at, words)

    def newton(self) -> Written:
        dotted = Dotted(self._y, self._subject.order)
        if self._subject.is_partial:
            none = (f"A dot does not say by which variable, and y depends on {self._names}.",)
            return Written("Newton", NOTHING, None, self._result, dotted, self._result_at, none)
        words = (
            "The dot makes of the variable y another one; by which variable is taken from the equation of y.",
            "It is mostly written where that is the time.",
        )
        return Written("Newton", VARIABLE, dotted, self._result, dotted, self._result_at, words)
