"""Where a tool tip stands: where it covers the least of the numbers around what it explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolTip

from visprop.figures.base.placing import Bounds, bounds
from visprop.figures.base.shapes import Figure, Label

_OFF = 12
"""How far it keeps off the pointer, in pixels."""
_STEPS = 4
"""How often it is tried a line further away."""
_MOVED = QPoint(2, 16)
"""How far from where it is asked for a tip is put, so that it is not under the pointer."""
_MARGIN = QSize(8, 6)
_NEAR = 60.0
"""Twice as far from the pointer as this, in pixels, a number counts as little as an eighth of one at this distance."""


def numbers_in(figure: Figure) -> list[Bounds]:
    """The room of each label with a digit in it."""
    labels = (shape for shape in figure.shapes if isinstance(shape, Label))
    return [bounds(label) for label in labels if any(character.isdigit() for run in label.runs for character in run.text)]


def tip_at(pointer: QPoint, text: str, numbers: Sequence[QRect], room: QRect) -> QPoint:
    """Where a tip is asked for, so that it covers the least.

    Args:
        pointer: where it is on the screen.
        text: what the tip says.
        numbers: what it is to keep off, on the screen.
        room: the screen.
    """
    size = QFontMetrics(QToolTip.font()).size(0, text) + _MARGIN
    places = [QRect(corner, size) for corner in _corners(pointer, size, room)]
    within = [place for place in places if room.contains(place)]
    best = min(within, key=lambda place: _covered(place, pointer, numbers), default=None)
    return pointer if best is None else best.topLeft() - _MOVED


def _corners(pointer: QPoint, size: QSize, room: QRect) -> Iterator[QPoint]:
    """The upper left corners that are tried, the usual one first."""
    line = _OFF + 4
    for step in range(_STEPS):
        below, above = pointer.y() + line + step * line, pointer.y() - _OFF - size.height() - step * line
        # Over and under the pointer there is room all along the screen.
        last = room.right() - size.width()
        right, left = min(pointer.x() + 2, last), max(pointer.x() - size.width(), room.left())
        beyond, before = pointer.x() + line + step * line, pointer.x() - line - size.width() - step * line
        yield from (QPoint(right, below), QPoint(left, below), QPoint(right, above), QPoint(left, above))
        yield from (QPoint(x, pointer.y() - size.height() // 2) for x in (beyond, before))


def _covered(place: QRect, pointer: QPoint, numbers: Sequence[QRect]) -> float:
    """How much of the numbers is under a tip, in square pixels, the nearer ones more."""
    under = ((number, place.intersected(number)) for number in numbers if place.intersects(number))
    return sum(
        shared.width() * shared.height() / max(1.0, (number.center() - pointer).manhattanLength() / _NEAR) ** 3
        for number, shared in under
    )
