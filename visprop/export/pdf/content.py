"""Shapes as what a page of a PDF paints, in the coordinates of figures: downwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import singledispatchmethod
from itertools import groupby

import numpy as np
import pydyf

from visprop.export.outlines import outlines
from visprop.export.pdf.fonts import EM, Font, path_parts
from visprop.export.pdf.letters import character
from visprop.figures.base.letters import UNIT, kept_pieces
from visprop.figures.base.metrics import FACES, has_letter
from visprop.figures.base.outlines import BASE
from visprop.figures.base.placing import placed
from visprop.figures.base.shapes import (
    Box,
    Clip,
    Colour,
    Disc,
    Dots,
    Facets,
    Figure,
    Formula,
    Label,
    Path,
    Points,
    Raster,
    Segments,
    Shape,
)
from visprop.figures.base.style import dash
from visprop.figures.base.text import PlacedRun
from visprop.figures.base.typeset import typeset
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.text import plain

_ROUND = 0.5522847498
"""How far the handles of a quarter of a circle are from its ends, as a share of the radius."""
_FORMULAS = "STIXTwoMath-Regular"
_SIGNS = "0123456789−.×()[]=≈"
"""What formulas have beside what their text has, as their numbers are put together from signs."""


class Fonts:
    """The fonts of a file, by their faces; each is there when a letter of it is."""

    def __init__(self) -> None:
        self.used: dict[str, Font] = {}

    def of(self, name: str) -> Font:
        """The font of a face."""
        return self.used.setdefault(name, Font(name, f"F{len(self.used) + 1}"))


class Content:
    """What one page paints.

    Attributes:
        stream: how it is painted.
        images: the pixels that it paints, by their names.
    """

    def __init__(self, figure: Figure, fonts: Fonts, has_paper: bool) -> None:
        self.stream = pydyf.Stream(compress=True)
        self.images: dict[str, pydyf.Stream] = {}
        self._fonts = fonts
        self.stream.set_matrix(1, 0, 0, -1, 0, figure.height)
        self.stream.set_line_join(1)
        if has_paper:
            self._fill(figure.background)
            self.stream.rectangle(0, 0, figure.width, figure.height)
            self.stream.fill()
        for shape in figure.shapes:
            self.draw(shape)

    def _fill(self, colour: Colour) -> None:
        self.stream.set_color_rgb(*(_short(part / 255) for part in colour))

    def _pen(self, colour: Colour, width: float, dashed: bool = False, share: float = 1.0) -> None:
        self.stream.set_color_rgb(*(_short(part / 255) for part in colour), stroke=True)
        self.stream.set_line_width(_short(width))
        self.stream.set_dash([_short(part) for part in dash(width, share)] if dashed else [], 0)

    def _paint(self, fill: Colour | None, colour: Colour | None, even_odd: bool = False) -> None:
        """Fill and draw along the path that was begun, whose pen is set."""
        if fill is not None and colour is not None:
            self.stream.fill_and_stroke(even_odd)
        elif fill is not None:
            self.stream.fill(even_odd)
        else:
            self.stream.stroke()

    def _line(self, points: Points, closed: bool) -> None:
        (x, y), *further = np.asarray(points, float).tolist()
        self.stream.move_to(_short(x), _short(y))
        for x, y in further:
            self.stream.line_to(_short(x), _short(y))
        if closed:
            self.stream.close()

    def _circle(self, x: float, y: float, radius: float) -> None:
        self._rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)

    def _rounded(self, x: float, y: float, width: float, height: float, radius: float) -> None:
        """A rectangle whose corners are quarters of circles."""
        radius = min(radius, width / 2, height / 2)
        near, right, bottom = radius * (1 - _ROUND), x + width, y + height
        self.stream.move_to(_short(x + radius), _short(y))
        for (x1, y1), (x2, y2), (x3, y3), (x4, y4) in (
            ((right - radius, y), (right - near, y), (right, y + near), (right, y + radius)),
            ((right, bottom - radius), (right, bottom - near), (right - near, bottom), (right - radius, bottom)),
            ((x + radius, bottom), (x + near, bottom), (x, bottom - near), (x, bottom - radius)),
            ((x, y + radius), (x, y + near), (x + near, y), (x + radius, y)),
        ):
            self.stream.line_to(_short(x1), _short(y1))
            self.stream.curve_to(*map(_short, (x2, y2, x3, y3, x4, y4)))
        self.stream.close()

    @singledispatchmethod
    def draw(self, shape: Shape) -> None:
        """Paint a shape."""
        raise TypeError(f"no way to write {shape!r}")

    @draw.register
    def _(self, shape: Segments) -> None:
        if not len(shape.ends):
            return
        self._pen(shape.colour, shape.width, shape.dashed, shape.dash_share)
        for line in np.asarray(shape.ends).reshape(-1, 2, 2):
            self._line(line, closed=False)
        self.stream.stroke()

    @draw.register
    def _(self, shape: Path) -> None:
        lines = [line for line in shape.lines if len(line) > 1]
        if not lines or (shape.colour is None and shape.fill is None):
            return
        self._ready(shape.fill, shape.colour, shape.width, shape.dashed, shape.dash_share)
        for line in lines:
            self._line(line, shape.closed)
        self._paint(shape.fill, shape.colour, even_odd=True)

    def _ready(self, fill: Colour | None, colour: Colour | None, width: float, dashed: bool = False, share: float = 1.0) -> None:
        if fill is not None:
            self._fill(fill)
        if colour is not None:
            self._pen(colour, width, dashed, share)

    @draw.register
    def _(self, shape: Disc) -> None:
        if shape.fill is not None or shape.colour is not None:
            self._ready(shape.fill, shape.colour, shape.width)
            self._circle(shape.x, shape.y, shape.radius)
            self._paint(shape.fill, shape.colour)

    @draw.register
    def _(self, shape: Dots) -> None:
        self._fill(shape.colour)
        for x, y in np.asarray(shape.centres).tolist():
            self._circle(x, y, shape.radius)
            self.stream.fill()

    @draw.register
    def _(self, shape: Box) -> None:
        if shape.fill is None and shape.colour is None:
            return
        self._ready(shape.fill, shape.colour, shape.line)
        if shape.radius:
            self._rounded(shape.x, shape.y, shape.width, shape.height, shape.radius)
        else:
            self.stream.rectangle(*map(_short, (shape.x, shape.y, shape.width, shape.height)))
        self._paint(shape.fill, shape.colour)

    @draw.register
    def _(self, shape: Facets) -> None:
        self._pen(shape.line, shape.width)
        for corners, fill in zip(np.asarray(shape.corners), shape.fills.astype(int).tolist(), strict=True):
            self._fill(tuple(fill))
            self._line(corners, closed=True)
            self.stream.fill_and_stroke()

    @draw.register
    def _(self, shape: Raster) -> None:
        name = f"I{len(self.images) + 1}"
        self.images[name] = _image(shape)
        self.stream.push_state()
        self.stream.set_matrix(*map(_short, (shape.width, 0, 0, -shape.height, shape.x, shape.y + shape.height)))
        self.stream.draw_x_object(name)
        self.stream.pop_state()

    @draw.register
    def _(self, shape: Clip) -> None:
        self.stream.push_state()
        self.stream.rectangle(*map(_short, shape.rectangle))
        self.stream.clip()
        self.stream.end()
        for inner in shape.shapes:
            self.draw(inner)
        self.stream.pop_state()

    @draw.register
    def _(self, shape: Label) -> None:
        place = placed(shape)
        turned = np.radians(-shape.angle)
        self.stream.push_state()
        self.stream.set_matrix(*map(_short, (np.cos(turned), np.sin(turned), -np.sin(turned), np.cos(turned), shape.x, shape.y)))
        if shape.behind is not None:
            self._fill(shape.behind)
            self.stream.rectangle(*map(_short, place.box))
            self.stream.fill()
        for one in place.runs:
            self._fill(one.run.colour or shape.colour)
            self._run(one, place.x + one.x, place.y + one.y)
        self.stream.pop_state()

    def _run(self, one: PlacedRun, x: float, y: float) -> None:
        """Letters of one face; what the tables lack, as what somebody has named may have, is painted without its font."""
        pieces = kept_pieces(one.run.text, one.italic, one.bold)
        if pieces is None:
            with self._read_as(one.run.text):
                for outline, dx, dy in outlines(one.run.text, one.italic, one.bold):
                    self._area(outline, one.size / UNIT, x + dx * one.size / UNIT, y + dy * one.size / UNIT)
            return
        font = self._fonts.of(FACES[one.italic, one.bold].partition(".")[0])
        glyphs = []
        for text, advance, outline in pieces:
            glyphs.append((font.glyph(outline, text, advance / UNIT, EM / UNIT), x, y))
            x += advance / UNIT * one.size
        self._show(font, one.size, glyphs)

    @draw.register
    def _(self, shape: Formula) -> None:
        done, scale = typeset(shape.node, shape.size)
        letters, font = "".join(dict.fromkeys(plain(shape.node).translate(LEVEL) + _SIGNS)), self._fonts.of(_FORMULAS)
        self._fill(shape.colour)
        with self._read_as(searchable(shape.node)):
            known = [(glyph, character(glyph.outline, letters)) for glyph in done.glyphs]
            self._show(font, shape.size, [
                (
                    font.glyph(glyph.outline, found.text, found.advance, EM / BASE, (found.x, found.y)),
                    shape.x + scale * glyph.x - shape.size * found.x,
                    shape.y + scale * glyph.y - shape.size * found.y,
                )
                for glyph, found in known
                if found is not None
            ])  # fmt: skip
            for glyph, found in known:
                if found is None:
                    self._area(glyph.outline, scale, shape.x + scale * glyph.x, shape.y + scale * glyph.y)
        if done.strokes:
            ends = np.array(done.strokes) * scale + np.array([shape.x, shape.y, shape.x, shape.y])
            self.draw(Segments(ends, shape.colour, 0.06 * shape.size))

    def _show(self, font: Font, size: float, glyphs: Iterable[tuple[int, float, float]]) -> None:
        """Glyphs, each with the beginning of its baseline; those of one line are shown in one piece."""
        self.stream.begin_text()
        self.stream.set_font_size(font.label, _short(size))
        for _, line in groupby(glyphs, key=lambda glyph: round(glyph[2], 2)):
            (first, x, y), *further = line
            self.stream.set_text_matrix(1, 0, 0, -1, _short(x), _short(y))
            shown, end = [f"<{first:04x}"], x + font.widths[first - 1] * size / EM
            for number, at, _ in further:
                away = round((at - end) * EM / size)
                shown.append(f"> {-away} <{number:04x}" if away else f"{number:04x}")
                end += (away + font.widths[number - 1]) * size / EM
            self.stream.show_text("".join(shown) + ">")
        self.stream.end_text()

    def _area(self, outline: str, scale: float, x: float, y: float) -> None:
        """An outline that is filled."""
        end = (x, y)
        for letter, points in path_parts(outline):
            places = [(x + scale * px, y + scale * py) for px, py in points]
            if letter == "M":
                self.stream.move_to(*map(_short, places[0]))
            elif letter == "L":
                self.stream.line_to(*map(_short, places[0]))
            elif letter != "Z":
                self.stream.curve_to(*(_short(side) for place in _cubic(end, places) for side in place))
            end = places[-1] if places else end
        self.stream.fill()

    @contextmanager
    def _read_as(self, text: str) -> Iterator[None]:
        """What is painted meanwhile is searched and copied as a text."""
        written = f"<feff{text.encode('utf-16-be').hex()}>".encode()
        self.stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": written}))
        yield
        self.stream.end_marked_content()


LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑᵣₐₗˡᴸ⁺ᵀ", "0123456789−0123456789ijkeralLL+⊤")


def searchable(node: Node) -> str:
    """A formula in plain text, of the letters that the bundled font has; indices stand on the line."""
    return "".join(letter for letter in plain(node).translate(LEVEL) if has_letter(letter, False, False)).strip()


def _cubic(start: tuple[float, float], places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A curve with two handles; one that has one handle is of the second degree."""
    if len(places) == 3:
        return places
    (hx, hy), (x, y) = places
    (sx, sy) = start
    return [(sx + 2 / 3 * (hx - sx), sy + 2 / 3 * (hy - sy)), (x + 2 / 3 * (hx - x), y + 2 / 3 * (hy - y)), (x, y)]


def _short(value: float) -> float:
    """As many digits as are seen."""
    return round(float(value), 4)


_LEAST_CELLS = 320
"""Cells are repeated until there are so many pixels a side: readers smooth what they enlarge."""


def _image(shape: Raster) -> pydyf.Stream:
    pixels = np.asarray(shape.pixels)
    if not shape.is_smooth:
        rows, columns = (-(-_LEAST_CELLS // count) for count in pixels.shape)
        pixels = pixels.repeat(rows, axis=0).repeat(columns, axis=1)
    parts = np.stack([(pixels >> shift) & 0xFF for shift in (16, 8, 0)], axis=-1).astype(np.uint8)
    extra = {
        "Type": "/XObject", "Subtype": "/Image", "Width": pixels.shape[1], "Height": pixels.shape[0],
        "ColorSpace": "/DeviceRGB", "BitsPerComponent": 8, "Interpolate": "true" if shape.is_smooth else "false",
    }  # fmt: skip
    return pydyf.Stream([parts.tobytes()], extra, compress=True)
