"""How a file says what a step asks: one entry a kind of condition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.engine.registry import Registry, require
from visprop.lessons.conditions import USUAL_TOLERANCE, Choice, Condition, Execute, Largest, Number, Pick, Reach, Sign, Slip
from visprop.lessons.expression import Expression
from visprop.lessons.markup import Paragraph
from visprop.scenario.files.fields import Field

_MOST_CHOICES = 8
MOST_TEXT = 4000
"""The most characters of a paragraph."""
_FAR = 1e300


@dataclass(frozen=True)
class ConditionKind:
    """A kind of condition.

    Attributes:
        name: the field that says what is asked, by which a file tells the kind.
        fields: the others that it may have.
        read: makes it of a file's field and its question.
    """

    name: str
    fields: tuple[str, ...]
    read: Callable[[Field, Paragraph], Condition]

    def __post_init__(self) -> None:
        require(self, "condition", empty=("fields",))


def paragraph(field: Field) -> Paragraph:
    """A paragraph of a file.

    Raises:
        FieldError: it cannot be read.
    """
    try:
        return Paragraph.parse(field.text(MOST_TEXT))
    except ValueError as error:
        raise field.error(str(error)) from error


def paragraphs(field: Field) -> tuple[Paragraph, ...]:
    """Paragraphs of a file: a list, or a single one."""
    return (paragraph(field),) if isinstance(field.value, str) else tuple(map(paragraph, field.items()))


def _expression(field: Field) -> Expression:
    try:
        return Expression.parse(field.text())
    except ValueError as error:
        raise field.error(str(error)) from error


def key_of(field: Field) -> Key:
    """What a file points at.

    Raises:
        FieldError: it is no name.
    """
    try:
        return Key.parse(field.text())
    except ValueError as error:
        raise field.error(str(error)) from error


def _number(field: Field, question: Paragraph) -> Number:
    slips = tuple(map(_slip, field.get("slips", []).items()))
    return Number(question, _expression(field["number"]), field.get("tolerance", USUAL_TOLERANCE).real(0.0, 1.0), slips)


def _slip(field: Field) -> Slip:
    field.keys("number", "told")
    return Slip(_expression(field["number"]), paragraph(field["told"]))


def _sign(field: Field, question: Paragraph) -> Sign:
    return Sign(question, _expression(field["sign"]))


def _offers(field: Field) -> tuple[Paragraph, ...]:
    offers = paragraphs(field)
    if not 2 <= len(offers) <= _MOST_CHOICES:
        raise field.error(f"expected 2 to {_MOST_CHOICES} answers, got {len(offers)}")
    return offers


def _choice(field: Field, question: Paragraph) -> Choice:
    offers = _offers(field["choice"])
    because = paragraphs(field.get("because", []))
    if because and len(because) != len(offers):
        raise field["because"].error(f"expected {len(offers)} entries, one an answer, got {len(because)}")
    return Choice(question, offers, field["right"].whole(0, len(offers) - 1), because)


def _largest(field: Field, question: Paragraph) -> Largest:
    offers, values = _offers(field["offers"]), tuple(map(_expression, field["largest"].items(len(field["offers"].value))))
    return Largest(question, offers, values)


def _pick(field: Field, question: Paragraph) -> Pick:
    key, among = key_of(field["pick"]), tuple(map(key_of, field["among"].items()))
    if key not in among:
        raise field["among"].error(f"{key}, which is right, is to be among them")
    return Pick(question, key, among)


def _reach(field: Field, question: Paragraph) -> Reach:
    least, most = (field.get(name, far).real() for name, far in (("above", -_FAR), ("below", _FAR)))
    if not field.has("above") and not field.has("below"):
        raise field.error("above or below is missing")
    return Reach(question, _expression(field["reach"]), least, most)


def _execute(field: Field, question: Paragraph) -> Execute:
    return Execute(question, field["execute"].choice(("numbers", "vectors")) == "vectors")


CONDITIONS: Registry[ConditionKind] = Registry(
    (
        ConditionKind("number", ("tolerance", "slips"), _number),
        ConditionKind("sign", (), _sign),
        ConditionKind("choice", ("right", "because"), _choice),
        ConditionKind("largest", ("offers",), _largest),
        ConditionKind("pick", ("among",), _pick),
        ConditionKind("reach", ("above", "below"), _reach),
        ConditionKind("execute", (), _execute),
    )
)
"""Every kind of condition by the field that tells it."""


def read_condition(field: Field) -> Condition:
    """What a step asks.

    Raises:
        FieldError: it cannot be read.
    """
    known = tuple(kind for name, kind in CONDITIONS.items() if field.has(name))
    if len(known) != 1:
        raise field.error(f"expected one of {', '.join(CONDITIONS)}, got {len(known)} of them")
    kind = known[0]
    field.keys("question", kind.name, *kind.fields)
    return kind.read(field, paragraph(field["question"]))
