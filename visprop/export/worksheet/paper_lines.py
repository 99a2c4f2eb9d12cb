"""Words and formulas in lines, for paper: broken between words and before signs, set as shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.figures.base.shapes import Formula as FormulaShape
from visprop.figures.base.shapes import Label, Segments, Shape
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import Run, width, worded
from visprop.figures.pages.line_breaking import set_row
from visprop.lessons.markup import Words, Written
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.pieces import pieces

_SPACE = 0.26
"""How wide the space between words is, in sizes of the letters."""
_ASCENT, _DESCENT = 0.74, 0.25
"""How far letters reach above and below their line."""
_LEADING = 0.42
"""What is free between lines at least."""
_WHOLE = 20.0
"""A formula among words that is no wider than this, in sizes of the letters, is not broken."""
_RULE = 0.6
"""How thick a line to write on is."""


@dataclass(frozen=True)
class Token:
    """A word, a piece of a formula, or a line to write on; lengths in points.

    Attributes:
        what: it; None for a line to write on.
        width, ascent, descent: how much room it takes.
        before: the space before it, where it does not begin a line.
        is_break: whether a line may be broken before it.
    """

    what: tuple[Run, ...] | Node | None
    width: float
    ascent: float
    descent: float
    before: float = 0.0
    is_break: bool = False


@dataclass(frozen=True)
class Band:
    """What stands side by side across a page, from its own upper left; lengths in points.

    Attributes:
        height: of it, with the space below.
        shapes: what is drawn.
        baseline: of the letters in it, from its top.
        stays: whether the next one is on the same page.
    """

    height: float
    shapes: tuple[Shape, ...] = ()
    stays: bool = False
    baseline: float = 0.0


def tokens(paragraph: Written, size: float, is_bold: bool = False) -> list[Token]:
    """A paragraph in what its lines are made of."""
    found: list[Token] = []
    is_apart = False
    for part in paragraph:
        if isinstance(part, Words):
            found += _of_words(part.text, size, is_bold or part.is_strong, is_apart)
            is_apart = part.text[-1:].isspace()
            continue
        row = set_row(pieces(part.node), size)
        is_whole = len(paragraph) > 1 and sum(one.before + one.width for one in row) < _WHOLE * size
        own = [
            Token(one.piece.node, one.width, one.ascent, one.descent, one.before, one.piece.is_break and not is_whole)
            for one in row
        ]
        if is_apart and own:
            own[0] = replace(own[0], before=_SPACE * size, is_break=True)
        found += own
        is_apart = False
    return found


def _of_words(text: str, size: float, is_bold: bool, is_apart: bool) -> Iterator[Token]:
    for space, word in re.findall(r"(\s*)(\S+)", text):
        gap = _SPACE * size if space or is_apart else 0.0
        runs = tuple(run._replace(bold=is_bold) for run in worded(word))
        yield Token(runs, width(runs, size), _ASCENT * size, _DESCENT * size, gap, bool(gap))
        is_apart = False


def lines(found: Sequence[Token], room: float) -> list[list[Token]]:
    """Tokens in lines that are no wider than the room, but for what cannot be broken."""
    broken: list[list[Token]] = [[]]
    for chunk in _chunks(found):
        if broken[-1] and advance([*broken[-1], *chunk]) > room:
            broken.append([])
        broken[-1] += chunk
    return [line for line in broken if line]


def _chunks(found: Sequence[Token]) -> Iterator[list[Token]]:
    """What stays together."""
    chunk: list[Token] = []
    for token in found:
        if token.is_break and chunk:
            yield chunk
            chunk = []
        chunk.append(token)
    if chunk:
        yield chunk


def advance(line: Sequence[Token]) -> float:
    """How wide a line is; the space before its first token is not there."""
    return sum(token.width + (token.before if i else 0.0) for i, token in enumerate(line))


def set_lines(paragraph: Written, size: float, room: float, left: float = 0.0, is_bold: bool = False) -> list[Band]:
    """A paragraph as bands, one a line, of which the first two and the last two stay together."""
    found = lines(tokens(paragraph, size, is_bold), room - left)
    stays = [i in (0, len(found) - 2) and i < len(found) - 1 for i in range(len(found))]
    return [set_line(line, size, left, stay) for line, stay in zip(found, stays, strict=True)]


def set_line(line: Sequence[Token], size: float, left: float = 0.0, stays: bool = False) -> Band:
    """A line as a band."""
    ascent = max(_ASCENT * size, *(token.ascent for token in line))
    descent = max(_DESCENT * size, *(token.descent for token in line))
    return Band(ascent + descent + _LEADING * size, tuple(placed(line, left, ascent, size)), stays, ascent)


def placed(line: Sequence[Token], x: float, baseline: float, size: float) -> Iterator[Shape]:
    """Tokens beside one another from a place on."""
    for i, token in enumerate(line):
        x += token.before if i else 0.0
        if token.what is None:
            yield Segments(np.array([[x, baseline + 1.5, x + token.width, baseline + 1.5]]), LIGHT.ink, _RULE)
        elif isinstance(token.what, tuple):
            yield Label(x, baseline, token.what, size, LIGHT.ink, across=0.0, down=1.0)
        else:
            yield FormulaShape(x, baseline, token.what, size, LIGHT.ink)
        x += token.width
