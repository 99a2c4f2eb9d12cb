"""Fonts made of the outlines that a file uses: each is a subset by the way it is made, and holds letters and signs alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from itertools import islice

import pydyf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

EM = 1000
"""Units of a font to its size."""


@dataclass
class Font:
    """The glyphs of one face, numbered as they are asked for.

    Attributes:
        name: of the face, as in the files of the font.
        label: how pages name it.
        glyphs: the number of each, by its outline and what it is read as; the first is 1.
        widths: how far the next glyph is, of each, in units.
    """

    name: str
    label: str
    glyphs: dict[tuple[str, str], int] = field(default_factory=dict)
    widths: list[float] = field(default_factory=list)
    _outlines: list[tuple[str, float, tuple[float, float]]] = field(default_factory=list)

    def glyph(self, outline: str, text: str, advance: float, scale: float, start: tuple[float, float] = (0.0, 0.0)) -> int:
        """The number of a glyph.

        Args:
            outline: as path data.
            text: what it is read as.
            advance: how far the next one is, in sizes of the font.
            scale: by which the outline's lengths become units.
            start: where its beginning is, in sizes of the font.
        """
        key = (outline, text)
        if key not in self.glyphs:
            self.glyphs[key] = len(self.glyphs) + 1
            self.widths.append(EM * advance)
            self._outlines.append((outline, scale, start))
        return self.glyphs[key]

    def write(self, pdf: pydyf.PDF) -> bytes:
        """Put it into a file; what refers to it."""
        program = self._program()
        name = f"/{_tag(program)}+{self.name}"
        stream = pydyf.Stream([program], {"Subtype": "/CIDFontType0C"}, compress=True)
        descriptor = pydyf.Dictionary({
            "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "FontBBox": pydyf.Array([-500, -500, 2500, 1500]),
            "ItalicAngle": -16 if "Italic" in self.name else 0, "Ascent": 762, "Descent": -238, "CapHeight": 662, "StemV": 80,
            "FontFile3": _added(pdf, stream),
        })  # fmt: skip
        widths = pydyf.Array([1, pydyf.Array(f"{width:.4g}" for width in self.widths)])
        descendant = pydyf.Dictionary({
            "Type": "/Font", "Subtype": "/CIDFontType0", "BaseFont": name, "FontDescriptor": _added(pdf, descriptor),
            "CIDSystemInfo": pydyf.Dictionary({
                "Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0,
            }),
            "DW": 0, "W": widths,
        })  # fmt: skip
        whole = pydyf.Dictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([_added(pdf, descendant)]), "ToUnicode": _added(pdf, self._to_unicode()),
        })  # fmt: skip
        return _added(pdf, whole)

    def _program(self) -> bytes:
        """The outlines as CFF."""
        strings = {".notdef": T2CharStringPen(0, None).getCharString()}
        for i, ((outline, scale, (x, y)), width) in enumerate(zip(self._outlines, self.widths, strict=True), start=1):
            pen = T2CharStringPen(round(width), None)
            _draw(pen, outline, scale, (EM * x, EM * y))
            strings[f"g{i}"] = pen.getCharString()
        builder = FontBuilder(EM, isTTF=False)
        builder.setupGlyphOrder(list(strings))
        builder.setupCFF(self.name, {"FullName": self.name}, strings, {})
        program: bytes = builder.font["CFF "].compile(builder.font)
        return program

    def _to_unicode(self) -> pydyf.Stream:
        """Which characters the glyphs are, for who searches and copies."""
        lines = [f"<{number:04x}> <{text.encode('utf-16-be').hex()}>" for (_, text), number in self.glyphs.items()]
        parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
        body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
        return pydyf.Stream([_CMAP.format(body).encode()], compress=True)


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _added(pdf: pydyf.PDF, one: pydyf.Object) -> bytes:
    pdf.add_object(one)
    reference: bytes = one.reference
    return reference


def _tag(program: bytes) -> str:
    """Six letters that tell subsets of one font apart, the same for the same subset."""
    return "".join(chr(ord("A") + byte % 26) for byte in sha1(program).digest()[:6])


def _draw(pen: T2CharStringPen, outline: str, scale: float, start: tuple[float, float]) -> None:
    """Path data, downwards, as an outline of a font, upwards."""
    is_open = False
    for letter, points in path_parts(outline):
        places = [(start[0] + scale * x, -start[1] - scale * y) for x, y in points]
        if letter == "M":
            if is_open:
                pen.closePath()
            pen.moveTo(places[0])
            is_open = True
        elif letter == "L":
            pen.lineTo(places[0])
        elif letter == "Q":
            pen.qCurveTo(*places)
        elif letter == "C":
            pen.curveTo(*places)
    if is_open:
        pen.closePath()


_COUNTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}


def path_parts(outline: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """The parts of path data: each letter with its points; it may stand right before its first number."""
    tokens = iter(_spaced(outline).split())
    for letter in tokens:
        numbers = [float(token) for token in islice(tokens, 2 * _COUNTS[letter])]
        yield letter, list(zip(numbers[::2], numbers[1::2], strict=True))


def _spaced(outline: str) -> str:
    for letter in _COUNTS:
        outline = outline.replace(letter, f" {letter} ")
    return outline
