"""Formulas that differ in their digits alone: one is set, and the digits of the others are put in its place.

The weights of a layer, and all that is made of them, differ in their indices alone; setting each would take minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from visprop.figures.base.outlines import BASE, Glyph, Typeset, outlined
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Index, Node, Numeral, Over, Root, has, kept

_LEVELS = ("x_{{{}}}", "{}", "x_{{x_{{{}}}}}")
"""Where digits of each size stand: in an index, as most, on the line, and in an index of an index."""
_PLACED = "2381769540"
"""What stands for the digits of a formula."""
_ALIKE = 0.002 * BASE
"""How far the outlines of the same character may differ, as they are rounded."""


@dataclass(frozen=True, eq=False)
class _Place:
    """Where a digit stands in a formula: the index of its glyph, what stands there for 0 to 9, and how much wider each is."""

    at: int
    glyphs: tuple[Glyph, ...]
    wider: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class _Index:
    """Digits side by side, with what is between them.

    Attributes:
        digits: which of the formula's digits, from 0, and where each stands, from left to right.
        start, end: from where to where they reach, in points.
    """

    digits: tuple[tuple[int, _Place], ...]
    start: float
    end: float

    def fill(self, glyphs: list[Glyph], digits: Sequence[int]) -> float:
        """Put other digits in; how much longer it is for it."""
        places = {place.at: (digits[i], place) for i, place in self.digits}
        longer = 0.0
        for at in range(min(places), max(places) + 1):
            if at in places:
                digit, place = places[at]
                glyphs[at] = place.glyphs[digit].moved(longer, 0.0)
                longer += place.wider[digit]
            else:
                glyphs[at] = glyphs[at].moved(longer, 0.0)
        return longer


@dataclass(frozen=True, eq=False)
class Pattern:
    """A formula that was set, and where its digits stand.

    Attributes:
        formula: it itself.
        columns: indices one above the other, and the glyphs that stand behind them, from left to right.
        ends_with_ink: whether its width ends with its last glyph, and not with that one's advance.
    """

    formula: Typeset
    columns: tuple[tuple[tuple[_Index, ...], tuple[int, ...]], ...]
    ends_with_ink: bool

    def filled(self, digits: Sequence[int]) -> Typeset:
        """A formula of the same pattern, with digits of its own."""
        glyphs, whole = list(self.formula.glyphs), self.formula
        longer = 0.0
        for indices, behind in reversed(self.columns):
            end = max(index.end + index.fill(glyphs, digits) for index in indices)
            more = end - max(index.end for index in indices)
            for at in behind:
                glyphs[at] = glyphs[at].moved(more, 0.0)
            longer += more
        end = max(map(_right, glyphs)) - max(map(_right, whole.glyphs)) if self.ends_with_ink else longer
        return Typeset(tuple(glyphs), (), whole.width + end, whole.ascent, whole.descent)


def digits_of(node: Node) -> list[int]:
    """The digits of a formula, from left to right."""
    return [int(digit) for group in _groups(node) for digit in group]


@kept
def _groups(node: Node) -> tuple[str, ...]:
    """The digits that stand side by side: those of an index or a power are one group, of a number on the line each is one."""
    if isinstance(node, Numeral):
        digits = [digit for digit in node.mantissa if digit.isdigit()]
        return (*digits, "1", "0", node.power.lstrip("-")) if node.power else tuple(digits)
    if isinstance(node, Index):
        return tuple(filter(None, ("".join(filter(str.isdigit, node.text)),)))
    return tuple(chain.from_iterable(map(_groups, node.children())))


_ANY = str.maketrans("123456789", "000000000")


def pattern_of(node: Node) -> str:
    """A formula with 0 for each of its digits; empty if it has none that can be told apart, or is a digit itself."""
    count = len("".join(_groups(node)))
    # Fractions and roots have a bar as long as what they hold.
    if not 1 <= count <= len(_PLACED) or has(node, Over, Root):
        return ""
    pattern = latex(node).translate(_ANY)
    # A name's own digits are none to be replaced.
    return pattern if len(pattern) > 1 and pattern.count("0") == count else ""


def patterned(node: Node) -> Pattern | None:
    """The pattern of a formula, set; None if its digits are not glyphs of their own, as those of a length are not."""
    placed = iter(_PLACED)
    pattern = "".join(next(placed) if letter.isdigit() else letter for letter in latex(node))
    formula = outlined(pattern)
    places = list[_Place]()
    for digit in map(int, _PLACED[: len(digits_of(node))]):
        found = [place for at, glyph in enumerate(formula.glyphs) if (place := _place(at, glyph, digit)) is not None]
        if len(found) != 1:
            return None
        places += found
    indices, first = list[_Index](), 0
    for count in map(len, _groups(node)):
        indices.append(_index(formula.glyphs, places, range(first, first + count)))
        first += count
    return Pattern(formula, _columns(formula.glyphs, indices), abs(formula.width - max(map(_right, formula.glyphs))) < _ALIKE)


def _index(glyphs: Sequence[Glyph], places: Sequence[_Place], which: range) -> _Index:
    inside = [glyphs[places[i].at] for i in which]
    return _Index(tuple((i, places[i]) for i in which), min(map(_left, inside)), max(map(_right, inside)))


def _columns(glyphs: Sequence[Glyph], indices: list[_Index]) -> tuple[tuple[tuple[_Index, ...], tuple[int, ...]], ...]:
    """Indices one above the other, and what stands behind them."""
    columns = list[list[_Index]]()
    for index in sorted(indices, key=lambda index: index.start):
        if columns and index.start < max(other.end for other in columns[-1]):
            columns[-1].append(index)
        else:
            columns.append([index])
    found = []
    for column in columns:
        end = max(index.end for index in column)
        found.append((tuple(column), tuple(at for at, glyph in enumerate(glyphs) if _left(glyph) >= end)))
    return tuple(found)


def _place(at: int, glyph: Glyph, digit: int) -> _Place | None:
    """A glyph as the place of a digit, if it is that digit."""
    for level in _LEVELS:
        digits, advances = _digits(level)
        if _is_alike(digits[digit].outline, glyph.outline):
            x, y = glyph.x - digits[digit].x, glyph.y - digits[digit].y
            return _Place(at, tuple(one.moved(x, y) for one in digits), tuple(one - advances[digit] for one in advances))
    return None


@lru_cache(maxsize=len(_LEVELS))
def _digits(level: str) -> tuple[tuple[Glyph, ...], tuple[float, ...]]:
    """0 to 9 of a size, from the same place on, and how wide they are: in an index not equally."""
    first, *glyphs = outlined(level.format("".join(f"0{digit}" for digit in range(10)) + "0")).glyphs[-21:]
    digits, zeros = glyphs[::2], glyphs[1::2]
    # From the first 0 to the next one after another 0 it is twice as far as a 0 is wide.
    wide = (zeros[0].x - first.x) / 2
    before = (first, *zeros)
    moved = (Glyph(one.outline, one.x - at.x - wide, one.y - first.y) for one, at in zip(digits, before, strict=False))
    return tuple(moved), tuple(after.x - at.x - wide for at, after in zip(before, zeros, strict=False))


def _is_alike(first: str, second: str) -> bool:
    ones, others = first.split(), second.split()
    return len(ones) == len(others) and all(
        one == other or (not one.isalpha() and not other.isalpha() and abs(float(one) - float(other)) <= _ALIKE)
        for one, other in zip(ones, others, strict=True)
    )


def _left(glyph: Glyph) -> float:
    """Where a glyph begins."""
    return glyph.x + _reach(glyph.outline)[0]


def _right(glyph: Glyph) -> float:
    """Where a glyph ends."""
    return glyph.x + _reach(glyph.outline)[1]


@lru_cache(maxsize=2048)
def _reach(outline: str) -> tuple[float, float]:
    """How far an outline reaches to the left and to the right of its first point."""
    across = [float(number) for number in [token for token in outline.split() if not token.isalpha()][::2]]
    return min(across), max(across)
