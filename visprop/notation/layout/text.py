"""A layout tree as plain text: what a label, a tool tip and a terminal can show."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from visprop.notation.layout import nodes
from visprop.notation.layout.printer import Printer

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""From digits to lowered ones, for `str.translate`."""
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
"""From digits to raised ones, for `str.translate`."""

_LOWERED = str.maketrans("0123456789ijkeral", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑᵣₐₗ")
_RAISED = str.maketrans("0123456789lLkmn+-", "⁰¹²³⁴⁵⁶⁷⁸⁹ˡᴸᵏᵐⁿ⁺⁻")
_DOTS = "⋯⋱"
_ABOVE = {1: "\u0307", 2: "\u0308"}
_FENCES = {nodes.Fence.NORM: ("‖", "‖"), nodes.Fence.ABSOLUTE: ("|", "|")}


plain = Printer("plain text")
"""The plain text of a formula: `δ³ⱼ = (Σᵢ δ⁴ᵢ w⁴ᵢⱼ) σ′(z³ⱼ)`."""


@plain.writes(nodes.Letter)
def _(node: nodes.Letter) -> str:
    return node.text


@plain.writes(nodes.Word)
def _(node: nodes.Word) -> str:
    return node.text


@plain.writes(nodes.Index)
def _(node: nodes.Index) -> str:
    return node.text


@plain.writes(nodes.Numeral)
def _(node: nodes.Numeral) -> str:
    power = f"×10{node.power.translate(SUPERSCRIPTS)}" if node.power else ""
    return f"{'−' if node.is_negative else ''}{node.mantissa}{power}"


@plain.writes(nodes.Mark)
def _(node: nodes.Mark) -> str:
    return "…" if node.text in _DOTS else "ᵀ" if node.text == "⊤" else node.text


@plain.writes(nodes.Operator)
def _(node: nodes.Operator) -> str:
    return node.text if node.text == "·" else f" {node.text} "


@plain.writes(nodes.Gap)
def _(node: nodes.Gap) -> str:
    return node.space.text


@plain.writes(nodes.Row)
def _(node: nodes.Row) -> str:
    found = ""
    for part in map(plain, node.items):
        # Behind an underscore the index would go on into the next letter.
        found += f" {part}" if part[:1].isalpha() and found[-2:-1] == "_" else part
    return found


@plain.writes(nodes.Script)
def _(node: nodes.Script) -> str:
    # A sum's bounds are two, and no letter says =; over which index it goes is enough.
    if isinstance(node.above, nodes.Index) and isinstance(node.below, nodes.Index) and "=" in node.below.text:
        return f"{plain(node.base)}{_below(nodes.Index(node.below.text.split('=')[0]))}"
    return f"{plain(node.base)}{_above(node.above)}{_below(node.below)}"


def _above(node: nodes.Node | None) -> str:
    match node:
        case None:
            return ""
        case nodes.Brackets(inner, nodes.Fence.LINEAR) | nodes.Term(inner) | nodes.Group(inner) | nodes.Bound(inner):
            return _above(inner)
        case nodes.Index(text):
            return text.translate(_RAISED)
        case nodes.Numeral(mantissa, "", is_negative) if mantissa.isdigit():
            return f"{'-' if is_negative else ''}{mantissa}".translate(SUPERSCRIPTS)
        case nodes.Letter() | nodes.Numeral(_, "", False):
            return f"^{plain(node)}"
        case nodes.Mark():
            return plain(node)
        case _:
            return f"^({plain(node)})"


def _below(node: nodes.Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, nodes.Index):
        return f"[{plain(node)}]"
    # What has no lowered letter keeps the underscore: φ_B.
    lowered = node.text.translate(_LOWERED)
    return lowered if lowered[0] != node.text[0] else f"_{lowered}"


@plain.writes(nodes.Hat)
def _(node: nodes.Hat) -> str:
    return normalize("NFC", f"{node.base.text}\u0302")


@plain.writes(nodes.Dotted)
def _(node: nodes.Dotted) -> str:
    return normalize("NFC", f"{node.base.text}{_ABOVE[node.count]}")


@plain.writes(nodes.Where)
def _(node: nodes.Where) -> str:
    return f"{plain(node.inner)} |[{plain(node.at)}]"


@plain.writes(nodes.Over)
def _(node: nodes.Over) -> str:
    return f"{_half(node.above)}/{_half(node.below)}"


def _half(node: nodes.Node) -> str:
    """What stands above or below the line of a fraction, in brackets where the line alone held it together."""
    return f"({plain(node)})" if any(_is_apart(part) for part in _parts(node)) else plain(node)


def _parts(node: nodes.Node) -> Iterator[nodes.Node]:
    """The parts that stand side by side."""
    match node:
        case nodes.Row(items):
            yield from (part for item in items for part in _parts(item))
        case nodes.Term(inner) | nodes.Group(inner) | nodes.Bound(inner):
            yield from _parts(inner)
        case _:
            yield node


def _is_apart(part: nodes.Node) -> bool:
    """Whether a part holds two others apart: an operator, or the space between factors."""
    return isinstance(part, nodes.Operator) or (isinstance(part, nodes.Gap) and part.space is nodes.FACTOR)


@plain.writes(nodes.Root)
def _(node: nodes.Root) -> str:
    return f"√{plain(node.inner)}"


@plain.writes(nodes.Brackets)
def _(node: nodes.Brackets) -> str:
    left, right = _FENCES.get(node.fence, ("(", ")"))
    return f"{left}{plain(node.inner)}{right}"


@plain.writes(nodes.Matrix)
def _(node: nodes.Matrix) -> str:
    # Text goes on to the right alone.
    rows = [[plain(cell).replace("⋮", "…") for cell in row] for row in node.rows]
    if node.is_vector:
        return f"({', '.join(row[0] for row in rows)})"
    # A row of dots alone is said once.
    return f"[{'; '.join('…' if set(row) == {'…'} else ' '.join(row) for row in rows)}]"
