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

_BADGE = 24


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
        self._row.setContentsMargins(px(_BADGE + 4), px(5), px(8), px(5))
        self.is_right = is_right
        self.told.show_paragraphs([text])
        said = {None: "", True: ", right", False: ", not this one"}[is_right]
        self.setAccessibleName(f"{self._number}: {self.told.text}{said}")
        self.setToolTip(f"Choose it (key {self._number})" if is_open else "")
        self.setEnabled(is_open)
        self.update()

    def sizeHint(self) -> QSize:
        margins = self._row.contentsMargins()
        return QSize(self.told.natural_width + margins.left() + margins.right(), self._row.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.options.theme
        is_over = self.isEnabled() and (self.underMouse() or self.hasFocus())
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.positive if is_over or self.is_right else theme.rim), 2 if is_over else 1))
            painter.setBrush(qcolor(theme.tint if self.is_right else theme.panel))
            painter.drawRoundedRect(place, px(6), px(6))
            # What is said of it takes the place of the number by which it was chosen.
            ink, sign = theme.faint, str(self._number)
            painter.setFont(sized(QApplication.font(), 12))
            if self.is_right is not None:
                ink, sign = (theme.positive, "✓") if self.is_right else (theme.negative, "✗")
                painter.setFont(sized(QApplication.font(), 15, QFont.Weight.DemiBold))
            painter.setPen(qcolor(ink))
            painter.drawText(QRectF(px(2), 0, px(_BADGE), self.height()), Qt.AlignmentFlag.AlignCenter, sign)
