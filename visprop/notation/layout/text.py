"""A layout tree as plain text: what a label, a tool tip and a terminal can show."""

from __future__ import annotations

from functools import singledispatch
from unicodedata import normalize

from visprop.notation.layout.nodes import (
    Bound,
    Brackets,
    Fence,
    Gap,
    Hat,
    Index,
    Letter,
    Mark,
    Matrix,
    Node,
    Numeral,
    Operator,
    Over,
    Root,
    Row,
    Script,
    Term,
    Word,
)

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""From digits to lowered ones, for `str.translate`."""
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
"""From digits to raised ones, for `str.translate`."""

_LOWERED = str.maketrans("0123456789ijkeal", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑₐₗ")
_RAISED = str.maketrans("0123456789lL+-", "⁰¹²³⁴⁵⁶⁷⁸⁹ˡᴸ⁺⁻")
_DOTS = "⋯⋮⋱"
_FENCES = {Fence.NORM: ("‖", "‖")}


def plain(node: Node) -> str:
    """The plain text of a formula: `δ³ⱼ = (Σᵢ δ⁴ᵢ w⁴ᵢⱼ) σ′(z³ⱼ)`."""
    known = node.__dict__
    found: str | None = known.get(_KEPT)
    if found is None:
        known[_KEPT] = found = _printed(node)
    return found


_KEPT = "_plain"
"""Where it is kept with its node: names stand in many formulas, and formulas in many rows."""


@singledispatch
def _printed(node: Node) -> str:
    raise TypeError(f"plain text does not know how to write a {type(node).__name__}")


@_printed.register
def _(node: Letter) -> str:
    return node.text


@_printed.register
def _(node: Word) -> str:
    return node.text


@_printed.register
def _(node: Index) -> str:
    return node.text


@_printed.register
def _(node: Numeral) -> str:
    power = f"×10{node.power.translate(SUPERSCRIPTS)}" if node.power else ""
    return f"{'−' if node.is_negative else ''}{node.mantissa}{power}"


@_printed.register
def _(node: Mark) -> str:
    return "…" if node.text in _DOTS else "ᵀ" if node.text == "⊤" else node.text


@_printed.register
def _(node: Operator) -> str:
    return node.text if node.text == "·" else f" {node.text} "


@_printed.register
def _(node: Gap) -> str:
    return node.space.text


@_printed.register
def _(node: Row) -> str:
    found = ""
    for part in map(plain, node.items):
        # Behind an underscore the index would go on into the next letter.
        found += f" {part}" if part[:1].isalpha() and found[-2:-1] == "_" else part
    return found


@_printed.register
def _(node: Script) -> str:
    # A sum's bounds are two, and no letter says =; that it is a sum over all is enough.
    if isinstance(node.above, Index) and isinstance(node.below, Index) and "=" in node.below.text:
        return plain(node.base)
    return f"{plain(node.base)}{_above(node.above)}{_below(node.below)}"


def _above(node: Node | None) -> str:
    return "" if node is None else node.text.translate(_RAISED) if isinstance(node, Index) else plain(node)


def _below(node: Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, Index):
        return f"[{plain(node)}]"
    # What has no lowered letter keeps the underscore: φ_B.
    lowered = node.text.translate(_LOWERED)
    return lowered if lowered[0] != node.text[0] else f"_{lowered}"


@_printed.register
def _(node: Hat) -> str:
    return normalize("NFC", f"{node.base.text}\u0302")


@_printed.register
def _(node: Over) -> str:
    return f"{plain(node.above)}/{plain(node.below)}"


@_printed.register
def _(node: Root) -> str:
    return f"√{plain(node.inner)}"


@_printed.register
def _(node: Brackets) -> str:
    left, right = _FENCES.get(node.fence, ("(", ")"))
    return f"{left}{plain(node.inner)}{right}"


@_printed.register
def _(node: Matrix) -> str:
    rows = [[plain(cell) for cell in row] for row in node.rows]
    if node.is_vector:
        return f"({', '.join(row[0] for row in rows)})"
    # A row of dots alone is said once.
    return f"[{'; '.join('…' if set(row) == {'…'} else ' '.join(row) for row in rows)}]"


@_printed.register
def _(node: Bound) -> str:
    return plain(node.inner)


@_printed.register
def _(node: Term) -> str:
    return plain(node.inner)
