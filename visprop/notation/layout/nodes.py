"""The layout tree: what stands where in a formula, and what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import NamedTuple, TypeVar

from visprop.engine.key import Key

Made = TypeVar("Made")


class Node:
    """A part of a formula; two that are alike are not the same."""

    def children(self) -> tuple[Node, ...]:
        """The nodes right below, from left to right."""
        return ()


def kept(make: Callable[[Node], Made]) -> Callable[[Node], Made]:
    """A function that keeps with each node what it made of it: names stand in many formulas, and formulas in many rows."""
    name = f"_{make.__module__}.{make.__name__}"

    @wraps(make)
    def made(node: Node) -> Made:
        known = node.__dict__
        if name not in known:
            known[name] = make(node)
        found: Made = known[name]
        return found

    return made


@dataclass(frozen=True, eq=False)
class Letter(Node):
    """A single letter that stands for something: w, δ, ∂, Σ."""

    text: str


@dataclass(frozen=True, eq=False)
class Word(Node):
    """Letters that are one name, or plain words: exp, softmax, rest."""

    text: str


@dataclass(frozen=True, eq=False)
class Index(Node):
    """What stands above or below a letter and is no formula of its own: the layer 2, the neurons 1,2, the bounds of a sum."""

    text: str


@dataclass(frozen=True, eq=False)
class Numeral(Node):
    """A number.

    Attributes:
        mantissa: its digits with a point; of one that is not finite a word.
        power: of ten, as digits; empty where there is none.
        is_negative: whether a minus stands before it.
    """

    mantissa: str
    power: str = ""
    is_negative: bool = False


@dataclass(frozen=True, eq=False)
class Mark(Node):
    """A sign that computes nothing: a bracket, a comma, dots, the prime of σ′; one for tall content is big."""

    text: str
    is_big: bool = False


@dataclass(frozen=True, eq=False)
class Operator(Node):
    """A sign between two operands: + − · × ⊙ ∘ = ≥ ⇔ ← →; a line may be broken before it where that is allowed."""

    text: str
    is_break: bool = True


class Space(NamedTuple):
    """What stands between two parts.

    Attributes:
        size: how wide it is, in sizes of the font.
        latex, text: how it is printed.
    """

    size: float
    latex: str
    text: str


NOTHING = Space(0.0, "", "")
"""No space at all."""
HAIR, FACTOR, THIN = Space(0.06, "", ""), Space(0.16, r"\, ", "·"), Space(0.16, r"\, ", " ")
"""Behind a sign that belongs to what follows; between factors; between words and matrices."""
APART, WIDE = Space(0.32, r"\, ", " "), Space(0.25, " ", " ")
"""Before what a function is given; about an operator, and behind a comma."""


@dataclass(frozen=True, eq=False)
class Gap(Node):
    """A space; a line may be broken there where that is allowed."""

    space: Space
    is_break: bool = False


@dataclass(frozen=True, eq=False)
class Row(Node):
    """Parts one behind the other."""

    items: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        return self.items


@dataclass(frozen=True, eq=False)
class Script(Node):
    """Something with what stands above and below it, to its right."""

    base: Node
    above: Node | None = None
    below: Node | None = None

    def children(self) -> tuple[Node, ...]:
        return tuple([part for part in (self.base, self.above, self.below) if part is not None])


@dataclass(frozen=True, eq=False)
class Hat(Node):
    """A letter with a roof, as the tangent φ̂ has one."""

    base: Letter

    def children(self) -> tuple[Node, ...]:
        return (self.base,)


@dataclass(frozen=True, eq=False)
class Dotted(Node):
    """A letter with one or two dots above it, as Newton writes the first and the second derivative."""

    base: Letter
    count: int

    def children(self) -> tuple[Node, ...]:
        return (self.base,)


@dataclass(frozen=True, eq=False)
class Where(Node):
    """Something with a bar behind it, as high as a fraction or as low as a letter, and below that where it is taken."""

    inner: Node
    at: Node
    is_low: bool = False

    def children(self) -> tuple[Node, ...]:
        return (self.inner, self.at)


@dataclass(frozen=True, eq=False)
class Over(Node):
    """A fraction."""

    above: Node
    below: Node

    def children(self) -> tuple[Node, ...]:
        return (self.above, self.below)


@dataclass(frozen=True, eq=False)
class Root(Node):
    """A square root."""

    inner: Node

    def children(self) -> tuple[Node, ...]:
        return (self.inner,)


class Fence(Enum):
    """What brackets are for."""

    GROUP = "a part of a formula: as high as it, and never broken where it is short"
    LIST = "what a function is given"
    PLAIN = "in a listing: of one height"
    NORM = "a length"
    ABSOLUTE = "an absolute value"
    LINEAR = "what a bar of a fraction or of a root holds together, so that only plain text needs them"


@dataclass(frozen=True, eq=False)
class Brackets(Node):
    """Something in brackets."""

    inner: Node
    fence: Fence = Fence.GROUP

    def children(self) -> tuple[Node, ...]:
        return (self.inner,)


@dataclass(frozen=True, eq=False)
class Matrix(Node):
    """Cells in rows and columns between square brackets; of a vector, which is one column, plain text makes a list."""

    rows: tuple[tuple[Node, ...], ...]
    is_vector: bool

    def children(self) -> tuple[Node, ...]:
        return tuple(cell for row in self.rows for cell in row)


@dataclass(frozen=True, eq=False)
class Bound(Node):
    """A variable where λ binds it."""

    inner: Node

    def children(self) -> tuple[Node, ...]:
        return (self.inner,)


@dataclass(frozen=True, eq=False)
class Term(Node):
    """A part that is set, and pointed at, as a whole.

    Attributes:
        inner: what it says.
        keys: what it stands for in the network.
        name: of the one quantity that it stands for, where its number may be printed instead; None if it is none.
    """

    inner: Node
    keys: frozenset[Key] = frozenset()
    name: Node | None = None

    def children(self) -> tuple[Node, ...]:
        return (self.inner,)


@dataclass(frozen=True, eq=False)
class Group(Node):
    """A part that is pointed at as a whole like a term, but is set, and broken into lines, as what it holds.

    Attributes:
        inner: what it says.
        keys: what it stands for.
    """

    inner: Node
    keys: frozenset[Key]

    def children(self) -> tuple[Node, ...]:
        return (self.inner,)


@kept
def contents(node: Node) -> frozenset[type[Node] | str]:
    """The kinds of node in a tree, and its letters."""
    own: frozenset[type[Node] | str] = frozenset((type(node), node.text) if isinstance(node, Letter) else (type(node),))
    return own.union(*map(contents, node.children()))


def has(node: Node, *parts: type[Node] | str) -> bool:
    """Whether there is a node of some kinds, or one of some letters, in a tree."""
    return not contents(node).isdisjoint(parts)


@kept
def keys_in(node: Node) -> frozenset[Key]:
    """What the terms of a formula stand for."""
    return node.keys if isinstance(node, Term | Group) else frozenset().union(*map(keys_in, node.children()))


def bare(node: Node) -> Node:
    """What a formula is, without what it stands for."""
    while True:
        match node:
            case Term(inner) | Group(inner) | Bound(inner) | Brackets(inner, Fence.LINEAR) | Row((inner,)):
                node = inner
            case _:
                return node


def first(node: Node) -> Node:
    """The leftmost sign of a formula."""
    while True:
        match node:
            case Row((inner, *_)) | Script(inner) | Term(inner) | Group(inner) | Bound(inner):
                node = inner
            case _:
                return node


def begins_with_digit(node: Node) -> bool:
    """Whether a number is the first that is read, which right behind another would read as one with it."""
    leaf = first(node)
    return isinstance(leaf, Numeral) and not leaf.is_negative


def begins_with_minus(node: Node) -> bool:
    """Whether a minus is the first that is read, so that another sign before it needs brackets between."""
    leaf = first(node)
    return leaf is MINUS or (isinstance(leaf, Numeral) and leaf.is_negative)


MINUS = Mark("−")
"""The sign of what is negative; an operator between two operands is `Operator("−")`."""

UNIT = Numeral("1")
"""The number 1, where it stands for what is written as nothing else."""
