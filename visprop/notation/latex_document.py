"""What stands on a page, as LaTeX and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visprop.notation.expression.blocks import Beside, Block, Equation, Note, Statements, Step
from visprop.notation.expression.expr import NUMBERS, Style
from visprop.notation.expression.rows import Side, row_pieces, rows, short_row
from visprop.notation.latex_lines import BOUND, ROOM, display, together
from visprop.notation.latex_words import latex_formula, latex_text
from visprop.notation.layout.latex import latex
from visprop.notation.layout.pieces import pieces
from visprop.notation.layout.text import plain

_RED = "178,24,43"
"""The colour of what λ binds, in 0 to 255."""
COLUMN_ROOM = 22.0
"""The width of a column of 229 pt, in em of text of 10 pt, with a little to spare."""

_BREAKS = r"\allowdisplaybreaks"
"""Long displays go on over the end of a page or column."""


def latex_rows(block: Block, style: Style = NUMBERS, room: float = ROOM) -> list[str]:
    """A block as displays of LaTeX, or as lines of text, none wider than the room, in em.

    An equation has one or two rows in one display: in symbols, and, where they are known, with numbers and the result. A row
    that would say the same as the one before is left out.
    """
    if isinstance(block, Note):
        return [_note(block)]
    if isinstance(block, Statements):
        return [_listed(block) if block.line else together([pieces(one.node) for one in block.statements], (), room)]
    if isinstance(block, Beside):
        rules = [rule for _, rules in block.told for rule in rules]
        return [together([row_pieces(short_row(one, style)) for one in block.equations], rules, room)]
    if isinstance(block, Step):
        symbols = replace(style, numbers=False)
        sides = ([Side("", one.left, symbols), Side(one.sign, one.right, symbols)] for one in block.equations)
        return [together([row_pieces(row) for row in sides], (block.rule,), room)]
    return [display([row_pieces(row) for row in rows(block, style)], room, block.name)]


def _note(note: Note) -> str:
    """Words as a paragraph, whose lines may be loose rather than long."""
    if note.is_heading:
        return f"\\par\\medskip\\noindent{{\\sloppy\\textbf{{{latex_text(note.text)}}}\\par}}\\nobreak"
    return f"\\par\\noindent{{\\sloppy {latex_text(note.text)}\\par}}"


def _listed(block: Statements) -> str:
    """A line of the listing: its number, its statements, which TeX breaks, and at the end what they have computed."""
    said = r",\quad ".join(f"${latex(one.node)}$" for one in block.statements)
    value = rf"\hspace*{{\fill}}\penalty50\hspace*{{\fill}}\mbox{{${latex_formula(block.value)}$}}" if block.value else ""
    return (
        rf"\par\noindent{{\raggedright\hangindent=3em\hangafter=1 \makebox[1.5em][r]{{{block.line}}}\hspace{{1em}}{said}"
        rf"{value}\par}}"
    )


def text_rows(block: Block, style: Style = NUMBERS) -> list[str]:
    """A block as rows of plain text."""
    symbols = replace(style, numbers=False)
    if isinstance(block, Note):
        return [block.text]
    if isinstance(block, Statements):
        return [";  ".join(plain(statement.node) for statement in block.statements)]
    if isinstance(block, Beside):
        return ["    ".join(part for one, rule in block.told for part in (_text(short_row(one, style)), *rule))]
    if isinstance(block, Step):
        return ["    ".join((*(_text_sides(one, symbols) for one in block.equations), block.rule))]
    found = []
    for i, row in enumerate(rows(block, style)):
        found.append(f"  {_text(row)}" if i else _text(row))
    return found


def _text(row: Sequence[Side]) -> str:
    return " ".join(f"{term.sign} {term.expr.text(term.style)}".strip() for term in row)


def _text_sides(equation: Equation, style: Style) -> str:
    return f"{equation.left.text(style)} {equation.sign} {equation.right.text(style)}"


def document(blocks: Sequence[Block], style: Style = NUMBERS, room: float = ROOM) -> str:
    """A LaTeX document of a page that compiles with pdflatex and the packages of the American Mathematical Society.

    Where λ binds a variable, xcolor gives it its colour.
    """
    body = _body(blocks, style, room)
    packages = "".join(f"\\usepackage{{{names}}}\n" for names in _packages(body))
    head = f"\\documentclass{{article}}\n{packages}{_BREAKS}\n"
    return f"{head}\\begin{{document}}\n{_colours(body)}{body}\n\\end{{document}}\n"


def fragment(blocks: Sequence[Block], style: Style = NUMBERS, room: float = COLUMN_ROOM) -> str:
    r"""What a document takes with `\input`; which packages it needs stands in a comment."""
    body = _body(blocks, style, room)
    needed = "".join(f"%   \\usepackage{{{names}}}\n" for names in _packages(body))
    # What is set stays within the group.
    inner = f"\\begingroup{_BREAKS}\n{_colours(body)}{body}\n\\endgroup"
    return f"% For \\input; the preamble needs\n{needed}{inner}\n"


def _body(blocks: Sequence[Block], style: Style, room: float) -> str:
    return "\n".join(row for block in blocks for row in latex_rows(block, style, room))


def _packages(body: str) -> list[str]:
    return ["amsmath,amssymb", *(["xcolor"] if BOUND in body else [])]


def _colours(body: str) -> str:
    return f"\\definecolor{{{BOUND}}}{{RGB}}{{{_RED}}}\n" if BOUND in body else ""
