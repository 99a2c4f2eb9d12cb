r"""Moodle's cloze questions, read by a program of the tests' own, from what Moodle's source and documentation say of them.

A field is `{weight:TYPE:alternatives}`. An alternative begins with = where it is right, or with %percent%, and ends before an
unescaped ~ or }; behind an unescaped # stands its feedback. Of a number it is `value:tolerance`. Entities in it are decoded once,
and a backslash is taken away before } and # alone. The text is HTML.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from html import unescape

_START = re.compile(r"\{(\d*):(NUMERICAL|NM|MULTICHOICE_V|MCV|MULTICHOICE|MC|SHORTANSWER|SA):")
_NUMBER = r"-?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+]?\d+)?"
_NUMERICAL = re.compile(rf"({_NUMBER})(?::({_NUMBER}))?")


@dataclass(frozen=True)
class Field:
    """Weight, type, and (worth, answer, tolerance) of each alternative."""

    weight: int
    kind: str
    alternatives: tuple[tuple[float, str, float], ...]

    def marks(self, given):
        """What an answer is worth, from 0 to 1."""
        if self.kind in ("NUMERICAL", "NM"):
            number = float(given.replace(",", "."))
            # Both ends count.
            return max([worth for worth, value, margin in self.alternatives if abs(number - float(value)) <= margin], default=0.0)
        return self.alternatives[int(given)][0]


@dataclass(frozen=True)
class Question:
    """A cloze question: its name, text without fields, fields, hints, feedback."""

    name: str
    text: str
    fields: tuple[Field, ...]
    hints: tuple[str, ...]
    feedback: str


def _split(text, at):
    """The alternatives from a place on, as they are written, and where the field ends."""
    found, begin = [], at
    while at < len(text):
        is_escaped = text[at - 1] == "\\"
        if text[at] in "~}" and not is_escaped:
            found.append(text[begin:at])
            if text[at] == "}":
                return found, at + 1
            begin = at + 1
        at += 1
    raise AssertionError("a field has no end")


def _alternative(text, is_number):
    worth = re.match(r"=|%(-?\d+)%", text)
    share = 0.0 if worth is None else 1.0 if worth[0] == "=" else int(worth[1]) / 100
    answer = text[worth.end() if worth else 0 :]
    ends = re.search(r"(?<![\\&])#", answer)
    answer = answer[: ends.start()] if ends else answer
    if is_number:
        value, margin = _NUMERICAL.fullmatch(answer).groups()
        return share, value.replace(",", "."), float((margin or "0").replace(",", "."))
    return share, unescape(answer).replace(r"\}", "}").replace(r"\#", "#"), 0.0


def _fields(text):
    """The fields of a text, and the text with {#1} in their places."""
    found, left, at = [], "", 0
    while start := _START.search(text, at):
        alternatives, end = _split(text, start.end())
        is_number = start[2] in ("NUMERICAL", "NM")
        found.append(Field(int(start[1] or 1), start[2], tuple(_alternative(one, is_number) for one in alternatives)))
        left += text[at : start.start()] + f"{{#{len(found)}}}"
        at = end
    return found, left + text[at:]


def without_fields(text):
    """A text as a reader sees it before anything is answered, who sees what can be chosen."""
    return _fields(text)[1]


def questions(content):
    """The questions of a file of Moodle's XML."""
    found = []
    for question in ET.fromstring(content).iter("question"):
        assert question.get("type") == "cloze"
        fields, text = _fields(question.findtext("questiontext/text"))
        hints = tuple(hint.findtext("text") for hint in question.findall("hint"))
        assert all(part.get("format") == "html" for part in question.findall("hint") + question.findall("questiontext"))
        feedback = question.findtext("generalfeedback/text")
        found.append(Question(question.findtext("name/text"), text, tuple(fields), hints, feedback or ""))
    return found
