"""What stands on a page, as LaTeX and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visprop.notation.expression.blocks import Block, Equation, Note, Step
from visprop.notation.expression.expr import NUMBERS, Style
from visprop.notation.expression.rows import LATEX_SIGNS, rows

_IN_TEXT = {
    **{letter: f"\\{letter}" for letter in "%&#_{}"},
    **{"−": "$-$", "′": "$'$", "…": r"\ldots{}", "·": r"$\cdot$", "×": r"$\times$", "≤": r"$\le$", "½": r"$\frac12$"},
    **{"σ": r"$\sigma$", "δ": r"$\delta$", "η": r"$\eta$", "φ": r"$\varphi$", "λ": r"$\lambda$", "Δ": r"$\Delta$"},
    **{"∂": r"$\partial$", "α": r"$\alpha$", "β": r"$\beta$", "γ": r"$\gamma$", "ε": r"$\varepsilon$"},
    **{"→": r"$\to$", "“": "``", "”": "''"},
    **{digit: f"$^{{{i}}}$" for i, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{digit: f"$_{{{i}}}$" for i, digit in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}


def latex_rows(block: Block, style: Style = NUMBERS) -> list[str]:
    """A block as rows of LaTeX, each to stand in a display of its own.

    An equation has one or two rows: in symbols, and, where they are known, with numbers and the result. A row that would
    say the same as the one before is left out.
    """
    if isinstance(block, Note):
        return [rf"\text{{{latex_text(block.text)}}}"]
    if isinstance(block, Step):
        symbols = replace(style, numbers=False)
        equation, derivative = (_latex_sides(one, symbols) for one in (block.equation, block.derivative))
        return [rf"{equation} \qquad {derivative} \qquad \text{{{latex_text(block.rule)}}}"]
    return _latex_equation(block, style)


def _latex_sides(equation: Equation, style: Style) -> str:
    return f"{equation.left.latex(style)} {LATEX_SIGNS[equation.sign]} {equation.right.latex(style)}"


def _latex_equation(equation: Equation, style: Style) -> list[str]:
    found = []
    for row in rows(equation, style):
        found.append(" ".join(f"{LATEX_SIGNS.get(term.sign, '')} {term.expr.latex(term.style)}".strip() for term in row))
    if equation.name:
        found[0] += rf" \tag{{{latex_text(equation.name)}}}"
    return found


def latex_text(text: str) -> str:
    """Words, with the symbols among them, as LaTeX text."""
    return "".join(_IN_TEXT.get(letter, letter) for letter in text)


def text_rows(block: Block, style: Style = NUMBERS) -> list[str]:
    """A block as rows of plain text."""
    symbols = replace(style, numbers=False)
    if isinstance(block, Note):
        return [block.text]
    if isinstance(block, Step):
        return [f"{_text_sides(block.equation, symbols)}    {_text_sides(block.derivative, symbols)}    {block.rule}"]
    found = []
    for i, row in enumerate(rows(block, style)):
        written = " ".join(f"{term.sign} {term.expr.text(term.style)}".strip() for term in row)
        found.append(f"  {written}" if i else written)
    return found


def _text_sides(equation: Equation, style: Style) -> str:
    return f"{equation.left.text(style)} {equation.sign} {equation.right.text(style)}"


def document(blocks: Sequence[Block], style: Style = NUMBERS) -> str:
    """A LaTeX document of a page that compiles with pdflatex and amsmath alone."""
    parts = []
    for block in blocks:
        if isinstance(block, Note):
            parts.append(f"\n\\noindent {latex_text(block.text)}\n")
        else:
            parts += [f"\\[\n{row}\n\\]" for row in latex_rows(block, style)]
    body = "\n".join(parts)
    return "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n" + body + "\n\\end{document}\n"
