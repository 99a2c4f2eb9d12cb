"""A layout tree as MathML, for text editors and web pages."""

from __future__ import annotations

from functools import singledispatch
from html import escape

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

_FENCES = {Fence.NORM: ("‖", "‖"), Fence.LINEAR: ("", "")}


def mathml(node: Node) -> str:
    """A formula as a MathML element of its own."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{_printed(node)}</math>'


@singledispatch
def _printed(node: Node) -> str:
    raise TypeError(f"MathML does not know how to write a {type(node).__name__}")


def _row(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


@_printed.register
def _(node: Letter) -> str:
    return f"<mo>{node.text}</mo>" if node.text in "Σ∇∂" else f"<mi>{node.text}</mi>"


@_printed.register
def _(node: Word) -> str:
    return f"<mtext>{escape(node.text)}</mtext>" if " " in node.text else f'<mi mathvariant="normal">{escape(node.text)}</mi>'


@_printed.register
def _(node: Index) -> str:
    return f"<mn>{node.text}</mn>" if node.text.isdigit() else f"<mi>{escape(node.text)}</mi>"


@_printed.register
def _(node: Numeral) -> str:
    sign = ["<mo>−</mo>"] if node.is_negative else []
    if node.power:
        power = f"<msup><mn>10</mn><mn>{node.power.replace('-', '−')}</mn></msup>"
        return _row([*sign, f"<mn>{node.mantissa}</mn>", "<mo>×</mo>", power])
    return _row([*sign, f"<mn>{node.mantissa}</mn>"])


@_printed.register
def _(node: Mark) -> str:
    return f"<mo>{node.text}</mo>"


@_printed.register
def _(node: Operator) -> str:
    return f"<mo>{node.text}</mo>"


@_printed.register
def _(node: Gap) -> str:
    return f'<mspace width="{node.space.size:g}em"/>'


@_printed.register
def _(node: Row) -> str:
    return _row([_printed(item) for item in node.items]) if node.items else "<mrow/>"


@_printed.register
def _(node: Script) -> str:
    base = _printed(node.base)
    match node.above, node.below:
        case None, Node() as below:
            return f"<msub>{base}{_printed(below)}</msub>"
        case Node() as above, None:
            return f"<msup>{base}{_printed(above)}</msup>"
        case Node() as above, Node() as below:
            return f"<msubsup>{base}{_printed(below)}{_printed(above)}</msubsup>"
        case _:
            return base


@_printed.register
def _(node: Hat) -> str:
    return f"<mover><mi>{node.base.text}</mi><mo>^</mo></mover>"


@_printed.register
def _(node: Over) -> str:
    return f"<mfrac>{_printed(node.above)}{_printed(node.below)}</mfrac>"


@_printed.register
def _(node: Root) -> str:
    return f"<msqrt>{_printed(node.inner)}</msqrt>"


@_printed.register
def _(node: Brackets) -> str:
    left, right = _FENCES.get(node.fence, ("(", ")"))
    return _row([f"<mo>{left}</mo>", _printed(node.inner), f"<mo>{right}</mo>"]) if left else _printed(node.inner)


@_printed.register
def _(node: Matrix) -> str:
    rows = "".join(f"<mtr>{''.join(f'<mtd>{_printed(cell)}</mtd>' for cell in row)}</mtr>" for row in node.rows)
    return _row(["<mo>[</mo>", f"<mtable>{rows}</mtable>", "<mo>]</mo>"])


@_printed.register
def _(node: Bound) -> str:
    return _printed(node.inner)


@_printed.register
def _(node: Term) -> str:
    return _printed(node.inner)
