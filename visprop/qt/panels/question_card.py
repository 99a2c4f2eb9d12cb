"""What a step asks: the question, the place for the answer, hints one by one, and what is said of the answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from visprop.lessons.attempt import Attempt
from visprop.lessons.conditions import Asks
from visprop.lessons.markup import Paragraph, Words
from visprop.lessons.progress_kept import Mark
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.algorithm_card import AlgorithmCard
from visprop.qt.panels.answer_field import AnswerField
from visprop.qt.panels.choice_row import ChoiceRow
from visprop.qt.panels.flow_layout import EvenLayout
from visprop.qt.panels.keypad import Keypad
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.panel_parts import link_button
from visprop.qt.panels.text_flow import Set
from visprop.session.course import Course
from visprop.timeline.by_name import Numbers

_FIELD = 36
_OF_NUMBER = "0123456789.,-−+/("
_OF_FORMULA = _OF_NUMBER + "acelpstσπ√"
"""With what an answer begins: a number, and abs, cos, exp, ln, pi, sin, sqrt, tanh."""
_DOING = {
    Asks.ACT: "Do it in the experiment: it is noticed here.",
    Asks.LINES: "The picture shows a line once all of it is found.",
}


class QuestionCard(QFrame):
    """The card.

    Attributes:
        field: in which a number is typed.
        check: asks what is said of it.
        keypad: types into it by the mouse.
        lines: in which lines of the algorithm are executed.
        rows: the answers that can be chosen.
        back: leads back to where lines are executed.
        hint, show_me: links.
        verdict: what is said.
    """

    def __init__(self, adapter: Adapter, course: Course) -> None:
        super().__init__()
        self._adapter, self._course = adapter, course
        self.setProperty("role", "card")
        self._question = LessonText(adapter, 15, QFont.Weight.DemiBold)
        self.field = AnswerField("0.25, −3, 1/4")
        self.field.hint_wanted.connect(course.hint)
        self.field.setToolTip("Type a number; Enter checks it")
        self.field.returnPressed.connect(self.answer_typed)
        self.check = QPushButton("Check")
        self.check.setProperty("role", "filled")
        self.check.setToolTip("Check the answer (Enter)")
        self.check.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.check.clicked.connect(self.answer_typed)
        self.keypad = Keypad(course, self.field, self.answer_typed)
        self.lines = AlgorithmCard(adapter, is_inside=True)
        self.lines.hide()
        self.rows: list[ChoiceRow] = []
        self.hint = link_button("A hint", "Read a hint, one at a time (H)")
        self.show_me = link_button("Show me", "Let the answer be shown (Space)")
        self.hint.clicked.connect(course.hint)
        self.show_me.clicked.connect(course.show)
        self.verdict = LessonText(adapter)
        self.hints = LessonText(adapter)
        self.back = link_button("Back to the question", "Go back to where it was asked")
        self.back.clicked.connect(course.algorithm.back)
        self._typed, self._links = QWidget(), QWidget()
        self._shown: Attempt | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        typed = QHBoxLayout(self._typed)
        typed.setContentsMargins(0, 0, 0, 0)
        typed.addWidget(self.field, 1)
        typed.addWidget(self.check)
        typed.addWidget(self.keypad.link)
        links = QHBoxLayout(self._links)
        links.setContentsMargins(0, 0, 0, 0)
        links.addWidget(self.hint)
        links.addWidget(self.show_me)
        links.addStretch()
        self._choices = QWidget()
        self._offers = EvenLayout(self._choices)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._question)
        self._column.addWidget(self._typed)
        self._column.addWidget(self.keypad)
        self._column.addWidget(self._choices)
        self._column.addWidget(self.lines)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.verdict, self.hints, self._links):
            self._column.addWidget(widget)

    def scale(self) -> None:
        """Take measures in the letters of now."""
        self._column.setContentsMargins(px(14), px(10), px(14), px(8))
        self._column.setSpacing(px(8))
        self.lines.scale()
        self.keypad.scale()
        self.field.setFont(sized(QApplication.font(), 15))
        self.field.setTextMargins(px(6), 0, px(6), 0)
        for widget in (self.field, self.check):
            widget.setMinimumHeight(px(_FIELD))

    def show_attempt(self, attempt: Attempt, at: Numbers, then: Numbers) -> None:
        """Show a reader at a step."""
        asks = attempt.step.asks
        self.setVisible(asks is not None)
        if asks is None:
            return
        self._question.show_paragraphs([_set(asks.question, at)])
        if attempt is not self._shown:
            self.field.clear()
            self._shown = attempt
        is_typed = asks.asks is Asks.NUMBER and attempt.is_open
        self._typed.setVisible(is_typed)
        self.keypad.offer(is_typed)
        self._show_choices(attempt, at, then)
        self.hints.show_paragraphs([_set(one, at) for one in attempt.step.hints[: attempt.hints]])
        self.verdict.show_paragraphs(self._told(attempt, then))
        left = len(attempt.step.hints) - attempt.hints
        self.hint.setVisible(left > 0)
        self.hint.setText("A hint" if not attempt.hints else "Another hint")
        self.show_me.setVisible(attempt.tries > 0 or left == 0)
        self._links.setVisible(attempt.is_open and asks.asks is not Asks.LINES)
        self._show_lines()

    def _show_lines(self) -> None:
        """Show what is asked of who executes lines; once they are begun, the line of now has the room."""
        algorithm = self._course.algorithm
        self.lines.refresh()
        self.back.setVisible(algorithm.was_left)
        if algorithm.is_asking and algorithm.said is not None:
            self._question.hide()
            self.verdict.hide()

    def _show_choices(self, attempt: Attempt, at: Numbers, then: Numbers) -> None:
        asks = attempt.step.asks
        assert asks is not None
        offered = asks.choices(at)
        self._choices.setVisible(bool(offered))
        while len(self.rows) < len(offered):
            row = ChoiceRow(self._adapter, len(self.rows) + 1)
            row.clicked.connect(partial(self._choose, len(self.rows)))
            self.rows.append(row)
            self._offers.addWidget(row)
        for i, row in enumerate(self.rows):
            row.setVisible(i < len(offered))
            if i < len(offered):
                is_right = attempt.mark is not Mark.LEFT if attempt.given == str(i) else None
                row.show_choice(_set(Paragraph.parse(offered[i]), at), is_right, attempt.is_open)

    @staticmethod
    def _told(attempt: Attempt, then: Numbers) -> list[Set]:
        """What is said of the answer."""
        asks, verdict = attempt.step.asks, attempt.verdict
        assert asks is not None
        is_number = asks.asks is Asks.NUMBER
        if attempt.mark is Mark.SHOWN:
            told = f" {asks.right(then)}." if is_number else ""
            return [Set((Words("The answer:" if is_number else "Shown.", True), Words(told)))]
        if verdict is None:
            return [Set((Words(_DOING[asks.asks]),))] if asks.asks in _DOING else []
        if verdict.is_right:
            given = f" It is {asks.right(then)}." if is_number else ""
            return [Set((Words("Right.", True), Words(given)))]
        return [Set((Words("Not yet.", True), Words(f" {verdict.told}")))]

    def _choose(self, index: int, checked: bool = False) -> None:
        self._course.answer(str(index))

    def answer_typed(self) -> None:
        """Give the answer that stands in the field; where all is answered, go on."""
        text = self.field.text().strip()
        if text and self._typed.isVisibleTo(self):
            self._course.answer(text)
            self.field.selectAll()

    @property
    def typed_next(self) -> QWidget | None:
        """The field in which a line that is executed is typed, spaces too; None where none is."""
        algorithm = self._course.algorithm
        return self.lines.field if algorithm.is_asking and algorithm.task is not None else None

    def can_take(self, text: str) -> bool:
        """Whether there may be a use for what was typed beside the field: a choice, a number, or where one is asked a formula."""
        return bool(text) and text in (_OF_FORMULA if self._typed.isVisibleTo(self) else _OF_NUMBER)

    def takes(self, text: str) -> bool:
        """Type what was typed beside the field, or choose by a number; whether there was a use for it."""
        if self.lines.isVisibleTo(self):
            return self.lines.type_or_choose(text)
        if self._typed.isVisibleTo(self):
            self.field.setFocus()
            self.field.insert(text)
            return True
        if text.isdigit() and 1 <= int(text) <= len(self.rows) and self.rows[int(text) - 1].isVisibleTo(self):
            self.rows[int(text) - 1].click()
            return True
        return False


def _set(paragraph: Paragraph, numbers: Numbers) -> Set:
    return Set(paragraph.written(numbers), paragraph.is_formula)
