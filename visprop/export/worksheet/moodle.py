"""A worksheet as questions for Moodle: one of the type cloze a variant, with a tolerance for each number."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from visprop.export.worksheet.asked import Blank, Group, Sheet, told
from visprop.export.worksheet.latex_sheet import name_of
from visprop.notation.latex_document import latex_row

_PENALTY = 1 / 3
"""What a further try costs, where the course allows some."""


def moodle_questions(sheets: Sequence[Sheet], hints: int, solutions: bool) -> str:
    """The text of a file in Moodle's XML; mathematics is LaTeX, which Moodle's own filter typesets."""
    questions = "\n".join(_question(sheet, hints, solutions) for sheet in sheets)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{questions}\n</quiz>\n'


def _question(sheet: Sheet, hints: int, solutions: bool) -> str:
    levels = [_all([f"\\({latex_row(blank.hints(hints)[level])}\\)" for group in sheet.groups for blank in group.blanks])
              for level in range(hints)]  # fmt: skip
    solved = [f"\\({latex_row(blank.solution)}\\)" for group in sheet.groups for blank in group.blanks]
    parts = [
        f"<name><text>{escape(f'{sheet.title}, variant {sheet.number}')}</text></name>",
        _html("questiontext", _text(sheet)),
        _html("generalfeedback", _all(solved) if solutions else ""),
        f"<penalty>{_PENALTY:.7f}</penalty>",
        "<hidden>0</hidden>",
        *(_html("hint", level) for level in levels),
    ]
    return '<question type="cloze">\n' + "\n".join(parts) + "\n</question>"


def _html(name: str, text: str) -> str:
    """A text of Moodle, which is HTML: escaped once more, as a text of XML."""
    return f'<{name} format="html"><text>{escape(text, quote=False)}</text></{name}>'


def _all(rows: Sequence[str]) -> str:
    return "".join(f"<p>{escape(row)}</p>" for row in rows)


def _text(sheet: Sheet) -> str:
    given = [", ".join(f"\\({latex_row(told(one))}\\)" for one in row) for row in sheet.given]
    groups = "".join(_group(group) for group in sheet.groups)
    return f"<p>{escape(sheet.words)}</p>{_all(given)}{groups}"


def _group(group: Group) -> str:
    blanks = "".join(f"<p>\\({escape(name_of(blank))}\\) {_field(blank)}</p>" for blank in group.blanks)
    return f"<h4>{escape(group.title[:1].upper() + group.title[1:])}</h4>{blanks}"


def _field(blank: Blank) -> str:
    """A field with its answer and tolerance."""
    return f"{{1:NUMERICAL:={blank.value:.10g}:{blank.tolerance:.3g}}}"
