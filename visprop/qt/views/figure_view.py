"""A widget that paints one figure, and can be zoomed, moved and pointed at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from visprop.engine.key import Key
from visprop.figures.base.parts import figure_between
from visprop.figures.base.shapes import Figure
from visprop.figures.base.told import Box, Group, Item, told_groups, words_group
from visprop.paint.painter import paint_figure, qcolor
from visprop.qt.plain import plain_tip
from visprop.qt.views.tip_place import numbers_in, tip_at

ZOOM_STEP = 1.2
"""How much a turn of the wheel or a keystroke enlarges."""
MAX_ZOOM = 16.0
"""The largest enlargement."""
_VEIL = 0.6
PAN_STEP = 40.0
"""How far Alt and an arrow key move the picture, in points."""


class FigureView(QWidget):
    """Paints a figure, fitted to the widget; it is kept as pixels until the figure changes.

    Of a tall one, most of which is scrolled out of sight, what is to be seen is painted when it is.

    Signals:
        resized: the widget has a new size or is seen again, so the figure should be laid out again.
        pointed: the pointer is over something with this `Key`; None if it is over nothing.
        clicked: something with this `Key` was clicked; None for the paper.
        activated: something with this `Key` was double-clicked.
    """

    resized = Signal()
    pointed = Signal(object)
    clicked = Signal(object)
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None, can_zoom: bool = True, is_tall: bool = False) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._pixmap: QPixmap | None = None
        self._is_pending = False
        self._zoom, self._scale = 1.0, 1.0
        self._offset = QPointF(0, 0)
        self._can_zoom, self._is_tall = can_zoom, is_tall
        self._drag: QPointF | None = None
        self._dragged = False
        self._key: Key | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def figure(self) -> Figure | None:
        """What is painted."""
        return self._figure

    @property
    def zoom(self) -> float:
        """How much the picture is enlarged, 1 if it fits."""
        return self._zoom

    @property
    def can_zoom(self) -> bool:
        """Whether it can be enlarged."""
        return self._can_zoom

    @property
    def scale(self) -> float:
        """How large a point of the figure is, as the user's text is."""
        return self._scale

    def set_pending(self, on: bool) -> None:
        """Draw the picture as one of an earlier moment, while that of now is being computed."""
        if on != self._is_pending:
            self._is_pending = on
            self.update()

    def set_figure(self, figure: Figure) -> None:
        """Paint another figure."""
        self._figure = figure
        self._pixmap = None
        self.update()

    def paint_ahead(self) -> None:
        """Paint the pixels now, so that the paint event, which comes for all views at once, has them ready."""
        if self._figure is not None and self._pixmap is None and not self._is_tall:
            self._pixmap = self._painted(self._figure, self.devicePixelRatioF())

    def page_size(self) -> tuple[float, float]:
        """The size for which a figure should be laid out, in points."""
        return max(60.0, self.width() / self._scale), max(60.0, self.height() / self._scale)

    def to_figure(self, place: QPointF) -> tuple[float, float]:
        """A place in the widget → a place in the figure."""
        factor = self._zoom * self._scale
        return (place.x() - self._offset.x()) / factor, (place.y() - self._offset.y()) / factor

    def to_widget(self, x: float, y: float) -> QPointF:
        """A place in the figure → a place in the widget."""
        factor = self._zoom * self._scale
        return QPointF(x * factor + self._offset.x(), y * factor + self._offset.y())

    def set_scale(self, scale: float) -> None:
        """Show everything larger or smaller, as the user's text is; the figure is laid out again for it."""
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()
            self.resized.emit()

    def hint(self, x: float, y: float, key: Key | None) -> str:
        """The exact text for what stands at a place of the figure; views with something to tell override it."""
        return ""

    # What is told to whoever cannot see it

    @property
    def is_of_now(self) -> bool:
        """Whether what is painted is still there; of what has gone nothing can be told."""
        return True

    @property
    def marked(self) -> Key | None:
        """What is selected in it."""
        return None

    def heading(self) -> str:
        """What it shows, in words."""
        return ""

    def told_of(self) -> object:
        """What the words depend on: while it stays equal they are the same."""
        return self._figure

    def told(self) -> Sequence[Group]:
        """What there is in the picture, in groups; views that know more override it."""
        if self._figure is None:
            return ()
        words = words_group(self._figure.shapes)
        return [*told_groups(self._figure, self.words), *([] if words is None else [words])]

    def words(self, x: float, y: float, key: Key) -> str:
        """What is told of what stands at a place of the figure: as a rule what its tool tip says."""
        return self.hint(x, y, key)

    def place_of(self, box: Box) -> QRect:
        """A box of the figure in the widget."""
        left, top, wide, high = box
        return QRectF(self.to_widget(left, top), self.to_widget(left + wide, top + high)).toAlignedRect()

    def press(self, item: Item) -> None:
        """Do with something what a click on it does."""
        if item.key is not None:
            self.clicked.emit(item.key)

    # Zoom

    def zoom_in(self) -> None:
        """Enlarge about the middle."""
        self.zoom_by(ZOOM_STEP, QPointF(self.rect().center()))

    def zoom_out(self) -> None:
        """Make smaller about the middle."""
        self.zoom_by(1.0 / ZOOM_STEP, QPointF(self.rect().center()))

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom, self._offset = 1.0, QPointF(0, 0)
        self._pixmap = None
        self.update()

    def zoom_by(self, factor: float, place: QPointF) -> None:
        """Enlarge about a place of the widget; a plot changes the range of its axes instead."""
        if not self._can_zoom:
            return
        zoom = min(MAX_ZOOM, max(1.0, self._zoom * factor))
        self._offset = place - (place - self._offset) * (zoom / self._zoom)
        self._zoom = zoom
        self.pan_by(QPointF(0, 0))

    def pan_by(self, by: QPointF) -> None:
        """Move the picture, but never so far that paper would be missing at a rim; a plot moves the range of its axes."""
        least_x, least_y = self.width() * (1.0 - self._zoom), self.height() * (1.0 - self._zoom)
        x = min(0.0, max(least_x, self._offset.x() + by.x()))
        y = min(0.0, max(least_y, self._offset.y() + by.y()))
        self._offset = QPointF(x, y)
        self._pixmap = None
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), self.palette().base())
            return
        self.paint_ahead()
        with QPainter(self) as painter:
            if self._pixmap is None:
                self._paint_part(painter, self._figure, event.rect())
                return
            if self._pixmap.deviceIndependentSize().toSize() != self.size():
                painter.fillRect(self.rect(), qcolor(self._figure.background))
            painter.drawPixmap(0, 0, self._pixmap)
            if self._is_pending:
                self._veil(painter, self._figure)

    def _paint_part(self, painter: QPainter, figure: Figure, part: QRect) -> None:
        painter.fillRect(part, qcolor(figure.background))
        painter.setClipRect(part)
        painter.save()
        painter.scale(self._scale, self._scale)
        top, bottom = part.top() / self._scale, (part.bottom() + 1) / self._scale
        paint_figure(painter, figure_between(figure, top, bottom), background=False)
        painter.restore()
        if self._is_pending:
            self._veil(painter, figure)

    def _veil(self, painter: QPainter, figure: Figure) -> None:
        """Fade what is of an earlier moment."""
        paper = qcolor(figure.background)
        paper.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), paper)
        painter.drawText(self.rect().adjusted(8, 4, -8, -4), Qt.AlignmentFlag.AlignRight, "computing …")

    def _painted(self, figure: Figure, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(qcolor(figure.background))
        with QPainter(pixmap) as painter:
            factor = self._zoom * self._scale
            painter.setTransform(QTransform(factor, 0, 0, factor, self._offset.x(), self._offset.y()), True)
            painter.setClipRect(QRectF(0, 0, figure.width, figure.height))
            paint_figure(painter, figure, background=False)
        return pixmap

    def showEvent(self, event: QShowEvent) -> None:
        # What is not seen is not drawn: the first picture is due now.
        self.resized.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pixmap = None
        if self._can_zoom:
            FigureView.pan_by(self, QPointF(0, 0))
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._can_zoom:
            event.ignore()
            return
        self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120.0), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            by = event.position() - self._drag
            if self._dragged or by.manhattanLength() > 4:
                self._dragged = True
                self._drag = event.position()
                self.pan_by(by)
            return
        self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and not self._dragged:
            self.clicked.emit(self.key_at(event.position()))
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if key is not None:
            self.activated.emit(key)
        else:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        if self._key is not None:
            self._key = None
            self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (PAN_STEP, 0.0),
            Qt.Key.Key_Right: (-PAN_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, PAN_STEP),
            Qt.Key.Key_Down: (0.0, -PAN_STEP),
        }
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in moves and is_alt:
            self.pan_by(QPointF(*moves[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_out()
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def key_at(self, place: QPointF) -> Key | None:
        """What stands at a place of the widget."""
        return None if self._figure is None else self._figure.key_at(*self.to_figure(place))

    def _point_at(self, place: QPointF) -> None:
        key = self.key_at(place)
        if key != self._key:
            self._key = key
            self.pointed.emit(key)
        text = self.hint(*self.to_figure(place), key)
        if text:
            QToolTip.showText(self._tip_at(place.toPoint(), text), plain_tip(text), self)
        else:
            QToolTip.hideText()

    def _tip_at(self, pointer: QPoint, text: str) -> QPoint:
        """Where a tip about what is pointed at is asked for."""
        numbers = [] if self._figure is None else numbers_in(self._figure)
        boxes = [self.place_of((left, top, right - left, bottom - top)) for left, top, right, bottom in numbers]
        own = [QRect(self.mapToGlobal(box.topLeft()), box.size()) for box in boxes]
        return tip_at(self.mapToGlobal(pointer), text, own, self.screen().availableGeometry())
