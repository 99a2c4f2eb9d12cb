"""Formulas as outlines: LaTeX set by ziamath, in pure Python and without Qt, each text once.

Numbers and matrices of numbers change with every step, and setting one takes as long as painting a network. So they are put
together from digits that were set before.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from threading import RLock
from typing import Any

_BASE = 20.0
_MATRIX = re.compile(r"\\begin\{bmatrix\}((?:(?!\\begin).)*)\\end\{bmatrix\}")
_NUMBER = re.compile(r"(\{-\})?([0-9]+)(\.[0-9]+)?( \\times 10\^\{[^ ]+\})?")
_AXIS = 0.25 * _BASE
_COLUMN_GAP, _ROW_GAP = 0.8 * _BASE, 0.35 * _BASE
_BRACKET, _INSIDE = 0.25 * _BASE, 0.32 * _BASE


@dataclass(frozen=True)
class Glyph:
    """An outline at its place, to be filled.

    Attributes:
        outline: as the path data of SVG: the letters M, L, Q, C and Z, with absolute coordinates from its first point on. What
            is the same character of the same size has the same outline.
        x, y: where its first point stands, in points, from the beginning of the baseline, downwards.
    """

    outline: str
    x: float
    y: float

    def moved(self, x: float, y: float) -> Glyph:
        """The same outline elsewhere."""
        return Glyph(self.outline, self.x + x, self.y + y)


@dataclass(frozen=True)
class Typeset:
    """A formula that was set.

    Attributes:
        glyphs: its outlines.
        strokes: lines that are drawn besides, each as x1, y1, x2, y2.
        width: the advance, in points.
        ascent, descent: how far it reaches above and below the baseline, in points.
    """

    glyphs: tuple[Glyph, ...]
    strokes: tuple[tuple[float, float, float, float], ...]
    width: float
    ascent: float
    descent: float


@lru_cache(maxsize=1)
def _ziamath() -> Any:
    # Imported late: it takes longer than the first window.
    import ziamath

    # Qt's SVG reader knows SVG 1.1 alone.
    ziamath.config.svg2 = False  # type: ignore[attr-defined]
    return ziamath


def is_ready() -> bool:
    """Whether the library is loaded, so that the first formula need not wait for it."""
    return "ziamath" in sys.modules


def load() -> None:
    """Load the library."""
    _ziamath()


_MOST = 1024
"""How many formulas are kept; the oldest goes first."""

_LONG = 40
"""A formula of more characters takes some 50 ms."""

_kept: dict[str, Typeset] = {}
_letters: dict[str, Typeset] = {}
"""Single characters, of which numbers are made; they are kept for good."""
_lock, _keeping = RLock(), RLock()


def is_set(latex: str) -> bool:
    """Whether a formula is kept, or is put together from such, so that it costs nothing now."""
    return latex in _kept or latex in _letters or _is_made_of_others(latex)


def _is_made_of_others(latex: str) -> bool:
    return len(latex) > 1 and (_NUMBER.fullmatch(latex) is not None or _MATRIX.fullmatch(latex) is not None)


def typeset(latex: str, size: float) -> tuple[Typeset, float]:
    """A formula and the factor by which it is to be enlarged to have a font's size in points."""
    found = _kept.get(latex) or _letters.get(latex)
    if found is None:
        if _is_made_of_others(latex):
            # Without the lock, which another thread may hold for a long formula.
            found = _made(latex)
        else:
            # The library keeps what it has read of the font, and is not made for two threads at once.
            with _lock:
                found = _made(latex)
        _keep(latex, found)
    return found, size / _BASE


def _keep(latex: str, found: Typeset) -> None:
    with _keeping:
        if len(latex) == 1:
            _letters[latex] = found
            return
        if len(_kept) >= _MOST:
            del _kept[next(iter(_kept))]
        _kept[latex] = found


def is_busy() -> bool:
    """Whether another thread is setting a formula."""
    if _lock.acquire(blocking=False):
        _lock.release()
        return False
    return True


def is_long(latex: str) -> bool:
    """Whether a formula takes so long that it is set beside the window."""
    return len(latex) > _LONG


def _made(latex: str) -> Typeset:
    number, matrix = _NUMBER.fullmatch(latex), _MATRIX.fullmatch(latex)
    if number is not None and len(latex) > 1:
        return _row([*filter(None, (number[1],)), *number[2], *(number[3] or ""), *filter(None, (number[4],))])
    return _set(latex) if matrix is None else _matrix(matrix[1])


def _set(latex: str) -> Typeset:
    try:
        formula = _ziamath().Latex(latex, size=_BASE, color="#000000")
    except Exception as error:
        # The library's own errors do not say which formula it was.
        raise ValueError(f"the formula {latex!r} cannot be set: {type(error).__name__} {error}") from error
    svg = formula.svg()
    found = re.search(r'viewBox="([^"]+)"', svg)
    assert found is not None
    _, y, _, height = (float(part) for part in found[1].split())
    glyphs = tuple(_glyph(data or _rectangle(*map(float, sides))) for data, *sides in _SHAPE.findall(svg))
    return Typeset(glyphs, (), float(formula.getsize()[0]), -y, y + height)


_SHAPE = re.compile(r'<path d="([^"]+)"|<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"')


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    """The path data of a rectangle."""
    return f"M {x} {y} L {x + width} {y} L {x + width} {y + height} L {x} {y + height} Z"


def _glyph(data: str) -> Glyph:
    """Path data as an outline from its first point on."""
    x, y = (float(part) for part in data.split()[1:3])
    moved, is_x = [], True
    for token in data.split():
        if token.isalpha():
            moved.append(token)
        else:
            moved.append(f"{float(token) - (x if is_x else y):.5g}")
            is_x = not is_x
    return Glyph(" ".join(moved), x, y)


def _row(parts: list[str]) -> Typeset:
    """Formulas one right behind the other."""
    glyphs: list[Glyph] = []
    x = ascent = descent = 0.0
    for part in parts:
        done, _ = typeset(part, _BASE)
        glyphs += [one.moved(x, 0.0) for one in done.glyphs]
        x += done.width
        ascent, descent = max(ascent, done.ascent), max(descent, done.descent)
    return Typeset(tuple(glyphs), (), x, ascent, descent)


def _matrix(body: str) -> Typeset:
    """Cells in rows and columns between square brackets; numbers of a column have their points one below the other."""
    cells = [[cell.strip() for cell in row.split(" & ")] for row in body.split(r" \\ ")]
    done = [[typeset(cell, _BASE)[0] for cell in row] for row in cells]
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
    top, bottom = top - 0.12 * _BASE, top + total + 0.12 * _BASE
    left, right, serif = 0.1 * _BASE, width - 0.1 * _BASE, 0.18 * _BASE
    strokes = [
        stroke
        for at, to in ((left, left + serif), (right, right - serif))
        for stroke in ((at, top, at, bottom), (at, top, to, top), (at, bottom, to, bottom))
    ]
    return Typeset(tuple(glyphs), tuple(strokes), width, -top, bottom)


def _until_point(cell: str) -> float:
    """How wide a cell is up to the point, or up to its end where it has none; the middle of what is no number."""
    number = _NUMBER.fullmatch(cell)
    if number is None:
        return typeset(cell, _BASE)[0].width / 2
    return typeset((number[1] or "") + number[2], _BASE)[0].width
