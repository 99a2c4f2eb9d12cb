"""An answer that can be chosen: its number, its text with formulas, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy

from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.text_flow import Set

_BADGE = 28


class ChoiceRow(QAbstractButton):
    """One of them.

    Args:
        adapter: the session.
        number: by which it is chosen with a key, from 1.

    Attributes:
        told: its text.
        is_right: whether it was chosen and is right; None while it was not.
    """

    def __init__(self, adapter: Adapter, number: int) -> None:
        super().__init__()
        self._session, self._number = adapter.session, number
        self.is_right: bool | None = None
        self.told = LessonText(adapter)
        self.told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.told)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_choice(self, text: Set, is_right: bool | None, is_open: bool) -> None:
        """Show an answer, what is said of it, and whether it can still be chosen."""
        self._row.setContentsMargins(px(_BADGE + 10), px(6), px(30), px(6))
        self.is_right = is_right
        self.told.show_paragraphs([text])
        said = {None: "", True: ", right", False: ", not this one"}[is_right]
        self.setAccessibleName(f"{self._number}: {self.told.text}{said}")
        self.setToolTip(f"Choose it (key {self._number})" if is_open else "")
        self.setEnabled(is_open)
        self.update()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.options.theme
        is_over = self.isEnabled() and (self.underMouse() or self.hasFocus())
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.positive if is_over or self.is_right else theme.rim), 2 if is_over else 1))
            painter.setBrush(qcolor(theme.tint if self.is_right else theme.panel))
            painter.drawRoundedRect(place, px(6), px(6))
            painter.setPen(qcolor(theme.faint))
            painter.setFont(sized(QApplication.font(), 12))
            badge = QRectF(px(4), 0, px(_BADGE), self.height())
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._number))
            if self.is_right is not None:
                painter.setPen(qcolor(theme.positive if self.is_right else theme.negative))
                painter.setFont(sized(QApplication.font(), 15, QFont.Weight.DemiBold))
                sign = QRectF(self.width() - px(30), 0, px(26), self.height())
                painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "✓" if self.is_right else "✗")
