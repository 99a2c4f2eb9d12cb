"""A worksheet as LaTeX, that compiles with pdflatex and the packages of the American Mathematical Society."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.export.worksheet.asked import Blank, Group, Sheet, told
from visprop.notation.expression.rows import Side
from visprop.notation.latex_document import latex_row
from visprop.notation.latex_words import latex_text
from visprop.notation.layout.latex import latex

_HEAD = r"""\documentclass[11pt]{article}
\usepackage{amsmath,amssymb}
\usepackage[margin=25mm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\newcommand{\blank}[1]{\mbox{\rule{0pt}{7mm}\(#1\)\enspace\rule{24mm}{0.4pt}}\qquad}
\begin{document}
\raggedright
"""


def latex_sheets(sheets: Sequence[Sheet], hints: int, solutions: bool) -> str:
    """The text of a file: a variant a page, and the solutions of all at the end."""
    parts = [_sheet(sheet, hints) for sheet in sheets]
    parts += [_solved(sheet) for sheet in sheets if solutions]
    return _HEAD + "\n\\newpage\n".join(parts) + "\n\\end{document}\n"


def _title(sheet: Sheet, what: str) -> str:
    return f"\\section*{{{latex_text(sheet.title)} \\hfill {what} {sheet.number}}}"


def _sheet(sheet: Sheet, hints: int) -> str:
    rows = [r",\enspace{} ".join(latex_row(told(one)) for one in row) + r".\par" for row in sheet.given]
    groups = [_group(group, hints) for group in sheet.groups]
    return "\n".join([_title(sheet, "Variant"), latex_text(sheet.words), r"\subsection*{Given}", *rows, *groups])


def _group(group: Group, hints: int) -> str:
    blanks = "\n".join(rf"\blank{{{name_of(blank)}}}" for blank in group.blanks)
    levels = [[blank.hints(hints)[level] for blank in group.blanks] for level in range(hints)]
    helps = [rf"\par{{\small Hints: {' '.join(map(_spaced, rows))}\par}}" for rows in levels]
    return "\n".join([_heading(group), blanks, *helps])


def _spaced(row: Sequence[Side]) -> str:
    return latex_row(row) + r"\quad"


def _heading(group: Group) -> str:
    title = group.title[:1].upper() + group.title[1:]
    return rf"\subsection*{{{latex_text(title)}}}"


def name_of(blank: Blank) -> str:
    """What is asked, with the sign behind it."""
    sign = {"←": r"\leftarrow{}"}.get(blank.equation.sign, blank.equation.sign)
    return f"{latex(blank.equation.left.name)} {sign}"


def _solved(sheet: Sheet) -> str:
    parts = [_title(sheet, "Solutions of variant")]
    for group in sheet.groups:
        parts += [_heading(group), *(latex_row(blank.solution) + r"\par" for blank in group.blanks)]
    return "\n".join(parts)
