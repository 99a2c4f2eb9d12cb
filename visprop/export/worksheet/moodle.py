"""A worksheet as questions for Moodle: one of the type cloze a variant, with a tolerance for each number."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from visprop.export.worksheet.questions import Group, Question, Sheet
from visprop.lessons.markup import Formula, Words, Written
from visprop.notation.layout.latex import latex

_PENALTY = 1 / 3
"""What a further try costs, where the course allows some."""


def moodle_questions(sheets: Sequence[Sheet], hints: int, solutions: bool) -> bytes:
    """The text of a file in Moodle's XML; mathematics is LaTeX, which Moodle's own filter typesets."""
    questions = "\n".join(_question(sheet, hints, solutions) for sheet in sheets)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{questions}\n</quiz>\n'.encode()


def _question(sheet: Sheet, hints: int, solutions: bool) -> str:
    levels = ["".join(map(_paragraph, level)) for level in _by_level(sheet, hints)]
    solved = [one for question in sheet.questions for one in question.solution] if solutions else []
    parts = [
        f"<name><text>{escape(f'{sheet.title}, variant {sheet.number}')}</text></name>",
        _html("questiontext", _text(sheet)),
        _html("generalfeedback", "".join(map(_paragraph, solved))),
        f"<penalty>{_PENALTY:.7f}</penalty>",
        "<hidden>0</hidden>",
        *(_html("hint", level) for level in levels),
    ]
    return '<question type="cloze">\n' + "\n".join(parts) + "\n</question>"


def _by_level(sheet: Sheet, hints: int) -> list[list[Written]]:
    """The hints of all questions, level by level, as Moodle shows one hint after each try."""
    levels = [[one for question in sheet.questions for one in question.hints(hints)[at : at + 1]] for at in range(hints)]
    return [level for level in levels if level]


def _html(name: str, text: str) -> str:
    """A text of Moodle, which is HTML: escaped once more, as a text of XML."""
    return f'<{name} format="html"><text>{escape(text, quote=False)}</text></{name}>'


def _paragraph(paragraph: Written) -> str:
    return f"<p>{_written(paragraph)}</p>"


def _written(paragraph: Written) -> str:
    return "".join(_part(part) for part in paragraph)


def _part(part: Words | Formula) -> str:
    if isinstance(part, Words):
        text = _words(part.text)
        return f"<em>{text}</em>" if part.is_strong else text
    return escape(rf"\({latex(part.node)}\)", quote=False)


def _words(text: str) -> str:
    """Words as HTML, in which nothing begins a field, a formula of TeX, or what Moodle fills in."""
    return escape(text).replace("{", "&#123;").replace("\\", "&#92;").replace("@@", "@&#64;").replace("[[", "[&#91;")


def _text(sheet: Sheet) -> str:
    given = "".join(f"<p>{', '.join(map(_written, row))}</p>" for row in sheet.given)
    return f"<p>{_words(sheet.words)}</p>{given}{''.join(map(_group, sheet.groups))}"


def _group(group: Group) -> str:
    blanks = "".join(f"<p>{_written(blank.asked)} {_field(blank)}</p>" for blank in group.blanks)
    return f"<h4>{_words(group.heading)}</h4>{''.join(map(_paragraph, group.text))}{blanks}"


def _field(blank: Question) -> str:
    """A field with its answer and tolerance, or its answers one below the other."""
    if not blank.choices:
        return f"{{1:NUMERICAL:={blank.value!r}:{blank.tolerance:g}}}"
    offers = (f"{'=' if i == blank.value else ''}{_offer(one)}" for i, one in enumerate(blank.choices))
    return f"{{1:MULTICHOICE_V:{'~'.join(offers)}}}"


def _offer(paragraph: Written) -> str:
    """An answer, with a backslash before what would end it, which Moodle takes away again.

    It does so before } and # alone, and decodes entities once; so ~ is written as one, and & is escaped again.
    """
    text = _written(paragraph).replace("&", "&amp;").replace("}", r"\}").replace("#", r"\#").replace("~", "&#126;")
    # At its beginning these would say how much it is worth.
    return f"&#{ord(text[0])};{text[1:]}" if text[:1] in ("=", "%") else text
