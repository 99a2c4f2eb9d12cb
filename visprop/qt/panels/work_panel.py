"""Check my work: a table to type into, a row a quantity, each judged when Enter is pressed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from visprop.notation.explanations.pages import line_title
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.panels.number_delegate import NumberDelegate
from visprop.qt.plain import plain_label
from visprop.session.exercise import Mark
from visprop.session.session import Session
from visprop.timeline.parts import Part

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADINGS = ("quantity", "my value", "")
_TYPED = 1


class WorkModel(QAbstractTableModel):
    """The rows of the session's exercise."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = 0

    def refresh(self) -> None:
        """Show the rows of now."""
        rows = len(self._session.exercise.answers) if self._session.exercise.is_on else 0
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 2))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_heading = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return _HEADINGS[section] if is_heading else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == _TYPED else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answers = self._session.exercise.answers
        if not 0 <= index.row() < min(self._rows, len(answers)):
            return None
        answer = answers[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (self._session.naming.text(answer.key), answer.text, answer.mark.value)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return answer.why or None
        if role == Qt.ItemDataRole.ForegroundRole and index.column() != 0:
            theme = self._session.options.theme
            hues = {Mark.RIGHT: theme.forward, Mark.WRONG: theme.negative, Mark.UNREADABLE: theme.negative}
            return qcolor(hues.get(answer.mark, theme.ink))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != _TYPED or not self._session.exercise.is_on:
            return False
        self._session.exercise.answer(index.row(), str(value))
        return True


class WorkTable(QTableView):
    """Takes an answer with Enter and goes to the next one."""

    def __init__(self, model: WorkModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(NumberDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setAccessibleName("My values")
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setTabKeyNavigation(False)

    def begin(self, row: int = 0) -> None:
        """Put the cursor into a row's value."""
        index = self.model().index(row, _TYPED)
        if index.isValid() and self.isVisible():
            self.setFocus()
            self.setCurrentIndex(index)
            if self.state() != self.State.EditingState:
                self.edit(index)
            field = QApplication.focusWidget()
            if isinstance(field, QLineEdit):
                field.selectAll()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        row = self.currentIndex().row()
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and row + 1 < self.model().rowCount():
            # At the next turn: this one is still taking the editor away.
            QTimer.singleShot(0, self, partial(self.begin, row + 1))


class EnterButton(QPushButton):
    """A button that Enter presses, which outside of a dialogue it does not."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class WorkPanel(QWidget):
    """Asks what the next line computes, row by row; nothing shows the answers until they are given or revealed."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.text, self.verdict = plain_label(), plain_label()
        self.model = WorkModel(self._session, self)
        self.table = WorkTable(self.model)
        row = QWidget()
        flow = FlowLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        self.buttons: dict[str, QPushButton] = {}
        for name, tip, slot in (
            ("Ask", "Ask what the next line computes", self.begin),
            ("Reveal", "Fill in the selected number, or the first that is missing", self.reveal),
            ("Reveal all", "Fill in every number", self.reveal_all),
            ("Go on", "Execute this line, and ask the next one", self.go_on),
            ("End", "Ask nothing any more", self.end),
        ):
            button = EnterButton(name)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            flow.addWidget(button)
            self.buttons[name] = button
        self.why = plain_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        for widget in (self.text, row):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.verdict)
        layout.addWidget(self.why)
        adapter.watch(self.refresh, (Part.EXERCISE, Part.POSITION, Part.RUN, Part.OPTIONS))
        self.refresh()

    def refresh(self) -> None:
        """Show what is asked, and how it stands."""
        exercise = self._session.exercise
        self.model.refresh()
        is_on, line = exercise.is_on, exercise.line
        self.table.setVisible(is_on)
        for name in ("Reveal", "Reveal all", "End"):
            self.buttons[name].setEnabled(is_on)
        self.buttons["Go on"].setEnabled(exercise.is_done)
        focus = QApplication.focusWidget()
        if exercise.is_done and focus is not None and (focus is self.table or self.table.isAncestorOf(focus)):
            self.buttons["Go on"].setFocus(Qt.FocusReason.TabFocusReason)
        if exercise.was_left:
            self.text.setText("The position has moved, and the numbers that were asked are shown. Press Ask to go on from here.")
        elif line is None:
            self.text.setText("Compute the next line yourself: press Ask. What is asked is shown nowhere until you have it.")
        else:
            self.text.setText(f"{line_title(line)}. Type what it computes (1/3 and exp(-0.5) are taken), four digits or better.")
        summary = f"The update before. {exercise.summary}" if is_on and exercise.summary else exercise.summary
        done = "All done: go on to the next line." if exercise.is_done else ""
        self.verdict.setText(done or (exercise.verdict if is_on else "") or summary)
        wrong = next((a for a in exercise.answers if a.why), None) if is_on else None
        self.why.setText("" if wrong is None else f"{self._session.naming.text(wrong.key)}: {wrong.why}")

    def begin(self) -> None:
        """Ask, with the cursor in the first value; what is asked already stays with its answers."""
        exercise = self._session.exercise
        if not exercise.is_on:
            exercise.begin()
            self.refresh()
        marks = [answer.mark for answer in exercise.answers]
        self.table.begin(next((i for i, mark in enumerate(marks) if mark not in (Mark.RIGHT, Mark.REVEALED)), 0))

    def end(self) -> None:
        """Ask nothing any more."""
        self._session.exercise.end()
        self.buttons["Ask"].setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self) -> None:
        """Execute the line, and ask the next one."""
        self._session.exercise.go_on()
        self.refresh()
        self.table.begin()

    def reveal(self) -> None:
        """Give up the selected row, or the first that is not right."""
        exercise = self._session.exercise
        missing = [i for i, answer in enumerate(exercise.answers) if answer.mark not in (Mark.RIGHT, Mark.REVEALED)]
        selected = [index.row() for index in self.table.selectionModel().selectedIndexes() if index.row() in missing]
        for i in (selected or missing)[:1]:
            exercise.reveal(i)

    def reveal_all(self) -> None:
        """Give up every row that is not right."""
        exercise = self._session.exercise
        for i, answer in enumerate(exercise.answers):
            if answer.mark is not Mark.RIGHT:
                exercise.reveal(i)
