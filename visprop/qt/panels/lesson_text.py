"""A lesson's text: words with formulas among them, as high as it needs to be; what a formula stands for lights up."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf
from time import perf_counter

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from visprop.figures.base.outlines import LIBRARY
from visprop.figures.base.typeset import typeset
from visprop.lessons.markup import plain_text
from visprop.notation.layout.said import said
from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.text_flow import Set, TextFlow, unset
from visprop.timeline.parts import Part

_SLICE = 0.01
"""How long formulas are set in a turn, in seconds."""
_AGAIN_MS = 1
_WIDE = 300


class LessonText(QWidget):
    """Paragraphs.

    Args:
        adapter: the session, and who knows when there is time.
        size: how large the letters are, in units.
        weight: how strong they are.
        is_faint: whether it steps back.
    """

    def __init__(
        self, adapter: Adapter, size: int = 15, weight: QFont.Weight = QFont.Weight.Normal, is_faint: bool = False
    ) -> None:
        super().__init__()
        self._session = adapter.session
        self._size, self._weight, self._is_faint = size, weight, is_faint
        self._paragraphs: list[Set] = []
        self._flow: TextFlow | None = None
        self._natural = px(_WIDE)
        self._later = Later(adapter, self._set_some, self, _AGAIN_MS)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        adapter.watch(self._lay_out, (Part.OPTIONS, Part.WINDOW))

    @property
    def text(self) -> str:
        """What it says, as plain text."""
        return "\n".join(plain_text(one.written) for one in self._paragraphs)

    @property
    def natural_width(self) -> int:
        """How wide it is in lines that nothing breaks, in pixels."""
        return self._natural

    def show_paragraphs(self, paragraphs: Sequence[Set]) -> None:
        """Show others; nothing where there are none."""
        self._paragraphs = list(paragraphs)
        # What stood there belongs to another step.
        self._flow = None
        self.update()
        told = said(self.text)
        self.setAccessibleName(told)
        self.setVisible(bool(self._paragraphs))
        self._set_some()

    def _set_some(self) -> None:
        """Set the formulas that are not, as far as time allows, and lay all out once they are."""
        missing = unset(self._paragraphs)
        if missing and not LIBRARY.is_here:
            # It comes in pieces, one a turn.
            LIBRARY.load_some()
            self._later.start(_AGAIN_MS)
            return
        until = perf_counter() + _SLICE
        for node in missing:
            if perf_counter() > until:
                self._later.start(_AGAIN_MS)
                return
            typeset(node, self._size)
        self._lay_out()

    def _lay_out(self) -> None:
        if unset(self._paragraphs):
            self._flow = None
            return
        natural, self._natural = self._natural, ceil(self._flow_of(inf).taken) + 1
        if natural != self._natural:
            self.updateGeometry()
        self._flow = self._flow_of(self.width())
        high = round(self._flow.height + 0.5)
        if high != self.minimumHeight():
            self.setFixedHeight(high)
        self.update()

    def _flow_of(self, width: float) -> TextFlow:
        return TextFlow(self._paragraphs, sized(QApplication.font(), self._size, self._weight), width)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(120), self._natural), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._flow is None:
            return
        theme = self._session.options.theme
        with QPainter(self) as painter:
            self._flow.paint(painter, theme, theme.faint if self._is_faint else theme.ink)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        key = None if self._flow is None else self._flow.key_at(place.x(), place.y())
        self._session.selection.point(key)
        self.setCursor(Qt.CursorShape.ArrowCursor if key is None else Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._session.selection.point(None)
