"""A step of a lesson as a page: what it says, what it asks, and the way on and back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visprop.lessons.conditions import Asks
from visprop.lessons.lesson import Lesson, Step
from visprop.lessons.markup import Paragraph
from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.look.letters import px
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.panel_parts import link_button
from visprop.qt.panels.progress_dots import ProgressDots
from visprop.qt.panels.question_card import QuestionCard
from visprop.qt.panels.text_flow import Set
from visprop.qt.panels.two_parts import TwoParts
from visprop.session.course import Course
from visprop.timeline.by_name import Numbers

_SIDE = 18
"""How far the text is from the sides."""
_SETTLED_MS = 60
"""How soon after an answer the page is as high as it will be, in milliseconds."""


class StepPage(QWidget):
    """The page.

    Attributes:
        leave: leads back to the map.
        parts: the text, and below it what is asked.
        card: what is asked.
        why: asks why, or no longer.
        back, next: the ways to the neighbours.
        dots: where one is.
    """

    def __init__(self, adapter: Adapter, course: Course) -> None:
        super().__init__()
        self._session, self._course = adapter.session, course
        self.leave = link_button("‹ All chapters", "Leave the chapter: your own network is there again, as it was")
        self.leave.clicked.connect(course.leave)
        self._where = QLabel()
        self._where.setProperty("role", "under")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self._count = QLabel()
        self._count.setProperty("role", "under")
        self.title = LessonText(adapter, 22, QFont.Weight.DemiBold)
        self.told = LessonText(adapter)
        self.card = QuestionCard(adapter, course)
        self.reason = LessonText(adapter)
        self.why = link_button("Why?", "Read why, if you like (W)")
        self.why.clicked.connect(course.ask_why)
        self.why_told = LessonText(adapter, is_faint=True)
        self.back = link_button("‹ Back", "The step before (Backspace)")
        self.next = link_button("Next ›", "The next step (Space, Enter); Space reads on first, as PgDown does")
        self.back.clicked.connect(course.back)
        self.next.clicked.connect(course.next)
        self.dots = ProgressDots()
        self.dots.wanted.connect(course.go)
        self._at: tuple[Lesson, int] | None = None
        self._later = Later(adapter, self._show_told, self, _SETTLED_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.leave)
        head.addStretch()
        head.addWidget(self._count)
        text, asked = QWidget(), QWidget()
        self._text, self._asked = QVBoxLayout(text), QVBoxLayout(asked)
        for read in (self._where, self.title, self.told):
            self._text.addWidget(read)
        for widget in (self.card, self.reason, self.why, self.why_told):
            self._asked.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if widget is self.why else Qt.AlignmentFlag(0))
        for part in (self._text, self._asked):
            part.addStretch()
        self.parts = TwoParts(text, asked)
        rule = QFrame()
        rule.setProperty("role", "rule")
        rule.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.dots, 1)
        foot.addWidget(self.next)
        self._head, self._foot = head, foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.parts, 1)
        column.addWidget(rule)
        column.addLayout(foot)

    def scale(self) -> None:
        """Take measures in the letters of now."""
        self._head.setContentsMargins(px(10), px(8), px(_SIDE), px(2))
        self._text.setContentsMargins(px(_SIDE), px(2), px(_SIDE), px(12))
        self._asked.setContentsMargins(px(_SIDE), 0, px(_SIDE), px(12))
        for column in (self._text, self._asked):
            column.setSpacing(px(12))
        self._foot.setContentsMargins(px(14), px(8), px(14), px(8))
        self.card.scale()

    def refresh(self) -> None:
        """Show the step that is open."""
        course, lesson = self._course, self._course.lesson
        attempt = course.attempt
        if lesson is None or attempt is None:
            return
        at, then = course.numbers_at(), course.numbers_at(is_then=True)
        step = attempt.step
        self._show_head(lesson, step)
        self.told.show_paragraphs(_sets(step.text, at))
        self.card.show_attempt(attempt, at, then)
        is_typed = step.asks is not None and step.asks.asks in (Asks.NUMBER, Asks.LINES)
        self.parts.crowd(course.has_keypad and attempt.is_open and is_typed)
        self.reason.show_paragraphs([] if attempt.is_open else _sets(step.reason, then))
        self.why.setVisible(bool(step.why) and not attempt.is_open)
        self.why.setText("Why? ▾" if attempt.has_asked_why else "Why? ▸")
        self.why_told.show_paragraphs(_sets(step.why, then) if attempt.has_asked_why else [])
        if self._at != (lesson, course.index):
            self._at = (lesson, course.index)
            self.parts.begin()
        elif step.asks is not None:
            # Its formulas are set first.
            self._later.start(_SETTLED_MS)

    def reads_on(self) -> bool:
        """Show more of the text where there is more; whether there was, of a step that is not answered yet."""
        attempt = self._course.attempt
        is_read = attempt is not None and (attempt.is_open or attempt.step.asks is None)
        return is_read and self.parts.turn_page()

    def _show_told(self) -> None:
        """Bring what was told last into sight: what is said of the answer, a hint, the reason, why; and what is asked now."""
        card, lines = self.card, self.card.lines
        asked = (lines.said, lines.hints, lines.question) if lines.isVisible() else (card.verdict, card.hints, card.field)
        for told in (*asked, self.reason, self.why_told):
            if told.isVisible():
                self.parts.below.ensureWidgetVisible(told, 0, px(8))

    def _show_head(self, lesson: Lesson, step: Step) -> None:
        course = self._course
        chapter = f"Chapter {lesson.chapter} · " if lesson.chapter else ""
        where = lesson.section or lesson.title
        # Said once, it leaves its room to the text and what is asked.
        self._where.setVisible(course.index == 0)
        self._where.setText(f"In the article: {where}" if lesson.chapter else where)
        self._count.setText(f"{chapter}{course.index + 1} of {len(lesson.steps)}")
        self._count.setToolTip(where)
        self.title.show_paragraphs(_sets((Paragraph.parse(step.title),), course.numbers_at()))
        self.back.setEnabled(course.index > 0)
        self.next.setText("To the map ›" if course.is_last else "Next ›")
        marks = [course.progress.mark(lesson.name, i) for i in range(len(lesson.steps))]
        self.dots.show_marks(marks, course.index, self._session.options.theme)


def _sets(paragraphs: tuple[Paragraph, ...], numbers: Numbers) -> list[Set]:
    return [Set(one.written(numbers), one.is_formula) for one in paragraphs]
