"""A worksheet as LaTeX, that compiles with pdflatex and the packages of the American Mathematical Society."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.export.worksheet.questions import Group, Question, Sheet, is_label
from visprop.lessons.markup import Formula, Words, Written
from visprop.notation.latex_lines import ROOM, display, wide, written
from visprop.notation.latex_words import latex_text
from visprop.notation.layout.pieces import pieces

_HEAD = r"""\documentclass[11pt]{article}
\usepackage{amsmath,amssymb}
\usepackage[margin=25mm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}
\newcommand{\blank}[1]{\mbox{\rule{0pt}{7mm}#1\enspace\rule{24mm}{0.4pt}}\qquad}
\newcommand{\choice}[1]{\par\hangindent=2em$\square$\enspace#1\par}
\widowpenalty=10000
\clubpenalty=10000
\raggedbottom
\begin{document}
\raggedright
"""


def latex_sheets(sheets: Sequence[Sheet], hints: int, solutions: bool) -> bytes:
    """The text of a file: a variant a page, and the solutions of all at the end."""
    parts = [_sheet(sheet, hints) for sheet in sheets]
    return _file([*parts, *(_solved(sheet) for sheet in sheets if solutions)])


def latex_solutions(sheets: Sequence[Sheet]) -> bytes:
    """The text of a file of the solutions alone."""
    return _file([_solved(sheet) for sheet in sheets])


def _file(pages: Sequence[str]) -> bytes:
    return (_HEAD + "\n\\newpage\n".join(pages) + "\n\\end{document}\n").encode()


def _title(sheet: Sheet, what: str) -> str:
    return f"\\section*{{{latex_text(sheet.title)} \\hfill {what} {sheet.number}}}"


def _sheet(sheet: Sheet, hints: int) -> str:
    rows = [r",\enspace{} ".join(map(latex_written, row)) + r".\par" for row in sheet.given]
    given = [r"\subsection*{Given}", *rows] if rows else []
    groups = [_group(group, hints) for group in sheet.groups]
    return "\n".join([_title(sheet, "Variant"), latex_text(sheet.words), *given, *groups])


def _group(group: Group, hints: int) -> str:
    text = [latex_written(one) + r"\par" for one in group.text]
    blanks = [_blank(blank) for blank in group.blanks]
    helps = [rf"\par{{\small Hints: {' '.join(map(_spaced, rows))}\par}}" for rows in group.hints(hints)]
    return "\n".join([_heading(group), *text, *blanks, *helps])


def _spaced(paragraph: Written) -> str:
    return latex_written(paragraph) + r"\quad"


def _blank(blank: Question) -> str:
    asked = latex_written(blank.asked)
    if blank.choices:
        return "\n".join([asked + r"\par", *(rf"\choice{{{latex_written(one)}}}" for one in blank.choices)])
    # A question of several words may be longer than a line.
    return rf"\blank{{{asked}}}" if is_label(blank) else rf"{asked} \blank{{}}"


def _heading(group: Group) -> str:
    # What belongs to one heading goes to the next page as a whole where it does not fit on this one.
    return rf"\filbreak\subsection*{{{latex_text(group.heading)}}}"


def _solved(sheet: Sheet) -> str:
    parts = [_title(sheet, "Solutions of variant")]
    for group in sheet.groups:
        if group.blanks:
            parts += [_heading(group), *(latex_written(one) + r"\par" for blank in group.blanks for one in blank.solution)]
    return "\n".join(parts)


def latex_written(paragraph: Written) -> str:
    """Words, and each formula in them in one piece, or as a display where it is wider than a line."""
    return "".join(_part(part) for part in paragraph)


def _part(part: Words | Formula) -> str:
    if isinstance(part, Words):
        text = latex_text(part.text)
        return rf"\emph{{{text}}}" if part.is_strong else text
    found = pieces(part.node)
    return rf"\mbox{{\({written(found)}\)}}" if wide(found) <= ROOM else display([found], ROOM)
