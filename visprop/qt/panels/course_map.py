"""The map of the course: every chapter, what it is about, how far one has come in it, and lessons of one's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from visprop.figures.base.outlines import BASE, LIBRARY
from visprop.figures.base.typeset import typeset
from visprop.lessons.markup import Words
from visprop.lessons.progress_kept import Progress, Tally
from visprop.lessons.shelf import Chapter, chapters, open_chapter
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.panel_parts import flow_of, scrolled
from visprop.qt.panels.saving_answers import NOTHING, save_answers
from visprop.qt.panels.text_flow import Set, unset
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.timeline.by_name import NoNumbers

_HIGH, _NUMBER = 92, 34
_WORDS = "Say what will happen, then see it. Chapters can be taken in any order; your own network waits meanwhile, untouched."


def _read_ahead(name: str) -> None:
    """Read a chapter and set the formulas of its first step, so that neither is waited for when it is opened."""
    first = open_chapter(name).steps[0]
    for node in unset([Set(one.written(NoNumbers(None))) for one in first.text]) if LIBRARY.is_here else ():
        typeset(node, BASE)


class ChapterRow(QAbstractButton):
    """A chapter.

    Args:
        adapter: the session.
        chapter: which.
    """

    def __init__(self, adapter: Adapter, chapter: Chapter) -> None:
        super().__init__()
        self._session, self.chapter = adapter.session, chapter
        self._tally = Tally(0, 0, len(chapter.asking))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_progress(self, progress: Progress) -> None:
        """Show how far one has come in it."""
        self._tally = progress.tally(self.chapter.name, self.chapter.asking)
        self.setText(self.chapter.title.replace("&", "&&"))
        self.setAccessibleName(f"Chapter {self.chapter.number}: {self.chapter.title}")
        self.setAccessibleDescription(f"{self.chapter.about} {self._told}")
        rows = ", ".join(map(str, self.chapter.misprints))
        misprints = f"\nMisprints of the article that fall here: {rows}" if rows else ""
        self.setToolTip(f"{self.chapter.about}\nIn the article: {self.chapter.section}{misprints}\n{self._told}")
        self.update()

    @property
    def _told(self) -> str:
        done, shown, left = self._tally
        if not done and not shown:
            return f"{self.chapter.count} steps"
        parts = ((done, "done"), (shown, "shown"), (left, "left"))
        return ", ".join(f"{count} {word}" for count, word in parts if count)

    def sizeHint(self) -> QSize:
        return QSize(px(300), px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.options.theme
        is_over = self.underMouse() or self.hasFocus()
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.positive if is_over else theme.rule), 2 if is_over else 1))
            painter.setBrush(qcolor(theme.panel))
            painter.drawRoundedRect(place, px(8), px(8))
            painter.setPen(qcolor(theme.positive))
            painter.setFont(sized(QApplication.font(), 15, QFont.Weight.DemiBold))
            painter.drawText(QRectF(px(6), 0, px(_NUMBER), self.height()), Qt.AlignmentFlag.AlignCenter, str(self.chapter.number))
            self._paint_words(painter, place.adjusted(px(_NUMBER + 10), px(8), -px(14), -px(8)))

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        theme, line = self._session.options.theme, place.height() / 4
        left, wide = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        small = sized(QApplication.font(), 12)
        aside = QFontMetricsF(small).horizontalAdvance(self._told) + px(8)
        for text, font, ink, top, room in (
            (self.chapter.title, sized(QApplication.font(), 15, QFont.Weight.DemiBold), theme.ink, 0.0, place.width()),
            (self.chapter.section, small, theme.faint, 3.0, place.width() - aside),
        ):
            painter.setFont(font)
            painter.setPen(qcolor(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(place.left(), place.top() + top * line, room, line), left | wide, shown)
        painter.setPen(qcolor(theme.positive if self._tally.is_over else theme.faint))
        last = QRectF(place.left(), place.top() + 3 * line, place.width(), line)
        painter.drawText(last, Qt.AlignmentFlag.AlignRight | wide, self._told)
        painter.setFont(sized(QApplication.font(), 13))
        painter.setPen(qcolor(theme.ink))
        about = QRectF(place.left(), place.top() + line, place.width(), 2 * line)
        painter.drawText(about, left | wide | Qt.TextFlag.TextWordWrap, self.chapter.about)


class CourseMap(QWidget):
    """The chapters.

    Attributes:
        go_on: leads to the chapter that comes next.
        save: saves the answers.

    Signals:
        wanted: a chapter, by its name.
    """

    wanted = Signal(str)

    def __init__(self, adapter: Adapter) -> None:
        super().__init__()
        self._title, self._words = LessonText(adapter, 22, QFont.Weight.DemiBold), LessonText(adapter)
        self._is_read = False
        self.rows = {chapter.name: ChapterRow(adapter, chapter) for chapter in chapters()}
        self.go_on, self.save = QPushButton(), QPushButton("Save answers…")
        self.go_on.setProperty("role", "filled")
        self.go_on.clicked.connect(self._go_on)
        self._next = ""
        self._shown: tuple[str, int] | None = None
        self._course = adapter.course
        self.save.clicked.connect(self._save)
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.addWidget(self._title)
        self._page.addWidget(self._words)
        self._page.addWidget(flow_of((self.go_on, self.save), side=0))
        for name, row in self.rows.items():
            row.clicked.connect(partial(self._choose, name))
            self._page.addWidget(row)
        self._page.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(page))
        # Shown before it has a place, a text would be a window.
        self._title.show_paragraphs([Set((Words("The course"),))])
        self._words.show_paragraphs([Set((Words(_WORDS),))])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            # Read beside the window, with the benches that they are played on: none is waited for when it is opened.
            self._is_read = True
            pool = own_thread("lessons")
            for name in self.rows:
                pool.submit(aside(_read_ahead), name)
            pool.shutdown(wait=False)

    def _choose(self, name: str, checked: bool = False) -> None:
        self.wanted.emit(name)

    def _go_on(self) -> None:
        self.wanted.emit(self._next)

    def _save(self) -> None:
        save_answers(self._course, self)

    def scale(self) -> None:
        """Take measures in the letters of now."""
        self._page.setContentsMargins(px(20), px(14), px(20), px(16))
        self._page.setSpacing(px(8))

    def refresh(self, progress: Progress, answered: int) -> None:
        """Show how far one has come, and how many steps were answered."""
        before, self._shown = self._shown, (progress.text(), answered)
        if self._shown == before:
            # It is asked for at every line that is executed.
            return
        for row in self.rows.values():
            row.show_progress(progress)
        found = progress.next_of({name: row.chapter.asking for name, row in self.rows.items()})
        self.go_on.setVisible(found is not None)
        if found is not None:
            chapter, self._next = self.rows[found].chapter, found
            is_begun = progress.tally(found, chapter.asking).is_begun
            self.go_on.setText(f"{'Go on with' if is_begun else 'Begin'} chapter {chapter.number}")
            self.go_on.setToolTip(chapter.title)
        self.save.setEnabled(answered > 0)
        told = f"{answered} steps were answered: save them as a file for a teacher" if answered else NOTHING
        self.save.setToolTip(told)
