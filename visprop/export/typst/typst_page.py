"""A page of equations as Typst's source, whose lines Typst breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visprop.export.formats import ExportOptions
from visprop.export.labels.parts import parts_of
from visprop.export.typst.typst_letters import colour_of, part_said
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import worded
from visprop.figures.line_equation import equation_style
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Beside, Block, Equation, Note, Statements
from visprop.notation.expression.expr import Style
from visprop.notation.expression.rows import Side, row_pieces, rows, short_row
from visprop.notation.layout.pieces import Piece, is_bound
from visprop.notation.layout.typst import spaced, typst

_MARGIN = 24.0
"""How wide the margin of a page of its own is, in points."""
_APART = "#h(2em, weak: true) "
"""What is between formulas side by side."""
_SETTINGS = """\
  // Typst takes inline formulas for lower than they are, by most of the leading: with little of it fractions keep apart.
  set par(justify: false, first-line-indent: 0pt, hanging-indent: 2em, leading: 0.15em, spacing: 0.7em)
  set text(top-edge: "ascender", bottom-edge: "descender")
  show math.equation: math.display"""


def typst_page(page: Page, options: ViewOptions, choices: ExportOptions, width: float | None, font: float | None) -> bytes:
    """A page as what a document takes with `#include`, or as a document by itself.

    Args:
        page: what stands on it.
        options: how its numbers are written.
        choices: whether it stands alone.
        width: of the text, in points; None for that of the document it stands in, or, where it stands alone, for what is needed.
        font: the size of the text; None for that of the document.
    """
    style = equation_style(options)
    head = []
    if choices.standalone:
        wide = "auto" if width is None else f"{width + 2 * _MARGIN:g}pt"
        head.append(f"#set page(width: {wide}, height: auto, margin: {_MARGIN:g}pt)")
    sized = [f"  set text(size: {font:g}pt)"] if font is not None else []
    paragraphs = [f"  par{_indent(block)}[{text}]" for block in page.blocks for text in _paragraphs(block, style)]
    whole = ["#block(" + (f"width: {width:g}pt, " if width is not None else "") + "{", *sized, _SETTINGS, *paragraphs, "})", ""]
    return "\n".join((*head, *whole)).encode()


def _indent(block: Block) -> str:
    """How a paragraph begins: of words alone all lines begin at the margin."""
    return "(hanging-indent: 0pt)" if isinstance(block, Note) else ""


def _paragraphs(block: Block, style: Style) -> Iterator[str]:
    """A block as paragraphs."""
    match block:
        case Note(text, is_heading):
            yield _worded(text, is_heading)
        case Statements(statements, _, line, value):
            said = [*([f"{line}#h(1em)"] if line else []), ",#h(1em) ".join(f"${typst(one.node)}$" for one in statements)]
            yield "".join((*said, *([f"#h(1fr) {_worded(value)}"] if value else [])))
        case Beside():
            yield _APART.join(
                part for one, rule in block.told for part in (_row(short_row(one, style)), *map(_worded, rule))
            )  # fmt: skip
        case Equation():
            yield from _equation(block, style)
        case _:
            sides = (_sides(one, style) for one in block.equations)
            yield _APART.join((*map(_row, sides), _worded(block.rule)))


def _equation(equation: Equation, style: Style) -> Iterator[str]:
    """Its rows: what goes on with a sign stands further to the right."""
    for i, row in enumerate(rows(equation, style)):
        name = f"#h(1fr) ({_worded(equation.name)})" if equation.name and not i else ""
        yield ("#h(2em)" if i else "") + _row(row) + name


def _sides(equation: Equation, style: Style) -> list[Side]:
    symbols = replace(style, numbers=False)
    return [Side("", equation.left, symbols), Side(equation.sign, equation.right, symbols)]


def _row(row: Sequence[Side]) -> str:
    return f"${spaced(map(_piece, row_pieces(row)))}$"


def _piece(piece: Piece) -> str:
    written = typst(piece.node)
    if is_bound(piece):
        written = f"#text({colour_of(LIGHT.bound)}, ${written}$)"
    return (" thin " if piece.space.latex.strip() else "") + written


def _worded(text: str, is_bold: bool = False) -> str:
    """Words with the formulas among them."""
    return "".join(f"#{part_said(part._replace(bold=is_bold))}" for part in parts_of(worded(text)))
