"""A worksheet as a package of QTI 2.1: an item a variant, which marks itself, and a test that hands out one of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from visprop.export.worksheet.html_sheet import marked_up
from visprop.export.worksheet.qti_processing import SOLUTION, hint_name, processing, response_name
from visprop.export.worksheet.questions import Question, Sheet
from visprop.lessons.markup import Written

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
_INSTANCE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation'
_QTI_PLACE = f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_CONTENT_PLACE = f"{_CONTENT} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)
"""The same file each time has no time in it; this is the earliest that a ZIP can name."""
_READABLE = (3, 0o644 << 16)
"""On every system the files are said to be from Unix, where all may read them."""
_EXPECTED = 12
"""So many characters wide is a field for a number."""


def qti_package(sheets: Sequence[Sheet], hints: int, solutions: bool) -> bytes:
    """The content of a ZIP file; mathematics is MathML."""
    names = [f"variant-{sheet.number}" for sheet in sheets]
    files = {"imsmanifest.xml": _manifest(names), "test.xml": _test(sheets[0].title, names)}
    files |= {f"{name}.xml": _item(sheet, hints, solutions) for name, sheet in zip(names, sheets, strict=True)}
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, text in files.items():
            about = ZipInfo(name, _DATE)
            about.compress_type, about.create_system, about.external_attr = ZIP_DEFLATED, *_READABLE
            package.writestr(about, _HEAD + text)
    return buffer.getvalue()


def _manifest(names: Sequence[str]) -> str:
    needed = "".join(f'<dependency identifierref="{name}"/>' for name in names)
    test = f'<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>{needed}</resource>'
    items = [
        f'<resource identifier="{name}" type="imsqti_item_xmlv2p1" href="{name}.xml"><file href="{name}.xml"/></resource>'
        for name in names
    ]
    return "\n".join([
        f'<manifest xmlns="{_CONTENT}" {_INSTANCE}="{_CONTENT_PLACE} {_QTI_PLACE}" identifier="visprop">',
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>",
        "<organizations/>",
        "<resources>", test, *items, "</resources>",
        "</manifest>\n",
    ])  # fmt: skip


def _test(title: str, names: Sequence[str]) -> str:
    """One of the variants, drawn for each who takes it."""
    items = [f'<assessmentItemRef identifier="item-{i}" href="{name}.xml"/>' for i, name in enumerate(names, start=1)]
    return "\n".join([
        f'<assessmentTest xmlns="{_QTI}" {_INSTANCE}="{_QTI_PLACE}" identifier="test" title="{escape(title)}">',
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">',
        '<assessmentSection identifier="variants" title="Variants" visible="false">',
        '<selection select="1"/>', *items,
        "</assessmentSection>", "</testPart>", "</assessmentTest>\n",
    ])  # fmt: skip


def _item(sheet: Sheet, hints: int, solutions: bool) -> str:
    questions = list(enumerate(sheet.questions, start=1))
    levels = [group for group in _by_level(sheet, hints) if group]
    title = escape(f"{sheet.title}, variant {sheet.number}")
    # One that gives hints is answered several times, and says itself when it is over.
    kind = f'adaptive="{"true" if levels else "false"}" timeDependent="false" toolName="visprop"'
    declared = [_declaration(number, question) for number, question in questions]
    feedbacks = [_feedback(hint_name(level), f"Hint {level}", rows) for level, rows in enumerate(levels, start=1)]
    if solutions:
        solved = [one for _, question in questions for one in question.solution]
        feedbacks.append(_feedback(SOLUTION, "Solutions", solved))
    return "\n".join([
        f'<assessmentItem xmlns="{_QTI}" {_INSTANCE}="{_QTI_PLACE}"',
        f'identifier="visprop-{sheet.print}-{sheet.number}" title="{title}" {kind}>',
        *declared, *_outcomes(len(questions)),
        "<itemBody>", *_body(sheet), "</itemBody>",
        processing(sheet.questions, len(levels), solutions),
        *feedbacks, "</assessmentItem>\n",
    ])  # fmt: skip


def _by_level(sheet: Sheet, hints: int) -> list[list[Written]]:
    """The hints of all questions, level by level: a level is shown at once."""
    return [[one for question in sheet.questions for one in question.hints(hints)[at : at + 1]] for at in range(hints)]


def _declaration(number: int, question: Question) -> str:
    """What is right, which is nowhere else in the item."""
    kind, right = ("identifier", f"C{question.value:.0f}") if question.choices else ("float", repr(question.value))
    told = f'identifier="{response_name(number)}" cardinality="single" baseType="{kind}"'
    return f"<responseDeclaration {told}><correctResponse><value>{right}</value></correctResponse></responseDeclaration>"


def _outcomes(most: int) -> list[str]:
    def number(name: str, value: int) -> str:
        told = f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="float">'
        return f"{told}<defaultValue><value>{value}</value></defaultValue></outcomeDeclaration>"

    feedback = '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'
    return [number("SCORE", 0), number("MAXSCORE", most), feedback]


def _body(sheet: Sheet) -> list[str]:
    given = [f"<p>{', '.join(map(marked_up, row))}</p>" for row in sheet.given]
    found, number = [f"<p>{escape(sheet.words)}</p>", *given], 0
    for group in sheet.groups:
        found += [f"<h3>{escape(group.heading)}</h3>", *map(_paragraph, group.text)]
        for question in group.blanks:
            number += 1
            found.append(_asked(question, response_name(number)))
    return found


def _asked(question: Question, name: str) -> str:
    if not question.choices:
        field = f'<textEntryInteraction responseIdentifier="{name}" expectedLength="{_EXPECTED}"/>'
        return f"<p>{marked_up(question.asked)} {field}</p>"
    offers = "".join(f'<simpleChoice identifier="C{i}">{marked_up(one)}</simpleChoice>' for i, one in enumerate(question.choices))
    prompt = f"<prompt>{marked_up(question.asked)}</prompt>"
    return f'<choiceInteraction responseIdentifier="{name}" shuffle="false" maxChoices="1">{prompt}{offers}</choiceInteraction>'


def _feedback(name: str, title: str, rows: Sequence[Written]) -> str:
    told = f'outcomeIdentifier="FEEDBACK" identifier="{name}" showHide="show" title="{title}"'
    return f"<modalFeedback {told}>{''.join(map(_paragraph, rows))}</modalFeedback>"


def _paragraph(paragraph: Written) -> str:
    return f"<p>{marked_up(paragraph)}</p>"
