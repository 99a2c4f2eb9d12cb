"""A worksheet as a page of the web: hints and solutions are opened one by one, and it can be printed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from visprop.export.worksheet.asked import Blank, Group, Sheet, told
from visprop.notation.expression.rows import Side
from visprop.notation.layout.mathml import mathml

_STYLE = """
body { font: 17px/1.5 "STIX Two Text", Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em }
body { color: #1d1d1f; background: #fff }
section { page-break-after: always; border-bottom: 1px solid #888; padding-bottom: 2em }
.blank { display: inline-block; min-width: 6.5em; border-bottom: 1px solid; margin: 0 1.5em 0.6em 0.3em }
.asked { white-space: nowrap }
.given span { margin-right: 1.2em; white-space: nowrap }
details { margin: 0.2em 0 0.2em 1em } details p { margin: 0.3em 0 0.3em 1em }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1d1d1f } }
@media print { details:not([open]) { display: none } }
"""
_HINTS = ("the formulas", "the formulas with numbers")


def html_sheets(sheets: Sequence[Sheet], hints: int, solutions: bool) -> str:
    """The text of a file, which needs no other."""
    body = "\n".join(_sheet(sheet, hints, solutions) for sheet in sheets)
    title = escape(sheets[0].title)
    head = f'<meta charset="utf-8"/>\n<title>{title}</title>\n<style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _sheet(sheet: Sheet, hints: int, solutions: bool) -> str:
    given = "\n".join(f'<p class="given">{"".join(f"<span>{_row(told(one))}</span>" for one in row)}</p>' for row in sheet.given)
    groups = "\n".join(_group(group, hints, solutions) for group in sheet.groups)
    title = f"<h1>{escape(sheet.title)}, variant {sheet.number}</h1>\n<p>{escape(sheet.words)}</p>"
    return f"<section>\n{title}\n<h2>Given</h2>\n{given}\n{groups}\n</section>"


def _group(group: Group, hints: int, solutions: bool) -> str:
    asked = "\n".join(_asked(blank) for blank in group.blanks)
    levels = [[blank.hints(hints)[level] for blank in group.blanks] for level in range(hints)]
    helps = [_opened(f"Hint: {words}", level) for words, level in zip(_HINTS, levels, strict=False)]
    solved = [_opened("Solutions", [blank.solution for blank in group.blanks])] if solutions else []
    return "\n".join([f"<h3>{escape(group.title[:1].upper() + group.title[1:])}</h3>", f"<p>{asked}</p>", *helps, *solved])


def _asked(blank: Blank) -> str:
    name = mathml(blank.equation.left.name)
    return f'<span class="asked">{name} {blank.equation.sign}<span class="blank">&#160;</span></span>'


def _opened(words: str, found: Sequence[Sequence[Side]]) -> str:
    lines = "\n".join(f"<p>{_row(row)}</p>" for row in found)
    return f"<details>\n<summary>{escape(words)}</summary>\n{lines}\n</details>"


def _row(row: Sequence[Side]) -> str:
    return " ".join(f"{side.sign} {mathml(side.expr.layout(side.style))}".strip() for side in row)
