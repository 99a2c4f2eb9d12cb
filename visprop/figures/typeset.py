"""Formulas as pictures: LaTeX set by ziamath, in pure Python and without Qt, each text once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from visprop.figures.shapes import Colour

_BASE = 20.0


@dataclass(frozen=True)
class Typeset:
    """A formula that was set.

    Attributes:
        svg: the picture, of black outlines, its baseline at y = 0.
        box: x, y, width, height of the picture, in points.
        width: the advance, in points.
        ascent, descent: how far it reaches above and below the baseline, in points.
    """

    svg: str
    box: tuple[float, float, float, float]
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


_MOST = 4096
"""How many formulas are kept; the oldest goes first."""

_kept: dict[str, Typeset] = {}


def is_set(latex: str) -> bool:
    """Whether a formula is kept, so that it costs nothing now."""
    return latex in _kept


def typeset(latex: str, size: float) -> tuple[Typeset, float]:
    """A formula and the factor by which it is to be enlarged to have a font's size in points."""
    if latex not in _kept:
        if len(_kept) >= _MOST:
            del _kept[next(iter(_kept))]
        _kept[latex] = _set(latex)
    return _kept[latex], size / _BASE


def _set(latex: str) -> Typeset:
    formula = _ziamath().Latex(latex, size=_BASE, color="#000000")
    svg = formula.svg()
    found = re.search(r'viewBox="([^"]+)"', svg)
    assert found is not None
    x, y, width, height = (float(part) for part in found[1].split())
    return Typeset(svg, (x, y, width, height), float(formula.getsize()[0]), -y, y + height)


def coloured(svg: str, colour: Colour) -> bytes:
    """A picture in another colour."""
    return svg.replace("#000000", "#{:02x}{:02x}{:02x}".format(*colour)).encode()
