"""Formulas as outlines, each text set once.

Setting one takes as long as painting a network, and numbers change with every step. So numbers, matrices of numbers, and what
differs from another formula in its digits alone are put together from what was set before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from threading import RLock, local
from time import perf_counter
from typing import TypeVar

from visprop.figures.base.outlines import BASE, Glyph, Typeset, outlined, rectangle
from visprop.figures.base.patterns import Pattern, digits_of, pattern_of, patterned
from visprop.figures.base.shapes import Clip, Formula, Shape
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import MINUS, Index, Mark, Matrix, Node, Numeral, Operator, Over, Row, Script, bare

Kept = TypeVar("Kept")

_AXIS = 0.25 * BASE
_COLUMN_GAP, _ROW_GAP = 0.8 * BASE, 0.35 * BASE
_BRACKET, _INSIDE = 0.25 * BASE, 0.32 * BASE
_BAR = (-0.292 * BASE, -0.224 * BASE)
"""Where the bar of a fraction begins and ends, downwards."""
_SHIFT, _CLEAR, _OVERHANG, _SPACE = 0.64 * BASE, 0.1 * BASE, 0.0225 * BASE, 0.222 * BASE
"""How far its halves are moved, but at least so far from the bar; what the bar is longer at each end, and the space around it."""

_MOST, _MOST_COMPOSED = 1024, 2048
"""How many formulas are kept that the library has set, and as many patterns; and how many that are put together from them."""
_LONG = 40
"""A formula of more characters takes some 50 ms."""

_kept: dict[str, Typeset] = {}
_letters: dict[str, Typeset] = {}
"""Single characters, of which numbers are made."""
_composed: dict[str, Typeset] = {}
_patterns: dict[str, Pattern | None] = {}
"""Formulas whose digits can be replaced; None for those where that cannot be done."""
_lock, _keeping = RLock(), RLock()
_slice = local()
"""Until when formulas are set, in a thread that has other things to do as well."""


class NotSet(Exception):
    """There was no time for one formula more; those that were set are kept, so that asking again comes further."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Set formulas for so long in this thread, and one at least: then NotSet is raised."""
    _slice.end, _slice.has_set = perf_counter() + seconds, False
    try:
        yield
    finally:
        _slice.end = None


def set_all(shapes: Iterable[Shape]) -> None:
    """Set all formulas of a picture, so that painting it sets none."""
    for shape in shapes:
        if isinstance(shape, Formula):
            typeset(shape.node, shape.size)
        elif isinstance(shape, Clip):
            set_all(shape.shapes)


def is_set(node: Node) -> bool:
    """Whether a formula is kept, or is put together from such, so that it costs nothing now."""
    if known(node) is not None or _is_made_of_numbers(node) or _patterns.get(pattern_of(node)) is not None:
        return True
    halves = _halves(node)
    return bool(halves) and all(map(is_set, halves))


def typeset(node: Node, size: float) -> tuple[Typeset, float]:
    """A formula and the factor by which it is to be enlarged to have a font's size in points."""
    return known(node) or _made(node), size / BASE


def typeset_all(nodes: Iterable[Node], size: float) -> list[tuple[Typeset, float]]:
    """The same of each of many formulas."""
    return [typeset(node, size) for node in nodes]


_SET = "_typeset"
"""Where a formula is kept with its node, beside the table of those that were set then."""


def known(node: Node) -> Typeset | None:
    """A formula, if it is kept; None if it would have to be set, or put together."""
    with_node = node.__dict__.get(_SET)
    if with_node is not None and with_node[0] is _kept:
        found: Typeset = with_node[1]
        return found
    name = latex(node)
    kept = _kept.get(name) or _composed.get(name) or _letters.get(name)
    if kept is not None:
        node.__dict__[_SET] = (_kept, kept)
    return kept


def _is_made_of_numbers(node: Node) -> bool:
    match bare(node):
        case Numeral() as number:
            return len(latex(number)) > 1 and number.mantissa[0].isdigit()
        case Matrix():
            return True
        case _:
            return False


def _made(node: Node) -> Typeset:
    """A formula that is put together from others if it can be: without the lock, which another thread may hold for a long one."""
    whole = bare(node)
    if _is_made_of_numbers(node):
        made = _matrix(whole) if isinstance(whole, Matrix) else _row(_signs(whole))
    elif isinstance(whole, Over):
        made = _fraction(typeset(whole.above, BASE)[0], typeset(whole.below, BASE)[0])
    elif (pattern := _patterns.get(pattern_of(node))) is not None:
        made = pattern.filled(digits_of(node))
    else:
        return _set(node)
    _keep(_composed, latex(node), made, _MOST_COMPOSED)
    return made


def _halves(node: Node) -> tuple[Node, ...]:
    """What stands above and below the bar of a fraction; nothing if it is none."""
    whole = bare(node)
    return whole.children() if isinstance(whole, Over) else ()


def _set(node: Node) -> Typeset:
    """A formula that the library sets; where others may differ from it in their digits, it sets their pattern."""
    _refuse_late_ones()
    name, written = pattern_of(node), latex(node)
    # The library keeps what it has read of the font, and is not made for two threads at once.
    with _lock:
        if name and name not in _patterns:
            _keep(_patterns, name, patterned(node), _MOST)
        pattern = _patterns.get(name)
        made = outlined(written) if pattern is None else pattern.filled(digits_of(node))
    _keep(_letters if len(written) == 1 else _kept, written, made, _MOST)
    return made


def _refuse_late_ones() -> None:
    end: float | None = getattr(_slice, "end", None)
    if end is not None:
        if _slice.has_set and perf_counter() > end:
            raise NotSet
        _slice.has_set = True


_DIGITS, _POINT, _TIMES = {digit: Numeral(digit) for digit in "0123456789"}, Mark("."), Operator("×")


def _signs(number: Node) -> list[Node]:
    """A number's sign, digits and point, each as a formula of its own, and its power of ten as one."""
    assert isinstance(number, Numeral), "only asked for numbers"
    digits = [_DIGITS.get(sign, _POINT) for sign in number.mantissa]
    power = [Row((_TIMES, Script(Numeral("10"), Index(number.power))))] if number.power else []
    return [*([MINUS] if number.is_negative else []), *digits, *power]


def _keep(kept: dict[str, Kept], name: str, made: Kept, most: int) -> None:
    with _keeping:
        if len(kept) >= most:
            del kept[next(iter(kept))]
        kept[name] = made


def is_busy() -> bool:
    """Whether another thread is setting a formula."""
    if _lock.acquire(blocking=False):
        _lock.release()
        return False
    return True


def is_long(node: Node) -> bool:
    """Whether a formula takes so long that it is set beside the window."""
    return max(len(latex(part)) for part in _halves(node) or (node,)) > _LONG


def _row(parts: list[Node]) -> Typeset:
    """Signs of a number one right behind the other."""
    glyphs: list[Glyph] = []
    done = [typeset(part, BASE)[0] for part in parts]
    starts = [0.0, *accumulate(map(_advance, parts[:-1]))]
    for start, one in zip(starts, done, strict=True):
        glyphs += [glyph.moved(start, 0.0) for glyph in one.glyphs]
    return Typeset(
        tuple(glyphs), (), starts[-1] + done[-1].width, max([one.ascent for one in done]), max([one.descent for one in done])
    )


def _advance(sign: Node) -> float:
    """How wide a digit, a sign or a point is in a number; what is set alone ends with its ink."""
    return _advances()["digit" if isinstance(sign, Numeral) else latex(sign)]


@lru_cache(maxsize=1)
def _advances() -> dict[str, float]:
    with _lock:
        one, two, *parted = (outlined(latex).glyphs[-1].x for latex in ("0", "00", "0.0", "0{-}0"))
    # All digits are equally wide on the line.
    return {"digit": two - one} | {part: x - two for part, x in zip((".", "{-}"), parted, strict=True)}


def _fraction(above: Typeset, below: Typeset) -> Typeset:
    """One thing over another, as far apart as the library sets them; its space, all of it behind, is on both sides here."""
    bar, start = max(above.width, below.width) + 2 * _OVERHANG, _SPACE / 2
    up, down = max(_SHIFT, above.descent - _BAR[0] + _CLEAR), max(_SHIFT, below.ascent + _BAR[1] + _CLEAR)
    top = above.moved(start + (bar - above.width) / 2, -up)
    bottom = below.moved(start + (bar - below.width) / 2, down)
    glyphs = (*top.glyphs, *bottom.glyphs, rectangle(start, _BAR[0], bar, _BAR[1] - _BAR[0]))
    return Typeset(glyphs, (*top.strokes, *bottom.strokes), bar + _SPACE, up + above.ascent, down + below.descent)


def _matrix(matrix: Matrix) -> Typeset:
    """Cells in rows and columns between square brackets; numbers of a column have their points one below the other."""
    cells = matrix.rows
    done = [[typeset(cell, BASE)[0] for cell in row] for row in cells]
    points = [[_until_point(cell) for cell in row] for row in cells]
    heights = [(max(cell.ascent for cell in row), max(cell.descent for cell in row)) for row in done]
    total = sum(up + down for up, down in heights) + _ROW_GAP * (len(cells) - 1)
    glyphs: list[Glyph] = []
    x = _BRACKET + _INSIDE
    # Where only one row is written, it stands on the line.
    top = -_AXIS - total / 2 if len(cells) > 1 else -heights[0][0]
    for j in range(len(cells[0])):
        before = max(row[j] for row in points)
        after = max(row[j].width - point[j] for row, point in zip(done, points, strict=True))
        y = top
        for (up, down), row, point in zip(heights, done, points, strict=True):
            glyphs += [one.moved(x + before - point[j], y + up) for one in row[j].glyphs]
            y += up + down + _ROW_GAP
        x += before + after + _COLUMN_GAP
    width = x - _COLUMN_GAP + _INSIDE + _BRACKET
    top, bottom = top - 0.12 * BASE, top + total + 0.12 * BASE
    left, right, serif = 0.1 * BASE, width - 0.1 * BASE, 0.18 * BASE
    strokes = [
        stroke
        for at, to in ((left, left + serif), (right, right - serif))
        for stroke in ((at, top, at, bottom), (at, top, to, top), (at, bottom, to, bottom))
    ]
    return Typeset(tuple(glyphs), tuple(strokes), width, -top, bottom)


def _until_point(cell: Node) -> float:
    """How wide a cell is up to the point, or up to its end where it has none; the middle of what is no number."""
    if not isinstance(cell, Numeral) or not cell.mantissa[0].isdigit():
        return typeset(cell, BASE)[0].width / 2
    signs = _signs(cell)
    until = next((i for i, sign in enumerate(signs) if not (sign is MINUS or isinstance(sign, Numeral))), len(signs))
    return sum(map(_advance, signs[:until]))
