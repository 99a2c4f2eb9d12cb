"""φ along the time line: what has been reached, over its updates."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.timeline.parts import Part

EMPTY = "The cost is drawn here as the network learns."
_BUDGET = 0.004
"""How long is computed at a time, in seconds."""
_EVERY = 10


class CostCurve(QWidget):
    """Paints it without axes, over the track of the slider below.

    Args:
        adapter: the session and its clock.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.points: list[tuple[int, float]] = []
        self._reached = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Cost over updates")
        self._more = Later(adapter, self.refresh, self)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.KNOWN, Part.OPTIONS, Part.PLAYBACK), every=_EVERY)

    def refresh(self) -> None:
        """Take what is known of it by now."""
        if not self.isVisible():
            return
        playback = self._session.playback
        self._reached = max(playback.experiment.reached, playback.frame.done)
        updates, values, is_late = self._session.own.curve(self._reached, perf_counter() + _BUDGET)
        self.points = list(zip(updates, values, strict=True))
        self.setAccessibleDescription(self._told())
        if is_late and not playback.at_speed:
            self._more.start()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A message may have stood in its place.
        self.refresh()

    def _told(self) -> str:
        if len(self.points) < 2:
            return EMPTY
        return f"from {self.points[0][1]:.4g} to {self.points[-1][1]:.4g} after {self.points[-1][0]} updates"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the update that is clicked."""
        if event.button() != Qt.MouseButton.LeftButton or not self.points:
            super().mousePressEvent(event)
            return
        walk = self._session.playback.experiment.walk
        share = min(1.0, max(0.0, event.position().x() / max(1, self.width())))
        self._session.playback.go(walk.update_end(walk.first + round(share * (self._reached - walk.first))))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.options.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = self._line()
            if line is None:
                if self._session.own.updates_per_epoch:
                    painter.setPen(qcolor(theme.faint))
                    told = painter.fontMetrics().elidedText(EMPTY, Qt.TextElideMode.ElideRight, self.width())
                    painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, told)
                return
            ground = QPainterPath(line)
            ground.lineTo(line.currentPosition().x(), self.height())
            ground.lineTo(line.elementAt(0).x, self.height())
            painter.fillPath(ground, qcolor(theme.tint))
            painter.setPen(QPen(qcolor(theme.faint), 1.25))
            painter.drawPath(line)

    def _line(self) -> QPainterPath | None:
        """The curve in the widget's pixels; None where there is none yet."""
        first = self._session.playback.experiment.walk.first
        values = [value for _, value in self.points]
        if len(values) < 2 or self._reached <= first:
            return None
        low, high = min(values), max(values)
        room = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        points = [
            QPointF(
                room.left() + room.width() * (update - first) / (self._reached - first),
                room.bottom() - room.height() * (value - low) / ((high - low) or 1.0),
            )
            for update, value in self.points
        ]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        return path
