"""The course in the window: the map of its chapters, and the step that is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from visprop.lessons.shelf import open_chapter
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px
from visprop.qt.panels.course_map import CourseMap
from visprop.qt.panels.step_page import StepPage
from visprop.timeline.parts import Part

_PAGES = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_WAYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_H, Qt.Key.Key_W, *_PAGES)


class CoursePanel(QWidget):
    """Shows the one or the other; with the focus on it, the keys lead through a lesson.

    Attributes:
        map: the chapters.
        page: the step.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._course = course = adapter.course
        self.setAccessibleName("The course")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.map, self.page = CourseMap(adapter), StepPage(adapter, course)
        self.map.wanted.connect(self.begin)
        self._at: object = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        adapter.watch(self.refresh, (Part.LESSON, Part.EXERCISE, Part.RUN, Part.OPTIONS))
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()

    def begin(self, name: str) -> None:
        """Begin with a chapter, or go on with it where one was."""
        lesson = open_chapter(name)
        self._course.open(lesson, self._course.progress.first_left(name, len(lesson.steps)))

    def _scale(self) -> None:
        self.map.scale()
        self.page.scale()
        self.refresh()

    def refresh(self) -> None:
        """Show where one is."""
        is_open = self._course.lesson is not None
        is_new = self._stack.currentIndex() != is_open
        has_keys = self._has_keys
        self._stack.setCurrentIndex(int(is_open))
        if is_open:
            self.page.refresh()
        else:
            self.map.refresh(self._course.progress, self._course.answers.count)
        attempt = self._course.attempt
        algorithm = self._course.algorithm
        before, self._at = self._at, (attempt, attempt is not None and attempt.is_open, algorithm.stage, algorithm.task)
        has_keys = has_keys or self._has_keys
        if self.isVisible() and (is_new or (self._at != before and has_keys)):
            # What had the keys, the field of an answer, has gone; what gets them by chance would take the space bar for a choice.
            (self.page.card.typed_next or self).setFocus()

    @property
    def _has_keys(self) -> bool:
        """Whether the focus is on something in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._course.lesson is not None:
            # The step is played on another kind of experiment, which has a panel of its own: the keys go on leading.
            self.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(px(430), px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(80))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            # Before a shortcut of the window has it.
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_plain = held == Qt.KeyboardModifier.NoModifier
        # A bracket and a plus are typed with Shift.
        is_typed = not held & ~Qt.KeyboardModifier.ShiftModifier and self.page.card.can_take(event.text())
        return self._course.lesson is not None and (is_typed or (is_plain and event.key() in _WAYS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)
            return
        course, key = self._course, event.key()
        if key == Qt.Key.Key_Space:
            if not self.page.reads_on():
                course.go_on()
        elif key in _PAGES:
            self.page.parts.turn_page(key == Qt.Key.Key_PageUp)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Backspace:
            course.back()
        elif key == Qt.Key.Key_H:
            course.hint()
        elif key == Qt.Key.Key_W:
            course.ask_why()
        else:
            self.page.card.takes(event.text())

    def _enter(self) -> None:
        """Check what was typed; where nothing is asked any more, go on."""
        attempt = self._course.attempt
        if attempt is not None and attempt.is_open:
            self.page.card.answer_typed()
        else:
            self._course.next()
