"""The runs of a label as words, numbers, signs and letters, each as what it is in mathematics, if it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from visprop.figures.base.shapes import Colour
from visprop.figures.base.text import Run
from visprop.notation.layout.build import UNNAMED
from visprop.notation.layout.nodes import Hat, Index, Letter, Mark, Node, Numeral, Operator, Row, Script, Word


class Kind(Enum):
    """Where a token belongs."""

    MATHS = "to mathematics"
    WORDS = "to words"
    EITHER = "to what stands around it"


@dataclass(frozen=True, eq=False)
class Token:
    """A word, a number, a sign, a letter or a space.

    Attributes:
        kind: where it belongs.
        text: its letters.
        node: what it is in mathematics; None for a space, and for what can only be words.
        colour, bold: of its run.
    """

    kind: Kind
    text: str
    node: Node | None
    colour: Colour | None = None
    bold: bool = False

    @property
    def is_space(self) -> bool:
        """Whether it is a space."""
        return not self.text.strip()

    @property
    def is_operator(self) -> bool:
        """Whether it stands between two operands."""
        return isinstance(self.node, Operator)


_OPERATORS = frozenset("=≈≠+−·×≤≥<>←→⊙∘⇔★∈")
_MATHS_MARKS, _MARKS = frozenset("|‖′⊤⋯⋮^"), frozenset("()[],./")
"""Signs that are mathematics wherever they stand, and those that words have as well."""
_LETTERS = frozenset("∂∇Δℝ")
_HAT = "\u0302"
_TOKEN = re.compile(rf"(\d+(?:\.\d+)?|\.\d+)|(\s+)|([^\W\d_]{_HAT})|([^\W\d_]+)|(.)", re.DOTALL)


def tokens(runs: tuple[Run, ...]) -> list[Token]:
    """The tokens of a label; a superscript or subscript belongs to what stands before it."""
    found: list[Token] = []
    for run in runs:
        if run.script:
            _attach(found, run)
        else:
            found += [replace(token, colour=run.colour, bold=run.bold) for token in _of_text(run.text, run.italic)]
    return found


def _of_text(text: str, is_italic: bool) -> Iterator[Token]:
    for number, space, roofed, word, sign in _TOKEN.findall(text):
        if number:
            yield Token(Kind.EITHER, number, _numeral(number))
        elif space:
            yield Token(Kind.EITHER, space, None)
        elif roofed:
            yield Token(Kind.MATHS, roofed, Hat(Letter(roofed[0])))
        elif word:
            yield from _letters(word, is_italic)
        else:
            yield _sign(sign)


def _numeral(text: str) -> Node:
    return Numeral(text) if text[0] != "." else Row((Mark("."), Numeral(text[1:])))


def _letters(word: str, is_italic: bool) -> Iterator[Token]:
    """Italic letters are variables, Greek ones as well; what stands upright is a word."""
    if is_italic and len(word) <= _MOST_FACTORS:
        yield from (Token(Kind.MATHS, letter, Letter(letter)) for letter in word)
        return
    for letters in re.findall("[α-ωΑ-Ωℝ]|[^α-ωΑ-Ωℝ]+", word):
        is_letter = len(letters) == 1 and not letters.isascii() and letters in _GREEK
        yield Token(Kind.MATHS if is_letter else Kind.WORDS, letters, Letter(letters) if is_letter else Word(letters))


_MOST_FACTORS = 2
"""Italic letters of which there are more are a word that is emphasised."""
_GREEK = frozenset("αβγδεζηθκλμνξπρστφχψωΓΘΛΠΦΨΩΔΣℝ")


def _sign(sign: str) -> Token:
    if sign in _LETTERS:
        return Token(Kind.MATHS, sign, Letter(sign))
    if sign in _OPERATORS:
        return Token(Kind.MATHS, sign, Operator(sign))
    if sign in _MATHS_MARKS:
        return Token(Kind.MATHS, sign, Mark(sign))
    return Token(Kind.EITHER, sign, Mark(sign)) if sign in _MARKS else Token(Kind.WORDS, sign, None)


def _attach(found: list[Token], run: Run) -> None:
    """Raise or lower what a run says, behind the token before it."""
    index = _index(run)
    before = found.pop() if found and found[-1].node is not None else Token(Kind.MATHS, "", UNNAMED, run.colour, run.bold)
    base = before.node
    assert base is not None, "only what is mathematics is taken"
    script = base if isinstance(base, Script) else Script(base)
    # What stands there already stays before it.
    if run.script > 0:
        node = replace(script, above=_behind(script.above, index))
    else:
        node = replace(script, below=_behind(script.below, index))
    found.append(replace(before, kind=Kind.MATHS, node=node))


def _behind(first: Node | None, index: Node) -> Node:
    return index if first is None else Row((first, index))


def _index(run: Run) -> Node:
    """What stands above or below a letter."""
    text = run.text.replace("−", "-")
    if text.isascii() and (not text.isalpha() or run.italic or len(text) == 1):
        return Index(text)
    nodes = [token.node for token in _of_text(run.text, run.italic) if token.node is not None]
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))
