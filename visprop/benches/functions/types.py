"""Types: ℝ, functions, tuples, and what stands for any type; and how they are laid out."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.notation.layout.build import between, scripted
from visprop.notation.layout.nodes import Brackets, Index, Node, Operator, Row, Script
from visprop.notation.layout.text import plain


@dataclass(frozen=True)
class Type:
    """What kind of thing a term stands for."""


@dataclass(frozen=True)
class Real(Type):
    """ℝ, the real numbers."""


@dataclass(frozen=True)
class Arrow(Type):
    """τ₁ → τ₂, functions."""

    argument: Type
    result: Type


@dataclass(frozen=True)
class Product(Type):
    """τ₁ × … × τₙ, tuples of at least two."""

    items: tuple[Type, ...]


@dataclass(frozen=True)
class Power(Type):
    """τⁿ, tuples of entries of one type whose number n is not known yet.

    Attributes:
        base: τ.
        length: which n, counted from 0; two of the same are equally long.
    """

    base: Type
    length: int


@dataclass(frozen=True)
class Unknown(Type):
    """τ₁, any type."""

    number: int


REAL = Real()
_LENGTHS = ("n", "m", "k")
_LEAST_POWER = 3
"""From so many equal entries on, ℝ × ℝ × ℝ is written ℝ³."""


def lay_out(type_: Type, all_brackets: bool = False) -> Node:
    """How a type is written: → is read from the right and binds less than ×.

    Args:
        type_: the type.
        all_brackets: whether the brackets that this makes needless are written.
    """
    match type_:
        case Arrow(argument, result):
            is_bare = not isinstance(argument, Arrow) and not (all_brackets and isinstance(argument, Product))
            left, right = lay_out(argument, all_brackets), lay_out(result, all_brackets)
            is_held = all_brackets and isinstance(result, Arrow)
            return Row((left if is_bare else Brackets(left), Operator("→"), Brackets(right) if is_held else right))
        case Product(items) if len(items) >= _LEAST_POWER and len(set(items)) == 1:
            return Script(_base(items[0], all_brackets), above=Index(str(len(items))))
        case Product(items):
            return between([_factor(item, all_brackets) for item in items], Operator("×"))
        case Power(base, length):
            name = _LENGTHS[length] if length < len(_LENGTHS) else f"n{length}"
            return Script(_base(base, all_brackets), above=Index(name))
        case Unknown(number):
            return scripted("τ", below=str(number))
        case _:
            return scripted("ℝ")


def text(type_: Type, all_brackets: bool = False) -> str:
    """A type as plain text, `ℝ → ℝ → ℝ`."""
    return plain(lay_out(type_, all_brackets))


def described(type_: Type) -> str:
    """A type in words: `a number (ℝ)`, `a pair (ℝ × ℝ)`."""
    match type_:
        case Real():
            return "a number (ℝ)"
        case Arrow():
            return f"a function ({text(type_)})"
        case Product(items):
            return f"{'a pair' if len(items) == 2 else f'a tuple of {len(items)}'} ({text(type_)})"
        case Power():
            return f"a tuple ({text(type_)})"
        case _:
            return f"of any type ({text(type_)})"


def _factor(type_: Type, all_brackets: bool) -> Node:
    """A type beside ×."""
    node = lay_out(type_, all_brackets)
    return Brackets(node) if isinstance(type_, Arrow) or (isinstance(type_, Product) and not isinstance(node, Script)) else node


def _base(type_: Type, all_brackets: bool) -> Node:
    """A type below an exponent."""
    node = lay_out(type_, all_brackets)
    return Brackets(node) if isinstance(type_, Arrow | Product | Power) else node
