"""A card of the start page: a picture, a title and a line of words; or an icon beside both."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolButton

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import Theme
from visprop.paint.painter import qcolor
from visprop.qt.look.letters import px, sized
from visprop.qt.plain import plain_tip

_INSET, _LINE, _TEXT = 12, 20, 64
_WIDE, _ROW = 250, 56
_MOST = 2
"""Of lines of words."""


class StartCard(QToolButton):
    """A button that paints itself.

    Args:
        theme: its colours.
        title: in strong letters; also its text for a screen reader.
        words: below it, as many as there is room for.
        aside: at the end of the title's line.
        picture: the room for a picture above, in units; None for an icon at the side.
        is_first: whether it is the one to begin with.
        notes: what its tip says instead of the words, and is searched as well.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        words: str,
        aside: str = "",
        picture: tuple[int, int] | None = None,
        is_first: bool = False,
        notes: str = "",
    ) -> None:
        super().__init__()
        self._theme, self._words, self._aside, self._picture, self._is_first = theme, words, aside, picture, is_first
        self.setText(title.replace("&", "&&"))
        self._title = title
        self.setAccessibleDescription(words)
        self._notes = notes or words
        self.setToolTip(plain_tip(self._notes))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def has(self, text: str) -> bool:
        """Whether every word that is searched for stands on it."""
        told = f"{self._title} {self._words} {self._notes} {self._aside} {self.objectName()}".casefold()
        return all(word in told for word in text.casefold().split())

    def sizeHint(self) -> QSize:
        if self._picture is None:
            return QSize(px(_WIDE), px(_ROW))
        return QSize(px(self._picture[0] + 2 * _INSET), px(self._picture[1] + 2 * _INSET + _TEXT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, is_over = self._theme, self.underMouse() or self.hasFocus()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rim = theme.positive if is_over or self._is_first else theme.rule
            painter.setPen(QPen(qcolor(rim), 2 if is_over else 1))
            painter.setBrush(qcolor(theme.positive if self._is_first else theme.panel))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(8), px(8))
            if self._picture is None:
                self._paint_row(painter)
            else:
                self._paint_card(painter, self._picture)

    def _paint_row(self, painter: QPainter) -> None:
        side, left = px(22), px(16)
        self.icon().paint(painter, QRect(left, (self.height() - side) // 2, side, side))
        text = self.rect().adjusted(left + side + px(14), px(8), -px(10), -px(8))
        self._paint_words(painter, text)

    def _paint_card(self, painter: QPainter, picture: tuple[int, int]) -> None:
        inset = px(_INSET)
        place = QRect(inset, inset, self.width() - 2 * inset, px(picture[1]))
        if self.icon().isNull():
            # Its picture is still being drawn.
            painter.fillRect(place, qcolor(self._theme.wash))
        self.icon().paint(painter, place, mode=QIcon.Mode.Normal)
        top = place.bottom() + px(8)
        painter.setPen(qcolor(self._theme.rule))
        painter.drawLine(1, top, self.width() - 2, top)
        self._paint_words(painter, QRect(inset, top + px(6), self.width() - 2 * inset, px(_TEXT)))

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        theme, line = self._theme, px(_LINE)
        ink, faint = (theme.paper, theme.paper) if self._is_first else (theme.ink, theme.faint)
        aside = sized(QApplication.font(), 12)
        painter.setFont(aside)
        painter.setPen(qcolor(faint))
        upper = QRect(place.left(), place.top(), place.width(), line)
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._aside)
        taken = painter.fontMetrics().horizontalAdvance(self._aside) + (px(8) if self._aside else 0)
        self._paint_line(painter, upper.adjusted(0, 0, -taken, 0), self._title, ink, QFont.Weight.DemiBold)
        self._paint_below(painter, QRect(upper.left(), upper.bottom() + 1, place.width(), place.bottom() - upper.bottom()), faint)

    def _paint_below(self, painter: QPainter, place: QRect, ink: Colour) -> None:
        """The words, in as many lines as there is room for."""
        painter.setFont(sized(QApplication.font(), 13))
        painter.setPen(qcolor(ink))
        metrics = painter.fontMetrics()
        count = min(_MOST, max(1, place.height() // metrics.lineSpacing()))
        # A line is broken before its end: of its room some is lost.
        room = count * place.width() - (count - 1) * metrics.averageCharWidth() * 8
        told = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        place.setHeight(count * metrics.lineSpacing())
        painter.drawText(place, Qt.TextFlag.TextWordWrap, told)

    @staticmethod
    def _paint_line(painter: QPainter, place: QRect, text: str, ink: Colour, weight: QFont.Weight) -> None:
        painter.setFont(sized(QApplication.font(), 13, weight))
        painter.setPen(qcolor(ink))
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
