"""The terms of the article's λ-notation: immutable trees, and the places in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Path = tuple[int, ...]
"""Where a term stands in another: which part, of that which part, …; the whole is at ()."""


@dataclass(frozen=True)
class Term:
    """What is written in the λ-notation; two that are alike are equal."""

    def parts(self) -> tuple[Term, ...]:
        """The terms right below, from left to right."""
        return ()

    def of_parts(self, parts: tuple[Term, ...]) -> Term:
        """The same kind of term of other parts, as many as it has."""
        return self

    @property
    def binds(self) -> tuple[str, ...]:
        """The variables that it binds in its parts."""
        return ()

    @cached_property
    def free(self) -> frozenset[str]:
        """The variables that nothing in it binds."""
        return frozenset().union(*(part.free for part in self.parts())) - {*self.binds}

    @cached_property
    def names(self) -> frozenset[str]:
        """All variables in it, free and bound."""
        return frozenset(self.binds).union(*(part.names for part in self.parts()))

    @cached_property
    def size(self) -> int:
        """Of how many terms it is made, itself counted."""
        return 1 + sum(part.size for part in self.parts())

    @cached_property
    def depth(self) -> int:
        """How many terms stand in one another."""
        return 1 + max((part.depth for part in self.parts()), default=0)


@dataclass(frozen=True)
class Number(Term):
    """A number, a finite float64."""

    value: float


@dataclass(frozen=True)
class Variable(Term):
    """A variable: a letter, and its index behind it, `x`, `p1`, or `f_L4` where the index begins with a letter."""

    name: str

    @cached_property
    def free(self) -> frozenset[str]:
        return frozenset((self.name,))

    @cached_property
    def names(self) -> frozenset[str]:
        return self.free


@dataclass(frozen=True)
class Constant(Term):
    """What has a meaning of its own: sin, π, D, ∇, and each operator as the function that it is."""

    name: str


@dataclass(frozen=True)
class Lambda(Term):
    """λx.E, or λ(x, y).E, whose argument is a tuple.

    Attributes:
        variables: what is bound, each once.
        body: E.
        takes_tuple: whether the argument is a tuple with an entry for each variable; if not, there is one variable.
    """

    variables: tuple[str, ...]
    body: Term
    takes_tuple: bool = False

    def parts(self) -> tuple[Term, ...]:
        return (self.body,)

    def of_parts(self, parts: tuple[Term, ...]) -> Term:
        return Lambda(self.variables, parts[0], self.takes_tuple)

    @property
    def binds(self) -> tuple[str, ...]:
        return self.variables


@dataclass(frozen=True)
class Tuple(Term):
    """(E₁, …, Eₙ), of at least two."""

    items: tuple[Term, ...]

    def parts(self) -> tuple[Term, ...]:
        return self.items

    def of_parts(self, parts: tuple[Term, ...]) -> Term:
        return Tuple(parts)


@dataclass(frozen=True)
class Apply(Term):
    """φ a: a function before its argument."""

    function: Term
    argument: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.function, self.argument)

    def of_parts(self, parts: tuple[Term, ...]) -> Term:
        return Apply(*parts)


@dataclass(frozen=True)
class Infix(Term):
    """An operator between its two operands; the sign is one of `OPERATORS`."""

    sign: str
    left: Term
    right: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.left, self.right)

    def of_parts(self, parts: tuple[Term, ...]) -> Term:
        return Infix(self.sign, *parts)


@dataclass(frozen=True)
class Negative(Term):
    """−E."""

    operand: Term

    def parts(self) -> tuple[Term, ...]:
        return (self.operand,)

    def of_parts(self, parts: tuple[Term, ...]) -> Term:
        return Negative(*parts)


ARITHMETIC = ("+", "−", "×", "/", "^")
"""Operators between two numbers."""
OPERATORS = (*ARITHMETIC, "·", "∘", "★")
"""All operators: · multiplies functions pointwise, ∘ composes them, ★ applies a tuple of them to a tuple entry by entry."""
FUNCTIONS = ("sin", "cos", "tan", "exp", "ln", "sqrt", "tanh", "σ")
"""Functions of one number that are known by name; σ is the logistic function."""
D, NABLA = Constant("D"), Constant("∇")
CONSTANTS = (*FUNCTIONS, "D", "∇", "π", *OPERATORS)
"""The names of all constants."""


def is_gradient_at(term: Term) -> bool:
    """Whether it is ∇φ(p), which by the article's convention for ∇ alone stands for ∇φ ★ p."""
    return isinstance(term, Apply) and is_gradient(term.function)


def is_gradient(term: Term) -> bool:
    """Whether it is ∇φ."""
    return isinstance(term, Apply) and term.function == NABLA


def places(term: Term, path: Path = ()) -> Iterator[tuple[Path, Term]]:
    """Every term in a term with where it stands; the leftmost and outermost come first."""
    yield path, term
    for i, part in enumerate(term.parts()):
        yield from places(part, (*path, i))


def bound_places(term: Term, scope: frozenset[str] = frozenset(), path: Path = ()) -> Iterator[Path]:
    """Where variables stand that a λ of the term binds, or that are of the scope."""
    if isinstance(term, Variable) and term.name in scope:
        yield path
    for i, part in enumerate(term.parts()):
        yield from bound_places(part, scope.union(term.binds), (*path, i))


def at(term: Term, path: Path) -> Term:
    """What stands at a place."""
    for i in path:
        term = term.parts()[i]
    return term


def replaced(term: Term, path: Path, new: Term) -> Term:
    """The term with another at a place."""
    if not path:
        return new
    parts = list(term.parts())
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return term.of_parts(tuple(parts))
