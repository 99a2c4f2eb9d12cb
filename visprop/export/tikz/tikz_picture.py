"""TikZ: a figure as a tikzpicture of plain paths and nodes, without a library of TikZ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatchmethod

import numpy as np

from visprop.export.labels.label_list import Cut, TextLabel, Thing
from visprop.export.labels.short_lines import number, simplified
from visprop.export.tikz.colours import Colours
from visprop.export.tikz.latex_letters import said, type_size
from visprop.figures.base.shapes import Box, Colour, Disc, Dots, Facets, Path, Points, Raster, Segments
from visprop.figures.base.style import dash, hex_of

FACET = r"\def\facet#1{\definecolor{visprop}{HTML}{#1}\path[draw,fill=visprop]}%"
"""A part of a surface in a colour of its own."""
_IN_A_LINE = 8
"""So many points stand in a line of the file: TeX reads no endless ones, nor do people."""
_ANCHORS = {0.0: "base west", 0.5: "base", 1.0: "base east"}
_HALO = 2.0
"""How far what is laid behind letters reaches beside them, in points; half of it above and below."""


class Picture:
    """What stands in a tikzpicture.

    Args:
        colours: those of the file.
        pixels: the file of its pictures of pixels.
    """

    def __init__(self, colours: Colours, pixels: str) -> None:
        self.lines: list[str] = []
        self.sizes: set[float] = set()
        self.has_facets = False
        self._colours, self._pixels, self._page = colours, pixels, 0

    def draw_all(self, found: Iterable[Thing]) -> None:
        """Write what a page is made of."""
        for thing in found:
            self.draw(thing)

    @singledispatchmethod
    def draw(self, thing: Thing) -> None:
        """Write a shape or a label."""
        raise TypeError(f"no way to write {thing!r}")

    @draw.register
    def _(self, shape: Segments) -> None:
        lines = [f"{_point(x1, y1)}--{_point(x2, y2)}" for x1, y1, x2, y2 in np.asarray(shape.ends).tolist()]
        if lines:
            self._path(self._stroke(shape.colour, shape.width, shape.dashed, shape.dash_share), lines)

    @draw.register
    def _(self, shape: Path) -> None:
        lines = [_line(line, shape.closed) for line in shape.lines if len(line) > 1]
        if not lines:
            return
        stroke = self._stroke(shape.colour, shape.width, shape.dashed, shape.dash_share) if shape.colour is not None else []
        fill = [*self._fill(shape.fill), *(["even odd rule"] if len(lines) > 1 else [])] if shape.fill is not None else []
        self._path([*stroke, *fill], lines)

    @draw.register
    def _(self, shape: Disc) -> None:
        self._outlined(shape.fill, shape.colour, shape.width, f"{_point(shape.x, shape.y)} circle[radius={number(shape.radius)}]")

    @draw.register
    def _(self, shape: Box) -> None:
        corners = f"{_point(shape.x, shape.y)} rectangle {_point(shape.x + shape.width, shape.y + shape.height)}"
        rounded = [f"rounded corners={number(shape.radius)}bp"] if shape.radius else []
        self._outlined(shape.fill, shape.colour, shape.line, corners, rounded)

    @draw.register
    def _(self, shape: Dots) -> None:
        circle = f" circle[radius={number(shape.radius)}]"
        places = [_point(x, y) + circle for x, y in np.asarray(shape.centres).tolist()]
        if places:
            self._path(self._fill(shape.colour), places)

    @draw.register
    def _(self, shape: Facets) -> None:
        self.has_facets = True
        self._begin([f"color={self._colours.name(shape.line)}", f"line width={number(shape.width)}bp"])
        for corners, fill in zip(np.asarray(shape.corners), shape.fills.astype(int).tolist(), strict=True):
            places = "--".join(_point(x, y) for x, y in corners.tolist())
            self.lines.append(rf"\facet{{{hex_of(tuple(fill))[1:].upper()}}}{places}--cycle;")
        self._end()

    @draw.register
    def _(self, shape: Raster) -> None:
        self._page += 1
        size = f"width={number(shape.width)}bp,height={number(shape.height)}bp"
        image = rf"\includegraphics[page={self._page},{size}]{{{self._pixels}}}"
        self.lines.append(rf"\node[anchor=north west] at {_point(shape.x, shape.y)} {{{image}}};")

    @draw.register
    def _(self, cut: Cut) -> None:
        x, y, width, height = cut.rectangle
        self._begin([])
        self.lines.append(rf"\clip {_point(x, y)} rectangle {_point(x + width, y + height)};")
        self.draw_all(cut.things)
        self._end()

    @draw.register
    def _(self, label: TextLabel) -> None:
        size = type_size(label.size)
        self.sizes.add(size)
        words = [size_name(size), f"anchor={_ANCHORS[label.across]}", f"text={self._colours.name(label.colour)}"]
        words += [f"rotate={number(label.angle)}"] if label.angle else []
        x, y = label.x, label.y
        if label.behind is not None:
            words += [*self._fill(label.behind), f"inner xsep={_HALO}bp", f"inner ysep={_HALO / 2}bp"]
            # What is laid behind belongs to the node, whose end is meant.
            turned, aside = np.radians(label.angle), _HALO * (2 * label.across - 1)
            x, y = x + aside * float(np.cos(turned)), y - aside * float(np.sin(turned))
        self.lines.append(rf"\node[{','.join(words)}] at {_point(x, y)} {{{said(label, self._colours)}}};")

    def _begin(self, words: Sequence[str]) -> None:
        self.lines.append(r"\begin{scope}" + (f"[{','.join(words)}]" if words else ""))

    def _end(self) -> None:
        self.lines.append(r"\end{scope}")

    def _path(self, words: Sequence[str], lines: Sequence[str]) -> None:
        rows = [" ".join(lines[i : i + _IN_A_LINE]) for i in range(0, len(lines), _IN_A_LINE)]
        self.lines.append(rf"\path[{','.join(words)}] " + "\n".join(rows) + ";")

    def _outlined(self, fill: Colour | None, colour: Colour | None, width: float, places: str, words: Sequence[str] = ()) -> None:
        stroke = self._stroke(colour, width) if colour is not None else []
        self._path([*stroke, *(self._fill(fill) if fill is not None else []), *words], [places])

    def _fill(self, colour: Colour) -> list[str]:
        return [f"fill={self._colours.name(colour)}"]

    def _stroke(self, colour: Colour, width: float, dashed: bool = False, share: float = 1.0) -> list[str]:
        on, off = dash(width, share)
        dashes = [f"dash pattern=on {number(on)}bp off {number(off)}bp"] if dashed else []
        return [f"draw={self._colours.name(colour)}", f"line width={number(width)}bp", *dashes]


def size_name(size: float) -> str:
    """What the style of letters of a size is called."""
    return f"letters {number(size)}"


def _point(x: float, y: float) -> str:
    return f"({number(x)},{number(y)})"


def _line(points: Points, closed: bool) -> str:
    places = [_point(x, y) for x, y in simplified(points).tolist()]
    rows = ["--".join(places[i : i + _IN_A_LINE]) for i in range(0, len(places), _IN_A_LINE)]
    return "--\n".join(rows) + ("--cycle" if closed else "")
