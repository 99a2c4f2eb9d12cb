"""Be the algorithm: what comes next is chosen, its value is typed, and how it was found stands in a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from visprop.lessons.markup import Paragraph
from visprop.notation.explanations.pages import line_title
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px
from visprop.qt.panels.exercise_parts import EnterButton, Keypad, RecordTable, flow
from visprop.qt.panels.lesson_text import LessonText
from visprop.qt.panels.panel_parts import link_button
from visprop.qt.panels.text_flow import Set
from visprop.qt.plain import plain_label
from visprop.session.exercise.settings import Settings, Stage
from visprop.session.exercise.tasks import place_of
from visprop.timeline.by_name import NoNumbers
from visprop.timeline.parts import Part

_ABOUT = (
    "Execute the update that comes next yourself, line by line: choose which quantity comes next, and type its value. "
    "What is not computed yet is shown nowhere. Your own training waits meanwhile."
)
_WAYS = "Click where it stands in the picture or the listing, or choose it here"
_MOST_VARIANTS = 999


class AlgorithmPanel(QWidget):
    """The settings, the question of now, what was done.

    Attributes:
        lines, variant, vectors: how one executes.
        buttons: by their words.
        offers: what can be chosen.
        field: in which a shape or a value is typed.
        table: what was done.

    Signals:
        save_wanted: the grades are to be written to a file.
    """

    save_wanted = Signal()

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._algorithm = adapter.session, adapter.algorithm
        self.text, self.said, self.hints = (plain_label() for _ in range(3))
        self.question = LessonText(adapter, 15, QFont.Weight.DemiBold)
        self.lines, self.variant = QSpinBox(), QSpinBox()
        self.vectors = QCheckBox("Vectors and matrices")
        self.field = QLineEdit()
        self.keypad = Keypad(self.field)
        self.offers: list[EnterButton] = []
        self.table = RecordTable("What was done")
        self.buttons: dict[str, QPushButton] = {}
        self._asked: object = None
        self._focused: object = None
        self._lay_out()
        self.table.wanted.connect(self._show_place)
        adapter.watch(self.refresh, (Part.EXERCISE, Part.POSITION, Part.RUN, Part.OPTIONS))
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        self._choices = self._settings()
        column.addWidget(self._choices)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self._fill(QVBoxLayout(self.card))
        column.addWidget(self.card)
        column.addWidget(self._end())
        column.addWidget(self.table, 1)

    def _settings(self) -> QWidget:
        self.lines.setAccessibleName("Lines that I execute")
        self.lines.setSuffix(" lines are mine")
        self.lines.setToolTip("How many lines of the update are left to you, counted from its end; those before are shown")
        self.variant.setRange(0, _MOST_VARIANTS)
        self.variant.setAccessibleName("Numbers")
        self.variant.setPrefix("numbers ")
        self.variant.setSpecialValueText("numbers as they are")
        self.variant.setToolTip("Other weights and biases of two decimals; the same number gives the same ones")
        self.vectors.setToolTip("Ask a layer as a whole: its shape, and then its entries")
        self._add("Begin", "Begin with the update that comes next", self.begin)
        return flow((self.lines, self.variant, self.vectors, self.buttons["Begin"]))

    def _fill(self, column: QVBoxLayout) -> None:
        self._offers = flow(())
        self.field.setAccessibleName("Your answer")
        self.field.setToolTip("Enter checks it; 1/3 and exp(-0.5) are taken, four digits or better")
        self.field.returnPressed.connect(self.check)
        self._add("Check", "Check the answer (Enter)", self.check)
        self.buttons["Check"].setProperty("role", "filled")
        self.keypad_link = link_button("Keypad", "Type with the mouse")
        self.keypad_link.setCheckable(True)
        self.keypad_link.toggled.connect(self.keypad.setVisible)
        self.keypad.hide()
        self.hint = link_button("A hint", "Read a hint, one at a time (H)")
        self.show_me = link_button("Show me", "Let it be shown, after a try or all hints; it counts as shown")
        self.hint.clicked.connect(self._algorithm.hint)
        self.show_me.clicked.connect(self._algorithm.show)
        self._typed = flow((self.field, self.buttons["Check"], self.keypad_link))
        self._links = flow((self.hint, self.show_me))
        for widget in (self.question, self._offers, self._typed, self.keypad, self.said, self.hints, self._links):
            column.addWidget(widget)

    def _end(self) -> QWidget:
        algorithm = self._algorithm
        self._add("Back to the question", "Go back to where it was asked", algorithm.back)
        self._add("Undo", "Take the last answer back (Ctrl+Z)", algorithm.undo)
        self._add("Play the model answer", "Play the same lines; what was not right is selected in the picture", algorithm.play)
        self._add("One line more", "The same with other numbers, and a line more that is yours", self._fade)
        self._add("Save…", "Save the grades as a table", self.save_wanted.emit)
        self._add("Leave", "Leave the exercise; your own training is there again", self._leave)
        names = ("Back to the question", "Undo", "Play the model answer", "One line more", "Save…", "Leave")
        return flow(self.buttons[name] for name in names)

    def _add(self, name: str, tip: str, slot: object) -> None:
        assert callable(slot), "a button does something"
        self.buttons[name] = EnterButton(name, tip, slot)

    def _scale(self) -> None:
        for layout in (self.layout(), self.card.layout()):
            if layout is not None:
                layout.setContentsMargins(px(10), px(8), px(10), px(8))
        self.field.setMinimumWidth(px(180))
        self.buttons["Check"].setMinimumHeight(px(32))
        self.keypad.scale()
        self.table.scale()
        self.refresh()

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what is asked, and how it stands."""
        algorithm = self._algorithm
        is_on, had_focus = algorithm.is_on, self._has_focus
        self.text.setText(self._told())
        self._choices.setVisible(not is_on or algorithm.stage is Stage.OVER)
        self._show_settings(is_on)
        self.card.setVisible(algorithm.is_asking)
        self.table.setVisible(is_on)
        for name, shown in (
            ("Back to the question", algorithm.was_left), ("Undo", algorithm.can_undo), ("Leave", is_on),
            ("Play the model answer", algorithm.stage is Stage.OVER), ("One line more", algorithm.stage is Stage.OVER),
            ("Save…", is_on and bool(algorithm.summary)),
        ):  # fmt: skip
            self.buttons[name].setVisible(shown)
        if is_on:
            self.table.show_records(algorithm.records, self._session.options.theme)
        if algorithm.is_asking:
            self._show_question()
        self._follow_focus(had_focus)

    def _told(self) -> str:
        algorithm = self._algorithm
        if not algorithm.is_on:
            return _ABOUT
        if algorithm.was_left:
            return "The position has moved. What was asked waits where it was."
        if algorithm.stage is Stage.OVER:
            return f"Done. {algorithm.summary}" if algorithm.summary else "All lines were shown. Now take the last one yourself."
        return line_title(algorithm.work.after.line).capitalize() + f", of example {algorithm.work.at.example}."

    def _show_settings(self, is_on: bool) -> None:
        settings = self._algorithm.settings
        if not is_on:
            usual = self._algorithm.at_hand.usual
            self.lines.setRange(0, self._algorithm.at_hand.most_lines)
            if settings is None and not self.lines.hasFocus():
                self.lines.setValue(usual.lines)
                self.vectors.setChecked(usual.in_vectors)
        self.buttons["Begin"].setText("Begin again" if is_on else "Begin")

    def _show_question(self) -> None:
        algorithm, naming = self._algorithm, self._session.naming
        stage, task = algorithm.stage, algorithm.task
        asked = Paragraph.parse(self._question())
        self.question.show_paragraphs([Set(asked.written(NoNumbers(None)), False)])
        self._show_offers(tuple(offer.name(naming) for offer in algorithm.offers) if stage is Stage.NEXT else ())
        self._typed.setVisible(stage is not Stage.NEXT)
        self.keypad.setVisible(stage is not Stage.NEXT and self.keypad_link.isChecked())
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
    def _has_focus(self) -> bool:
        """Whether it has the focus of its window, which need not be the active one, or something in it."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _follow_focus(self, had_focus: bool) -> None:
        """Let what is to be done now have the focus, where the panel had it and something else was to be done before."""
        algorithm = self._algorithm
        now = (algorithm.stage, algorithm.task, algorithm.was_left)
        before, self._focused = self._focused, now
        # What was pointed out in a picture is typed next.
        is_chosen = algorithm.is_asking and algorithm.stage is not Stage.NEXT and self.isVisible()
        if now != before and (had_focus or is_chosen):
            # Where the focus is by now Qt has chosen, in the panel or not, as what had it may be hidden.
            self._target().setFocus(Qt.FocusReason.TabFocusReason)

    def _target(self) -> QWidget:
        """What is to be done now."""
        algorithm = self._algorithm
        if algorithm.is_asking:
            return self.offers[0] if algorithm.stage is Stage.NEXT else self.field
        name = "Back to the question" if algorithm.was_left else "Play the model answer" if algorithm.is_on else "Begin"
        return self.buttons[name]

    # What is done

    def begin(self) -> None:
        """Begin as it is chosen."""
        self._algorithm.begin(Settings(self.lines.value(), self.variant.value(), self.vectors.isChecked()))
        self.start()

    def start(self) -> None:
        """Give the focus to what is to be done now."""
        self.refresh()
        self._target().setFocus(Qt.FocusReason.TabFocusReason)

    def _fade(self) -> None:
        """A line more, with other numbers."""
        self.lines.setValue(self.lines.value() + 1)
        self.variant.setValue(self.variant.value() + 1)
        self.begin()

    def _leave(self) -> None:
        self._algorithm.leave()
        self.refresh()
        self.buttons["Begin"].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, offer: int) -> None:
        self._algorithm.choose(offer)

    def check(self) -> None:
        """Give the answer that stands in the field."""
        if not self._algorithm.answer(self.field.text()):
            self.field.selectAll()

    def _show_place(self, keys: object) -> None:
        """Select in the picture what a row is about."""
        if isinstance(keys, tuple) and keys and not self._algorithm.is_asking:
            place = place_of(keys[0])
            self._session.selection.select(place if place.letter in ("a", "w") else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.text()) if event.text().isdigit() else 0
        if 1 <= number <= len(self.offers) and self.offers[number - 1].isVisible():
            self._choose(number - 1)
        elif event.key() == Qt.Key.Key_H and self._algorithm.is_asking:
            self._algorithm.hint()
        else:
            super().keyPressEvent(event)
