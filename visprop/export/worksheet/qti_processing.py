"""How an item of QTI marks itself: each answer against the right one with its tolerance, and which feedback is shown then."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.export.worksheet.questions import Question

SOLUTION = "SOLUTION"
"""The feedback with the solutions."""


def response_name(number: int) -> str:
    """What the answer to a question is called, from 1."""
    return f"R{number}"


def hint_name(level: int) -> str:
    """What the feedback with the hints of a level is called, from 1."""
    return f"HINT{level}"


def processing(questions: Sequence[Question], levels: int, solutions: bool) -> str:
    """A point for each answer; hints after the tries that are not all right, one level more each; then the solutions."""
    points = "\n".join(_point(response_name(number), question) for number, question in enumerate(questions, start=1))
    over = _set("completionStatus", _value("identifier", "completed")) + (_show(SOLUTION) if solutions else "")
    all_right = '<gte><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></gte>'
    ends = [f"<responseIf>{all_right}{over}</responseIf>", f"<responseElseIf>{_tried(levels + 1)}{over}</responseElseIf>"]
    helps = [f"<responseElseIf>{_tried(level)}{_show(hint_name(level))}</responseElseIf>" for level in range(levels, 0, -1)]
    feedback = f"<responseCondition>{''.join((*ends, *helps))}</responseCondition>"
    start = _set("SCORE", _value("float", "0"))
    return f"<responseProcessing>\n{start}\n{points}\n{feedback}\n</responseProcessing>"


def _point(name: str, question: Question) -> str:
    both = f'<variable identifier="{name}"/><correct identifier="{name}"/>'
    margin = f"{question.tolerance:g} {question.tolerance:g}"
    is_right = f"<match>{both}</match>"
    if not question.choices:
        is_right = f'<equal toleranceMode="absolute" tolerance="{margin}">{both}</equal>'
    more = _set("SCORE", f'<sum><variable identifier="SCORE"/>{_value("float", "1")}</sum>')
    return f"<responseCondition><responseIf>{is_right}{more}</responseIf></responseCondition>"


def _tried(count: int) -> str:
    return f'<gte><variable identifier="numAttempts"/>{_value("integer", str(count))}</gte>'


def _show(name: str) -> str:
    return _set("FEEDBACK", _value("identifier", name))


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def _value(kind: str, text: str) -> str:
    return f'<baseValue baseType="{kind}">{text}</baseValue>'
