"""What is asked of who is the algorithm: which quantity comes next, its shape or its value, with hints one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visprop.lessons.markup import Paragraph
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px
from visprop.qt.panels.answer_field import AnswerField
from visprop.qt.panels.exercise_parts import EnterButton, flow
from visprop.qt.panels.keypad import EXPONENT, SPACE, TIMES, Keypad
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.panel_parts import link_button
from visprop.qt.panels.text_flow import Set
from visprop.qt.plain import plain_label
from visprop.session.exercise.settings import Stage
from visprop.timeline.by_name import NoNumbers

_OFFER = 28
_WAYS = "Click where it stands in the picture or the listing, or choose it here"


class AlgorithmCard(QFrame):
    """The question of now, and the places for its answer.

    Args:
        adapter: the session.
        is_inside: whether it stands inside of another card, which has the frame.

    Attributes:
        question: the same.
        offers: what can be chosen.
        field: in which a shape or a value is typed.
        check: asks what is said of it.
        keypad: types into it by the mouse.
        said, hints: what is told.
        hint, show_me: links.
    """

    def __init__(self, adapter: Adapter, is_inside: bool = False) -> None:
        super().__init__()
        self._session, self._algorithm, self._is_inside = adapter.session, adapter.algorithm, is_inside
        self.setProperty("role", "" if is_inside else "card")
        self.question = LessonText(adapter, 15, QFont.Weight.DemiBold)
        self.said, self.hints = plain_label(), plain_label()
        self.field = AnswerField()
        self.field.hint_wanted.connect(self._algorithm.hint)
        self.field.setToolTip("Enter checks it; 1/3 and exp(-0.5) are taken, four digits or better")
        self.field.returnPressed.connect(self.answer_typed)
        self.check = EnterButton("Check", "Check the answer (Enter)", self.answer_typed)
        self.check.setProperty("role", "filled")
        self.keypad = Keypad(adapter.course, self.field, self.answer_typed)
        self.hint = link_button("A hint", "Read a hint, one at a time (H)")
        self.show_me = link_button("Show me", "Let it be shown, after a try or all hints; it counts as shown")
        self.hint.clicked.connect(self._algorithm.hint)
        self.show_me.clicked.connect(self._algorithm.show)
        self.offers: list[EnterButton] = []
        self._asked: object = None
        self._lay_out()

    def _lay_out(self) -> None:
        self._offers = flow(())
        self._typed = flow((self.field, self.check, self.keypad.link))
        column = QVBoxLayout(self)
        for widget in (self.question, self._offers, self._typed, self.keypad, self.said, self.hints):
            column.addWidget(widget)
        column.addWidget(flow((self.hint, self.show_me)))

    def scale(self) -> None:
        """Take measures in the letters of now."""
        layout = self.layout()
        assert layout is not None, "it was made with one"
        side, above = (0, 0) if self._is_inside else (px(10), px(8))
        layout.setContentsMargins(side, above, side, above)
        self.field.setMinimumWidth(px(130))
        for widget in (self.field, self.check):
            widget.setMinimumHeight(px(32))
        for button in self.offers:
            button.setMinimumHeight(px(_OFFER))
        self.keypad.scale()

    # What is shown

    def refresh(self) -> None:
        """Show what is asked."""
        self.setVisible(self._algorithm.is_asking)
        if self._algorithm.is_asking:
            self._show_question()

    def _show_question(self) -> None:
        algorithm, naming = self._algorithm, self._session.naming
        stage, task = algorithm.stage, algorithm.task
        asked = Paragraph.parse(self._question())
        self.question.show_paragraphs([Set(asked.written(NoNumbers(None)), False)])
        self._show_offers(tuple(offer.name(naming) for offer in algorithm.offers) if stage is Stage.NEXT else ())
        self._typed.setVisible(stage is not Stage.NEXT)
        of_values = EXPONENT + SPACE if task and task.shape else EXPONENT
        self.keypad.offer(stage is not Stage.NEXT, TIMES if stage is Stage.SHAPE else of_values)
        said = algorithm.said
        self.said.setText("" if said is None else f"{'✓' if said.is_right else '✗'} {said.told}".rstrip())
        self.said.setVisible(said is not None)
        self.hints.setText("\n".join(algorithm.hints))
        self.hints.setVisible(bool(algorithm.hints))
        self.hint.setText("Another hint" if algorithm.hints else "A hint")
        self.hint.setVisible(algorithm.has_hint)
        self.show_me.setVisible(algorithm.can_show)
        if self._asked != (stage, task):
            self._asked = (stage, task)
            self.field.clear()

    def _question(self) -> str:
        """What is asked, as a lesson's text."""
        stage, task = self._algorithm.stage, self._algorithm.task
        if stage is Stage.NEXT or task is None:
            return f"Which quantity comes next? {_WAYS}."
        name = task.markup(self._session.naming)
        if stage is Stage.SHAPE:
            return f"Which shape has ${name}$? Type a number, or rows × columns."
        more = f" Type its {len(task.keys)} numbers, row by row, with spaces between." if task.shape else ""
        return f"What is ${name}$?{more}"

    def _show_offers(self, names: Sequence[str]) -> None:
        layout = self._offers.layout()
        assert layout is not None, "it was made with one"
        while len(self.offers) < len(names):
            button = EnterButton(clicked=partial(self._choose, len(self.offers)))
            button.setMinimumHeight(px(_OFFER))
            layout.addWidget(button)
            self.offers.append(button)
        for i, button in enumerate(self.offers):
            button.setVisible(i < len(names))
            if i < len(names):
                button.setText(f"{i + 1}   {names[i]}")
                button.setAccessibleName(names[i])
                button.setToolTip(f"It comes next (key {i + 1})")
        self._offers.setVisible(bool(names))

    @property
    def target(self) -> QWidget:
        """What is to be done now."""
        return self.offers[0] if self._algorithm.stage is Stage.NEXT else self.field

    # What is done

    def _choose(self, offer: int) -> None:
        self._algorithm.choose(offer)

    def answer_typed(self) -> None:
        """Give the answer that stands in the field."""
        if not self._algorithm.answer(self.field.text()):
            self.field.selectAll()

    def type_or_choose(self, text: str) -> bool:
        """Type what was typed beside the field, or choose by a number; whether there was a use for it."""
        if self._algorithm.stage is not Stage.NEXT:
            self.field.setFocus()
            self.field.insert(text)
            return True
        number = int(text) if text.isdigit() else 0
        if not 1 <= number <= len(self.offers) or not self.offers[number - 1].isVisible():
            return False
        self._choose(number - 1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.takes(event):
            super().keyPressEvent(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Choose by a number, or read a hint; whether there was a use for a key."""
        if event.key() == Qt.Key.Key_H and self._algorithm.is_asking:
            self._algorithm.hint()
            return True
        return self._algorithm.stage is Stage.NEXT and self.type_or_choose(event.text())
