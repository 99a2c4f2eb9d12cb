"""What stands on a page, as LaTeX and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visprop.notation.expression.blocks import Beside, Block, Equation, Note, Statements, Step
from visprop.notation.expression.expr import NUMBERS, Style
from visprop.notation.expression.rows import Side, row_pieces, rows, short_row
from visprop.notation.latex_lines import BOUND, ROOM, Part, broken, joined_pieces, side_by_side, word_width
from visprop.notation.layout.text import plain

_IN_TEXT = {
    **{letter: f"\\{letter}" for letter in "%&#_{}"},
    **{"−": "$-$", "′": "$'$", "…": r"\ldots{}", "·": r"$\cdot$", "×": r"$\times$", "≤": r"$\le$", "½": r"$\frac12$"},
    **{"σ": r"$\sigma$", "δ": r"$\delta$", "η": r"$\eta$", "φ": r"$\varphi$", "λ": r"$\lambda$", "Δ": r"$\Delta$"},
    **{"∂": r"$\partial$", "Φ": r"$\Phi$", "α": r"$\alpha$", "β": r"$\beta$", "γ": r"$\gamma$", "ε": r"$\varepsilon$"},
    **{"∇": r"$\nabla$", "≥": r"$\ge$", "≠": r"$\ne$", "⊙": r"$\odot$", "∘": r"$\circ$", "‖": r"$\Vert$"},
    **{"→": r"$\to$", "“": "``", "”": "''", "★": r"$\star$", "ℝ": r"$\mathbb{R}$", "≈": r"$\approx$"},
    **{"θ": r"$\theta$", "π": r"$\pi$", "τ": r"$\tau$"},
    **{digit: f"$^{{{i}}}$" for i, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{digit: f"$_{{{i}}}$" for i, digit in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}

_RED = "178,24,43"
"""The colour of what λ binds, in 0 to 255."""


def latex_rows(block: Block, style: Style = NUMBERS) -> list[str]:
    """A block as rows of LaTeX, each to stand in a display of its own; a long one is broken into lines.

    An equation has one or two rows: in symbols, and, where they are known, with numbers and the result. A row that would
    say the same as the one before is left out.
    """
    if isinstance(block, Note):
        return [rf"\text{{{latex_text(block.text)}}}"]
    if isinstance(block, Statements):
        return [_lines(side_by_side([Part.of(statement.node) for statement in block.statements]))]
    if isinstance(block, Beside):
        columns = [[_joined(short_row(one, style)), *map(_words, rule)] for one, rule in block.told]
        return [_lines(side_by_side([part for column in columns for part in column]), is_one=False)]
    if isinstance(block, Step):
        symbols = replace(style, numbers=False)
        sides = [_joined([Side("", one.left, symbols), Side(one.sign, one.right, symbols)]) for one in block.equations]
        return [_lines(side_by_side((*sides, _words(block.rule))))]
    name = latex_text(block.name)
    tag = rf" \tag{{{name}}}" if name else ""
    lines = [broken(row_pieces(row), ROOM - (word_width(block.name) + 3.0 if name else 0.0)) for row in rows(block, style)]
    return [_lines(line) + (tag if i == 0 else "") for i, line in enumerate(lines)]


def latex_row(row: Sequence[Side]) -> str:
    """One row of an equation; a long one is broken into lines."""
    return _lines(broken(row_pieces(row)))


def _words(text: str) -> Part:
    return Part(rf"\text{{{latex_text(text)}}}", word_width(text))


def _joined(row: Sequence[Side]) -> Part:
    return joined_pieces(row_pieces(row))


def _lines(lines: Sequence[str], is_one: bool = True) -> str:
    """Lines below one another; of one formula all but the first are moved to the right."""
    if len(lines) == 1:
        return lines[0]
    return r"\begin{aligned} & " + (r" \\ & \quad " if is_one else r" \\ & ").join(lines) + r" \end{aligned}"


def latex_text(text: str) -> str:
    """Words, with the symbols among them, as LaTeX text."""
    return "".join(_IN_TEXT.get(letter, letter) for letter in text)


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


def document(blocks: Sequence[Block], style: Style = NUMBERS) -> str:
    """A LaTeX document of a page that compiles with pdflatex and the packages of the American Mathematical Society.

    Where λ binds a variable, xcolor gives it its colour.
    """
    parts = []
    for block in blocks:
        if isinstance(block, Note):
            parts.append(f"\n\\noindent {latex_text(block.text)}\n")
        else:
            parts += [f"\\[\n{row}\n\\]" for row in latex_rows(block, style)]
    body = "\n".join(parts)
    colour = f"\\usepackage{{xcolor}}\n\\definecolor{{{BOUND}}}{{RGB}}{{{_RED}}}\n" if BOUND in body else ""
    head = f"\\documentclass{{article}}\n\\usepackage{{amsmath,amssymb}}\n{colour}\\begin{{document}}\n"
    return f"{head}{body}\n\\end{{document}}\n"
