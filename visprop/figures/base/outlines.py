"""Formulas set by ziamath, in pure Python and without Qt, as outlines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from visprop.figures.base.heights import measure_once
from visprop.figures.base.libraries import Library

BASE = 20.0
"""The size at which formulas are set, in points."""
LEAST_INDEX = 0.75
"""How large an index is, in sizes of the formula: as LaTeX has it, whose letters of 8 points have indices of 6."""


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
        return Glyph(self.outline, self.x + x, self.y + y) if x or y else self


@dataclass(frozen=True, eq=False)
class Typeset:
    """A formula that was set.

    Attributes:
        glyphs: its outlines.
        strokes: lines that are drawn besides, each as x1, y1, x2, y2.
        width: from the beginning of the baseline to the end of its ink, in points; around a fraction is some space.
        ascent, descent: how far it reaches above and below the baseline, in points.
    """

    glyphs: tuple[Glyph, ...]
    strokes: tuple[tuple[float, float, float, float], ...]
    width: float
    ascent: float
    descent: float

    def moved(self, x: float, y: float) -> Typeset:
        """The same elsewhere, as a part of another formula."""
        strokes = tuple((x1 + x, y1 + y, x2 + x, y2 + y) for x1, y1, x2, y2 in self.strokes)
        return replace(self, glyphs=tuple(one.moved(x, y) for one in self.glyphs), strokes=strokes)


LIBRARY = Library(
    "ziamath",
    (
        *("xml.etree.ElementTree", "importlib.resources", "socket", "email.utils", "email.message", "importlib.metadata"),
        *("ssl", "http.client", "urllib.request", "xml.sax.saxutils", "latex2mathml", "latex2mathml.tokenizer"),
        *("latex2mathml.converter", "ziafont"),
    ),
    ("styles", "mathtable", "nodes", "escapes", "tex", "zmath"),
)
"""What sets formulas; it takes longer to load than the first window."""


@lru_cache(maxsize=1)
def _ziamath() -> Any:
    LIBRARY.load()
    import ziamath

    # Qt's SVG reader knows SVG 1.1 alone.
    ziamath.config.svg2 = False  # type: ignore[attr-defined]
    # No index is smaller, and no index of an index.
    ziamath.config.minsizefraction = LEAST_INDEX  # type: ignore[attr-defined]
    measure_once()
    return ziamath


def outlined(latex: str) -> Typeset:
    """A formula, set by the library, which takes from 5 to 50 ms; for one thread at a time.

    Raises:
        ValueError: it cannot be set.
    """
    try:
        formula = _ziamath().Latex(latex, size=BASE, color="#000000")
    except Exception as error:
        # The library's own errors do not say which formula it was.
        raise ValueError(f"the formula {latex!r} cannot be set: {type(error).__name__} {error}") from error
    svg = formula.svg()
    found = re.search(r'viewBox="([^"]+)"', svg)
    assert found is not None
    _, y, _, height = (float(part) for part in found[1].split())
    glyphs = tuple(_glyph(data) if data else rectangle(*map(float, sides)) for data, *sides in _SHAPE.findall(svg))
    return Typeset(glyphs, (), float(formula.getsize()[0]), -y, y + height)


@lru_cache(maxsize=1)
def _font() -> Any:
    return _ziamath().Latex("x", size=BASE).font


def character_outlines(character: str) -> Iterator[tuple[Glyph, float]]:
    """The outlines of a character, as formulas have it on the line, in an index, and tall; how far the next one is with each.

    All in sizes of the font.
    """
    font = _font()
    index = font.glyphindex(character)
    if not index:
        return
    in_index = font.gsub.sub([index], font.features)
    for number in dict.fromkeys((index, *in_index, *font.math.listvariants(index).values())):
        glyph = font.glyph_fromid(number)
        path = glyph.svgpath()
        if path is not None:
            found = _glyph(path.attrib["d"], 1.0 / glyph.DFLT_SIZE_PT)
            yield found, glyph.advance() / font.info.layout.unitsperem


_SHAPE = re.compile(r'<path d="([^"]+)"|<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"')


def rectangle(x: float, y: float, width: float, height: float) -> Glyph:
    """A bar, as of a fraction."""
    return _glyph(f"M {x} {y} L {x + width} {y} L {x + width} {y + height} L {x} {y + height} Z")


def _glyph(data: str, scale: float = 1.0) -> Glyph:
    """Path data as an outline from its first point on, enlarged by a factor."""
    x, y = (float(part) for part in data.split()[1:3])
    moved, is_x = [], True
    for token in data.split():
        if token.isalpha():
            moved.append(token)
        else:
            moved.append(f"{scale * (float(token) - (x if is_x else y)):.5g}")
            is_x = not is_x
    # The same character is one and the same text, in however many formulas it stands.
    return Glyph(sys.intern(" ".join(moved)), scale * x, scale * y)
