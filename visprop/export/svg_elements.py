"""The elements of SVG that shapes are made of, written so that they look the same in every reader.

Letters are outlines, each defined once and used again; what is cut off is cut off. Ids begin with `@`, in whose place whoever
puts the elements together sets a name.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatchmethod
from html import escape

import numpy as np

from visprop.export.outlines import outlines
from visprop.export.pixels import raster_png
from visprop.figures.base.letters import UNIT
from visprop.figures.base.placing import PlacedLabel, placed
from visprop.figures.base.shapes import (
    Box,
    Clip,
    Colour,
    Disc,
    Dots,
    Facets,
    Formula,
    Label,
    Path,
    Points,
    Raster,
    Segments,
    Shape,
)
from visprop.figures.base.style import FONT, dash, hex_of
from visprop.figures.base.typeset import typeset


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


class Elements:
    """Collects elements, and what they use, which is defined once.

    Args:
        has_letters: whether text stays text, for whoever has the font, instead of outlines.

    Attributes:
        body: what was written, in its order: whole elements, and the beginnings and ends of groups.
        outlines: the key of each outline, by its path data.
        clips: the key of each area to which something is cut, by its element.
        words: of the labels.
    """

    def __init__(self, has_letters: bool = False) -> None:
        self._has_letters = has_letters
        self.body: list[str] = []
        self.outlines: dict[str, str] = {}
        self.clips: dict[str, str] = {}
        self.words: list[str] = []

    @property
    def definitions(self) -> list[str]:
        """The elements that define what the others use."""
        outlines = [f'<path id="@{key}" d="{data}"/>' for data, key in self.outlines.items()]
        return [*outlines, *(f'<clipPath id="@{key}">{area}</clipPath>' for area, key in self.clips.items())]

    def add(self, element: str, **attributes: object) -> None:
        """One element without content."""
        self.body.append(f"<{element}{_attributes(attributes)}/>")

    def _open(self, **attributes: object) -> None:
        self.body.append(f"<g{_attributes(attributes)}>")

    def _close(self) -> None:
        self.body.append("</g>")

    @singledispatchmethod
    def draw(self, shape: Shape) -> None:
        """Write a shape."""
        raise TypeError(f"no way to write {shape!r}")

    @draw.register
    def _(self, shape: Segments) -> None:
        if len(shape.ends):
            data = " ".join(f"M{_pair(x1, y1)}L{_pair(x2, y2)}" for x1, y1, x2, y2 in np.asarray(shape.ends).tolist())
            self.add("path", d=data, fill="none", **_stroke(shape.colour, shape.width, shape.dashed, shape.dash_share))

    @draw.register
    def _(self, shape: Path) -> None:
        data = " ".join(_line(line, shape.closed) for line in shape.lines if len(line) > 1)
        if data:
            stroke = _stroke(shape.colour, shape.width, shape.dashed, shape.dash_share) if shape.colour is not None else {}
            fill = {"fill": hex_of(shape.fill), "fill-rule": "evenodd"} if shape.fill is not None else {"fill": "none"}
            self.add("path", d=data, **fill, **stroke)

    @draw.register
    def _(self, shape: Disc) -> None:
        stroke = _stroke(shape.colour, shape.width) if shape.colour is not None else {}
        fill = hex_of(shape.fill) if shape.fill is not None else "none"
        self.add("circle", cx=shape.x, cy=shape.y, r=shape.radius, fill=fill, **stroke)

    @draw.register
    def _(self, shape: Dots) -> None:
        self._open(fill=hex_of(shape.colour))
        for x, y in np.asarray(shape.centres).tolist():
            self.add("circle", cx=x, cy=y, r=shape.radius)
        self._close()

    @draw.register
    def _(self, shape: Box) -> None:
        stroke = _stroke(shape.colour, shape.line) if shape.colour is not None else {}
        fill = hex_of(shape.fill) if shape.fill is not None else "none"
        radius = {"rx": shape.radius} if shape.radius else {}
        self.add("rect", x=shape.x, y=shape.y, width=shape.width, height=shape.height, **radius, fill=fill, **stroke)

    @draw.register
    def _(self, shape: Facets) -> None:
        self._open(**_stroke(shape.line, shape.width))
        for corners, fill in zip(np.asarray(shape.corners), shape.fills.astype(int).tolist(), strict=True):
            self.add("path", d=_line(corners, closed=True), fill=hex_of(tuple(fill)))
        self._close()

    @draw.register
    def _(self, shape: Raster) -> None:
        place = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
        data = b64encode(raster_png(shape)).decode()
        self.add("image", **place, preserveAspectRatio="none", **{"xlink:href": f"data:image/png;base64,{data}"})

    @draw.register
    def _(self, shape: Clip) -> None:
        x, y, width, height = shape.rectangle
        key = self.clips.setdefault(
            f"<rect{_attributes({'x': x, 'y': y, 'width': width, 'height': height})}/>", f"c{len(self.clips)}"
        )
        self._open(**{"clip-path": f"url(#@{key})"})
        for inner in shape.shapes:
            self.draw(inner)
        self._close()

    @draw.register
    def _(self, shape: Label) -> None:
        place = placed(shape)
        self.words.append("".join(run.text for run in shape.runs))
        turned = f" rotate({_number(-shape.angle)})" if shape.angle else ""
        self._open(transform=f"translate({_pair(shape.x, shape.y)}){turned}", fill=hex_of(shape.colour))
        if shape.behind is not None:
            x, y, width, height = place.box
            self.add("rect", x=x, y=y, width=width, height=height, fill=hex_of(shape.behind))
        (self._letters if self._has_letters else self._drawn)(shape, place)
        self._close()

    def _letters(self, label: Label, place: PlacedLabel) -> None:
        """Text elements, for whoever has the font."""
        for one in place.runs:
            style = {"font-style": "italic"} if one.italic else {}
            weight = {"font-weight": "bold"} if one.bold else {}
            fill = {"fill": hex_of(one.run.colour)} if one.run.colour is not None else {}
            family = {"font-family": f"{FONT}, 'STIX Two Text', 'Times New Roman', serif", "font-size": one.size}
            # With another font in its place it takes the same room, or, in readers that know no length of text, the same middle.
            room = {"textLength": one.width, "lengthAdjust": "spacingAndGlyphs"} if len(one.run.text) > 1 else {}
            x = place.x + one.x + one.width / 2
            middle = {"x": x, "y": place.y + one.y, "text-anchor": "middle"}
            written = _attributes({**middle, **room, **family, **style, **weight, **fill})
            self.body.append(f'<text{written} xml:space="preserve">{escaped(one.run.text)}</text>')

    def _drawn(self, label: Label, place: PlacedLabel) -> None:
        """Outlines."""
        for one in place.runs:
            scale = one.size / UNIT
            fill = {"fill": hex_of(one.run.colour)} if one.run.colour is not None else {}
            glyphs = outlines(one.run.text, one.italic, one.bold)
            self._open(transform=f"translate({_pair(place.x + one.x, place.y + one.y)}) scale({scale:.4g})", **fill)
            self._use(glyphs)
            self._close()

    @draw.register
    def _(self, shape: Formula) -> None:
        formula, scale = typeset(shape.node, shape.size)
        self._open(transform=f"translate({_pair(shape.x, shape.y)}) scale({scale:.4g})", fill=hex_of(shape.colour))
        self._use((glyph.outline, glyph.x, glyph.y) for glyph in formula.glyphs)
        self._close()
        if formula.strokes:
            ends = np.array(formula.strokes) * scale + np.array([shape.x, shape.y, shape.x, shape.y])
            self.draw(Segments(ends, shape.colour, 0.06 * shape.size))

    def _use(self, glyphs: Iterable[tuple[str, float, float]]) -> None:
        for outline, x, y in glyphs:
            key = self.outlines.setdefault(outline, f"g{len(self.outlines)}")
            self.body.append(f'<use xlink:href="#@{key}" x="{_number(x)}" y="{_number(y)}"/>')


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """A text for XML: its signs as entities, quotation marks too, as the ids are found by theirs; no control characters."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _pair(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _line(points: Points, closed: bool) -> str:
    return "M" + "L".join(_pair(x, y) for x, y in np.asarray(points).tolist()) + ("Z" if closed else "")


def _stroke(colour: Colour, width: float, dashed: bool = False, share: float = 1.0) -> dict[str, object]:
    found: dict[str, object] = {"stroke": hex_of(colour), "stroke-width": width, "stroke-linejoin": "round"}
    return found | ({"stroke-dasharray": " ".join(map(_number, dash(width, share)))} if dashed else {})


def _attributes(attributes: dict[str, object]) -> str:
    written = ((name, _number(value) if isinstance(value, int | float) else value) for name, value in attributes.items())
    return "".join(f' {name}="{value}"' for name, value in written)
