"""What stands on a page, as MathML for other programs and in words for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

from visprop.notation.expression.blocks import Beside, Block, Equation, Note, Statements, Step
from visprop.notation.expression.expr import Style
from visprop.notation.expression.rows import Side, rows, short_row
from visprop.notation.layout.build import operator
from visprop.notation.layout.mathml import mathml
from visprop.notation.layout.nodes import Node, Row
from visprop.notation.layout.spoken import spoken


def mathml_document(blocks: Iterable[Block], style: Style) -> str:
    """A page as HTML with MathML, a paragraph a row."""
    parts = (f"<p>{escape(part) if isinstance(part, str) else mathml(part)}</p>" for part in _parts(blocks, style))
    return "\n".join(parts)


def spoken_page(blocks: Iterable[Block], style: Style) -> str:
    """A page in words, a sentence a row."""
    return "\n".join(part if isinstance(part, str) else f"{spoken(part)}." for part in _parts(blocks, style))


def _parts(blocks: Iterable[Block], style: Style) -> Iterator[Node | str]:
    """Words and formulas, one below the other."""
    symbols = replace(style, numbers=False)
    for block in blocks:
        match block:
            case Note(text):
                yield text
            case Statements(statements):
                yield from (statement.node for statement in statements)
            case Beside():
                for one, rule in block.told:
                    yield _row(short_row(one, style))
                    yield from rule
            case Step():
                yield from (_row([Side("", one.left, symbols), Side(one.sign, one.right, symbols)]) for one in block.equations)
                yield block.rule
            case Equation():
                yield from map(_row, rows(block, style))


def _row(row: Sequence[Side]) -> Node:
    """Sides with their signs as one formula."""
    items = list[Node]()
    for side in row:
        items += [*([operator(side.sign)] if side.sign else []), side.expr.layout(side.style)]
    return Row(tuple(items))
