"""A lesson's text: words, *emphasis*, $mathematics$ and {numbers}, read once and written with the numbers of a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from visprop.lessons.expression import Expression
from visprop.lessons.mathematics import mathematics
from visprop.notation.expression.numbers import numeral, sign
from visprop.notation.layout.build import operator
from visprop.notation.layout.nodes import Node, Row, Word
from visprop.notation.layout.text import plain
from visprop.timeline.by_name import Numbers

_PARTS = re.compile(r"\$([^$]+)\$|\{([^{}]+)\}|\*([^*]+)\*")
_UNKNOWN = Word("?")


@dataclass(frozen=True)
class Words:
    """Plain words.

    Attributes:
        text: them.
        is_strong: whether they are brought out.
    """

    text: str
    is_strong: bool = False


@dataclass(frozen=True, eq=False)
class Formula:
    """Mathematics with this moment's numbers in it.

    Attributes:
        node: what is set.
    """

    node: Node


Written = tuple[Words | Formula, ...]
"""A paragraph as it is shown."""


def number_of(text: str, numbers: Numbers) -> Node:
    """The number that an expression names, with its = or ≈ before it where the text begins with =; ? while it is not known."""
    is_told = text.lstrip().startswith("=")
    expression = Expression.parse(text.lstrip().removeprefix("=") if is_told else text)
    value = expression.value(numbers)
    if value is None:
        return _UNKNOWN
    digits = expression.digits
    return Row((operator(sign(value, digits)), numeral(value, digits))) if is_told else numeral(value, digits)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a lesson.

    Attributes:
        source: as its file has it.
        expressions: whose numbers stand in it.
    """

    source: str
    expressions: tuple[Expression, ...]

    @classmethod
    def parse(cls, source: str) -> Paragraph:
        """A paragraph from its text.

        Raises:
            ValueError: it cannot be read.
        """
        found: list[Expression] = []

        def note(text: str) -> Node:
            found.append(Expression.parse(text.strip().removeprefix("=")))
            return _UNKNOWN

        rest = _PARTS.sub("", source)
        for stray in "${}":
            if stray in rest:
                raise ValueError(f"{stray} stands alone in {source[:60]!r}")
        for maths, number, _ in _PARTS.findall(source):
            if maths:
                mathematics(maths, note)
            elif number:
                note(number)
        return cls(source, tuple(found))

    @property
    def is_formula(self) -> bool:
        """Whether it is one formula, which stands in a row of its own."""
        found = _PARTS.fullmatch(self.source.strip())
        return found is not None and bool(found[1])

    def refuse_unknown(self, numbers: Numbers) -> None:
        """Refuse a number that there is not, or is not known yet.

        Raises:
            ValueError: there is one.
        """
        for expression in self.expressions:
            expression.refuse_unknown(numbers)

    def written(self, numbers: Numbers) -> Written:
        """It with the numbers of a moment."""
        found: list[Words | Formula] = []
        at = 0
        for part in _PARTS.finditer(self.source):
            if part.start() > at:
                found.append(Words(self.source[at : part.start()]))
            at = part.end()
            if part[1]:
                found.append(Formula(mathematics(part[1], lambda text: number_of(text, numbers))))
            elif part[2]:
                found.append(Formula(number_of(part[2], numbers)))
            else:
                found.append(Words(part[3], is_strong=True))
        if at < len(self.source):
            found.append(Words(self.source[at:]))
        return tuple(found)

    def text(self, numbers: Numbers) -> str:
        """The same as plain text."""
        return plain_text(self.written(numbers))


def plain_text(written: Written) -> str:
    """A paragraph as plain text."""
    return "".join(part.text if isinstance(part, Words) else plain(part.node).strip() for part in written)
