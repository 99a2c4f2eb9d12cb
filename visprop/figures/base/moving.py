"""Shapes and whole figures at another place and in another size: lengths, widths of lines, dashes and letters alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import Any

import numpy as np

from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import (
    Box,
    Clip,
    Disc,
    Dots,
    Facets,
    Figure,
    Formula,
    Handle,
    Label,
    Path,
    Points,
    Raster,
    Segments,
    Shape,
    Sheet,
    Targets,
)
from visprop.figures.base.style import dash


@dataclass(frozen=True)
class Move:
    """To another size about the page's upper left corner, and then to another place.

    Attributes:
        scale: the factor of all lengths.
        dx, dy: what is added to places afterwards.
    """

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a place comes to be."""
        return self.scale * x + self.dx, self.scale * y + self.dy

    def before(self, x: float, y: float) -> tuple[float, float]:
        """Where it was."""
        return (x - self.dx) / self.scale, (y - self.dy) / self.scale

    def points(self, points: Points) -> Points:
        """Places whose last axis is x and y, one behind the other as often as there are."""
        moved: Points = self.scale * np.asarray(points, float) + np.resize((self.dx, self.dy), np.shape(points)[-1])
        return moved

    def figure(self, figure: Figure) -> Figure:
        """A figure with all that can be pointed at, dragged and clicked; its page grows as it does."""
        return replace(
            figure,
            width=self.scale * figure.width,
            height=self.scale * figure.height,
            shapes=tuple(map(self.shape, figure.shapes)),
            targets=tuple(map(self._targets, figure.targets)),
            plot=None if figure.plot is None else self._rectangle(figure.plot),
            handles=tuple(map(self._handle, figure.handles)),
            sheet=None if figure.sheet is None else self._sheet(figure.sheet),
            presses=tuple(map(self._boxed, figure.presses)),
            head=self.scale * figure.head,
            starts=tuple(start._replace(y=self.scale * start.y + self.dy) for start in figure.starts),
        )

    def _rectangle(self, sides: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x, y, width, height = sides
        return *self.place(x, y), self.scale * width, self.scale * height

    def _boxed(self, one: Any) -> Any:
        """What has a rectangle of its own."""
        x, y, width, height = self._rectangle((one.x, one.y, one.width, one.height))
        return replace(one, x=x, y=y, width=width, height=height)

    def _targets(self, group: Targets) -> Targets:
        return replace(group, ends=self.points(group.ends), reach=self.scale * group.reach)

    def _handle(self, handle: Handle) -> Handle:
        x, y = self.place(handle.x, handle.y)
        return replace(handle, x=x, y=y, reach=self.scale * handle.reach, moved=lambda x, y: handle.moved(*self.before(x, y)))

    def _sheet(self, sheet: Sheet) -> Sheet:
        moved: Sheet = self._boxed(sheet)
        return replace(moved, drawn=lambda points: sheet.drawn((points - (self.dx, self.dy)) / self.scale))

    def _dash_share(self, width: float, share: float) -> float:
        """By which a line that has become wider, or thinner, has its dashes as far apart as the picture has grown."""
        return share * self.scale * sum(dash(width)) / sum(dash(self.scale * width))

    @singledispatchmethod
    def shape(self, shape: Shape) -> Shape:
        """A shape."""
        raise TypeError(f"no way to move {shape!r}")

    @shape.register
    def _(self, shape: Segments) -> Shape:
        share = self._dash_share(shape.width, shape.dash_share)
        return replace(shape, ends=self.points(shape.ends), width=self.scale * shape.width, dash_share=share)

    @shape.register
    def _(self, shape: Path) -> Shape:
        share = self._dash_share(shape.width, shape.dash_share)
        return replace(shape, lines=tuple(map(self.points, shape.lines)), width=self.scale * shape.width, dash_share=share)

    @shape.register
    def _(self, shape: Disc) -> Shape:
        x, y = self.place(shape.x, shape.y)
        return replace(shape, x=x, y=y, radius=self.scale * shape.radius, width=self.scale * shape.width)

    @shape.register
    def _(self, shape: Box) -> Shape:
        moved: Box = self._boxed(shape)
        return replace(moved, line=self.scale * shape.line, radius=self.scale * shape.radius)

    @shape.register(Label)
    @shape.register(Formula)
    def _(self, shape: Any) -> Any:
        x, y = self.place(shape.x, shape.y)
        return replace(shape, x=x, y=y, size=self.scale * shape.size)

    @shape.register
    def _(self, shape: Dots) -> Shape:
        return replace(shape, centres=self.points(shape.centres), radius=self.scale * shape.radius)

    @shape.register
    def _(self, shape: Facets) -> Shape:
        return replace(shape, corners=self.points(shape.corners), width=self.scale * shape.width)

    @shape.register
    def _(self, shape: Raster) -> Shape:
        moved: Shape = self._boxed(shape)
        return moved

    @shape.register
    def _(self, shape: Clip) -> Shape:
        return replace(shape, rectangle=self._rectangle(shape.rectangle), shapes=tuple(map(self.shape, shape.shapes)))


def cut(figure: Figure, box: Bounds) -> Figure:
    """The figure on a smaller page, from left, top to right, bottom of its own."""
    left, top, right, bottom = box
    return replace(Move(dx=-left, dy=-top).figure(figure), width=right - left, height=bottom - top)
