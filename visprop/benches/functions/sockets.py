"""A λ as a box with a socket for its variable; a curried one as a box within a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.benches.functions.blocks import Block, height_of, stacked
from visprop.benches.functions.pen import Pen, Runs
from visprop.figures.base.shapes import Label, Segments, Shape
from visprop.figures.base.style import EMPHASIS, LINE, mix
from visprop.figures.base.text import Run, coloured, width

_SOCKET = 6.0
"""How far a socket's name is from its rim."""


@dataclass(frozen=True)
class Socket:
    """Where an argument goes in.

    Attributes:
        name: the variable, or the variables of a tuple, in brackets.
        type_: of what goes in.
        argument: what does; None for nothing.
        is_hot: whether it is put in next.
    """

    name: Runs
    type_: Runs
    argument: Block | None = None
    is_hot: bool = False


class Sockets:
    """The boxes of a curried function, one within another.

    Args:
        pen: how it is drawn.
        sockets: from the outermost to the innermost.
        body: what stands in the innermost box.
        connected: how many sockets, behind those that have their arguments, get theirs from outside.
    """

    def __init__(self, pen: Pen, sockets: Sequence[Socket], body: Block, connected: int) -> None:
        self._pen, self._sockets, self._body, self._connected = pen, sockets, body, connected
        self._given = [socket.argument for socket in sockets if socket.argument is not None]
        # A socket without an argument takes as much height as a line.
        rows = [socket.argument or Block(0.0, pen.row, pen.row / 2, ()) for socket in sockets]
        pad, count = pen.pad, len(sockets)
        inner = max(height_of(rows, pen.apart), body.height)
        self._high = inner + 2 * pad * count
        top = (self._high - height_of(rows, pen.apart)) / 2
        self._tops = [top + y for y in stacked(rows, pen.apart)]
        self._ports = [y + row.out for y, row in zip(self._tops, rows, strict=True)]
        self._names = [self._named(i) for i in range(count)]
        self._strips = [width(name, pen.size) + 2 * _SOCKET + pad for name in self._names]
        self._left = self._room()

    def block(self) -> Block:
        """All of it."""
        pen, count = self._pen, len(self._sockets)
        wide = sum(self._strips) + self._body.width + 2 * pen.pad * count
        body_top = (self._high - self._body.height) / 2
        out = body_top + self._body.out
        shapes = list[Shape]()
        left = self._left
        for i, strip in enumerate(self._strips):
            box = pen.frame(wide - (left - self._left) - i * pen.pad, self._high - 2 * i * pen.pad, self._fill(i))
            shapes += Block(0.0, 0.0, 0.0, (box,)).at(left, i * pen.pad)
            left += strip
        shapes += self._body.at(left, body_top)
        end = self._left + wide
        result = left + self._body.width
        shapes += self._ins()
        shapes += self._out(result, end, out)
        first = len(self._given)
        ins = tuple(self._ports[first : first + self._connected])
        return Block(end, self._high, out, tuple(shapes), ins)

    def _room(self) -> float:
        """How much room arguments and their wires take on the left."""
        gaps = [one.argument.width + self._pen.gap(one.type_) for one in self._sockets if one.argument is not None]
        return max(gaps, default=0.0)

    def _fill(self, i: int) -> tuple[int, int, int]:
        theme = self._pen.theme
        return theme.wash if i % 2 == 0 else mix(theme.paper, theme.wash, 0.2)

    def _ins(self) -> list[Shape]:
        """Wires to the sockets, and their names."""
        pen, theme, found = self._pen, self._pen.theme, list[Shape]()
        left = self._left
        for i, (socket, y, strip) in enumerate(zip(self._sockets, self._ports, self._strips, strict=True)):
            found.append(Label(left + _SOCKET + 2.0, y, self._names[i], pen.size, theme.bound, across=0.0))
            hue, line = (theme.bound, EMPHASIS) if socket.is_hot else (theme.faint, LINE)
            found.append(Segments(np.array([(left, y - 6.0, left, y + 6.0)]), theme.bound, 4.0))
            if socket.argument is not None:
                start = self._left - pen.gap(socket.type_)
                found += socket.argument.at(start - socket.argument.width, self._tops[i])
                found += pen.arrow((start, y, left - 2.0, y), hue, line)
                found += pen.above(start, self._left, y, socket.type_)
            elif self._is_connected(i) and left > 0.0:
                found += pen.arrow((0.0, y, left - 2.0, y))
            left += strip
        return found

    def _named(self, i: int) -> Runs:
        """The name of a socket; with the type of what it takes where no wire leads to it."""
        socket, pen = self._sockets[i], self._pen
        if socket.argument is not None or self._is_connected(i) or not socket.type_ or not pen.has_types:
            return socket.name
        return (*socket.name, *coloured((Run(" : "), *socket.type_), pen.theme.faint))

    def _is_connected(self, i: int) -> bool:
        return 0 <= i - len(self._given) < self._connected

    def _out(self, result: float, end: float, y: float) -> list[Shape]:
        """The result leaves the innermost box, and each box around it that has its argument."""
        pad, count = self._pen.pad, len(self._sockets)
        leaves = len(self._given) + self._connected
        # The body's result goes to the rim of its box, and on through those whose sockets are full.
        until = end if leaves >= count else end - pad * (count - 1)
        found: list[Shape] = [Segments(np.array([(result, y, until, y)]), self._pen.theme.faint, LINE)]
        if self._given and leaves < count:
            found.append(Segments(np.array([(end - pad * leaves, y, end, y)]), self._pen.theme.faint, LINE))
        return found
