"""A picture of a bench, in which what it shows can be dragged, clicked and drawn."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure, Handle, Points, Press
from visprop.figures.base.told import Item
from visprop.figures.base.typeset import NotSet, set_all, within
from visprop.figures.moment import ViewOptions
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
SLICE = 0.05
"""How long formulas of a picture are set in one turn, in seconds: another function brings two dozen new ones."""
_LEAST_POINTS = 4
"""A line that is drawn has so many points at least; what is less is a click."""


class BenchView(SessionView):
    """Paints the picture; its handles are dragged, or chosen by N and moved by Alt and arrows; on its sheet a line is drawn.

    What sets something by a click is chosen by N as well, and clicked by Enter.
    """

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self._held: str | None = None
        self._line: list[tuple[float, float]] | None = None
        self._pressed: str | None = None
        self.chosen = ""
        self.pointed.connect(self.session.selection.point)

    @property
    def part(self) -> BenchPart:
        """The bench that is open."""
        own = self.session.own
        assert isinstance(own, BenchPart), "only pictures of a bench are shown here"
        return own

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        try:
            with within(SLICE):
                figure = super().drawn(options, size)
                if figure is not None:
                    set_all(figure.shapes)
                return figure
        except NotSet:
            self.draw_more()
            return None

    def _handles(self) -> dict[str, Handle]:
        return {} if self.figure is None else {handle.name: handle for handle in self.figure.handles}

    def _presses(self) -> dict[str, Press]:
        return {} if self.figure is None else {press.name: press for press in self.figure.presses}

    def hint(self, x: float, y: float, key: Key | None) -> str:
        figure = self.figure
        if figure is None:
            return ""
        handle = figure.handle_at(x, y)
        if handle is not None:
            return f"Drag {handle.name} (N chooses it, Alt and the arrows move it)"
        press = figure.press_at(x, y)
        if press is not None:
            return f"Click to {press.does} (N chooses it, Enter clicks it)"
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
            press = self.figure.press_at(*place)
            self._pressed = None if press is None else press.name
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.to_figure(event.position())
        if self._held is not None:
            self._move(self._held, place)
        elif self._line is not None:
            self._line.append(place)
            self.update()
        else:
            self.setCursor(self._cursor_at(*place))
            super().mouseMoveEvent(event)

    def _cursor_at(self, x: float, y: float) -> Qt.CursorShape:
        if self.figure is not None and self.figure.handle_at(x, y) is not None:
            return Qt.CursorShape.OpenHandCursor
        can_press = self.figure is not None and self.figure.press_at(x, y) is not None
        return Qt.CursorShape.PointingHandCursor if can_press else Qt.CursorShape.ArrowCursor

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        line, held, self._line, self._held = self._line, self._held, None, None
        pressed, self._pressed = self._pressed, None
        press = None if self.figure is None else self.figure.press_at(*self.to_figure(event.position()))
        if press is not None and press.name == pressed:
            # What is clicked is let go of where it was taken.
            self._click(press)
        if line is not None:
            self._draw_line(self.figure, np.array(line))
        elif held is None:
            super().mouseReleaseEvent(event)
        self.update()

    def _draw_line(self, figure: Figure | None, line: Points) -> None:
        if figure is not None and figure.sheet is not None and len(line) >= _LEAST_POINTS:
            self.part.put(dict(figure.sheet.drawn(line)))

    def _click(self, press: Press) -> None:
        self.chosen = press.name
        self.part.put(dict(press.sets))

    def press(self, item: Item) -> None:
        """What is pressed is clicked; what can be moved is chosen, so that keystrokes move it."""
        if item.sets is not None:
            self.part.put(dict(item.sets))
        elif item.handle:
            self.choose(item.handle)
        else:
            super().press(item)

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
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen in self._presses():
            self._click(self._presses()[self.chosen])
        else:
            super().keyPressEvent(event)

    def _choose_next(self) -> None:
        names = [*self._handles(), *self._presses()]
        if names:
            at = names.index(self.chosen) + 1 if self.chosen in names else 0
            self.choose(names[at % len(names)])

    def choose(self, name: str) -> None:
        """Let keystrokes move a handle, or click what can be clicked, by its name."""
        self.chosen = name
        does = "Alt and the arrows move" if name in self._handles() else "Enter clicks"
        self.session.changes.tell(f"{does} {name}")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # What the hand does, above the picture

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = qcolor(self.session.options.theme.ink)
        handle = self._handles().get(self.chosen) if self.hasFocus() else None
        press = self._presses().get(self.chosen) if self.hasFocus() else None
        if handle is None and press is None and self._line is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, 1.5))
            if self._line is not None:
                painter.drawPolyline([self.to_widget(*place) for place in self._line])
            elif handle is not None:
                reach = (handle.reach - 3.0) * self.scale
                painter.drawEllipse(QPointF(self.to_widget(handle.x, handle.y)), reach, reach)
            elif press is not None:
                end = self.to_widget(press.x + press.width + 3.0, press.y + press.height + 3.0)
                painter.drawRoundedRect(QRectF(self.to_widget(press.x - 3.0, press.y - 3.0), end), 5.0, 5.0)
