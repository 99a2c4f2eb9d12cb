"""A worksheet as a page of the web: it is filled in there, hints and solutions are opened one by one, and it can be printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from visprop.export.worksheet.page_script import SCRIPT
from visprop.export.worksheet.questions import Group, Question, Sheet, is_label
from visprop.lessons.answers import MOST_ANSWER
from visprop.lessons.markup import Formula, Words, Written, plain_text
from visprop.notation.layout.mathml import mathml
from visprop.scenario.files.fields import MAX_NAME

_STYLE = """
body { font: 17px/1.5 "STIX Two Text", Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em }
body { color: #1d1d1f; background: #fff }
form { page-break-after: always; border-bottom: 1px solid #888; padding-bottom: 2em }
.blank { font: inherit; color: inherit; background: none; border: 0; border-bottom: 1px solid; border-radius: 0 }
.blank { width: 7em; margin: 0 1.5em 0.6em 0.3em; padding: 0 0.2em }
.blank:focus-visible { outline: 2px solid #2a6fb5 }
.asked { white-space: nowrap }
.given span { margin-right: 1.2em; white-space: nowrap }
fieldset { border: 0; margin: 0.5em 0; padding: 0 } legend { padding: 0 } label { display: block; margin: 0.2em 0 0.2em 1em }
details { margin: 0.2em 0 0.2em 1em } details p { margin: 0.3em 0 0.3em 1em }
.save { margin-top: 2em } .save label { display: inline; margin: 0 } .save button { font: inherit; padding: 0.2em 0.8em }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1d1d1f } }
@media print { details:not([open]), .save { display: none } }
"""
_HINTS = ("the formulas", "the formulas with numbers")


def html_sheets(sheets: Sequence[Sheet], hints: int, solutions: bool) -> bytes:
    """The text of a file, which needs no other."""
    body = "\n".join(_sheet(sheet, hints, solutions) for sheet in sheets)
    return _file(sheets[0].title, f"{body}\n<script>{SCRIPT}</script>")


def html_solutions(sheets: Sequence[Sheet]) -> bytes:
    """The text of a file of the solutions alone."""
    return _file(f"{sheets[0].title}, solutions", "\n".join(map(_solved, sheets)))


def _file(title: str, body: str) -> bytes:
    head = f'<meta charset="utf-8"/>\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


def _solved(sheet: Sheet) -> str:
    found = [f"<h1>{escape(sheet.title)}, solutions of variant {sheet.number}</h1>"]
    for group in sheet.groups:
        if group.blanks:
            rows = [f"<p>{marked_up(one)}</p>" for blank in group.blanks for one in blank.solution]
            found += [f"<h2>{escape(group.heading)}</h2>", *rows]
    return "\n".join(found)


def sheet_data(sheet: Sheet) -> dict[str, str | int]:
    """What a file of answers says of the sheet."""
    origin = sheet.origin
    whence: dict[str, str | int] = {"source": origin.source, "at": origin.at, "seed": origin.seed, "variant": origin.number}
    return {**whence, "title": sheet.title, "print": sheet.print}


def _sheet(sheet: Sheet, hints: int, solutions: bool) -> str:
    rows = "\n".join(f'<p class="given">{"".join(f"<span>{marked_up(one)}</span>" for one in row)}</p>' for row in sheet.given)
    given = f"<h2>Given</h2>\n{rows}\n" if rows else ""
    groups = "\n".join(_group(group, hints, solutions, "h3" if rows else "h2") for group in sheet.groups)
    title = f"<h1>{escape(sheet.title)}, variant {sheet.number}</h1>\n<p>{escape(sheet.words)}</p>"
    data = escape(json.dumps(sheet_data(sheet), ensure_ascii=False))
    return f'<form autocomplete="off" data-sheet="{data}">\n{title}\n{given}{groups}\n{_saving(sheet.number)}\n</form>'


def _saving(number: int) -> str:
    """How the answers are saved; shown by the script, without which they cannot be."""
    name = f'<label for="name-{number}">Name, or whatever you were told to write here: </label>'
    field = f'<input class="blank" id="name-{number}" data-name="" maxlength="{MAX_NAME}"/>'
    said = '<span role="status"></span>'
    return f'<p class="save" hidden="hidden">{name}{field}<button type="button">Save answers</button> {said}</p>'


def _group(group: Group, hints: int, solutions: bool, heading: str) -> str:
    text = [f"<p>{marked_up(one)}</p>" for one in group.text]
    labels = [_asked(blank) for blank in group.blanks if not blank.choices]
    asked = [f"<p>{chr(10).join(labels)}</p>"] if labels else []
    chosen = [_chosen(blank) for blank in group.blanks if blank.choices]
    # Those of a pass have a word for each level, and those of a lesson are what they are.
    helps = [_opened(f"Hint: {words}" if len(group.blanks) > 1 else "Hint", rows)
             for words, rows in zip(_HINTS, group.hints(hints), strict=False)]  # fmt: skip
    solved = (
        [_opened("Solutions", [one for blank in group.blanks for one in blank.solution])] if solutions and group.blanks else []
    )
    return "\n".join([f"<{heading}>{escape(group.heading)}</{heading}>", *text, *asked, *chosen, *helps, *solved])


def _asked(blank: Question) -> str:
    told = f'name="{escape(blank.name)}" maxlength="{MOST_ANSWER}" aria-label="{escape(plain_text(blank.asked))}"'
    field = f'{marked_up(blank.asked)} <input class="blank" {told}/>'
    return f'<span class="asked">{field}</span>' if is_label(blank) else f"<span>{field}</span>"


def _chosen(blank: Question) -> str:
    name = escape(blank.name)
    offers = "\n".join(
        f'<label><input type="radio" name="{name}" value="{i}"/> {marked_up(one)}</label>' for i, one in enumerate(blank.choices)
    )
    return f"<fieldset>\n<legend>{marked_up(blank.asked)}</legend>\n{offers}\n</fieldset>"


def _opened(words: str, found: Sequence[Written]) -> str:
    lines = "\n".join(f"<p>{marked_up(row)}</p>" for row in found)
    return f"<details>\n<summary>{escape(words)}</summary>\n{lines}\n</details>"


def marked_up(paragraph: Written) -> str:
    """Words, and the formulas in them as MathML."""
    return "".join(_part(part) for part in paragraph)


def _part(part: Words | Formula) -> str:
    if isinstance(part, Words):
        return f"<em>{escape(part.text)}</em>" if part.is_strong else escape(part.text)
    return mathml(part.node)
