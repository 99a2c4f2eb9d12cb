"""Typst: a figure as a box of placed lines, curves and letters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod

import numpy as np

from visprop.export.formats import Document, ExportOptions
from visprop.export.labels.label_list import Cut, TextLabel, Thing
from visprop.export.labels.pixels_beside import pixels_file, pixels_name, rasters
from visprop.export.labels.rooms import roomy_things
from visprop.export.labels.short_lines import number, simplified
from visprop.export.typst.typst_letters import colour_of, digits_of, said
from visprop.figures.base.shapes import Box, Colour, Disc, Dots, Facets, Path, Points, Raster, Segments
from visprop.figures.base.style import dash
from visprop.notation.layout.typst import quoted

_HELPERS = """\
  let at(x, y, it) = place(top + left, dx: x * 1pt, dy: y * 1pt, it)
  let pen(colour, width, ..dash) = (paint: rgb(colour), thickness: width * 1pt, join: "round",
    dash: if dash.pos().len() > 0 { dash.pos().map(one => one * 1pt) })
  let lines(stroke, fill, close, ..lines) = at(0, 0, curve(stroke: stroke, fill: fill, fill-rule: "even-odd",
    ..for line in lines.pos() {
      (curve.move((line.at(0) * 1pt, line.at(1) * 1pt)),)
      for i in range(2, line.len(), step: 2) { (curve.line((line.at(i) * 1pt, line.at(i + 1) * 1pt)),) }
      if close { (curve.close(),) }
    }))
  let disc(x, y, r, stroke, fill) = at(x - r, y - r, circle(radius: r * 1pt, stroke: stroke, fill: fill))
  let tile(x, y, w, h, r, stroke, fill) = at(x, y,
    rect(width: w * 1pt, height: h * 1pt, radius: r * 1pt, stroke: stroke, fill: fill))
  let facet(stroke, fill, ..ends) = at(0, 0,
    polygon(stroke: stroke, fill: rgb(fill), ..ends.pos().chunks(2).map(((x, y)) => (x * 1pt, y * 1pt))))
  // x, y: of the baseline; across: 0 left, 0.5 middle, 1 right; room: the width that letters of any font keep to.
  let label(x, y, size, colour, across, it, room: none, turn: 0, ground: none) = at(x, y, context {
    // What is set within this block would not be heeded by what is measured in it.
    let it = text(size: size * 1pt, fill: rgb(colour), it)
    let wide = measure(it).width
    let share = if room == none { 1 } else { calc.min(1, room * 1pt / wide) }
    let own = scale(x: share * 100%, origin: left, box(width: wide, it))
    rotate(-turn * 1deg, origin: top + left, place(top + left, dx: -across * share * wide, {
      if ground != none {
        let high = size * 0.66pt + 1pt
        place(dx: -2pt, dy: -high, rect(width: share * wide + 4pt, height: high + 1pt, fill: rgb(ground)))
      }
      own
    }))
  })"""
_SETTINGS = """\
  // Baselines are placed: no line has a height.
  set par(leading: 20em, spacing: 0pt, justify: false, first-line-indent: 0pt, hanging-indent: 0pt)
  set text(top-edge: "baseline", bottom-edge: "baseline", hyphenate: false)"""
_IN_A_LINE = 16
"""So many numbers stand in a line of the file."""
_AMPLE = 1.6
"""In a room that is wider by this factor, letters of any font come out."""


def typst_file(document: Document, options: ExportOptions) -> bytes:
    """A figure as what a document takes with `#include`, or, where it stands alone, as a document of its size."""
    figure = document.figure
    picture = _Picture(pixels_name(document))
    if not options.transparent:
        picture.tile((0.0, 0.0, figure.width, figure.height), 0.0, "none", _fill(figure.background))
    picture.draw_all(roomy_things(figure))
    told = [f"// {' '.join(text.split())}" for text in (document.title, document.description) if text]
    page = ["#set page(width: auto, height: auto, margin: 0pt)"] if options.standalone else []
    size = f"width: {number(figure.width)}pt, height: {number(figure.height)}pt"
    body = [f"  {line}" for line in picture.lines]
    return "\n".join((*told, *page, f"#box({size}, {{", _SETTINGS, _HELPERS, *body, "})", "")).encode()


def typst_beside(document: Document, options: ExportOptions) -> dict[str, bytes]:
    """The files that a picture of Typst takes in, by their names."""
    return pixels_file(rasters(roomy_things(document.figure)), document)


class _Picture:
    """What stands in the box."""

    def __init__(self, pixels: str) -> None:
        self.lines: list[str] = []
        self._pixels, self._page = pixels, 0

    def draw_all(self, found: Iterable[Thing]) -> None:
        for thing in found:
            self.draw(thing)

    @singledispatchmethod
    def draw(self, thing: Thing) -> None:
        """Write a shape or a label."""
        raise TypeError(f"no way to write {thing!r}")

    @draw.register
    def _(self, shape: Segments) -> None:
        lines = [_numbers(ends) for ends in np.asarray(shape.ends).reshape(-1, 2, 2)]
        self._curve(_stroke(shape.colour, shape.width, shape.dashed, shape.dash_share), None, False, lines)

    @draw.register
    def _(self, shape: Path) -> None:
        stroke = _stroke(shape.colour, shape.width, shape.dashed, shape.dash_share) if shape.colour is not None else "none"
        lines = [_numbers(simplified(line)) for line in shape.lines if len(line) > 1]
        self._curve(stroke, shape.fill, shape.closed, lines)

    @draw.register
    def _(self, shape: Disc) -> None:
        stroke = _stroke(shape.colour, shape.width) if shape.colour is not None else "none"
        place = ", ".join(map(number, (shape.x, shape.y, shape.radius)))
        self.lines.append(f"disc({place}, {stroke}, {_fill(shape.fill)})")

    @draw.register
    def _(self, shape: Box) -> None:
        stroke = _stroke(shape.colour, shape.line) if shape.colour is not None else "none"
        self.tile((shape.x, shape.y, shape.width, shape.height), shape.radius, stroke, _fill(shape.fill))

    def tile(self, box: tuple[float, float, float, float], radius: float, stroke: str, fill: str) -> None:
        """A rectangle."""
        self.lines.append(f"tile({', '.join(map(number, (*box, radius)))}, {stroke}, {fill})")

    @draw.register
    def _(self, shape: Dots) -> None:
        fill = _fill(shape.colour)
        for x, y in np.asarray(shape.centres).tolist():
            self.lines.append(f"disc({number(x)}, {number(y)}, {number(shape.radius)}, none, {fill})")

    @draw.register
    def _(self, shape: Facets) -> None:
        stroke = _stroke(shape.line, shape.width)
        for corners, fill in zip(np.asarray(shape.corners), shape.fills.astype(int).tolist(), strict=True):
            self.lines.append(f"facet({stroke}, {digits_of(tuple(fill))}, {_numbers(corners)[1:-1]})")

    @draw.register
    def _(self, shape: Raster) -> None:
        self._page += 1
        size = f"page: {self._page}, width: {number(shape.width)}pt, height: {number(shape.height)}pt"
        place = f"{number(shape.x)}, {number(shape.y)}"
        self.lines.append(f'at({place}, image({quoted(self._pixels)}, {size}, fit: "stretch"))')

    @draw.register
    def _(self, cut: Cut) -> None:
        x, y, width, height = map(number, cut.rectangle)
        self.lines.append(f"at({x}, {y}, box(width: {width}pt, height: {height}pt, clip: true, at(-{x}, -{y}, {{")
        self.draw_all(cut.things)
        self.lines.append("})))")

    @draw.register
    def _(self, label: TextLabel) -> None:
        colour = digits_of(label.colour)
        place = ", ".join(map(number, (label.x, label.y, label.size)))
        ample = label.room is None or label.room > _AMPLE * label.width + label.size
        named = [
            *([] if ample or label.room is None else [f"room: {label.room:.1f}"]),
            *([f"turn: {number(label.angle)}"] if label.angle else []),
            *([f"ground: {digits_of(label.behind)}"] if label.behind is not None else []),
        ]
        words = ", ".join((place, colour, number(label.across), said(label), *named))
        self.lines.append(f"label({words})")

    def _curve(self, stroke: str, fill: Colour | None, closed: bool, lines: list[str]) -> None:
        if lines:
            self.lines.append(f"lines({stroke}, {_fill(fill)}, {str(closed).lower()}, {', '.join(lines)})")


def _numbers(points: Points) -> str:
    found = [number(value) for value in np.asarray(points).reshape(-1).tolist()]
    rows = [", ".join(found[i : i + _IN_A_LINE]) for i in range(0, len(found), _IN_A_LINE)]
    return "(" + ",\n      ".join(rows) + ")"


def _fill(colour: Colour | None) -> str:
    return "none" if colour is None else colour_of(colour)


def _stroke(colour: Colour, width: float, dashed: bool = False, share: float = 1.0) -> str:
    dashes = "".join(f", {number(part)}" for part in dash(width, share)) if dashed else ""
    return f"pen({digits_of(colour)}, {number(width)}{dashes})"
