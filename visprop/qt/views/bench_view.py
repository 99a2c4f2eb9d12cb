"""A picture of a bench, in which what it shows can be dragged and drawn."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure, Handle, Points
from visprop.figures.views import View
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView
from visprop.session.bench_part import BenchPart

_STEP, _LARGE_STEP = 2.0, 20.0
"""How far an arrow key moves a handle, in points, and with Shift."""
_WAYS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_LEAST_POINTS = 4
"""A line that is drawn has so many points at least; what is less is a click."""


class BenchView(SessionView):
    """Paints the picture; its handles are dragged, or chosen by N and moved by Alt and arrows; on its sheet a line is drawn."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self._held: str | None = None
        self._line: list[tuple[float, float]] | None = None
        self.chosen = ""
        self.pointed.connect(self.session.selection.point)

    @property
    def part(self) -> BenchPart:
        """The bench that is open."""
        own = self.session.own
        assert isinstance(own, BenchPart), "only pictures of a bench are shown here"
        return own

    def _handles(self) -> dict[str, Handle]:
        return {} if self.figure is None else {handle.name: handle for handle in self.figure.handles}

    def hint(self, x: float, y: float, key: Key | None) -> str:
        figure = self.figure
        if figure is None:
            return ""
        handle = figure.handle_at(x, y)
        if handle is not None:
            return f"Drag {handle.name} (N chooses it, Alt and the arrows move it)"
        return "Draw a curve of your own" if figure.sheet is not None and figure.sheet.has(x, y) else ""

    # By the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.figure is None:
            return
        place = self.to_figure(event.position())
        handle = self.figure.handle_at(*place)
        if handle is not None:
            self._held = self.chosen = handle.name
        elif self.figure.sheet is not None and self.figure.sheet.has(*place):
            self._line = [place]
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.to_figure(event.position())
        if self._held is not None:
            self._move(self._held, place)
        elif self._line is not None:
            self._line.append(place)
            self.update()
        else:
            on_handle = self.figure is not None and self.figure.handle_at(*place) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if on_handle else Qt.CursorShape.ArrowCursor)
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line, held, self._line, self._held = self._line, self._held, None, None
        if line is not None:
            self._draw_line(self.figure, np.array(line))
        elif held is None:
            super().mouseReleaseEvent(event)
        self.update()

    def _draw_line(self, figure: Figure | None, line: Points) -> None:
        if figure is not None and figure.sheet is not None and len(line) >= _LEAST_POINTS:
            self.part.put(dict(figure.sheet.drawn(line)))

    def _move(self, name: str, place: tuple[float, float]) -> None:
        handle = self._handles().get(name)
        if handle is not None:
            self.part.put(dict(handle.moved(*place)))

    # By the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._choose_next()
        elif way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.chosen in self._handles():
            handle = self._handles()[self.chosen]
            far = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._move(self.chosen, (handle.x + far * way[0], handle.y + far * way[1]))
        else:
            super().keyPressEvent(event)

    def _choose_next(self) -> None:
        names = list(self._handles())
        if names:
            at = names.index(self.chosen) + 1 if self.chosen in names else 0
            self.chosen = names[at % len(names)]
            self.session.changes.tell(f"Alt and the arrows move {self.chosen}")
            self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # What the hand does, above the picture

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = qcolor(self.session.options.theme.ink)
        handle = self._handles().get(self.chosen) if self.hasFocus() else None
        if handle is None and self._line is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, 1.5))
            if self._line is not None:
                painter.drawPolyline([self.to_widget(*place) for place in self._line])
            elif handle is not None:
                reach = (handle.reach - 3.0) * self.scale
                painter.drawEllipse(QPointF(self.to_widget(handle.x, handle.y)), reach, reach)
