"""Equations, and the choice of notation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum

from visprop.notation import components, euler, leibniz, vectorised
from visprop.notation.expr import NUMBERS, Style, latex_value, text_value
from visprop.notation.model import Equation, Scope
from visprop.notation.quantities import Quantities
from visprop.timeline.frame import Frame
from visprop.timeline.program import Line


class Notation(Enum):
    """The four notations."""

    COMPONENTS = "components"
    VECTORISED = "vectorised"
    EULER = "euler"
    LEIBNIZ = "leibniz"


_WRITERS: dict[Notation, Callable[[Quantities, Line, Scope], list[Equation]]] = {
    Notation.COMPONENTS: components.equations,
    Notation.VECTORISED: vectorised.equations,
    Notation.EULER: euler.equations,
    Notation.LEIBNIZ: leibniz.equations,
}


def equations(frame: Frame, line: Line, notation: Notation, focus: str = "", whole: bool = False) -> list[Equation]:
    """The equations of a line, those of many neurons abridged to the first two and the last.

    Args:
        frame: their numbers; what is not known by then has none.
        line: the line of the algorithm.
        notation: how they are written.
        focus: a parameter or neuron (`w2[1,2]`, `b2[1]`, `a2[1]`) to which they are narrowed, where it is in this line.
        whole: whether all are listed.
    """
    network = frame.scenario.network
    scope = Scope.of(network.sizes, line, focus, whole)
    return _WRITERS[notation](Quantities(frame), line, scope)


def is_known(frame: Frame, line: Line) -> bool:
    """Whether the numbers of a line are known at the frame."""
    return frame.knows(line.kind, line.layer)


def latex_rows(equation: Equation, known: bool, style: Style = NUMBERS) -> list[str]:
    """An equation as one to three rows of LaTeX: in symbols, with numbers, and the result.

    A row that would say the same as the one before is left out.
    """
    symbols = replace(style, numbers=False)
    rows = [f"{equation.left.latex(symbols)} {equation.sign} {equation.right.latex(symbols)}"]
    if not known:
        return rows
    numbers = equation.right.latex(replace(style, numbers=True))
    result = _result_latex(equation, style)
    if numbers == result or numbers == equation.right.latex(symbols):
        return [f"{rows[0]} = {result}"]
    return [rows[0], f"= {numbers} = {result}"]


def text_rows(equation: Equation, known: bool, style: Style = NUMBERS) -> list[str]:
    """The same as plain text."""
    symbols = replace(style, numbers=False)
    sign = "←" if equation.assigns else "="
    rows = [f"{equation.left.text(symbols)} {sign} {equation.right.text(symbols)}"]
    if known:
        numbers, result = equation.right.text(replace(style, numbers=True)), _result_text(equation, style)
        rows += [f"  = {numbers} = {result}"] if numbers != result else [f"  = {result}"]
    return rows


def _result_latex(equation: Equation, style: Style) -> str:
    return latex_value(equation.right.value(), style)


def _result_text(equation: Equation, style: Style) -> str:
    return text_value(equation.right.value(), style)


def document(rows: Sequence[str]) -> str:
    """A LaTeX document of equations that compiles with pdflatex and amsmath alone."""
    body = "\n".join(f"\\[\n{row}\n\\]" for row in rows)
    return "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n" + body + "\n\\end{document}\n"
