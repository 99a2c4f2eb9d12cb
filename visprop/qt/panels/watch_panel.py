"""Watched variables: their value now and the one before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visprop.notation.expression.numbers import number
from visprop.qt.session import Session
from visprop.timeline.position import START
from visprop.timeline.quantity import canonical, quantity
from visprop.timeline.timeline import Diverged


class WatchPanel(QWidget):
    """A table of the session's watched variables, and a field to add one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.field = QLineEdit(placeholderText="δ2[1], Δw2[1,2], φ …")
        self.field.setToolTip("A variable to watch: a, z, delta, w, b, dw or db with layer and indices, c or phi")
        self.add = QPushButton("Watch")
        self.add.setToolTip("Watch this variable")
        self.remove = QPushButton("Remove")
        self.remove.setToolTip("Watch the selected variable no longer")
        self._error = QLabel()
        self._error.setWordWrap(True)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(["variable", "now", "before"])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        row = QHBoxLayout()
        for widget in (self.field, self.add, self.remove):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self._error)
        layout.addWidget(self.table)
        self.field.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the values of now, and those one line before."""
        session = self._session
        if not self.isVisible() or not session.is_due(10, 3):
            return
        watched = session.options.watched
        self.table.setRowCount(len(watched))
        for row, name in enumerate(watched):
            for column, text in enumerate((name, self._text(name, before=False), self._text(name, before=True))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(row, column, item)

    def _text(self, name: str, before: bool) -> str:
        session = self._session
        if before and (session.position == START or session.at_speed):
            return "–"
        try:
            frame = session.timeline.frame(session.timeline.walk.before(session.position)) if before else session.frame
            value = quantity(frame, name)
        except (ValueError, Diverged):
            # Another scenario was opened, whose network has no such variable.
            return "–"
        return "–" if value is None else number(value, session.options.digits)

    def showEvent(self, event: object) -> None:
        self.refresh()

    def _on_add(self) -> None:
        name = canonical(self.field.text())
        try:
            quantity(self._session.frame, name)
        except ValueError as error:
            self._error.setText(str(error))
            return
        self._error.clear()
        self.field.clear()
        if name not in self._session.options.watched:
            self._session.set_options(watched=(*self._session.options.watched, name))

    def _on_remove(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        watched = tuple(name for i, name in enumerate(self._session.options.watched) if i not in rows)
        self._session.set_options(watched=watched)
