"""A worksheet as a PDF of the size A4: set by the program, with lines to write on, and solutions on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visprop.export.formats import PLAIN, Document
from visprop.export.pdf.document import pdf_file
from visprop.export.worksheet.paper_lines import Band, Token, advance, lines, placed, set_line, set_lines, tokens
from visprop.export.worksheet.questions import Group, Question, Sheet, is_label
from visprop.figures.base.moving import Move
from visprop.figures.base.shapes import Box, Figure, Label, Shape
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import plain
from visprop.lessons.markup import Formula, Words, Written

A4 = (595.276, 841.89)
"""In points."""
_MARGIN = 62.0
_ROOM = A4[0] - 2 * _MARGIN
_TITLE, _HEADING, _TEXT, _SMALL = 17.0, 12.5, 10.5, 9.0
"""The sizes of letters."""
_LINE, _GAP = 68.0, 22.0
"""How long a line to write on is, and what is free behind it."""
_BLANK_HEIGHT = 27.0
"""What there is above a line to write on, so that there is room for a hand."""
_APART = 13.0
"""How far what is listed is apart, and a line to write on from its question."""
_SQUARE = 8.0
_INDENT = 16.0


def pdf_sheets(sheets: Sequence[Sheet], hints: int, solutions: bool) -> bytes:
    """The content of a file: each variant begins on a page of its own, and so do the solutions of each, behind them all."""
    pages = [page for sheet in sheets for page in _pages(list(_sheet(sheet, hints)), _called(sheet, "variant"))]
    return _file([*pages, *(_solved_pages(sheets) if solutions else ())], sheets, "A worksheet")


def pdf_solutions(sheets: Sequence[Sheet]) -> bytes:
    """The content of a file of the solutions alone."""
    return _file(_solved_pages(sheets), sheets, "The solutions of a worksheet")


def _solved_pages(sheets: Sequence[Sheet]) -> list[Figure]:
    return [page for sheet in sheets for page in _pages(list(_solved(sheet)), _called(sheet, "solutions of variant"))]


def _file(pages: Sequence[Figure], sheets: Sequence[Sheet], what: str) -> bytes:
    title = sheets[0].title
    return pdf_file(Document(tuple(pages), title, f"{what} in {len(sheets)} variants: {title}"), PLAIN)


def _called(sheet: Sheet, what: str) -> str:
    return f"{sheet.title}, {what} {sheet.number}"


def _sheet(sheet: Sheet, hints: int) -> Iterator[Band]:
    yield from _title(sheet.title, f"Variant {sheet.number}")
    yield from set_lines((Words(sheet.words),), _TEXT, _ROOM)
    if sheet.given:
        yield from _heading("Given")
        for row in sheet.given:
            yield from _listed("", row, _TEXT)
    for group in sheet.groups:
        yield from _group(group, hints)


def _listed(first: str, row: Sequence[Written], size: float) -> Iterator[Band]:
    """Formulas and sentences behind one another; a line is broken between two where all of the second fits below."""
    found = tokens((Words(first),), size) if first else []
    for i, one in enumerate(row):
        own = [replace(token, is_break=token.is_break and not _is_formula(one)) for token in tokens(one, size)]
        found += [replace(own[0], before=_APART if i or first else 0.0, is_break=True), *own[1:]]
    for line in lines(found, _ROOM):
        yield set_line(line, size)


def _is_formula(written: Written) -> bool:
    return len(written) == 1 and isinstance(written[0], Formula)


def _group(group: Group, hints: int) -> Iterator[Band]:
    yield from _heading(group.heading)
    for one in group.text:
        yield from _paragraph(one)
    labels = [blank for blank in group.blanks if is_label(blank) and not blank.choices]
    yield from _blanks(labels)
    for blank in group.blanks:
        if blank not in labels:
            yield from _sentence(blank)
    for level in group.hints(hints):
        yield Band(2.0)
        yield from _listed("Hints:" if len(level) > 1 else "Hint:", level, _SMALL)


def _solved(sheet: Sheet) -> Iterator[Band]:
    yield from _title(sheet.title, f"Solutions of variant {sheet.number}")
    for group in sheet.groups:
        if group.blanks:
            yield from _heading(group.heading)
            for blank in group.blanks:
                for one in blank.solution:
                    yield from _paragraph(one)


def _title(title: str, what: str) -> Iterator[Band]:
    room = _ROOM - 130.0
    first, *further = set_lines((Words(title),), _TITLE, room, is_bold=True)
    side = Label(_ROOM, _TITLE * 0.74, plain(what), _TEXT, LIGHT.ink, across=1.0, down=1.0)
    yield Band(first.height, (*first.shapes, side), stays=True)
    yield from further
    yield Band(6.0)


def _heading(text: str) -> Iterator[Band]:
    yield Band(9.0, stays=True)
    for band in set_lines((Words(text),), _HEADING, _ROOM, is_bold=True):
        yield Band(band.height, band.shapes, stays=True)


def _paragraph(written: Written) -> Iterator[Band]:
    yield from set_lines(written, _TEXT, _ROOM)
    yield Band(3.0)


def _blanks(blanks: Sequence[Question]) -> Iterator[Band]:
    """Names with lines to write on, beside one another as far as they fit."""
    row: list[Shape] = []
    x = 0.0
    for blank in blanks:
        line = [*tokens(blank.asked, _TEXT), Token(None, _LINE, 0.0, 0.0, 4.0)]
        if x and x + advance(line) > _ROOM:
            yield Band(_BLANK_HEIGHT, tuple(row))
            row, x = [], 0.0
        row += placed(line, x, _BLANK_HEIGHT - 9.0, _TEXT)
        x += advance(line) + _GAP
    if row:
        yield Band(_BLANK_HEIGHT, tuple(row))


def _sentence(blank: Question) -> Iterator[Band]:
    """A question of several words, and below it what is offered, or a line to write on."""
    asked = tokens(blank.asked, _TEXT)
    if not blank.choices:
        *above, last = lines([*asked, Token(None, _LINE, 0.0, 0.0, _APART, True)], _ROOM)
        yield from (set_line(line, _TEXT, stays=True) for line in above)
        yield set_line(last, _TEXT)
        yield Band(4.0)
        return
    yield from (set_line(line, _TEXT, stays=True) for line in lines(asked, _ROOM))
    for i, one in enumerate(blank.choices):
        first, *further = set_lines(one, _TEXT, _ROOM, _INDENT)
        square = Box(2.0, first.baseline - _SQUARE + 0.5, _SQUARE, _SQUARE, None, LIGHT.ink, 0.6)
        is_last = i == len(blank.choices) - 1
        yield Band(first.height, (square, *first.shapes), stays=bool(further) or not is_last)
        yield from further
    yield Band(4.0)


def _pages(bands: list[Band], called: str) -> list[Figure]:
    """Bands on as many pages as they need, each with its number at its foot."""
    pages: list[list[Shape]] = [[]]
    y = _MARGIN
    for block in _together(bands):
        if y > _MARGIN and y + sum(band.height for band in block) > A4[1] - _MARGIN:
            pages.append([])
            y = _MARGIN
        for band in block:
            pages[-1] += [Move(1.0, _MARGIN, y).shape(shape) for shape in band.shapes]
            y += band.height
    return [_page(shapes, f"{called}, page {i} of {len(pages)}") for i, shapes in enumerate(pages, start=1)]


def _together(bands: Sequence[Band]) -> Iterator[list[Band]]:
    block: list[Band] = []
    for band in bands:
        block.append(band)
        if not band.stays:
            yield block
            block = []
    if block:
        yield block


def _page(shapes: Sequence[Shape], foot: str) -> Figure:
    last = set_line(tokens((Words(foot),), _SMALL), _SMALL)
    placed_foot = [Move(1.0, _MARGIN, A4[1] - _MARGIN + 18.0).shape(shape) for shape in last.shapes]
    return Figure(*A4, LIGHT.paper, (*shapes, *placed_foot))
