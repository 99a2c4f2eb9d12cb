"""Find the bug: a pass with a planted error, accused by its line and named; then the reason and the line as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QPushButton, QSpinBox, QVBoxLayout, QWidget

from visprop.lessons.markup import Paragraph, Words
from visprop.notation.explanations.pages import line_title
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px
from visprop.qt.panels.choice_row import ChoiceRow
from visprop.qt.panels.exercise_parts import EnterButton, flow
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.panel_parts import choice_box, link_button
from visprop.qt.panels.text_flow import Set
from visprop.qt.plain import plain_label
from visprop.scenario.planted.error import PlantedError
from visprop.scenario.planted.registry import ERRORS
from visprop.session.exercise.hunt import Search
from visprop.timeline.by_name import NoNumbers
from visprop.timeline.parts import Part

_ABOUT = (
    "A mistake that is made in real programs is planted in the backward pass or in the update. Picture, listing and equations "
    "show what the program with it computes. Find the first wrong line, then say what is wrong in it. "
    "Your own training waits meanwhile."
)
_WHERE = (
    "Which line is the first whose numbers are not what it says? Step through them and compute by hand; "
    "let both checks accuse, and nudge what is selected."
)


class HuntPanel(QWidget):
    """The case, the question of now, and at the end what it was.

    Attributes:
        number, network: which case, and in which network.
        buttons: by their words.
        rows: the errors that are offered.
        check, nudge: links to what helps to find it.

    Signals:
        save_wanted: the grades are to be written to a file.
    """

    save_wanted = Signal()

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adapter, self._session, self._hunt = adapter, adapter.session, adapter.hunt
        self.text, self.question, self.said = (plain_label() for _ in range(3))
        self.hints = LessonText(adapter)
        self.reason = LessonText(adapter)
        self.number = QSpinBox()
        self.network: QComboBox = choice_box(
            "network",
            "In which network the error is planted",
            {True: "in a network chosen for it", False: "in my own network"},
            20,
        )
        self.rows = [ChoiceRow(adapter, i + 1) for i in range(4)]
        self.buttons: dict[str, QPushButton] = {}
        self._stage = Search.OFF
        self._lay_out()
        adapter.watch(self.refresh, (Part.EXERCISE, Part.POSITION, Part.SELECTION, Part.RUN, Part.OPTIONS))
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()

    # Building

    def _lay_out(self) -> None:
        hunt = self._hunt
        self.number.setRange(1, len(ERRORS))
        self.number.setPrefix("case ")
        self.number.setAccessibleName("Case")
        self.number.setToolTip("Which error it is, without telling; the same number gives the same one")
        self._add("Begin", "Plant the error, in a run of its own", self.begin)
        self._add("This line", "Say that the line at which one stands is the first wrong one (A)", hunt.accuse_line)
        self._add("What is selected", "Say that the selected neuron or edge is the first that is wrong", hunt.accuse_selected)
        self._add("Next case", "Plant another error", self._next)
        self._add("Save…", "Save the grades of all cases as a table", self.save_wanted.emit)
        self._add("Leave", "Leave the exercise; your own training is there again", self._leave)
        self.check = link_button("Check gradient and update", "Compare both with what they should be (Ctrl+G)")
        self.nudge = link_button("Nudge what is selected", "See what a nudge does, beside what backpropagation says")
        self.hint = link_button("A hint", "Read a hint, one at a time (H)")
        self.show_me = link_button("Show me", "Let it be shown, after a try or all hints; it counts as shown")
        self.hint.clicked.connect(hunt.hint)
        self.show_me.clicked.connect(hunt.show)
        for i, row in enumerate(self.rows):
            row.clicked.connect(partial(self._name, i))
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(flow((self.number, self.network, self.buttons["Begin"])))
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self._fill(QVBoxLayout(self.card))
        column.addWidget(self.card)
        column.addWidget(flow(self.buttons[name] for name in ("Next case", "Save…", "Leave")))
        column.addStretch(1)

    def _fill(self, column: QVBoxLayout) -> None:
        self._accusing = flow((self.buttons["This line"], self.buttons["What is selected"], self.check, self.nudge))
        self._links = flow((self.hint, self.show_me))
        for widget in (self.question, self._accusing, *self.rows, self.said, self.hints, self._links, self.reason):
            column.addWidget(widget)

    def _add(self, name: str, tip: str, slot: object) -> None:
        assert callable(slot), "a button does something"
        self.buttons[name] = EnterButton(name, tip, slot)

    def _scale(self) -> None:
        for layout in (self.layout(), self.card.layout()):
            if layout is not None:
                layout.setContentsMargins(px(10), px(8), px(10), px(8))
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Show what is asked, and how it stands."""
        hunt = self._hunt
        stage, case = hunt.stage, hunt.case
        self.text.setText(hunt.summary or _ABOUT if not hunt.is_on else f"Case {hunt.number}: {self._session.title}")
        self.card.setVisible(hunt.is_on)
        for name, shown in (("Next case", stage is Search.OVER), ("Save…", bool(hunt.summary)), ("Leave", hunt.is_on)):
            self.buttons[name].setVisible(shown)
        self.buttons["Begin"].setText("Begin again" if hunt.is_on else "Begin")
        if case is None:
            return
        self.question.setText({Search.WHERE: _WHERE, Search.WHAT: "What is wrong in it?", Search.OVER: "Found."}[stage])
        self._show_accusing(stage is Search.WHERE)
        self._show_choices(case.choices, stage)
        said = hunt.said
        self.said.setText("" if said is None else f"{'✓' if said.is_right else '✗'} {said.told}")
        self.said.setVisible(said is not None)
        self.hints.show_paragraphs([_set(hint) for hint in hunt.hints])
        self.hint.setVisible(hunt.has_hint)
        self.hint.setText("Another hint" if hunt.hints else "A hint")
        self.show_me.setVisible(hunt.can_show)
        self.reason.show_paragraphs(_reason(case.error) if stage is Search.OVER else [])
        self._follow_focus()

    def _show_accusing(self, is_asked: bool) -> None:
        self._accusing.setVisible(is_asked)
        position, selected = self._session.playback.position, self._session.selection.selected
        lines = self._session.playback.experiment.program.lines
        self.buttons["This line"].setText(f"{line_title(lines[position.line]).capitalize()}, is wrong")
        self.buttons["What is selected"].setVisible(selected is not None)
        self.nudge.setVisible(selected is not None)
        if selected is not None:
            self.buttons["What is selected"].setText(f"{self._session.naming.text(selected)} is wrong")

    def _show_choices(self, choices: Sequence[PlantedError], stage: Search) -> None:
        hunt = self._hunt
        given = hunt.records[-1].given if hunt.records else []
        for row, error in zip(self.rows, choices, strict=True):
            is_right = None
            if error.name in given:
                is_right = hunt.case is not None and error is hunt.case.error
            row.setVisible(stage is Search.WHAT)
            row.show_choice(_set(error.words), is_right, stage is Search.WHAT)

    def _follow_focus(self) -> None:
        """Let what is to be done now have the focus, where the panel has it and something else was to be done before."""
        focus, before, self._stage = QApplication.focusWidget(), self._stage, self._hunt.stage
        if focus is not None and before is not self._stage and (focus is self or self.isAncestorOf(focus)):
            # Once all has its place: the rim stands around it.
            QTimer.singleShot(0, self, self._focus)

    def _focus(self) -> None:
        targets = {Search.WHERE: self.buttons["This line"], Search.WHAT: self.rows[0], Search.OVER: self.buttons["Next case"]}
        targets.get(self._hunt.stage, self.buttons["Begin"]).setFocus(Qt.FocusReason.TabFocusReason)

    # What is done

    def begin(self) -> None:
        """Plant the error that is chosen."""
        if self._hunt.begin(self.number.value(), bool(self.network.currentData())):
            self.start()

    def start(self) -> None:
        """Give the focus to what is to be done now."""
        self.refresh()
        self._focus()

    def _next(self) -> None:
        self.number.setValue(self.number.value() % len(ERRORS) + 1)
        self.begin()

    def _leave(self) -> None:
        self._hunt.leave()
        self.refresh()
        self.buttons["Begin"].setFocus(Qt.FocusReason.TabFocusReason)

    def _name(self, choice: int, checked: bool = False) -> None:
        self._hunt.name(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.text()) if event.text().isdigit() else 0
        if 1 <= number <= len(self.rows) and self.rows[number - 1].isVisible():
            self._name(number - 1)
        elif event.key() == Qt.Key.Key_H and self._hunt.is_asking:
            self._hunt.hint()
        elif event.key() == Qt.Key.Key_A and self._hunt.stage is Search.WHERE:
            self._hunt.accuse_line()
        else:
            super().keyPressEvent(event)


def _set(source: str) -> Set:
    paragraph = Paragraph.parse(source)
    return Set(paragraph.written(NoNumbers(None)), paragraph.is_formula)


def _reason(error: PlantedError) -> list[Set]:
    """What it was, what it should be, and why that matters."""
    bold = [Set((Words("Computed:", True),)), Set((Words("As it should be:", True),))]
    return [_set(f"{error.words}."), bold[0], _set(error.wrong), bold[1], _set(error.right), _set(error.reason)]
