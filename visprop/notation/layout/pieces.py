"""A layout tree cut into pieces, so that a long formula can be broken into lines and each term can be pointed at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.engine.key import Key
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import (
    NOTHING,
    WIDE,
    Bound,
    Brackets,
    Fence,
    Gap,
    Group,
    Mark,
    Matrix,
    Node,
    Operator,
    Over,
    Row,
    Script,
    Space,
    Term,
    has,
)

_SHORT = 40
"""A bracket of so little LaTeX, such as (a − y), is never broken."""
_OPENING, _CLOSING = (Mark("("), Mark("(", is_big=True)), (Mark(")"), Mark(")", is_big=True))
"""Brackets about what is not tall, and about what is."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of a formula that is set on its own.

    Attributes:
        node: what it says.
        keys: what it stands for in the network.
        space: what stands before it.
        is_break: whether a line may be broken before it.
        depth: in how many brackets it stands.
        name: of the one quantity that it stands for, where its number is printed too; None if it is none.
    """

    node: Node
    keys: frozenset[Key] = frozenset()
    space: Space = NOTHING
    is_break: bool = False
    depth: int = 0
    name: Node | None = None

    @property
    def before(self) -> float:
        """How wide the space before it is, in sizes of the font."""
        return self.space.size


def pieces(node: Node) -> list[Piece]:
    """The pieces of a formula; together they say what it says."""
    cutter = _Cutter()
    cutter.cut(node)
    return cutter.found


class _Cutter:
    def __init__(self) -> None:
        self.found: list[Piece] = []
        self._space, self._is_break, self._depth = NOTHING, False, 0

    def cut(self, node: Node) -> None:
        match node:
            case Row(items):
                for item in items:
                    self.cut(item)
            case Gap(space, is_break):
                self._space, self._is_break = space, is_break
            case Operator(_, is_break):
                self._space, self._is_break = WIDE, is_break
                self._add(node)
                self._space = WIDE
            case Brackets(inner, Fence.LINEAR):
                self.cut(inner)
            case Brackets(inner, Fence.GROUP | Fence.LIST as fence):
                self._bracketed(inner, fence)
            case Script(Brackets(_, Fence.GROUP) as base, above, below):
                self.cut(base)
                end = self.found[-1]
                self.found[-1] = replace(end, node=Script(end.node, above, below))
            case Script(Bound() as base, above, below):
                # The variable has a colour of its own, and its exponent has not.
                self._add(base)
                self._add(Script(Row(()), above, below))
            case Group(inner, keys):
                start = len(self.found)
                self.cut(inner)
                self.found[start:] = [replace(piece, keys=piece.keys | keys) for piece in self.found[start:]]
            case Term(inner, keys, name):
                self._add(inner, keys, name)
            case _:
                self._add(node)

    def _add(self, node: Node, keys: frozenset[Key] = frozenset(), name: Node | None = None) -> None:
        self.found.append(Piece(node, keys, self._space, self._is_break, self._depth, name))
        self._space, self._is_break = NOTHING, False

    def _bracketed(self, inner: Node, fence: Fence) -> None:
        is_big = fence is Fence.GROUP and has(inner, Over, Matrix)
        self._add(_OPENING[is_big])
        start = len(self.found)
        self._depth += 1
        self.cut(inner)
        self._depth -= 1
        if fence is Fence.GROUP and sum(map(len, [latex(piece.node) for piece in self.found[start:]])) <= _SHORT:
            self.found[start:] = [replace(piece, is_break=False) for piece in self.found[start:]]
        self._add(_CLOSING[is_big])


def is_bound(piece: Piece) -> bool:
    """Whether it is the variable that a λ binds, which has a colour of its own."""
    return isinstance(piece.node, Bound)
