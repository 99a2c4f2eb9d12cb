"""Be the algorithm: what comes next is chosen, its value is typed, and how it was found stands in a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSpinBox, QVBoxLayout, QWidget

from visprop.notation.explanations.pages import line_title
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px
from visprop.qt.panels.algorithm_card import AlgorithmCard
from visprop.qt.panels.exercise_parts import EnterButton, RecordTable, flow
from visprop.qt.plain import plain_label
from visprop.session.exercise.settings import Settings, Stage
from visprop.session.exercise.tasks import place_of
from visprop.timeline.parts import Part

_ABOUT = (
    "Execute the update that comes next yourself, line by line: choose which quantity comes next, and type its value. "
    "What is not computed yet is shown nowhere. Your own training waits meanwhile."
)
_MOST_VARIANTS = 999


class AlgorithmPanel(QWidget):
    """The settings, the question of now, what was done.

    Attributes:
        lines, variant, vectors: how one executes.
        buttons: by their words.
        card: what is asked.
        table: what was done.

    Signals:
        save_wanted: the grades are to be written to a file.
    """

    save_wanted = Signal()

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._algorithm = adapter.session, adapter.algorithm
        self.text = plain_label()
        self.card = AlgorithmCard(adapter)
        self.lines, self.variant = QSpinBox(), QSpinBox()
        self.vectors = QCheckBox("Vectors and matrices")
        self.table = RecordTable("What was done")
        self.buttons: dict[str, QPushButton] = {}
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
        layout = self.layout()
        assert layout is not None, "it was made with one"
        layout.setContentsMargins(px(10), px(8), px(10), px(8))
        self.card.scale()
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
        self.card.refresh()
        self.table.setVisible(is_on)
        for name, shown in (
            ("Back to the question", algorithm.was_left), ("Undo", algorithm.can_undo), ("Leave", is_on),
            ("Play the model answer", algorithm.stage is Stage.OVER), ("One line more", algorithm.stage is Stage.OVER),
            ("Save…", is_on and bool(algorithm.summary)),
        ):  # fmt: skip
            self.buttons[name].setVisible(shown)
        if is_on:
            self.table.show_records(algorithm.records, self._session.options.theme)
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
            return self.card.target
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

    def _show_place(self, keys: object) -> None:
        """Select in the picture what a row is about."""
        if isinstance(keys, tuple) and keys and not self._algorithm.is_asking:
            place = place_of(keys[0])
            self._session.selection.select(place if place.letter in ("a", "w") else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.card.takes(event):
            super().keyPressEvent(event)
