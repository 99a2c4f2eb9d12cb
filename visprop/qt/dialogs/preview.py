"""What will be in the file: its pages at real size, or its text, and what had no room in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from visprop.export.formats import POINTS_PER_INCH
from visprop.export.order import Made
from visprop.figures.base.omission import told
from visprop.figures.base.shapes import Figure
from visprop.figures.typed_numbers import UNITS
from visprop.qt.dialogs.page_picture import PagePicture
from visprop.qt.look.letters import px
from visprop.qt.panels.panel_parts import choice_box
from visprop.qt.plain import plain_label

REAL, FIT = "real size", "fit"
_ZOOMS = {REAL: 1.0, FIT: 0.0, "twice as large": 2.0, "half as large": 0.5}
_LIKELY = (40.0, 600.0)
"""Between how many dots an inch screens have; what else is told of one is not believed."""
_LONGEST = 20_000
"""So many letters of a text are shown."""


class Preview(QWidget):
    """The pages, a row of buttons above, and words below.

    Signals:
        zoomed: another size was chosen.
    """

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: Made | None = None
        self._page = 0
        self.zoom = choice_box("Zoom", "How large the page is seen", {name: name for name in _ZOOMS}, 9)
        self.before, self.after = _turner("◀", "The page before"), _turner("▶", "The next page")
        self.of_pages = plain_label(wraps=False)
        self.size_told, self.told = plain_label(wraps=False), plain_label()
        self.picture = PagePicture()
        self.area = QScrollArea()
        self.area.setWidget(self.picture)
        self.area.setBackgroundRole(QPalette.ColorRole.Mid)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setAccessibleName("Preview")
        self.area.viewport().setAccessibleName("Preview")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName("Preview of the text")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.text)
        self._lay_out()
        self.zoom.currentIndexChanged.connect(self._on_zoom)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self._show_pages()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.zoom)
        for widget in (self.before, self.of_pages, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.size_told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        column.addWidget(self.told)
        self.told.setMinimumHeight(2 * self.told.fontMetrics().height())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setMinimumWidth(px(240))

    # What is shown

    def show_made(self, made: Made) -> None:
        """Show what came of an order."""
        self._made, self._page = made, min(self._page, max(0, len(made.figures) - 1))
        if made.text:
            shortened = "\n…" if len(made.text) > _LONGEST else ""
            self.text.setPlainText(made.text[:_LONGEST] + shortened)
        self.stack.setCurrentWidget(self.area if made.figures else self.text)
        omitted = told(made.omitted)
        self.say(f"Not shown for want of room: {omitted}." if omitted else "")
        self._show_pages()
        self._paint()

    def say(self, words: str) -> None:
        """Say something below the page."""
        self.told.setText(words)

    @property
    def dots(self) -> float:
        """How many pixels an inch has here."""
        found = self.screen().physicalDotsPerInchX()
        return found if _LIKELY[0] <= found <= _LIKELY[1] else self.screen().logicalDotsPerInchX()

    @property
    def figure(self) -> Figure | None:
        """The page that is seen."""
        return self._made.figures[self._page] if self._made is not None and self._made.figures else None

    def _scale(self, figure: Figure) -> float:
        """How many pixels a point is."""
        chosen = _ZOOMS[str(self.zoom.currentData())]
        if chosen:
            return chosen * self.dots / POINTS_PER_INCH
        room = self.area.maximumViewportSize()
        return max(0.05, min((room.width() - 2) / figure.width, (room.height() - 2) / figure.height))

    def _paint(self) -> None:
        figure, made = self.figure, self._made
        if figure is not None and made is not None:
            self.picture.show_page(figure, self._scale(figure), made.order.choices.transparent)

    def _show_pages(self) -> None:
        count = 0 if self._made is None else len(self._made.figures)
        for widget in (self.before, self.of_pages, self.after):
            widget.setVisible(count > 1)
        self.of_pages.setText(f"page {self._page + 1} of {count}")
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < count)
        self.zoom.setEnabled(count > 0)
        self.size_told.setText("" if self.figure is None or self._made is None else _size(self.figure, self._made))

    def _turn(self, by: int) -> None:
        self._page += by
        self._show_pages()
        self._paint()

    def _on_zoom(self) -> None:
        self._paint()
        self.zoomed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoom.currentData() == FIT:
            self._paint()


def _turner(sign: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setMinimumSize(px(24), px(24))
    return button


def _size(figure: Figure, made: Made) -> str:
    """How large a page is, and in pixels where it is made of them."""
    wide, high = (side / UNITS["mm"] for side in (figure.width, figure.height))
    dots = made.order.choices.dpi / POINTS_PER_INCH
    pixels = f", {round(figure.width * dots)} × {round(figure.height * dots)} pixels" if "dpi" in made.order.format.uses else ""
    return f"{wide:.4g} × {high:.4g} mm{pixels}"
