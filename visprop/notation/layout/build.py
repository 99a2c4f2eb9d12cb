"""How names, and what is made of names, are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from visprop.notation.layout.nodes import (
    HAIR,
    MINUS,
    THIN,
    WIDE,
    Bound,
    Brackets,
    Fence,
    Gap,
    Group,
    Index,
    Letter,
    Mark,
    Node,
    Operator,
    Over,
    Row,
    Script,
    Space,
    Term,
    Where,
    Word,
)

UNNAMED = Row(())
"""The name of what has none."""
DOTS, MIDDLE_DOTS, DOWN_DOTS = Mark("…"), Mark("⋯"), Mark("⋮")
"""What stands for the rest of a list, of a sum or product, and of lines below one another."""
PARTIAL, DELTA, NABLA = Letter("∂"), Letter("Δ"), Letter("∇")


@lru_cache(maxsize=64)
def operator(text: str, is_break: bool = True) -> Operator:
    """A sign between two operands; made once, as formulas are full of the same ones."""
    return Operator(text, is_break)


@lru_cache(maxsize=4096)
def scripted(letter: str, above: str = "", below: str = "") -> Node:
    """A letter, or a word of several, with what stands above and below it."""
    base: Node = Letter(letter) if len(letter) == 1 else Word(letter)
    if not above and not below:
        return base
    return Script(base, Index(above) if above else None, Index(below) if below else None)


def tight(*items: Node | str) -> Node:
    """Parts right behind one another; letters may be given as such."""
    return Row(tuple(scripted(item) if isinstance(item, str) else item for item in items))


def between(items: Iterable[Node], link: Node) -> Node:
    """Parts with the same sign or space between any two."""
    found = list[Node]()
    for item in items:
        found += [link, item] if found else [item]
    return found[0] if len(found) == 1 else Row(tuple(found))


def words(*items: Node | str) -> Node:
    """A function and its arguments: f w b a."""
    return between((scripted(item) if isinstance(item, str) else item for item in items), Gap(THIN))


def times(*items: Node) -> Node:
    """Factors beside one another, in a listing."""
    return between(items, Gap(THIN))


def plus(*items: Node) -> Node:
    """Terms added up."""
    return between(items, operator("+"))


def minus(left: Node, right: Node) -> Node:
    """A difference."""
    return Row((left, operator("−"), right))


def negative(inner: Node) -> Node:
    """Something with a minus before it."""
    return Row((MINUS, Gap(HAIR), inner))


def partial_of(inner: Node) -> Node:
    """∂w."""
    return Row((PARTIAL, inner))


@lru_cache(maxsize=4096)
def change_of(inner: Node, below: str = "") -> Node:
    """Δw; with an index where it is of one example."""
    return Row((Script(DELTA, below=Index(below)) if below else DELTA, inner))


@lru_cache(maxsize=4096)
def quotient(above: Node, below: Node) -> Node:
    """∂c/∂w."""
    return Over(partial_of(above), partial_of(below))


@lru_cache(maxsize=4096)
def primed(name: Node) -> Node:
    """σ′."""
    return Row((name, Mark("′")))


def summed(index: str, inner: Node, until: str = "") -> Node:
    """Σ over an index, with its last value where that is written."""
    return Row((Script(Letter("Σ"), Index(until) if until else None, Index(index)), Gap(_AFTER_SUM), inner))


_AFTER_SUM = Space(0.0, " ", " ")


def called(name: Node, argument: Node) -> Node:
    """f(x), in a listing."""
    return Row((name, Brackets(argument, Fence.PLAIN)))


def commas(items: Sequence[Node], is_break: bool = False) -> Node:
    """Parts with commas between them."""
    return between(items, Row((Mark(","), Gap(WIDE, is_break))))


def transposed(inner: Node) -> Node:
    """Something in brackets, on its side."""
    return Script(Brackets(inner, Fence.PLAIN), Mark("⊤"))


def slashed(node: Node) -> Node:
    """A formula with its fractions in one line, dy/dx, for where there is no room above one another."""
    match node:
        case Over(above, below):
            return Row((_operand(above), Mark("/"), _operand(below)))
        case Row(items):
            return Row(tuple(_held(items[k], items[k + 1 :]) for k in range(len(items))))
        case Script(base):
            return replace(node, base=slashed(base))
        case Where(inner, at):
            return Where(slashed(inner), at, is_low=True)
        case Brackets(inner) | Bound(inner) | Term(inner) | Group(inner):
            return replace(node, inner=slashed(inner))
        case _:
            return node


def _operand(node: Node) -> Node:
    """What stood above or below a bar; the bar held it together, which brackets do now."""
    if isinstance(node, Brackets) and node.fence is Fence.LINEAR:
        return Brackets(slashed(node.inner), Fence.PLAIN)
    return slashed(node)


def _held(node: Node, behind: Sequence[Node]) -> Node:
    """A part of a row; a fraction before what is not added to it needs brackets, as (dy/dx)(a) has them."""
    following = next((one for one in behind if not isinstance(one, Gap)), None)
    is_alone = following is None or isinstance(following, Operator | Mark)
    return slashed(node) if is_alone or not isinstance(node, Over) else Brackets(slashed(node), Fence.PLAIN)
