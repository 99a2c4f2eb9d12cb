"""A layout tree as MathML, for text editors and web pages."""

from __future__ import annotations

from html import escape

from visprop.notation.layout import nodes
from visprop.notation.layout.printer import Printer

_element = Printer("MathML")
_FENCES = {nodes.Fence.NORM: ("‖", "‖"), nodes.Fence.ABSOLUTE: ("|", "|"), nodes.Fence.LINEAR: ("", "")}


def mathml(node: nodes.Node) -> str:
    """A formula as a MathML element of its own."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{_element(node)}</math>'


def _row(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


@_element.writes(nodes.Letter)
def _(node: nodes.Letter) -> str:
    return f"<mo>{node.text}</mo>" if node.text in "Σ∇∂" else f"<mi>{node.text}</mi>"


@_element.writes(nodes.Word)
def _(node: nodes.Word) -> str:
    return f"<mtext>{escape(node.text)}</mtext>" if " " in node.text else f'<mi mathvariant="normal">{escape(node.text)}</mi>'


@_element.writes(nodes.Index)
def _(node: nodes.Index) -> str:
    return f"<mn>{node.text}</mn>" if node.text.isdigit() else f"<mi>{escape(node.text)}</mi>"


@_element.writes(nodes.Numeral)
def _(node: nodes.Numeral) -> str:
    sign = ["<mo>−</mo>"] if node.is_negative else []
    if node.power:
        power = f"<msup><mn>10</mn><mn>{node.power.replace('-', '−')}</mn></msup>"
        return _row([*sign, f"<mn>{node.mantissa}</mn>", "<mo>×</mo>", power])
    return _row([*sign, f"<mn>{node.mantissa}</mn>"])


@_element.writes(nodes.Mark)
def _(node: nodes.Mark) -> str:
    return f"<mo>{node.text}</mo>"


@_element.writes(nodes.Operator)
def _(node: nodes.Operator) -> str:
    return f"<mo>{node.text}</mo>"


@_element.writes(nodes.Gap)
def _(node: nodes.Gap) -> str:
    return f'<mspace width="{node.space.size:g}em"/>'


@_element.writes(nodes.Row)
def _(node: nodes.Row) -> str:
    return _row([_element(item) for item in node.items]) if node.items else "<mrow/>"


@_element.writes(nodes.Script)
def _(node: nodes.Script) -> str:
    base = _element(node.base)
    match node.above, node.below:
        case None, nodes.Node() as below:
            return f"<msub>{base}{_element(below)}</msub>"
        case nodes.Node() as above, None:
            return f"<msup>{base}{_element(above)}</msup>"
        case nodes.Node() as above, nodes.Node() as below:
            return f"<msubsup>{base}{_element(below)}{_element(above)}</msubsup>"
        case _:
            return base


@_element.writes(nodes.Hat)
def _(node: nodes.Hat) -> str:
    return f"<mover><mi>{node.base.text}</mi><mo>^</mo></mover>"


@_element.writes(nodes.Dotted)
def _(node: nodes.Dotted) -> str:
    return f"<mover><mi>{node.base.text}</mi><mo>{'˙' if node.count == 1 else '¨'}</mo></mover>"


@_element.writes(nodes.Where)
def _(node: nodes.Where) -> str:
    return f"<mrow>{_element(node.inner)}<msub><mo>|</mo>{_element(node.at)}</msub></mrow>"


@_element.writes(nodes.Over)
def _(node: nodes.Over) -> str:
    return f"<mfrac>{_element(node.above)}{_element(node.below)}</mfrac>"


@_element.writes(nodes.Root)
def _(node: nodes.Root) -> str:
    return f"<msqrt>{_element(node.inner)}</msqrt>"


@_element.writes(nodes.Brackets)
def _(node: nodes.Brackets) -> str:
    left, right = _FENCES.get(node.fence, ("(", ")"))
    return _row([f"<mo>{left}</mo>", _element(node.inner), f"<mo>{right}</mo>"]) if left else _element(node.inner)


@_element.writes(nodes.Matrix)
def _(node: nodes.Matrix) -> str:
    rows = "".join(f"<mtr>{''.join(f'<mtd>{_element(cell)}</mtd>' for cell in row)}</mtr>" for row in node.rows)
    return _row(["<mo>[</mo>", f"<mtable>{rows}</mtable>", "<mo>]</mo>"])
