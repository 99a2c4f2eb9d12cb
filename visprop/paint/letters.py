"""Letters of the bundled font as outlines."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainterPath, QTextLayout

from visprop.figures.base.letters import Letters


@lru_cache(maxsize=2048)
def letters(text: str, font: QFont) -> Letters:
    """The letters of a text in a font of the size `UNIT`, as Qt sets them."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setPosition(QPointF(0.0, 0.0))
    layout.endLayout()
    found = []
    for run in layout.glyphRuns():
        raw = run.rawFont()
        for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            outline = _path_data(raw.pathForGlyph(index))
            if outline:
                found.append((outline, place.x(), place.y() - line.ascent()))
    return tuple(found)


def _path_data(path: QPainterPath) -> str:
    parts = []
    for i in range(path.elementCount()):
        element = path.elementAt(i)
        # Of a curve the end follows its two control points.
        kind = {QPainterPath.ElementType.MoveToElement: "M", QPainterPath.ElementType.LineToElement: "L"}.get(element.type)
        if element.type == QPainterPath.ElementType.CurveToElement:
            kind = "C"
        parts.append(f"{kind or ''}{element.x:.4g} {element.y:.4g}")
    return " ".join(parts)
